//! The font that paper is set in: its metrics, and the part of it that a file carries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tables::FontTableProvider;
use allsorts::tables::cmap::Cmap;
use allsorts::tables::{HeadTable, HheaTable, HmtxTable, MaxpTable};
use allsorts::tag;
use printpdf::ParsedFont;
use shared::label::text::Face;

use super::PaperError;

/// What a font needs on paper: hints are for screens.
const TABLES: [u32; 5] = [tag::CMAP, tag::HEAD, tag::HHEA, tag::HMTX, tag::MAXP];

/// Both weights, read once.
static FACES: LazyLock<Result<[FontFace; 2], PaperError>> = LazyLock::new(|| {
    Ok([
        FontFace::read(dejavu::sans_condensed::regular())?,
        FontFace::read(dejavu::sans_condensed::bold())?,
    ])
});

/// One weight of the font.
pub struct FontFace {
    bytes: &'static [u8],
    glyphs: BTreeMap<char, Glyph>,
}

#[derive(Clone, Copy)]
struct Glyph {
    id: u16,
    /// In thousandths of the size, rounded down as the file's own table of widths is.
    advance: u32,
}

/// The weight asked for.
pub fn face(face: Face) -> Result<&'static FontFace, PaperError> {
    let faces = FACES.as_ref().map_err(Clone::clone)?;
    Ok(match face {
        Face::Regular => &faces[0],
        Face::Bold => &faces[1],
    })
}

impl FontFace {
    /// How wide a character is, in thousandths of the size; what the font lacks is a box.
    pub fn advance(&self, c: char) -> u32 {
        self.glyphs.get(&c).map_or(600, |glyph| glyph.advance)
    }

    /// A font of these characters alone.
    pub fn subset(&self, characters: &BTreeSet<char>) -> Result<ParsedFont, PaperError> {
        let used: BTreeSet<u16> = characters
            .iter()
            .filter_map(|c| self.glyphs.get(c))
            .map(|glyph| glyph.id)
            .chain([0])
            .collect();
        let used: Vec<u16> = used.into_iter().collect();
        let file = ReadScope::new(self.bytes)
            .read::<FontData<'_>>()
            .map_err(fault)?;
        let tables = file.table_provider(0).map_err(fault)?;
        let bytes = subset(
            &tables,
            &used,
            &SubsetProfile::Custom(TABLES.to_vec()),
            CmapTarget::Unicode,
        )
        .map_err(fault)?;
        ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
            .ok_or_else(|| PaperError::Font("the part cannot be read".to_owned()))
    }

    fn read(bytes: &'static [u8]) -> Result<Self, PaperError> {
        let file = ReadScope::new(bytes)
            .read::<FontData<'_>>()
            .map_err(fault)?;
        let tables = file.table_provider(0).map_err(fault)?;
        let ids = glyph_ids(&tables)?;
        let advances = advances(&tables)?;
        let glyphs = ids
            .into_iter()
            .map(|(c, id)| {
                let advance = advances.get(usize::from(id)).copied().unwrap_or_default();
                (c, Glyph { id, advance })
            })
            .collect();
        Ok(Self { bytes, glyphs })
    }
}

fn glyph_ids(tables: &impl FontTableProvider) -> Result<Vec<(char, u16)>, PaperError> {
    let data = tables.read_table_data(tag::CMAP).map_err(fault)?;
    let cmap = ReadScope::new(&data).read::<Cmap<'_>>().map_err(fault)?;
    let (_, subtable) = allsorts::font::read_cmap_subtable(&cmap)
        .map_err(fault)?
        .ok_or_else(|| PaperError::Font("it maps no characters".to_owned()))?;
    let mut ids = Vec::new();
    subtable
        .mappings_fn(|code, id| ids.extend(char::from_u32(code).map(|c| (c, id))))
        .map_err(fault)?;
    Ok(ids)
}

fn advances(tables: &impl FontTableProvider) -> Result<Vec<u32>, PaperError> {
    let head = tables.read_table_data(tag::HEAD).map_err(fault)?;
    let head = ReadScope::new(&head).read::<HeadTable>().map_err(fault)?;
    let maxp = tables.read_table_data(tag::MAXP).map_err(fault)?;
    let maxp = ReadScope::new(&maxp).read::<MaxpTable>().map_err(fault)?;
    let hhea = tables.read_table_data(tag::HHEA).map_err(fault)?;
    let hhea = ReadScope::new(&hhea).read::<HheaTable>().map_err(fault)?;
    let counts = (
        usize::from(maxp.num_glyphs),
        usize::from(hhea.num_h_metrics),
    );
    let hmtx = tables.read_table_data(tag::HMTX).map_err(fault)?;
    let hmtx = ReadScope::new(&hmtx)
        .read_dep::<HmtxTable<'_>>(counts)
        .map_err(fault)?;
    let em = u32::from(head.units_per_em).max(1);
    (0..maxp.num_glyphs)
        .map(|id| Ok(u32::from(hmtx.horizontal_advance(id).map_err(fault)?) * 1000 / em))
        .collect()
}

fn fault(error: impl std::fmt::Display) -> PaperError {
    PaperError::Font(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_what_schools_write() {
        for weight in [Face::Regular, Face::Bold] {
            let face = face(weight).unwrap();
            for c in "cm³ m² · – × › → ŵ ŷ Ŵ Ŷ µ ½ ° Ω … H₂SO₄ λ ⇌ ≥ \u{a0}".chars()
            {
                assert!(face.glyphs.contains_key(&c), "{c:?}");
            }
        }
    }
}
