//! Schemas without a mistake.

/// Models as people write them: ten mixed columns, a key to the one before with both sides of it, and of every ten
/// models two that are many-to-many.
pub fn models(count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        text += &format!(
            "/// Model number {number}.\nmodel Model{number} <\n    id: Integer primary_key\n    \
             code: String(20) not null unique\n    name: String(80) not null\n    amount: \
             Numeric(10, 2) not null default 0\n    flag: Boolean not null default true\n    \
             created: DateTime not null default now\n    note: Text\n    ratio: Double\n    \
             count: BigInteger not null server_default 0\n    day: Date\n    \
             parent_id: Integer"
        );
        if number > 0 {
            let parent = number - 1;
            text += &format!(
                " foreign_key model{parent}.id\n    parent: rel Model{parent} back_populates children"
            );
        }
        let next = number + 1;
        if next < count {
            text += &format!("\n    children: rel Model{next} back_populates parent");
        }
        text += &linked_pair(number, count);
    }
    text
}

/// The end of a model, one of a pair or not, and the table between the two.
fn linked_pair(number: usize, count: usize) -> String {
    let next = number + 1;
    match number % 10 {
        0 if next < count => format!(
            "\n    links: rel Model{next} secondary link{number} back_populates linked\n>\n\n\
             table link{number} <\n    left_id: Integer primary_key foreign_key model{number}.id\n    \
             right_id: Integer primary_key foreign_key model{next}.id\n>\n\n"
        ),
        1 => format!(
            "\n    linked: rel Model{0} secondary link{0} back_populates links\n>\n\n",
            number - 1
        ),
        _ => "\n>\n\n".to_owned(),
    }
}

/// Models in a row, each with a key to the one before and relationships both ways.
pub fn chain(count: usize) -> String {
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
pub fn hub(count: usize) -> String {
    let mut text = String::from("model Hub < id: Integer primary_key >\n");
    for number in 0..count {
        text += &format!(
            "model Child{number} < id: Integer primary_key hub_id: Integer foreign_key hub.id hub: rel Hub backref children{number} >\n"
        );
    }
    text
}

pub fn variants(count: usize) -> String {
    let names: Vec<String> = (0..count)
        .map(|number| format!("v{number} \"label {number}\""))
        .collect();
    format!(
        "enum E < {} >\nmodel M < id: Integer primary_key e: E default v{} >",
        names.join("\n"),
        count - 1
    )
}

pub fn columns(count: usize) -> String {
    let columns: Vec<String> = (0..count)
        .map(|number| format!("c{number}: Integer foreign_key m.c0"))
        .collect();
    format!(
        "model M < id: Integer primary_key c0: Integer unique {} >",
        columns[1..].join("\n")
    )
}

/// What a chain of models looks like, each model with these words behind its key and behind the relationship.
fn linked(count: usize, of_key: &str, words: &str) -> String {
    let mut text = String::from("model M0 < id: Integer primary_key >\n");
    for number in 1..count {
        let before = number - 1;
        text += &format!(
            "model M{number} < id: Integer primary_key before_id: Integer not null foreign_key m{before}.id {of_key} before: rel M{before} {words} >\n"
        );
    }
    text
}

/// Deleting the first of each 33 deletes those, by the program.
pub fn deletions(count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        let key = match number.checked_sub(1).filter(|_| number % 33 > 0) {
            Some(before) => format!(
                "before_id: Integer not null foreign_key m{before}.id before: rel M{before} backref next (cascade all)"
            ),
            None => String::new(),
        };
        text += &format!("model M{number} < id: Integer primary_key {key} >\n");
    }
    text
}

/// Deleting the first deletes all, by the database.
pub fn cascades(count: usize) -> String {
    linked(count, "on_delete cascade", "backref next (cascade all)")
}

/// Reading the last reads all.
pub fn eager(count: usize) -> String {
    linked(count, "", "lazy selectin")
}

/// One model that points to all others, with both sides of each.
pub fn spokes(count: usize) -> String {
    let mut text = String::new();
    let mut hub = String::from("model Hub < id: Integer primary_key\n");
    for number in 0..count {
        text += &format!("model Parent{number} < id: Integer primary_key >\n");
        hub += &format!(
            "parent{number}_id: Integer foreign_key parent{number}.id\nparent{number}: rel Parent{number} backref hubs\n"
        );
    }
    text + &hub + ">\n"
}

/// Models of a thousand columns, so many in all.
pub fn members(count: usize) -> String {
    let columns: Vec<String> = (0..999).map(|number| format!("c{number}: Text")).collect();
    let columns = columns.join("\n");
    (0..count / 1000)
        .map(|number| format!("model M{number} <\nid: Integer primary_key\n{columns}\n>\n"))
        .collect()
}

/// Each of two columns.
pub fn indexes(count: usize) -> String {
    let members: Vec<String> = (0..count)
        .map(|number| format!("c{number}: Integer\nindex (id, c{number})\n"))
        .collect();
    format!("model M < id: Integer primary_key {} >", members.concat())
}

/// A mixin of ten columns, and as many models that have it.
pub fn mixins(count: usize) -> String {
    let columns: Vec<String> = (0..10).map(|number| format!("c{number}: Text")).collect();
    let mut text = format!("mixin Common < {} >\n", columns.join("\n"));
    for number in 0..count {
        text += &format!("model M{number} (Common) < id: Integer primary_key >\n");
    }
    text
}
