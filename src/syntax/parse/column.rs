//! `name: Type attribute…`

use super::cursor::Cursor;
use super::reader::{Seen, Word};
use super::report::Refused;
use super::shape::Kind;
use super::unknown::A_COLUMN;
use super::words::{COLUMN, SEQUENCE};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{
    Column, ColumnAttribute, ColumnAttributeKind, Doc, Name, SequenceOptions, Value,
};

/// What an attribute gives: nothing where it says what is so anyway, such as `version false`.
type Kept = Result<Option<ColumnAttributeKind>, Refused>;

impl Cursor<'_, '_, '_, '_> {
    /// The column `name`, its `:` taken.
    pub(super) fn column(&mut self, docs: Vec<Doc>, name: Name) -> Column {
        let before = self.report.count();
        let ty = self.type_ref(&format!("`{}:`", name.text));
        if self.report.count() > before {
            self.resume(A_COLUMN);
        }
        let mut attributes = Vec::new();
        let mut seen = Seen::default();
        while let Some(word) = self.attribute(A_COLUMN) {
            let before = self.previous().map_or(word.span, |term| term.span);
            let errors = self.report.count();
            let read = self.column_attribute(word);
            if read.is_ok() {
                self.recovered_since(errors);
            }
            self.column_attribute_once(&mut seen, word);
            match read {
                Ok(Some(kind)) => attributes.push(ColumnAttribute {
                    kind,
                    span: self.since(before),
                }),
                Ok(None) => {}
                Err(Refused) => self.resume(A_COLUMN),
            }
        }
        let span = self.since(name.span);
        Column {
            docs,
            name,
            ty,
            attributes,
            span,
        }
    }

    /// `not null` and `nullable` are the same attribute.
    fn column_attribute_once(&mut self, seen: &mut Seen, word: Word<'_>) {
        let key = match word.text {
            "not" => "nullable",
            text => text,
        };
        if let Some(known) = COLUMN.iter().find(|known| **known == key) {
            self.once(seen, known, word.span);
        }
    }

    fn column_attribute(&mut self, word: Word<'_>) -> Kept {
        use ColumnAttributeKind::{
            Autoincrement, Deferred, Identity, Index, Nullable, PrimaryKey, Unique, Version,
        };
        let set = |kind: ColumnAttributeKind, is: bool| Ok(is.then_some(kind));
        match word.text {
            "primary_key" => set(PrimaryKey, self.flag()),
            "version" => set(Version, self.flag()),
            "deferred" => set(Deferred, self.flag()),
            "autoincrement" => Ok(Some(Autoincrement(self.flag()))),
            "nullable" => Ok(Some(Nullable(self.flag()))),
            "unique" => Ok(Some(Unique(self.flag()))),
            "index" => Ok(Some(Index(self.flag()))),
            "identity" => Ok(Some(Identity(self.sequence_options()))),
            "not" => self.not_null(word),
            _ => self.valued_attribute(word).map(Some),
        }
    }

    fn valued_attribute(&mut self, word: Word<'_>) -> Result<ColumnAttributeKind, Refused> {
        use ColumnAttributeKind::{
            Check, Collate, Column, Comment, Computed, Default, ForeignKey, OnUpdate, Sequence,
            ServerDefault,
        };
        let kind = match word.text {
            "sequence" => self
                .name()
                .map(|name| Sequence(name, self.sequence_options())),
            "foreign_key" => self
                .written_elsewhere(word)
                .or_else(|| (!self.starts_member()).then(|| self.db_path())?)
                .map(|path| ForeignKey(path, self.foreign_key_options())),
            "default" => self.default_value().map(Default),
            "server_default" => self.default_value().map(ServerDefault),
            "on_update" => self.now_or_raw(word)?.map(OnUpdate),
            "check" => self.sql().map(Check),
            "computed" => self.sql().map(|raw| {
                let stored = self.take_word("stored").is_some() && self.flag();
                Computed { raw, stored }
            }),
            "collate" => self.db_name().map(Collate),
            "column" => self.db_name().map(Column),
            _ => self.text().map(Comment),
        };
        kind.ok_or_else(|| self.bad_value(word, takes(word.text)))
    }

    fn not_null(&mut self, word: Word<'_>) -> Kept {
        if self.take_word("null").is_some() {
            return Ok(Some(ColumnAttributeKind::Nullable(false)));
        }
        let error = Diagnostic::error(Code::UNEXPECTED, word.span, "expected `null` after `not`");
        Err(self
            .report
            .refuse(error.help("`not null` is the only attribute that begins with `not`")))
    }

    /// Any value; `not null` behind `default` is the next attribute.
    fn default_value(&mut self) -> Option<Value> {
        if self.word() == Some("not") && self.word_ahead(1) == Some("null") {
            return None;
        }
        self.value()
    }

    /// An action here belongs to a foreign key.
    fn now_or_raw(&mut self, word: Word<'_>) -> Result<Option<Value>, Refused> {
        if let Some("cascade" | "set" | "restrict" | "no") = self.word() {
            let message = "`on_update` with an action belongs to a foreign key";
            let error = Diagnostic::error(Code::BAD_ATTRIBUTE_VALUE, self.here(), message);
            return Err(self
                .report
                .refuse(error.help("it stands directly behind the `foreign_key` it belongs to")));
        }
        if self.word().is_some_and(|text| text != "now") {
            return Err(self.bad_choice(word, &["now"]));
        }
        if self.word().is_none() && self.peek().is_none_or(|term| term.kind != Kind::Raw) {
            return Ok(None);
        }
        Ok(self.value())
    }

    /// `(start 100, increment 10)`
    fn sequence_options(&mut self) -> SequenceOptions {
        let mut options = SequenceOptions::default();
        self.in_list(|list| {
            let mut seen = Seen::default();
            list.skip_commas();
            while !list.at_end() {
                if list.sequence_option(&mut options, &mut seen).is_err() {
                    break;
                }
                list.skip_commas();
            }
        });
        options
    }

    fn sequence_option(
        &mut self,
        options: &mut SequenceOptions,
        seen: &mut Seen,
    ) -> Result<(), Refused> {
        let known = self
            .word()
            .and_then(|word| SEQUENCE.iter().find(|known| **known == word));
        let Some(known) = known else {
            return Err(self.expected("`start` or `increment` with a number"));
        };
        let span = self.here();
        self.bump();
        let Some(number) = self.integer() else {
            return Err(self.bad_value(Word { text: known, span }, "a whole number"));
        };
        self.once(seen, known, span);
        let option = if *known == "start" {
            &mut options.start
        } else {
            &mut options.increment
        };
        *option = Some(number);
        Ok(())
    }
}

/// What stands behind an attribute, for a message.
fn takes(attribute: &str) -> &'static str {
    match attribute {
        "sequence" => "the name of the sequence",
        "foreign_key" => "a table and a column of the database: `person.id`",
        "default" => "a literal, `now`, `uuid`, a variant or raw SQL in backquotes",
        "server_default" => "a literal, `now`, a variant or raw SQL in backquotes",
        "on_update" => "`now` or raw SQL in backquotes",
        "check" | "computed" => "raw SQL in backquotes",
        "collate" => "the name of a collation",
        "column" => "the column's name in the database",
        _ => "a string",
    }
}
