//! The crates that generated code needs.

use super::support::Needs;
use super::target::{Connections, Target};

impl Needs {
    /// The lines to put under `[dependencies]`.
    pub fn dependencies(&self) -> Vec<String> {
        let mut lines = match self.target {
            Target::Sqlite => vec![line("rusqlite", "0.41", "", &["bundled", "trace"])],
            Target::Postgres => self.of_postgres(),
        };
        let bare = "default-features = false";
        if self.has("date") {
            let feature = if self.now { "now" } else { "std" };
            lines.push(line("chrono", "0.4", bare, &[feature]));
        }
        if self.has("decimal") {
            lines.push(match self.target {
                Target::Sqlite => line("rust_decimal", "1", bare, &["std"]),
                Target::Postgres => line("rust_decimal", "1", bare, &["db-tokio-postgres", "std"]),
            });
        }
        if self.has("json") {
            lines.push(line("serde_json", "1", "", &[]));
        }
        if self.has("uuid") {
            let features: &[&str] = if self.new_uuid { &["v7"] } else { &[] };
            let uuid = match features {
                [] => r#"uuid = { version = "1" }"#.to_owned(),
                _ => line("uuid", "1", "", features),
            };
            lines.push(uuid);
        }
        lines
    }

    fn of_postgres(&self) -> Vec<String> {
        let features = [
            ("date", "with-chrono-0_4"),
            ("json", "with-serde_json-1"),
            ("uuid", "with-uuid-1"),
        ];
        let features = features.into_iter().filter(|(piece, _)| self.has(piece));
        let features: Vec<&str> = features.map(|(_, feature)| feature).collect();
        let mut lines = vec![
            line("tokio-postgres", "0.7", "", &features),
            line("tokio", "1", "", &["rt", "time"]),
            line("futures-util", "0.3", "default-features = false", &["sink"]),
        ];
        if self.connections == Connections::Pool {
            lines.push(line("deadpool-postgres", "0.14", "", &[]));
        }
        lines
    }
}

/// A crate with its version, and as far as there are any, an option and features.
fn line(name: &str, version: &str, option: &str, features: &[&str]) -> String {
    let mut parts = vec![format!("version = {version:?}")];
    parts.extend((!option.is_empty()).then(|| option.to_owned()));
    parts.extend((!features.is_empty()).then(|| format!("features = {features:?}")));
    match parts.as_slice() {
        [_] => format!("{name} = {version:?}"),
        parts => format!("{name} = {{ {} }}", parts.join(", ")),
    }
}
