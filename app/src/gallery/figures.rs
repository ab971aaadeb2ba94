//! The head of science: demand against capacity, and what waits for a decision.

use leptos::prelude::*;
use shared::account::Role;

use crate::parts::{
    Axis, Card, Column, ColumnChart, DataTable, LinkButton, Meter, MeterPart, Nav, PageHead,
    PersonCard, Shell, Stat, Stop,
};

fn days() -> Vec<Column> {
    [
        ("Wed 25", [90, 110, 60], 330),
        ("Thu 26", [80, 140, 60], 330),
        ("Fri 27", [60, 90, 40], 300),
        ("Mon 30", [70, 120, 70], 330),
        ("Tue 1", [130, 170, 90], 330),
        ("Wed 2", [60, 100, 50], 330),
        ("Thu 3", [70, 120, 60], 180),
        ("Fri 4", [40, 60, 30], 300),
        ("Mon 7", [50, 70, 30], 330),
        ("Tue 8", [30, 40, 20], 330),
    ]
    .map(|(head, parts, line)| Column {
        head: head.into(),
        parts: parts.to_vec(),
        line: Some(line),
    })
    .to_vec()
}

fn share(class: &'static str, practical: u64, lessons: u64) -> AnyView {
    let part = if practical * 4 < lessons {
        MeterPart::Over(2 * practical)
    } else {
        MeterPart::Main(2 * practical)
    };
    let percent = format!("{} %", practical * 100 / lessons);
    view! {
        <tr>
            <th scope="row"><a href="/orders?class=1">{class}</a></th>
            <td class="num">{practical}</td>
            <td class="num">{lessons}</td>
            <td class="meter-cell"><Meter label=percent.clone() full={2 * lessons} parts=vec![part] mark=Some(lessons)/></td>
            <td class="num">{percent}</td>
        </tr>
    }
    .into_any()
}

fn waiting(what: &'static str, why: &'static str, act: &'static str) -> AnyView {
    view! {
        <li>
            <span class="line-words"><b>{what}</b><small class="quiet">{why}</small></span>
            <LinkButton href="/risk-notes/1" label=format!("{act}: {what}")>{act}</LinkButton>
        </li>
    }
    .into_any()
}

/// The whole page.
pub fn oversight_mock() -> impl IntoView {
    let jo = PersonCard {
        name: "Jo Reid".into(),
        role: "Head of science".into(),
        school: "Northgate School".into(),
        others: Vec::new(),
    };
    view! {
        <Shell nav=Nav::of_role(Role::HeadOfScience).at(Stop::Oversight).count(Stop::RiskNotes, "3 wait") person=Some(jo)>
            <PageHead title="The next ten school days" sub="25 Nov to 8 Dec · Autumn 2">
                <LinkButton href="/oversight.csv">"Export CSV"</LinkButton>
            </PageHead>
            <div class="stats">
                <Stat label="Orders waiting for an answer" figure="4" of="oldest 2 days" href="/orders?state=submitted"/>
                <Stat label="Over-full days" figure="2" of="Tue 1, Thu 3 Dec: Marek away" href="#prep"/>
                <Stat label="Service factor" figure="0.58" of="96 h ÷ 165 taught hours · advised 0.65" href="/oversight/service"/>
                <Stat label="Ordered in time, this half-term" figure="83 %" of="121 of 146 orders" href="/orders?late=1"/>
            </div>
            <section class="card">
                <ColumnChart title="Prep minutes against technician hours" id="prep" axis=Axis::Minutes
                    about="Two of the next ten school days are over-full: Tuesday 1 by 60 minutes and Thursday 3 by 70."
                    keys=vec!["Make".into(), "Gather and deliver".into(), "Collect and check in".into()]
                    line="Hours present" columns=days()/>
            </section>
            <div class="split even">
                <Card title="Practical lessons per class, this term" aside="line: half of lessons" class="flush">
                    <DataTable label="Practical lessons per class">
                        <thead>
                            <tr>
                                <th scope="col">"Class"</th>
                                <th scope="col" class="num">"Practical"</th>
                                <th scope="col" class="num">"Lessons"</th>
                                <th scope="col" class="meter-cell"><span class="hidden">"As a bar"</span></th>
                                <th scope="col" class="num">"Share"</th>
                            </tr>
                        </thead>
                        <tbody>
                            {share("9X/Ch1", 11, 22)}
                            {share("9Y/Ch1", 10, 22)}
                            {share("9Z/Ch1", 4, 21)}
                            {share("10Y/Ch2", 9, 20)}
                            {share("10Z/Ph", 6, 20)}
                            {share("11A/Ch", 8, 18)}
                        </tbody>
                    </DataTable>
                </Card>
                <Card title="Waiting for you">
                    <ul class="lines">
                        {waiting("Risk note: electrolysis of brine, v3", "Residual risk high · by P. Nair, yesterday", "Read")}
                        {waiting("9Z/Ch1 had 4 practicals in 21 lessons", "5 cancelled: no lab 3, no kit 2", "Look")}
                        {waiting("LEV test due in 3 weeks, Lab 1", "Last 14 Oct 2025 · at most 14 months", "Open")}
                    </ul>
                </Card>
            </div>
        </Shell>
    }
}
