//! Holds the stylesheet to its promises: contrast in both themes, nothing from elsewhere, no part forgotten.
//! The files of `app/style` are joined in the order of `order.txt` when the bundle is built.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The parts in the order they are joined.
fn order() -> Vec<String> {
    let order = std::fs::read_to_string(folder().join("order.txt")).unwrap();
    order.lines().map(str::to_owned).collect()
}

/// The one stylesheet.
pub fn stylesheet() -> String {
    let parts = order();
    parts
        .iter()
        .map(|part| std::fs::read_to_string(folder().join(part)).unwrap() + "\n")
        .collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("style")
}

/// A colour as red, green and blue between 0 and 1.
type Rgb = [f64; 3];
type Theme = BTreeMap<String, Rgb>;

const STATES: [&str; 9] = [
    "draft",
    "submitted",
    "queried",
    "accepted",
    "prepared",
    "delivered",
    "returned",
    "checked-in",
    "hazard",
];

#[test]
fn every_file_of_the_folder_has_its_place() {
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|kind| kind == "css")
        })
        .collect();
    assert_eq!(there, order().into_iter().collect());
    assert_eq!(order()[0], "layers.css");
}

#[test]
fn braces_are_even_and_no_rule_loads_from_elsewhere() {
    let sheet = stylesheet();
    assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
    assert!(!sheet.contains("url(") && !sheet.contains("@import"));
}

#[test]
fn text_reaches_its_contrast_in_both_themes() {
    for (name, theme) in themes() {
        let card = theme["card"];
        let mut pairs = vec![
            ("ink on paper", theme["ink"], theme["paper"], 7.0),
            ("ink-2 on card", theme["ink-2"], card, 4.5),
            ("ink-2 on paper", theme["ink-2"], theme["paper"], 4.5),
            ("ink-2 on sunk", theme["ink-2"], theme["sunk"], 4.5),
            ("accent button", theme["on-accent"], theme["accent"], 4.5),
            ("danger button", theme["on-hazard"], theme["hazard"], 4.5),
            ("accent on paper", theme["accent"], theme["paper"], 4.5),
            (
                "accent on its soft fill",
                theme["accent"],
                soft(theme["accent"], card),
                4.5,
            ),
            ("edge of a field", theme["edge"], card, 3.0),
        ];
        for state in STATES {
            let fill = soft(theme[state], card);
            pairs.push((state, theme[state], fill, 4.5));
            pairs.push((state, theme["ink"], fill, 7.0));
            pairs.push((state, theme["ink-2"], fill, 4.5));
            pairs.push((state, theme[state], theme["sunk"], 4.5));
        }
        for (pair, text, ground, least) in pairs {
            let found = contrast(text, ground);
            assert!(
                found >= least,
                "{name}, {pair}: {found:.2} is under {least}"
            );
        }
    }
}

#[test]
fn white_on_black_is_twenty_one() {
    assert!((contrast(oklch(1.0, 0.0, 0.0), oklch(0.0, 0.0, 0.0)) - 21.0).abs() < 0.01);
}

/// The light values of tokens.css, and the same with the dark ones laid over.
fn themes() -> [(&'static str, Theme); 2] {
    let tokens = include_str!("../style/tokens.css");
    let (light, rest) = tokens
        .split_once("@media (prefers-color-scheme: dark)")
        .unwrap();
    let light = colours(light);
    let mut dark = light.clone();
    dark.extend(colours(rest));
    [("light", light), ("dark", dark)]
}

fn colours(css: &str) -> Theme {
    css.lines().filter_map(colour).collect()
}

/// `--ink: oklch(27% .02 260);`; those with an alpha are shadows and not text.
fn colour(line: &str) -> Option<(String, Rgb)> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(": oklch(")?;
    let parts: Vec<&str> = value.strip_suffix(");")?.split(' ').collect();
    let [lightness, chroma, hue] = parts[..] else {
        return None;
    };
    let lightness: f64 = lightness.strip_suffix('%')?.parse().ok()?;
    Some((
        name.to_owned(),
        oklch(lightness / 100.0, chroma.parse().ok()?, hue.parse().ok()?),
    ))
}

/// The conversion of CSS Color 4, clipped to what a screen can show.
fn oklch(lightness: f64, chroma: f64, hue: f64) -> Rgb {
    let (a, b) = (
        chroma * hue.to_radians().cos(),
        chroma * hue.to_radians().sin(),
    );
    let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let middle = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701 * short,
    ]
    .map(|linear| {
        let linear = linear.clamp(0.0, 1.0);
        if linear <= 0.003_130_8 {
            12.92 * linear
        } else {
            1.055 * linear.powf(1.0 / 2.4) - 0.055
        }
    })
}

/// The soft fill: 9 % of a colour over the card, mixed in sRGB.
fn soft(colour: Rgb, card: Rgb) -> Rgb {
    [0, 1, 2].map(|i| 0.09 * colour[i] + 0.91 * card[i])
}

/// WCAG 2.2's contrast ratio.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
