//! Plans are read: a statement that finds rows by a key and reads a whole table for it is worth a word.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::emit::rust::Statement;
use crate::schema::{
    CheckedSchema, Column, ColumnList, Default, ForeignKey, Model, ModelId, RelId,
};
use crate::tables::{Index, IndexElement, Table, Tables};

/// The plans of a schema's statements. What one index mends is told once.
pub struct Plans<'s> {
    schema: &'s CheckedSchema,
    tables: &'s Tables,
    told: HashSet<(ModelId, Vec<usize>)>,
}

impl<'s> Plans<'s> {
    /// None was read yet.
    pub fn new(schema: &'s CheckedSchema, tables: &'s Tables) -> Self {
        let told = HashSet::new();
        Self {
            schema,
            tables,
            told,
        }
    }

    /// Says which whole tables a statement reads.
    pub fn judge(
        &mut self,
        statement: &Statement,
        steps: &[String],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if !self.finds_rows(statement) {
            return;
        }
        let tables = self.tables;
        for table in steps.iter().filter_map(|step| read_whole(step, tables)) {
            match statement.relationship {
                Some(id) => diagnostics.extend(self.followed(id, table)),
                None => diagnostics.extend(self.looked_up(statement, table)),
            }
        }
    }

    /// Whether it looks for rows, by nothing that the user wrote in SQL.
    fn finds_rows(&self, statement: &Statement) -> bool {
        let model = self.schema.model(statement.model);
        let begins = |word: &str| statement.sql.starts_with(word);
        let raw = |column: &Column| matches!(column.on_update, Some((Default::Raw(_), _)));
        let is_raw = begins("UPDATE ") && model.columns.iter().any(raw);
        let finds = ["SELECT ", "UPDATE ", "DELETE "].into_iter().any(begins);
        finds && !is_raw
    }

    /// A relationship that is followed so.
    fn followed(&mut self, id: RelId, table: &Table) -> Option<Diagnostic> {
        let relationship = self.schema.relationship(id);
        let name = &relationship.name;
        let message = format!(
            "`{}.{}` reads the whole table `{}`",
            self.schema.model(id.model).name.text,
            name.text,
            table.name
        );
        let warning = Diagnostic::warning(Code::WHOLE_TABLE, name.span, message)
            .label("each time that it is followed");
        let remote = self.schema.ends(id)?.remote;
        if self.schema.model(remote.model).table.text != table.name {
            return Some(warning.help(UNKNOWN));
        }
        self.told(&remote).then(|| self.remedy(&remote, warning))
    }

    /// A look-up by key, of the statement's own or of the database's for its foreign keys.
    fn looked_up(&mut self, statement: &Statement, table: &Table) -> Vec<Diagnostic> {
        let message = format!(
            "`{}` reads the whole table `{}`",
            statement.function, table.name
        );
        let models = self.schema.models();
        let mut of_table = models.filter(|(_, model)| model.table.text == table.name);
        let Some((id, model)) = of_table.next() else {
            return Vec::new();
        };
        let keys = model.foreign_keys.iter();
        let slow = |key: &&ForeignKey| !leads(model, &key.columns, table);
        let slow: Vec<&ForeignKey> = keys.filter(slow).collect();
        if slow.is_empty() {
            return Vec::from_iter(self.unexplained(id, message));
        }
        // Those that point elsewhere are told where that is deleted.
        let own = |key: &ForeignKey| {
            let target = key.target.as_ref();
            target.is_some_and(|target| target.model == statement.model)
        };
        let warnings = slow.into_iter().filter(|key| own(key)).filter_map(|key| {
            let columns = key.columns.clone();
            let place = columns.first().map(|&first| &model.columns[first])?;
            let warning = Diagnostic::warning(Code::WHOLE_TABLE, place.name.span, message.clone())
                .label("the database looks for rows with this key");
            let key = ColumnList { model: id, columns };
            self.told(&key).then(|| self.remedy(&key, warning))
        });
        warnings.collect()
    }

    /// A table that is read though all its keys have an index.
    fn unexplained(&mut self, model: ModelId, message: String) -> Option<Diagnostic> {
        let name = &self.schema.model(model).name;
        let columns = Vec::new();
        self.told(&ColumnList { model, columns })
            .then(|| Diagnostic::warning(Code::WHOLE_TABLE, name.span, message).help(UNKNOWN))
    }

    /// Whether this was not told yet; from now on it is.
    fn told(&mut self, key: &ColumnList) -> bool {
        self.told.insert((key.model, key.columns.clone()))
    }

    fn remedy(&self, key: &ColumnList, warning: Diagnostic) -> Diagnostic {
        let model = self.schema.model(key.model);
        let columns = key.columns.iter().map(|&column| &model.columns[column]);
        let columns: Vec<&Column> = columns.collect();
        match columns.as_slice() {
            [column] => of_column(column, warning),
            several => {
                let names: Vec<&str> = several.iter().map(|one| one.name.text.as_str()).collect();
                warning.help(format!(
                    "add `index ({})` to `{}`",
                    names.join(", "),
                    model.name.text
                ))
            }
        }
    }
}

/// The table that a step of a plan reads from end to end, perhaps to index it for this one time.
fn read_whole<'t>(step: &str, tables: &'t Tables) -> Option<&'t Table> {
    let once = || {
        step.contains(" USING AUTOMATIC ")
            .then(|| step.strip_prefix("SEARCH "))
            .flatten()
    };
    let rest = step.strip_prefix("SCAN ").or_else(once)?;
    let is_read = |table: &&Table| {
        let behind = rest.strip_prefix(table.name.as_str());
        behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(" USING "))
    };
    tables.tables.iter().find(is_read)
}

/// What is to be done where no key is known that an index could lead with.
const UNKNOWN: &str = "look at its plan with `EXPLAIN QUERY PLAN`, and add an index that serves it";

fn of_column(column: &Column, warning: Diagnostic) -> Diagnostic {
    let name = &column.name;
    match column.index {
        Some((false, span)) => warning
            .also(span, "this leaves it without an index")
            .help(format!(
                "take `index false` out of `{}`, or write `index`",
                name.text
            ))
            .fix(span, "index"),
        _ => warning
            .help(format!("make `{}` `index`", name.text))
            .fix(column.type_span.after(), " index"),
    }
}

/// Whether an index of the table leads with the columns, in any order.
fn leads(model: &Model, columns: &[usize], table: &Table) -> bool {
    let columns = columns.iter();
    let names: Vec<&str> = columns
        .map(|&column| model.columns[column].db_name.text.as_str())
        .collect();
    let begins = |first: &[&str]| {
        let first = first.get(..names.len()).unwrap_or_default();
        names.iter().all(|name| first.contains(name))
    };
    let keys = table.primary_key.iter().chain(&table.uniques);
    let mut keys = keys.map(|key| key.columns.iter().map(String::as_str).collect::<Vec<_>>());
    let whole = table
        .indexes
        .iter()
        .filter(|index| index.predicate.is_none());
    keys.any(|key| begins(&key)) || whole.map(of_index).any(|index| begins(&index))
}

/// The columns that an index begins with.
fn of_index(index: &Index) -> Vec<&str> {
    let elements = index.elements.iter().map_while(|element| match element {
        IndexElement::Column { name, .. } => Some(name.as_str()),
        IndexElement::Expression(_) => None,
    });
    elements.collect()
}
