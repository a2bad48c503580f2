//! What the suite says, to find out what they leave out.

use std::fs;
use std::path::{Path, PathBuf};

/// The tests of a folder, one text for each file.
pub struct Sources(Vec<String>);

impl Sources {
    /// Those of `tests/suite/FOLDER/`.
    pub fn of(folder: &str) -> Self {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../suite");
        let entries = fs::read_dir(tests.join(folder)).expect("tests");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let text = |path: PathBuf| fs::read_to_string(path).expect("a test");
        Self(paths.map(text).collect())
    }

    /// Whether one of them says just that.
    pub fn say(&self, text: &str) -> bool {
        self.0.iter().any(|one| one.contains(text))
    }
}
