//! What a choice posts to.

use serde::Deserialize;
use shared::{
    account::right::CanRequest,
    form::{self, Problem, Problems},
    id::{PracticalId, RequisitionId, SlotId},
    moment::{self, Day},
};
use store::requisition::{self, Choice};

use crate::{
    path::Path,
    web::{At, Done, Enter, Failed, Idempotency as _, Sent},
};

/// What a choice sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    slot: String,
    day: String,
    practical: String,
    title: String,
}

impl Chosen {
    fn choice(&self) -> Result<Choice, Problems> {
        if self.practical.is_empty() {
            return form::text(&self.title, 120)
                .map(Choice::Free)
                .map_err(|problem| Problems::one("title", problem));
        }
        self.practical
            .parse::<PracticalId>()
            .map(Choice::Practical)
            .map_err(|_| Problems::one("title", Problem::NotAChoice))
    }

    fn lesson(&self) -> Result<(SlotId, Day), Problems> {
        let problem = || Problems::one("title", Problem::NotAChoice);
        Ok((
            self.slot.parse().map_err(|_| problem())?,
            moment::day(&self.day).ok_or_else(problem)?,
        ))
    }
}

/// Begins an order.
pub async fn create_order(
    Enter(desk): Enter<CanRequest>,
    sent: Sent<Chosen>,
) -> Result<Done, Failed> {
    let choice = sent.valid(sent.form.choice()).await?;
    let (slot, day) = sent.valid(sent.form.lesson()).await?;
    let begun = requisition::create(&desk.once(&sent), slot, day, choice).await;
    let begun_before = |subject: &str| subject.parse().ok().map(Path::Order);
    let id = sent.once(begun, begun_before).await?;
    Ok(Done::to(&Path::Order(id)))
}

/// Takes another practical for an order.
pub async fn change_practical(
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    sent: Sent<Chosen>,
) -> Result<Done, Failed> {
    let choice = sent.valid(sent.form.choice()).await?;
    let again = sent
        .accepted(requisition::choose(&desk.once(&sent), id, choice).await)
        .await?;
    let said = if again {
        "The practical is changed; the kit is the new one’s. Please send it again: the prep room does not have it any more."
    } else {
        "The practical is changed; the kit is the new one’s."
    };
    Ok(Done::to(&Path::Order(id)).saying(said))
}
