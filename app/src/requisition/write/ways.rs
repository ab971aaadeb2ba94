//! The ways on from a written order: out of a clash, to the prep room, and back to it with an answer.

use leptos::prelude::*;
use shared::{availability::Feasibility, requisition::State, timetable::Lesson};

use super::{super::words, Sheet, outlook};
use crate::{
    parts::{Button, Checkbox, FieldError, TextArea, Tone},
    web::Kept,
};

/// What is short, and the ways out of it.
pub(super) fn clash(sheet: &Sheet) -> Option<AnyView> {
    let order = &sheet.order;
    let outlook = &sheet.outlook;
    let (line, standing) = outlook::in_trouble(order, &outlook.standing)?;
    let swap = outlook.stand_in.as_ref().map(|(similar, _)| {
        let value = format!("swap-{}.{}", line.n, similar.kind);
        view! { <Button name="act" value=value>{format!("Use {} × {}", line.amount, similar.name)}</Button> }
    });
    let go = outlook.nearest.as_ref().map(|lesson| {
        let value = format!("move.{}.{}", lesson.slot, lesson.day.day);
        let to = words::short_lesson(lesson.day.day, &lesson.period);
        view! { <Button name="act" value=value>{format!("Move to {to}")}</Button> }
    });
    let Feasibility::Short { free, promised_to } = standing else {
        let is_old = matches!(standing, Feasibility::OutOfDate { .. });
        let title = if is_old {
            format!("{} will be out of date", line.name)
        } else {
            format!("{} is not kept here", line.name)
        };
        let instead = outlook
            .stand_in
            .as_ref()
            .map(|(similar, there)| format!("{} would do: {there} are free then.", similar.name));
        // No other lesson finds what the school does not keep.
        let earlier = outlook.nearest.as_ref().filter(|_| is_old);
        let earlier = earlier.map(|lesson| has_everything(lesson, "in date"));
        let sentences: Vec<String> = earlier.into_iter().chain(instead).collect();
        let go = go.filter(|_| is_old);
        return (!sentences.is_empty())
            .then(|| card(title, sentences.join(" "), view! { {swap}{go} }.into_any()));
    };
    let missing = line.amount.checked_sub(*free).unwrap_or(line.amount);
    let none_left = free.is_zero() && promised_to.is_empty();
    let short = outlook.standing.iter().filter(|line| line.is_short());
    let others = match short.count() - 1 {
        0 => String::new(),
        1 => " (another line is short as well)".to_owned(),
        more => format!(" ({more} other lines are short as well)"),
    };
    let title = if none_left {
        format!("There is no {} left{others}", line.name)
    } else {
        format!(
            "{missing} short of {} in {}{others}",
            line.name, order.lesson.period.name
        )
    };
    let mut sentence = match &outlook.nearest {
        Some(lesson) => has_everything(lesson, "free"),
        None if none_left => "The prep room may get some: ask before the lesson.".to_owned(),
        None if promised_to.is_empty() => {
            format!("The school has no more than {free}.")
        }
        None => {
            "No other lesson of this class in the next two weeks has all of it free.".to_owned()
        }
    };
    if let Some(promised) = promised_to.first() {
        sentence.push_str(" Or ask ");
        sentence.push_str(&promised.holder.teacher);
        sentence.push_str(" to share.");
    }
    let take = (!free.is_zero()).then(|| {
        view! { <Button name=format!("set-{}", line.n) value=free.to_string()>{format!("Take the {free} that are free")}</Button> }
    });
    Some(card(title, sentence, view! { {swap}{take}{go} }.into_any()))
}

/// "Thu 26 Nov, P3 has everything free for the same class, in Lab 1."
fn has_everything(lesson: &Lesson, how: &str) -> String {
    format!(
        "{} has everything {how} for the same class, in {}.",
        words::lesson(lesson.day.day, &lesson.period),
        lesson.room_name
    )
}

fn card(title: String, sentence: String, ways: AnyView) -> AnyView {
    view! {
        <section class="card clash">
            <div class="clash-words"><h2>{title}</h2><p>{sentence}</p></div>
            <div class="row">{ways}</div>
        </section>
    }
    .into_any()
}

/// Two orders for one lesson are meant, or one of them is a mistake.
fn as_well(sheet: &Sheet, kept: &Kept) -> Option<AnyView> {
    let error = kept.error("as-well");
    (!sheet.ordered.is_empty() || error.is_some()).then(|| {
        view! {
            <Checkbox name="as-well" value="yes" label="This lesson has an order already: send this one as well"
                checked=kept.ticked("as-well", false) error=FieldError::from(error)/>
        }
        .into_any()
    })
}

/// Sending it, with what the school's notice says of that.
pub(super) fn send(sheet: &Sheet, kept: &Kept) -> AnyView {
    let notice = words::count(sheet.notice_days.into(), "school day’s", "school days’");
    let late = if sheet.is_late {
        format!("Later than the {notice} notice: it will be marked late.")
    } else {
        format!(
            "In time: the school wants {notice} notice. You can change it until the prep room takes it on."
        )
    };
    if sheet.order.progress.state() == State::Draft {
        view! {
            {as_well(sheet, kept)}
            <Button tone=Tone::Primary class="wide" name="act" value="send">"Send to the prep room"</Button>
            <p class="form-note">{late}</p>
        }
        .into_any()
    } else {
        view! {
            <p class="form-note">"Sent. What you change here is kept until the prep room takes it on."</p>
        }
        .into_any()
    }
}

/// The field for answering, when the prep room asks.
pub(super) fn answer(state: State, kept: &Kept) -> Option<AnyView> {
    (state == State::Queried).then(|| {
        view! {
            <TextArea name="answer" label="Your answer" rows=2 value=kept.value("answer", "") error=kept.error("answer")/>
            <div class="form-acts"><Button tone=Tone::Primary name="act" value="answer">"Answer"</Button></div>
        }
        .into_any()
    })
}
