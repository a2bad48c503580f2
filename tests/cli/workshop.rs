//! A folder for one test, and the program to run in it.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

pub const SCHEMA: &str = "\
model Person <
    id: Integer primary_key
    name: String(50) not null
    pets: rel Pet back_populates owner
>

model Pet <
    id: Integer primary_key
    owner_id: Integer foreign_key person.id
    owner: rel Person back_populates pets
>
";

/// A parent that cannot be deleted while it has children: a warning.
pub const WARNED: &str = "\
model Person <
    id: Integer primary_key
    pets: rel Pet back_populates owner
>

model Pet <
    id: Integer primary_key
    owner_id: Integer not null foreign_key person.id
    owner: rel Person back_populates pets
>
";

pub const BROKEN: &str = "model Person <\n    id: Integr primary_key\n>\n";

pub struct Workshop {
    folder: TempDir,
}

/// What a run said, times left out.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Workshop {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let workshop = Self { folder };
        workshop.write("schema.rel", SCHEMA);
        workshop
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names in a folder, in order.
    pub fn list(&self, name: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(name)).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Makes the file look old, so that a change of it can be seen.
    pub fn age(&self, name: &str) -> SystemTime {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let file = fs::File::options().append(true).open(self.path(name));
        file.and_then(|file| file.set_modified(time))
            .expect("an old file");
        time
    }

    pub fn modified(&self, name: &str) -> SystemTime {
        let metadata = fs::metadata(self.path(name));
        metadata
            .and_then(|metadata| metadata.modified())
            .expect("a time")
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relgen"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("NO_COLOR")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        Said::new(self.command(arguments).output().expect("a run"))
    }

    /// Runs it with something on standard input.
    pub fn fed(&self, arguments: &[&str], input: &[u8]) -> Said {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a run");
        // It may stop reading before the end.
        let _ = child.stdin.take().expect("its input").write_all(input);
        Said::new(child.wait_with_output().expect("its output"))
    }
}

impl Said {
    pub fn new(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("text"),
            stderr: timeless(&String::from_utf8(output.stderr).expect("text")),
        }
    }

    /// All of it, for a snapshot.
    pub fn shown(&self) -> String {
        format!("exit code {:?}\n{}{}", self.code, self.stdout, self.stderr)
    }
}

/// `in 1.2 ms` to `in TIME`, word by word.
fn timeless(text: &str) -> String {
    let mut timeless = String::new();
    for line in text.split_inclusive('\n') {
        let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        for at in 1..words.len() {
            let unit = words[at].trim_end_matches(['\n', ',']).to_owned();
            if ["ms", "s"].contains(&unit.as_str()) && words[at - 1].parse::<f64>().is_ok() {
                words[at - 1] = "TIME".to_owned();
                words[at] = words[at][unit.len()..].to_owned();
            }
        }
        timeless.push_str(&words.join(" ").replace("TIME ", "TIME"));
    }
    timeless
}
