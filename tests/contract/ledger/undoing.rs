//! What is taken back, what is not, and what may not come back to life.

use shared::account::right::{CanImportStock, CanKeepStock, CanMoveStock};
use shared::amount::{Amount, Unit};
use shared::form::Problem;
use shared::holding::Movement;
use shared::id::{HoldingId, ItemId, LocationId, PostingId};
use shared::refusal::Refusal;
use sqlx::{AnyConnection, Connection as _};
use store::event::{self, Noun};
use store::holding::{Change, New, Particulars};
use store::import::{self, Line, Plan};
use store::ledger::{self, Counted, Moved};
use store::{Desk, Error, holding, item, location};
use tests::on_both;
use tests::support::school::School;

use super::{amount, is_in_use, taken};

/// Why something was not possible.
fn why<T>(done: store::Result<T>) -> String {
    match done {
        Err(Error::Refused(Refusal::InUse(why))) => why,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was done"),
    }
}

/// The jar's last posting.
async fn last(desk: &Desk<CanMoveStock>, jar: HoldingId) -> PostingId {
    let history = ledger::of_holding(desk, jar, 5).await.expect("a history");
    history[0].posting
}

/// Whether each deed that would bring some of it back is refused with these words.
async fn stays_gone(school: &School, jar: HoldingId, disposal: PostingId, words: &str) {
    let desk: Desk<CanMoveStock> = school.prep_room();
    let counted = |text: &str| Counted {
        holding: jar,
        amount: amount(text),
        note: None,
    };
    for refused in [
        why(ledger::add(&desk, jar, amount("5 g")).await),
        why(ledger::count(&desk, counted("5 g")).await),
        why(ledger::reverse(&desk, disposal).await),
    ] {
        assert!(refused.contains(words), "{refused}");
    }
    ledger::count(&desk, counted("0 g"))
        .await
        .expect("there is none");
    let more = taken(jar, Movement::Used, "1 g");
    ledger::take(&desk, more)
        .await
        .expect("it was there after all");
    assert!(school.amount(jar).await.is_zero());
    school.is_sound().await;
}

fn new(item: ItemId, location: LocationId, amount: Amount) -> New {
    New {
        item,
        location,
        amount,
        particulars: Particulars::default(),
    }
}

/// A jar of zinc that comes with a list.
async fn read_in(school: &School, held: &str) -> HoldingId {
    let desk: Desk<CanImportStock> = school.prep_room();
    let line = Line {
        place: vec!["Store".to_owned()],
        kind: None,
        is_matched: false,
        sort: shared::kind::Sort::Chemical,
        name: "zinc".to_owned(),
        amount: amount(held),
        containers: 1,
        code: None,
        minimum: None,
        item_note: None,
        particulars: Particulars::default(),
    };
    let plan = Plan {
        file_name: "stock.csv".to_owned(),
        lines: vec![line],
    };
    import::read_in(&desk, plan).await.expect("read in");
    let tree = location::tree(&desk).await.expect("places");
    let place = tree.walk().next().expect("a place").1.id;
    let found = holding::in_places(&desk, &[place], 1).await;
    found.expect("a jar")[0].id
}

on_both! {
    async fn an_empty_bottle_stands_there_again(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let jar = read_in(&school, "0 g").await;
        let by_mistake = async |text: &str| {
            let counted = Counted { holding: jar, amount: amount(text), note: None };
            let posting = ledger::count(&desk, counted).await.expect("counted");
            ledger::reverse(&desk, posting).await.expect("taken back");
            let found = holding::find(&desk, jar).await.expect("the jar");
            (found.amount, found.gone_at.is_some())
        };
        for text in ["3 g", "0 g"] {
            assert_eq!(by_mistake(text).await, (amount("0 g"), false), "{text}");
        }
        ledger::take(&desk, taken(jar, Movement::Lost, "1 g")).await.expect("lost after all");
        for text in ["3 g", "0 g"] {
            assert_eq!(by_mistake(text).await, (amount("0 g"), true), "{text}");
        }
        school.is_sound().await;
    }

    async fn nothing_comes_back_to_a_place_out_of_use(database: Database) {
        let school = School::in_database(&database).await;
        let (desk, keeper): (Desk<CanMoveStock>, Desk<CanKeepStock>) = (school.prep_room(), school.prep_room());
        let (shelf, bench) = (school.place("Shelf", None).await, school.place("Bench", None).await);
        let zinc = school.item("zinc", Unit::Gram).await;
        let jar = school.holds(zinc, shelf, "500 g").await;
        let disposal = ledger::take(&desk, taken(jar, Movement::Disposed, "500 g")).await.expect("disposed of");
        location::retire(&keeper, shelf, 1).await.expect("out of use");
        stays_gone(&school, jar, disposal, "“Shelf” is out of use").await;

        let moved = Moved { holding: jar, to: bench, amount: None };
        ledger::move_some(&desk, moved).await.expect("an empty jar is moved");
        ledger::reverse(&desk, disposal).await.expect("taken back where it stands now");
        let found = holding::find(&desk, jar).await.expect("the jar");
        assert_eq!((found.location, found.amount), (bench, amount("500 g")));
        school.is_sound().await;
    }

    async fn nothing_comes_back_of_an_item_out_of_use(database: Database) {
        let school = School::in_database(&database).await;
        let (desk, keeper): (Desk<CanMoveStock>, Desk<CanKeepStock>) = (school.prep_room(), school.prep_room());
        let shelf = school.place("Shelf", None).await;
        let zinc = school.item("zinc", Unit::Gram).await;
        let jar = school.holds(zinc, shelf, "500 g").await;
        let disposal = ledger::take(&desk, taken(jar, Movement::Disposed, "500 g")).await.expect("disposed of");
        item::retire(&keeper, zinc, 1).await.expect("out of use");
        stays_gone(&school, jar, disposal, "“zinc” is out of use").await;
        let received = holding::receive(&desk, new(zinc, shelf, amount("5 g"))).await;
        assert!(why(received).contains("“zinc” is out of use"));
    }

    async fn a_move_out_of_a_place_out_of_use_stays(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let (shelf, bench) = (school.place("Shelf", None).await, school.place("Bench", None).await);
        let jar = school.holds(school.item("zinc", Unit::Gram).await, shelf, "500 g").await;
        ledger::move_all(&desk, &[jar], bench).await.expect("moved");
        location::retire(&school.prep_room(), shelf, 1).await.expect("out of use");
        let refused = why(ledger::reverse(&desk, last(&desk, jar).await).await);
        assert!(refused.contains("“Shelf” is out of use"), "{refused}");
        assert_eq!(holding::find(&desk, jar).await.expect("the jar").location, bench);
        school.is_sound().await;
    }

    async fn stock_where_nobody_finds_it_is_reported(database: Database) {
        let school = School::in_database(&database).await;
        let (shelf, bench) = (school.place("Shelf", None).await, school.place("Bench", None).await);
        let (zinc, iron) = (school.item("zinc", Unit::Gram).await, school.item("iron", Unit::Gram).await);
        let jars = [school.holds(zinc, shelf, "5 g").await, school.holds(iron, bench, "5 g").await];
        let mut run = AnyConnection::connect(&database.store_url()).await.expect("a connection");
        for (text, id) in [
            ("UPDATE location SET retired_at = 1 WHERE id = $1", shelf.to_string()),
            ("UPDATE item SET retired_at = 1 WHERE id = $1", iron.to_string()),
        ] {
            sqlx::query(text).bind(id).execute(&mut run).await.expect("behind the store's back");
        }
        let wrong = ledger::verify(&school.store).await.expect("a proof");
        let told = |jar: HoldingId, what: &str| wrong.iter().any(|said| said.contains(&format!("{jar} is there, but its {what} is")));
        assert!(wrong.len() == 2 && told(jars[0], "place") && told(jars[1], "item"), "{wrong:?}");
    }

    async fn what_belongs_to_something_larger_is_not_taken_back_alone(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let jar = read_in(&school, "500 g").await;
        let refused = why(ledger::reverse(&desk, last(&desk, jar).await).await);
        assert!(refused.contains("undo the import as a whole"), "{refused}");

        let used = ledger::take(&desk, taken(jar, Movement::Used, "5 g")).await.expect("used");
        let back = ledger::reverse(&desk, used).await.expect("taken back");
        let refused = why(ledger::reverse(&desk, back).await);
        assert!(refused.contains("note again"), "{refused}");
        assert_eq!(school.amount(jar).await, amount("500 g"));
        school.is_sound().await;
    }

    async fn a_part_that_was_moved_on_stays(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let [store, lab, hall] = [school.place("Store", None).await, school.place("Lab 1", None).await, school.place("Hall", None).await];
        let beakers = school.item("beaker, 250 cm³", Unit::Piece).await;
        let tray = school.holds(beakers, store, "30").await;
        let moved = Moved { holding: tray, to: lab, amount: Some(amount("12")) };
        let part = ledger::move_some(&desk, moved).await.expect("moved");
        let split = last(&desk, part).await;
        ledger::move_all(&desk, &[part], hall).await.expect("moved on");
        assert!(is_in_use(&ledger::reverse(&desk, split).await));
        assert_eq!(school.amount(part).await, amount("12"));
        let on = last(&desk, part).await;
        ledger::reverse(&desk, on).await.expect("taken back");
        ledger::reverse(&desk, split).await.expect("taken back");
        assert_eq!((school.amount(tray).await, school.amount(part).await), (amount("30"), amount("0")));
        school.is_sound().await;
    }

    async fn a_first_use_is_an_edit_of_the_bottle(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let shelf = school.place("Shelf", None).await;
        let jar = school.holds(school.item("zinc", Unit::Gram).await, shelf, "500 g").await;
        let form = holding::find(&desk, jar).await.expect("as the form shows it");
        let first = ledger::take(&desk, taken(jar, Movement::Used, "5 g")).await.expect("used");
        let second = ledger::take(&desk, taken(jar, Movement::Used, "5 g")).await.expect("used");
        let change = Change { particulars: form.particulars, version: form.version };
        let stale = holding::change(&school.prep_room(), jar, change).await;
        assert!(matches!(stale, Err(Error::Refused(Refusal::Stale))), "it would close the bottle again");
        for posting in [first, second] {
            let opened = holding::find(&desk, jar).await.expect("the jar").particulars.opened_on;
            assert_eq!(opened, Some(desk.today()));
            ledger::reverse(&desk, posting).await.expect("taken back");
        }
        let opened = holding::find(&desk, jar).await.expect("the jar").particulars.opened_on;
        assert_eq!(opened, None, "nothing was ever used of it");
    }

    async fn a_move_tells_from_where_to_where_and_how_much(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let (store, lab) = (school.place("Store", None).await, school.place("Lab 1", None).await);
        let tray = school.holds(school.item("beaker", Unit::Piece).await, store, "30").await;
        let moved = Moved { holding: tray, to: lab, amount: Some(amount("12")) };
        let part = ledger::move_some(&desk, moved).await.expect("moved");
        for (holding, other) in [(tray, lab), (part, store)] {
            let history = ledger::of_holding(&desk, holding, 5).await.expect("a history");
            assert_eq!(history[0].other_place, Some(other));
        }
        ledger::move_all(&desk, &[tray], lab).await.expect("moved");
        for (holding, text) in [(part, "12"), (tray, "18")] {
            let events = event::history(&desk, Noun::Holding, holding, 1).await.expect("a history");
            let stood = |json: &Option<String>| -> (LocationId, Amount) {
                let read: serde_json::Value = serde_json::from_str(json.as_deref().expect("a matter")).expect("JSON");
                let place = read["place"].as_str().expect("a place").parse().expect("an id");
                (place, serde_json::from_value(read["amount"].clone()).expect("an amount"))
            };
            assert_eq!((events[0].verb.as_str(), stood(&events[0].before), stood(&events[0].after)),
                       ("moved", (store, amount(text)), (lab, amount(text))));
        }
    }

    async fn what_comes_in_is_something(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanMoveStock> = school.prep_room();
        let shelf = school.place("Shelf", None).await;
        let zinc = school.item("zinc", Unit::Gram).await;
        for nothing in [0, -5_000_000] {
            let refused = holding::receive(&desk, new(zinc, shelf, Amount::new(nothing, Unit::Gram))).await;
            let Err(Error::Refused(Refusal::Invalid(problems))) = refused else { panic!("{refused:?}") };
            assert_eq!(problems.of("amount"), Some(&Problem::NotAnAmount));
        }
        assert!(holding::of_item(&desk, zinc, 9).await.expect("nothing").is_empty());
    }
}
