//! UPDATE and DELETE by primary key.

use std::marker::PhantomData;

use super::spell::Statement;
use super::statement::execute;
use super::{Db, Error, Model, Result, Table, Upkeep, Value};

/// A partial update of one row: `Person::update(1).name("x").run(&db)` writes what was set,
/// and nothing else.
#[must_use = "nothing is written before `run`"]
pub struct Update<M> {
    key: Vec<Value<'static>>,
    pub(super) changes: Vec<(usize, Value<'static>)>,
    marker: PhantomData<fn() -> M>,
}

impl<M: Model> Update<M> {
    /// An update of the row with that primary key.
    pub(crate) fn of(key: &[Value<'_>]) -> Self {
        Self {
            key: key.iter().cloned().map(Value::into_owned).collect(),
            changes: Vec::new(),
            marker: PhantomData,
        }
    }

    /// Sets a column; the last value holds.
    pub(crate) fn set(mut self, column: usize, value: Value<'_>) -> Self {
        self.changes.retain(|(other, _)| *other != column);
        self.changes.push((column, value.into_owned()));
        self
    }

    /// Runs `UPDATE … SET … WHERE` primary key; without a change, nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] where no row has that key; [`Error::DoesNotFit`] and
    /// [`Error::Constraint`] where a value is refused.
    pub async fn run(self, db: &dyn Db) -> Result<()> {
        update(db, M::TABLE, self.changes, self.key).await
    }
}

/// Writes all columns but the key of a row that was changed.
pub(crate) async fn save<M: Model>(db: &dyn Db, sql: &'static str, row: &M) -> Result<()> {
    let table = M::TABLE;
    let mut values = Vec::with_capacity(table.columns.len());
    let key = table.primary_key;
    let written = |column: &usize| !key.contains(column) && !table.column(*column).deferred;
    let others = (0..table.columns.len()).filter(written);
    for column in others.chain(key.iter().copied()) {
        let value = row.value(column);
        table.check(column, &value)?;
        values.push(value);
    }
    one_changed(table, execute(db, sql, &values).await?)
}

async fn update(
    db: &dyn Db,
    table: &Table,
    changes: Vec<(usize, Value<'static>)>,
    key: Vec<Value<'static>>,
) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut statement = assignments(table, changes)?;
    let mut word = " WHERE ";
    for (&column, value) in table.primary_key.iter().zip(key) {
        table.check_storable(column, &value)?;
        statement.push(&format!("{word}{} = ", table.column(column).sql));
        statement.bind(value);
        word = " AND ";
    }
    one_changed(table, execute(db, &statement.sql, &statement.values).await?)
}

/// `UPDATE … SET …` of these changes, and of what is brought up to date along.
pub(super) fn assignments(
    table: &Table,
    mut changes: Vec<(usize, Value<'static>)>,
) -> Result<Statement> {
    // In the table's order, so that the order of the calls makes no text of its own.
    changes.sort_by_key(|(column, _)| *column);
    let changed: Vec<usize> = changes.iter().map(|(column, _)| *column).collect();
    let mut statement = Statement::default();
    statement.push(&format!("UPDATE {}", table.sql));
    let mut word = " SET ";
    for (column, value) in changes {
        table.check(column, &value)?;
        statement.push(&format!("{word}{} = ", table.column(column).sql));
        statement.bind(value);
        word = ", ";
    }
    table.bring_up_to_date(&mut statement, &changed);
    Ok(statement)
}

impl Table {
    /// Appends what an UPDATE sets beside these columns.
    pub(super) fn bring_up_to_date(&self, to: &mut Statement, changed: &[usize]) {
        for (number, column) in self.columns.iter().enumerate() {
            let name = column.sql;
            let set = changed.contains(&number);
            match column.upkeep {
                // With the table's name, since in an upsert there is another row, too.
                Upkeep::Version => {
                    to.push(&format!(", {name} = {}.{name} + 1", self.sql));
                }
                Upkeep::Made(make) if !set => {
                    to.push(&format!(", {name} = "));
                    to.bind(make());
                }
                Upkeep::Sql(sql) if !set => to.push(&format!(", {name} = {sql}")),
                _ => {}
            }
        }
    }
}

fn one_changed(table: &Table, changed: usize) -> Result<()> {
    match changed {
        0 => Err(Error::NotFound { table: table.name }),
        _ => Ok(()),
    }
}
