//! Very many rows at once, by COPY.

use std::fmt::Write as _;
use std::io::Cursor;
use std::pin::pin;

use futures_util::SinkExt;
use tokio_postgres::CopyInSink;

use super::echo::echo;
use super::field::real;
use super::insert::all_given;
use super::{Db, Error, Given, Insert, Result, Row, Session, Table, Value};

/// How many bytes are sent at a time.
const CHUNK: usize = 64 * 1024;

/// Inserts any number of rows in constant memory, all or none: `COPY t (a, b) FROM STDIN`,
/// once for rows in a row that give the same columns, in a savepoint. What the database
/// makes of them does not come back, but for their number.
pub(crate) async fn copy_in<N: Insert>(
    db: &dyn Db,
    rows: impl IntoIterator<Item = N>,
) -> Result<u64> {
    let table = <N::Row as Row>::TABLE;
    let savepoint = Session::nested(db).await?;
    let mut rows = rows.into_iter();
    let mut next = rows.next();
    let mut copied = 0;
    while let Some(mut row) = next.take() {
        let columns = columns_of(table, &mut row)?;
        let sql = text(table, &columns)?;
        if db.echoes() {
            echo(&sql, &[]);
        }
        let mut sink = pin!(savepoint.client().copy_in(&sql).await?);
        let mut buffer = String::new();
        loop {
            push_row(
                &mut buffer,
                table,
                &all_given(table, |column| row.given(column)),
            )?;
            if buffer.len() >= CHUNK {
                let full = std::mem::take(&mut buffer);
                sink.feed(Cursor::new(full.into_bytes())).await?;
            }
            let Some(mut another) = rows.next() else {
                break;
            };
            if columns_of(table, &mut another)? != columns {
                next = Some(another);
                break;
            }
            row = another;
        }
        sink.feed(Cursor::new(buffer.into_bytes())).await?;
        copied += CopyInSink::finish(sink).await?;
    }
    savepoint.commit().await?;
    Ok(copied)
}

/// The columns that a row gives.
fn columns_of<N: Insert>(table: &Table, row: &mut N) -> Result<Vec<usize>> {
    if let Some(list) = row.children().and_then(|children| children.lists.first()) {
        return Err(Error::DoesNotFit {
            table: table.name,
            column: list.relationship(),
            expected: "nothing, where rows are copied".to_owned(),
            found: "rows that are given along".to_owned(),
        });
    }
    let mut columns = Vec::new();
    for (column, given) in all_given(table, |column| row.given(column))
        .iter()
        .enumerate()
    {
        match *given {
            Given::Value(_) => columns.push(column),
            Given::Database => {}
            Given::Parent(relationship) => return Err(Error::NoParent { relationship }),
            Given::Sql(sql) => {
                let expected = "a value, where rows are copied";
                return Err(table.misfit(column, expected, format!("SQL: {sql}")));
            }
        }
    }
    Ok(columns)
}

/// `COPY t (a, b) FROM STDIN`, of names from the schema.
fn text(table: &Table, columns: &[usize]) -> Result<String> {
    match columns {
        [] => {
            let found = "a row that leaves everything to the database".to_owned();
            Err(table.misfit(0, "a value, where rows are copied", found))
        }
        columns => Ok(format!(
            "COPY {} ({}) FROM STDIN",
            table.sql,
            table.list(columns)
        )),
    }
}

/// Appends a row in COPY's text format: values between tabs, ended by a line break.
fn push_row(to: &mut String, table: &Table, row: &[Given<'_>]) -> Result<()> {
    let mut between = "";
    for (column, given) in row.iter().enumerate() {
        if let Given::Value(value) = given {
            table.check(column, value)?;
            to.push_str(between);
            push_value(to, value);
            between = "\t";
        }
    }
    to.push('\n');
    Ok(())
}

fn push_value(to: &mut String, value: &Value<'_>) {
    match value {
        Value::Null | Value::Unstorable(_) => to.push_str("\\N"),
        Value::Integer(number) => to.push_str(&number.to_string()),
        Value::Real(number) => to.push_str(&real(*number)),
        Value::Text(text) => {
            for character in text.chars() {
                match character {
                    '\\' => to.push_str("\\\\"),
                    '\t' => to.push_str("\\t"),
                    '\n' => to.push_str("\\n"),
                    '\r' => to.push_str("\\r"),
                    other => to.push(other),
                }
            }
        }
        Value::Blob(bytes) => {
            to.push_str("\\\\x");
            for byte in bytes.iter() {
                let _ = write!(to, "{byte:02x}");
            }
        }
    }
}
