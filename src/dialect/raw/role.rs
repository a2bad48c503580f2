//! What raw SQL is there for, and what is forbidden in it therefore.

use super::Grammar;
use super::place::Place;
use super::walk::Found;
use crate::diagnostic::{Code, Diagnostic};

/// What raw SQL is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Check,
    /// What a column, by its number, is computed from.
    Computed(usize),
    /// An element of an index.
    Index,
    /// Which rows are in an index.
    Predicate,
    /// A value of the generated INSERT.
    Default,
    /// What the database fills in.
    ServerDefault,
    /// A value of the generated UPDATE.
    OnUpdate,
}

impl Role {
    /// With its article.
    pub fn name(self) -> &'static str {
        match self {
            Role::Check => "a check",
            Role::Computed(_) => "a computed column",
            Role::Index => "an index",
            Role::Predicate => "the condition of an index",
            Role::Default | Role::ServerDefault => "a default",
            Role::OnUpdate => "a value of an UPDATE",
        }
    }

    /// Whether there is a row whose columns it can name.
    pub fn has_columns(self) -> bool {
        !matches!(self, Role::Default | Role::ServerDefault)
    }

    /// Whether the generated code sends it, in a statement that may hold another.
    fn is_sent(self) -> bool {
        matches!(self, Role::Default | Role::OnUpdate)
    }

    /// Whether it has to come to the same each time.
    fn is_kept(self, grammar: &Grammar) -> bool {
        match self {
            Role::Check => !grammar.checks_change,
            Role::Computed(_) | Role::Index | Role::Predicate => true,
            Role::Default | Role::ServerDefault | Role::OnUpdate => false,
        }
    }
}

/// What stands in the text and may not, in this place.
pub fn forbidden(
    role: Role,
    found: &Found<'_>,
    place: &Place<'_>,
    grammar: &Grammar,
) -> Option<Diagnostic> {
    let error = |at, what: &str| {
        let message = format!("{} cannot have {what}", role.name());
        Diagnostic::error(Code::DATABASE_SQL, at, message)
    };
    if found.has_query && !role.is_sent() {
        let error = error(place.whole(), "a query in it");
        return Some(error.help("name columns of the same row only, or let the program see to it"));
    }
    if let Some(aggregate) = found.aggregate {
        let at = place.of(aggregate.span);
        let error = error(at, &format!("`{}`, which needs many rows", aggregate.value));
        return Some(error.help("name columns of the same row only"));
    }
    let changing = found.changing.filter(|_| role.is_kept(grammar))?;
    let what = format!("`{}`, which may differ the next time", changing.value);
    Some(error(place.of(changing.span), &what).help(format!(
        "{} keeps what it comes to: give the value in the program, or as a `server_default`",
        grammar.database
    )))
}
