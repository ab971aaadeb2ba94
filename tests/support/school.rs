//! A school in an open store, and desks in it.

use shared::account::{Grant, Name, Role, right::CanKeepStock};
use shared::amount::{Amount, Unit};
use shared::id::{HoldingId, ItemId, LocationId};
use shared::kind::Sort;
use shared::location;
use store::school::Founding;
use store::{Connect, Desk, Member, Store, holding, item};

use super::database::Database;

/// A school, and the store it is in.
#[derive(Debug)]
pub struct School {
    /// The store.
    pub store: Store,
    who: Member,
}

impl School {
    /// Founds one in a database of its own.
    pub async fn in_database(database: &Database) -> Self {
        let url = database.url().unwrap_or_else(|| {
            let file = database.folder().join("trolley.db");
            format!("sqlite://{}", file.display())
        });
        let store = Store::open(Connect::to(url))
            .await
            .expect("the store opens");
        Self::found(store, "Northgate School").await
    }

    /// Founds another in a store.
    pub async fn found(store: Store, name: &str) -> Self {
        let founding = Founding {
            school: name.to_owned(),
            trust: None,
            urn: None,
            email: format!("head@{}.example.org", name.replace(' ', "-").to_lowercase()),
            name: Name::with_made_initials("Hannah Birch"),
            password: Some("three small words".to_owned()),
        };
        let who = store::school::found(&store, founding)
            .await
            .expect("a school");
        Self { store, who }
    }

    /// A technician's desk.
    pub fn technician<R: Grant>(&self) -> Desk<R> {
        self.desk(Role::Technician)
    }

    /// A desk of that role.
    pub fn desk<R: Grant>(&self, role: Role) -> Desk<R> {
        let who = Member {
            role,
            ..self.who.clone()
        };
        Desk::enter(self.store.clone(), who).expect("the role has the right")
    }

    /// A place.
    pub async fn place(&self, name: &str, parent: Option<LocationId>) -> LocationId {
        let new = store::location::New {
            parent,
            sort: location::Sort::Shelf,
            name: name.to_owned(),
            fittings: location::LabFittings::default(),
        };
        store::location::add(&self.technician::<CanKeepStock>(), new)
            .await
            .expect("a place")
    }

    /// An item counted in a unit.
    pub async fn item(&self, name: &str, unit: Unit) -> ItemId {
        let sort = if unit == Unit::Piece {
            Sort::Equipment
        } else {
            Sort::Chemical
        };
        let new = item::New {
            kind: None,
            sort,
            name: name.to_owned(),
            unit,
            minimum: None,
            note: None,
        };
        item::create(&self.technician(), new)
            .await
            .expect("an item")
    }

    /// Some of an item in a place.
    pub async fn holds(&self, item: ItemId, location: LocationId, amount: &str) -> HoldingId {
        let new = holding::New {
            item,
            location,
            amount: Amount::parse(amount).expect("an amount"),
            particulars: holding::Particulars::default(),
        };
        holding::receive(&self.technician(), new)
            .await
            .expect("a holding")
    }

    /// How much there is.
    pub async fn amount(&self, id: HoldingId) -> Amount {
        let desk = self.technician::<CanKeepStock>();
        holding::find(&desk, id).await.expect("a holding").amount
    }

    /// Nothing is wrong with the books.
    pub async fn is_sound(&self) {
        let wrong = store::ledger::verify(&self.store).await.expect("a proof");
        assert_eq!(wrong, Vec::<String>::new());
    }
}
