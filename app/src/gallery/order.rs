//! A teacher orders, with what is free beside each line.

use leptos::prelude::*;
use shared::account::Role;
use shared::label::pictogram::Pictogram;

use crate::parts::{
    Button, Card, Checkbox, DataTable, Fact, Facts, Glyph, Icon, LinkButton, Meter, MeterPart, Nav,
    PageHead, PersonCard, PictogramRow, Shell, Stop, Tone,
};

/// A line of kit: name, per group, total, what is free, its note.
fn kit_line(
    name: &'static str,
    each: &'static str,
    total: &'static str,
    free: &'static str,
    note: &'static str,
    is_short: bool,
) -> AnyView {
    let (class, glyph) = if is_short {
        ("avail avail-short", Glyph::Alert)
    } else {
        ("avail avail-ok", Glyph::Check)
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num kit-each" data-label="Per group">{each}</td>
            <td class="num kit-total" data-label="Total">{total}</td>
            <td class="kit-avail" data-label="On Thu P3"><span class=class><Icon glyph/><b>{free}</b><small>{note}</small></span></td>
        </tr>
    }
    .into_any()
}

fn kit() -> AnyView {
    view! {
        <section class="card flush">
            <DataTable label="Kit" class="kit stacked">
                <thead>
                    <tr>
                        <th scope="col">"Kit"</th>
                        <th scope="col" class="num">"Per group"</th>
                        <th scope="col" class="num">"Total"</th>
                        <th scope="col">"On Thu P3"</th>
                    </tr>
                </thead>
                <tbody>
                    <tr class="group"><th scope="rowgroup" colspan="4">"Solutions"</th></tr>
                    {kit_line("Sodium thiosulfate 0.20 mol/dm³", "100 cm³", "1.6 dm³", "made fresh", "with 2 other lessons", false)}
                    {kit_line("Hydrochloric acid 1.0 mol/dm³", "30 cm³", "500 cm³", "3.2 dm³ in stock", "", false)}
                </tbody>
                <tbody>
                    <tr class="group"><th scope="rowgroup" colspan="4">"Equipment"</th></tr>
                    {kit_line("Conical flask, 100 cm³", "1", "15", "11 free", "15 with HBi, 11A/Ch in Lab 2", true)}
                    {kit_line("Measuring cylinder, 10 cm³", "1", "15", "32 free", "", false)}
                    {kit_line("Measuring cylinder, 50 cm³", "1", "15", "28 free", "", false)}
                    {kit_line("Stop clock", "1", "15", "24 free", "", false)}
                    {kit_line("Paper with cross", "1", "15", "on the trolley", "", false)}
                </tbody>
            </DataTable>
            <div class="kit-end"><Button tone=Tone::Quiet glyph=Glyph::Plus name="act" value="line">"Add a line"</Button></div>
        </section>
    }
    .into_any()
}

fn clash() -> AnyView {
    view! {
        <section class="card clash">
            <div class="clash-words">
                <h2>"4 conical flasks short in P3"</h2>
                <p>"P5 works for everything: same class, Lab 1 free. Or ask HBi to swap."</p>
            </div>
            <div class="row">
                <Button name="act" value="swap">"Use 14 × 150 cm³ flasks"</Button>
                <Button name="act" value="move">"Move to Thu P5"</Button>
            </div>
        </section>
    }
    .into_any()
}

fn risk() -> AnyView {
    view! {
        <Card title="Risk note" class="risk">
            <p class="small quiet">"Version 4 · approved 2 Sep by J. Reid · review Sep 2027"</p>
            <div class="risk-hazard">
                <PictogramRow pictograms=vec![Pictogram::ExclamationMark] large=true/>
                <div><b>"Sulfur dioxide is given off"</b><p>"Harmful if breathed in"</p></div>
            </div>
            <ul class="bullets">
                <li>"Windows open, fan on; stop baths in the fume cupboard"</li>
                <li>"Eye protection for all"</li>
                <li>"At most 50 °C; pour away as soon as the cross is gone"</li>
                <li>"Asthma: sit near the window, watch from the front"</li>
            </ul>
            <hr class="rule"/>
            <Checkbox name="read" label="I have read this note for 9Y/Ch1" checked=true/>
        </Card>
    }
    .into_any()
}

/// The whole page.
pub fn order_mock() -> impl IntoView {
    let tola = PersonCard {
        name: "Tola Okafor".into(),
        role: "Teacher".into(),
        school: "Northgate School".into(),
        others: Vec::new(),
    };
    view! {
        <Shell nav=Nav::of_role(Role::Teacher).at(Stop::Orders).count(Stop::Orders, "3") person=Some(tola) note="Draft kept 10:42">
            <PageHead title="Rates: thiosulfate and acid" sub="AQA required practical 11 · last ordered 3 March by you">
                <LinkButton href="/orders/1/practical">"Change practical"</LinkButton>
            </PageHead>
            <form method="post" action="/orders/1" class="stack">
                <section class="card order-facts">
                    <Facts across=true>
                        <Fact term="Class">"9Y/Ch1"</Fact>
                        <Fact term="Lesson">"Thu 26 Nov, P3 · Week B"</Fact>
                        <Fact term="Room">"Lab 1"</Fact>
                        <Fact term="Pupils">"29"</Fact>
                        <Fact term="Groups">
                            <span class="stepper">
                                <button type="submit" name="groups_step" value="-1" aria-label="One group fewer">"−"</button>
                                <input name="groups" value="15" inputmode="numeric" aria-label="Groups"/>
                                <button type="submit" name="groups_step" value="1" aria-label="One group more">"+"</button>
                            </span>
                        </Fact>
                    </Facts>
                    <a class="link" href="/orders/1/also">"Also for 9X/Ch1, 9Z/Ch1"</a>
                </section>
                <div class="split">
                    <div class="stack">{kit()}{clash()}</div>
                    <div class="stack">
                        {risk()}
                        <Card title="Prep room that day">
                            <Meter label="This order adds 25 min; 1 h 40 are left of 5 h 30" full=330
                                parts=vec![MeterPart::Other(205), MeterPart::Main(25)]/>
                            <p class="small quiet">"This order: 25 min. Thursday has 1 h 40 left."</p>
                        </Card>
                        <Button tone=Tone::Primary class="wide" name="act" value="send">"Send to the prep room"</Button>
                        <p class="form-note">"2 days’ notice: in time. Change it until Wed 15:00."</p>
                    </div>
                </div>
            </form>
        </Shell>
    }
}
