//! What a form sent: the typed form, its idempotency key, and the page that it stands on.

use std::collections::BTreeMap;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    response::IntoResponse as _,
};
use serde::de::DeserializeOwned;
use shared::{account::Grant, form::Problems, refusal::Refusal};
use store::{Desk, form_state};

use super::{Failed, Site, answer, words};

/// The names of the fields that every form carries for the house itself.
pub(crate) const KEY: &str = "form-key";
/// The page that the form stands on.
pub(crate) const FROM: &str = "form-from";
/// The query field that names a kept form.
pub(crate) const KEPT: &str = "form";

/// A form as it was sent. Its fields are strings, all of them optional: what makes a valid value is
/// the form's own `parse`.
#[derive(Debug)]
pub struct Sent<F> {
    /// The typed form.
    pub form: F,
    /// The page that it stands on.
    pub from: String,
    key: Option<String>,
    fields: BTreeMap<String, Vec<String>>,
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

    /// What an operation gave, or the way back to the form with the reason.
    pub async fn accepted<T>(&self, given: store::Result<T>) -> Result<T, Failed> {
        let refusal = match given {
            Ok(value) => return Ok(value),
            Err(store::Error::Refused(refusal)) => refusal,
            Err(store::Error::Repeated { .. }) => {
                let sentence = Some("This was done already; once is enough.".to_owned());
                return Err(Failed::BackTo {
                    href: self.from.clone(),
                    sentence,
                });
            }
            Err(fault) => return Err(fault.into()),
        };
        let (_, sentence) = words::refusal(&refusal);
        Err(match refusal {
            Refusal::Invalid(problems) => self.back_with(problems, None).await,
            Refusal::Stale => self.back_with(Problems::default(), Some(sentence)).await,
            Refusal::WrongStep { .. } | Refusal::InUse(_) => Failed::BackTo {
                href: self.from.clone(),
                sentence: Some(sentence),
            },
            other => other.into(),
        })
    }

    /// Keeps what was typed, never secrets, and goes back to the page with it.
    async fn back_with(&self, problems: Problems, sentence: Option<String>) -> Failed {
        let fields = self
            .fields
            .iter()
            .filter(|(name, _)| !is_secret(name))
            .map(|(name, values)| (name.clone(), values.clone()))
            .collect();
        let kept = form_state::keep(
            &self.site.store,
            &form_state::FormState { fields, problems },
        )
        .await;
        match kept {
            Ok(id) => Failed::BackTo {
                href: with_query(&self.from, KEPT, &id.to_string()),
                sentence,
            },
            Err(error) => error.into(),
        }
    }
}

impl<F: DeserializeOwned> FromRequest<Site> for Sent<F> {
    type Rejection = axum::response::Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Self::Rejection> {
        let body = Bytes::from_request(request, site)
            .await
            .map_err(axum::response::IntoResponse::into_response)?;
        let unreadable = |_| Failed::from(Refusal::Invalid(Problems::default())).into_response();
        let pairs: Vec<(String, String)> =
            serde_html_form::from_bytes(&body).map_err(unreadable)?;
        // No key types it, and one of the databases can't hold it.
        if pairs.iter().any(|(_, value)| value.contains('\0')) {
            return Err(Failed::from(Refusal::Invalid(Problems::default())).into_response());
        }
        let form = serde_html_form::from_bytes(&body).map_err(unreadable)?;
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            fields.entry(name).or_default().push(value);
        }
        let mut own = |name: &str| fields.remove(name).and_then(|mut values| values.pop());
        let (key, from) = (own(KEY), own(FROM).unwrap_or_default());
        Ok(Self {
            form,
            from: answer::local(&from).to_owned(),
            key,
            fields,
            site: site.clone(),
        })
    }
}

fn is_secret(field: &str) -> bool {
    matches!(field, "password" | "again" | "token")
}

/// An address with a query field set, whatever the query was before.
fn with_query(href: &str, name: &str, value: &str) -> String {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    let others: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name))
        .collect();
    let others = others
        .iter()
        .fold(String::new(), |text, pair| format!("{text}{pair}&"));
    format!("{path}?{others}{name}={value}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_form_takes_the_place_of_the_last_one() {
        assert_eq!(with_query("/stock", "form", "a"), "/stock?form=a");
        assert_eq!(
            with_query("/stock?q=x&form=b&sort=name", "form", "a"),
            "/stock?q=x&sort=name&form=a"
        );
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
