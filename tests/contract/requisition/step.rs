//! The prep room's steps: taken, taken back, taken by two at once.

use chrono::TimeDelta;
use shared::account::Role;
use shared::account::right::{
    CanCheckIn, CanKeepTimetable, CanLook, CanMoveStock, CanOversee, CanPrepare,
};
use shared::amount::Unit;
use shared::form::Problem;
use shared::id::RequisitionId;
use shared::moment::Minute;
use shared::refusal::Refusal;
use shared::requisition::{Card, Outcome, State};
use shared::timetable::Period;
use store::event::Noun;
use store::holding::{self, Particulars};
use store::oversight::{self, Counted};
use store::requisition::{self, Change, Choice, Taken};
use store::timetable::{calendar, class};
use store::{Desk, Error};
use tests::on_both;
use tests::support::scene::pass;
use tests::support::school::School;

use super::{Lessons, amount, is_wrong_step, meets};

on_both! {
    async fn no_more_is_gone_than_went_out(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("crucible tongs", "12")]).await;
        scene.sends(id).await;
        let technician: Desk<CanPrepare> = scene.technician();
        requisition::accept(&technician, id).await.expect("accepted");
        requisition::prepare(&technician, id).await.expect("prepared");
        requisition::deliver(&scene.technician(), id).await.expect("delivered");
        let desk: Desk<CanCheckIn> = scene.technician();
        for (broken, lost, problem) in [
            ("2.5", "0", Problem::NotANumber),
            ("10", "3", Problem::MoreThanWentOut),
        ] {
            let outcome = Outcome { used: amount("0"), broken: amount(broken), lost: amount(lost) };
            let done = requisition::check_in(&desk, id, &[(1, outcome)]).await;
            let Err(Error::Refused(Refusal::Invalid(problems))) = done else {
                panic!("{done:?}");
            };
            assert!(problems.iter().any(|(_, said)| *said == problem), "{problems:?}");
        }
        assert_eq!(scene.state(id).await, State::Delivered);
    }

    async fn steps_are_taken_back_one_by_one(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("a candle", "1"), ("matches", "2")]).await;
        let desk: Desk<CanCheckIn> = scene.technician();
        assert!(is_wrong_step(&requisition::undo(&desk, id).await, State::Draft));
        scene.sends(id).await;
        let technician: Desk<CanPrepare> = scene.technician();
        requisition::accept(&technician, id).await.expect("accepted");
        requisition::tick(&technician, id, 1, true).await.expect("ticked");
        pass(&scene.school.store, 60);
        requisition::prepare(&technician, id).await.expect("prepared");
        requisition::deliver(&scene.technician(), id).await.expect("delivered");
        pass(&scene.school.store, 60);
        requisition::undo(&desk, id).await.expect("undone");
        let ticks = async || {
            let order = requisition::find(&desk, id).await.expect("an order");
            order.lines.iter().map(|line| line.ready_at.is_some()).collect::<Vec<_>>()
        };
        assert_eq!((scene.state(id).await, ticks().await), (State::Prepared, vec![true, true]));
        requisition::undo(&desk, id).await.expect("undone");
        assert_eq!((scene.state(id).await, ticks().await), (State::Accepted, vec![true, false]), "what was ticked by hand stays");
        requisition::undo(&desk, id).await.expect("undone");
        assert!(is_wrong_step(&requisition::undo(&desk, id).await, State::Submitted));
    }

    async fn a_plan_says_what_is_missing(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let tongs = scene.school.item("crucible tongs", Unit::Piece).await;
        scene.school.holds(tongs, shelf, "20").await;
        let technician: Desk<CanPrepare> = scene.technician();
        for at in [0, 1] {
            let id = scene.order(at, &[("crucible tongs", if at == 0 { "12" } else { "25" })]).await;
            scene.sends(id).await;
            requisition::accept(&technician, id).await.expect("accepted");
        }
        let places = store::location::tree(&technician).await.expect("the places");
        let plan = requisition::prep_plan(&technician, scene.day, &places).await.expect("a plan");
        assert_eq!(plan.gather[0].amounts(), [amount("37")]);
        assert_eq!(plan.gather[0].missing, Some(amount("5")), "one lesson after the other");

        // What has left is not fetched again.
        let first = plan.gather[0].orders()[0];
        requisition::prepare(&technician, first).await.expect("prepared");
        requisition::deliver(&scene.technician(), first).await.expect("delivered");
        let plan = requisition::prep_plan(&technician, scene.day, &places).await.expect("a plan");
        assert_eq!((plan.gather[0].amounts(), plan.gather[0].orders().len()), (vec![amount("25")], 1));
        assert!(!plan.gather[0].is_done());
        requisition::tick_all(&technician, scene.day, &plan.gather[0].same, true).await.expect("ticked");
        let plan = requisition::prep_plan(&technician, scene.day, &places).await.expect("a plan");
        assert_eq!(plan.gather[0].missing, None, "what stands on the trolley was found");
    }

    async fn what_others_have_already_is_made(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let name = "sulfuric acid, 1 mol/dm³";
        let (bought, made) = (scene.school.item("sulfuric acid", Unit::Litre).await, scene.school.solution(name).await);
        scene.school.holds(bought, shelf, "2.5 dm3").await;
        scene.school.holds(made, shelf, "500 cm3").await;
        let technician: Desk<CanPrepare> = scene.technician();
        let places = store::location::tree(&technician).await.expect("the places");
        let plan = async || {
            let plan = requisition::prep_plan(&technician, scene.day, &places).await.expect("a plan");
            let [line] = plan.make.as_slice() else { panic!("{:?}", plan.make) };
            line.clone()
        };
        let mut orders = Vec::new();
        for (at, is_there) in [(0, true), (1, false)] {
            let id = scene.order(at, &[(name, "400 cm3")]).await;
            scene.sends(id).await;
            requisition::accept(&technician, id).await.expect("accepted");
            orders.push(id);
            assert_eq!((plan().await.is_there(), plan().await.missing), (is_there, None));
        }
        requisition::tick(&technician, orders[0], 1, true).await.expect("ticked");
        let left = plan().await;
        assert_eq!((left.amounts(), left.is_there()), (vec![amount("400 cm3")], false), "the first has it");
    }

    async fn what_is_out_is_not_short_any_more(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let tongs = scene.school.item("crucible tongs", Unit::Piece).await;
        scene.school.holds(tongs, shelf, "20").await;
        let [out, later] = [scene.order(0, &[("crucible tongs", "25")]).await, scene.order(1, &[("crucible tongs", "5")]).await];
        for id in [out, later] {
            scene.sends(id).await;
        }
        let look: Desk<CanLook> = scene.technician();
        let kind = store::item::find(&look, tongs).await.expect("tongs").kind;
        let short = async || {
            let promised = store::item::promises(&look, &kind, 5).await.expect("promises");
            store::item::short(&look, &kind, &promised).await.expect("an answer")
        };
        assert_eq!(short().await, Some(amount("5")));
        requisition::accept(&scene.technician(), out).await.expect("accepted");
        requisition::prepare(&scene.technician(), out).await.expect("prepared");
        requisition::deliver(&scene.technician(), out).await.expect("delivered");
        assert_eq!(short().await, None, "there are enough for the lesson to come");

        let many: Vec<RequisitionId> = [vec![later; 500], vec![out]].concat();
        let slips = requisition::some(&look, &many).await.expect("slips");
        assert_eq!(slips.iter().map(|slip| slip.id).collect::<Vec<_>>(), [out, later], "in order of time");
    }

    async fn a_day_is_in_order_of_its_times(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let keeper: Desk<CanKeepTimetable> = scene.school.desk(Role::SeniorTechnician);
        let mut periods = calendar::periods(&keeper).await.expect("periods");
        periods.push(Period { n: 3, name: "Tutor".to_owned(), starts: Minute::at(8, 25), ends: Minute::at(8, 50) });
        let version = calendar::versions(&keeper).await.expect("versions").periods;
        calendar::set_periods(&keeper, &periods, version).await.expect("periods");
        let class = class::list(&keeper).await.expect("classes")[0].id;
        let room = scene.school.lab("Lab 2").await;
        let tutor = meets(&keeper, class, room, scene.day, 3).await;
        for slot in [scene.slots[1], tutor, scene.slots[0]] {
            let choice = Choice::Free("Burning things".to_owned());
            let id = requisition::create(&scene.teacher(), slot, scene.day, choice).await.expect("a draft");
            let line = requisition::name_line(&scene.teacher(), "a candle", amount("1")).await.expect("a line");
            requisition::change(&scene.teacher(), id, Change { add: Some(line), ..Change::default() }).await.expect("a change");
            scene.sends(id).await;
        }
        let desk: Desk<CanOversee> = scene.school.desk(Role::HeadOfScience);
        let names = |cards: Vec<Card>| cards.into_iter().map(|card| card.period.name).collect::<Vec<_>>();
        let of_day = requisition::board(&desk, scene.day, scene.day).await.expect("a board");
        let ids: Vec<RequisitionId> = of_day.iter().map(|card| card.id).collect();
        assert_eq!(names(of_day), ["Tutor", "P1", "P2"]);
        assert_eq!(names(requisition::some(&desk, &ids).await.expect("slips")), ["Tutor", "P1", "P2"]);
        let mine = requisition::with_drafts(&desk, Some(desk.who().member), scene.day, scene.day).await;
        assert_eq!(names(mine.expect("slips")), ["Tutor", "P1", "P2"]);
        let filter = requisition::Filter { states: vec![State::Submitted], ..requisition::Filter::default() };
        assert_eq!(names(requisition::list(&desk, &filter, None).await.expect("a page").cards), ["Tutor", "P1", "P2"]);
        let counted = oversight::list(&desk, Counted::Waiting, None).await.expect("a page").rows;
        assert_eq!(counted.iter().map(|row| row.period.as_str()).collect::<Vec<_>>(), ["Tutor", "P1", "P2"]);
        requisition::accept_all(&scene.technician(), scene.day).await.expect("accepted");
        let places = store::location::tree(&desk).await.expect("the places");
        let plan = requisition::prep_plan(&desk, scene.day, &places).await.expect("a plan");
        assert_eq!(plan.gather[0].orders(), ids);
    }

    async fn a_plan_counts_what_is_in_date_place_by_place(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let (near, far) = (scene.school.place("Near", None).await, scene.school.place("Far", None).await);
        let magnesium = scene.school.item("magnesium", Unit::Gram).await;
        let keeper: Desk<CanMoveStock> = scene.technician();
        for (location, size, days) in [(near, "90 g", -1), (near, "10 g", 0), (far, "20 g", 300), (near, "15 g", 300)] {
            let particulars = Particulars { expires_on: Some(scene.day + TimeDelta::days(days)), ..Particulars::default() };
            let new = holding::New { item: magnesium, location, amount: amount(size), particulars };
            holding::receive(&keeper, new).await.expect("a jar");
        }
        let id = scene.order(0, &[("magnesium", "15 g")]).await;
        scene.sends(id).await;
        let technician: Desk<CanPrepare> = scene.technician();
        requisition::accept(&technician, id).await.expect("accepted");
        let places = store::location::tree(&technician).await.expect("the places");
        let plan = requisition::prep_plan(&technician, scene.day, &places).await.expect("a plan");
        let standing = plan.gather[0].standing.iter();
        let standing: Vec<_> = standing.map(|some| (some.place.as_str(), some.amount, some.code.is_some())).collect();
        assert_eq!(standing, [("Near", amount("25 g"), false), ("Far", amount("20 g"), true)]);
    }

    async fn two_technicians_get_one_result(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("a candle", "1")]).await;
        scene.sends(id).await;
        let (one, two): (Desk<CanPrepare>, Desk<CanPrepare>) = (scene.technician(), scene.technician());
        let (first, second) = tokio::join!(requisition::accept(&one, id), requisition::accept(&two, id));
        let (won, lost) = if first.is_ok() { (first, second) } else { (second, first) };
        won.expect("one of them");
        assert!(is_wrong_step(&lost, State::Accepted));
        let history = store::event::history(&one, Noun::Requisition, id, 20).await.expect("a history");
        assert_eq!(history.iter().filter(|event| event.verb == "accepted").count(), 1);
    }

    async fn a_question_goes_there_and_back(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("a candle", "1")]).await;
        scene.sends(id).await;
        let technician: Desk<CanPrepare> = scene.technician();
        requisition::query(&technician, id, "How long?").await.expect("asked");
        requisition::answer(&scene.teacher(), id, "A long one.").await.expect("answered");
        requisition::decline(&technician, id, "None left.").await.expect("declined");
        let said: Vec<String> = requisition::comments(&technician, id).await.expect("comments")
            .into_iter().map(|comment| comment.text).collect();
        assert_eq!(said, ["How long?", "A long one.", "None left."]);
        assert!(is_wrong_step(&requisition::cancel(&scene.teacher(), id, None).await, State::Declined));
    }

    async fn a_day_is_accepted_at_once(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let (one, two, draft) = (scene.order(0, &[("a candle", "1")]).await, scene.order(1, &[("a candle", "1")]).await, scene.order(1, &[]).await);
        scene.sends(one).await;
        scene.sends(two).await;
        let technician: Desk<CanPrepare> = scene.technician();
        assert_eq!(requisition::accept_all(&technician, scene.day).await.expect("accepted").taken, 2);
        assert_eq!(requisition::accept_all(&technician, scene.day).await.expect("nothing more"), Taken::default());
        for (id, state) in [(one, State::Accepted), (two, State::Accepted), (draft, State::Draft)] {
            assert_eq!(scene.state(id).await, state);
        }
    }
}
