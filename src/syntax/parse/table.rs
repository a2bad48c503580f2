//! Members that are about the whole table: `table NAME`, `unique (…)`, `index (…)`, `check NAME …` and the like.

use super::cursor::Cursor;
use super::reader::{Seen, Word};
use super::report::Refused;
use super::unknown::Kin;
use super::words::{FOREIGN_KEY, INDEX, TABLE, UNIQUE};
use crate::syntax::ast::{
    CheckMember, DbName, ForeignKeyList, IndexElement, IndexList, KeyList, Member, TableName,
};

impl<'s> Cursor<'_, 's, '_, '_> {
    /// The table-level member that begins with `word`, which is taken.
    pub(super) fn table_member(&mut self, word: Word<'s>) -> Result<Member, Refused> {
        match word.text {
            "table" => self.table_name(word).map(Member::TableName),
            "primary_key" => self.key_list(word, &[]).map(Member::PrimaryKey),
            "unique" => self.key_list(word, UNIQUE).map(Member::Unique),
            "index" => self.index_list(word).map(Member::Index),
            "check" => self.check(word).map(Member::Check),
            _ => self.foreign_key_list(word).map(Member::ForeignKey),
        }
    }

    fn table_name(&mut self, word: Word<'s>) -> Result<TableName, Refused> {
        let Some(path) = self.db_path() else {
            return Err(self.bad_value(word, "the table's name in the database"));
        };
        let (mut comment, mut strict, mut without_rowid) = (None, None, None);
        self.options(
            Kin {
                what: "`table`",
                words: TABLE,
            },
            |this, option| match option.text {
                "comment" => match this.text() {
                    Some(text) => {
                        comment = Some(text);
                        Ok(())
                    }
                    None => Err(this.bad_value(option, "a string")),
                },
                "strict" => {
                    strict = this.flag_place(option);
                    Ok(())
                }
                _ => {
                    without_rowid = this.flag_place(option);
                    Ok(())
                }
            },
        );
        Ok(TableName {
            path,
            comment,
            strict,
            without_rowid,
            span: self.since(word.span),
        })
    }

    fn key_list(
        &mut self,
        word: Word<'s>,
        words: &'static [&'static str],
    ) -> Result<KeyList, Refused> {
        let Some(columns) = self.member_names() else {
            return Err(self.bad_value(word, "members in parentheses here: `(a, b)`"));
        };
        let mut name = None;
        let what = if words.is_empty() {
            "`primary_key (…)`"
        } else {
            "`unique (…)`"
        };
        self.options(Kin { what, words }, |this, option| {
            this.constraint_name(option).map(|found| name = Some(found))
        });
        Ok(KeyList {
            columns,
            name,
            span: self.since(word.span),
        })
    }

    fn index_elements(&mut self) -> Option<Vec<IndexElement>> {
        let what = "the name of a member or raw SQL in backquotes";
        self.elements(what, |list| match list.raw() {
            Some(raw) => Ok(Some(IndexElement::Expression(raw))),
            None => Ok(list.order()?.map(IndexElement::Column)),
        })
    }

    fn index_list(&mut self, word: Word<'s>) -> Result<IndexList, Refused> {
        let Some(elements) = self.index_elements() else {
            return Err(self.bad_value(word, "members in parentheses here: `(a, b desc)`"));
        };
        let (mut unique, mut name, mut predicate) = (None, None, None);
        self.options(
            Kin {
                what: "`index (…)`",
                words: INDEX,
            },
            |this, option| match option.text {
                "unique" => {
                    unique = this.flag_place(option);
                    Ok(())
                }
                "name" => this.constraint_name(option).map(|found| name = Some(found)),
                _ => match this.sql() {
                    Some(raw) => {
                        predicate = Some(raw);
                        Ok(())
                    }
                    None => Err(this.bad_value(option, "raw SQL in backquotes")),
                },
            },
        );
        Ok(IndexList {
            elements,
            unique,
            name,
            predicate,
            span: self.since(word.span),
        })
    }

    fn check(&mut self, word: Word<'s>) -> Result<CheckMember, Refused> {
        let Some(name) = self.db_name() else {
            let form = "a name and raw SQL here: ``check positive `price > 0` ``";
            return Err(self.bad_value(word, form));
        };
        let Some(raw) = self.sql() else {
            let form = "raw SQL in backquotes, with a name before it if it is about the table";
            return Err(self.bad_value(word, form));
        };
        self.options(
            Kin {
                what: "`check`",
                words: &[],
            },
            |_, _| Ok(()),
        );
        Ok(CheckMember {
            name,
            raw,
            span: self.since(word.span),
        })
    }

    fn foreign_key_list(&mut self, word: Word<'s>) -> Result<ForeignKeyList, Refused> {
        const FORM: &str =
            "members, a table and its columns here: `foreign_key (a, b) other (x, y)`";
        let Some(columns) = self.member_names() else {
            return Err(self.bad_value(word, FORM));
        };
        let Some(table) = self.db_path() else {
            return Err(self.bad_value(word, FORM));
        };
        let Some(target_columns) = self.elements("the name of a column", |list| Ok(list.db_name()))
        else {
            return Err(self.bad_value(word, FORM));
        };
        let options = self.foreign_key_options();
        self.options(
            Kin {
                what: "`foreign_key (…)`",
                words: FOREIGN_KEY,
            },
            |_, _| Ok(()),
        );
        Ok(ForeignKeyList {
            columns,
            table,
            target_columns,
            options,
            span: self.since(word.span),
        })
    }

    fn constraint_name(&mut self, word: Word<'_>) -> Result<DbName, Refused> {
        match self.db_name() {
            Some(name) => Ok(name),
            None => Err(self.bad_value(word, "the name in the database")),
        }
    }

    /// The options of a table-level member up to the next member.
    fn options(
        &mut self,
        kin: Kin,
        mut read: impl FnMut(&mut Self, Word<'s>) -> Result<(), Refused>,
    ) {
        let mut seen = Seen::default();
        while let Some(word) = self.attribute(kin) {
            if let Some(known) = kin.words.iter().find(|known| **known == word.text) {
                self.once(&mut seen, known, word.span);
            }
            let errors = self.report.count();
            let read = read(self, word);
            if read.is_ok() {
                self.recovered_since(errors);
            } else {
                self.resume(kin);
            }
        }
    }
}
