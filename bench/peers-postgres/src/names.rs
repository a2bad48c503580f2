//! Texts for what is inserted, made once for all contestants.

use std::sync::LazyLock;

static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    (0..100_000)
        .map(|number| format!("Name {number}"))
        .collect()
});

/// So many names, 100,000 at the most.
pub fn names(number: usize) -> &'static [String] {
    NAMES.get(..number).unwrap_or(&NAMES)
}
