//! What a patient person would write for the same tables: plain functions over a small runtime (`db.rs`).

mod model;
mod program;

use std::fs;
use std::path::Path;

use super::Result;
use super::shape::Shape;

pub use program::program;

/// The runtime. It is compiled only as a part of what is written.
const DB: &str = include_str!("db.rs");

/// What each file of models begins with.
const IMPORTS: &str =
    "use chrono::{NaiveDate, NaiveDateTime};\nuse rusqlite::{Connection, Result, Row};\n\n";

pub fn one_file(src: &Path, shape: Shape) -> Result {
    let models = (0..shape.count).map(|number| model::text(shape, number));
    let text = format!(
        "{IMPORTS}use self::db::{{Amount, FromRow}};\n\npub mod db {{\n{DB}}}\n\n{}",
        models.collect::<String>()
    );
    tables(src, shape)?;
    write(&src.join("models.rs"), &text)
}

pub fn file_each(src: &Path, shape: Shape) -> Result {
    let folder = src.join("models");
    fs::create_dir_all(&folder)?;
    let mut list = String::from("pub mod db;\n");
    for number in 0..shape.count {
        list += &format!(
            "mod model{number};\npub use self::model{number}::{{Model{number}, NewModel{number}}};\n"
        );
        let related = [shape.parent(number), shape.child(number)];
        let related = related
            .iter()
            .flatten()
            .map(|other| format!("use super::Model{other};\n"));
        let text = format!(
            "{IMPORTS}use super::db::{{self, Amount, FromRow}};\n{}\n{}",
            related.collect::<String>(),
            model::text(shape, number)
        );
        write(&folder.join(format!("model{number}.rs")), &text)?;
    }
    tables(src, shape)?;
    write(&folder.join("db.rs"), DB)?;
    write(&folder.join("mod.rs"), &list)
}

/// The tables, for the program to make. Those between two models are left out: there are no functions for them.
fn tables(src: &Path, shape: Shape) -> Result {
    let tables = (0..shape.count).map(|number| model::table(shape, number));
    write(&src.join("schema.sql"), &tables.collect::<String>())
}

/// Leaves a file alone that has this text already, as an editor does with a file that nobody touched.
fn write(path: &Path, text: &str) -> Result {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text)?;
    }
    Ok(())
}
