//! What follows the target of a foreign key.

use super::cursor::Cursor;
use super::reader::{Seen, Word};
use super::report::Refused;
use super::shape::{Kind, Term};
use super::unknown::{A_COLUMN, A_FOREIGN_KEY};
use super::words::{ACTIONS, FOREIGN_KEY};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Action, ForeignKeyOptions};

impl<'s> Cursor<'_, 's, '_, '_> {
    /// `on_delete cascade name fk deferrable`, as far as such options go on.
    pub(super) fn foreign_key_options(&mut self) -> ForeignKeyOptions {
        let mut options = ForeignKeyOptions::default();
        let mut seen = Seen::default();
        while let Some(word) = self
            .option_in_two_words()
            .or_else(|| self.option(FOREIGN_KEY))
        {
            if let Some(known) = FOREIGN_KEY.iter().find(|known| **known == word.text) {
                self.once(&mut seen, known, word.span);
            }
            // The key itself is kept: without it there would be nothing for a relationship to follow.
            if self.foreign_key_option(word, &mut options).is_err() {
                self.resume_among(&[A_FOREIGN_KEY, A_COLUMN]);
            }
        }
        options
    }

    /// The next word if it is one of `options`: followed by `(` it begins a member, and so does a label.
    pub(super) fn option(&mut self, options: &[&str]) -> Option<Word<'s>> {
        let text = self.word().filter(|word| options.contains(word))?;
        // `on_update now` is the column's own, `on_update cascade` the foreign key's.
        let of_column = text == "on_update" && self.is_made_value(1);
        if of_column || self.is_list(1) {
            return None;
        }
        self.bump().map(|term| Word {
            text,
            span: term.span,
        })
    }

    /// Whether what a column may be brought up to date by stands there.
    pub(super) fn is_made_value(&self, distance: usize) -> bool {
        let raw = |term: &Term<'_>| term.kind == Kind::Raw;
        self.word_ahead(distance) == Some("now") || self.ahead(distance).is_some_and(raw)
    }

    fn foreign_key_option(
        &mut self,
        word: Word<'_>,
        options: &mut ForeignKeyOptions,
    ) -> Result<(), Refused> {
        match word.text {
            "on_delete" => options.on_delete = Some(self.action(word)?),
            "on_update" => options.on_update = Some(self.action(word)?),
            "name" => match self.db_name() {
                Some(name) => options.name = Some(name),
                None => return Err(self.bad_value(word, "the name of the constraint")),
            },
            "deferrable" => options.deferrable = self.flag_place(word),
            "use_alter" => options.use_alter = self.flag_place(word),
            _ => match self.take_word("deferred") {
                Some(_) => options.initially_deferred = Some(self.since(word.span)),
                None => return Err(self.bad_choice(word, &["deferred"])),
            },
        }
        Ok(())
    }

    fn action(&mut self, word: Word<'_>) -> Result<(Action, Span), Refused> {
        let start = self.here();
        let Some((action, words)) = self.action_ahead() else {
            return Err(self.bad_action(word));
        };
        self.take(words);
        Ok((action, self.since(start)))
    }

    /// The action that comes next, and of how many words it is.
    pub(super) fn action_ahead(&self) -> Option<(Action, usize)> {
        Some(match (self.word()?, self.word_ahead(1)) {
            ("cascade", _) => (Action::Cascade, 1),
            ("restrict", _) => (Action::Restrict, 1),
            ("set", Some("null")) => (Action::SetNull, 2),
            ("set", Some("default")) => (Action::SetDefault, 2),
            ("no", Some("action")) => (Action::NoAction, 2),
            _ => return None,
        })
    }

    /// `set_null` and the like are said to be two words.
    fn bad_action(&mut self, word: Word<'_>) -> Refused {
        let start = self.here();
        let Some(found) = self.word().filter(|found| matches!(*found, "set" | "no")) else {
            return self.bad_choice(word, ACTIONS);
        };
        self.bump();
        let message = format!("`{}` cannot be `{found}` alone", word.text);
        let error = Diagnostic::error(Code::BAD_ATTRIBUTE_VALUE, start, message);
        let whole = if found == "no" {
            "`no action`"
        } else {
            "`set null` or `set default`"
        };
        self.report.refuse(error.help(format!("write {whole}")))
    }
}
