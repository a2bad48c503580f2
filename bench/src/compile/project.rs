//! The crates on disk, and what cargo does with them.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::contestant::{CONTESTANTS, Contestant};
use super::shape::Shape;
use super::{Result, cpu};

/// Dependencies have the versions that they have everywhere in this repository.
const LOCK: &str = include_str!("../../../Cargo.lock");

/// What generated code asks for, and `chrono` of rusqlite, which code by hand takes dates with.
const REQUIREMENTS: &str = r#"
rusqlite = { version = "0.41", features = ["bundled", "chrono", "trace"] }
chrono = { version = "0.4", default-features = false, features = ["now"] }
rust_decimal = { version = "1", default-features = false, features = ["std"] }
"#;

/// The package that has the same dependencies, and no code.
pub const DEPENDENCIES: &str = "dependencies";

/// The file that makes a library of a contestant's models.
const LIBRARY: &str = "pub mod models;\n";

const MIB: f64 = 1024.0 * 1024.0;

/// A workspace: a program for each contestant, and a library of the same models. It stays for the next time, so that
/// dependencies are built once.
pub struct Project {
    folder: PathBuf,
    pub shape: Shape,
}

impl Project {
    /// Writes the crates, beside the program that runs.
    pub fn create(shape: Shape) -> Result<Self> {
        let folder = env::current_exe()?.with_file_name("compile");
        let project = Self { folder, shape };
        fs::create_dir_all(&project.folder)?;
        let members = CONTESTANTS.map(|Contestant { crate_name, .. }| {
            format!("\"{crate_name}\", \"{crate_name}/library\", \"{crate_name}/beside\", ")
        });
        let members = members.concat();
        let workspace = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{members}\"{DEPENDENCIES}\"]\n\n[profile.release]\nstrip = true\n"
        );
        fs::write(project.folder.join("Cargo.toml"), workspace)?;
        fs::write(project.folder.join("Cargo.lock"), LOCK)?;
        project.create_dependencies()?;
        for contestant in &CONTESTANTS {
            project.create_crates(contestant)?;
        }
        Ok(project)
    }

    fn create_dependencies(&self) -> Result {
        let folder = self.folder.join(DEPENDENCIES);
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), manifest(DEPENDENCIES, ""))?;
        fs::write(folder.join("src/lib.rs"), "")?;
        Ok(())
    }

    fn create_crates(&self, contestant: &Contestant) -> Result {
        let name = contestant.crate_name;
        let folder = self.folder.join(name);
        fs::create_dir_all(folder.join("src"))?;
        fs::create_dir_all(folder.join("library"))?;
        fs::write(folder.join("Cargo.toml"), manifest(name, ""))?;
        let library = manifest(
            &library(contestant),
            "[lib]\npath = \"../src/library.rs\"\n",
        );
        fs::write(folder.join("library/Cargo.toml"), library)?;
        fs::create_dir_all(folder.join("beside/src"))?;
        fs::write(folder.join("beside/Cargo.toml"), beside_library(contestant))?;
        self.write(contestant, self.shape)
    }

    /// Writes the crates' sources. Cargo takes them for changed, since the program and the root of the library are new.
    pub fn write(&self, contestant: &Contestant, shape: Shape) -> Result {
        let src = self.source(contestant);
        (contestant.models)(&src, shape)?;
        fs::write(src.join("library.rs"), LIBRARY)?;
        self.write_programs(contestant, (contestant.program)(shape))
    }

    /// Adds a line to the programs.
    pub fn write_line(&self, contestant: &Contestant) -> Result {
        let program = (contestant.program)(self.shape) + "const _: () = ();\n";
        self.write_programs(contestant, program)
    }

    /// The program with its models, and the same with those of the library.
    fn write_programs(&self, contestant: &Contestant, program: String) -> Result {
        let models = format!("use {}::models::", library(contestant));
        let beside = program.replace("mod models;\n", "");
        let beside = beside.replace("use models::", &models);
        let beside = beside.replace("schema.sql", "../../src/schema.sql");
        let folder = self.folder.join(contestant.crate_name);
        fs::write(folder.join("beside/src/main.rs"), beside)?;
        fs::write(self.source(contestant).join("main.rs"), program)?;
        Ok(())
    }

    fn source(&self, contestant: &Contestant) -> PathBuf {
        self.folder.join(contestant.crate_name).join("src")
    }

    /// Has cargo do something with a package under a setting, and says how many CPU seconds it took.
    pub fn cargo(&self, package: &str, setting: &str, words: &[&str]) -> Result<f64> {
        let before = cpu::children()?;
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .args(words)
            .args(["--quiet", "--config", setting, "--package", package])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env_remove("CARGO_INCREMENTAL")
            .stdout(Stdio::null())
            .status()?;
        if !status.success() {
            return Err(format!("cargo {} fails for {package}", words.join(" ")).into());
        }
        Ok(cpu::children()? - before)
    }

    /// Runs the release binaries, which have to say the same.
    pub fn compare(&self) -> Result {
        let mut expected = None;
        for contestant in &CONTESTANTS {
            let output = Command::new(self.binary(contestant)).output()?;
            let expected = expected.get_or_insert_with(|| output.stdout.clone());
            if !output.status.success() || output.stdout != *expected {
                let name = contestant.name;
                return Err(
                    format!("the program of {name} does not do what the first does").into(),
                );
            }
        }
        Ok(())
    }

    /// How large the release binaries are, in MiB.
    pub fn sizes(&self) -> Result<Vec<f64>> {
        let mut sizes = Vec::new();
        for contestant in &CONTESTANTS {
            sizes.push(fs::metadata(self.binary(contestant))?.len() as f64 / MIB);
        }
        Ok(sizes)
    }

    fn binary(&self, contestant: &Contestant) -> PathBuf {
        let release = self.folder.join("target/release");
        release.join(contestant.crate_name)
    }
}

/// The name of the package that is a library of the contestant's models.
pub fn library(contestant: &Contestant) -> String {
    format!("{}_library", contestant.crate_name)
}

/// The name of the package that is the program alone, with the library's models.
pub fn beside(contestant: &Contestant) -> String {
    format!("{}_beside", contestant.crate_name)
}

fn beside_library(contestant: &Contestant) -> String {
    let (name, library) = (beside(contestant), library(contestant));
    manifest(&name, "") + &format!("{library} = {{ path = \"../library\" }}\n")
}

fn manifest(name: &str, target: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{target}\n[dependencies]{REQUIREMENTS}"
    )
}
