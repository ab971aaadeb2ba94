//! The words around quantities.

/// What holds a thing.
pub(super) const CONTAINERS: &str = "
container containers bottle bottles btl btls box boxes bx tub tubs pot pots jar jars pack packs pk pks packet
packets pkt pkts pckt bag bags roll rolls reel reels tin tins can cans carton cartons drum drums vial
vials tube-s sachet sachets winchester winchesters crate crates case cases bucket buckets sack sacks
canister canisters cylinder-s coil coils bundle bundles ampoule ampoules sleeve sleeves pouch pouches trays
dropper-s lot lots tray jerrycan jerrycans carboy carboys drawers shelf-full bk bks bxs ream reams";

/// One of these is one, though no number says so: "ethanol bottle".
pub(super) const ONE_CONTAINER: &str = "
bottle btl box bx tub pot jar pack pk packet pkt pckt bag roll reel tin can carton drum vial sachet winchester
bucket sack canister bundle ampoule sleeve pouch jerrycan carboy aspirator dropper coil";

/// Alone before a container these say what it is made of or for, not what is in it: "copper can", "reagent bottle".
pub(super) const MATERIALS: &str = "
acid acids water oil reagent reagents solution solutions stain stains dye indicator indicators salt sugar sand milk
juice copper lead iron steel brass aluminium tin polystyrene polythene perspex graphite carbon platinum silver gold
nickel clay coal buffer alkali base";

/// Gases, by the last word of their names.
pub(super) const GASES: &str = "
hydrogen h2 oxygen o2 nitrogen n2 helium he argon ar neon ne dioxide co2 methane ethane propane butane ethene ethyne acetylene
ammonia chlorine gas";

/// What is in a box of all sorts.
pub(super) const ASSORTED: &str = "assorted asst mixed various bits odd odds and ends";

/// What stands before the number of one bottle, or of a page about it.
pub(super) const IDENTIFIERS: &str =
    "lot batch ref reference cat catalogue hazcard hazcards hc serial asset barcode sku code order";

/// Numbered places within a room.
pub(super) const PLACES: &str = "box shelf tray drawer cupboard cabinet bay bin crate";

/// What comes in sizes.
pub(super) const DRESSES: &str = "coat coats gloves goggles aprons overalls";

/// Months, long and short.
pub(super) const MONTHS: &str = "jan january feb february mar march apr april may june jun july jul aug august sept sep september oct october nov november dec december";

/// What may stand before a container.
pub(super) const ADJECTIVES: &str = "
small sm large lge lg big med medium full part new old unopened opened open sealed glass plastic brown amber
clear lecture mini half unused partial spare used tall";

/// What one of is said behind a name: "1 sheet".
pub(super) const ONE_OF: &str =
    "card book pad block sheet stick strip bar lump ball kit cyl cylinder drawer tube ream";

/// Words behind a plural that say where all of them are: "skulls box".
pub(super) const ALL_IN: &str = "box pack packet bag tub set tray tin jar pr pair";

/// Behind a number: about so many.
pub(super) const ABOUT: &str = "ish odd";

/// Two of them each.
pub(super) const PAIRS: &str = "pair pairs pr prs";

/// What says that a number counts pieces.
pub(super) const PIECES: &str = "pcs pc pce pces piece pieces off no nos only each ea units total left items item remaining available working altogether singles ok good complete";

/// Words behind a name that say how it is.
pub(super) const NOTE_TAIL: &str = "
old new unopened opened sealed broken damaged faulty spare spares some few lots loads plenty several many
low used expired ood missing various incomplete complete boxed working untested dirty rusty cracked
assorted asst mixed set sets dispose discard remove banned";

/// A bracket with one of these is a note.
pub(super) const NOTE_WORDS: &str = "
old new broken damaged faulty unopened opened sealed missing spare spares used expired ood locked toxic
flammable corrosive harmful irritant oxidising poison incomplete complete boxed working rusty cracked unlabelled
discard dispose disposal check order reorder low loan borrowed lent unused ordered dated";

/// Notes begin with these.
pub(super) const NOTE_STARTS: &str = "
in see ask for from on under needs need missing no not do dont don't keep use used check order to by with without
out one two some below above next behind was were is are left top bottom mostly only also stored kept borrowed
belongs property inc incl including";

/// A number behind one of these belongs to the name.
pub(super) const NUMBERED: &str = "
ph no no. number type grade size mark mk buffer model figure fig section part vitamin tween sudan whatman
version v level year ks mesh lab room unit page
group iv iii ii i e fehling fehlings fehling's class shelf cupboard drawer ext tel ether spirit petroleum bp swg awg gauge";

/// A number behind one of these never counts, whatever follows it.
pub(super) const ALWAYS_NUMBERED: &str =
    "ph no no. number type grade size mark mk model class swg awg gauge";

/// From one of these on, the text is a note, wherever it stands behind a name.
pub(super) const NOTE_HERE: &str =
    "see ask needs check reorder re-order return belongs keep kept don't dont borrowed lent ood";

/// From one of these on, the text is a note, when how much there is stands before it.
pub(super) const NOTE_BEHIND: &str = "
in on under for from at behind above below next by but not please some mostly also stored without out with use";

/// A text that begins with one of these is about the list, and names nothing.
pub(super) const ABOUT_THE_LIST: &str = "updated checked counted dated date nothing";

/// How some of them are.
pub(super) const CONDITIONS: &str = "broken damaged faulty cracked chipped missing bust dead spare spares old rusty lost incomplete leaking leaky bent stiff stuck flat untested seized torn perished duff tangled";

/// What is said in place of a number, the longer first.
pub(super) const VAGUE: [&str; 20] = [
    "out of date",
    "in use",
    "use first",
    "a few grams",
    "few grams",
    "small amount",
    "small quantity",
    "large amount",
    "a few",
    "a little",
    "a bit",
    "a lot",
    "bits of",
    "loads",
    "several",
    "excess",
    "lots",
    "xs",
    "n/a",
    "tbc",
];

/// What is said of how a chemical or its bottle is, the longer first.
pub(super) const REMARKS: [&str; 25] = [
    "gone hard",
    "gone solid",
    "gone off",
    "gone brown",
    "broken lid",
    "cracked lid",
    "lid broken",
    "lid cracked",
    "no label",
    "no lid",
    "label missing",
    "a bit left",
    "bit left",
    "a bit",
    "bit",
    "on order",
    "caked",
    "clumped",
    "lumpy",
    "damp",
    "wet",
    "solidified",
    "set solid",
    "waste",
    "contaminated",
];

/// What is said where nothing is left, the longer first.
pub(super) const NONE_LEFT: [&str; 14] = [
    "none left",
    "none in stock",
    "out of stock",
    "not in stock",
    "no stock",
    "all gone",
    "all used",
    "used up",
    "run out",
    "ran out",
    "gone",
    "none",
    "nil",
    "finished",
];
