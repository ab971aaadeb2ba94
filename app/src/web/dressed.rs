//! Answers that come from around the pages, such as for an address that can't be read, dressed as pages.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use shared::refusal::Refusal;

use super::{frame, words};

/// Gives a page to who asked for one and was refused without: nobody should meet a library's own words.
pub async fn dressed(request: Request, next: Next) -> Response {
    let wants_page = has(request.headers(), header::ACCEPT.as_str(), "text/html");
    let method = request.method().clone();
    let response = next.run(request).await;
    if !wants_page || !is_bare(&response) {
        return response;
    }
    let Some((status, title, sentence)) = said(response.status(), &method) else {
        return response;
    };
    let mut page = frame::plain_page(status, title, sentence);
    if let Some(allowed) = response.headers().get(header::ALLOW) {
        page.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    page
}

/// Whether an answer is an error without a page.
fn is_bare(response: &Response) -> bool {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let kind = header::CONTENT_TYPE;
    is_error
        && (!response.headers().contains_key(&kind)
            || has(response.headers(), kind.as_str(), "text/plain"))
}

fn said(status: StatusCode, method: &Method) -> Option<(StatusCode, &'static str, String)> {
    let refused = |status, refusal: &Refusal| {
        let (title, sentence) = words::refusal(refusal);
        Some((status, title, sentence))
    };
    match status {
        // An address that can't be read is nobody's.
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
            refused(status, &Refusal::NotFound)
        }
        StatusCode::BAD_REQUEST if method == Method::GET => {
            refused(StatusCode::NOT_FOUND, &Refusal::NotFound)
        }
        StatusCode::FORBIDDEN => Some((
            status,
            "Not from here",
            "Nothing was done: this was not sent by a page of this site.".to_owned(),
        )),
        StatusCode::PAYLOAD_TOO_LARGE => Some((
            status,
            "Too large",
            "Nothing was done: more was sent than is taken at once.".to_owned(),
        )),
        status if status.is_client_error() => {
            refused(status, &Refusal::Invalid(shared::form::Problems::default()))
        }
        _ => Some((
            status,
            "A fault of ours",
            "Nothing was changed. It is written down.".to_owned(),
        )),
    }
}

fn has(headers: &HeaderMap, name: &str, text: &str) -> bool {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains(text))
}
