//! The program of one schema: rows of random values go in through the generated code, and come back by every way.

use super::columns::Field;
use super::{reads, related, rows, updates};
use crate::pipeline::Checked;
use crate::schema::{ColumnId, ForeignKey, KeyId, Kind, ModelId, Relationship};

/// How many rows of each model are tried.
const ROWS: usize = 10;

/// A schema whose program is written.
pub struct Program<'c> {
    pub checked: &'c Checked,
}

/// A module with `run`, beside which stands the generated code, as `models`.
pub fn program(checked: &Checked) -> String {
    let program = Program { checked };
    let models: Vec<ModelId> = program.insertable();
    let (mut functions, mut steps) = (String::new(), String::new());
    for &id in &models {
        functions += &rows::insert(&program, id);
        functions += &updates::lead(&program, id);
        functions += &updates::update(&program, id);
        functions += &reads::fresh(&program, id);
        functions += &reads::read(&program, id);
        steps += &format!(
            "    for _ in 0..{ROWS} {{
        if let Some(row) = insert_{0}(db, d, &all)? {{ all.r{0}.push(row); }}
    }}
    if all.r{0}.is_empty() && {1} {{ return Err(\"no row of {2}\".into()); }}
",
            id.0,
            program.has_parents(id),
            program.name(id)
        );
    }
    let each = |line: fn(usize) -> String| models.iter().map(|id| line(id.0)).collect::<String>();
    let fresh = each(|id| format!("    all.r{id} = fresh_{id}(db, &all.r{id})?;\n"));
    steps += &fresh;
    steps += &each(|id| format!("    lead_{id}(db, d, &mut all)?;\n"));
    steps += &each(|id| format!("    update_{id}(db, d, &all)?;\n"));
    // What a row points to may have been written after it was.
    steps += &program.again();
    let (links, fields) = program.links();
    steps += &links;
    steps += &fresh;
    steps += &each(|id| format!("    read_{id}(db, &all)?;\n"));
    for (id, _) in checked.schema.relationships() {
        if let Some(function) = related::related(&program, id) {
            functions += &function;
            steps += &format!(
                "    related_{}_{}(db, &all)?;\n",
                id.model.0, id.relationship
            );
        }
    }
    let made = each(|id| format!(" + all.r{id}.len()"));
    format!(
        "use relgen_random::{{Draw, Fail, same, same_rows}};
use rusqlite::Connection;

#[path = \"models.rs\"]
pub mod models;
use models as m;

#[derive(Default)]
struct Rows {{
{fields}}}

pub fn run(d: &mut Draw) -> Result<usize, Fail> {{
    let engine = m::Engine::in_memory()?;
    engine.create_all()?;
    same(\"check\", &engine.check()?, &Vec::new())?;
    let (db, mut all): (&Connection, _) = (&engine, Rows::default());
{steps}    engine.drop_all()?;
    Ok(0{made})
}}

{functions}"
    )
}

impl<'c> Program<'c> {
    pub fn name(&self, id: ModelId) -> &'c str {
        &self.checked.schema.model(id).name.text
    }

    pub fn fields(&self, model: ModelId) -> impl Iterator<Item = Field<'c>> {
        let checked = self.checked;
        let columns = 0..checked.schema.model(model).columns.len();
        columns.map(move |column| Field::new(checked, ColumnId { model, column }))
    }

    pub fn keys(&self, model: ModelId) -> impl Iterator<Item = (KeyId, &'c ForeignKey)> {
        let keys = self.checked.schema.model(model).foreign_keys.iter();
        let keys = keys.enumerate();
        keys.map(move |(key, one)| (KeyId { model, key }, one))
    }

    /// The columns of a key, each with the one that it points to.
    pub fn pairs(&self, id: KeyId) -> impl Iterator<Item = (Field<'c>, Field<'c>)> {
        let (checked, key) = (self.checked, self.checked.schema.foreign_key(id));
        let target = key.target.iter();
        target.flat_map(move |target| {
            let pairs = key.columns.iter().zip(&target.columns);
            pairs.map(move |(&column, &to)| {
                let from = ColumnId {
                    model: id.model,
                    column,
                };
                let to = ColumnId {
                    model: target.model,
                    column: to,
                };
                (Field::new(checked, from), Field::new(checked, to))
            })
        })
    }

    /// Whether the key may be NULL.
    pub fn is_optional(&self, id: KeyId) -> bool {
        let key = self.checked.schema.foreign_key(id);
        self.checked
            .schema
            .model(id.model)
            .any_nullable(&key.columns)
    }

    /// Whether more than one row may belong to a row.
    pub fn may_be_several(&self, one: &Relationship) -> bool {
        matches!(one.kind, Some(Kind::OneToMany | Kind::ManyToMany))
    }

    /// The models, each behind those that its rows cannot do without.
    fn insertable(&self) -> Vec<ModelId> {
        let mut left: Vec<ModelId> = self.checked.schema.structs().map(|(id, _)| id).collect();
        let mut ordered = Vec::new();
        while !left.is_empty() {
            let is_ready = |id: &ModelId| self.needs(*id).all(|target| ordered.contains(&target));
            let at = left.iter().position(is_ready);
            ordered.push(left.remove(at.expect("a model whose rows can be the first")));
        }
        ordered
    }

    /// The models that each row points to.
    fn needs(&self, id: ModelId) -> impl Iterator<Item = ModelId> {
        let needed = self.keys(id).filter(|(key, _)| !self.is_optional(*key));
        needed.filter_map(|(_, key)| Some(key.target.as_ref()?.model))
    }

    /// An expression that says whether each key that must lead somewhere can.
    fn has_parents(&self, id: ModelId) -> String {
        let keys = self.keys(id).filter(|(key, _)| !self.is_optional(*key));
        let there = keys.map(|(key, one)| {
            let columns = self
                .pairs(key)
                .map(|(_, to)| format!("{}.is_some()", to.if_there("p")));
            let columns = columns.collect::<Vec<_>>().join(" && ");
            let target = one.target.as_ref().map_or(0, |target| target.model.0);
            format!("all.r{target}.iter().any(|p| {columns})")
        });
        let there: Vec<String> = there.chain(["true".to_owned()]).collect();
        there.join(" && ")
    }

    /// All rows as they are now.
    fn again(&self) -> String {
        let models = self.checked.schema.structs();
        let again = models.map(|(id, model)| {
            format!(
                "    all.r{} = m::{}::query().all(db)?;\n",
                id.0, model.name.text
            )
        });
        again.collect()
    }

    /// The steps that link rows, and the fields of `Rows`.
    fn links(&self) -> (String, String) {
        let (mut steps, mut fields) = (String::new(), String::new());
        for (id, model) in self.checked.schema.models() {
            fields += &match model.has_struct() {
                true => format!("    r{}: Vec<m::{}>,\n", id.0, model.name.text),
                false => format!("    l{}: Vec<(usize, usize)>,\n", id.0),
            };
            if !model.has_struct() {
                steps += &related::links(self, id).unwrap_or_default();
            }
        }
        (steps, fields)
    }
}
