//! A write: one transaction that holds the school's write lock and records its event.

use std::fmt::Display;

use shared::{
    id::{PersonId, SchoolId},
    moment::Moment,
    refusal::Refusal,
};
use sqlx::{Any, AnyConnection, Transaction};

use crate::{Result, Store, dialect, event, row};

/// A write under way. Dropped without `commit`, it never happened.
pub struct Tx {
    inner: Transaction<'static, Any>,
    school: SchoolId,
    person: Option<PersonId>,
    key: Option<String>,
    next_seq: i64,
    /// The moment that everything in this write bears.
    pub(crate) at: Moment,
    store: Store,
}

impl Tx {
    /// Begins a write at a school; without a person it is the system's own.
    pub(crate) async fn begin(
        store: &Store,
        school: SchoolId,
        person: Option<PersonId>,
        key: Option<String>,
    ) -> Result<Self> {
        let mut inner = dialect::begin_write(store, &school.to_string()).await?;
        event::ensure_first(&mut inner, school, key.as_deref()).await?;
        let next_seq = event::next_seq(&mut inner, school).await?;
        Ok(Self {
            inner,
            school,
            person,
            key,
            next_seq,
            at: store.clock().now(),
            store: store.clone(),
        })
    }

    /// The connection to run statements on.
    pub(crate) fn run(&mut self) -> &mut AnyConnection {
        &mut self.inner
    }

    /// Waits for whoever else changes something that belongs to no one school: a person's account, the first school.
    pub(crate) async fn wait_for(&mut self, subject: impl Display) -> Result<()> {
        let dialect = self.store.dialect();
        dialect::wait_for(dialect, &mut self.inner, &subject.to_string()).await
    }

    /// The school that is written at.
    pub(crate) const fn school(&self) -> SchoolId {
        self.school
    }

    /// The school's id as it stands in the tables.
    pub(crate) fn school_key(&self) -> String {
        self.school.to_string()
    }

    /// The person who writes, as it stands in the tables.
    pub(crate) fn person_key(&self) -> Option<String> {
        self.person.map(|person| person.to_string())
    }

    /// A new id.
    pub(crate) fn id<Id: From<uuid::Uuid>>(&self) -> Id {
        self.store.clock().id()
    }

    /// Refuses an edit that did not start from how a thing without a row of its own stands now: see
    /// [`event::versions`].
    pub(crate) async fn starts_from(
        &mut self,
        noun: event::Noun,
        subject: impl Display,
        verb: &str,
        version: i64,
    ) -> Result<()> {
        let subject = subject.to_string();
        let now = event::version(&mut self.inner, self.school, noun, &subject, verb).await?;
        if now == version {
            Ok(())
        } else {
            Err(Refusal::Stale.into())
        }
    }

    /// Records what was done to what, with before and after. The first record carries the form's key.
    pub(crate) async fn record<B: serde::Serialize, A: serde::Serialize>(
        &mut self,
        noun: event::Noun,
        subject: impl Display,
        verb: &str,
        before: Option<&B>,
        after: Option<&A>,
    ) -> Result<()> {
        let line = event::Line {
            school: self.school,
            seq: self.next_seq,
            at: self.at,
            person: self.person,
            noun,
            subject: subject.to_string(),
            verb: verb.to_owned(),
            before: before.map(row::to_json).transpose()?,
            after: after.map(row::to_json).transpose()?,
            key: self.key.take(),
        };
        self.next_seq += 1;
        event::write(&mut self.inner, line).await
    }

    /// Records something that has no before and after worth keeping.
    pub(crate) async fn note(
        &mut self,
        noun: event::Noun,
        subject: impl Display,
        verb: &str,
    ) -> Result<()> {
        self.record::<(), ()>(noun, subject, verb, None, None).await
    }

    /// Makes it so.
    pub(crate) async fn commit(self) -> Result<()> {
        Ok(self.inner.commit().await?)
    }
}
