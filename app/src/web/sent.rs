//! What a form sent: the typed form, its idempotency key, and the page that it stands on.

use std::collections::BTreeMap;

use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, FromRequestParts as _, Request},
    http::{HeaderValue, request::Parts},
};
use serde::de::DeserializeOwned;
use shared::{account::Grant, form::Problems, refusal::Refusal};
use store::{
    Desk, Token,
    form_state::{self, FormState, Sender},
};

use super::{Caller, Done, Failed, Guest, Site, answer, answer::Elsewhere, enter, words};
use crate::path::Path;

/// The largest form that is taken: a hundred kit lines, or some thousand ticks. A file is no form.
const LARGEST_FORM: usize = 256 * 1024;

/// The names of the fields that every form carries for the house itself.
pub(crate) const KEY: &str = "form-key";
/// The page that the form stands on.
pub(crate) const FROM: &str = "form-from";
/// The school that the page is of.
pub(crate) const SCHOOL: &str = "form-school";
/// Which form of the page it is: where it posts to, whatever button sends it elsewhere.
pub(crate) const ACTION: &str = "form-action";
/// The query field that names a kept form.
pub(crate) const KEPT: &str = "form";

/// A form as it was sent. Its fields are strings, all of them optional: what makes a valid value is
/// the form's own `parse`.
#[derive(Debug)]
pub struct Sent<F> {
    /// The typed form.
    pub form: F,
    /// The page that it stands on, without the kept form that it showed.
    pub from: String,
    /// The part of that page to come back to: where the button that was pressed says one.
    pub at: String,
    key: Option<String>,
    action: String,
    fields: BTreeMap<String, Vec<String>>,
    sender: Sender,
    site: Site,
}

/// A desk that carries the form's idempotency key.
pub trait Idempotency: Sized {
    /// The same desk, with the key of the form that was sent.
    #[must_use]
    fn once<F>(self, sent: &Sent<F>) -> Self;
}

impl<R: Grant> Idempotency for Desk<R> {
    fn once<F>(self, sent: &Sent<F>) -> Self {
        self.keyed(sent.key.clone())
    }
}

impl<F> Sent<F> {
    /// Everything that was sent in fields of one name, in their order.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.fields.get(name).cloned().unwrap_or_default()
    }

    /// Goes on with a parsed value, or keeps the form and goes back to it.
    pub async fn valid<T>(&self, parsed: Result<T, Problems>) -> Result<T, Failed> {
        match parsed {
            Ok(value) => Ok(value),
            Err(problems) => Err(self.back_with(problems, None).await),
        }
    }

    /// Back to the form with all that was typed: it is to show one more line.
    pub async fn once_more(&self) -> Failed {
        self.back_with(Problems::default(), None).await
    }

    /// Goes on, with what was typed into a field still there and a word of that behind what the button did, where
    /// anything was typed: it was not for that button.
    pub async fn keeping(&self, name: &str, done: Done, said: &str) -> Result<Done, Failed> {
        let is_typed = self.all(name).iter().any(|typed| !typed.trim().is_empty());
        if !is_typed {
            return Ok(done);
        }
        let kept = self
            .keep(Problems::default(), |field| field == name)
            .await?;
        let Some(id) = kept else {
            return Ok(done);
        };
        let (page, part) = done.to.split_once('#').unwrap_or((&done.to, ""));
        let there = Done::to_href(with_query(page, KEPT, &id));
        let did = done.said.as_deref().unwrap_or("Kept.");
        Ok(there.at(part).saying(format!("{did} {said}")))
    }

    /// What an operation gave, or the way back to the form with the reason.
    pub async fn accepted<T>(&self, given: store::Result<T>) -> Result<T, Failed> {
        let refusal = match given {
            Ok(value) => return Ok(value),
            Err(store::Error::Refused(refusal)) => refusal,
            Err(store::Error::Repeated { .. }) => return Err(Failed::repeated(self.page())),
            Err(fault) => return Err(fault.into()),
        };
        let (_, sentence) = words::refusal(&refusal);
        Err(match refusal {
            Refusal::Invalid(problems) => self.back_with(problems, None).await,
            Refusal::Stale | Refusal::InUse(_) => {
                self.back_with(Problems::default(), Some(sentence)).await
            }
            Refusal::WrongStep { .. } => self.back(self.page().to, Some(sentence)),
            other => other.into(),
        })
    }

    /// What an operation gave, where a second tap goes on as the first did: its form is of no more use by then.
    /// `led` tells where, by the subject of what was done.
    pub async fn once<T>(
        &self,
        given: store::Result<T>,
        led: impl FnOnce(&str) -> Option<Path>,
    ) -> Result<T, Failed> {
        if let Err(store::Error::Repeated { subject }) = &given {
            let path = led(subject).unwrap_or(Path::Home);
            return Err(Failed::repeated(Done::to(&path)));
        }
        self.accepted(given).await
    }

    /// The page that the form stands on, at the part to come back to.
    fn page(&self) -> Done {
        Done::to_href(self.from.as_str()).at(&self.at)
    }

    /// The form's idempotency key, for what no desk is entered for.
    pub fn key(&self) -> Option<String> {
        self.key.clone()
    }

    /// Keeps what was typed, never secrets, and goes back to the page with it.
    async fn back_with(&self, problems: Problems, sentence: Option<String>) -> Failed {
        match self.kept_at(problems).await {
            Ok(Some(href)) => self.back(href, sentence),
            Ok(None) => {
                let sentence = "Nothing was done, and what was sent could not be kept.";
                self.back(self.from.clone(), Some(sentence.to_owned()))
            }
            Err(error) => error.into(),
        }
    }

    /// Goes elsewhere with a sentence: nothing was done, and the form is of no use any more.
    pub fn back(&self, href: String, sentence: Option<String>) -> Failed {
        Failed::BackTo {
            href,
            sentence,
            guest: self.guest(),
        }
    }

    /// What a guest's browser is told, so that it is shown what was typed there.
    fn guest(&self) -> Option<HeaderValue> {
        match &self.sender {
            Sender::Signed(_) => None,
            Sender::Guest { token, .. } => enter::set_guest(&self.site, token),
        }
    }

    /// Keeps what was typed, never secrets: the page with it, or nothing where it is too much to be kept.
    async fn kept_at(&self, problems: Problems) -> store::Result<Option<String>> {
        let kept = self.keep(problems, |_| true).await?;
        Ok(kept.map(|id| with_query(&self.from, KEPT, &id)))
    }

    /// Keeps some of what was typed, never secrets: by which id, or nothing where it is too much to be kept.
    async fn keep(
        &self,
        problems: Problems,
        stays: impl Fn(&str) -> bool,
    ) -> store::Result<Option<String>> {
        let fields = self
            .fields
            .iter()
            .filter(|(name, _)| stays(name) && !is_secret(name))
            .map(|(name, values)| (name.clone(), values.clone()))
            .collect();
        let form = FormState {
            action: self.action.clone(),
            fields,
            problems,
        };
        let kept = form_state::keep(&self.site.store, &self.sender, &form).await?;
        Ok(kept.map(|id| id.to_string()))
    }

    /// Keeps a form of another school for when its person is back there.
    async fn for_school(self, of: &str, guest: &Guest) -> Result<Self, Failed> {
        match ensure_at(guest, of, self.from.clone()) {
            Err(Failed::OtherSchool(elsewhere)) => {
                let href = self.kept_at(Problems::default()).await?;
                Err(Failed::OtherSchool(Elsewhere {
                    href: href.unwrap_or(elsewhere.href),
                    ..elsewhere
                }))
            }
            at => at.map(|()| self),
        }
    }
}

/// A person of several schools may have switched, in another window, since a form's page was shown: what was meant for
/// one school is never done in another. `from` is the page of the form.
pub(crate) fn ensure_at(guest: &Guest, of: &str, from: String) -> Result<(), Failed> {
    let Some(visit) = guest.0.as_ref().map(|signed| &signed.visit) else {
        return Ok(());
    };
    let here = visit
        .member
        .as_ref()
        .map(|member| member.school.to_string());
    if here.is_none_or(|here| here == of) {
        return Ok(());
    }
    let known = visit.schools.iter().find(|(id, _)| id.to_string() == of);
    let (school, name) = known.cloned().ok_or(Refusal::NotFound)?;
    Err(Failed::OtherSchool(Elsewhere {
        school,
        name,
        href: from,
    }))
}

impl<F: DeserializeOwned + Send + Sync> FromRequest<Site> for Sent<F> {
    type Rejection = Failed;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Failed> {
        let (mut parts, body) = request.into_parts();
        let guest = Guest::from_request_parts(&mut parts, site).await?;
        let sender = sender(&mut parts, site, &guest).await?;
        let path = parts.uri.path().to_owned();
        let at = part(parts.uri.query().unwrap_or_default());
        let mut request = Request::from_parts(parts, body);
        DefaultBodyLimit::max(LARGEST_FORM).apply(&mut request);
        let body = Bytes::from_request(request, site)
            .await
            .map_err(|rejection| Failed::Unread(rejection.status()))?;
        let unreadable = |_| Refusal::Invalid(Problems::default());
        let pairs: Vec<(String, String)> =
            serde_html_form::from_bytes(&body).map_err(unreadable)?;
        // No key types it, and one of the databases can't hold it.
        if pairs.iter().any(|(_, value)| value.contains('\0')) {
            return Err(Refusal::Invalid(Problems::default()).into());
        }
        let form = serde_html_form::from_bytes(&body).map_err(unreadable)?;
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            fields.entry(name).or_default().push(value);
        }
        let mut own = |name: &str| fields.remove(name).and_then(|mut values| values.pop());
        let key = own(KEY).filter(|key| !key.is_empty());
        let (from, school) = (own(FROM).unwrap_or_default(), own(SCHOOL));
        let action = own(ACTION).unwrap_or(path);
        let sent = Self {
            form,
            from: without_query(answer::local(&from), KEPT),
            at,
            key,
            action,
            fields,
            sender,
            site: site.clone(),
        };
        match school {
            Some(of) => sent.for_school(&of, &guest).await,
            None => Ok(sent),
        }
    }
}

/// Who sends: the session, or the guest's browser, which is given a token where it has none.
async fn sender(parts: &mut Parts, site: &Site, guest: &Guest) -> Result<Sender, Failed> {
    if let Guest(Some(signed)) = guest {
        return Ok(Sender::Signed(signed.token.clone()));
    }
    let Ok(Caller(address)) = Caller::from_request_parts(parts, site).await;
    let token = match enter::guest_token(site, &parts.headers) {
        Some(token) => token,
        None => Token::new()?,
    };
    Ok(Sender::Guest { token, address })
}

fn is_secret(field: &str) -> bool {
    matches!(field, "old" | "password" | "again" | "token")
}

/// The part of its page that a button's address names: `at=slip-3`.
fn part(query: &str) -> String {
    let named = query.split('&').find_map(|pair| pair.strip_prefix("at="));
    let is_id = |id: &&str| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    named.filter(is_id).unwrap_or_default().to_owned()
}

/// An address with a query field set, whatever the query was before.
fn with_query(href: &str, name: &str, value: &str) -> String {
    let rest = without_query(href, name);
    let joint = if rest.contains('?') { '&' } else { '?' };
    format!("{rest}{joint}{name}={value}")
}

/// An address without a query field.
fn without_query(href: &str, name: &str) -> String {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    let others: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name))
        .collect();
    if others.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", others.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_form_takes_the_place_of_the_last_one() {
        assert_eq!(with_query("/stock", "form", "a"), "/stock?form=a");
        assert_eq!(without_query("/stock?form=a", "form"), "/stock");
        assert_eq!(
            without_query("/stock?q=form&form=a&form=b", "form"),
            "/stock?q=form"
        );
        assert_eq!(
            with_query("/stock?q=x&form=b&sort=name", "form", "a"),
            "/stock?q=x&sort=name&form=a"
        );
    }

    #[test]
    fn a_part_is_an_id_and_nothing_else() {
        assert_eq!(part("at=slip-3"), "slip-3");
        assert_eq!(part("a=b&at=tray"), "tray");
        assert_eq!(part("at=tray%22"), "");
        assert_eq!(part("what=ever"), "");
    }

    #[test]
    fn only_addresses_of_this_site_are_gone_to() {
        for elsewhere in [
            "https://elsewhere.org",
            "//elsewhere.org",
            "/\\elsewhere.org",
            "/\t/elsewhere.org",
            "/stock\r\nset-cookie: a=b",
            "/caf\u{e9}",
            "javascript:x",
            "",
        ] {
            assert_eq!(answer::local(elsewhere), "/", "{elsewhere}");
        }
        assert_eq!(answer::local("/stock?q=x"), "/stock?q=x");
    }
}
