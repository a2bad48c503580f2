//! Calls that are awaited, and other chains, laid out as rustfmt does.

use super::code::{Code, Rust, code};
use super::layout::{INNER_WIDTH, lines, spaces};
use super::width::{WIDTH, width};
use crate::text::{Piece, join};

/// The longest chain of several links on one line.
const CHAIN_WIDTH: usize = 60;

/// `callee(arguments)tail`, where the tail begins with `.await`, indented by `indent`, which the first line
/// does not repeat.
pub fn call(indent: usize, callee: &Code, arguments: &[Code], tail: impl Piece<Rust>) -> Code {
    let inner = join(arguments, ", ");
    let call = code![callee, "(", inner, ")"];
    // rustfmt keeps a column for the semicolon, though it has counted it.
    let room = WIDTH - usize::from(tail.part().ends_with(';'));
    let fits = |indent: usize, line: &Code| indent + width(line) <= room;
    if width(&inner) <= INNER_WIDTH && !inner.contains('\n') {
        let line = code![call, tail];
        if fits(indent, &line) {
            return line;
        }
        let below = call.assigned();
        let below = below.map(|(head, call)| (head, code![call, tail]));
        if let Some((head, line)) = below.filter(|(_, line)| fits(indent + 4, line)) {
            return code![head, " =\n", spaces(indent + 4), line];
        }
        if fits(indent, &call) {
            return code![call, "\n", spaces(indent + 4), tail];
        }
    }
    let (arguments, end) = (lines(indent + 4, arguments), spaces(indent));
    code![callee, "(\n", arguments, end, ")\n", end, tail]
}

/// `name: value.link()`, a field of a struct literal.
pub fn field(indent: usize, head: Code, link: &'static str) -> Code {
    // A comma.
    match indent + width(&head) + width(link) < WIDTH {
        true => code![head, link],
        false => code![head, "\n", spaces(indent + 4), link],
    }
}

/// `parent.link().link()tail`, indented by `indent`, which the first line does not repeat. Each link stands
/// on a line of its own where they are too long together; a single one stays where it is.
pub fn chain(indent: usize, parent: impl Piece<Rust>, links: &[Code], tail: &'static str) -> Code {
    let short = |chain: &Code| links.len() == 1 || width(chain) <= CHAIN_WIDTH;
    let line = code![parent, join(links, "")];
    // Of the tail, a question mark is part of the chain.
    if short(&code![line, tail.trim_end_matches(';')]) {
        return code![line, tail];
    }
    let mut chain = code![parent];
    for link in links {
        chain.push(code!["\n", spaces(indent + 4), link]);
    }
    code![chain, tail]
}
