//! How the rows of an INSERT are spelled, and how their values are bound.

use super::array::push_element;
use super::draft::Statement;
use super::{Given, Table, Value};

/// The value that is given, if it is one.
pub(super) fn value<'r, 'v>(given: &'r Given<'v>) -> Option<&'r Value<'v>> {
    match given {
        Given::Value(value) => Some(value),
        _ => None,
    }
}

/// The values of each column that is given as one array; where none is, the number of rows.
pub(super) fn arrays(rows: &[Vec<Given<'_>>]) -> Vec<Value<'static>> {
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
pub(super) fn whole_array<'v, 'r, I>(values: I) -> Value<'static>
where
    'v: 'r,
    I: Iterator<Item = &'r Value<'v>>,
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

/// `INSERT INTO t (a, c) VALUES ($1, $2), ($3, DEFAULT) … RETURNING …`, of names from the
/// schema.
pub(super) fn listed(table: &Table, rows: &[Vec<Given<'_>>], action: &Statement) -> String {
    let is_given = |column: &usize| {
        let mut given = rows.iter().filter_map(|row| row.get(*column));
        given.any(|given| !matches!(given, Given::Database))
    };
    let columns: Vec<usize> = (0..table.columns.len()).filter(is_given).collect();
    if columns.is_empty() {
        return text(table, " DEFAULT VALUES", action);
    }
    let mut bound = action.values.len();
    let mut list = Vec::with_capacity(rows.len());
    for row in rows {
        let given = columns.iter().filter_map(|&column| row.get(column));
        let places = given.map(|given| match given {
            Given::Database | Given::Parent(_) => "DEFAULT".to_owned(),
            Given::Sql(sql) => (*sql).to_owned(),
            Given::Value(_) => {
                bound += 1;
                format!("${bound}")
            }
        });
        list.push(format!("({})", places.collect::<Vec<_>>().join(", ")));
    }
    let (columns, list) = (table.list(&columns), list.join(", "));
    text(table, &format!(" ({columns}) VALUES {list}"), action)
}

/// `INSERT INTO t (a, c) SELECT a, c FROM unnest($1::integer[], $2::text[]) WITH ORDINALITY
/// AS new (a, c, place) ORDER BY place … RETURNING …`, of names from the schema. Rows of
/// which no value is given are counted out: `FROM generate_series(1, $1::integer)`.
pub(super) fn of_arrays(table: &Table, row: &[Given<'_>], action: &Statement) -> String {
    let (mut columns, mut read) = (Vec::new(), Vec::new());
    let (mut names, mut arrays) = (Vec::new(), Vec::new());
    let first = action.values.len() + 1;
    for (column, given) in table.columns.iter().zip(row) {
        match given {
            Given::Database | Given::Parent(_) => continue,
            Given::Sql(sql) => read.push(*sql),
            Given::Value(_) => {
                let number = first + arrays.len();
                arrays.push(format!("${number}::{}[]", column.ty));
                names.push(column.sql);
                read.push(column.sql);
            }
        }
        columns.push(column.sql);
    }
    let columns = match columns.is_empty() {
        true => String::new(),
        false => format!(" ({})", columns.join(", ")),
    };
    let (read, names, arrays) = (read.join(", "), names.join(", "), arrays.join(", "));
    let source = match arrays.is_empty() {
        true => format!("generate_series(1, ${first}::integer)"),
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
