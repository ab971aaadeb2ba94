//! Where everything on a label stands. Lengths are micrometres from the label's upper left corner.

mod measure;
mod row;
mod way;

use measure::{Area, LEAST_CODE, LEAST_QR, Measure};
use row::Row;
use way::{Name, Statements, Way};

use super::pictogram::Pictogram;
use super::stack::{Block, Fitted, Keep, fit};
use super::text::{Advance, Face, Type};
use super::{Content, HoldingLabel, Label, PlaceLabel, TrayLabel};
use crate::moment::Day;
use crate::substance::Signal;

/// A label, laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The label's width.
    pub width: u32,
    /// The label's height.
    pub height: u32,
    /// What stands on it.
    pub elements: Vec<Element>,
    /// Whether the label is too small: something that belongs on it was shortened or left out.
    pub is_cut: bool,
}

/// One thing on a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// One line of text.
    Text {
        /// Where it begins.
        x: u32,
        /// The line it stands on.
        baseline: u32,
        /// Its font.
        font: Type,
        /// The line.
        text: String,
    },
    /// The QR code, its quiet zone of four modules included.
    Qr {
        /// Its left edge.
        x: u32,
        /// Its upper edge.
        y: u32,
        /// Its width and height.
        side: u32,
    },
    /// A pictogram.
    Pictogram {
        /// Its left corner.
        x: u32,
        /// Its upper corner.
        y: u32,
        /// Its width and height.
        side: u32,
        /// Which one.
        pictogram: Pictogram,
    },
}

/// Lays a label out in a box. Texts shrink, wrap and are shortened in the end; nothing leaves the box.
pub fn lay_out(label: &Label, width: u32, height: u32, advance: Advance) -> Layout {
    let page = Page::new(Measure::of(width, height), advance);
    let edge = page.measure.edge;
    let inside = Area {
        x: edge,
        y: edge,
        width: width.saturating_sub(2 * edge),
        height: height.saturating_sub(2 * edge),
    };
    let page = match &label.content {
        Content::Holding(holding) => page.holding(label, holding, inside),
        Content::Place(place) => page.place(label, place, inside),
        Content::Tray(tray) => page.tray(label, tray, inside),
    };
    Layout {
        width,
        height,
        elements: page.elements,
        is_cut: page.is_cut,
    }
}

struct Page<'a> {
    advance: Advance<'a>,
    measure: Measure,
    elements: Vec<Element>,
    /// The smallest scale of its texts while all of them stand on it.
    whole: Option<u32>,
    is_cut: bool,
}

/// What stands in the column beside the QR code.
#[derive(Default)]
struct Column {
    head: Vec<Block>,
    pictograms: Vec<Pictogram>,
    /// Beside the pictograms where there is room, else above them.
    beside: Vec<Block>,
    foot: Vec<Block>,
    /// Whether pictograms may be smaller so that there is room beside them.
    is_dense: bool,
}

impl<'a> Page<'a> {
    const fn new(measure: Measure, advance: Advance<'a>) -> Self {
        Self {
            advance,
            measure,
            elements: Vec::new(),
            whole: Some(100),
            is_cut: false,
        }
    }

    /// The way that leaves the texts largest of those with room for the hazard statements; without them where there is
    /// none.
    fn holding(self, label: &Label, holding: &HoldingLabel, inside: Area) -> Self {
        let mut best: Option<Self> = None;
        for way in Way::all(holding, inside) {
            let mut page = Self::new(self.measure, self.advance);
            page.holding_in(way, label, holding, inside);
            let before = best.as_ref().and_then(|best| best.whole);
            if page.whole > before {
                best = Some(page);
            }
        }
        best.unwrap_or_else(|| {
            let mut page = self;
            page.holding_in(Way::plain(holding, inside), label, holding, inside);
            page
        })
    }

    fn holding_in(&mut self, way: Way, label: &Label, holding: &HoldingLabel, inside: Area) {
        let measure = self.measure;
        let mut column = Column {
            pictograms: holding.pictograms.clone(),
            foot: dates(measure, holding),
            is_dense: !matches!(way.statements, Statements::Nowhere),
            ..Column::default()
        };
        if holding.signal != Signal::None {
            let word = holding.signal.word().to_uppercase();
            let block = measure.block(&word, Face::Bold, 95, 78, 1);
            column.beside.push(block);
        }
        let mut rest = self.name(way.name, &mut column, holding, inside);
        column.head.extend(strength(measure, holding));
        let statements = measure.statements(&holding.hazards.join(". "));
        let mut strip = None;
        match way.statements {
            Statements::Beside => column.beside.push(statements),
            Statements::Column => column.head.push(statements),
            Statements::Across { share } => {
                let area = Area {
                    height: rest.height / share,
                    ..rest
                };
                let fitted = self.fit_in(&[statements], area);
                rest = rest.without_bottom(fitted.height() + measure.part(15));
                strip = Some(fitted);
            }
            Statements::Nowhere => {}
        }
        self.column_and_qr(label, column, rest);
        if let Some(strip) = strip {
            let top = inside.y + inside.height - strip.height();
            self.texts_from(inside.x, top, &strip);
        }
    }

    /// Puts the name into the column, or over the whole width; returns what is left.
    fn name(
        &mut self,
        name: Name,
        column: &mut Column,
        holding: &HoldingLabel,
        inside: Area,
    ) -> Area {
        let mut block = self.measure.block(&holding.name, Face::Bold, 175, 64, 4);
        if self.measure.is_tiny() {
            block.short.clone_from(&holding.formula);
        }
        let lines = match name {
            Name::InColumn => {
                column.head.push(block);
                return inside;
            }
            Name::Above { lines } => lines,
        };
        block.lines = lines;
        let header = Area {
            height: inside.height / 3,
            ..inside
        };
        let fitted = self.fit_in(&[block], header);
        let used = self.texts_from(header.x, header.y, &fitted);
        inside.without_top(used)
    }

    fn place(mut self, label: &Label, place: &PlaceLabel, inside: Area) -> Self {
        let mut column = Column {
            head: vec![self.measure.block(&place.name, Face::Bold, 340, 90, 4)],
            ..Column::default()
        };
        if !place.path.is_empty() {
            let path = place.path.join(" › ");
            column
                .foot
                .push(self.measure.block(&path, Face::Regular, 85, 66, 3));
        }
        self.column_and_qr(label, column, inside);
        self
    }

    fn tray(mut self, label: &Label, tray: &TrayLabel, inside: Area) -> Self {
        let measure = self.measure;
        let when = [tray.period.as_str(), tray.room.as_str()].join(" · ");
        let (number, count) = tray.tray;
        let column = Column {
            head: vec![
                measure.block(&tray.class, Face::Bold, 210, 100, 2),
                measure.block(&when, Face::Bold, 105, 80, 2),
                measure.block(&tray.practical, Face::Regular, 95, 72, 3),
            ],
            foot: vec![measure.block(&format!("Tray {number} of {count}"), Face::Bold, 110, 84, 1)],
            ..Column::default()
        };
        self.column_and_qr(label, column, inside);
        self
    }

    /// The QR code at the right with the code under it, or on small labels in the column.
    fn column_and_qr(&mut self, label: &Label, mut column: Column, area: Area) {
        let measure = self.measure;
        let code = label.code.to_string();
        let font = Type {
            face: Face::Bold,
            size: measure.part(90).max(LEAST_CODE),
        };
        let below = if measure.is_small() {
            0
        } else {
            font.line_height()
        };
        let side = area
            .height
            .saturating_sub(below)
            .min(measure.qr_limit(area.width));
        if side < LEAST_QR {
            self.whole = None;
        }
        let spare_height = area.height.saturating_sub(side + below);
        // The quiet zone is white: it may reach halfway into the edge.
        let qr = Area {
            x: area.x + area.width + measure.edge / 2 - side,
            y: area.y + spare_height / 2,
            width: side,
            height: side,
        };
        self.elements.push(Element::Qr {
            x: qr.x,
            y: qr.y,
            side,
        });
        if below == 0 {
            let mut block = measure.block(&code, Face::Bold, 100, 0, 1);
            block.least = LEAST_CODE;
            block.keep = Keep::Whole;
            column.foot.push(block);
        } else {
            let font = font.narrowed(&code, side, self.advance);
            let width = font.width(&code, self.advance);
            self.elements.push(Element::Text {
                x: qr.x + side.saturating_sub(width) / 2,
                // Under the quiet zone's white: it needs no gap of its own.
                baseline: qr.y + side + font.ascent(),
                font,
                text: code,
            });
        }
        let text = Area {
            width: qr.x.saturating_sub(area.x),
            ..area
        };
        self.column(column, text);
    }

    fn column(&mut self, column: Column, area: Area) {
        if column.pictograms.is_empty() {
            let head = [column.head, column.beside].into_iter().flatten().collect();
            self.head_and_foot(head, column.foot, area, &|_| area.height);
            return;
        }
        let mut row = Row::new(&column.pictograms, self.measure, area);
        if column.is_dense {
            row.make_room_beside(&column.beside, self.advance);
        }
        let beside_fits = row.has_room_beside(&column.beside, self.advance);
        let (mut head, foot) = (column.head, column.foot);
        let mut beside = column.beside;
        if !beside_fits {
            head.append(&mut beside);
        }
        let free = self.head_and_foot(head, foot, area, &|scale| {
            area.height.saturating_sub(row.wanted(scale))
        });
        self.row(&row, &beside, free);
    }

    /// Sets the head from the top and the foot from the bottom; returns what is free between.
    fn head_and_foot(
        &mut self,
        head: Vec<Block>,
        foot: Vec<Block>,
        area: Area,
        height_at: &dyn Fn(u32) -> u32,
    ) -> Area {
        let head_count = head.len();
        let blocks: Vec<Block> = head.into_iter().chain(foot).collect();
        let mut head = self.noted(fit(&blocks, area.width, height_at, self.advance));
        let foot = Fitted {
            blocks: head.blocks.split_off(head_count),
            ..head
        };
        let above = self.texts_from(area.x, area.y, &head);
        let below = foot.height();
        self.texts_from(area.x, area.y + area.height.saturating_sub(below), &foot);
        Area {
            y: area.y + above,
            height: area.height.saturating_sub(above + below),
            ..area
        }
    }

    fn row(&mut self, row: &Row, beside: &[Block], free: Area) {
        let side = row.side.min(free.height);
        let top = free.y + (free.height - side) / 2;
        let mut x = free.x;
        for pictogram in &row.pictograms {
            self.elements.push(Element::Pictogram {
                x,
                y: top,
                side,
                pictogram: *pictogram,
            });
            x += side + row.gap;
        }
        let right = Area {
            x: x + row.gap,
            width: (free.x + free.width).saturating_sub(x + row.gap),
            ..free
        };
        let fitted = self.fit_in(beside, right);
        let middle = right.y + right.height.saturating_sub(fitted.height()) / 2;
        self.texts_from(right.x, middle, &fitted);
    }

    fn fit_in(&mut self, blocks: &[Block], area: Area) -> Fitted {
        self.noted(fit(blocks, area.width, &|_| area.height, self.advance))
    }

    /// Remembers how it fitted.
    fn noted(&mut self, fitted: Fitted) -> Fitted {
        let both = self.whole.zip(fitted.whole);
        self.whole = both.map(|(before, now)| before.min(now));
        self.is_cut |= fitted.is_cut;
        fitted
    }

    /// Places fitted blocks; returns the height they take.
    fn texts_from(&mut self, x: u32, top: u32, fitted: &Fitted) -> u32 {
        let mut y = top;
        for set in &fitted.blocks {
            for line in &set.lines {
                self.elements.push(Element::Text {
                    x,
                    baseline: y + set.font.ascent(),
                    font: set.font,
                    text: line.clone(),
                });
                y += set.font.line_height();
            }
        }
        y - top
    }
}

fn strength(measure: Measure, holding: &HoldingLabel) -> Option<Block> {
    let formula = holding.formula.as_deref();
    let text = match (holding.strength.as_deref(), formula) {
        (Some(strength), Some(formula)) if !measure.is_small() => format!("{strength} · {formula}"),
        (Some(strength), _) => strength.to_owned(),
        (None, formula) => formula?.to_owned(),
    };
    let block = measure.block(&text, Face::Bold, 112, 82, 2);
    let keep = match holding.strength {
        // Never cut: a strength with a figure missing is another strength.
        Some(_) => Keep::Whole,
        // A formula alone says nothing that the name does not.
        None => Keep::WhilePossible,
    };
    Some(Block { keep, ..block })
}

fn dates(measure: Measure, holding: &HoldingLabel) -> Vec<Block> {
    let line = |text: &str, face| measure.block(text, face, 78, 66, 2);
    let made = holding.made.as_ref().map(|made| Block {
        keep: Keep::WhilePossible,
        ..line(
            &format!("Made {} · {}", day(made.on), made.by),
            Face::Regular,
        )
    });
    let use_by = holding.use_by.map(|last| Block {
        keep: Keep::Whole,
        ..line(&format!("Use by {}", day(last)), Face::Bold)
    });
    made.into_iter().chain(use_by).collect()
}

fn day(date: Day) -> String {
    date.format("%-d\u{a0}%b\u{a0}%Y").to_string()
}

#[cfg(test)]
mod tests;
