//! The site's own files: the browser's bundle and the stylesheet. Inside the binary when built for use, read from the
//! site folder in development, where the stylesheet comes straight from its parts.

#[cfg(not(feature = "embed"))]
mod sheet;

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Where the site's files are.
#[derive(Clone, Debug)]
pub struct Site {
    /// The site folder, used in development.
    #[cfg_attr(
        feature = "embed",
        expect(dead_code, reason = "the files are in the binary")
    )]
    folder: PathBuf,
}

/// A file, as it is sent.
#[derive(Debug)]
pub struct Asset {
    /// What is sent, compressed where `encoding` says so.
    pub bytes: Cow<'static, [u8]>,
    /// Its media type.
    pub content_type: &'static str,
    /// How it is compressed: `br` or `gzip`.
    pub encoding: Option<&'static str>,
    /// Changes with every byte of what is sent.
    pub etag: String,
}

/// The compressions that a browser may take, the smaller first, with the file ending of each.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The icon of the browser's tab: small enough to be in every build.
const ICON: &[u8] = include_bytes!("../../app/style/favicon.svg");

#[cfg(feature = "embed")]
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/site.rs"));

impl Site {
    /// The site, whose folder is only looked at in development.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// The answer to a request for `path`, if it names a file of the site.
    pub fn response(&self, path: &str, request: &HeaderMap) -> Option<Response> {
        let text = |name: HeaderName| {
            request
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let asset = self.asset(path, text(header::ACCEPT_ENCODING))?;
        let known = text(header::IF_NONE_MATCH)
            .split(',')
            .any(|tag| tag.trim() == asset.etag);
        let status = if known {
            StatusCode::NOT_MODIFIED
        } else {
            StatusCode::OK
        };
        let mut response = if known {
            Body::empty()
        } else {
            Body::from(asset.bytes)
        }
        .into_response();
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(asset.content_type),
        );
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        // Names stay the same from version to version, so a browser asks each time and is told "as before".
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
            headers.insert(header::ETAG, etag);
        }
        if let Some(encoding) = asset.encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        Some(response)
    }

    /// The file at `path`, in the smallest form that `accept_encoding` takes.
    pub fn asset(&self, path: &str, accept_encoding: &str) -> Option<Asset> {
        let path = path.trim_start_matches('/');
        let content_type = content_type(path)?;
        if path == "favicon.svg" {
            return Some(Asset {
                bytes: Cow::Borrowed(ICON),
                content_type,
                encoding: None,
                etag: etag(ICON),
            });
        }
        let compressed = ENCODINGS.iter().find_map(|(encoding, ending)| {
            let taken = takes(accept_encoding, encoding);
            let bytes = taken.then(|| self.read(&format!("{path}{ending}")))??;
            Some((bytes, Some(*encoding)))
        });
        let (bytes, encoding) = compressed.or_else(|| Some((self.read(path)?, None)))?;
        Some(Asset {
            etag: etag(&bytes),
            bytes,
            content_type,
            encoding,
        })
    }

    #[cfg(feature = "embed")]
    #[expect(clippy::unused_self, reason = "in development the folder is read")]
    fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        let at = FILES.binary_search_by_key(&path, |(path, _)| path).ok()?;
        Some(Cow::Borrowed(FILES[at].1))
    }

    #[cfg(not(feature = "embed"))]
    fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        // Compressed siblings may be left from an earlier build for use.
        let is_sibling = ENCODINGS.iter().any(|(_, ending)| path.ends_with(ending));
        if is_sibling || !is_within(path) {
            return None;
        }
        if path == "pkg/trolley.css" {
            let parts = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/style");
            return sheet::sheet(parts.as_ref())
                .ok()
                .map(|sheet| sheet.into_bytes().into());
        }
        std::fs::read(self.folder.join(path)).ok().map(Cow::Owned)
    }
}

/// Whether a path leads nowhere but down.
#[cfg(not(feature = "embed"))]
fn is_within(path: &str) -> bool {
    std::path::Path::new(path)
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)))
}

/// The media type of the kinds of files that a site has; other files are not sent.
fn content_type(path: &str) -> Option<&'static str> {
    match path.rsplit_once('.')?.1 {
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        "css" => Some("text/css; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "webmanifest" => Some("application/manifest+json"),
        "txt" => Some("text/plain; charset=utf-8"),
        _ => None,
    }
}

/// Whether an `Accept-Encoding` takes this encoding: named, and not with the weight nought.
fn takes(accept_encoding: &str, encoding: &str) -> bool {
    accept_encoding.split(',').any(|offer| {
        let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
        let weight = weight.trim().trim_start_matches("q=");
        let refused = !weight.is_empty() && weight.trim_matches(['0', '.']).is_empty();
        name.trim() == encoding && !refused
    })
}

fn etag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_taken_when_named_and_not_refused() {
        assert!(takes("gzip, deflate, br", "br"));
        assert!(takes("br;q=0.5", "br"));
        assert!(!takes("gzip;q=0, br", "gzip"));
        assert!(!takes("", "br"));
    }

    #[cfg(not(feature = "embed"))]
    #[test]
    fn nothing_outside_the_site_is_read() {
        let site = Site::new(env!("CARGO_MANIFEST_DIR"));
        assert!(site.asset("src/../../secret.txt", "").is_none());
        assert!(site.asset("Cargo.toml", "").is_none());
    }
}
