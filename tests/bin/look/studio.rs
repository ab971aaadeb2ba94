//! Where pictures are taken.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use fantoccini::Locator;
use tests::support::browser::{Browser, Look, Scheme, Width};
use tests::support::http::Visitor;
use tests::support::server::Server;
use tests::support::told;

use crate::axe::Axe;
use crate::finding::Findings;
use crate::pages::Page;

/// How each page is looked at.
const LOOKS: [(Width, Scheme); 4] = [
    (Width::Wide, Scheme::Light),
    (Width::Wide, Scheme::Dark),
    (Width::Phone, Scheme::Light),
    (Width::Phone, Scheme::Dark),
];

/// Pages that are made for paper, by a part of their name.
const PAPERS: [&str; 3] = ["paper", "prep-list", "orders-id"];

/// What the name of a page ends with on which a form came back with its mistakes.
pub const MISTAKES: &str = "-mistakes";

/// Somebody who looks at pages.
#[derive(Debug)]
pub struct Sitter {
    /// Their role in words for a file's name.
    pub name: String,
    /// Address and password; none for a stranger.
    pub key: Option<(String, String)>,
    /// Addresses they were given, which no page links to.
    pub known: Vec<String>,
}

impl Sitter {
    /// Somebody without a key.
    pub fn stranger(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            key: None,
            known: vec![],
        }
    }
}

/// A folder for pictures, and what pages are tested with.
#[derive(Debug)]
pub struct Studio {
    folder: PathBuf,
    /// Only the pictures whose name holds this text.
    only: Option<String>,
    axe: Option<Axe>,
}

impl Studio {
    /// Opens one.
    pub fn open(folder: PathBuf, only: Option<String>) -> Self {
        fs::create_dir_all(&folder).expect("a folder for the pictures");
        let axe = Axe::find();
        if axe.is_none() {
            println!("npm or axe-core is not there: pages are not tested with axe");
        }
        Self { folder, only, axe }
    }

    /// Takes pictures of all these pages as one person sees them, in the session in which the pages were found.
    pub async fn sit(
        &self,
        server: &Server,
        sitter: &Sitter,
        visitor: &Visitor,
        pages: &[Page],
        findings: &mut Findings,
    ) {
        let pages: Vec<(String, &Page)> = pages
            .iter()
            .map(|page| (format!("{}-{}", sitter.name, page.name), page))
            .filter(|(name, _)| self.only.as_ref().is_none_or(|only| name.contains(only)))
            .collect();
        if pages.is_empty() {
            return;
        }
        println!("{}: {} pages", sitter.name, pages.len());
        let browser = server.browser(Look::PLAIN).await;
        browser.goes_on_as(visitor);
        for (name, page) in pages {
            for (width, scheme) in LOOKS {
                let name = format!("{name}-{}", words(width, scheme));
                self.look(&browser, page, width, scheme, &name, findings)
                    .await;
            }
            if PAPERS.iter().any(|paper| page.name.contains(paper)) {
                self.print(&browser, &name).await;
            }
        }
    }

    async fn look(
        &self,
        browser: &Browser,
        page: &Page,
        width: Width,
        scheme: Scheme,
        name: &str,
        findings: &mut Findings,
    ) {
        browser.turn(width, scheme);
        browser.complaints();
        browser.go(&page.path).await;
        // A page that is not there is no complaint where it was asked for.
        let complaints = browser
            .complaints()
            .into_iter()
            .filter(|said| !(page.name == "not-found" && said.contains("404")));
        for said in complaints {
            findings.add(format!("console: {said}"), name);
        }
        let mistake = Locator::Css("[aria-invalid=true]");
        if page.name.ends_with(MISTAKES) && browser.client().find(mistake).await.is_err() {
            findings.add("no mistake is told", name);
        }
        if let Some(overflow) = browser.overflow().await {
            let what = format!("wider than the window: {}", overflow.parts.join(", "));
            findings.add(what, &format!("{name} ({} pixels)", overflow.width));
        }
        let file = self.folder.join(format!("{name}.png"));
        browser.whole_picture(width, &file).await;
        findings.looked();
        if let Some(axe) = &self.axe {
            for violation in axe.violations(browser).await {
                findings.add(violation.what, &format!("{name}: {}", violation.parts));
            }
        }
    }

    /// The page on A4, as a PDF and as pictures of its sheets.
    async fn print(&self, browser: &Browser, name: &str) {
        let pdf = self.folder.join(format!("{name}-a4.pdf"));
        browser.turn(Width::Wide, Scheme::Light);
        browser.print(&pdf).await;
        draw(&pdf, &self.folder.join(format!("{name}-a4")));
    }
}

fn words(width: Width, scheme: Scheme) -> String {
    let scheme = match scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    format!("{}-{scheme}", width.size().0)
}

/// Makes pictures of a PDF's sheets.
fn draw(pdf: &Path, pictures: &Path) {
    let drawn = Command::new(told("TROLLEY_TEST_PDFTOPPM"))
        .args(["-r", "80", "-png"])
        .args([pdf, pictures])
        .status();
    assert!(
        drawn.is_ok_and(|status| status.success()),
        "{} cannot be drawn",
        pdf.display()
    );
}
