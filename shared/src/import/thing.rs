//! One cell's text: the things it names, and how much of each.

use chrono::NaiveDate;

use super::scan::{Count, CountOf, Found, Size, scan, without};
use super::unit::{self, Measure};
use super::{Fill, Problem, Sort, token, words};
use crate::amount::Amount;
use crate::concentration::Concentration;

/// What a text says of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// The name as written, without what was read from it; empty when nothing is named.
    pub name: String,
    /// What sort of thing it seems to be.
    pub sort: Sort,
    /// Whether a word or unit told the sort, rather than nothing.
    pub is_sort_told: bool,
    /// All there is, as far as it is said.
    pub amount: Option<Amount>,
    /// In how many bottles, boxes or sets.
    pub containers: Option<u32>,
    /// How full the container is.
    pub fill: Option<Fill>,
    /// The strength of a solution.
    pub concentration: Option<Concentration>,
    /// The last day of use, when it is written.
    pub expiry: Option<NaiveDate>,
    /// The day it came, when it is written.
    pub received: Option<NaiveDate>,
    /// A registry number within the text.
    pub cas: Option<String>,
    /// What was left over, in its words.
    pub notes: Vec<String>,
    /// What a person should look at.
    pub problem: Option<Problem>,
}

/// Asks whether a name is known, and of what sort.
pub type Known<'k> = &'k dyn Fn(&str) -> Option<Sort>;

/// Reads one thing. `heading` is what it stands under: "Acids".
pub(super) fn thing(text: &str, heading: Option<&str>, known: Known) -> Thing {
    let text = token::tidy(text);
    let found = scan(&text);
    let spans = || found.taken.iter().cloned();
    let sizes = || found.sizes.iter().map(|size| size.span.clone());
    let strength = || found.strength.iter().map(|(_, _, span)| span.clone());
    let bare = tidy_name(&without(&text, spans().chain(sizes()).chain(strength())));
    let told = sort_of(&bare, &text, &found, known);
    let by_heading = || heading.and_then(words::sort_of_words);
    let sort = told.or_else(by_heading).unwrap_or(Sort::Equipment);
    let mut thing = Thing {
        name: String::new(),
        sort,
        is_sort_told: told.is_some(),
        amount: None,
        containers: None,
        fill: found.fill,
        concentration: None,
        expiry: found.expiry,
        received: found.received,
        cas: found.cas.clone(),
        notes: found.notes.clone(),
        problem: None,
    };
    let mut kept = Vec::new();
    if is_by_amount(sort, &bare, &found) {
        measure(&mut thing, &bare, &found);
        read_strength(&mut thing, &bare, &found, &mut kept);
    } else {
        kept.extend(sizes());
        kept.extend(strength());
        count(&mut thing, &bare, &found);
    }
    let cut = spans()
        .chain(sizes())
        .chain(strength())
        .filter(|span| !kept.contains(span));
    thing.name = tidy_name(&without(&text, cut));
    name_or_say_so(&mut thing, &bare, &found, &text);
    thing.problem = thing.problem.take().or_else(|| doubt(&found));
    thing
}

fn doubt(found: &Found) -> Option<Problem> {
    if found.is_doubtful {
        Some(Problem::Doubtful)
    } else if found.is_about {
        Some(Problem::About)
    } else {
        None
    }
}

fn name_or_say_so(thing: &mut Thing, bare: &str, found: &Found, text: &str) {
    if bare.chars().any(char::is_alphanumeric) {
        return;
    }
    // "20 bottles" may be just that: bottles.
    thing.name = found.container.clone().unwrap_or_default();
    thing.problem = Some(Problem::NoName);
    if thing.name.is_empty()
        && thing.amount.is_none()
        && thing.containers.is_none()
        && thing.notes.is_empty()
    {
        thing.notes.push(text.to_owned());
    }
}

fn sort_of(bare: &str, text: &str, found: &Found, known: Known) -> Option<Sort> {
    let has_stuff = found
        .sizes
        .iter()
        .any(|size| size.measure == Measure::Stuff);
    let by_words = known(bare).or_else(|| words::sort_of_words(bare));
    match by_words {
        Some(Sort::Chemical) => {}
        Some(Sort::Equipment | Sort::Consumable | Sort::Solution) => return by_words,
        None if found.strength.is_some() && !text.contains("100%") => {}
        None if has_stuff && found.counts.iter().all(|count| count.of != CountOf::Bare) => {}
        None => return None,
    }
    // A strength makes it a solution, unless it is as strong as it is sold.
    let is_solution = found.strength.as_ref().is_some_and(|(number, unit, _)| {
        let number: f64 = number.replace(',', ".").parse().unwrap_or(1.0);
        match unit.to_lowercase().split(' ').next() {
            Some("%" | "percent") => number < 25.0,
            Some("vol" | "vols" | "volume" | "volumes") => number < 100.0,
            _ => number < 10.0,
        }
    });
    Some(if is_solution || is_molar(bare, found) {
        Sort::Solution
    } else {
        Sort::Chemical
    })
}

/// "0.1m HCl": with a chemical that comes by no length, a small `m` is molar.
fn is_molar(bare: &str, found: &Found) -> bool {
    !words::is_by_length(bare) && found.sizes.iter().any(is_small_m)
}

fn is_small_m(size: &Size) -> bool {
    let number: f64 = size.number.parse().unwrap_or(99.0);
    size.unit == "m" && number <= 18.0
}

/// Whether mass and volume say how much there is; otherwise they are the size of a thing.
fn is_by_amount(sort: Sort, bare: &str, found: &Found) -> bool {
    match sort {
        Sort::Chemical | Sort::Solution => true,
        Sort::Equipment => {
            words::is_by_length(bare) && !found.sizes.is_empty() && found.sizes.iter().all(is_long)
        }
        Sort::Consumable => {
            let has_mass = found.sizes.iter().any(|size| {
                size.unit
                    .to_lowercase()
                    .trim_end_matches('s')
                    .ends_with('g')
            });
            let has_stuff = found
                .sizes
                .iter()
                .any(|size| size.measure == Measure::Stuff);
            let is_long = words::is_by_length(bare) && found.sizes.iter().any(is_long);
            (words::is_bulk(bare) && has_stuff) || has_mass || is_long
        }
    }
}

/// Metres or feet, not the millimetres of a bore.
fn is_long(size: &Size) -> bool {
    let unit = size.unit.to_lowercase();
    size.measure == Measure::Length
        && matches!(
            unit.as_str(),
            "m" | "mtr" | "mtrs" | "metre" | "metres" | "meter" | "meters"
        )
}

// What comes by mass, volume or length.

fn measure(thing: &mut Thing, bare: &str, found: &Found) {
    let is_long_stuff = words::is_by_length(bare);
    let sizes: Vec<&Size> = found
        .sizes
        .iter()
        .filter(|size| size.measure == Measure::Stuff || (is_long_stuff && is_long(size)))
        .collect();
    let counted = total(&found.counts);
    if sizes.is_empty() {
        let number = found.counts.first();
        // "buffer tablets x 50" are counted; of a powder, 2 are two containers.
        if words::is_counted(bare)
            && number.is_some_and(|count| count.of != CountOf::Containers || count.each.is_some())
        {
            count(thing, bare, found);
        } else if let Some(number) = number {
            let is_bare = number.of == CountOf::Bare;
            match counted {
                // "sodium chloride 500": of what?
                Some(number) if is_bare && number > 20 => {
                    thing.problem = Some(Problem::AmountUnclear(number.to_string()))
                }
                Some(_) => thing.containers = counted,
                None => part_of_a_container(thing, &number.number),
            }
        } else if thing.fill.is_some() {
            thing.containers = Some(1);
        }
        return;
    }
    let lone = if let [size] = sizes.as_slice() {
        size.times.is_none()
    } else {
        false
    };
    let mut sum: Option<Amount> = None;
    let mut containers: u32 = 0;
    for size in sizes {
        let times = match &size.times {
            Some(times) => unit::count(times),
            None if lone => counted.or(Some(1)),
            None => Some(1),
        };
        let each = unit::amount(&size.number, &size.unit);
        let (Some(times), Some(each)) = (times, each) else {
            thing.problem = Some(Problem::AmountUnclear(written(size)));
            continue;
        };
        let Ok(amount) = each.scale(i64::from(times)) else {
            thing.problem = Some(Problem::AmountUnclear(written(size)));
            continue;
        };
        containers = containers.saturating_add(times);
        sum = match sum {
            None => Some(amount),
            Some(before) => before.checked_add(amount).ok().or_else(|| {
                thing.problem = Some(Problem::AmountUnclear(written(size)));
                thing.notes.push(written(size));
                Some(before)
            }),
        };
    }
    thing.amount = sum.map(|amount| held(amount, thing.fill));
    thing.containers = (containers > 0).then_some(containers);
    if thing.fill.is_some_and(|fill| {
        fill.parts()
            .is_some_and(|(part, whole)| part != whole && part != 0)
    }) {
        thing.problem = thing.problem.take().or(Some(Problem::About));
    }
}

fn written(size: &Size) -> String {
    let times = size.times.as_ref().map(|times| format!("{times} x "));
    format!("{}{} {}", times.unwrap_or_default(), size.number, size.unit)
}

/// Half a bottle of 500 g holds 250 g.
fn held(amount: Amount, fill: Option<Fill>) -> Amount {
    let parts = fill.and_then(Fill::parts);
    let held = parts.and_then(|(part, whole)| amount.multiply(part, whole).ok());
    held.unwrap_or(amount)
}

fn part_of_a_container(thing: &mut Thing, number: &str) {
    if thing.fill.is_some() {
        thing.containers = Some(1);
    } else {
        thing.problem = Some(Problem::AmountUnclear(number.to_owned()));
        thing.notes.push(number.to_owned());
    }
}

/// The sum of the counts; `None` when one is no whole number, or there is none.
fn total(counts: &[Count]) -> Option<u32> {
    if counts.is_empty() {
        return None;
    }
    counts.iter().try_fold(0u32, |sum, count| {
        sum.checked_add(unit::count(&count.number)?)
    })
}

// What comes by count.

fn count(thing: &mut Thing, bare: &str, found: &Found) {
    let times_size = found
        .sizes
        .iter()
        .filter_map(|size| Some((size.times.as_deref()?, size.of)));
    let mut pieces: Option<u32> = None;
    let mut containers: Option<u32> = None;
    let mut add = |number: &str, each: Option<&str>, of: CountOf, thing: &mut Thing| {
        let Some(number) = unit::count(number) else {
            part_of_a_container(thing, number);
            return;
        };
        let each = each.map(unit::count);
        if of == CountOf::Containers {
            containers = Some(containers.unwrap_or(0).saturating_add(number));
        }
        match (of, each) {
            (_, Some(Some(each))) => {
                pieces = Some(
                    pieces
                        .unwrap_or(0)
                        .saturating_add(number.saturating_mul(each)),
                )
            }
            (CountOf::Containers, _) => {}
            _ => pieces = Some(pieces.unwrap_or(0).saturating_add(number)),
        }
    };
    for (times, of) in times_size {
        add(times, None, of, thing);
    }
    for count in &found.counts {
        if count.of == CountOf::Bare && is_a_size(bare, &count.number) && found.sizes.is_empty() {
            thing.problem = Some(Problem::AmountUnclear(count.number.clone()));
            thing.notes.push(count.number.clone());
            continue;
        }
        add(&count.number, count.each.as_deref(), count.of, thing);
    }
    // "20 bottles": the word is the thing, not what holds it.
    if bare.is_empty() && pieces.is_none() {
        pieces = containers.take();
    }
    // "2 boxes of gloves, 50 in each" said apart: the boxes hold what is counted.
    thing.amount = pieces.map(|pieces| Amount::pieces(i64::from(pieces)));
    thing.containers = containers;
}

/// "beakers 250": as likely a size as a count.
fn is_a_size(bare: &str, number: &str) -> bool {
    const SIZES: [u32; 10] = [100, 150, 250, 400, 500, 600, 800, 1000, 2000, 5000];
    let vessels = [
        "beaker", "flask", "cylinder", "bottle", "jar", "funnel", "burette", "pipette", "syringe",
        "jug",
    ];
    let folded = crate::name::fold(bare);
    unit::count(number).is_some_and(|number| SIZES.contains(&number))
        && vessels.iter().any(|vessel| folded.contains(vessel))
}

fn read_strength(
    thing: &mut Thing,
    bare: &str,
    found: &Found,
    kept: &mut Vec<std::ops::Range<usize>>,
) {
    let small_m = found
        .sizes
        .iter()
        .find(|size| is_molar(bare, found) && is_small_m(size));
    if let Some(size) = small_m {
        thing.concentration = Concentration::parse(&format!("{} M", size.number)).ok();
        return;
    }
    for size in &found.sizes {
        // A length is no amount of a chemical: it stays in the name.
        if size.measure == Measure::Length && !(words::is_by_length(bare) && is_long(size)) {
            kept.push(size.span.clone());
        }
    }
    let Some((number, unit, span)) = &found.strength else {
        return;
    };
    let written = if number.starts_with("1/") {
        format!("M/{}", &number[2..])
    } else {
        format!("{} {unit}", number.replacen(',', ".", 1))
    };
    let read =
        Concentration::parse(&written).or_else(|_| Concentration::parse(&spelt_out(number, unit)));
    match read {
        Ok(concentration) => thing.concentration = Some(concentration),
        Err(_) => kept.push(span.clone()),
    }
}

fn spelt_out(number: &str, unit: &str) -> String {
    let unit = match unit.to_lowercase().as_str() {
        "mol" | "mols" | "molar" | "mol.dm-3" | "mol/dm³" => "mol/dm3",
        other => return format!("{number} {other}"),
    };
    format!("{number} {unit}")
}

/// A name without idle blanks, empty brackets and signs at its ends.
fn tidy_name(text: &str) -> String {
    let mut name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in [
        ("( ", "("),
        (" )", ")"),
        ("()", ""),
        ("[]", ""),
        (" ,", ","),
        (",,", ","),
        ("- -", "-"),
        (" ;", ";"),
        (" :", ":"),
    ] {
        while name.contains(from) {
            name = name.replace(from, to);
        }
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let idle = |c: char| c.is_whitespace() || "-,;:=*~+&/@|>_".contains(c);
    let name = name
        .trim_start_matches(|c| idle(c) || c == '.')
        .trim_end_matches(idle);
    let name = match name.strip_suffix('.') {
        Some(bare)
            if ![
                "conc", "dil", "soln", "sol", "approx", "anhyd", "hyd", "ind", "sat",
            ]
            .iter()
            .any(|short| bare.to_lowercase().ends_with(short)) =>
        {
            bare.trim_end_matches('.')
        }
        _ => name,
    };
    let name = name.trim_end_matches(idle);
    // A preposition that led to a quantity: "box of", "packed in".
    name.strip_suffix(" of")
        .or_else(|| name.strip_suffix(" of a"))
        .unwrap_or(name)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, sort, amount, containers, notes and so on in one line.
    fn read(text: &str) -> String {
        let thing = thing(text, None, &|_| None);
        let mut line = format!("{} | {}", thing.name, thing.sort.code());
        if let Some(amount) = thing.amount {
            line += &format!(" | {}", amount.to_string().replace('\u{202f}', " "));
        }
        if let Some(containers) = thing.containers {
            line += &format!(" | in {containers}");
        }
        if let Some(fill) = thing.fill {
            line += &format!(" | {}", fill.code());
        }
        if let Some(concentration) = thing.concentration {
            line += &format!(" | {}", concentration.code());
        }
        if !thing.notes.is_empty() {
            line += &format!(" | note {}", thing.notes.join("; "));
        }
        if let Some(problem) = thing.problem {
            line += &format!(" | {problem:?}");
        }
        line
    }

    #[test]
    fn chemicals_come_by_mass_and_volume() {
        let cases = [
            (
                "calcium acetate (dried) 1kg",
                "calcium acetate (dried) | chemical | 1 kg | in 1",
            ),
            ("nickel chloride 2x", "nickel chloride | chemical | in 2"),
            ("nickel chloride x 2", "nickel chloride | chemical | in 2"),
            (
                "sulphuric acid conc. 2.5L",
                "sulphuric acid conc. | chemical | 2.5 dm³ | in 1",
            ),
            (
                "Potassium iodide 1 x 500g + 1 x 250g",
                "Potassium iodide | chemical | 750 g | in 2",
            ),
            (
                "sodium chloride 2x500g",
                "sodium chloride | chemical | 1 kg | in 2",
            ),
            (
                "sodium chloride 500g x 2",
                "sodium chloride | chemical | 1 kg | in 2",
            ),
            (
                "sodium chloride (500g x3)",
                "sodium chloride | chemical | 1.5 kg | in 3",
            ),
            (
                "Copper (II) sulphate - 3 bottles of 500g",
                "Copper (II) sulphate | chemical | 1.5 kg | in 3",
            ),
            (
                "Zinc sulphate 500g half full",
                "Zinc sulphate | chemical | 250 g | in 1 | half full | About",
            ),
            (
                "manganese dioxide 2 containers",
                "manganese dioxide | chemical | in 2",
            ),
            (
                "copper sulphate 1M (2.5L)",
                "copper sulphate | solution | 2.5 dm³ | in 1 | 1 mol/dm3",
            ),
            ("2M HCl", "HCl | solution | 2 mol/dm3"),
            ("0.1m hcl 1l", "hcl | solution | 1 dm³ | in 1 | 0.1 mol/dm3"),
            (
                "Hydrogen peroxide 20 vol 500ml",
                "Hydrogen peroxide | solution | 500 cm³ | in 1 | 20 vol",
            ),
            (
                "propan-2-ol 2.5 litres",
                "propan-2-ol | chemical | 2.5 dm³ | in 1",
            ),
            (
                "1,2-dibromoethane 100ml?",
                "1,2-dibromoethane | chemical | 100 cm³ | in 1 | Doubtful",
            ),
            (
                "iron filings (old) 1kg",
                "iron filings | chemical | 1 kg | in 1 | note old",
            ),
            ("Lugol's 250ml", "Lugol's | chemical | 250 cm³ | in 1"),
            (
                "ammonium nitrate nearly empty",
                "ammonium nitrate | chemical | in 1 | nearly empty",
            ),
            (
                "lead nitrate ½ bottle",
                "lead nitrate | chemical | in 1 | half full",
            ),
            (
                "buffer tablets pH 7 x 50",
                "buffer tablets pH 7 | chemical | 50",
            ),
            ("glucose 3 tubs", "glucose | chemical | in 3 | note tubs"),
            (
                "barium chloride 500g (1/2 full)",
                "barium chloride | chemical | 250 g | in 1 | half full | About",
            ),
            (
                "Sodium hydroxide pellets 1kg exp 03/2025",
                "Sodium hydroxide pellets | chemical | 1 kg | in 1 | note exp 03/2025",
            ),
            (
                "SODIUM CARBONATE 500G",
                "SODIUM CARBONATE | chemical | 500 g | in 1",
            ),
            (
                "sodium chloride 500",
                "sodium chloride | chemical | AmountUnclear(\"500\")",
            ),
            ("starch", "starch | chemical"),
            (
                "magnesium ribbon 25g x 4",
                "magnesium ribbon | chemical | 100 g | in 4",
            ),
            ("100g Zinc powder", "Zinc powder | chemical | 100 g | in 1"),
            (
                "Iodine solution 0.05 mol dm-3 1 L",
                "Iodine solution | solution | 1 dm³ | in 1 | 0.05 mol/dm3",
            ),
        ];
        let (read, said): (Vec<_>, Vec<_>) = cases
            .iter()
            .map(|(text, said)| (read(text), (*said).to_owned()))
            .filter(|(read, said)| read != said)
            .unzip();
        assert_eq!(read, said);
    }

    #[test]
    fn equipment_comes_by_count() {
        let cases = [
            ("ph electrodes x6", "ph electrodes | equipment | 6"),
            ("beakers 250ml x 30", "beakers 250ml | equipment | 30"),
            ("250ml beakers x30", "250ml beakers | equipment | 30"),
            ("30 beakers 250ml", "beakers 250ml | equipment | 30"),
            ("30 x 250ml beakers", "250ml beakers | equipment | 30"),
            ("Beaker 250 cm3", "Beaker 250 cm3 | equipment"),
            (
                "beakers 250",
                "beakers | equipment | note 250 | AmountUnclear(\"250\")",
            ),
            ("tripods - 12", "tripods | equipment | 12"),
            (
                "test tubes box of 100",
                "test tubes | equipment | 100 | in 1 | note box",
            ),
            (
                "coverslips 5 boxes",
                "coverslips | consumable | in 5 | note boxes",
            ),
            (
                "slides 2 boxes of 50",
                "slides | equipment | 100 | in 2 | note boxes",
            ),
            (
                "slotted masses full set",
                "slotted masses | equipment | in 1 | note full set",
            ),
            ("goggles ~20", "goggles | equipment | 20 | About"),
            (
                "clamps 10-15",
                "clamps | equipment | 10 | note 10-15 | About",
            ),
            ("12 V lamps x 10", "12 V lamps | equipment | 10"),
            ("lamps 12V 10", "lamps 12V | equipment | 10"),
            ("Ammeters (6)", "Ammeters | equipment | 6"),
            ("power packs 20+", "power packs | equipment | 20 | About"),
            ("balance (broken)", "balance | equipment | note broken"),
            ("box of gloves", "gloves | consumable | in 1 | note box"),
            (
                "nichrome wire 100m",
                "nichrome wire | consumable | 100 m | in 1",
            ),
            (
                "cotton wool 500g",
                "cotton wool | consumable | 500 g | in 1",
            ),
            ("syringes 10ml x50", "syringes 10ml | equipment | 50"),
            ("Voltmeters 0-5V", "Voltmeters 0-5V | equipment"),
            (
                "van de Graaff generator",
                "van de Graaff generator | equipment",
            ),
            ("bosses & clamps x 20", "bosses & clamps | equipment | 20"),
        ];
        let (read, said): (Vec<_>, Vec<_>) = cases
            .iter()
            .map(|(text, said)| (read(text), (*said).to_owned()))
            .filter(|(read, said)| read != said)
            .unzip();
        assert_eq!(read, said);
    }

    #[test]
    fn a_quantity_alone_says_so() {
        for text in ["2 containers", "half full", "x6", "12", "?", "~20", "500g"] {
            let thing = thing(text, None, &|_| None);
            assert_eq!(thing.problem, Some(Problem::NoName), "{text}");
        }
    }
}
