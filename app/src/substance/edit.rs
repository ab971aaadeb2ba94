//! What the school says of a chemical: the form, and what it posts to.

use leptos::prelude::*;
use reference::substance::get;
use serde::Deserialize;
use shared::{
    account::right::CanKeepStock,
    form::{self, Problem, Problems},
    moment::Day,
    substance::{Basis, STORAGE_GROUPS, Said, SubstanceId, Supplied, storage_group, supplied},
};
use store::substance::{self, Saying};

use crate::{
    parts::{
        Button, Card, Choice, Crumb, DateInput, LinkButton, PageHead, PostForm, Select, Stop,
        TextArea, TextInput, Tone,
    },
    path::Path,
    practical::words::capital,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown},
};

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanKeepStock>, At(id): At<String>) -> Shown {
    let id = SubstanceId::new(id);
    let name = capital(&substance::name(&desk, &id).await?);
    let saying = substance::saying(&desk, &id).await?;
    let today = desk.today();
    let kept = frame.kept.clone();
    let title = format!("Our notes on {name}");
    frame
        .show(Some(Stop::Stock), &title.clone(), move || {
            let back = Path::Substance(id.clone()).href();
            let way = vec![
                Crumb::new(Path::Substances.href(), "Chemicals"),
                Crumb::new(back.clone(), name.clone()),
            ];
            let action = format!("{back}/change");
            let version = saying.version.to_string();
            let references = references(&kept, &saying.said);
            let own_ways = own_ways(&kept, &saying.said);
            let by_supplier = takes_supplier(&id).then(|| by_supplier(&kept, &saying, today));
            view! {
                <PageHead title sub="It stands beside the reference data and never over it" way/>
                <Card>
                    <PostForm action class="form">
                        <input type="hidden" name="version" value=version/>
                        {references}
                        {own_ways}
                        {by_supplier}
                        <div class="form-acts">
                            <Button tone=Tone::Primary>"Save"</Button>
                            <LinkButton href=back>"Back"</LinkButton>
                        </div>
                    </PostForm>
                </Card>
            }
            .into_any()
        })
        .await
}

/// A supplier's classification is taken where the reference data has none.
fn takes_supplier(id: &SubstanceId) -> bool {
    match get(id) {
        Some(known) => known.basis == Basis::NotLookedUp,
        None => reference::substance::entry(id).is_none(),
    }
}

fn typed(kept: &Kept, name: &str, said: Option<&String>) -> String {
    kept.value(name, said.cloned().unwrap_or_default())
}

fn references(kept: &Kept, said: &Said) -> AnyView {
    view! {
        <h2>"Where we look it up"</h2>
        <div class="fields">
            <TextInput name="hazcard" label="Hazcard" optional=true placeholder="HC047A"
                value=typed(kept, "hazcard", said.hazcard.as_ref()) error=kept.error("hazcard")/>
            <TextInput name="sserc" label="SSERC page" optional=true
                value=typed(kept, "sserc", said.sserc.as_ref()) error=kept.error("sserc")/>
        </div>
        <TextInput name="data_sheet" label="Safety data sheet" optional=true
            hint="Whose, which issue, and where it is: a folder or an address."
            value=typed(kept, "data_sheet", said.data_sheet.as_ref()) error=kept.error("data_sheet")/>
    }
    .into_any()
}

fn own_ways(kept: &Kept, said: &Said) -> AnyView {
    let groups = STORAGE_GROUPS
        .map(|(letter, words)| Choice::new(letter, format!("{letter}: {words}")))
        .to_vec();
    view! {
        <h2>"How we do it here"</h2>
        <Select name="storage" label="Stored with" optional=true blank="As the reference says" options=groups
            value=typed(kept, "storage", said.storage.as_ref()) error=kept.error("storage")/>
        <TextInput name="keeping" label="Keeping" optional=true
            value=typed(kept, "keeping", said.keeping.as_ref()) error=kept.error("keeping")/>
        <TextInput name="disposal" label="Disposal" optional=true
            value=typed(kept, "disposal", said.disposal.as_ref()) error=kept.error("disposal")/>
        <TextArea name="note" label="Note" optional=true rows=3 hint="It stands on risk notes too."
            value=typed(kept, "note", said.note.as_ref()) error=kept.error("note")/>
        <TextInput name="label" label="On the label" optional=true hint="A few words after the hazards."
            value=typed(kept, "label", said.label.as_ref()) error=kept.error("label")/>
    }
    .into_any()
}

fn by_supplier(kept: &Kept, saying: &Saying, today: Day) -> AnyView {
    let supplied = saying.said.supplied.as_ref();
    let classes = supplied.map(Supplied::as_written).unwrap_or_default();
    let source = supplied.map(|supplied| supplied.source.clone());
    let checked = supplied.map_or(today, |supplied| supplied.checked);
    view! {
        <h2>"What its supplier says"</h2>
        <TextArea name="classes" label="Classification" optional=true rows=4
            hint="As section 2 of the data sheet has it, with the codes: “Skin Corr. 1B H314”, or only “H302 H319 EUH031”. Leave it empty with a source where the sheet says that it is not classified."
            value=kept.value("classes", classes) error=kept.error("classes")/>
        <div class="fields">
            <TextInput name="source" label="Whose data sheet, and its date" optional=true
                value=typed(kept, "source", source.as_ref()) error=kept.error("source")/>
            <DateInput name="checked" label="Read on" value=kept.value("checked", checked.to_string()) error=kept.error("checked")/>
        </div>
    }
    .into_any()
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SaidSent {
    hazcard: String,
    sserc: String,
    data_sheet: String,
    storage: String,
    keeping: String,
    disposal: String,
    note: String,
    label: String,
    classes: String,
    source: String,
    checked: String,
    version: String,
}

impl SaidSent {
    fn parse(&self) -> Result<(Said, i64), Problems> {
        let mut problems = Problems::default();
        let mut text = |name: &str, given: &str, most| {
            problems
                .take(name, form::optional_text(given, most))
                .flatten()
        };
        let said = Said {
            hazcard: text("hazcard", &self.hazcard, 40),
            sserc: text("sserc", &self.sserc, 300),
            data_sheet: text("data_sheet", &self.data_sheet, 300),
            storage: text("storage", &self.storage, 1),
            keeping: text("keeping", &self.keeping, 300),
            disposal: text("disposal", &self.disposal, 300),
            note: text("note", &self.note, 1_000),
            label: text("label", &self.label, 60),
            supplied: None,
        };
        if said
            .storage
            .as_deref()
            .is_some_and(|letter| storage_group(letter).is_none())
        {
            problems.add("storage", Problem::NotAChoice);
        }
        let supplied = self.supplied(&mut problems);
        let version = problems.take("version", form::number(&self.version, 0, i64::MAX));
        match version {
            Some(version) if problems.is_empty() => Ok((Said { supplied, ..said }, version)),
            _ => Err(problems),
        }
    }

    /// The supplier's classification, where there is a word of it.
    fn supplied(&self, problems: &mut Problems) -> Option<Supplied> {
        if self.classes.trim().is_empty() && self.source.trim().is_empty() {
            return None;
        }
        let read = supplied::read(&self.classes).map_err(|_| Problem::NotAClassification);
        let classes = problems.take("classes", read);
        let source = problems.take("source", form::text(&self.source, 200));
        let checked = problems.take("checked", form::day(&self.checked));
        let (classes, euh) = classes?;
        Some(Supplied {
            classes,
            euh,
            source: source?,
            checked: checked?,
        })
    }
}

/// Says it.
pub async fn create_change(
    Enter(desk): Enter<CanKeepStock>,
    At(id): At<String>,
    sent: Sent<SaidSent>,
) -> Result<Done, Failed> {
    let id = SubstanceId::new(id);
    let (mut said, version) = sent.valid(sent.form.parse()).await?;
    said.supplied = said.supplied.filter(|_| takes_supplier(&id));
    sent.accepted(substance::say(&desk.once(&sent), &id, &said, version).await)
        .await?;
    Ok(Done::to(&Path::Substance(id)).saying("Saved."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_sheet_is_read_with_all_that_is_wrong_at_once() {
        let sent = SaidSent {
            classes: "Eye Irrit. 2 H319".to_owned(),
            source: "Philip Harris, March 2026".to_owned(),
            checked: "2026-11-22".to_owned(),
            storage: "B".to_owned(),
            version: "0".to_owned(),
            ..SaidSent::default()
        };
        let (said, _) = sent.parse().unwrap();
        assert_eq!(said.supplied.unwrap().classes.len(), 1);
        let wrong = SaidSent {
            classes: "rather nasty".to_owned(),
            storage: "Q".to_owned(),
            ..sent
        };
        let problems = wrong.parse().unwrap_err();
        assert_eq!(problems.of("classes"), Some(&Problem::NotAClassification));
        assert_eq!(problems.of("storage"), Some(&Problem::NotAChoice));
    }
}
