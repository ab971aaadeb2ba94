//! What is free, by example and in general.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn kind(text: &str) -> KindId {
    KindId::parse(text).unwrap()
}

fn hours(from: i64, to: i64) -> Window {
    Window {
        from: Moment(from * 3_600),
        to: Moment(to * 3_600),
    }
}

fn promise(amount: i64, used_up: bool, window: Window) -> Promise {
    Promise {
        requisition: RequisitionId(Uuid::nil()),
        kind: kind("flask"),
        amount: Amount::pieces(amount),
        used_up,
        window,
        holder: Holder {
            class: "11A/Ch".to_owned(),
            teacher: "HBi".to_owned(),
            room: "Lab 2".to_owned(),
            day: Day::default(),
            period: "P3".to_owned(),
        },
    }
}

fn book(stock: i64, promises: Vec<Promise>) -> Book {
    Book::new([(kind("flask"), keeps(&stock.to_string()))], promises)
}

/// Some of which none goes out of date.
fn keeps(amount: &str) -> Stock {
    Stock {
        amount: Amount::parse(amount).unwrap(),
        expiring: Vec::new(),
    }
}

fn flasks(amount: i64) -> Wanted {
    Wanted {
        kind: Some(kind("flask")),
        amount: Amount::pieces(amount),
        used_up: false,
    }
}

fn used_up(amount: i64) -> Wanted {
    Wanted {
        used_up: true,
        ..flasks(amount)
    }
}

fn free_of(book: &Book, window: Window) -> i64 {
    match book.line(&flasks(0), window) {
        Feasibility::Enough { free } => free.micro() / 1_000_000,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_missing_is_told_for_a_lesson() {
    let promises = vec![
        promise(20, false, hours(9, 10)),
        promise(25, false, hours(9, 10)),
        promise(5, true, hours(11, 12)),
    ];
    let book = book(40, promises);
    let missing = |window| book.missing(&kind("flask"), Unit::Piece, window);
    assert_eq!(missing(hours(9, 10)), Some(Amount::pieces(5)));
    assert_eq!(missing(hours(11, 12)), None);
    assert_eq!(
        book.missing(&kind("flask"), Unit::Litre, hours(9, 10)),
        None
    );
    assert_eq!(
        book.missing(&kind("beaker"), Unit::Piece, hours(9, 10)),
        None
    );
}

#[test]
fn water_is_never_short() {
    let book = Book::new([(kind("water"), keeps("0 dm3"))], Vec::new());
    let wanted = Wanted {
        kind: Some(kind("water")),
        amount: Amount::parse("2 dm3").unwrap(),
        used_up: true,
    };
    assert_eq!(book.line(&wanted, hours(9, 10)), Feasibility::OnTap);
}

#[test]
fn equipment_takes_the_peak_not_the_sum() {
    let one_after_the_other = vec![
        promise(10, false, hours(9, 10)),
        promise(12, false, hours(10, 11)),
    ];
    assert_eq!(free_of(&book(30, one_after_the_other), hours(9, 11)), 18);
    let at_once = vec![
        promise(10, false, hours(9, 11)),
        promise(12, false, hours(10, 11)),
    ];
    assert_eq!(free_of(&book(30, at_once), hours(9, 11)), 8);
}

#[test]
fn what_is_used_up_before_is_gone_and_after_is_not() {
    let promises = vec![
        promise(10, true, hours(9, 10)),
        promise(5, true, hours(15, 16)),
    ];
    let book = book(30, promises);
    assert_eq!(free_of(&book, hours(8, 9)), 30);
    assert_eq!(free_of(&book, hours(12, 13)), 20);
    assert_eq!(free_of(&book, hours(20, 21)), 15);
}

#[test]
fn who_has_the_rest_is_named() {
    let book = book(26, vec![promise(15, false, hours(9, 10))]);
    let Feasibility::Short { free, promised_to } = book.line(&flasks(15), hours(9, 10)) else {
        panic!("not short");
    };
    assert_eq!(free, Amount::pieces(11));
    assert_eq!(promised_to[0].holder.teacher, "HBi");
    assert_eq!(
        book.nearest(
            &[flasks(15)],
            hours(9, 10),
            &[hours(9, 10), hours(40, 41), hours(14, 15)]
        ),
        Some(2)
    );
}

#[test]
fn what_is_used_up_leaves_enough_for_later_lessons() {
    let book = book(30, vec![promise(25, true, hours(40, 41))]);
    let Feasibility::Short { free, promised_to } = book.line(&used_up(10), hours(9, 10)) else {
        panic!("the later lesson goes without");
    };
    assert_eq!((free, promised_to.len()), (Amount::pieces(5), 1));
    let comes_back = book.line(&flasks(10), hours(9, 10));
    assert_eq!(
        comes_back,
        Feasibility::Enough {
            free: Amount::pieces(30)
        }
    );
}

#[test]
fn two_lines_of_a_kind_count_together() {
    let book = book(15, Vec::new());
    let free = Amount::pieces;
    assert_eq!(
        book.lines(&[flasks(10), flasks(10)], hours(9, 10)),
        [
            Feasibility::Enough { free: free(15) },
            Feasibility::Short {
                free: free(5),
                promised_to: Vec::new()
            }
        ]
    );
    assert_eq!(
        book.nearest(&[flasks(10), flasks(10)], hours(9, 10), &[hours(40, 41)]),
        None
    );
}

const ACID: &str = "hydrochloric-acid@1mol/dm3";

fn acid(amount: &str) -> Wanted {
    Wanted {
        kind: Some(kind(ACID)),
        amount: Amount::parse(amount).unwrap(),
        used_up: true,
    }
}

fn source(of: &str, per_litre: &str) -> Source {
    Source {
        kind: kind(of),
        per_litre: Amount::parse(per_litre).unwrap(),
    }
}

/// A dm³ is made of 90 cm³ of the concentrated acid.
fn makes(book: Book) -> Book {
    let parts = vec![vec![source("hydrochloric-acid", "90 cm3")]];
    book.making([(kind(ACID), Making { parts })])
}

#[test]
fn a_reagent_is_made_when_there_is_enough_of_every_part() {
    let parts = vec![
        vec![source("hydrated", "17 g"), source("anhydrous", "10 g")],
        vec![source("carbonate", "100 g")],
    ];
    let stands = |stock: &[(&str, &str)], wanted: &str| {
        let stock = stock.iter().map(|(of, held)| (kind(of), keeps(held)));
        let parts = parts.clone();
        let book = Book::new(stock, Vec::new()).making([(kind("reagent"), Making { parts })]);
        let wanted = Wanted {
            kind: Some(kind("reagent")),
            ..acid(wanted)
        };
        book.line(&wanted, hours(9, 10))
    };
    let fresh = Feasibility::MadeFresh { with: 0 };
    let both = [("anhydrous", "10 g"), ("carbonate", "1 kg")];
    assert_eq!(stands(&both, "1 dm3"), fresh);
    assert_eq!(stands(&both, "2 dm3"), Feasibility::NotKept);
    assert_eq!(stands(&both[..1], "1 dm3"), Feasibility::NotKept);
    // Jars of which nobody said how much is in them.
    let jars = [("hydrated", "2"), ("carbonate", "1 kg")];
    assert_eq!(stands(&jars, "1 dm3"), Feasibility::Unknown);
    // Bottles of it are no amount of it.
    assert_eq!(stands(&both, "1"), Feasibility::NotKept);
}

#[test]
fn a_solution_is_made_when_there_is_enough_of_what_it_is_made_from() {
    let fresh = Feasibility::MadeFresh { with: 0 };
    for (held, wanted, expected) in [
        ("500 cm3", "5 dm3", fresh.clone()),
        ("500 cm3", "6 dm3", Feasibility::NotKept),
        // Two bottles, of which nobody said how much is in them.
        ("2", "1 dm3", Feasibility::Unknown),
        ("0 cm3", "1 dm3", Feasibility::NotKept),
    ] {
        let stock = [(kind("hydrochloric-acid"), keeps(held))];
        let book = makes(Book::new(stock, Vec::new()));
        assert_eq!(book.line(&acid(wanted), hours(9, 10)), expected, "{held}");
    }
    // What is there is not made again.
    let stock = [
        (kind("hydrochloric-acid"), keeps("90 cm3")),
        (kind(ACID), keeps("2 dm3")),
    ];
    let book = makes(Book::new(stock, Vec::new()));
    assert_eq!(book.line(&acid("3 dm3"), hours(9, 10)), fresh);
    assert!(book.line(&acid("4 dm3"), hours(9, 10)).is_short());
    // What the other lessons are promised must be made, too.
    let promised = Promise {
        kind: kind(ACID),
        amount: Amount::parse("4 dm3").unwrap(),
        ..promise(0, true, hours(9, 10))
    };
    let stock = [(kind("hydrochloric-acid"), keeps("400 cm3"))];
    let book = makes(Book::new(stock, vec![promised]));
    assert_eq!(
        book.line(&acid("1 dm3"), hours(11, 12)),
        Feasibility::NotKept
    );
}

#[test]
fn old_stock_is_old_on_the_day_of_the_lesson() {
    let stock = Stock {
        amount: Amount::pieces(20),
        expiring: vec![(Moment(24 * 3_600), Amount::pieces(17))],
    };
    let book = Book::new([(kind("flask"), stock)], Vec::new());
    let (today, tomorrow) = (hours(9, 10), hours(33, 34));
    assert_eq!(
        book.line(&flasks(5), today),
        Feasibility::Enough {
            free: Amount::pieces(20)
        }
    );
    assert_eq!(
        book.line(&flasks(5), tomorrow),
        Feasibility::OutOfDate {
            free: Amount::pieces(3)
        }
    );
    let way_out = book.nearest(&[flasks(5)], tomorrow, &[hours(40, 41), today]);
    assert_eq!(way_out, Some(1));
}

#[test]
fn nothing_is_said_of_what_cannot_be_compared() {
    let free_line = Wanted {
        kind: None,
        ..flasks(1)
    };
    let book = book(5, Vec::new());
    assert_eq!(book.line(&free_line, hours(9, 10)), Feasibility::Unknown);
    let in_grams = Wanted {
        amount: Amount::parse("5 g").unwrap(),
        ..flasks(1)
    };
    assert_eq!(book.line(&in_grams, hours(9, 10)), Feasibility::Unknown);
}

prop_compose! {
    fn any_window()(from in 0..60i64, length in 1..6i64) -> Window {
        hours(from, from + length)
    }
}

prop_compose! {
    fn any_promise()(amount in 0..40i64, used_up in any::<bool>(), window in any_window()) -> Promise {
        promise(amount, used_up, window)
    }
}

fn any_promises() -> impl Strategy<Value = Vec<Promise>> {
    prop::collection::vec(any_promise(), 0..12)
}

proptest! {
    #[test]
    fn there_is_never_more_than_there_is(stock in 1..200i64, promises in any_promises(), window in any_window()) {
        let free = free_of(&book(stock, promises), window);
        prop_assert!((0..=stock).contains(&free));
    }

    #[test]
    fn what_is_used_up_takes_nothing_from_later_lessons(stock in 1..200i64, promises in any_promises(), window in any_window()) {
        let before = book(stock, promises.clone());
        let Feasibility::Enough { free } = before.line(&used_up(0), window) else { panic!("none") };
        prop_assume!(free.micro() > 0);
        let after = [promises, vec![promise(free.micro() / LITRE, true, window)]].concat();
        let most = bound(after.iter(), Unit::Piece, window.for_good());
        prop_assert!(most <= stock * LITRE);
    }

    #[test]
    fn the_order_of_promises_does_not_matter(
        stock in 1..200i64,
        (promises, shuffled) in any_promises().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        wanted in 0..200i64,
        window in any_window(),
    ) {
        prop_assert_eq!(
            book(stock, promises).line(&flasks(wanted), window),
            book(stock, shuffled).line(&flasks(wanted), window)
        );
    }

    #[test]
    fn one_more_promise_never_frees(stock in 1..200i64, promises in any_promises(), more in any_promise(), window in any_window()) {
        let before = free_of(&book(stock, promises.clone()), window);
        let after = free_of(&book(stock, [promises, vec![more]].concat()), window);
        prop_assert!(after <= before);
    }

    #[test]
    fn what_is_free_can_be_taken_by_all_at_once(stock in 1..200i64, promises in any_promises(), window in any_window()) {
        let before = book(stock, promises.clone());
        let free = free_of(&before, window);
        let after = book(stock, [promises, vec![promise(free, false, window)]].concat());
        prop_assert_eq!(free_of(&after, window), 0);
    }
}
