//! Every part in every state.

use leptos::prelude::*;
use shared::amount::Amount;
use shared::label::pictogram::Pictogram;
use shared::requisition::State;

use super::{priya, technicians_nav};
use crate::parts::{
    AmountText, Badge, Button, Card, Checkbox, Choice, DataTable, DateInput, Empty, FileInput,
    Glyph, LinkButton, Mark, Message, Meter, MeterPart, Notice, NoticeTone, NumberInput, PageHead,
    Pager, PictogramRow, PostForm, RadioGroup, Select, Shell, SortHead, Sorted, Stat, StateChip,
    Stop, Tab, Tabs, TextArea, TextInput, Times, Tone, state_class, state_word,
};

fn states() -> AnyView {
    let chips = State::ALL
        .map(|state| view! { <StateChip state/> })
        .collect_view();
    let swatches = State::ALL
        .map(|state| view! { <div class=format!("swatch {}", state_class(state))><span class="state-word">{state_word(state)}</span></div> })
        .collect_view();
    view! {
        <section>
            <h2>"States"</h2>
            <div class="row">{chips}</div>
            <div class="swatches">{swatches}<div class="swatch state-hazard">"Hazard"</div></div>
            <div class="row">
                <Badge>"2 pending"</Badge>
                <Badge mark=Mark::Note>"new"</Badge>
                <Badge mark=Mark::Good>"in date"</Badge>
                <Badge mark=Mark::Warn>"late"</Badge>
                <Badge mark=Mark::Bad>"expired"</Badge>
            </div>
        </section>
    }
    .into_any()
}

fn buttons() -> AnyView {
    view! {
        <section>
            <h2>"Buttons"</h2>
            <PostForm action="/gallery" class="row">
                <Button tone=Tone::Primary>"Accept"</Button>
                <Button>"Query"</Button>
                <Button tone=Tone::Danger glyph=Glyph::Bin>"Dispose"</Button>
                <Button tone=Tone::Quiet glyph=Glyph::Plus>"Add a line"</Button>
                <Button disabled=true>"Deliver"</Button>
                <LinkButton href="/gallery" glyph=Glyph::Print>"Print labels"</LinkButton>
            </PostForm>
            <div class="hold">
                <div class="acts">
                    <LinkButton href="/gallery" tone=Tone::Primary class="large">"Use"</LinkButton>
                    <LinkButton href="/gallery" class="large">"Move"</LinkButton>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn fields() -> AnyView {
    let places = || {
        vec![
            Choice::new("a2", "Store › A2"),
            Choice::new("b3", "Prep room › B3").note("nearly full"),
        ]
    };
    view! {
        <section>
            <h2>"Forms"</h2>
            <div class="grid">
                <Card title="Receive">
                    <PostForm action="/gallery" class="form">
                        <TextInput name="what" label="What" value="Copper(II) sulfate pentahydrate" required=true/>
                        <div class="fields">
                            <NumberInput name="size" label="Amount" value="500" unit="g"/>
                            <DateInput name="expires" label="Use by" value="2029-06-30" optional=true/>
                        </div>
                        <Select name="place" label="Place" value="b3" blank="Choose a place" options=places()/>
                        <TextArea name="note" label="Note" value="Lid is stiff." optional=true/>
                        <Checkbox name="label" label="Print a label" checked=true hint="On the next free place of the sheet."/>
                        <div class="form-acts"><Button tone=Tone::Primary>"Receive"</Button><LinkButton href="/stock">"Back"</LinkButton></div>
                    </PostForm>
                </Card>
                <Card title="The same with mistakes">
                    <PostForm action="/gallery" class="form">
                        <TextInput id="what-2" name="what" label="What" error="Which copper sulfate? There are two."/>
                        <div class="fields">
                            <NumberInput id="size-2" name="size" label="Amount" value="-5" unit="g" hint="Like 500 g or 2.5 dm³." error="More than nothing."/>
                            <DateInput id="expires-2" name="expires" label="Use by"/>
                        </div>
                        <Select id="place-2" name="place" label="Place" blank="Choose a place" options=places() error="Choose where it stands."/>
                        <TextArea id="note-2" name="note" label="Note" error="At most 2,000 letters."/>
                        <RadioGroup name="kind" label="Kind" across=true value="chemical" error="A flask is no chemical."
                            options=vec![Choice::new("chemical", "Chemical"), Choice::new("equipment", "Equipment")]/>
                        <Checkbox id="read-2" name="read" label="I have read the risk note" error="Tick it once you have read it."/>
                        <FileInput name="list" label="Stock list" hint="CSV, XLSX or ODS, at most 10 MB." accept=".csv,.xlsx,.ods"/>
                    </PostForm>
                </Card>
            </div>
        </section>
    }
    .into_any()
}

fn list() -> AnyView {
    let row = |name: &'static str,
               place: &'static str,
               amount: &str,
               mark: Option<(Mark, &'static str)>| {
        let amount = Amount::parse(amount)
            .ok()
            .map(|amount| view! { <AmountText amount/> });
        view! {
            <tr>
                <td class="pick"><input type="checkbox" name="holding" value=name aria-label=format!("Choose {name}")/></td>
                <th scope="row"><a href="/stock/1">{name}</a>" "{mark.map(|(mark, word)| view! { <Badge mark>{word}</Badge> })}</th>
                <td data-label="Place">{place}</td>
                <td class="num" data-label="Amount">{amount}</td>
            </tr>
        }
    };
    view! {
        <section>
            <h2>"Lists"</h2>
            <Tabs label="Stock" tabs=vec![
                Tab::new("/stock", "Everything", true).count(412),
                Tab::new("/stock?low=1", "Low", false).count(4),
                Tab::new("/stock?expiring=1", "Expiring", false).count(9),
            ]/>
            <section class="card flush">
                <DataTable label="Stock" class="stacked">
                    <thead>
                        <tr>
                            <th class="pick"><span class="hidden">"Choose"</span></th>
                            <SortHead word="Name" href="?sort=-name" sorted=Some(Sorted::Up)/>
                            <SortHead word="Place" href="?sort=place"/>
                            <SortHead word="Amount" href="?sort=amount" num=true/>
                        </tr>
                    </thead>
                    <tbody>
                        {row("Beaker, 250 cm³", "Prep room › B1", "46", None)}
                        {row("Copper(II) sulfate pentahydrate", "Store › C4", "120 g", Some((Mark::Warn, "low")))}
                        {row("Hydrogen peroxide, 20 vol", "Store › Fridge", "0.4 dm3", Some((Mark::Bad, "out of date")))}
                        {row("Iodine in potassium iodide, 0.01 mol/dm³", "Prep room › Reagents", "1.2 dm3", None)}
                    </tbody>
                </DataTable>
                <div class="bulk">
                    <span class="small quiet">"With those ticked:"</span>
                    <Button glyph=Glyph::Label>"Print labels"</Button>
                    <Button>"Move"</Button>
                </div>
            </section>
            <Pager note="50 of 412" next=Some("?after=1".to_owned())/>
        </section>
    }
    .into_any()
}

fn words() -> AnyView {
    let faulty = Notice {
        ticket: "9QX2-7K3M".into(),
        ..Notice::new(
            NoticeTone::Bad,
            "The labels could not be made. Nothing was changed.",
        )
    };
    view! {
        <section>
            <h2>"Messages and empty pages"</h2>
            <Message notice=Notice::new(NoticeTone::Note, "This server speaks plain http: use it inside the school only.")/>
            <Message notice=Notice::new(NoticeTone::Good, "Delivered to Lab 1.")><Button>"Undo"</Button></Message>
            <Message notice=Notice::new(NoticeTone::Warn, "Marek accepted this order two minutes ago. Yours was not needed.")/>
            <Message notice=faulty/>
            <Empty glyph=Glyph::Stock title="No stock yet" words="Bring the list you already keep: a spreadsheet of shelves is fine.">
                <LinkButton href="/import" tone=Tone::Primary>"Import a list"</LinkButton>
                <LinkButton href="/stock/new">"Add one thing"</LinkButton>
            </Empty>
        </section>
    }
    .into_any()
}

fn figures() -> AnyView {
    view! {
        <section>
            <h2>"Figures"</h2>
            <div class="grid">
                <Stat label="Orders waiting for an answer" figure="4" of="oldest 2 days" href="/orders"/>
                <Stat label="Over-full days" figure="2" of="of the next 10" warn=true/>
            </div>
            <Card title="Bars">
                <Meter label="half" full=100 parts=vec![MeterPart::Main(30), MeterPart::Second(20)]/>
                <Meter label="three kinds" full=100 parts=vec![MeterPart::Main(30), MeterPart::Second(30), MeterPart::Third(20)]/>
                <Meter label="too much" full=100 parts=vec![MeterPart::Main(100), MeterPart::Over(20)] mark=Some(100)/>
                <Meter label="nothing" full=100 parts=Vec::new() mark=Some(50)/>
                <p>"Boiling tubes "<Times count=60/></p>
            </Card>
            <Card title="Pictograms">
                <PictogramRow pictograms=vec![
                    Pictogram::ExplodingBomb, Pictogram::Flame, Pictogram::FlameOverCircle, Pictogram::GasCylinder,
                    Pictogram::Corrosion, Pictogram::SkullAndCrossbones, Pictogram::ExclamationMark,
                    Pictogram::HealthHazard, Pictogram::Environment,
                ]/>
                <div class="risk-hazard">
                    <PictogramRow pictograms=vec![Pictogram::Corrosion] large=true/>
                    <div><b><span class="signal">"Danger"</span>" · sodium hydroxide 2.0 mol/dm³"</b><p>"Causes severe skin burns and eye damage"</p></div>
                </div>
            </Card>
        </section>
    }
    .into_any()
}

fn sheet() -> AnyView {
    let places = (1..=21)
        .map(|place: u8| {
            view! {
                <label class="sheet-place"><input type="radio" name="start" value=place checked={place == 5}/>{place}</label>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>"A label sheet"</h2>
            <fieldset class="field">
                <legend class="field-label">"First free place on the L7160"</legend>
                <div class="sheet across-3">{places}</div>
            </fieldset>
        </section>
    }
    .into_any()
}

/// The page of all parts.
pub fn gallery_view() -> impl IntoView {
    view! {
        <Shell nav=technicians_nav(Stop::Practicals) person=Some(priya()) note="2 technicians in">
            <PageHead title="Parts" sub="every one in every state"/>
            <div class="gallery">{states()}{buttons()}{fields()}{list()}{words()}{figures()}{sheet()}</div>
        </Shell>
    }
}
