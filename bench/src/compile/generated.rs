//! What relgen writes, and a program that uses it.

use std::fs;
use std::path::Path;

use super::Result;
use super::shape::Shape;

pub fn one_file(src: &Path, shape: Shape) -> Result {
    generate(src, shape, "models.rs")
}

pub fn file_each(src: &Path, shape: Shape) -> Result {
    generate(src, shape, "models/")
}

fn generate(src: &Path, shape: Shape, output: &str) -> Result {
    let schema = src.join("schema.rel");
    fs::write(&schema, shape.schema())?;
    let build = relgen::Build::new()
        .schema(&schema)
        .output(src.join(output));
    build.try_compile()?;
    Ok(())
}

pub fn program(shape: Shape) -> String {
    let calls = (0..shape.count).map(|number| format!("    use_model{number}(&db)?;\n"));
    let functions = (0..shape.count).map(|number| function(shape, number));
    format!(
        "mod models;\n\nuse models::*;\n\nfn main() -> Result<()> {{\n    let db = Engine::in_memory()?;\n    \
         db.create_all()?;\n{}    Ok(())\n}}\n{}",
        calls.collect::<String>(),
        functions.collect::<String>()
    )
}

fn function(shape: Shape, number: usize) -> String {
    let model = format!("Model{number}");
    let children = shape
        .child(number)
        .map_or("0", |_| "row.children(db)?.len()");
    format!(
        r#"
fn use_model{number}(db: &Connection) -> Result<()> {{
    let row = New{model}::new("a", "b").ratio(1.5).insert(db)?;
    let found = {model}::get(db, row.id)?;
    let few = {model}::query().filter({model}::NAME.eq("b")).order_by({model}::ID.asc()).all(db)?;
    let children = {children};
    println!("{{}} {{}} {{}}", found.is_some(), few.len(), children);
    Ok(())
}}
"#
    )
}
