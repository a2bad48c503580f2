//! Transactions that commit, roll back, and begin again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};

use super::super::*;
use super::models::*;
use super::sessions::{File, names};

/// An error of a user's own.
#[derive(Debug)]
enum Own {
    Refused,
    Database(Error),
}

impl From<Error> for Own {
    fn from(error: Error) -> Self {
        Own::Database(error)
    }
}

/// What SQLite says where another connection is in the way.
fn busy() -> Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
    Error::from(rusqlite::Error::SqliteFailure(code, None))
}

#[test]
fn a_value_is_committed_and_an_error_is_not() {
    let mut db = engine();
    let ann = db.transaction(|session| session.add(person("Ann")));
    assert_eq!(ann.unwrap().name, "Ann");
    let refused = db.transaction(|session| {
        session.add(person("Bob"))?;
        session.add(person("Ann"))
    });
    assert_eq!(refused.unwrap_err().kind(), Some(ConstraintKind::Unique));
    let refused: Result<(), Own> = db.try_transaction(|session| {
        session.add(person("Bob"))?;
        Err(Own::Refused)
    });
    assert!(matches!(refused, Err(Own::Refused)));
    assert_eq!(names(&db), ["Ann"]);
    assert!(db.is_autocommit());
}

#[test]
fn a_panic_rolls_back() {
    let mut db = engine();
    let work = AssertUnwindSafe(|| {
        db.transaction(|session| -> Result<()> {
            session.add(person("Ann"))?;
            panic!("in between")
        })
    });
    assert!(catch_unwind(work).is_err());
    assert!(db.is_autocommit());
    assert!(names(&db).is_empty());
}

#[test]
fn an_error_in_a_savepoint_leaves_the_rest() {
    let mut db = engine();
    let done = db.transaction(|session| {
        session.add(person("outer"))?;
        let mut inner = session.savepoint()?;
        inner.add(person("inner"))?;
        let innermost = inner.savepoint()?;
        let refused = innermost.add(person("outer"));
        assert!(refused.is_err());
        innermost.rollback()?;
        inner.commit()
    });
    done.unwrap();
    assert_eq!(names(&db), ["outer", "inner"]);
}

#[test]
fn what_is_busy_is_tried_five_times() {
    let mut db = engine();
    let mut calls = 0;
    let done = db.transaction(|session| {
        calls += 1;
        session.add(person("Ann"))?;
        match calls {
            1..=4 => Err(busy()),
            _ => Ok(()),
        }
    });
    assert!(done.is_ok());
    assert_eq!((calls, names(&db).len()), (5, 1));
    let mut calls = 0;
    let refused: Result<()> = db.transaction(|_| {
        calls += 1;
        Err(busy())
    });
    assert!(matches!(refused, Err(Error::Busy(_))));
    assert_eq!(calls, 5);
    let mut calls = 0;
    let own: Result<(), Own> = db.try_transaction(|_| {
        calls += 1;
        Err(busy().into())
    });
    assert!(matches!(own, Err(Own::Database(Error::Busy(_)))));
    assert_eq!(calls, 1);
}

/// How often the database was found busy by [`refused_once`].
static REFUSALS: AtomicU32 = AtomicU32::new(0);

/// Whether what keeps it busy is over.
static FREE: AtomicBool = AtomicBool::new(false);

/// Gives up the first time, and then waits until the database is free.
fn refused_once(_: i32) -> bool {
    if REFUSALS.fetch_add(1, SeqCst) == 0 {
        return false;
    }
    while !FREE.load(SeqCst) {
        std::thread::yield_now();
    }
    true
}

#[test]
fn one_that_cannot_begin_begins_again() {
    let file = File::new("begin");
    let mut one = file.open();
    let mut other = Connection::open(&file.0).unwrap();
    other.busy_handler(Some(refused_once)).unwrap();
    let session = one.session().unwrap();
    session.add(person("one")).unwrap();
    let waiting = std::thread::spawn(move || {
        let add = |session: &mut Session<'_>| Ok(session.add(person("other"))?);
        let done: Result<Person, Own> = Session::try_transaction(&mut other, add);
        done.map(|row| row.name)
    });
    while REFUSALS.load(SeqCst) == 0 {
        std::thread::yield_now();
    }
    session.commit().unwrap();
    FREE.store(true, SeqCst);
    assert_eq!(waiting.join().unwrap().unwrap(), "other");
    assert_eq!(names(&one), ["one", "other"]);
}

#[test]
fn a_commit_that_is_in_the_way_of_a_reader_is_done_again() {
    let file = File::new("commit");
    let mut one = file.open();
    // In WAL mode, readers are in nobody's way.
    one.pragma_update(None, "journal_mode", "delete").unwrap();
    let reader = Connection::open(&file.0).unwrap();
    reader.execute_batch("BEGIN; SELECT 1 FROM person").unwrap();
    let mut calls = 0;
    let done = one.transaction(|session| {
        calls += 1;
        session.add(person("Ann"))?;
        if calls == 2 {
            reader.execute_batch("COMMIT")?;
        }
        Ok(())
    });
    done.unwrap();
    assert_eq!((calls, names(&one)), (2, vec!["Ann".to_owned()]));
}
