//! `DEPARTURES.md`: each heading is a way in which relgen differs from SQLAlchemy on purpose.

const TEXT: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../oracle/DEPARTURES.md"
));

/// The departures, by heading.
pub fn headings() -> Vec<&'static str> {
    TEXT.lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect()
}

/// Asserts that the page gives a reason for it.
#[track_caller]
pub fn explained(heading: &str) {
    assert!(
        headings().contains(&heading),
        "write the heading `{heading}` into DEPARTURES.md"
    );
}
