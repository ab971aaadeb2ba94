//! QR codes as outlines.

use qrcode::{Color, EcLevel, QrCode};

use super::PaperError;

/// The white around a code that readers need, in modules.
const QUIET: u32 = 4;

/// A corner between modules: right, then down.
type Corner = (u32, u32);

/// A QR code as closed outlines around its dark modules, to be filled by the even-odd rule.
#[derive(Debug)]
pub struct Outline {
    /// Modules along a side, with the quiet zone.
    pub modules: u32,
    /// The outlines' corners, each outline closed.
    pub rings: Vec<Vec<Corner>>,
}

impl Outline {
    /// The code of a text; capitals, digits and the signs of an address take the least room.
    pub fn of(text: &str) -> Result<Self, PaperError> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M)
            .map_err(|_| PaperError::AddressTooLong)?;
        let width = code.width();
        let colours = code.to_colors();
        let dark = |column: usize, row: usize| colours[row * width + column] == Color::Dark;
        let rings = trace(width, &dark)
            .into_iter()
            .map(|ring| {
                ring.into_iter()
                    .map(|(x, y)| (x + QUIET, y + QUIET))
                    .collect()
            })
            .collect();
        let modules = u32::try_from(width).map_err(|_| PaperError::AddressTooLong)? + 2 * QUIET;
        Ok(Self { modules, rings })
    }
}

/// Which way an outline goes, the dark at its right hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    Right,
    Down,
    Left,
    Up,
}

/// The edges between dark and light in a square grid, joined to rings.
struct Edges {
    width: usize,
    /// For each corner, which headings start there.
    starts: Vec<[bool; 4]>,
}

fn trace(width: usize, dark: &dyn Fn(usize, usize) -> bool) -> Vec<Vec<Corner>> {
    let mut edges = Edges::between(width, dark);
    let mut rings = Vec::new();
    for row in 0..=width {
        for column in 0..=width {
            while edges.take(column, row, Heading::Right) {
                rings.push(edges.ring(column, row));
            }
        }
    }
    rings
}

impl Edges {
    fn between(width: usize, dark: &dyn Fn(usize, usize) -> bool) -> Self {
        let mut edges = Self {
            width,
            starts: vec![[false; 4]; (width + 1) * (width + 1)],
        };
        for row in 0..width {
            for column in (0..width).filter(|column| dark(*column, row)) {
                if row == 0 || !dark(column, row - 1) {
                    edges.add(column, row, Heading::Right);
                }
                if column + 1 == width || !dark(column + 1, row) {
                    edges.add(column + 1, row, Heading::Down);
                }
                if row + 1 == width || !dark(column, row + 1) {
                    edges.add(column + 1, row + 1, Heading::Left);
                }
                if column == 0 || !dark(column - 1, row) {
                    edges.add(column, row + 1, Heading::Up);
                }
            }
        }
        edges
    }

    fn add(&mut self, column: usize, row: usize, heading: Heading) {
        self.starts[row * (self.width + 1) + column][heading as usize] = true;
    }

    fn take(&mut self, column: usize, row: usize, heading: Heading) -> bool {
        std::mem::take(&mut self.starts[row * (self.width + 1) + column][heading as usize])
    }

    /// Follows the outline whose first edge goes right from this corner; keeps its turns.
    fn ring(&mut self, first_column: usize, first_row: usize) -> Vec<Corner> {
        let mut ring = vec![corner(first_column, first_row)];
        let (mut column, mut row, mut heading) = (first_column, first_row, Heading::Right);
        loop {
            (column, row) = heading.step(column, row);
            if (column, row) == (first_column, first_row) {
                return ring;
            }
            let Some(next) = heading
                .turns()
                .into_iter()
                .find(|turn| self.take(column, row, *turn))
            else {
                return ring;
            };
            if next != heading {
                ring.push(corner(column, row));
            }
            heading = next;
        }
    }
}

fn corner(column: usize, row: usize) -> Corner {
    (
        u32::try_from(column).unwrap_or_default(),
        u32::try_from(row).unwrap_or_default(),
    )
}

impl Heading {
    const fn step(self, column: usize, row: usize) -> (usize, usize) {
        match self {
            Self::Right => (column + 1, row),
            Self::Down => (column, row + 1),
            Self::Left => (column - 1, row),
            Self::Up => (column, row - 1),
        }
    }

    /// The ways on, the sharpest right turn first, so that modules touching at a corner stay apart.
    const fn turns(self) -> [Self; 3] {
        match self {
            Self::Right => [Self::Down, Self::Right, Self::Up],
            Self::Down => [Self::Left, Self::Down, Self::Right],
            Self::Left => [Self::Up, Self::Left, Self::Down],
            Self::Up => [Self::Right, Self::Up, Self::Left],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a module's middle lies inside, by the even-odd rule along its row.
    fn inside(outline: &Outline, column: u32, row: u32) -> bool {
        let mut crossings = 0;
        for ring in &outline.rings {
            for (at, from) in ring.iter().enumerate() {
                let to = ring[(at + 1) % ring.len()];
                let crosses = from.0 == to.0
                    && from.0 <= column
                    && from.1.min(to.1) <= row
                    && row < from.1.max(to.1);
                crossings += u32::from(crosses);
            }
        }
        crossings % 2 == 1
    }

    #[test]
    fn the_outline_is_the_code() {
        let text = "HTTPS://TROLLEY.NORTHGATE.SCH.UK/C/7K3M9QX1";
        let outline = Outline::of(text).unwrap();
        assert_eq!(outline.modules, 29 + 8, "alphanumeric, version 3");
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        for row in 0..29 {
            for column in 0..29 {
                let dark = code[(column as usize, row as usize)] == Color::Dark;
                assert_eq!(inside(&outline, column + QUIET, row + QUIET), dark);
            }
        }
    }

    #[test]
    fn what_no_code_holds_is_refused() {
        let endless = "A".repeat(5000);
        assert_eq!(
            Outline::of(&endless).unwrap_err(),
            PaperError::AddressTooLong
        );
    }
}
