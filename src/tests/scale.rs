//! How long large schemas take. Measured by hand:
//! `cargo test --lib -- --ignored --nocapture large_schemas`

use std::time::Instant;

use super::compiled;

/// Models in a row, each with a key to the one before and relationships both ways.
fn chain(count: usize) -> String {
    let mut text =
        String::from("model M0 < id: Integer primary_key next: rel M1 back_populates before >\n");
    for number in 1..count {
        let before = number - 1;
        let next = match number + 1 == count {
            true => String::new(),
            false => format!("next: rel M{} back_populates before", number + 1),
        };
        text += &format!(
            "model M{number} < id: Integer primary_key before_id: Integer foreign_key m{before}.id before: rel M{before} back_populates next {next} >\n"
        );
    }
    text
}

/// One model that all others point to.
fn hub(count: usize) -> String {
    let mut text = String::from("model Hub < id: Integer primary_key >\n");
    for number in 0..count {
        text += &format!(
            "model Child{number} < id: Integer primary_key hub_id: Integer foreign_key hub.id hub: rel Hub backref children{number} >\n"
        );
    }
    text
}

fn variants(count: usize) -> String {
    let names: Vec<String> = (0..count)
        .map(|number| format!("v{number} \"label {number}\""))
        .collect();
    format!(
        "enum E < {} >\nmodel M < id: Integer primary_key e: E default v{} >",
        names.join("\n"),
        count - 1
    )
}

fn columns(count: usize) -> String {
    let columns: Vec<String> = (0..count)
        .map(|number| format!("c{number}: Integer foreign_key m.c0"))
        .collect();
    format!(
        "model M < id: Integer primary_key c0: Integer unique {} >",
        columns[1..].join("\n")
    )
}

/// What is large, how it is written, and how many at first.
type Shape = (&'static str, fn(usize) -> String, usize);

#[test]
#[ignore = "a measurement"]
fn large_schemas() {
    let shapes: [Shape; 4] = [
        ("models in a chain", chain, 2500),
        ("children of one model", hub, 1000),
        ("variants of one enum", variants, 10_000),
        ("columns of one model", columns, 2500),
    ];
    for (name, shape, count) in shapes {
        for count in [count, 2 * count] {
            let text = shape(count);
            let start = Instant::now();
            let compiled = compiled(&text);
            let front = start.elapsed();
            let checked = compiled.checked.expect(name);
            let start = Instant::now();
            let sql = checked.sql_text().len();
            let ddl = start.elapsed();
            let start = Instant::now();
            let rust = checked.rust_text().len();
            let emitted = start.elapsed();
            println!(
                "{count:>6} {name}: compiled {front:?}, {sql} bytes of SQL {ddl:?}, {rust} bytes of Rust {emitted:?}"
            );
        }
    }
}
