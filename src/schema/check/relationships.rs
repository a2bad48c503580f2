//! Rules of relationships that are joined already.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Column, Kind, Schema};

/// A parent whose children cannot do without it is worth a word.
pub fn parents_can_be_deleted(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (id, relationship) in schema.relationships() {
        let (Some(Kind::OneToMany | Kind::OneToOne), Some(ends)) =
            (relationship.kind, schema.ends(id))
        else {
            continue;
        };
        let foreign_key = schema.key_of_target(&ends);
        let children = schema.model(ends.remote.model);
        let said = relationship.behaviour.deletes().is_some()
            || relationship.behaviour.passive_deletes.is_some()
            || relationship.behaviour.viewonly.is_some()
            || foreign_key.is_some_and(|key| key.on_delete.is_some());
        if said || children.any_nullable(&ends.remote.columns) {
            continue;
        }
        let key = foreign_key
            .map(|key| key.span)
            .or(relationship.behaviour.join);
        let parent = &schema.model(id.model).name.text;
        let message = format!(
            "no `{parent}` can be deleted while it has `{}`",
            relationship.name.text
        );
        diagnostics.push(
            Diagnostic::warning(Code::DELETE_BLOCKED, relationship.name.span, message)
                .also(key.unwrap_or(children.name.span), "this key cannot be set to NULL")
                .help("say what is to become of them: `cascade delete` on the relationship or `on_delete cascade` on the key deletes them too, `on_delete restrict` keeps both"),
        );
    }
}

/// A key holds one value: the side that has it leads to one row.
pub fn to_one_is_no_list(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, relationship) in schema.relationships() {
        let (Some((true, span)), Some(Kind::ManyToOne)) =
            (relationship.behaviour.uselist, relationship.kind)
        else {
            continue;
        };
        let key = relationship.key().map(|key| schema.foreign_key(key).span);
        let Some(joined) = key.or(relationship.behaviour.join) else {
            continue;
        };
        let message = format!("`{}` leads to one row at most", relationship.name.text);
        diagnostics.push(
            Diagnostic::error(Code::USELIST, span, message)
                .label("no list")
                .also(joined, "the key points to one row")
                .help("take `uselist` out"),
        );
    }
}

/// `uselist false` where nothing keeps a second row away is worth a word.
pub fn one_to_one_has_a_unique_key(schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for (_, relationship) in schema.relationships() {
        let (Some((false, span)), Some(Kind::OneToOne), Some(key)) = (
            relationship.behaviour.uselist,
            relationship.kind,
            relationship.key(),
        ) else {
            continue;
        };
        let model = schema.model(key.model);
        let key = schema.foreign_key(key);
        if model.tells_apart(&key.columns) {
            continue;
        }
        let message = format!(
            "several rows can be the `{}` of one",
            relationship.name.text
        );
        let warning = Diagnostic::warning(Code::ONE_TO_ONE_NOT_UNIQUE, span, message)
            .label("one of them is taken");
        let columns = key.columns.iter().map(|&column| &model.columns[column]);
        let columns: Vec<&Column> = columns.collect();
        diagnostics.push(match columns.as_slice() {
            [column] => warning
                .also(column.name.span, "this key is not unique")
                .help(format!("make `{}` `unique`", column.name.text))
                .fix(column.type_span.after(), " unique"),
            several => {
                let names: Vec<&str> = several.iter().map(|one| one.name.text.as_str()).collect();
                warning
                    .also(key.span, "this key is not unique")
                    .help(format!("add `unique ({})`", names.join(", ")))
            }
        });
    }
}
