//! Risk notes: versions are kept, one is approved, and what waits is decided on.

use chrono::TimeDelta;
use shared::account::right::{CanApproveRisk, CanLook, CanWritePracticals};
use shared::practical::RiskText;
use shared::refusal::Refusal;
use shared::risk::{Standing, State};
use store::practical::{self, RiskMark};
use store::risk::{self, Draft, Filter, ListQuery, Then};
use store::{Desk, Error, event};
use tests::on_both;
use tests::support::scene::{Scene, today};

async fn listed(desk: &Desk<CanLook>, filter: Filter) -> Vec<String> {
    let query = ListQuery {
        filter,
        ..ListQuery::default()
    };
    let page = risk::list(desk, &query).await.expect("a page");
    page.rows.into_iter().map(|row| row.title).collect()
}

async fn states(desk: &Desk<CanLook>, id: shared::id::PracticalId) -> Vec<State> {
    let versions = risk::versions(desk, id).await.expect("versions");
    versions
        .iter()
        .map(|named| named.version.standing.state())
        .collect()
}

on_both! {
    async fn a_note_is_written_submitted_and_approved(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let (ada, head) = (northgate.teacher("Ada Lunt").await, northgate.head_of_science("Joan Reid").await);
        let writer: Desk<CanWritePracticals> = ada.desk();
        let desk: Desk<CanLook> = ada.desk();
        let decider: Desk<CanApproveRisk> = head.desk();
        let query = practical::ListQuery { q: "making copper".to_owned(), ..practical::ListQuery::default() };
        let first = practical::list(&desk, &query).await.expect("a page").rows[0].clone();
        let starter = risk::latest(&desk, first.id).await.expect("an answer").expect("a draft");
        let text = RiskText { controls: vec!["Goggles.".to_owned()], ..starter.text };

        let n = risk::write(&writer, first.id, Draft { from: 1, text: text.clone() }, Then::Keep).await.expect("written");
        assert_eq!(states(&desk, first.id).await, [State::Draft, State::Superseded]);
        let late = risk::write(&writer, first.id, Draft { from: 1, text: text.clone() }, Then::Keep).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::Stale))));
        let early = risk::approve(&decider, first.id, n, today() + TimeDelta::days(365)).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::WrongStep { .. }))));

        risk::submit(&writer, first.id, n).await.expect("submitted");
        assert_eq!(listed(&desk, Filter::Waiting).await, [first.title.as_str()]);
        assert_eq!(risk::waiting(&desk).await.expect("a count"), 1);
        risk::send_back(&decider, first.id, n, "Name the spectacles.".to_owned()).await.expect("sent back");
        assert_eq!(states(&desk, first.id).await, [State::SentBack, State::Superseded]);

        let n = risk::write(&writer, first.id, Draft { from: n, text: text.clone() }, Then::Keep).await.expect("written anew");
        risk::submit(&writer, first.id, n).await.expect("submitted");
        risk::approve(&decider, first.id, n, today() + TimeDelta::days(20)).await.expect("approved");
        let approved = risk::approved(&desk, first.id).await.expect("an answer").expect("one");
        assert_eq!((approved.n, approved.text), (3, text.clone()));
        assert_eq!(listed(&desk, Filter::Due).await, [first.title.as_str()]);
        assert!(!listed(&desk, Filter::NotApproved).await.contains(&first.title));
        let page = practical::list(&desk, &query).await.expect("a page");
        assert_eq!(page.rows[0].risk, RiskMark::Approved);

        let n = risk::write(&writer, first.id, Draft { from: n, text }, Then::Keep).await.expect("a draft beside it");
        assert_eq!(risk::approved(&desk, first.id).await.expect("an answer").expect("one").n, 3);
        risk::submit(&writer, first.id, n).await.expect("submitted");
        risk::approve(&decider, first.id, n, today() + TimeDelta::days(365)).await.expect("approved");
        assert_eq!(
            states(&desk, first.id).await,
            [State::Approved, State::Superseded, State::Superseded, State::Superseded]
        );
        let kept = risk::find(&desk, first.id, 3).await.expect("what an order carried");
        assert_eq!(kept.text.controls, ["Goggles."]);
    }

    async fn another_schools_note_is_not_found(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let desk: Desk<CanLook> = northgate.prep_room();
        let id = practical::list(&desk, &practical::ListQuery::default()).await.expect("a page").rows[0].id;
        let stranger: Desk<CanWritePracticals> = eastfield.prep_room();
        assert!(risk::versions(&stranger, id).await.expect("an answer").is_empty());
        let found = risk::find(&stranger, id, 1).await;
        assert!(matches!(found, Err(Error::Refused(Refusal::NotFound))));
        let text = risk::latest(&desk, id).await.expect("an answer").expect("a draft").text;
        let written = risk::write(&stranger, id, Draft { from: 0, text }, Then::Keep).await;
        assert!(matches!(written, Err(Error::Refused(Refusal::NotFound))));
        let submitted = risk::submit(&stranger, id, 1).await;
        assert!(matches!(submitted, Err(Error::Refused(Refusal::NotFound))));
        assert_eq!(states(&desk, id).await, [State::Draft]);
    }

    async fn a_note_is_written_and_submitted_at_once(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let ada = northgate.teacher("Ada Lunt").await;
        let writer: Desk<CanWritePracticals> = ada.desk();
        let desk: Desk<CanLook> = ada.desk();
        let id = practical::list(&desk, &practical::ListQuery::default()).await.expect("a page").rows[0].id;
        let text = risk::latest(&desk, id).await.expect("an answer").expect("a draft").text;
        let late = risk::write(&writer, id, Draft { from: 7, text: text.clone() }, Then::Submit).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::Stale))));
        assert_eq!(states(&desk, id).await, [State::Draft]);
        let once = writer.clone().keyed(Some("one tap".to_owned()));
        risk::write(&once, id, Draft { from: 1, text: text.clone() }, Then::Submit).await.expect("both");
        assert_eq!(states(&desk, id).await, [State::Submitted, State::Superseded]);
        let again = risk::write(&once, id, Draft { from: 2, text }, Then::Submit).await;
        assert!(matches!(again, Err(Error::Repeated { .. })));

        let history = event::history(&desk, event::Noun::Risk, id, 10).await.expect("a history");
        let verbs: Vec<&str> = history.iter().map(|event| event.verb.as_str()).collect();
        assert_eq!(verbs, ["submitted", "written"]);
        let before: Option<(u32, Standing)> = event::read(history[0].before.as_deref()).expect("a standing");
        assert_eq!(before, Some((2, Standing::Draft)));
    }

    async fn what_is_no_longer_offered_gets_no_new_note(database: Database) {
        let northgate = Scene::on(&database).await.school("Northgate School").await;
        let writer: Desk<CanWritePracticals> = northgate.prep_room();
        let id = practical::list(&writer, &practical::ListQuery::default()).await.expect("a page").rows[0].id;
        let text = risk::latest(&writer, id).await.expect("an answer").expect("a draft").text;
        practical::retire(&writer, id, 1).await.expect("retired");
        let written = risk::write(&writer, id, Draft { from: 1, text }, Then::Keep).await;
        assert!(matches!(written, Err(Error::Refused(Refusal::NotFound))));
    }
}
