//! What the columns of a list with one row per thing hold.

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// What the thing is called; may hold amounts as well.
    Name,
    /// How much, or the size of one bottle when there is a count.
    Amount,
    /// The unit of the amount's figure.
    Unit,
    /// How many bottles or pieces.
    Count,
    /// Where it is: the room or cupboard.
    Place,
    /// Where in that place: the shelf or tray.
    SubPlace,
    /// How strong a solution is.
    Concentration,
    /// Chemical, solution, equipment or consumable.
    Sort,
    /// A printed or supplier's code.
    Code,
    /// Who sells it.
    Supplier,
    /// The last day of use.
    Expiry,
    /// The day it came.
    Received,
    /// Anything else worth keeping.
    Notes,
    /// The registry number.
    Cas,
    /// The amount below which it is bought again.
    Minimum,
    /// Not read.
    Ignore,
}

impl Meaning {
    /// Every meaning, in the order forms offer them.
    pub const ALL: [Self; 16] = [
        Self::Name,
        Self::Amount,
        Self::Unit,
        Self::Count,
        Self::Place,
        Self::SubPlace,
        Self::Concentration,
        Self::Sort,
        Self::Code,
        Self::Supplier,
        Self::Expiry,
        Self::Received,
        Self::Notes,
        Self::Cas,
        Self::Minimum,
        Self::Ignore,
    ];

    /// The word for forms and for the header of an export; [`Meaning::of_header`] reads it back.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Amount => "amount",
            Self::Unit => "unit",
            Self::Count => "count",
            Self::Place => "place",
            Self::SubPlace => "place within",
            Self::Concentration => "concentration",
            Self::Sort => "sort",
            Self::Code => "code",
            Self::Supplier => "supplier",
            Self::Expiry => "expiry",
            Self::Received => "received",
            Self::Notes => "notes",
            Self::Cas => "CAS",
            Self::Minimum => "minimum",
            Self::Ignore => "ignore",
        }
    }

    /// The meaning that a column's head tells; `None` for words that tell none.
    pub fn of_header(text: &str) -> Option<Self> {
        let folded = crate::name::fold(text);
        // A unit in brackets is a hint for the column, not part of the word.
        let word = folded.split(['(', '[']).next().unwrap_or_default();
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() || word.len() > 40 {
            return None;
        }
        WORDS
            .iter()
            .find(|(_, words)| words.split(", ").any(|known| known == word))
            .map(|(meaning, _)| *meaning)
            .or_else(|| by_part(word))
    }
}

/// Heads that contain a telling word: "Amount in stock", "Chemical name".
fn by_part(head: &str) -> Option<Meaning> {
    let words: Vec<&str> = head.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |word: &str| words.contains(&word);
    let number_of = has("no") || has("number") || has("num") || has("how");
    // "Cupboard 3" is a place of its own, no column of places.
    if words.len() > 5 || head.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let meaning = if has("cas") {
        Meaning::Cas
    } else if has("expiry") || has("expires") || has("exp") {
        Meaning::Expiry
    } else if has("received") || has("purchased") || has("bought") || has("delivered") {
        Meaning::Received
    } else if has("minimum") || has("reorder") || has("min") {
        Meaning::Minimum
    } else if has("location") || has("cupboard") || has("room") || has("stored") || has("storage") {
        Meaning::Place
    } else if has("catalogue") || has("code") || has("ref") {
        Meaning::Code
    } else if has("supplier") || has("manufacturer") {
        Meaning::Supplier
    } else if number_of
        && (has("bottles")
            || has("containers")
            || has("items")
            || has("packs")
            || has("many")
            || has("of"))
    {
        Meaning::Count
    } else if has("quantity") || has("qty") || has("amount") || has("stock") && !has("list") {
        Meaning::Amount
    } else if has("name") || has("description") {
        Meaning::Name
    } else if has("concentration") || has("molarity") {
        Meaning::Concentration
    } else if has("notes") || has("comments") || has("hazard") || has("hazards") {
        Meaning::Notes
    } else {
        return None;
    };
    Some(meaning)
}

const WORDS: [(Meaning, &str); 16] = [
    (
        Meaning::Name,
        "name, item, items, item name, what, contents, content, things, chemical, chemicals, chemical name, description, product, product name, equipment, apparatus, thing, substance, compound, material, title, item description, equipment name, name of chemical, name of item, reagent, stock item, resource, consumable, asset",
    ),
    (
        Meaning::Amount,
        "amount, quantity, qty, quant, in stock, stock, stock level, on hand, size, pack size, volume, mass, weight, vol, amount in stock, quantity in stock, current stock, bottle size, container size, total, qty in stock, amount left, how much, level, balance",
    ),
    (Meaning::Unit, "unit, units, uom, unit of measure, measure"),
    (
        Meaning::Count,
        "count, number, no, no of, number of, no of items, number of items, pieces, bottles, containers, no of bottles, number of bottles, no of containers, packs, how many, number in stock, no in stock, #",
    ),
    (
        Meaning::Place,
        "place, location, room, store, cupboard, where, position, storage, storage location, stored, lab, area, site, cabinet, building, stored in, kept in, where kept, located",
    ),
    (
        Meaning::SubPlace,
        "place within, shelf, drawer, tray, sub location, sublocation, sub-location, bay, box, position in cupboard, shelf no, shelf number, box no, tray no, drawer no, location within, bin",
    ),
    (
        Meaning::Concentration,
        "concentration, conc, strength, molarity, mol/dm3, purity",
    ),
    (
        Meaning::Sort,
        "sort, kind, type, category, class, item type, group",
    ),
    (
        Meaning::Code,
        "code, catalogue number, catalogue no, cat no, cat, ref, reference, product code, stock code, part no, part number, order code, sku, barcode, serial number, serial no, serial, asset no, asset number, id, item no, item number, item code, stock no",
    ),
    (
        Meaning::Supplier,
        "supplier, manufacturer, make, brand, vendor, company, from, maker",
    ),
    (
        Meaning::Expiry,
        "expiry, expiry date, expires, exp, exp date, use by, best before, shelf life, expiration, expiration date, expire",
    ),
    (
        Meaning::Received,
        "received, date received, date, purchase date, date purchased, bought, date of purchase, delivered, date acquired, date bought, opened, date opened, acquired",
    ),
    (
        Meaning::Notes,
        "notes, note, comments, comment, remarks, remark, details, condition, hazard, hazards, information, info, other, additional information, state, status, warning, safety, hazcard",
    ),
    (
        Meaning::Cas,
        "cas, cas no, cas number, cas rn, cas registry number, casrn, cas-no",
    ),
    (
        Meaning::Minimum,
        "minimum, min, min stock, minimum stock, reorder level, re-order level, reorder at, reorder point, minimum level, min level, threshold",
    ),
    (
        Meaning::Ignore,
        "ignore, price, cost, value, unit price, unit cost, total cost, total value, line total",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exports_header_reads_back() {
        for meaning in Meaning::ALL {
            assert_eq!(Meaning::of_header(meaning.title()), Some(meaning));
        }
    }

    #[test]
    fn heads_in_many_words() {
        for (head, meaning) in [
            ("Chemical Name", Meaning::Name),
            ("Quantity (g)", Meaning::Amount),
            ("No. of bottles", Meaning::Count),
            ("CAS No.", Meaning::Cas),
            ("LOCATION", Meaning::Place),
            ("Exp. date", Meaning::Expiry),
            ("Amount in Stock", Meaning::Amount),
            ("Shelf", Meaning::SubPlace),
        ] {
            assert_eq!(Meaning::of_header(head), Some(meaning), "{head}");
        }
        for none in ["Cupboard 3", "Shelf 2", "Sodium chloride", "", "Glassware"] {
            assert_eq!(Meaning::of_header(none), None, "{none}");
        }
    }
}
