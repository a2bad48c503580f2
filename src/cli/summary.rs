//! Lines about what was done.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::time::Duration;

use crate::diagnostic::Code;
use crate::emit::rust::ident;
use crate::output::Done;
use crate::pipeline::Stage;
use crate::problem::shown;
use crate::schema::is_keyword;

/// A time, as people like it.
pub struct Took(pub Duration);

impl fmt::Display for Took {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = self.0.as_secs_f64() * 1000.0;
        if milliseconds < 1000.0 {
            write!(f, "{milliseconds:.1} ms")
        } else {
            write!(f, "{:.1} s", self.0.as_secs_f64())
        }
    }
}

/// `1 model`, `2 models`
pub fn count(number: usize, thing: &str) -> String {
    plural(number, thing, &format!("{thing}s"))
}

/// `1 fix`, `2 fixes`
pub fn plural(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// `  lower      1.2 ms  2 tables`
pub fn stage(stage: &Stage) -> String {
    let time = Took(stage.time).to_string();
    let made = stage.made.map(|(number, what)| count(number, what));
    let line = format!(
        "  {:<8} {time:>9}  {}",
        stage.name,
        made.unwrap_or_default()
    );
    line.trim_end().to_owned()
}

/// `wrote src/gen.rs; schema.sql is unchanged`
pub fn files(all: &[Done]) -> String {
    let (written, unchanged): (Vec<&Done>, Vec<&Done>) =
        all.iter().partition(|done| !done.written.is_empty());
    let mut parts = Vec::new();
    if !written.is_empty() {
        parts.push(format!("wrote {}", names(&written)));
    }
    if !unchanged.is_empty() {
        let verb = if unchanged.len() == 1 { "is" } else { "are" };
        parts.push(format!("{} {verb} unchanged", names(&unchanged)));
    }
    parts.join("; ")
}

fn names(all: &[&Done]) -> String {
    let names: Vec<String> = all.iter().map(|done| name(done)).collect();
    names.join(" and ")
}

fn name(done: &Done) -> String {
    let path = shown(&done.path);
    let files = done.written.len() + done.unchanged.len();
    if !done.is_folder {
        path
    } else if done.written.is_empty() || done.unchanged.is_empty() {
        format!("{path} ({})", count(files, "file"))
    } else {
        format!("{path} ({} of {files} files)", done.written.len())
    }
}

/// So many codes are named at the end.
const NAMED: usize = 3;

/// Where there is more to read about these codes, if there are any.
pub fn to_explain(codes: &BTreeSet<Code>) -> Option<String> {
    let named: Vec<&str> = codes.iter().take(NAMED).map(|code| code.text()).collect();
    let first = named.first()?;
    let more = if codes.len() > NAMED { ", …" } else { "" };
    let named = named.join(", ");
    Some(format!(
        "for more about {named}{more}: relgen explain {first}"
    ))
}

/// What has to be known of a module whose name is a keyword.
pub fn module_note(output: &Path) -> Option<String> {
    let stem = output.file_stem()?.to_str()?;
    let module = ident(stem);
    let edition = if stem == "gen" {
        "under edition 2024, where `gen` is a keyword,"
    } else {
        "its name being a keyword,"
    };
    is_keyword(stem).then(|| format!("{edition} the module is `mod {module};`"))
}
