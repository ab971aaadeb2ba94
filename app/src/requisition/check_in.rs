//! Checking an order in: what was used, broken and lost, filled in as planned.

use leptos::prelude::*;
use shared::{
    account::right::CanCheckIn,
    amount::{Amount, Unit},
    form::{Problem, Problems},
    id::RequisitionId,
    refusal::Refusal,
    requisition::{Line, Outcome, Requisition, State},
};
use store::requisition;

use super::{
    change::{Fields, value},
    words,
};
use crate::{
    parts::{Button, CellInput, Crumb, DataTable, PageHead, PostForm, StateChip, Stop, Tone},
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown},
};

/// The page; what is not out or back can't be checked in, and its own page says where it is.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanCheckIn>,
    At(id): At<RequisitionId>,
) -> Shown {
    let order = requisition::find(&desk, id).await?;
    let state = order.progress.state();
    if !matches!(state, State::Delivered | State::Returned) {
        let is = state.title().to_owned();
        return Err(Failed::instead(
            &Path::Order(id),
            &Refusal::WrongStep { is },
        ));
    }
    let kept = frame.kept.clone();
    let title = format!("Check in: {}", order.title);
    frame
        .show(Some(Stop::Orders), &title, move || {
            view! { <CheckIn order kept/> }.into_any()
        })
        .await
}

#[component]
fn CheckIn(order: Requisition, kept: Kept) -> impl IntoView {
    let rows = order
        .lines
        .iter()
        .map(|line| row(line, &kept))
        .collect_view();
    let way = vec![
        Crumb::new(Path::Orders.href(), "Orders"),
        Crumb::new(Path::Order(order.id).href(), order.title.clone()),
    ];
    let state = order.progress.state();
    view! {
        <PageHead title="Check in" sub=format!("{} · {}", order.title, words::place(&order.lesson)) way=way>
            <StateChip state/>
        </PageHead>
        <p class="quiet">"Filled in as planned: change what differs. The stock follows."</p>
        <section class="card flush">
            <PostForm action=Path::CheckIn(order.id).href()>
                <DataTable label="What came back" class="checkin stacked">
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col" class="num">"Planned"</th>
                            <th scope="col" class="num">"Used"</th>
                            <th scope="col" class="num">"Broken"</th>
                            <th scope="col" class="num">"Lost"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </DataTable>
                <div class="bulk">
                    <Button tone=Tone::Primary class="large">"Check in"</Button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn row(line: &Line, kept: &Kept) -> AnyView {
    let planned = line.planned();
    let counted = line.amount.unit() == Unit::Piece;
    // What comes back is not used up: there is nothing to say of it.
    let used = if line.used_up {
        field(line, "used", "Used", planned.used, kept)
    } else {
        view! { <td></td> }.into_any()
    };
    view! {
        <tr class=(!line.used_up).then_some("comes-back")>
            <th scope="row">{line.name.clone()}</th>
            <td class="num checkin-planned" data-label="Planned">{line.amount.to_string()}</td>
            {used}
            {field(line, "broken", if counted { "Broken" } else { "Spilt" }, planned.broken, kept)}
            {field(line, "lost", "Lost", planned.lost, kept)}
        </tr>
    }
    .into_any()
}

fn field(
    line: &Line,
    name: &'static str,
    head: &'static str,
    planned: Amount,
    kept: &Kept,
) -> AnyView {
    let field = format!("{name}-{}", line.n);
    let label = format!("{}: {}", line.name, head.to_lowercase());
    let shown = if planned.is_zero() {
        line.amount.nothing()
    } else {
        planned.to_string()
    };
    view! {
        <td class="checkin-field" data-label=head>
            <CellInput label=label value=kept.value(&field, shown) error=kept.error(&field) name=field/>
        </td>
    }
    .into_any()
}

/// An amount of a line: a bare number is in the unit in which the line's own amount stands beside it.
fn amount(typed: &str, planned: Amount) -> Result<Amount, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Amount::zero(planned.unit()));
    }
    let read = Amount::parse_beside(typed, planned)?;
    if read.unit() == planned.unit() {
        Ok(read)
    } else {
        Err(Problem::OtherUnit)
    }
}

fn outcomes(order: &Requisition, fields: &Fields) -> Result<Vec<(u16, Outcome)>, Problems> {
    let mut problems = Problems::default();
    let mut outcomes = Vec::new();
    for line in &order.lines {
        let mut left = line.amount;
        let mut read = |name: &str, planned: Amount| {
            let field = format!("{name}-{}", line.n);
            let typed =
                value(fields, &field).map_or(Ok(planned), |typed| amount(typed, line.amount));
            let taken = typed.and_then(|amount| line.take(&mut left, amount).map(|()| amount));
            problems.take(&field, taken)
        };
        let planned = line.planned();
        let (used, broken, lost) = (
            read("used", planned.used),
            read("broken", planned.broken),
            read("lost", planned.lost),
        );
        if let (Some(used), Some(broken), Some(lost)) = (used, broken, lost) {
            outcomes.push((line.n, Outcome { used, broken, lost }));
        }
    }
    if problems.is_empty() {
        Ok(outcomes)
    } else {
        Err(problems)
    }
}

/// Checks it in.
pub async fn create_check_in(
    Enter(desk): Enter<CanCheckIn>,
    At(id): At<RequisitionId>,
    sent: Sent<Fields>,
) -> Result<Done, Failed> {
    let order = requisition::find(&desk, id).await?;
    let outcomes = sent.valid(outcomes(&order, &sent.form)).await?;
    let checked_in = requisition::check_in(&desk.once(&sent), id, &outcomes).await;
    let done = sent.accepted(checked_in).await?;
    let sentence = if done.unmet.is_empty() {
        "Checked in; the stock follows.".to_owned()
    } else {
        format!(
            "Checked in. Not in the stock, so not taken off it: {}.",
            done.unmet.join(", ")
        )
    };
    Ok(Done::to(&Path::Order(id)).saying(sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_is_read_as_the_line_is_written() {
        let planned = Amount::new(2_400_000, Unit::Litre);
        let litres = |micro| Ok(Amount::new(micro, Unit::Litre));
        for (typed, read) in [
            ("0", litres(0)),
            ("", litres(0)),
            ("2", litres(2_000_000)),
            ("250 cm3", litres(250_000)),
            ("3 g", Err(Problem::OtherUnit)),
            ("some", Err(Problem::NotAnAmount)),
        ] {
            assert_eq!(amount(typed, planned), read, "{typed}");
        }
    }
}
