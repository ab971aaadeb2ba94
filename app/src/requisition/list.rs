//! All orders, by how they stand.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    account::{Right, Role, right::CanLook},
    requisition::{Card as Order, State},
};
use store::{
    Desk,
    requisition::{self, Filter, Key, Page},
};

use super::words;
use crate::{
    parts::{
        Badge, DataTable, Empty, Glyph, LinkButton, Mark, PageHead, Pager, StateChip, Stop, Tab,
        Tabs,
    },
    path::Path,
    web::{Enter, Failed, Frame, Shown},
};

/// What stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    after: String,
    whose: String,
}

/// A stretch of the orders' life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stretch {
    Waiting,
    ToDo,
    Out,
    Over,
    Drafts,
}

impl Stretch {
    const ALL: [Self; 5] = [
        Self::Waiting,
        Self::ToDo,
        Self::Out,
        Self::Over,
        Self::Drafts,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::ToDo => "to-do",
            Self::Out => "out",
            Self::Over => "over",
            Self::Drafts => "drafts",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::ToDo => "To do",
            Self::Out => "Out",
            Self::Over => "Over",
            Self::Drafts => "Drafts",
        }
    }

    fn states(self) -> Vec<State> {
        match self {
            Self::Waiting => vec![State::Submitted, State::Queried],
            Self::ToDo => vec![State::Accepted, State::Prepared],
            Self::Out => vec![State::Delivered, State::Returned],
            Self::Over => vec![State::CheckedIn, State::Cancelled, State::Declined],
            Self::Drafts => vec![State::Draft],
        }
    }
}

impl Asked {
    fn stretch(&self) -> Stretch {
        Stretch::ALL
            .into_iter()
            .find(|stretch| stretch.code() == self.show)
            .unwrap_or(Stretch::Waiting)
    }

    fn href(&self, stretch: Stretch) -> String {
        let whose = if self.whose.is_empty() {
            String::new()
        } else {
            format!("&whose={}", self.whose)
        };
        format!("{}?show={}{whose}", Path::Orders.href(), stretch.code())
    }
}

/// The page. A teacher sees their own first; everyone may look at all.
pub async fn page(
    frame: Frame,
    Enter(desk): Enter<CanLook>,
    Query(mut asked): Query<Asked>,
) -> Shown {
    if asked.whose.is_empty() && desk.who().role == Role::Teacher {
        "mine".clone_into(&mut asked.whose);
    }
    let is_teacher = desk.who().role == Role::Teacher;
    if asked.show.is_empty() && is_teacher {
        opens_at(&desk, &asked)
            .await?
            .code()
            .clone_into(&mut asked.show);
    }
    let filter = filter(&desk, &asked, asked.stretch());
    let page = requisition::list(&desk, &filter, Key::parse(&asked.after)).await?;
    frame
        .show(Some(Stop::Orders), "Orders", move || {
            view! { <Orders asked page is_teacher/> }.into_any()
        })
        .await
}

fn filter(desk: &Desk<CanLook>, asked: &Asked, stretch: Stretch) -> Filter {
    // Drafts are for those who write them; whoever prepares writes for others.
    let is_for_writers = stretch == Stretch::Drafts && !desk.who().role.may(Right::Prepare);
    let is_mine = asked.whose == "mine" || is_for_writers;
    Filter {
        states: stretch.states(),
        teacher: is_mine.then_some(desk.who().member),
        latest_first: stretch == Stretch::Over,
    }
}

/// Where something waits: a teacher whose orders are all answered may have a draft to go on with.
async fn opens_at(desk: &Desk<CanLook>, asked: &Asked) -> Result<Stretch, Failed> {
    for stretch in [Stretch::Waiting, Stretch::Drafts] {
        let filter = filter(desk, asked, stretch);
        if !requisition::list(desk, &filter, None)
            .await?
            .cards
            .is_empty()
        {
            return Ok(stretch);
        }
    }
    Ok(Stretch::Waiting)
}

#[component]
fn Orders(asked: Asked, page: Page, is_teacher: bool) -> impl IntoView {
    let here = asked.stretch();
    let tabs = Stretch::ALL
        .into_iter()
        .map(|stretch| Tab::new(asked.href(stretch), stretch.word(), stretch == here))
        .collect::<Vec<_>>();
    let is_mine = asked.whose == "mine";
    let whose = vec![
        Tab::new(
            format!("/orders?show={}&whose=mine", here.code()),
            "Mine",
            is_mine,
        ),
        Tab::new(
            format!("/orders?show={}&whose=all", here.code()),
            "All",
            !is_mine,
        ),
    ];
    let next = page
        .next
        .map(|key| format!("{}&after={}", asked.href(here), key.code()));
    let back = (!asked.after.is_empty()).then(|| asked.href(here));
    let note = words::count(page.cards.len(), "order", "orders");
    let is_empty = page.cards.is_empty();
    let rows = page.cards.into_iter().map(row).collect_view();
    view! {
        <PageHead title="Orders">
            {is_teacher.then(|| view! { <Tabs label="Whose" tabs=whose/> })}
        </PageHead>
        <Tabs label="How they stand" tabs=tabs/>
        {if is_empty {
            empty(here, is_teacher)
        } else {
            view! {
                <section class="card flush">
                    <DataTable label="Orders" class="orders stacked">
                        <thead>
                            <tr>
                                <th scope="col">"Lesson"</th>
                                <th scope="col">"Order"</th>
                                <th scope="col">"Class"</th>
                                <th scope="col">"Room"</th>
                                <th scope="col" class="num">"Groups"</th>
                                <th scope="col">"State"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </DataTable>
                </section>
                <Pager note back next/>
            }
                .into_any()
        }}
    }
    .into_any()
}

fn empty(here: Stretch, is_teacher: bool) -> AnyView {
    let (title, words) = match here {
        Stretch::Waiting => (
            "Nothing waits for an answer",
            "New orders stand here until the prep room has answered.",
        ),
        Stretch::ToDo => (
            "Nothing to prepare",
            "What is accepted stands here until it is delivered.",
        ),
        Stretch::Out => (
            "Nothing is out",
            "What is in a lab or just back stands here until it is checked in.",
        ),
        Stretch::Over => (
            "Nothing is over yet",
            "What was checked in, called off or declined stands here.",
        ),
        Stretch::Drafts => (
            "No drafts",
            "What you begin for a lesson and have not sent stands here.",
        ),
    };
    let (href, button) = if is_teacher {
        (Path::Lessons.href(), "Order for a lesson")
    } else {
        (Path::Today(None).href(), "See today’s board")
    };
    view! { <Empty glyph=Glyph::Order title=title words=words><LinkButton href=href>{button}</LinkButton></Empty> }
        .into_any()
}

fn row(order: Order) -> AnyView {
    let late = order.is_late && !order.state.is_over();
    let ticks =
        (order.state == State::Accepted).then(|| format!(" {}/{}", order.ready, order.lines));
    view! {
        <tr>
            <td class="nowrap orders-lesson">{words::lesson(order.day, &order.period)}</td>
            <th scope="row"><a class="link" href=Path::Order(order.id).href()>{order.title.clone()}</a></th>
            <td class="nowrap">{format!("{} · {}", order.class_name, order.initials)}</td>
            <td>{order.room_name}</td>
            <td class="num">{order.groups}<span class="only-stacked">" groups"</span></td>
            <td class="orders-state nowrap">
                <StateChip state=order.state/>
                {ticks.map(|ticks| view! { <small class="quiet">{ticks}</small> })}
                {late.then(|| view! { " "<Badge mark=Mark::Warn>"late"</Badge> })}
            </td>
        </tr>
    }
    .into_any()
}
