//! `import`, as it is seen from the command line.

use crate::workshop::{Said, Workshop};

const MAIN: &str = "import \"sub/pet.rel\"\n\nmodel Person <\n    id: Integer primary_key\n    pets: rel Pet back_populates owner\n>\n";
const PET: &str = "import \"../schema.rel\"\n\nmodel Pet <\n    id: Integer primary_key\n    owner_id: Integer foreign_key person.id\n    owner: rel Person back_populates pets\n>\n";
const SHARED: &str =
    "import \"../shared/kind.rel\"\nmodel A <\n    id: Integer primary_key\n    kind: Kind\n>\n";

fn cyclic() -> Workshop {
    let workshop = Workshop::new();
    workshop.write("schema.rel", MAIN);
    workshop.write("sub/pet.rel", PET);
    workshop
}

/// A schema that imports from beside its folder.
fn shared() -> Workshop {
    let workshop = Workshop::new();
    workshop.write("schemas/main.rel", SHARED);
    workshop.write("shared/kind.rel", "enum Kind < cat dog >\n");
    workshop
}

fn is_correct(said: &Said) {
    assert_eq!(said.code, Some(0), "{}", said.shown());
}

#[test]
fn files_that_import_each_other_are_one_schema() {
    let workshop = cyclic();
    is_correct(&workshop.run(&["schema.rel", "-o", "models.rs", "--sql", "schema.sql"]));
    let code = workshop.read("models.rs");
    assert!(
        code.lines()
            .next()
            .is_some_and(|line| line.ends_with(" from schema.rel"))
    );
    assert!(code.contains("pub struct Pet") && code.contains("pub struct Person"));
    assert!(workshop.read("schema.sql").contains("CREATE TABLE pet"));
    // From the other end the same models are out of reach.
    assert_eq!(workshop.run(&["check", "sub/pet.rel"]).code, Some(1));
    is_correct(&workshop.run(&["check", "sub/pet.rel", "--import-root", "."]));
}

#[test]
fn standard_input_imports_from_the_folder_that_this_runs_in() {
    let workshop = cyclic();
    workshop.write("kind.rel", "enum Kind < cat >");
    let schema = b"import \"kind.rel\" model A < id: Integer primary_key kind: Kind >";
    is_correct(&workshop.fed(&["check", "-"], schema));
    let said = workshop.fed(
        &["check", "-", "--message-format", "short"],
        b"import \"kid.rel\"",
    );
    assert_eq!(
        said.stderr,
        "<stdin>:1:8: error[R0006]: there is no file `kid.rel`\n<stdin>: 1 error\n"
    );
}

#[test]
fn other_folders_have_to_be_allowed() {
    let workshop = shared();
    insta::assert_snapshot!(workshop.run(&["check", "schemas/main.rel"]).shown());
    for arguments in [
        &["schemas/main.rel", "--import-root", "shared", "--sql", "-"][..],
        &["check", "schemas/main.rel", "--import-root", "./shared/"],
        &[
            "sql",
            "schemas/main.rel",
            "--import-root",
            "nested",
            "--import-root",
            ".",
        ],
        &[
            "show",
            "schema",
            "schemas/main.rel",
            "--import-root",
            "shared",
        ],
    ] {
        workshop.write("nested/kind.rel", "");
        is_correct(&workshop.run(arguments));
    }
    for (folder, why) in [
        (
            "nowhere",
            "cannot import from `nowhere`: no such file or directory\nhelp: name a folder that is there",
        ),
        (
            "schema.rel",
            "cannot import from `schema.rel`: it is no folder\nhelp: name the folder that the files are in",
        ),
    ] {
        let said = workshop.run(&["check", "schemas/main.rel", "--import-root", folder]);
        assert_eq!(
            (said.code, said.stderr),
            (Some(2), format!("error: {why}\n"))
        );
    }
}

#[cfg(unix)]
#[test]
fn links_lead_to_one_file_and_not_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let workshop = cyclic();
    symlink("sub/pet.rel", workshop.path("pet.rel")).expect("a link");
    symlink("sub", workshop.path("more")).expect("a link");
    let main =
        format!("import \"pet.rel\" import \"more/pet.rel\" import \"more/../schema.rel\" {MAIN}");
    workshop.write("schema.rel", main);
    is_correct(&workshop.run(&["check", "schema.rel"]));
    // A link to the schema is the schema.
    symlink("schema.rel", workshop.path("link.rel")).expect("a link");
    is_correct(&workshop.run(&["check", "link.rel"]));

    let workshop = shared();
    workshop.write("schemas/main.rel", SHARED.replace("../shared/", ""));
    symlink("../shared/kind.rel", workshop.path("schemas/kind.rel")).expect("a link");
    insta::assert_snapshot!(workshop.run(&["check", "schemas/main.rel"]).shown());
    is_correct(&workshop.run(&["check", "schemas/main.rel", "--import-root", "shared"]));
}

#[cfg(target_os = "linux")]
#[test]
fn devices_are_not_read() {
    let workshop = Workshop::new();
    workshop.write("schema.rel", "import \"dev/zero\"");
    std::os::unix::fs::symlink("/dev", workshop.path("dev")).expect("a link");
    let said = workshop.run(&[
        "check",
        "schema.rel",
        "--import-root",
        "/dev",
        "--message-format",
        "short",
    ]);
    let told =
        "schema.rel:1:8: error[R0006]: `/dev/zero` is no ordinary file\nschema.rel: 1 error\n";
    assert_eq!(said.stderr, told);
}

#[test]
fn every_place_tells_its_file() {
    let workshop = cyclic();
    workshop.write(
        "sub/pet.rel",
        PET.replace("Integer foreign_key", "Integr foreign_key"),
    );
    let json = workshop.run(&["check", "schema.rel", "--message-format", "json"]);
    assert!(
        json.stdout.contains("\"file\":\"sub/pet.rel\""),
        "{}",
        json.stdout
    );
    insta::assert_snapshot!(workshop.run(&["check", "./schema.rel"]).shown());
}

#[test]
fn the_tree_is_the_roots() {
    let workshop = cyclic();
    let tree = workshop.run(&["show", "ast", "schema.rel"]).stdout;
    assert!(
        tree.contains("Import(Import {") && tree.contains("\"Person\""),
        "{tree}"
    );
    assert!(!tree.contains("name: Name { text: \"Pet\""), "{tree}");
}

#[test]
fn no_schema_is_written_over() {
    let workshop = cyclic();
    let said = workshop.run(&["schema.rel", "-o", "sub/pet.rel", "--force"]);
    assert_eq!(said.code, Some(2), "{}", said.shown());
    assert_eq!(workshop.read("sub/pet.rel"), PET);
}

#[test]
fn every_file_is_mended() {
    let workshop = cyclic();
    workshop.write("schema.rel", MAIN.replace("id: Integer", "id Integer"));
    workshop.write(
        "sub/pet.rel",
        PET.replace("Integer primary", "integer primary"),
    );
    workshop.write("other.rel", "model X < id Integer primary_key >");
    let said = workshop.run(&["check", "schema.rel", "--fix"]);
    assert_eq!(
        said.stderr,
        "applied 2 fixes to schema.rel and sub/pet.rel\nschema.rel is correct: 2 models in TIME\n"
    );
    assert_eq!(
        (
            workshop.read("schema.rel").as_str(),
            workshop.read("sub/pet.rel").as_str()
        ),
        (MAIN, PET)
    );
    assert!(workshop.read("other.rel").contains("id Integer"));
    // Only what was imported has a mistake; the path is one.
    workshop.write("schema.rel", MAIN.replace("sub/pet", "sub/Pet"));
    workshop.write(
        "sub/pet.rel",
        PET.replace("Integer primary", "integer primary"),
    );
    let said = workshop.run(&["check", "schema.rel", "--fix"]);
    assert_eq!(said.code, Some(0), "{}", said.shown());
    assert_eq!(
        (
            workshop.read("schema.rel").as_str(),
            workshop.read("sub/pet.rel").as_str()
        ),
        (MAIN, PET)
    );
}

#[test]
fn only_named_files_are_formatted() {
    let workshop = cyclic();
    let ragged = PET.replace("    ", " ");
    workshop.write("sub/pet.rel", &ragged);
    is_correct(&workshop.run(&["fmt", "schema.rel"]));
    assert_eq!(workshop.read("sub/pet.rel"), ragged);
}
