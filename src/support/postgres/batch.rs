//! INSERT of any number of rows: one constant text where all columns of one row are given,
//! and texts of constant pieces where some are left to the database, or where there are
//! several rows, whose values go as one array for each column.

use std::collections::HashSet;

use super::array::push_element;
use super::spell::Statement;
use super::statement::{self, Visit};
use super::{Db, Error, Given, Insert, Result, Row, Table, Value};

/// The most rows that one statement inserts, for the sake of memory; more make it no
/// faster.
pub(super) const MOST_ROWS: usize = 10_000;

/// The values of a key, in the order of its columns.
pub(super) type Key = Vec<Value<'static>>;

/// The keys of parents, which take the place of what rows give for these columns.
pub(super) struct Keys {
    pub(super) columns: &'static [usize],
    /// One for each row.
    pub(super) values: Vec<Key>,
}

impl Keys {
    /// None: the rows give their keys themselves.
    pub(super) fn given() -> Self {
        Self {
            columns: &[],
            values: Vec::new(),
        }
    }

    /// Puts the key of a row's parent in the place of what the row gives for it.
    pub(super) fn put<'a>(&'a self, row: usize, given: &mut [Given<'a>]) {
        let key = self.values.get(row).map(Vec::as_slice).unwrap_or_default();
        for (&column, value) in self.columns.iter().zip(key) {
            if let Some(place) = given.get_mut(column) {
                *place = Given::Value(value.clone());
            }
        }
    }
}

/// What becomes of a row whose key is taken.
pub(super) struct OnConflict {
    /// `ON CONFLICT … DO UPDATE SET …`, of names from the schema, or nothing; and what it
    /// binds, which are the first values of the statement.
    pub(super) action: Statement,
    /// The columns of the key.
    pub(super) key: Vec<usize>,
}

impl OnConflict {
    /// The statement fails.
    pub(super) fn fails() -> Self {
        Self {
            action: Statement::default(),
            key: Vec::new(),
        }
    }
}

/// Where new rows of a model go. What inserts them is compiled once, whatever the model.
pub(super) struct Target {
    table: &'static Table,
    /// The statement of one row that gives every column.
    sql: &'static str,
}

impl Target {
    pub(super) fn of<N: Insert>() -> Self {
        Self {
            table: <N::Row as Row>::TABLE,
            sql: N::SQL,
        }
    }

    /// Inserts rows in their order, with one statement for each batch of rows that give the
    /// same columns, and hands out those that come back.
    pub(super) async fn insert(
        &self,
        db: &dyn Db,
        rows: &[Vec<Given<'_>>],
        conflict: &OnConflict,
        inserted: &mut Visit<'_>,
    ) -> Result<()> {
        for batch in batches(rows, &conflict.key) {
            self.insert_batch(db, batch, conflict, inserted).await?;
        }
        Ok(())
    }

    /// Inserts rows that give the same columns with one statement.
    async fn insert_batch(
        &self,
        db: &dyn Db,
        rows: &[Vec<Given<'_>>],
        conflict: &OnConflict,
        inserted: &mut Visit<'_>,
    ) -> Result<()> {
        check(self.table, rows)?;
        let action = &conflict.action;
        let mut values: Vec<Value<'_>> = action.values.clone();
        let sql = match rows {
            [row] => {
                values.extend(row.iter().filter_map(value).cloned());
                let whole = values.len() == self.table.writable();
                if whole && action.sql.is_empty() {
                    return statement::visit(usize::MAX, db, self.sql, &values, inserted)
                        .await;
                }
                one_row(self.table, row, action)
            }
            _ => {
                values.extend(arrays(rows));
                several_rows(self.table, rows, action)
            }
        };
        statement::visit(usize::MAX, db, &sql, &values, inserted).await
    }
}

/// Rows in batches that one statement each can insert.
pub(super) fn batches<'r, 'v>(
    mut rows: &'r [Vec<Given<'v>>],
    key: &'r [usize],
) -> impl Iterator<Item = &'r [Vec<Given<'v>>]> {
    std::iter::from_fn(move || {
        let alike = rows.chunk_by(|left, right| are_alike(left, right)).next()?;
        let (batch, others) = rows.split_at_checked(distinct(alike, key))?;
        rows = others;
        Some(batch)
    })
}

/// How many of the rows, the first of them, have a key that none before them has: one
/// statement cannot change a row twice. Keys that the database makes may be any.
fn distinct(rows: &[Vec<Given<'_>>], key: &[usize]) -> usize {
    if key.is_empty() {
        return rows.len();
    }
    let mut seen = HashSet::new();
    for (number, row) in rows.iter().enumerate() {
        let given = |&column: &usize| row.get(column).and_then(value);
        let is_new = match key.iter().map(given).collect::<Option<Vec<_>>>() {
            Some(key) => seen.insert(key),
            None => number == 0,
        };
        if !is_new {
            return number;
        }
    }
    rows.len()
}

/// A look at each value to bind.
fn check(table: &Table, rows: &[Vec<Given<'_>>]) -> Result<()> {
    for row in rows {
        for (column, given) in row.iter().enumerate() {
            if let Given::Parent(relationship) = *given {
                return Err(Error::NoParent { relationship });
            }
            if let Given::Value(value) = given {
                table.check(column, value)?;
            }
        }
    }
    Ok(())
}

/// Whether one statement can insert both rows.
fn are_alike(left: &[Given<'_>], right: &[Given<'_>]) -> bool {
    let same = |(left, right): (&Given<'_>, &Given<'_>)| match (left, right) {
        (Given::Sql(left), Given::Sql(right)) => left == right,
        _ => std::mem::discriminant(left) == std::mem::discriminant(right),
    };
    left.iter().zip(right).all(same)
}

fn value<'r, 'v>(given: &'r Given<'v>) -> Option<&'r Value<'v>> {
    match given {
        Given::Value(value) => Some(value),
        _ => None,
    }
}

/// The values of each column that is given as one array; where none is, the number of rows.
fn arrays(rows: &[Vec<Given<'_>>]) -> Vec<Value<'static>> {
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let mut arrays = Vec::with_capacity(first.len());
    for (column, given) in first.iter().enumerate() {
        if let Given::Value(_) = given {
            let values = rows.iter().filter_map(|row| row.get(column));
            arrays.push(whole_array(values.filter_map(value)));
        }
    }
    if arrays.is_empty() {
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        arrays.push(Value::Integer(count));
    }
    arrays
}

/// Values as an array; NULLs are among them.
pub(super) fn whole_array<'v, 'r>(
    values: impl Iterator<Item = &'r Value<'v>>,
) -> Value<'static>
where
    'v: 'r,
{
    let mut array = String::from("{");
    for value in values {
        if array.len() > 1 {
            array.push(',');
        }
        push_element(&mut array, value);
    }
    array.push('}');
    Value::Text(array.into())
}

/// `INSERT INTO t (a, c) VALUES ($1, $2) … RETURNING …`, of names from the schema.
fn one_row(table: &Table, row: &[Given<'_>], action: &Statement) -> String {
    let (mut columns, mut places) = (Vec::new(), Vec::new());
    let mut bound = action.values.len();
    for (column, given) in table.columns.iter().zip(row) {
        match given {
            Given::Database | Given::Parent(_) => continue,
            Given::Value(_) => {
                bound += 1;
                places.push(format!("${bound}"));
            }
            Given::Sql(sql) => places.push((*sql).to_owned()),
        }
        columns.push(column.sql);
    }
    let (columns, places) = (columns.join(", "), places.join(", "));
    let rows = match columns.is_empty() {
        true => " DEFAULT VALUES".to_owned(),
        false => format!(" ({columns}) VALUES ({places})"),
    };
    text(table, &rows, action)
}

/// `INSERT INTO t (a, c) SELECT a, c FROM unnest($1::integer[], $2::text[]) WITH ORDINALITY
/// AS new (a, c, place) ORDER BY place … RETURNING …`, of names from the schema. Rows of
/// which no value is given are counted out: `FROM generate_series(1, $1::integer)`.
fn several_rows(table: &Table, rows: &[Vec<Given<'_>>], action: &Statement) -> String {
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let (mut columns, mut read) = (Vec::new(), Vec::new());
    let (mut names, mut arrays) = (Vec::new(), Vec::new());
    for (column, given) in table.columns.iter().zip(first) {
        match given {
            Given::Database | Given::Parent(_) => continue,
            Given::Value(_) => {
                let number = action.values.len() + arrays.len() + 1;
                arrays.push(format!("${number}::{}[]", column.ty));
                names.push(column.sql);
                read.push(column.sql);
            }
            Given::Sql(sql) => read.push(sql),
        }
        columns.push(column.sql);
    }
    let columns = match columns.is_empty() {
        true => String::new(),
        false => format!(" ({})", columns.join(", ")),
    };
    let (read, names, arrays) = (read.join(", "), names.join(", "), arrays.join(", "));
    let source = match arrays.is_empty() {
        true => format!("generate_series(1, ${}::integer)", action.values.len() + 1),
        false => {
            let place = table.free_name("place");
            let names = format!("new ({names}, {place})");
            format!("unnest({arrays}) WITH ORDINALITY AS {names} ORDER BY {place}")
        }
    };
    text(
        table,
        &format!("{columns} SELECT {read} FROM {source}"),
        action,
    )
}

fn text(table: &Table, rows: &str, action: &Statement) -> String {
    let (into, read) = (table.sql, table.all_columns());
    format!("INSERT INTO {into}{rows}{} RETURNING {read}", action.sql)
}
