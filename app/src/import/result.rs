//! A list that was read in, and taking it back.

use leptos::prelude::*;
use serde::Deserialize;
use shared::{account::right::CanImportStock, id::ImportId, moment::Zone};
use store::import::{self, Import, Left, Used};

use super::page::{day, state};
use crate::{
    parts::{
        AmountText, Button, Card, Checkbox, Crumb, DataTable, Fact, Facts, LinkButton, PageHead,
        PostForm, Stop, Tone,
    },
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Sent, Shown},
};

/// The most of what stays that is listed.
const LISTED: usize = 200;

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanImportStock>, At(at): At<ImportId>) -> Shown {
    let found = import::find(&desk, at).await?;
    let standing = import::standing(&desk, at).await?;
    let used = import::used(&desk, at).await?;
    let zone = desk.who().zone;
    let title = found.file_name.clone();
    frame
        .show(Some(Stop::Import), &title, move || {
            view! { <ReadIn found standing used zone/> }.into_any()
        })
        .await
}

/// What the form to take a list back sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Undoing {
    even_used: String,
}

/// Takes a list back.
pub async fn create_undoing(
    Enter(desk): Enter<CanImportStock>,
    At(at): At<ImportId>,
    sent: Sent<Undoing>,
) -> Result<Done, Failed> {
    let even_used = !sent.form.even_used.is_empty();
    let undone = sent
        .accepted(import::undo(&desk.once(&sent), at, even_used).await)
        .await?;
    let said = match (undone.taken_back, undone.left.len()) {
        (0, 0) => "Taken back: the items and places that came with it.".to_owned(),
        (0, _) => "Nothing was taken back: all of it has been used since.".to_owned(),
        (back, 0) => format!("Taken back: {}.", holdings(back)),
        (back, 1) => format!(
            "Taken back: {}. One stays, since it has been used since.",
            holdings(back)
        ),
        (back, left) => format!(
            "Taken back: {}. {left} stay, since they have been used since.",
            holdings(back)
        ),
    };
    Ok(Done::to(&Path::Import(at)).saying(said))
}

fn holdings(count: usize) -> String {
    if count == 1 {
        "one holding".to_owned()
    } else {
        format!("{count} holdings")
    }
}

#[component]
fn ReadIn(found: Import, standing: i64, used: Vec<Left>, zone: Zone) -> impl IntoView {
    let way = vec![
        Crumb::new(Path::Stock.href(), "Stock"),
        Crumb::new(Path::Imports.href(), "Import"),
    ];
    let badge = state(&found);
    let by = found.by.clone().unwrap_or_else(|| "–".to_owned());
    view! {
        <PageHead title=found.file_name.clone() sub="an imported list" way>
            <LinkButton href=Path::Stock.href() tone=Tone::Primary>"Go to the stock"</LinkButton>
        </PageHead>
        <div class="split">
            <Card title="What came of it">
                <Facts>
                    <Fact term="Imported">{day(zone, found.at)}</Fact>
                    <Fact term="By">{by}</Fact>
                    <Fact term="Holdings">{found.holdings}</Fact>
                    <Fact term="Still there">{standing}" "{badge}</Fact>
                </Facts>
            </Card>
            <Back found standing used=used.len()/>
        </div>
        <Staying used/>
    }
    .into_any()
}

#[component]
fn Back(found: Import, standing: i64, used: usize) -> impl IntoView {
    if standing == 0 && found.undone_at.is_some() {
        return view! {
            <Card title="Undo this import"><p>"Nothing of it is left."</p></Card>
        }
        .into_any();
    }
    let box_ = (used > 0).then(|| {
        let label = match used {
            1 => "Also the one that has been used since".to_owned(),
            used => format!("Also the {used} that have been used since"),
        };
        view! {
            <Checkbox name="even_used" label
                hint="Its history stays; what is left goes."/>
        }
    });
    let untouched = i64::try_from(used).map_or(0, |used| standing - used);
    let are = if untouched == 1 { "is" } else { "are" };
    let words = match standing {
        standing if standing > 0 && untouched == 0 => {
            "All that is left of it has been used or asked for since.".to_owned()
        }
        0 => "Nothing of it is anywhere: the items and places that came with it will be removed."
            .to_owned(),
        standing => format!(
            "{untouched} of {standing} {are} untouched and will be removed, with the places and items that came with them."
        ),
    };
    view! {
        <Card title="Undo this import">
            <p>{words}</p>
            <PostForm action=format!("{}/undoing", Path::Import(found.id).href()) class="form">
                {box_}
                <div class="form-acts"><Button tone=Tone::Danger>"Undo this import"</Button></div>
            </PostForm>
        </Card>
    }
    .into_any()
}

#[component]
fn Staying(used: Vec<Left>) -> impl IntoView {
    if used.is_empty() {
        return ().into_any();
    }
    let more = used.len().saturating_sub(LISTED);
    let aside = if more > 0 {
        format!("the first {LISTED} of {}", used.len())
    } else {
        used.len().to_string()
    };
    let rows = used
        .into_iter()
        .take(LISTED)
        .map(|left| {
            let why = match left.used {
                Used::Moved => "used, moved or counted since",
                Used::Edited => "edited since",
                Used::Promised => "asked for by an order since",
            };
            view! {
                <tr>
                    <th scope="row"><a href=Path::Holding(left.holding).href()>{left.name}</a></th>
                    <td class="num" data-label="Amount"><AmountText amount=left.amount/></td>
                    <td data-label="Why">{why}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Card title="Used since" aside class="flush">
            <DataTable label="What has been used since" class="stacked">
                <thead>
                    <tr>
                        <th scope="col">"Holding"</th>
                        <th scope="col" class="num">"Amount"</th>
                        <th scope="col">"Why it stays"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
    }
    .into_any()
}
