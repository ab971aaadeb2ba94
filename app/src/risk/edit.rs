//! Writing a new version of a risk note, with the kit's computed hazards beside the fields.

use leptos::prelude::*;
use shared::{
    account::right::CanWritePracticals,
    id::PracticalId,
    practical::{EyeProtection, ResidualRisk, RiskText},
    refusal::Refusal,
    risk::State,
};
use store::{practical, risk};

use super::{
    page::substances,
    parts::{Asking, residual},
};
use crate::{
    parts::{
        Button, Card, Checkbox, Choice, Crumb, LinkButton, Message, Notice, NoticeTone, PageHead,
        PostForm, RadioGroup, Stop, TextArea, Tone,
    },
    path::Path,
    practical::words::capital,
    web::{At, Enter, Failed, Frame, Kept, Shown},
};

/// The page.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanWritePracticals>,
    At(id): At<PracticalId>,
) -> Shown {
    let found = practical::find(&desk, id).await?;
    let latest = risk::latest(&desk, id).await?;
    if let Some(waits) = latest
        .as_ref()
        .filter(|version| version.standing.state() == State::Submitted)
    {
        let is = waits.standing.state().title().to_lowercase();
        return Err(Failed::instead(
            &Path::RiskNote(id),
            &Refusal::WrongStep { is },
        ));
    }
    let from = latest.as_ref().map_or(0, |version| version.n);
    let text = latest.map_or_else(blank, |version| version.text);
    let hazards = risk::hazards_here(&desk, &risk::AskedFor::of_kit(&found)).await?;
    let kept = frame.kept.clone();
    let title = format!("Risk note: {}", found.entry.title);
    frame
        .show(Some(Stop::RiskNotes), &title, move || {
            let way = vec![
                Crumb::new(Path::RiskNotes.href(), "Risk notes"),
                Crumb::new(Path::RiskNote(id).href(), found.entry.title.clone()),
            ];
            let asking = Asking::of(&hazards, |hazard| found.name_of(&hazard.kind));
            let substances = substances(&found, hazards);
            let form = form(&kept, id, (from, &text), &asking);
            let title = match from {
                0 => "Write the risk note",
                _ => "Write a new version",
            };
            view! {
                <PageHead title way/>
                <div class="split"><div class="stack">{form}</div><div class="stack">{substances}</div></div>
            }
            .into_any()
        })
        .await
}

fn blank() -> RiskText {
    RiskText {
        hazards: Vec::new(),
        controls: Vec::new(),
        emergency: Vec::new(),
        disposal: Vec::new(),
        references: Vec::new(),
        eye_protection: EyeProtection::None,
        fume_cupboard: false,
        residual: ResidualRisk::Low,
    }
}

fn form(kept: &Kept, id: PracticalId, (from, text): (u32, &RiskText), asking: &Asking) -> AnyView {
    let asked = asking
        .words()
        .map(|words| view! { <Message notice=Notice::new(NoticeTone::Warn, words)/> });
    let lines = |name: &'static str, label: &'static str, hint: &'static str, first: &[String]| {
        view! {
            <TextArea name=name label=label hint=hint rows=4 value=kept.value(name, first.join("\n"))
                error=kept.error(name)/>
        }
        .into_any()
    };
    let hazards = lines(
        "hazards",
        "Hazards",
        "A sentence on each line. The labels of the substances need not be repeated.",
        &text.hazards,
    );
    let controls = lines("controls", "Control measures", "", &text.controls);
    let emergency = lines("emergency", "Emergency action", "", &text.emergency);
    let disposal = lines("disposal", "Disposal", "", &text.disposal);
    let references = lines(
        "references",
        "Guidance",
        "Where your employer’s guidance is found, by number or name.",
        &text.references,
    );
    let eyes = EyeProtection::ALL
        .into_iter()
        .map(|worn| Choice::new(worn.code(), capital(worn.code())))
        .collect::<Vec<_>>();
    let eyes_now = kept.value("eye_protection", text.eye_protection.code());
    let left = ResidualRisk::ALL
        .into_iter()
        .map(|risk| Choice::new(risk.code(), residual(risk)))
        .collect::<Vec<_>>();
    let left_now = kept.value("residual", text.residual.code());
    let cupboard = kept.ticked("fume_cupboard", text.fume_cupboard);
    let back = Path::RiskNote(id).href();
    view! {
        <Card>
            <PostForm action=Path::RiskNote(id).href() class="form full">
                <input type="hidden" name="from" value=from.to_string()/>
                {hazards}
                {controls}
                {asked}
                <RadioGroup name="eye_protection" label="Eyes" options=eyes value=eyes_now across=true/>
                <Checkbox name="fume_cupboard" label="Needs a fume cupboard" value="yes" checked=cupboard/>
                {emergency}
                {disposal}
                {references}
                <RadioGroup name="residual" label="Remaining risk" options=left value=left_now across=true/>
                <div class="form-acts">
                    <Button tone=Tone::Primary name="act" value="save">"Save as a draft"</Button>
                    <Button name="act" value="submit">"Save and submit for approval"</Button>
                    <LinkButton href=back>"Back"</LinkButton>
                </div>
            </PostForm>
        </Card>
    }
    .into_any()
}
