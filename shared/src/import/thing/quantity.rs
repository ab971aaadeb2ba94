//! How much of a thing there is, from what was found.

use super::super::scan::{Count, CountOf, Found, Size};
use super::super::unit::{self, Measure};
use super::super::{Fill, Problem, words};
use super::{Thing, is_by_length, is_long};
use crate::amount::{Amount, Unit};

/// More containers of one chemical than a school has: the figure is in a unit that is not said.
const TOO_MANY: u32 = 200;

/// More bottles of one size than a number beside it is likely to count.
const MOST_BESIDE: u32 = 30;

/// One piece in the millionths that amounts are counted in.
const PIECE: i64 = 1_000_000;

// What comes by mass, volume or length.

pub(super) fn measure(thing: &mut Thing, bare: &str, found: &Found) {
    let is_long_stuff = is_by_length(thing.sort, bare, found);
    let sizes: Vec<&Size> = found
        .sizes
        .iter()
        .filter(|size| size.measure == Measure::Stuff || (is_long_stuff && is_long(size)))
        .collect();
    let sizes = without_sum(sizes);
    let counted = total(&found.counts);
    if let [count] = found.counts.as_slice()
        && count.each.is_none()
        && part_full(thing, count, &sizes)
    {
        return;
    }
    if sizes.is_empty() {
        // "wire 1mm x10": the size is the name's, the count is not.
        let times = found.sizes.iter().find_map(|size| size.times.as_deref());
        let counted = counted.or_else(|| times.and_then(unit::count));
        let number = found.counts.first();
        // "buffer tablets x 50" are counted; of a powder, 2 are two containers.
        if words::is_counted(bare)
            && number.is_some_and(|count| count.of != CountOf::Containers || count.each.is_some())
        {
            count(thing, bare, found);
        } else if let Some(number) = number {
            let most = match number.of {
                CountOf::Bare | CountOf::Apart => 20,
                CountOf::Pieces => TOO_MANY,
                CountOf::Containers => u32::MAX,
            };
            match counted {
                // "sodium chloride 500", "HCl qty 2500": of what?
                Some(number) if number > most => {
                    thing.problem = Some(Problem::AmountUnclear(number.to_string()));
                }
                Some(_) => thing.containers = counted,
                None => part_of_a_container(thing, &number.number),
            }
        } else if times.is_some() {
            thing.containers = counted;
        } else if thing.fill.is_some() {
            thing.containers = Some(1);
        }
        return;
    }
    let mixed = mixed_times(&found.counts);
    let far = found.counts.iter().find(|count| is_far(count));
    let far = far.filter(|_| mixed.is_none());
    let counted = counted.filter(|_| far.is_none());
    if let Some(far) = far {
        thing.notes.push(far.number.clone());
        thing.problem = Some(Problem::AmountUnclear(far.number.clone()));
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
            Some(times) => unit::times(times),
            None if lone => mixed.or_else(|| Some(Amount::pieces(i64::from(counted.unwrap_or(1))))),
            None => Some(Amount::pieces(1)),
        };
        let each = unit::amount(&size.number, &size.unit);
        let product = times
            .zip(each)
            .and_then(|(times, each)| Some((times, each.multiply(times.micro(), PIECE).ok()?)))
            .filter(|(_, amount)| !amount.is_too_large());
        let Some((times, amount)) = product else {
            thing.problem = Some(Problem::AmountUnclear(written(size)));
            continue;
        };
        let from_to = size.from_to.as_ref();
        thing
            .notes
            .extend(from_to.map(|from_to| format!("{from_to} {}", size.unit)));
        // "x1.5": one that is full and one that is half full.
        if from_to.is_some() || unit::is_about(&size.unit) || times.micro() % PIECE != 0 {
            thing.problem = thing.problem.take().or(Some(Problem::About));
        }
        let whole = u32::try_from((times.micro() + PIECE - 1) / PIECE).unwrap_or(u32::MAX);
        containers = containers.saturating_add(whole);
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

/// "500g 1 1/2", "500g qty 2.5": bottles, the last of which is not full. A bare "2.5" may be litres.
fn mixed_times(counts: &[Count]) -> Option<Amount> {
    let [count] = counts else { return None };
    let is_fraction = count.number.contains('/') || !count.number.is_ascii();
    let is_said = !count.of.is_bare() || is_fraction && count.of == CountOf::Bare;
    let times = unit::times(&count.number).filter(|_| is_said && count.each.is_none())?;
    // "1/2" is how full it is, which is read elsewhere.
    let is_fill = is_fraction && times.micro() < PIECE;
    (!times.is_whole() && !is_fill).then_some(times)
}

/// "zinc 500g Smith 2", "zinc 500g 45": more, or farther off, than what counts bottles.
fn is_far(count: &Count) -> bool {
    let is_many = unit::count(&count.number).is_none_or(|number| number > MOST_BESIDE);
    count.of == CountOf::Apart || count.of == CountOf::Bare && is_many
}

/// "2½ bottles", "1.5 boxes": all but the last are full. Whether it was that.
fn part_full(thing: &mut Thing, count: &Count, sizes: &[&Size]) -> bool {
    let times = unit::times(&count.number).filter(|times| !times.is_whole());
    let Some(times) = times.filter(|times| times.micro() > PIECE && sizes.is_empty()) else {
        return false;
    };
    thing.containers = u32::try_from(times.micro() / PIECE + 1).ok();
    thing.fill = None;
    thing.notes.push(count.number.clone());
    thing.problem = thing.problem.take().or(Some(Problem::About));
    true
}

/// "3kg (1 x 2kg, 1 x 1kg)": the sum is said first, and is no bottle of its own.
fn without_sum(sizes: Vec<&Size>) -> Vec<&Size> {
    let of = |size: &Size| {
        let times = size.times.as_deref();
        let times = times.map_or(Some(Amount::pieces(1)), unit::times)?;
        let each = unit::amount(&size.number, &size.unit)?;
        each.multiply(times.micro(), PIECE).ok()
    };
    let sum = |sizes: &[&Size]| {
        let mut sizes = sizes.iter().map(|size| of(size));
        let first = sizes.next()??;
        sizes.try_fold(first, |sum, size| sum.checked_add(size?).ok())
    };
    match sizes.as_slice() {
        // "500g (2 x 500g)"
        [first, two] if first.times.is_none() && two.times.is_some() => {
            let each = |size: &Size| unit::amount(&size.number, &size.unit);
            let is_said_again = each(first) == each(two) || of(first) == of(two);
            if is_said_again { vec![*two] } else { sizes }
        }
        [first, rest @ ..] if rest.len() > 1 && first.times.is_none() && of(first) == sum(rest) => {
            rest.to_vec()
        }
        _ => sizes,
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

pub(super) fn count(thing: &mut Thing, bare: &str, found: &Found) {
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
                );
            }
            (CountOf::Containers, _) => {}
            _ => pieces = Some(pieces.unwrap_or(0).saturating_add(number)),
        }
    };
    let only = found.counts.first().filter(|_| found.counts.len() == 1);
    if let Some(count) = only.filter(|count| count.of == CountOf::Containers)
        && part_full(thing, count, &[])
    {
        return;
    }
    for (times, of) in times_size {
        add(times, None, of, thing);
    }
    for count in &found.counts {
        if count.of.is_bare()
            && words::is_vessel_size(bare, &count.number)
            && found.sizes.is_empty()
        {
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
    if pieces.is_none() && containers.is_none() && !is_weighed_with(bare) {
        // "netting 2m": of what no list knows, the length may be how much there is.
        let is_told = thing.is_sort_told;
        let mut sizes = found.sizes.iter();
        let mass = sizes.find(|size| is_mass(size) || !is_told && is_long(size));
        let unclear = mass.map(|size| Problem::AmountUnclear(written(size)));
        thing.problem = thing.problem.take().or(unclear);
    }
    // "2 boxes of gloves, 50 in each" said apart: the boxes hold what is counted.
    let pieces = pieces.or_else(|| (found.is_none && containers.is_none()).then_some(0));
    thing.amount = pieces.map(|pieces| Amount::pieces(i64::from(pieces)));
    thing.containers = containers;
}

fn is_mass(size: &Size) -> bool {
    unit::amount(&size.number, &size.unit).is_some_and(|amount| amount.unit() == Unit::Gram)
}

/// What has its mass or its range in its name; of "glass rod 1kg" there may be a kilogram.
fn is_weighed_with(bare: &str) -> bool {
    let folded = crate::name::fold(bare);
    [
        "mass", "weight", "balance", "scale", "hanger", "meter", "block",
    ]
    .iter()
    .any(|word| folded.contains(word))
}
