//! More worked cases, strength by strength in mol/dm³: specific limits (SCL), generic limits (GCL), estimates (ATE) and
//! multiplying factors (M). Each line was worked a second time apart from this program, from the law's list or, where it
//! has none, from suppliers' usual classification.

use super::hazards::label;

/// A line is: substance; mol/dm³; statements; signal word; pictograms; by what.
const CASES: &str = "\
hydrochloric acid; 1; ; ; ; SCL
hydrochloric acid; 2.7; ; ; ; SCL
hydrochloric acid; 2.74; ; ; ; SCL
hydrochloric acid; 2.75; H315 H319 H335; Warning; 07; SCL
hydrochloric acid; 6.8; H315 H319 H335; Warning; 07; SCL
sulfuric acid; 0.5; ; ; ; SCL
sulfuric acid; 0.51; H315 H319; Warning; 07; SCL
sulfuric acid; 1.5; H315 H319; Warning; 07; SCL
sulfuric acid; 1.53; H314; Danger; 05; SCL
sulfuric acid; 18.4; H314; Danger; 05; SCL
nitric acid; 0.1; ; ; ; below GCL
nitric acid; 0.16; H315 H319; Warning; 07; GCL
nitric acid; 0.48; H315 H318; Danger; 05; GCL
nitric acid; 0.8; H314; Danger; 05; GCL
nitric acid; 2; H314; Danger; 05; GCL
phosphoric acid; 1; ; ; ; SCL
phosphoric acid; 1.1; H315 H319; Warning; 07; SCL
phosphoric acid; 2.6; H314; Danger; 05; SCL
ethanoic acid; 1.67; H315 H319; Warning; 07; SCL
ethanoic acid; 1.7; H315 H319; Warning; 07; SCL
ethanoic acid; 4.2; H314; Danger; 05; SCL
ethanoic acid; 17.4; H226 H314; Danger; 02 05; SCL
ethanoic acid; 17; H226 H314; Danger; 02 05; SCL
methanoic acid; 0.4; ; ; ; SCL
methanoic acid; 0.45; H315 H319; Warning; 07; SCL
methanoic acid; 2.2; H314; Danger; 05; SCL
methanoic acid; 26; H226 H290 H302 H314 H331 EUH071; Danger; 02 05 06; SCL, ATE
propanoic acid; 1.4; H315 H319 H335; Warning; 07; SCL
citric acid; 0.1; ; ; ; below GCL
citric acid; 1; H319; Warning; 07; GCL
citric acid; 2; H319 H335; Warning; 07; GCL
oxalic acid; 0.1; ; ; ; below GCL
oxalic acid; 0.5; ; ; ; below GCL
oxalic acid; 2; H302; Warning; 07; GCL, ATE
boric acid; 0.1; H360FD; Danger; 08; GCL
salicylic acid; 0.01; ; ; ; below GCL
benzoic acid; 0.02; ; ; ; below GCL
sodium hydroxide; 0.1; ; ; ; SCL
sodium hydroxide; 0.125; H315 H319; Warning; 07; SCL
sodium hydroxide; 0.4; H315 H319; Warning; 07; SCL
sodium hydroxide; 0.5; H314; Danger; 05; SCL
sodium hydroxide; 1; H314; Danger; 05; SCL
potassium hydroxide; 0.05; ; ; ; SCL
potassium hydroxide; 0.09; H315 H319; Warning; 07; SCL
potassium hydroxide; 0.36; H314; Danger; 05; SCL
potassium hydroxide; 4.5; H302 H314; Danger; 05 07; SCL, ATE
ammonia; 0.5; ; ; ; below GCL
ammonia; 0.6; H315 H319; Warning; 07; GCL
ammonia; 1.8; H315 H318; Danger; 05; GCL
ammonia; 2; H315 H318; Danger; 05; GCL
ammonia; 3; H314 H335; Danger; 05 07; GCL
lithium hydroxide; 0.5; H315 H319; Warning; 07; GCL
lithium hydroxide; 1; H315 H318; Danger; 05; GCL
calcium hydroxide; 0.02; ; ; ; below GCL
barium hydroxide; 0.1; H315 H318; Danger; 05; GCL
sodium carbonate; 0.5; ; ; ; below GCL
sodium carbonate; 1; H319; Warning; 07; GCL
sodium carbonate decahydrate; 0.5; H319; Warning; 07; GCL
potassium carbonate; 1; H315 H319; Warning; 07; GCL
sodium hydrogencarbonate; 1; ; ; ; below GCL
ammonium chloride; 1; ; ; ; below GCL
ammonium chloride; 2; H319; Warning; 07; GCL
ammonium chloride; 5; H302 H319; Warning; 07; GCL, ATE
ammonium nitrate; 1; ; ; ; below GCL
copper(II) sulfate pentahydrate; 0.05; H319 H412; Warning; 07; GCL, M
copper(II) sulfate pentahydrate; 0.1; H319 H412; Warning; 07; GCL, M
copper(II) sulfate pentahydrate; 0.2; H318 H400 H411; Danger; 05 09; GCL, M
copper(II) sulfate pentahydrate; 0.5; H318 H400 H411; Danger; 05 09; GCL, M
copper(II) sulfate pentahydrate; 1; H302 H318 H400 H411; Danger; 05 07 09; GCL, ATE, M
CuSO4; 0.5; H411; ; 09; GCL, M
copper(II) chloride; 0.1; H319 H412; Warning; 07; GCL, M
copper(II) chloride; 1; H315 H318 H400 H411; Danger; 05 09; GCL, M
copper(II) nitrate; 0.1; H319 H412; Warning; 07; GCL, M
nickel(II) sulfate; 0.1; H317 H334 H341 H350i H360D H372 H411; Danger; 08 09; GCL, M
nickel sulfate; 0.01; H317 H350i H373 H412; Danger; 07 08; GCL, M
nickel chloride; 0.1; H317 H334 H341 H350i H360D H372 H412; Danger; 08; GCL, M
cobalt(II) chloride; 0.1; H317 H334 H341 H350i H360F H411; Danger; 08 09; GCL, M
cobalt chloride; 0.01; H350i H412 EUH208; Danger; 08; GCL, M
cobalt(II) chloride; 1; H317 H334 H341 H350i H360F H410; Danger; 08 09; GCL, M
cobalt nitrate; 0.1; H317 H334 H341 H350i H360F H410; Danger; 08 09; GCL, M
lead(II) nitrate; 0.01; H360D H412; Danger; 08; GCL, M
lead(II) nitrate; 0.05; H360D H373 H412; Danger; 08; GCL, M
lead(II) nitrate; 0.1; H360Df H373 H411; Danger; 08 09; GCL, M
lead(II) nitrate; 0.5; H360Df H373 H411; Danger; 08 09; GCL, M
lead(II) nitrate; 1; H302 H332 H360Df H373 H410; Danger; 07 08 09; GCL, ATE, M
lead ethanoate; 0.1; H360Df H411; Danger; 08 09; GCL, M
zinc sulfate; 0.1; H319 H411; Warning; 07 09; GCL, M
zinc sulfate; 0.5; H318 H411; Danger; 05 09; GCL, M
zinc sulfate; 1; H302 H318 H410; Danger; 05 07 09; GCL, ATE, M
zinc chloride; 0.1; H315 H319 H412; Warning; 07; GCL, M
zinc chloride; 0.5; H314 H335 H411; Danger; 05 07 09; GCL, M
zinc nitrate; 0.1; H411; ; 09; GCL, M
silver nitrate; 0.01; ; ; ; below GCL
silver nitrate; 0.02; H412; ; ; GCL, M
silver nitrate; 0.05; H412; ; ; GCL, M
silver nitrate; 0.1; H315 H319 H412; Warning; 07; GCL, M
silver nitrate; 0.2; H315 H318 H411; Danger; 05 09; GCL, M
barium chloride; 0.1; ; ; ; below GCL
barium chloride; 0.25; H302; Warning; 07; GCL, ATE
barium chloride; 1; H302; Warning; 07; GCL, ATE
barium nitrate; 0.1; ; ; ; below GCL
barium nitrate; 0.3; ; ; ; below GCL
iron(II) sulfate; 0.1; ; ; ; below GCL
iron(II) sulfate; 1; H302 H315 H319; Warning; 07; GCL, ATE
iron(III) chloride; 0.1; H319; Warning; 07; GCL
iron(III) chloride; 0.5; H315 H318; Danger; 05; GCL
iron(III) chloride; 1; H302 H315 H318; Danger; 05 07; GCL, ATE
iron(III) nitrate; 0.1; ; ; ; below GCL
manganese(II) sulfate; 0.1; ; ; ; below GCL
manganese(II) sulfate; 1; H373 H412; Warning; 08; GCL, M
manganese chloride; 1; H302 H318 H373 H412; Danger; 05 07 08; GCL, ATE, M
aluminium chloride; 1; H315 H319; Warning; 07; GCL
aluminium sulfate; 0.5; H318; Danger; 05; GCL
potassium dichromate; 0.003; ; ; ; below GCL
potassium dichromate; 0.0034; H340 H350 EUH208; Danger; 08; GCL
potassium dichromate; 0.01; H340 H350 H412 EUH208; Danger; 08; GCL, M
potassium dichromate; 0.02; H340 H350 H360FD H412 EUH208; Danger; 08; GCL, M
potassium dichromate; 0.1; H315 H317 H319 H332 H334 H340 H350 H360FD H373 H411; Danger; 07 08 09; GCL, ATE, M
potassium chromate; 0.01; H340 H350i EUH208; Danger; 08; GCL
potassium chromate; 0.1; H317 H340 H350i H412; Danger; 07 08; GCL, M
potassium chromate; 0.5; H317 H340 H350i H411; Danger; 07 08 09; GCL, M
ammonium metavanadate; 0.01; ; ; ; below GCL
ammonium metavanadate; 0.1; H362 H373; Warning; 08; GCL
mercury(II) chloride; 0.1; H301 H315 H319 H341 H373 H411; Danger; 06 08 09; GCL, ATE, M
potassium manganate(VII); 0.01; ; ; ; below GCL
potassium manganate(VII); 0.02; H412; ; ; GCL, M
potassium permanganate; 0.1; H412; ; ; GCL, M
potassium permanganate; 0.2; H361d H411; Warning; 08 09; GCL, M
potassium chlorate; 0.1; ; ; ; below GCL
potassium nitrate; 1; ; ; ; below GCL
sodium nitrite; 0.1; ; ; ; below GCL
sodium nitrite; 1; H302; Warning; 07; GCL, ATE
hydrogen peroxide; 0.5; ; ; ; SCL
hydrogen peroxide; 0.89; ; ; ; SCL
hydrogen peroxide; 1.48; H319; Warning; 07; SCL
hydrogen peroxide; 1.8; H319; Warning; 07; SCL
hydrogen peroxide; 2.4; H318; Danger; 05; SCL
hydrogen peroxide; 8.9; H302 H318; Danger; 05 07; SCL, ATE
hydrogen peroxide; 42.3; H271 H302 H314 H332 H335; Danger; 03 05 07; SCL, ATE
sodium chlorate(I); 0.1; H412; ; ; GCL, M
sodium hypochlorite; 0.3; H315 H319 H412; Warning; 07; GCL, M
sodium hypochlorite; 0.7; H315 H318 H400 H411; Danger; 05 09; GCL, M
sodium hypochlorite; 1; H314 H400 H411 EUH031; Danger; 05 09; GCL, M
sodium hypochlorite; 2; H314 H400 H411 EUH031; Danger; 05 09; GCL, M
sodium metabisulfite; 0.1; H319 EUH031; Warning; 07; GCL
sodium metabisulfite; 0.2; H318 EUH031; Danger; 05; GCL
sodium metabisulfite; 1; H318 EUH031; Danger; 05; GCL
sodium sulfite; 1; ; ; ; below GCL
sodium thiosulfate; 1; ; ; ; below GCL
potassium iodide; 1; ; ; ; below GCL
iodine; 0.01; ; ; ; below GCL
iodine; 0.05; ; ; ; below GCL
iodine; 0.1; ; ; ; below GCL
bromine; 0.01; ; ; ; below GCL
bromine; 0.06; ; ; ; below GCL
bromine; 0.063; H315 H319; Warning; 07; GCL
bromine; 0.1; H315 H319; Warning; 07; GCL
bromine; 0.3; H315 H318 H332; Danger; 05 07; GCL, ATE
chlorine; 0.05; H400; Warning; 09; GCL, M
chlorine; 0.1; H400; Warning; 09; GCL, M
sulfur dioxide; 0.5; H315 H318 H371; Danger; 05 08; GCL
phenol; 0.1; ; ; ; SCL
phenol; 0.11; H315 H319 H341; Warning; 07 08; SCL
phenol; 0.32; H314 H341; Danger; 05 08; SCL
phenol; 1; H302 H314 H341; Danger; 05 07 08; SCL, ATE
methanol; 0.5; ; ; ; SCL
methanol; 0.94; H371; Warning; 08; SCL
methanol; 1; H371; Warning; 08; SCL
methanol; 3; H302 H371; Warning; 07 08; SCL, ATE
methanol; 10; H226 H301 H311 H331 H370; Danger; 02 06 08; SCL, ATE by % w/w
methanol; 3.2; H226 H302 H370; Danger; 02 07 08; SCL, ATE
ethanol; 1; ; ; ; below GCL
ethanol; 5; H226; Warning; 02; GCL
ethanol; 10; H225; Danger; 02; GCL
ethanol; 17.1; H225; Danger; 02; GCL
propan-1-ol; 1; H318; Danger; 05; GCL
propan-1-ol; 13.3; H225 H318 H336; Danger; 02 05 07; GCL
propan-2-ol; 1; ; ; ; below GCL
propan-2-ol; 5; H226 H319 H336; Warning; 02 07; GCL
butan-1-ol; 10.9; H226 H302 H315 H318 H335 H336; Danger; 02 05 07; GCL, ATE
propanone; 0.5; H226; Warning; 02; GCL
propanone; 1; H226; Warning; 02; GCL
propanone; 3; H225 H319 EUH066; Danger; 02 07; GCL
propanone; 13.6; H225 H319 H336 EUH066; Danger; 02 07; GCL
ethyl ethanoate; 10.2; H225 H319 H336 EUH066; Danger; 02 07; GCL
ethanal; 1; H226 H341 H350; Danger; 02 08; GCL
ethanal; 17.8; H224 H319 H335 H341 H350; Danger; 02 07 08; GCL
methanal; 0.1; H317 H350; Danger; 07 08; GCL
methanal; 1; H317 H332 H341 H350; Danger; 07 08; GCL, ATE
methanal; 2; H315 H317 H319 H331 H335 H341 H350; Danger; 06 08; GCL, ATE
methanal; 8; H315 H317 H319 H330 H335 H341 H350; Danger; 06 08; GCL, ATE
methanal; 12; H302 H314 H317 H330 H335 H341 H350 EUH071; Danger; 05 06 08; GCL, ATE
cyclohexane; 9.25; H225 H304 H315 H336 H410; Danger; 02 07 08 09; GCL, M
hexane; 7.6; H225 H304 H315 H336 H361f H372 H411; Danger; 02 07 08 09; GCL, M
cyclohexene; 9.8; H225 H302 H304 H411 EUH019; Danger; 02 07 08 09; GCL, ATE, M
methylbenzene; 9.4; H225 H304 H315 H336 H361d H373; Danger; 02 07 08; GCL
limonene; 6.2; H226 H304 H315 H317 H410; Danger; 02 07 08 09; GCL, M
aniline; 0.1; H373 EUH208; Warning; 08; GCL
aniline; 10.9; H301 H311 H317 H318 H331 H341 H351 H372 H400; Danger; 05 06 08 09; GCL, ATE, M
ethane-1,2-diol; 1; ; ; ; below GCL
ethane-1,2-diol; 5; H302; Warning; 07; GCL, ATE
glycerol; 5; ; ; ; below GCL
phenolphthalein; 0.01; ; ; ; SCL
phenolphthalein; 0.05; H341 H350; Danger; 08; SCL
methyl orange; 0.001; ; ; ; below GCL
methylene blue; 0.01; ; ; ; below GCL
crystal violet; 0.01; H412; ; ; GCL, M
sodium chloride; 5; ; ; ; below GCL
calcium chloride; 1; H319; Warning; 07; GCL
calcium chloride; 0.5; ; ; ; below GCL
magnesium sulfate; 1; ; ; ; below GCL
potassium thiocyanate; 0.1; ; ; ; below GCL
potassium hexacyanoferrate(III); 0.1; EUH032; ; ; below GCL
potassium peroxodisulfate; 0.1; H317 H334; Danger; 08; GCL
sodium hydrogensulfate; 0.1; H319; Warning; 07; GCL
sodium hydrogensulfate; 0.25; H318; Danger; 05; GCL
borax; 0.05; H360FD; Danger; 08; GCL
borax; 0.1; H360FD; Danger; 08; GCL
tin(II) chloride; 0.1; H315 H317 H319; Warning; 07; GCL
ethanoic anhydride; 10.6; H226 H302 H314 H332 H335; Danger; 02 05 07; SCL, ATE
ammonium iron(II) sulfate; 0.1; ; ; ; below GCL
ammonium carbonate; 1; ; ; ; below GCL
lithium chloride; 1; ; ; ; below GCL
strontium nitrate; 0.1; H319; Warning; 07; GCL
hydroquinone; 0.1; H317 H319 H341 H351; Warning; 07 08; GCL
catechol; 0.1; H341 H350; Danger; 08; GCL
resorcinol; 0.1; ; ; ; below GCL
sodium dithionite; 0.1; EUH031; ; ; below GCL
sodium sulfide; 0.1; H315 H319 EUH031; Warning; 07; GCL
ammonium vanadate; 0.05; H362; ; ; GCL
vanadium pentoxide; 0.01; H350; Danger; 08; GCL
chrome alum; 0.1; ; ; ; below GCL
sodium azide; 0.01; ; ; ; below GCL
hydrazine sulfate; 0.1; H317 H350 H412; Danger; 07 08; GCL, M
sodium fluoride; 0.1; ; ; ; below GCL
potassium cyanide; 0.01; ; ; ; below GCL
sulfanilic acid; 0.05; EUH208; ; ; below GCL
naphthalen-2-ol; 0.1; ; ; ; below GCL
1-naphthol; 0.1; H319; Warning; 07; GCL
pyridine; 1; H226; Warning; 02; GCL
ethylamine; 1; ; ; ; below GCL
dichloromethane; 15.6; H351; Warning; 08; GCL
chloroform; 12.4; H302 H315 H319 H331 H351 H361d H372; Danger; 06 08; GCL, ATE
tetrahydrofuran; 1; H226 H351 EUH019; Warning; 02 08; GCL
";

#[test]
fn strengths_of_schools_come_out_as_the_law_has_them() {
    let mut wrong = Vec::new();
    for line in CASES.lines() {
        let fields: Vec<&str> = line.split("; ").collect();
        let [name, strength, codes, signal, pictograms, source] = fields[..] else {
            panic!("not six fields: {line}");
        };
        let expected = format!("{codes} | {signal} | {pictograms}");
        let found = label(name, &format!("{strength} mol/dm3"));
        if found != expected {
            wrong.push(format!(
                "{name} {strength}: {found}, not {expected} ({source})"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(CASES.lines().count() > 150);
}
