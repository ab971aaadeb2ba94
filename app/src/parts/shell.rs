//! The frame of every page: the document, the rail or the bar, the finder, and who is here.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::message::{Message, Notice};
use super::nav::{Nav, Stop};
use crate::path::Path;

/// The whole HTML document around a page.
#[component]
pub fn Document(
    /// The page's title; the product's name is added.
    #[prop(into)]
    title: String,
    /// The address of the stylesheet.
    #[prop(into)]
    styles: String,
    /// Scripts and what else belongs in the head.
    #[prop(optional_no_strip)]
    head: Option<AnyView>,
    /// The body.
    children: Children,
) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en-GB">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{format!("{title} · Trolley")}</title>
                <link rel="stylesheet" href=styles/>
                <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
                {head}
            </head>
            <body>{children()}</body>
        </html>
    }
    .into_any()
}

/// Another school of the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherSchool {
    /// What the switch sends as `school`.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Who is here, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCard {
    /// Their name.
    pub name: String,
    /// Their role, in words.
    pub role: String,
    /// The school they are in now.
    pub school: String,
    /// The others they could be in.
    pub others: Vec<OtherSchool>,
}

/// Where the school switch posts to, with `school` as its field.
pub const SWITCH: &str = "/school/switch";
/// Where words and codes are found: the one page that answers the finder.
pub const FIND: &str = "/find";
/// Where signing out posts to.
pub const SIGN_OUT: &str = "/sign-out";

/// The standing notice of a site that people reach by plain http.
const BY_HTTP: &str = "This page comes by plain http: others on the same network can read what is sent. \
                    Use it on the school’s own network only.";

/// The frame of a page for somebody who is signed in.
#[component]
pub fn Shell(
    /// Where they can go, and are.
    nav: Nav,
    /// Who is here.
    #[prop(optional_no_strip)]
    person: Option<PersonCard>,
    /// What the finder was asked for last.
    #[prop(optional, into)]
    query: String,
    /// What the last action did.
    #[prop(optional_no_strip)]
    notice: Option<Notice>,
    /// What is sent can be read on the way.
    #[prop(optional)]
    by_http: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="skip" href="#page">"To the page"</a>
        <div class="shell">
            <Rail nav=nav.clone() person=person.clone()/>
            <header class="top">
                <Finder query/>
            </header>
            <main class="page" id="page" tabindex="-1">
                {notice.map(|notice| view! { <Message notice/> })}
                {children()}
                {by_http.then(|| view! { <p class="small quiet only-screen">{BY_HTTP}</p> })}
            </main>
            <Bar nav person/>
        </div>
    }
    .into_any()
}

/// The one box that finds and takes codes, from everywhere. A plain GET.
#[component]
fn Finder(query: String) -> impl IntoView {
    view! {
        <form class="finder" role="search" action=FIND method="get">
            <button type="submit" aria-label="Find"><Icon glyph=Glyph::Search/></button>
            <input type="search" name="q" id="find" value=query aria-label="Find or scan anything" autocomplete="off"
                placeholder="Find a bottle, a class, a code" aria-keyshortcuts="Control+/"/>
            <kbd aria-hidden="true">"Ctrl /"</kbd>
        </form>
        <crate::finder::FinderKey/>
    }
    .into_any()
}

/// The stops at the left of a wide screen.
#[component]
fn Rail(nav: Nav, person: Option<PersonCard>) -> impl IntoView {
    let daily = nav
        .daily
        .iter()
        .map(|stop| rail_item(*stop, &nav))
        .collect_view();
    let seldom = nav
        .seldom
        .iter()
        .map(|stop| rail_item(*stop, &nav))
        .collect_view();
    view! {
        <nav class="rail" aria-label="Trolley">
            <a class="brand" href="/"><Icon glyph=Glyph::Trolley/>"Trolley"</a>
            {daily}
            <hr class="rail-gap"/>
            {seldom}
            {person.map(|person| view! { <Person person is_open=false/> })}
        </nav>
    }
    .into_any()
}

fn rail_item(stop: Stop, nav: &Nav) -> AnyView {
    let here = (nav.here == Some(stop)).then_some("page");
    let waits = nav
        .waits_at(stop)
        .map(|words| view! { " "<small class="rail-waits">{words}</small> });
    view! {
        <a class="rail-item" href=stop.href() aria-current=here>
            <Icon glyph=stop.glyph()/>
            {stop.word()}
            {waits}
        </a>
    }
    .into_any()
}

/// The person with what they can do about themselves.
#[component]
fn Person(
    person: PersonCard,
    /// What they can do is shown at once: where there is room for it.
    is_open: bool,
) -> impl IntoView {
    let switches = person
        .others
        .into_iter()
        .map(|school| {
            view! {
                <form method="post" action=SWITCH>
                    <input type="hidden" name="school" value=school.id/>
                    <button class="rail-item" type="submit"><Icon glyph=Glyph::School/>{school.name}</button>
                </form>
            }
        })
        .collect_view();
    view! {
        <details class="person" open=is_open>
            <summary>
                <b>{person.name}</b>
                <small class="quiet">{person.role}</small>
                <small class="quiet">{person.school}</small>
            </summary>
            <div class="person-acts">
                {switches}
                <a class="rail-item" href=Path::Me.href()><Icon glyph=Glyph::People/>"Your account"</a>
                <form method="post" action=SIGN_OUT>
                    <button class="rail-item" type="submit"><Icon glyph=Glyph::SignOut/>"Sign out"</button>
                </form>
            </div>
        </details>
    }
    .into_any()
}

/// The five at the bottom of a phone.
#[component]
fn Bar(nav: Nav, person: Option<PersonCard>) -> impl IntoView {
    let items = nav
        .bar()
        .into_iter()
        .map(|stop| bar_item(stop, &nav))
        .collect_view();
    let more = nav
        .more()
        .into_iter()
        .map(|stop| rail_item(stop, &nav))
        .collect_view();
    let below = nav
        .here
        .filter(|here| !nav.bar().contains(here))
        .map(|_| "true");
    view! {
        <nav class="bar" aria-label="Trolley, short">
            {items}
            <details class="more">
                <summary class="bar-item" aria-current=below><Icon glyph=Glyph::More/>"More"</summary>
                <div class="more-sheet">
                    {more}
                    {person.map(|person| view! { <Person person is_open=true/> })}
                </div>
            </details>
        </nav>
    }
    .into_any()
}

fn bar_item(stop: Stop, nav: &Nav) -> AnyView {
    let here = (nav.here == Some(stop)).then_some("page");
    let word = if stop == Stop::MyLessons {
        "Lessons"
    } else {
        stop.word()
    };
    view! { <a class="bar-item" href=stop.href() aria-current=here><Icon glyph=stop.glyph()/>{word}</a> }.into_any()
}

/// The frame of a page for somebody who is not signed in: one box in the middle.
#[component]
pub fn SignFrame(
    /// The box's heading.
    #[prop(into)]
    title: String,
    /// What the last action did.
    #[prop(optional_no_strip)]
    notice: Option<Notice>,
    /// A quiet line under the box.
    #[prop(optional, into)]
    note: String,
    /// What is sent can be read on the way.
    #[prop(optional)]
    by_http: bool,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <main class="sign" id="page">
            <span class="brand"><Icon glyph=Glyph::Trolley/>"Trolley"</span>
            <section class="card sign-box">
                <h1>{title}</h1>
                {notice.map(|notice| view! { <Message notice/> })}
                {children()}
            </section>
            <p class="sign-note">{note}</p>
            {by_http.then(|| view! { <p class="sign-note">{BY_HTTP}</p> })}
        </main>
    }
    .into_any()
}
