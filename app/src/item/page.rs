//! An item: what there is of it and where, what is promised, what happened.

use leptos::prelude::*;
use shared::{
    account::{Right, right::CanLook},
    amount::Amount,
    id::ItemId,
    location::Tree,
};
use store::{
    holding::{self, Holding},
    item::{self, Item, Promise},
    ledger, substance,
};

use super::inventory::level;
use crate::{
    holding::{Contents, Hazards, Shelf, Shows, hazard_view, lines, shelf, short_mark},
    label::label_href,
    parts::{
        AmountText, Card, Crumb, DataTable, Empty, Fact, Facts, Glyph, History, HistoryLine,
        LinkButton, PageHead, Stop, Tone,
    },
    path::Path,
    substance::recipe_href,
    web::{At, Enter, Frame, Shown},
    when,
};

/// As many holdings as the page shows.
const MOST: i64 = 300;

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>, At(id): At<ItemId>) -> Shown {
    let item = item::find(&desk, id).await?;
    let tree = store::location::tree(&desk).await?;
    let holdings = holding::of_item(&desk, id, MOST).await?;
    let promises = item::promises(&desk, &item.kind, 20).await?;
    let short = item::short(&desk, &item.kind, &promises).await?;
    let entries = ledger::of_item(&desk, id, 40).await?;
    let history = lines(&desk, &entries, &tree);
    let sayings = substance::sayings(&desk, Contents::from(&item).substance()).await?;
    let (today, soon) = (desk.today(), holding::soon(&desk));
    let role = desk.who().role;
    let (may_keep, may_move) = (role.may(Right::KeepStock), role.may(Right::MoveStock));
    let title = item.name.clone();
    let kept = frame.kept.clone();
    frame
        .show(Some(Stop::Stock), &title, move || {
            let hazards = Hazards::of(&item, &sayings);
            let (out, to_come) = promises.iter().partition(|promise| promise.is_out());
            let there = if holdings.is_empty() {
                nothing(id, may_move && !item.is_retired)
            } else {
                shelf(Shelf {
                    holdings: holdings.clone(),
                    tree: &tree,
                    soon,
                    today,
                    may_move,
                    shows: Shows::Places,
                    kept,
                })
            };
            view! {
                {head(&item, &holdings, may_keep, may_move)}
                {hazards.map(|hazards| view! { <Card>{hazard_view(Some(&hazards))}</Card> })}
                <div class="split">
                    <div class="stack">
                        {there}
                        {promised("Promised to coming lessons", to_come, &tree)}
                        {promised("Out until it is checked in", out, &tree)}
                    </div>
                    <div class="stack">
                        <Card>{facts(&item, short)}</Card>
                        {past(history)}
                    </div>
                </div>
            }
            .into_any()
        })
        .await
}

fn head(item: &Item, holdings: &[Holding], may_keep: bool, may_move: bool) -> AnyView {
    let id = item.id;
    let labels = label_href(holdings.iter().map(|holding| holding.code));
    let sub = if item.is_retired {
        "out of use".to_owned()
    } else {
        item.sort.code().to_owned()
    };
    let way = vec![Crumb::new(Path::Stock.href(), "Stock")];
    let receives = may_move && !item.is_retired;
    let has_labels = !holdings.is_empty();
    let make = recipe_href(&item.kind, None);
    view! {
        <PageHead title=item.name.clone() sub way>
            {receives
                .then(|| view! { <LinkButton href=format!("/stock/{id}/receive") glyph=Glyph::Plus tone=Tone::Primary>"Receive"</LinkButton> })}
            {make.map(|href| view! { <LinkButton href glyph=Glyph::Practical>"Make it"</LinkButton> })}
            {has_labels.then(|| view! { <LinkButton href=labels glyph=Glyph::Label>"Labels"</LinkButton> })}
            {may_keep.then(|| view! { <LinkButton href=format!("/stock/{id}/edit") glyph=Glyph::Edit>"Change"</LinkButton> })}
        </PageHead>
    }
    .into_any()
}

fn nothing(id: ItemId, may_receive: bool) -> AnyView {
    view! {
        <Card>
            <Empty glyph=Glyph::Stock title="There is none of it" small=true>
                {may_receive.then(|| view! { <LinkButton href=format!("/stock/{id}/receive")>"Receive some"</LinkButton> })}
            </Empty>
        </Card>
    }
    .into_any()
}

fn facts(item: &Item, short: Option<Amount>) -> AnyView {
    let short = short.map(|short| view! { " "{short_mark(short)} });
    let low = level(item).map(|level| view! { " "{level} });
    let (total, minimum, expires_on) = (item.total, item.minimum, item.expires_on);
    let note = item.note.clone();
    view! {
        <Facts>
            <Fact term="There is"><AmountText amount=total/>{low}{short}</Fact>
            {minimum.map(|least| view! { <Fact term="Low below"><AmountText amount=least/></Fact> })}
            {expires_on.map(|day| view! { <Fact term="First use by">{when::day(day)}</Fact> })}
            {note.map(|note| view! { <Fact term="Note">{note}</Fact> })}
        </Facts>
    }
    .into_any()
}

fn promised(title: &'static str, promises: Vec<&Promise>, tree: &Tree) -> Option<AnyView> {
    if promises.is_empty() {
        return None;
    }
    let rows = promises
        .into_iter()
        .map(|promise| {
            let room = tree.find(promise.room).map(|room| room.name.clone());
            view! {
                <tr>
                    <th scope="row"><a href=Path::Order(promise.requisition).href()>{promise.class.clone()}</a></th>
                    <td data-label="When">{format!("{}, {}", when::near_day(promise.day), promise.period)}</td>
                    <td data-label="Room">{room}</td>
                    <td class="num" data-label="Amount"><AmountText amount=promise.amount/></td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <Card title=title class="flush">
                <DataTable label=title class="stacked">
                    <thead>
                        <tr>
                            <th scope="col">"Class"</th>
                            <th scope="col">"When"</th>
                            <th scope="col">"Room"</th>
                            <th scope="col" class="num">"Amount"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </DataTable>
            </Card>
        }
        .into_any(),
    )
}

fn past(history: Vec<HistoryLine>) -> Option<AnyView> {
    (!history.is_empty())
        .then(|| view! { <Card title="History"><History lines=history/></Card> }.into_any())
}
