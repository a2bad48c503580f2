//! A model's table and columns.

use std::collections::HashMap;

use super::bodies::Body;
use super::{attributes, keys, lists, texts, types};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::names::snake;
use crate::schema::{Column, Model, Schema, Shape};
use crate::source::Span;
use crate::syntax::ast::{self, ColumnAttributeKind as Kind, DbName, Member, Name, TableName};

/// The model without its relationships.
pub fn model(body: &Body<'_>, schema: &Schema, diagnostics: &mut Vec<Diagnostic>) -> Model {
    let mut model = empty(body);
    let mut members = Members::default();
    let mut table: Option<Span> = None;
    let reported = diagnostics.len();
    for member in &body.members {
        match member {
            // A missing name was reported by the parser.
            Member::Column(column) if column.name.text.is_empty() => {}
            Member::Column(column) if members.take(&column.name, diagnostics) => {
                self::column(column, &mut model, schema, diagnostics);
            }
            Member::Column(_) => {}
            Member::Relationship(one) if body.shape == Shape::Table => {
                diagnostics.push(relationship_of_a_table(one));
            }
            Member::Relationship(one) => {
                members.take(&one.name, diagnostics);
            }
            Member::TableName(name) if !body.is_own(name.span) => {
                diagnostics.push(table_of_a_mixin(name));
            }
            Member::TableName(name) => match table.replace(name.span) {
                None => table_name(name, body, &mut model, diagnostics),
                Some(first) => diagnostics.push(second_table(name, first)),
            },
            // They name columns, which may come later.
            _ => {}
        }
    }
    lists::resolve(body, &mut model, diagnostics);
    let (before, own) = diagnostics.split_at(reported);
    model.incomplete = is_incomplete(body, schema, before, own);
    model
}

fn empty(body: &Body<'_>) -> Model {
    let name = &body.name;
    let table = match body.shape {
        Shape::Struct => snake(&name.text),
        Shape::Table => name.text.clone(),
    };
    Model {
        shape: body.shape,
        name: name.clone(),
        docs: texts(body.docs),
        namespace: None,
        table: DbName {
            text: table,
            span: name.span,
        },
        comment: None,
        strict: None,
        without_rowid: None,
        columns: Vec::new(),
        relationships: Vec::new(),
        key_list: Vec::new(),
        foreign_keys: Vec::new(),
        uniques: Vec::new(),
        indexes: Vec::new(),
        checks: Vec::new(),
        incomplete: false,
        span: body.spans.last().copied().unwrap_or(name.span),
    }
}

/// Whether members of the model were refused: before, by the parser, or among its own.
fn is_incomplete(
    body: &Body<'_>,
    schema: &Schema,
    before: &[Diagnostic],
    own: &[Diagnostic],
) -> bool {
    let hides = |one: &Diagnostic| one.code.leaves_out() || one.code == Code::DUPLICATE_MEMBER;
    let within = |one: &&Diagnostic| {
        let first = one.labels.first().map(|first| first.span);
        first.is_some_and(|first| body.spans.iter().any(|span| span.holds(first)))
    };
    body.lacks_a_base
        || schema.left_out.names.contains(&body.name.text)
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

fn column(
    written: &ast::Column,
    model: &mut Model,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut column = empty_column(written, schema, diagnostics);
    for attribute in &written.attributes {
        if let Kind::ForeignKey(path, options) = &attribute.kind {
            let number = model.columns.len();
            let key = keys::of_column(number, path, options, attribute.span);
            model.foreign_keys.push(key);
        } else {
            attributes::apply(attribute, &mut column, schema, diagnostics);
        }
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
    model.columns.push(column);
}

/// The column as it is without attributes.
fn empty_column(
    written: &ast::Column,
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) -> Column {
    let (ty, alias) = types::resolve(&written.ty, schema, diagnostics);
    Column {
        name: written.name.clone(),
        docs: texts(&written.docs),
        db_name: DbName {
            text: written.name.text.clone(),
            span: written.name.span,
        },
        ty,
        alias,
        type_span: written.ty.span,
        primary_key: None,
        nullable: true,
        nullable_span: None,
        autoincrement: None,
        sequence: None,
        identity: None,
        unique: None,
        index: None,
        default: None,
        server_default: None,
        on_update: None,
        check: None,
        computed: None,
        collate: None,
        version: None,
        deferred: None,
        comment: None,
        span: written.span,
    }
}

fn table_name(
    written: &TableName,
    body: &Body<'_>,
    model: &mut Model,
    diagnostics: &mut Vec<Diagnostic>,
) {
    match written.path.parts.as_slice() {
        _ if body.shape == Shape::Table => {
            let message = "the declaration names the table already";
            diagnostics.push(
                Diagnostic::error(Code::CONTRADICTION, written.span, message)
                    .also(body.name.span, "named here")
                    .help("take it out"),
            );
        }
        [name] => model.table = name.clone(),
        [namespace, name] => {
            model.namespace = Some(namespace.clone());
            model.table = name.clone();
        }
        _ => {
            let message =
                "a table's name has two parts at most: the database's schema and the table";
            diagnostics.push(
                Diagnostic::error(Code::UNEXPECTED, written.path.span, message)
                    .help("write `table name` or `table schema.name`"),
            );
        }
    }
    model.comment = written.comment.as_ref().map(|text| text.text.clone());
    model.strict = written.strict;
    model.without_rowid = written.without_rowid;
}

fn second_table(name: &TableName, first: Span) -> Diagnostic {
    Diagnostic::error(Code::DUPLICATE_MEMBER, name.span, "a model has one table")
        .label("named again here")
        .also(first, "first named here")
        .help("take one of them out")
}

fn table_of_a_mixin(name: &TableName) -> Diagnostic {
    let message = "a mixin has no table: its members belong to the tables of its models";
    Diagnostic::error(Code::CONTRADICTION, name.span, message).help("write `table …` in the model")
}

fn relationship_of_a_table(one: &ast::Relationship) -> Diagnostic {
    let message = "a table without a model has no relationships";
    Diagnostic::error(Code::CONTRADICTION, one.name.span, message)
        .label("nobody could walk it")
        .help("declare a `model` with this table instead")
}
