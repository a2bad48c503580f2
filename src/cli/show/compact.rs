//! `{:#?}` as people would lay it out: what fits stands on one line, and what is not there is left out.

use std::iter::Peekable;
use std::str::Lines;

/// The widest line, where there is a choice.
const WIDTH: usize = 110;

/// A value: a line, or a line that opens something, its parts, and what closes it.
struct Node<'t> {
    head: &'t str,
    parts: Vec<Node<'t>>,
    tail: &'t str,
}

/// Lays the text of `{:#?}` out.
pub fn compact(pretty: &str) -> String {
    let mut text = String::new();
    let mut lines = pretty.lines().peekable();
    while let Some(node) = read(&mut lines) {
        node.write(0, &mut text);
    }
    text
}

fn read<'t>(lines: &mut Peekable<Lines<'t>>) -> Option<Node<'t>> {
    let line = lines.next()?.trim();
    let mut node = Node {
        head: line.strip_suffix(',').unwrap_or(line),
        parts: Vec::new(),
        tail: "",
    };
    if !line.ends_with(['{', '(', '[']) {
        return Some(node);
    }
    while let Some(next) = lines.peek().map(|next| next.trim()) {
        let closing = next.strip_suffix(',').unwrap_or(next);
        if ["}", ")", "]"].contains(&closing) {
            node.tail = closing;
            lines.next();
            break;
        }
        node.parts.extend(read(lines).filter(Node::is_there));
    }
    Some(node)
}

impl Node<'_> {
    fn is_there(&self) -> bool {
        ![": None", ": []"]
            .iter()
            .any(|nothing| self.head.ends_with(nothing))
    }

    fn write(&self, indent: usize, text: &mut String) {
        if let Some(line) = self.line(WIDTH.saturating_sub(indent)) {
            text.push_str(&format!("{:indent$}{line}\n", ""));
            return;
        }
        text.push_str(&format!("{:indent$}{}\n", "", self.head));
        for part in &self.parts {
            part.write(indent + 4, text);
        }
        if !self.tail.is_empty() {
            text.push_str(&format!("{:indent$}{}\n", "", self.tail));
        }
    }

    /// All of it on one line, if it has no more than `room`.
    fn line(&self, room: usize) -> Option<String> {
        let mut line = self.head.to_owned();
        let space = if self.tail == "}" { " " } else { "" };
        for (number, part) in self.parts.iter().enumerate() {
            line.push_str(if number == 0 { space } else { ", " });
            line.push_str(&part.line(room.checked_sub(line.len())?)?);
        }
        if !self.parts.is_empty() {
            line.push_str(space);
        }
        line.push_str(self.tail);
        (line.len() <= room).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn what_fits_is_on_one_line() {
        #[derive(Debug)]
        #[allow(dead_code)]
        struct Thing {
            name: &'static str,
            none: Option<u8>,
            things: Vec<Thing>,
        }
        let thing = |name| Thing {
            name,
            none: None,
            things: Vec::new(),
        };
        let things = vec![thing("a {"), thing("b\n")];
        assert_eq!(
            compact(&format!("{things:#?}")),
            "[Thing { name: \"a {\" }, Thing { name: \"b\\n\" }]\n"
        );
        let outer = Thing {
            name: "a name that is so long that the line would be more than a hundred and ten characters wide",
            none: Some(1),
            things,
        };
        assert_eq!(
            compact(&format!("{outer:#?}")),
            format!(
                "Thing {{\n    name: \"{}\"\n    none: Some(1)\n    things: [Thing {{ name: \"a {{\" }}, Thing {{ name: \"b\\n\" }}]\n}}\n",
                outer.name
            )
        );
    }
}
