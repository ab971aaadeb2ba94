//! Everything that a school holds as a table, which reads back in unchanged: nothing in it is guessed.

use std::collections::HashMap;

use shared::account::Grant;
use shared::amount::{Amount, Unit};
use shared::import::{At, Grid, Sheet, day};
use shared::kind::{KindId, KindName, Sort};
use shared::location::Tree;
use shared::moment::Day;
use store::holding::{self, Holding, Particulars};
use store::import::Line;
use store::item::{self, Item, Wanted};
use store::{Desk, location};

use super::plan::{Planned, Planning, Unread};
use super::spreadsheet::Holds;

/// The columns. A file that has them all is read exactly; more columns, or another order, do no harm.
pub const HEADER: [&str; 21] = [
    "code",
    "name",
    "amount",
    "unit",
    "place",
    "place within",
    "sort",
    "kind",
    "concentration",
    "minimum",
    "size",
    "serial",
    "lot",
    "supplier",
    "received",
    "opened",
    "made",
    "made by",
    "expiry",
    "notes",
    "item notes",
];

/// The columns with what each holds in a workbook.
pub fn columns() -> Vec<(&'static str, Holds)> {
    let holds = |head: &str| match head {
        "amount" | "minimum" | "size" => Holds::Figures,
        "received" | "opened" | "made" | "expiry" => Holds::Days,
        _ => Holds::Text,
    };
    HEADER.map(|head| (head, holds(head))).to_vec()
}

/// What stands between the names of a place's way.
const INSIDE: &str = " › ";

/// Everything that a school holds: one row for each holding, then one for each item of which nothing is there.
pub async fn everything<R: Grant>(desk: &Desk<R>) -> store::Result<Vec<Vec<String>>> {
    let places = location::tree(desk).await?;
    let wanted = item::wanted(desk).await?;
    let holdings = holding::everything(desk).await?;
    let holdings = holdings.iter();
    let rows = holdings.map(|holding| row(holding, &places, wanted.get(&holding.item)));
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.extend(item::without_holdings(desk).await?.iter().map(bare_row));
    Ok(rows)
}

/// An item of which nothing is there.
fn bare_row(item: &Item) -> Vec<String> {
    let mut row = vec![String::new(); HEADER.len()];
    let mut say = |name: &str, text: String| {
        if let Some(at) = HEADER.iter().position(|head| *head == name) {
            row[at] = text;
        }
    };
    say("name", item.name.clone());
    say("unit", sign(item.unit()).to_owned());
    say("sort", item.sort.code().to_owned());
    say("kind", kind_said(&item.kind));
    let strength = item.concentration.map(|strength| strength.to_string());
    say("concentration", strength.unwrap_or_default());
    say("minimum", item.minimum.map(figure).unwrap_or_default());
    say("item notes", item.note.clone().unwrap_or_default());
    row
}

/// The kind's id; what only this school has means nothing elsewhere.
fn kind_said(kind: &KindId) -> String {
    match kind.name() {
        KindName::Own(_) => String::new(),
        _ => kind.to_string(),
    }
}

fn row(holding: &Holding, places: &Tree, wanted: Option<&Wanted>) -> Vec<String> {
    let minimum = wanted.and_then(|wanted| wanted.minimum);
    let about = &holding.particulars;
    let way = places.place(holding.location).path;
    let (first, rest) = way
        .split_first()
        .map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let date = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let figure = |amount: Option<Amount>| amount.map(figure).unwrap_or_default();
    vec![
        holding.code.to_string(),
        holding.name.clone(),
        self::figure(holding.amount),
        sign(holding.amount.unit()).to_owned(),
        first.to_owned(),
        rest.join(INSIDE),
        holding.sort.code().to_owned(),
        kind_said(&holding.kind),
        holding
            .concentration
            .map(|c| c.to_string())
            .unwrap_or_default(),
        figure(minimum),
        figure(about.capacity),
        text(&about.serial),
        text(&about.lot),
        text(&about.supplier),
        date(about.received_on),
        date(about.opened_on),
        date(about.made_on),
        text(&about.made_by),
        date(about.expires_on),
        text(&about.note),
        wanted
            .and_then(|wanted| wanted.note.clone())
            .unwrap_or_default(),
    ]
}

/// Reads a table that was exported here; none when it is another one.
pub(super) fn read(grid: &Grid) -> Option<Planning> {
    let [sheet] = grid.sheets.as_slice() else {
        return None;
    };
    let head: HashMap<String, usize> = (0..sheet.width())
        .map(|column| (sheet.text(0, column).to_lowercase(), column))
        .collect();
    if !HEADER.iter().all(|name| head.contains_key(*name)) {
        return None;
    }
    let mut planning = Planning {
        is_own: true,
        ..Planning::default()
    };
    for row in 1..sheet.rows.len() {
        let cells = Cells {
            sheet,
            head: &head,
            row,
        };
        let at = At {
            sheet: 0,
            row,
            column: head.get("name").copied().unwrap_or_default(),
        };
        let text = cells.text("name").to_owned();
        match cells.line() {
            _ if sheet.rows.get(row).is_none_or(Vec::is_empty) => {}
            Ok(line) => planning.things.push(Planned {
                at,
                text,
                line,
                offer: None,
                look: None,
            }),
            Err(why) => planning.unread.push(Unread {
                at,
                text,
                why: why.to_owned(),
            }),
        }
    }
    Some(planning)
}

struct Cells<'c> {
    sheet: &'c Sheet,
    head: &'c HashMap<String, usize>,
    row: usize,
}

impl Cells<'_> {
    fn text(&self, name: &str) -> &str {
        self.head
            .get(name)
            .map_or("", |column| self.sheet.text(self.row, *column))
    }

    fn some(&self, name: &str) -> Option<String> {
        let text = self.text(name);
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn line(&self) -> Result<Line, &'static str> {
        let name = self.some("name").ok_or("It has no name.")?;
        let unit = unit(self.text("unit")).ok_or("Its unit is none of dm³, g, m and piece.")?;
        let amount = |column| read_amount(self.text(column), unit);
        let sort = Sort::from_code(&self.text("sort").to_lowercase())
            .ok_or("Its sort is none that there is.")?;
        // An item of which nothing is there has neither place nor amount.
        let is_bare = self.text("amount").is_empty() && self.text("place").is_empty();
        let held = if is_bare {
            Some(Amount::zero(unit))
        } else {
            amount("amount")
        };
        let inside = self.text("place within");
        let place = [self.text("place")]
            .into_iter()
            .chain(inside.split('›'))
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty());
        Ok(Line {
            place: place.collect(),
            kind: KindId::parse(self.text("kind")).ok(),
            is_matched: false,
            sort,
            name,
            amount: held.ok_or("Its amount is no figure.")?,
            containers: u32::from(!is_bare),
            code: self.text("code").parse().ok(),
            minimum: amount("minimum"),
            item_note: self.some("item notes"),
            particulars: Particulars {
                capacity: amount("size"),
                serial: self.some("serial"),
                lot: self.some("lot"),
                supplier: self.some("supplier"),
                received_on: day(self.text("received")),
                opened_on: day(self.text("opened")),
                made_on: day(self.text("made")),
                made_by: self.some("made by"),
                expires_on: day(self.text("expiry")),
                note: self.some("notes"),
            },
        })
    }
}

const fn sign(unit: Unit) -> &'static str {
    match unit {
        Unit::Litre => "dm³",
        Unit::Gram => "g",
        Unit::Metre => "m",
        Unit::Piece => "piece",
    }
}

fn unit(text: &str) -> Option<Unit> {
    Unit::ALL.into_iter().find(|unit| sign(*unit) == text)
}

/// The exact figure in the unit: `0.25`.
fn figure(amount: Amount) -> String {
    let micro = amount.micro();
    let (whole, part) = (micro / 1_000_000, (micro % 1_000_000).abs());
    if part == 0 {
        return whole.to_string();
    }
    let text = format!("{whole}.{part:06}");
    text.trim_end_matches('0').to_owned()
}

/// A figure in the unit, or what a person has written over it with a unit of its own: `7 g`.
fn read_amount(text: &str, unit: Unit) -> Option<Amount> {
    read_figure(text, unit).or_else(|| {
        let read = Amount::parse(text).ok()?;
        (read.unit() == unit && !read.is_negative()).then_some(read)
    })
}

fn read_figure(text: &str, unit: Unit) -> Option<Amount> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_figure = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_figure(whole) || !is_figure(part) || part.len() > 6 {
        return None;
    }
    let part: i64 = format!("{part:0<6}").parse().ok()?;
    let micro = whole.parse::<i64>().ok()?.checked_mul(1_000_000)?;
    let amount = Amount::new(micro.checked_add(part)?, unit);
    (!amount.is_too_large()).then_some(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_exact() {
        for (micro, text) in [
            (2_500_000, "2.5"),
            (1, "0.000001"),
            (30_000_000, "30"),
            (0, "0"),
        ] {
            let amount = Amount::new(micro, Unit::Gram);
            assert_eq!(figure(amount), text);
            assert_eq!(read_figure(text, Unit::Gram), Some(amount));
        }
        for text in ["", "-1", "1,5", "1.0000001", "ten", "5012345678900"] {
            assert_eq!(read_figure(text, Unit::Gram), None, "{text}");
        }
    }

    #[test]
    fn what_was_written_over_a_figure_is_read_with_its_unit() {
        let amount = Some(Amount::new(7_000_000, Unit::Gram));
        for text in ["7", "7 g", "7.0g", "0.007 kg"] {
            assert_eq!(read_amount(text, Unit::Gram), amount, "{text}");
        }
        for text in ["7 dm3", "-7 g", "some", ""] {
            assert_eq!(read_amount(text, Unit::Gram), None, "{text}");
        }
    }
}
