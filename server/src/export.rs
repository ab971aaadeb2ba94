//! The whole stock as a table: one row per holding, in columns that an import reads back.

use shared::{
    account::Grant,
    amount::{Amount, Unit},
    import::Meaning,
    moment::Day,
};
use store::{Desk, Result, holding::Holding};

/// The columns.
pub const HEADER: [&str; 13] = [
    Meaning::Name.title(),
    Meaning::Sort.title(),
    Meaning::Amount.title(),
    Meaning::Unit.title(),
    Meaning::Place.title(),
    Meaning::Concentration.title(),
    Meaning::Code.title(),
    Meaning::Supplier.title(),
    Meaning::Expiry.title(),
    Meaning::Received.title(),
    Meaning::Cas.title(),
    Meaning::Notes.title(),
    "serial number",
];

/// Everything the school holds, by name.
pub async fn rows<R: Grant>(desk: &Desk<R>) -> Result<Vec<Vec<String>>> {
    let tree = store::location::tree(desk).await?;
    let mut rows = Vec::new();
    let mut last: Option<Holding> = None;
    loop {
        let after = last
            .as_ref()
            .map(|holding| (holding.name.as_str(), holding.id));
        let some = store::holding::everything(desk, after).await?;
        rows.extend(
            some.iter()
                .map(|holding| row(holding, &tree.place(holding.location).path)),
        );
        match some.into_iter().next_back() {
            Some(end) => last = Some(end),
            None => return Ok(rows),
        }
    }
}

fn row(holding: &Holding, place: &[String]) -> Vec<String> {
    let about = &holding.particulars;
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let cas = holding
        .substance
        .as_ref()
        .and_then(reference::substance::get)
        .and_then(|substance| substance.cas.as_ref())
        .map(ToString::to_string);
    let (figure, unit) = written(holding.amount);
    vec![
        holding.name.clone(),
        holding.sort.code().to_owned(),
        figure,
        unit.to_owned(),
        place.join(" > "),
        holding
            .concentration
            .map(shared::concentration::Concentration::code)
            .unwrap_or_default(),
        holding.code.to_string(),
        text(&about.supplier),
        day(about.expires_on),
        day(about.received_on),
        cas.unwrap_or_default(),
        text(&about.note),
        text(&about.serial),
    ]
}

/// An amount as an exact figure in the whole unit, and that unit in plain letters.
fn written(amount: Amount) -> (String, &'static str) {
    let unit = match amount.unit() {
        Unit::Litre => "dm3",
        Unit::Gram => "g",
        Unit::Metre => "m",
        Unit::Piece => "pieces",
    };
    let (whole, rest) = (amount.micro() / 1_000_000, amount.micro() % 1_000_000);
    let figure = format!("{whole}.{rest:06}");
    let figure = figure.trim_end_matches('0').trim_end_matches('.');
    (figure.to_owned(), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_exact_and_plain() {
        let text = |micro, unit| {
            let (figure, unit) = written(Amount::new(micro, unit));
            format!("{figure} {unit}")
        };
        assert_eq!(text(2_500_000, Unit::Litre), "2.5 dm3");
        assert_eq!(text(50, Unit::Litre), "0.00005 dm3");
        assert_eq!(text(30_000_000, Unit::Piece), "30 pieces");
        assert_eq!(text(0, Unit::Gram), "0 g");
    }

    #[test]
    fn every_column_but_the_last_is_known_to_the_import() {
        for head in &HEADER[..HEADER.len() - 1] {
            assert!(Meaning::of_header(head).is_some(), "{head}");
        }
    }
}
