//! What shall it be? Choosing a practical, or free lines, for a lesson.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::right::CanRequest,
    form::{self, Problem, Problems},
    id::{ClassId, PracticalId, RequisitionId, SlotId},
    moment::{self, Day},
    practical::{Stage, Subject},
    refusal::Refusal,
    requisition::{Card as Order, State},
};
use store::{
    Desk,
    practical::{self, ListQuery, Listed},
    requisition::{self, Choice},
    timetable::lesson,
};

use super::words;
use crate::{
    live::LiveFilter,
    parts::{
        Badge, Button, Card, Crumb, Empty, Glyph, LinkButton, Mark, PageHead, PostForm, StateChip,
        Stop, TextInput, Tone,
    },
    path::Path,
    web::{At, Done, Enter, Failed, Frame, Idempotency as _, Kept, Sent, Shown},
};

/// For which lesson, and what is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    slot: String,
    day: String,
    words: String,
    all: String,
}

/// What is chosen for.
#[derive(Clone, Debug)]
struct For {
    /// Where the choice is posted to.
    action: String,
    /// The page itself, without what is looked for.
    here: String,
    slot: Option<(SlotId, Day)>,
    sub: String,
    class: Option<ClassId>,
    subject: Option<Subject>,
    stage: Option<Stage>,
    way: Vec<Crumb>,
}

/// What is offered.
#[derive(Clone, Debug, Default)]
struct Offers {
    recent: Vec<Listed>,
    of_class: Vec<Listed>,
    found: Vec<Listed>,
    has_more: bool,
    drafts: Vec<Order>,
}

/// Ordering for a lesson.
pub async fn new_page(
    frame: Frame,
    Enter(desk): Enter<CanRequest>,
    Query(asked): Query<Asked>,
) -> Shown {
    let slot: SlotId = asked.slot.parse().map_err(|_| not_found())?;
    let day: Day = moment::day(&asked.day).ok_or_else(not_found)?;
    let lesson = lesson::find(&desk, slot, day).await?;
    let chosen_for = For {
        action: "/orders".to_owned(),
        here: Path::NewOrder(slot, day).href(),
        slot: Some((slot, day)),
        sub: format!(
            "{} · {} · {}, {} pupils",
            words::lesson(day, &lesson.period),
            lesson.room_name,
            lesson.class.name,
            lesson.class.pupils
        ),
        class: Some(lesson.class.id),
        subject: Some(lesson.class.subject),
        stage: Stage::of_year(lesson.class.year),
        way: vec![Crumb::new(Path::Lessons.href(), "My lessons")],
    };
    let mut offers = offers(&desk, &asked, &chosen_for).await?;
    let mine = requisition::mine(&desk, desk.who().member, day, day).await?;
    offers.drafts = mine
        .into_iter()
        .filter(|order| order.slot == Some(slot) && order.state == State::Draft)
        .collect();
    show(frame, "Order", asked, chosen_for, offers).await
}

/// Taking another practical for an order that is there.
pub async fn change_page(
    frame: Frame,
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    Query(asked): Query<Asked>,
) -> Shown {
    let order = requisition::find(&desk, id).await?;
    let place = &order.lesson;
    let class = match (place.slot, place.class) {
        (Some(slot), Some(_)) => match lesson::find(&desk, slot, place.day).await {
            Ok(lesson) => Some(lesson),
            // The timetable may have lost it since.
            Err(store::Error::Refused(Refusal::NotFound)) => None,
            Err(error) => return Err(error.into()),
        },
        _ => None,
    };
    let chosen_for = For {
        action: Path::OrderPractical(id).href(),
        here: Path::OrderPractical(id).href(),
        slot: None,
        sub: format!("Instead of “{}” · {}", order.title, words::place(place)),
        class: place.class,
        subject: class.as_ref().map(|lesson| lesson.class.subject),
        stage: class.and_then(|lesson| Stage::of_year(lesson.class.year)),
        way: vec![Crumb::new(Path::Order(id).href(), order.title.clone())],
    };
    let offers = offers(&desk, &asked, &chosen_for).await?;
    show(frame, "Change practical", asked, chosen_for, offers).await
}

fn not_found() -> Failed {
    Refusal::NotFound.into()
}

async fn offers(
    desk: &Desk<CanRequest>,
    asked: &Asked,
    chosen_for: &For,
) -> Result<Offers, Failed> {
    const FEW: i64 = 5;
    let narrow = asked.all.is_empty();
    // General science asks for no subject in particular.
    let subject = chosen_for
        .subject
        .filter(|subject| narrow && *subject != Subject::General);
    let query = ListQuery {
        q: asked.words.clone(),
        subject,
        stage: chosen_for.stage.filter(|_| narrow),
        after: None,
    };
    let page = practical::list(desk, &query).await?;
    let is_plain = asked.words.is_empty();
    let recent = if is_plain {
        practical::recent(desk, desk.who().member, FEW).await?
    } else {
        Vec::new()
    };
    let of_class = match chosen_for.class.filter(|_| is_plain) {
        Some(class) => practical::for_class(desk, class, FEW).await?,
        None => Vec::new(),
    };
    Ok(Offers {
        recent,
        of_class,
        found: page.rows,
        has_more: page.next.is_some(),
        drafts: Vec::new(),
    })
}

async fn show(
    frame: Frame,
    title: &'static str,
    asked: Asked,
    chosen_for: For,
    offers: Offers,
) -> Shown {
    let kept = frame.kept.clone();
    frame
        .show(Some(Stop::Orders), title, move || {
            view! { <Choosing title asked chosen_for offers kept/> }.into_any()
        })
        .await
}

#[component]
fn Choosing(
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
        drafts,
    } = offers;
    let listed = found_title(&asked, &chosen_for, found.len(), has_more);
    let others = listed.is_narrow.then(|| chosen_for.all_href(&asked));
    let is_empty = found.is_empty();
    let said = listed.title.clone();
    let everywhere = others.clone();
    view! {
        <PageHead title=heading sub=chosen_for.sub.clone() way=chosen_for.way.clone()/>
        {drafts.into_iter().map(draft_view).collect_view()}
        <Search asked=asked.clone() chosen_for=chosen_for.clone()/>
        <LiveFilter form="choosing".to_owned() results="offers".to_owned()/>
        <div class="split">
            <div class="stack" id="offers" data-said=said>
                <Offered title="You ordered lately" rows=recent chosen_for=chosen_for.clone()/>
                <Offered title="For classes like this" rows=of_class chosen_for=chosen_for.clone()/>
                {if is_empty {
                    view! {
                        <Empty glyph=Glyph::Practical title="No practical fits" words="Try fewer words, or look in every stage and subject.">
                            {everywhere.map(|href| view! { <LinkButton href=href>"Look everywhere"</LinkButton> })}
                        </Empty>
                    }
                        .into_any()
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

/// A draft for the same lesson, to be gone on with.
fn draft_view(order: Order) -> AnyView {
    view! {
        <p class="message">
            <span class="message-words">
                "There is a draft for this lesson: "
                <a class="link" href=Path::Order(order.id).href()>{order.title}</a>
            </span>
            <StateChip state=order.state/>
        </p>
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
    let from: Vec<String> = [listed.scheme, listed.scheme_number]
        .into_iter()
        .flatten()
        .collect();
    let is_without_note = listed.risk != practical::RiskMark::Approved;
    view! {
        <li class="lesson offer">
            <span class="line-words">
                <a class="strong" href=Path::Practical(listed.id).href()>{listed.title.clone()}</a>
                <small class="quiet">
                    {format!("{} · {minutes} to prepare", from.join(" "))}
                    {listed.is_estimate.then_some(" (estimate)")}
                </small>
                {is_without_note.then(|| view! { <span><Badge mark=Mark::Warn>"no approved risk note"</Badge></span> })}
            </span>
            <Button name="practical" value=listed.id.to_string() label=format!("Choose {}", listed.title)>"Choose"</Button>
        </li>
    }
    .into_any()
}

#[component]
fn Free(chosen_for: For, kept: Kept) -> impl IntoView {
    view! {
        <Card title="Something else" aside="free lines">
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

/// What a choice sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    slot: String,
    day: String,
    practical: String,
    title: String,
}

impl Chosen {
    fn choice(&self) -> Result<Choice, Problems> {
        if self.practical.is_empty() {
            return form::text(&self.title, 120)
                .map(Choice::Free)
                .map_err(|problem| Problems::one("title", problem));
        }
        self.practical
            .parse::<PracticalId>()
            .map(Choice::Practical)
            .map_err(|_| Problems::one("title", Problem::NotAChoice))
    }

    fn lesson(&self) -> Result<(SlotId, Day), Problems> {
        let problem = || Problems::one("title", Problem::NotAChoice);
        Ok((
            self.slot.parse().map_err(|_| problem())?,
            moment::day(&self.day).ok_or_else(problem)?,
        ))
    }
}

/// Begins an order.
pub async fn create_order(
    Enter(desk): Enter<CanRequest>,
    sent: Sent<Chosen>,
) -> Result<Done, Failed> {
    let choice = sent.valid(sent.form.choice()).await?;
    let (slot, day) = sent.valid(sent.form.lesson()).await?;
    let begun = requisition::create(&desk.once(&sent), slot, day, choice).await;
    // The second of a double tap goes where the first one went.
    let id = match begun {
        Err(store::Error::Repeated { subject }) => {
            subject.parse::<RequisitionId>().map_err(|_| not_found())?
        }
        begun => sent.accepted(begun).await?,
    };
    Ok(Done::to(&Path::Order(id)))
}

/// Takes another practical for an order.
pub async fn change_practical(
    Enter(desk): Enter<CanRequest>,
    At(id): At<RequisitionId>,
    sent: Sent<Chosen>,
) -> Result<Done, Failed> {
    let choice = sent.valid(sent.form.choice()).await?;
    let again = sent
        .accepted(requisition::choose(&desk.once(&sent), id, choice).await)
        .await?;
    let said = if again {
        "The practical is changed; the kit is the new one’s. Please send it again: the prep room does not have it any more."
    } else {
        "The practical is changed; the kit is the new one’s."
    };
    Ok(Done::to(&Path::Order(id)).saying(said))
}
