//! Generated functions on every sort of connection that rusqlite has, and transactions of two connections to one file.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::file::File;
use crate::schemas::cascade::*;
use crate::sessions::everything;

/// What a pool hands out: a connection that goes back when it is dropped.
struct Guard {
    db: Option<Connection>,
    pool: Pool,
}

#[derive(Clone, Default)]
struct Pool(Arc<Mutex<Vec<Connection>>>);

impl Pool {
    fn get(&self) -> Guard {
        let idle = self.0.lock().unwrap().pop();
        let db = idle.unwrap_or_else(|| Connection::open_in_memory().unwrap());
        Guard {
            db: Some(db),
            pool: self.clone(),
        }
    }
}

impl Deref for Guard {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.db.as_ref().unwrap()
    }
}

impl DerefMut for Guard {
    fn deref_mut(&mut self) -> &mut Connection {
        self.db.as_mut().unwrap()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.pool.0.lock().unwrap().extend(self.db.take());
    }
}

#[test]
fn a_connection_of_ones_own() -> Result<()> {
    let db = Connection::open_in_memory()?;
    create_all(&db)?;
    everything(&db)?;
    assert!(db.is_autocommit());
    Ok(())
}

#[test]
fn a_transaction_and_a_savepoint_of_the_drivers() -> Result<()> {
    let mut db = Connection::open_in_memory()?;
    create_all(&db)?;
    let transaction = db.transaction()?;
    everything(&transaction)?;
    transaction.rollback()?;
    assert_eq!(Customer::query().count(&db)?, 0);
    let mut transaction = db.transaction()?;
    let savepoint = transaction.savepoint()?;
    everything(&savepoint)?;
    savepoint.commit()?;
    transaction.commit()?;
    assert_eq!(Customer::query().count(&db)?, 2);
    let savepoint = db.savepoint()?;
    assert!(Customer::query().exists(&savepoint)?);
    Ok(())
}

#[test]
fn a_connection_of_a_pool() -> Result<()> {
    let pool = Pool::default();
    let mut db = pool.get();
    prepare(&db)?;
    create_all(&db)?;
    everything(&db)?;
    Session::transaction(&mut db, |session| session.add(NewCustomer::new("cid")))?;
    drop(db);
    assert_eq!(Customer::query().count(&pool.get())?, 3);
    Ok(())
}

/// Another connection, which waits but shortly.
fn open(file: &File) -> Result<Engine> {
    let engine = Engine::open(file.path())?;
    engine.busy_timeout(Duration::from_millis(5))?;
    Ok(engine)
}

#[test]
fn two_writers_of_one_file_are_both_in_at_the_end() -> Result<()> {
    let file = File::new("writers");
    let (mut first, mut second) = (open(&file)?, open(&file)?);
    first.create_all()?;
    let session = first.session()?;
    session.add(NewCustomer::new("first"))?;
    let busy = second.session().map(drop).unwrap_err();
    assert!(matches!(busy, Error::Busy(_)));
    let waiting = std::thread::spawn(move || {
        let mut calls = 0;
        let done = second.transaction(|session| {
            calls += 1;
            session.add(NewCustomer::new("second"))
        });
        done.map(|_| calls)
    });
    std::thread::sleep(Duration::from_millis(50));
    session.commit()?;
    // It could not begin before, and so was called but once.
    assert_eq!(waiting.join().unwrap()?, 1);
    let names = Customer::query().order_by(Customer::ID.asc()).all(&first)?;
    let names: Vec<_> = names.into_iter().map(|customer| customer.name).collect();
    assert_eq!(names, ["first", "second"]);
    Ok(())
}

#[test]
fn a_writer_that_is_never_let_in_is_told() -> Result<()> {
    let file = File::new("never");
    let (mut first, mut second) = (open(&file)?, open(&file)?);
    first.create_all()?;
    let _session = first.session()?;
    let refused = second.transaction(|session| session.add(NewCustomer::new("second")));
    assert!(matches!(refused, Err(Error::Busy(_))));
    Ok(())
}
