//! A tick of the plan: the same thing for all lessons of a day.

use serde::Deserialize;
use shared::{
    account::right::CanPrepare,
    kind::KindId,
    moment::{self, Day},
    refusal::Refusal,
};
use store::requisition::{self, Same};

use crate::{
    path::Path,
    web::{Done, Enter, Failed, Idempotency as _, Sent},
};

/// What a tick of the plan sends: `on|kind:…`, `off|name:…`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ticked {
    day: String,
    tick: String,
}

/// What a tick says of a thing.
pub(super) fn code(same: &Same) -> String {
    match same {
        Same::Kind(kind) => format!("kind:{}", kind.as_str()),
        Same::Name(name) => format!("name:{name}"),
    }
}

impl Ticked {
    fn parse(&self) -> Option<(Day, Same, bool)> {
        let (to, same) = self.tick.split_once('|')?;
        let same = match same.split_once(':')? {
            ("kind", id) => Same::Kind(KindId::parse(id).ok()?),
            ("name", name) => Same::Name(name.to_owned()),
            _ => return None,
        };
        Some((moment::day(&self.day)?, same, to == "on"))
    }
}

/// Ticks a thing for all lessons of a day.
pub async fn create_tick(
    Enter(desk): Enter<CanPrepare>,
    sent: Sent<Ticked>,
) -> Result<Done, Failed> {
    let (day, same, is_ready) = sent.form.parse().ok_or(Refusal::NotFound)?;
    sent.accepted(requisition::tick_all(&desk.once(&sent), day, &same, is_ready).await)
        .await?;
    Ok(Done::to(&Path::Today(Some(day))).at(&sent.at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_read_back() {
        for same in [
            Same::Kind(KindId::parse("hydrochloric-acid@1mol/dm3").unwrap()),
            Same::Name("a kind: of name | with signs".to_owned()),
        ] {
            let sent = Ticked {
                day: "2026-11-24".to_owned(),
                tick: format!("on|{}", code(&same)),
            };
            let (_, read, is_ready) = sent.parse().unwrap();
            assert_eq!((read, is_ready), (same, true));
        }
    }
}
