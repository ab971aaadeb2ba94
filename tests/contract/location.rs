//! Places: a tree, and what may leave it.

use shared::account::right::CanKeepStock;
use shared::amount::Unit;
use shared::location::LabFittings;
use shared::refusal::Refusal;
use store::{Desk, Error, ledger, location};
use tests::on_both;
use tests::support::school::School;

on_both! {
    async fn a_place_is_left_only_when_empty(database: Database) {
        let school = School::in_database(&database).await;
        let keeper: Desk<CanKeepStock> = school.prep_room();
        let (room, shelf) = {
            let room = school.place("Store", None).await;
            (room, school.place("Shelf 1", Some(room)).await)
        };
        let salt = school.item("sodium chloride", Unit::Gram).await;
        let jar = school.holds(salt, shelf, "500 g").await;
        let in_use = |error: Error| matches!(error, Error::Refused(Refusal::InUse(_)));
        assert!(location::retire(&keeper, room, 1).await.is_err_and(in_use));
        assert!(location::retire(&keeper, shelf, 1).await.is_err_and(in_use));
        let into_itself = location::New {
            parent: Some(shelf),
            sort: shared::location::Sort::Store,
            name: "Store".to_owned(),
            fittings: LabFittings::default(),
        };
        assert!(location::change(&keeper, room, into_itself, 1).await.is_err());
        ledger::move_all(&school.prep_room(), &[jar], room).await.expect("moved");
        location::retire(&keeper, shelf, 1).await.expect("retired");
        let tree = location::tree(&keeper).await.expect("the tree");
        assert_eq!(tree.len(), 1);
        school.is_sound().await;
    }
}
