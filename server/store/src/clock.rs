//! The one place where time, ids and randomness enter.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicI64, Ordering},
};

use shared::moment::Moment;
use uuid::{ContextV7, Timestamp, Uuid};

/// Tells the time and makes ids. Tests stop it and set it.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    stopped: Option<Arc<Stopped>>,
}

#[derive(Debug)]
struct Stopped {
    at: AtomicI64,
    // Later ids sort after earlier ones, as those of a running clock do.
    ids: Mutex<ContextV7>,
}

impl Clock {
    /// A clock that stands at a moment until it is set.
    pub fn stopped_at(at: Moment) -> Self {
        Self {
            stopped: Some(Arc::new(Stopped {
                at: AtomicI64::new(at.0),
                ids: Mutex::new(ContextV7::new()),
            })),
        }
    }

    /// Sets a stopped clock; a running one goes on.
    pub fn set(&self, at: Moment) {
        if let Some(stopped) = &self.stopped {
            stopped.at.store(at.0, Ordering::Relaxed);
        }
    }

    /// The moment it is.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the module that the rule names"
    )]
    pub fn now(&self) -> Moment {
        match &self.stopped {
            Some(stopped) => Moment(stopped.at.load(Ordering::Relaxed)),
            None => chrono::Utc::now().into(),
        }
    }

    /// A new id: a `UUIDv7`, so that later ids sort after earlier ones.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the module that the rule names"
    )]
    pub fn id<Id: From<Uuid>>(&self) -> Id {
        let id = match &self.stopped {
            None => Uuid::now_v7(),
            Some(stopped) => {
                let seconds = u64::try_from(self.now().0).unwrap_or(0);
                Uuid::new_v7(Timestamp::from_unix(&stopped.ids, seconds, 0))
            }
        };
        id.into()
    }
}
