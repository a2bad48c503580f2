//! Comments, of any text.

use super::{Code, Doc, Rust, Said};
use crate::dialect::Sql;
use crate::text::Text;

/// A line of documentation; of several lines, it is made one.
pub fn doc(text: &str) -> Doc {
    let line = match text.trim_end() {
        "" => "///".to_owned(),
        text => one_line(["/// ", text].concat()),
    };
    Text::vouched(line, Said(()))
}

/// The lines of a doc comment.
pub fn comment(lines: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<Doc> {
    let lines = lines.into_iter();
    lines.map(|one| doc(one.as_ref())).collect()
}

/// A statement in a doc comment.
pub fn sql_block(sql: &Sql) -> Vec<Doc> {
    let lines = ["", "```sql"].into_iter().chain(sql.lines()).chain(["```"]);
    comment(lines)
}

/// A line that says something to those who read the code, with its end.
pub fn remark(text: &str) -> Code {
    let line = match text {
        "" => "//".to_owned(),
        text => one_line(["// ", text].concat()),
    };
    Text::vouched(line + "\n", Rust(()))
}

fn one_line(text: String) -> String {
    match text.contains('\n') || text.contains('\r') {
        true => text.replace(['\n', '\r'], " "),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::{doc, remark};
    use crate::emit::rust::code::HOSTILE;

    #[test]
    fn nothing_leaves_its_comment() {
        for text in HOSTILE {
            let said: TokenStream = doc(text).parse().expect("Rust");
            // `#` and `[doc = "…"]`.
            assert_eq!(said.into_iter().count(), 2, "{text:?}");
            let said: TokenStream = remark(text).parse().expect("Rust");
            assert!(said.is_empty(), "{text:?}");
        }
    }
}
