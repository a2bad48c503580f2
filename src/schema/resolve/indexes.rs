//! `index (a, b desc, …)`: an index, and what is in it.

use super::lists::{again, twice};
use super::members::member;
use super::raw;
use crate::diagnostic::Diagnostic;
use crate::schema::{IndexElement, IndexList, Model};
use crate::source::Span;
use crate::syntax::ast;

/// Takes it over into a model whose columns are there.
pub fn resolve(list: &ast::IndexList, model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let mut elements = Vec::new();
    for one in &list.elements {
        let Some(found) = element(one, model, diagnostics) else {
            return;
        };
        if let (IndexElement::Column { column, .. }, ast::IndexElement::Column(term)) =
            (&found, one)
            && elements.iter().any(|other| is_of(other, *column))
        {
            let name = &model.columns[*column].name.text;
            diagnostics.push(twice(name, term.column.member.span, "index"));
            return;
        }
        elements.push(found);
    }
    let predicate = match &list.predicate {
        None => None,
        Some(sql) => match raw::sql(sql, diagnostics) {
            Some(sql) => Some(sql),
            None => return,
        },
    };
    let index = IndexList {
        elements,
        unique: list.unique.is_some(),
        name: list.name.clone(),
        predicate,
        span: list.span,
    };
    match same(&index, model) {
        Some(first) => diagnostics.push(again("this index is there already", list.span, first)),
        None => model.indexes.push(index),
    }
}

fn is_of(element: &IndexElement, number: usize) -> bool {
    matches!(element, IndexElement::Column { column, .. } if *column == number)
}

/// Nothing where there is a mistake in it.
fn element(
    element: &ast::IndexElement,
    model: &Model,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<IndexElement> {
    match element {
        ast::IndexElement::Column(term) => match member(&term.column, model) {
            Ok(column) => {
                let descending = term.descending;
                Some(IndexElement::Column { column, descending })
            }
            Err(error) => {
                diagnostics.push(error);
                None
            }
        },
        ast::IndexElement::Expression(sql) => {
            raw::sql(sql, diagnostics).map(IndexElement::Expression)
        }
    }
}

/// The place of an index of the same rows in the same order.
fn same(index: &IndexList, model: &Model) -> Option<Span> {
    let spelled = |index: &IndexList| {
        let elements = index.elements.iter().map(|element| match element {
            IndexElement::Column { column, descending } => (Some((*column, *descending)), None),
            IndexElement::Expression(sql) => (None, Some(sql.text.clone())),
        });
        let predicate = index.predicate.as_ref().map(|sql| sql.text.clone());
        (elements.collect::<Vec<_>>(), predicate, index.unique)
    };
    let mut others = model.indexes.iter();
    let listed = others.find(|other| spelled(other) == spelled(index));
    let listed = listed.map(|other| other.span);
    listed.or_else(|| match index.elements[..] {
        [
            IndexElement::Column {
                column,
                descending: false,
            },
        ] if index.predicate.is_none() && !index.unique => {
            let marked = model.columns[column].index;
            marked.filter(|(on, _)| *on).map(|(_, span)| span)
        }
        _ => None,
    })
}
