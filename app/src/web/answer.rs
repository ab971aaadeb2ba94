//! What a deed answers with: a redirect that says what was done, or why not.

use axum::{
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use shared::{id::SchoolId, refusal::Refusal};
use store::{Fault, Token};

use super::{Site, dressed::Said, enter, frame, words};
use crate::{parts::NoticeTone, path::Path};

/// Something was done: where to go on, and what to say there.
#[derive(Debug)]
pub struct Done {
    pub(super) to: String,
    pub(super) said: Option<String>,
    cookies: Vec<HeaderValue>,
}

impl Done {
    /// Goes on at a page of the site.
    pub fn to(path: &Path) -> Self {
        Self::to_href(path.href())
    }

    /// Goes on at an address of the site.
    pub fn to_href(href: impl Into<String>) -> Self {
        Self {
            to: local(&href.into()).to_owned(),
            said: None,
            cookies: Vec::new(),
        }
    }

    /// Comes there to a part of the page; to its top where none is named.
    #[must_use]
    pub fn at(mut self, part: &str) -> Self {
        if !part.is_empty() {
            self.to = format!("{}#{part}", self.to);
        }
        self
    }

    /// Says a short sentence there, once.
    #[must_use]
    pub fn saying(mut self, sentence: impl Into<String>) -> Self {
        self.said = Some(sentence.into());
        self
    }

    /// Signs the browser in.
    #[must_use]
    pub fn signed_in(mut self, site: &Site, token: &Token) -> Self {
        self.cookies.extend(enter::set_session(site, Some(token)));
        self
    }

    /// Signs the browser out.
    #[must_use]
    pub fn signed_out(mut self, site: &Site) -> Self {
        self.cookies.extend(enter::set_session(site, None));
        self
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        let mut response = Redirect::to(&self.to).into_response();
        let said = self
            .said
            .and_then(|said| frame::said_cookie(&said, NoticeTone::Good));
        for cookie in self.cookies.into_iter().chain(said) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// Something was not done.
#[derive(Debug)]
pub enum Failed {
    /// Shown as a page with its status.
    Refused(Refusal),
    /// Shown at the page that the form stands on.
    BackTo {
        /// The page.
        href: String,
        /// Why, in a sentence; none when the problems stand beside the fields.
        sentence: Option<String>,
        /// The cookie by which a guest's browser is shown what was typed there.
        guest: Option<HeaderValue>,
    },
    /// What was sent could not be read to its end: too large, or too slow.
    Unread(StatusCode),
    /// Sign in, and come back here.
    SignInFirst {
        /// Where to come back to.
        next: String,
    },
    /// The same form came twice: the first was applied, and leads on.
    Repeated(Done),
    /// The person is a member of no school by now.
    NoSchool,
    /// The form stands on a page of another school than the one that is looked at by now.
    OtherSchool(Elsewhere),
}

/// The way to the school that a form is of, and to the form.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// The form's school.
    pub school: SchoolId,
    /// What it is called.
    pub name: String,
    /// The page that the form stands on, with what was typed.
    pub href: String,
}

impl Failed {
    /// There is nothing to be done here by now: shown at the page of what it is about.
    pub fn instead(page: &Path, refusal: &Refusal) -> Self {
        Self::BackTo {
            href: page.href(),
            sentence: Some(words::refusal(refusal).1),
            guest: None,
        }
    }

    /// Done before: goes on where that led.
    pub(super) fn repeated(led: Done) -> Self {
        Self::Repeated(led.saying("This was done already; once is enough."))
    }

    pub(super) fn sign_in_first(uri: &Uri) -> Self {
        Self::SignInFirst {
            next: uri
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned(),
        }
    }

    /// A fault of ours: logged whole, and shown as a ticket.
    pub fn fault(error: impl std::fmt::Display) -> Self {
        store::Error::from(Fault::Other(error.to_string())).into()
    }
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<store::Error> for Failed {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Refused(refusal) => Self::Refused(refusal),
            store::Error::Repeated { .. } => Self::repeated(Done::to(&Path::Home)),
            store::Error::Fault(fault) => Self::Refused(Refusal::Fault(ticket(&fault))),
        }
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(refusal) => Said::refusal(&refusal).answer(status(&refusal)),
            Self::BackTo {
                href,
                sentence,
                guest,
            } => {
                let mut response = Redirect::to(local(&href)).into_response();
                let said = sentence.and_then(|said| frame::said_cookie(&said, NoticeTone::Bad));
                for cookie in said.into_iter().chain(guest) {
                    response.headers_mut().append(header::SET_COOKIE, cookie);
                }
                response
            }
            Self::SignInFirst { next } => {
                let next = serde_html_form::to_string([("next", next)]).unwrap_or_default();
                Redirect::to(&format!("{}?{next}", Path::SignIn.href())).into_response()
            }
            Self::Repeated(done) => done.into_response(),
            Self::Unread(status) => status.into_response(),
            Self::NoSchool => Said::no_school().answer(StatusCode::FORBIDDEN),
            Self::OtherSchool(elsewhere) => {
                Said::other_school(elsewhere).answer(StatusCode::CONFLICT)
            }
        }
    }
}

/// Logs a fault once, whole, under a ticket that the person sees.
fn ticket(fault: &Fault) -> String {
    let ticket = store::ticket();
    tracing::error!(ticket, error = ?fault, "fault");
    ticket
}

fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::SignInFirst => StatusCode::UNAUTHORIZED,
        Refusal::NotAllowed => StatusCode::FORBIDDEN,
        Refusal::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::WrongStep { .. } | Refusal::Stale | Refusal::InUse(_) => StatusCode::CONFLICT,
        Refusal::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// An address within this site, or home.
pub(crate) fn local(href: &str) -> &str {
    // Browsers pass over tabs and take `\` for `/`, so that a path with either may lead elsewhere.
    let is_plain = |c: char| c.is_ascii_graphic() && c != '\\';
    let within = href.starts_with('/') && !href.starts_with("//") && href.chars().all(is_plain);
    if within { href } else { "/" }
}
