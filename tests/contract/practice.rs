//! Sharing: only what is published is seen, adopting keeps the lineage, the first school hears how it went.

use shared::account::Role;
use shared::account::right::{CanLook, CanShare, CanWritePracticals};
use shared::amount::Unit;
use shared::kind::Sort;
use shared::practice::{Audience, Outcome};
use shared::refusal::Refusal;
use store::practice::{self, ListQuery, Trial};
use store::{Desk, Error, kind, practical, risk};
use tests::on_both;
use tests::support::scene::Scene;
use tests::support::school::School;

use super::practical::entry;

fn sharer(school: &School) -> Desk<CanShare> {
    school.desk(Role::Technician)
}

async fn seen(school: &School, q: &str) -> Vec<String> {
    let query = ListQuery {
        q: q.to_owned(),
        ..ListQuery::default()
    };
    let desk: Desk<CanLook> = school.prep_room();
    let page = practice::list(&desk, &query).await.expect("a page");
    page.rows
        .into_iter()
        .map(|row| format!("{} from {}", row.title, row.school))
        .collect()
}

fn is_not_found<T>(given: store::Result<T>) -> bool {
    matches!(given, Err(Error::Refused(Refusal::NotFound)))
}

on_both! {
    async fn a_practical_is_shared_adopted_and_tried(database: Database) {
        let scene = Scene::on(&database).await;
        let (northgate, eastfield) = (scene.school("Northgate School").await, scene.school("Eastfield School").await);
        let writer: Desk<CanWritePracticals> = northgate.prep_room();
        let card = kind::Invention::new(&writer, "vanishing card", Sort::Equipment, Unit::Piece);
        let own = card.id().clone();
        let mut written = entry("The vanishing cross");
        written.kit[1].kind = own.clone();
        let original = practical::create(&writer, &written, &[card]).await.expect("written");
        let text = {
            let all = practical::list(&writer, &practical::ListQuery::default()).await.expect("a page");
            risk::latest(&writer, all.rows[0].id).await.expect("an answer").expect("a draft").text
        };
        risk::write(&writer, original, risk::Draft { from: 0, text: text.clone() }, risk::Then::Keep).await.expect("a note");
        assert!(seen(&eastfield, "").await.is_empty(), "nothing unpublished is seen");

        let id = practice::publish(&sharer(&northgate), original, Audience::Everyone).await.expect("published");
        assert_eq!(seen(&eastfield, "vanish").await, ["The vanishing cross from Northgate School"]);
        assert!(seen(&eastfield, "burette").await.is_empty());
        assert!(seen(&northgate, "").await.is_empty(), "one's own is not news");
        let renewed = practice::publish(&sharer(&northgate), original, Audience::Everyone).await.expect("renewed");
        assert_eq!(renewed, id);

        let adopted = practice::adopt(&sharer(&eastfield), id).await.expect("adopted");
        let desk: Desk<CanLook> = eastfield.prep_room();
        let copy = practical::find(&desk, adopted).await.expect("their own");
        assert_eq!(copy.practice, Some(id));
        assert_eq!(copy.entry.kit[0], written.kit[0]);
        let made_up = &copy.entry.kit[1].kind;
        assert!(*made_up != own && copy.name_of(made_up) == "vanishing card");
        let note = risk::latest(&desk, adopted).await.expect("an answer").expect("a draft");
        assert_eq!(note.text, text);
        assert!(risk::approved(&desk, adopted).await.expect("an answer").is_none());
        let twice = practice::adopt(&sharer(&eastfield), id).await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::InUse(_)))));
        assert!(is_not_found(practical::find(&desk, original).await), "the original stays where it is");

        let trial = Trial { outcome: Outcome::WithChanges, comment: "20 °C is enough.".to_owned() };
        practice::say(&sharer(&eastfield), id, &trial).await.expect("said");
        let told = practice::trials(&northgate.prep_room::<CanLook>(), id).await.expect("trials");
        assert_eq!((told[0].school.as_str(), &told[0].trial), ("Eastfield School", &trial));
        let again = practice::publish(&sharer(&eastfield), adopted, Audience::Everyone).await.expect("passed on");
        let lineage = practice::find(&northgate.prep_room::<CanLook>(), again).await.expect("seen").lineage;
        assert_eq!(lineage.as_deref(), Some("Northgate School"));

        assert!(is_not_found(practice::withdraw(&sharer(&eastfield), id).await), "only its own school may");
        practice::withdraw(&sharer(&northgate), id).await.expect("withdrawn");
        assert!(practice::find(&desk, id).await.is_ok(), "whoever adopted it still sees where it is from");
        let westfield = scene.school("Westfield School").await;
        let stranger = westfield.prep_room::<CanLook>();
        assert!(is_not_found(practice::find(&stranger, id).await));
        assert!(practice::trials(&stranger, id).await.expect("an answer").is_empty());
    }

    async fn who_adopted_reads_no_later_copy_that_is_not_for_them(database: Database) {
        let scene = Scene::on(&database).await;
        let trust = store::school::found_trust(&scene.store, "Vale Trust").await.expect("a trust");
        let northgate = scene.school_of("Northgate School", trust).await;
        let westfield = scene.school("Westfield School").await;
        let original = practical::create(&northgate.prep_room(), &entry("Ours"), &[]).await.expect("written");
        let id = practice::publish(&sharer(&northgate), original, Audience::Everyone).await.expect("published");
        let adopted = practice::adopt(&sharer(&westfield), id).await.expect("adopted");
        let desk: Desk<CanLook> = westfield.prep_room();
        let found = async || practice::find(&desk, id).await.expect("where it is from");
        practice::withdraw(&sharer(&northgate), id).await.expect("withdrawn");
        assert!(found().await.body.is_some(), "what they adopted");
        let change = practical::Change { id: original, entry: entry("Only for the trust"), inventions: Vec::new(), version: 1 };
        practical::change(&northgate.prep_room(), &change).await.expect("changed");
        practice::publish(&sharer(&northgate), original, Audience::Trust).await.expect("renewed");
        let now = found().await;
        assert_eq!(now.listed.title, "Ours", "what they call it");
        assert_eq!((now.body, now.listed.summary.as_str(), now.listed.practical), (None, "", Some(adopted)));
    }

    async fn what_is_shared_with_a_trust_stays_in_it(database: Database) {
        let scene = Scene::on(&database).await;
        let trust = store::school::found_trust(&scene.store, "Vale Trust").await.expect("a trust");
        let northgate = scene.school_of("Northgate School", trust).await;
        let eastfield = scene.school_of("Eastfield School", trust).await;
        let westfield = scene.school("Westfield School").await;
        let writer: Desk<CanWritePracticals> = northgate.prep_room();
        let original = practical::create(&writer, &entry("Only for us"), &[]).await.expect("written");
        let id = practice::publish(&sharer(&northgate), original, Audience::Trust).await.expect("published");
        assert_eq!(seen(&eastfield, "").await, ["Only for us from Northgate School"]);
        assert!(seen(&westfield, "").await.is_empty());
        assert!(is_not_found(practice::find(&westfield.prep_room::<CanLook>(), id).await));
        assert!(is_not_found(practice::adopt(&sharer(&westfield), id).await));
        let trial = Trial { outcome: Outcome::Worked, comment: String::new() };
        assert!(is_not_found(practice::say(&sharer(&westfield), id, &trial).await));
        let alone = practical::create(&westfield.prep_room(), &entry("Alone"), &[]).await.expect("written");
        let nowhere = practice::publish(&sharer(&westfield), alone, Audience::Trust).await;
        assert!(matches!(nowhere, Err(Error::Refused(Refusal::Invalid(_)))));
    }
}
