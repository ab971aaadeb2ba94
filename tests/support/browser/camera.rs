//! What a window shows, for eyes, paper and proof.

use std::fs;
use std::path::Path;

use fantoccini::wd::PrintConfigurationBuilder;
use serde_json::{Value, json};

use super::{Browser, Scheme, Width};

/// A page that is wider than its window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overflow {
    /// How wide it is, in CSS pixels.
    pub width: u64,
    /// The first parts that stand out, as `tag.class`.
    pub parts: Vec<String>,
}

/// What stands out at the side, unless something around it scrolls or cuts it off.
const OVERFLOW: &str = r"
const page = document.scrollingElement;
if (page.scrollWidth <= innerWidth) return null;
const held = part => {
    for (let around = part.parentElement; around && around !== document.body; around = around.parentElement) {
        if (getComputedStyle(around).overflowX !== 'visible') return true;
    }
    return false;
};
const name = part => [part.localName, ...part.classList].join('.');
const parts = [...document.body.querySelectorAll('*')]
    .filter(part => part.getBoundingClientRect().right > innerWidth + 1 && !held(part));
return { width: page.scrollWidth, parts: parts.slice(0, 4).map(name) };
";

/// The most that a picture shows of a long page, in CSS pixels.
const LONGEST: u64 = 8_000;

impl Browser {
    /// Looks on another width and in other colours, from the next page on or at once.
    pub fn turn(&self, width: Width, scheme: Scheme) {
        self.fit(width);
        let scheme = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": features }),
        );
        // A thumb is what phones are for: controls are larger then.
        let is_touched = width == Width::Phone;
        self.devtools(
            "Emulation.setTouchEmulationEnabled",
            &json!({ "enabled": is_touched }),
        );
    }

    /// Makes what is seen as large as this, in CSS pixels.
    pub fn resize(&self, width: u32, height: u64) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Takes a picture of the whole page, however long, at one of the widths.
    pub async fn whole_picture(&self, width: Width, file: &Path) {
        let height = self
            .run("return document.scrollingElement.scrollHeight", vec![])
            .await
            .as_u64()
            .unwrap_or_default();
        let (across, down) = width.size();
        self.resize(across, height.clamp(down.into(), LONGEST));
        self.picture(file).await;
        self.fit(width);
    }

    /// Prints the page on A4, as a PDF.
    pub async fn print(&self, file: &Path) {
        let paper = PrintConfigurationBuilder::default()
            .background(true)
            .build()
            .expect("a sheet of A4");
        let pdf = self.client().print(paper).await.expect("a PDF");
        fs::write(file, pdf).expect("a file for the PDF");
    }

    /// How far the page stands out of the window at its side.
    pub async fn overflow(&self) -> Option<Overflow> {
        let found = self.run(OVERFLOW, vec![]).await;
        Some(Overflow {
            width: found["width"].as_u64()?,
            parts: texts(&found["parts"]),
        })
    }

    /// What the browser has complained of since it was last asked.
    pub fn complaints(&self) -> Vec<String> {
        let said = self.ask("se/log", &json!({ "type": "browser" }));
        let said = said.as_array().cloned().unwrap_or_default();
        said.iter()
            .filter_map(|entry| entry["message"].as_str())
            .map(str::to_owned)
            .collect()
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn run(&self, script: &str, words: Vec<Value>) -> Value {
        let given = self.client().execute(script, words).await;
        given.expect("a script that runs")
    }
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().cloned().unwrap_or_default();
    list.iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
