//! A risk note on one sheet of A4: for the trolley, the lab wall, the folder.

use axum::extract::Query;
use leptos::prelude::*;
use shared::{
    account::right::CanLook, id::PracticalId, practical::RiskText, refusal::Refusal,
    risk::Standing, substance::hazard::CHECK,
};
use store::{
    practical::{self, Found},
    risk::{self, KitHazard, Named},
};

use super::parts::{
    Asked, Asking, Substances, Unasked, chosen_version, note_text, pictograms_of, residual, worn,
};
use crate::{
    parts::PictogramRow,
    path::Path,
    substance::in_short,
    web::{At, Enter, Frame, Shown},
    when,
};

/// The page.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanLook>,
    At(id): At<PracticalId>,
    Query(asked): Query<Asked>,
) -> Shown {
    let found = practical::find(&desk, id).await?;
    let versions = risk::versions(&desk, id).await?;
    let shown = chosen_version(&versions, &asked, Unasked::InUse)?;
    let shown = shown.cloned().ok_or(Refusal::NotFound)?;
    let title = format!("Risk note: {}", found.entry.title);
    let school = desk.who().school_name.clone();
    let zone = desk.who().zone;
    let standing = match &shown.version.standing {
        Standing::Approved(approval) => format!(
            "Approved by {} on {}; review on {}",
            shown.decided_by.clone().unwrap_or_default(),
            when::day(zone.day(approval.at)),
            when::day(approval.review_on)
        ),
        Standing::Superseded(Some(approval)) => format!(
            "Approved by {} on {}, and superseded since",
            shown.decided_by.clone().unwrap_or_default(),
            when::day(zone.day(approval.at)),
        ),
        standing => not_in_use(standing).unwrap_or_default().to_owned(),
    };
    let hazards = risk::hazards_here(&desk, &risk::AskedFor::of_kit(&found)).await?;
    frame.paper(&title, move || {
        sheet(&found, hazards, &shown, school, standing)
    })
}

/// That a version is not the one to work by, and why: such a sheet must not be taken for an approved one.
const fn not_in_use(standing: &Standing) -> Option<&'static str> {
    match standing {
        Standing::Approved(_) => None,
        Standing::Draft => Some("Draft: not approved"),
        Standing::Submitted { .. } => Some("Waiting: not approved yet"),
        Standing::SentBack { .. } => Some("Sent back: not approved"),
        Standing::Superseded(Some(_)) => Some("Superseded: no longer in use"),
        Standing::Superseded(None) => Some("Superseded: never approved"),
    }
}

fn sheet(
    found: &Found,
    hazards: Vec<KitHazard>,
    shown: &Named,
    school: String,
    standing: String,
) -> AnyView {
    let text = &shown.version.text;
    let class = format!("risk-sheet {}", density(text, &hazards));
    let pictograms = pictograms_of(&hazards);
    let asking = Asking::of(&hazards, |hazard| found.name_of(&hazard.kind));
    let worn = worn(text, &asking);
    let substances = Substances::of(hazards, |hazard| found.name_of(&hazard.kind)).view();
    let not_in_use = not_in_use(&shown.version.standing)
        .map(|words| view! { <p class="risk-sheet-standing">{words}</p> });
    let left = format!("Remaining risk: {}", residual(text.residual).to_lowercase());
    let parts = note_text(text);
    let title = found.entry.title.clone();
    let version = format!("Version {}. {standing}.", shown.version.n);
    let back = Path::RiskVersion(found.id, shown.version.n).href();
    view! {
        <nav class="risk-sheet-way only-screen" aria-label="The way back">
            <a class="link" href=back>"Back to the note"</a>
            " · Print this page from your browser: one sheet of A4."
        </nav>
        <main class=class>
            <header class="risk-sheet-head">
                <div>
                    <p class="risk-sheet-school">{school}" · Risk note"</p>
                    <h1>{title}</h1>
                    {not_in_use}
                    <p class="risk-sheet-worn"><b>{worn}</b>" · "{left}</p>
                </div>
                <PictogramRow pictograms large=true/>
            </header>
            <div class="risk-sheet-parts">
                <h2 class="hidden">"What the note says"</h2>
                <section class="risk-part"><h3>"Substances, at the strengths used"</h3>{substances}</section>
                {parts}
            </div>
            <footer class="risk-sheet-foot"><p>{version}</p><p>{CHECK}</p></footer>
        </main>
    }
    .into_any()
}

/// How closely the sheet is set, so that it stays one.
fn density(text: &RiskText, hazards: &[KitHazard]) -> &'static str {
    let lists = [
        &text.hazards,
        &text.controls,
        &text.emergency,
        &text.disposal,
        &text.references,
    ];
    let written: usize = lists
        .into_iter()
        .flatten()
        .map(|line| line.chars().count() + 40)
        .sum();
    let computed: usize = hazards
        .iter()
        .filter_map(|found| found.hazard.as_ref().ok())
        .map(|hazard| 60 + 50 * hazard.h_codes.len() + 80 * hazard.cautions.len())
        .sum();
    let said: usize = hazards
        .iter()
        .filter_map(|found| in_short(found.said.as_ref()?))
        .map(|line| line.chars().count() + 40)
        .sum();
    match written + computed + said {
        0..=2_600 => "",
        2_601..=4_600 => "risk-sheet-close",
        _ => "risk-sheet-closest",
    }
}
