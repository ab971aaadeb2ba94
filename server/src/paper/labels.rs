//! Sheets of labels.

use shared::label::Label;
use shared::label::layout::{Element, Layout, lay_out};
use shared::label::sheet::Sheet;
use shared::label::text::Face;

use super::PaperError;
use super::document::{Document, Place, micrometres};
use super::font;
use super::qr::Outline;

/// How far printing can be moved to suit a printer, in millimetres.
pub const MOST_OFFSET: f32 = 10.0;

/// A PDF of labels on as many sheets as they need. `start` is the first free position, counted
/// from 1 along the rows; `offset` moves all right and down, in millimetres, to suit a printer.
pub fn pdf(
    sheet: &Sheet,
    start: u32,
    offset: (f32, f32),
    labels: &[Label],
) -> Result<Vec<u8>, PaperError> {
    let grid = Grid::new(sheet, offset)?;
    if labels.is_empty() {
        return Err(PaperError::Nothing);
    }
    let count = sheet.count();
    let first = start.checked_sub(1).filter(|first| *first < count);
    let first = first.ok_or(PaperError::NoSuchPosition { start, count })?;
    let (regular, bold) = (font::face(Face::Regular)?, font::face(Face::Bold)?);
    let advance = |face: Face, c: char| match face {
        Face::Regular => regular.advance(c),
        Face::Bold => bold.advance(c),
    };
    let mut document = Document::new("Labels");
    let mut position = first;
    for label in labels {
        if position == count {
            document.end_page();
            position = 0;
        }
        let layout = lay_out(label, sheet.width, sheet.height, &advance);
        draw(&mut document, grid.corner(position), &layout, label)?;
        position += 1;
    }
    document.end_page();
    document.finish()
}

/// Where a sheet's labels lie, moved to suit the printer.
struct Grid<'a> {
    sheet: &'a Sheet,
    offset: Place,
}

impl<'a> Grid<'a> {
    fn new(sheet: &'a Sheet, (right, down): (f32, f32)) -> Result<Self, PaperError> {
        let small = |offset: f32| offset.abs() <= MOST_OFFSET;
        if !small(right) || !small(down) {
            return Err(PaperError::OffsetTooLarge);
        }
        let offset = (right * 1000.0, down * 1000.0);
        Ok(Self { sheet, offset })
    }

    fn corner(&self, position: u32) -> Place {
        let (x, y) = self.sheet.position(position).unwrap_or_default();
        (
            micrometres(x) + self.offset.0,
            micrometres(y) + self.offset.1,
        )
    }
}

fn draw(
    document: &mut Document,
    (left, top): Place,
    layout: &Layout,
    label: &Label,
) -> Result<(), PaperError> {
    let place = |x: u32, y: u32| (left + micrometres(x), top + micrometres(y));
    for element in &layout.elements {
        match element {
            Element::Text {
                x,
                baseline,
                font,
                text,
            } => {
                document.text(place(*x, *baseline), *font, text);
            }
            Element::Qr { x, y, side } => {
                let outline = Outline::of(&label.address)?;
                draw_qr(document, place(*x, *y), micrometres(*side), &outline);
            }
            Element::Pictogram {
                x,
                y,
                side,
                pictogram,
            } => {
                document.pictogram(place(*x, *y), micrometres(*side), *pictogram);
            }
        }
    }
    Ok(())
}

fn draw_qr(document: &mut Document, at: Place, side: f32, outline: &Outline) {
    let corner = |(x, y): (u32, u32)| (micrometres(x), micrometres(y));
    let rings = outline
        .rings
        .iter()
        .map(|ring| ring.iter().copied().map(corner).collect());
    document.area(at, side / micrometres(outline.modules), rings);
}

#[cfg(test)]
mod tests;
