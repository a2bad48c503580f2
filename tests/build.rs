//! The build script's door.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use relgen::{Build, Target};
use tempfile::TempDir;

const SCHEMA: &str = "\
model Person <
    id: Integer primary_key
    born: Date
    pets: rel Pet back_populates owner
>

model Pet <
    id: Integer primary_key
    owner_id: Integer not null foreign_key person.id
    owner: rel Person back_populates pets
>
";

const BROKEN: &str = "model Person <\n    id: Integr primary_key\n>\n";

struct Crate {
    folder: TempDir,
}

impl Crate {
    fn new(schema: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("schema.rel"), schema).expect("a file");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn build(&self) -> Build {
        Build::new().schema(self.path("schema.rel"))
    }

    /// Runs [`build_script`] as cargo would run a build script.
    fn script(&self, schemas: &str, out_dir: bool) -> Output {
        let mut command = Command::new(env::current_exe().expect("this program"));
        command
            .args(["--exact", "build_script", "--ignored", "--nocapture"])
            .current_dir(self.folder.path())
            .env("SCHEMAS", schemas)
            .env_remove("OUT_DIR");
        if out_dir {
            command.env("OUT_DIR", self.folder.path());
        }
        command.output().expect("a run")
    }
}

#[test]
#[ignore = "run by the other tests as a process of its own"]
fn build_script() {
    let schemas = env::var("SCHEMAS").expect("schemas");
    let build = schemas.split(' ').fold(Build::new(), Build::schema);
    build.compile();
}

#[test]
fn code_and_statements_are_for_the_target() {
    let one = Crate::new(SCHEMA);
    let build = one.build().target(Target::Postgres);
    let build = build.output(one.path("gen.rs")).sql(one.path("schema.sql"));
    let report = build.try_compile().unwrap();
    assert_eq!(
        report.dependencies()[0],
        r#"tokio-postgres = { version = "0.7", features = ["with-chrono-0_4"] }"#
    );
    let rust = fs::read_to_string(one.path("gen.rs")).unwrap();
    assert!(rust.contains("pub async fn insert(self, db: &dyn Db) -> Result<Person> {"));
    let sql = fs::read_to_string(one.path("schema.sql")).unwrap();
    assert!(sql.contains("AS IDENTITY"), "{sql}");
}

#[test]
fn an_engine_may_have_a_pool_where_there_is_one() {
    let one = Crate::new(SCHEMA);
    let build = one.build().output(one.path("gen.rs")).pool();
    let report = build.clone().target(Target::Postgres).try_compile();
    let needed = r#"deadpool-postgres = "0.14""#.to_owned();
    assert!(report.unwrap().dependencies().contains(&needed));
    let rust = fs::read_to_string(one.path("gen.rs")).unwrap();
    assert!(rust.contains("pub use self::pool::Pooled;"));
    let refused = build.try_compile().expect_err("SQLite").to_string();
    assert!(refused.contains("there is no pool of connections for SQLite"));
    assert!(refused.contains("call `.target(Target::Postgres)`"));
}

fn lines(output: &Output) -> Vec<String> {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let lines = stdout.lines().filter_map(|line| {
        // The harness says which test it is on the same line.
        line.find("cargo::").map(|at| line[at..].to_owned())
    });
    lines.collect()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn it_says_what_it_wrote() {
    let package = Crate::new(SCHEMA);
    let (rust, sql) = (package.path("models.rs"), package.path("schema.sql"));
    let build = package
        .build()
        .output(&rust)
        .sql(&sql)
        .target(Target::Sqlite)
        .derive("Eq");
    let report = build.clone().try_compile().expect("a right schema");
    assert_eq!(report.written(), [rust.clone(), sql.clone()]);
    assert_eq!(report.unchanged(), [] as [PathBuf; 0]);
    assert_eq!(report.models(), 2);
    assert!(report.dependencies()[0].starts_with("rusqlite = "));
    assert!(report.dependencies()[1].starts_with("chrono = "));
    let text = fs::read_to_string(&rust).expect("the code");
    assert!(text.contains("#[derive(Debug, Clone, PartialEq, Eq)]\npub struct Person"));
    let report = build.try_compile().expect("a right schema");
    assert_eq!(report.written(), [] as [PathBuf; 0]);
    assert_eq!(report.unchanged(), [rust, sql]);
}

#[test]
fn a_folder_may_hold_the_models() {
    let package = Crate::new(SCHEMA);
    let build = package.build().output(package.path("models/"));
    let report = build.clone().try_compile().expect("a right schema");
    assert_eq!(report.written().len(), 4);
    let other = "model A < id: Integer primary_key >";
    fs::write(package.path("schema.rel"), other).expect("a file");
    let report = build.try_compile().expect("a right schema");
    let gone = [
        package.path("models/person.rs"),
        package.path("models/pet.rs"),
    ];
    assert_eq!(report.removed(), gone);
}

#[test]
fn no_module_has_the_name_of_a_path() {
    let package = Crate::new(
        "model Crate < id: Integer primary_key >\nmodel Super < id: Integer primary_key >\nmodel Self_ < id: Integer primary_key >",
    );
    let build = package.build().output(package.path("models/"));
    build.try_compile().expect("a right schema");
    let root = fs::read_to_string(package.path("models/mod.rs")).expect("a file");
    for module in ["mod crate_;", "mod super_;", "mod self_;"] {
        assert!(root.contains(module), "{module} in {root}");
    }
}

#[test]
fn errors_are_returned() {
    let package = Crate::new(BROKEN);
    let build = package.build().output(package.path("models.rs"));
    let error = build.try_compile().expect_err("a wrong schema");
    let text = error
        .to_string()
        .replace(&package.folder.path().display().to_string(), "FOLDER");
    insta::assert_snapshot!(text);
    assert_eq!(format!("{error:?}"), error.to_string());
    assert!(!package.path("models.rs").exists());
}

#[test]
fn mistakes_in_the_script_are_told() {
    let package = Crate::new(SCHEMA);
    let told = |build: Build| build.try_compile().expect_err("a mistake").to_string();
    let mut all = vec![
        told(Build::new()),
        told(package.build().derive("a b")),
        told(package.build().schema("b.rel").output("x.rs")),
        told(package.build().output(package.path("nowhere/models.rs"))),
    ];
    fs::write(package.path("mine.rs"), "fn main() {}").expect("a file");
    all.push(told(package.build().output(package.path("mine.rs"))));
    all.push(told(package.build().output(package.path("schema.rel"))));
    let text = all
        .join("\n\n")
        .replace(&package.folder.path().display().to_string(), "FOLDER");
    insta::assert_snapshot!(text);
}

#[test]
fn cargo_is_told() {
    let package = Crate::new(SCHEMA);
    fs::write(
        package.path("other.rel"),
        "model A < id: Integer primary_key >",
    )
    .expect("a file");
    let output = package.script("schema.rel other.rel", true);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(
        lines(&output),
        [
            "cargo::rerun-if-changed=schema.rel",
            "cargo::rerun-if-changed=other.rel",
            "cargo::warning=schema.rel:4:5: warning[R0509]: no `Person` can be deleted while it has `pets`",
        ]
    );
    for file in ["schema.rs", "other.rs"] {
        assert!(package.path(file).exists(), "{file}");
    }
}

#[test]
fn cargo_is_told_of_what_is_imported() {
    let package = Crate::new("import \"common/a.rel\"\nimport \"./common/../common/a.rel\"\n");
    fs::create_dir(package.path("common")).expect("a folder");
    fs::write(
        package.path("common/a.rel"),
        "import \"../schema.rel\"\nmodel A < id: Integer primary_key >",
    )
    .expect("a file");
    let output = package.script("schema.rel", true);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let told = [
        "cargo::rerun-if-changed=schema.rel",
        "cargo::rerun-if-changed=common/a.rel",
    ];
    assert_eq!(lines(&output), told);
    let code = fs::read_to_string(package.path("schema.rs")).expect("the code");
    let header = code.lines().next().expect("a line");
    assert!(header.ends_with(" from schema.rel"), "{header}");
    // Also of what is not there.
    fs::write(
        package.path("schema.rel"),
        "import \"b.rel\"\nimport \"b.rel\"\nimport \"common/a.rel\"",
    )
    .expect("a file");
    let output = package.script("schema.rel", true);
    assert_eq!(output.status.code(), Some(1));
    let told = [
        "cargo::rerun-if-changed=schema.rel",
        "cargo::rerun-if-changed=b.rel",
        "cargo::rerun-if-changed=common/a.rel",
    ];
    assert_eq!(lines(&output), told);
}

#[test]
fn other_folders_have_to_be_allowed() {
    let package = Crate::new(SCHEMA);
    fs::create_dir(package.path("schemas")).expect("a folder");
    fs::write(package.path("schemas/main.rel"), "import \"../schema.rel\"").expect("a file");
    let build = Build::new()
        .schema(package.path("schemas/main.rel"))
        .output(package.path("models.rs"));
    let error = build.clone().try_compile().expect_err("an error");
    let text = error.to_string();
    let remedy = format!(".import_root({:?})", package.folder.path());
    assert!(
        text.contains("error[R0007]") && text.contains(&remedy),
        "{text}"
    );
    let build = build.import_root(package.folder.path());
    let report = build.clone().try_compile().expect("a report");
    assert_eq!(report.models(), 2);
    let report = build.try_compile().expect("a report");
    assert_eq!(report.unchanged(), [package.path("models.rs")]);
}

#[test]
fn a_script_that_fails_ends_without_a_panic() {
    let package = Crate::new(BROKEN);
    let output = package.script("missing.rel schema.rel", true);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        lines(&output),
        [
            "cargo::rerun-if-changed=missing.rel",
            "cargo::rerun-if-changed=schema.rel"
        ]
    );
    insta::assert_snapshot!(errors(&output));
    assert!(!package.path("schema.rs").exists());
}

#[test]
fn outside_of_cargo_it_needs_an_output() {
    let output = Crate::new(SCHEMA).script("schema.rel", false);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(errors(&output));
}

#[test]
fn two_schemas_of_one_name_are_refused() {
    let package = Crate::new(SCHEMA);
    fs::create_dir(package.path("a")).expect("a folder");
    fs::write(package.path("a/schema.rel"), SCHEMA).expect("a file");
    let output = package.script("schema.rel a/schema.rel", true);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("would be written twice"),
        "{}",
        errors(&output)
    );
    assert!(!package.path("schema.rs").exists());
}

#[test]
fn warnings_are_denied_and_allowed() {
    let package = Crate::new(SCHEMA);
    let build = || package.build().output(package.path("models.rs"));
    let error = build().deny_warnings().try_compile().expect_err("an error");
    assert!(error.to_string().contains("error[R0509]"), "{error}");
    assert!(!package.path("models.rs").exists());
    let allowed = build().deny_warnings().allow("R0509").try_compile();
    assert_eq!(allowed.expect("a report").models(), 2);
    for (code, why) in [
        (
            "R0201",
            "`R0201` cannot be allowed\nhelp: R0201 is an error, and only warnings can be allowed: R0216, R0509, R0510, R0515, R0518, R0526, R0528, R0529, R0531, R0532, R0535, R0536, R0538, R0701, R0703",
        ),
        (
            "R05O9",
            "`R05O9` cannot be allowed\nhelp: there is no such code; did you mean `R0509`?",
        ),
    ] {
        let error = build().allow(code).try_compile().expect_err("an error");
        assert_eq!(error.to_string(), why);
    }
}
