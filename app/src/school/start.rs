//! The first steps of a new school: what is there already, what comes next, and who does it.

use leptos::prelude::*;
use shared::account::{Right, Role, right::CanLook};
use store::school::Steps;

use crate::{
    parts::{Badge, Card, LinkButton, Mark, PageHead, Tone},
    path::Path,
    web::{Enter, Frame, Shown, who_may},
};

/// One thing to do.
struct Step {
    is_done: bool,
    title: &'static str,
    words: &'static str,
    /// Where it is done, and what the button there says.
    link: (Path, &'static str),
    right: Right,
}

/// The page: home, until there is something to order and a lesson to order it for.
pub async fn page(frame: Frame, Enter(desk): Enter<CanLook>) -> Shown {
    let steps = store::school::steps(&desk).await?;
    let (role, school) = (desk.who().role, desk.who().school_name.clone());
    frame
        .show(None, "First steps", move || whole(steps, role, school))
        .await
}

fn whole(steps: Steps, role: Role, school: String) -> AnyView {
    let steps = in_order(steps);
    let done = steps.iter().filter(|step| step.is_done).count();
    let sub = format!("{school} · {done} of {} done", steps.len());
    let next = steps
        .iter()
        .position(|step| !step.is_done && role.may(step.right));
    let lines = steps
        .into_iter()
        .enumerate()
        .map(|(n, step)| line(step, role, next == Some(n)))
        .collect_view();
    view! {
        <PageHead title="First steps" sub/>
        <Card>
            <p class="quiet">"In this order each step finds what it needs. Everything can be changed later."</p>
            <ol class="lines first-steps">{lines}</ol>
        </Card>
    }
    .into_any()
}

fn line(step: Step, role: Role, is_next: bool) -> AnyView {
    let (to, words) = step.link;
    let is_own = role.may(step.right);
    let act = is_own.then(|| {
        let tone = if is_next { Tone::Primary } else { Tone::Plain };
        view! { <LinkButton href=to.href() tone>{words}</LinkButton> }
    });
    // What is done needs no more words, nor whom to ask for it.
    let about = (!step.is_done).then(|| {
        let who = (!is_own).then(|| format!(" {} does this.", who_may(step.right)));
        view! { <small class="quiet">{step.words}{who}</small> }
    });
    let class = step.is_done.then_some("is-done");
    view! {
        <li class=class>
            <span class="line-words">
                <span>
                    <b>{step.title}</b>
                    {step.is_done.then(|| view! { " "<Badge mark=Mark::Good>"done"</Badge> })}
                </span>
                {about}
            </span>
            {act}
        </li>
    }
    .into_any()
}

fn in_order(steps: Steps) -> [Step; 7] {
    [
        Step {
            is_done: steps.people,
            title: "Invite people",
            words: "The technician and the head of science first, then the teachers. Each gets a link.",
            link: (Path::People, "Invite"),
            right: Right::KeepPeople,
        },
        Step {
            is_done: steps.stock,
            title: "Bring the stock list",
            words: "The spreadsheet that the prep room keeps. You see what becomes of it before anything is written, and its places come along.",
            link: (Path::Imports, "Import a list"),
            right: Right::ImportStock,
        },
        Step {
            is_done: steps.labs,
            title: "Name the labs",
            words: "The rooms that lessons are taught in, with their gas, fume cupboard and blackout.",
            link: (Path::Places, "To the places"),
            right: Right::KeepStock,
        },
        Step {
            is_done: steps.days,
            title: "Say when there is school",
            words: "The periods of a day, and the term with its days off.",
            link: (Path::Calendar, "Days and periods"),
            right: Right::KeepSchool,
        },
        Step {
            is_done: steps.classes,
            title: "Add the classes",
            words: "A name, a year and a size: never a pupil’s name.",
            link: (Path::Classes, "Add classes"),
            right: Right::KeepTimetable,
        },
        Step {
            is_done: steps.lessons,
            title: "Fill the timetable",
            words: "Who teaches which class, where and when. Teachers order from their own lessons.",
            link: (Path::Timetable, "Add lessons"),
            right: Right::KeepTimetable,
        },
        Step {
            is_done: steps.hours,
            title: "Enter the technicians’ hours",
            words: "Then each day shows what is ordered against the time there is.",
            link: (Path::Presence, "Enter hours"),
            right: Right::KeepSchool,
        },
    ]
}
