//! A real browser: Chromium without a window, driven as a person would, by labels and by what buttons say.

mod camera;
mod network;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

use super::folder::Folder;
use super::http::Visitor;
use super::keeper::Keeper;
use super::{free_port, told};

pub use camera::Overflow;

/// How long a page may take to show something.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How somebody looks at pages.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether pages may run script.
    pub script: Script,
    /// How wide the window is.
    pub width: Width,
    /// Light or dark.
    pub scheme: Scheme,
}

/// Whether pages may run script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// They may.
    On,
    /// They may not.
    Off,
}

/// How wide a window is, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A phone: 390.
    Phone,
    /// A prep-room PC: 1,280.
    Wide,
}

/// Which colours somebody prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Look {
    /// A prep-room PC with script.
    pub const PLAIN: Self = Self {
        script: Script::On,
        width: Width::Wide,
        scheme: Scheme::Light,
    };

    /// The same without script.
    pub const WITHOUT_SCRIPT: Self = Self {
        script: Script::Off,
        ..Self::PLAIN
    };

    /// The same on a phone.
    #[must_use]
    pub fn on_a_phone(self) -> Self {
        Self {
            width: Width::Phone,
            ..self
        }
    }

    /// The same in the dark.
    #[must_use]
    pub fn in_the_dark(self) -> Self {
        Self {
            scheme: Scheme::Dark,
            ..self
        }
    }
}

impl Width {
    /// Width and height of what is seen, in CSS pixels.
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Wide => (1280, 900),
        }
    }
}

/// A window onto one server. It closes with its test.
#[derive(Debug)]
pub struct Browser {
    base: String,
    client: Client,
    session: String,
    // After the window: the browser writes while it closes.
    _profile: Folder,
}

impl Browser {
    /// Opens a window with a profile of its own.
    pub async fn open(base: &str, look: Look) -> Self {
        let profile = Folder::new();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(look, profile.path()))
            .connect(&format!("http://127.0.0.1:{}", driver().port))
            .await
            .expect("a browser");
        let session = client
            .session_id()
            .await
            .expect("a session")
            .expect("a session");
        let browser = Self {
            base: base.to_owned(),
            client,
            session,
            _profile: profile,
        };
        browser.fit(look.width);
        browser
    }

    /// The driver's own client, for what the words here do not say.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Goes to a path of the server.
    pub async fn go(&self, path: &str) {
        let address = format!("{}{path}", self.base);
        self.client.goto(&address).await.expect("a page");
    }

    /// Signs in.
    pub async fn sign_in(&self, email: &str, password: &str) {
        self.go("/sign-in").await;
        self.fill("E-mail address", email).await;
        self.fill("Password", password).await;
        self.press("Sign in").await;
        let begun = Instant::now();
        while self.path().await.starts_with("/sign-in") {
            assert!(begun.elapsed() < PATIENCE, "{email} is not let in");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Goes on as somebody who came without a browser, in the same session.
    pub fn goes_on_as(&self, visitor: &Visitor) {
        for (name, value) in visitor.cookies() {
            let cookie = json!({ "name": name, "value": value, "url": self.base });
            self.devtools("Network.setCookie", &cookie);
        }
    }

    /// The path of the page, with its query.
    pub async fn path(&self) -> String {
        let address = self.client.current_url().await.expect("an address");
        let query = address
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        format!("{}{query}", address.path())
    }

    /// Writes into the field with this label.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.expect("an empty field");
        field.send_keys(text).await.expect("keys");
    }

    /// Chooses an option, by what it says, of the list with this label.
    pub async fn choose(&self, label: &str, option: &str) {
        let list = self.field(label).await;
        list.select_by_label(option)
            .await
            .unwrap_or_else(|_| panic!("{label} offers no {option}"));
    }

    /// Presses the button, or follows the link, that says this.
    pub async fn press(&self, words: &str) {
        let says = quoted(words);
        let path = format!(
            "//*[self::button or self::a or self::summary][normalize-space()={says} or @aria-label={says}] \
             | //input[@type='submit' and @value={says}]"
        );
        let button = self.find(&path, words).await;
        // By the keyboard, as somebody without a mouse would: a bar over the button is no matter.
        button
            .send_keys("\u{E007}")
            .await
            .unwrap_or_else(|error| panic!("pressing {words}: {error}"));
    }

    /// Waits until the page says this.
    pub async fn sees(&self, words: &str) {
        let begun = Instant::now();
        loop {
            let text = self.text().await;
            if text.contains(words) {
                return;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{} does not say {words:?}:\n{text}",
                self.path().await
            );
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// The value of the field, or the words and the class of the part, that a selector finds.
    pub async fn shown(&self, selector: &str) -> String {
        let script = "const part = document.querySelector(arguments[0]);
            return part ? part.value ?? `${part.textContent.trim()} ${part.className}` : '';";
        let shown = self.run(script, vec![selector.into()]).await;
        shown.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until what is shown there fits, and gives it.
    pub async fn shows(&self, selector: &str, fits: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let now = self.shown(selector).await;
            if fits(&now) {
                return now;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{selector} shows {now:?}:\n{}",
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until the script of the form of this id has arrived.
    pub async fn comes_to_life(&self, form: &str) {
        self.shows(&format!("#{form}"), |form| form.contains("is-live"))
            .await;
    }

    /// Waits until the page is the one of this path.
    pub async fn comes_to(&self, path: &str) {
        let begun = Instant::now();
        while self.path().await != path {
            assert!(
                begun.elapsed() < PATIENCE,
                "{} is not {path}:\n{}",
                self.path().await,
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// What the page says.
    pub async fn text(&self) -> String {
        // A page that is just being left has no body: ask again.
        let Ok(body) = self.client.find(Locator::Css("body")).await else {
            return String::new();
        };
        body.text().await.unwrap_or_default()
    }

    /// Takes a picture of what the window shows.
    pub async fn picture(&self, file: &Path) {
        let png = self.client.screenshot().await.expect("a picture");
        std::fs::write(file, png).expect("a file for the picture");
    }

    /// The part of the page that this path leads to, waited for.
    async fn find(&self, path: &str, what: &str) -> fantoccini::elements::Element {
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::XPath(path))
            .await;
        match found {
            Ok(found) => found,
            Err(CmdError::WaitTimeout) => {
                panic!(
                    "{} has no {what:?}:\n{}",
                    self.path().await,
                    self.text().await
                )
            }
            Err(error) => panic!("{what}: {error}"),
        }
    }

    async fn field(&self, label: &str) -> fantoccini::elements::Element {
        let says = quoted(label);
        let path = format!(
            "//*[self::input or self::select or self::textarea]\
             [@id=//label[starts-with(normalize-space(), {says})]/@for \
             or ancestor::label[starts-with(normalize-space(), {says})] or @aria-label={says}]"
        );
        self.find(&path, label).await
    }

    /// Makes what is seen as large as the look says, even where a window cannot be so narrow.
    fn fit(&self, width: Width) {
        let (width, height) = width.size();
        self.resize(width, height.into());
    }

    /// Asks Chromium itself, for what drivers have no common word for.
    fn devtools(&self, command: &str, parameters: &Value) {
        self.ask(
            "goog/cdp/execute",
            &json!({ "cmd": command, "params": parameters }),
        );
    }

    /// Asks the driver about this window, for what its client has no word for.
    fn ask(&self, what: &str, parameters: &Value) -> Value {
        let path = format!("/session/{}/{what}", self.session);
        let answer = driver().ask("POST", &path, &parameters.to_string());
        let answer: Option<Value> = answer.and_then(|answer| serde_json::from_str(&answer).ok());
        answer.map_or(Value::Null, |answer| answer["value"].clone())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        driver().ask("DELETE", &format!("/session/{}", self.session), "");
    }
}

/// One driver for all windows.
struct Driver {
    port: u16,
    _keeper: Keeper,
}

impl Driver {
    /// A request without a runtime, so that a window can close while its test falls.
    fn ask(&self, method: &str, path: &str, body: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .ok()?;
        // The driver keeps the connection open, whatever it is asked: read what it announces.
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(announced) = line.strip_prefix("content-length:") {
                length = announced.trim().parse().ok()?;
            }
            if line.is_empty() {
                break;
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer).ok()?;
        let answer = String::from_utf8(answer).ok()?;
        Some(answer)
    }
}

fn driver() -> &'static Driver {
    static DRIVER: OnceLock<Driver> = OnceLock::new();
    DRIVER.get_or_init(|| {
        let port = free_port();
        let log =
            std::env::temp_dir().join(format!("trolley-chromedriver-{}.log", std::process::id()));
        let mut command = Command::new(told("TROLLEY_TEST_CHROMEDRIVER"));
        command.arg(format!("--port={port}"));
        let driver = Driver {
            port,
            _keeper: Keeper::start(&command, "TERM", &log, Some(&log)),
        };
        let begun = Instant::now();
        while driver.ask("GET", "/status", "").is_none() {
            assert!(begun.elapsed() < PATIENCE, "chromedriver did not start");
            std::thread::sleep(Duration::from_millis(20));
        }
        driver
    })
}

fn capabilities(look: Look, profile: &Path) -> Map<String, Value> {
    let mut words = vec![
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-background-networking".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--user-data-dir={}", profile.display()),
    ];
    if look.scheme == Scheme::Dark {
        words.push("--force-dark-mode".to_owned());
    }
    let mut options = json!({ "binary": told("TROLLEY_TEST_CHROMIUM"), "args": words });
    if look.script == Script::Off {
        // Chromium's own setting for every site: block.
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    let capabilities = json!({
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "SEVERE" },
    });
    match capabilities {
        Value::Object(capabilities) => capabilities,
        _ => Map::new(),
    }
}

/// A text as the paths of a page quote it.
fn quoted(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}
