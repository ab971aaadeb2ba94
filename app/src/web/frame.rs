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
use shared::{
    account::{Right, right::CanLook},
    form::Problems,
    id::SchoolId,
};
use store::{Desk, Member, form_state, waiting};

use super::{Elsewhere, Failed, Guest, Site, dressed::Said, enter, sent, words};
use crate::parts::{
    Button, Card, Document, FIND, LinkButton, Nav, Notice, NoticeTone, OtherSchool, PageHead,
    PersonCard, PostForm, SIGN_OUT, SWITCH, Shell, SignFrame, Stop, Tone,
};

const SAID: &str = "trolley-said";

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
    action: String,
    fields: BTreeMap<String, Vec<String>>,
    problems: Problems,
    is_kept: bool,
}

impl Kept {
    /// What was kept of the form that posts there; nothing where it was another form of the same page.
    #[must_use]
    pub fn of(&self, action: &str) -> Self {
        if self.action == action {
            self.clone()
        } else {
            Self::default()
        }
    }

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
    school: Option<SchoolId>,
    key: String,
    count: Arc<AtomicUsize>,
}

impl FormPage {
    /// The page's own address, for coming back to.
    pub(crate) fn from(&self) -> String {
        self.from.clone()
    }

    /// The school that the page is of; none for a page that is of no school.
    pub(crate) fn school(&self) -> Option<String> {
        self.school.map(|school| school.to_string())
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
        let kept = kept(site, &guest, parts).await?;
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
    pub async fn show(
        self,
        here: Option<Stop>,
        title: &str,
        body: impl FnOnce() -> AnyView + Send + 'static,
    ) -> Shown {
        let Some(signed) = self.guest.0.clone() else {
            return Err(Failed::sign_in_first(&self.uri));
        };
        let (Some(member), schools) = (signed.visit.member, signed.visit.schools) else {
            return Err(Failed::NoSchool);
        };
        let school = member.school;
        let waits = waits(&self.site, &member).await?;
        let card = Some(person_card(&member, schools));
        let nav = Nav::of_role(member.role).waiting(waits);
        let nav = match here {
            Some(here) => nav.at(here),
            None => nav,
        };
        // The lists have a `q` of their own.
        let asked = (self.uri.path() == FIND).then(|| query_field(&self.uri, "q"));
        let query = asked.flatten().unwrap_or_default();
        let by_http = self.site.is_in_the_open();
        Ok(self.answer(Some(school), title, move |notice| {
            view! { <Shell nav person=card query notice by_http>{body()}</Shell> }.into_any()
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
        let by_http = self.site.is_in_the_open();
        Ok(self.answer(None, title, move |notice| {
            view! { <SignFrame title=heading notice note by_http>{body()}</SignFrame> }.into_any()
        }))
    }

    /// A page for paper: nothing around its view.
    pub fn paper(self, title: &str, body: impl FnOnce() -> AnyView + Send + 'static) -> Shown {
        Ok(self.answer(None, title, move |_| body()))
    }

    fn answer(
        self,
        school: Option<SchoolId>,
        title: &str,
        body: impl FnOnce(Option<Notice>) -> AnyView + Send + 'static,
    ) -> Response {
        let page = FormPage {
            from: self
                .uri
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned(),
            school,
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
    said: Said,
) -> Response {
    let Said {
        title,
        sentence,
        elsewhere,
    } = said;
    let told = sentence.clone();
    let on = move || match elsewhere {
        Some(elsewhere) => switch(elsewhere),
        None => view! { <LinkButton href="/">"Home"</LinkButton> }.into_any(),
    };
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
                    <p>{told}</p>
                    <div class="row">{on()}</div>
                </Card>
            }
            .into_any()
        })
        .await
        .ok(),
        Ok(frame) if frame.guest.0.is_some() => return stranded(status, title, sentence),
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

/// What is shown to somebody whom no school knows any more: the way out.
fn stranded(status: StatusCode, title: &'static str, sentence: String) -> Response {
    document(status, title, move || {
        view! {
            <SignFrame title=title>
                <p>{sentence}</p>
                <PostForm action=SIGN_OUT><Button>"Sign out"</Button></PostForm>
            </SignFrame>
        }
        .into_any()
    })
}

/// The way to the school that a form is of, and on to the form.
fn switch(elsewhere: Elsewhere) -> AnyView {
    let words = format!("Go to {}, and on from there", elsewhere.name);
    view! {
        <PostForm action=SWITCH>
            <input type="hidden" name="school" value=elsewhere.school.to_string()/>
            <input type="hidden" name="next" value=elsewhere.href/>
            <Button tone=Tone::Primary>{words}</Button>
        </PostForm>
    }
    .into_any()
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

/// What waits for somebody, by the stop that leads to it.
async fn waits(site: &Site, member: &Member) -> Result<Vec<(Stop, String)>, Failed> {
    let desk: Desk<CanLook> = Desk::enter(site.store.clone(), member.clone())?;
    let waiting = waiting::count(&desk).await?;
    let orders = if member.role.may(Right::Prepare) {
        "new"
    } else {
        "queried"
    };
    let counts = [
        (Stop::Orders, waiting.orders, orders),
        (Stop::Stock, waiting.low, "low"),
        (Stop::RiskNotes, waiting.risk_notes, "new"),
    ];
    let told = |count| {
        if count < waiting::MOST {
            format!("{count}")
        } else {
            format!("{}+", waiting::MOST - 1)
        }
    };
    let counts = counts.into_iter().filter(|(_, count, _)| *count > 0);
    Ok(counts
        .map(|(stop, count, word)| (stop, format!("{} {word}", told(count))))
        .collect())
}

fn person_card(member: &Member, schools: Vec<(SchoolId, String)>) -> PersonCard {
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

async fn kept(site: &Site, guest: &Guest, parts: &Parts) -> Result<Kept, Failed> {
    let Some(id) = query_field(&parts.uri, sent::KEPT).and_then(|id| id.parse().ok()) else {
        return Ok(Kept::default());
    };
    let signed = guest.0.as_ref().map(|signed| signed.token.clone());
    let Some(token) = signed.or_else(|| enter::guest_token(site, &parts.headers)) else {
        return Ok(Kept::default());
    };
    let state = form_state::find(&site.store, &token, id).await?;
    Ok(state.map_or_else(Kept::default, |state| Kept {
        action: state.action,
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
pub(super) fn said_cookie(sentence: &str, tone: NoticeTone) -> Option<HeaderValue> {
    let tone = if tone == NoticeTone::Good {
        "good"
    } else {
        "bad"
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
