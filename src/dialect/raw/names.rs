//! The columns that raw SQL names.

use sqlparser::ast::Ident;

use super::place::Place;
use super::walk::Found;
use super::{Database, Grammar, Role};
use crate::diagnostic::{Code, Diagnostic, similar};
use crate::dialect::is_among;
use crate::schema::{Column, Model};
use crate::source::Span;

/// Raw SQL names columns of its table, and those that may stand in its place.
pub fn judge(
    role: Role,
    found: &Found<'_>,
    model: &Model,
    place: &Place<'_>,
    grammar: &Grammar,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut names = found.columns.clone();
    names.sort_by_key(|name| name.first().map(|first| first.span.start));
    for name in names {
        let wrong = match name {
            [name] => of_column(role, name, model, place, grammar),
            [.., table, name] => of_table(role, table, model, place, grammar)
                .or_else(|| of_column(role, name, model, place, grammar)),
            [] => None,
        };
        diagnostics.extend(wrong);
    }
}

/// Whether the name is that of the column.
fn names(name: &Ident, column: &str, grammar: &Grammar) -> bool {
    match (grammar.folds, name.quote_style) {
        (false, _) => name.value.to_lowercase() == column.to_lowercase(),
        (true, None) => name.value.to_lowercase() == column,
        (true, Some(_)) => name.value == column,
    }
}

/// The column of that name, by its number.
pub fn named(name: &Ident, model: &Model, grammar: &Grammar) -> Option<usize> {
    let mut columns = model.columns.iter();
    columns.position(|column| names(name, &column.db_name.text, grammar))
}

fn of_table(
    role: Role,
    table: &Ident,
    model: &Model,
    place: &Place<'_>,
    grammar: &Grammar,
) -> Option<Diagnostic> {
    let at = place.of(table.span);
    if !names(table, &model.table.text, grammar) {
        let message = format!("`{}` is another table", table.value);
        let error = Diagnostic::error(Code::UNKNOWN_SQL_COLUMN, at, message)
            .label(format!("this is the SQL of `{}`", model.table.text));
        return Some(
            error.help("name columns of the same table only, without a table before them"),
        );
    }
    if (grammar.qualifies)(role) {
        return None;
    }
    let message = format!(
        "{} of {} names columns without their table",
        role.name(),
        grammar.database
    );
    let error = Diagnostic::error(Code::DATABASE_SQL, at, message);
    Some(error.help("write the column alone"))
}

fn of_column(
    role: Role,
    name: &Ident,
    model: &Model,
    place: &Place<'_>,
    grammar: &Grammar,
) -> Option<Diagnostic> {
    let at = place.of(name.span);
    let Some(number) = named(name, model, grammar) else {
        let lower = name.value.to_lowercase();
        let always = grammar.columns.contains(&lower.as_str()) && role.has_columns();
        let silent = always || model.incomplete;
        return (!silent).then(|| unknown(role, name, model, place, grammar));
    };
    if name.quote_style.is_none() && is_among(&name.value, grammar.reserved) {
        return Some(reserved(name, at, grammar));
    }
    let reason = match role {
        _ if !role.has_columns() => Some("there is no row yet"),
        Role::Computed(own) if own == number => Some("it would be computed from itself"),
        _ => (grammar.bars)(role, model, number),
    }?;
    let message = format!("{} cannot name `{}`: {reason}", role.name(), name.value);
    Some(Diagnostic::error(Code::DATABASE_SQL, at, message).help(instead(role)))
}

/// A column that is called like a word of the database's.
fn reserved(name: &Ident, at: Span, grammar: &Grammar) -> Diagnostic {
    let message = format!("`{}` is a word of {}", name.value, grammar.database);
    let error = Diagnostic::error(Code::RAW_SQL, at, message)
        .label("taken for that, and not for the column");
    let sql = grammar.database.dialect().name(&name.value);
    match sql.contains('`') {
        true => error.help(
            "raw SQL holds no backquote: give the column another name, as in `column \"the_name\"`",
        ),
        false => error
            .help(format!("write `{sql}`"))
            .fix(at, sql.into_string()),
    }
}

fn instead(role: Role) -> &'static str {
    match role {
        Role::Default | Role::ServerDefault => {
            "write a value, or make it a computed column: `` computed `…` ``"
        }
        _ => "name other columns of the row",
    }
}

fn unknown(
    role: Role,
    name: &Ident,
    model: &Model,
    place: &Place<'_>,
    grammar: &Grammar,
) -> Diagnostic {
    let at = place.of(name.span);
    let table = &model.table.text;
    let message = format!("table `{table}` has no column `{}`", name.value);
    let error = Diagnostic::error(Code::UNKNOWN_SQL_COLUMN, at, message);
    let quoted = name.quote_style == Some('"');
    if !role.has_columns() {
        let text = name.value.replace('\'', "''");
        return error
            .label("a default names no columns")
            .help(format!("texts are written in single quotes: `'{text}'`"))
            .fix(at, format!("'{text}'"));
    }
    let error = error.label("unknown column");
    let columns = &model.columns;
    let member = columns.iter().find(|column| column.name.text == name.value);
    let folded = |column: &&Column| column.db_name.text.to_lowercase() == name.value.to_lowercase();
    let near = || {
        similar(
            &name.value,
            columns.iter().map(|one| one.db_name.text.as_str()),
        )
    };
    let meant = member
        .or_else(|| columns.iter().find(folded))
        .map(|column| column.db_name.text.as_str());
    match (meant, meant.or_else(near)) {
        (Some(meant), _) => spelled(
            error,
            at,
            meant,
            grammar,
            "raw SQL has the database's names",
        ),
        (None, Some(meant)) if !quoted => spelled(error, at, meant, grammar, "did you mean it?"),
        _ if quoted && grammar.database == Database::Sqlite => {
            let text = name.value.replace('\'', "''");
            error
                .help(format!("texts are written in single quotes: `'{text}'`"))
                .fix(at, format!("'{text}'"))
        }
        _ => error.help("raw SQL names the columns of its table as the database does"),
    }
}

/// The column that was meant, as this database's SQL spells it; a backquote cannot stand in raw SQL.
fn spelled(error: Diagnostic, at: Span, meant: &str, grammar: &Grammar, why: &str) -> Diagnostic {
    let sql = grammar.database.dialect().name(meant);
    let error = match why.ends_with('?') {
        true => error.help(format!("did you mean `{meant}`?")),
        false => error.help(format!("{why}: write `{sql}`")),
    };
    match sql.contains('`') {
        true => error,
        false => error.fix(at, sql.into_string()),
    }
}
