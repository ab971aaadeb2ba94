//! What a stock list will become, cell by cell, before anything is written.

use leptos::prelude::*;

use super::{priya, technicians_nav};
use crate::parts::{
    Badge, Button, Card, Choice, Crumb, DataTable, Mark, PageHead, Select, Shell, Stat, Stop, Tab,
    Tabs, Tone,
};

/// A row: class, cell, as written, read as, where, amount, match class and words, problem.
struct Row {
    class: &'static str,
    cell: &'static str,
    written: &'static str,
    name: &'static str,
    kind: &'static str,
    place: &'static str,
    amount: &'static str,
    sure: (&'static str, &'static str),
    problem: &'static str,
}

fn rows() -> Vec<Row> {
    let row = |class, cell, written, name, kind, place, amount, sure, problem| Row {
        class,
        cell,
        written,
        name,
        kind,
        place,
        amount,
        sure,
        problem,
    };
    vec![
        row(
            "",
            "B4",
            "calcium acetate (dried) 1kg",
            "Calcium ethanoate",
            "chemical",
            "Store › A2",
            "1 kg",
            ("sure", "exact · old name"),
            "",
        ),
        row(
            "",
            "B5",
            "nickel chloride 2x",
            "Nickel(II) chloride hexahydrate",
            "chemical",
            "Store › A2",
            "2 bottles",
            ("likely", "likely · 84 %"),
            "",
        ),
        row(
            "row-ask",
            "B6",
            "nathphthalene",
            "Naphthalene",
            "chemical",
            "Store › A2",
            "–",
            ("unsure", "perhaps · 71 %"),
            "How much? It says no amount.",
        ),
        row(
            "",
            "D2",
            "ph electrodes x6",
            "pH electrode",
            "equipment",
            "Prep room › Drawer 7",
            "6",
            ("sure", "new kind"),
            "",
        ),
        row(
            "row-bad",
            "D9",
            "see Marek",
            "–",
            "–",
            "Prep room › Drawer 7",
            "–",
            ("unsure", "not a thing"),
            "Will be left out.",
        ),
    ]
}

fn row_view(row: Row) -> AnyView {
    let problem = (!row.problem.is_empty()).then(|| {
        let mark = if row.class == "row-bad" {
            Mark::Bad
        } else {
            Mark::Warn
        };
        view! { <Badge mark>{row.problem}</Badge> }
    });
    let choose = format!("Choose for {}", row.written);
    view! {
        <tr class=row.class>
            <td class="import-cell" data-label="Cell"><span class="code">{row.cell}</span></td>
            <td class="import-written" data-label="Written"><span class="read-from">{row.written}</span></td>
            <th scope="row"><span class="read-as"><span>{row.name}</span><small class="quiet">{row.kind}</small></span></th>
            <td data-label="Place">{row.place}</td>
            <td class="num" data-label="Amount">{row.amount}</td>
            <td data-label="Match"><span class=row.sure.0>{row.sure.1}</span></td>
            <td>{problem}</td>
            <td class="end"><Button tone=Tone::Quiet name="choose" value=row.cell label=choose>"Choose"</Button></td>
        </tr>
    }
    .into_any()
}

fn columns() -> AnyView {
    let meanings = || {
        [
            "A place: its cells are things",
            "Name",
            "Amount",
            "Place",
            "Leave out",
        ]
        .map(|word| Choice::new(word, word))
        .to_vec()
    };
    view! {
        <Card title="How it is read" aside="Shelf list · 14 places across, 812 things below · UTF-8">
            <div class="columns">
                <Select name="col_a" label="A · Cupboard" value="Leave out" options=meanings()/>
                <Select name="col_b" label="B · A2" value="A place: its cells are things" options=meanings()/>
                <Select name="col_c" label="C · A3" value="A place: its cells are things" options=meanings()/>
                <Select name="col_d" label="D · Drawer 7" value="A place: its cells are things" options=meanings()
                    error="Two columns are called Drawer 7."/>
            </div>
        </Card>
    }
    .into_any()
}

/// The whole page.
pub fn import_mock() -> impl IntoView {
    let tabs = vec![
        Tab::new("?show=ask", "To decide", true).count(31),
        Tab::new("?show=ready", "Ready", false).count(774),
        Tab::new("?show=out", "Left out", false).count(7),
    ];
    view! {
        <Shell nav=technicians_nav(Stop::Import) person=Some(priya())>
            <PageHead title="812 things from stock 2026.xlsx" sub="nothing is written yet"
                way=vec![Crumb::new("/stock", "Stock"), Crumb::new("/import", "Import")]/>
            <form method="post" action="/import/1" class="stack">
                <div class="stats">
                    <Stat label="Ready" figure="774" of="of 812 things" href="?show=ready"/>
                    <Stat label="To decide" figure="31" of="24 names, 7 amounts" href="?show=ask" warn=true/>
                    <Stat label="Left out" figure="7" of="3 notes, 4 empty names" href="?show=out"/>
                    <Stat label="New places" figure="14" of="of 14 in the list" href="?show=places"/>
                </div>
                {columns()}
                <Tabs label="Rows" tabs/>
                <section class="card flush">
                    <DataTable label="What each cell becomes" class="import stacked">
                        <thead>
                            <tr>
                                <th scope="col">"Cell"</th>
                                <th scope="col">"Written"</th>
                                <th scope="col">"Becomes"</th>
                                <th scope="col">"Place"</th>
                                <th scope="col" class="num">"Amount"</th>
                                <th scope="col">"Match"</th>
                                <th scope="col"><span class="hidden">"Problem"</span></th>
                                <th scope="col"><span class="hidden">"Change"</span></th>
                            </tr>
                        </thead>
                        <tbody>{rows().into_iter().map(row_view).collect_view()}</tbody>
                    </DataTable>
                    <div class="import-foot">
                        <Button tone=Tone::Primary name="act" value="import">"Import 774 things"</Button>
                        <Button name="act" value="read-again">"Read again"</Button>
                        <span class="small quiet">"31 to decide stay on this list. The whole import can be undone."</span>
                    </div>
                </section>
            </form>
        </Shell>
    }
}
