//! A PDF in the making. Lengths are micrometres, from the upper left corner of upright A4 paper.

use std::collections::BTreeSet;

use printpdf::{
    Color, CurTransMat, FontId, Greyscale, Line, LineCapStyle, LineJoinStyle, LinePoint, Mm, Op,
    PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon,
    PolygonRing, Pt, Rgb, TextItem, WindingOrder,
};
use shared::label::pictogram::{Brush, Ink, Pictogram, Shape, Step};
use shared::label::sheet::{PAGE_HEIGHT, PAGE_WIDTH};
use shared::label::text::{Face, Type};

use super::PaperError;
use super::font;

/// A place on the page: right, then down, in micrometres.
pub type Place = (f32, f32);

const POINTS_IN_MICROMETRE: f32 = 72.0 / 25_400.0;

/// Pages with text in an embedded font and with vector drawings.
pub struct Document {
    title: String,
    pages: Vec<PdfPage>,
    ops: Vec<Op>,
    regular: BTreeSet<char>,
    bold: BTreeSet<char>,
}

impl Document {
    /// A document without pages.
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            pages: Vec::new(),
            ops: Vec::new(),
            regular: BTreeSet::new(),
            bold: BTreeSet::new(),
        }
    }

    /// Ends the page in the making; what follows stands on the next.
    pub fn end_page(&mut self) {
        let ops = std::mem::take(&mut self.ops);
        self.pages.push(PdfPage::new(
            millimetres(PAGE_WIDTH),
            millimetres(PAGE_HEIGHT),
            ops,
        ));
    }

    /// One line of black text, from the start of its baseline.
    pub fn text(&mut self, at: Place, font: Type, text: &str) {
        self.characters(font.face).extend(text.chars());
        self.ops.extend([
            fill(Ink::Black),
            Op::StartTextSection,
            Op::SetFont {
                font: PdfFontHandle::External(font_id(font.face)),
                size: length(micrometres(font.size)),
            },
            Op::SetTextCursor { pos: point(at) },
            Op::ShowText {
                items: vec![TextItem::Text(text.to_owned())],
            },
            Op::EndTextSection,
        ]);
    }

    /// A black area between closed outlines, by the even-odd rule, in units of its own: `unit` is
    /// one of them in micrometres.
    pub fn area(&mut self, at: Place, unit: f32, rings: impl Iterator<Item = Vec<Place>>) {
        let rings = rings
            .map(|ring| PolygonRing {
                points: ring.into_iter().map(corner).collect(),
            })
            .collect();
        self.ops.extend([Op::SaveGraphicsState, units(at, unit)]);
        self.polygon(Ink::Black, rings);
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// A pictogram in a square, given by its upper left corner and its side.
    pub fn pictogram(&mut self, at: Place, side: f32, pictogram: Pictogram) {
        self.ops
            .extend([Op::SaveGraphicsState, units(at, side / 100.0)]);
        for shape in pictogram.shapes() {
            self.shape(shape);
        }
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// The file.
    pub fn finish(self) -> Result<Vec<u8>, PaperError> {
        let mut document = PdfDocument::new(&self.title);
        for (face, characters) in [(Face::Regular, &self.regular), (Face::Bold, &self.bold)] {
            if !characters.is_empty() {
                let part = font::face(face)?.subset(characters)?;
                document
                    .resources
                    .fonts
                    .map
                    .insert(font_id(face), PdfFont::new(part));
            }
        }
        document.pages = self.pages;
        Ok(document.save(&PdfSaveOptions::default(), &mut Vec::new()))
    }

    fn characters(&mut self, face: Face) -> &mut BTreeSet<char> {
        match face {
            Face::Regular => &mut self.regular,
            Face::Bold => &mut self.bold,
        }
    }

    fn shape(&mut self, shape: Shape) {
        let rings = rings(&shape.steps());
        match shape.brush {
            Brush::Fill => self.polygon(shape.ink, rings),
            Brush::Stroke(width) => {
                self.ops.extend([
                    Op::SetOutlineColor {
                        col: colour(shape.ink),
                    },
                    Op::SetOutlineThickness { pt: Pt(width) },
                    Op::SetLineCapStyle {
                        cap: LineCapStyle::Round,
                    },
                    Op::SetLineJoinStyle {
                        join: LineJoinStyle::Round,
                    },
                ]);
                self.ops.extend(rings.into_iter().map(|ring| Op::DrawLine {
                    line: Line {
                        points: ring.points,
                        is_closed: false,
                    },
                }));
            }
        }
    }

    fn polygon(&mut self, ink: Ink, rings: Vec<PolygonRing>) {
        self.ops.extend([
            fill(ink),
            Op::DrawPolygon {
                polygon: Polygon {
                    rings,
                    mode: PaintMode::Fill,
                    winding_order: WindingOrder::EvenOdd,
                },
            },
        ]);
    }
}

/// The outlines of a drawing, each begun by a move.
fn rings(steps: &[Step]) -> Vec<PolygonRing> {
    let mut rings: Vec<PolygonRing> = Vec::new();
    for step in steps {
        if let Step::Move(_) = step {
            rings.push(PolygonRing::default());
        }
        let Some(ring) = rings.last_mut() else {
            continue;
        };
        match *step {
            Step::Move(to) | Step::Line(to) => ring.points.push(corner(to)),
            Step::Cubic(first, second, to) => {
                ring.points
                    .extend([handle(first), handle(second), corner(to)]);
            }
            Step::Close => ring.points.extend(ring.points.first().cloned()),
        }
    }
    rings
}

const fn font_id_name(face: Face) -> &'static str {
    match face {
        Face::Regular => "Regular",
        Face::Bold => "Bold",
    }
}

fn font_id(face: Face) -> FontId {
    FontId(font_id_name(face).to_owned())
}

fn fill(ink: Ink) -> Op {
    Op::SetFillColor { col: colour(ink) }
}

/// Black and white as grey, so that a printer takes its black alone.
fn colour(ink: Ink) -> Color {
    match ink {
        Ink::Black => grey(0.0),
        Ink::White => grey(1.0),
        Ink::Red => {
            let [red, green, blue] = ink.rgb().map(|part| f32::from(part) / 255.0);
            Color::Rgb(Rgb::new(red, green, blue, None))
        }
    }
}

fn grey(brightness: f32) -> Color {
    Color::Greyscale(Greyscale::new(brightness, None))
}

fn corner((x, y): Place) -> LinePoint {
    LinePoint {
        p: Point { x: Pt(x), y: Pt(y) },
        bezier: false,
    }
}

fn handle(at: Place) -> LinePoint {
    LinePoint {
        bezier: true,
        ..corner(at)
    }
}

/// From here on a drawing counts right and down from `at`, in units of so many micrometres: its
/// numbers stay short and alike, and the file small.
fn units(at: Place, unit: f32) -> Op {
    let origin = point(at);
    let scale = unit * POINTS_IN_MICROMETRE;
    Op::SetTransformationMatrix {
        matrix: CurTransMat::Raw([scale, 0.0, 0.0, -scale, origin.x.0, origin.y.0]),
    }
}

/// PDF counts up from the page's lower edge.
fn point((x, y): Place) -> Point {
    Point {
        x: length(x),
        y: length(micrometres(PAGE_HEIGHT) - y),
    }
}

/// Micrometres as points, to a thousandth: finer would only lengthen the file.
fn length(micrometres: f32) -> Pt {
    Pt((micrometres * POINTS_IN_MICROMETRE * 1000.0).round() / 1000.0)
}

fn millimetres(length: u32) -> Mm {
    Mm(micrometres(length) / 1000.0)
}

/// A length as a number to reckon with; exact for all that fits on paper.
#[expect(
    clippy::cast_precision_loss,
    reason = "whole numbers below 16 million are exact"
)]
pub fn micrometres(length: u32) -> f32 {
    length as f32
}
