//! A school with one of everything, so that every address of the site leads somewhere in it.

use shared::account::Role;
use shared::account::right::{CanImportStock, CanLook, CanMoveStock, CanRequest, CanShare};
use shared::amount::{Amount, Unit};
use shared::code::Code;
use shared::id::{
    HoldingId, ImportId, ItemId, LocationId, MemberId, PostingId, PracticalId, PracticeId,
    RequisitionId, UploadId,
};
use shared::import::Grid;
use shared::kind::{KindId, Sort};
use shared::practice::Audience;
use store::account::invitation::Invite;
use store::import::{self, Line, Plan};
use store::requisition::{self, Choice, Submission};
use store::{Store, Token, holding, item, ledger, practical, practice};

use super::rooms::Timetable;
use super::scene::{Actor, forgets, today};
use super::school::School;

/// A school, its people and one of everything.
#[derive(Clone, Debug)]
pub struct Furnished {
    /// The school.
    pub school: School,
    /// One member of each role, from the least to the widest.
    pub people: Vec<Actor>,
    /// What there is of everything.
    pub ids: Ids,
}

/// What the `{parts}` of the addresses stand for.
#[derive(Clone, Debug)]
pub struct Ids {
    /// The technician's place in the school.
    pub member: MemberId,
    /// The link of an invitation that is still open.
    pub join: Token,
    /// The link for the administrator's new password.
    pub reset: Token,
    /// The store.
    pub place: LocationId,
    /// Sodium chloride.
    pub item: ItemId,
    /// The kind of a bottle that only this school has.
    pub own: KindId,
    /// The jar of sodium chloride.
    pub holding: HoldingId,
    /// The jar's receipt.
    pub posting: PostingId,
    /// The jar's code.
    pub code: Code,
    /// The first practical of the library.
    pub practical: PracticalId,
    /// The lab, the class and its lesson.
    pub timetable: Timetable,
    /// What the teacher has sent for that lesson.
    pub order: RequisitionId,
    /// The practical as it is shared with the trust.
    pub practice: PracticeId,
    /// A list that is looked at.
    pub upload: UploadId,
    /// A list that was read in.
    pub import: ImportId,
}

impl Furnished {
    /// Founds a school of this name in a trust of its own, and puts one of everything into it.
    pub async fn found(store: Store, name: &str) -> Self {
        let trust = store::school::found_trust(&store, name)
            .await
            .expect("a trust");
        let school = School::found(store, name, Some(trust)).await;
        let mut people = Vec::new();
        for (role, name) in [
            (Role::Teacher, "Ada Lunt"),
            (Role::Technician, "Ben Okoro"),
            (Role::SeniorTechnician, "Priya Nair"),
            (Role::HeadOfScience, "Mary Adeyemi"),
        ] {
            people.push(school.joined_by(role, name).await);
        }
        people.push(school.administrator().await);
        let ids = Ids::in_school(&school, &people).await;
        Self {
            school,
            people,
            ids,
        }
    }
}

impl Ids {
    async fn in_school(school: &School, people: &[Actor]) -> Self {
        let (ada, ben) = (&people[0], &people[1]);
        let invite = Invite {
            email: format!("new@{}", school.email),
            name: "Cora Finch".to_owned(),
            role: Role::Teacher,
        };
        let place = school.place("Store", None).await;
        let item = school.item("sodium chloride", Unit::Gram).await;
        let own = school.item("Descaler, blue bottle", Unit::Gram).await;
        let own = item::find(&ben.desk::<CanLook>(), own).await;
        let holding = school.holds(item, place, "500 g").await;
        let history = ledger::of_holding(&ben.desk::<CanMoveStock>(), holding, 1).await;
        let found = holding::find(&ben.desk::<CanLook>(), holding).await;
        let desk = ben.desk::<CanImportStock>();
        // What its page keeps of a file that nothing has been said about yet.
        let said = serde_json::json!({ "layouts": [], "answers": {} });
        let upload = import::upload::keep(&desk, "stock.csv", &Grid::default(), &said).await;
        let import = import::read_in(&desk, plan()).await;
        let practicals =
            practical::list(&ben.desk::<CanLook>(), &practical::ListQuery::default()).await;
        let practical = practicals.expect("a library").rows[0].id;
        let timetable = school.timetable(ada).await;
        let desk = ben.desk::<CanShare>();
        let practice = practice::publish(&desk, practical, Audience::Trust).await;
        Self {
            member: ben.who().member,
            join: school.invites(invite).await,
            reset: forgets(&school.store, &school.email).await.expect("a link"),
            place,
            item,
            own: own.expect("the bottle").kind,
            holding,
            posting: history.expect("a history")[0].posting,
            code: found.expect("the jar").code,
            practical,
            timetable,
            order: order(&timetable, ada, practical).await,
            practice: practice.expect("shared"),
            upload: upload.expect("an upload"),
            import: import.expect("an import"),
        }
    }

    /// Ids of the same kinds that stand for nothing.
    pub fn of_nothing(store: &Store) -> Self {
        let clock = store.clock();
        Self {
            member: clock.id(),
            join: Token::presented("made-up"),
            reset: Token::presented("made-up"),
            place: clock.id(),
            item: clock.id(),
            own: KindId::own(clock.id()),
            holding: clock.id(),
            posting: clock.id(),
            code: Code::from_random(1),
            practical: clock.id(),
            timetable: Timetable {
                lab: clock.id(),
                class: clock.id(),
                slot: clock.id(),
            },
            order: clock.id(),
            practice: clock.id(),
            upload: clock.id(),
            import: clock.id(),
        }
    }

    /// An address of the table with its `{parts}` filled in.
    ///
    /// # Panics
    /// When nobody has said here what a part stands for: a new noun's ids have their place above.
    pub fn fill(&self, path: &str) -> String {
        let Some((before, rest)) = path.split_once("/{") else {
            return path.to_owned();
        };
        let (_, after) = rest.split_once('}').expect("a part ends");
        let id = match before {
            "/people" | "/presence" => self.member.to_string(),
            "/join" => self.join.reveal().to_owned(),
            "/reset" => self.reset.reveal().to_owned(),
            "/places" => self.place.to_string(),
            "/stock" => self.item.to_string(),
            "/chemicals" => self.own.to_string(),
            "/holdings" => self.holding.to_string(),
            "/postings" => self.posting.to_string(),
            "/c" | "/C" => self.code.plain(),
            "/practicals" | "/risk-notes" => self.practical.to_string(),
            "/timetable/classes" => self.timetable.class.to_string(),
            "/timetable/lessons" => self.timetable.slot.to_string(),
            "/network" => self.practice.to_string(),
            "/orders" => self.order.to_string(),
            "/import/uploads" => self.upload.to_string(),
            "/import" => self.import.to_string(),
            _ => panic!("say in tests/support/furnished.rs what the part of {path} stands for"),
        };
        format!("{before}/{id}{after}")
    }
}

async fn order(timetable: &Timetable, teacher: &Actor, practical: PracticalId) -> RequisitionId {
    let desk = teacher.desk::<CanRequest>();
    let choice = Choice::Practical(practical);
    let order = requisition::create(&desk, timetable.slot, today(), choice)
        .await
        .expect("an order");
    let read = Submission {
        has_read: true,
        own_note: None,
    };
    requisition::submit(&desk, order, read).await.expect("sent");
    order
}

fn plan() -> Plan {
    let beakers = Line {
        place: vec!["Lab 7".to_owned()],
        kind: None,
        is_matched: false,
        sort: Sort::Equipment,
        name: "beaker, 250 cm³".to_owned(),
        amount: Amount::parse("30").expect("an amount"),
        containers: 1,
        code: None,
        minimum: None,
        item_note: None,
        particulars: holding::Particulars::default(),
    };
    Plan {
        file_name: "stock.csv".to_owned(),
        lines: vec![beakers],
    }
}
