//! The program that uses the models.

use super::super::shape::Shape;

/// Does what the program over generated code does, and says the same.
pub fn program(shape: Shape) -> String {
    let calls = (0..shape.count).map(|number| format!("    use_model{number}(&db)?;\n"));
    let functions = (0..shape.count).map(|number| function(shape, number));
    format!(
        "#![allow(dead_code)]\n\nmod models;\n\nuse models::*;\nuse models::db::Amount;\nuse rusqlite::{{Connection, Result}};\n\n\
         fn main() -> Result<()> {{\n    let db = Connection::open_in_memory()?;\n    \
         db.execute_batch(include_str!(\"schema.sql\"))?;\n{}    Ok(())\n}}\n{}",
        calls.collect::<String>(),
        functions.collect::<String>()
    )
}

fn function(shape: Shape, number: usize) -> String {
    let children = shape
        .child(number)
        .map_or("0", |_| "row.children(db)?.len()");
    let one_more = if shape.is_widened(number) {
        "\n        one_more: None,"
    } else {
        ""
    };
    format!(
        r#"
fn use_model{number}(db: &Connection) -> Result<()> {{
    let new = NewModel{number} {{
        code: "a".to_owned(),
        name: "b".to_owned(),
        amount: Amount(0.into()),
        flag: true,
        created: chrono::Utc::now().naive_utc(),
        note: None,
        ratio: Some(1.5),
        count: 0,
        day: None,
        parent_id: None,{one_more}
    }};
    let row = Model{number}::insert(db, &new)?;
    let found = Model{number}::find(db, row.id)?;
    let few = Model{number}::named(db, "b")?;
    let children = {children};
    println!("{{}} {{}} {{}}", found.is_some(), few.len(), children);
    Ok(())
}}
"#
    )
}
