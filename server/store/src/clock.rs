//! The one place where time, ids and randomness enter.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use shared::moment::Moment;
use uuid::{NoContext, Timestamp, Uuid};

/// Tells the time and makes ids. Tests stop it and set it.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    stopped: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// A clock that stands at a moment until it is set.
    pub fn stopped_at(at: Moment) -> Self {
        Self {
            stopped: Some(Arc::new(AtomicI64::new(at.0))),
        }
    }

    /// Sets a stopped clock; a running one goes on.
    pub fn set(&self, at: Moment) {
        if let Some(stopped) = &self.stopped {
            stopped.store(at.0, Ordering::Relaxed);
        }
    }

    /// The moment it is.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the module that the rule names"
    )]
    pub fn now(&self) -> Moment {
        match &self.stopped {
            Some(stopped) => Moment(stopped.load(Ordering::Relaxed)),
            None => chrono::Utc::now().into(),
        }
    }

    /// A new id: a UUIDv7, so that later ids sort after earlier ones.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the module that the rule names"
    )]
    pub fn id<Id: From<Uuid>>(&self) -> Id {
        let id = match &self.stopped {
            None => Uuid::now_v7(),
            Some(_) => {
                let seconds = u64::try_from(self.now().0).unwrap_or(0);
                Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, 0))
            }
        };
        id.into()
    }
}
