//! The part of a program that reads rows: all of them, by key, by what each column has.

use std::fmt::Write;

use super::columns::Field;
use super::program::Program;
use crate::schema::{self, ColumnId, ModelId};

/// `fresh_3`: the rows read anew, whose columns are what they were.
pub fn fresh(program: &Program<'_>, id: ModelId) -> String {
    let (number, name) = (id.0, program.name(id));
    let loaded = program
        .fields(id)
        .filter(|field| field.column.deferred.is_none());
    let same = loaded.map(|field| {
        let (told, name) = (field.told(), field.name());
        format!("        same(\"{told} read anew\", &new.{name}, &old.{name})?;\n")
    });
    let same: String = same.collect();
    format!(
        "fn fresh_{number}(db: &Connection, rows: &[m::{name}]) -> Result<Vec<m::{name}>, Fail> {{
    let mut fresh = Vec::new();
    for old in rows {{
        let new = old.reload(db)?;
{same}        fresh.push(new);
    }}
    Ok(fresh)
}}

"
    )
}

/// `read_3`: `all`, look-ups and filters.
pub fn read(program: &Program<'_>, id: ModelId) -> String {
    let (number, name) = (id.0, program.name(id));
    let model = program.checked.schema.model(id);
    let mut body = format!(
        "    let every: Vec<&m::{name}> = all.r{number}.iter().collect();
    same_rows(\"{name}: all\", &m::{name}::query().all(db)?, &every)?;
    same(\"{name}: count\", &m::{name}::query().count(db)?, &(every.len() as u64))?;
"
    );
    body += &look_up(program, id, "get", &model.primary_key());
    if let [only] = model.primary_key()[..] {
        body += &get_many(
            program,
            ColumnId {
                model: id,
                column: only,
            },
        );
    }
    for (column, one) in model.columns.iter().enumerate() {
        if one.unique.is_some() && model.primary_key() != [column] {
            let function = schema::look_up(model, &[column]);
            body += &look_up(program, id, &function, &[column]);
        }
    }
    for list in &model.uniques {
        let function = schema::look_up(model, &list.columns);
        body += &look_up(program, id, &function, &list.columns);
    }
    for field in program.fields(id).filter(Field::is_found) {
        body += &filter(program, &field);
    }
    format!(
        "fn read_{number}(db: &Connection, all: &Rows) -> Result<(), Fail> {{
{body}    Ok(())
}}

"
    )
}

/// All rows are found by their keys.
fn get_many(program: &Program<'_>, key: ColumnId) -> String {
    let (number, name) = (key.model.0, program.name(key.model));
    let key = Field::new(program.checked, key).of("row");
    format!(
        "    let keys: Vec<_> = all.r{number}.iter().map(|row| {key}).collect();
    same_rows(\"{name}::get_many\", &m::{name}::get_many(db, &keys)?, &every)?;
"
    )
}

/// Each row is found by its key.
fn look_up(program: &Program<'_>, id: ModelId, function: &str, key: &[usize]) -> String {
    let (number, name) = (id.0, program.name(id));
    let fields = key.iter().map(|&column| {
        let id = ColumnId { model: id, column };
        Field::new(program.checked, id)
    });
    let fields: Vec<Field<'_>> = fields.collect();
    if !fields.iter().all(Field::is_found) {
        return String::new();
    }
    let mut body = String::new();
    for (at, field) in fields.iter().enumerate() {
        let value = field.of("row");
        let _ = match field.column.nullable {
            true => writeln!(
                body,
                "        let Some(v{at}) = {value} else {{ continue }};"
            ),
            false => writeln!(body, "        let v{at} = {value};"),
        };
    }
    let arguments = fields.iter().enumerate();
    let arguments = arguments.map(|(at, field)| field.argument(&format!("(&v{at})")));
    let arguments: Vec<String> = arguments.collect();
    let key = match &arguments[..] {
        [only] => only.clone(),
        several => format!("({})", several.join(", ")),
    };
    format!(
        "    for row in &all.r{number} {{
{body}        same(\"{name}::{function}\", &m::{name}::{function}(db, {key})?.as_ref(), &Some(row))?;
    }}
"
    )
}

/// The rows with what each row has in the column, or with NULL there.
fn filter(program: &Program<'_>, field: &Field<'_>) -> String {
    let (number, name) = (field.id.model.0, program.name(field.id.model));
    let (told, column) = (field.told(), format!("m::{name}::{}", field.constant()));
    let value = field.of("row");
    let matching = match field.column.nullable {
        true => format!(
            "match value.clone() {{ Some(value) => {column}.eq(value), None => {column}.is_null() }}"
        ),
        false => format!("{column}.eq(value.clone())"),
    };
    let found = match field.is_collated() || field.column.deferred.is_some() {
        true => format!("same(\"{told} filtered\", &found.contains(row), &true)?;"),
        false => format!(
            "let expected: Vec<_> = all.r{number}.iter().filter(|one| one.{} == value).collect();
        same_rows(\"{told} filtered\", &found, &expected)?;",
            field.name()
        ),
    };
    format!(
        "    for row in &all.r{number} {{
        let value = {value};
        let found = m::{name}::query().filter({matching}).all(db)?;
        {found}
    }}
"
    )
}
