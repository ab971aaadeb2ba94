//! An order's page: written by its teacher until the prep room takes it on, a tray list from then on.

use shared::{
    account::{Right, right::CanLook},
    id::RequisitionId,
    requisition::{Requisition, State},
};
use store::{Desk, requisition};

use super::{tray, write};
use crate::web::{At, Enter, Frame, Shown};

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, At(id): At<RequisitionId>) -> Shown {
    let order = requisition::find(&desk, id).await?;
    if writes(&desk, &order) {
        write::show(frame, desk, order).await
    } else {
        tray::show(frame, desk, order).await
    }
}

/// Whether who asks sees the order as something to be written: its teacher does, and whoever in the prep room
/// drafts it for them.
fn writes(desk: &Desk<CanLook>, order: &Requisition) -> bool {
    let (who, state) = (desk.who(), order.progress.state());
    let is_mine = order.teacher == who.member && who.role.may(Right::Request);
    let drafts = state == State::Draft && who.role.may(Right::Prepare);
    state.may_change() && (is_mine || drafts)
}
