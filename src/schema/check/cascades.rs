//! `cascade`: what is deleted along with a row.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Kind, Relationship, Schema};
use crate::source::Span;
use crate::syntax::ast::Action;

/// `delete_orphan` asks for `delete`: without a parent a child is deleted, however it lost it.
pub fn orphans_are_deleted_with_their_parent(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, one) in schema.relationships() {
        let Some(span) = one.behaviour.deletes_orphans() else {
            continue;
        };
        let excused = one.behaviour.deletes().is_some() || one.behaviour.viewonly.is_some();
        if excused || lacks_single_parent(one).is_some() {
            continue;
        }
        diagnostics.push(
            Diagnostic::error(
                Code::ORPHAN_WITHOUT_DELETE,
                span,
                "`delete_orphan` without `delete`",
            )
            .label("deletes what loses its parent, but not when the parent is deleted")
            .help("write `cascade delete delete_orphan`")
            .fix(span, "delete delete_orphan"),
        );
    }
}

/// Where `delete_orphan` stands on a relationship whose rows may have several parents.
fn lacks_single_parent(one: &Relationship) -> Option<Span> {
    let many = matches!(one.kind, Some(Kind::ManyToOne | Kind::ManyToMany));
    let span = one.behaviour.deletes_orphans()?;
    let excused = one.behaviour.single_parent.is_some() || one.behaviour.viewonly.is_some();
    (many && !excused).then_some(span)
}

/// What loses one of several parents is no orphan.
pub fn orphans_have_one_parent(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, one) in schema.relationships() {
        let (Some(span), Some(target)) = (lacks_single_parent(one), one.target) else {
            continue;
        };
        let target = &schema.model(target).name.text;
        let message = format!(
            "`delete_orphan` on `{}`, where several rows may lead to one `{target}`",
            one.name.text
        );
        let mut error = Diagnostic::error(Code::ORPHAN_OF_MANY, span, message)
            .label(format!("would delete a `{target}` that others lead to"));
        if let Some(joined) = joined(schema, one) {
            error = error.also(joined, "any number of rows may hold the same");
        }
        diagnostics.push(error.help(
            "put the cascade on the other side, or add `single_parent`, which makes the key unique",
        ));
    }
}

/// The key, or what stands in its place.
fn joined(schema: &Schema, one: &Relationship) -> Option<Span> {
    let key = one.key().map(|key| schema.foreign_key(key).span);
    key.or(one.behaviour.join)
}

/// Deleting a row deletes nothing that other rows lead to.
pub fn what_others_lead_to_is_not_deleted(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (id, one) in schema.relationships() {
        let (Some(span), Some(target)) = (one.behaviour.deletes(), one.target) else {
            continue;
        };
        let (here, target) = (&schema.model(id.model).name.text, schema.model(target));
        let unique = one.key().is_some_and(|key| {
            let columns = &schema.foreign_key(key).columns;
            schema.model(key.model).tells_apart(columns)
        });
        let many = matches!(one.kind, Some(Kind::ManyToOne | Kind::ManyToMany));
        let excused = one.behaviour.single_parent.is_some() || one.behaviour.viewonly.is_some();
        if !many || unique || excused || lacks_single_parent(one).is_some() {
            continue;
        }
        let message = format!(
            "deleting a row of `{here}` deletes its `{}`, which others may lead to",
            one.name.text
        );
        let mut warning = Diagnostic::warning(Code::DELETES_SHARED, span, message)
            .label(format!("deletes a `{}`", target.name.text));
        if let Some(joined) = joined(schema, one) {
            warning = warning.also(joined, "any number of rows may hold the same");
        }
        diagnostics.push(warning.help(
            "put the cascade on the other side, or add `single_parent`, which makes the key unique",
        ));
    }
}

/// Program and database do the same with the children of a row that is deleted.
pub fn cascade_and_key_agree(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, one) in schema.relationships() {
        let deletes = one.behaviour.deletes();
        let deletes = deletes.filter(|_| one.behaviour.viewonly.is_none());
        let (Some(Kind::OneToMany | Kind::OneToOne), Some(span), Some(key)) =
            (one.kind, deletes, one.key())
        else {
            continue;
        };
        let what = match schema.foreign_key(key).on_delete {
            Some((Action::SetNull, at)) => (at, "the database keeps them, without a parent"),
            Some((Action::SetDefault, at)) => (at, "the database gives them another parent"),
            Some((Action::Restrict, at)) => (at, "the database keeps the parent"),
            _ => continue,
        };
        let message = format!(
            "`cascade` deletes the `{}` of a row, and the key says otherwise",
            one.name.text
        );
        diagnostics.push(
            Diagnostic::warning(Code::CASCADE_AGAINST_KEY, span, message)
                .label("deletes them")
                .also(what.0, what.1)
                .help("write `on_delete cascade` behind the key, or take the cascade out"),
        );
    }
}

/// A key in the other table has one parent anyway.
pub fn single_parents_are_of_the_many_side(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, one) in schema.relationships() {
        let (Some(Kind::OneToMany | Kind::OneToOne), Some(span), None) = (
            one.kind,
            one.behaviour.single_parent,
            one.behaviour.viewonly,
        ) else {
            continue;
        };
        let message = format!("`single_parent` changes nothing on `{}`", one.name.text);
        let mut warning = Diagnostic::warning(Code::SINGLE_PARENT, span, message)
            .label("what this leads to has one parent anyway");
        if let Some(joined) = joined(schema, one) {
            warning = warning.also(joined, "which is in this key");
        }
        diagnostics.push(warning.help("take `single_parent` out"));
    }
}
