//! The code of one model.

use super::super::shape::Shape;

/// The columns behind `id`, and their types in Rust.
const COLUMNS: [(&str, &str); 10] = [
    ("code", "String"),
    ("name", "String"),
    ("amount", "Amount"),
    ("flag", "bool"),
    ("created", "NaiveDateTime"),
    ("note", "Option<String>"),
    ("ratio", "Option<f64>"),
    ("count", "i64"),
    ("day", "Option<NaiveDate>"),
    ("parent_id", "Option<i32>"),
];

/// What the database is told of the same columns, without the key to another model.
const TABLE: &str = "id INTEGER PRIMARY KEY NOT NULL, code VARCHAR(20) NOT NULL UNIQUE, name VARCHAR(80) NOT NULL, \
    amount NUMERIC(10, 2) NOT NULL, flag BOOLEAN NOT NULL, created DATETIME NOT NULL, note TEXT, ratio DOUBLE, \
    count BIGINT NOT NULL DEFAULT 0, day DATE";

/// The statement that creates the table.
pub fn table(shape: Shape, number: usize) -> String {
    let key = shape.parent(number).map_or(String::new(), |parent| {
        format!(" REFERENCES model{parent} (id)")
    });
    let one_more = if shape.is_widened(number) {
        ", one_more INTEGER"
    } else {
        ""
    };
    format!("CREATE TABLE model{number} ({TABLE}, parent_id INTEGER{key}{one_more});\n")
}

/// Two structs, how a row is read, and the functions.
pub fn text(shape: Shape, number: usize) -> String {
    let columns = columns(shape, number);
    let all: Vec<(&str, &str)> = [("id", "i32")].into_iter().chain(columns.clone()).collect();
    let cells = each(&all, ", ", |place, name| {
        format!("{name}: row.get({place})?")
    });
    format!(
        "{}{}impl FromRow for Model{number} {{\n    fn from_row(row: &Row<'_>) -> Result<Self> {{\n        \
         Ok(Self {{ {cells} }})\n    }}\n}}\n\nimpl Model{number} {{\n{}{}}}\n\n",
        structure(&format!("Model{number}"), &all),
        structure(&format!("NewModel{number}"), &columns),
        of_one(number, &columns),
        of_others(shape, number),
    )
}

fn columns(shape: Shape, number: usize) -> Vec<(&'static str, &'static str)> {
    let one_more = shape
        .is_widened(number)
        .then_some(("one_more", "Option<i32>"));
    COLUMNS.into_iter().chain(one_more).collect()
}

fn structure(name: &str, columns: &[(&str, &str)]) -> String {
    let fields = columns
        .iter()
        .map(|(name, kind)| format!("    pub {name}: {kind},\n"));
    format!(
        "#[derive(Debug, Clone, PartialEq)]\npub struct {name} {{\n{}}}\n\n",
        fields.collect::<String>()
    )
}

/// What needs no other model.
fn of_one(number: usize, columns: &[(&str, &str)]) -> String {
    let names = each(columns, ", ", |_, name| name.to_owned());
    let marks = each(columns, ", ", |_, _| "?".to_owned());
    let new = each(columns, ", ", |_, name| format!("&new.{name}"));
    let own = each(columns, ", ", |_, name| format!("&self.{name}"));
    let sets = each(columns, ", ", |_, name| format!("{name} = ?"));
    let table = format!("model{number}");
    format!(
        r#"    pub fn insert(db: &Connection, new: &NewModel{number}) -> Result<Self> {{
        db::one(db, "INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id, {names}", &[{new}])
    }}

    pub fn find(db: &Connection, id: i32) -> Result<Option<Self>> {{
        db::first(db, "SELECT id, {names} FROM {table} WHERE id = ?1", &[&id])
    }}

    pub fn find_by_code(db: &Connection, code: &str) -> Result<Option<Self>> {{
        db::first(db, "SELECT id, {names} FROM {table} WHERE code = ?1", &[&code])
    }}

    pub fn named(db: &Connection, name: &str) -> Result<Vec<Self>> {{
        db::all(db, "SELECT id, {names} FROM {table} WHERE name = ?1 ORDER BY id", &[&name])
    }}

    pub fn save(&self, db: &Connection) -> Result<usize> {{
        db::execute(db, "UPDATE {table} SET {sets} WHERE id = ?", &[{own}, &self.id])
    }}

    pub fn delete(&self, db: &Connection) -> Result<usize> {{
        db::execute(db, "DELETE FROM {table} WHERE id = ?1", &[&self.id])
    }}
"#
    )
}

/// The rows of other models that belong to one.
fn of_others(shape: Shape, number: usize) -> String {
    let names = |other| each(&columns(shape, other), ", ", |_, name| name.to_owned());
    let children = shape.child(number).map(|child| {
        let names = names(child);
        format!(
            r#"
    pub fn children(&self, db: &Connection) -> Result<Vec<Model{child}>> {{
        db::all(db, "SELECT id, {names} FROM model{child} WHERE parent_id = ?1", &[&self.id])
    }}
"#
        )
    });
    let parent = shape.parent(number).map(|parent| {
        let names = names(parent);
        format!(
            r#"
    pub fn parent(&self, db: &Connection) -> Result<Option<Model{parent}>> {{
        db::first(db, "SELECT id, {names} FROM model{parent} WHERE id = ?1", &[&self.parent_id])
    }}
"#
        )
    });
    children.into_iter().chain(parent).collect()
}

/// Something for each column, by its place and its name.
fn each(columns: &[(&str, &str)], between: &str, text: impl Fn(usize, &str) -> String) -> String {
    let texts = columns
        .iter()
        .enumerate()
        .map(|(place, (name, _))| text(place, name));
    texts.collect::<Vec<String>>().join(between)
}
