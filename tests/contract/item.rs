//! The inventory: searched, filtered, paged; what is low and what expires.

use shared::account::right::{CanKeepStock, CanLook};
use shared::amount::{Amount, Unit};
use shared::holding::Movement;
use shared::id::RequisitionId;
use shared::kind::{KindId, Sort};
use shared::refusal::Refusal;
use sqlx::{AnyConnection, Connection as _};
use store::item::{self, Becomes, ListQuery, Order};
use store::{Desk, Error, holding, ledger, requisition};
use tests::on_both;
use tests::support::school::School;

/// Words that stand elsewhere than where the migration put those that were there.
const RANKED_OTHERWISE: &str = "SELECT count(*)
     FROM word
     JOIN item ON item.school_id = word.school_id AND item.id = word.subject_id
     WHERE word.rank <> CASE WHEN substr(item.name_key || ' ', 1, length(word.word) + 1) = word.word || ' '
                             THEN '0' ELSE '1' END || item.name_key";

async fn names(desk: &Desk<CanLook>, query: ListQuery) -> Vec<String> {
    let page = item::list(desk, &query).await.expect("a page");
    page.rows.into_iter().map(|row| row.item.name).collect()
}

/// The names of all pages, one after another.
async fn paged(desk: &Desk<CanLook>, mut query: ListQuery) -> Vec<String> {
    let mut names = Vec::new();
    loop {
        let page = item::list(desk, &query).await.expect("a page");
        names.extend(page.rows.into_iter().map(|row| row.item.name));
        query.after = page.next;
        if query.after.is_none() {
            return names;
        }
    }
}

fn words(q: &str) -> ListQuery {
    ListQuery {
        q: q.to_owned(),
        ..ListQuery::default()
    }
}

fn by_expiry(q: &str) -> ListQuery {
    ListQuery {
        order: Order::Expiry,
        ..words(q)
    }
}

on_both! {
    async fn more_than_a_statement_takes_may_be_asked_for(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanLook> = school.prep_room();
        let (zinc, iron) = (school.item("zinc", Unit::Gram).await, school.item("iron", Unit::Gram).await);
        let named = item::some(&desk, &[vec![zinc; 500], vec![iron]].concat()).await.expect("both");
        let named: Vec<&str> = named.iter().map(|row| &*row.item.name).collect();
        assert_eq!(named, ["iron", "zinc"], "by name, however many are read at a time");
        let many = vec![zinc; 70_000];
        assert!(!item::some(&desk, &many).await.expect("an answer").is_empty());
        assert!(holding::of_items(&desk, &many).await.expect("an answer").is_empty());
        let orders: Vec<RequisitionId> = many.iter().map(|id| id.to_string().parse().expect("an id")).collect();
        assert!(requisition::some(&desk, &orders).await.expect("an answer").is_empty());
    }

    async fn the_inventory_is_searched_filtered_and_paged(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanLook> = school.prep_room();
        let building = school.place("Science", None).await;
        let (store, lab) = (school.place("Store", Some(building)).await, school.place("Lab 1", Some(building)).await);
        let acid = school.item("ethanoic acid", Unit::Litre).await;
        let sulfate = school.item("copper(II) sulfate", Unit::Gram).await;
        let beaker = school.item("beaker, 250 cm³", Unit::Piece).await;
        school.holds(acid, store, "2 dm3").await;
        school.holds(sulfate, store, "500 g").await;
        school.holds(beaker, lab, "30").await;

        assert_eq!(names(&desk, words("copper sulph")).await, ["copper(II) sulfate"]);
        assert_eq!(names(&desk, words("acetic")).await, ["ethanoic acid"], "an old name");
        assert_eq!(names(&desk, words("🧪")).await, [""; 0], "signs are no words");
        let some = item::some(&desk, &[sulfate, acid]).await.expect("some");
        let some: Vec<&str> = some.iter().map(|row| &*row.item.name).collect();
        assert_eq!(some, ["copper(II) sulfate", "ethanoic acid"]);
        assert_eq!(names(&desk, words("250 bea")).await, ["beaker, 250 cm³"]);
        assert!(names(&desk, words("bea sulf")).await.is_empty());
        let in_lab = ListQuery { place: Some(lab), ..ListQuery::default() };
        assert_eq!(names(&desk, in_lab).await, ["beaker, 250 cm³"]);
        let all = ListQuery { place: Some(building), order: Order::NameDown, ..ListQuery::default() };
        assert_eq!(names(&desk, all).await, ["ethanoic acid", "copper(II) sulfate", "beaker, 250 cm³"]);
        let glass = ListQuery { sort: Some(Sort::Equipment), ..ListQuery::default() };
        assert_eq!(names(&desk, glass).await, ["beaker, 250 cm³"]);

        for n in 0..60 {
            school.item(&format!("crocodile clip {n:02}"), Unit::Piece).await;
        }
        let fit = |q: &str| ListQuery { order: Order::Fit, ..words(q) };
        let wire = school.item("copper wire", Unit::Gram).await;
        let _ = (school.item("beaker, copper", Unit::Piece).await, school.item("coppice saw", Unit::Piece).await);
        let found = ["copper(II) sulfate", "copper wire", "beaker, copper", "coppice saw"];
        assert_eq!(names(&desk, fit("cop")).await, found, "names that begin so come first, word by word");
        assert_eq!(names(&desk, fit("copper wire")).await, ["copper wire"]);
        assert_eq!(names(&desk, fit("nothing")).await, [] as [&str; 0]);
        school.holds(wire, lab, "500 g").await;
        let in_lab = ListQuery { place: Some(lab), ..fit("cop") };
        assert_eq!(names(&desk, in_lab).await, ["copper wire"]);

        let first = item::list(&desk, &words("clip")).await.expect("a page");
        assert_eq!(first.rows.len(), 50);
        let rest = ListQuery { after: first.next, ..words("clip") };
        let rest = item::list(&desk, &rest).await.expect("a page");
        assert_eq!((rest.rows.len(), rest.next), (10, None));
        for (query, count) in [(fit("clip"), 60), (fit("croc clip"), 60), (fit("c"), 66), (fit(""), 66), (words("c"), 66), (by_expiry("c"), 66)] {
            let names = paged(&desk, query.clone()).await;
            let different: std::collections::HashSet<&String> = names.iter().collect();
            assert_eq!((names.len(), different.len()), (count, count), "{query:?}");
        }
        let mut run = AnyConnection::connect(&database.store_url()).await.expect("a connection");
        let (strange,): (i64,) = sqlx::query_as(RANKED_OTHERWISE).fetch_one(&mut run).await.expect("a count");
        assert_eq!(strange, 0, "a migration and the store rank alike");
        school.is_sound().await;
    }

    async fn low_and_expiring_are_told(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanLook> = school.prep_room();
        let keeper: Desk<CanKeepStock> = school.prep_room();
        let store = school.place("Store", None).await;
        let salt = school.item("sodium chloride", Unit::Gram).await;
        let jar = school.holds(salt, store, "500 g").await;
        let found = item::find(&desk, salt).await.expect("the item");
        let least = item::Change {
            name: found.name,
            minimum: Some(Amount::new(400_000_000, Unit::Gram)),
            note: None,
            becomes: None,
            version: found.version,
        };
        item::change(&keeper, salt, least.clone()).await.expect("changed");
        let stale = item::change(&keeper, salt, least).await;
        assert!(matches!(stale, Err(Error::Refused(Refusal::Stale))));
        let low = || ListQuery { low: true, ..ListQuery::default() };
        assert!(names(&desk, low()).await.is_empty());
        let used = ledger::Taken {
            holding: jar,
            sort: Movement::Used,
            amount: Amount::new(200_000_000, Unit::Gram),
            note: None,
        };
        ledger::take(&school.prep_room(), used).await.expect("used");
        assert_eq!(names(&desk, low()).await, ["sodium chloride"]);
        let zinc = school.item("zinc", Unit::Gram).await;
        assert_eq!(names(&desk, low()).await, ["sodium chloride", "zinc"], "nothing is low, too");
        assert!(item::find(&desk, zinc).await.expect("the item").is_low());
        let nobody_minds = item::Change {
            name: "zinc".to_owned(),
            minimum: Some(Amount::new(0, Unit::Gram)),
            note: None,
            becomes: None,
            version: item::find(&desk, zinc).await.expect("the item").version,
        };
        item::change(&keeper, zinc, nobody_minds).await.expect("changed");
        assert_eq!(names(&desk, low()).await, ["sodium chloride"]);

        let expiring = || ListQuery { expiring: true, order: Order::Expiry, ..ListQuery::default() };
        assert!(names(&desk, expiring()).await.is_empty());
        let found = holding::find(&desk, jar).await.expect("the jar");
        let particulars = holding::Particulars { expires_on: desk.today().pred_opt(), ..found.particulars };
        let change = holding::Change { particulars, version: found.version };
        holding::change(&keeper, jar, change).await.expect("changed");
        assert_eq!(names(&desk, expiring()).await, ["sodium chloride"]);
        assert_eq!(names(&desk, by_expiry("")).await, ["sodium chloride", "zinc"], "what has no day comes last");
        assert_eq!(names(&desk, by_expiry("zinc")).await, ["zinc"]);
        let salt = item::find(&desk, salt).await.expect("the item");
        let totals = ledger::totals_by_kind(&desk, &[&salt.kind]).await.expect("totals");
        let yesterday = desk.today().pred_opt().expect("a day");
        assert_eq!((totals.len(), totals[&salt.kind].amount), (1, salt.total));
        assert_eq!(totals[&salt.kind].expiring, [(yesterday, salt.total)]);
        assert_eq!(salt.kind.as_str(), "sodium-chloride");
        school.is_sound().await;
    }

    async fn what_an_item_is_can_be_said(database: Database) {
        let school = School::in_database(&database).await;
        let desk: Desk<CanLook> = school.prep_room();
        let store = school.place("Store", None).await;
        let funnels = school.item("Funnels", Unit::Piece).await;
        let jar = school.holds(funnels, store, "30").await;
        let say = async |id, becomes: Becomes| {
            let found = item::find(&desk, id).await.expect("the item");
            let (name, version) = (found.name, found.version);
            let change = item::Change { name, minimum: None, note: None, becomes: Some(becomes), version };
            item::change(&school.prep_room(), id, change).await
        };
        let kind = |id: &str| KindId::parse(id).expect("a kind");
        let funnel = kind("filter-funnel");
        let all = async || {
            let totals = ledger::totals_by_kind(&desk, &[&funnel]).await.expect("totals");
            totals.get(&funnel).map(|total| total.amount)
        };
        assert_eq!(all().await.filter(|all| !all.is_zero()), None);
        say(funnels, Becomes::Known(funnel.clone())).await.expect("said");
        assert_eq!(all().await, Some(Amount::pieces(30)));
        assert_eq!(names(&desk, words("filter")).await, ["Funnels"]);
        assert_eq!(holding::find(&desk, jar).await.expect("the jar").kind, funnel);

        let acid = school.item("the usual acid", Unit::Litre).await;
        let half = kind("hydrochloric-acid@0.5mol/dm3");
        say(acid, Becomes::Known(half.clone())).await.expect("said");
        let found = item::find(&desk, acid).await.expect("the acid");
        assert_eq!((found.sort, found.concentration), (Sort::Solution, half.solution().map(|(_, strength)| strength)));
        let refused = say(acid, Becomes::Known(funnel.clone())).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Invalid(_)))), "{refused:?}");
        let unknown = say(acid, Becomes::Known(kind("unobtainium"))).await;
        assert!(matches!(unknown, Err(Error::Refused(Refusal::NotFound))), "{unknown:?}");
        say(funnels, Becomes::Own).await.expect("said");
        assert_eq!(all().await.filter(|all| !all.is_zero()), None);
        assert!(names(&desk, words("filter")).await.is_empty());
        school.is_sound().await;
    }

    async fn what_only_another_school_has_is_no_kind_here(database: Database) {
        let school = School::in_database(&database).await;
        let other = School::found(school.store.clone(), "Eastfield School", None).await;
        let theirs = other.item("Descaler, blue bottle", Unit::Gram).await;
        let kind = item::find(&other.prep_room::<CanLook>(), theirs).await.expect("theirs").kind;
        let new = |name: &str| item::New {
            kind: Some(kind.clone()),
            sort: Sort::Chemical,
            name: name.to_owned(),
            unit: Unit::Gram,
            minimum: None,
            note: None,
        };
        let refused = item::create(&school.prep_room(), new("Descaler")).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NotFound))), "{refused:?}");
        item::create(&other.prep_room(), new("Descaler, green bottle")).await.expect("their own");
    }
}
