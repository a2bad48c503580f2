//! The arms of a `match`, as rustfmt lays them out.

use super::layout::{INNER_WIDTH, WIDTH, call_of_lines, spaces, width};

/// `pattern => body,`: an arm of a match.
pub fn arm(indent: usize, pattern: &str, body: &str) -> String {
    let line = [pattern, " => ", body, ","].concat();
    if indent + width(&line) <= WIDTH {
        return line;
    }
    format!(
        "{pattern} => {{\n{}{body}\n{}}}",
        spaces(indent + 4),
        spaces(indent)
    )
}

/// `pattern => callee(arguments),`: an arm of a match.
pub fn arm_of_call(indent: usize, pattern: &str, callee: &str, arguments: &[String]) -> String {
    let inner = arguments.join(", ");
    if width(&inner) <= INNER_WIDTH {
        return arm(indent, pattern, &[callee, "(", &inner, ")"].concat());
    }
    format!("{pattern} => {},", call_of_lines(indent, callee, arguments))
}
