//! The words by which stock lists tell chemicals, equipment and consumables apart.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::Sort;

/// A list of words, looked up at once.
type Words = LazyLock<HashSet<&'static str>>;

/// Nouns of things that are counted.
static EQUIPMENT: Words = LazyLock::new(|| {
    words("
accelerometer adapter adaptor ammeter anemometer apparatus aquarium arm atlas autoclave balance ball
barometer basin basket bath battery beaker bearing bell bench binocular bike block board boat boss
bosshead bottle bowl box brick bridge brush bucket bulb bung burette burner buret bust buzzer cabinet
cable calculator caliper calliper calorimeter camera can capacitor car carboy card carriage cart case
cell centrifuge chamber chain charger chart chipper circuit clamp clip clock coat coil colorimeter
colourimeter comb compass computer condenser connector container coolbox cooler cord cork corkborer
counter coupler cover crate crucible cube cup cutter cuvette cylinder dataharvest datalogger
desiccator dessicator detector dewar diaphragm die dice diode dish dispenser display disc dissector
distributor doll drainer drawer dressing drill driver dropper drum dryer drier dynamo dynamometer
easel egg electrode electrolyser electromagnet electroscope elbow endoscope engine eye eyepiece fan
fermenter file filter flask fork forcemeter forceps frame freezer fridge funnel fuse galvanometer
gauge gauze generator geiger gear glass glasses glassware globe glove goggle goggles gogs grabber
graph grating gun gyroscope hacksaw hammer handle hammer harness head headset heart heater helmet
holder hook hose hotplate hydrometer hygrometer incubator indicator-board inoculating instrument iron-stand jack jar
joint joulemeter jug kaleidoscope kettle keyboard keyring kiln kit knife knob ladder ladle lamp
laptop laser lead ldr led lens lenses lid lighter lightbox lightgate light locust-cage loop lung
loudspeaker lock lux magnet magnifier mallet manometer map marble mask mat mass masses mast mat
measure meter metre-rule micrometer microphone micropipette microscope microwave mirror mixer model
monitor mortar motor mould multimeter muslin nail nameplate needle net newtonmeter nut opisometer
oscilloscope ohmmeter outlet oven pad paddle padlock pan pendulum periscope pestle petri phone
photogate pig piano pin pincer pinchcock pipe pipette pipet pitot plane plant plate platform player
plier pliers plug plunger pocket pointer pole polariser polarizer pole pooter porthole post poster
pot potentiometer potometer powerpack press printer prism probe projector protractor psu pulley pump
quadrat rack radio raybox ray-box reel reflector refractometer regulator relay resistor respirometer rheostat
retort ring ringer rocket rod roller rope rotor rule ruler runway safe saw sail scale scaler scales
scalpel scanner scissor scissors scoop scope screen screw screwdriver secateur sensor set shaker
shield shelf shoe shovel sieve signal skeleton skull slide slinky socket solenoid sonometer
spectacle spectacles specs spatula speaker spectrometer spectroscope sphere spike spinner
spirometer spoon spout spreader spring stalk stand stethoscope still stirrer stool stopclock
stopcock stopper stopwatch strobe stroboscope supply support switch syringe system table tablet-computer tank tap
tee telescope template tester thermistor thermocouple thermometer thermos tile timer timetable tin
tong tongs tool torch tower transformer transistor trap tray triangle trident tripod trolley trough
truck tub tube tuner turntable tweezer tweezers valve vernier vessel vice viewer visor voltmeter
wallchart washer watch watchglass waterbath wattmeter wave wavemaker weight weights wheel whistle
winch windmill wormery wrench xylophone hook handlens dropper-bottle newton spotlight microbit arduino
manikin torso specimen fossil rock collection skeleton ecosystem globe hologram kit pack-of-cards lantern")
});

/// Nouns of things that are used up.
static CONSUMABLE: Words = LazyLock::new(|| {
    words("
acetate-sheet alcohol-wipe aluminium-foil bag balloon band bandage bleach blade blu-tack blutack bead candle cap card cellophane
charcoal-block cleaner clingfilm cloth cotton coverglass coverslip cover-slip cup detergent drape
elastic film foil glove gloves glue gum handwash hairnet label lint lubricant marker match matches
membrane muslin nichrome nightlight paper pad parafilm peg pen pencil plaster plasticine playdough
putty rag ribbon-tape rubberband sandpaper sanitiser soap solder sponge splint spill splints
steriliser straw straws string swab tape tea tealight thread tips tip tissue tissues toothpick
tubing towel towels twine velcro visking wax-crayon wick wipe wipes wire wool yarn")
});

/// Last words of chemicals' names, beside the endings.
static CHEMICAL: Words = LazyLock::new(|| {
    words("
acetone acid acids adrenaline agar albumen albumin alcohol alginate alkali alloy alum alumina
aluminium amalgam ammonia amylase antimony argon arsenic aspirin azolitmin barium base beeswax
benedict benedicts benedict's bicarb bicarbonate biuret bismuth blood borax boron brass
bromine bronze broth btb buffer buffers bunsenite cadmium caesium caffeine calcium camphor carbolic carbon
casein catalase caustic cellulose ceramic-fibre cesium chalcopyrite chalk charcoal chlorine chloroform chlorophyll
chromium clay coal cobalt cochineal collagen constantan copper cream-of-tartar cryolite curcumin dcpip dextrin
devarda diastase dichromate dettol dye edta electrolyte enzyme eosin ester ether ethanol
fehlings fehling's fehling feldspar fibrin flour fluorescein formalin formaldehyde fructose
fuchsin gallium galena gelatin gelatine germanium gluten glucose glutathione glycerin glycerine glycerol
glycogen gold granite granules graphite gypsum haematite haemoglobin hematite helium hydrogel hydrogen iron
ims indicator indicators indium invertase iodine isinglass jelly juice lactase lactose lanolin lard
latex lead leucine lime limestone limewater lipase litmus lithium lugol lugols lugol's
magnesia magnesium magnetite malachite malt maltose manganese marble-chips melamine menthol mercury
meths mica milk mineral molybdenum naphtha neon nickel ninhydrin nitrogen nutrient oil oils
orcein ore oxygen palladium papain paraffin pectin pectinase pentane pepsin peptone perspex permanganate
petrol petroleum phenol phosphorus phosphor platinum polymer polystyrene polythene potash potassium potato powder
protease ptfe pumice pva pyrex-wool pyrites pyrogallol pyrolusite quartz quicklime reagent reagents rennet rennin resin resazurin
resorcinol rhodium rosin ruthenium saccharin safranin salicin saline salol salt salts sand saponin schiff's schiffs sealant selenium
silica silicon silver soda soot sodium solder-flux solution solutions solvent stain stains starch strontium sucrose
sudan sugar sulfur sulphur tallow talc tartrazine tellurium thermite thorium thymol tin tincture titanium
tollens toner trypsin tungsten turpentine turps universal uranium urea urease vaseline vinegar
vitamin water wax white-spirit xylene yeast zeolite zinc zirconium hcl naoh koh nacl cuso4 h2so4
hno3 kmno4 dnph tcp ipa dcm dmso thf salt bromothymol phenolphthalein methylene crystal-violet orange-iv")
});

/// Forms of a chemical: they say what sort of thing a metal or salt is.
static FORMS: Words = LazyLock::new(|| {
    words("
powder powdered granulated granules granule turnings turning filings filing lump lumps pellet pellets flakes flake
chips crystals crystal ribbon shot anhydrous hydrated dihydrate trihydrate hexahydrate heptahydrate
pentahydrate monohydrate decahydrate conc conc. concentrated dil dil. dilute solution soln sol fused lab
tech ar gpr slr reagent grade pure pearls prills beads-of crystalline precipitated sublimed glacial fuming
metal roll technical analar dried dry fine coarse medium")
});

/// A chemical's ending; at least four letters stand before most of them.
const ENDINGS: [&str; 34] = [
    "ate",
    "ates",
    "ide",
    "ides",
    "ite",
    "ites",
    "hydrate",
    "amine",
    "amide",
    "aniline",
    "anol",
    "enol",
    "anone",
    "anal",
    "oate",
    "ylene",
    "ethane",
    "propane",
    "butane",
    "hexane",
    "heptane",
    "octane",
    "pentane",
    "benzene",
    "toluene",
    "phthalene",
    "phthalein",
    "ase",
    "ose",
    "alcohol",
    "ethyl",
    "methyl",
    "thymol",
    "cresol",
];

/// Ordinary words with a chemical's ending.
static NOT_CHEMICAL: Words = LazyLock::new(|| {
    words(
        "
plate plates slide slides template templates laminate gate gates crate crates kite kites site sites
guide guides tide tides side sides white wide note notes rotate duplicate climate calibrate water
hose hoses nose noses base bases case cases vase vases rose roses pose dose doses phase phases
suitcase bookcase briefcase please grease release lease texturite lite bite suite graduate graduated
candidate late date dates rate rates private separate state states square-plate purpose close loose
chase erase increase decrease database goose moose those whose expose inside outside beside topside
override create climate skate skates stalactite satellite satellites website elite despite quite
composite-bow accurate adequate appropriate approximate certificate certificates multipurpose
alternate climate donate locate operate update delegate",
    )
});

/// Consumables and chemicals that come by mass or volume rather than by count.
static BULK: Words = LazyLock::new(|| {
    words("
wool plasticine sand clay compost soil gravel vermiculite wax seed seeds flour sugar salt detergent soap
bleach cleaner handwash sanitiser glue pva oil lubricant paint paste polish putty liquid gel plaster
peat perlite bran meal food feed starch cellulose alginate spirit cement dettol milk rice")
});

/// Consumables that come by length.
static BY_LENGTH: Words = LazyLock::new(|| {
    words("
wire wires tubing tube-rubber string tape tapes thread rope cable cord ribbon twine chain hose flex visking
fuse-wire elastic nichrome constantan eureka")
});

/// Words that say what a tablet, stick or the like is: chemicals that are counted.
static COUNTED: Words = LazyLock::new(|| {
    words(
        "
tablet tablets ampoule ampoules capsule capsules stick sticks disc discs disk disks sachet sachets
strip strips vial vials cube cubes rod rods sheet sheets plate plates slope slopes",
    )
});

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_ascii_whitespace().collect()
}

/// Whether a short list has a word.
pub(super) fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|known| known == word)
}

/// The singular of the last word of a name, for matching: "beakers" finds beaker.
pub fn singular(name: &str) -> String {
    let (before, last) = name.rsplit_once(' ').map_or(("", name), |(b, l)| (b, l));
    let last = singular_word(last);
    if before.is_empty() {
        last
    } else {
        format!("{before} {last}")
    }
}

pub(super) fn singular_word(word: &str) -> String {
    let lower = word.to_lowercase();
    let cut = |count: usize| {
        let kept = word.chars().count().saturating_sub(count);
        word.chars().take(kept).collect::<String>()
    };
    let keeps = ["ss", "us", "is", "as", "ics", "'s"];
    if word.chars().count() <= 3 || keeps.iter().any(|end| lower.ends_with(end)) {
        return word.to_owned();
    }
    if has(
        "tongs forceps scissors pliers goggles spectacles specs glasses tweezers scales tissues lens series secateurs",
        &lower,
    ) {
        return word.to_owned();
    }
    if lower.ends_with("ies") {
        return format!("{}y", cut(3));
    }
    if ["ches", "shes", "xes", "sses", "lenses"]
        .iter()
        .any(|end| lower.ends_with(end))
    {
        return cut(2);
    }
    if lower.ends_with("knives") {
        return format!("{}fe", cut(3));
    }
    if lower.ends_with('s') {
        return cut(1);
    }
    word.to_owned()
}

/// The sort a name's words point to; `None` when no word is known.
///
/// The last known word decides ("copper wire", "sodium lamp"), in what stands before "for", "with"
/// and the like; in "flask, conical" what stands before the comma.
pub fn sort_of_words(name: &str) -> Option<Sort> {
    let folded = crate::name::fold(name);
    // What stands in brackets qualifies: "prisms (perspex)".
    let plain = without_brackets(&folded);
    if plain.len() < folded.len()
        && let Some(sort) = sort_of_plain(&plain)
    {
        return Some(sort);
    }
    sort_of_plain(&folded)
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|c| {
            let inside = depth > 0;
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            !inside && depth == 0
        })
        .collect()
}

fn sort_of_plain(folded: &str) -> Option<Sort> {
    let head = head(folded);
    let (first, rest) = head.split_once(',').unwrap_or((head, ""));
    let by_first = last_known(first);
    // "wire, copper" is a wire, but "acid, hydrochloric 2M" and "salts, ammonium" are chemicals.
    by_first
        .or_else(|| last_known(rest))
        .or_else(|| last_known(folded))
}

fn head(name: &str) -> &str {
    let cuts = [
        " for ",
        " with ",
        " in ",
        " from ",
        " of ",
        " inc ",
        " including ",
        " on ",
    ];
    let end = cuts.iter().filter_map(|cut| name.find(cut)).min();
    end.map_or(name, |end| &name[..end])
}

fn last_known(text: &str) -> Option<Sort> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "()[]{}/&+,;:\"".contains(c))
        .map(|word| word.trim_matches(|c: char| ".-'".contains(c)))
        .filter(|word| !word.is_empty())
        .collect();
    // What stands in brackets at the end qualifies: look for the noun before it as well.
    words.iter().enumerate().rev().find_map(|(i, word)| {
        let before = i.checked_sub(1).and_then(|i| words.get(i)).copied();
        sort_of_word(word, before)
    })
}

fn sort_of_word(word: &str, before: Option<&str>) -> Option<Sort> {
    let single = singular_word(word);
    let known = |list: &Words| list.contains(word) || list.contains(single.as_str());
    if let Some(before) = before
        && has("paper papers strip strips book books", word)
        && (has(
            "litmus ph indicator filter chromatography universal graph",
            before,
        ) || is_chemical(before))
    {
        return Some(Sort::Consumable);
    }
    if has("lead leads", word) {
        // Leads are wires with plugs; lead is a metal.
        let is_wire = word == "leads"
            || before.is_some_and(|w| {
                has(
                    "banana crocodile plug 4mm test mains jumper croc clip usb scope bnc power iec",
                    w,
                )
            });
        return Some(if is_wire {
            Sort::Equipment
        } else {
            Sort::Chemical
        });
    }
    if has("solution solutions soln sol", word) {
        return Some(Sort::Solution);
    }
    if has("plates plate", word) && before.is_some_and(|w| has("agar", w)) {
        return Some(Sort::Consumable);
    }
    if has("roll rolls", word) && before.is_some_and(|w| has("blue paper kitchen tissue", w)) {
        return Some(Sort::Consumable);
    }
    if word == "foil" && before.is_some_and(|w| is_chemical(w) && !has("aluminium tin", w)) {
        return Some(Sort::Chemical);
    }
    if FORMS.contains(word) {
        // A form qualifies what stands before it.
        return None;
    }
    if has("cell cells", word) && before.is_some_and(is_chemical) {
        return Some(Sort::Equipment);
    }
    if has("glass", word) && before.is_some_and(|w| has("soluble", w)) {
        return Some(Sort::Chemical);
    }
    if known(&CONSUMABLE) {
        return Some(Sort::Consumable);
    }
    if is_chemical(word) {
        return Some(Sort::Chemical);
    }
    if known(&EQUIPMENT) || compound(word) {
        return Some(Sort::Equipment);
    }
    None
}

/// "datalogger", "stopclock", "voltmeter": ends in a noun of equipment.
fn compound(word: &str) -> bool {
    let single = singular_word(word);
    [
        "meter", "scope", "graph", "logger", "holder", "clip", "stand", "board", "rack", "box",
        "tube",
    ]
    .iter()
    .any(|end| single.len() > end.len() + 2 && single.ends_with(end))
}

/// Whether a word names a chemical, by itself or by its ending.
pub(super) fn is_chemical(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| "()iv".contains(c) && word.contains('('));
    if NOT_CHEMICAL.contains(word) {
        return false;
    }
    if CHEMICAL.contains(word) || CHEMICAL.contains(word.replace("sulf", "sulph").as_str()) {
        return true;
    }
    if EQUIPMENT.contains(word) || CONSUMABLE.contains(word) {
        return false;
    }
    let length = word.chars().count();
    ENDINGS
        .iter()
        .any(|end| length >= end.len() + 3 && word.ends_with(end))
        || ["-1-ol", "-2-ol", "anoic", "hydroxy"]
            .iter()
            .any(|part| word.contains(part))
}

/// Whether a name's mass or volume says how much there is, though it is no chemical.
pub(super) fn is_bulk(name: &str) -> bool {
    any_word(name, &BULK)
}

/// Whether a name's length says how much there is.
pub(super) fn is_by_length(name: &str) -> bool {
    any_word(name, &BY_LENGTH)
}

/// Whether a chemical is counted: tablets, ampoules.
pub(super) fn is_counted(name: &str) -> bool {
    any_word(name, &COUNTED)
}

fn any_word(name: &str, list: &Words) -> bool {
    crate::name::fold(name)
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .any(|word| list.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_known_word_decides() {
        for (name, sort) in [
            ("beakers", Sort::Equipment),
            ("flask, conical", Sort::Equipment),
            ("sodium lamp", Sort::Equipment),
            ("copper wire", Sort::Consumable),
            ("pH electrodes", Sort::Equipment),
            ("calcium acetate (dried)", Sort::Chemical),
            ("Sulphuric acid conc.", Sort::Chemical),
            ("iron filings", Sort::Chemical),
            ("magnesium ribbon", Sort::Chemical),
            ("cobalt chloride paper", Sort::Consumable),
            ("litmus paper", Sort::Consumable),
            ("4mm leads", Sort::Equipment),
            ("lead", Sort::Chemical),
            ("starch solution", Sort::Solution),
            ("bottles for acid", Sort::Equipment),
            ("microscope slides", Sort::Equipment),
            ("propan-1-ol", Sort::Chemical),
            ("evaporating basins", Sort::Equipment),
            ("nathphthalene", Sort::Chemical),
            ("copper (II) sulphate", Sort::Chemical),
        ] {
            assert_eq!(sort_of_words(name), Some(sort), "{name}");
        }
        assert_eq!(sort_of_words("thingummy"), None);
    }

    #[test]
    fn plurals_become_singular() {
        for (plural, one) in [
            ("beakers", "beaker"),
            ("conical flasks", "conical flask"),
            ("batteries", "battery"),
            ("watch glasses", "watch glasses"),
            ("boxes", "box"),
            ("tongs", "tongs"),
            ("gas", "gas"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }
}
