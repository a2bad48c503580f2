//! Wrong mappings of which SQLAlchemy, or a database, complains sooner or later: all of them are
//! found here when the schema is compiled. By the names of the recorded mistakes.

use super::{compiled_for, shown};
use crate::diagnostic::Code;
use crate::dialect::Database;

const P: &str = "model P < table p id: Integer primary_key CS >";
const C: &str = "model C < table c id: Integer primary_key p_id: Integer KEY P >";

/// A parent and a child, with a relationship on either and a key.
fn two(cs: &str, p: &str, key: &str) -> String {
    let parent = P
        .replace("CS", &format!("cs: rel {cs}"))
        .replace("cs: rel  ", "");
    let child = C
        .replace("KEY", key)
        .replace(" P >", &format!(" p: rel {p} >"));
    format!("{parent}\n{child}")
        .replace("cs: rel >", ">")
        .replace("p: rel  >", ">")
}

fn model(columns: &str) -> String {
    format!("enum E < a b >\nmodel A < id: Integer primary_key {columns} >")
}

const KEY: &str = "foreign_key p.id";

#[test]
fn every_wrong_mapping_is_found() {
    let cases: Vec<(&str, String, Code)> = vec![
        ("b01_unknown_class", two("Offense", "", KEY), Code::UNKNOWN_TARGET),
        ("b03_back_populates_not_relationship", two("C back_populates p_id", "", KEY), Code::UNKNOWN_MEMBER),
        ("b05_back_populates_crossed", two("X back_populates thing", "", KEY) + "model X < table x id: Integer primary_key p_id: Integer foreign_key p.id c_id: Integer foreign_key c.id thing: rel C >", Code::NOT_MUTUAL),
        ("b07_same_direction", model("up: Integer foreign_key a.id parent: rel A back_populates kids kids: rel A back_populates parent"), Code::SAME_DIRECTION),
        ("b09_backref_and_back_populates", two("C backref x back_populates p", "P back_populates cs", KEY), Code::CONTRADICTION),
        ("b11_duplicate_class_name", two("C", "P", KEY) + "model P < table p2 id: Integer primary_key >", Code::DUPLICATE_DECLARATION),
        ("b20_no_fk", two("C", "", ""), Code::NO_FOREIGN_KEY),
        ("b22_ambiguous_both_ways", model("cid: Integer foreign_key c.id cs: rel C") + "model C < id: Integer primary_key aid: Integer foreign_key a.id >", Code::AMBIGUOUS_FOREIGN_KEY),
        ("b24_fk_unknown_table_with_relationship", two("C", "", "foreign_key person.id"), Code::UNKNOWN_TABLE),
        ("b26_fk_class_name_instead_of_table", two("C", "", "foreign_key P.id"), Code::UNKNOWN_TABLE),
        ("b28_fk_malformed", two("C", "", "foreign_key a.b.c.p.id"), Code::FOREIGN_KEY_PATH),
        ("b29b_fk_type_mismatch_size", two("C", "", KEY).replacen("Integer", "BigInteger", 1), Code::KEY_TYPES_DIFFER),
        ("b30_fk_to_non_unique", model("code: String(5) pcode: String(5) foreign_key a.code"), Code::KEY_TARGET_NOT_UNIQUE),
        ("b35_unknown_foreign_keys", two("C foreign_keys C.nope", "", KEY), Code::UNKNOWN_MEMBER),
        ("b37_remote_side_wrong", model("up: Integer foreign_key a.id parent: rel A remote_side up"), Code::REMOTE_SIDE),
        ("b41_fk_missing_self_ref", model("up: Integer parent: rel A"), Code::NO_FOREIGN_KEY),
        ("b43_bad_ondelete", two("C", "", "foreign_key p.id on_delete destroy"), Code::BAD_ATTRIBUTE_VALUE),
        ("b67_order_by_unknown", two("C order_by C.nope", "", KEY), Code::UNKNOWN_MEMBER),
        ("b69_unknown_option", two("C back_populate p", "", KEY), Code::UNKNOWN_ATTRIBUTE),
        ("b75_one_to_one_no_unique", two("C uselist false", "", KEY), Code::ONE_TO_ONE_NOT_UNIQUE),
        ("b77_mutual_insert_cycle", model("bid: Integer not null foreign_key b.id") + "model B < id: Integer primary_key aid: Integer not null foreign_key a.id >", Code::INSERT_CYCLE),
        ("b83_duplicate_column_name", model("x: Integer column n y: String(5) column n"), Code::DUPLICATE_COLUMN),
        ("b85_case_colliding_columns", model("n: Integer N: Integer"), Code::DUPLICATE_COLUMN),
        ("b87_no_type", model("n: "), Code::UNEXPECTED),
        ("b93_duplicate_constraint_name", model("x: Integer foreign_key a.id name u y: Integer foreign_key a.id name u"), Code::DUPLICATE_CONSTRAINT),
        ("b98b_constraint_name_too_long", model(&format!("x: Integer foreign_key a.id name {}", "u".repeat(80))), Code::NAME_TOO_LONG),
        ("b100_default_type_mismatch", model("x: Integer default \"abc\""), Code::DEFAULT_TYPE),
        ("b102_server_default_bad", model("x: Integer server_default \"abc\""), Code::DEFAULT_TYPE),
        ("b106_enum_bad_default", model("x: E default q"), Code::UNKNOWN_VARIANT),
        ("b108_enum_duplicate_values", "enum E < a a >".to_owned(), Code::DUPLICATE_VARIANT),
        ("b110_two_autoincrement", "model A < id: Integer primary_key autoincrement b: Integer primary_key autoincrement >".to_owned(), Code::AUTOINCREMENT),
        ("b116_string_bad_length", model("n: String(-1)"), Code::TYPE_ARGUMENTS),
        ("b120_empty_names", model("x: Integer column \"\""), Code::BAD_LITERAL),
    ];
    for (name, text, code) in cases {
        is_found(name, &text, code, Database::Sqlite);
    }
}

/// Those that are mistakes in one database only, or are none here.
#[test]
fn every_wrong_mapping_of_a_database_is_found() {
    let (postgres, mysql) = (Database::Postgres, Database::Mysql);
    let check = model("x: Integer check `y > 0`");
    let cases: Vec<(&str, String, Database, Code)> = vec![
        (
            "b89_string_without_length_mysql",
            model("n: String"),
            mysql,
            Code::DATABASE_TYPE,
        ),
        (
            "b97_check_unknown_column",
            check.clone(),
            Database::Sqlite,
            Code::UNKNOWN_SQL_COLUMN,
        ),
        (
            "b97_check_unknown_column",
            check.clone(),
            postgres,
            Code::UNKNOWN_SQL_COLUMN,
        ),
        (
            "b97_check_unknown_column",
            check,
            mysql,
            Code::UNKNOWN_SQL_COLUMN,
        ),
        (
            "b98_column_name_too_long",
            model(&format!("{}: Integer", "u".repeat(80))),
            postgres,
            Code::NAME_TOO_LONG,
        ),
        (
            "b98_column_name_too_long",
            model(&format!("{}: Integer", "u".repeat(80))),
            mysql,
            Code::NAME_TOO_LONG,
        ),
    ];
    for (name, text, database, code) in cases {
        is_found(name, &text, code, database);
    }
}

/// An enum has a name, and a key that SQLite numbers is an INTEGER there, whatever its type.
#[test]
fn what_cannot_be_wrong_here_is_right() {
    let named = model("x: E");
    let big = "model A < id: BigInteger primary_key x: Integer >".to_owned();
    let cases = [
        ("b104_enum_no_name_pg", named, Database::Postgres, "x e,"),
        (
            "b112_bigint_pk_sqlite",
            big,
            Database::Sqlite,
            "id INTEGER NOT NULL",
        ),
    ];
    for (name, text, database, sql) in cases {
        let compiled = compiled_for(database, &text);
        let said = shown(&compiled);
        let checked = compiled.checked.unwrap_or_else(|| panic!("{name}: {said}"));
        assert!(checked.sql_text().contains(sql), "{name}");
    }
}

fn is_found(name: &str, text: &str, code: Code, database: Database) {
    let compiled = compiled_for(database, text);
    let found = compiled.diagnostics.iter().any(|one| one.code == code);
    assert!(found, "{name}: no {code} in\n{text}\n{}", shown(&compiled));
    // And it is one mistake.
    let errors = compiled
        .diagnostics
        .iter()
        .filter(|one| one.is_error())
        .count();
    let most = if name.starts_with("b110") { 2 } else { 1 };
    assert!(errors <= most, "{name}:\n{text}\n{}", shown(&compiled));
}
