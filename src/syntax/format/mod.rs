//! The tree of a file to its canonical text. The tree says what is written, the text where its comments stand:
//! `comments` finds those, `spell` and its siblings write one member, `comment_places` says where its comments go,
//! `layout` puts lines below each other, `declaration` brings all of it together.

mod column;
mod comment_places;
mod comments;
mod declaration;
mod layout;
mod relationship;
mod spell;
mod table;

use self::comments::Written;
use self::layout::Page;
#[cfg(feature = "cli")]
pub use self::relationship::{cascade_word, lazy_word};
use super::ast::File;
use super::parse::parse;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// What became of a text that was to be formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formatted {
    /// The canonical text.
    Text(String),
    /// There are errors in it, which were reported.
    Wrong,
    /// The canonical text would not be its own canonical text: a mistake of relgen's own.
    Unstable,
}

/// Formats the text of a file that has no errors.
///
/// What is written depends on the tree and the comments alone, so a text that is formatted to itself has the tree and
/// the comments of the text that it was made from: that is looked at before it is given out.
pub fn format(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Formatted {
    let Some(once) = formatted(file, text, diagnostics) else {
        return Formatted::Wrong;
    };
    if formatted(file, &once, &mut Vec::new()).as_ref() == Some(&once) {
        Formatted::Text(once)
    } else {
        Formatted::Unstable
    }
}

/// Formats once; nothing where there are errors.
pub(super) fn formatted(
    file: FileId,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let before = diagnostics.len();
    let tree = parse(file, text, diagnostics);
    let errors = diagnostics.iter().skip(before).any(Diagnostic::is_error);
    (!errors).then(|| print(text, &tree))
}

fn print(text: &str, tree: &File) -> String {
    let written = Written::new(text);
    let mut page = Page::new(&written);
    page.file(tree);
    page.finish()
}
