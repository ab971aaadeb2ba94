use proptest::prelude::*;

use super::*;
use crate::code::Code;
use crate::label::Made;

/// The sheets that are tested: width, height.
const BOXES: [(u32, u32); 5] = [
    (63_500, 38_100),
    (99_060, 38_100),
    (38_100, 21_170),
    (99_060, 67_730),
    (25_400, 10_000),
];

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
        prop_assert!(without_code.trim_start().starts_with(&name[..1]), "{texts}");
        prop_assert!(texts.contains("Use by") || width < 30_000, "{texts}");
        prop_assert!(texts.contains(&code), "{texts}");
        let drawn = layout.elements.iter().filter(|e| matches!(e, Element::Pictogram { .. })).count();
        prop_assert_eq!(drawn, 4);
    }
}

#[test]
fn codes_are_large_enough_to_scan() {
    // 29 modules and twice the quiet zone: an address of 39 to 61 characters.
    for (width, height) in &BOXES[..4] {
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
