//! `relgen check --fix`

use crate::workshop::{SCHEMA, WARNED, Workshop};

const MISTAKES: &str = "\u{FEFF}// Größe\r
model Person <\r
    id: integer, primary_key,not null\r
    name String(50)\r
    pets: rel pet back_populates owner\r
>\r
\r
model Pet <\r
    id: Integer Primary_Key\r
    owner_id: Integer foreign_key Person.id\r
    owner: rel Person\r
    kind: Strin\r
>\r
";

#[test]
fn what_is_certain_is_mended_and_nothing_else() {
    let workshop = Workshop::new();
    workshop.write("schema.rel", MISTAKES);
    let said = workshop.run(&["check", "schema.rel", "--fix"]);
    let text = workshop.read("schema.rel");
    assert!(text.starts_with("\u{FEFF}// Größe\r\n"));
    assert_eq!(
        text.matches("\r\n").count(),
        MISTAKES.matches("\r\n").count()
    );
    insta::assert_snapshot!(format!("{}\n{}", said.shown(), text.replace('\r', "")));
    assert_eq!(workshop.list("."), ["schema.rel"]);
}

#[test]
fn a_file_without_certain_fixes_is_left_alone() {
    let workshop = Workshop::new();
    // The last two: what would be mended leaves as many mistakes, or contradicts itself.
    for schema in [
        SCHEMA,
        WARNED,
        "model A <\n    id: Integr primary_key\n>\n",
        "model A <\n    id String primary_key uniqe\n>\nmodel A <\n    id: string primary_key\n>\n\0",
        "model A <\n    id: Integer primary_key\n    b_id: Integer foreign_key b.id\n    x: rel B\n>\n\
         model B <\n    id: Integer primary_key\n    y: rel A back_populates x\n    z: rel A back_populates x\n>\n",
    ] {
        workshop.write("schema.rel", schema);
        let time = workshop.age("schema.rel");
        let said = workshop.run(&["check", "schema.rel", "--fix"]);
        assert!(
            said.stderr.contains("applied 0 fixes to schema.rel\n"),
            "{}",
            said.stderr
        );
        assert_eq!(workshop.read("schema.rel"), schema);
        assert_eq!(workshop.modified("schema.rel"), time);
    }
}

#[test]
fn standard_input_cannot_be_mended() {
    let said = Workshop::new().fed(&["check", "-", "--fix"], MISTAKES.as_bytes());
    assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
    assert_eq!(
        said.stderr,
        "error: standard input cannot be mended\nhelp: name a schema file\n"
    );
}

#[test]
fn generated_files_are_still_kept_from_schemas() {
    let workshop = Workshop::new();
    let said = workshop.run(&["schema.rel", "-o", "schema.rel", "--force"]);
    assert_eq!(said.code, Some(2));
    assert_eq!(workshop.read("schema.rel"), SCHEMA);
}
