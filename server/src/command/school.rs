//! Which school a command means.

use shared::{account::right::CanLook, name::fold};
use store::{Desk, Store};

use super::Stopped;

/// The system's desk at the school of that name, in any case, or id; at the only one where none is named.
pub async fn desk(store: &Store, named: Option<&str>) -> Result<Desk<CanLook>, Stopped> {
    let all = store::school::every_desk(store).await?;
    let meant: Vec<&Desk<CanLook>> = match named {
        Some(named) => all.iter().filter(|desk| is_called(desk, named)).collect(),
        None => all.iter().collect(),
    };
    match (meant.as_slice(), named) {
        ([only], _) => Ok((*only).clone()),
        ([], None) => Err("there is no school yet".into()),
        ([], Some(named)) => {
            let there = listed(&all.iter().collect::<Vec<_>>());
            Err(format!("no school is called {named}; there are: {there}").into())
        }
        (several, _) => {
            let several = listed(several);
            Err(format!("say which school by --school NAME, or its id: {several}").into())
        }
    }
}

fn is_called(desk: &Desk<CanLook>, named: &str) -> bool {
    let named = named.trim();
    fold(&desk.who().school_name) == fold(named) || desk.school().to_string() == named
}

/// `Northgate School, Southgate School`; where several are called the same, with what tells them apart.
fn listed(desks: &[&Desk<CanLook>]) -> String {
    let name = |desk: &Desk<CanLook>| fold(&desk.who().school_name);
    let told = desks.iter().map(|desk| {
        let called = &desk.who().school_name;
        let is_shared = desks
            .iter()
            .filter(|other| name(other) == name(desk))
            .count()
            > 1;
        if is_shared {
            format!("{called} ({})", desk.school())
        } else {
            called.clone()
        }
    });
    told.collect::<Vec<_>>().join(", ")
}
