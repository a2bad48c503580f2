//! The arms of a `match`, as rustfmt lays them out.

use super::code::{Code, Rust, code};
use super::layout::{INNER_WIDTH, call_of_lines, spaces};
use super::width::{WIDTH, width};
use crate::text::{Piece, join};

/// `pattern => body,`: an arm of a match.
pub fn arm(indent: usize, pattern: impl Piece<Rust>, body: impl Piece<Rust>) -> Code {
    let line = code![pattern, " => ", body, ","];
    if indent + width(&line) <= WIDTH {
        return line;
    }
    let (within, end) = (spaces(indent + 4), spaces(indent));
    code![pattern, " => {\n", within, body, "\n", end, "}"]
}

/// `pattern => callee(arguments),`: an arm of a match.
pub fn arm_of_call(
    indent: usize,
    pattern: impl Piece<Rust>,
    callee: impl Piece<Rust>,
    arguments: &[Code],
) -> Code {
    let inner = join(arguments, ", ");
    if width(&inner) <= INNER_WIDTH {
        return arm(indent, pattern, code![callee, "(", inner, ")"]);
    }
    code![
        pattern,
        " => ",
        call_of_lines(indent, callee, arguments),
        ","
    ]
}
