//! The part of a program that links rows, and reads what belongs to each row by every way that there is.

use super::columns::Field;
use super::program::Program;
use crate::emit::rust::ident;
use crate::schema::{ColumnId, Default, Kind, ModelId, RelId, Relationship, Side, constant};
use crate::syntax::ast::Lazy;

/// The rows that a table between two models links, as numbers: of the row that its first key leads to, and of the other.
pub fn links(program: &Program<'_>, table: ModelId) -> Option<String> {
    let schema = &program.checked.schema;
    let mut relationships = schema.relationships();
    let (id, one) = relationships.find(|(_, one)| {
        one.link().is_some_and(|link| link.table == table) && schema.written_link(one).is_some()
    })?;
    let (own, other) = (id.model.0, one.target?.0);
    let add = &one.name.text;
    let pair = pair(one)?;
    Some(format!(
        "    for at in 0..all.r{own}.len() {{
        for to in 0..all.r{other}.len() {{
            if d.once_in(3) {{
                all.r{own}[at].add_{add}(db, &all.r{other}[to])?;
                all.l{}.push({pair});
            }}
        }}
    }}
",
        table.0
    ))
}

/// The row `at` and the one that it leads to, `to`, as they stand among links.
fn pair(one: &Relationship) -> Option<&'static str> {
    let link = one.link()?;
    Some(match link.local.key <= link.remote.key {
        true => "(at, to)",
        false => "(to, at)",
    })
}

/// `related_3_1`: by the function or the field, by `of`, by `with`, by `join`, and by a filter. Nothing where it cannot be said
/// here what belongs to a row.
pub fn related(program: &Program<'_>, id: RelId) -> Option<String> {
    let one = program.checked.schema.relationship(id);
    let (own, target) = (id.model.0, one.target?.0);
    let (name, other) = (program.name(id.model), program.name(one.target?));
    let belongs = belongs(program, id)?;
    let constant = constant(&one.name.text);
    let told = format!("{name}.{}", one.name.text);
    let listed = listed(program, id);
    let single = match program.may_be_several(one) {
        true => "",
        false => "if expected.len() > 1 { return Err(\"several where there is one\".into()); }",
    };
    let way = way(one).map(|read| {
        format!(
            "        let read = {read};
        same_rows(\"{told}\", &{listed}, &expected)?;\n"
        )
    });
    let way = way.unwrap_or_default();
    Some(format!(
        "fn related_{own}_{number}(db: &Connection, all: &Rows) -> Result<(), Fail> {{
    let with = m::{name}::query().with(m::{name}::{constant}).all(db)?;
    let join = m::{name}::query().join(m::{name}::{constant}).all(db)?;
    same(\"{told}: rows with it\", &with.len(), &all.r{own}.len())?;
    same(\"{told}: rows joined\", &join.len(), &all.r{own}.len())?;
    let mut leading = Vec::new();
    for (at, row) in all.r{own}.iter().enumerate() {{
        let expected = all.r{target}.iter().enumerate();
        let expected = expected.filter(|(to, other)| {{ let to = *to; {belongs} }});
        let expected: Vec<&m::{other}> = expected.map(|(_, other)| other).collect();
        {single}
        if !expected.is_empty() {{ leading.push(row); }}
{way}        same_rows(\"{told}: of\", &m::{name}::{constant}.of(row).all(db)?, &expected)?;
        for (way, rows) in [(\"with\", &with), (\"join\", &join)] {{
            let Some((_, read)) = rows.iter().find(|(one, _)| one == row) else {{
                return Err(format!(\"{told}: a row is missing by {{way}}\").into());
            }};
            let read = read.clone();
            same_rows(&format!(\"{told}: {{way}}\"), &{listed}, &expected)?;
        }}
    }}
    let found = m::{name}::query().filter(m::{name}::{constant}.exists()).all(db)?;
    same_rows(\"{told}: exists\", &found, &leading)
}}

",
        number = id.relationship
    ))
}

/// How a row gives what belongs to it.
fn way(one: &Relationship) -> Option<String> {
    let name = ident(&one.name.text);
    match one.behaviour.loading() {
        Lazy::Select => Some(format!("row.{name}(db)?")),
        _ if one.behaviour.is_eager() => Some(format!("row.{name}.clone()")),
        _ => None,
    }
}

/// What was read as a list.
fn listed(program: &Program<'_>, id: RelId) -> &'static str {
    let schema = &program.checked.schema;
    let ends = schema.ends(id);
    match schema.relationship(id).kind {
        Some(Kind::OneToOne) => "read.into_iter().collect::<Vec<_>>()",
        Some(Kind::ManyToOne) if ends.is_some_and(|ends| schema.may_lead_nowhere(id, &ends)) => {
            "read.into_iter().collect::<Vec<_>>()"
        }
        Some(Kind::ManyToOne) => "vec![read]",
        _ => "read",
    }
}

/// Whether the row `other` belongs to `row`.
fn belongs(program: &Program<'_>, id: RelId) -> Option<String> {
    let schema = &program.checked.schema;
    let one = schema.relationship(id);
    if let Some(link) = one.link() {
        let pair = pair(one)?;
        let is_table = !schema.model(link.table).has_struct();
        return is_table.then(|| format!("all.l{}.contains(&{pair})", link.table.0));
    }
    let ends = schema.ends(id)?;
    let field = |model: ModelId, column: usize| {
        let field = Field::new(program.checked, ColumnId { model, column });
        (field.column.deferred.is_none() && field.is_found()).then_some(field)
    };
    let mut terms = Vec::new();
    for (&local, &remote) in ends.local.columns.iter().zip(&ends.remote.columns) {
        let local = field(ends.local.model, local)?.if_there("row");
        let remote = field(ends.remote.model, remote)?.if_there("other");
        terms.push(format!("{local}.is_some() && {local} == {remote}"));
    }
    for condition in one.conditions() {
        let (model, row) = match condition.side {
            Side::Local => (ends.local.model, "row"),
            Side::Remote => (ends.remote.model, "other"),
        };
        let value = field(model, condition.column)?.if_there(row);
        let Default::Integer(number) = condition.value else {
            return None;
        };
        let operator = condition.operator;
        terms.push(format!(
            "{value}.is_some_and(|value| i64::from(*value) {operator} {number})"
        ));
    }
    Some(terms.join(" && "))
}
