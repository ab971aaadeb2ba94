//! A demo trust that a technician would believe: the same from the same seed, around today.
//!
//! Everything goes through the store's own operations, by the people who would do it, with the clock set
//! to when they would have done it.

mod orders;
mod people;
mod places;
mod sharing;
mod stock;
mod timetable;

use shared::{account::Grant, id::SchoolId, moment::Moment};
use store::{Clock, Connect, Desk, Error, Fault, Store, account::member};

pub use people::PASSWORD;

/// The same demo trust each time.
const SEED: u64 = 20_260_901;

/// What the trust is called; and until everything is in it, so that a demo which was cut short is known for one.
const NAMES: [&str; 2] = [
    "Wharfedale Learning Trust",
    "Wharfedale Learning Trust, being made",
];

/// The trust's schools.
const SCHOOLS: [people::Plan; 3] = [people::NORTHGATE, people::SOUTHBROOK, people::LARKRISE];

/// Who may sign in to try it: name, role, school and address.
#[derive(Clone, Debug)]
pub struct Person {
    /// What they are called.
    pub name: &'static str,
    /// Their role and school, as a person would say it.
    pub place: String,
    /// Their address.
    pub email: String,
}

/// Whether a whole demo trust is here.
pub async fn is_made(store: &Store) -> store::Result<bool> {
    Ok(store::school::trust_named(store, NAMES[0]).await?.is_some())
}

/// Who may sign in to try the demo trust.
pub fn people() -> Vec<Person> {
    SCHOOLS.iter().flat_map(people::to_try).collect()
}

/// Whether a demo trust was begun here and never finished.
pub async fn is_half_made(store: &Store) -> store::Result<bool> {
    Ok(store::school::trust_named(store, NAMES[1]).await?.is_some())
}

/// Takes away a demo trust that was never finished. It was begun in an empty database, so there is nothing else.
pub async fn clear(store: &Store) -> store::Result<()> {
    store.clear().await
}

/// Makes the demo trust in an empty database. `tell` hears what is being made.
pub async fn make(connect: Connect, tell: impl Fn(&str)) -> store::Result<()> {
    let now = Clock::default().now();
    let clock = Clock::stopped_at(now.plus_days(-60));
    let store = Store::open(Connect {
        clock: clock.clone(),
        ..connect
    })
    .await?;
    let trust = store::school::found_trust(&store, NAMES[1]).await?;
    for plan in SCHOOLS {
        tell(&format!("{}: people and places", plan.name));
        let school = School {
            store: &store,
            id: people::found(&store, trust, &plan).await?,
            plan,
        };
        let rooms = places::build(&school).await?;
        tell(&format!("{}: stock", plan.name));
        stock::fill(&school, &rooms, now).await?;
        tell(&format!("{}: timetable", plan.name));
        timetable::write(&school, &rooms, now).await?;
        tell(&format!("{}: orders", plan.name));
        orders::place(&school, &clock, now).await?;
        clock.set(now.plus_days(-10));
        match plan.name {
            name if name == people::NORTHGATE.name => sharing::publish(&school).await?,
            _ => sharing::adopt(&school).await?,
        }
        if plan.name == people::SOUTHBROOK.name {
            sharing::share_own_ways(&school).await?;
        }
        clock.set(now.plus_days(-60));
    }
    store::school::rename_trust(&store, trust, NAMES[0]).await?;
    store.close().await;
    Ok(())
}

/// A school being made.
pub(crate) struct School<'a> {
    store: &'a Store,
    id: SchoolId,
    plan: people::Plan,
}

impl School<'_> {
    /// The desk of one of its people.
    async fn desk<R: Grant>(&self, email: &str) -> store::Result<Desk<R>> {
        Desk::enter(
            self.store.clone(),
            member::of_address(self.store, self.id, email).await?,
        )
    }

    /// The desk of who runs its prep room, or else its science.
    async fn keeper<R: Grant>(&self) -> store::Result<Desk<R>> {
        self.desk(&self.plan.address(self.plan.keeper)).await
    }

    /// A source of chance that is the school's own.
    fn chance(&self) -> fastrand::Rng {
        fastrand::Rng::with_seed(SEED ^ self.plan.name.len() as u64)
    }
}

/// Reference data that can't be read is a fault of the program.
pub(crate) fn broken(error: impl std::fmt::Display) -> Error {
    Fault::Other(error.to_string()).into()
}

/// An instant so many days before another.
pub(crate) fn days_before(now: Moment, days: i64) -> Moment {
    now.plus_days(-days)
}
