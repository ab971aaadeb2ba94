//! The school's classes and their sizes. No pupil is ever named.

use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{
        Right,
        right::{CanKeepTimetable, CanLook},
    },
    form::{self, Problems},
    id::ClassId,
    practical::Subject,
    timetable::Class,
};
use store::timetable::class::{self, Draft};

use super::tabs;
use crate::{
    parts::{
        Button, Card, CellInput, DataTable, Empty, Glyph, Head::Words, LinkButton, NumberInput,
        PageHead, PostForm, Select, Stop, TextInput, Tone, heads,
    },
    path::Path,
    practical::words,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown, who_may},
};

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>) -> Shown {
    let classes = class::list(&desk).await?;
    let may_change = desk.who().role.may(Right::KeepTimetable);
    let kept = frame.kept.clone();
    frame
        .show(Some(Stop::Timetable), "Classes", move || {
            whole(&kept, classes, may_change)
        })
        .await
}

fn whole(kept: &Kept, classes: Vec<Class>, may_change: bool) -> AnyView {
    let list = if classes.is_empty() {
        let words = if may_change {
            "Add each teaching group with its year and size.".to_owned()
        } else {
            format!("{} adds them.", who_may(Right::KeepTimetable))
        };
        view! { <Empty glyph=Glyph::People title="No classes yet" words/> }.into_any()
    } else {
        let rows = classes
            .into_iter()
            .map(|class| row(kept, class, may_change))
            .collect_view();
        view! {
            <section class="card flush">
                <DataTable label="Classes" class="classes stacked">
                    {heads(["Class", "Year", "Subject", "Pupils"].map(Words))}
                    <tbody>{rows}</tbody>
                </DataTable>
            </section>
        }
        .into_any()
    };
    let form = may_change.then(|| new_class(&kept.of(&Path::Classes.href())));
    view! {
        <PageHead title="Classes" sub="Numbers only: no pupil is ever named">
            {may_change.then(|| view! { <LinkButton href=format!("#{NEW}") glyph=Glyph::Plus>"Add a class"</LinkButton> })}
            {tabs(&Path::Classes)}
        </PageHead>
        {list}
        {form}
    }
    .into_any()
}

fn row(kept: &Kept, class: Class, may_change: bool) -> AnyView {
    let href = Path::Class(class.id).href();
    let action = format!("{href}/size");
    let label = format!("Pupils in {}", class.name);
    let save = format!("Save {}", class.name);
    let pupils = if may_change {
        let kept = kept.of(&action);
        let (typed, error) = (
            kept.value("pupils", class.pupils.to_string()),
            kept.error("pupils"),
        );
        view! {
            <PostForm action=action class="row">
                <input type="hidden" name="version" value=class.version.to_string()/>
                <CellInput name="pupils" id=format!("pupils-{}", class.id) label value=typed error most="60"/>
                <Button label=save>"Save"</Button>
            </PostForm>
        }
        .into_any()
    } else {
        view! { {class.pupils}<span class="only-stacked">" pupils"</span> }.into_any()
    };
    let name = if may_change {
        view! { <a href=href>{class.name}</a> }.into_any()
    } else {
        class.name.into_any()
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td><span class="only-stacked">"Year "</span>{class.year}</td>
            <td>{words::subject(class.subject)}</td>
            <td class="classes-pupils">{pupils}</td>
        </tr>
    }
    .into_any()
}

/// The fields of a class: as it is now, or empty for a new one.
pub(super) fn class_fields(kept: &Kept, now: Option<&Class>) -> AnyView {
    let subject = now.map_or(Subject::Chemistry, |class| class.subject);
    let first = |of: fn(&Class) -> String| now.map(of).unwrap_or_default();
    let name = kept.value("name", first(|class| class.name.clone()));
    let year = kept.value("year", first(|class| class.year.to_string()));
    let subject = kept.value("subject", subject.code());
    let pupils = kept.value("pupils", first(|class| class.pupils.to_string()));
    view! {
        <div class="fields by-turns">
            <TextInput name="name" label="Name" placeholder="9X/Ch1" value=name error=kept.error("name")/>
            <NumberInput name="year" label="Year" min="1" max="13" value=year error=kept.error("year")/>
            <Select name="subject" label="Subject" options=words::subjects() value=subject error=kept.error("subject")/>
            <NumberInput name="pupils" label="Pupils" min="0" max="60" value=pupils error=kept.error("pupils")/>
        </div>
    }
    .into_any()
}

/// Where a class is added: below the list, which is long.
const NEW: &str = "new-class";

fn new_class(kept: &Kept) -> AnyView {
    let fields = class_fields(kept, None);
    view! {
        <Card title="Add a class" id=NEW>
            <PostForm action=Path::Classes.href() class="form full">
                {fields}
                <div class="form-acts"><Button tone=Tone::Primary>"Add the class"</Button></div>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClassSent {
    name: String,
    year: String,
    subject: String,
    pupils: String,
    version: String,
}

impl ClassSent {
    /// The version that the edit started from.
    pub(super) fn version(&self) -> i64 {
        self.version.parse().unwrap_or(0)
    }

    pub(super) fn parse(&self) -> Result<Draft, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", form::text(&self.name, 40));
        let year = problems.take("year", form::number(&self.year, 1, 13));
        let subject = problems.take("subject", form::choice(&self.subject, Subject::from_code));
        let pupils = problems.take("pupils", form::number(&self.pupils, 0, 60));
        let draft = || {
            Some(Draft {
                name: name?,
                year: u8::try_from(year?).ok()?,
                subject: subject?,
                pupils: u16::try_from(pupils?).ok()?,
            })
        };
        draft().ok_or(problems)
    }
}

/// Adds a class.
pub async fn create_class(
    Enter(desk): Enter<CanKeepTimetable>,
    sent: Sent<ClassSent>,
) -> Result<Done, Failed> {
    let draft = sent.valid(sent.form.parse()).await?;
    let name = draft.name.clone();
    sent.accepted(class::create(&desk.once(&sent), draft).await)
        .await?;
    Ok(Done::to(&Path::Classes).saying(format!("{name} is added.")))
}

/// Changes how many pupils a class has.
pub async fn change_size(
    Enter(desk): Enter<CanKeepTimetable>,
    At(id): At<ClassId>,
    sent: Sent<ClassSent>,
) -> Result<Done, Failed> {
    class::find(&desk, id).await?;
    let pupils =
        form::number(&sent.form.pupils, 0, 60).map_err(|problem| Problems::one("pupils", problem));
    let pupils = u16::try_from(sent.valid(pupils).await?).unwrap_or(0);
    let resized = class::resize(&desk.once(&sent), id, pupils, sent.form.version()).await;
    sent.accepted(resized).await?;
    Ok(Done::to(&Path::Classes).saying("Saved."))
}
