//! The tables that a statement names, and how it names their columns.

use super::Table;

/// A table in the FROM of a SELECT.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    pub table: &'static Table,
    /// What a SELECT within this one calls it.
    pub name: &'static str,
    /// Whether columns need that name here, too, since the table is not alone.
    qualified: bool,
}

/// How a statement names a column: `name`, or `person.name`.
#[derive(Clone, Copy)]
pub(super) struct Name {
    pub table: Option<&'static str>,
    pub column: &'static str,
}

impl Scope {
    /// The table alone. Its columns stand without it: they are looked for in the innermost
    /// SELECT first, so that a table may be related to itself without an alias.
    pub(super) fn alone(table: &'static Table) -> Self {
        Self {
            table,
            name: super::dialect::own_name(table.sql),
            qualified: false,
        }
    }

    /// The table among others.
    pub(super) fn among(table: &'static Table) -> Self {
        Self {
            qualified: true,
            ..Self::alone(table)
        }
    }

    /// The table in a SELECT within that of `self`, to whose columns it refers.
    pub(super) fn within(self, table: &'static Table) -> Self {
        Self::alone(table).apart_from(&[self], &["other", "another"])
    }

    /// The table as a SELECT within this one sees it.
    pub(super) fn seen_within(self) -> Self {
        Self {
            qualified: true,
            ..self
        }
    }

    /// Another table in the FROM of the same SELECT.
    pub(super) fn beside(self, table: &'static Table) -> Self {
        Self {
            qualified: true,
            ..self.within(table)
        }
    }

    /// A table between this one and another in the FROM of the same SELECT.
    pub(super) fn between(self, other: Self, table: &'static Table) -> Self {
        Self::among(table).apart_from(&[self, other], &["link", "links", "linking"])
    }

    /// The same under one of those names, where one of the others has its own.
    fn apart_from(self, others: &[Self], names: &[&'static str]) -> Self {
        let is_free = |name: &&'static str| {
            let mut others = others.iter();
            !others.any(|other| name.eq_ignore_ascii_case(other.name))
        };
        let mut names = std::iter::once(&self.name).chain(names).copied();
        // There are more names than others to have them.
        let name = names.find(is_free).unwrap_or(self.name);
        Self { name, ..self }
    }

    /// Under which name a FROM has the table, where it is not its own.
    pub(super) fn alias(self) -> Option<&'static str> {
        (self.name != super::dialect::own_name(self.table.sql)).then_some(self.name)
    }

    /// The column in this SELECT.
    pub(super) fn column(self, column: usize) -> Name {
        match self.qualified {
            true => self.outside(column),
            false => Name {
                table: None,
                column: self.table.column(column).sql,
            },
        }
    }

    /// The column in an ORDER BY. The name alone would be what is read of it, where that is
    /// not the column itself.
    pub(super) fn sorted(self, column: usize) -> Name {
        match super::dialect::is_converted(self.table.column(column)) {
            true => self.outside(column),
            false => self.column(column),
        }
    }

    /// The column in a SELECT within this one.
    pub(super) fn outside(self, column: usize) -> Name {
        Name {
            table: Some(self.name),
            column: self.table.column(column).sql,
        }
    }
}
