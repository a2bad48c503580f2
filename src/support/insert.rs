//! INSERT: one constant text where all columns are given, and texts of constant pieces
//! where some are left to the database.

use rusqlite::Connection;

use super::statement::all;
use super::{Error, Field, Model, Result, Row, Session, Table, Value};

/// A new row: what an INSERT needs.
pub trait Insert: Sized {
    /// The row that comes back.
    type Row: Model;

    /// The statement with every column given.
    const SQL: &'static str;

    /// What is given for each column, in the table's order, none left out.
    fn values(&self) -> Vec<Given<'_>>;
}

/// What an INSERT says of a column.
#[derive(Debug, Clone)]
pub enum Given<'a> {
    /// A value, to be bound.
    Value(Value<'a>),
    /// Nothing: the database fills it in.
    Database,
    /// SQL from the schema.
    Sql(&'static str),
}

impl<'a> Given<'a> {
    /// The value, or the database's default.
    pub(crate) fn or_database<T: Field>(given: &'a Option<T>) -> Self {
        match given {
            Some(value) => Given::Value(value.bind()),
            None => Given::Database,
        }
    }

    /// The value, or a default of the schema's.
    pub(crate) fn or_value<T: Field>(given: &'a Option<T>, default: Value<'a>) -> Self {
        match given {
            Some(value) => Given::Value(value.bind()),
            None => Given::Value(default),
        }
    }

    /// The value, or one that is made now.
    pub(crate) fn or_made<T: Field>(given: &'a Option<T>, make: fn() -> Value<'a>) -> Self {
        match given {
            Some(value) => Given::Value(value.bind()),
            None => Given::Value(make()),
        }
    }

    /// The value, or SQL of the schema's.
    pub(crate) fn or_sql<T: Field>(given: &'a Option<T>, sql: &'static str) -> Self {
        match given {
            Some(value) => Given::Value(value.bind()),
            None => Given::Sql(sql),
        }
    }
}

/// The most rows that one statement inserts; more make it slower again.
const MOST_ROWS: usize = 32;

/// The most values that one statement binds; SQLite takes 32,766.
const MOST_VALUES: usize = 30_000;

/// Inserts one row.
pub(crate) fn insert<N: Insert>(db: &Connection, new: &N) -> Result<N::Row> {
    let table = <N::Row as Row>::TABLE;
    let given = new.values();
    let inserted = run::<N>(db, &[given])?;
    let mut rows = N::Row::complete(db, inserted)?;
    rows.pop().ok_or(Error::NotFound { table: table.name })
}

/// Inserts any number of rows, all or none, in the order in which they come: a savepoint,
/// and one statement for every 32 rows that give the same columns.
pub(crate) fn insert_all<N: Insert>(
    db: &Connection,
    rows: impl IntoIterator<Item = N>,
) -> Result<Vec<N::Row>> {
    let table = <N::Row as Row>::TABLE;
    let rows: Vec<N> = rows.into_iter().collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let most = (MOST_VALUES / table.columns.len().max(1)).clamp(1, MOST_ROWS);
    let savepoint = Session::nested(db)?;
    let mut inserted = Vec::with_capacity(rows.len());
    for chunk in rows.chunks(most) {
        let given: Vec<Vec<Given<'_>>> = chunk.iter().map(Insert::values).collect();
        // Only full batches share a statement: a text for every length would fill the
        // cache.
        let step = if chunk.len() == most && alike(&given) {
            most
        } else {
            1
        };
        for batch in given.chunks(step) {
            inserted.append(&mut run::<N>(db, batch)?);
        }
    }
    let rows = N::Row::complete(db, inserted)?;
    savepoint.commit()?;
    Ok(rows)
}

/// The columns of a model of new rows.
type Columns<N> = <<N as Insert>::Row as Model>::Columns;

/// Inserts rows that give the same columns with one statement.
fn run<N: Insert>(db: &Connection, rows: &[Vec<Given<'_>>]) -> Result<Vec<Columns<N>>> {
    let table = <N::Row as Row>::TABLE;
    let values = bound(table, rows)?;
    match rows {
        [_] if values.len() == table.writable() => all(db, N::SQL, &values),
        _ => all(db, &text(table, rows), &values),
    }
}

/// The values to bind, after a look at each.
fn bound<'a>(table: &Table, rows: &[Vec<Given<'a>>]) -> Result<Vec<Value<'a>>> {
    let mut values = Vec::with_capacity(rows.len() * table.columns.len());
    for row in rows {
        for (column, given) in row.iter().enumerate() {
            if let Given::Value(value) = given {
                table.check(column, value)?;
                values.push(value.clone());
            }
        }
    }
    Ok(values)
}

/// Whether one statement can insert all of these rows. Rows that leave everything to the
/// database have none: `DEFAULT VALUES` is one row.
fn alike(rows: &[Vec<Given<'_>>]) -> bool {
    let database = |given: &Given<'_>| matches!(given, Given::Database);
    if rows.first().is_none_or(|row| row.iter().all(database)) {
        return false;
    }
    let same = |left: &Given<'_>, right: &Given<'_>| match (left, right) {
        (Given::Sql(left), Given::Sql(right)) => left == right,
        _ => std::mem::discriminant(left) == std::mem::discriminant(right),
    };
    rows.windows(2).all(|pair| match pair {
        [left, right] => left
            .iter()
            .zip(right)
            .all(|(left, right)| same(left, right)),
        _ => true,
    })
}

/// `INSERT INTO t (a, c) VALUES (?, ?), … RETURNING …`, of names from the schema and `?`s.
fn text(table: &Table, rows: &[Vec<Given<'_>>]) -> String {
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let mut columns = Vec::new();
    let mut places = Vec::new();
    for (column, given) in table.columns.iter().zip(first) {
        match given {
            Given::Database => continue,
            Given::Value(_) => places.push("?"),
            Given::Sql(sql) => places.push(sql),
        }
        columns.push(column.sql);
    }
    let mut sql = format!("INSERT INTO {}", table.sql);
    if columns.is_empty() {
        sql.push_str(" DEFAULT VALUES");
    } else {
        let row = format!("({})", places.join(", "));
        sql.push_str(&format!(" ({}) VALUES ", columns.join(", ")));
        sql.push_str(&vec![row; rows.len()].join(", "));
    }
    sql.push_str(" RETURNING ");
    sql.push_str(&table.all_columns());
    sql
}
