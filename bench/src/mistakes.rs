//! Schemas with many mistakes of one kind, among as many names that are right.

/// A type that is spelled like an enum.
pub fn types(count: usize) -> String {
    each(count, |number| {
        format!(
            "enum Kind{number} < a >\nmodel M{number} < id: Integer primary_key kind: Knid{number} >\n"
        )
    })
}

/// A relationship to a model that is not there.
pub fn models(count: usize) -> String {
    each(count, |number| {
        format!(
            "model M{number} < id: Integer primary_key m_id: Integer foreign_key mm{number}.id m: rel Model{number} >\n"
        )
    })
}

/// Every model is there twice, and each of its columns, too.
pub fn names(count: usize) -> String {
    each(count, |number| {
        let number = number / 2;
        format!("model M{number} < id: Integer primary_key name: Text name: Text >\n")
    })
}

/// Words that the language does not have.
pub fn words(count: usize) -> String {
    each(count, |number| {
        format!("model M{number} < id: Integer primary_kye name: Text unqiue wibble >\n")
    })
}

fn each(count: usize, declaration: impl Fn(usize) -> String) -> String {
    (0..count).map(declaration).collect()
}
