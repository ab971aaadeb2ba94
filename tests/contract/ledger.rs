//! What is received, used, counted, moved and taken back.

mod undoing;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use shared::account::right::CanMoveStock;
use shared::amount::{Amount, Unit};
use shared::holding::Movement;
use shared::id::{HoldingId, LocationId};
use shared::refusal::Refusal;
use store::holding::Particulars;
use store::ledger::{self, Counted, Moved, Taken};
use store::{Desk, Error, holding};
use tests::on_both;
use tests::support::scene::pass;
use tests::support::school::School;

fn amount(text: &str) -> Amount {
    Amount::parse(text).expect("an amount")
}

fn taken(holding: HoldingId, sort: Movement, text: &str) -> Taken {
    Taken {
        holding,
        sort,
        amount: amount(text),
        note: None,
    }
}

fn is_in_use<T>(done: &store::Result<T>) -> bool {
    matches!(done, Err(Error::Refused(Refusal::InUse(_))))
}

on_both! {
    async fn a_bottle_is_received_used_counted_and_moved(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let (store, bench) = (school.place("Store", None).await, school.place("Bench", None).await);
        let acid = school.item("ethanoic acid", Unit::Litre).await;
        let bottle = school.holds(acid, store, "2.5 dm3").await;

        ledger::take(&desk, taken(bottle, Movement::Used, "250 cm3")).await.expect("used");
        assert_eq!(school.amount(bottle).await, amount("2.25 dm3"));

        let counted = Counted { holding: bottle, amount: amount("2 dm3"), note: None };
        ledger::count(&desk, counted).await.expect("counted");
        assert_eq!(school.amount(bottle).await, amount("2 dm3"));

        let moved = Moved { holding: bottle, to: bench, amount: None };
        assert_eq!(ledger::move_some(&desk, moved).await.expect("moved"), bottle);
        let found = holding::find(&desk, bottle).await.expect("the bottle");
        assert_eq!((found.location, found.amount), (bench, amount("2 dm3")));

        let history = ledger::of_holding(&desk, bottle, 20).await.expect("a history");
        let sorts: Vec<Movement> = history.iter().map(|entry| entry.lines[0].0).collect();
        assert_eq!(sorts, [Movement::Moved, Movement::Counted, Movement::Used, Movement::Received]);
        school.is_sound().await;
    }

    async fn more_used_than_the_book_knows_corrects_the_book(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let store = school.place("Store", None).await;
        let salt = school.item("sodium chloride", Unit::Gram).await;
        let jar = school.holds(salt, store, "200 g").await;

        let posting = ledger::take(&desk, taken(jar, Movement::Used, "250 g")).await.expect("used");
        let found = holding::find(&desk, jar).await.expect("the jar");
        assert!(found.amount.is_zero() && found.gone_at.is_some());
        let history = ledger::of_holding(&desk, jar, 20).await.expect("a history");
        assert!(history[0].needs_look);
        assert_eq!(history[0].lines[0].1, amount("50 g"));
        school.is_sound().await;

        ledger::reverse(&desk, posting).await.expect("taken back");
        let found = holding::find(&desk, jar).await.expect("the jar");
        assert_eq!((found.amount, found.gone_at), (amount("200 g"), None));
        assert!(ledger::reverse(&desk, posting).await.is_err());
        school.is_sound().await;
    }

    async fn a_part_gets_a_code_of_its_own(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let (store, lab) = (school.place("Store", None).await, school.place("Lab 1", None).await);
        let beakers = school.item("beaker, 250 cm³", Unit::Piece).await;
        let tray = school.holds(beakers, store, "30").await;

        let moved = Moved { holding: tray, to: lab, amount: Some(amount("12")) };
        let part = ledger::move_some(&desk, moved).await.expect("moved");
        assert_ne!(part, tray);
        assert_eq!(school.amount(tray).await, amount("18"));
        let found = holding::find(&desk, part).await.expect("the part");
        assert_eq!((found.location, found.amount), (lab, amount("12")));
        school.is_sound().await;

        let too_many = Moved { holding: tray, to: lab, amount: Some(amount("19")) };
        assert!(ledger::move_some(&desk, too_many).await.is_err());
        let split = ledger::of_holding(&desk, part, 5).await.expect("a history")[0].posting;
        ledger::take(&desk, taken(part, Movement::Broken, "1")).await.expect("broken");
        assert!(is_in_use(&ledger::reverse(&desk, split).await));
        let broken = ledger::of_holding(&desk, part, 5).await.expect("a history")[0].posting;
        ledger::reverse(&desk, broken).await.expect("taken back");
        ledger::reverse(&desk, split).await.expect("taken back");
        assert_eq!(school.amount(tray).await, amount("30"));
        school.is_sound().await;
    }

    async fn what_was_moved_on_is_not_taken_back(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let places = [school.place("A", None).await, school.place("B", None).await, school.place("C", None).await];
        let salt = school.item("sodium chloride", Unit::Gram).await;
        let jars = [school.holds(salt, places[0], "500 g").await, school.holds(salt, places[0], "1 kg").await];
        assert_eq!(ledger::move_all(&desk, &jars, places[1]).await.expect("moved").count, 2);
        let first = ledger::of_holding(&desk, jars[0], 5).await.expect("a history")[0].posting;
        ledger::move_all(&desk, &jars[..1], places[2]).await.expect("moved");
        assert!(is_in_use(&ledger::reverse(&desk, first).await));
        let second = ledger::of_holding(&desk, jars[0], 5).await.expect("a history")[0].posting;
        ledger::reverse(&desk, second).await.expect("taken back");
        ledger::reverse(&desk, first).await.expect("taken back");
        let found = holding::find(&desk, jars[1]).await.expect("the jar");
        assert_eq!(found.location, places[0]);
        school.is_sound().await;
    }

    async fn two_at_once_both_count(database: Database) {
        let school = School::in_crowd(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let store = school.place("Store", None).await;
        let salt = school.item("sodium chloride", Unit::Gram).await;
        let jar = school.holds(salt, store, "100 g").await;
        let use_some = || ledger::take(&desk, taken(jar, Movement::Used, "30 g"));
        let (one, other) = tokio::join!(use_some(), use_some());
        let one = one.expect("used");
        other.expect("used");
        assert_eq!(school.amount(jar).await, amount("40 g"));

        let (first, second) = tokio::join!(ledger::reverse(&desk, one), ledger::reverse(&desk, one));
        assert!(first.is_ok() != second.is_ok());
        assert_eq!(school.amount(jar).await, amount("70 g"));

        let keyed = desk.clone().keyed(Some("tap".to_owned()));
        let tap = || ledger::take(&keyed, taken(jar, Movement::Used, "10 g"));
        let (first, second) = tokio::join!(tap(), tap());
        assert!(first.is_ok() != second.is_ok());
        assert_eq!(school.amount(jar).await, amount("60 g"));
        school.is_sound().await;
    }

    async fn another_schools_holding_is_not_found(database: Database) {
        let school = School::in_database(&database).await;
        let other = School::found(school.store.clone(), "Eastfield School", None).await;
        let store = school.place("Store", None).await;
        let salt = school.item("sodium chloride", Unit::Gram).await;
        let jar = school.holds(salt, store, "100 g").await;
        let stranger: Desk<CanMoveStock> = other.prep_room();
        let not_found = |error: Error| matches!(error, Error::Refused(Refusal::NotFound));
        assert!(holding::find(&stranger, jar).await.is_err_and(not_found));
        let used = ledger::take(&stranger, taken(jar, Movement::Used, "1 g")).await;
        assert!(used.is_err_and(not_found));
        assert!(ledger::move_all(&stranger, &[jar], other.place("X", None).await).await.is_err_and(not_found));
        let posting = ledger::of_holding(&school.prep_room::<CanMoveStock>(), jar, 1).await.expect("history")[0].posting;
        assert!(ledger::reverse(&stranger, posting).await.is_err_and(not_found));
        school.is_sound().await;
    }

    async fn whatever_is_done_the_books_are_sound(database: Database) {
        let school = School::in_database(&database).await;
        let places = [school.place("A", None).await, school.place("B", None).await];
        let salt = school.item("sodium chloride", Unit::Gram).await;
        let mut runner = TestRunner::deterministic();
        let sequences = prop::collection::vec(step(), 1..14);
        for _ in 0..10 {
            let steps = sequences.new_tree(&mut runner).expect("steps").current();
            let mut holdings = vec![school.holds(salt, places[0], "500 g").await];
            for step in &steps {
                carry_out(&school.prep_room(), &mut holdings, places, *step).await;
                for holding in &holdings {
                    assert!(!school.amount(*holding).await.is_negative(), "{steps:?}");
                }
            }
            let wrong = ledger::verify(&school.store).await.expect("a proof");
            assert!(wrong.is_empty(), "{wrong:?} after {steps:?}");
        }
    }
}

/// Something that a person does to one of the holdings there are.
#[derive(Clone, Copy, Debug)]
enum Step {
    Take(usize, i64),
    Add(usize, i64),
    Count(usize, i64),
    Move(usize, Option<i64>, usize),
    Reverse(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    let (which, grams) = (0usize..4, 0i64..700);
    prop_oneof![
        3 => (which.clone(), 1i64..700).prop_map(|(which, grams)| Step::Take(which, grams)),
        1 => (which.clone(), 1i64..700).prop_map(|(which, grams)| Step::Add(which, grams)),
        1 => (which.clone(), grams.clone()).prop_map(|(which, grams)| Step::Count(which, grams)),
        2 => (which.clone(), prop::option::of(grams), 0usize..2)
            .prop_map(|(which, grams, place)| Step::Move(which, grams, place)),
        2 => (which, 0usize..6).prop_map(|(which, back)| Step::Reverse(which, back)),
    ]
}

/// Carries a step out; the ledger may refuse it.
async fn carry_out(
    desk: &Desk<CanMoveStock>,
    holdings: &mut Vec<HoldingId>,
    places: [LocationId; 2],
    step: Step,
) {
    let grams = |grams: i64| Amount::new(grams * 1_000_000, Unit::Gram);
    let of = |which: usize| holdings[which % holdings.len()];
    match step {
        Step::Take(which, amount) => {
            let sort = [
                Movement::Used,
                Movement::Broken,
                Movement::Lost,
                Movement::Disposed,
            ][which];
            let (holding, amount) = (of(which), grams(amount));
            let taken = Taken {
                holding,
                sort,
                amount,
                note: None,
            };
            ledger::take(desk, taken)
                .await
                .expect("taking is never refused");
        }
        Step::Add(which, amount) => {
            ledger::add(desk, of(which), grams(amount))
                .await
                .expect("adding is never refused");
        }
        Step::Count(which, amount) => {
            let counted = Counted {
                holding: of(which),
                amount: grams(amount),
                note: None,
            };
            ledger::count(desk, counted)
                .await
                .expect("counting is never refused");
        }
        Step::Move(which, amount, place) => {
            let moved = Moved {
                holding: of(which),
                to: places[place],
                amount: amount.map(grams),
            };
            if let Ok(there) = ledger::move_some(desk, moved).await
                && !holdings.contains(&there)
            {
                holdings.push(there);
            }
        }
        Step::Reverse(which, back) => {
            let history = ledger::of_holding(desk, of(which), 50)
                .await
                .expect("a history");
            if let Some(entry) = history.get(back) {
                let done = ledger::reverse(desk, entry.posting).await;
                assert!(done.is_ok() || matches!(done, Err(Error::Refused(_))));
            }
        }
    }
}

on_both! {
    async fn a_bottle_is_opened_by_its_first_use(database: Database) {
        let school = School::in_database(&database).await;
        let shelf = school.place("Shelf", None).await;
        let zinc = school.item("Zinc", Unit::Gram).await;
        let bottle = school.holds(zinc, shelf, "500 g").await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let opened = async || {
            holding::find(&desk, bottle)
                .await
                .expect("a bottle")
                .particulars
                .opened_on
        };
        assert_eq!(opened().await, None);
        let five = |sort| taken(bottle, sort, "5 g");
        ledger::take(&desk, five(Movement::Lost))
            .await
            .expect("lost");
        assert_eq!(opened().await, None, "only a use opens it");
        let first = ledger::take(&desk, five(Movement::Used))
            .await
            .expect("used");
        assert_eq!(opened().await, Some(desk.today()));
        let second = ledger::take(&desk, five(Movement::Used))
            .await
            .expect("used");
        ledger::reverse(&desk, first).await.expect("taken back");
        assert_eq!(opened().await, Some(desk.today()), "it was used once more");
        ledger::reverse(&desk, second).await.expect("taken back");
        assert_eq!(opened().await, None, "it was never used");

        let monday = ledger::take(&desk, five(Movement::Used)).await.expect("used");
        pass(&school.store, 86_400);
        let tuesday = ledger::take(&desk, five(Movement::Used)).await.expect("used");
        ledger::reverse(&desk, monday).await.expect("taken back");
        assert_eq!(opened().await, Some(desk.today()), "the use that stands opened it");
        ledger::reverse(&desk, tuesday).await.expect("taken back");
        assert_eq!(opened().await, None);
    }

    async fn a_correction_is_looked_at_once(database: Database) {
        let school = School::in_database(&database).await;
        let shelf = school.place("Shelf", None).await;
        let zinc = school.item("Zinc", Unit::Gram).await;
        let bottle = school.holds(zinc, shelf, "3 g").await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let posting = ledger::take(&desk, taken(bottle, Movement::Used, "5 g"))
            .await
            .expect("used");
        let found = ledger::to_look_at(&desk, 9).await.expect("corrections");
        assert_eq!(found.len(), 1);
        assert_eq!(
            (
                found[0].name.as_str(),
                found[0].entry.posting,
                found[0].place
            ),
            ("Zinc", posting, shelf)
        );
        ledger::looked(&desk, posting).await.expect("looked at");
        assert!(
            ledger::to_look_at(&desk, 9)
                .await
                .expect("corrections")
                .is_empty()
        );
        let again = ledger::looked(&desk, posting).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::NotFound))));
        school.is_sound().await;
    }

    async fn more_of_a_solution_keeps_as_long(database: Database) {
        let school = School::in_database(&database).await;
        let shelf = school.place("Shelf", None).await;
        let starch = school.solution("Starch solution").await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let made = desk.today() - chrono::Days::new(30);
        let old = holding::New {
            item: starch,
            location: shelf,
            amount: amount("10 cm3"),
            particulars: Particulars {
                made_on: Some(made),
                expires_on: Some(made + chrono::Days::new(14)),
                ..Particulars::default()
            },
        };
        let old = holding::receive(&desk, old).await.expect("a bottle");
        let more = holding::make_more(&desk, old, amount("500 cm3"), &[])
            .await
            .expect("made");
        let more = holding::find(&desk, more).await.expect("a bottle");
        assert_eq!((more.location, more.amount), (shelf, amount("500 cm3")));
        assert_eq!(more.particulars.made_on, Some(desk.today()));
        assert_eq!(
            more.particulars.expires_on,
            Some(desk.today() + chrono::Days::new(14))
        );
        let zinc = school.item("Zinc", Unit::Gram).await;
        let zinc = school.holds(zinc, shelf, "3 g").await;
        assert!(
            holding::make_more(&desk, zinc, amount("3 g"), &[])
                .await
                .is_err(),
            "zinc is not made"
        );
        school.is_sound().await;
    }

    async fn what_a_solution_is_made_from_is_taken_off_its_bottle(database: Database) {
        let school = School::in_database(&database).await;
        let shelf = school.place("Shelf", None).await;
        let blue = school.solution("copper(II) sulfate, 0.5 mol/dm³").await;
        let blue = school.holds(blue, shelf, "100 cm3").await;
        let crystals = school
            .item("copper(II) sulfate pentahydrate", Unit::Gram)
            .await;
        let jars = [
            school.holds(crystals, shelf, "500 g").await,
            school.holds(crystals, shelf, "500 g").await,
        ];
        let desk: Desk<CanMoveStock> = school.prep_room();
        let found = holding::find(&desk, blue).await.expect("a bottle");
        let parts = holding::sources(&desk, &found).await.expect("sources");
        let [part] = parts.as_slice() else {
            panic!("{parts:?}");
        };
        let mut offered: Vec<HoldingId> = part.iter().map(|source| source.holding.id).collect();
        offered.sort();
        assert_eq!(offered, jars);

        let more = async |from: &[HoldingId]| {
            holding::make_more(&desk, blue, amount("1 dm3"), from).await
        };
        for wrong in [jars.as_slice(), &[blue]] {
            assert!(matches!(more(wrong).await, Err(Error::Refused(Refusal::Invalid(_)))));
        }
        let made = more(&jars[1..]).await.expect("made");
        assert_eq!(school.amount(made).await, amount("1 dm3"));
        assert_eq!(school.amount(jars[0]).await, amount("500 g"));
        let left = school.amount(jars[1]).await.to_f64();
        assert!((left - (500.0 - 124.8)).abs() < 0.2, "{left} g are left");
        let posting = ledger::of_holding(&desk, jars[1], 1).await.expect("a history")[0].posting;
        ledger::reverse(&desk, posting).await.expect("taken back");
        assert_eq!(school.amount(jars[1]).await, amount("500 g"));
        school.is_sound().await;
    }
}
