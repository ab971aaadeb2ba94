//! The nine hazard pictograms of the Globally Harmonised System, in drawings of our own.
//!
//! One drawing serves the pages (as SVG) and the paper (as vector shapes).

mod outline;

use std::fmt::Write;

use serde::{Deserialize, Serialize};

/// A hazard pictogram, in the order of the system's own numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Pictogram {
    /// GHS01.
    #[serde(rename = "GHS01")]
    ExplodingBomb,
    /// GHS02.
    #[serde(rename = "GHS02")]
    Flame,
    /// GHS03: oxidising.
    #[serde(rename = "GHS03")]
    FlameOverCircle,
    /// GHS04: gases under pressure.
    #[serde(rename = "GHS04")]
    GasCylinder,
    /// GHS05.
    #[serde(rename = "GHS05")]
    Corrosion,
    /// GHS06: acutely toxic.
    #[serde(rename = "GHS06")]
    SkullAndCrossbones,
    /// GHS07.
    #[serde(rename = "GHS07")]
    ExclamationMark,
    /// GHS08: lasting harm to health.
    #[serde(rename = "GHS08")]
    HealthHazard,
    /// GHS09.
    #[serde(rename = "GHS09")]
    Environment,
}

/// The colours that a pictogram is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The frame.
    Red,
    /// The ground, and what is spared out of the symbol.
    White,
    /// The symbol.
    Black,
}

/// How a shape's outline becomes a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Brush {
    /// The inside is filled, by the even-odd rule.
    Fill,
    /// The outline is drawn this thick, with round ends and joins.
    Stroke(f32),
}

/// One mark of a drawing, in a square of 100 by 100 with its origin at the upper left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// Its colour.
    pub ink: Ink,
    /// Filled or drawn.
    pub brush: Brush,
    path: &'static str,
}

/// A point of a drawing: right, then down.
pub type Point = (f32, f32);

/// One step along an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// Lift the pen and begin anew here.
    Move(Point),
    /// Straight to here.
    Line(Point),
    /// A cubic curve over two control points to the last point.
    Cubic(Point, Point, Point),
    /// Back to where the outline began.
    Close,
}

impl Pictogram {
    /// All nine, in order.
    pub const ALL: [Self; 9] = [
        Self::ExplodingBomb,
        Self::Flame,
        Self::FlameOverCircle,
        Self::GasCylinder,
        Self::Corrosion,
        Self::SkullAndCrossbones,
        Self::ExclamationMark,
        Self::HealthHazard,
        Self::Environment,
    ];

    /// The system's own code: `GHS05`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ExplodingBomb => "GHS01",
            Self::Flame => "GHS02",
            Self::FlameOverCircle => "GHS03",
            Self::GasCylinder => "GHS04",
            Self::Corrosion => "GHS05",
            Self::SkullAndCrossbones => "GHS06",
            Self::ExclamationMark => "GHS07",
            Self::HealthHazard => "GHS08",
            Self::Environment => "GHS09",
        }
    }

    /// What it warns of, as British schools say it.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::ExplodingBomb => "Explosive",
            Self::Flame => "Flammable",
            Self::FlameOverCircle => "Oxidising",
            Self::GasCylinder => "Gas under pressure",
            Self::Corrosion => "Corrosive",
            Self::SkullAndCrossbones => "Acutely toxic",
            Self::ExclamationMark => "Irritant or harmful",
            Self::HealthHazard => "Serious health hazard",
            Self::Environment => "Hazardous to the environment",
        }
    }

    /// The marks in the order they are painted: frame, ground, symbol.
    pub fn shapes(self) -> impl Iterator<Item = Shape> {
        outline::FRAME.iter().chain(self.symbol()).copied()
    }

    /// The drawing as an SVG element that says what it means; its size is left to the style sheet.
    pub fn svg(self) -> String {
        let mut svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="pictogram" viewBox="0 0 100 100" role="img"><title>{}</title>"#,
            self.meaning()
        );
        for shape in self.shapes() {
            // Writing into a string cannot fail.
            let _ = shape.write_svg(&mut svg);
        }
        svg.push_str("</svg>");
        svg
    }

    const fn symbol(self) -> &'static [Shape] {
        match self {
            Self::ExplodingBomb => outline::EXPLODING_BOMB,
            Self::Flame => outline::FLAME,
            Self::FlameOverCircle => outline::FLAME_OVER_CIRCLE,
            Self::GasCylinder => outline::GAS_CYLINDER,
            Self::Corrosion => outline::CORROSION,
            Self::SkullAndCrossbones => outline::SKULL_AND_CROSSBONES,
            Self::ExclamationMark => outline::EXCLAMATION_MARK,
            Self::HealthHazard => outline::HEALTH_HAZARD,
            Self::Environment => outline::ENVIRONMENT,
        }
    }
}

impl Ink {
    /// The colour as red, green and blue.
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            Self::Red => [0xd8, 0x0c, 0x0c],
            Self::White => [0xff; 3],
            Self::Black => [0; 3],
        }
    }
}

impl Shape {
    /// The outline, step by step.
    pub fn steps(&self) -> Vec<Step> {
        let mut words = self.path.split_ascii_whitespace();
        let mut steps = Vec::new();
        while let Some(step) = next_step(&mut words) {
            steps.push(step);
        }
        steps
    }

    fn write_svg(&self, svg: &mut String) -> std::fmt::Result {
        let path = self.path;
        let [red, green, blue] = self.ink.rgb();
        let colour = format!("#{red:02x}{green:02x}{blue:02x}");
        match self.brush {
            Brush::Fill => write!(
                svg,
                r#"<path fill="{colour}" fill-rule="evenodd" d="{path}"/>"#
            ),
            Brush::Stroke(width) => write!(
                svg,
                r#"<path fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round" d="{path}"/>"#
            ),
        }
    }
}

fn next_step<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Step> {
    let letter = words.next()?;
    let mut point = || Some((number(words.next())?, number(words.next())?));
    match letter {
        "M" => Some(Step::Move(point()?)),
        "L" => Some(Step::Line(point()?)),
        "C" => Some(Step::Cubic(point()?, point()?, point()?)),
        "Z" => Some(Step::Close),
        _ => None,
    }
}

fn number(word: Option<&str>) -> Option<f32> {
    word?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the frame leaves free, from the middle to a corner.
    const INSIDE: f32 = 42.0;

    #[test]
    fn every_drawing_is_read_to_its_end() {
        for shape in Pictogram::ALL.into_iter().flat_map(Pictogram::shapes) {
            let letters = shape.path.matches(['M', 'L', 'C', 'Z']).count();
            assert_eq!(shape.steps().len(), letters, "{}", shape.path);
            assert!(matches!(shape.steps()[0], Step::Move(_)));
        }
    }

    #[test]
    fn symbols_stay_inside_their_frame() {
        for pictogram in Pictogram::ALL {
            for shape in pictogram.symbol() {
                let reach = match shape.brush {
                    Brush::Fill => 0.0,
                    Brush::Stroke(width) => width / 2.0,
                };
                for (right, down) in shape.steps().into_iter().flat_map(points) {
                    let distance = (right - 50.0).abs() + (down - 50.0).abs();
                    assert!(distance + reach <= INSIDE, "{pictogram:?}: {right} {down}");
                }
            }
        }
    }

    #[test]
    fn svg_says_what_it_means() {
        let svg = Pictogram::Corrosion.svg();
        assert!(svg.contains("<title>Corrosive</title>"));
        assert!(svg.ends_with("</svg>"));
    }

    fn points(step: Step) -> Vec<Point> {
        match step {
            Step::Move(to) | Step::Line(to) => vec![to],
            Step::Cubic(first, second, to) => vec![first, second, to],
            Step::Close => Vec::new(),
        }
    }
}
