//! Calls within calls, laid out.

use super::layout::{INNER_WIDTH, WIDTH, call, lines, spaces, width};

/// `outer(callee(arguments))`: a call that is the one argument of another, or of several within each other.
/// The outer ones take no lines of their own.
pub fn wrapped_call(indent: usize, outer: &[String], callee: &str, arguments: &[String]) -> String {
    let Some((first, others)) = outer.split_first() else {
        return call(indent, callee, arguments, "");
    };
    let opened: String = others.iter().map(|one| format!("{one}(")).collect();
    let closed = ")".repeat(others.len());
    let inner = format!("{opened}{callee}({}){closed}", arguments.join(", "));
    let line = call(indent, first, std::slice::from_ref(&inner), "");
    let short = width(&arguments.join(", ")) <= INNER_WIDTH && !inner.contains('\n');
    match short && !line.contains('\n') && indent + width(&line) < WIDTH {
        true => line,
        false => format!(
            "{first}({opened}{callee}(\n{}{}){closed})",
            lines(indent + 4, arguments),
            spaces(indent)
        ),
    }
}
