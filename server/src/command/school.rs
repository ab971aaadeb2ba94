//! Which school a command means.

use shared::account::right::CanLook;
use store::{Desk, Store};

use super::Stopped;

/// The system's desk at the school of that name; at the only one without a name.
pub async fn desk(store: &Store, name: Option<&str>) -> Result<Desk<CanLook>, Stopped> {
    let mut desks = store::school::every_desk(store).await?;
    let names: Vec<String> = desks
        .iter()
        .map(|desk| desk.who().school_name.clone())
        .collect();
    if let Some(name) = name {
        desks.retain(|desk| desk.who().school_name.eq_ignore_ascii_case(name.trim()));
    }
    match (desks.len(), desks.pop()) {
        (1, Some(desk)) => Ok(desk),
        _ if names.is_empty() => Err("there is no school yet".into()),
        _ => Err(format!("say which school by --school NAME: {}", names.join(", ")).into()),
    }
}
