//! The finder's key: Ctrl and `/` go to the box at the top. A key alone would be in the way of those who speak to
//! their computer, whose words are typed.

use leptos::prelude::*;

/// Listens for the key. Without script the box is a tab away, as any other.
#[island]
pub fn FinderKey() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        let listening = window_event_listener(leptos::ev::keydown, |event| {
            if event.key() == "/" && event.ctrl_key() && !event.alt_key() {
                event.prevent_default();
                focus_finder();
            }
        });
        // The page lives as long as the listener does.
        std::mem::forget(listening);
    }
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
