//! How two tables hang together by a table between them.

use super::beside::Beside;
use super::dialect;
use super::draft::Statement;
use super::filter::{Condition, Related};
use super::scope::Scope;
use super::select::Select;
use super::{Result, Row, Table, Value};

/// How a table stands between two others; columns by number.
#[derive(Debug)]
pub struct LinkTable {
    /// Model and relationship: `Post.tags`.
    pub name: &'static str,
    /// The table between the two, and its columns of both keys.
    pub table: &'static Table,
    /// Columns of the model that has the relationship.
    pub local: &'static [usize],
    /// The link table's columns that point to them.
    pub to_local: &'static [usize],
    /// Columns of the target.
    pub remote: &'static [usize],
    /// The link table's columns that point to them.
    pub to_remote: &'static [usize],
    /// The order of the target's rows: columns, and whether they descend.
    pub order: &'static [(usize, bool)],
    /// From where the target's rows are loaded for an array of keys, which is taken apart
    /// and counted: `FROM … keys … JOIN link table … JOIN …`.
    pub from: &'static str,
    /// Whether it can hold the same pair twice.
    pub repeats: bool,
}

impl Beside for LinkTable {
    fn push_join(&self, to: &mut Statement, scope: Scope, other: Scope) -> Result<()> {
        let links = scope.between(other, self.table);
        to.push(" LEFT JOIN ");
        self.push_links(to, links);
        to.push(" ON ");
        to.equal((scope, self.local), (links, self.to_local));
        to.push(" LEFT JOIN ");
        to.source(other);
        to.push(" ON ");
        to.equal((links, self.to_remote), (other, self.remote));
        Ok(())
    }

    fn remote(&self) -> &'static [usize] {
        self.remote
    }
}

impl LinkTable {
    /// Appends the link table, with each pair once.
    fn push_links(&self, to: &mut Statement, scope: Scope) {
        if !self.repeats {
            return to.source(scope);
        }
        // A column may be of both keys.
        let mut columns = [self.to_local, self.to_remote].concat();
        columns.sort_unstable();
        columns.dedup();
        to.push("(SELECT DISTINCT ");
        to.names(Scope::alone(self.table), &columns);
        to.push_all(&[" FROM ", self.table.sql, ") AS ", scope.name]);
    }

    /// The links to the target's rows that fulfil a condition.
    pub(super) fn links(&self, table: &'static Table, to: Option<Condition>) -> Related {
        let target = Related {
            local: self.to_remote,
            table,
            remote: self.remote,
            fixed: &[],
            condition: to,
        };
        Related {
            local: self.local,
            table: self.table,
            remote: self.to_local,
            fixed: &[],
            condition: Some(Condition::Related(Box::new(target))),
        }
    }

    /// That the target's row is linked to this one.
    pub(super) fn linked<A: Row>(&self, row: &A) -> Condition {
        Condition::Related(Box::new(Related {
            local: self.remote,
            table: self.table,
            remote: self.to_remote,
            fixed: &[],
            condition: Condition::held(self.to_local, "=", row, self.local),
        }))
    }

    /// That this row of the target is linked to a row, and fulfils a condition.
    pub(super) fn holder<B: Row>(&self, row: &B, to: Option<Condition>) -> Condition {
        let held = Condition::held(self.to_remote, "=", row, self.remote);
        let links = self.links(B::TABLE, to.clone());
        let asked = links.condition.filter(|_| to.is_some());
        Condition::Related(Box::new(Related {
            condition: held.into_iter().chain(asked).reduce(Condition::and),
            ..links
        }))
    }

    /// The target's rows that are linked to these keys, as far as they are selected, each
    /// behind the number of its key.
    pub(super) fn statement(
        &self,
        target: &'static Table,
        select: &Select,
        keys: Value<'static>,
    ) -> Result<Statement> {
        let mut statement = Statement::with(keys);
        let scope = Scope::among(target);
        let each = dialect::KEY;
        if !select.is_cut() {
            statement.push_all(&["SELECT ", each, ", "]);
            statement.loaded(scope);
            statement.push_all(&[" ", self.from]);
            self.push_rest(&mut statement, scope, select)?;
            select.push_order(&mut statement, scope)?;
            return Ok(statement);
        }
        // What is cut is cut for each key by itself: the rows of each are numbered.
        let (key, number) = (target.free_name("key"), target.free_name("number"));
        let read = target.all_columns();
        statement.push_all(&["SELECT ", &key, ", ", read, " FROM ("]);
        statement.push_all(&["SELECT ", each, " AS ", &key, ", "]);
        statement.loaded(scope);
        statement.push_all(&[", row_number() OVER (PARTITION BY ", dialect::EACH_KEY]);
        select.push_order(&mut statement, scope)?;
        statement.push_all(&[") AS ", &number, " ", self.from]);
        self.push_rest(&mut statement, scope, select)?;
        statement.push_all(&[")", dialect::NUMBERED]);
        select.push_numbers(&mut statement, &number);
        Ok(statement)
    }

    /// The condition, and that no row comes twice for one key.
    fn push_rest(&self, to: &mut Statement, scope: Scope, select: &Select) -> Result<()> {
        to.condition_behind(" WHERE ", scope, select.condition.clone())?;
        if self.repeats {
            to.push_all(&[" GROUP BY ", dialect::EACH_KEY, ", "]);
            to.names(scope, &dialect::same_row(scope.table, self.remote));
        }
        Ok(())
    }

    /// The link row of two rows, by the values of their keys. Two that differ in a column
    /// that both keys share are refused: one link row cannot point to both.
    pub(super) fn pair<'a>(
        &self,
        row: &[Value<'a>],
        other: &[Value<'a>],
    ) -> Result<Vec<Value<'a>>> {
        let local = self.to_local.iter().zip(row);
        let remote = self.to_remote.iter().zip(other);
        let mut pair = Vec::with_capacity(self.table.columns.len());
        for column in 0..self.table.columns.len() {
            let held = |(to, _): &(&usize, &Value<'a>)| **to == column;
            let mut both = local
                .clone()
                .filter(held)
                .chain(remote.clone().filter(held));
            let value = both.next().map_or(&Value::Null, |(_, value)| value);
            if both.any(|(_, other)| other != value) {
                let expected = "one value for both of the rows that are linked";
                return Err(self.table.misfit(column, expected, "two".to_owned()));
            }
            pair.push(value.clone());
        }
        Ok(pair)
    }
}
