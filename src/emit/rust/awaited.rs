//! Calls that are awaited, and other chains, laid out as rustfmt does.

use super::layout::{INNER_WIDTH, WIDTH, lines, spaces, width};

/// The longest chain of several links on one line.
const CHAIN_WIDTH: usize = 60;

/// `callee(arguments)tail`, where the tail begins with `.await`, indented by `indent`, which the first line
/// does not repeat.
pub fn call(indent: usize, callee: &str, arguments: &[String], tail: &str) -> String {
    let inner = arguments.join(", ");
    let call = format!("{callee}({inner})");
    // rustfmt keeps a column for the semicolon, though it has counted it.
    let room = WIDTH - usize::from(tail.ends_with(';'));
    let fits = |indent: usize, line: &str| indent + width(line) <= room;
    if width(&inner) <= INNER_WIDTH && !inner.contains('\n') {
        if fits(indent, &format!("{call}{tail}")) {
            return format!("{call}{tail}");
        }
        let below = call.split_once(" = ");
        let below = below.map(|(head, call)| (head, format!("{call}{tail}")));
        if let Some((head, line)) = below.filter(|(_, line)| fits(indent + 4, line)) {
            return format!("{head} =\n{}{line}", spaces(indent + 4));
        }
        if fits(indent, &call) {
            return format!("{call}\n{}{tail}", spaces(indent + 4));
        }
    }
    let (arguments, end) = (lines(indent + 4, arguments), spaces(indent));
    format!("{callee}(\n{arguments}{end})\n{end}{tail}")
}

/// `name: value.link()`, a field of a struct literal.
pub fn field(indent: usize, head: &str, link: &str) -> String {
    // A comma.
    match indent + width(head) + width(link) < WIDTH {
        true => format!("{head}{link}"),
        false => format!("{head}\n{}{link}", spaces(indent + 4)),
    }
}

/// `parent.link().link()tail`, indented by `indent`, which the first line does not repeat. Each link stands
/// on a line of its own where they are too long together; a single one stays where it is.
pub fn chain(indent: usize, parent: &str, links: &[&str], tail: &str) -> String {
    let short = |chain: &str| links.len() == 1 || width(chain) <= CHAIN_WIDTH;
    let line = format!("{parent}{}", links.concat());
    // Of the tail, a question mark is part of the chain.
    if short(&format!("{line}{}", tail.trim_end_matches(';'))) {
        return format!("{line}{tail}");
    }
    let next = format!("\n{}", spaces(indent + 4));
    format!("{parent}{next}{}{tail}", links.join(&next))
}
