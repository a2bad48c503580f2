//! The view of a type of the user's own that carries columns.

use askama::Template;

use super::code::{Code, Literal, literal};
use super::context::Context;
use super::layout;
use super::names::Names;

/// What makes the type a column's.
#[derive(Template)]
#[template(path = "rust/carried.rs", escape = "none")]
pub struct CarriedView<'a> {
    n: &'a Names,
    header: Code,
    path: Literal,
}

/// Views the type of that path.
pub fn view<'a>(context: &Context<'_>, names: &'a Names, path: &str) -> CarriedView<'a> {
    let ty = context.scope.external(path);
    CarriedView {
        n: names,
        header: layout::implementation(&names.field, ty),
        path: literal(path),
    }
}
