//! What is offered: drafts that are there, what was ordered lately, the library, and free lines.

use leptos::prelude::*;
use shared::{practical::Subject, requisition::Card as Order};
use store::{
    practical::{Listed, RiskMark},
    requisition::Ordered,
};

use super::{super::words, Asked, For, Offers};
use crate::{
    live::LiveFilter,
    parts::{
        Badge, Button, Card, Empty, Glyph, LinkButton, Mark, PageHead, PostForm, Remark, StateChip,
        TextInput, Tone,
    },
    path::Path,
    web::Kept,
};

#[component]
pub(super) fn Choosing(
    title: &'static str,
    asked: Asked,
    chosen_for: For,
    offers: Offers,
    kept: Kept,
) -> impl IntoView {
    let heading = if title == "Order" {
        "What shall it be?"
    } else {
        title
    };
    let Offers {
        recent,
        of_class,
        found,
        has_more,
        elsewhere,
        drafts,
        ordered,
    } = offers;
    let listed = found_title(&asked, &chosen_for, found.len(), has_more);
    let others = listed.is_narrow.then(|| chosen_for.all_href(&asked));
    // What is suggested above is not told once more below.
    let is_empty = found.is_empty() && recent.is_empty() && of_class.is_empty();
    let said = listed.title.clone();
    let everywhere = others.clone();
    view! {
        <PageHead title=heading sub=chosen_for.sub.clone() way=chosen_for.way.clone()/>
        {ordered.into_iter().map(ordered_view).collect_view()}
        {drafts.into_iter().map(draft_view).collect_view()}
        <Search asked=asked.clone() chosen_for=chosen_for.clone()/>
        <LiveFilter form="choosing".to_owned() results="offers".to_owned()/>
        <div class="split">
            <div class="stack" id="offers" data-said=said>
                <Offered title="You ordered lately" rows=recent chosen_for=chosen_for.clone()/>
                <Offered title="For classes like this" rows=of_class chosen_for=chosen_for.clone()/>
                {if is_empty {
                    nothing(elsewhere, everywhere, &chosen_for)
                } else {
                    view! { <Offered title=listed.title rows=found chosen_for=chosen_for.clone()/> }.into_any()
                }}
                {others.filter(|_| !is_empty)
                    .map(|href| view! { <p><a class="link" href=href>"Look in every stage and subject"</a></p> })}
            </div>
            <Free chosen_for kept/>
        </div>
    }
    .into_any()
}

/// Nothing fits: what would, were the class another one.
fn nothing(elsewhere: Vec<Listed>, everywhere: Option<String>, chosen_for: &For) -> AnyView {
    let (words, everywhere) = if elsewhere.is_empty() {
        (
            "Try fewer words, or look in every stage and subject.",
            everywhere,
        )
    } else {
        (
            "For this class, that is. In other stages and subjects there is more.",
            None,
        )
    };
    view! {
        <Empty glyph=Glyph::Practical title="No practical fits" words=words>
            {everywhere.map(|href| view! { <LinkButton href=href>"Look everywhere"</LinkButton> })}
        </Empty>
        <Offered title="Other stages" rows=elsewhere chosen_for=chosen_for.clone()/>
    }
    .into_any()
}

struct ListedTitle {
    title: String,
    is_narrow: bool,
}

fn found_title(asked: &Asked, chosen_for: &For, count: usize, has_more: bool) -> ListedTitle {
    let is_narrow = asked.all.is_empty()
        && (chosen_for.stage.is_some()
            || chosen_for
                .subject
                .is_some_and(|subject| subject != Subject::General));
    let whole = match chosen_for.stage.filter(|_| is_narrow) {
        Some(stage) => format!("The library, {}", stage.code()),
        None => "The library".to_owned(),
    };
    let title = if asked.words.is_empty() {
        whole
    } else if has_more {
        format!("The first {count} that fit")
    } else {
        words::count(count, "that fits", "that fit")
    };
    ListedTitle { title, is_narrow }
}

impl For {
    fn all_href(&self, asked: &Asked) -> String {
        let query = serde_html_form::to_string([("words", asked.words.as_str()), ("all", "yes")])
            .unwrap_or_default();
        let joint = if self.here.contains('?') { '&' } else { '?' };
        format!("{}{joint}{query}", self.here)
    }

    /// What a choice has to say of its lesson.
    fn fields(&self) -> AnyView {
        self.slot
            .map(|(slot, day)| {
                view! {
                    <input type="hidden" name="slot" value=slot.to_string()/>
                    <input type="hidden" name="day" value=day.to_string()/>
                }
            })
            .into_any()
    }
}

/// What was sent for the same lesson already: mostly it is enough.
pub(in crate::requisition) fn ordered_view(order: Ordered) -> AnyView {
    let words = format!(
        "{} has ordered {} for this lesson: ",
        order.teacher, order.title
    );
    view! {
        <Remark warns=true>{words}<a class="link" href=Path::Order(order.id).href()>"look at it"</a></Remark>
    }
    .into_any()
}

/// A draft for the same lesson, to be gone on with.
fn draft_view(order: Order) -> AnyView {
    let state = view! { <StateChip state=order.state/> }.into_any();
    view! {
        <Remark after=state>
            "There is a draft for this lesson: "
            <a class="link" href=Path::Order(order.id).href()>{order.title}</a>
        </Remark>
    }
    .into_any()
}

#[component]
fn Search(asked: Asked, chosen_for: For) -> impl IntoView {
    let action = chosen_for
        .here
        .split('?')
        .next()
        .unwrap_or_default()
        .to_owned();
    view! {
        <form class="filters" id="choosing" method="get" action=action role="search">
            {chosen_for.fields()}
            {(!asked.all.is_empty()).then(|| view! { <input type="hidden" name="all" value="yes"/> })}
            <div class="field search">
                <TextInput name="words" label="Words of the title or the kit" kind="search" value=asked.words
                    autofocus=true/>
            </div>
            <Button glyph=Glyph::Search class="filter-go">"Find"</Button>
            <LinkButton href=format!("#{OWN_LIST}") class="to-sheet">"Something else"</LinkButton>
        </form>
    }
    .into_any()
}

#[component]
fn Offered(#[prop(into)] title: String, rows: Vec<Listed>, chosen_for: For) -> impl IntoView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows.into_iter().map(offer).collect_view();
    view! {
        <Card title=title class="flush">
            <PostForm action=chosen_for.action.clone()>
                {chosen_for.fields()}
                <ul>{rows}</ul>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn offer(listed: Listed) -> AnyView {
    let minutes = words::minutes(listed.minutes);
    let about = if listed.is_estimate { "≈ " } else { "" };
    let from: Vec<String> = [listed.scheme, listed.scheme_number]
        .into_iter()
        .flatten()
        .collect();
    let is_without_note = listed.risk != RiskMark::Approved;
    view! {
        <li class="lesson offer">
            <span class="line-words">
                <a class="strong" href=Path::Practical(listed.id).href()>{listed.title.clone()}</a>
                <small class="quiet">
                    {format!("{} · {about}{minutes} to prepare", from.join(" "))}
                </small>
                {is_without_note.then(|| view! { <span><Badge mark=Mark::Warn>"no approved risk note"</Badge></span> })}
            </span>
            <Button name="practical" value=listed.id.to_string() label=format!("Choose {}", listed.title)>"Choose"</Button>
        </li>
    }
    .into_any()
}

/// Where free lines begin: on a phone below all that is offered.
const OWN_LIST: &str = "own-list";

#[component]
fn Free(chosen_for: For, kept: Kept) -> impl IntoView {
    view! {
        <Card title="Something else" aside="free lines" id=OWN_LIST>
            <PostForm action=chosen_for.action.clone() class="form">
                {chosen_for.fields()}
                <TextInput name="title" label="What is it about?" placeholder="Burning magnesium"
                    value=kept.value("title", "") error=kept.error("title")/>
                <Button name="practical" value="" tone=Tone::Plain class="wide">"Write my own list"</Button>
                <p class="small quiet">"You name what you need line by line, and add a short note about the risks."</p>
            </PostForm>
        </Card>
    }
    .into_any()
}
