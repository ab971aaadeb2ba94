//! Everything that the school holds, as a file that reads back in unchanged.

use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use shared::{account::right::CanLook, refusal::Refusal};
use stocklist::{own, spreadsheet};
use store::{Desk, holding, item, location};

use crate::web::{Enter, Failed};

/// As CSV.
pub async fn csv(Enter(desk): Enter<CanLook>) -> Result<Response, Failed> {
    let rows = rows(&desk).await?;
    let file = spreadsheet::write_csv(&own::HEADER, &rows).map_err(|error| fault(&error))?;
    Ok(download(&desk, "text/csv; charset=utf-8", "csv", file))
}

/// As a workbook.
pub async fn xlsx(Enter(desk): Enter<CanLook>) -> Result<Response, Failed> {
    const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let rows = rows(&desk).await?;
    let written =
        tokio::task::spawn_blocking(move || spreadsheet::write_xlsx("Stock", &own::HEADER, &rows));
    let file = written
        .await
        .map_err(|error| fault(&error))?
        .map_err(|error| fault(&error))?;
    Ok(download(&desk, TYPE, "xlsx", file))
}

async fn rows(desk: &Desk<CanLook>) -> Result<Vec<Vec<String>>, Failed> {
    let places = location::tree(desk).await?;
    let minima = item::minima(desk).await?;
    let mut rows = Vec::new();
    let mut holdings = holding::everything(desk, None).await?;
    while let Some(last) = holdings.last() {
        rows.extend(own::rows(&holdings, &places, &minima));
        holdings = holding::everything(desk, Some((&last.name, last.id))).await?;
    }
    Ok(rows)
}

fn fault(error: &dyn std::fmt::Display) -> Failed {
    tracing::error!(%error, "export");
    Refusal::Fault("export".to_owned()).into()
}

fn download(desk: &Desk<CanLook>, kind: &str, ending: &str, file: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"stock-{}.{ending}\"", desk.today());
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, file).into_response()
}
