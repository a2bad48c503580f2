//! Places of which something was said already.

use std::collections::BTreeSet;

use super::Diagnostic;
use crate::source::Span;

/// The first places of diagnostics, to be looked up.
#[derive(Debug, Default)]
pub struct Reported(BTreeSet<Span>);

impl Reported {
    /// Those of these diagnostics.
    pub fn new(diagnostics: &[Diagnostic]) -> Self {
        let places = diagnostics
            .iter()
            .filter_map(|one| Some(one.labels.first()?.span));
        Self(places.collect())
    }

    /// Whether one begins in this place, or right behind it, where something is missing.
    pub fn is_in(&self, place: Span) -> bool {
        let first = Span {
            end: place.start,
            ..place
        };
        let last = Span {
            start: place.end,
            end: u32::MAX,
            ..place
        };
        self.0.range(first..=last).next().is_some()
    }
}
