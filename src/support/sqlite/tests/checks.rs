//! What is told of a database whose tables are not those of the schema, and what is not.

use super::super::*;

/// How a database of one script differs from what another makes, line by line.
fn told(expected: &str, found: &str) -> Vec<String> {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(found).unwrap();
    let differences = differences(&db, &|empty| Ok(empty.execute_batch(expected)?)).unwrap();
    differences.iter().map(ToString::to_string).collect()
}

const EXPECTED: &str = "
CREATE TABLE person (
    id INTEGER NOT NULL,
    name VARCHAR(50) NOT NULL,
    nick VARCHAR(20),
    kind VARCHAR DEFAULT 'new' NOT NULL,
    email VARCHAR COLLATE nocase,
    total INTEGER GENERATED ALWAYS AS (id * 2) STORED,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT uq_person_email UNIQUE (email),
    CONSTRAINT ck_person_kind CHECK (kind IN ('new', 'old'))
);
CREATE INDEX ix_person_name ON person (name);
CREATE UNIQUE INDEX one_nick ON person (nick) WHERE nick <> '';
CREATE TABLE offence (
    id INTEGER NOT NULL,
    person_id INTEGER,
    judge_id INTEGER,
    CONSTRAINT pk_offence PRIMARY KEY (id),
    CONSTRAINT fk_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE,
    CONSTRAINT fk_judge FOREIGN KEY (judge_id) REFERENCES person (id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE court (id INTEGER NOT NULL, CONSTRAINT pk_court PRIMARY KEY (id));";

#[test]
fn every_difference_is_a_line() {
    let found = "
        CREATE TABLE person (
            id BIGINT NOT NULL,
            name TEXT,
            kind VARCHAR DEFAULT 'New' NOT NULL,
            email VARCHAR,
            total INTEGER GENERATED ALWAYS AS (id * 3) STORED,
            age INTEGER NOT NULL CHECK (age > 0),
            PRIMARY KEY (id, name),
            UNIQUE (kind),
            CONSTRAINT ck_person_kind CHECK (kind IN ('new'))
        );
        CREATE INDEX ix_person_name ON person (name DESC);
        CREATE INDEX ix_person_age ON person (age);
        CREATE TABLE offence (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER REFERENCES person (id) ON UPDATE CASCADE,
            judge_id INTEGER REFERENCES person (id),
            court_id INTEGER REFERENCES court (id)
        );";
    let lines = [
        "table `person`: column `id`: expected INTEGER NOT NULL, found BIGINT NOT NULL",
        "table `person`: column `name`: expected VARCHAR(50) NOT NULL, found TEXT",
        "table `person`: column `nick`: missing, VARCHAR(20)",
        "table `person`: column `kind`: expected VARCHAR NOT NULL DEFAULT 'new', \
         found VARCHAR NOT NULL DEFAULT 'New'",
        "table `person`: column `email`: expected VARCHAR COLLATE NOCASE, found VARCHAR",
        "table `person`: column `total`: expected INTEGER STORED AS (id * 2), \
         found INTEGER STORED AS (id * 3)",
        "table `person`: primary key: expected (id), found (id, name)",
        "table `person`: unique key (email): missing",
        "table `person`: index `ix_person_name`: expected (name), found (name DESC)",
        "table `person`: index `one_nick`: missing, UNIQUE (nick) WHERE nick <> ''",
        "table `person`: check `ck_person_kind`: expected (kind IN ('new', 'old')), \
         found (kind IN ('new'))",
        "table `person`: column `age`: unexpected, INTEGER NOT NULL",
        "table `person`: unique key (kind): unexpected",
        "table `person`: index `ix_person_age`: unexpected, (age)",
        "table `person`: check (age > 0): unexpected",
        "table `offence`: column `id`: expected INTEGER NOT NULL, \
         found INTEGER NOT NULL AUTOINCREMENT",
        "table `offence`: foreign key (person_id): expected person (id) ON DELETE CASCADE, \
         found person (id) ON UPDATE CASCADE",
        "table `offence`: foreign key (judge_id): \
         expected person (id) INITIALLY DEFERRED, found person (id)",
        "table `offence`: options: missing, STRICT",
        "table `offence`: column `court_id`: unexpected, INTEGER",
        "table `offence`: foreign key (court_id): unexpected, court (id)",
        "table `court`: missing",
    ];
    let told = told(EXPECTED, found);
    assert_eq!(told, lines, "{told:#?}");
}

#[test]
fn a_difference_has_parts_to_ask_for() {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch("CREATE TABLE t (a TEXT)").unwrap();
    let create = |db: &Connection| Ok(db.execute_batch("CREATE TABLE t (a TEXT, b INTEGER)")?);
    let told = differences(&db, &create).unwrap();
    let [only] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!(
        (only.table.as_str(), only.part.as_str()),
        ("t", "column `b`")
    );
    assert_eq!(only.expected.as_deref(), Some("INTEGER"));
    assert_eq!(only.found, None);
    // It is no part of the comparison to make it so.
    assert_eq!(differences(&db, &create).unwrap(), told);
}

#[test]
fn what_is_only_spelled_in_another_way_is_the_same() {
    let found = "
        create table [Court] (id integer primary key);
        CREATE TABLE Person (
            /* the key */ \"ID\" Integer CONSTRAINT named PRIMARY KEY, -- and a comment
            `name`    varchar( 50 ) not null,
            kind VARCHAR NOT NULL DEFAULT 'new' CHECK((\"kind\" in ('new','old'))),
            nick VARCHAR(20),
            email VARCHAR COLLATE NOCASE,
            total INTEGER AS ((id*2)) STORED
        );
        CREATE UNIQUE INDEX own_name ON person (email);
        CREATE INDEX another_name ON person (
            \"name\");
        CREATE UNIQUE INDEX one_nick ON person (nick) WHERE (nick) <> '';
        CREATE TABLE offence (
            id INTEGER PRIMARY KEY,
            judge_id INTEGER REFERENCES PERSON DEFERRABLE INITIALLY DEFERRED,
            person_id INTEGER REFERENCES person ON DELETE CASCADE ON UPDATE NO ACTION
        ) STRICT;
        CREATE TABLE nobodys (x, y, UNIQUE (x));
        CREATE VIEW names AS SELECT name FROM person;";
    let told = told(EXPECTED, found);
    let index = "table `person`: index `one_nick`: expected UNIQUE (nick) WHERE nick <> '', \
                 found UNIQUE (nick) WHERE (nick) <> ''";
    assert_eq!(told, [index], "{told:#?}");
}

/// Two keys on the same columns are two, however they are ordered; a table of that name in
/// another database of the connection is none.
#[test]
fn each_part_counts_once_and_in_its_own_database() {
    let expected = "CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES a (id)
        REFERENCES c (id)); CREATE TABLE c (id INTEGER PRIMARY KEY)";
    let found = "CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES c (id));
        CREATE TEMP TABLE c (id INTEGER PRIMARY KEY);
        CREATE TEMP TABLE a (id INTEGER PRIMARY KEY)";
    assert_eq!(
        told(expected, found),
        [
            "table `a`: foreign key (b): missing, a (id)",
            "table `c`: missing"
        ]
    );
}

#[test]
fn names_may_hold_anything() {
    let create = "CREATE TABLE \"t\"\"'--\" (
        \"a b\" INTEGER, \"/*\" TEXT, ']' TEXT, [x'y] TEXT, \"q\"\"\" TEXT CHECK (\"q\"\"\" <> ')'),
        größe INTEGER, UNIQUE (\"/*\", ']'), UNIQUE (\"a b\"),
        FOREIGN KEY (\"q\"\"\") REFERENCES \"t\"\"'--\" (\"a b\") DEFERRABLE INITIALLY DEFERRED);
        CREATE INDEX \"i (\" ON \"t\"\"'--\" (\"a b\", \"q\"\"\" DESC);";
    assert_eq!(told(create, create), [] as [&str; 0]);
    let other = create.replace("<> ')'", "<> '('").replace(" DESC", "");
    let other = other.replace(" DEFERRABLE INITIALLY DEFERRED", "");
    assert_eq!(
        told(create, &other),
        [
            "table `t\"'--`: foreign key (q\"): expected t\"'-- (a b) INITIALLY DEFERRED, \
             found t\"'-- (a b)",
            "table `t\"'--`: index `i (`: expected (\"a b\", \"q\"\"\" DESC), \
             found (\"a b\", \"q\"\"\")",
            "table `t\"'--`: check (\"q\"\"\" <> ')'): missing",
            "table `t\"'--`: check (\"q\"\"\" <> '('): unexpected",
        ]
    );
}

#[test]
fn what_fails_to_be_made_is_an_error() {
    let db = Connection::open_in_memory().unwrap();
    let create = |db: &Connection| Ok(db.execute_batch("CREATE TABLE t (a CHECK (own(a)))")?);
    let error = differences(&db, &create).unwrap_err();
    assert!(error.to_string().contains("own"), "{error}");
}
