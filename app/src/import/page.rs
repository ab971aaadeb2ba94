//! Bringing a list, and those that were read in before.

use axum::{
    extract::{Multipart, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use leptos::prelude::*;
use shared::{account::right::CanImportStock, moment::Zone};
use stocklist::{
    plan::Said,
    spreadsheet::{self, MAX_BYTES, SpreadsheetError, workbook},
};
use store::{
    Desk,
    import::{
        self, Import,
        upload::{self, Waiting},
    },
};

use crate::{
    parts::{
        Badge, Button, Card, Crumb, DataTable, Empty, FileInput, Glyph, Mark, PageHead, PostForm,
        Stop, Tone,
    },
    path::Path,
    web::{Done, Enter, Failed, Frame, Guest, SCHOOL, Shown, ensure_at},
};

/// How many earlier lists are shown.
const SHOWN: i64 = 50;

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanImportStock>) -> Shown {
    show(frame, &desk, None).await
}

async fn show(frame: Frame, desk: &Desk<CanImportStock>, problem: Option<String>) -> Shown {
    let imports = import::list(desk, SHOWN).await?;
    let waiting = upload::waiting(desk).await?;
    let zone = desk.who().zone;
    frame
        .show(Some(Stop::Import), "Import", move || {
            view! { <Bring problem waiting imports zone/> }.into_any()
        })
        .await
}

/// Reads the cells of a file and goes on to what they would become; or says what is wrong with it.
pub async fn create_upload(
    frame: Frame,
    Enter(desk): Enter<CanImportStock>,
    guest: Guest,
    sent: Multipart,
) -> Result<Response, Failed> {
    match bring(&desk, &guest, sent).await {
        Ok(done) => Ok(done.into_response()),
        Err(NotBrought::File(problem)) => {
            let mut response = show(frame, &desk, Some(problem.to_string())).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(NotBrought::Failed(failed)) => Err(failed),
    }
}

/// Why a file is not here.
enum NotBrought {
    File(SpreadsheetError),
    Failed(Failed),
}

impl From<SpreadsheetError> for NotBrought {
    fn from(error: SpreadsheetError) -> Self {
        Self::File(error)
    }
}

async fn bring(
    desk: &Desk<CanImportStock>,
    guest: &Guest,
    sent: Multipart,
) -> Result<Done, NotBrought> {
    let (name, bytes) = received(guest, sent).await?;
    let file_name = name.clone();
    // Reading a workbook takes a while and waits for a child process.
    let read = tokio::task::spawn_blocking(move || {
        let program = workbook::this_program().map_err(|_| SpreadsheetError::Unavailable)?;
        let grid = spreadsheet::read(&bytes, &name, &program)?;
        let layouts = shared::import::guess(&grid);
        Ok((grid, layouts))
    });
    let read = read.await.unwrap_or(Err(SpreadsheetError::Unavailable));
    let (grid, layouts) = read.map_err(NotBrought::File)?;
    let said = Said {
        layouts,
        ..Said::default()
    };
    let kept = upload::keep(desk, &file_name, &grid, &said).await;
    let id = kept.map_err(|error| NotBrought::Failed(error.into()))?;
    Ok(Done::to(&Path::Upload(id)))
}

/// The file's name and bytes. Of a file that is too large the rest is read and dropped, since a browser only
/// shows the answer once it has sent everything.
async fn received(guest: &Guest, mut sent: Multipart) -> Result<(String, Vec<u8>), NotBrought> {
    while let Some(mut field) = sent.next_field().await.map_err(not_received)? {
        if field.name() == Some(SCHOOL) {
            let of = field.text().await.map_err(not_received)?;
            ensure_at(guest, &of, Path::Imports.href()).map_err(NotBrought::Failed)?;
            continue;
        }
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default();
        let name: String = name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .chars()
            .take(120)
            .collect();
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(not_received)? {
            if bytes.len() <= MAX_BYTES {
                bytes.extend_from_slice(&chunk);
            }
        }
        // A form in which nothing was chosen sends a file without name and content.
        if name.is_empty() && bytes.is_empty() {
            break;
        }
        return Ok((name, bytes));
    }
    Err(SpreadsheetError::NoFile.into())
}

fn not_received(error: MultipartError) -> SpreadsheetError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => SpreadsheetError::TooLarge,
        _ => SpreadsheetError::NotWhole,
    }
}

#[component]
fn Bring(
    problem: Option<String>,
    waiting: Vec<Waiting>,
    imports: Vec<Import>,
    zone: Zone,
) -> impl IntoView {
    view! {
        <PageHead title="Import" sub="the list you already keep" way=vec![Crumb::new(Path::Stock.href(), "Stock")]/>
        <div class="split">
            <Card title="Import a stock list">
                <PostForm action=Path::Imports.href() class="form" upload=true>
                    <FileInput name="file" label="File" accept=".csv,.tsv,.txt,.xlsx,.xls,.ods"
                        hint="CSV, XLSX, ODS or XLS, at most 32 MB." error=problem/>
                    <div class="form-acts">
                        <Button tone=Tone::Primary glyph=Glyph::Import>"Show what it says"</Button>
                    </div>
                </PostForm>
                <p class="small quiet">
                    "Nothing is written yet: next you see, cell by cell, what will become what."
                </p>
            </Card>
            <Card title="What can be read">
                <ul class="bullets">
                    <li>"One row for each thing, with columns such as name, amount and place."</li>
                    <li>
                        "A shelf list: each column is a place, and the cells below it are things with their amounts, such as “zinc 500 g” or “tripods x 20”."
                    </li>
                    <li>"Everything that was exported here: it comes in again as it was, less what is here already."</li>
                </ul>
            </Card>
        </div>
        <BeingLookedAt waiting zone/>
        <Earlier imports zone/>
    }
    .into_any()
}

/// Lists that were brought and not imported yet. Each is kept for a day.
#[component]
fn BeingLookedAt(waiting: Vec<Waiting>, zone: Zone) -> impl IntoView {
    if waiting.is_empty() {
        return ().into_any();
    }
    let rows = waiting
        .into_iter()
        .map(|list| {
            let href = Path::Upload(list.id).href();
            let discard = format!("{href}/discarding");
            let label = format!("Discard {}", list.file_name);
            view! {
                <tr>
                    <th scope="row"><a href=href>{list.file_name}</a></th>
                    <td data-label="Brought">{day(zone, list.at)}</td>
                    <td class="end">
                        <PostForm action=discard class="inline">
                            <Button tone=Tone::Quiet label>"Discard"</Button>
                        </PostForm>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Card title="Not imported yet" aside="kept for a day" class="flush">
            <DataTable label="Lists that are not imported yet" class="stacked">
                <thead>
                    <tr>
                        <th scope="col">"File"</th>
                        <th scope="col">"Brought"</th>
                        <th scope="col"><span class="hidden">"Discard"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
    }
    .into_any()
}

#[component]
fn Earlier(imports: Vec<Import>, zone: Zone) -> impl IntoView {
    if imports.is_empty() {
        let words = "Imported lists are kept here, and each import can be undone.";
        return view! { <Empty glyph=Glyph::Import title="No list imported yet" words/> }
            .into_any();
    }
    let rows = imports
        .into_iter()
        .map(|import| {
            let href = Path::Import(import.id).href();
            let state = state(&import);
            view! {
                <tr>
                    <th scope="row"><a href=href>{import.file_name}</a></th>
                    <td data-label="Imported">{day(zone, import.at)}</td>
                    <td data-label="By">{import.by.unwrap_or_else(|| "–".to_owned())}</td>
                    <td class="num" data-label="Holdings">{import.holdings}</td>
                    <td>{state}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Card title="Imported lists" class="flush">
            <DataTable label="Imported lists" class="stacked">
                <thead>
                    <tr>
                        <th scope="col">"File"</th>
                        <th scope="col">"Imported"</th>
                        <th scope="col">"By"</th>
                        <th scope="col" class="num">"Holdings"</th>
                        <th scope="col"><span class="hidden">"State"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
    }
    .into_any()
}

/// Whether a list still stands, in words.
pub(super) fn state(import: &Import) -> AnyView {
    match (import.undone_at, import.stay) {
        (None, _) => ().into_any(),
        (Some(_), 0) => view! { <Badge mark=Mark::Plain>"Taken back"</Badge> }.into_any(),
        (Some(_), left) => {
            let stay = if left == 1 {
                "one stays".to_owned()
            } else {
                format!("{left} stay")
            };
            view! { <Badge mark=Mark::Warn>{format!("Taken back, {stay}")}</Badge> }.into_any()
        }
    }
}

/// `24 Nov 2026, 8:45`
pub(super) fn day(zone: Zone, at: shared::moment::Moment) -> String {
    format!("{}, {}", zone.day(at).format("%-d %b %Y"), zone.minute(at))
}
