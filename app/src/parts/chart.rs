//! Column charts drawn on the server: an SVG with a title, a description, and the same numbers as a table.

use leptos::prelude::*;

use super::meter::{Meter, MeterPart};
use crate::when;

/// What a chart counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Minutes, shown as hours.
    Minutes,
    /// Things, shown as they are.
    Count,
}

/// One column: stretches from the bottom, and a line across it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The word below it: "Wed 25".
    pub head: String,
    /// Its stretches, as many as the chart has keys.
    pub parts: Vec<u32>,
    /// Where the line crosses it: what is there to meet the demand.
    pub line: Option<u32>,
    /// The list that it was counted from; none when empty.
    pub href: String,
}

impl Column {
    fn total(&self) -> u32 {
        self.parts.iter().sum()
    }

    /// How far the column stands above its line.
    fn over(&self) -> Option<u32> {
        self.total()
            .checked_sub(self.line?)
            .filter(|over| *over > 0)
    }
}

impl Axis {
    /// A round distance between grid lines, so that there are at most five of them.
    fn step(self, top: u32) -> u32 {
        let steps: &[u32] = match self {
            Self::Minutes => &[15, 30, 60, 120, 240, 480, 960, 1920],
            Self::Count => &[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000],
        };
        steps
            .iter()
            .copied()
            .find(|step| top / step < 5)
            .unwrap_or(top.max(1))
    }

    fn tick(self, at: u32) -> String {
        match self {
            Self::Minutes if at.is_multiple_of(60) => format!("{} h", at / 60),
            Self::Minutes => format!("{at} min"),
            Self::Count => at.to_string(),
        }
    }

    fn words(self, value: u32) -> String {
        match self {
            Self::Minutes => when::cell_minutes(value),
            Self::Count => value.to_string(),
        }
    }

    fn over(self, value: u32) -> String {
        match self {
            Self::Minutes => format!("+{}", when::minutes(value)),
            Self::Count => format!("+{value}"),
        }
    }
}

/// The drawing's measures, in its own units.
const WIDTH: u32 = 1080;
const LEFT: u32 = 52;
const TOP: u32 = 26;
const HEIGHT: u32 = 196;
const FOOT: u32 = 28;
/// The names of the stretches' colours, from the bottom.
const TINTS: [&str; 3] = ["a", "b", "c"];

/// How values become places on the drawing.
struct Scale {
    axis: Axis,
    top: u32,
    pitch: u32,
}

impl Scale {
    fn new(axis: Axis, columns: &[Column]) -> Self {
        let highest = columns
            .iter()
            .map(|column| column.total().max(column.line.unwrap_or(0)))
            .max()
            .unwrap_or(0);
        let pitch = (WIDTH - LEFT) / u32::try_from(columns.len()).unwrap_or(u32::MAX).max(1);
        Self {
            axis,
            top: highest.max(axis.step(highest)),
            pitch,
        }
    }

    fn height(&self, value: u32) -> u32 {
        u32::try_from(u64::from(value) * u64::from(HEIGHT) / u64::from(self.top.max(1)))
            .unwrap_or(HEIGHT)
    }

    fn y(&self, value: u32) -> u32 {
        TOP + HEIGHT - self.height(value).min(HEIGHT)
    }

    fn grid(&self) -> AnyView {
        let step = self.axis.step(self.top);
        (0..=self.top / step)
            .map(|line| {
                let y = self.y(line * step);
                view! {
                    <line class="chart-grid" x1=LEFT x2=WIDTH y1=y y2=y></line>
                    <text class="chart-axis" x=LEFT - 10 y=y + 4 text-anchor="end">{self.axis.tick(line * step)}</text>
                }
            })
            .collect_view()
            .into_any()
    }

    fn column(&self, place: u32, column: &Column) -> AnyView {
        let left = LEFT + place * self.pitch;
        let (middle, width) = (left + self.pitch / 2, (self.pitch * 58 / 100).min(72));
        let mut below = 0;
        let stretches = column
            .parts
            .iter()
            .zip(TINTS)
            .map(|(part, tint)| {
                below += part;
                let (y, base) = (self.y(below), self.y(below - part));
                let class = format!("chart-{tint}");
                view! { <rect class=class x=middle - width / 2 y=y width=width height=base - y></rect> }
            })
            .collect_view();
        let reach = (width * 65 / 100).min(self.pitch / 2);
        let line = column.line.map(|line| {
            let y = self.y(line);
            view! { <line class="chart-line" x1=middle - reach x2=middle + reach y1=y y2=y></line> }
        });
        let over = column.over().map(|over| {
            let y = self.y(column.total()) - 8;
            view! { <text class="chart-over" x=middle y=y text-anchor="middle">{self.axis.over(over)}</text> }
        });
        let head = if column.over().is_some() {
            "chart-axis is-over"
        } else {
            "chart-axis"
        };
        view! {
            {stretches}
            {line}
            {over}
            <text class=head x=middle y=TOP + HEIGHT + 20 text-anchor="middle">{column.head.clone()}</text>
        }
        .into_any()
    }
}

/// Stacked columns, each with a line for what is there to meet it. At most three keys.
#[component]
pub fn ColumnChart(
    /// Its heading.
    #[prop(into)]
    title: String,
    /// What it shows, in a sentence, read aloud.
    #[prop(into)]
    about: String,
    /// Its id; must be the only one on the page.
    #[prop(into)]
    id: String,
    /// What it counts.
    axis: Axis,
    /// The words of the stretches, from the bottom.
    keys: Vec<String>,
    /// The words of the line; empty for none.
    #[prop(optional, into)]
    line: String,
    /// What opens the same numbers as a table: "As a table" when empty.
    #[prop(optional, into)]
    table_words: String,
    /// The columns, from the left.
    columns: Vec<Column>,
) -> impl IntoView {
    let scale = Scale::new(axis, &columns);
    let drawn = (0..)
        .zip(&columns)
        .map(|(place, column)| scale.column(place, column))
        .collect_view();
    let tints = keys
        .iter()
        .zip(TINTS)
        .map(|(key, tint)| view! { <li class=format!("key-{tint}")>{key.clone()}</li> })
        .collect_view();
    let line_key =
        super::given(line.clone()).map(|line| view! { <li class="key-line">{line}</li> });
    let table = numbers(axis, &keys, &line, &columns);
    let summary = super::given(table_words).unwrap_or_else(|| "As a table".to_owned());
    let labelled = format!("{id}-title {id}-about");
    view! {
        <figure class="chart" id=id.clone()>
            <figcaption><h2>{title.clone()}</h2><ul class="chart-key">{tints}{line_key}</ul></figcaption>
            <div class="chart-scroll" role="region" aria-label=title.clone() tabindex="0">
                <svg viewBox=format!("0 0 {WIDTH} {}", TOP + HEIGHT + FOOT) role="img" aria-labelledby=labelled>
                    <title id=format!("{id}-title")>{title.clone()}</title>
                    <desc id=format!("{id}-about")>{about}</desc>
                    {scale.grid()}
                    {drawn}
                </svg>
            </div>
            {by_rows(axis, &columns)}
            <details><summary>{summary}</summary>{table}</details>
        </figure>
    }
    .into_any()
}

/// The same for a phone: a bar for each column, all of one scale.
fn by_rows(axis: Axis, columns: &[Column]) -> AnyView {
    let reach = |column: &Column| column.total().max(column.line.unwrap_or(0));
    let full = columns.iter().map(reach).max().unwrap_or(0);
    let rows = columns
        .iter()
        .map(|column| {
            let said = match column.over() {
                Some(over) => format!("{}, {}", axis.words(column.total()), axis.over(over)),
                None => axis.words(column.total()),
            };
            let parts = column
                .parts
                .iter()
                .zip([MeterPart::Main, MeterPart::Second, MeterPart::Third])
                .map(|(part, tint)| tint(u64::from(*part)))
                .collect();
            let label = format!("{}: {said}", column.head);
            let mark = column.line.map(u64::from);
            let class = column.over().map(|_| "warn");
            view! {
                <li class="chart-row">
                    <span>{column.head.clone()}</span>
                    <span class=class>{said}</span>
                    <Meter label full=u64::from(full) parts mark/>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="chart-rows">{rows}</ul> }.into_any()
}

/// The same numbers as a table.
fn numbers(axis: Axis, keys: &[String], line: &str, columns: &[Column]) -> AnyView {
    let has_line = !line.is_empty();
    let heads = keys
        .iter()
        .map(|key| view! { <th scope="col" class="num">{key.clone()}</th> })
        .collect_view();
    let rows = columns
        .iter()
        .map(|column| {
            let parts = column
                .parts
                .iter()
                .map(|part| view! { <td class="num">{axis.words(*part)}</td> })
                .collect_view();
            let line = column
                .line
                .map_or_else(|| "–".to_owned(), |line| axis.words(line));
            let head = column.head.clone();
            let head = match super::given(column.href.clone()) {
                Some(href) => view! { <a class="link" href=href>{head}</a> }.into_any(),
                None => head.into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{head}</th>
                    {parts}
                    <td class="num">{axis.words(column.total())}</td>
                    {has_line.then(|| view! { <td class="num">{line}</td> })}
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col"><span class="hidden">"Column"</span></th>
                        {heads}
                        <th scope="col" class="num">"Together"</th>
                        {has_line.then(|| view! { <th scope="col" class="num">{line.to_owned()}</th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grid_lines_are_round_and_few() {
        assert_eq!(Axis::Minutes.step(390), 120);
        assert_eq!(Axis::Count.step(7), 2);
        for top in 0..5000 {
            assert!(top / Axis::Count.step(top) < 5);
        }
    }

    #[test]
    fn a_column_over_its_line_says_by_how_much() {
        let column = Column {
            head: "Tue 1".into(),
            parts: vec![130, 170, 90],
            line: Some(330),
            href: String::new(),
        };
        assert_eq!(column.over(), Some(60));
        let drawn = view! {
            <ColumnChart title="Prep" about="Demand" id="prep" axis=Axis::Minutes
                keys=vec!["Make".into(), "Gather".into(), "Collect".into()] line="Present" columns=vec![column]/>
        }
        .to_html();
        assert!(
            drawn.contains("+1 h<")
                && drawn.contains("6 h 30 min")
                && drawn.contains("chart-row")
                && drawn.contains("<desc")
        );
    }
}
