//! The library: it begins with the starter's, is searched, written, copied and taken out of use.

use shared::account::Role;
use shared::account::right::{CanLook, CanWritePracticals};
use shared::amount::{Amount, Unit};
use shared::kind::{KindId, Sort};
use shared::practical::{Entry, KitLine, PrepMinutes, Section, Stage, Subject};
use shared::refusal::Refusal;
use store::practical::{self, Change, ListQuery, RiskMark};
use store::{Desk, Error, kind, risk};
use tests::on_both;
use tests::support::scene::Scene;
use tests::support::school::School;

/// A practical of the school's own: an acid at a strength, and flasks.
pub fn entry(title: &str) -> Entry {
    let line = |kind: &str, sort: Sort, amount: &str| KitLine {
        kind: KindId::parse(kind).expect("a kind"),
        sort,
        per_group: Some(Amount::parse(amount).expect("an amount")),
        per_class: None,
        per_pupil: None,
        spare_percent: 10,
        used_up: sort.is_used_up(),
        section: Section::of(sort),
        note: None,
    };
    Entry {
        title: title.to_owned(),
        subject: Subject::Chemistry,
        stage: Stage::Ks4,
        scheme: None,
        scheme_number: None,
        summary: "Pupils watch a cross vanish.".to_owned(),
        group_size: 2,
        prep_minutes: PrepMinutes {
            make: 10,
            gather: 10,
            deliver: 5,
            clear: 10,
        },
        technician_notes: "- Made fresh.".to_owned(),
        is_estimate: true,
        source: None,
        kit: vec![
            line("hydrochloric-acid@0.7mol/dm3", Sort::Solution, "25 cm3"),
            line("conical-flask-100-cm3", Sort::Equipment, "1"),
        ],
    }
}

async fn titles(desk: &Desk<CanLook>, q: &str) -> Vec<String> {
    let query = ListQuery {
        q: q.to_owned(),
        ..ListQuery::default()
    };
    let page = practical::list(desk, &query).await.expect("a page");
    page.rows.into_iter().map(|row| row.title).collect()
}

fn writer(school: &School) -> Desk<CanWritePracticals> {
    school.desk(Role::Technician)
}

on_both! {
    async fn a_school_begins_with_the_starter_library(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let desk: Desk<CanLook> = northgate.prep_room();
        let first = practical::list(&desk, &ListQuery::default()).await.expect("a page");
        assert_eq!(first.rows.len(), 40);
        assert!(first.rows.iter().all(|row| row.risk == RiskMark::Draft));
        let rest = ListQuery { after: first.next, ..ListQuery::default() };
        let rest = practical::list(&desk, &rest).await.expect("a page");
        assert!(rest.rows.len() > 30 && rest.next.is_none());

        let primary = [Stage::Ks1, Stage::Ks2];
        let few = practical::list(&desk, &ListQuery { stages: primary.to_vec(), ..ListQuery::default() }).await.expect("a page");
        assert!(!few.rows.is_empty() && few.rows.iter().all(|row| primary.contains(&row.stage)));

        assert_eq!(titles(&desk, "making copper sulph").await, ["Making copper sulfate crystals"]);
        let id = practical::list(&desk, &ListQuery { q: "making copper".to_owned(), ..ListQuery::default() })
            .await
            .expect("a page")
            .rows[0]
            .id;
        let found = practical::find(&desk, id).await.expect("the practical");
        assert_eq!(found.entry.kit.len(), 18);
        let acid = KindId::parse("sulfuric-acid@1mol/dm3").expect("a kind");
        assert!(found.name_of(&acid).starts_with("sulfuric acid"), "{}", found.name_of(&acid));
        assert!(risk::approved(&desk, id).await.expect("an answer").is_none());
    }

    async fn a_practical_is_written_changed_copied_and_retired(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (desk, writer): (Desk<CanLook>, _) = (northgate.prep_room(), writer(&northgate));
        let card = kind::Invention::new(&writer, "vanishing card", Sort::Equipment, Unit::Piece);
        let own = card.id().clone();
        let mut written = entry("The vanishing cross");
        written.kit[1].kind = own.clone();
        let id = practical::create(&writer, &written, &[card]).await.expect("written");
        let found = practical::find(&desk, id).await.expect("the practical");
        assert_eq!(found.entry, written);
        assert_eq!(found.name_of(&own), "vanishing card");
        assert_eq!(titles(&desk, "vanishing card").await, ["The vanishing cross"]);

        let change = Change {
            id,
            entry: Entry { title: "Rates by eye".to_owned(), ..written.clone() },
            inventions: Vec::new(),
            version: 1,
        };
        practical::change(&writer, &change).await.expect("changed");
        let again = practical::change(&writer, &change).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::Stale))));
        assert!(titles(&desk, "cross").await.is_empty());

        let copied = practical::copy(&writer, id).await.expect("copied");
        assert_eq!(titles(&desk, "rates eye").await.len(), 2);
        practical::retire(&writer, copied, 1).await.expect("retired");
        assert_eq!(titles(&desk, "rates eye").await, ["Rates by eye"]);
        assert!(practical::find(&desk, copied).await.expect("still there").retired_at.is_some());
        let stale = practical::offer_again(&writer, copied, 1).await;
        assert!(matches!(stale, Err(Error::Refused(Refusal::Stale))));
        practical::offer_again(&writer, copied, 2).await.expect("offered again");
        assert_eq!(titles(&desk, "vanishing card").await.len(), 2, "found by its kit too");
        assert!(practical::find(&desk, copied).await.expect("offered").retired_at.is_none());
        let offered = practical::offer_again(&writer, copied, 3).await;
        assert!(matches!(offered, Err(Error::Refused(Refusal::Stale))), "it is offered already");
    }

    async fn another_schools_practical_is_not_found(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let id = practical::create(&writer(&northgate), &entry("Ours alone"), &[]).await.expect("written");
        let stranger: Desk<CanLook> = eastfield.prep_room();
        assert!(titles(&stranger, "ours alone").await.is_empty());
        let found = practical::find(&stranger, id).await;
        assert!(matches!(found, Err(Error::Refused(Refusal::NotFound))));
        let change = Change { id, entry: entry("Theirs"), inventions: Vec::new(), version: 1 };
        let changed = practical::change(&writer(&eastfield), &change).await;
        assert!(matches!(changed, Err(Error::Refused(Refusal::NotFound))));
        let copied = practical::copy(&writer(&eastfield), id).await;
        assert!(matches!(copied, Err(Error::Refused(Refusal::NotFound))));
        let retired = practical::retire(&writer(&eastfield), id, 1).await;
        assert!(matches!(retired, Err(Error::Refused(Refusal::NotFound))));
        let offered = practical::offer_again(&writer(&eastfield), id, 1).await;
        assert!(matches!(offered, Err(Error::Refused(Refusal::NotFound))));
    }

    async fn what_a_kit_makes_up_is_written_with_it_or_not_at_all(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let writer = writer(&northgate);
        let id = practical::create(&writer, &entry("Ours"), &[]).await.expect("written");
        let card = kind::Invention::new(&writer, "vanishing card", Sort::Equipment, Unit::Piece);
        let own = card.id().clone();
        let mut with_card = entry("Ours");
        with_card.kit[1].kind = own.clone();
        let stale = Change { id, entry: with_card.clone(), inventions: vec![card.clone()], version: 9 };
        let refused = practical::change(&writer, &stale).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Stale))));
        assert!(kind::find(&writer, std::slice::from_ref(&own)).await.expect("an answer").is_empty(), "no half a deed");
        practical::change(&writer, &Change { version: 1, ..stale }).await.expect("changed");
        let found = practical::find(&writer, id).await.expect("the practical");
        assert_eq!((found.name_of(&own), &found.entry), ("vanishing card", &with_card));
    }

    async fn a_kind_of_another_school_is_in_no_kit(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let card = kind::Invention::new(&writer(&northgate), "vanishing card", Sort::Equipment, Unit::Piece);
        let mut with_card = entry("Ours");
        with_card.kit[1].kind = card.id().clone();
        practical::create(&writer(&northgate), &with_card, std::slice::from_ref(&card)).await.expect("written");
        let stranger = writer(&eastfield);
        let known = kind::find(&stranger, std::slice::from_ref(card.id())).await.expect("an answer");
        assert!(known.is_empty());
        let written = practical::create(&stranger, &with_card, &[]).await;
        assert!(matches!(written, Err(Error::Refused(Refusal::NotFound))), "{written:?}");
    }

    async fn a_starter_practical_is_found_by_its_other_schemes_after_an_edit(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (desk, writer): (Desk<CanLook>, _) = (northgate.prep_room(), writer(&northgate));
        let query = ListQuery { q: "making copper".to_owned(), ..ListQuery::default() };
        let id = practical::list(&desk, &query).await.expect("a page").rows[0].id;
        let found = practical::find(&desk, id).await.expect("the practical");
        let starter = found.starter.expect("of the starter library");
        let other = practical::other_schemes(&starter).first().expect("another scheme").clone();
        let q = format!("making {other}");
        assert_eq!(titles(&desk, &q).await, [found.entry.title.as_str()]);
        let change = Change { id, entry: found.entry.clone(), inventions: Vec::new(), version: found.version };
        practical::change(&writer, &change).await.expect("changed");
        assert_eq!(titles(&desk, &q).await, [found.entry.title.as_str()]);
        practical::copy(&writer, id).await.expect("copied");
        assert_eq!(titles(&desk, &q).await.len(), 2, "so is its copy");
    }
}
