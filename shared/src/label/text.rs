//! Text that must stay within a width. Lengths are micrometres.

/// The two weights that labels are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Details.
    Regular,
    /// Names, and what must be seen first.
    Bold,
}

/// How wide a character of a font is, in thousandths of its size.
pub type Advance<'a> = &'a dyn Fn(Face, char) -> u32;

/// A text's font: weight and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Type {
    /// The weight.
    pub face: Face,
    /// The size, in micrometres.
    pub size: u32,
}

/// Where a text was cut.
const ELLIPSIS: char = '…';

impl Type {
    /// From the top of one line to the top of the next.
    pub const fn line_height(self) -> u32 {
        self.size * 116 / 100
    }

    /// From the top of a line to its baseline; accents on capitals stay below the top.
    pub const fn ascent(self) -> u32 {
        self.size * 92 / 100
    }

    /// How wide a text is.
    pub fn width(self, text: &str, advance: Advance) -> u32 {
        let thousandths: u64 = text.chars().map(|c| u64::from(advance(self.face, c))).sum();
        u32::try_from((thousandths * u64::from(self.size)).div_ceil(1000)).unwrap_or(u32::MAX)
    }

    /// The same font, smaller if a line would be wider than `width`.
    #[must_use]
    pub fn narrowed(self, line: &str, width: u32, advance: Advance) -> Self {
        let wide = u64::from(self.width(line, advance)).max(1);
        let size = u64::from(self.size) * u64::from(width) / wide;
        Self {
            size: u32::try_from(size).map_or(self.size, |size| size.min(self.size)),
            ..self
        }
    }

    /// The lines of a text, none if a word is wider than the line. It breaks at spaces, after
    /// hyphens, slashes and the dots of formulas, and before an opening bracket.
    pub fn wrap(self, text: &str, width: u32, advance: Advance) -> Option<Vec<String>> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for piece in pieces(text) {
            let longer = format!("{line}{piece}");
            if self.width(longer.trim_end(), advance) <= width {
                line = longer;
                continue;
            }
            if self.width(piece.trim_end(), advance) > width {
                return None;
            }
            push_line(&mut lines, &line);
            piece.clone_into(&mut line);
        }
        push_line(&mut lines, &line);
        Some(lines)
    }

    /// At most `count` lines of a text, broken inside words if need be. What is too long loses its middle: names
    /// that begin alike, "copper(II) carbonate" and "copper(II) sulfate", stay different.
    pub fn squeeze(self, text: &str, width: u32, count: usize, advance: Advance) -> Vec<String> {
        if count == 0 {
            return Vec::new();
        }
        if let Some(lines) = self.wrap(text, width, advance)
            && lines.len() <= count
        {
            return lines;
        }
        let all = text.chars().count();
        (0..=all)
            .rev()
            .map(|kept| self.wrap_anywhere(&without_middle(text, kept), width, advance))
            .find(|lines| lines.len() <= count)
            .unwrap_or_default()
    }

    fn wrap_anywhere(self, text: &str, width: u32, advance: Advance) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for piece in pieces(text) {
            let longer = format!("{line}{piece}");
            if self.width(longer.trim_end(), advance) <= width {
                line = longer;
                continue;
            }
            push_line(&mut lines, &line);
            line.clear();
            for c in piece.chars() {
                line.push(c);
                if self.width(line.trim_end(), advance) > width {
                    line.pop();
                    push_line(&mut lines, &line);
                    line = c.to_string();
                }
            }
        }
        push_line(&mut lines, &line);
        lines.retain(|line| self.width(line, advance) <= width);
        lines
    }
}

/// The text with so many of its characters, the last of them from its end.
fn without_middle(text: &str, kept: usize) -> String {
    let all = text.chars().count();
    if kept >= all {
        return text.to_owned();
    }
    let end = kept / 2;
    let head: String = text.chars().take(kept - end).collect();
    let tail: String = text.chars().skip(all - end).collect();
    format!("{}{ELLIPSIS}{}", head.trim_end(), tail.trim_start())
}

fn push_line(lines: &mut Vec<String>, line: &str) {
    let line = line.trim().trim_end_matches(" ·");
    if !line.is_empty() {
        lines.push(line.to_owned());
    }
}

/// The parts of a text between which a line may end; each keeps the space that follows it. A
/// number or a single letter stays with the word before it: "Shelf 2".
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let break_here = match before {
            Some(' ') => c != ' ' && !is_short(&text[at..]),
            Some('-' | '/' | '·') => c != ' ' && at > start + 1,
            Some(_) => c == '(',
            None => false,
        };
        if break_here {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

/// Whether a text begins with a short number or a single letter or sign.
fn is_short(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or(text);
    let length = word.chars().count();
    length == 1 || (length <= 3 && word.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: Type = Type {
        face: Face::Regular,
        size: 1000,
    };

    /// Every character is as wide as the font's size is high.
    fn square(_: Face, _: char) -> u32 {
        1000
    }

    #[test]
    fn lines_break_where_people_would() {
        let lines = |text, width: u32| TEN.wrap(text, width * 1000, &square);
        assert_eq!(lines("copper sulfate", 8).unwrap(), ["copper", "sulfate"]);
        assert_eq!(
            lines("potassium manganate(VII)", 10).unwrap(),
            ["potassium", "manganate", "(VII)"]
        );
        assert_eq!(lines("4-nitrophenol", 11).unwrap(), ["4-", "nitrophenol"]);
        assert_eq!(lines("copper sulfate", 6), None);
        assert_eq!(lines("Store Shelf 2", 9).unwrap(), ["Store", "Shelf 2"]);
        assert_eq!(lines("CuSO₄·5H₂O", 8).unwrap(), ["CuSO₄·", "5H₂O"]);
        assert_eq!(lines("Tue P3 · Lab 2", 8).unwrap(), ["Tue P3", "Lab 2"]);
        assert_eq!(
            lines("0.50\u{a0}mol/dm³", 20).unwrap(),
            ["0.50\u{a0}mol/dm³"]
        );
    }

    #[test]
    fn what_cannot_fit_is_cut_visibly() {
        let squeezed = TEN.squeeze("phenolphthalein indicator", 6000, 3, &square);
        assert_eq!(squeezed, ["phenol", "pht…nd", "icator"]);
        assert_eq!(TEN.squeeze("agar", 6000, 1, &square), ["agar"]);
        for (name, shortened) in [
            ("copper(II) carbonate", "coppe…nate"),
            ("copper(II) sulfate", "coppe…fate"),
        ] {
            assert_eq!(TEN.squeeze(name, 10_000, 1, &square), [shortened]);
        }
        assert!(TEN.squeeze("agar", 6000, 0, &square).is_empty());
    }
}
