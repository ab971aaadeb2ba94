//! Headings: texts that name a place or a section, rather than a thing.

mod described;
mod title;

pub(super) use described::with_its_things;
use described::{described, parted};
pub(super) use title::{is_remark, is_row_of_total, is_title, tells_of_list};

use super::words::{self, has};
use super::{scan, token};

/// A text that names a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// From the room down to the tray, as far as the text says: "Cupboard 3", "Shelf 2". Each with how small it
    /// is: a shelf stands inside a cupboard, in a room; 0 where no word tells.
    pub path: Vec<(u8, String)>,
}

impl Place {
    fn new(rank: u8, text: &str) -> Self {
        let path = vec![(rank, text.to_owned())];
        Self { path }
    }

    /// A heading of which no word tells how small it is: as furniture is.
    pub fn block(text: &str) -> Self {
        Self::new(2, text)
    }

    /// How small the largest of them is.
    pub fn rank(&self) -> u8 {
        self.path.first().map_or(0, |(rank, _)| *rank)
    }
}

/// The nouns of places; the smaller the place the higher its rank.
const RANKS: [(u8, &str); 4] = [
    (
        1,
        "building block floor corridor room rooms rm store stores storeroom storage lab labs laboratory office prep preproom classroom garage shed basement",
    ),
    (
        2,
        "cupboard cupboards cupbd cupb cupd cpd cpbd cbd cb cup'd cab cabinet cabinets cabs fridge freezer unit units bay bays bench benches rack racks locker lockers wall trolley area stack safe press bookcase dresser island windowsill sill sink hatch alcove case",
    ),
    (
        3,
        "shelf shelves shlf shf drawer drawers draw draws drw worktop",
    ),
    (
        4,
        "tray trays box boxes bin bins tub tubs basket baskets crate crates tote gratnell gratnells",
    ),
];
/// What may stand beside such a noun.
const BESIDE: &str = "
top bottom middle mid upper lower left right back front rear under underneath above below over by the a of in on at to and & near next
window door corner side hand lh rh l r lhs rhs tl tr bl br first second third fourth fifth sixth 1st 2nd 3rd 4th 5th 6th 7th 8th
main general small large tall big high low wooden metal grey gray blue red green yellow white black brown steel glass
chemical chemicals chem chemistry biology bio physics phys science sci ks3 ks4 ks5 gcse a-level alevel level senior junior tech technician technicians technician's technicians' teaching
acid acids alkali alkalis base bases flammable flammables flam solvent solvents corrosive corrosives poison poisons toxic toxics oxidiser oxidisers oxidising oxidizer oxidizers
organic organics inorganic inorganics indicators glassware wall floor base end fume fumes locked lockable secure cold dry hazardous hazard radioactive
no no. number num nr store storage prep north south east west inside outside upstairs downstairs opposite central centre double single half wet old new spare";
/// Where in a cupboard.
const WITHIN: &str =
    "top bottom middle mid upper lower left right back front shelf drawer side hand lh rh";
/// Nouns of places that hold the others.
const ROOMS: &str =
    "room rm storeroom preproom laboratory classroom building block floor corridor garage basement";
/// Section headings that are no places.
const SECTIONS: &str = "
glassware acids alkalis bases salts metals indicators solvents organics inorganics chemicals equipment apparatus consumables
electricity electrical electronics heating microscopy optics light waves sound forces magnetism mechanics radioactivity dissection
microbiology biochemistry enzymes foods carbohydrates sugars alcohols hydrocarbons halides oxides carbonates sulphates sulfates nitrates chlorides
hydroxides elements gases liquids solids solutions stains dyes buffers flammables corrosives oxidisers poisons toxics reagents miscellaneous misc
general other others physics chemistry biology science plastics plasticware woodware ironmongery tools stationery cleaning safety ppe models
tubing measuring weighing misc. sundries various ecology plants animals genetics food thermometers kits demos demonstration demonstrations
respiration photosynthesis breathing skeletons circuits energy pressure space astronomy rocks fieldwork materials indicators & and";

/// Whether a text names a place by its own words, wherever it stands.
pub(super) fn named(text: &str) -> Option<Place> {
    let text = token::tidy(text);
    let text = continued(&text).unwrap_or(text);
    let text = text.trim_end_matches([':', '-', ' ', '.', ';']);
    if text.is_empty()
        || text.chars().count() > 60
        || (!text.contains(' ') && text.chars().count() > 20)
    {
        return None;
    }
    if says_where(text) || is_thing_somewhere(text) {
        return None;
    }
    let pieces = pieces(text);
    let ranks: Vec<Option<u8>> = pieces.iter().map(|piece| rank(piece)).collect();
    if ranks.iter().any(Option::is_none) {
        return described(text);
    }
    let ranked = pieces.iter().zip(ranks.into_iter().flatten());
    let mut path: Vec<(u8, String)> = ranked
        .flat_map(|(piece, rank)| by_nouns(piece, rank))
        .collect();
    // "Shelf 2, cupboard 3"
    path.sort_by_key(|(rank, _)| *rank);
    Some(Place { path })
}

/// "see Dave's cupboard", "moved to prep room": a remark that says where something is.
fn says_where(text: &str) -> bool {
    let first = text.split(' ').next().map(bare).unwrap_or_default();
    has(
        "see moved rest ask keep kept return returned put gone taken",
        &first,
    )
}

/// "mercury (poisons cupboard)": a thing, and where it is. "Acids (fume cupboard)" is a place, and what it is for.
fn is_thing_somewhere(text: &str) -> bool {
    let Some((outside, inside)) = text.split_once('(') else {
        return false;
    };
    let nouns = |text: &str| text.split(' ').any(|word| noun_rank(word).is_some());
    let is_beside = |word: &str| {
        let word = bare(word);
        word.is_empty() || is_mark_of_place(&word) || has(BESIDE, &word)
    };
    let is_place = nouns(outside) || is_section(outside) || outside.split(' ').all(is_beside);
    nouns(inside) && !is_place
}

/// "Green tray", "Safe": a place where everything else in the column is counted, and things stand below it; elsewhere it
/// may be such a tray.
pub(super) fn by_its_surroundings(text: &str) -> Option<Place> {
    let text = token::tidy(text);
    let text = text.trim_end_matches([':', '-', ' ', '.']);
    let (before, noun) = text.rsplit_once(' ').unwrap_or(("", text));
    let rank = noun_rank(noun)?;
    let is_of_places = |word: &str| noun_rank(word).is_some() || has(BESIDE, &bare(word));
    let is_told = match before {
        "" => rank < 4 && !has("rack stack case unit trolley press", &bare(noun)),
        before => before.split(' ').all(is_of_places),
    };
    let is_one = !noun.to_lowercase().ends_with('s');
    (is_told && is_one).then(|| Place::new(rank, text))
}

/// "BOX 4 MECHANICS", "Tray 2": a numbered place, and what is in it. In a row of headings it is one; elsewhere it may
/// be four boxes of them.
pub(super) fn is_numbered(text: &str) -> bool {
    let text = token::tidy(text);
    let mut words = text.splitn(3, ' ');
    let (Some(noun), Some(mark)) = (words.next(), words.next()) else {
        return false;
    };
    let rest = words.next().unwrap_or_default();
    let is_place = noun_rank(noun).is_some() && !noun.to_lowercase().ends_with('s');
    is_place && is_mark_of_place(mark) && !rest.contains(|c: char| c.is_ascii_digit())
}

/// "Glassware drawers", "Rocks and minerals tray": furniture with a name of its own, which stands in no other; unlike
/// "Top shelf" and "Drawer 2".
pub(super) fn stands_alone(text: &str) -> bool {
    let text = token::tidy(text);
    // What a shelf is for is no name of it: "Bottom shelf - heavy".
    let place = parted(&text).map_or(text.as_str(), |(place, _, _)| place);
    let words = place.split(' ').map(bare).filter(|word| !word.is_empty());
    let is_named = |word: String| {
        noun_rank(&word).is_none() && !is_mark_of_place(&word) && !has(WITHIN, &word)
    };
    words.into_iter().any(is_named)
}

/// "Fume cupboard (Lab 3)", "Under sink Lab 2": it stands in no room but its own.
pub(super) fn names_its_room(text: &str) -> bool {
    let is_room = |text: &str| named(text).is_some_and(|place| place.rank() == 1);
    let text = token::tidy(text);
    let text = text.trim_end_matches([')', ':', ' ']);
    // "(radioactive store - locked)" is a remark.
    let inside = text.split_once('(').map(|(_, inside)| inside);
    let inside = inside.filter(|inside| parted(inside).is_none());
    let mut ends = text.match_indices(' ').map(|(at, _)| &text[at + 1..]);
    let is_marked = |end: &str| end.split(' ').nth(1).is_some_and(is_mark_of_place);
    inside.is_some_and(is_room) || ends.any(|end| is_marked(end) && is_room(end))
}

/// "Top shelf", "Bottom": where in a cupboard, and no more.
pub(super) fn within(text: &str) -> Option<Place> {
    let text = token::tidy(text);
    let text = text.trim_end_matches([':', '-', ' ']);
    let is_within = text.split(' ').all(|word| has(WITHIN, &bare(word)));
    is_within.then(|| Place::new(3, text))
}

/// "Cabinet A cont.", "cont. from shelf 1": the place that goes on.
pub(super) fn continued(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let says = |word: &str| has("cont contd cont'd continued", &bare(word));
    let rest = match words.as_slice() {
        [first, rest @ ..] if says(first) => rest,
        [rest @ .., last] if says(last) => rest,
        _ => return None,
    };
    let rest = match rest {
        [from, rest @ ..] if bare(from) == "from" => rest,
        rest => rest,
    };
    let rest = rest.join(" ");
    let rest = rest.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// "Rocks and minerals tray": no number, and the tray last.
pub(super) fn ends_as_furniture(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    noun_rank(last).is_some() && !text.contains(|c: char| c.is_ascii_digit())
}

/// A text that stands where places are named: at the head of a column.
pub(super) fn at_head(text: &str) -> Place {
    let text = token::tidy(text);
    let text = continued(&text).unwrap_or(text);
    let text = text.trim_end_matches([':', '-', ' ']);
    named(text).unwrap_or_else(|| Place::new(0, text))
}

/// "C2", "P12:", "C1 middle": a place by its code, as those name it who number their cupboards. What else may be
/// written so is the caller's to know.
pub(super) fn coded(text: &str) -> Option<Place> {
    let text = token::tidy(text);
    let text = text.trim_end_matches([':', '-', ' ', '.']);
    let (code, rest) = text.split_once(' ').unwrap_or((text, ""));
    let mut path = vec![(2, code.to_owned())];
    if !rest.is_empty() {
        path.push((3, rest.to_owned()));
    }
    let is_within = rest.split(' ').all(|word| has(WITHIN, &bare(word)));
    (series(code).is_some() && (rest.is_empty() || is_within)).then_some(Place { path })
}

/// The letters of a code: "P" of "P12". The gases are none.
pub(super) fn series(text: &str) -> Option<String> {
    let code = text.split([' ', ':']).next().unwrap_or_default();
    let digits = code.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &code[..code.len() - digits.len()];
    let is_code = (1..=2).contains(&letters.len())
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_gas = has("h2 n2 o2 o3 f2 cl2 br2 i2 p4 s8", &code.to_lowercase());
    (is_code && !is_gas).then(|| letters.to_uppercase())
}

/// The word or words of a section: "GLASSWARE", "Indicators".
pub(super) fn is_section(text: &str) -> bool {
    let folded = crate::name::fold(text.trim_end_matches([':', '-', ' ']));
    let mut words = folded
        .split(|c: char| c.is_whitespace() || c == '/' || c == '&' || c == ',')
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some() && words.all(|word| has(SECTIONS, word))
}

/// "Organics 2", "Salts A-M": one of several columns of a section.
pub(super) fn is_part_of_section(text: &str) -> bool {
    let is_mark = |word: &str| {
        is_mark_of_place(word)
            || !word.contains(char::is_alphanumeric)
            || word.split('-').all(|end| end.chars().count() == 1)
    };
    let words = text.split_whitespace();
    let (marks, named): (Vec<&str>, Vec<&str>) = words.partition(|word| is_mark(word));
    !marks.is_empty() && is_section(&named.join(" "))
}

/// "BARIUM SALTS": the last word is a section's.
pub(super) fn ends_as_section(text: &str) -> bool {
    let folded = crate::name::fold(text);
    folded
        .rsplit(' ')
        .next()
        .is_some_and(|word| has(SECTIONS, word))
}

/// Written all in capitals, with at least four letters and nothing counted.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4 && !text.chars().any(|c| c.is_lowercase() || c.is_ascii_digit())
}

/// "Cupboard 3 - top shelf", "Prep room / fridge".
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = vec![text];
    for separator in [" - ", " > ", "/", ", ", ": ", " | ", "; "] {
        pieces = pieces
            .into_iter()
            .flat_map(|piece| outside_brackets(piece, separator))
            .collect();
    }
    pieces
        .into_iter()
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Cut where a separator stands outside brackets: "Shelf 3 (radioactive store - locked)" is one piece.
fn outside_brackets<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(separator) {
        let before = &text[from..at];
        if before.matches('(').count() <= before.matches(')').count() {
            pieces.push(before);
            from = at + separator.len();
        }
    }
    pieces.push(&text[from..]);
    pieces
}

/// "Cupboard 3 shelf 2" is a shelf in a cupboard, "store room shelf 1" one in a room; the store cupboard is one.
fn by_nouns(piece: &str, rank: u8) -> Vec<(u8, String)> {
    let words: Vec<&str> = piece.split(' ').collect();
    let mut path: Vec<Vec<&str>> = vec![Vec::new()];
    let mut complete = false;
    let mut last_rank = 0;
    for (at, word) in words.iter().enumerate() {
        let starts = complete
            && words[at..]
                .iter()
                .find_map(|word| noun_rank(word))
                .is_some_and(|rank| rank > last_rank);
        if starts && !is_mark_of_place(word) {
            path.push(Vec::new());
            complete = false;
        }
        if let Some(rank) = noun_rank(word) {
            last_rank = rank;
        }
        // "C1 top shelf", but "B2 shelf" is the shelf B2.
        let is_code = at == 0 && words.len() > 2 && series(word).is_some();
        complete = complete
            || is_code
            || has(ROOMS, &bare(word))
            || (last_rank > 0 && is_mark_of_place(word));
        if let Some(piece) = path.last_mut() {
            piece.push(word);
        }
    }
    let is_one = path.len() == 1;
    let ranked = path.into_iter().map(|words| {
        let nouns = words.iter().filter_map(|word| noun_rank(word)).max();
        let own = nouns.unwrap_or(2);
        (if is_one { rank } else { own }, words.join(" "))
    });
    ranked.collect()
}

fn noun_rank(word: &str) -> Option<u8> {
    let word = bare(word);
    RANKS
        .into_iter()
        .find(|(_, nouns)| has(nouns, &word))
        .map(|(rank, _)| rank)
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&')
        .to_lowercase()
}

/// A number, a letter, "3a", "B2", "1-3", "IV", "two".
fn is_mark_of_place(word: &str) -> bool {
    words::number(&bare(word)).is_some_and(|number| number > 0) || is_short_mark(word)
}

/// The same, but for words.
fn is_short_mark(word: &str) -> bool {
    let word = bare(word);
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let roman = matches!(
        word.as_str(),
        "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix"
    );
    roman || (digits > 0 && digits <= 4 && letters <= 2) || (digits == 0 && letters == 1)
}

/// The rank of a text whose every word belongs to places, with a noun among them.
fn rank(piece: &str) -> Option<u8> {
    let words: Vec<String> = piece
        .split([' ', '(', ')'])
        .map(bare)
        .filter(|word| !word.is_empty())
        .collect();
    let all: Vec<&str> = words.iter().map(String::as_str).collect();
    // The longest noun first: in "prep room cupboard" the cupboard is meant.
    let nouns: Vec<(usize, u8)> = all
        .iter()
        .enumerate()
        .filter_map(|(at, word)| Some((at, noun_rank(word)?)))
        .collect();
    let (last_noun, noun_rank_found) = nouns.iter().max_by_key(|(_, rank)| *rank).copied()?;
    // "Shelf two", but two drawers.
    let is_mark =
        |(at, word): &(usize, &&str)| is_short_mark(word) || *at > 0 && is_mark_of_place(word);
    let numbered = || all.iter().enumerate();
    let marks = numbered().filter(is_mark).count();
    let unknown: Vec<&&str> = numbered()
        .filter(|word| !is_mark(word))
        .map(|(_, word)| word)
        .filter(|word| noun_rank(word).is_none() && !has(BESIDE, word))
        .collect();
    let noun = all[last_noun];
    // "Trays 20", "racks x 6": plurals with a number are counted things.
    let plural = noun.ends_with('s')
        && noun != "chemicals"
        && marks > 0
        && !has("shelves cupboards drawers", noun);
    let range = piece.contains('-') || piece.contains('&') || piece.contains(" and ");
    if plural && !range {
        return None;
    }
    let qualified = all.len() > 1;
    let is_place = if unknown.is_empty() {
        match noun_rank_found {
            1 | 3 => true,
            2 => qualified || has("cupboard fridge freezer sink windowsill", noun),
            // A box or tray needs its number, or the furniture it stands on; or it is a thing.
            _ => marks > 0 || stands_on_furniture(&all),
        }
    } else {
        // "Mrs Smith's cupboard", "Test tube drawer"
        let ends = last_noun + 1 == all.len()
            || is_mark_of_place(all[all.len() - 1]) && last_noun + 2 == all.len();
        let solid = has(
            "cupboard cabinet shelf drawer room store cupd cpbd lab",
            noun,
        );
        // "bee hive shelf", "14 storage drawer"
        let is_thing = all[0].parse::<u32>().is_ok()
            || unknown
                .iter()
                .any(|word| has("hive beehive empty spare", word));
        !is_thing
            && unknown.len() <= 2
            && ends
            && solid
            && all.len() <= 5
            && scan::scan(piece).sizes.is_empty()
    };
    is_place.then_some(if noun_rank_found == 0 {
        1
    } else {
        nouns
            .iter()
            .map(|(_, rank)| *rank)
            .max()
            .unwrap_or(noun_rank_found)
    })
}

/// "Box on top of cupboard": one that is known by where it stands.
fn stands_on_furniture(words: &[&str]) -> bool {
    let on = "on in under above below behind by beside next";
    let [noun, on_it @ ..] = words else {
        return false;
    };
    let is_led = on_it.first().is_some_and(|word| has(on, word));
    let holds = |word: &&str| noun_rank(word).is_some_and(|rank| rank < 4);
    let is_one = noun_rank(noun) == Some(4) && !noun.ends_with('s');
    is_one && is_led && on_it.iter().any(holds)
}

/// Whether a short text is a code that places bear: "A1", "3", "C12b".
pub(super) fn is_code(text: &str) -> bool {
    let text = text.trim_end_matches([':', '.']);
    is_short_mark(text) && text.chars().count() <= 5 && !text.contains(' ')
}

/// Whether a text names a thing with some certainty: it has a quantity or a known word.
pub(super) fn is_thing(text: &str) -> bool {
    let found = scan::scan(&token::tidy(text));
    !found.sizes.is_empty()
        || !found.counts.is_empty()
        || found.strength.is_some()
        || found.fill.is_some()
        || words::sort_of_words(text).is_some()
}

#[cfg(test)]
mod tests;
