//! How two tables hang together by a key.

use super::dialect;
use super::draft::Statement;
use super::filter::{Condition, Related};
use super::fixed::{self, End, Fixed};
use super::scope::Scope;
use super::select::Select;
use super::{Compared, Result, Row, Table, Value};

/// How two tables hang together; columns by number.
#[derive(Debug)]
pub struct Link {
    /// Model and relationship: `Person.offences`.
    pub name: &'static str,
    /// The key in the table of the model that has the relationship.
    pub local: &'static [usize],
    /// The same key in the target's table.
    pub remote: &'static [usize],
    /// What else holds of the two rows, as a `primaryjoin` says.
    pub fixed: &'static [Fixed],
    /// The order of the target's rows: columns, and whether they descend.
    pub order: &'static [(usize, bool)],
    /// The condition on the target's rows that belong to one of the keys of an array, the
    /// first value of the statement. A key of several columns is a JSON array in it, and
    /// bytes are hexadecimal digits. Behind it stands what is fixed of the target's rows.
    pub keys: &'static str,
}

impl Link {
    /// The target's rows that fulfil a condition, for a filter of those they belong to.
    pub(super) fn related(&self, table: &'static Table, to: Option<Condition>) -> Related {
        Related {
            local: self.local,
            table,
            remote: self.remote,
            fixed: self.fixed,
            condition: to,
        }
    }

    /// That this row of the target belongs to a row of `A`, and fulfils a condition. Its
    /// key tells, where nothing else is asked of it; `IS` and not `=`, so that the answer
    /// is never NULL, and `!` means what it says.
    pub(super) fn holder<A, B>(&self, row: &B, to: Option<Condition>) -> Condition
    where
        A: Row,
        B: Row,
    {
        match Condition::held(self.local, "IS", row, self.remote) {
            Some(holds) if to.is_none() && self.fixed.is_empty() => {
                let columns = self.local.iter().copied();
                let nullable = columns.filter(|&column| A::TABLE.column(column).nullable);
                nullable.fold(holds, |holds, column| {
                    let negated = true;
                    holds.and(Condition::Null { column, negated })
                })
            }
            _ => {
                let key = B::TABLE.primary_key;
                let same = Condition::held(key, "=", row, key);
                let to = to.into_iter().chain(same).reduce(Condition::and);
                Condition::Related(Box::new(self.related(B::TABLE, to)))
            }
        }
    }

    /// Leaves only what belongs to that row.
    pub(super) fn narrow<A: Row>(&self, select: &mut Select, row: &A) {
        for (&local, &column) in self.local.iter().zip(self.remote) {
            select.filter(Condition::Compare {
                column,
                operator: "=",
                other: Compared::Value(row.value(local).into_owned()),
            });
        }
        for one in fixed::of(self.fixed, End::Remote) {
            select.filter(one.condition());
        }
        // To be among no values is true of no row.
        if !fixed::leads_from(self.fixed, row) {
            let (column, values) = (0, Vec::new());
            select.filter(Condition::In { column, values });
        }
    }

    /// The rows that belong to one of these keys, as far as they are selected.
    pub(super) fn statement(
        &self,
        table: &'static Table,
        select: &Select,
        keys: Value<'static>,
    ) -> Result<Statement> {
        let mut statement = Statement::with(keys);
        let scope = Scope::alone(table);
        if !select.is_cut() {
            statement.push_all(&[table.select, " WHERE ", self.keys]);
            statement.condition_behind(" AND ", scope, select.condition.clone())?;
            // By key first: so an index on the key gives the order, and nothing is sorted.
            select.push_order_after(&mut statement, scope, self.remote)?;
            return Ok(statement);
        }
        // What is cut is cut for each key by itself: the rows of each are numbered.
        let (columns, number) = (table.all_columns(), table.free_name("number"));
        statement.push_all(&["SELECT ", columns, " FROM (SELECT ", columns, ", "]);
        statement.push("row_number() OVER (PARTITION BY ");
        statement.names(scope, self.remote);
        select.push_order(&mut statement, scope)?;
        statement.push_all(&[") AS ", &number, " FROM ", table.sql]);
        statement.push_all(&[" WHERE ", self.keys]);
        statement.condition_behind(" AND ", scope, select.condition.clone())?;
        statement.push_all(&[")", dialect::NUMBERED]);
        select.push_numbers(&mut statement, &number);
        Ok(statement)
    }
}
