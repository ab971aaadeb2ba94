//! The figures as a table for a spreadsheet.

use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use shared::{account::right::CanOversee, import::guard};
use store::oversight::{self, Oversight};

use super::page::factor;
use crate::web::{Enter, Failed};

/// The download: one figure a line, with what it is of.
pub async fn export(Enter(desk): Enter<CanOversee>) -> Result<Response, Failed> {
    let text = written(&oversight::overview(&desk).await?).map_err(Failed::fault)?;
    let name = format!("attachment; filename=\"oversight-{}.csv\"", desk.today());
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

fn written(seen: &Oversight) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut line = |figure: &str, of: &str, value: String, unit: &str| {
        out.write_record([figure, &guard::guard(of), &value, unit])
    };
    line("figure", "of", "value".to_owned(), "unit")?;
    line("orders waiting", "", seen.waiting.to_string(), "orders")?;
    line(
        "orders waiting for their teachers",
        "",
        seen.queried.to_string(),
        "orders",
    )?;
    line(
        "open orders that came late",
        "",
        seen.late.to_string(),
        "orders",
    )?;
    line(
        "risk notes waiting",
        "",
        seen.risk_waiting.to_string(),
        "notes",
    )?;
    line("orders sent", "this term", seen.sent.to_string(), "orders")?;
    line(
        "orders sent in time",
        "this term",
        seen.in_time.to_string(),
        "orders",
    )?;
    line("service factor", "", factor(seen.service_factor), "")?;
    for day in &seen.days {
        let of = day.day.day.to_string();
        line("make", &of, day.make.to_string(), "minutes")?;
        line(
            "gather and deliver",
            &of,
            day.gather_and_deliver.to_string(),
            "minutes",
        )?;
        line(
            "collect and check in",
            &of,
            day.clear.to_string(),
            "minutes",
        )?;
        line("free for orders", &of, day.free.to_string(), "minutes")?;
    }
    for class in &seen.classes {
        line(
            "practicals this term",
            &class.name,
            class.practicals.to_string(),
            "orders",
        )?;
        line(
            "lessons this term",
            &class.name,
            class.lessons.to_string(),
            "lessons",
        )?;
    }
    for period in &seen.labs {
        line(
            "labs in use",
            &period.name,
            period.lessons.to_string(),
            "lessons",
        )?;
        line(
            "labs there",
            &period.name,
            period.places.to_string(),
            "lessons",
        )?;
    }
    Ok(out.into_inner()?)
}
