//! A model's table and columns.

use std::collections::HashMap;

use super::declarations::not_built;
use super::{attributes, lists, texts, types};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::snake;
use crate::schema::{Column, Model, Schema};
use crate::source::Span;
use crate::syntax::ast::{self, DbName, Member, Name, TableName};

/// The model without its relationships.
pub fn model(written: &ast::Model, schema: &Schema, diagnostics: &mut Vec<Diagnostic>) -> Model {
    let mut model = Model {
        name: written.name.clone(),
        docs: texts(&written.docs),
        table: DbName {
            text: snake(&written.name.text),
            span: written.name.span,
        },
        comment: None,
        columns: Vec::new(),
        relationships: Vec::new(),
        key_list: Vec::new(),
        uniques: Vec::new(),
        indexes: Vec::new(),
        checks: Vec::new(),
        incomplete: false,
        span: written.span,
    };
    let mut members = Members::default();
    let mut table: Option<Span> = None;
    let reported = diagnostics.len();
    for member in &written.members {
        match member {
            // A missing name was reported by the parser.
            Member::Column(column) if column.name.text.is_empty() => {}
            Member::Column(column) if members.take(&column.name, diagnostics) => {
                model
                    .columns
                    .push(self::column(column, schema, diagnostics));
            }
            Member::Column(_) => {}
            Member::Relationship(one) => {
                members.take(&one.name, diagnostics);
            }
            Member::TableName(name) => match table.replace(name.span) {
                None => table_name(name, &mut model, diagnostics),
                Some(first) => diagnostics.push(second_table(name, first)),
            },
            Member::ForeignKey(list) => diagnostics.push(unbuilt_key(list)),
            // They name columns, which may come later.
            Member::PrimaryKey(_) | Member::Unique(_) | Member::Index(_) | Member::Check(_) => {}
        }
    }
    lists::resolve(written, &mut model, diagnostics);
    let (before, own) = diagnostics.split_at(reported);
    model.incomplete = is_incomplete(written, schema, before, own);
    model
}

/// Whether members of the model were refused: before, by the parser, or among its own.
fn is_incomplete(
    written: &ast::Model,
    schema: &Schema,
    before: &[Diagnostic],
    own: &[Diagnostic],
) -> bool {
    let hides = |one: &Diagnostic| one.code.leaves_out() || one.code == Code::DUPLICATE_MEMBER;
    let within = |one: &&Diagnostic| {
        let first = one.labels.first();
        first.is_some_and(|first| written.span.holds(first.span))
    };
    !written.bases.is_empty()
        || schema.left_out.names.contains(&written.name.text)
        || own.iter().any(hides)
        || before.iter().filter(within).any(hides)
}

/// The names of a model's members, each with its first place.
#[derive(Default)]
struct Members(HashMap<String, Span>);

impl Members {
    fn take(&mut self, name: &Name, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let first = *self.0.entry(name.text.clone()).or_insert(name.span);
        let new = first == name.span;
        if !new {
            diagnostics.push(
                Diagnostic::error(
                    Code::DUPLICATE_MEMBER,
                    name.span,
                    format!("`{}` is there twice", name.text),
                )
                .label("declared again here")
                .also(first, "first declared here")
                .help("rename one of them, or take one out"),
            );
        }
        new
    }
}

fn column(written: &ast::Column, schema: &Schema, diagnostics: &mut Vec<Diagnostic>) -> Column {
    let mut column = Column {
        name: written.name.clone(),
        docs: texts(&written.docs),
        db_name: DbName {
            text: written.name.text.clone(),
            span: written.name.span,
        },
        ty: types::resolve(&written.ty, schema, diagnostics),
        type_span: written.ty.span,
        primary_key: None,
        nullable: true,
        nullable_span: None,
        autoincrement: None,
        sequence: None,
        unique: None,
        index: None,
        foreign_key: None,
        default: None,
        server_default: None,
        check: None,
        comment: None,
        span: written.span,
    };
    for attribute in &written.attributes {
        attributes::apply(attribute, &mut column, schema, diagnostics);
    }
    if let Some(key) = column.primary_key {
        if let Some(span) = column.nullable_span.filter(|_| column.nullable) {
            diagnostics.push(
                Diagnostic::error(Code::CONTRADICTION, span, "a primary key cannot be NULL")
                    .also(key, "it is the primary key")
                    .help("take `nullable` out"),
            );
        }
        column.nullable = false;
    }
    column
}

fn table_name(written: &TableName, model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    if let [name] = written.path.parts.as_slice() {
        model.table = name.clone();
    } else {
        let what = "a table in a schema of the database's";
        diagnostics.push(not_built(
            written.path.span,
            what,
            "give the table's name alone; SQLite has no schemas",
        ));
    }
    model.comment = written.comment.as_ref().map(|text| text.text.clone());
    let options = [
        ("`strict`", written.strict),
        ("`without_rowid`", written.without_rowid),
    ];
    for (word, said) in options {
        if let Some(span) = said {
            diagnostics.push(not_built(span, word, "leave it out"));
        }
    }
}

fn second_table(name: &TableName, first: Span) -> Diagnostic {
    Diagnostic::error(Code::DUPLICATE_MEMBER, name.span, "a model has one table")
        .label("named again here")
        .also(first, "first named here")
        .help("take one of them out")
}

fn unbuilt_key(list: &ast::ForeignKeyList) -> Diagnostic {
    let meanwhile = "write `foreign_key table.column` behind a single column";
    not_built(list.span, "`foreign_key (…)`", meanwhile)
}
