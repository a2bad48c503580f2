//! What is generated for either database, and for PostgreSQL alone: the schemas of `tests/cases/generate` again,
//! as far as PostgreSQL takes them. Those with a function of each kind have a snapshot.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use super::{cases, compiled_for, folder, shown};
use crate::dialect::Database;
use crate::emit::rust::{Connections, Options, Target};
use crate::pipeline::Checked;

/// Those with a snapshot.
const SHOWN: [&str; 5] = [
    "cascade_onwards",
    "composite_key",
    "eager",
    "one_to_one",
    "only_an_enum",
];

/// Those that PostgreSQL does not take: a collation of SQLite's, and columns that are computed on reading.
const REFUSED: [&str; 2] = ["kept", "kept_alone"];

fn checked() -> impl Iterator<Item = (String, String, Checked)> {
    let cases = cases("generate").into_iter();
    cases.filter_map(|(name, text)| {
        let compiled = compiled_for(Database::Postgres, &text);
        let shown = shown(&compiled);
        let refused = REFUSED.contains(&name.as_str());
        assert_eq!(compiled.checked.is_none(), refused, "{name}:\n{shown}");
        Some((name, text, compiled.checked?))
    })
}

/// What is generated for either database, with a name for each.
fn generated() -> impl Iterator<Item = (String, String)> {
    let sqlite = cases("generate").into_iter().map(|(name, text)| {
        let code = super::checked(&name, &text).rust_text();
        (name, code)
    });
    let postgres =
        checked().map(|(name, _, checked)| (format!("{name}.postgres"), checked.rust_text()));
    sqlite.chain(postgres)
}

#[test]
fn some_schemas_generate_for_postgres_what_their_snapshots_say() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder("generate"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut shown = 0;
    for (name, text, checked) in checked() {
        if SHOWN.contains(&name.as_str()) {
            let dependencies = checked.dependencies(Connections::One).join("\n");
            let (sql, rust) = (checked.sql_text(), checked.rust_text());
            let outcome = format!(
                "{text}\n────── schema.sql\n{sql}\n────── dependencies\n{dependencies}\n\n────── models.rs\n{rust}"
            );
            settings.bind(|| insta::assert_snapshot!(format!("{name}.postgres"), outcome));
            shown += 1;
        }
    }
    assert_eq!(shown, SHOWN.len());
}

/// Whichever function inserts a row, its documentation shows what runs: the same for all of a table's.
#[test]
fn a_row_is_inserted_by_the_same_statement_wherever_one_is_shown() {
    let mut compared = 0;
    for (name, code) in generated() {
        let shown = code.lines().map(str::trim_start);
        let inserts = shown.filter_map(|line| line.strip_prefix("/// INSERT INTO "));
        let mut of_tables = BTreeMap::new();
        let links = [" ON CONFLICT ", " SELECT "];
        let is_link = |insert: &str| links.iter().any(|word| insert.contains(word));
        for insert in inserts.filter(|insert| !is_link(insert)) {
            let (table, _) = insert.split_once(' ').unwrap();
            let first = of_tables.entry(table).or_insert(insert);
            assert_eq!(*first, insert, "{name}");
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn rustfmt_has_nothing_to_change() {
    if Command::new("rustfmt").arg("--version").output().is_err() {
        eprintln!("skipped: there is no rustfmt here");
        return;
    }
    let fresh = tempfile::tempdir().unwrap();
    let files = generated().map(|(name, code)| {
        let path = fresh.path().join(format!("{name}.rs"));
        fs::write(&path, code + "\n").unwrap();
        path
    });
    let files: Vec<_> = files.collect();
    for edition in ["2021", "2024"] {
        // Somewhere without a rustfmt.toml: the defaults are what most crates have.
        let formatted = Command::new("rustfmt")
            .args(["--check", "--edition", edition])
            .args(&files)
            .current_dir(std::env::temp_dir())
            .output()
            .unwrap();
        let difference = String::from_utf8_lossy(&formatted.stdout).into_owned();
        let said = String::from_utf8_lossy(&formatted.stderr).into_owned();
        assert!(formatted.status.success(), "{difference}{said}");
    }
}

/// A function waits exactly where it is given a connection, and none is left of the other driver.
#[test]
fn what_takes_a_connection_is_asynchronous() {
    for (name, _, checked) in checked() {
        let text = checked.rust_text();
        for driver in ["::rusqlite", "db: &Connection", "db: &support::Connection"] {
            assert!(!text.contains(driver), "{name} has {driver}");
        }
        let functions = text.split("\n    pub ").skip(1);
        for function in functions.filter(|one| one.contains("fn ")) {
            let body = function.split("\n    }\n").next().unwrap();
            let head = body.split('{').next().unwrap();
            let takes = head.contains("db: &dyn ") || head.contains("_all(&self) -> ");
            assert_eq!(takes, head.starts_with("async fn "), "{name}: {function}");
            assert_eq!(takes, body.contains(".await"), "{name}: {function}");
        }
    }
}

#[test]
fn there_is_no_rust_code_for_mysql() {
    let compiled = compiled_for(Database::Mysql, "model A < id: Integer primary_key >");
    let checked = compiled.checked.expect("a schema");
    let error = checked.rust(&Options::default()).unwrap_err();
    assert_eq!(error.to_string(), "there is no Rust code for MySQL yet");
    assert!(checked.rust_folder(&Options::default()).is_err());
    assert!(checked.dependencies(Connections::One).is_empty());
}

#[test]
fn each_target_is_that_of_its_database() {
    for target in [Target::Sqlite, Target::Postgres] {
        assert_eq!(Target::of(target.database()), Some(target));
    }
}

/// A model that is called as something of the support code is hides it, and generated code names it by
/// its path.
#[test]
fn names_of_models_hide_those_of_the_support_code() {
    let text = "model Db < id: Integer primary_key boxes: rel Box lazy selectin >
        model Box < id: Integer primary_key db_id: Integer not null foreign_key db.id >
        model BoxFuture < id: Integer primary_key >
        model Stored < id: Integer primary_key >";
    let compiled = compiled_for(Database::Postgres, text);
    let text = compiled.checked.expect("a schema").rust_text();
    assert!(!text.contains("&dyn Db"));
    for named in [
        "pub async fn insert(self, db: &dyn support::Db) -> Result<Db> {",
        "-> support::BoxFuture<'a, Result<()>> {",
        "::std::boxed::Box::pin(Self::delete(self, db))",
        "::std::boxed::Box::pin(async move {",
        "let db: &dyn support::Db = &savepoint;",
    ] {
        assert!(text.contains(named), "{named}");
    }
}

/// A module is called like its model in snake_case, unless something else is called so.
#[test]
fn modules_have_names_of_their_own() {
    let text = "model person_record < id: Integer primary_key >
        model PersonDesk < id: Integer primary_key >
        model Personal < id: Integer primary_key >
        enum personal < a >";
    let options = Options::default();
    let files = super::checked("modules", text)
        .rust_folder(&options)
        .unwrap();
    let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
    for name in ["person_record_.rs", "person_desk.rs", "personal_.rs"] {
        assert!(names.contains(&name), "{name} among {names:?}");
    }
}

/// With a pool, the engine is another one, and nothing else is.
#[test]
fn with_a_pool_the_engine_alone_is_another_one() {
    let (_, _, checked) = checked().next().expect("a schema");
    let generated = |connections| {
        let options = Options {
            connections,
            ..Options::default()
        };
        checked.rust(&options).unwrap()
    };
    let (one, pool) = (generated(Connections::One), generated(Connections::Pool));
    assert!(!one.contains("deadpool") && !one.contains("Pooled"));
    for line in [
        "        create_all(&self.get().await?).await",
        "        drop_all(&self.get().await?).await",
        "    pub use self::engine::Engine;",
        "    pub use self::pool::Pooled;",
        "    mod pool {",
    ] {
        assert!(pool.lines().any(|other| other == line), "{line}");
    }
    assert_eq!(pool.matches("pub struct Engine ").count(), 1);
    assert_eq!(pool.matches("    mod engine {").count(), 1);
    let needed = |connections| checked.dependencies(connections);
    let mut more = needed(Connections::One);
    more.insert(3, r#"deadpool-postgres = "0.14""#.to_owned());
    assert_eq!(needed(Connections::Pool), more);
}

/// What is read of an enum is text, which is in another order than its labels.
#[test]
fn rows_are_ordered_by_the_enum_itself() {
    let schema = "enum Level < low mid high >\n\
                  model Team <\n    id: Integer primary_key\n    tasks: rel Task back_populates team order_by level desc\n>\n\
                  model Task <\n    id: Integer primary_key\n    level: Level not null\n    team_id: Integer foreign_key team.id\n    team: rel Team back_populates tasks\n>\n";
    let compiled = compiled_for(Database::Postgres, schema);
    let rust = compiled.checked.expect("a right schema").rust_text();
    let one =
        "SELECT id, level::text, team_id FROM task WHERE team_id = $1 ORDER BY task.level DESC\n";
    let many = "SELECT id, level::text, team_id FROM task WHERE team_id = ANY($1) ORDER BY team_id, task.level DESC\n";
    assert!(rust.contains(one) && rust.contains(many), "{rust}");
}
