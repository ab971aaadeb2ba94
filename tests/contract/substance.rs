//! What a school says of substances: beside the reference data, told with its version, seen by nobody else.

use shared::account::Role;
use shared::account::right::{CanKeepStock, CanLook, CanWritePracticals};
use shared::amount::Unit;
use shared::kind::Sort;
use shared::refusal::Refusal;
use shared::substance::{Said, SubstanceId, Supplied, supplied};
use store::event::{self, Noun};
use store::substance::{self, Saying};
use store::{Desk, Error, item, kind, practical, risk};
use tests::on_both;
use tests::support::scene::{Scene, today};

fn hydroxide() -> SubstanceId {
    SubstanceId::new("sodium-hydroxide")
}

fn supplied(classes: &str) -> Supplied {
    let (classes, euh) = supplied::read(classes).expect("a sheet");
    Supplied {
        classes,
        euh,
        source: "the supplier's sheet of March".to_owned(),
        checked: today(),
    }
}

on_both! {
    async fn a_school_says_its_own_beside_the_reference(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let desk: Desk<CanKeepStock> = northgate.prep_room();
        assert_eq!(substance::saying(&desk, &hydroxide()).await.expect("nothing yet"), Saying::default());
        let said = Said {
            hazcard: Some("HC091A".to_owned()),
            storage: Some("B".to_owned()),
            label: Some("Bottom shelf".to_owned()),
            ..Said::default()
        };
        substance::say(&desk, &hydroxide(), &said, 0).await.expect("said");
        let now = substance::saying(&desk, &hydroxide()).await.expect("something");
        assert_eq!((&now.said, now.version), (&said, 1));
        let late = substance::say(&desk, &hydroxide(), &Said::default(), 0).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::Stale))));
        let events = event::history(&desk, Noun::Substance, hydroxide(), 5).await.expect("a history");
        assert_eq!(events.len(), 1);
        assert!(events[0].after.as_deref().is_some_and(|after| after.contains("HC091A")));

        let other: Desk<CanLook> = eastfield.desk(Role::Teacher);
        assert_eq!(substance::saying(&other, &hydroxide()).await.expect("nothing here"), Saying::default());
        assert!(substance::spoken_of(&other).await.expect("a list").is_empty());
        let unknown = substance::say(&desk, &SubstanceId::new("unobtainium"), &said, 0).await;
        assert!(matches!(unknown, Err(Error::Refused(Refusal::NotFound))));
    }

    async fn what_only_one_school_has_goes_by_its_supplier(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let desk: Desk<CanKeepStock> = northgate.prep_room();
        let jar = northgate.item("Descaler, blue bottle", Unit::Gram).await;
        let own = item::find(&desk, jar).await.expect("the item").kind.substance();
        assert_eq!(substance::name(&desk, &own).await.expect("a name"), "Descaler, blue bottle");
        let elsewhere: Desk<CanKeepStock> = eastfield.prep_room();
        assert!(matches!(substance::name(&elsewhere, &own).await, Err(Error::Refused(Refusal::NotFound))));
        let said = Said { supplied: Some(supplied("Skin Corr. 1B H314")), ..Said::default() };
        let foreign = substance::say(&elsewhere, &own, &said, 0).await;
        assert!(matches!(foreign, Err(Error::Refused(Refusal::NotFound))));
        substance::say(&desk, &own, &said, 0).await.expect("said");
        let sayings = substance::sayings(&desk, [own.clone(), hydroxide()]).await.expect("sayings");
        let hazard = sayings.hazard(&own, "descaler", None).expect("known now").expect("classified");
        assert_eq!(hazard.h_codes[0].as_str(), "H314");
        assert_eq!(substance::in_stock(&desk, &own).await.expect("stock").len(), 1);
        assert!(sayings.hazard(&hydroxide(), "x", None).is_none());
    }

    async fn a_risk_note_knows_what_the_school_says(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let writer: Desk<CanWritePracticals> = northgate.desk(Role::Technician);
        let query = practical::ListQuery { q: "making copper".to_owned(), ..practical::ListQuery::default() };
        let listed = practical::list(&writer, &query).await.expect("a page").rows[0].id;
        let mut entry = practical::find(&writer, listed).await.expect("the practical").entry;
        let invented = kind::Invention::new(&writer, "our own dye", Sort::Chemical, Unit::Gram);
        let dye = invented.id().clone();
        let mut line = entry.kit.iter().find(|line| line.sort == Sort::Chemical).expect("a chemical").clone();
        line.kind = dye.clone();
        entry.kit.push(line);
        "Dyeing".clone_into(&mut entry.title);
        let id = practical::create(&writer, &entry, &[invented]).await.expect("made");
        let found = practical::find(&writer, id).await.expect("the practical");
        let of_dye = |hazards: Vec<risk::KitHazard>| hazards.into_iter().find(|hazard| hazard.kind == dye).expect("the dye");
        let unknown = of_dye(risk::hazards_here(&writer, &risk::AskedFor::of_kit(&found)).await.expect("hazards"));
        assert!(unknown.hazard.is_err(), "never taken for harmless");
        let said = Said {
            note: Some("Stains for weeks.".to_owned()),
            supplied: Some(supplied("H319")),
            ..Said::default()
        };
        let keeper: Desk<CanKeepStock> = northgate.prep_room();
        substance::say(&keeper, &dye.substance(), &said, 0).await.expect("said");
        let known = of_dye(risk::hazards_here(&writer, &risk::AskedFor::of_kit(&found)).await.expect("hazards"));
        assert_eq!(known.hazard.expect("known").h_codes[0].as_str(), "H319");
        assert_eq!(known.said.and_then(|said| said.note).as_deref(), Some("Stains for weeks."));
    }
}
