//! The teacher's home, and the way in.

use leptos::prelude::*;
use shared::account::Role;
use shared::requisition::State;

use crate::parts::{
    Badge, Button, Card, LinkButton, Mark, Nav, PageHead, PersonCard, PostForm, Shell, SignFrame,
    StateChip, Stop, TextInput, Tone,
};

/// A lesson: when, class and room, what is ordered and how it stands.
fn lesson(
    when: &'static str,
    class: &'static str,
    room: &'static str,
    order: Option<(&'static str, State)>,
) -> AnyView {
    let (what, act) = match order {
        None => (
            view! { <span class="quiet">"Nothing ordered"</span> }.into_any(),
            view! { <LinkButton href="/orders/new" label=format!("Order for {class}, {when}")>"Order"</LinkButton> }.into_any(),
        ),
        Some((what, state)) => (
            view! { <span>{what}</span> }.into_any(),
            view! { <StateChip state/> }.into_any(),
        ),
    };
    view! {
        <li class="lesson">
            <span class="quiet">{when}</span>
            <span class="line-words"><span><b>{class}</b>" "<small class="quiet">{room}</small></span>{what}</span>
            {act}
        </li>
    }
    .into_any()
}

/// The teacher's next lessons, each with its order or a button.
pub fn lessons_mock() -> impl IntoView {
    let tola = PersonCard {
        name: "Tola Okafor".into(),
        role: "Teacher".into(),
        school: "Northgate School".into(),
        others: Vec::new(),
    };
    view! {
        <Shell nav=Nav::of_role(Role::Teacher).at(Stop::MyLessons).count(Stop::Orders, "3") person=Some(tola)>
            <PageHead title="My lessons" sub="Week B · order by Wed 15:00 for Friday">
                <LinkButton href="/lessons?week=2026-W49">"Next week"</LinkButton>
            </PageHead>
            <Card title="Today, Tuesday 24 November" class="flush">
                <ul>
                    {lesson("P1, 8:45", "10Y/Ch2", "Lab 1", Some(("Making soluble salts: copper sulfate", State::Returned)))}
                    {lesson("P2, 9:45", "9X/Ch1", "Lab 1", Some(("Rates: thiosulfate and acid", State::Delivered)))}
                    {lesson("P3, 11:05", "9Y/Ch1", "Lab 1", Some(("Rates: thiosulfate and acid", State::Prepared)))}
                </ul>
            </Card>
            <Card title="Thursday 26 November" class="flush">
                <ul>
                    {lesson("P3, 11:05", "9Y/Ch1", "Lab 1", Some(("Electrolysis of brine", State::Queried)))}
                    {lesson("P5, 14:00", "10Y/Ch2", "Lab 1", None)}
                </ul>
            </Card>
            <p class="small quiet">"Thursday P3: Priya asks something. "<Badge mark=Mark::Warn>"answer by today 15:00"</Badge></p>
        </Shell>
    }
}

/// Signing in.
pub fn sign_mock() -> impl IntoView {
    view! {
        <SignFrame title="Sign in" note="New here? Your school’s administrator sends you a link.">
            <PostForm action="/sign-in" class="form">
                <TextInput name="email" label="E-mail" kind="email" autocomplete="username" required=true/>
                <TextInput name="password" label="Password" kind="password" autocomplete="current-password" required=true
                    error="The two do not belong together."/>
                <Button tone=Tone::Primary class="wide">"Sign in"</Button>
            </PostForm>
            <a class="link" href="/forgotten">"Forgotten your password?"</a>
        </SignFrame>
    }
}
