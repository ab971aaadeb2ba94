//! Who asks: the session's cookie, and the desk with the right that a handler names.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use shared::account::Grant;
use store::{Desk, Member, Token, account::session};

use super::{Failed, Site};

/// A guest's browser is known again for as long as what was typed there is kept.
const GUEST_SECONDS: i64 = 3_600;

/// A desk with the right `R`, or the answer is that there is none: sign in, not allowed.
#[derive(Clone, Debug)]
pub struct Enter<R>(pub Desk<R>);

/// A person who is signed in, whatever their rights.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who.
    pub visit: session::Visit,
    /// Their session's token.
    pub token: Token,
}

/// Anyone at all; signed in or not.
#[derive(Clone, Debug)]
pub struct Guest(pub Option<Signed>);

impl<R: Grant> FromRequestParts<Site> for Enter<R> {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Failed> {
        let signed = Signed::from_request_parts(parts, site).await?;
        let member = signed.visit.member.ok_or(Failed::NoSchool)?;
        Ok(Self(Desk::enter(site.store.clone(), member)?))
    }
}

impl FromRequestParts<Site> for Signed {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Failed> {
        let Guest(signed) = Guest::from_request_parts(parts, site).await?;
        signed.ok_or_else(|| Failed::sign_in_first(&parts.uri))
    }
}

impl FromRequestParts<Site> for Guest {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Failed> {
        if let Some(known) = parts.extensions.get::<Guest>() {
            return Ok(known.clone());
        }
        let guest = Self(look_up(&parts.headers, site).await?);
        // Looked up once a request, however many parts of a handler ask.
        parts.extensions.insert(guest.clone());
        Ok(guest)
    }
}

impl Guest {
    /// Their place in the school they look at.
    pub fn member(&self) -> Option<&Member> {
        self.0.as_ref()?.visit.member.as_ref()
    }
}

async fn look_up(headers: &HeaderMap, site: &Site) -> Result<Option<Signed>, Failed> {
    let Some(token) = cookie(headers, session_cookie(site)).map(Token::presented) else {
        return Ok(None);
    };
    let visit = session::visit(&site.store, &token).await?;
    Ok(visit.map(|visit| Signed { visit, token }))
}

/// The value of a cookie.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

/// A cookie's name: its prefix makes browsers insist on https, this host alone and the whole site.
const fn cookie_name(
    site_is_secure: bool,
    name: &'static str,
    secure: &'static str,
) -> &'static str {
    if site_is_secure { secure } else { name }
}

fn session_cookie(site: &Site) -> &'static str {
    cookie_name(site.is_secure(), "trolley", "__Host-trolley")
}

fn guest_cookie(site: &Site) -> &'static str {
    cookie_name(site.is_secure(), "trolley-guest", "__Host-trolley-guest")
}

/// The header that gives a browser its session; without a token it takes the session away.
pub(super) fn set_session(site: &Site, token: Option<&Token>) -> Option<HeaderValue> {
    let (value, age) = token.map_or(("", 0), |token| (token.reveal(), session::LONGEST_SECONDS));
    set(session_cookie(site), value, age)
}

/// The token of a guest's browser, for finding what was typed there.
pub(super) fn guest_token(site: &Site, headers: &HeaderMap) -> Option<Token> {
    cookie(headers, guest_cookie(site)).map(Token::presented)
}

/// The header that gives a guest's browser its token.
pub(super) fn set_guest(site: &Site, token: &Token) -> Option<HeaderValue> {
    set(guest_cookie(site), token.reveal(), GUEST_SECONDS)
}

fn set(name: &str, value: &str, age: i64) -> Option<HeaderValue> {
    let cookie = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax");
    HeaderValue::from_str(&cookie).ok()
}
