//! Who asks, at which school, with which right.

use std::marker::PhantomData;

use shared::{
    account::{Grant, Name, Role, right::CanLook},
    id::{MemberId, PersonId, SchoolId},
    moment::{Day, Moment, Zone},
    refusal::Refusal,
};

use crate::{Result, Store, Tx, event};

/// A person's place in a school, as known at the time of asking.
#[derive(Clone, Debug)]
pub struct Member {
    /// The person.
    pub person: PersonId,
    /// Their place in the school.
    pub member: MemberId,
    /// The school.
    pub school: SchoolId,
    /// What they are there.
    pub role: Role,
    /// What they are called.
    pub name: Name,
    /// What the school is called.
    pub school_name: String,
    /// The school's zone.
    pub zone: Zone,
}

/// Where a member stands when asking for an operation: typed by the right that was proven on the way in.
#[derive(Clone, Debug)]
pub struct Desk<R> {
    store: Store,
    who: Member,
    key: Option<String>,
    right: PhantomData<R>,
}

impl Desk<CanLook> {
    /// The system's own desk for looking at a school: what the command line reads by.
    pub fn of_the_system(store: Store, school: SchoolId, name: &str, zone: Zone) -> Self {
        let nobody = uuid::Uuid::nil();
        Self {
            store,
            who: Member {
                person: nobody.into(),
                member: nobody.into(),
                school,
                role: Role::Administrator,
                name: Name {
                    full: "Trolley".to_owned(),
                    initials: String::new(),
                },
                school_name: name.to_owned(),
                zone,
            },
            key: None,
            right: PhantomData,
        }
    }
}

impl<R: Grant> Desk<R> {
    /// Enters with a right, or is not allowed to.
    pub fn enter(store: Store, who: Member) -> Result<Self> {
        if !who.role.may(R::RIGHT) {
            return Err(Refusal::NotAllowed.into());
        }
        Ok(Self {
            store,
            who,
            key: None,
            right: PhantomData,
        })
    }

    /// The same desk for an operation that needs another right.
    pub fn with<Other: Grant>(&self) -> Result<Desk<Other>> {
        Desk::<Other>::enter(self.store.clone(), self.who.clone())
            .map(|desk| desk.keyed(self.key.clone()))
    }

    /// The same desk for looking only: every member may.
    pub fn look(&self) -> Desk<CanLook> {
        Desk {
            store: self.store.clone(),
            who: self.who.clone(),
            key: None,
            right: PhantomData,
        }
    }

    /// With the idempotency key of the form that asks.
    #[must_use]
    pub fn keyed(mut self, key: Option<String>) -> Self {
        self.key = key.filter(|key| !key.is_empty());
        self
    }

    /// Who asks.
    pub fn who(&self) -> &Member {
        &self.who
    }

    /// The school asked at.
    pub fn school(&self) -> SchoolId {
        self.who.school
    }

    /// The moment it is.
    pub fn now(&self) -> Moment {
        self.store.clock().now()
    }

    /// The school's day it is.
    pub fn today(&self) -> Day {
        self.who.zone.day(self.now())
    }

    /// The store behind the desk.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Refuses a form that was applied before, for a deed that first reads what was gone with it.
    pub async fn ensure_first(&self) -> Result<()> {
        let mut run = self.pool().acquire().await?;
        event::ensure_first(&mut run, self.who.school, self.key.as_deref()).await
    }

    pub(crate) fn pool(&self) -> &sqlx::AnyPool {
        self.store.pool()
    }

    /// The school's id as it stands in the tables.
    pub(crate) fn school_key(&self) -> String {
        self.who.school.to_string()
    }

    /// Begins a write: the school's other writes wait. With a key that was used before it is [`crate::Error::Repeated`].
    pub(crate) async fn begin(&self) -> Result<Tx> {
        Tx::begin(
            &self.store,
            self.who.school,
            Some(self.who.person),
            self.key.clone(),
        )
        .await
    }
}
