//! Scenes: an open store at a stopped clock, schools in it, and people with names.
//!
//! ```text
//! let northgate = Scene::on(&database).await.school("Northgate School").await;
//! let (ada, ben) = (northgate.teacher("Ada Lunt").await, northgate.technician("Ben Okoro").await);
//! ```

use std::sync::Mutex;

use shared::account::Grant;
use shared::id::TrustId;
use shared::moment::{Day, Minute, Moment, Zone};
use store::account::invitation::{self, Answer};
use store::account::reset::{self, Ask};
use store::account::session::{self, Credentials, Visit};
use store::{Clock, Connect, Desk, Member, Result, Store, Token};

use super::database::Database;
use super::school::School;

/// Where everybody in the scenes comes from, for the throttle.
pub const ADDRESS: &str = "192.0.2.1";

/// The scene's day: a Tuesday in term.
pub fn today() -> Day {
    Day::from_ymd_opt(2026, 11, 24).expect("a day")
}

/// The scene's moment: ten in the morning of its Tuesday.
pub fn now() -> Moment {
    Zone::LONDON.moment(today(), Minute::at(10, 0))
}

/// An open store whose clock stands until it is set.
#[derive(Debug)]
pub struct Scene {
    /// The store.
    pub store: Store,
}

impl Scene {
    /// Opens the store of a database at the scene's moment, over one connection: an operation that waits for a second
    /// while it holds the first is found out, as it would be when everybody writes at once.
    pub async fn on(database: &Database) -> Self {
        Self::over(database, 1).await
    }

    /// The same over many connections, for scenes in which people do things at once.
    pub async fn crowded(database: &Database) -> Self {
        Self::over(database, 8).await
    }

    async fn over(database: &Database, connections: u32) -> Self {
        let connect = Connect {
            clock: Clock::stopped_at(now()),
            connections,
            ..Connect::to(database.store_url())
        };
        let store = Store::open(connect).await.expect("the store opens");
        Self { store }
    }

    /// Founds a school.
    pub async fn school(&self, name: &str) -> School {
        School::found(self.store.clone(), name, None).await
    }

    /// Founds a school of a trust.
    pub async fn school_of(&self, name: &str, trust: TrustId) -> School {
        School::found(self.store.clone(), name, Some(trust)).await
    }
}

/// So many seconds pass.
pub fn pass(store: &Store, seconds: i64) {
    let clock = store.clock();
    clock.set(clock.now().plus_seconds(seconds));
}

/// Somebody in a school, signed in.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Their session's token.
    pub token: Token,
    store: Store,
    who: Member,
}

impl Actor {
    /// Who carries this token.
    pub async fn of(store: &Store, token: Token) -> Self {
        let visit = visit(store, &token).await.expect("an open session");
        Self {
            who: visit.member.expect("a member"),
            store: store.clone(),
            token,
        }
    }

    /// Their place in the school.
    pub fn who(&self) -> &Member {
        &self.who
    }

    /// Their desk, with a right that their role has.
    pub fn desk<R: Grant>(&self) -> Desk<R> {
        Desk::enter(self.store.clone(), self.who.clone()).expect("the role has the right")
    }

    /// Whether their session is still open.
    pub async fn is_in(&self) -> bool {
        visit(&self.store, &self.token)
            .await
            .is_some_and(|visit| visit.member.is_some())
    }
}

/// Who carries a token, if its session is open.
pub async fn visit(store: &Store, token: &Token) -> Option<Visit> {
    session::visit(store, token).await.expect("an answer")
}

/// Somebody signs in, or not.
pub async fn signs_in(store: &Store, email: &str, password: &str) -> Result<Token> {
    let credentials = Credentials {
        email: email.to_owned(),
        password: password.to_owned(),
        address: ADDRESS.to_owned(),
    };
    session::sign_in(store, credentials).await
}

/// Somebody follows the link of an invitation, or can't.
pub async fn accepts(store: &Store, link: &Token, name: &str, password: &str) -> Result<Token> {
    let answer = Answer {
        name: name.to_owned(),
        password: password.to_owned(),
        address: ADDRESS.to_owned(),
        key: None,
    };
    invitation::accept(store, link, answer).await
}

/// Somebody asks for a new password, at a machine of their own: the link of the mail, if there is one.
pub async fn forgets(store: &Store, email: &str) -> Option<Token> {
    let sent = Mutex::new(None);
    let link = |token: &Token| {
        *sent.lock().expect("the link") = Some(token.clone());
        String::new()
    };
    let ask = Ask {
        email: email.to_owned(),
        address: email.to_owned(),
    };
    reset::ask(store, ask, link).await.expect("asked");
    sent.into_inner().expect("the link")
}

/// A name as it stands in an address.
pub fn folded(name: &str) -> String {
    name.replace(' ', "-").to_lowercase()
}
