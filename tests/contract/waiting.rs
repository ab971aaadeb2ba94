//! What waits for whom: the figures beside the stops of the rail.

use shared::account::right::{CanKeepStock, CanPrepare, CanWritePracticals};
use shared::amount::{Amount, Unit};
use shared::kind::Sort;
use store::risk::{self, Draft, Then};
use store::waiting::{self, MOST, Waiting};
use store::{item, requisition};
use tests::on_both;
use tests::support::furnished::Furnished;
use tests::support::scene::{Actor, Scene};

async fn waits_for(who: &Actor) -> Waiting {
    waiting::count(&who.desk()).await.expect("the figures")
}

/// An item of which there is nothing, and should be something.
async fn runs_low(who: &Actor, name: &str) {
    let new = item::New {
        kind: None,
        sort: Sort::Equipment,
        name: name.to_owned(),
        unit: Unit::Piece,
        minimum: Some(Amount::parse("5").expect("an amount")),
        note: None,
    };
    let desk = who.desk::<CanKeepStock>();
    item::create(&desk, new).await.expect("an item");
}

on_both! {
    async fn everybody_is_told_what_waits_for_them(database: Database) {
        let Scene { store } = Scene::on(&database).await;
        let northgate = Furnished::found(store.clone(), "Northgate School").await;
        let eastfield = Furnished::found(store, "Eastfield School").await;
        let [ada, ben, _, mary, hannah] = &northgate.people[..] else {
            panic!("five people");
        };
        let (order, practical) = (northgate.ids.order, northgate.ids.practical);
        assert_eq!(waits_for(ben).await, Waiting { orders: 1, low: 1, ..Waiting::default() }, "one thing has run out");
        assert_eq!(waits_for(ada).await, Waiting::default(), "the prep room’s answer is not hers to give");

        requisition::query(&ben.desk::<CanPrepare>(), order, "How long?").await.expect("asked");
        let latest = risk::latest(&ada.desk::<CanWritePracticals>(), practical).await.expect("an answer").expect("a draft");
        let draft = Draft { from: latest.n, text: latest.text };
        risk::write(&ada.desk(), practical, draft, Then::Submit).await.expect("handed over");
        runs_low(ben, "splints").await;
        assert_eq!(waits_for(ada).await, Waiting { orders: 1, ..Waiting::default() });
        assert_eq!(waits_for(ben).await, Waiting { low: 2, ..Waiting::default() });
        assert_eq!(waits_for(mary).await, Waiting { low: 2, risk_notes: 1, ..Waiting::default() });
        assert_eq!(waits_for(hannah).await, Waiting::default());
        assert_eq!(waits_for(&eastfield.people[3]).await, Waiting { orders: 1, low: 1, ..Waiting::default() });
    }

    async fn no_more_is_counted_than_is_told(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ben = northgate.technician("Ben Okoro").await;
        for n in 0..=MOST {
            runs_low(&ben, &format!("thing {n}")).await;
        }
        assert_eq!(waits_for(&ben).await.low, MOST);
    }
}
