//! Many values as one parameter: a JSON array on one database, an array on another. The values of a key
//! of several columns are a JSON array each, wherever they stand.

use super::clauses::row;
use super::sql::Statements;
use crate::dialect::{Lists, Sql, Statement, sql};
use crate::schema::{ColumnId, ColumnList, Type};
use crate::text::{Piece, join};

impl Statements<'_> {
    /// Whether a key has one of the values of a list, which is the parameter of that number.
    pub fn is_in(&self, key: &ColumnList, number: usize) -> Sql {
        match self.array_of(key, number) {
            Some((column, array)) => sql![column, " = ANY(", array, ")"],
            None => self.compared(key, "IN", number),
        }
    }

    /// Whether a key has none of them.
    pub fn is_not_in(&self, key: &ColumnList, number: usize) -> Sql {
        match self.array_of(key, number) {
            Some((column, array)) => sql![column, " <> ALL(", array, ")"],
            None => self.compared(key, "NOT IN", number),
        }
    }

    /// A key of one column, and the array of its values.
    fn array_of(&self, key: &ColumnList, number: usize) -> Option<(Sql, Sql)> {
        match (self.dialect.lists(), key.columns.as_slice()) {
            (Lists::Arrays, &[column]) => {
                let model = key.model;
                let name = self.column(ColumnId { model, column });
                Some((name.clone().whole(), self.dialect.parameter(number)))
            }
            _ => None,
        }
    }

    fn compared(&self, key: &ColumnList, operator: &'static str, number: usize) -> Sql {
        let (key_of_row, list) = (row(&self.names(key)), self.list(key, number));
        let values = join(&self.each_value(key, ""), ", ");
        let given = sql!["SELECT ", values, " FROM ", list];
        sql![key_of_row, " ", operator, " (", given, ")"]
    }

    /// The list of the values of a key as a table with a column `value`.
    pub fn list(&self, key: &ColumnList, number: usize) -> Sql {
        let parameter = self.dialect.parameter(number);
        match self.dialect.lists() {
            Lists::Json => sql!["json_each(", parameter, ")"],
            Lists::Arrays => sql![self.unnested(key, &parameter), " AS given (value)"],
        }
    }

    /// The same with a column `key`, the number of each value.
    pub fn numbered_list(&self, key: &ColumnList, number: usize) -> Sql {
        let parameter = self.dialect.parameter(number);
        match self.dialect.lists() {
            Lists::Json => sql!["json_each(", parameter, ")"],
            Lists::Arrays => {
                let array = self.unnested(key, &parameter);
                sql![array, " WITH ORDINALITY AS given (value, key)"]
            }
        }
    }

    /// What the list is called where other tables stand beside it.
    pub fn list_name(&self) -> &'static str {
        match self.dialect.lists() {
            Lists::Json => "json_each",
            Lists::Arrays => "given",
        }
    }

    /// What stands before its columns where a table within the statement may have such columns, too.
    pub fn list_qualifier(&self) -> &'static str {
        match self.dialect.lists() {
            Lists::Json => "",
            Lists::Arrays => "given.",
        }
    }

    /// The number of a value in the list, counted from 0.
    pub fn place(&self) -> &'static str {
        match self.dialect.lists() {
            Lists::Json => "json_each.key",
            Lists::Arrays => "given.key - 1",
        }
    }

    fn unnested(&self, key: &ColumnList, parameter: &Sql) -> Sql {
        let ty = match key.columns.as_slice() {
            &[column] => {
                let model = key.model;
                self.value_type(ColumnId { model, column })
            }
            _ => None,
        };
        let ty = ty.unwrap_or_else(|| "text".into());
        sql!["unnest(", parameter, "::", ty, "[])"]
    }

    /// The values of a key in a row of a list.
    pub fn each_value(&self, key: &ColumnList, qualifier: impl Piece<Statement>) -> Vec<Sql> {
        let (model, value) = (key.model, sql![qualifier, "value"]);
        let values = key.columns.iter().enumerate().map(|(position, &column)| {
            let id = ColumnId { model, column };
            // Bytes travel as hexadecimal digits in JSON, which has no other way for them.
            let bytes = self.schema.column(id).ty == Some(Type::LargeBinary);
            let several = key.columns.len() > 1;
            match (self.dialect.lists(), several) {
                (Lists::Json, false) if bytes => sql!["unhex(", value, ")"],
                (Lists::Json, true) if bytes => sql!["unhex(", value, " ->> ", position, ")"],
                (Lists::Json, true) => sql![value, " ->> ", position],
                (Lists::Json | Lists::Arrays, false) => value.clone(),
                (Lists::Arrays, true) if bytes => {
                    sql!["decode(", value, "::jsonb ->> ", position, ", 'hex')"]
                }
                (Lists::Arrays, true) => {
                    self.cast(id, &sql!["(", value, "::jsonb ->> ", position, ")"])
                }
            }
        });
        values.collect()
    }

    /// The values of a key in all rows that a SELECT gives, as a list that can be bound again. Columns
    /// are called so there.
    pub fn listed(&self, key: &ColumnList, names: &[Sql]) -> Sql {
        let lists = self.dialect.lists();
        let several = names.len() > 1;
        let columns = key.columns.iter().zip(names).map(|(&column, name)| {
            let model = key.model;
            let bytes =
                self.schema.column(ColumnId { model, column }).ty == Some(Type::LargeBinary);
            match lists {
                Lists::Json if bytes => sql!["hex(", name, ")"],
                Lists::Arrays if bytes && several => sql!["encode(", name, ", 'hex')"],
                _ => name.clone(),
            }
        });
        let columns = join(&columns.collect::<Vec<_>>(), ", ");
        match (lists, several) {
            (Lists::Json, false) => sql!["json_group_array(", columns, ")"],
            (Lists::Json, true) => sql!["json_group_array(json_array(", columns, "))"],
            (Lists::Arrays, false) => sql!["coalesce(array_agg(", columns, ")::text, '{}')"],
            (Lists::Arrays, true) => {
                let each = sql!["json_build_array(", columns, ")::text"];
                sql!["coalesce(array_agg(", each, ")::text, '{}')"]
            }
        }
    }

    /// An expression as a value of a column's type, where the database has to be told.
    pub fn cast(&self, id: ColumnId, expression: &Sql) -> Sql {
        match self.value_type(id) {
            Some(ty) => sql![expression, "::", ty],
            None => expression.clone(),
        }
    }

    /// A parameter of a column's type: for one that comes twice, or where nothing else tells its type.
    pub fn typed(&self, id: ColumnId, number: usize) -> Sql {
        self.cast(id, &self.dialect.parameter(number))
    }

    fn value_type(&self, id: ColumnId) -> Option<Sql> {
        self.dialect.value_type(&self.type_of(id))
    }
}
