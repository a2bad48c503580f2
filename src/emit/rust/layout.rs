//! Lays code out as rustfmt does, where its length depends on the schema: rustfmt's default widths, and
//! the shapes that it gives to what does not fit. The output needs no formatter.

use super::awaited;
use super::code::{Code, Ident, Literal, Rust, code};
use super::width::{WIDTH, width};
use crate::text::{Piece, join};

/// The longest arguments of a call, and elements of an array, on one line.
pub const INNER_WIDTH: usize = 60;

/// The longest fields of a struct literal on one line.
const FIELDS_WIDTH: usize = 18;

/// `head(params) -> output {`, indented by `indent`, which the first line does not repeat.
pub fn signature(
    indent: usize,
    head: impl Piece<Rust>,
    params: &[Code],
    output: impl Piece<Rust>,
) -> Code {
    let arrow = if output.part().is_empty() { "" } else { " -> " };
    let line = code![head, "(", join(params, ", "), ")", arrow, output, " {"];
    if indent + width(&line) <= WIDTH && !line.contains('\n') {
        return line;
    }
    code![call_of_lines(indent, head, params), arrow, output, " {"]
}

/// `callee(arguments)tail`, indented by `indent`, which the first line does not repeat.
pub fn call(
    indent: usize,
    callee: impl Piece<Rust>,
    arguments: &[Code],
    tail: impl Piece<Rust>,
) -> Code {
    if tail.part().starts_with(".await") {
        return awaited::call(indent, &code![callee], arguments, tail);
    }
    let inner = join(arguments, ", ");
    if width(&inner) <= INNER_WIDTH {
        let line = code![callee, "(", inner, ")", tail];
        if indent + width(&line) <= WIDTH {
            return line;
        }
    }
    code![call_of_lines(indent, callee, arguments), tail]
}

/// `callee(arguments)`, each argument on a line.
pub fn call_of_lines(indent: usize, callee: impl Piece<Rust>, arguments: &[Code]) -> Code {
    let arguments = lines(indent + 4, arguments);
    code![callee, "(\n", arguments, spaces(indent), ")"]
}

/// `(parts)`, indented by `indent`, which the first line does not repeat; one part stands alone.
pub fn tuple(indent: usize, parts: &[Code]) -> Code {
    let inner = join(parts, ", ");
    match parts {
        [one] => one.clone(),
        _ if width(&inner) <= INNER_WIDTH && !inner.contains('\n') => code!["(", inner, ")"],
        _ => code!["(\n", lines(indent + 4, parts), spaces(indent), ")"],
    }
}

/// `(names): (types)`: a parameter that is taken apart. Where one of the two has to be broken, it is the
/// types, if the names have room.
pub fn tuple_parameter(indent: usize, names: &[Ident], types: &[Code]) -> Code {
    let (left, right) = (join(names, ", "), join(types, ", "));
    let line = code!["(", left, "): (", right, ")"];
    // A comma.
    if indent + width(&line) < WIDTH {
        return line;
    }
    let head = code!["(", left, "): ("];
    let end = spaces(indent);
    if indent + width(&head) <= WIDTH {
        return code![head, "\n", lines(indent + 4, types), end, ")"];
    }
    code!["(\n", lines(indent + 4, names), end, "): (", right, ")"]
}

/// `head[elements]tail`: an array, or `vec!` with its brackets.
pub fn array(indent: usize, head: impl Piece<Rust>, elements: &[Code], tail: &'static str) -> Code {
    let inner = join(elements, ", ");
    if elements.len() == 1 || width(&inner) <= INNER_WIDTH {
        let line = code![head, "[", inner, "]", tail];
        if indent + width(&line) <= WIDTH && !inner.contains('\n') {
            return line;
        }
    }
    // A call of several lines that is alone takes none of its own.
    if let [one] = elements
        && one.contains('\n')
        && one.ends_with(')')
    {
        return code![head, "[", one.less_indented(), "]", tail];
    }
    let elements = lines(indent + 4, elements);
    code![head, "[\n", elements, spaces(indent), "]", tail]
}

/// `head { fields }tail`: a struct literal.
pub fn fields(indent: usize, head: impl Piece<Rust>, fields: &[Code], tail: &'static str) -> Code {
    let inner = join(fields, ", ");
    if width(&inner) <= FIELDS_WIDTH {
        let line = code![head, " { ", inner, " }", tail];
        if indent + width(&line) <= WIDTH {
            return line;
        }
    }
    let fields = lines(indent + 4, fields);
    code![head, " {\n", fields, spaces(indent), "}", tail]
}

/// `head = value;`, the value on a line of its own where it only fits there.
pub fn assignment(indent: usize, head: impl Piece<Rust>, value: impl Piece<Rust>) -> Code {
    let (before, behind) = (head.part(), value.part());
    let first = behind.lines().next().unwrap_or_default();
    let end = usize::from(!behind.contains('\n'));
    let last = before.lines().next_back().unwrap_or_default();
    let indented = if before.contains('\n') { 0 } else { indent };
    let fits_behind = indented + width(last) + 3 + width(first) + end <= WIDTH;
    let fits_below = indent + 4 + width(first) + end <= WIDTH;
    if fits_behind || !fits_below {
        return code![head, " = ", value, ";"];
    }
    code![head, " =\n", spaces(indent + 4), value, ";"]
}

/// `if a || b {`
pub fn any_of(indent: usize, tests: &[Code]) -> Code {
    let line = code!["if ", join(tests, " || "), " {"];
    if indent + width(&line) <= WIDTH {
        return line;
    }
    let mut head = Code::from("if ");
    for (number, test) in tests.iter().enumerate() {
        if number > 0 {
            head.push(code!["\n", spaces(indent + 4), "|| "]);
        }
        head.push(test);
    }
    code![head, "\n", spaces(indent), "{"]
}

/// `callee(literal)`, which may be as long as the line: there is nothing else to break at.
pub fn call_of_literal(indent: usize, callee: impl Piece<Rust>, literal: Literal) -> Code {
    let line = code![callee, "(", literal, ")"];
    // A comma.
    match indent + width(&line) < WIDTH {
        true => line,
        false => call_of_lines(indent, callee, &[literal.whole()]),
    }
}

/// `head: wrapper<arguments>`: the beginning of a constant.
pub fn constant(
    indent: usize,
    head: impl Piece<Rust>,
    wrapper: impl Piece<Rust>,
    arguments: &[Code],
) -> Code {
    let line = code![head, ": ", wrapper, "<", join(arguments, ", "), ">"];
    // A blank and an equals sign.
    if indent + width(&line) + 2 <= WIDTH {
        return line;
    }
    let arguments = lines(indent + 4, arguments);
    code![head, ": ", wrapper, "<\n", arguments, spaces(indent), ">"]
}

/// `head: ty,`: a field of a struct.
pub fn field(indent: usize, head: impl Piece<Rust>, ty: impl Piece<Rust>) -> Code {
    let line = code![head, ": ", ty, ","];
    if indent + width(&line) <= WIDTH {
        return line;
    }
    code![head, ":\n", spaces(indent + 4), ty, ","]
}

/// `impl one for ty {`
pub fn implementation(one: impl Piece<Rust>, ty: impl Piece<Rust>) -> Code {
    let line = code!["impl ", one, " for ", ty, " {"];
    if width(&line) <= WIDTH {
        return line;
    }
    code!["impl ", one, "\n    for ", ty, "\n{"]
}

/// `pub use self::module::{names};`
pub fn exports(module: impl Piece<Rust>, names: &[Code]) -> Code {
    let inner = join(names, ", ");
    let head = code!["pub use self::", module, "::"];
    if width(&head) + width(&inner) + 3 <= WIDTH {
        return code![head, "{", inner, "};"];
    }
    if 4 + width(&inner) < WIDTH {
        return code![head, "{\n    ", inner, ",\n};"];
    }
    code![head, "{\n", lines(4, names), "};"]
}

/// Each on a line, with a comma.
pub fn lines(indent: usize, parts: &[impl Piece<Rust>]) -> Code {
    let spaces = spaces(indent);
    let mut lines = Vec::with_capacity(3 * parts.len());
    for part in parts {
        lines.extend([spaces.part(), part.part(), ",\n".part()]);
    }
    Code::of(&lines)
}

/// So many blanks.
pub fn spaces(count: usize) -> Code {
    const SPACES: &str = "                                                                ";
    match SPACES.get(..count) {
        Some(spaces) => spaces.into(),
        None => code![SPACES, spaces(count - SPACES.len())],
    }
}
