//! Sorts a file's declarations, refuses names that are taken, and makes the enums.

use std::collections::HashMap;

use super::{texts, types};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Enum, Variant};
use crate::source::Span;
use crate::syntax::ast::{self, DbName, Declaration, Name};

/// The declarations that are compiled, each name once.
pub struct Declared<'a> {
    pub models: Vec<&'a ast::Model>,
    pub enums: Vec<Enum>,
}

/// Sorts the declarations of a file.
pub fn collect<'a>(file: &'a ast::File, diagnostics: &mut Vec<Diagnostic>) -> Declared<'a> {
    let mut declared = Declared {
        models: Vec::new(),
        enums: Vec::new(),
    };
    let mut names: HashMap<&str, Span> = HashMap::new();
    for declaration in &file.declarations {
        let Some(name) = name_of(declaration, diagnostics) else {
            continue;
        };
        if types::is_builtin(&name.text) {
            diagnostics.push(type_name(name));
            continue;
        }
        if let Some(first) = names.insert(&name.text, name.span) {
            names.insert(&name.text, first);
            diagnostics.push(duplicate(name, first));
            continue;
        }
        match declaration {
            Declaration::Model(model) => declared.models.push(model),
            Declaration::Enum(one) => declared.enums.push(self::enumeration(one)),
            _ => {}
        }
    }
    if file.declarations.is_empty() && !diagnostics.iter().any(Diagnostic::is_error) {
        diagnostics.push(nothing_declared());
    }
    declared
}

/// The name of a declaration that is built; the others are reported.
fn name_of<'a>(
    declaration: &'a Declaration,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'a Name> {
    let (what, span, meanwhile) = match declaration {
        Declaration::Model(model) => {
            if let Some(base) = model.bases.first() {
                diagnostics.push(not_built(
                    base.span,
                    "a model with bases",
                    "write the members out in the model",
                ));
            }
            return Some(&model.name);
        }
        Declaration::Enum(one) => return Some(&one.name),
        Declaration::Mixin(one) => (
            "`mixin`",
            one.name.span,
            "write the members out in each model",
        ),
        Declaration::Table(one) => (
            "`table` as a declaration",
            one.name.span,
            "declare a model for it",
        ),
        Declaration::Type(one) => ("`type`", one.name.span, "write the column's type out"),
        Declaration::Import(one) => ("`import`", one.span, "write the declarations into one file"),
    };
    diagnostics.push(not_built(span, what, meanwhile));
    None
}

/// A part of the language that this version does not compile.
pub fn not_built(span: Span, what: &str, meanwhile: &str) -> Diagnostic {
    Diagnostic::error(Code::NOT_BUILT, span, format!("{what} is not built yet"))
        .label("this version cannot generate it")
        .help(format!("meanwhile, {meanwhile}"))
}

fn enumeration(one: &ast::Enum) -> Enum {
    let variants = one.variants.iter().map(|variant| Variant {
        name: variant.name.clone(),
        docs: texts(&variant.docs),
        label: match &variant.label {
            Some(label) => DbName {
                text: label.text.clone(),
                span: label.span,
            },
            None => DbName {
                text: variant.name.text.clone(),
                span: variant.name.span,
            },
        },
    });
    let variants = variants.collect();
    Enum {
        name: one.name.clone(),
        docs: texts(&one.docs),
        variants,
        span: one.span,
    }
}

fn type_name(name: &Name) -> Diagnostic {
    Diagnostic::error(
        Code::RESERVED_NAME,
        name.span,
        format!("`{}` is the name of a column type", name.text),
    )
    .label("a declaration cannot be called that")
    .help(format!(
        "give it another name, such as `{}Record`",
        name.text
    ))
}

fn duplicate(name: &Name, first: Span) -> Diagnostic {
    Diagnostic::error(
        Code::DUPLICATE_DECLARATION,
        name.span,
        format!("`{}` is declared twice", name.text),
    )
    .label("declared again here")
    .also(first, "first declared here")
    .help("rename one of them, or take one out")
}

fn nothing_declared() -> Diagnostic {
    Diagnostic::warning(
        Code::NOTHING_DECLARED,
        Span::default(),
        "the schema declares nothing",
    )
    .help("declare a model: `model Person < id: Integer primary_key >`")
}
