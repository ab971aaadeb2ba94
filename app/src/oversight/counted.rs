//! The list behind a figure.

use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;
use shared::{account::right::CanOversee, id::ClassId, moment::Day, refusal::Refusal};
use store::{
    Desk,
    oversight::{self, Counted, Listed, Page},
    timetable::class,
};

use crate::{
    parts::{
        Badge, Card, Crumb, DataTable, Empty, Glyph,
        Head::{self, Figures, Words},
        LinkButton, Mark, PageHead, Pager, StateChip, Stop, Tab, Tabs, heads,
    },
    path::Path,
    web::{Enter, Frame, Shown},
    when::{cell_minutes, near_day},
};

/// Which figure, from the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Of {
    of: String,
    day: String,
    class: String,
    after: String,
}

/// The address of a figure's list.
pub(super) fn href(counted: Counted) -> String {
    let of = match counted {
        Counted::Waiting => "of=waiting".to_owned(),
        Counted::Queried => "of=queried".to_owned(),
        Counted::Late => "of=late".to_owned(),
        Counted::Day(day) => format!("of=day&day={day}"),
        Counted::Class(class, since) => format!("of=class&class={class}&day={since}"),
        Counted::Sent(since) => format!("of=sent&day={since}"),
        Counted::InTime(since) => format!("of=in-time&day={since}"),
    };
    Path::OversightOrders(of).href()
}

impl Of {
    fn counted(&self) -> Option<Counted> {
        let day = || shared::moment::day(&self.day);
        match self.of.as_str() {
            "waiting" => Some(Counted::Waiting),
            "queried" => Some(Counted::Queried),
            "late" => Some(Counted::Late),
            "day" => Some(Counted::Day(day()?)),
            "class" => Some(Counted::Class(self.class.parse().ok()?, day()?)),
            "sent" => Some(Counted::Sent(day()?)),
            "in-time" => Some(Counted::InTime(day()?)),
            _ => None,
        }
    }
}

/// The page.
pub async fn page(frame: Frame, Enter(desk): Enter<CanOversee>, Query(of): Query<Of>) -> Shown {
    let counted = of.counted().ok_or(Refusal::NotFound)?;
    let after = (!of.after.is_empty()).then_some(of.after.as_str());
    let found = oversight::list(&desk, counted, after).await?;
    let today = desk.today();
    let title = match counted {
        Counted::Class(id, _) => practicals_of(&desk, id).await?,
        _ => title(counted).to_owned(),
    };
    frame
        .show(Some(Stop::Oversight), &title.clone(), move || {
            view! { <List title counted today found/> }.into_any()
        })
        .await
}

/// `Practicals of 9X/Ch1`; of a class that is no longer taught, without its name.
async fn practicals_of(desk: &Desk<CanOversee>, id: ClassId) -> store::Result<String> {
    let classes = class::list(desk).await?;
    let class = classes.into_iter().find(|class| class.id == id);
    let name = class.map_or_else(|| "the class".to_owned(), |class| class.name);
    Ok(format!("Practicals of {name}"))
}

const fn title(counted: Counted) -> &'static str {
    match counted {
        Counted::Waiting => "Orders waiting for an answer",
        Counted::Queried => "Orders waiting for their teachers",
        Counted::Late => "Open orders that came late",
        Counted::Day(_) => "Orders of the day",
        Counted::Class(..) => "Practicals of the class",
        Counted::Sent(_) => "Orders sent this term",
        Counted::InTime(_) => "Orders sent in time this term",
    }
}

/// `1 order`, `3 orders`.
pub(super) fn orders(count: u32) -> String {
    if count == 1 {
        "1 order".to_owned()
    } else {
        format!("{count} orders")
    }
}

#[component]
fn List(title: String, counted: Counted, today: Day, found: Page) -> impl IntoView {
    let span = match counted {
        Counted::Day(day) => format!("{}, ", near_day(day)),
        // Where no term is entered, the figures begin today.
        Counted::Class(_, since) | Counted::Sent(since) | Counted::InTime(since)
            if since >= today =>
        {
            String::new()
        }
        Counted::Class(_, since) => format!("{} until today, ", near_day(since)),
        Counted::Sent(since) | Counted::InTime(since) => format!("since {}, ", near_day(since)),
        Counted::Waiting | Counted::Queried | Counted::Late => String::new(),
    };
    let sub = format!(
        "{span}{}",
        orders(u32::try_from(found.count).unwrap_or(u32::MAX))
    );
    let way = vec![Crumb::new(Path::Oversight.href(), "Oversight")];
    // The share that came in time is counted of all that were sent: both lists stand side by side.
    let both = match counted {
        Counted::Sent(since) | Counted::InTime(since) => {
            let tab = |one: Counted, word| Tab::new(href(one), word, one == counted);
            let tabs = vec![
                tab(Counted::InTime(since), "In time"),
                tab(Counted::Sent(since), "All sent"),
            ];
            Some(view! { <Tabs label="Which orders" tabs/> })
        }
        _ => None,
    };
    let next = found
        .next
        .map(|after| format!("{}&after={after}", href(counted)));
    let body = if found.rows.is_empty() {
        nothing(counted)
    } else {
        view! { <Orders listed=found.rows/>{next.map(|next| view! { <Pager next=Some(next)/> })} }
            .into_any()
    };
    view! { <PageHead title sub way>{both}</PageHead> {body} }.into_any()
}

/// Why a list is empty, and where its orders come from.
fn nothing(counted: Counted) -> AnyView {
    let words = match counted {
        Counted::Waiting => "Orders stand here from being sent until the prep room answers.",
        Counted::Queried => "Orders stand here while the prep room’s question waits for an answer.",
        Counted::Late => "Orders stand here that were sent with less notice than the school wants.",
        Counted::Day(_) => "Nothing is ordered for this day.",
        Counted::Class(..) => {
            "Nothing is ordered for the class. Its teacher orders from the lesson."
        }
        Counted::Sent(_) | Counted::InTime(_) => {
            "Teachers order from their lessons: each order that they send stands here."
        }
    };
    view! {
        <Empty glyph=Glyph::Check title="No orders" words>
            <LinkButton href=Path::Orders.href()>"All orders"</LinkButton>
        </Empty>
    }
    .into_any()
}

const HEADS: [Head; 7] = [
    Words("Order"),
    Words("Class"),
    Words("Teacher"),
    Words("When"),
    Words("Room"),
    Words("State"),
    Figures("Prep time"),
];

#[component]
fn Orders(listed: Vec<Listed>) -> impl IntoView {
    let rows = listed
        .into_iter()
        .map(|order| {
            view! {
                <tr>
                    <th scope="row" data-label="Order"><a href=Path::Order(order.id).href()>{order.title}</a></th>
                    <td data-label="Class">{order.class}</td>
                    <td data-label="Teacher">{order.teacher}</td>
                    <td data-label="When">{format!("{}, {}", near_day(order.day), order.period)}</td>
                    <td data-label="Room">{order.room}</td>
                    <td data-label="State">
                        <StateChip state=order.state/>
                        {order.is_late.then(|| view! { " "<Badge mark=Mark::Warn>"late"</Badge> })}
                    </td>
                    <td data-label="Prep time" class="num">{cell_minutes(order.minutes)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Card class="flush">
            <DataTable label="Orders" class="stacked">
                {heads(HEADS)}
                <tbody>{rows}</tbody>
            </DataTable>
        </Card>
    }
    .into_any()
}
