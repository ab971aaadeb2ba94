use shared::account::right::{CanImportStock, CanLook, CanMoveStock};
use shared::amount::Amount;
use shared::code::Code;
use shared::holding::Movement;
use shared::import::Grid;
use shared::kind::{KindId, Sort};
use shared::refusal::Refusal;
use store::import::{self, Foreseen, Here, Line, Plan, Used};
use store::{Desk, Error, holding, item, ledger, location};
use tests::on_both;
use tests::support::school::School;

fn line(place: &[&str], name: &str, amount: &str) -> Line {
    let amount = Amount::parse(amount).expect("an amount");
    let is_counted = amount.unit() == shared::amount::Unit::Piece;
    Line {
        place: place.iter().map(ToString::to_string).collect(),
        kind: None,
        is_matched: false,
        sort: if is_counted {
            Sort::Equipment
        } else {
            Sort::Chemical
        },
        name: name.to_owned(),
        amount,
        containers: 1,
        code: None,
        minimum: None,
        item_note: None,
        particulars: holding::Particulars::default(),
    }
}

fn plan(lines: Vec<Line>) -> Plan {
    Plan {
        file_name: "stock.csv".to_owned(),
        lines,
    }
}

async fn inventory(desk: &Desk<CanLook>, q: &str) -> Vec<item::Item> {
    let query = item::ListQuery {
        q: q.to_owned(),
        ..item::ListQuery::default()
    };
    let page = item::list(desk, &query).await.expect("a page");
    page.rows.into_iter().map(|row| row.item).collect()
}

on_both! {
    async fn a_list_is_read_in_whole(database: Database) {
        let school = School::in_database(&database).await;
        let science = school.place("Science", None).await;
        school.place("Store", Some(science)).await;
        let desk: Desk<CanImportStock> = school.prep_room();
        let code = Code::parse("00000000").expect("a code");
        let salt = Line {
            kind: Some(KindId::parse("sodium-chloride").expect("a kind")),
            code: Some(code),
            minimum: Some(Amount::parse("2 kg").expect("an amount")),
            ..line(&["store", "Shelf 1"], "Sodium chloride", "500 g")
        };
        let more = Line {
            containers: 2,
            code: Some(code),
            ..Line { place: vec!["Store".to_owned(), "Shelf 2".to_owned()], amount: Amount::parse("1 kg").expect("an amount"), ..salt.clone() }
        };
        let lines = vec![salt, more, line(&["Lab 1"], "Beaker", "30"), line(&[], "Mystery box", "1")];
        let id = import::read_in(&desk, plan(lines)).await.expect("read in");
        school.is_sound().await;

        let look = desk.look();
        let salts = inventory(&look, "sodium").await;
        assert_eq!(salts.len(), 1);
        assert_eq!((salts[0].holdings, salts[0].places, salts[0].is_low()), (3, 2, true));
        assert_eq!(salts[0].total, Amount::parse("1.5 kg").expect("an amount"));
        let bottles = holding::of_item(&look, salts[0].id, 9).await.expect("bottles");
        assert_eq!(bottles.iter().filter(|bottle| bottle.code == code).count(), 1, "kept once");
        let tree = location::tree(&look).await.expect("places");
        let names: Vec<String> = tree.walk().map(|(depth, place)| format!("{depth} {}", place.name)).collect();
        assert_eq!(names, ["0 Lab 1", "0 No place given", "0 Science", "1 Store", "2 Shelf 1", "2 Shelf 2"]);
        let found = import::find(&desk, id).await.expect("the import");
        assert_eq!((found.holdings, found.stay, found.undone_at), (5, 0, None));
        assert_eq!(import::standing(&desk, id).await.expect("a count"), 5);
        let other = School::found(school.store.clone(), "Southgate", None).await;
        let elsewhere = import::find(&other.prep_room::<CanImportStock>(), id).await;
        assert!(matches!(elsewhere, Err(Error::Refused(Refusal::NotFound))));
    }

    async fn a_list_that_was_looked_at_comes_in_once(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanImportStock> = school.prep_room();
        let keep = async || import::upload::keep(&desk, "stock.csv", &Grid::default(), &()).await.expect("kept");
        let upload = keep().await;
        let tap = async |key: &str, lines: Vec<Line>| {
            let desk = desk.clone().keyed(Some(key.to_owned()));
            import::read_in_looked_at(&desk, upload, plan(lines), &|_| {}).await
        };
        let zinc = || vec![line(&["Store"], "zinc", "500 g")];
        let nameless = tap("a slip", vec![line(&[], " ", "1")]).await;
        assert!(matches!(nameless, Err(Error::Refused(Refusal::Invalid(_)))), "{nameless:?}");
        let read = tap("one tab", zinc()).await.expect("read in");
        let other = tap("another tab", zinc()).await;
        assert!(matches!(other, Err(Error::Refused(Refusal::InUse(_)))), "{other:?}");
        let again = tap("one tab", zinc()).await;
        assert!(matches!(again, Err(Error::Repeated { .. })), "{again:?}");
        let discarded = import::upload::forget(&desk, upload).await;
        assert!(matches!(discarded, Err(Error::Refused(Refusal::NotFound))), "{discarded:?}");
        let all = inventory(&desk.look(), "zinc").await;
        assert_eq!((all.len(), all[0].total), (1, Amount::parse("500 g").expect("an amount")));
        assert_eq!(import::of_upload(&desk, upload).await.expect("what came of it"), read.id);
        let next = keep().await;
        let before = import::before(&desk, next).await.expect("an answer");
        assert_eq!(before.map(|import| import.id), Some(read.id), "known by its cells");
        school.is_sound().await;
    }

    async fn what_is_here_already_is_left_out(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanImportStock> = school.prep_room();
        let look = desk.look();
        let code = Code::parse("00000000").expect("a code");
        let zinc = Line { code: Some(code), ..line(&["Store"], "zinc", "500 g") };
        let bare = Line { containers: 0, ..line(&[], "iron", "0 g") };
        let first = import::read_in(&desk, plan(vec![zinc.clone(), bare.clone()])).await.expect("read in");

        let again = vec![zinc.clone(), bare.clone()];
        let refused = import::read_in(&desk, plan(again.clone())).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::InUse(_)))), "{refused:?}");
        assert_eq!(import::list(&desk, 9).await.expect("imports").len(), 1);
        let foreseen = import::foresee(&desk, &again).await.expect("foreseen").lines;
        assert!(matches!(&foreseen[0], Foreseen::Here(Here::Holding { is_as_said: true, .. })), "{foreseen:?}");
        assert_eq!(foreseen[1], Foreseen::Here(Here::Item));

        let moved = Line { place: vec!["Lab 1".to_owned()], ..zinc.clone() };
        let less = Line { amount: Amount::parse("19 g").expect("an amount"), ..zinc.clone() };
        let tin = line(&["Store"], "tin", "100 g");
        let edited = vec![moved, less, tin];
        let foresight = import::foresee(&desk, &edited).await.expect("foreseen");
        for here in &foresight.lines[..2] {
            let Foreseen::Here(Here::Holding { amount, place, is_as_said, .. }) = here else { panic!("{here:?}") };
            assert_eq!((*amount, place.join("/"), *is_as_said), (zinc.amount, "Store".to_owned(), false));
        }
        assert_eq!((&foresight.lines[2], foresight.new_places.len()), (&Foreseen::New, 0), "no Lab 1 for what is left out");
        let read = import::read_in_telling(&desk, plan(edited), &|_| {}).await.expect("read in");
        assert_eq!((read.lines, import::find(&desk, read.id).await.expect("the import").holdings), (1, 1));
        assert_eq!(inventory(&look, "zinc").await[0].total, zinc.amount);

        import::undo(&desk, first, false).await.expect("taken back");
        assert_eq!(import::foresee(&desk, &again).await.expect("foreseen").lines, [Foreseen::New, Foreseen::New]);
        let other = School::found(school.store.clone(), "Southgate", None).await;
        let foreseen = import::foresee(&other.prep_room(), &again).await.expect("foreseen");
        assert_eq!(foreseen.lines, [Foreseen::New, Foreseen::New], "another school's");
        school.is_sound().await;
    }

    async fn what_is_matched_joins_the_only_item_of_its_kind(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanImportStock> = school.prep_room();
        let look = desk.look();
        let kind = KindId::parse("sodium-hydroxide").ok();
        let known = |name: &str| Line { kind: kind.clone(), is_matched: true, ..line(&["Store"], name, "500 g") };
        import::read_in(&desk, plan(vec![known("sodium hydroxide")])).await.expect("read in");

        let dry = holding::Particulars { note: Some("dry".to_owned()), ..holding::Particulars::default() };
        let pellets = Line { particulars: dry, ..known("Sodium hydroxide pellets") };
        let foreseen = import::foresee(&desk, &[pellets.clone(), known("Sodium Hydroxide")]).await.expect("foreseen");
        assert_eq!(foreseen.lines, [Foreseen::Joins("sodium hydroxide".to_owned()), Foreseen::New]);
        let joined = import::read_in(&desk, plan(vec![pellets.clone()])).await.expect("read in");
        let items = inventory(&look, "sodium").await;
        assert_eq!((items.len(), items[0].holdings), (1, 2));
        let jars = holding::of_item(&look, items[0].id, 9).await.expect("jars");
        let note = jars.into_iter().find_map(|jar| jar.particulars.note);
        assert_eq!(note.as_deref(), Some("dry; listed as “Sodium hydroxide pellets”"));
        school.is_sound().await;
        import::undo(&desk, joined, false).await.expect("taken back");
        assert_eq!(inventory(&look, "sodium").await[0].holdings, 1, "the item was here before");

        let told = Line { is_matched: false, ..pellets.clone() };
        import::read_in(&desk, plan(vec![told])).await.expect("read in");
        assert_eq!(inventory(&look, "sodium").await.len(), 2, "a file that says the kind says the item, too");
        import::read_in(&desk, plan(vec![known("lye")])).await.expect("read in");
        assert_eq!(inventory(&look, "lye").await.len(), 3, "of two it joins neither");
        school.is_sound().await;
    }

    async fn places_are_found_by_their_words(database: Database) {
        let school = School::in_database(&database).await;
        let store = school.place("Store", None).await;
        let floor = school.place("Acids, floor level", Some(store)).await;
        school.place("A+", Some(store)).await;
        let desk: Desk<CanImportStock> = school.prep_room();
        let lines = vec![
            line(&["acids floor level"], "zinc", "1 g"),
            line(&["Store", "Acids - Floor level"], "iron", "1 g"),
            line(&["Store", "A"], "tin", "1 g"),
            line(&["Lab 9", "Shelf 1"], "lead", "1 g"),
            line(&[], "gold", "1 g"),
        ];
        let new = import::foresee(&desk, &lines).await.expect("foreseen").new_places;
        let new: Vec<String> = new.iter().map(|way| way.join("/")).collect();
        assert_eq!(new, ["Store/A", "Lab 9", "Lab 9/Shelf 1", "No place given"]);
        import::read_in(&desk, plan(lines)).await.expect("read in");
        let tree = location::tree(&desk).await.expect("places");
        assert_eq!(tree.walk().count(), 3 + new.len());
        assert_eq!(holding::in_places(&desk, &[floor], 9).await.expect("jars").len(), 2);
        school.is_sound().await;
    }

    async fn taking_back_leaves_what_was_used(database: Database) {
        let school = School::in_database(&database).await;
        let store = school.place("Store", None).await;
        let own = school.item("tripod", shared::amount::Unit::Piece).await;
        school.holds(own, store, "4").await;
        let desk: Desk<CanImportStock> = school.prep_room();
        let look = desk.look();
        let lines = vec![
            line(&["Store", "Shelf 1"], "zinc", "500 g"),
            line(&["Store", "Shelf 2"], "iron", "1 kg"),
            line(&["Lab 1"], "tripod", "6"),
        ];
        let id = import::read_in(&desk, plan(lines)).await.expect("read in");
        assert_eq!(inventory(&look, "tripod").await[0].total, Amount::pieces(10), "one item");
        let zinc = inventory(&look, "zinc").await.remove(0);
        let bottle = holding::of_item(&look, zinc.id, 1).await.expect("a bottle").remove(0);
        let taken = ledger::Taken {
            holding: bottle.id,
            sort: Movement::Used,
            amount: Amount::parse("20 g").expect("an amount"),
            note: None,
        };
        ledger::take(&school.prep_room::<CanMoveStock>(), taken).await.expect("used");

        let undone = import::undo(&desk, id, false).await.expect("taken back");
        assert_eq!(undone.taken_back, 2);
        assert_eq!((undone.left[0].name.as_str(), undone.left[0].used), ("zinc", Used::Moved));
        school.is_sound().await;
        assert!(inventory(&look, "iron").await.is_empty());
        assert_eq!(inventory(&look, "tripod").await[0].total, Amount::pieces(4));
        assert_eq!(location::tree(&look).await.expect("places").len(), 2, "the store and the used shelf");

        let rest = import::undo(&desk, id, true).await.expect("taken back");
        assert_eq!((rest.taken_back, rest.left.len()), (1, 0));
        assert!(inventory(&look, "zinc").await.is_empty());
        assert_eq!(location::tree(&look).await.expect("places").len(), 1);
        let again = import::undo(&desk, id, true).await.expect("nothing");
        assert_eq!(again.taken_back, 0);
        school.is_sound().await;
    }

    async fn a_list_of_which_nothing_is_there_is_taken_back_too(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanImportStock> = school.prep_room();
        let look = desk.look();
        let bare = Line { containers: 0, ..line(&[], "zinc", "0 g") };
        let id = import::read_in(&desk, plan(vec![bare])).await.expect("read in");
        assert_eq!(inventory(&look, "zinc").await.len(), 1);
        school.is_sound().await;

        let undone = import::undo(&desk, id, false).await.expect("taken back");
        assert_eq!((undone.taken_back, undone.left.len()), (0, 0));
        assert!(inventory(&look, "zinc").await.is_empty());
        let found = import::find(&desk, id).await.expect("the import");
        assert!(found.undone_at.is_some());
        school.is_sound().await;
    }

    async fn a_plan_with_a_nameless_line_changes_nothing(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanImportStock> = school.prep_room();
        let lines = vec![line(&["Store"], "zinc", "500 g"), line(&["Store"], " ", "1")];
        let refused = import::read_in(&desk, plan(lines)).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Invalid(_)))));
        assert!(location::tree(&desk).await.expect("places").is_empty());
        assert!(import::list(&desk, 9).await.expect("imports").is_empty());
    }
}
