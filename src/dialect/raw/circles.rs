//! Columns that are computed from each other.

use super::names::named;
use super::place::Place;
use super::walk::Found;
use super::{Grammar, Role};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Model;
use crate::source::Span;

/// What the computed columns of a model are computed from.
#[derive(Default)]
pub struct Sources {
    /// A column, another one that it names, and where.
    edges: Vec<(usize, usize, Span)>,
}

impl Sources {
    /// Takes note of the columns that the SQL names.
    pub fn note(
        &mut self,
        role: Role,
        found: &Found<'_>,
        model: &Model,
        place: &Place<'_>,
        grammar: &Grammar,
    ) {
        let Role::Computed(own) = role else { return };
        for name in found.columns.iter().filter_map(|path| path.last()) {
            if let Some(column) = named(name, model, grammar) {
                self.edges.push((own, column, place.of(name.span)));
            }
        }
    }

    /// The first circle, told where it closes.
    pub fn circle(&self, model: &Model) -> Option<Diagnostic> {
        let (own, from, at) = self
            .edges
            .iter()
            .find(|(own, from, _)| own != from && self.leads(*from, *own))?;
        let name = |number: &usize| model.columns.get(*number).map(|one| &one.name);
        let (own, from) = (name(own)?, name(from)?);
        let message = format!("`{}` would be computed from itself", own.text);
        let error = Diagnostic::error(Code::DATABASE_SQL, *at, message);
        let label = format!("this is computed from `{}`", own.text);
        Some(
            error
                .also(from.span, label)
                .help("compute one of them from columns that are stored as they are given"),
        )
    }

    /// Whether the one is computed from the other, perhaps by way of others.
    fn leads(&self, one: usize, other: usize) -> bool {
        let mut seen = vec![one];
        let mut next = 0;
        while let Some(&here) = seen.get(next) {
            next += 1;
            for (_, to, _) in self.edges.iter().filter(|(own, ..)| *own == here) {
                if *to == other {
                    return true;
                }
                if !seen.contains(to) {
                    seen.push(*to);
                }
            }
        }
        false
    }
}
