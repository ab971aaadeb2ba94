//! An order as the prep room sees it: its tray list to tick, its steps, and what came back.

use leptos::prelude::*;
use shared::requisition::State;

use super::{priya, technicians_nav};
use crate::parts::{
    Button, Card, Crumb, DataTable, Fact, Facts, Glyph, LinkButton, PageHead, Shell, StateChip,
    Stop, TextArea, Tone, state_class, state_word,
};

/// A line of the tray list: ticked, name, how many, where it stands.
fn tray_line(done: bool, name: &'static str, total: &'static str, place: &'static str) -> AnyView {
    let tick = if done { "tick tick-on" } else { "tick" };
    view! {
        <tr class=done.then_some("done")>
            <td class="pick">
                <button type="submit" name="tick" value=name class=tick aria-pressed=done.to_string()
                    aria-label=format!("On the trolley: {name}")></button>
            </td>
            <th scope="row">{name}</th>
            <td class="num kit-total" data-label="How much">{total}</td>
            <td data-label="From"><small>{place}</small></td>
        </tr>
    }
    .into_any()
}

fn field(name: String, label: String, value: &'static str, head: &'static str) -> AnyView {
    view! {
        <td class="checkin-field" data-label=head>
            <input class="input" name=name value=value inputmode="decimal" aria-label=label/>
        </td>
    }
    .into_any()
}

/// A line of what came back: name, planned, used.
fn back_line(name: &'static str, planned: &'static str, used: &'static str) -> AnyView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num checkin-planned" data-label="Planned">{planned}</td>
            {field(format!("used {name}"), format!("{name}: used"), used, "Used")}
            {field(format!("broken {name}"), format!("{name}: broken"), "0", "Broken")}
            {field(format!("lost {name}"), format!("{name}: lost"), "0", "Lost")}
        </tr>
    }
    .into_any()
}

fn steps() -> AnyView {
    let gone = [State::Submitted, State::Accepted, State::Prepared];
    let to_come = ["Delivered", "Returned", "Checked in"];
    let gone = gone
        .map(|state| {
            let here = (state == State::Prepared).then_some("step");
            view! { <li class=format!("step {}", state_class(state)) aria-current=here>{state_word(state)}</li> }
        })
        .collect_view();
    view! {
        <ol class="steps">{gone}{to_come.map(|word| view! { <li class="step">{word}</li> }).collect_view()}</ol>
    }
    .into_any()
}

fn tray() -> AnyView {
    view! {
        <Card title="Tray list" aside="3 of 5 on the trolley" class="flush">
            <form method="post" action="/orders/1/ticks">
                <DataTable label="Tray list" class="traylist stacked">
                    <thead>
                        <tr>
                            <th class="pick"><span class="hidden">"On the trolley"</span></th>
                            <th scope="col">"What"</th>
                            <th scope="col" class="num">"How much"</th>
                            <th scope="col">"From"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {tray_line(true, "Sodium thiosulfate 0.20 mol/dm³", "1.6 dm³", "Prep room › Bench · 7K3M-9QX2")}
                        {tray_line(true, "Hydrochloric acid 1.0 mol/dm³", "500 cm³", "Prep room › Reagents")}
                        {tray_line(true, "Conical flask, 100 cm³", "15", "Prep room › B3")}
                        {tray_line(false, "Measuring cylinder, 10 cm³", "15", "Prep room › B4")}
                        {tray_line(false, "Stop clock", "15", "Prep room › Drawer 7")}
                    </tbody>
                </DataTable>
            </form>
        </Card>
    }
    .into_any()
}

fn check_in() -> AnyView {
    view! {
        <Card title="Check in" aside="filled in as planned: change what differs" class="flush">
            <form method="post" action="/orders/1/check-in">
                <DataTable label="What came back" class="checkin stacked">
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col" class="num">"Planned"</th>
                            <th scope="col" class="num">"Used"</th>
                            <th scope="col" class="num">"Broken"</th>
                            <th scope="col" class="num">"Lost"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {back_line("Sodium thiosulfate 0.20 mol/dm³", "1.6 dm³", "1.6 dm³")}
                        {back_line("Conical flask, 100 cm³", "15", "0")}
                    </tbody>
                </DataTable>
                <div class="bulk"><Button tone=Tone::Primary>"Check in"</Button></div>
            </form>
        </Card>
    }
    .into_any()
}

/// The whole page.
pub fn tray_mock() -> impl IntoView {
    view! {
        <Shell nav=technicians_nav(Stop::Orders) person=Some(priya())>
            <PageHead title="Rates: thiosulfate and acid" sub="9Y/Ch1 · Lab 1 · Thu 26 Nov, P3" way=vec![Crumb::new("/orders", "Orders")]>
                <StateChip state=State::Prepared/>
                <LinkButton href="/orders/1/paper" glyph=Glyph::Print>"Print tray list"</LinkButton>
            </PageHead>
            {steps()}
            <div class="split">
                <div class="stack">{tray()}{check_in()}</div>
                <div class="stack">
                    <Button tone=Tone::Primary class="wide large">"Deliver"</Button>
                    <Card title="Order">
                        <Facts>
                            <Fact term="Teacher">"Tola Okafor"</Fact>
                            <Fact term="Class">"9Y/Ch1, 29 pupils"</Fact>
                            <Fact term="Groups">"15"</Fact>
                            <Fact term="Risk note">"version 4, read"</Fact>
                        </Facts>
                    </Card>
                    <Card title="Questions">
                        <ul class="talk">
                            <li><b>"Priya Nair"</b><p>"Only 11 flasks are free. Would 150 cm³ do?"</p><small class="quiet">"Mon 23 Nov, 9:10"</small></li>
                            <li class="mine"><b>"Tola Okafor"</b><p>"Yes, that is fine."</p><small class="quiet">"Mon 23 Nov, 10:02"</small></li>
                        </ul>
                        <form method="post" action="/orders/1/queries" class="form">
                            <TextArea name="question" label="Ask" rows=2/>
                            <div class="form-acts"><Button>"Query"</Button><Button tone=Tone::Danger>"Decline"</Button></div>
                        </form>
                    </Card>
                </div>
            </div>
        </Shell>
    }
}
