//! Lists that follow their filters while one types.

use leptos::prelude::*;

/// Fetches the page of a form's address whenever the form changes, and shows its results in the place of the old
/// ones. Without script the form is sent by its button: the page is the same.
#[island]
pub(crate) fn LiveFilter(
    /// The id of the form.
    form: String,
    /// The id of the results, the same on the page that is fetched.
    results: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::follow(form, results);
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, results);
    view! { <span hidden></span> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::Cell, rc::Rc, time::Duration};

    use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
    use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        Document, DomParser, FormData, HtmlFormElement, Response, SupportedType, UrlSearchParams,
    };

    /// Typing rests this long before the list is asked for.
    const REST: Duration = Duration::from_millis(140);

    /// Listens to the form for as long as the page is open.
    pub(super) fn follow(form: String, results: String) {
        let Some(form) = find::<HtmlFormElement>(&form) else {
            return;
        };
        form.class_list().add_1("is-live").ok();
        let asked = Rc::new(Cell::new(0_u32));
        let waiting: Rc<Cell<Option<TimeoutHandle>>> = Rc::default();
        let listened = form.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            if let Some(before) = waiting.take() {
                before.clear();
            }
            let (form, results, asked) = (form.clone(), results.clone(), Rc::clone(&asked));
            let ask = move || {
                asked.set(asked.get() + 1);
                spawn_local(refresh(form, results, asked));
            };
            waiting.set(set_timeout_with_handle(ask, REST).ok());
        });
        let listener = changed.as_ref().unchecked_ref();
        listened
            .add_event_listener_with_callback("input", listener)
            .ok();
        changed.forget();
    }

    /// Asks for the list and shows it, unless it was asked for again meanwhile.
    async fn refresh(form: HtmlFormElement, results: String, asked: Rc<Cell<u32>>) {
        let number = asked.get();
        let Some(address) = address(&form) else {
            return;
        };
        let Ok(page) = fetch(&address).await else {
            return;
        };
        if asked.get() == number {
            show(&page, &results, &address);
        }
    }

    fn address(form: &HtmlFormElement) -> Option<String> {
        let data = FormData::new_with_form(form).ok()?;
        let query = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        let query = String::from(query.to_string());
        let action = form.get_attribute("action")?;
        let kept: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.ends_with('='))
            .collect();
        Some(if kept.is_empty() {
            action
        } else {
            format!("{action}?{}", kept.join("&"))
        })
    }

    async fn fetch(address: &str) -> Result<String, JsValue> {
        let response = JsFuture::from(window().fetch_with_str(address)).await?;
        let response: Response = response.dyn_into()?;
        if !response.ok() {
            return Err(JsValue::NULL);
        }
        let text = JsFuture::from(response.text()?).await?;
        Ok(text.as_string().unwrap_or_default())
    }

    fn show(page: &str, results: &str, address: &str) -> Option<()> {
        let page: Document = DomParser::new()
            .ok()?
            .parse_from_string(page, SupportedType::TextHtml)
            .ok()?;
        let new = page.get_element_by_id(results)?;
        let old = document().get_element_by_id(results)?;
        old.replace_with_with_node_1(&new).ok()?;
        let history = window().history().ok()?;
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(address))
            .ok()
    }

    fn find<E: wasm_bindgen::JsCast>(id: &str) -> Option<E> {
        document().get_element_by_id(id)?.dyn_into().ok()
    }
}
