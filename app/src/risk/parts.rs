//! What the page and the paper of a risk note share.

use std::{cmp::Reverse, collections::BTreeSet};

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    concentration::Concentration,
    kind::KindId,
    practical::{EyeProtection, ResidualRisk, RiskText},
    refusal::Refusal,
    risk::State,
    substance::{
        Pictogram,
        hazard::{Caution, Hazard},
    },
};
use store::risk::{KitHazard, Named};

use crate::{
    parts::{Badge, Mark, PictogramRow},
    practical::words::capital,
    substance::in_short,
};

/// The kit's substances by how they are shown: labelled ones, ones not classified at their strength, unknown ones.
#[derive(Clone, Debug, Default)]
pub struct Substances {
    /// Those whose label says something.
    pub labelled: Vec<(String, Hazard)>,
    /// Those that are not classified at these strengths.
    pub unclassified: Vec<String>,
    /// Those whose hazards are not known, with the reason.
    pub unknown: Vec<(String, String)>,
    /// Those that suppliers classify, not the law's list.
    pub self_classified: Vec<String>,
    /// What the school says of some of them.
    pub said: Vec<(String, String)>,
}

impl Substances {
    /// Sorts the hazards of a kit: the worst first, each substance by its strength.
    pub fn of<'a>(mut hazards: Vec<KitHazard>, name_of: impl Fn(&KitHazard) -> &'a str) -> Self {
        let mut all = Self::default();
        hazards.sort_by_cached_key(|found| by_strength(&found.kind, name_of(found)));
        for found in hazards {
            let name = capital(name_of(&found));
            if let Some(said) = found.said.as_ref().and_then(in_short) {
                all.said.push((name.clone(), said));
            }
            let others = found.hazard.map(|mut hazard| {
                let all_cautions = hazard.cautions.len();
                hazard
                    .cautions
                    .retain(|caution| *caution != Caution::SelfClassified);
                if hazard.cautions.len() < all_cautions && !hazard.is_unclassified() {
                    all.self_classified.push(name.clone());
                }
                hazard
            });
            match others {
                Ok(hazard) if hazard.is_unclassified() && hazard.cautions.is_empty() => {
                    all.unclassified.push(name);
                }
                Ok(hazard) => all.labelled.push((name, hazard)),
                Err(reason) => all.unknown.push((name, reason.to_string())),
            }
        }
        all.labelled
            .sort_by_key(|(_, hazard)| Reverse(hazard.signal));
        all
    }

    /// Whether the kit has no substance at all.
    pub fn is_empty(&self) -> bool {
        self.labelled.is_empty() && self.unclassified.is_empty() && self.unknown.is_empty()
    }

    /// The substances as the page and the paper show them.
    pub fn view(self) -> AnyView {
        if self.is_empty() {
            return view! { <p class="quiet">"The kit has no substances."</p> }.into_any();
        }
        let labelled = self
            .labelled
            .into_iter()
            .map(|(name, hazard)| labelled(name, hazard))
            .collect_view();
        let unknown = self
            .unknown
            .into_iter()
            .map(|(name, reason)| {
                view! {
                    <li class="risk-substance">
                        <span class="risk-signs"><Badge mark=Mark::Warn>"Unknown"</Badge></span>
                        <div><b>{name}</b><p>{format!("Not taken for harmless: {reason}.")}</p></div>
                    </li>
                }
            })
            .collect_view();
        let rest = (!self.unclassified.is_empty()).then(|| {
            let names = self.unclassified.join("; ");
            view! { <p class="small quiet">{format!("Not classified as hazardous at these strengths: {names}.")}</p> }
        });
        let suppliers = (!self.self_classified.is_empty()).then(|| {
            let names = self.self_classified.join("; ");
            view! {
                <p class="small quiet">
                    {format!("As suppliers usually declare, since the law’s list has no entry: {names}. Look at your supplier’s sheet.")}
                </p>
            }
        });
        let said = self
            .said
            .into_iter()
            .map(|(name, said)| {
                view! { <p class="small"><b>{format!("{name}, this school says: ")}</b>{said}</p> }
            })
            .collect_view();
        view! { <ul class="risk-substances">{labelled}{unknown}</ul>{said}{rest}{suppliers} }
            .into_any()
    }
}

/// What a substance is called without its strength, and the strength, so that 1 mol/dm³ comes before 1.5.
fn by_strength(kind: &KindId, name: &str) -> (String, Option<Concentration>) {
    let strength = kind.solution().map(|(_, strength)| strength);
    let written = strength.map(|strength| strength.to_string());
    let stem = written.and_then(|written| name.strip_suffix(&written));
    (stem.unwrap_or(name).to_lowercase(), strength)
}

fn labelled(name: String, hazard: Hazard) -> AnyView {
    let statements: Vec<String> = hazard
        .h_codes
        .iter()
        .chain(&hazard.euh)
        .map(|code| code.words().to_owned())
        .collect();
    let cautions: Vec<String> = hazard.cautions.iter().map(ToString::to_string).collect();
    let codes: Vec<String> = hazard
        .h_codes
        .iter()
        .chain(&hazard.euh)
        .map(ToString::to_string)
        .collect();
    let signal = hazard.signal.word();
    let words = if statements.is_empty() {
        "Not classified as hazardous at this strength.".to_owned()
    } else {
        format!("{}.", statements.join(". "))
    };
    view! {
        <li class="risk-substance">
            <span class="risk-signs"><PictogramRow pictograms=hazard.pictograms/></span>
            <div>
                <b>{name}</b>
                {(!signal.is_empty()).then(|| view! { " "<span class="signal">{signal}</span> })}
                <p>{words}" "<small class="quiet nowrap">{codes.join(" ")}</small></p>
                {(!cautions.is_empty()).then(|| view! { <p class="small quiet risk-caution">{cautions.join(" ")}</p> })}
            </div>
        </li>
    }
    .into_any()
}

/// Every pictogram of some hazards, once each, in the system's own order.
pub fn pictograms_of(hazards: &[KitHazard]) -> Vec<Pictogram> {
    let all: BTreeSet<Pictogram> = hazards
        .iter()
        .filter_map(|found| found.hazard.as_ref().ok())
        .flat_map(|hazard| hazard.pictograms.iter().copied())
        .collect();
    all.into_iter().collect()
}

/// The version that an address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    version: String,
}

/// Which version is meant where none is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unasked {
    /// What is being worked on.
    Latest,
    /// What is in use; the latest, where none is approved.
    InUse,
}

/// The version that is looked at, of versions with the latest first; one that is not there is not found, and there is
/// none where nothing is written.
pub fn chosen_version<'a>(
    versions: &'a [Named],
    asked: &Asked,
    unasked: Unasked,
) -> Result<Option<&'a Named>, Refusal> {
    if let Ok(n) = asked.version.parse::<u32>() {
        let found = versions.iter().find(|named| named.version.n == n);
        return found.map(Some).ok_or(Refusal::NotFound);
    }
    let approved = || approved_version(versions).filter(|_| unasked == Unasked::InUse);
    Ok(approved().or(versions.first()))
}

/// The version that is in use.
pub fn approved_version(versions: &[Named]) -> Option<&Named> {
    versions
        .iter()
        .find(|named| named.version.standing.state() == State::Approved)
}

/// What the substances of a kit ask to be worn, whatever its note says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asking {
    /// The substances that ask for eye protection.
    eyes: Vec<String>,
    /// Whether the hazards of some are not known.
    has_unknown: bool,
}

impl Asking {
    /// What these hazards ask for.
    pub fn of<'a>(hazards: &[KitHazard], name_of: impl Fn(&KitHazard) -> &'a str) -> Self {
        let asks = |found: &&KitHazard| {
            let hazard = found.hazard.as_ref();
            hazard.is_ok_and(Hazard::asks_for_eye_protection)
        };
        let asking = hazards.iter().filter(asks);
        Self {
            eyes: asking.map(|found| capital(name_of(found))).collect(),
            has_unknown: hazards.iter().any(|found| found.hazard.is_err()),
        }
    }

    /// Which substances ask for eye protection: "Virkon, 1 % asks for eye protection."
    pub fn words(&self) -> Option<String> {
        let verb = match self.eyes.len() {
            0 => return None,
            1 => "asks",
            _ => "ask",
        };
        Some(format!("{} {verb} for eye protection.", self.names()))
    }

    /// The same where the note asks for none: the two do not agree.
    pub fn unmet(&self, eyes: EyeProtection) -> Option<String> {
        let verb = match self.eyes.len() {
            0 => return None,
            1 => "does",
            _ => "do",
        };
        let names = self.names();
        (eyes == EyeProtection::None)
            .then(|| format!("The note asks for no eye protection; {names} {verb}."))
    }

    fn names(&self) -> String {
        self.eyes.join("; ")
    }
}

/// What is worn for the eyes, as a note says it.
pub const fn eyes(worn: EyeProtection) -> &'static str {
    match worn {
        EyeProtection::None => "Nothing asked for",
        EyeProtection::SafetySpectacles => "Safety spectacles",
        EyeProtection::Goggles => "Goggles",
    }
}

/// What is worn, and whether a fume cupboard is needed, in a line: nothing is said to be needless that may not be.
pub fn worn(text: &RiskText, asking: &Asking) -> String {
    let protection = match text.eye_protection {
        EyeProtection::None => asking.unmet(EyeProtection::None).unwrap_or_else(|| {
            let words = if asking.has_unknown {
                "The note asks for no eye protection"
            } else {
                "Eye protection not needed"
            };
            words.to_owned()
        }),
        some => eyes(some).to_owned(),
    };
    if text.fume_cupboard {
        format!("{protection} · Fume cupboard")
    } else {
        protection
    }
}

/// The risk that is left, as a word.
pub fn residual(risk: ResidualRisk) -> &'static str {
    match risk {
        ResidualRisk::Low => "Low",
        ResidualRisk::Medium => "Medium",
    }
}

/// The five headed parts of a note's text.
pub fn note_text(text: &RiskText) -> AnyView {
    let parts = [
        ("Hazards", &text.hazards),
        ("Control measures", &text.controls),
        ("Emergency action", &text.emergency),
        ("Disposal", &text.disposal),
        ("Guidance", &text.references),
    ];
    parts
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(heading, lines)| {
            let lines = lines
                .iter()
                .cloned()
                .map(|line| view! { <li>{line}</li> })
                .collect_view();
            view! {
                <section class="risk-part"><h3>{heading}</h3><ul class="bullets">{lines}</ul></section>
            }
        })
        .collect_view()
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_note_leaves_out_and_a_substance_asks_for_is_told() {
        let note = |eye_protection| RiskText {
            hazards: Vec::new(),
            controls: Vec::new(),
            emergency: Vec::new(),
            disposal: Vec::new(),
            references: Vec::new(),
            eye_protection,
            fume_cupboard: true,
            residual: ResidualRisk::Low,
        };
        let (none, goggles) = (note(EyeProtection::None), note(EyeProtection::Goggles));
        let calm = Asking::default();
        assert_eq!(
            worn(&none, &calm),
            "Eye protection not needed · Fume cupboard"
        );
        let unknown = Asking {
            has_unknown: true,
            ..calm
        };
        assert!(worn(&none, &unknown).starts_with("The note asks for no eye protection"));
        let asking = Asking {
            eyes: vec!["Virkon, 1 %".to_owned()],
            has_unknown: false,
        };
        let unmet = "The note asks for no eye protection; Virkon, 1 % does.";
        assert_eq!(asking.unmet(EyeProtection::None).as_deref(), Some(unmet));
        assert_eq!(asking.unmet(EyeProtection::Goggles), None);
        assert!(worn(&none, &asking).starts_with(unmet));
        assert_eq!(worn(&goggles, &asking), "Goggles · Fume cupboard");
    }

    #[test]
    fn a_substance_is_sorted_by_its_strength() {
        let key = |figure: &str| {
            let kind: KindId = format!("hydrochloric-acid@{figure}mol/dm3")
                .parse()
                .unwrap();
            let (_, strength) = kind.solution().unwrap();
            by_strength(&kind, &format!("hydrochloric acid, {strength}"))
        };
        let mut keys = ["0.5", "1.5", "1", "10", "2"].map(key);
        keys.sort();
        assert_eq!(keys, ["0.5", "1", "1.5", "2", "10"].map(key));
        let neat = by_strength(&"copper-ii-oxide".parse().unwrap(), "copper(II) oxide");
        assert!(neat < key("1"));
    }
}
