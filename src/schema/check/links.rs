//! Many-to-many, and the tables between.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{ColumnId, Kind, Link, Model, ModelId, Relationship, Schema};

/// Many are a list.
pub fn many_to_many_is_a_list(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, one) in schema.relationships() {
        let (Some(Kind::ManyToMany), Some((false, span))) = (one.kind, one.behaviour.uselist)
        else {
            continue;
        };
        let message = format!("several rows can be the `{}` of one", one.name.text);
        let mut warning =
            Diagnostic::warning(Code::LINK_USELIST, span, message).label("one of them is taken");
        if let Some(secondary) = one.behaviour.join {
            warning = warning.also(secondary, "this table holds any number of pairs");
        }
        diagnostics.push(
            warning.help("take `uselist` out, or point to the one row with a foreign key instead"),
        );
    }
}

/// The relationships that write link rows, one for each table and pair of keys.
fn writers(schema: &Schema) -> Vec<(&Relationship, Link)> {
    let mut seen = HashSet::new();
    let all = schema.relationships();
    let links = all.filter_map(|(_, one)| {
        // Where both sides have one key, that has been reported.
        let is_whole = |link: &Link| link.local != link.remote;
        let link = one.link().filter(is_whole)?;
        if one.behaviour.viewonly.is_some() {
            return None;
        }
        let pair = (link.local.min(link.remote), link.local.max(link.remote));
        seen.insert(pair).then_some((one, link))
    });
    links.collect()
}

/// The columns of both keys, each once.
fn columns(schema: &Schema, link: Link) -> Vec<usize> {
    let mut columns = schema.foreign_key(link.local).columns.clone();
    for &column in &schema.foreign_key(link.remote).columns {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns.sort_unstable();
    columns
}

/// A pair is linked or not, and not twice.
pub fn pairs_are_there_once(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (one, link) in writers(schema) {
        let table = schema.model(link.table);
        let columns = columns(schema, link);
        if table.incomplete || table.tells_apart(&columns) {
            continue;
        }
        let names = columns
            .iter()
            .map(|&it| table.columns[it].name.text.as_str());
        let names = names.collect::<Vec<_>>().join(", ");
        let message = format!("`{}` can hold the same pair twice", table.table.text);
        let key = match table.primary_key().is_empty() {
            true => "primary_key",
            false => "unique",
        };
        diagnostics.push(
            Diagnostic::warning(Code::LINK_NOT_UNIQUE, table.name.span, message)
                .label("its two keys together are not unique")
                .also(place(one), "the table between the two")
                .help(format!("add `{key} ({names})` to it")),
        );
    }
}

fn place(one: &Relationship) -> crate::source::Span {
    one.behaviour.join.unwrap_or(one.name.span)
}

/// A link row is made of two keys: what else it must hold is filled in without the program.
pub fn link_rows_can_be_inserted(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (one, link) in writers(schema) {
        let table = schema.model(link.table);
        let keys = columns(schema, link);
        for column in required(schema, link.table, &keys) {
            let column = &table.columns[column];
            let message = format!(
                "no row of `{}` can be inserted: nothing fills `{}` in",
                table.table.text, column.name.text
            );
            diagnostics.push(
                Diagnostic::error(Code::LINK_INCOMPLETE, place(one), message)
                    .label("inserts the two keys alone")
                    .also(column.name.span, "must not be NULL")
                    .help(remedy(table)),
            );
        }
    }
}

fn required(schema: &Schema, model: ModelId, keys: &[usize]) -> Vec<usize> {
    let others = (0..schema.model(model).columns.len()).filter(|column| !keys.contains(column));
    others
        .filter(|&column| schema.is_required(ColumnId { model, column }))
        .collect()
}

fn remedy(table: &Model) -> String {
    let other = match table.has_struct() {
        true => format!(
            "lead to `{}` itself and add `viewonly` here",
            table.name.text
        ),
        false => "declare the table as a `model` and lead to that".to_owned(),
    };
    format!("give the column a default or make it nullable, or {other}")
}
