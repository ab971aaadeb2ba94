//! Which chemicals bear hazards, or may.

use std::collections::BTreeSet;

use shared::{account::Grant, kind::KindId};

use super::hazard::of_kind;
use crate::{Desk, Result, substance};

/// Those of some chemicals, with what they are called, that bear hazards at their strength in this school. Of which
/// nobody knows, may.
pub(crate) async fn bearing<R: Grant>(
    desk: &Desk<R>,
    chemicals: &[(&KindId, &str)],
) -> Result<BTreeSet<KindId>> {
    let ids = chemicals.iter().map(|(kind, _)| kind.substance());
    let sayings = substance::sayings(desk, ids).await?;
    let bears = |(kind, name): &&(&KindId, &str)| {
        if kind.is_on_tap() {
            return false;
        }
        let strength = kind.solution().map(|(_, strength)| strength);
        let by_supplier = sayings.hazard(&kind.substance(), name, strength);
        match by_supplier.or_else(|| of_kind(kind)) {
            Some(Ok(hazard)) => !hazard.is_unclassified(),
            Some(Err(_)) | None => true,
        }
    };
    let bearing = chemicals.iter().filter(bears);
    Ok(bearing.map(|(kind, _)| (*kind).clone()).collect())
}
