//! The page after a scan, made for a thumb: one thing, its amount, four large actions, then details.

use leptos::prelude::*;

use super::{priya, technicians_nav};
use crate::parts::{
    Card, Fact, Facts, History, HistoryLine, LinkButton, Meter, MeterPart, Shell, Stop, Tone,
};

fn line(when: &str, who: &str, what: &str, undone: bool) -> HistoryLine {
    HistoryLine {
        when: when.into(),
        at: "2026-11-23T09:48:00Z".into(),
        who: who.into(),
        what: what.into(),
        undone,
    }
}

/// The whole page.
pub fn holding_mock() -> impl IntoView {
    view! {
        <Shell nav=technicians_nav(Stop::Scan) person=Some(priya())>
            <article class="hold">
                <header class="hold-head">
                    <div>
                        <h1>"Hydrochloric acid"</h1>
                        <p class="hold-strength">"2.0 mol/dm³"</p>
                    </div>
                    <p class="hold-code"><span class="code">"7K3M-9QX2"</span><br/>"bottle"</p>
                </header>
                <p class="quiet">"Not classified as hazardous at this strength. Eye protection."</p>
                <div class="hold-level">
                    <p class="row ends"><b>"1.55 of 2.5 dm³"</b><span class="small quiet">"900 cm³ promised by Friday"</span></p>
                    <Meter label="1.55 of 2.5 dm³" full=2500 parts=vec![MeterPart::Main(1550)]/>
                </div>
                <div class="acts">
                    <LinkButton href="/h/7K3M9QX2/use" tone=Tone::Primary class="large">"Use"</LinkButton>
                    <LinkButton href="/h/7K3M9QX2/make" class="large">"Make more"</LinkButton>
                    <LinkButton href="/h/7K3M9QX2/move" class="large">"Move"</LinkButton>
                    <LinkButton href="/h/7K3M9QX2/count" class="large">"Count"</LinkButton>
                </div>
                <Card>
                    <Facts>
                        <Fact term="Place">"Prep room › Bench › Reagents"</Fact>
                        <Fact term="Made">"12 Nov by PN, from 5TQ8-2HWD"</Fact>
                        <Fact term="Use by">"May 2027"</Fact>
                        <Fact term="Next for">"9Z/Ch1 P4, Lab 2 · 400 cm³"</Fact>
                        <Fact term="Last">"−250 cm³, 9X/Ch1, yesterday"</Fact>
                    </Facts>
                </Card>
                <Card title="History">
                    <History lines=vec![
                        line("Mon 23 Nov, 15:20", "Priya Nair", "used 250 cm³ for 9X/Ch1", false),
                        line("Mon 23 Nov, 9:02", "Marek Zielinski", "used 2.5 dm³", true),
                        line("Thu 12 Nov, 8:30", "Priya Nair", "made 2.5 dm³ from 5TQ8-2HWD", false),
                    ]/>
                </Card>
            </article>
        </Shell>
    }
}
