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
const LINK: &str = "table pc < p_id: Integer primary_key foreign_key p.id c_id: Integer primary_key foreign_key c.id >";

/// What else there is to be wrong about relationships, by what it is about.
fn relationships() -> Vec<(&'static str, String, Code)> {
    const SELF: &str = "id: Integer primary_key";
    let up = "up: Integer foreign_key a.id";
    let follow = "table f < x: Integer primary_key foreign_key a.id y: Integer primary_key foreign_key a.id >";
    vec![
        (
            "back_populates unknown",
            two("C back_populates q", "", KEY),
            Code::UNKNOWN_MEMBER,
        ),
        (
            "back_populates of one side only",
            two("C back_populates p", "P", KEY),
            Code::NOT_MUTUAL,
        ),
        ("target is an enum", model("e: rel E"), Code::UNKNOWN_TARGET),
        (
            "target is a table's name",
            two("c", "", KEY),
            Code::UNKNOWN_TARGET,
        ),
        (
            "several keys",
            model("b1: Integer foreign_key b.id b2: Integer foreign_key b.id b: rel B")
                + "model B < id: Integer primary_key >",
            Code::AMBIGUOUS_FOREIGN_KEY,
        ),
        (
            "foreign_keys of a column that is none",
            two("C foreign_keys id", "", KEY),
            Code::UNKNOWN_MEMBER,
        ),
        (
            "foreign_keys on different keys",
            two(
                "C foreign_keys C.p_id back_populates p",
                "P foreign_keys other back_populates cs",
                &format!("{KEY} other: Integer {KEY}"),
            ),
            Code::OTHER_KEY,
        ),
        (
            "secondary is its own table",
            two("C secondary p", "", KEY),
            Code::SECONDARY_IS_AN_END,
        ),
        (
            "secondary is the target's table",
            two("C secondary c", "", KEY),
            Code::SECONDARY_IS_AN_END,
        ),
        (
            "secondary to itself without foreign_keys",
            model("other: rel A secondary f") + follow,
            Code::LINK_AMBIGUOUS,
        ),
        (
            "secondary with foreign_keys of the target",
            two("C secondary pc foreign_keys pc.c_id", "", "") + LINK,
            Code::UNKNOWN_MEMBER,
        ),
        (
            "secondary with unknown foreign_keys",
            two("C secondary pc foreign_keys pc.nope", "", "") + LINK,
            Code::UNKNOWN_MEMBER,
        ),
        (
            "secondary with remote_side",
            two("C secondary pc remote_side id", "", "") + LINK,
            Code::JOIN_CONTRADICTION,
        ),
        (
            "secondary with primaryjoin",
            two("C secondary pc primaryjoin (P.id == C.id)", "", "") + LINK,
            Code::JOIN_CONTRADICTION,
        ),
        (
            "secondary on one side",
            two("C secondary pc back_populates p", "P back_populates cs", "") + LINK,
            Code::OTHER_SECONDARY,
        ),
        (
            "both sides from one end",
            model(
                "one: rel A secondary f foreign_keys x back_populates two two: rel A secondary f foreign_keys x back_populates one",
            ) + follow,
            Code::SAME_DIRECTION,
        ),
        (
            "secondary with data",
            two("C secondary pc", "", "") + &LINK.replace(" >", " n: Integer not null >"),
            Code::LINK_INCOMPLETE,
        ),
        (
            "secondary without a key",
            two("C secondary pc", "", "") + &LINK.replace(" primary_key", ""),
            Code::LINK_NOT_UNIQUE,
        ),
        (
            "secondary back_populates itself",
            model("other: rel A secondary f foreign_keys x back_populates other") + follow,
            Code::SAME_DIRECTION,
        ),
        (
            "cascade misspelt",
            two("C cascade delete_orphans", "", KEY),
            Code::BAD_ATTRIBUTE_VALUE,
        ),
        (
            "delete_orphan alone",
            two("C cascade delete_orphan", "", KEY),
            Code::ORPHAN_WITHOUT_DELETE,
        ),
        (
            "delete on the many side",
            two("", "P cascade delete", KEY),
            Code::DELETES_SHARED,
        ),
        (
            "delete on many-to-many",
            two("C secondary pc cascade delete", "", "") + LINK,
            Code::DELETES_SHARED,
        ),
        (
            "delete and set null",
            two(
                "C cascade delete",
                "",
                "foreign_key p.id on_delete set null",
            ),
            Code::CASCADE_AGAINST_KEY,
        ),
        (
            "delete and restrict",
            two("C cascade all", "", "foreign_key p.id on_delete restrict"),
            Code::CASCADE_AGAINST_KEY,
        ),
        (
            "passive_deletes without on_delete",
            two("C passive_deletes", "", KEY),
            Code::PASSIVE_WITHOUT_ON_DELETE,
        ),
        (
            "passive_deletes of many-to-one",
            two(
                "",
                "P passive_deletes",
                "foreign_key p.id on_delete cascade",
            ),
            Code::PASSIVE_TO_ONE,
        ),
        (
            "viewonly that saves",
            two("C viewonly cascade save_update", "", KEY),
            Code::VIEWONLY_CASCADE,
        ),
        (
            "viewonly with post_update",
            two("C viewonly post_update", "", KEY),
            Code::VIEWONLY_WRITES,
        ),
        (
            "viewonly of one side",
            two("C viewonly back_populates p", "P back_populates cs", KEY),
            Code::VIEWONLY_REVERSE,
        ),
        (
            "single_parent of one-to-many",
            two("C single_parent", "", KEY),
            Code::SINGLE_PARENT,
        ),
        (
            "lazy misspelt",
            two("C lazy eager", "", KEY),
            Code::BAD_ATTRIBUTE_VALUE,
        ),
        (
            "lazy write_only of many-to-one",
            two("", "P lazy write_only", KEY),
            Code::LAZY_TO_ONE,
        ),
        (
            "lazy dynamic of one-to-one",
            two("C lazy dynamic uselist false", "", &format!("unique {KEY}")),
            Code::LAZY_TO_ONE,
        ),
        (
            "lazy joined to itself",
            model(&format!("{up} ups: rel A lazy joined")),
            Code::EAGER_CYCLE,
        ),
        (
            "lazy joined both ways",
            two(
                "C lazy joined back_populates p",
                "P lazy selectin back_populates cs",
                KEY,
            ),
            Code::EAGER_CYCLE,
        ),
        (
            "lazy false many-to-many both ways",
            two(
                "C lazy false secondary pc back_populates p",
                "P lazy immediate secondary pc back_populates cs",
                "",
            ) + LINK,
            Code::EAGER_CYCLE,
        ),
        (
            "order_by of the other model",
            two("C order_by P.id", "", KEY),
            Code::UNKNOWN_MEMBER,
        ),
        (
            "order_by a relationship",
            two("C order_by p", "P", KEY),
            Code::UNKNOWN_MEMBER,
        ),
        (
            "remote_side unknown",
            model(&format!("{up} parent: rel A remote_side nope")),
            Code::UNKNOWN_MEMBER,
        ),
        (
            "remote_side no end",
            model(&format!("{up} n: Integer parent: rel A remote_side n")),
            Code::REMOTE_SIDE,
        ),
        (
            "remote_side of both ends",
            two("C remote_side P.id", "", KEY),
            Code::REMOTE_SIDE,
        ),
        (
            "both sides with remote_side",
            model(&format!(
                "{up} x: rel A remote_side id back_populates y y: rel A remote_side id back_populates x"
            )),
            Code::SAME_DIRECTION,
        ),
        (
            "primaryjoin of a constant alone",
            two("C primaryjoin (C.id == 1)", "", KEY),
            Code::PRIMARYJOIN,
        ),
        (
            "primaryjoin of unknown columns",
            two("C primaryjoin (P.id == C.nope)", "", KEY),
            Code::UNKNOWN_MEMBER,
        ),
        (
            "primaryjoin with foreign_keys that are not in it",
            two("C primaryjoin (P.id == C.p_id) foreign_keys C.id", "", KEY),
            Code::PRIMARYJOIN,
        ),
        (
            "primaryjoin of different types",
            two(
                "C primaryjoin (P.id == C.s)",
                "",
                &format!("{KEY} s: String(5)"),
            ),
            Code::PRIMARYJOIN_TYPES,
        ),
        (
            "primaryjoin with a wrong constant",
            two("C primaryjoin (P.id == C.p_id, C.id == \"x\")", "", KEY),
            Code::PRIMARYJOIN_CONSTANT,
        ),
        (
            "backref of a column's name",
            two("C backref p_id", "", KEY),
            Code::BACKREF_TAKEN,
        ),
        (
            "backref of a relationship's name",
            two("C backref p", "P", KEY),
            Code::BACKREF_TAKEN,
        ),
        (
            "sides that do not know each other",
            two("C", "P", KEY),
            Code::WRITTEN_TWICE,
        ),
        (
            "an association and its table",
            two("C secondary pc links: rel L", "", "")
                + &LINK.replace("table pc <", "model L < table pc"),
            Code::WRITTEN_TWICE,
        ),
        (
            "uselist of many-to-one",
            two("", "P uselist", KEY),
            Code::USELIST,
        ),
        (
            "delete blocked",
            two("C", "", "not null foreign_key p.id"),
            Code::DELETE_BLOCKED,
        ),
        (
            "no key to itself",
            format!("model A < {SELF} up: Integer parent: rel A >"),
            Code::NO_FOREIGN_KEY,
        ),
    ]
}

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
        ("b13_relationship_to_unmapped", two("Plain", "", KEY) + "table plain < id: Integer primary_key >", Code::UNKNOWN_TARGET),
        ("b39_primaryjoin_no_fk", two("C primaryjoin (P.id == C.id)", "", KEY), Code::PRIMARYJOIN_DIRECTION),
        ("b41_fk_missing_self_ref", model("up: Integer parent: rel A"), Code::NO_FOREIGN_KEY),
        ("b43_bad_ondelete", two("C", "", "foreign_key p.id on_delete destroy"), Code::BAD_ATTRIBUTE_VALUE),
        ("b50_secondary_unknown", two("C secondary pc", "", ""), Code::UNKNOWN_SECONDARY),
        ("b52_secondary_one_fk", two("C secondary pc", "", "") + &LINK.replace("foreign_key c.id", ""), Code::LINK_WITHOUT_KEY),
        ("b54_secondary_mapped_class", two("C secondary PC", "", "") + "model PC < table pc p_id: Integer primary_key foreign_key p.id c_id: Integer primary_key foreign_key c.id >", Code::UNKNOWN_SECONDARY),
        ("b56_m2m_delete_orphan", two("C secondary pc cascade all, delete_orphan", "", "") + LINK, Code::ORPHAN_OF_MANY),
        ("b58_m2m_both_sides_no_back_populates", two("C secondary pc", "P secondary pc", "") + LINK, Code::LINK_WRITTEN_TWICE),
        ("b59b_m2m_uselist_false", two("C secondary pc uselist false", "", "") + LINK, Code::LINK_USELIST),
        ("b61_delete_orphan_m2o", two("", "P cascade all, delete_orphan", KEY), Code::ORPHAN_OF_MANY),
        ("b63_passive_all_with_delete", two("C cascade all, delete passive_deletes all", "", KEY), Code::PASSIVE_ALL_DELETES),
        ("b65_dynamic_on_scalar", two("", "P lazy dynamic", KEY), Code::LAZY_TO_ONE),
        ("b67_order_by_unknown", two("C order_by C.nope", "", KEY), Code::UNKNOWN_MEMBER),
        ("b69_unknown_option", two("C back_populate p", "P back_populates cs", KEY), Code::UNKNOWN_ATTRIBUTE),
        ("b71_viewonly_with_cascade", two("C viewonly cascade all, delete_orphan", "", KEY), Code::VIEWONLY_CASCADE),
        ("b73_overlaps", two("C more: rel C", "", KEY), Code::WRITTEN_TWICE),
        ("b75_one_to_one_no_unique", two("C uselist false", "", KEY), Code::ONE_TO_ONE_NOT_UNIQUE),
        ("b77_mutual_insert_cycle", model("bid: Integer not null foreign_key b.id") + "model B < id: Integer primary_key aid: Integer not null foreign_key a.id >", Code::INSERT_CYCLE),
        ("b83_duplicate_column_name", model("x: Integer column n y: String(5) column n"), Code::DUPLICATE_COLUMN),
        ("b85_case_colliding_columns", model("n: Integer N: Integer"), Code::DUPLICATE_COLUMN),
        ("b87_no_type", model("n: "), Code::UNEXPECTED),
        ("index of a column twice", model("n: Integer index (n, n)"), Code::DUPLICATE_MEMBER),
        ("index twice", model("n: Integer index (n) index (n)"), Code::DUPLICATE_MEMBER),
        ("foreign key twice", model("n: Integer foreign_key a.id foreign_key (n) a (id)"), Code::DUPLICATE_MEMBER),
        ("table without columns", model("") + "table t < >", Code::NO_COLUMNS),
        ("index of SQLite's own name", model("n: Integer index (n) name sqlite_n"), Code::RESERVED_NAME),
        ("computed in a circle", model("n: Integer computed `m` m: Integer computed `n`"), Code::DATABASE_SQL),
        ("identity and sequence", "model A < id: Integer primary_key identity sequence s >".to_owned(), Code::CONTRADICTION),
        ("set null of a whole key", model("x: Integer not null y: Integer not null foreign_key (x, y) p (x, y) on_delete set null") + "model P < x: Integer primary_key y: Integer primary_key >", Code::SET_NULL_NOT_NULL),
        ("relationship to a mixin", model("m: rel M") + "mixin M < n: Integer >", Code::UNKNOWN_TARGET),
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
    all_are_found(cases);
}

#[test]
fn every_wrong_relationship_is_found() {
    all_are_found(relationships());
}

/// Of these, two cannot be written: a model that names no table has one (b81), and a column stands in
/// one model; what several have is a mixin's (b114).
#[test]
fn every_wrong_list_and_every_base_is_found() {
    const PARENT: &str = "model P < primary_key (a, b) a: Integer b: Integer >";
    let child =
        |key: &str| format!("{PARENT} model C < id: Integer primary_key x: Integer {key} >");
    let based = |members: &str| model("k: String(5)") + &format!("model S(A) < {members} >");
    all_are_found(vec![
        (
            "b32_composite_fk_count",
            child("foreign_key (x) p (a, b)"),
            Code::FOREIGN_KEY_PATH,
        ),
        (
            "b34_composite_fk_unknown_local",
            child("foreign_key (nope, x) p (a, b)"),
            Code::UNKNOWN_MEMBER,
        ),
        (
            "b91_index_unknown_column",
            model("index (nope) name ix"),
            Code::UNKNOWN_MEMBER,
        ),
        (
            "b95_index_named_like_table",
            model("x: Integer index (x) name a"),
            Code::DUPLICATE_CONSTRAINT,
        ),
        (
            "b118_table_args_bad",
            model("unique id"),
            Code::UNKNOWN_ATTRIBUTE,
        ),
        ("b130_sti_no_discriminator", based(""), Code::NOT_BUILT),
        ("b132_duplicate_identity", based(""), Code::NOT_BUILT),
        (
            "b134_sti_column_conflict",
            based("x: Integer"),
            Code::NOT_BUILT,
        ),
        (
            "b136_sti_subclass_not_null",
            based("x: Integer not null"),
            Code::NOT_BUILT,
        ),
    ]);
}

fn all_are_found(cases: Vec<(&str, String, Code)>) {
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
            "check of a number",
            model("x: Integer check `x + 1`"),
            postgres,
            Code::DATABASE_SQL,
        ),
        (
            "enum called like a sequence",
            "enum E < a b > model A < id: Integer primary_key sequence e x: E >".to_owned(),
            postgres,
            Code::DATABASE_NAME,
        ),
        (
            "key in another order",
            "model P < x: Integer y: Integer primary_key (x, y) a: Integer b: Integer foreign_key (a, b) p (y, x) >"
                .to_owned(),
            mysql,
            Code::DATABASE_FOREIGN_KEY,
        ),
        (
            "computed further down",
            model("x: Integer computed `y` y: Integer computed `1`"),
            mysql,
            Code::DATABASE_SQL,
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

/// What SQLAlchemy refuses, and relgen does not.
#[test]
fn a_mixin_may_have_relationships() {
    let text = "mixin M < owner_id: Integer foreign_key o.id owner: rel O > \
                model O < id: Integer primary_key > model A(M) < id: Integer primary_key >";
    let compiled = compiled_for(Database::Sqlite, text);
    assert!(
        compiled.diagnostics.is_empty(),
        "b138_mixin_relationship:\n{}",
        shown(&compiled)
    );
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
