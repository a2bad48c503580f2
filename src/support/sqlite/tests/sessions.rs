//! Transactions and savepoints: what is kept, and what is not.

use std::path::PathBuf;
use std::time::Duration;

use super::super::*;
use super::models::*;

pub fn names(db: &Connection) -> Vec<String> {
    let rows = Person::query().order_by(Person::ID.asc()).all(db).unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

/// A database file, which is gone when the test is over.
pub struct File(pub PathBuf);

impl File {
    pub fn new(name: &str) -> Self {
        let name = format!("relgen-{}-{name}.db", std::process::id());
        let file = Self(std::env::temp_dir().join(name));
        Engine::open(&file.0)
            .unwrap()
            .execute_batch(SCHEMA)
            .unwrap();
        file
    }

    pub fn open(&self) -> Engine {
        let engine = Engine::open(&self.0).unwrap();
        engine.busy_timeout(Duration::from_millis(10)).unwrap();
        engine
    }
}

impl Drop for File {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let mut path = self.0.clone().into_os_string();
            path.push(ending);
            let _ = std::fs::remove_file(path);
        }
    }
}

#[test]
fn commit_rollback_and_drop() {
    let mut db = engine();
    let session = db.session().unwrap();
    session.add(person("kept")).unwrap();
    session.commit().unwrap();
    let session = db.session().unwrap();
    session.add(person("undone")).unwrap();
    session.rollback().unwrap();
    let session = db.session().unwrap();
    session.add(person("dropped")).unwrap();
    drop(session);
    assert_eq!(names(&db), ["kept"]);
    assert!(db.is_autocommit());
}

#[test]
fn a_dropped_savepoint_undoes_only_itself() {
    let mut db = engine();
    let mut session = db.session().unwrap();
    session.add(person("outer")).unwrap();
    let mut inner = session.savepoint().unwrap();
    inner.add(person("inner")).unwrap();
    let innermost = inner.savepoint().unwrap();
    innermost.add(person("innermost")).unwrap();
    drop(innermost);
    assert_eq!(names(&inner), ["outer", "inner"]);
    drop(inner);
    session.add(person("after")).unwrap();
    session.commit().unwrap();
    assert_eq!(names(&db), ["outer", "after"]);
}

#[test]
fn a_committed_savepoint_goes_with_its_session() {
    let mut db = engine();
    let mut session = db.session().unwrap();
    let inner = session.savepoint().unwrap();
    inner.add(person("inner")).unwrap();
    inner.commit().unwrap();
    assert_eq!(names(&session), ["inner"]);
    session.rollback().unwrap();
    assert!(names(&db).is_empty());

    let mut session = db.session().unwrap();
    let inner = session.savepoint().unwrap();
    inner.add(person("undone")).unwrap();
    inner.rollback().unwrap();
    let inner = session.savepoint().unwrap();
    inner.add(person("kept")).unwrap();
    inner.commit().unwrap();
    session.commit().unwrap();
    assert_eq!(names(&db), ["kept"]);
}

#[test]
fn a_commit_that_fails_is_rolled_back() {
    let mut db = engine();
    let late =
        "CREATE TABLE late (id INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED)";
    db.execute_batch(late).unwrap();
    let session = db.session().unwrap();
    session.add(person("x")).unwrap();
    session
        .execute_batch("INSERT INTO late VALUES (99)")
        .unwrap();
    let error = session.commit().unwrap_err();
    assert_eq!(error.kind(), Some(ConstraintKind::ForeignKey));
    assert!(db.is_autocommit());
    assert!(names(&db).is_empty());
}

#[test]
fn a_session_that_sqlite_rolled_back_does_not_go_on() {
    let mut db = engine();
    let trigger = "CREATE TRIGGER t BEFORE INSERT ON person WHEN NEW.name = 'bomb'
                   BEGIN SELECT RAISE(ROLLBACK, 'boom'); END";
    db.execute_batch(trigger).unwrap();
    let mut session = db.session().unwrap();
    session.add(person("before")).unwrap();
    assert!(session.add(person("bomb")).is_err());
    assert!(session.is_autocommit());
    let gone = |result: Result<()>| {
        let error = result.unwrap_err().to_string();
        assert!(error.contains("rolled this transaction back"), "{error}");
    };
    gone(session.add(person("after")).map(drop));
    gone(session.add_all([person("after")]).map(drop));
    gone(session.delete(&Person {
        id: 1,
        name: String::new(),
    }));
    gone(session.savepoint().map(drop));
    gone(session.commit());
    assert!(names(&db).is_empty());

    // In the middle of a savepoint, of insert_all's too.
    let mut session = db.session().unwrap();
    let inner = session.savepoint().unwrap();
    assert!(
        inner
            .add_all([person("a"), person("bomb"), person("b")])
            .is_err()
    );
    gone(inner.commit());
    session.rollback().unwrap();
    assert!(names(&db).is_empty());
    let session = db.session().unwrap();
    session.add(person("again")).unwrap();
    session.commit().unwrap();
    assert_eq!(names(&db), ["again"]);
}

#[test]
fn a_second_writer_is_told_that_the_database_is_busy() {
    let file = File::new("busy");
    let (mut one, mut two) = (file.open(), file.open());
    let session = one.session().unwrap();
    session.add(person("one")).unwrap();
    assert!(matches!(two.session(), Err(Error::Busy(_))));
    assert!(matches!(person("two").insert(&two), Err(Error::Busy(_))));
    let two_rows = insert_all(&two, [person("x"), person("y")]);
    assert!(matches!(two_rows, Err(Error::Busy(_))));
    assert!(two.is_autocommit());
    // Readers go on, with what was committed before them.
    let reader = two.read().unwrap();
    assert!(names(&reader).is_empty());
    session.commit().unwrap();
    assert!(names(&reader).is_empty());
    // A transaction that has read cannot write what others have written since.
    assert!(matches!(reader.add(person("two")), Err(Error::Busy(_))));
    drop(reader);
    let session = two.session().unwrap();
    session.add(person("two")).unwrap();
    session.commit().unwrap();
    assert_eq!(names(&one), ["one", "two"]);
}

#[test]
fn a_database_that_may_only_be_read() {
    let file = File::new("read-only");
    person("Ann").insert(&file.open()).unwrap();
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let mut db = Engine::new(Connection::open_with_flags(&file.0, flags).unwrap()).unwrap();
    assert_eq!(names(&db), ["Ann"]);
    let read_only = |error: Error| match error {
        Error::Driver(error) => {
            assert_eq!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::ReadOnly)
            );
        }
        other => panic!("{other:?}"),
    };
    read_only(person("Bob").insert(&db).unwrap_err());
    read_only(insert_all(&db, [person("Bob")]).unwrap_err());
    read_only(Person::update(1).name("x").run(&db).unwrap_err());
    assert!(db.is_autocommit());
    if let Ok(session) = db.session() {
        read_only(session.add(person("Bob")).unwrap_err());
    }
    assert_eq!(names(&db.read().unwrap()), ["Ann"]);
}
