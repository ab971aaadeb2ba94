//! What was refused, dressed as a page for those who asked for one: nobody should meet a library's own words.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use shared::refusal::Refusal;

use super::{Site, answer::Elsewhere, frame, words};

/// Why there is no page. The answer carries it to whoever dresses it.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub title: &'static str,
    pub sentence: String,
    /// The school to switch to first, where that is the way on.
    pub elsewhere: Option<Elsewhere>,
}

impl Said {
    fn new(title: &'static str, sentence: &str) -> Self {
        Self {
            title,
            sentence: sentence.to_owned(),
            elsewhere: None,
        }
    }

    /// What a refusal says.
    pub(super) fn refusal(refusal: &Refusal) -> Self {
        let (title, sentence) = words::refusal(refusal);
        Self::new(title, &sentence)
    }

    /// What somebody is told whom no school knows any more.
    pub(super) fn no_school() -> Self {
        let sentence = "You are a member of no school here at the moment. An administrator can invite you again.";
        Self::new("No school", sentence)
    }

    /// What is said of a form of another school, and the way there.
    pub(super) fn other_school(elsewhere: Elsewhere) -> Self {
        let sentence = format!(
            "Nothing was done yet: this page is of {}, and you look at another school by now.",
            elsewhere.name
        );
        Self {
            elsewhere: Some(elsewhere),
            ..Self::new("Another school", &sentence)
        }
    }

    /// The answer as it is before it is dressed: its sentence alone.
    pub(super) fn answer(self, status: StatusCode) -> Response {
        let mut response = (status, self.sentence.clone()).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives a page to who asked for one and was refused without.
pub async fn dressed(State(site): State<Site>, request: Request, next: Next) -> Response {
    if !has(request.headers(), header::ACCEPT.as_str(), "text/html") {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if !is_bare(&response) {
        return response;
    }
    let known = response
        .extensions_mut()
        .remove::<Said>()
        .map(|said| (response.status(), said));
    let Some((status, said)) = known.or_else(|| of_library(response.status(), &asked.method))
    else {
        return response;
    };
    let mut page = frame::plain_page(&site, asked, status, said).await;
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

/// What is said instead of a library's own words, such as for an address that can't be read.
fn of_library(status: StatusCode, method: &Method) -> Option<(StatusCode, Said)> {
    let refused = |status, refusal: &Refusal| Some((status, Said::refusal(refusal)));
    match status {
        // An address that can't be read is nobody's.
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
            refused(status, &Refusal::NotFound)
        }
        StatusCode::BAD_REQUEST if method == Method::GET => {
            refused(StatusCode::NOT_FOUND, &Refusal::NotFound)
        }
        StatusCode::FORBIDDEN => {
            let sentence = "Nothing was done: this was not sent by a page of this site.";
            Some((status, Said::new("Not from here", sentence)))
        }
        StatusCode::PAYLOAD_TOO_LARGE => {
            let sentence = "Nothing was done: more was sent than is taken at once.";
            Some((status, Said::new("Too large", sentence)))
        }
        status if status.is_client_error() => {
            refused(status, &Refusal::Invalid(shared::form::Problems::default()))
        }
        _ => {
            let sentence = "Nothing was changed. It is written down.";
            Some((status, Said::new("A fault of ours", sentence)))
        }
    }
}

fn has(headers: &HeaderMap, name: &str, text: &str) -> bool {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains(text))
}
