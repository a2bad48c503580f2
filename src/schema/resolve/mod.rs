//! Looks every name up: the tree of a file becomes the [`Schema`]. What is unknown is reported and
//! left out, and the rest goes on.

mod attributes;
mod backrefs;
mod bodies;
mod columns;
mod comparisons;
mod declarations;
mod defaults;
mod directions;
mod ends;
mod indexes;
mod keys;
mod link_keys;
mod links;
mod lists;
mod literals;
mod members;
mod operands;
mod paths;
mod raw;
mod relationships;
mod reverses;
mod single_parents;
mod types;

pub use declarations::not_built;
pub use raw::Expression;

use super::Schema;
use crate::diagnostic::Diagnostic;
use crate::syntax::ast;

/// Resolves a file.
pub fn resolve(file: &ast::File, diagnostics: &mut Vec<Diagnostic>) -> Schema {
    let mut declared = declarations::collect(file, diagnostics);
    let (bodies, unused) = bodies::of_all(&declared, diagnostics);
    let mut schema = Schema {
        docs: texts(&file.docs),
        enums: std::mem::take(&mut declared.enums),
        mixins: declared.mixins(),
        left_out: std::mem::take(&mut declared.left_out),
        ..Schema::default()
    };
    types::declare(&declared.types, &mut schema, diagnostics);
    for body in &bodies {
        let resolved = columns::model(body, &schema, diagnostics);
        schema.models.push(resolved);
    }
    for body in &unused {
        columns::model(body, &schema, diagnostics);
    }
    keys::resolve(&mut schema, diagnostics);
    relationships::resolve(&bodies, &mut schema, diagnostics);
    schema
}

/// The lines of a doc comment.
fn texts(docs: &[ast::Doc]) -> Vec<String> {
    docs.iter().map(|doc| doc.text.clone()).collect()
}
