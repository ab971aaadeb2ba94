//! A page around its view: the document, the rail, what was said, and the form that was kept.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use hydration_context::SsrSharedContext;
use leptos::{config::LeptosOptions, hydration::HydrationScripts, nonce::Nonce, prelude::*};
use shared::{account::Role, form::Problems};
use store::{Member, form_state};

use super::{Failed, Guest, Site, enter, sent, words};
use crate::parts::{
    Card, Document, LinkButton, Nav, Notice, NoticeTone, OtherSchool, PageHead, PersonCard, Shell,
    SignFrame, Stop,
};

const SAID: &str = "trolley-said";

/// How a sentence that travels with a redirect is meant.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tone {
    Good,
    Bad,
}

/// A page, or why there is none.
pub type Shown = Result<Response, Failed>;

/// What stands around a page's view.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The form that came back with problems; empty on a first showing.
    pub kept: Kept,
    site: Site,
    guest: Guest,
    uri: Uri,
    said: Option<Notice>,
}

/// A form that came back with problems: what was typed, and what was wrong.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    fields: BTreeMap<String, Vec<String>>,
    problems: Problems,
    is_kept: bool,
}

impl Kept {
    /// What was typed into a field, or else what the field holds at first.
    pub fn value(&self, name: &str, first: impl Into<String>) -> String {
        // A field that was not sent at all is of another form on the same page.
        self.fields
            .get(name)
            .and_then(|values| values.last())
            .cloned()
            .unwrap_or_else(|| first.into())
    }

    /// Everything that was typed into fields of one name, in their order; none on a first showing.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.fields.get(name).cloned().unwrap_or_default()
    }

    /// Whether a box was ticked, or else whether it is at first.
    pub fn ticked(&self, name: &str, first: bool) -> bool {
        if self.is_kept {
            self.fields.contains_key(name)
        } else {
            first
        }
    }

    /// What is wrong with a field, as a sentence.
    pub fn error(&self, name: &str) -> Option<String> {
        self.problems.of(name).map(words::sentence)
    }

    /// Whether this showing has a kept form at all.
    pub fn is_kept(&self) -> bool {
        self.is_kept
    }
}

/// What every form on a page needs to know of the page: given to the forms by context.
#[derive(Clone, Debug)]
pub(crate) struct FormPage {
    from: String,
    key: String,
    count: Arc<AtomicUsize>,
}

impl FormPage {
    /// The page's own address, for coming back to.
    pub(crate) fn from(&self) -> String {
        self.from.clone()
    }

    /// A key that no other form of this or another showing has.
    pub(crate) fn key(&self) -> String {
        format!(
            "{}-{}",
            self.key,
            self.count.fetch_add(1, Ordering::Relaxed)
        )
    }
}

impl FromRequestParts<Site> for Frame {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Failed> {
        let guest = Guest::from_request_parts(parts, site).await?;
        let said = enter::cookie(&parts.headers, SAID).and_then(read_said);
        let kept = kept(site, &parts.uri).await?;
        Ok(Self {
            kept,
            site: site.clone(),
            guest,
            uri: parts.uri.clone(),
            said,
        })
    }
}

impl Frame {
    /// A page for a member, with the rail and the finder.
    #[expect(clippy::unused_async, reason = "every page awaits it")]
    pub async fn show(
        self,
        here: Option<Stop>,
        title: &str,
        body: impl FnOnce() -> AnyView + Send + 'static,
    ) -> Shown {
        let Some(signed) = self.guest.0.clone() else {
            return Err(Failed::sign_in_first(&self.uri));
        };
        let (member, schools) = (signed.visit.member, signed.visit.schools);
        let card = member.as_ref().map(|member| person_card(member, schools));
        let role = member.map_or(Role::Teacher, |member| member.role);
        let nav = Nav::of_role(role);
        let nav = match here {
            Some(here) => nav.at(here),
            None => nav,
        };
        let query = query_field(&self.uri, "q").unwrap_or_default();
        Ok(self.answer(title, move |notice| {
            view! { <Shell nav person=card query notice>{body()}</Shell> }.into_any()
        }))
    }

    /// A page for anyone: one box in the middle.
    pub fn sign(
        self,
        title: &str,
        note: &str,
        body: impl FnOnce() -> AnyView + Send + 'static,
    ) -> Shown {
        let (heading, note) = (title.to_owned(), note.to_owned());
        Ok(self.answer(title, move |notice| {
            view! { <SignFrame title=heading notice note>{body()}</SignFrame> }.into_any()
        }))
    }

    /// A page for paper: nothing around its view.
    pub fn paper(self, title: &str, body: impl FnOnce() -> AnyView + Send + 'static) -> Shown {
        Ok(self.answer(title, move |_| body()))
    }

    fn answer(
        self,
        title: &str,
        body: impl FnOnce(Option<Notice>) -> AnyView + Send + 'static,
    ) -> Response {
        let page = FormPage {
            from: self
                .uri
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned(),
            key: self
                .site
                .store
                .clock()
                .id::<shared::id::FormStateId>()
                .to_string(),
            count: Arc::default(),
        };
        let was_said = self.said.is_some();
        let said = self.said;
        let mut response = document(StatusCode::OK, title, move || {
            provide_context(page);
            body(said)
        });
        if was_said {
            let gone = HeaderValue::from_static(
                "trolley-said=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
            );
            response.headers_mut().append(header::SET_COOKIE, gone);
        }
        response
    }
}

/// A page that says one thing: with the rail for a member, in one box for anyone else.
pub(super) async fn plain_page(
    site: &Site,
    mut asked: Parts,
    status: StatusCode,
    title: &'static str,
    sentence: String,
) -> Response {
    let said = sentence.clone();
    let framed = match Frame::from_request_parts(&mut asked, site).await {
        // What the last deed did is for the next page that shows something.
        Ok(frame) if frame.guest.member().is_some() => Frame {
            said: None,
            ..frame
        }
        .show(None, title, move || {
            view! {
                <PageHead title=title/>
                <Card>
                    <p>{said}</p>
                    <div class="row"><LinkButton href="/">"Home"</LinkButton></div>
                </Card>
            }
            .into_any()
        })
        .await
        .ok(),
        _ => None,
    };
    if let Some(mut page) = framed {
        *page.status_mut() = status;
        return page;
    }
    document(status, title, move || {
        view! {
            <SignFrame title=title>
                <p>{sentence}</p>
                <LinkButton href="/">"Home"</LinkButton>
            </SignFrame>
        }
        .into_any()
    })
}

/// Renders a whole document, with a nonce of its own that its scripts bear.
fn document(
    status: StatusCode,
    title: &str,
    body: impl FnOnce() -> AnyView + Send + 'static,
) -> Response {
    let nonce = Nonce::new();
    let policy = policy(&nonce);
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        provide_context(nonce);
        let body = body();
        let scripts = view! { <HydrationScripts options=options() islands=true/> }.into_any();
        view! { <Document title styles="/pkg/trolley.css" head=Some(scripts)>{body}</Document> }
            .to_html()
    });
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    // A page shows what only its reader may see, as it is now.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn policy(nonce: &Nonce) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

fn options() -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("trolley")
        .site_pkg_dir("pkg")
        .build()
}

fn person_card(member: &Member, schools: Vec<(shared::id::SchoolId, String)>) -> PersonCard {
    let others = schools.into_iter().filter(|(id, _)| *id != member.school);
    PersonCard {
        name: member.name.full.clone(),
        role: member.role.title().to_owned(),
        school: member.school_name.clone(),
        others: others
            .map(|(id, name)| OtherSchool {
                id: id.to_string(),
                name,
            })
            .collect(),
    }
}

async fn kept(site: &Site, uri: &Uri) -> Result<Kept, Failed> {
    let Some(id) = query_field(uri, sent::KEPT).and_then(|id| id.parse().ok()) else {
        return Ok(Kept::default());
    };
    let state = form_state::find(&site.store, id).await?;
    Ok(state.map_or_else(Kept::default, |state| Kept {
        fields: state.fields,
        problems: state.problems,
        is_kept: true,
    }))
}

fn query_field(uri: &Uri, name: &str) -> Option<String> {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(uri.query()?).ok()?;
    pairs
        .into_iter()
        .find(|(found, _)| found == name)
        .map(|(_, value)| value)
}

/// A sentence for the next page, and for that one only.
pub(super) fn said_cookie(sentence: &str, tone: Tone) -> Option<HeaderValue> {
    let tone = match tone {
        Tone::Good => "good",
        Tone::Bad => "bad",
    };
    let text = serde_html_form::to_string([(tone, sentence)]).ok()?;
    HeaderValue::from_str(&format!(
        "{SAID}={text}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"
    ))
    .ok()
}

fn read_said(value: &str) -> Option<Notice> {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(value).ok()?;
    let (tone, sentence) = pairs.into_iter().next()?;
    let tone = if tone == "good" {
        NoticeTone::Good
    } else {
        NoticeTone::Bad
    };
    Some(Notice::new(tone, sentence))
}
