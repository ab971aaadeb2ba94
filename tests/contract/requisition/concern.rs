//! What the prep room looks at before it takes an order on, and what a teacher's words become.

use shared::account::right::{CanLook, CanPrepare};
use shared::amount::Unit;
use shared::availability::{Feasibility, Wanted};
use shared::form::Problem;
use shared::kind::Sort;
use shared::refusal::Refusal;
use shared::requisition::{Concern, Spot, State};
use store::requisition::{self, Change, Choice, Submission, Then};
use store::{Desk, Error, practical};
use tests::on_both;
use tests::support::school::School;

use super::{Lessons, amount, another, change::approve};

async fn concerns(scene: &Lessons, id: shared::id::RequisitionId) -> Vec<Concern> {
    let desk: Desk<CanLook> = scene.technician();
    let looked = requisition::concerns(&desk, &[id]).await.expect("concerns");
    looked.into_iter().flat_map(|one| one.concerns).collect()
}

fn is_refused(done: store::Result<()>, field: &str, problem: &Problem) -> bool {
    match done {
        Err(Error::Refused(Refusal::Invalid(problems))) => problems.of(field) == Some(problem),
        _ => false,
    }
}

on_both! {
    async fn what_the_risk_note_does_not_cover_is_said(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let teacher = scene.teacher();
        let query = practical::ListQuery { q: "making copper".to_owned(), ..practical::ListQuery::default() };
        let copper = practical::list(&teacher, &query).await.expect("a page").rows[0].id;
        let begin = async |lesson: usize| {
            let choice = Choice::Practical(copper);
            requisition::create(&teacher, scene.slots[lesson], scene.day, choice).await.expect("a draft")
        };
        let early = begin(0).await;
        requisition::submit(&teacher, early, Submission::default()).await.expect("sent without a note");
        assert_eq!(concerns(&scene, early).await, [Concern::NoNote]);
        approve(&scene, copper).await;
        assert_eq!(concerns(&scene, early).await, [Concern::NoteSince]);
        let stranger = requisition::read_note(&another(&teacher), early, 1).await;
        assert!(matches!(stranger, Err(Error::Refused(Refusal::NotAllowed))));
        let another = requisition::read_note(&teacher, early, 2).await;
        assert!(matches!(another, Err(Error::Refused(Refusal::Stale))), "{another:?}");
        requisition::read_note(&teacher, early, 1).await.expect("read");
        assert!(requisition::find(&teacher, early).await.expect("an order").risk.has_read(1));
        assert_eq!(concerns(&scene, early).await, []);

        let id = begin(1).await;
        for (typed, wanted) in [("conc nitric acid", "50 cm3"), ("sodium chloride", "10 g"), ("copper(II) oxide", "5 g")] {
            let line = requisition::name_line(&teacher, typed, amount(wanted)).await.expect("a line");
            let change = Change { add: Some(line), ..Change::default() };
            requisition::change(&teacher, id, change).await.expect("a change");
        }
        let read = Submission { has_read: true, own_note: None };
        assert!(is_refused(requisition::submit(&teacher, id, read.clone()).await, "own-note", &Problem::Missing));
        let said = Submission { own_note: Some("In the fume cupboard.".to_owned()), ..read };
        requisition::submit(&teacher, id, said).await.expect("sent");
        let names = vec!["nitric acid, concentrated".to_owned()];
        assert_eq!(concerns(&scene, id).await, [Concern::NotCovered(names)]);

        let technician: Desk<CanPrepare> = scene.technician();
        let done = requisition::accept_all(&technician, scene.day).await.expect("accepted");
        assert_eq!((done.taken, done.left.len(), done.left[0].id), (1, 1, id));
        assert_eq!((scene.state(early).await, scene.state(id).await), (State::Accepted, State::Submitted));
    }

    async fn what_is_short_is_looked_at(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        let tongs = scene.school.item("crucible tongs", Unit::Piece).await;
        scene.school.holds(tongs, shelf, "20").await;
        let id = scene.order(0, &[("crucible tongs", "25")]).await;
        scene.sends(id).await;
        assert_eq!(concerns(&scene, id).await, [Concern::Short(vec!["crucible tongs".to_owned()])]);
    }

    async fn typed_words_become_what_they_mean(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        scene.school.item("Test tubes", Unit::Piece).await;
        scene.school.item("sulfuric acid", Unit::Litre).await;
        let teacher = scene.teacher();
        for (typed, wanted, name, sort) in [
            ("hydrochloric acid 1M", "250 cm3", "hydrochloric acid, 1\u{202f}mol/dm³", Sort::Solution),
            ("conc sulphuric", "50 cm3", "sulfuric acid", Sort::Chemical),
            ("lead nitrate", "20 g", "lead(II) nitrate", Sort::Chemical),
            ("magnesium ribbon", "15", "magnesium ribbon", Sort::Chemical),
            ("stopclocks", "15", "stop clock", Sort::Equipment),
            ("test tube", "15", "Test tubes", Sort::Equipment),
        ] {
            let line = requisition::name_line(&teacher, typed, amount(wanted)).await.expect("a line");
            assert_eq!((line.name.as_str(), line.sort), (name, sort), "{typed}");
            let is_same = ["magnesium ribbon", "test tube"].contains(&typed);
            let note = (!is_same).then(|| format!("asked for as “{typed}”"));
            assert_eq!((line.kind.is_some(), line.note), (true, note), "{typed}");
        }
        let kind_of = async |typed: &str| {
            let line = requisition::name_line(&teacher, typed, amount("50 cm3")).await.expect("a line");
            line.kind.map(|kind| kind.as_str().to_owned())
        };
        let dilute = "dilute sulfuric acid";
        assert_eq!(kind_of(dilute).await, None, "never what is bought");
        scene.school.solution("sulfuric acid, 1 mol/dm³").await;
        assert_eq!(kind_of(dilute).await.as_deref(), Some("sulfuric-acid@1mol/dm3"));
        scene.school.solution("sulfuric acid, 0.5 mol/dm³").await;
        assert_eq!(kind_of(dilute).await, None, "one of two");
        assert_eq!(kind_of("CuSO4").await, None, "with its water or without");
        scene.school.item("copper(II) sulfate pentahydrate", Unit::Gram).await;
        assert_eq!(kind_of("CuSO4").await.as_deref(), Some("copper-ii-sulfate-pentahydrate"));
        let id = scene.order(0, &[("hydrochloric acid 1M", "250 cm3"), ("a big smile", "1")]).await;
        let lines = requisition::find(&teacher, id).await.expect("an order").lines;
        assert_eq!(lines[0].kind.as_ref().map(shared::kind::KindId::as_str), Some("hydrochloric-acid@1mol/dm3"));
        assert_eq!(lines[1].kind, None);
    }

    async fn a_lesson_has_two_orders_only_where_somebody_says_so(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let (one, two) = (scene.order(0, &[("a candle", "1")]).await, scene.order(0, &[("a candle", "2")]).await);
        scene.sends(one).await;
        let teacher = scene.teacher();
        let change = Change { own_risk_note: Some(Some("Goggles on.".to_owned())), ..Change::default() };
        let refused = requisition::save(&teacher, two, change.clone(), Then::Send).await;
        assert!(is_refused(refused, "as-well", &Problem::NotConfirmed));
        requisition::save(&teacher, two, change, Then::SendAsWell).await.expect("sent");
        let spot = Spot::from(&requisition::find(&teacher, two).await.expect("an order"));
        let ordered = requisition::ordered(&teacher, &spot, Some(two)).await.expect("orders");
        assert_eq!(ordered.iter().map(|order| order.id).collect::<Vec<_>>(), [one]);
    }

    async fn the_nearest_larger_size_stands_in_first(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let shelf = scene.school.place("Shelf", None).await;
        for size in ["beaker, 1 dm³", "beaker, 100 cm³", "beaker, 250 cm³", "beaker, 600 cm³"] {
            let item = scene.school.item(size, Unit::Piece).await;
            scene.school.holds(item, shelf, "60").await;
        }
        let teacher = scene.teacher();
        let id = scene.order(0, &[("beaker, 400 cm³", "50")]).await;
        let line = &requisition::find(&teacher, id).await.expect("an order").lines[0];
        let similar = requisition::similar(&teacher, line).await.expect("others");
        let names: Vec<&str> = similar.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["beaker, 600 cm³", "beaker, 1 dm³", "beaker, 250 cm³", "beaker, 100 cm³"]);
    }

    async fn groups_that_were_set_stay_with_another_practical(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let teacher = scene.teacher();
        let id = scene.order(0, &[]).await;
        let query = practical::ListQuery { q: "making copper".to_owned(), ..practical::ListQuery::default() };
        let copper = practical::list(&teacher, &query).await.expect("a page").rows[0].id;
        let groups = Change { groups: Some(7), ..Change::default() };
        requisition::change(&teacher, id, groups).await.expect("changed");
        requisition::choose(&teacher, id, Choice::Practical(copper)).await.expect("chosen");
        assert_eq!(requisition::find(&teacher, id).await.expect("an order").groups, 7);
    }

    async fn what_has_run_out_is_kept_but_not_there(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        scene.school.item("crucible tongs", Unit::Piece).await;
        let id = scene.order(0, &[("crucible tongs", "5")]).await;
        let desk: Desk<CanLook> = scene.technician();
        let order = requisition::find(&desk, id).await.expect("an order");
        let kind = order.lines[0].kind.clone().expect("a kind");
        let outlook = requisition::outlook(&desk, &[&kind], None).await.expect("an outlook");
        let wanted = Wanted { kind: Some(kind), amount: amount("5"), used_up: false };
        let stands = outlook.book.line(&wanted, outlook.window_of(&order));
        assert_eq!(stands, Feasibility::Short { free: amount("0"), promised_to: Vec::new() });
    }

    async fn a_teacher_tells_the_prep_room_what_has_changed(database: Database) {
        let scene = Lessons::of(School::in_database(&database).await).await;
        let id = scene.order(0, &[("a candle", "1")]).await;
        scene.sends(id).await;
        let early = requisition::tell(&scene.teacher(), id, "Two, please.").await;
        assert!(super::is_wrong_step(&early, State::Submitted), "it can be changed yet");
        requisition::accept(&scene.technician(), id).await.expect("accepted");
        requisition::tell(&scene.teacher(), id, "Two, please.").await.expect("told");
        let desk: Desk<CanLook> = scene.technician();
        assert_eq!(requisition::messages(&desk, &[id]).await.expect("messages"), [(id, 1)]);
        assert_eq!(requisition::comments(&desk, id).await.expect("comments")[0].text, "Two, please.");
    }
}
