//! The statements that read the rows of a relationship by their own key.

use super::clauses::ordered;
use super::sql::Statements;
use crate::dialect::{Name, Sql, sql};
use crate::schema::{ColumnList, Relationship};

impl Statements<'_> {
    /// The rows that belong to one row, by the target's columns.
    pub fn related(&self, relationship: &Relationship, remote: &ColumnList) -> Sql {
        let order = self.order_by(remote.model, &relationship.order_by);
        let equal = self.equals(remote.model, &remote.columns, 1);
        let condition = self.and_fixed(relationship, remote.model, equal);
        sql![self.select(remote.model), " WHERE ", condition, order]
    }

    /// The rows that belong to many rows. Those of one key come together: so an index on the key
    /// gives the order, and nothing is sorted.
    pub fn related_to_many(&self, relationship: &Relationship, remote: &ColumnList) -> Sql {
        let order = match relationship.order_by.as_slice() {
            [] => Sql::default(),
            order => {
                // None of these keys is NULL.
                let names = self.names(remote).into_iter();
                let mut terms: Vec<Sql> = names.map(Name::whole).collect();
                terms.extend(self.terms(remote.model, order));
                ordered(&terms)
            }
        };
        let condition = self.and_fixed(relationship, remote.model, self.is_in(remote, 1));
        sql![self.select(remote.model), " WHERE ", condition, order]
    }
}
