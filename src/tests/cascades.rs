//! Deletes across many levels.

use std::fmt::Write as _;

use super::verify::verified;
use crate::emit::rust::statements;

/// The longest statement of a schema with that many levels, whose rows are led to by each of these keys.
fn longest(levels: usize, keys: &[&str]) -> usize {
    let mut text = "model M0 <\n    id: Integer primary_key\n".to_owned();
    for level in 1..=levels {
        for key in keys {
            let below = format!("rel M{level} cascade delete foreign_keys {key}");
            let _ = writeln!(text, "    of_{key}: {below}");
        }
        let _ = write!(text, ">\nmodel M{level} <\n    id: Integer primary_key\n");
        for key in keys {
            let above = level - 1;
            let _ = writeln!(text, "    {key}: Integer foreign_key m{above}.id");
        }
    }
    text.push_str(">\n");
    let checked = verified(&text).checked.expect("a schema");
    let all = statements(
        &checked.schema,
        &checked.tables,
        crate::emit::rust::Target::Sqlite,
    );
    let lengths = all.expect("statements").into_iter();
    lengths.map(|one| one.sql.len()).max().unwrap_or_default()
}

/// What SQLite can take in is limited, too: where rows are found in two ways at each level, what it makes of a
/// statement doubles with the levels, though the text does not.
#[test]
fn statements_grow_with_the_levels_alone() {
    assert!(longest(20, &["one"]) < 20 * 100);
    assert!(longest(6, &["one", "other"]) < 6 * 300);
}
