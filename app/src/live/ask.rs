//! Asking the server for a page from within a page.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, DomParser, Element, EventTarget, FormData, HtmlFormElement, RequestInit, Response,
    SupportedType, UrlSearchParams,
};

/// A page that was asked for.
pub(crate) struct Page {
    /// The page.
    pub document: Document,
    /// Where it was found in the end.
    pub address: String,
}

/// Why no page came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoPage {
    /// There is no way to the server.
    Unreachable,
    /// The server has a fault, or is being started anew.
    Fault,
}

/// Asks for a page.
pub(crate) async fn get(address: &str) -> Result<Page, NoPage> {
    read(window().fetch_with_str(address)).await
}

/// Posts a form's fields, encoded, and follows to the page that its deed answers with.
pub(crate) async fn post(address: &str, fields: &str) -> Result<Page, NoPage> {
    let how = RequestInit::new();
    how.set_method("POST");
    let fields = UrlSearchParams::new_with_str(fields).map_err(|_| NoPage::Fault)?;
    how.set_body(fields.as_ref());
    read(window().fetch_with_str_and_init(address, &how)).await
}

async fn read(asked: web_sys::js_sys::Promise) -> Result<Page, NoPage> {
    let answer = JsFuture::from(asked).await;
    let response: Response = answer
        .and_then(JsCast::dyn_into)
        .map_err(|_| NoPage::Unreachable)?;
    if response.status() >= 500 {
        return Err(NoPage::Fault);
    }
    page_of(response).await.map_err(|_| NoPage::Unreachable)
}

async fn page_of(response: Response) -> Result<Page, JsValue> {
    let text = JsFuture::from(response.text()?).await?;
    let text = text.as_string().unwrap_or_default();
    Ok(Page {
        document: DomParser::new()?.parse_from_string(&text, SupportedType::TextHtml)?,
        address: response.url(),
    })
}

/// A form's fields, encoded as they would be sent.
pub(crate) fn fields(form: &HtmlFormElement) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(fields.to_string().into())
}

/// The element of an id on a page.
pub(crate) fn find<E: JsCast>(page: &Document, id: &str) -> Option<E> {
    page.get_element_by_id(id)?.dyn_into().ok()
}

/// Gives the parts that carry `data-follows` and an id the contents that they have on another page, but for one.
pub(crate) fn follow(page: &Document, stays: &str) -> Option<()> {
    let parts = document().query_selector_all("[data-follows]").ok()?;
    for at in 0..parts.length() {
        let part: Element = parts.item(at)?.dyn_into().ok()?;
        let id = part.id();
        if id == stays {
            continue;
        }
        let (class, inside) = page
            .get_element_by_id(&id)
            .map(|new| (new.class_name(), new.inner_html()))
            .unwrap_or_default();
        // What is the same is left alone, so that nothing is read aloud twice.
        if part.class_name() != class {
            part.set_class_name(&class);
        }
        if part.inner_html() != inside {
            part.set_inner_html(&inside);
        }
    }
    Some(())
}

/// Does something at each event of a name, for as long as the page is open.
pub(crate) fn on(target: &EventTarget, event: &str, does: impl FnMut(web_sys::Event) + 'static) {
    let does = Closure::<dyn FnMut(web_sys::Event)>::new(does);
    target
        .add_event_listener_with_callback(event, does.as_ref().unchecked_ref())
        .ok();
    does.forget();
}
