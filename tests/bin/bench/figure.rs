//! Figures, with what they count in and what is wanted of them.

use std::time::Duration;

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Figure {
    what: String,
    cells: [String; 4],
    target: &'static str,
}

/// The table's head.
const HEAD: [&str; 4] = ["CPU each", "p50", "p99", "value"];

impl Figure {
    /// What one of many requests took.
    pub fn of_requests(what: &str, cpu: Duration, p50: Duration, p99: Duration) -> Self {
        Self::new(what, [time(cpu), time(p50), time(p99), String::new()])
    }

    /// A time, from begin to end.
    pub fn time(what: impl Into<String>, value: Duration) -> Self {
        Self::value(what, time(value))
    }

    /// Processor time and time from begin to end.
    pub fn work(what: impl Into<String>, cpu: Duration, value: Duration) -> Self {
        Self::new(what, [time(cpu), String::new(), String::new(), time(value)])
    }

    /// A size in memory.
    pub fn memory(what: &str, bytes: u64) -> Self {
        Self::value(what, format!("{:.1} MB", bytes_in(bytes, 1_000_000.0)))
    }

    /// A size on the wire.
    pub fn weight(what: impl Into<String>, bytes: usize) -> Self {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        Self::value(what, format!("{:.1} KB", bytes_in(bytes, 1_000.0)))
    }

    /// A figure that could not be taken, and why.
    pub fn missing(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self::value(what, why)
    }

    /// The same with what is wanted of it.
    #[must_use]
    pub fn wanted(self, target: &'static str) -> Self {
        Self { target, ..self }
    }

    fn value(what: impl Into<String>, value: impl Into<String>) -> Self {
        let none = String::new();
        Self::new(what, [none.clone(), none.clone(), none, value.into()])
    }

    fn new(what: impl Into<String>, cells: [String; 4]) -> Self {
        Self {
            what: what.into(),
            cells,
            target: "",
        }
    }
}

/// Prints one table.
pub fn print(title: &str, figures: &[Figure]) {
    println!();
    line(title, &HEAD.map(str::to_owned), "wanted");
    for figure in figures {
        line(&figure.what, &figure.cells, figure.target);
    }
}

fn line(what: &str, cells: &[String; 4], target: &str) {
    let [cpu, p50, p99, value] = cells;
    let line = format!("{what:<46}{cpu:>10}{p50:>10}{p99:>10}{value:>12}  {target}");
    println!("{}", line.trim_end());
}

fn time(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{:.2} ms", time.as_secs_f64() * 1_000.0)
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a figure of three digits is told"
)]
fn bytes_in(bytes: u64, unit: f64) -> f64 {
    bytes as f64 / unit
}
