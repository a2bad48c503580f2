//! UPDATE and DELETE by primary key.

use std::marker::PhantomData;

use super::changes::Changes;
use super::draft::Statement;
use super::statement::execute;
use super::{Db, Error, Model, Result, Table, Upkeep, Value};

/// A partial update of one row: `Person::update(1).name("x").run(&db)` writes what was set,
/// and nothing else.
#[must_use = "nothing is written before `run`"]
pub struct Update<M> {
    key: Vec<Value<'static>>,
    pub(super) changes: Changes,
    marker: PhantomData<fn() -> M>,
}

impl<M: Model> Update<M> {
    /// An update of the row with that primary key.
    pub(crate) fn of(key: &[Value<'_>]) -> Self {
        Self {
            key: key.iter().cloned().map(Value::into_owned).collect(),
            changes: Changes::default(),
            marker: PhantomData,
        }
    }

    /// Sets a column; the last value holds.
    pub(crate) fn set(mut self, column: usize, value: Value<'static>) -> Self {
        self.changes.set(column, value);
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
    changes: Changes,
    key: Vec<Value<'static>>,
) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut statement = assignments(table, changes)?;
    let mut word = " WHERE ";
    for (&column, value) in table.primary_key.iter().zip(key) {
        table.check_storable(column, &value)?;
        statement.push_all(&[word, table.column(column).sql, " = "]);
        statement.bind(value);
        word = " AND ";
    }
    one_changed(table, execute(db, &statement.sql, &statement.values).await?)
}

/// `UPDATE … SET …` of these changes, and of what is brought up to date along.
pub(super) fn assignments(table: &Table, changes: Changes) -> Result<Statement> {
    let Changes { columns, values } = changes;
    let mut statement = Statement::beginning("UPDATE ");
    statement.push(table.sql);
    let mut word = " SET ";
    for ((&column, value), place) in columns.iter().zip(&values).zip(1..) {
        table.check(column, value)?;
        statement.push_all(&[word, table.column(column).sql, " = "]);
        statement.place(place);
        word = ", ";
    }
    statement.values = values;
    table.bring_up_to_date(&mut statement, &columns);
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
                    to.push_all(&[", ", name, " = ", self.sql, ".", name, " + 1"]);
                }
                Upkeep::Made(make) if !set => {
                    to.push_all(&[", ", name, " = "]);
                    to.bind(make());
                }
                Upkeep::Sql(sql) if !set => to.push_all(&[", ", name, " = ", sql]),
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
