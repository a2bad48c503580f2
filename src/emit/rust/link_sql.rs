//! The statements of many-to-many relationships.

use super::clauses::{self, ordered, pairs, row};
use super::sql::Statements;
use crate::dialect::{Lists, Sql, sql};
use crate::schema::{ColumnId, ColumnList, LinkEnds, ModelId, Relationship};
use crate::text::join;

impl Statements<'_> {
    /// The rows linked to one row, by the values that the link table has of it.
    pub fn linked(&self, relationship: &Relationship, ends: &LinkEnds) -> Sql {
        let (target, linked) = (ends.remote.model, self.is_linked_to_one(ends));
        let order = self.order_by(target, &relationship.order_by);
        sql![self.select(target), " WHERE ", linked, order]
    }

    /// The rows linked to many rows, each behind the number that its row has in the list of keys.
    pub fn linked_to_many(&self, relationship: &Relationship, ends: &LinkEnds) -> Sql {
        let target = ends.remote.model;
        let loaded = self.loaded(target).columns.into_iter();
        let loaded = loaded.map(|column| {
            let model = target;
            let id = ColumnId { model, column };
            self.read(id, self.qualified(id))
        });
        let order = relationship.order_by.iter().map(|&(column, descending)| {
            let model = target;
            let id = ColumnId { model, column };
            self.term(id, self.qualified(id), descending)
        });
        let loaded = join(&loaded.collect::<Vec<_>>(), ", ");
        let (from, once) = (self.linked_from(ends), self.each_once(ends));
        let order = ordered(&order.collect::<Vec<_>>());
        let select = sql!["SELECT ", self.place(), ", ", loaded];
        sql![select, " ", from, once, order]
    }

    /// What keeps a row from coming twice for one key. By its primary key every column of it is known,
    /// which not every database takes from a unique key.
    fn each_once(&self, ends: &LinkEnds) -> Sql {
        if self.pairs_are_unique(ends) {
            return Sql::default();
        }
        let mut remote = ends.remote.clone();
        if self.dialect.is_strict() {
            let key = self.primary_key(remote.model).columns.into_iter();
            let further: Vec<usize> = key.filter(|one| !remote.columns.contains(one)).collect();
            remote.columns.extend(further);
        }
        let columns = join(&self.all_qualified(&remote), ", ");
        sql![" GROUP BY ", self.list_name(), ".key, ", columns]
    }

    /// The primary key.
    pub fn primary_key(&self, model: ModelId) -> ColumnList {
        let columns = self.schema.model(model).primary_key();
        ColumnList { model, columns }
    }

    /// From where rows are read that are linked to those of a list of keys. In SQLite, CROSS JOIN keeps
    /// the list before the link table: read from within, it would be read anew for each row there.
    pub fn linked_from(&self, ends: &LinkEnds) -> Sql {
        let keys = self.each_value(&ends.to_local, sql![self.list_name(), "."]);
        let join = match self.dialect.lists() {
            Lists::Json => "CROSS JOIN",
            Lists::Arrays => "JOIN",
        };
        let [local, to_remote, remote] =
            [&ends.to_local, &ends.to_remote, &ends.remote].map(|key| self.all_qualified(key));
        let (list, on) = (self.numbered_list(&ends.to_local, 1), pairs(&local, &keys));
        let links = sql![" ", join, " ", self.table(ends.table()), " ON ", on];
        let on = pairs(&remote, &to_remote);
        let rows = sql![" JOIN ", self.table(ends.remote.model), " ON ", on];
        sql!["FROM ", list, links, rows]
    }

    /// The rows linked to a row, but those whose primary keys are in a list.
    pub fn linked_others(&self, ends: &LinkEnds) -> Sql {
        let target = ends.remote.model;
        let number = ends.to_local.columns.len() + 1;
        let (linked, others) = (
            self.is_linked_to_one(ends),
            self.is_not_in(&self.primary_key(target), number),
        );
        sql![self.select(target), " WHERE ", linked, " AND ", others]
    }

    /// That the link table has a row of the target for the one whose values are bound.
    fn is_linked_to_one(&self, ends: &LinkEnds) -> Sql {
        let remote = row(&self.names(&ends.remote));
        let linked = join(&self.names(&ends.to_remote), ", ");
        let of_one = self.equals(ends.table(), &ends.to_local.columns, 1);
        let linked = clauses::select(linked, self.table(ends.table()), of_one);
        sql![remote, " IN (", linked, ")"]
    }

    /// Whether the link table can hold a pair but once.
    pub fn pairs_are_unique(&self, ends: &LinkEnds) -> bool {
        self.schema.model(ends.table()).is_key(&ends.pair())
    }
}
