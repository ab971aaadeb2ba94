//! What the demo schools share: one publishes, the next adopts and says how it went.

use shared::{
    account::right::CanShare,
    practice::{Audience, Outcome},
};
use store::{
    Desk, practical,
    practice::{self, ListQuery, Trial},
};

use super::School;

/// How it went at the next school, and what that says of it.
type Told = Option<(Outcome, &'static str)>;

/// What the first school publishes: its title, for whom, and how it went at the next school.
const PUBLISHED: [(&str, Audience, Told); 3] = [
    (
        "thiosulfate",
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
    ("resistance", Audience::Trust, None),
];

/// Publishes from the first school.
pub(super) async fn publish(school: &School<'_>) -> store::Result<()> {
    let desk: Desk<CanShare> = school.keeper().await?;
    for (words, audience, _) in PUBLISHED {
        let query = practical::ListQuery {
            q: words.to_owned(),
            ..practical::ListQuery::default()
        };
        if let Some(found) = practical::list(&desk, &query).await?.rows.first() {
            practice::publish(&desk, found.id, audience).await?;
        }
    }
    Ok(())
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
