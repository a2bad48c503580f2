//! The records of SQLAlchemy, which stand beside the repository. Scripts run without them, too, and
//! are then compared with nothing but what they say themselves.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

use crate::harness::RECORDED;

/// Names the folder of the records where it is another one.
const FOLDER: &str = "RELGEN_ORACLE";

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of the records, if it is there.
pub fn folder() -> Option<PathBuf> {
    let folder = env::var_os(FOLDER).map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| repository().join("../shared/oracle"));
    Some(folder.join("cases")).filter(|cases| cases.is_dir())
}

/// The record of a case. Without it nothing is compared, which is said once for each case.
pub fn facts(case: &str) -> Option<Value> {
    let Some(folder) = folder() else {
        println!("{case}: not compared with SQLAlchemy: {FOLDER} names no folder of its records");
        return None;
    };
    let path = folder.join(format!("{case}.json"));
    let text = fs::read_to_string(&path).expect("the record of the case");
    Some(serde_json::from_str(&text).expect("JSON"))
}

/// What was recorded of this database.
pub fn behaviour(facts: &Value) -> &Value {
    let mut own = RECORDED.iter().map(|name| &facts["behaviour"][name]);
    own.find(|own| own.is_object()).unwrap_or(&Value::Null)
}

/// The names of all cases that are written in relgen's language, in order.
pub fn case_names() -> Vec<String> {
    let entries = fs::read_dir(repository().join("tests/cases/oracle")).expect("cases");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .filter_map(|name| Some(name.to_str()?.strip_suffix(".rel")?.to_owned()))
        .collect();
    names.sort();
    names
}
