//! Lays code out as rustfmt does, where its length depends on the schema: rustfmt's default widths, and
//! the shapes that it gives to what does not fit. The output needs no formatter.
//!
//! Most of the output comes through here, so that texts are put together with `concat`, which asks for memory once;
//! `format!` asks again and again while a text grows.

use super::awaited;

/// The longest line.
pub const WIDTH: usize = 100;

/// The longest arguments of a call, and elements of an array, on one line.
pub const INNER_WIDTH: usize = 60;

/// The longest fields of a struct literal on one line.
const FIELDS_WIDTH: usize = 18;

/// `head(params) -> output {`, indented by `indent`, which the first line does not repeat.
pub fn signature(indent: usize, head: &str, params: &[String], output: &str) -> String {
    let arrow = if output.is_empty() { "" } else { " -> " };
    let line = [head, "(", &params.join(", "), ")", arrow, output, " {"].concat();
    if indent + width(&line) <= WIDTH && !line.contains('\n') {
        return line;
    }
    let callee = call_of_lines(indent, head, params);
    [&callee, arrow, output, " {"].concat()
}

/// `callee(arguments)tail`, indented by `indent`, which the first line does not repeat.
pub fn call(indent: usize, callee: &str, arguments: &[String], tail: &str) -> String {
    if tail.starts_with(".await") {
        return awaited::call(indent, callee, arguments, tail);
    }
    let inner = arguments.join(", ");
    if width(&inner) <= INNER_WIDTH {
        let line = [callee, "(", &inner, ")", tail].concat();
        if indent + width(&line) <= WIDTH {
            return line;
        }
    }
    call_of_lines(indent, callee, arguments) + tail
}

/// `callee(arguments)`, each argument on a line.
pub fn call_of_lines(indent: usize, callee: &str, arguments: &[String]) -> String {
    let arguments = lines(indent + 4, arguments);
    [callee, "(\n", &arguments, &spaces(indent), ")"].concat()
}

/// `(parts)`, indented by `indent`, which the first line does not repeat; one part stands alone.
pub fn tuple(indent: usize, parts: &[String]) -> String {
    let inner = parts.join(", ");
    match parts {
        [one] => one.clone(),
        _ if width(&inner) <= INNER_WIDTH && !inner.contains('\n') => format!("({inner})"),
        _ => format!("(\n{}{})", lines(indent + 4, parts), spaces(indent)),
    }
}

/// `(names): (types)`: a parameter that is taken apart. Where one of the two has to be broken, it is the
/// types, if the names have room.
pub fn tuple_parameter(indent: usize, names: &[String], types: &[String]) -> String {
    let (left, right) = (names.join(", "), types.join(", "));
    let line = format!("({left}): ({right})");
    // A comma.
    if indent + width(&line) < WIDTH {
        return line;
    }
    let head = format!("({left}): (");
    let end = spaces(indent);
    if indent + width(&head) <= WIDTH {
        return format!("{head}\n{}{end})", lines(indent + 4, types));
    }
    format!("(\n{}{end}): ({right})", lines(indent + 4, names))
}

/// `head[elements]tail`: an array, or `vec!` with its brackets.
pub fn array(indent: usize, head: &str, elements: &[String], tail: &str) -> String {
    let inner = elements.join(", ");
    if elements.len() == 1 || width(&inner) <= INNER_WIDTH {
        let line = [head, "[", &inner, "]", tail].concat();
        if indent + width(&line) <= WIDTH && !inner.contains('\n') {
            return line;
        }
    }
    // A call of several lines that is alone takes none of its own.
    if let [one] = elements
        && one.contains('\n')
        && one.ends_with(')')
    {
        return format!("{head}[{}]{tail}", one.replace("\n    ", "\n"));
    }
    let elements = lines(indent + 4, elements);
    [head, "[\n", &elements, &spaces(indent), "]", tail].concat()
}

/// `head { fields }tail`: a struct literal.
pub fn fields(indent: usize, head: &str, fields: &[String], tail: &str) -> String {
    let inner = fields.join(", ");
    if width(&inner) <= FIELDS_WIDTH {
        let line = [head, " { ", &inner, " }", tail].concat();
        if indent + width(&line) <= WIDTH {
            return line;
        }
    }
    let fields = lines(indent + 4, fields);
    [head, " {\n", &fields, &spaces(indent), "}", tail].concat()
}

/// `head = value;`, the value on a line of its own where it only fits there.
pub fn assignment(indent: usize, head: &str, value: &str) -> String {
    let first = value.lines().next().unwrap_or_default();
    let end = usize::from(!value.contains('\n'));
    let last = head.lines().next_back().unwrap_or_default();
    let indented = if head.contains('\n') { 0 } else { indent };
    let behind = indented + width(last) + 3 + width(first) + end <= WIDTH;
    let below = indent + 4 + width(first) + end <= WIDTH;
    if behind || !below {
        return [head, " = ", value, ";"].concat();
    }
    [head, " =\n", &spaces(indent + 4), value, ";"].concat()
}

/// `if a || b {`
pub fn any_of(indent: usize, tests: &[String]) -> String {
    let line = format!("if {} {{", tests.join(" || "));
    if indent + width(&line) <= WIDTH {
        return line;
    }
    let next = format!("\n{}|| ", spaces(indent + 4));
    format!("if {}\n{}{{", tests.join(&next), spaces(indent))
}

/// `callee(literal)`, which may be as long as the line: there is nothing else to break at.
pub fn call_of_literal(indent: usize, callee: &str, literal: String) -> String {
    let line = format!("{callee}({literal})");
    // A comma.
    match indent + width(&line) < WIDTH {
        true => line,
        false => format!(
            "{callee}(\n{}{})",
            lines(indent + 4, &[literal]),
            spaces(indent)
        ),
    }
}

/// `head: wrapper<arguments>`: the beginning of a constant.
pub fn constant(indent: usize, head: &str, wrapper: &str, arguments: &[String]) -> String {
    let line = [head, ": ", wrapper, "<", &arguments.join(", "), ">"].concat();
    // A blank and an equals sign.
    if indent + width(&line) + 2 <= WIDTH {
        return line;
    }
    format!(
        "{head}: {wrapper}<\n{}{}>",
        lines(indent + 4, arguments),
        spaces(indent)
    )
}

/// `head: ty,`: a field of a struct.
pub fn field(indent: usize, head: &str, ty: &str) -> String {
    let line = [head, ": ", ty, ","].concat();
    if indent + width(&line) <= WIDTH {
        return line;
    }
    format!("{head}:\n{}{ty},", spaces(indent + 4))
}

/// `impl one for ty {`
pub fn implementation(one: &str, ty: &str) -> String {
    let line = ["impl ", one, " for ", ty, " {"].concat();
    if width(&line) <= WIDTH {
        return line;
    }
    format!("impl {one}\n    for {ty}\n{{")
}

/// `pub use self::module::{names};`
pub fn exports(module: &str, names: &[String]) -> String {
    let inner = names.join(", ");
    let head = format!("pub use self::{module}::");
    if width(&head) + width(&inner) + 3 <= WIDTH {
        return format!("{head}{{{inner}}};");
    }
    if 4 + width(&inner) < WIDTH {
        return format!("{head}{{\n    {inner},\n}};");
    }
    format!("{head}{{\n{}}};", lines(4, names))
}

/// A string literal of SQL that starts in column `start`. One that is too long goes on on lines of its
/// own, before one of SQL's clauses if there is one to break at.
pub fn string(start: usize, text: &str) -> String {
    let literal = format!("{text:?}");
    // A quote, and a comma or semicolon. Behind a line's end, Rust drops all white space, of which
    // only the first blank is put before the end.
    if start + width(&literal) < WIDTH || text.contains("  ") || text.contains('\n') {
        return literal;
    }
    // Two quotes or a quote and a comma; a blank and a backslash.
    let room = WIDTH.saturating_sub(start + 4);
    let escaped = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let words: Vec<&str> = escaped.unwrap_or(text).split(' ').collect();
    let (mut line, mut below) = words.split_at(break_at(&words, room));
    let mut lines = ["\"", &line.join(" ")].concat();
    while !below.is_empty() {
        (line, below) = below.split_at(break_at(below, room));
        lines += &[" \\\n", &spaces(start + 1), &line.join(" ")].concat();
    }
    lines + "\""
}

/// How many of the words go on one line of that room: at least one.
fn break_at(words: &[&str], room: usize) -> usize {
    const CLAUSES: &[&str] = &["FROM", "ORDER", "RETURNING", "SET", "VALUES", "WHERE"];
    let mut used = 0;
    let fit = words.iter().take_while(|word| {
        used += width(word) + 1;
        used <= room + 1
    });
    let fit = fit.count().max(1);
    if fit == words.len() {
        return fit;
    }
    let depth = |position: usize| {
        let before = words[..position].concat();
        before.matches('(').count() - before.matches(')').count().min(before.matches('(').count())
    };
    let clause = |&position: &usize| CLAUSES.contains(&words[position]) && depth(position) == 0;
    (1..=fit).rev().find(clause).unwrap_or(fit)
}

/// A raw string literal of several lines.
pub fn raw_string(text: &str) -> String {
    let longest = text
        .split('"')
        .skip(1)
        .map(|rest| rest.bytes().take_while(|byte| *byte == b'#').count())
        .max();
    let hashes = "#".repeat(longest.map_or(0, |most| most + 1));
    format!("r{hashes}\"{text}\"{hashes}")
}

/// Each on a line, with a comma.
pub fn lines(indent: usize, parts: &[String]) -> String {
    let spaces = spaces(indent);
    let lines: Vec<&str> = parts
        .iter()
        .flat_map(|part| [&spaces, part, ",\n"])
        .collect();
    lines.concat()
}

pub fn spaces(count: usize) -> String {
    " ".repeat(count)
}

/// rustfmt counts a character's columns: two for those of East Asia and for pictures, none for accents
/// that stand on the letter before.
pub fn width(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.chars().map(columns).sum(),
    }
}

fn columns(character: char) -> usize {
    match u32::from(character) {
        0x300..=0x36F | 0x200B..=0x200F | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1F64F
        | 0x1F680..=0x1F6FF
        | 0x1F900..=0x1F9FF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}
