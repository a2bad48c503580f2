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
        let aliases = [super::dialect::own_name(table.sql), "other", "another"];
        let free = |alias: &&&str| !alias.eq_ignore_ascii_case(self.name);
        Self {
            name: aliases.iter().find(free).unwrap_or(&"other"),
            ..Self::alone(table)
        }
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
        let aliases = [
            super::dialect::own_name(table.sql),
            "link",
            "links",
            "linking",
        ];
        let taken = |alias: &str, by: Self| alias.eq_ignore_ascii_case(by.name);
        let free = |alias: &&&str| !taken(alias, self) && !taken(alias, other);
        Self {
            name: aliases.iter().find(free).unwrap_or(&"linking"),
            ..Self::among(table)
        }
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
