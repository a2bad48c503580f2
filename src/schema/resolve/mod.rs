//! Looks every name up: the tree of a file becomes the [`Schema`]. What is unknown is reported and
//! left out, and the rest goes on.

mod attributes;
mod backrefs;
mod columns;
mod declarations;
mod defaults;
mod directions;
mod ends;
mod keys;
mod lists;
mod members;
mod raw;
mod relationships;
mod reverses;
mod types;

use super::Schema;
use crate::diagnostic::Diagnostic;
use crate::syntax::ast;

/// Resolves a file.
pub fn resolve(file: &ast::File, diagnostics: &mut Vec<Diagnostic>) -> Schema {
    let declared = declarations::collect(file, diagnostics);
    let mut schema = Schema {
        docs: texts(&file.docs),
        enums: declared.enums,
        models: Vec::new(),
        left_out: declared.left_out,
    };
    for model in &declared.models {
        let resolved = columns::model(model, &schema, diagnostics);
        schema.models.push(resolved);
    }
    keys::resolve(&mut schema, diagnostics);
    relationships::resolve(&declared.models, &mut schema, diagnostics);
    schema
}

/// The lines of a doc comment.
fn texts(docs: &[ast::Doc]) -> Vec<String> {
    docs.iter().map(|doc| doc.text.clone()).collect()
}
