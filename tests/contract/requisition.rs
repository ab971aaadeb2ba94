//! Orders, from a draft to what was broken.

mod change;
mod concern;
mod step;

use chrono::{Datelike as _, TimeDelta};
use shared::account::right::{
    CanCheckIn, CanDeliver, CanImportStock, CanKeepTimetable, CanLook, CanMoveStock, CanPrepare,
    CanRequest,
};
use shared::account::{Grant, Role};
use shared::amount::{Amount, Unit};
use shared::availability::Feasibility;
use shared::availability::Wanted;
use shared::id::{ClassId, LocationId, MemberId, RequisitionId, SlotId};
use shared::kind::{KindId, Sort};
use shared::location;
use shared::moment::{Day, Minute};
use shared::practical::Subject;
use shared::refusal::Refusal;
use shared::requisition::{Outcome, State};
use shared::timetable::{Period, SchoolDay, Week};
use store::requisition::{self, Change, Choice, Gathered, Submission};
use store::timetable::{calendar, class, slot};
use store::{Desk, Error, Member, holding, import, ledger};
use tests::on_both;
use tests::support::scene::pass;
use tests::support::school::School;

fn amount(text: &str) -> Amount {
    Amount::parse(text).expect("an amount")
}

/// A school with a lab and a class that has two lessons on one day.
struct Lessons {
    school: School,
    day: Day,
    slots: [SlotId; 2],
}

impl Lessons {
    async fn of(school: School) -> Self {
        let desk: Desk<CanKeepTimetable> = school.desk(Role::SeniorTechnician);
        let today = desk.today();
        let day = today + TimeDelta::days(7);
        let days: Vec<SchoolDay> = (0..20)
            .map(|n| SchoolDay {
                day: today + TimeDelta::days(n),
                week: Week::A,
            })
            .collect();
        let span = calendar::Span {
            from: today,
            to: day + TimeDelta::days(20),
            days,
        };
        calendar::set_days(&desk, &span, 0).await.expect("days");
        let periods = [(1, 9), (2, 14)].map(|(n, hour)| Period {
            n,
            name: format!("P{n}"),
            starts: Minute::at(hour, 0),
            ends: Minute::at(hour + 1, 0),
        });
        calendar::set_periods(&desk, &periods, 0)
            .await
            .expect("periods");
        let lab = lab(&school).await;
        let draft = class::Draft {
            name: "9X/Ch1".to_owned(),
            year: 9,
            subject: Subject::Chemistry,
            pupils: 30,
        };
        let class = class::create(&desk, draft).await.expect("a class");
        let slots = [
            meets(&desk, class, lab, day, 1).await,
            meets(&desk, class, lab, day, 2).await,
        ];
        Self { school, day, slots }
    }

    fn teacher(&self) -> Desk<CanRequest> {
        self.school.desk(Role::Teacher)
    }

    fn technician<R: Grant>(&self) -> Desk<R> {
        self.school.prep_room()
    }

    /// An order of free lines for the first or second lesson.
    async fn order(&self, lesson: usize, lines: &[(&str, &str)]) -> RequisitionId {
        let teacher = self.teacher();
        let choice = Choice::Free("Burning things".to_owned());
        let id = requisition::create(&teacher, self.slots[lesson], self.day, choice)
            .await
            .expect("a draft");
        for (name, wanted) in lines {
            let line = requisition::name_line(&teacher, name, amount(wanted))
                .await
                .expect("a line");
            let change = Change {
                add: Some(line),
                ..Change::default()
            };
            requisition::change(&teacher, id, change)
                .await
                .expect("a change");
        }
        id
    }

    async fn sends(&self, id: RequisitionId) {
        let submission = Submission {
            own_note: Some("Goggles on.".to_owned()),
            ..Submission::default()
        };
        requisition::submit(&self.teacher(), id, submission)
            .await
            .expect("sent");
    }

    async fn state(&self, id: RequisitionId) -> State {
        let order = requisition::find(&self.teacher(), id).await;
        order.expect("an order").progress.state()
    }
}

async fn lab(school: &School) -> LocationId {
    let new = store::location::New {
        parent: None,
        sort: location::Sort::Lab,
        name: "Lab 1".to_owned(),
        fittings: location::LabFittings::default(),
    };
    store::location::add(&school.prep_room(), new)
        .await
        .expect("a lab")
}

async fn meets(
    desk: &Desk<CanKeepTimetable>,
    class: ClassId,
    room: LocationId,
    day: Day,
    period: u8,
) -> SlotId {
    let draft = slot::Draft {
        class,
        teacher: desk.who().member,
        room,
        week: Week::A,
        weekday: u8::try_from(day.weekday().number_from_monday()).expect("a weekday"),
        period,
        valid_from: desk.today(),
    };
    slot::create(desk, draft).await.expect("a slot")
}

fn another(desk: &Desk<CanRequest>) -> Desk<CanRequest> {
    let who = Member {
        member: "01890000-0000-7000-8000-000000000001"
            .parse::<MemberId>()
            .expect("an id"),
        ..desk.who().clone()
    };
    Desk::enter(desk.store().clone(), who).expect("a desk")
}

fn is_wrong_step<T>(done: &store::Result<T>, state: State) -> bool {
    matches!(done, Err(Error::Refused(Refusal::WrongStep { is })) if is == state.title())
}

/// In seconds.
const DAY: i64 = 86_400;

on_both! {
    async fn an_order_goes_the_whole_way_and_the_stock_follows(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let magnesium = scene.school.item("magnesium", Unit::Gram).await;
        let tongs = scene.school.item("crucible tongs", Unit::Piece).await;
        let (jar, box_) = (scene.school.holds(magnesium, shelf, "100 g").await, scene.school.holds(tongs, shelf, "20").await);

        let id = scene.order(0, &[("magnesium", "15 g"), ("crucible tongs", "12"), ("a big smile", "1")]).await;
        assert_eq!(scene.state(id).await, State::Draft);
        let unread = requisition::submit(&scene.teacher(), id, Submission::default()).await;
        assert!(matches!(unread, Err(Error::Refused(Refusal::Invalid(_)))), "a free order carries a note");
        scene.sends(id).await;

        let (technician, porter): (Desk<CanPrepare>, Desk<CanDeliver>) = (scene.technician(), scene.technician());
        requisition::accept(&technician, id).await.expect("accepted");
        requisition::tick(&technician, id, 1, true).await.expect("ticked");
        let places = store::location::tree(&technician).await.expect("the places");
        let plan = requisition::prep_plan(&technician, scene.day, &places).await.expect("a plan");
        assert_eq!((plan.make.len(), plan.gather.len(), plan.cards[0].ready), (0, 3, 1));
        let of_tongs = plan.gather.iter().find(|line| line.name == "crucible tongs").expect("tongs");
        assert_eq!(of_tongs.standing[0].place, "Shelf");
        let minutes: u32 = plan.gather.iter().map(Gathered::minutes).sum();
        assert_eq!(minutes, plan.cards[0].minutes.gather + plan.cards[0].minutes.make);
        requisition::tick_all(&technician, scene.day, &of_tongs.same, true).await.expect("ticked");

        requisition::prepare(&technician, id).await.expect("prepared");
        requisition::deliver(&porter, id).await.expect("delivered");
        requisition::take_back(&porter, id).await.expect("back");
        let outcome = Outcome { used: amount("0"), broken: amount("1"), lost: amount("2") };
        let desk: Desk<CanCheckIn> = scene.technician();
        let done = requisition::check_in(&desk, id, &[(2, outcome)]).await.expect("checked in");
        assert_eq!(done.unmet, Vec::<String>::new());
        assert_eq!(scene.state(id).await, State::CheckedIn);
        assert_eq!(scene.school.amount(jar).await, amount("85 g"));
        assert_eq!(scene.school.amount(box_).await, amount("17"));
        scene.school.is_sound().await;
        let again = requisition::check_in(&desk, id, &[]).await;
        assert!(is_wrong_step(&again, State::CheckedIn));
        let mover: Desk<CanMoveStock> = scene.technician();
        let alone = ledger::reverse(&mover, done.posting.expect("a posting")).await;
        assert!(matches!(alone, Err(Error::Refused(Refusal::InUse(_)))), "it is the order's");
        assert_eq!(scene.school.amount(jar).await, amount("85 g"));

        // It was another order that broke some: the check-in is taken back, and done again.
        requisition::undo(&desk, id).await.expect("undone");
        assert_eq!(scene.state(id).await, State::Returned);
        assert_eq!(scene.school.amount(jar).await, amount("100 g"));
        assert_eq!(scene.school.amount(box_).await, amount("20"));
        let order = requisition::find(&desk, id).await.expect("the order");
        assert!(order.lines.iter().all(|line| line.outcome.is_none()));
        requisition::check_in(&desk, id, &[]).await.expect("checked in again");
        assert_eq!(scene.school.amount(jar).await, amount("85 g"));
        assert_eq!(scene.school.amount(box_).await, amount("20"));
        scene.school.is_sound().await;
    }

    async fn what_was_asked_for_before_an_import_does_not_use_it(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        scene.school.item("crucible tongs", Unit::Piece).await;
        let before = scene.order(0, &[("crucible tongs", "15")]).await;
        scene.sends(before).await;
        let order = requisition::find(&scene.teacher(), before).await.expect("an order");
        pass(&scene.school.store, 60);
        let desk: Desk<CanImportStock> = scene.technician();
        let line = import::Line {
            place: vec!["Shelf".to_owned()],
            kind: order.lines[0].kind.clone(),
            is_matched: true,
            sort: Sort::Equipment,
            name: "tongs".to_owned(),
            amount: amount("20"),
            containers: 1,
            code: None,
            minimum: None,
            item_note: None,
            particulars: holding::Particulars::default(),
        };
        let id = import::read_in(&desk, import::Plan { file_name: String::new(), lines: vec![line] }).await.expect("read in");
        assert_eq!(import::used(&desk, id).await.expect("what is used"), []);

        pass(&scene.school.store, 60);
        let after = scene.order(1, &[("crucible tongs", "5")]).await;
        assert_eq!(import::used(&desk, id).await.expect("what is used"), [], "a draft asks for nothing");
        scene.sends(after).await;
        assert_eq!(import::used(&desk, id).await.expect("what is used")[0].used, import::Used::Promised);
        pass(&scene.school.store, 8 * DAY);
        assert_eq!(import::used(&desk, id).await.expect("what is used"), [], "nobody took it on, and its lesson is over");
    }

    async fn what_is_promised_is_not_free(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let tongs = scene.school.item("crucible tongs", Unit::Piece).await;
        scene.school.holds(tongs, shelf, "20").await;
        let id = scene.order(0, &[("crucible tongs", "15")]).await;
        let desk: Desk<CanLook> = scene.technician();
        let order = requisition::find(&desk, id).await.expect("an order");
        let kind = order.lines[0].kind.clone().expect("a kind");
        let wanted = Wanted { kind: Some(kind.clone()), amount: amount("15"), used_up: false };
        let free = async |without| {
            let outlook = requisition::outlook(&desk, &[&kind], without).await.expect("an outlook");
            outlook.book.line(&wanted, outlook.window_of(&order))
        };
        assert_eq!(free(None).await, Feasibility::Enough { free: amount("20") }, "a draft promises nothing");
        scene.sends(id).await;
        assert!(matches!(free(None).await, Feasibility::Short { free, .. } if free == amount("5")));
        assert_eq!(free(Some(id)).await, Feasibility::Enough { free: amount("20") });

        requisition::cancel(&scene.teacher(), id, Some("Snow.")).await.expect("cancelled");
        assert_eq!(free(None).await, Feasibility::Enough { free: amount("20") });
    }

    async fn an_order_is_changed_by_its_teacher_until_it_is_taken_on(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("a candle", "1"), ("matches", "2")]).await;
        let change = Change { groups: Some(9), amounts: vec![(1, amount("4"))], remove: Some(2), ..Change::default() };
        let stranger = requisition::change(&another(&scene.teacher()), id, change.clone()).await;
        assert!(matches!(stranger, Err(Error::Refused(Refusal::NotAllowed))));
        requisition::change(&scene.teacher(), id, change.clone()).await.expect("changed");
        requisition::move_to(&scene.teacher(), id, scene.slots[1], scene.day).await.expect("moved");
        let order = requisition::find(&scene.teacher(), id).await.expect("an order");
        assert_eq!((order.groups, order.lines.len(), order.lines[0].amount), (9, 1, amount("4")));
        assert_eq!(order.lesson.period.name, "P2");
        scene.sends(id).await;
        requisition::accept(&scene.technician(), id).await.expect("accepted");
        assert!(is_wrong_step(&requisition::change(&scene.teacher(), id, change).await, State::Accepted));
    }

    async fn another_size_stands_in_and_another_class_gets_the_same(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        for (name, count) in [("conical flask, 100 cm³", "4"), ("conical flask, 250 cm³", "20"), ("burette clamp", "9")] {
            let item = scene.school.item(name, Unit::Piece).await;
            scene.school.holds(item, shelf, count).await;
        }
        let id = scene.order(0, &[("conical flask, 100 cm³", "15")]).await;
        let teacher = scene.teacher();
        let order = requisition::find(&teacher, id).await.expect("an order");
        let similar = requisition::similar(&teacher, &order.lines[0]).await.expect("others");
        assert_eq!(similar.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["conical flask, 250 cm³"]);
        let swap = Change { swap: Some((1, similar[0].kind.clone())), note: Some(Some("Soon.".to_owned())), ..Change::default() };
        requisition::change(&teacher, id, swap).await.expect("swapped");

        let other = requisition::repeat(&teacher, id, scene.slots[1], scene.day).await.expect("another draft");
        let other = requisition::find(&teacher, other).await.expect("an order");
        assert_eq!((other.lines[0].name.as_str(), other.lines[0].amount), ("conical flask, 250 cm³", amount("15")));
        assert_eq!(other.lines[0].note.as_deref(), Some("in place of conical flask, 100 cm³"));
        assert_eq!((other.note.as_deref(), other.lesson.period.name.as_str()), (Some("Soon."), "P2"));
        let stranger = requisition::repeat(&another(&teacher), id, scene.slots[1], scene.day).await;
        assert!(matches!(stranger, Err(Error::Refused(Refusal::NotAllowed))));
    }

    async fn short_notice_is_late(database: Database) {
        let mut scene = Lessons::of(School::in_database(&database).await).await;
        let desk: Desk<CanKeepTimetable> = scene.school.desk(Role::SeniorTechnician);
        let far = scene.order(0, &[("a candle", "1")]).await;
        scene.sends(far).await;
        assert!(!requisition::find(&desk, far).await.expect("an order").is_late);
        scene.day = desk.today();
        let near = scene.order(1, &[("a candle", "1")]).await;
        scene.sends(near).await;
        assert!(requisition::find(&desk, near).await.expect("an order").is_late);
    }

    async fn another_schools_order_is_not_found(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("a candle", "1")]).await;
        scene.sends(id).await;
        let other = School::found(scene.school.store.clone(), "Southgate School", None).await;
        let elsewhere: Desk<CanPrepare> = other.prep_room();
        let not_found = |error: Option<Error>| matches!(error, Some(Error::Refused(Refusal::NotFound)));
        assert!(not_found(requisition::find(&elsewhere, id).await.err()));
        assert!(not_found(requisition::accept(&elsewhere, id).await.err()));
        assert!(not_found(requisition::tick(&elsewhere, id, 1, true).await.err()));
        assert!(not_found(requisition::cancel(&other.desk(Role::Teacher), id, None).await.err()));
        assert_eq!(requisition::board(&elsewhere, scene.day, scene.day).await.expect("a board"), []);
        assert_eq!(scene.state(id).await, State::Submitted);
    }

    async fn a_list_pages_through_all_orders_once(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let mut made = Vec::new();
        for n in 0..45 {
            made.push(scene.order(n % 2, &[]).await);
        }
        let filter = requisition::Filter { states: vec![State::Draft], ..requisition::Filter::default() };
        let desk: Desk<CanLook> = scene.technician();
        let first = requisition::list(&desk, &filter, None).await.expect("a page");
        let second = requisition::list(&desk, &filter, first.next).await.expect("a page");
        assert_eq!((first.cards.len(), second.cards.len(), second.next), (40, 5, None));
        let mut listed: Vec<RequisitionId> = first.cards.iter().chain(&second.cards).map(|card| card.id).collect();
        listed.sort();
        made.sort();
        assert_eq!(listed, made);
    }

    async fn what_is_out_is_promised_until_it_is_checked_in(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let tongs = scene.school.item("crucible tongs", Unit::Piece).await;
        scene.school.holds(tongs, shelf, "20").await;
        let id = scene.order(0, &[("crucible tongs", "15")]).await;
        scene.sends(id).await;
        let later = scene.order(1, &[("crucible tongs", "25")]).await;
        scene.sends(later).await;
        requisition::accept(&scene.technician(), id).await.expect("accepted");
        requisition::prepare(&scene.technician(), id).await.expect("prepared");
        requisition::deliver(&scene.technician(), id).await.expect("delivered");
        let look: Desk<CanLook> = scene.technician();
        let kind = store::item::find(&look, tongs).await.expect("tongs").kind;
        let promised = store::item::promises(&look, &kind, 5).await.expect("promises");
        let out: Vec<_> = promised.iter().map(|promise| (promise.requisition, promise.is_out())).collect();
        assert_eq!(out, [(id, true), (later, false)]);
        let short = store::item::short(&look, &kind, &promised).await.expect("an answer");
        assert_eq!(short, Some(amount("5")), "one lesson after the other");
        pass(&scene.school.store, 9 * DAY);
        let desk: Desk<CanLook> = scene.technician();
        let kind = store::item::find(&desk, tongs).await.expect("tongs").kind;
        let promised = store::item::promises(&desk, &kind, 5).await.expect("promises");
        assert_eq!(promised.iter().map(|promise| promise.requisition).collect::<Vec<_>>(), [id]);
        requisition::check_in(&scene.technician(), id, &[]).await.expect("checked in");
        assert_eq!(store::item::promises(&desk, &kind, 5).await.expect("promises"), []);
    }

    async fn a_solution_is_made_of_what_the_school_holds(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let id = scene.order(0, &[("copper(II) sulfate, 0.5 mol/dm³", "2 dm3")]).await;
        let desk: Desk<CanLook> = scene.technician();
        let kind: KindId = "copper-ii-sulfate-pentahydrate@0.5mol/dm3".parse().expect("a kind");
        let order = requisition::find(&desk, id).await.expect("an order");
        let stands = async |wanted: &str| {
            let wanted = Wanted { kind: Some(kind.clone()), amount: amount(wanted), used_up: true };
            let outlook = requisition::outlook(&desk, &[&kind], Some(id)).await.expect("an outlook");
            outlook.book.line(&wanted, outlook.window_of(&order))
        };
        assert_eq!(stands("2 dm3").await, Feasibility::NotKept);
        let crystals = scene.school.item("copper(II) sulfate pentahydrate", Unit::Gram).await;
        let kept = store::item::find(&desk, crystals).await.expect("crystals");
        assert_eq!(kept.kind.as_str(), "copper-ii-sulfate-pentahydrate");
        scene.school.holds(crystals, shelf, "500 g").await;
        assert_eq!(stands("2 dm3").await, Feasibility::MadeFresh { with: 0 });
        assert_eq!(stands("5 dm3").await, Feasibility::NotKept, "there are crystals for 4 dm³");
    }

    async fn a_reagent_is_made_of_its_parts(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let id = scene.order(0, &[("Benedict's solution", "500 cm3")]).await;
        let desk: Desk<CanLook> = scene.technician();
        let order = requisition::find(&desk, id).await.expect("an order");
        let kind = order.lines[0].kind.clone().expect("a kind");
        assert_eq!(kind.as_str(), "benedicts-solution");
        let stands = async || {
            let wanted = Wanted { kind: Some(kind.clone()), amount: amount("500 cm3"), used_up: true };
            let outlook = requisition::outlook(&desk, &[&kind], Some(id)).await.expect("an outlook");
            outlook.book.line(&wanted, outlook.window_of(&order))
        };
        for (part, held) in [
            ("trisodium citrate dihydrate", "100 g"),
            ("copper(II) sulfate pentahydrate", "100 g"),
            ("sodium carbonate (anhydrous)", "100 g"),
        ] {
            assert_eq!(stands().await, Feasibility::NotKept, "{part} is missing");
            let item = scene.school.item(part, Unit::Gram).await;
            scene.school.holds(item, shelf, held).await;
        }
        assert_eq!(stands().await, Feasibility::MadeFresh { with: 0 });
    }

    async fn nothing_is_ordered_for_a_lesson_that_is_over(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("a candle", "1")]).await;
        pass(&scene.school.store, 7 * DAY);
        let is_over = |error: Option<Error>| matches!(error, Some(Error::Refused(Refusal::InUse(why))) if why.contains("over"));
        let submission = Submission { own_note: Some("Goggles on.".to_owned()), ..Submission::default() };
        assert!(is_over(requisition::submit(&scene.teacher(), id, submission).await.err()));
        let choice = Choice::Free("Too late".to_owned());
        let teacher = scene.teacher();
        assert!(is_over(requisition::create(&teacher, scene.slots[0], scene.day, choice).await.err()));
        assert!(is_over(requisition::repeat(&teacher, id, scene.slots[0], scene.day).await.err()));
        assert!(is_over(requisition::move_to(&teacher, id, scene.slots[0], scene.day).await.err()));
        requisition::move_to(&teacher, id, scene.slots[1], scene.day).await.expect("the afternoon is to come");
    }

    async fn what_is_in_date_is_taken_first(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let magnesium = scene.school.item("magnesium", Unit::Gram).await;
        let keeper: Desk<CanMoveStock> = scene.technician();
        let mut jars = Vec::new();
        for days in [-30, 300] {
            let particulars = holding::Particulars { expires_on: Some(scene.day + TimeDelta::days(days)), ..holding::Particulars::default() };
            let new = holding::New { item: magnesium, location: shelf, amount: amount("50 g"), particulars };
            jars.push(holding::receive(&keeper, new).await.expect("a jar"));
        }
        let id = scene.order(0, &[("magnesium", "15 g"), ("water", "2 dm3")]).await;
        scene.sends(id).await;
        requisition::accept(&scene.technician(), id).await.expect("accepted");
        requisition::prepare(&scene.technician(), id).await.expect("prepared");
        requisition::deliver(&scene.technician(), id).await.expect("delivered");
        let done = requisition::check_in(&scene.technician(), id, &[]).await.expect("checked in");
        assert_eq!(done.unmet, Vec::<String>::new(), "water comes out of the wall");
        assert_eq!(scene.school.amount(jars[0]).await, amount("50 g"));
        assert_eq!(scene.school.amount(jars[1]).await, amount("35 g"));
    }
}
