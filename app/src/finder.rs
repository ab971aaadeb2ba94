//! The finder's key: `/` goes to the box at the top, from wherever nothing is being typed.

use leptos::prelude::*;

/// Listens for the key. Without script the box is a tab away, as any other.
#[island]
pub fn FinderKey() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        let listening = window_event_listener(leptos::ev::keydown, |event| {
            let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
            if event.key() == "/" && is_plain && !is_typing() {
                event.prevent_default();
                focus_finder();
            }
        });
        // The page lives as long as the listener does.
        std::mem::forget(listening);
    }
}

#[cfg(feature = "hydrate")]
fn is_typing() -> bool {
    let Some(focused) = document().active_element() else {
        return false;
    };
    matches!(focused.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

#[cfg(feature = "hydrate")]
fn focus_finder() {
    use wasm_bindgen::JsCast as _;
    let finder = document().get_element_by_id("find");
    if let Some(finder) = finder.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A browser that refuses the focus leaves it where it is.
        let _ = finder.focus();
    }
}
