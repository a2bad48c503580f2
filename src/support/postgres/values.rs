//! How the rows of an INSERT are spelled, and how their values are bound.

use super::array::push_element;
use super::draft::Statement;
use super::scope::Scope;
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
/// schema. It is made for each row that is inserted by itself.
pub(super) fn listed<'r>(
    table: &'static Table,
    rows: &'r [Vec<Given<'r>>],
    action: &Statement,
) -> String {
    let is_given = |column: &usize| {
        let mut given = rows.iter().filter_map(|row| row.get(*column));
        given.any(|given| !matches!(given, Given::Database))
    };
    let columns: Vec<usize> = (0..table.columns.len()).filter(is_given).collect();
    let mut statement = into(table);
    if columns.is_empty() {
        statement.push(" DEFAULT VALUES");
        return ended(statement, table, action);
    }
    statement.push(" (");
    statement.names(Scope::alone(table), &columns);
    statement.push(") VALUES ");
    let (mut bound, mut begin) = (action.values.len(), "(");
    for row in rows {
        statement.push(begin);
        let given = columns.iter().filter_map(|&column| row.get(column));
        bound = push_places(&mut statement, bound, given);
        statement.push(")");
        begin = ", (";
    }
    ended(statement, table, action)
}

/// Appends what stands for the columns of a row, `$3, DEFAULT`, behind so many values; how
/// many there are then.
fn push_places<'r, I>(statement: &mut Statement, mut bound: usize, given: I) -> usize
where
    I: Iterator<Item = &'r Given<'r>>,
{
    let mut between = "";
    for given in given {
        statement.push(between);
        match given {
            Given::Database | Given::Parent(_) => statement.push("DEFAULT"),
            Given::Sql(sql) => statement.push(sql),
            Given::Value(_) => {
                bound += 1;
                statement.place(bound);
            }
        }
        between = ", ";
    }
    bound
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
    let mut statement = into(table);
    statement.push_all(&[&columns, " SELECT ", &read, " FROM ", &source]);
    ended(statement, table, action)
}

fn into(table: &Table) -> Statement {
    let mut statement = Statement::beginning("INSERT INTO ");
    statement.push(table.sql);
    statement
}

fn ended(mut statement: Statement, table: &Table, action: &Statement) -> String {
    statement.push_all(&[&action.sql, " RETURNING ", table.all_columns()]);
    statement.sql
}
