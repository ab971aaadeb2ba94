//! The lists of words.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words, looked up at once.
pub(super) type Words = LazyLock<HashSet<&'static str>>;

/// Nouns of things that are counted.
pub(super) static EQUIPMENT: Words = LazyLock::new(|| {
    words("
absorber accelerometer adapter adaptor ammeter anemometer apparatus apron aspirator aquarium arm atlas autoclave balance ball
barometer basin basket bath beaker bearing bell bench binocular bike block board boat boss
bosshead bottle bowl box brick bridge brush bucket bulb bung burette burner buret bust buzzer cabinet
cable calculator caliper calliper calorimeter camera can capacitor car carboy card carriage cart case
cell centrifuge chamber chain charger chart chipper circuit clamp clip clock coat coil colorimeter
colourimeter comb compass computer condenser cooker cyl cyls connector container coolbox cooler cord cork corkborer
counter coupler cover crate crucible cube cup cutter cuvette cylinder dataharvest datalogger
desiccator dessicator detector dewar diaphragm die dice diode dish dispenser display disc dissector
distributor doll drainer drawer dressing drill driver dropper drum dryer drier dynamo dynamometer
easel egg extinguisher electrode electrolyser electromagnet electroscope elbow endoscope engine eye eyepiece fan
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
manikin torso specimen fossil ammonite trilobite belemnite rock granite gabbro basalt obsidian slate sandstone gneiss schist shale collection skeleton ecosystem globe hologram kit pack-of-cards lantern")
});

/// Nouns of things that are used up.
pub(super) static CONSUMABLE: Words = LazyLock::new(|| {
    words("
acetate-sheet alcohol-wipe aluminium-foil bag balloon band bandage battery bean bleach blade blu-tack blutack bead candle cap card cellophane
charcoal-block cleaner clingfilm cloth cotton coverglass coverslip cover-slip cup detergent drape eppendorf
elastic film foil glove gloves glue gum handwash hairnet ink inks kidney label lentil lint litter lubricant marker match matches
membrane mouthpiece muslin nichrome nightlight paper pad parafilm pea peg pen pencil plaster plasticine playdough pluck
cornflour custard disinfectant putty rag ribbon-tape rubberband sandpaper sanitiser seed soap solder sponge splint spill splints
steriliser straw straws string swab tape tea tealight thread tips tip tissue tissues toothpick
trotter tubing towel towels twine velcro visking wax-crayon wick wipe wipes wire wool yarn")
});

/// Last words of chemicals' names, beside the endings.
pub(super) static CHEMICAL: Words = LazyLock::new(|| {
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
glycogen gold granules graphite gypsum haematite haemoglobin hematite helium hydrogel hydrogen iron
ims indicator indicators indium invertase iodine isinglass jelly juice lactase lactose lanolin lard
latex lead leucine lime limestone limewater lipase litmus lithium lugol lugols lugol's
magnesia magnesium magnetite malachite malt maltose manganese marble-chips melamine menthol mercury
meths mica milk mineral molybdenum oxide oxides naphtha neon nickel ninhydrin nitrogen nutrient oil oils
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
pub(super) static FORMS: Words = LazyLock::new(|| {
    words("
powder powdered granulated granules granule turnings turning filings filing lump lumps pellet pellets flakes flake
chips crystals crystal ribbon shot anhydrous hydrated dihydrate trihydrate hexahydrate heptahydrate
pentahydrate monohydrate decahydrate conc conc. concentrated dil dil. dilute solution soln sol fused lab
tech ar gpr slr reagent grade pure pearls prills beads-of crystalline precipitated sublimed glacial fuming
metal roll technical analar dried dry fine coarse medium")
});

/// A chemical's ending; at least four letters stand before most of them.
pub(super) const ENDINGS: [&str; 34] = [
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
pub(super) static NOT_CHEMICAL: Words = LazyLock::new(|| {
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
pub(super) static BULK: Words = LazyLock::new(|| {
    words("
wool plasticine sand clay compost soil gravel vermiculite wax seed seeds flour sugar salt detergent soap
bleach cleaner cornflour disinfectant ink handwash sanitiser glue pva oil lubricant paint paste polish putty liquid gel plaster
peat perlite bran meal food feed starch cellulose alginate spirit cement dettol milk rice")
});

/// Consumables that come by length.
pub(super) static BY_LENGTH: Words = LazyLock::new(|| {
    words("
wire wires tubing tube-rubber string tape tapes thread rope cable cord ribbon twine chain hose flex visking
fuse-wire elastic nichrome constantan eureka muslin velcro netting wick wicks")
});

/// Words that say what a tablet, stick or the like is: chemicals that are counted.
pub(super) static COUNTED: Words = LazyLock::new(|| {
    words(
        "
tab tabs tablet tablets ampoule ampoules capsule capsules stick sticks disc discs disk disks sachet sachets
strip strips vial vials cube cubes rod rods sheet sheets plate plates slope slopes",
    )
});

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_ascii_whitespace().collect()
}
