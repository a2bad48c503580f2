//! The table.

use std::fmt::Write;
use std::time::Duration;

use crate::contestant::Entry;
use crate::measure::{Measured, Place};

/// A Markdown table: the time of the first contestant, and the ratios of the others to it.
pub fn table(entries: &[&'static Entry], all: &[Measured]) -> String {
    let names: Vec<&str> = entries.iter().map(|entry| entry.name).collect();
    let mut table = format!("| what | {} |\n| --- |", names.join(" | "));
    table.push_str(&" ---: |".repeat(names.len()));
    for measured in all {
        let _ = write!(table, "\n| {} |", measured.work);
        for (number, place) in measured.places.iter().enumerate() {
            let cell = match (number, place, measured.ratio(number)) {
                (0, Some(first), _) => duration(first.median()),
                (_, _, Some(ratio)) => digits(ratio),
                _ => "–".to_owned(),
            };
            let _ = write!(table, " {cell} |");
        }
    }
    table
}

impl Measured {
    /// The median of the ratios of that contestant's times to the first's, round by round.
    pub fn ratio(&self, number: usize) -> Option<f64> {
        let first = self.places.first()?.as_ref()?;
        let place = self.places.get(number)?.as_ref()?;
        let rounds = place.times.iter().zip(&first.times);
        let mut ratios: Vec<f64> = rounds
            .map(|(own, first)| own.div_duration_f64(*first))
            .collect();
        ratios.sort_by(f64::total_cmp);
        ratios.get(ratios.len() / 2).copied()
    }
}

impl Place {
    fn median(&self) -> Duration {
        let mut times = self.times.clone();
        times.sort();
        times.get(times.len() / 2).copied().unwrap_or_default()
    }
}

fn duration(time: Duration) -> String {
    match time.as_secs_f64() * 1e6 {
        micros if micros < 1000.0 => format!("{} µs", digits(micros)),
        micros => format!("{} ms", digits(micros / 1000.0)),
    }
}

/// Three digits, or as many as stand before the point.
fn digits(number: f64) -> String {
    match number {
        small if small < 9.995 => format!("{small:.2}"),
        middle if middle < 99.95 => format!("{middle:.1}"),
        large => format!("{large:.0}"),
    }
}
