//! The statements that write the rows of one-to-many and one-to-one relationships. The parent's
//! values are bound first, then the row's key, then what an UPDATE brings columns up to date with.

use crate::dialect::{Sql, expression, sql};
use crate::emit::rust::clauses::{self, row};
use crate::emit::rust::sql::Statements;
use crate::schema::{ColumnId, ColumnList, Default, Ends, ModelId};

impl Statements<'_> {
    /// A row, taken over.
    pub fn take_over(&self, ends: &Ends) -> Sql {
        let (child, first) = (ends.remote.model, ends.remote.columns.len() + 1);
        let key = self.schema.model(child).primary_key();
        let moved = self.give_key(ends, key.len());
        let moved = sql![moved, " WHERE ", self.equals(child, &key, first)];
        self.returning(child, moved)
    }

    /// The rows of a list, taken over as far as they belong to others.
    pub fn take_all_over(&self, ends: &Ends) -> Sql {
        let count = ends.remote.columns.len();
        let given = self.is_in(&self.key(ends), count + 1);
        let (own, parents) = (row(&self.names(&ends.remote)), row(&self.parents(ends)));
        let others = sql![own, " ", self.dialect.differs(), " ", parents];
        let moved = self.give_key(ends, 1);
        sql![moved, " WHERE ", given, " AND ", others]
    }

    /// The key of rows that are taken out, set to NULL.
    pub fn part(&self, ends: &Ends, chosen: Chosen) -> Sql {
        let child = ends.remote.model;
        let bound = ends.remote.columns.len() + self.bound(ends, chosen);
        let mut sql = self.all_orphaned(&ends.remote);
        for set in self.brought_up_to_date(child, bound + 1) {
            sql.push(sql![", ", set]);
        }
        sql![sql, " WHERE ", self.chosen(ends, chosen)]
    }

    /// Rows that are to be taken out, read.
    pub fn taken_out(&self, ends: &Ends, chosen: Chosen) -> Sql {
        let child = ends.remote.model;
        sql![self.select(child), " WHERE ", self.chosen(ends, chosen)]
    }

    /// Whether a row belongs to the parent.
    pub fn belongs(&self, ends: &Ends) -> Sql {
        let table = self.table(ends.remote.model);
        let one = self.chosen(ends, Chosen::One);
        sql!["SELECT ", clauses::exists(table, one)]
    }

    fn give_key(&self, ends: &Ends, more: usize) -> Sql {
        let (child, count) = (ends.remote.model, ends.remote.columns.len());
        let names = self.names(&ends.remote).into_iter();
        let sets = names.zip(self.parents(ends));
        let sets = sets.map(|(name, value)| sql![name, " = ", value]);
        let sets = sets.chain(self.brought_up_to_date(child, count + more + 1));
        clauses::update(self.table(child), &sets.collect::<Vec<_>>())
    }

    /// What an UPDATE of a row sets by itself.
    fn brought_up_to_date(&self, id: ModelId, first: usize) -> Vec<Sql> {
        let (model, mut next) = (self.schema.model(id), first);
        let mut sets = Vec::new();
        for column in model.in_struct_order() {
            let one = &model.columns[column];
            let name = self.column(ColumnId { model: id, column });
            match &one.on_update {
                _ if one.version.is_some() => sets.push(sql![name, " = ", name, " + 1"]),
                Some((Default::Raw(sql), _)) => {
                    sets.push(sql![name, " = (", expression(&sql.text), ")"])
                }
                Some(_) => {
                    sets.push(sql![name, " = ", self.dialect.parameter(next)]);
                    next += 1;
                }
                None => {}
            }
        }
        sets
    }

    /// How many values say which rows are taken out, beside the parent's.
    fn bound(&self, ends: &Ends, chosen: Chosen) -> usize {
        match chosen {
            Chosen::All => 0,
            Chosen::AllBut => 1,
            Chosen::One | Chosen::Other => self.key(ends).columns.len(),
        }
    }

    fn chosen(&self, ends: &Ends, chosen: Chosen) -> Sql {
        let (remote, key) = (&ends.remote, self.key(ends));
        let first = remote.columns.len() + 1;
        let own = self.equals(remote.model, &remote.columns, 1);
        match chosen {
            Chosen::All => own,
            Chosen::AllBut => sql![own, " AND ", self.is_not_in(&key, first)],
            Chosen::One => {
                let one = self.equals(key.model, &key.columns, first);
                sql![own, " AND ", one]
            }
            Chosen::Other => {
                let values = (first..).take(key.columns.len());
                let values: Vec<Sql> = values
                    .map(|number| self.dialect.parameter(number))
                    .collect();
                sql![own, " AND ", row(&self.names(&key)), " <> ", row(&values)]
            }
        }
    }

    /// The parent's values.
    fn parents(&self, ends: &Ends) -> Vec<Sql> {
        let remote = ends.remote.columns.iter().zip(1..);
        let values = remote.map(|(&column, number)| {
            let model = ends.remote.model;
            self.typed(ColumnId { model, column }, number)
        });
        values.collect()
    }

    fn key(&self, ends: &Ends) -> ColumnList {
        let model = ends.remote.model;
        let columns = self.schema.model(model).primary_key();
        ColumnList { model, columns }
    }
}

/// Which of the rows that belong to one are taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    All,
    /// All but those of a list.
    AllBut,
    /// That of a key.
    One,
    /// All but that of a key.
    Other,
}
