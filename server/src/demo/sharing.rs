//! What the demo schools share: one publishes, the others adopt and say how it went; and one has ways of its own, which
//! nobody has adopted yet.

use shared::{
    account::{
        Grant,
        right::{CanShare, CanWritePracticals},
    },
    id::PracticalId,
    practical::Entry,
    practice::{Audience, Outcome},
};
use store::{
    Desk, practical,
    practice::{self, ListQuery, Trial},
};

use super::School;

/// How it went at the next school, and what that says of it.
type Told = Option<(Outcome, &'static str)>;

/// What the first school publishes: words that find it, for whom, and how it went at the next school.
const PUBLISHED: [(&str, Audience, Told); 3] = [
    (
        "rates thiosulfate",
        Audience::Everyone,
        Some((
            Outcome::WithChanges,
            "Half volumes in 50 cm³ beakers: less sulfur dioxide, same times.",
        )),
    ),
    (
        "osmosis",
        Audience::Trust,
        Some((
            Outcome::Worked,
            "Sweet potato keeps its shape better than potato.",
        )),
    ),
    ("resistance length", Audience::Trust, None),
];

/// What the second school does in its own way: words that find it, and what its technician says of it.
const OWN_WAYS: [(&str, &str); 2] = [
    (
        "stearic",
        "\
- Sixteen tubes stay filled from year to year, each with its thermometer set in. Melt them all before the first class: \
  one that is half melted breaks the bulb.
- 4 cm of acid is enough. A fuller tube is still liquid when the bell goes.
- One water bath at 80 °C by the teacher’s bench does for the class. Groups carry their tube away in a beaker of the \
  same water, so no kettle leaves the prep room.
- Ours read 68 to 70 °C. A tube that goes solid much lower has got wet: tip it out, dry it and fill it anew.
",
    ),
    (
        "onion",
        "\
- Red onion first: the peel is purple, so everybody finds cells at low power before the stain comes out.
- Cut squares of 1 cm into a Petri dish of water on the morning. Two onions do for a class.
- Iodine in dropping bottles, one to a bench, not one to a group: half comes back otherwise.
- Put microscopes out on the lowest power, stage down. It saves objectives and the first ten minutes.
- Coverslips go into a beaker of disinfectant by the sink. Count the scalpels out and back.
",
    ),
];

/// Publishes from the first school.
pub(super) async fn publish(school: &School<'_>) -> store::Result<()> {
    let desk: Desk<CanShare> = school.keeper().await?;
    for (words, audience, _) in PUBLISHED {
        if let Some(practical) = first_of(&desk, words).await? {
            practice::publish(&desk, practical, audience).await?;
        }
    }
    Ok(())
}

/// Writes the second school's own ways down, and shares them.
pub(super) async fn share_own_ways(school: &School<'_>) -> store::Result<()> {
    let desk: Desk<CanWritePracticals> = school.keeper().await?;
    for (words, notes) in OWN_WAYS {
        let Some(id) = first_of(&desk, words).await? else {
            continue;
        };
        let found = practical::find(&desk, id).await?;
        let change = practical::Change {
            id,
            entry: Entry {
                technician_notes: notes.to_owned(),
                is_estimate: false,
                ..found.entry
            },
            inventions: Vec::new(),
            version: found.version,
        };
        practical::change(&desk, &change).await?;
        practice::publish(&desk.with()?, id, Audience::Everyone).await?;
    }
    Ok(())
}

/// The first of the school's practicals that these words find.
async fn first_of<R: Grant>(desk: &Desk<R>, words: &str) -> store::Result<Option<PracticalId>> {
    let query = practical::ListQuery {
        q: words.to_owned(),
        ..practical::ListQuery::default()
    };
    let page = practical::list(desk, &query).await?;
    Ok(page.rows.first().map(|found| found.id))
}

/// Adopts at another school what the first published, and says how it went.
pub(super) async fn adopt(school: &School<'_>) -> store::Result<()> {
    let desk: Desk<CanShare> = school.keeper().await?;
    for (words, _, told) in PUBLISHED {
        let Some((outcome, comment)) = told else {
            continue;
        };
        let query = ListQuery {
            q: words.to_owned(),
            ..ListQuery::default()
        };
        if let Some(found) = practice::list(&desk, &query).await?.rows.first() {
            practice::adopt(&desk, found.id).await?;
            practice::say(
                &desk,
                found.id,
                &Trial {
                    outcome,
                    comment: comment.to_owned(),
                },
            )
            .await?;
        }
    }
    Ok(())
}
