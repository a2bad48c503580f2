//! Many-to-many: tables without a struct, and the relationships through them.

use super::super::names::docs;
use super::super::phrase::{Declaration, Member, Phrase, phrase};
use super::super::spec::{Column, Schema};
use super::super::tape::Tape;

/// One end of a link.
struct End {
    model: usize,
    /// The column of the link that points to the model.
    column: String,
    relationship: String,
}

/// A link table with the relationships through it; nothing where models have keys of several columns.
pub fn add(schema: &mut Schema, number: usize, tape: &mut Tape) -> Option<Declaration> {
    let single = |model: &usize| schema.models[*model].primary_key.len() == 1;
    let models: Vec<usize> = (0..schema.models.len()).filter(single).collect();
    if models.is_empty() {
        return None;
    }
    let mut end = |column: &str, names: &[&str]| {
        let model = models[tape.below(models.len())];
        End {
            model,
            column: column.to_owned(),
            relationship: schema.models[model].names.member(tape, names, ""),
        }
    };
    let left = end("left_id", &["tags", "all_of_them", "table"]);
    let right = end("order", &["tagged", "followers", "secondary"]);
    // A link from a model to itself is named in `foreign_keys`, where only bare names stand.
    let table = match left.model == right.model {
        true => schema.db.take_db(&format!("link_{number}")),
        false => schema.db.db(tape, &format!("_link{number}")),
    };
    let declaration = table_of(schema, &table, [&left, &right], tape);
    relationships(schema, &table, [&left, &right], tape);
    Some(declaration)
}

fn table_of(schema: &Schema, table: &str, ends: [&End; 2], tape: &mut Tape) -> Declaration {
    let is_listed = tape.once_in(3);
    let mut members = Vec::new();
    for end in ends {
        let target = &schema.models[end.model];
        let Some(key) = target.column(&target.primary_key[0]) else {
            continue;
        };
        members.push(Member {
            docs: docs(tape),
            head: phrase(&format!("{} : {}", end.column, key.ty.words)),
            attributes: link_column(&target.table, key, is_listed, tape),
        });
    }
    let names: Vec<String> = ends.iter().map(|end| end.column.clone()).collect();
    if is_listed {
        members.push(Member {
            head: phrase("primary_key").names(&names),
            ..Member::default()
        });
    }
    if tape.once_in(3) {
        members.push(Member {
            head: phrase("note : Text"),
            ..Member::default()
        });
    }
    Declaration {
        docs: docs(tape),
        head: phrase("table").db_name(table),
        body: Some(members),
    }
}

fn link_column(table: &str, key: &Column, is_listed: bool, tape: &mut Tape) -> Vec<Phrase> {
    let target = phrase("foreign_key")
        .db_name(table)
        .words(".")
        .db_name(&key.db);
    let action = tape.pick(&["", "on_delete cascade", "on_delete restrict"]);
    let mut attributes = vec![target.words(action)];
    if !is_listed {
        attributes.push(phrase("primary_key"));
    }
    attributes
}

fn relationships(schema: &mut Schema, table: &str, [left, right]: [&End; 2], tape: &mut Tape) {
    let secondary = phrase("secondary").db_name(table);
    let to_self = left.model == right.model;
    let form = tape.below(3);
    for (own, other, is_first) in [(left, right, true), (right, left, false)] {
        if form > 0 && !is_first {
            break;
        }
        let mut attributes = vec![secondary.clone()];
        match form {
            0 => attributes.push(phrase(&format!("back_populates {}", other.relationship))),
            1 => attributes.push(phrase(&format!("backref {}", other.relationship))),
            _ => {}
        }
        if to_self && (is_first || tape.below(2) == 1) {
            attributes.push(phrase(&format!("foreign_keys {table} . {}", own.column)));
        }
        if tape.once_in(4) {
            // Eager loading goes to models before, and so never in a circle.
            let words: &[&str] = match own.model > other.model {
                true => &["joined", "selectin", "subquery", "immediate"],
                false => &["select", "dynamic", "write_only", "raise"],
            };
            attributes.push(phrase(&format!("lazy {}", tape.pick(words))));
        }
        if tape.once_in(4) {
            attributes.push(phrase(tape.pick(&["cascade delete", "cascade all"])));
        }
        let target = &schema.models[other.model].name;
        let head = phrase(&format!("{} : rel {target}", own.relationship));
        schema.models[own.model].add(docs(tape), head, attributes);
    }
}
