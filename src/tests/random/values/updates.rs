//! The part of a program that changes rows: those that point to nothing yet are given a parent, and each column another
//! value.

use std::fmt::Write;

use super::columns::Field;
use super::program::Program;
use super::rows::candidates;
use crate::schema::{ColumnId, ModelId};

/// What becomes of a change that the database may refuse: the value is another row's already, or rows point to the one
/// that is there. `also` is what else may refuse it.
fn refused(also: &str) -> String {
    format!(
        "Err(error) if matches!(error.kind(), Some(m::ConstraintKind::Unique | m::ConstraintKind::ForeignKey{also})) => continue,
            Err(error) => return Err(error.into()),"
    )
}

/// Columns that point to this one may take over its value, and cannot take NULL.
fn refused_by_followers(program: &Program<'_>, field: &Field<'_>) -> String {
    let mut keys = program.checked.schema.foreign_keys();
    let is_followed = keys.any(|(id, _)| {
        let mut pairs = program.pairs(id);
        pairs.any(|(from, to)| to.id == field.id && !from.column.nullable)
    });
    match field.column.nullable && is_followed {
        true => refused(" | m::ConstraintKind::NotNull"),
        false => refused(""),
    }
}

/// `lead_3`: rows that point to nothing yet are made to point to one, by `save`.
pub fn lead(program: &Program<'_>, id: ModelId) -> String {
    let number = id.0;
    let (mut body, refused) = (String::new(), refused(""));
    let optional = program
        .keys(id)
        .filter(|(key, _)| program.is_optional(*key));
    for (key, _) in optional {
        let candidates = candidates(program, key);
        let pairs: Vec<(Field<'_>, Field<'_>)> = program.pairs(key).collect();
        let set = pairs.iter().map(|(from, to)| {
            let value = match (from.column.nullable, to.column.nullable) {
                (true, false) => format!("Some(p.{}.clone())", to.name()),
                (false, true) => format!("p.{}.clone().unwrap()", to.name()),
                _ => format!("p.{}.clone()", to.name()),
            };
            format!("row.{} = {value};", from.name())
        });
        let set = set.collect::<Vec<_>>().join(" ");
        let same = pairs.iter().map(|(from, _)| {
            let (told, name) = (from.told(), from.name());
            format!("same(\"{told} saved\", &again.{name}, &row.{name})?;")
        });
        let same = same.collect::<Vec<_>>().join(" ");
        let _ = writeln!(
            body,
            "    for at in 0..all.r{number}.len() {{
        let Some(p) = d.perhaps({candidates}).cloned() else {{ continue }};
        let mut row = all.r{number}[at].reload(db)?;
        {set}
        match row.save(db) {{
            Ok(()) => {{}}
            {refused}
        }}
        let again = row.reload(db)?;
        {same}
        all.r{number}[at] = again;
    }}"
        );
    }
    format!(
        "fn lead_{number}(db: &Connection, d: &mut Draw, all: &mut Rows) -> Result<(), Fail> {{
{body}    Ok(())
}}

"
    )
}

/// `update_3`: each column that is no key of any sort, by `update`.
pub fn update(program: &Program<'_>, id: ModelId) -> String {
    let (number, name) = (id.0, program.name(id));
    let model = program.checked.schema.model(id);
    let key = model.primary_key().into_iter().map(|column| {
        let field = Field::new(program.checked, ColumnId { model: id, column });
        field.argument(&format!("(&row.{})", field.name()))
    });
    let key: Vec<String> = key.collect();
    let key = match &key[..] {
        [only] => only.clone(),
        several => format!("({})", several.join(", ")),
    };
    let mut body = String::new();
    let plain = model
        .updated()
        .filter(|column| model.keys_of(*column).next().is_none());
    for column in plain {
        let field = Field::new(program.checked, ColumnId { model: id, column });
        let (told, setter, drawn) = (field.told(), field.name(), field.drawn());
        let read = field.of("again");
        let refused = refused_by_followers(program, &field);
        let _ = writeln!(
            body,
            "    for row in &all.r{number} {{
        let value = {drawn};
        match m::{name}::update({key}).{setter}(value.clone()).run(db) {{
            Ok(()) => {{}}
            {refused}
        }}
        let again = row.reload(db)?;
        same(\"{told} updated\", &{read}, &value)?;
    }}"
        );
    }
    format!(
        "fn update_{number}(db: &Connection, d: &mut Draw, all: &Rows) -> Result<(), Fail> {{
{body}    Ok(())
}}

"
    )
}
