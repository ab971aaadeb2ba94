use proptest::prelude::*;

use super::*;
use crate::code::Code;
use crate::label::Made;

/// The sheets that are tested: width, height.
const BOXES: [(u32, u32); 8] = [
    (63_500, 38_100),
    (99_060, 38_100),
    (38_100, 21_170),
    (99_060, 67_730),
    (199_600, 143_530),
    WHOLE_SHEET,
    (25_400, 10_000),
    SMALLEST,
];

/// The box of the sheet that is offered first.
const FIRST: (u32, u32) = BOXES[0];

const WHOLE_SHEET: (u32, u32) = (199_600, 289_050);

const SMALLEST: (u32, u32) = (17_800, 10_000);

/// Wider than most fonts.
fn advance(face: Face, c: char) -> u32 {
    let narrow = matches!(c, 'i' | 'l' | '.' | ' ' | '1' | '(' | ')');
    let bold = if face == Face::Bold { 80 } else { 0 };
    if narrow { 330 + bold } else { 640 + bold }
}

fn label(content: Content) -> Label {
    let code = Code::from_random(0x5_a5a5_a5a5);
    Label::new("https://trolley.northgate.sch.uk", code, content)
}

fn holding(name: &str, pictograms: usize) -> Content {
    Content::Holding(HoldingLabel {
        name: name.to_owned(),
        strength: Some("0.50 mol/dm³".to_owned()),
        formula: Some("CuSO₄".to_owned()),
        pictograms: Pictogram::ALL[..pictograms].to_vec(),
        signal: if pictograms > 0 {
            Signal::Danger
        } else {
            Signal::None
        },
        hazards: vec!["Causes serious eye damage".to_owned()],
        made: Day::from_ymd_opt(2026, 11, 22).map(|on| Made {
            on,
            by: "PN".to_owned(),
        }),
        use_by: Day::from_ymd_opt(2027, 5, 22),
    })
}

/// What an element covers: left, top, right, bottom.
fn cover(element: &Element) -> (u32, u32, u32, u32) {
    match element {
        Element::Text {
            x,
            baseline,
            font,
            text,
        } => {
            let top = baseline - font.ascent();
            (
                *x,
                top,
                x + font.width(text, &advance),
                top + font.line_height(),
            )
        }
        Element::Qr { x, y, side } | Element::Pictogram { x, y, side, .. } => {
            (*x, *y, x + side, y + side)
        }
    }
}

/// Everything is inside, and nothing covers anything else.
fn check(layout: &Layout) -> Result<(), TestCaseError> {
    for (at, element) in layout.elements.iter().enumerate() {
        let one = cover(element);
        prop_assert!(one.2 <= layout.width, "{element:?} leaves {layout:?}");
        prop_assert!(one.3 <= layout.height, "{element:?} leaves {layout:?}");
        for other in &layout.elements[at + 1..] {
            let two = cover(other);
            let apart = one.2 <= two.0 || two.2 <= one.0 || one.3 <= two.1 || two.3 <= one.1;
            prop_assert!(apart, "{element:?} covers {other:?}");
        }
    }
    Ok(())
}

fn texts(layout: &Layout) -> String {
    let text = |element: &Element| match element {
        Element::Text { text, .. } => Some(text.clone()),
        Element::Qr { .. } | Element::Pictogram { .. } => None,
    };
    layout
        .elements
        .iter()
        .filter_map(text)
        .collect::<Vec<_>>()
        .join(" ")
}

proptest! {
    #[test]
    fn nothing_leaves_its_box(
        name in "[a-z()\\-0-9 ŵŷ]{0,80}",
        pictograms in 0usize..=5,
        sheet in 0..BOXES.len(),
    ) {
        let (width, height) = BOXES[sheet];
        let layout = lay_out(&label(holding(&name, pictograms)), width, height, &advance);
        check(&layout)?;
        let place = PlaceLabel {
            name: name.clone(),
            path: vec!["Science block".to_owned(), name.clone()],
        };
        check(&lay_out(&label(Content::Place(place)), width, height, &advance))?;
        let tray = TrayLabel {
            class: "9X/Sc1".to_owned(),
            period: "Tue 24 Nov · P3".to_owned(),
            room: "Lab 2".to_owned(),
            practical: name,
            tray: (3, 9),
        };
        check(&lay_out(&label(Content::Tray(tray)), width, height, &advance))?;
    }

    #[test]
    fn name_code_and_expiry_are_always_there(name in "[a-z]{1,12}( [a-z]{1,12}){0,9}", sheet in 0..BOXES.len()) {
        let (width, height) = BOXES[sheet];
        let name = name.to_uppercase();
        let layout = lay_out(&label(holding(&name, 4)), width, height, &advance);
        let texts = texts(&layout);
        let code = Code::from_random(0x5_a5a5_a5a5).to_string();
        let without_code = texts.replace(&code, "");
        // The smallest have the formula where there is no room for the name.
        let named = without_code.trim_start();
        prop_assert!(named.starts_with(&name[..1]) || named.starts_with("CuSO₄") && height <= 10_000, "{texts}");
        prop_assert!(texts.contains("Use by") || width < 30_000, "{texts}");
        prop_assert!(texts.contains(&code) || width < 20_000, "{texts}");
        let drawn = layout.elements.iter().filter(|e| matches!(e, Element::Pictogram { .. })).count();
        prop_assert_eq!(drawn, 4);
    }
}

#[test]
fn codes_are_large_enough_to_scan() {
    // 29 modules and twice the quiet zone: an address of 39 to 61 characters.
    for (width, height) in &BOXES[..6] {
        let layout = lay_out(
            &label(holding("copper sulfate", 3)),
            *width,
            *height,
            &advance,
        );
        let side = layout.elements.iter().find_map(|element| match element {
            Element::Qr { side, .. } => Some(*side),
            _ => None,
        });
        assert!(side.unwrap() / 37 >= 400, "{width}: {side:?}");
    }
}

/// A salt with as many statements as they come.
fn salt(name: &str, formula: &str) -> HoldingLabel {
    HoldingLabel {
        name: name.to_owned(),
        formula: Some(formula.to_owned()),
        pictograms: vec![Pictogram::Environment, Pictogram::ExclamationMark],
        signal: Signal::Warning,
        hazards: [
            "Harmful if swallowed",
            "Causes skin irritation",
            "Causes serious eye irritation",
            "Harmful if inhaled",
            "Very toxic to aquatic life with long lasting effects",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..HoldingLabel::default()
    }
}

fn laid_out(holding: &HoldingLabel, (width, height): (u32, u32)) -> Layout {
    let label = label(Content::Holding(holding.clone()));
    lay_out(&label, width, height, &advance)
}

#[test]
fn hazard_statements_stand_whole_or_not_at_all() {
    let carbonate = salt("copper(II) carbonate", "CuCO₃");
    let all = carbonate.hazards.join(". ");
    for size in BOXES {
        let texts = texts(&laid_out(&carbonate, size));
        let has_room = size.0.min(size.1) > 30_000;
        assert_eq!(texts.contains(&all), has_room, "{size:?}: {texts}");
        assert_eq!(texts.contains("Harmful"), has_room, "{size:?}: {texts}");
        assert!(texts.contains("WARNING") || !has_room, "{size:?}: {texts}");
    }
}

#[test]
fn a_whole_sheet_is_read_from_further_away() {
    let layout = laid_out(&salt("copper(II) carbonate", "CuCO₃"), WHOLE_SHEET);
    let sides = layout.elements.iter().filter_map(|element| match element {
        Element::Qr { side, .. } => Some(*side),
        _ => None,
    });
    assert_eq!(sides.collect::<Vec<_>>(), [50_000]);
    let sizes = layout.elements.iter().filter_map(|element| match element {
        Element::Text { font, .. } => Some(font.size),
        _ => None,
    });
    assert!(sizes.min().unwrap() > 3_500, "ten points");
}

#[test]
fn names_that_begin_alike_stay_different_on_the_smallest_label() {
    let salts = [
        ("copper(II) carbonate", "CuCO₃"),
        ("copper(II) chloride dihydrate", "CuCl₂·2H₂O"),
        ("copper(II) oxide", "CuO"),
        ("copper(II) sulfate pentahydrate", "CuSO₄·5H₂O"),
        ("copper(II) sulfate, anhydrous", "CuSO₄"),
    ];
    let mut firsts = Vec::new();
    for (name, formula) in salts {
        let salt = salt(name, formula);
        let layout = laid_out(&salt, SMALLEST);
        assert!(layout.is_cut, "{name}");
        assert!(!laid_out(&salt, FIRST).is_cut, "{name}");
        firsts.push(texts(&layout));
    }
    assert!(firsts[0].contains("CuCO₃"), "{}", firsts[0]);
    firsts.sort();
    firsts.dedup();
    assert_eq!(firsts.len(), salts.len(), "{firsts:?}");
}

#[test]
fn a_strength_is_never_cut() {
    for strength in ["0.25\u{202f}mol/dm³", "37\u{202f}% w/w"] {
        let solution = HoldingLabel {
            strength: Some(strength.to_owned()),
            ..salt("copper(II) sulfate", "CuSO₄·5H₂O")
        };
        for size in BOXES {
            let texts = texts(&laid_out(&solution, size)).replace(' ', "");
            let has_part = texts.contains(&strength[..2]);
            let has_all = texts.contains(&strength.replace(' ', ""));
            assert!(has_all || !has_part, "{size:?}: {texts}");
        }
    }
}
