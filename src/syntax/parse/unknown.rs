//! What to say about a word that is no attribute here.

use super::cursor::Cursor;
use super::reader::{Word, is_reported};
use super::shape::Kind;
use super::words::{CASCADE, COLUMN, FOREIGN_KEY, ORDERS, RELATIONSHIP, owner, spoken};
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

impl<'s> Cursor<'_, 's, '_, '_> {
    /// Reports a word that `kin` does not have. Where one that it has is meant, what follows is read as that one's, so
    /// that no other mistake comes of it.
    pub(super) fn unknown(&mut self, word: Word<'s>, kin: Kin) -> Option<Word<'s>> {
        if self.previous().is_some_and(is_reported) {
            return None;
        }
        let Word { text, span } = word;
        let is_key = kin.words == COLUMN && matches!(text, "ForeignKey" | "references");
        if is_key && self.is_written_elsewhere(0) {
            let text = "foreign_key";
            return Some(Word { text, span });
        }
        if kin.words == COLUMN
            && let Some(meant) = self.own_on_update(word)
        {
            return Some(meant);
        }
        if let Some(error) = self.of_another(word, kin) {
            self.report.add(error);
            return None;
        }
        // `not` is half an attribute.
        let meant = similar(text, kin.words.iter().copied()).filter(|word| *word != "not");
        let words = match meant {
            Some(_) => kin.words,
            None if kin.words == RELATIONSHIP => CASCADE,
            None => ORDERS,
        };
        let message = format!("{} has no attribute `{text}`", kin.what);
        let error = Diagnostic::error(Code::UNKNOWN_ATTRIBUTE, span, message);
        self.report.add(match similar(text, words.iter().copied()) {
            Some(_) => did_you_mean(error, span, text, words.iter().copied()),
            None => error.help(possible(kin)),
        });
        meant.map(|text| Word { text, span })
    }

    /// What is to be said of a word that stands elsewhere; what belongs to it is taken.
    fn of_another(&mut self, word: Word<'s>, kin: Kin) -> Option<Diagnostic> {
        let Word { text, span } = word;
        let error = |message: String| Diagnostic::error(Code::UNKNOWN_ATTRIBUTE, span, message);
        let others = [A_COLUMN, A_RELATIONSHIP];
        if let Some(other) = others.iter().find(|other| other.words.contains(&text)) {
            let known = if text == "not" { "not null" } else { text };
            let (is, has) = (other.what, kin.what);
            let error = error(format!("`{known}` is an attribute of {is}, not of {has}"));
            let raw = self.peek().is_some_and(|term| term.kind == Kind::Raw);
            return Some(match text {
                "check" if raw => {
                    error.help("a check of the table has a name: ``check NAME `…` ``")
                }
                _ => error,
            });
        }
        if let Some(owner) = owner(text) {
            let error = error(format!("{} has no attribute `{text}`", kin.what));
            let valued = matches!(text, "on_delete" | "on_update" | "initially" | "name");
            if valued && !self.starts_member() {
                self.bump();
            }
            return Some(error.help(format!(
                "`{text}` stands directly behind the `{owner}` that it belongs to"
            )));
        }
        self.event_elsewhere(word)
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
