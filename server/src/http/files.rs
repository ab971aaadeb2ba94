//! Files that pages lead to: labels on paper, the stock as a spreadsheet.

use app::{
    label::{ToPrint, Wanted},
    path::Path,
    web::{Enter, Failed, Route, Site},
};
use axum::{
    extract::{RawQuery, State},
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use reference::sheet::sheets;
use shared::{account::right::CanLook, refusal::Refusal};
use stocklist::{
    own,
    spreadsheet::{write_csv, write_xlsx},
};
use tokio::task::spawn_blocking;

use crate::paper::{self, PaperError};

/// The routes of files.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/labels.pdf", labels_pdf),
        Route::get("/stock/export.csv", stock_csv),
        Route::get("/stock/export.xlsx", stock_xlsx),
    ]
}

async fn labels_pdf(
    State(site): State<Site>,
    Enter(desk): Enter<CanLook>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failed> {
    let wanted = Wanted::of_query(query.as_deref());
    let found = ToPrint::of(&desk, &site.base_url, &wanted).await?;
    if !found.can_be_printed() {
        // The page says what is to be put right.
        let page = format!("{}?{}", Path::Labels.href(), query.unwrap_or_default());
        return Ok(Redirect::to(&page).into_response());
    }
    let sheet = sheets()
        .map_err(Failed::fault)?
        .find(wanted.sheet())
        .ok_or(Refusal::NotFound)?;
    let start = wanted.start();
    let pdf = beside(move || paper::labels::pdf(sheet, start, (0.0, 0.0), &found.labels))
        .await?
        .map_err(|error| match error {
            PaperError::Nothing | PaperError::NoSuchPosition { .. } => Refusal::NotFound.into(),
            error => Failed::fault(error),
        })?;
    Ok(file(
        pdf,
        "application/pdf",
        "inline; filename=\"labels.pdf\"",
    ))
}

async fn stock_csv(Enter(desk): Enter<CanLook>) -> Result<Response, Failed> {
    let rows = own::everything(&desk).await?;
    let bytes = beside(move || write_csv(&own::HEADER, &rows))
        .await?
        .map_err(Failed::fault)?;
    let name = format!("attachment; filename=\"stock-{}.csv\"", desk.today());
    Ok(file(bytes, "text/csv; charset=utf-8", &name))
}

async fn stock_xlsx(Enter(desk): Enter<CanLook>) -> Result<Response, Failed> {
    let rows = own::everything(&desk).await?;
    let bytes = beside(move || write_xlsx("Stock", &own::columns(), &rows))
        .await?
        .map_err(Failed::fault)?;
    let name = format!("attachment; filename=\"stock-{}.xlsx\"", desk.today());
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(bytes, kind, &name))
}

/// Makes a file where other requests need not wait for it.
async fn beside<T: Send + 'static>(make: impl FnOnce() -> T + Send + 'static) -> Result<T, Failed> {
    spawn_blocking(make).await.map_err(Failed::fault)
}

fn file(bytes: Vec<u8>, kind: &'static str, disposition: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition.to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}
