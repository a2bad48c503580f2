//! Names of the database's where the language does not have them, but people do: the table's before the body, the
//! column's before its type. Each is one mistake, and is read as what it says, so that no other follows from it.

use super::cursor::Cursor;
use super::file::same_line;
use super::report::Report;
use super::shape::{Item, Kind, Shape, Term};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{ColumnAttribute, ColumnAttributeKind, Doc, Member, Name};

/// `model Artist table "Artist" < … >`, which the grammar takes for two declarations, as one.
pub(super) fn whole_models<'s>(
    text: &str,
    items: Vec<Item<'s>>,
    report: &mut Report<'_>,
) -> Vec<Item<'s>> {
    let mut whole: Vec<Item<'_>> = Vec::with_capacity(items.len());
    for item in items {
        match (whole.last_mut(), item) {
            (Some(Item::Declaration(model)), Item::Declaration(table))
                if is_one(text, model, &table) =>
            {
                report.recovered();
                report.add(before_body(text, model, &table));
                take_in(model, table);
            }
            (_, item) => whole.push(item),
        }
    }
    whole
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
    let place = place(&table.head);
    let written = |span: Span| text.get(span.start as usize..span.end as usize);
    let [model, table] = [self::place(&model.head), place].map(written);
    let message = "the table's name stands in the body of its model";
    let help = format!(
        "write `{} < {} … >`",
        model.unwrap_or_default(),
        table.unwrap_or_default()
    );
    Diagnostic::error(Code::UNEXPECTED, place, message).help(help)
}

fn place(terms: &[Term<'_>]) -> Span {
    match terms {
        [first, .., last] => first.span.to(last.span),
        [only] => only.span,
        [] => Span::default(),
    }
}

/// The body becomes the model's, with the table's name in front.
fn take_in<'s>(model: &mut Shape<'s>, table: Shape<'s>) {
    let Some(mut body) = table.body else {
        return;
    };
    body.terms.splice(0..0, table.head);
    model.docs.extend(table.docs);
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
        let name = Name {
            text: term.text.to_owned(),
            span: term.span,
        };
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
