//! Sorts a file's declarations, refuses names that are taken, and makes the enums.

use std::collections::HashMap;

use super::{texts, types};
use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::schema::names::snake;
use crate::schema::{Enum, LeftOut, Mixin, Variant};
use crate::source::Span;
use crate::syntax::ast::{self, DbName, Declaration, Member, Name};

/// The declarations that are compiled, each name once.
#[derive(Default)]
pub struct Declared<'a> {
    /// Models, and tables without one.
    pub tables: Vec<Written<'a>>,
    pub mixins: HashMap<&'a str, &'a ast::Mixin>,
    pub enums: Vec<Enum>,
    pub types: Vec<&'a ast::TypeAlias>,
    pub left_out: LeftOut,
}

/// What a table is declared by.
#[derive(Clone, Copy)]
pub enum Written<'a> {
    Model(&'a ast::Model),
    Table(&'a ast::Table),
}

impl Declared<'_> {
    /// The mixins, in order.
    pub fn mixins(&self) -> Vec<Mixin> {
        let mut mixins: Vec<&ast::Mixin> = self.mixins.values().copied().collect();
        mixins.sort_unstable_by_key(|mixin| mixin.span);
        let of = |mixin: &ast::Mixin| {
            let (name, span) = (mixin.name.clone(), mixin.span);
            Mixin { name, span }
        };
        mixins.into_iter().map(of).collect()
    }
}

/// Sorts the declarations of a file.
pub fn collect<'a>(file: &'a ast::File, diagnostics: &mut Vec<Diagnostic>) -> Declared<'a> {
    let mut declared = Declared {
        left_out: LeftOut {
            imports: lacks_a_file(file, diagnostics),
            ..LeftOut::default()
        },
        ..Declared::default()
    };
    let mut names: HashMap<&str, Span> = HashMap::new();
    for declaration in &file.declarations {
        if let Declaration::Table(table) = declaration {
            // Its name is the database's: it shares none with the others.
            declared.tables.push(Written::Table(table));
            continue;
        }
        let Some(name) = taken_over(declaration, &mut names, diagnostics) else {
            leave_out(declaration, &mut declared.left_out);
            continue;
        };
        names.insert(&name.text, name.span);
        match declaration {
            Declaration::Model(model) => declared.tables.push(Written::Model(model)),
            Declaration::Enum(one) => declared.enums.push(self::enumeration(one)),
            Declaration::Mixin(one) => drop(declared.mixins.insert(&name.text, one)),
            Declaration::Type(one) => declared.types.push(one),
            Declaration::Table(_) | Declaration::Import(_) => {}
        }
    }
    let declares = |one: &Declaration| !matches!(one, Declaration::Import(_));
    if !file.declarations.iter().any(declares) && !diagnostics.iter().any(Diagnostic::is_error) {
        diagnostics.push(nothing_declared());
    }
    declared
}

/// Whether something is imported that could not be read.
fn lacks_a_file(file: &ast::File, diagnostics: &[Diagnostic]) -> bool {
    let reported = Reported::new(diagnostics);
    diagnostics.iter().any(|one| one.code.hides_a_file())
        || file.declarations.iter().any(|one| match one {
            Declaration::Import(import) => reported.is_in(import.span),
            _ => false,
        })
}

/// The name of a declaration that is compiled, if it is a new one; the others are reported.
fn taken_over<'a>(
    declaration: &'a Declaration,
    names: &mut HashMap<&'a str, Span>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'a Name> {
    let name = name_of(declaration)?;
    if types::is_builtin(&name.text) {
        diagnostics.push(type_name(name));
        return None;
    }
    if let Some(first) = names.get(name.text.as_str()) {
        diagnostics.push(duplicate(name, *first));
        return None;
    }
    // A missing name was reported by the parser.
    (!name.text.is_empty()).then_some(name)
}

/// Remembers what others may refer to all the same.
fn leave_out(declaration: &Declaration, left_out: &mut LeftOut) {
    match declaration {
        Declaration::Model(model) => {
            let named = model.members.iter().find_map(|member| match member {
                Member::TableName(table) => table.path.parts.last(),
                _ => None,
            });
            let table = named.map_or_else(|| snake(&model.name.text), |name| name.text.clone());
            left_out.tables.insert(table);
            left_out.names.insert(model.name.text.clone());
        }
        Declaration::Enum(one) => drop(left_out.names.insert(one.name.text.clone())),
        Declaration::Mixin(one) => drop(left_out.names.insert(one.name.text.clone())),
        Declaration::Type(one) => drop(left_out.names.insert(one.name.text.clone())),
        Declaration::Table(one) => drop(left_out.tables.insert(one.name.text.clone())),
        Declaration::Import(_) => {}
    }
}

/// The name that a declaration shares with no other.
fn name_of(declaration: &Declaration) -> Option<&Name> {
    match declaration {
        Declaration::Model(one) => Some(&one.name),
        Declaration::Enum(one) => Some(&one.name),
        Declaration::Mixin(one) => Some(&one.name),
        Declaration::Type(one) => Some(&one.name),
        // A table's name is the database's; what is in an imported file stands behind the import.
        Declaration::Table(_) | Declaration::Import(_) => None,
    }
}

/// A part of the language that this version does not compile.
pub fn not_built(span: Span, what: &str, meanwhile: &str) -> Diagnostic {
    Diagnostic::error(Code::NOT_BUILT, span, format!("{what} is not built yet"))
        .label("this version cannot generate it")
        .help(format!("meanwhile, {meanwhile}"))
}

fn enumeration(one: &ast::Enum) -> Enum {
    let named = one
        .variants
        .iter()
        .filter(|variant| !variant.name.text.is_empty());
    let variants = named.map(|variant| Variant {
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
