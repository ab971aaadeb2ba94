//! Where the book was wrong: more was taken than it knew of. Somebody looks, and says so.

use leptos::prelude::*;
use shared::{account::right::CanMoveStock, id::PostingId, location::Tree};
use store::ledger::{self, Correction};

use super::{deed::Act, history::what};
use crate::{
    item::stock_tabs,
    parts::{
        AmountText, Button, Crumb, DataTable, Empty, Glyph, LinkButton, PageHead, PostForm, Stop,
    },
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Sent, Shown},
    when,
};

/// The most lines that are looked through at once.
const LINES: i64 = 200;

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanMoveStock>) -> Shown {
    let found = ledger::to_look_at(&desk, LINES).await?;
    let tree = store::location::tree(&desk).await?;
    let (zone, today) = (desk.who().zone, desk.today());
    frame
        .show(Some(Stop::Stock), "To look at", move || {
            let way = vec![Crumb::new(Path::Stock.href(), "Stock")];
            let rows = found
                .iter()
                .map(|one| row(one, &tree, when::moment(zone, one.entry.at, today)))
                .collect_view();
            let list = if found.is_empty() {
                nothing()
            } else {
                table(rows.into_any())
            };
            view! {
                <PageHead title="To look at" sub="more was taken than the book knew of" way/>
                {stock_tabs()}
                {list}
            }
            .into_any()
        })
        .await
}

fn nothing() -> AnyView {
    view! {
        <Empty glyph=Glyph::Check title="Nothing to look at"
            words="When more is taken than the book says is there, the book is corrected and it stands here.">
            <LinkButton href=Path::Stock.href()>"Show the stock"</LinkButton>
        </Empty>
    }
    .into_any()
}

fn table(rows: AnyView) -> AnyView {
    view! {
        <section class="card flush">
            <DataTable label="Corrections to look at" class="stacked">
                <thead>
                    <tr>
                        <th scope="col">"Of"</th>
                        <th scope="col">"Place"</th>
                        <th scope="col">"What happened"</th>
                        <th scope="col" class="num">"There now"</th>
                        <th scope="col"><span class="hidden">"Say that you looked"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </section>
    }
    .into_any()
}

fn row(one: &Correction, tree: &Tree, at: String) -> AnyView {
    let entry = &one.entry;
    let who = entry.by.clone().unwrap_or_default();
    let words = format!("{who} {} · {at}", what(entry, tree));
    let label = format!("Looked at {}", one.name);
    view! {
        <tr>
            <th scope="row"><a href=Path::Holding(entry.holding).href()>{one.name.clone()}</a></th>
            <td data-label="Place">{tree.near(one.place)}</td>
            <td data-label="What happened">{words}</td>
            <td class="num" data-label="There now"><AmountText amount=one.left/></td>
            <td class="nowrap">
                <PostForm action=format!("/postings/{}/look", entry.posting) class="inline">
                    <Button glyph=Glyph::Check label=label>"Looked at"</Button>
                </PostForm>
            </td>
        </tr>
    }
    .into_any()
}

/// Notes that somebody has looked.
pub async fn create_look(
    Enter(desk): Enter<CanMoveStock>,
    At(id): At<PostingId>,
    sent: Sent<Act>,
) -> Result<Done, Failed> {
    sent.accepted(ledger::looked(&desk.once(&sent), id).await)
        .await?;
    Ok(Done::to(&Path::Corrections).saying("Looked at."))
}
