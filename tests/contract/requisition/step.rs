//! The prep room's steps: taken, taken back, taken by two at once.

use shared::account::right::{CanCheckIn, CanPrepare};
use shared::amount::Unit;
use shared::form::Problem;
use shared::refusal::Refusal;
use shared::requisition::{Outcome, State};
use store::event::Noun;
use store::requisition::{self, Taken};
use store::{Desk, Error};
use tests::on_both;
use tests::support::school::School;

use super::{Lessons, amount, is_wrong_step};

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
        let id = scene.order(0, &[("a candle", "1")]).await;
        let desk: Desk<CanCheckIn> = scene.technician();
        assert!(is_wrong_step(&requisition::undo(&desk, id).await, State::Draft));
        scene.sends(id).await;
        let technician: Desk<CanPrepare> = scene.technician();
        requisition::accept(&technician, id).await.expect("accepted");
        requisition::prepare(&technician, id).await.expect("prepared");
        requisition::undo(&desk, id).await.expect("undone");
        assert_eq!(scene.state(id).await, State::Accepted);
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
        assert_eq!(plan.gather[0].amounts, [amount("37")]);
        assert_eq!(plan.gather[0].missing, Some(amount("5")), "one lesson after the other");
        requisition::tick_all(&technician, scene.day, &plan.gather[0].same, true).await.expect("ticked");
        let plan = requisition::prep_plan(&technician, scene.day, &places).await.expect("a plan");
        assert_eq!(plan.gather[0].missing, None, "what stands on the trolley was found");
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
