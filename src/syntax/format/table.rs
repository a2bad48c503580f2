//! Members that are about the whole table.

use super::comments::Written;
use super::spell::{Member, list, names, order, raw};
use crate::syntax::ast::{
    self, CheckMember, ForeignKeyList, IndexElement, IndexList, KeyList, TableName,
};

impl Written<'_> {
    /// Any member.
    pub(super) fn member(&self, member: &ast::Member) -> Member {
        match member {
            ast::Member::Column(column) => self.column(column),
            ast::Member::Relationship(relationship) => self.relationship(relationship),
            ast::Member::TableName(table) => self.table_name(table),
            ast::Member::PrimaryKey(keys) => self.key_list("primary_key", keys),
            ast::Member::Unique(keys) => self.key_list("unique", keys),
            ast::Member::Index(index) => self.index_list(index),
            ast::Member::Check(check) => self.check_member(check),
            ast::Member::ForeignKey(key) => self.foreign_key_list(key),
        }
    }

    fn table_name(&self, table: &TableName) -> Member {
        let mut texts = vec![format!("table {}", self.db_path(&table.path))];
        let comment = table.comment.as_ref();
        texts.extend(comment.map(|text| format!("comment {}", self.slice(text.span))));
        texts.extend(table.strict.map(|_| "strict".to_owned()));
        texts.extend(table.without_rowid.map(|_| "without_rowid".to_owned()));
        Member::plain(table.span, texts)
    }

    fn key_list(&self, word: &str, keys: &KeyList) -> Member {
        let mut texts = vec![format!("{word} {}", names(&keys.columns))];
        let name = keys.name.as_ref();
        texts.extend(name.map(|name| format!("name {}", self.db_name(name))));
        Member::plain(keys.span, texts)
    }

    fn index_list(&self, index: &IndexList) -> Member {
        let elements = index.elements.iter().map(|element| match element {
            IndexElement::Column(column) => order(column),
            IndexElement::Expression(sql) => raw(sql),
        });
        let mut texts = vec![format!("index {}", list(elements))];
        texts.extend(index.unique.map(|_| "unique".to_owned()));
        let name = index.name.as_ref();
        texts.extend(name.map(|name| format!("name {}", self.db_name(name))));
        let predicate = index.predicate.as_ref();
        texts.extend(predicate.map(|sql| format!("where {}", raw(sql))));
        Member::plain(index.span, texts)
    }

    fn check_member(&self, check: &CheckMember) -> Member {
        let text = format!("check {} {}", self.db_name(&check.name), raw(&check.raw));
        Member::plain(check.span, vec![text])
    }

    fn foreign_key_list(&self, key: &ForeignKeyList) -> Member {
        let columns = names(&key.columns);
        let targets = key.target_columns.iter().map(|name| self.db_name(name));
        let table = self.db_path(&key.table);
        let mut texts = vec![format!("foreign_key {columns} {table} {}", list(targets))];
        texts.extend(self.foreign_key_options(&key.options));
        Member::plain(key.span, texts)
    }
}
