//! What the pages about chemicals share.

use leptos::prelude::*;
use shared::substance::{
    Said,
    hazard::{CHECK, Hazard},
    storage_group,
};

use crate::parts::PictogramRow;

/// What a school says, on one line: its note, then where it looks things up and what it does.
pub(crate) fn in_short(said: &Said) -> Option<String> {
    let named = |name: &str, text: &Option<String>| Some(format!("{name} {}", text.as_ref()?));
    let parts: Vec<String> = [
        said.note.clone(),
        named("Hazcard", &said.hazcard),
        named("SSERC", &said.sserc),
        named("Data sheet:", &said.data_sheet),
        said.storage
            .as_deref()
            .map(|letter| format!("Stored with {}", group(letter))),
        named("Keeping:", &said.keeping),
        named("Disposal:", &said.disposal),
        said.supplied
            .as_ref()
            .map(|supplied| format!("Classified by {}", supplied.source)),
    ]
    .into_iter()
    .flatten()
    .map(|part| part.trim_end_matches('.').to_owned())
    .collect();
    (!parts.is_empty()).then(|| format!("{}.", parts.join(". ")))
}

/// A storage group by its letter, in words.
pub(super) fn group(letter: &str) -> String {
    match storage_group(letter) {
        Some(words) => format!("{words} ({letter})"),
        None => letter.to_owned(),
    }
}

/// A hazard as the label has it, with its codes, and why in a fold.
pub(super) fn told(hazard: &Hazard) -> AnyView {
    let codes = hazard.h_codes.iter().chain(&hazard.euh);
    let statements = codes
        .map(|code| {
            let words = format!("{}. ", code.words());
            view! { <li>{words}<small class="quiet nowrap">{code.to_string()}</small></li> }
        })
        .collect_view();
    let signal = hazard.signal.word();
    let reasons: Vec<AnyView> = hazard
        .reasons
        .iter()
        .map(|reason| view! { <li>{reason.to_string()}</li> }.into_any())
        .collect();
    let cautions: Vec<String> = hazard.cautions.iter().map(ToString::to_string).collect();
    let is_unclassified = hazard.is_unclassified();
    let pictograms = hazard.pictograms.clone();
    view! {
        <div class="hold-hazards">
            {(!pictograms.is_empty()).then(|| view! { <PictogramRow pictograms/> })}
            <div>
                {(!signal.is_empty()).then(|| view! { <p><span class="signal">{signal}</span></p> })}
                {is_unclassified.then(|| view! { <p>"Not classified as hazardous at this strength."</p> })}
                <ul>{statements}</ul>
                {(!cautions.is_empty()).then(|| view! { <p class="quiet small">{cautions.join(" ")}</p> })}
                {(!reasons.is_empty())
                    .then(|| view! { <details class="small"><summary class="link">"Why"</summary><ul class="bullets">{reasons}</ul></details> })}
            </div>
        </div>
        {check()}
    }
    .into_any()
}

/// The sentence that stands wherever hazards are shown.
pub(super) fn check() -> AnyView {
    view! { <p class="quiet small">{CHECK}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_is_quoted_on_one_line() {
        let said = Said {
            hazcard: Some("HC091A".to_owned()),
            storage: Some("B".to_owned()),
            note: Some("Pellets only.".to_owned()),
            ..Said::default()
        };
        let line = in_short(&said).unwrap();
        assert_eq!(
            line,
            "Pellets only. Hazcard HC091A. Stored with alkalis (B)."
        );
        assert_eq!(in_short(&Said::default()), None);
    }
}
