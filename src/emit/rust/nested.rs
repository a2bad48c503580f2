//! Calls within calls, laid out.

use super::code::{Code, code};
use super::layout::{INNER_WIDTH, call, lines, spaces};
use super::width::{WIDTH, width};
use crate::text::join;

/// `outer(callee(arguments))`: a call that is the one argument of another, or of several within each other.
/// The outer ones take no lines of their own.
pub fn wrapped_call(indent: usize, outer: &[Code], callee: &Code, arguments: &[Code]) -> Code {
    let Some((first, others)) = outer.split_first() else {
        return call(indent, callee, arguments, "");
    };
    let opened: Code = others.iter().map(|one| code![one, "("]).collect();
    let closed: Code = others.iter().map(|_| Code::from(")")).collect();
    let inner = join(arguments, ", ");
    let short = width(&inner) <= INNER_WIDTH;
    let inner = code![opened, callee, "(", inner, ")", closed];
    let line = call(indent, first, std::slice::from_ref(&inner), "");
    let short = short && !inner.contains('\n');
    match short && !line.contains('\n') && indent + width(&line) < WIDTH {
        true => line,
        false => {
            let (arguments, end) = (lines(indent + 4, arguments), spaces(indent));
            code![
                first, "(", opened, callee, "(\n", arguments, end, ")", closed, ")"
            ]
        }
    }
}
