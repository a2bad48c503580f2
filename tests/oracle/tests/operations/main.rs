//! `docs/operations.md`, run: every row of its tables is an operation here, and says which
//! statements it runs. A table without its test, or a row without its operation, is an error.

mod page;
use relgen_oracle as schemas;
use relgen_oracle::Sources;

use self::page::headings;

mod harness {
    pub use relgen_oracle::harness::*;
    pub use relgen_oracle::logged;
}

include!(concat!(env!("OUT_DIR"), "/suite/operations.rs"));

/// Runs an operation, and compares its statements with the row that shows its code.
macro_rules! operation {
    ($table:ident, $code:expr) => {{
        $table.begin();
        let value = $code;
        $table.ran(stringify!($code));
        value
    }};
}
pub(crate) use operation;

#[test]
fn every_table_has_its_test() {
    let tests = Sources::of("operations");
    for heading in headings() {
        let begun = format!("Table::under(\"{heading}\"");
        assert!(tests.say(&begun), "no test says `{begun}`");
    }
}
