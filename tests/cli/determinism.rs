//! The same schema gives the same bytes, whoever compiles it, wherever and whenever.

use crate::workshop::{SCHEMA, Workshop};

const BOTH: [&str; 4] = ["-o", "models.rs", "--sql", "schema.sql"];

/// What two runs write, in folders of their own, the second one under these variables.
fn written(schemas: [&[(&str, &str)]; 2], variables: &[(&str, &str)]) -> [[String; 2]; 2] {
    let runs = [("a", &[][..]), ("deep down/größe", variables)];
    let mut runs = runs.into_iter();
    schemas.map(|files| {
        let (folder, variables) = runs.next().expect("two runs");
        let workshop = Workshop::new();
        for (name, text) in files {
            workshop.write(&format!("{folder}/{name}"), text);
        }
        let mut command = workshop.command(&["schema.rel"]);
        command.args(BOTH).current_dir(workshop.path(folder));
        command.envs(variables.iter().copied());
        let output = command.output().expect("a run");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        ["models.rs", "schema.sql"].map(|name| workshop.read(&format!("{folder}/{name}")))
    })
}

/// Its letters have other forms in other languages.
const MIXED: &str = "\
enum Kind < street \"Straße\" lower \"i\" upper \"ı\" >

model Size <
    table \"größe\"
    id: Integer primary_key
    kind: Kind
>
";

#[test]
fn locale_time_zone_and_folder_do_not_matter() {
    for text in [SCHEMA, MIXED] {
        let files = [("schema.rel", text)];
        for variables in [
            [
                ("LC_ALL", "tr_TR.UTF-8"),
                ("TZ", "Asia/Kathmandu"),
                ("COLUMNS", "20"),
            ],
            [
                ("LC_ALL", "C"),
                ("TZ", "America/St_Johns"),
                ("SOURCE_DATE_EPOCH", "0"),
            ],
            [
                ("LANG", "de_DE.UTF-8"),
                ("TZ", ""),
                ("RUST_MIN_STACK", "900000"),
            ],
        ] {
            let [one, other] = written([&files, &files], &variables);
            assert_eq!(one, other, "{variables:?}");
        }
    }
}

const ENUMS: &str = "enum Kind < one two >\n";
const MIXIN: &str = "mixin Named < name: Text kind: Kind >\n";
const MODEL: &str = "model Thing(Named) < id: Integer primary_key >\n";

/// What two files both import comes once, and it does not matter which of them is named first.
#[test]
fn who_imports_a_file_first_does_not_matter() {
    let mixin = format!("import \"enums.rel\"\n{MIXIN}");
    let root = format!("import \"enums.rel\"\nimport \"mixin.rel\"\n{MODEL}");
    let turned = format!("import \"mixin.rel\"\nimport \"enums.rel\"\n{MODEL}");
    let files = |root| {
        [
            ("schema.rel", root),
            ("enums.rel", ENUMS),
            ("mixin.rel", mixin.as_str()),
        ]
    };
    let [one, other] = written([&files(root.as_str()), &files(turned.as_str())], &[]);
    assert_eq!(one, other);
}
