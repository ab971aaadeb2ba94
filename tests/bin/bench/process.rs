//! What a process took, as the system counts it.

use std::fs;
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

/// A process by its number.
#[derive(Clone, Copy, Debug)]
pub struct Process(pub u32);

impl Process {
    /// Processor time so far: its own and the system's for it.
    pub fn cpu(self) -> Duration {
        ticks(&self.0.to_string(), 11..=12)
    }

    /// Memory that is in use, in bytes.
    pub fn memory(self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0)).unwrap_or_default();
        let resident = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.trim().split(' ').next()?.parse().ok());
        resident.map_or(0, |kibibytes: u64| kibibytes * 1_024)
    }
}

/// Processor time of this program's children that have ended.
pub fn cpu_of_children() -> Duration {
    ticks("self", 13..=14)
}

/// The sum of some fields of a process's `stat`, counted from after its name.
fn ticks(process: &str, fields: std::ops::RangeInclusive<usize>) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name is in brackets and may hold anything.
    let (_, rest) = stat.rsplit_once(')').unwrap_or_default();
    let ticks: u64 = rest
        .split_whitespace()
        .enumerate()
        .filter(|(at, _)| fields.contains(at))
        .filter_map(|(_, field)| field.parse::<u64>().ok())
        .sum();
    Duration::from_micros(ticks * 1_000_000 / ticks_a_second())
}

fn ticks_a_second() -> u64 {
    static TICKS: OnceLock<u64> = OnceLock::new();
    *TICKS.get_or_init(|| {
        let told = Command::new("getconf").arg("CLK_TCK").output();
        let told = told.map(|told| String::from_utf8_lossy(&told.stdout).trim().parse());
        told.ok().and_then(Result::ok).unwrap_or(100)
    })
}
