//! Lays code out as rustfmt does, where its length depends on the schema: rustfmt's default widths, and
//! the shapes that it gives to what does not fit. The output needs no formatter.

/// The longest line.
const WIDTH: usize = 100;

/// The longest arguments of a call, and elements of an array, on one line.
const INNER_WIDTH: usize = 60;

/// The longest fields of a struct literal on one line.
const FIELDS_WIDTH: usize = 18;

/// `head(params) -> output {`, indented by `indent`, which the first line does not repeat.
pub fn signature(indent: usize, head: &str, params: &[String], output: &str) -> String {
    let arrow = if output.is_empty() { String::new() } else { format!(" -> {output}") };
    let line = format!("{head}({}){arrow} {{", params.join(", "));
    if indent + width(&line) <= WIDTH {
        return line;
    }
    format!("{head}(\n{}{}){arrow} {{", lines(indent + 4, params), spaces(indent))
}

/// `callee(arguments)tail`, indented by `indent`, which the first line does not repeat.
pub fn call(indent: usize, callee: &str, arguments: &[String], tail: &str) -> String {
    let inner = arguments.join(", ");
    let line = format!("{callee}({inner}){tail}");
    if width(&inner) <= INNER_WIDTH && indent + width(&line) <= WIDTH {
        return line;
    }
    format!("{callee}(\n{}{}){tail}", lines(indent + 4, arguments), spaces(indent))
}

/// `head[elements]tail`: an array, or `vec!` with its brackets.
pub fn array(indent: usize, head: &str, elements: &[String], tail: &str) -> String {
    let inner = elements.join(", ");
    let line = format!("{head}[{inner}]{tail}");
    if width(&inner) <= INNER_WIDTH && indent + width(&line) <= WIDTH && !inner.contains('\n') {
        return line;
    }
    format!("{head}[\n{}{}]{tail}", lines(indent + 4, elements), spaces(indent))
}

/// `head { fields }tail`: a struct literal.
pub fn fields(indent: usize, head: &str, fields: &[String], tail: &str) -> String {
    let inner = fields.join(", ");
    if width(&inner) <= FIELDS_WIDTH && indent + width(&format!("{head} {{ {inner} }}{tail}")) <= WIDTH {
        return format!("{head} {{ {inner} }}{tail}");
    }
    format!("{head} {{\n{}{}}}{tail}", lines(indent + 4, fields), spaces(indent))
}

/// `head = value;`, the value on a line of its own where it only fits there.
pub fn assignment(indent: usize, head: &str, value: &str) -> String {
    let first = value.lines().next().unwrap_or_default();
    let end = usize::from(!value.contains('\n'));
    let behind = indent + width(head) + 3 + width(first) + end <= WIDTH;
    let below = indent + 4 + width(first) + end <= WIDTH;
    if behind || !below {
        return format!("{head} = {value};");
    }
    format!("{head} =\n{}{value};", spaces(indent + 4))
}

/// A string literal that starts in column `start`; one that is too long goes on, at its words, on
/// lines of its own. What it holds is printable, as SQL without raw parts is.
pub fn string(start: usize, text: &str) -> String {
    let literal = format!("{text:?}");
    // A quote, and a comma or semicolon.
    if start + width(&literal) < WIDTH || text.contains(['\n', '\\', '"']) {
        return literal;
    }
    let mut lines = String::from("\"");
    let mut column = start + 1;
    for (number, word) in text.split(' ').enumerate() {
        // A blank, a backslash.
        if number > 0 && column + 1 + width(word) + 3 > WIDTH {
            lines.push_str(" \\\n");
            lines.push_str(&spaces(start + 1));
            column = start + 1;
        } else if number > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += width(word);
    }
    lines.push('"');
    lines
}

/// A raw string literal of several lines.
pub fn raw_string(text: &str) -> String {
    let longest = text.split('"').skip(1).map(|rest| rest.bytes().take_while(|byte| *byte == b'#').count()).max();
    let hashes = "#".repeat(longest.map_or(0, |most| most + 1));
    format!("r{hashes}\"{text}\"{hashes}")
}

/// Each on a line, with a comma.
fn lines(indent: usize, parts: &[String]) -> String {
    parts.iter().map(|part| format!("{}{part},\n", spaces(indent))).collect()
}

fn spaces(count: usize) -> String {
    " ".repeat(count)
}

/// rustfmt counts a character's columns; what is not ASCII here counts as one.
fn width(text: &str) -> usize {
    text.chars().count()
}
