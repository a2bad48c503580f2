//! Columns that are no foreign keys.

use super::super::names::{MEMBERS, TEXTS, docs};
use super::super::phrase::{Phrase, phrase};
use super::super::spec::{Base, Column, Model, Reach, Schema, Type};
use super::super::tape::Tape;
use super::{types, values};

/// `name: Type`
pub fn head(name: &str, ty: &Type) -> Phrase {
    phrase(&format!("{name} : {}", ty.words))
}

/// The name of a new column in the database, and the attribute that says so where it is not the member's.
pub fn db_name(model: &mut Model, name: &str, tape: &mut Tape) -> (String, Option<Phrase>) {
    if tape.once_in(6) || !model.names.is_new_db(name) {
        let suffix = model.suffix.clone();
        let db = model.names.db(tape, &suffix);
        let attribute = phrase("column").db_name(&db);
        return (db, Some(attribute));
    }
    (name.to_owned(), None)
}

/// Adds a column of any type.
pub fn plain(schema: &mut Schema, model: &mut Model, tape: &mut Tape) {
    let ty = types::ty(tape, &schema.types);
    let suffix = model.suffix.clone();
    let name = model.names.member(tape, MEMBERS, &suffix);
    let (db, renamed) = db_name(model, &name, tape);
    let mut column = Column {
        name,
        db,
        ty,
        is_key: false,
        in_primary_key: false,
        is_computed: false,
        is_deferred: false,
    };
    let mut attributes: Vec<Phrase> = renamed.into_iter().collect();
    let is_nullable = nullability(&mut attributes, tape);
    if is_nullable && tape.once_in(8) && computed(schema.reach, &column, &mut attributes, tape) {
        column.is_computed = true;
    } else if !is_nullable && !model.has_version && column.ty == types::integer() && tape.once_in(3)
    {
        model.has_version = true;
        attributes.push(phrase("version"));
    } else {
        filled(&column, is_nullable, &mut attributes, tape);
        column.is_key = column.ty.base.is_key() && unique(&mut attributes, tape);
        extras(&column, schema.reach, &mut attributes, tape);
    }
    take_index(model, &column.name, &attributes);
    let deferred = ["deferred", "deferred true"].map(phrase);
    column.is_deferred = attributes.iter().any(|one| deferred.contains(one));
    let docs = docs(tape);
    model.add(docs, head(&column.name, &column.ty), attributes);
    model.columns.push(column);
}

/// Takes the column's own index: the same one in the list of the table's would be there twice.
pub fn take_index(model: &mut Model, name: &str, attributes: &[Phrase]) {
    let says = ["index", "index true", "unique index"].map(phrase);
    if attributes.iter().any(|one| says.contains(one)) {
        model.names.take(&[&format!("index of {name}")]);
    }
}

/// Whether the column may be NULL.
fn nullability(attributes: &mut Vec<Phrase>, tape: &mut Tape) -> bool {
    let said = tape.pick(&[
        "",
        "not null",
        "nullable false",
        "nullable",
        "nullable true",
    ]);
    if !said.is_empty() {
        attributes.push(phrase(said));
    }
    !matches!(said, "not null" | "nullable false")
}

fn computed(reach: Reach, column: &Column, attributes: &mut Vec<Phrase>, tape: &mut Tape) -> bool {
    let Some(sql) = values::constant_sql(&column.ty.base, tape) else {
        return false;
    };
    let stored = tape.pick(&["stored", "", "stored true", "stored false"]);
    let stored = if reach == Reach::Text {
        stored
    } else {
        "stored"
    };
    attributes.push(phrase("computed").raw(sql).words(stored));
    true
}

/// Who fills the column in.
fn filled(column: &Column, is_nullable: bool, attributes: &mut Vec<Phrase>, tape: &mut Tape) {
    let base = &column.ty.base;
    let (by_code, by_database) = match tape.below(6) {
        1 | 2 => (true, false),
        3 => (false, true),
        4 => (true, true),
        _ => (false, false),
    };
    // What a literal is to the user's own type is not said.
    if by_code && !column.ty.is_alias {
        let value = match base {
            Base::Uuid => Some(phrase("uuid")),
            _ => value(base, is_nullable, tape),
        };
        attributes.extend(value.map(|value| phrase("default").then(value)));
    }
    if by_database {
        let value = value(base, is_nullable, tape);
        attributes.extend(value.map(|value| phrase("server_default").then(value)));
    }
    let in_time = matches!(base, Base::Date | Base::Time | Base::DateTime);
    if tape.once_in(6) {
        match values::default_sql(base, tape) {
            _ if in_time && tape.once_in(2) => attributes.push(phrase("on_update now")),
            Some(sql) => attributes.push(phrase("on_update").raw(sql)),
            None => {}
        }
    }
}

fn value(base: &Base, is_nullable: bool, tape: &mut Tape) -> Option<Phrase> {
    match tape.below(5) {
        3 => values::default_sql(base, tape).map(|sql| Phrase::default().raw(sql)),
        4 if is_nullable => Some(phrase("null")),
        _ => values::literal(base, tape),
    }
}

/// Whether the column alone tells rows apart.
fn unique(attributes: &mut Vec<Phrase>, tape: &mut Tape) -> bool {
    let said = tape.pick(&[
        "",
        "",
        "",
        "unique",
        "unique index",
        "unique false",
        "unique true",
    ]);
    if !said.is_empty() {
        attributes.push(phrase(said));
    }
    !matches!(said, "" | "unique false")
}

/// What goes with any other attribute.
fn extras(column: &Column, reach: Reach, attributes: &mut Vec<Phrase>, tape: &mut Tape) {
    let is_index = attributes.iter().any(|one| *one == phrase("unique index"));
    if !is_index && column.ty.base.is_key() && tape.once_in(6) {
        attributes.push(phrase(tape.pick(&["index", "index false", "index true"])));
    }
    if tape.once_in(6) {
        attributes.push(phrase("check").raw(&values::condition(column, tape)));
    }
    if tape.once_in(6) {
        attributes.push(phrase("comment").text(tape.pick(TEXTS)));
    }
    if !column.is_key && tape.once_in(8) {
        attributes.push(phrase(tape.pick(&[
            "deferred",
            "deferred true",
            "deferred false",
        ])));
    }
    if matches!(column.ty.base, Base::Text { .. }) && tape.once_in(6) {
        attributes.push(collation(reach, tape));
    }
}

fn collation(reach: Reach, tape: &mut Tape) -> Phrase {
    match reach {
        Reach::Text => phrase("collate").db_name(tape.pick(&["NOCASE", "de-x-icu", "C"])),
        Reach::Postgres => phrase("collate").db_name(tape.pick(&["C", "POSIX", "C"])),
        Reach::Sqlite => phrase("collate").db_name(tape.pick(&["NOCASE", "BINARY", "RTRIM"])),
    }
}
