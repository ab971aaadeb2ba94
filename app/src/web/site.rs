//! What every request can reach, and the headers that every answer bears.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Uri, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use shared::{label::text::Face, refusal::Refusal};
use store::Store;

use super::Failed;

/// What every request can reach. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Site {
    /// The open database.
    pub store: Store,
    /// Where the site is reached from outside, without a slash at the end: what labels and mails say.
    pub base_url: Arc<str>,
    /// Opens the first page when there is no school yet; printed on the console.
    pub founding_token: Option<Arc<str>>,
    /// The proxy before the site, which is believed when it says where people come from.
    pub proxy: Option<IpAddr>,
    /// How wide the characters of printed labels are, so that pages can say what will not fit.
    pub widths: fn(Face, char) -> u32,
}

impl Site {
    /// Whether the site is reached by https, so that cookies may insist on it.
    pub fn is_secure(&self) -> bool {
        self.base_url.starts_with("https:")
    }

    /// Whether what is sent to the site can be read on the way: it is reached by plain http, and not from this machine
    /// alone.
    pub fn is_in_the_open(&self) -> bool {
        !self.is_secure() && !is_this_machine(&self.base_url)
    }
}

fn is_this_machine(base_url: &str) -> bool {
    let host = base_url
        .parse::<Uri>()
        .ok()
        .and_then(|address| address.host().map(str::to_owned))
        .unwrap_or_default();
    let host = host.trim_matches(['[', ']']);
    let address: Option<IpAddr> = host.parse().ok();
    host == "localhost" || address.is_some_and(|address| address.is_loopback())
}

/// Marks every answer: nothing is sniffed, framed, referred elsewhere or kept by strangers.
pub async fn secure_headers(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut mark = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    mark(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    mark(header::REFERRER_POLICY, "same-origin");
    mark(header::X_FRAME_OPTIONS, "DENY");
    mark(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    mark(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    mark(
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(), geolocation=()",
    );
    mark(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'",
    );
    // What may be kept says so itself.
    mark(header::CACHE_CONTROL, "no-store");
    if site.is_secure() {
        mark(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
        keep_to_https(headers);
    }
    response
}

/// Marks every cookie as one for https alone.
fn keep_to_https(headers: &mut HeaderMap) {
    let cookies: Vec<HeaderValue> = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .filter_map(|cookie| {
            HeaderValue::from_bytes(&[cookie.as_bytes(), b"; Secure"].concat()).ok()
        })
        .collect();
    headers.remove(header::SET_COOKIE);
    for cookie in cookies {
        headers.append(header::SET_COOKIE, cookie);
    }
}

/// Nobody's address has a NUL in it; one of the databases could not even be asked for it.
pub async fn readable(request: Request, next: Next) -> Response {
    if request.uri().to_string().contains("%00") {
        return Failed::from(Refusal::NotFound).into_response();
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_told_from_the_network() {
        for here in [
            "http://127.0.0.1:3000",
            "http://localhost",
            "http://[::1]:3000",
        ] {
            assert!(is_this_machine(here), "{here}");
        }
        for there in [
            "http://0.0.0.0:3000",
            "http://prep-room:3000",
            "http://10.1.2.3",
            "http://localhost.example",
        ] {
            assert!(!is_this_machine(there), "{there}");
        }
    }
}
