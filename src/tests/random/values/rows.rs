//! The part of a program that inserts rows.

use std::fmt::Write;

use super::columns::Field;
use super::program::Program;
use crate::schema::{ForeignKey, Join, KeyId, Kind, ModelId};

/// `insert_3`: one new row, each column of which is read back; nothing where a key of it is there already.
pub fn insert(program: &Program<'_>, id: ModelId) -> String {
    let (number, name) = (id.0, program.name(id));
    let mut body = String::new();
    for (key, _) in program.keys(id) {
        body += &parent(program, key);
    }
    for field in program.fields(id).filter(Field::is_given) {
        let value = value(program, &field);
        let _ = writeln!(body, "    let c{} = {value};", field.id.column);
    }
    let required = program.fields(id).filter(Field::is_required);
    let required = required.map(|field| format!("c{}.clone()", field.id.column));
    let required = required.collect::<Vec<_>>().join(", ");
    let _ = writeln!(body, "    let mut new = m::New{name}::new({required});");
    let others = |field: &Field<'_>| field.is_given() && !field.is_required();
    for field in program.fields(id).filter(others) {
        let (number, name) = (field.id.column, field.name());
        let _ = writeln!(
            body,
            "    if let Some(value) = &c{number} {{ new = new.{name}(value.clone()); }}"
        );
    }
    let _ = writeln!(
        body,
        "    let row = match new.insert(db) {{
        Ok(row) => row,
        Err(error) if error.kind() == Some(m::ConstraintKind::Unique) => return Ok(None),
        Err(error) => return Err(error.into()),
    }};"
    );
    for field in program.fields(id).filter(Field::is_given) {
        body += &read_back(&field);
    }
    format!(
        "fn insert_{number}(db: &Connection, d: &mut Draw, all: &Rows) -> Result<Option<m::{name}>, Fail> {{
{body}    Ok(Some(row))
}}

"
    )
}

/// The row that a key is to lead to, if it leads anywhere; no row is made where it has to and cannot.
fn parent(program: &Program<'_>, key: KeyId) -> String {
    let number = key.key;
    let candidates = candidates(program, key);
    match program.is_optional(key) {
        true => format!("    let p{number} = d.perhaps({candidates});\n"),
        false => {
            format!("    let Some(p{number}) = d.pick({candidates}) else {{ return Ok(None) }};\n")
        }
    }
}

/// The rows that a key can lead to.
pub fn candidates(program: &Program<'_>, key: KeyId) -> String {
    let declared = program.checked.schema.foreign_key(key);
    let Some(target) = &declared.target else {
        return String::new();
    };
    let pairs: Vec<(Field<'_>, Field<'_>)> = program.pairs(key).collect();
    let there = pairs
        .iter()
        .map(|(_, to)| format!("{}.is_some()", to.if_there("p")));
    let there = there.collect::<Vec<_>>().join(" && ");
    let same = pairs
        .iter()
        .map(|(from, to)| format!("{} == {}", from.if_there("c"), to.if_there("p")));
    let same = same.collect::<Vec<_>>().join(" && ");
    let free = match is_single(program, key, declared) {
        true => format!(" && !all.r{}.iter().any(|c| {same})", key.model.0),
        false => String::new(),
    };
    format!("all.r{}.iter().filter(|p| {there}{free})", target.model.0)
}

/// Whether at most one row may have the key's values: else a relationship would lead to several where there is one.
fn is_single(program: &Program<'_>, key: KeyId, declared: &ForeignKey) -> bool {
    let mut relationships = program.checked.schema.relationships();
    relationships.any(|(_, one)| {
        let joins = match &one.join {
            Some(Join::Key(other)) => *other == key,
            Some(Join::Columns(join)) => {
                let mut remote = join.pairs.iter().map(|(_, remote)| remote);
                one.target == Some(key.model) && remote.all(|it| declared.columns.contains(it))
            }
            _ => false,
        };
        joins && one.kind == Some(Kind::OneToOne)
    })
}

/// What is given for a column: that of the parent, where it is part of a key.
fn value(program: &Program<'_>, field: &Field<'_>) -> String {
    let of_key = program.keys(field.id.model).find_map(|(key, _)| {
        let mut pairs = program.pairs(key);
        let (_, target) = pairs.find(|(from, _)| from.id == field.id)?;
        Some((key, target))
    });
    let value = match of_key {
        None if field.is_required() => return field.drawn(),
        None if !field.may_be_left_out() => return format!("Some({})", field.drawn()),
        None => return format!("d.given(|d| {})", field.drawn()),
        Some((key, target)) => {
            let place = format!("p{}", key.key);
            let name = target.name();
            match (program.is_optional(key), field.column.nullable) {
                (true, true) if target.column.nullable => {
                    format!("{place}.and_then(|p| p.{name}.clone())")
                }
                (true, true) => format!("{place}.map(|p| p.{name}.clone())"),
                // A part of a key whose other part is NULL leads nowhere, whatever it is.
                (true, false) => format!(
                    "{place}.map_or_else(|| {}, |p| p.{name}.clone())",
                    field.drawn()
                ),
                (false, true) => format!("{}.cloned()", target.if_there(&place)),
                (false, false) if target.column.nullable => {
                    format!("{place}.{name}.clone().unwrap()")
                }
                (false, false) => format!("{place}.{name}.clone()"),
            }
        }
    };
    match field.is_required() {
        true => value,
        false => format!("Some({value})"),
    }
}

fn read_back(field: &Field<'_>) -> String {
    let (told, number, read) = (field.told(), field.id.column, field.of("row"));
    match field.is_required() {
        true => format!("    same({told:?}, &{read}, &c{number})?;\n"),
        false => {
            format!("    if let Some(value) = &c{number} {{ same({told:?}, &{read}, value)?; }}\n")
        }
    }
}
