//! `passive_deletes`: what is left to the database.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{KeyId, Kind, PassiveDeletes, Relationship, Schema};

/// Who leaves all children to the database deletes none.
pub fn children_are_left_or_deleted(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, one) in schema.relationships() {
        let Some((PassiveDeletes::All, span)) = one.behaviour.passive_deletes else {
            continue;
        };
        let deletes = one.behaviour.deletes().or(one.behaviour.deletes_orphans());
        let Some(deletes) = deletes else { continue };
        let message = format!(
            "`{}` is left to the database, and deleted by the program",
            one.name.text
        );
        diagnostics.push(
            Diagnostic::error(Code::PASSIVE_ALL_DELETES, span, message)
                .label("leaves all of it to the database")
                .also(deletes, "deletes it")
                .help("write `passive_deletes`, which leaves to the database what is not loaded, or take the cascade out"),
        );
    }
}

/// What is left to the database is said to it.
pub fn the_database_knows_what_to_do(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, one) in schema.relationships() {
        let (Some((_, span)), Some(key), None) = (
            one.behaviour.passive_deletes,
            children(one),
            one.behaviour.viewonly,
        ) else {
            continue;
        };
        let key = schema.foreign_key(key);
        if key.on_delete.is_some() {
            continue;
        }
        let message = format!(
            "`{}` is left to the database, which does nothing",
            one.name.text
        );
        diagnostics.push(
            Diagnostic::warning(Code::PASSIVE_WITHOUT_ON_DELETE, span, message)
                .label("no row that has some can be deleted")
                .also(key.span, "no `on_delete`")
                .help("add `on_delete cascade` or `on_delete set null` to the key")
                .fix(key.span.after(), " on_delete cascade"),
        );
    }
}

/// The key in the rows that a relationship leaves behind.
fn children(one: &Relationship) -> Option<KeyId> {
    match one.kind? {
        Kind::OneToMany | Kind::OneToOne => one.key(),
        Kind::ManyToMany => one.link().map(|link| link.local),
        Kind::ManyToOne => None,
    }
}

/// On the side that has the key there is nothing to leave.
pub fn parents_are_not_deleted_anyway(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, one) in schema.relationships() {
        let (Some((_, span)), Some(Kind::ManyToOne), None) = (
            one.behaviour.passive_deletes,
            one.kind,
            one.behaviour.viewonly,
        ) else {
            continue;
        };
        let message = format!("`passive_deletes` changes nothing on `{}`", one.name.text);
        let mut warning = Diagnostic::warning(Code::PASSIVE_TO_ONE, span, message)
            .label("no other row has to be changed when this one goes");
        if let Some(key) = one.key() {
            warning = warning.also(schema.foreign_key(key).span, "the key is here");
        }
        diagnostics.push(warning.help("put it on the other side"));
    }
}
