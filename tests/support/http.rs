//! A visitor without a browser: asks, posts forms, keeps cookies, follows nothing by itself.

use std::collections::BTreeMap;
use std::sync::Mutex;

use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// What is sent with a request.
type Body = Full<std::io::Cursor<Vec<u8>>>;

/// Somebody with a cookie jar.
#[derive(Debug)]
pub struct Visitor {
    base: String,
    client: Client<HttpConnector, Body>,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What a server answered.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Visitor {
    /// A stranger at this server, such as `http://127.0.0.1:3000`.
    pub fn new(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            client: Client::builder(TokioExecutor::new()).build_http(),
            cookies: Mutex::default(),
        }
    }

    /// The same person on a connection of their own.
    #[must_use]
    pub fn beside(&self) -> Self {
        let beside = Self::new(&self.base);
        *beside.cookies.lock().expect("the cookies") =
            self.cookies.lock().expect("the cookies").clone();
        beside
    }

    /// Signs in, as the page to sign in on does.
    pub async fn sign_in(&self, email: &str, password: &str) {
        let fields = [("email", email), ("password", password)];
        let reply = self.post("/sign-in", &fields).await;
        assert!(
            reply.location().is_some_and(|to| !to.contains("sign-in")),
            "{email} is not let in"
        );
    }

    /// Asks for a path.
    pub async fn get(&self, path: &str) -> Reply {
        self.try_get(path).await.expect("an answer")
    }

    /// Asks for a path of a server that may not listen yet.
    pub async fn try_get(&self, path: &str) -> Option<Reply> {
        self.send(Method::GET, path, &[], vec![]).await
    }

    /// Asks for a path with one more header.
    pub async fn get_with(&self, path: &str, name: &str, value: &str) -> Reply {
        self.send(Method::GET, path, &[(name, value)], vec![])
            .await
            .expect("an answer")
    }

    /// Posts a form, as a page of the same server would.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_from(path, &self.base, encoded(fields)).await
    }

    /// Posts a form to a server that may end meanwhile.
    pub async fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Reply> {
        self.try_post_from(path, &self.base, encoded(fields)).await
    }

    /// The same person at another server, with the same cookies.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        let other = Self::new(base);
        let cookies = self.cookies.lock().expect("the cookies").clone();
        *other.cookies.lock().expect("the cookies") = cookies;
        other
    }

    /// Posts a form from a page of another origin.
    pub async fn post_from_elsewhere(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_from(path, "https://elsewhere.example", encoded(fields))
            .await
    }

    /// Posts this body under these headers, and no others.
    pub async fn post_bare(&self, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Reply {
        self.send(Method::POST, path, headers, body)
            .await
            .expect("an answer")
    }

    /// Posts a form that carries a file in its field `file`.
    pub async fn post_file(&self, path: &str, file_name: &str, bytes: &[u8]) -> Reply {
        const BOUNDARY: &str = "----what-no-file-holds";
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\r\n"
        );
        let body = [
            head.as_bytes(),
            bytes,
            format!("\r\n--{BOUNDARY}--\r\n").as_bytes(),
        ]
        .concat();
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let headers = [
            ("content-type", kind.as_str()),
            ("origin", self.base.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        self.send(Method::POST, path, &headers, body)
            .await
            .expect("an answer")
    }

    /// Takes a cookie that no server gave.
    pub fn takes_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.lock().expect("the cookies");
        cookies.insert(name.to_owned(), value.to_owned());
    }

    async fn post_from(&self, path: &str, origin: &str, form: String) -> Reply {
        self.try_post_from(path, origin, form)
            .await
            .expect("an answer")
    }

    async fn try_post_from(&self, path: &str, origin: &str, form: String) -> Option<Reply> {
        let site = if origin == self.base {
            "same-origin"
        } else {
            "cross-site"
        };
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", origin),
            ("sec-fetch-site", site),
        ];
        self.send(Method::POST, path, &headers, form.into_bytes())
            .await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Option<Reply> {
        let mut request = Request::builder()
            .method(&method)
            .uri(format!("{}{path}", self.base))
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, self.cookie());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = Body::new(std::io::Cursor::new(body));
        let request = request.body(body).expect("a request");
        let answer = self.client.request(request).await.ok()?;
        let (head, body) = answer.into_parts();
        self.keep_cookies(&head.headers);
        Some(Reply {
            status: head.status,
            headers: head.headers,
            body: body.collect().await.ok()?.to_bytes().to_vec(),
        })
    }

    /// The cookies, by name.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().expect("the cookies").clone()
    }

    fn cookie(&self) -> String {
        let cookies = self.cookies.lock().expect("the cookies");
        let pairs: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().expect("the cookies");
        for cookie in headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap_or_default();
            let (pair, terms) = cookie.split_once(';').unwrap_or((cookie, ""));
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            if value.is_empty() || terms.to_lowercase().contains("max-age=0") {
                cookies.remove(name.trim());
            } else {
                cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }
}

impl Reply {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Where a redirect leads.
    pub fn location(&self) -> Option<&str> {
        self.header("location")
    }
}

fn encoded(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
