//! Rows as the database holds them, beside rows as they were recorded.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::departures::explained;
use crate::harness::Row;

/// Table, id and column.
type Cell<'a> = (&'a str, i64, &'a str);

/// The recorded rows of each table.
pub struct Rows(BTreeMap<String, Vec<Map<String, Value>>>);

impl Rows {
    pub(super) fn recorded(tables: &Value) -> Self {
        let tables = tables.as_object().expect("tables").iter();
        let rows = |rows: &Value| -> Vec<Map<String, Value>> {
            let rows = rows.as_array().expect("rows").iter();
            rows.map(|row| row.as_object().expect("a row").clone())
                .collect()
        };
        Self(
            tables
                .map(|(table, all)| (table.clone(), rows(all)))
                .collect(),
        )
    }

    /// The row with this id is not there, for the reason under that heading.
    #[track_caller]
    pub fn lack(&mut self, table: &str, id: i64, heading: &str) {
        explained(heading);
        let rows = self.0.get_mut(table).expect("a table");
        let before = rows.len();
        rows.retain(|row| row["id"] != id);
        assert_eq!(
            rows.len() + 1,
            before,
            "{table} has no row {id} in the record"
        );
    }

    /// Another value stands in a column of the row with this id, for the reason under that heading.
    #[track_caller]
    pub fn hold(&mut self, (table, id, column): Cell<'_>, value: Value, heading: &str) {
        explained(heading);
        let mut rows = self.0.get_mut(table).expect("a table").iter_mut();
        let row = rows.find(|row| row["id"] == id).expect("a row");
        let before = row.insert(column.to_owned(), value.clone());
        assert_ne!(before, Some(value), "{table}.{column} is as recorded");
    }

    pub(super) fn tables(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// Asserts that a table holds these rows, in whatever order.
    pub(super) fn are(&self, table: &str, mut stored: Vec<Row>) {
        for row in &self.0[table] {
            match stored.iter().position(|own| same_row(row, own)) {
                Some(at) => drop(stored.remove(at)),
                None => panic!("{table} has no row {row:?}, but {stored:#?}"),
            }
        }
        assert!(stored.is_empty(), "{table} has more rows: {stored:#?}");
    }
}

fn same_row(recorded: &Map<String, Value>, stored: &Row) -> bool {
    let same = |(column, value): (&String, &Value)| {
        let own = stored.get(column);
        own.is_some_and(|own| same(value, own))
    };
    recorded.len() == stored.len() && recorded.iter().all(same)
}

/// Whether a recorded value, with the tag of its type, is what is stored.
fn same(recorded: &Value, stored: &Value) -> bool {
    let own = match stored {
        Value::Null => return recorded.is_null(),
        Value::Bool(value) => i32::from(*value).to_string(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let tagged = recorded.as_object().and_then(|tags| tags.iter().next());
    match (recorded, tagged.map(|(tag, value)| (tag.as_str(), value))) {
        (Value::Bool(value), _) => own == i32::from(*value).to_string(),
        (Value::Number(number), _) => number.as_f64() == own.parse().ok(),
        (Value::String(text), _) => *text == own,
        (_, Some(("decimal", value))) => number(value.as_str()) == number(Some(&own)),
        (_, Some(("date" | "time" | "datetime", value))) => time(text(value)) == time(&own),
        (_, Some(("interval_s", value))) => value.as_f64() == seconds(&own),
        (_, Some(("bytes", _))) => recorded == stored,
        (_, Some(("uuid", value))) => text(value).replace('-', "") == own.replace('-', ""),
        (_, Some(("enum", value))) => label(text(value)) == label(&own),
        _ => serde_json::from_str::<Value>(&own).is_ok_and(|json| json == *recorded),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number(text: Option<&str>) -> Option<rust_decimal::Decimal> {
    Some(text?.parse::<rust_decimal::Decimal>().ok()?.normalize())
}

/// `2021-03-04T05:06:07` and `2021-03-04 05:06:07.000000` are the same.
fn time(text: &str) -> String {
    let text = text.replace('T', " ");
    text.trim_end_matches(".000000").to_owned()
}

/// An interval is stored as the time that comes so long after the beginning of 1970.
fn seconds(text: &str) -> Option<f64> {
    let text = time(text);
    let time = chrono::NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S%.f").ok()?;
    Some(time.and_utc().timestamp_micros() as f64 / 1e6)
}

/// `Colour.DARK_BLUE` and `dark blue` are the same.
fn label(text: &str) -> String {
    let label = text.rsplit('.').next().unwrap_or_default();
    label.to_lowercase().replace(' ', "_")
}
