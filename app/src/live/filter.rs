//! Lists that follow their filters while one types.

use leptos::prelude::*;

/// Fetches the page of a form's address whenever the form changes, and shows its results in the place of the old
/// ones, and the parts that carry `data-follows`. What the results' `data-said` says is read aloud. Without script
/// the form is sent by its button: the page is the same.
#[island]
pub(crate) fn LiveFilter(
    /// The id of the form.
    form: String,
    /// The id of the results, the same on the page that is fetched.
    results: String,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    browser::follow(&form, results, said);
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, results);
    view! { <span class="hidden" role="status">{said}</span> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::Cell, rc::Rc, time::Duration};

    use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
    use wasm_bindgen::{JsCast as _, JsValue};
    use web_sys::{
        Element, Event, HtmlAnchorElement, HtmlFormElement, HtmlInputElement, UrlSearchParams,
    };

    use crate::live::ask;

    /// Typing rests this long before the list is asked for.
    const REST: Duration = Duration::from_millis(140);

    struct Following {
        form: HtmlFormElement,
        results: String,
        said: RwSignal<String>,
        /// How often the list was asked for: an answer to an older question is not shown.
        asked: Cell<u32>,
        waiting: Cell<Option<TimeoutHandle>>,
    }

    /// Listens to the form for as long as the page is open.
    pub(super) fn follow(form: &str, results: String, said: RwSignal<String>) {
        let Some(form) = ask::find::<HtmlFormElement>(&document(), form) else {
            return;
        };
        form.class_list().add_1("is-live").ok();
        let following = Rc::new(Following {
            form: form.clone(),
            results,
            said,
            asked: Cell::new(0),
            waiting: Cell::new(None),
        });
        let leading = Rc::clone(&following);
        ask::on(&document(), "click", move |click| {
            leading.take_along(&click);
        });
        ask::on(&form, "input", move |_| {
            if let Some(before) = following.waiting.take() {
                before.clear();
            }
            let asking = Rc::clone(&following);
            let ask = move || spawn_local(async move { asking.refresh().await.unwrap_or(()) });
            let waiting = set_timeout_with_handle(ask, REST).ok();
            following.waiting.set(waiting);
        });
    }

    impl Following {
        /// Asks for the list and shows it, unless it was asked for again meanwhile.
        async fn refresh(&self) -> Option<()> {
            let number = self.asked.get() + 1;
            self.asked.set(number);
            let address = self.address()?;
            let page = ask::get(&address).await.ok()?.document;
            if self.asked.get() != number {
                return None;
            }
            let new = page.get_element_by_id(&self.results)?;
            let old = document().get_element_by_id(&self.results)?;
            self.said
                .set(new.get_attribute("data-said").unwrap_or_default());
            old.replace_with_with_node_1(&new).ok()?;
            ask::follow(&page, "");
            let history = window().history().ok()?;
            history
                .replace_state_with_url(&JsValue::NULL, "", Some(&address))
                .ok()
        }

        /// The boxes of the list. Only ids are ticked in lists.
        fn boxes(&self) -> Vec<HtmlInputElement> {
            let all = format!("#{} .pick > input", self.results);
            let Ok(found) = document().query_selector_all(&all) else {
                return Vec::new();
            };
            (0..found.length())
                .filter_map(|at| found.item(at)?.dyn_into().ok())
                .collect()
        }

        /// What is ticked in the list, so that the next one still has it ticked.
        fn ticks(&self) -> Vec<String> {
            let ticked = self.boxes().into_iter().filter(HtmlInputElement::checked);
            ticked
                .map(|input| format!("{}={}", input.name(), input.value()))
                .collect()
        }

        /// Gives a link to another list of the same, before it is followed, what is ticked by now.
        fn take_along(&self, click: &Event) -> Option<()> {
            let clicked: Element = click.target()?.dyn_into().ok()?;
            let link: HtmlAnchorElement = clicked.closest("a").ok()??.dyn_into().ok()?;
            let is_of_list = format!("#{}, [data-follows]", self.results);
            link.closest(&is_of_list).ok()??;
            if link.pathname() != self.form.get_attribute("action")? {
                return None;
            }
            let asked = UrlSearchParams::new_with_str(&link.search()).ok()?;
            let boxes = self.boxes();
            for input in &boxes {
                asked.delete(&input.name());
            }
            for input in boxes.iter().filter(|input| input.checked()) {
                asked.append(&input.name(), &input.value());
            }
            link.set_search(&String::from(asked.to_string()));
            Some(())
        }

        /// The address of the form as it is, without what was left empty, and with what is ticked.
        fn address(&self) -> Option<String> {
            let action = self.form.get_attribute("action")?;
            let fields = ask::fields(&self.form)?;
            let ticks = self.ticks();
            let kept: Vec<&str> = fields
                .split('&')
                .filter(|pair| !pair.ends_with('='))
                .chain(ticks.iter().map(String::as_str))
                .collect();
            Some(if kept.is_empty() {
                action
            } else {
                format!("{action}?{}", kept.join("&"))
            })
        }
    }
}
