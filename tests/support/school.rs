//! A school in an open store: its people, and desks in it.

use shared::account::right::{CanKeepPeople, CanKeepStock};
use shared::account::{Grant, Role};
use shared::amount::{Amount, Unit};
use shared::id::{HoldingId, ItemId, LocationId, TrustId};
use shared::kind::Sort;
use shared::location;
use store::account::invitation::{self, Invite};
use store::account::member::{self, NewMember};
use store::school::Founding;
use store::{Desk, Member, Store, Token, holding, item};

use super::database::Database;
use super::scene::{Actor, Scene, accepts, folded, signs_in};

/// A school, and the store it is in.
#[derive(Clone, Debug)]
pub struct School {
    /// The store.
    pub store: Store,
    /// Its first administrator's address.
    pub email: String,
    who: Member,
}

/// The password of everybody in the scenes.
pub const PASSWORD: &str = "three small words";

impl School {
    /// Founds one in a database of its own, at the scene's moment.
    pub async fn in_database(database: &Database) -> Self {
        Scene::on(database).await.school("Northgate School").await
    }

    /// Founds one in a database of its own, with many connections.
    pub async fn in_crowd(database: &Database) -> Self {
        let scene = Scene::crowded(database).await;
        scene.school("Northgate School").await
    }

    /// Founds another in a store. Its administrator is Hannah Birch.
    pub async fn found(store: Store, name: &str, trust: Option<TrustId>) -> Self {
        let email = format!("head@{}.example.org", folded(name));
        let founding = Founding {
            school: name.to_owned(),
            trust,
            urn: None,
            email: email.clone(),
            name: "Hannah Birch".to_owned(),
            password: Some(PASSWORD.to_owned()),
        };
        let who = store::school::found(&store, founding)
            .await
            .expect("a school");
        Self { store, email, who }
    }

    /// Its first administrator, signed in.
    pub async fn administrator(&self) -> Actor {
        let token = signs_in(&self.store, &self.email, PASSWORD)
            .await
            .expect("signed in");
        Actor::of(&self.store, token).await
    }

    /// A teacher of this name joins.
    pub async fn teacher(&self, name: &str) -> Actor {
        self.joined_by(Role::Teacher, name).await
    }

    /// A technician of this name joins.
    pub async fn technician(&self, name: &str) -> Actor {
        self.joined_by(Role::Technician, name).await
    }

    /// A senior technician of this name joins.
    pub async fn senior_technician(&self, name: &str) -> Actor {
        self.joined_by(Role::SeniorTechnician, name).await
    }

    /// A head of science of this name joins.
    pub async fn head_of_science(&self, name: &str) -> Actor {
        self.joined_by(Role::HeadOfScience, name).await
    }

    /// Somebody is invited, accepts, and is signed in.
    pub async fn joined_by(&self, role: Role, name: &str) -> Actor {
        let invite = Invite {
            email: self.address_of(name),
            name: name.to_owned(),
            role,
        };
        let link = self.invites(invite).await;
        let token = accepts(&self.store, &link, name, PASSWORD)
            .await
            .expect("joined");
        Actor::of(&self.store, token).await
    }

    /// The address of whoever joined by this name.
    pub fn address_of(&self, name: &str) -> String {
        format!(
            "{}@{}.example.org",
            folded(name),
            folded(&self.who.school_name)
        )
    }

    /// Invites somebody: the link's token.
    pub async fn invites(&self, invite: Invite) -> Token {
        let keeper: Desk<CanKeepPeople> = self.desk(Role::Administrator);
        invitation::invite(&keeper, invite, |token| token.reveal().to_owned())
            .await
            .expect("an invitation")
    }

    /// Makes somebody a member who signs in with [`PASSWORD`].
    pub async fn enrol(&self, role: Role, email: &str) {
        let new = NewMember {
            email: email.to_owned(),
            name: "Hannah Birch".to_owned(),
            role,
            password: Some(PASSWORD.to_owned()),
        };
        let desk = self.desk(Role::Administrator);
        member::add(&desk, new).await.expect("a member");
    }

    /// A technician's desk, whoever it is.
    pub fn prep_room<R: Grant>(&self) -> Desk<R> {
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
        store::location::add(&self.prep_room::<CanKeepStock>(), new)
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
        self.kept_as(sort, name, unit).await
    }

    /// A solution that the prep room makes.
    pub async fn solution(&self, name: &str) -> ItemId {
        self.kept_as(Sort::Solution, name, Unit::Litre).await
    }

    async fn kept_as(&self, sort: Sort, name: &str, unit: Unit) -> ItemId {
        let new = item::New {
            kind: None,
            sort,
            name: name.to_owned(),
            unit,
            minimum: None,
            note: None,
        };
        item::create(&self.prep_room(), new).await.expect("an item")
    }

    /// Some of an item in a place.
    pub async fn holds(&self, item: ItemId, location: LocationId, amount: &str) -> HoldingId {
        let new = holding::New {
            item,
            location,
            amount: Amount::parse(amount).expect("an amount"),
            particulars: holding::Particulars::default(),
        };
        holding::receive(&self.prep_room(), new)
            .await
            .expect("a holding")
    }

    /// How much there is.
    pub async fn amount(&self, id: HoldingId) -> Amount {
        let desk = self.prep_room::<CanKeepStock>();
        holding::find(&desk, id).await.expect("a holding").amount
    }

    /// Nothing is wrong with the books.
    pub async fn is_sound(&self) {
        let wrong = store::ledger::verify(&self.store).await.expect("a proof");
        assert_eq!(wrong, Vec::<String>::new());
    }
}
