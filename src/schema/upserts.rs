//! Keys by which a new row is told from one that is there.

use super::{Model, names};
use crate::syntax::ast::Name;

/// A key of a table, which the program gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpsertKey {
    pub columns: Vec<usize>,
    /// What the functions' names end in: `_by_label`; nothing for the primary key.
    pub suffix: String,
    /// What it was declared with, where it is not the primary key.
    pub from: Option<Name>,
}

impl Model {
    /// The primary key, the unique columns, and the unique keys of several. What is computed is no key
    /// that could be given, and a key that holds the primary one finds no row that this does not.
    pub fn upsert_keys(&self) -> Vec<UpsertKey> {
        let primary = self.primary_key();
        let by = |columns: &[usize], from: Name| UpsertKey {
            columns: columns.to_vec(),
            suffix: format!("_by_{}", names::key_name(self, columns)),
            from: Some(from),
        };
        let uniques = self.columns.iter().enumerate();
        let uniques = uniques
            .filter(|(number, one)| one.unique.is_some() && primary != [*number])
            .map(|(number, one)| by(&[number], one.name.clone()));
        let lists = self.uniques.iter();
        let lists = lists
            .filter(|list| !primary.iter().all(|column| list.columns.contains(column)))
            .map(|list| by(&list.columns, list.named_in(self)));
        let first = UpsertKey {
            columns: primary.clone(),
            suffix: String::new(),
            from: None,
        };
        let given = |key: &UpsertKey| {
            let mut columns = key.columns.iter().map(|&column| &self.columns[column]);
            columns.all(|one| one.computed.is_none() && one.version.is_none())
        };
        let all = [first].into_iter().chain(uniques).chain(lists);
        all.filter(given).collect()
    }
}
