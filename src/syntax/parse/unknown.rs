//! What to say about a word that is no attribute here.

use super::cursor::Cursor;
use super::reader::{Word, is_reported};
use super::words::{COLUMN, FOREIGN_KEY, RELATIONSHIP, owner, spoken};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, similar};

/// What a list of attributes or options belongs to.
#[derive(Clone, Copy)]
pub(super) struct Kin {
    /// `a column`
    pub(super) what: &'static str,
    /// The words it takes.
    pub(super) words: &'static [&'static str],
}

/// A column.
pub(super) const A_COLUMN: Kin = Kin {
    what: "a column",
    words: COLUMN,
};
/// A foreign key.
pub(super) const A_FOREIGN_KEY: Kin = Kin {
    what: "`foreign_key`",
    words: FOREIGN_KEY,
};
/// A relationship.
pub(super) const A_RELATIONSHIP: Kin = Kin {
    what: "a relationship",
    words: RELATIONSHIP,
};

impl Cursor<'_, '_, '_, '_> {
    /// Reports a word that `kin` does not have.
    pub(super) fn unknown(&mut self, word: Word<'_>, kin: Kin) {
        if self.previous().is_some_and(is_reported) {
            return;
        }
        let Word { text, span } = word;
        let error = |message: String| Diagnostic::error(Code::UNKNOWN_ATTRIBUTE, span, message);
        if let Some(other) = [A_COLUMN, A_RELATIONSHIP]
            .iter()
            .find(|other| other.words.contains(&text))
        {
            let known = if text == "not" { "not null" } else { text };
            let message = format!(
                "`{known}` is an attribute of {}, not of {}",
                other.what, kin.what
            );
            return self.report.add(error(message));
        }
        let message = format!("{} has no attribute `{text}`", kin.what);
        if let Some(owner) = owner(text) {
            let behind =
                format!("`{text}` stands directly behind the `{owner}` that it belongs to");
            self.report.add(error(message).help(behind));
            if matches!(text, "on_delete" | "on_update" | "initially" | "name")
                && !self.starts_member()
            {
                self.bump();
            }
            return;
        }
        let error = match similar(text, kin.words.iter().copied()) {
            // `not` is half an attribute.
            None | Some("not") => match similar(text, ["asc", "desc"]) {
                Some(_) => did_you_mean(error(message), span, text, ["asc", "desc"]),
                None => error(message).help(possible(kin)),
            },
            Some(_) => did_you_mean(error(message), span, text, kin.words.iter().copied()),
        };
        self.report.add(error);
    }
}

fn possible(kin: Kin) -> String {
    let words: Vec<&str> = kin
        .words
        .iter()
        .map(|word| if *word == "not" { "not null" } else { word })
        .collect();
    format!("{} takes {}", kin.what, spoken(&words))
}
