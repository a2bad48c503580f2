//! Calls that are awaited, and other chains, laid out as rustfmt does.

use super::layout::{INNER_WIDTH, WIDTH, lines, spaces, width};

/// The longest chain of several links on one line.
const CHAIN_WIDTH: usize = 60;

/// `callee(arguments)tail`, where the tail begins with `.await`, and the whole does not fit on one line.
pub fn broken(indent: usize, callee: &str, arguments: &[String], tail: &str) -> String {
    let inner = arguments.join(", ");
    if width(&inner) <= INNER_WIDTH && !inner.contains('\n') {
        if let Some((head, called)) = callee.split_once(" = ") {
            let below = format!("{called}({inner}){tail}");
            if indent + 4 + width(&below) <= WIDTH {
                return format!("{head} =\n{}{below}", spaces(indent + 4));
            }
        }
        let call = format!("{callee}({inner})");
        if indent + width(&call) <= WIDTH {
            return format!("{call}\n{}{tail}", spaces(indent + 4));
        }
    }
    let (arguments, end) = (lines(indent + 4, arguments), spaces(indent));
    format!("{callee}(\n{arguments}{end})\n{end}{tail}")
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
