//! How an order changes on its way: in two windows, when it is sent, and after.

use chrono::TimeDelta;
use shared::account::Role;
use shared::account::right::{
    CanApproveRisk, CanKeepSchool, CanKeepTimetable, CanLook, CanPrepare, CanWritePracticals,
};
use shared::amount::Unit;
use shared::form::Problem;
use shared::id::PracticalId;
use shared::kind::{KindId, Sort};
use shared::practical::Subject;
use shared::refusal::Refusal;
use shared::requisition::State;
use shared::risk::Standing;
use shared::school::Rules;
use store::event::Noun;
use store::requisition::{self, Change, Choice, Same, Seen, Submission, Then};
use store::timetable::class;
use store::{Desk, Error, item, practical, risk};
use tests::on_both;
use tests::support::school::School;

use super::super::practical::entry;
use super::{Lessons, amount, meets};

on_both! {
    async fn what_another_window_changed_is_not_overwritten(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("a candle", "1"), ("matches", "2")]).await;
        let seen = Seen { amounts: vec![(1, amount("1"))], note: Some(None), ..Seen::default() };
        let four = Change { amounts: vec![(1, amount("4"))], note: Some(Some("Soon.".to_owned())), seen: seen.clone(), ..Change::default() };
        requisition::change(&scene.teacher(), id, four.clone()).await.expect("the first window");
        requisition::change(&scene.teacher(), id, four.clone()).await.expect("the same is no clash");
        let nine = Change { amounts: vec![(1, amount("9"))], ..four };
        let problems = match requisition::change(&scene.teacher(), id, nine.clone()).await {
            Err(Error::Refused(Refusal::Invalid(problems))) => problems,
            other => panic!("{other:?}"),
        };
        assert_eq!(problems.of("amount-1"), Some(&Problem::ChangedMeanwhile { now: "4".to_owned() }));
        let looked = Change { seen: Seen { amounts: vec![(1, amount("4"))], ..Seen::default() }, ..nine };
        requisition::change(&scene.teacher(), id, looked).await.expect("who has seen it may");
        let order = requisition::find(&scene.teacher(), id).await.expect("an order");
        assert_eq!((order.lines[0].amount, order.note.as_deref()), (amount("9"), Some("Soon.")));
    }

    async fn what_asks_for_a_kind_of_the_schools_own_follows_its_item(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let acid = scene.school.item("the usual acid", Unit::Litre).await;
        let writer: Desk<CanWritePracticals> = scene.technician();
        let own = item::find(&writer, acid).await.expect("the acid").kind;
        let mut written = entry("The vanishing cross");
        written.kit[0].kind = own.clone();
        let kit = practical::create(&writer, &written, &[]).await.expect("written");
        let [over, open] = [scene.order(0, &[("the usual acid", "50 cm3")]).await, scene.order(1, &[("the usual acid", "50 cm3")]).await];
        for id in [over, open] {
            scene.sends(id).await;
        }
        requisition::cancel(&scene.teacher(), over, None).await.expect("called off");
        let half = KindId::parse("hydrochloric-acid@0.5mol/dm3").expect("a kind");
        let say = async |id| {
            let found = item::find(&writer, id).await.expect("the item");
            let becomes = Some(item::Becomes::Known(half.clone()));
            let change = item::Change { name: found.name, minimum: None, note: None, becomes, version: found.version };
            item::change(&scene.technician(), id, change).await.expect("said");
        };
        let line = async |id| {
            let order = requisition::find(&writer, id).await.expect("an order");
            (order.lines[0].kind.clone(), order.lines[0].sort)
        };
        let new = item::New {
            kind: Some(own.clone()),
            sort: Sort::Chemical,
            name: "the other acid".to_owned(),
            unit: Unit::Litre,
            minimum: None,
            note: None,
        };
        let other = item::create(&scene.technician(), new).await.expect("another of it");
        say(other).await;
        assert_eq!(line(open).await, (Some(own.clone()), Sort::Chemical), "there is one left");

        say(acid).await;
        assert_eq!(line(open).await, (Some(half.clone()), Sort::Solution));
        assert_eq!(line(over).await, (Some(own), Sort::Chemical), "what was asked for then");
        let kept = practical::find(&writer, kit).await.expect("the practical");
        assert_eq!((&kept.entry.kit[0].kind, kept.version), (&half, 2));
        let promised = item::promises(&writer, &half, 5).await.expect("promises");
        assert_eq!(promised.iter().map(|promise| promise.requisition).collect::<Vec<_>>(), [open]);
    }

    async fn a_line_and_its_sending_are_one(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[]).await;
        let teacher = scene.teacher().keyed(Some("a-key".to_owned()));
        let line = requisition::name_line(&teacher, "a candle", amount("1")).await.expect("a line");
        let change = Change { add: Some(line), ..Change::default() };
        let refused = requisition::save(&teacher, id, change.clone(), Then::Send).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Invalid(_)))), "a free order carries a note");
        assert_eq!(requisition::find(&teacher, id).await.expect("an order").lines, []);
        let change = Change { own_risk_note: Some(Some("Goggles on.".to_owned())), ..change };
        requisition::save(&teacher, id, change.clone(), Then::Send).await.expect("sent");
        let again = requisition::save(&teacher, id, change, Then::Send).await;
        assert!(again.is_err(), "once is once");
        let order = requisition::find(&teacher, id).await.expect("an order");
        assert_eq!((order.lines.len(), order.progress.state()), (1, State::Submitted));
    }

    async fn what_is_sent_keeps_what_it_had_to_have(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("a candle", "1")]).await;
        scene.sends(id).await;
        let teacher = scene.teacher();
        for change in [Change { own_risk_note: Some(None), ..Change::default() }, Change { remove: Some(1), ..Change::default() }] {
            let refused = requisition::change(&teacher, id, change).await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::Invalid(_)))));
        }
        let copper = copper(&scene).await;
        let desk: Desk<CanKeepSchool> = scene.school.desk(Role::Administrator);
        let own = store::school::own(&desk).await.expect("the school");
        let rules = Rules { stop_without_risk_note: true, ..own.rules };
        store::school::change(&desk, store::school::Change { name: own.name, urn: own.urn, rules, version: own.version }).await.expect("the rules");
        let stopped = requisition::choose(&teacher, id, Choice::Practical(copper)).await;
        assert!(matches!(stopped, Err(Error::Refused(Refusal::InUse(_)))), "it has no approved note");
        assert_eq!(scene.state(id).await, State::Submitted);

        approve(&scene, copper).await;
        assert!(requisition::choose(&teacher, id, Choice::Practical(copper)).await.expect("chosen"), "it is to be sent again");
        assert_eq!(scene.state(id).await, State::Draft);
        assert_eq!(requisition::board(&teacher, scene.day, scene.day).await.expect("a board"), []);
        let unread = requisition::submit(&teacher, id, Submission::default()).await;
        assert!(matches!(unread, Err(Error::Refused(Refusal::Invalid(_)))));
        let read = Change { has_read: Some(true), ..Change::default() };
        requisition::change(&teacher, id, read).await.expect("read");
        let first = requisition::find(&teacher, id).await.expect("an order").risk;
        assert!(first.has_read(1) && !first.has_read(2));
        approve(&scene, copper).await;
        let unread = requisition::submit(&teacher, id, Submission::default()).await;
        assert!(matches!(unread, Err(Error::Refused(Refusal::Invalid(_)))), "there is a newer one");
        requisition::submit(&teacher, id, Submission { has_read: true, own_note: None }).await.expect("sent");
        assert!(requisition::find(&teacher, id).await.expect("an order").risk.has_read(2));
    }

    async fn other_free_lines_want_a_note_of_their_own(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("a candle", "1")]).await;
        scene.sends(id).await;
        let teacher = scene.teacher();
        requisition::choose(&teacher, id, Choice::Free("Melting lead".to_owned())).await.expect("chosen");
        let line = requisition::name_line(&teacher, "a crucible", amount("1")).await.expect("a line");
        requisition::change(&teacher, id, Change { add: Some(line), ..Change::default() }).await.expect("a change");
        let unsaid = requisition::submit(&teacher, id, Submission::default()).await;
        assert!(matches!(unsaid, Err(Error::Refused(Refusal::Invalid(_)))), "the note was of other things");
    }

    async fn what_is_retired_is_not_ordered(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let (teacher, copper) = (scene.teacher(), copper(&scene).await);
        let before = requisition::create(&teacher, scene.slots[0], scene.day, Choice::Practical(copper)).await.expect("a draft");
        let free = scene.order(0, &[("a candle", "1")]).await;
        let writer: Desk<CanWritePracticals> = scene.school.desk(Role::SeniorTechnician);
        let version = practical::find(&writer, copper).await.expect("the practical").version;
        practical::retire(&writer, copper, version).await.expect("retired");
        let is_retired = |error: Option<Error>| matches!(error, Some(Error::Refused(Refusal::InUse(why))) if why.contains("retired"));
        let choice = Choice::Practical(copper);
        assert!(is_retired(requisition::create(&teacher, scene.slots[1], scene.day, choice.clone()).await.err()));
        assert!(is_retired(requisition::choose(&teacher, free, choice).await.err()));
        requisition::repeat(&teacher, before, scene.slots[1], scene.day).await.expect("what was ordered before is ordered again");
    }

    async fn another_class_gets_as_much_as_it_needs(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let (teacher, copper) = (scene.teacher(), copper(&scene).await);
        let keeper: Desk<CanKeepTimetable> = scene.school.desk(Role::SeniorTechnician);
        let half = class::Draft { name: "9Y/Ch1".to_owned(), year: 9, subject: Subject::Chemistry, pupils: 15 };
        let half = class::create(&keeper, half).await.expect("a class");
        let there = meets(&keeper, half, scene.school.lab("Lab 2").await, scene.day, 1).await;
        let order = async |slot| {
            let id = requisition::create(&teacher, slot, scene.day, Choice::Practical(copper)).await.expect("a draft");
            requisition::find(&teacher, id).await.expect("an order")
        };
        let (moved, asked) = (order(scene.slots[0]).await, order(there).await);
        let by_hand = Change { amounts: vec![(1, amount("77"))], groups: Some(9), ..Change::default() };
        requisition::change(&teacher, moved.id, by_hand).await.expect("a change");
        requisition::move_to(&teacher, moved.id, scene.slots[1], scene.day).await.expect("moved");
        let same = requisition::find(&teacher, moved.id).await.expect("an order");
        assert_eq!((same.groups, same.lesson.pupils), (9, 30), "the same class works as before");
        requisition::move_to(&teacher, moved.id, there, scene.day).await.expect("moved");
        let moved = requisition::find(&teacher, moved.id).await.expect("an order");
        assert_eq!((moved.groups, moved.lesson.pupils), (asked.groups, 15));
        assert_eq!(moved.lines[0].amount, amount("77"), "what was changed by hand stays");
        assert_eq!(moved.lines[1..], asked.lines[1..]);
    }

    async fn ticks_stay_on_what_is_not_changed(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let candles = scene.school.item("a candle", Unit::Piece).await;
        scene.school.holds(candles, shelf, "20").await;
        let id = scene.order(0, &[("a big smile", "1"), ("splints", "20"), ("a candle", "2")]).await;
        let other = scene.order(1, &[("a big smile", "2")]).await;
        for id in [id, other] {
            scene.sends(id).await;
            requisition::accept(&scene.technician(), id).await.expect("accepted");
        }
        let technician: Desk<CanPrepare> = scene.technician();
        let smiles = Same::Name("a big smile".to_owned());
        requisition::tick_all(&technician, scene.day, &smiles, true).await.expect("ticked");
        let not_free = requisition::tick_all(&technician, scene.day, &Same::Name("a candle".to_owned()), true).await;
        assert!(not_free.is_err(), "that is a kind of the stock");
        requisition::tick(&technician, id, 2, true).await.expect("ticked");
        for id in [id, other] {
            let history = store::event::history(&technician, Noun::Requisition, id, 20).await.expect("a history");
            assert!(history.iter().any(|event| event.verb == "ticked" && event.after.as_deref() == Some("\"a big smile\"")));
        }
        requisition::query(&technician, id, "More splints?").await.expect("asked");
        let change = Change { amounts: vec![(2, amount("40"))], note: Some(Some("Yes.".to_owned())), ..Change::default() };
        requisition::change(&scene.teacher(), id, change).await.expect("changed");
        let order = requisition::find(&technician, id).await.expect("an order");
        let ready: Vec<bool> = order.lines.iter().map(|line| line.ready_at.is_some()).collect();
        assert_eq!(ready, [true, false, false]);
    }

    async fn a_dropped_draft_is_nobodys_order(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let (dropped, sent) = (scene.order(0, &[("a candle", "1")]).await, scene.order(1, &[("a candle", "1")]).await);
        scene.sends(sent).await;
        for id in [dropped, sent] {
            requisition::cancel(&scene.teacher(), id, None).await.expect("cancelled");
        }
        let desk: Desk<CanLook> = scene.technician();
        let board = requisition::board(&desk, scene.day, scene.day).await.expect("a board");
        assert_eq!(board.iter().map(|card| card.id).collect::<Vec<_>>(), [sent]);
        let teacher = scene.teacher();
        let own = requisition::with_drafts(&teacher, Some(teacher.who().member), scene.day, scene.day).await.expect("slips");
        assert_eq!(own.iter().map(|card| card.id).collect::<Vec<_>>(), [sent]);
        let filter = requisition::Filter { states: vec![State::Cancelled], ..requisition::Filter::default() };
        let page = requisition::list(&desk, &filter, None).await.expect("a page");
        assert_eq!(page.cards.iter().map(|card| card.id).collect::<Vec<_>>(), [sent]);
    }
}

/// A practical of the library.
async fn copper(scene: &Lessons) -> PracticalId {
    let query = practical::ListQuery {
        q: "making copper".to_owned(),
        ..practical::ListQuery::default()
    };
    let found = practical::list(&scene.teacher(), &query).await;
    found.expect("a page").rows[0].id
}

/// The latest version of a practical's risk note is approved, or the next one where it is already.
pub(super) async fn approve(scene: &Lessons, practical: PracticalId) {
    let writer: Desk<CanWritePracticals> = scene.school.desk(Role::SeniorTechnician);
    let latest = risk::latest(&writer, practical)
        .await
        .expect("an answer")
        .expect("a note");
    let n = if latest.standing == Standing::Draft {
        latest.n
    } else {
        risk::write(
            &writer,
            practical,
            risk::Draft {
                from: latest.n,
                text: latest.text,
            },
            risk::Then::Keep,
        )
        .await
        .expect("written")
    };
    risk::submit(&writer, practical, n)
        .await
        .expect("submitted");
    let decider: Desk<CanApproveRisk> = scene.school.desk(Role::HeadOfScience);
    let review = writer.today() + TimeDelta::days(365);
    risk::approve(&decider, practical, n, review)
        .await
        .expect("approved");
}
