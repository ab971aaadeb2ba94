//! One class: its name, year, subject and size, and taking it out of the timetable.

use leptos::prelude::*;
use shared::{account::right::CanKeepTimetable, id::ClassId, timetable::Class};
use store::timetable::class;

use super::classes::{ClassSent, class_fields};
use crate::{
    parts::{Button, Card, Crumb, LinkButton, PageHead, PostForm, Stop, Tone},
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown},
};

/// The page.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanKeepTimetable>,
    At(id): At<ClassId>,
) -> Shown {
    let found = class::find(&desk, id).await?;
    let kept = frame.kept.clone();
    let title = format!("Class {}", found.name);
    let heading = title.clone();
    frame
        .show(Some(Stop::Timetable), &title, move || {
            whole(heading, &kept, &found)
        })
        .await
}

fn whole(title: String, kept: &Kept, found: &Class) -> AnyView {
    let way = vec![
        Crumb::new(Path::Timetable.href(), "Timetable"),
        Crumb::new(Path::Classes.href(), "Classes"),
    ];
    let href = Path::Class(found.id).href();
    let retirement = format!("{href}/retirement");
    let lessons = format!("{}?class={}", Path::Timetable.href(), found.id);
    let fields = class_fields(&kept.of(&href), Some(found));
    let (version, same) = (found.version.to_string(), found.version.to_string());
    view! {
        <PageHead title way>
            <LinkButton href=lessons>"Its lessons"</LinkButton>
        </PageHead>
        <Card title="What it is">
            <p class="small quiet">"Orders that were made for it keep the name and size that they have."</p>
            <PostForm action=href class="form full">
                <input type="hidden" name="version" value=version/>
                {fields}
                <div class="form-acts"><Button tone=Tone::Primary>"Save"</Button></div>
            </PostForm>
        </Card>
        <Card title="No longer taught?">
            <p class="small quiet">
                "From today on it has no lessons, and its rooms are free. What was ordered for it stays."
            </p>
            <PostForm action=retirement class="form">
                <input type="hidden" name="version" value=same/>
                <Button tone=Tone::Danger>"Take it out of the timetable"</Button>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// Changes a class.
pub async fn change_class(
    Enter(desk): Enter<CanKeepTimetable>,
    At(id): At<ClassId>,
    sent: Sent<ClassSent>,
) -> Result<Done, Failed> {
    class::find(&desk, id).await?;
    let draft = sent.valid(sent.form.parse()).await?;
    let changed = class::change(&desk.once(&sent), id, &draft, sent.form.version()).await;
    sent.accepted(changed).await?;
    Ok(Done::to(&Path::Classes).saying(format!("{} is saved.", draft.name)))
}

/// Takes a class out of the timetable.
pub async fn create_retirement(
    Enter(desk): Enter<CanKeepTimetable>,
    At(id): At<ClassId>,
    sent: Sent<ClassSent>,
) -> Result<Done, Failed> {
    let retired = class::retire(&desk.once(&sent), id, sent.form.version()).await;
    sent.once(retired, |_| Some(Path::Classes)).await?;
    Ok(Done::to(&Path::Classes).saying("It is out of the timetable."))
}
