//! `docs/operations.md`, run: every row of its tables is an operation here, too. The statements that it
//! shows are those of SQLite; here, each has to do its work.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use crate::harness::Log;

/// Runs an operation, and crosses out the row that shows its code.
macro_rules! operation {
    ($table:ident, $code:expr) => {{
        let value = $code;
        $table.ran(stringify!($code));
        value
    }};
}
pub(crate) use operation;

/// The rows under one heading that did not run yet.
pub struct Table {
    heading: &'static str,
    rows: RefCell<Vec<String>>,
}

impl Table {
    /// The table under that heading.
    pub fn under(heading: &'static str, _: &Log) -> Self {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/operations.md");
        let text = fs::read_to_string(page).expect("the page");
        let mut parts = text.split("\n## ");
        let below = parts.find_map(|part| part.strip_prefix(heading)?.strip_prefix('\n'));
        let lines = below.expect("the heading").lines();
        let rows = lines.filter(|line| line.starts_with("| ")).skip(2);
        Self {
            heading,
            rows: RefCell::new(rows.map(code).collect()),
        }
    }

    /// Crosses the row of that code out.
    #[track_caller]
    pub fn ran(&self, code: &str) {
        let mut rows = self.rows.borrow_mut();
        let row = rows.iter().position(|row| *row == bare(code));
        assert!(row.is_some(), "no row has {code}: {rows:#?}");
        rows.retain(|row| *row != bare(code));
    }

    /// Asserts that every row of the table ran.
    pub fn end(self) {
        let rest = self.rows.into_inner();
        assert!(rest.is_empty(), "{}: no test runs {rest:#?}", self.heading);
    }
}

/// The code that a row shows in its second cell.
fn code(line: &str) -> String {
    let line = line.replace("\\|", "\u{1}");
    let cell = line.split('|').nth(2).expect("four cells");
    let quoted: String = cell.split('`').skip(1).step_by(2).collect();
    bare(&quoted.replace('\u{1}', "|"))
}

/// Code without its layout, and without waiting.
fn bare(code: &str) -> String {
    let letters: String = code.chars().filter(|one| !one.is_whitespace()).collect();
    let letters = letters.replace(".await", "").replace("async|", "|");
    letters.replace(",)", ")")
}
