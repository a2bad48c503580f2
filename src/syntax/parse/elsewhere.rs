//! Names of the database's where the language does not have them, but people do: the table's before the body, the
//! column's before its type. Each is one mistake, and is read as what it says, so that no other follows from it.

use super::cursor::Cursor;
use super::file::same_line;
use super::report::Report;
use super::shape::{Item, Kind, Shape, Term};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{ColumnAttribute, ColumnAttributeKind, Doc, Member};

/// `model Artist table "Artist" < … >`, which the grammar takes for two declarations, as one.
pub(super) fn join_models(text: &str, items: &mut Vec<Item<'_>>, report: &mut Report<'_>) {
    items.dedup_by(|next, before| match (before, next) {
        (Item::Declaration(model), Item::Declaration(table)) if is_one(text, model, table) => {
            report.recovered();
            report.add(before_body(text, model, table));
            take_in(model, table);
            true
        }
        _ => false,
    });
}

/// Whether the second is the name of the first one's table: on the same line, and the first has no body.
fn is_one(text: &str, model: &Shape<'_>, table: &Shape<'_>) -> bool {
    let begins = |shape: &Shape<'_>, word: &str| {
        let first = shape.head.first();
        first.is_some_and(|term| term.text == word)
    };
    let end = model.head.last().map(|term| term.span.end);
    let beside = |first: &Term<'_>| same_line(text, end, first.span);
    begins(model, "model")
        && begins(table, "table")
        && model.body.is_none()
        && model.docs.is_empty()
        && table.body.is_some()
        && table.head.first().is_some_and(beside)
}

fn before_body(text: &str, model: &Shape<'_>, table: &Shape<'_>) -> Diagnostic {
    let place = |terms: &[Term<'_>]| {
        let ends = terms.first().zip(terms.last());
        ends.map_or(Span::default(), |(first, last)| first.span.to(last.span))
    };
    let written = |place: Span| text.get(place.start as usize..place.end as usize);
    let at = place(&table.head);
    let [model, table] = [place(&model.head), at].map(|place| written(place).unwrap_or_default());
    let message = "the table's name stands in the body of its model";
    let help = format!("write `{model} < {table} … >`");
    Diagnostic::error(Code::UNEXPECTED, at, message).help(help)
}

/// The body becomes the model's, with the table's name in front.
fn take_in<'s>(model: &mut Shape<'s>, table: &mut Shape<'s>) {
    let Some(mut body) = table.body.take() else {
        return;
    };
    body.terms.splice(0..0, table.head.drain(..));
    model.docs.append(&mut table.docs);
    model.body = Some(body);
}

impl Cursor<'_, '_, '_, '_> {
    /// Whether `id "ArtistId":` stands there.
    pub(super) fn is_named_twice(&self, distance: usize) -> bool {
        let is = |more, kind| {
            let term = self.ahead(distance + more);
            term.is_some_and(|term| term.kind == kind)
        };
        is(1, Kind::Text) && is(2, Kind::Colon) && is(0, Kind::Name)
    }

    /// The member that begins so.
    pub(super) fn named_twice(&mut self, docs: Vec<Doc>) -> Option<Member> {
        let term = self.bump()?;
        let name = self.member_name(term);
        let (written, span) = self.peek().map(|term| (term.text, term.span))?;
        let in_database = self.db_name()?;
        self.bump();
        let message = "a column's name in the database stands behind its type";
        let help = format!("write `{}: … column {written}`", name.text);
        self.report
            .add(Diagnostic::error(Code::UNEXPECTED, span, message).help(help));
        let mut member = self.typed(docs, name);
        if let Member::Column(column) = &mut member {
            column.attributes.push(ColumnAttribute {
                kind: ColumnAttributeKind::Column(in_database),
                span,
            });
        }
        Some(member)
    }
}
