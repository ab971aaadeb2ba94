//! How a line of the prep plan is said, beside the board and on paper: so much, for these lessons, from there.

use shared::{
    amount::{Amount, Unit},
    code::Code,
    kind::Sort,
    requisition::Card as Order,
};
use store::requisition::{Gathered, PrepPlan, Standing};

use super::words::whole;

/// What parts of a line's second line are joined by: no line begins with it.
pub(super) const DOT: &str = "\u{a0}· ";

/// What the teacher of an order says of it, in quotes.
pub(super) fn quoted(plan: &PrepPlan, order: &Order) -> Option<String> {
    let said = plan.said.get(&order.id)?;
    let quoted: Vec<String> = said.iter().map(|words| format!("“{words}”")).collect();
    Some(quoted.join(" "))
}

/// `2.4 dm³`, `28`; `12 + 50 g` where lines are in unlike units.
pub(super) fn amount(amounts: &[Amount]) -> String {
    let amounts: Vec<String> = amounts.iter().map(ToString::to_string).collect();
    amounts.join(" + ")
}

/// The first lessons that want it: `P3 Lab 1`, or with how much each of several wants: `P3 Lab 1 ×16, P5 Lab 4 ×14`.
pub(super) fn lessons(line: &Gathered, cards: &[Order], most: usize) -> String {
    let orders = line.orders();
    let mut of: Vec<&Order> = cards
        .iter()
        .filter(|card| orders.contains(&card.id))
        .collect();
    of.sort_by_key(|card| (card.period.starts, card.period.n));
    let (is_one, more) = (of.len() == 1, of.len().saturating_sub(most));
    let mut lessons: Vec<String> = of
        .into_iter()
        .take(most)
        .map(|card| {
            let lesson = format!("{}\u{a0}{}", card.period.name, whole(&card.room_name));
            if is_one {
                lesson
            } else {
                format!("{lesson}\u{a0}{}", each(&line.amounts_for(card.id)))
            }
        })
        .collect();
    if more > 0 {
        lessons.push(format!("and {more} more"));
    }
    lessons.join(", ")
}

fn each(amounts: &[Amount]) -> String {
    let is_counted = amounts.iter().all(|amount| amount.unit() == Unit::Piece);
    let times = if is_counted { "×" } else { "" };
    format!("{times}{}", amount(amounts))
}

/// So many places as it takes to have enough, the most first.
fn enough<'a>(standing: &'a [Standing], wanted: &[Amount]) -> &'a [Standing] {
    const MOST: usize = 4;
    let (Some(first), [wanted]) = (standing.first(), wanted) else {
        return &standing[..standing.len().min(1)];
    };
    if first.amount.unit() != wanted.unit() {
        return &standing[..1];
    }
    let mut had = 0_i64;
    let needed = standing.iter().take(MOST).take_while(|place| {
        let is_needed = had < wanted.micro();
        had = had.saturating_add(place.amount.micro());
        is_needed
    });
    &standing[..needed.count().max(1)]
}

/// Where it stands: `4 in Cupboard F › Shelf 4 + 2 in Shelf 5`.
pub(super) fn there(standing: &[Standing], wanted: &[Amount]) -> Option<String> {
    let places: Vec<String> = enough(standing, wanted).iter().map(in_place).collect();
    (!places.is_empty()).then(|| places.join(" + "))
}

fn in_place(standing: &Standing) -> String {
    format!("{} in {}", standing.amount, whole(&standing.place))
}

/// The code of its label, where one bottle or box has enough of it.
pub(super) fn only_code(standing: &[Standing], wanted: &[Amount]) -> Option<Code> {
    match enough(standing, wanted) {
        [one] => one.code,
        _ => None,
    }
}

/// Where the rest is, when its first place does not have enough: `4 here + 2 in Shelf 5`.
pub(super) fn elsewhere(line: &Gathered) -> Option<String> {
    let amounts = line.amounts();
    let (here, others) = enough(&line.standing, &amounts).split_first()?;
    if others.is_empty() {
        return None;
    }
    let others = others.iter().map(in_place);
    let parts: Vec<String> = std::iter::once(format!("{} here", here.amount))
        .chain(others)
        .collect();
    Some(parts.join(" + "))
}

/// That one lesson uses what another has brought back, where there is not enough for all of them at once, and need not be.
pub(super) fn comes_back(line: &Gathered) -> Option<&'static str> {
    let amounts = line.amounts();
    let [wanted] = amounts.as_slice() else {
        return None;
    };
    let like = line.standing.iter();
    let like = like.filter(|standing| standing.amount.unit() == wanted.unit());
    let there: i64 = like.map(|standing| standing.amount.micro()).sum();
    let is_reused = line.sort == Sort::Equipment && line.orders().len() > 1;
    let is_fine = !line.is_done() && line.missing.is_none() && there > 0;
    (is_reused && is_fine && there < wanted.micro()).then_some("some come back between lessons")
}

#[cfg(test)]
mod tests {
    use shared::id::{LocationId, RequisitionId};
    use store::requisition::{Same, Want};

    use super::*;

    fn want(order: u8, amount: i64, is_ready: bool) -> Want {
        let order: RequisitionId = format!("00000000-0000-0000-0000-0000000000{order:02}")
            .parse()
            .unwrap();
        Want {
            order,
            amount: Amount::pieces(amount),
            note: None,
            is_ready,
            minutes: 0,
        }
    }

    fn standing(place: &str, amount: &str) -> Standing {
        let location: LocationId = "00000000-0000-0000-0000-000000000001".parse().unwrap();
        Standing {
            location,
            place: place.to_owned(),
            amount: Amount::parse(amount).unwrap(),
            code: Some(Code::from_random(1)),
        }
    }

    #[test]
    fn as_many_places_are_named_as_have_enough() {
        let lamps = [
            standing("Cupboard F › Shelf 4", "4"),
            standing("Shelf 5", "2"),
            standing("Shelf 6", "1"),
        ];
        let said = |wanted: i64| there(&lamps, &[Amount::pieces(wanted)]).unwrap();
        let first = "4 in Cupboard\u{a0}F\u{a0}› Shelf\u{a0}4";
        assert_eq!(said(4), first);
        assert_eq!(said(6), format!("{first} + 2 in Shelf\u{a0}5"));
        assert!(said(16).ends_with("1 in Shelf\u{a0}6"));
        assert_eq!(only_code(&lamps, &[Amount::pieces(4)]), lamps[0].code);
        assert_eq!(only_code(&lamps, &[Amount::pieces(5)]), None);
        assert_eq!(there(&[], &[Amount::pieces(1)]), None);
    }

    #[test]
    fn what_there_is_enough_of_is_poured_out() {
        let mut salt = Gathered {
            same: Same::Name("salt water".to_owned()),
            name: "salt water".to_owned(),
            sort: Sort::Solution,
            wants: vec![want(1, 16, false), want(2, 10, false)],
            standing: vec![standing("Shelf 3", "20"), standing("Shelf 4", "6")],
            missing: None,
            is_short: false,
        };
        assert!(salt.is_there());
        salt.wants[0].note = Some("Freshly boiled".to_owned());
        assert!(!salt.is_there(), "it is to be fresh");
        salt.wants[0] = want(1, 17, false);
        assert!(!salt.is_there(), "one is wanting");
        salt.wants[0] = want(1, 16, false);
        salt.is_short = true;
        assert!(!salt.is_there(), "others were promised it");
    }

    #[test]
    fn what_is_asked_is_what_is_left() {
        let mut rules = Gathered {
            same: Same::Name("metre rule".to_owned()),
            name: "metre rule".to_owned(),
            sort: Sort::Equipment,
            wants: vec![want(1, 16, true), want(2, 10, false), want(3, 14, false)],
            standing: vec![standing("Shelf 3", "20")],
            missing: None,
            is_short: false,
        };
        assert_eq!(rules.amounts(), [Amount::pieces(24)]);
        assert!(comes_back(&rules).is_some());
        rules.missing = Some(Amount::pieces(4));
        assert_eq!(comes_back(&rules), None, "it is short");
        rules.wants.truncate(1);
        assert_eq!(
            (rules.amounts(), rules.is_done()),
            (vec![Amount::pieces(16)], true)
        );
    }
}
