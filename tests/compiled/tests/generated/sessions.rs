//! Generated functions on every sort of connection, and transactions of two connections to one file.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use relgen_compiled::cascade::*;

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

/// Each sort of function once: those that read, that write, and that write in savepoints of their own.
fn everything(db: &Connection) -> Result<()> {
    let ann = NewCustomer::new("ann").insert(db)?;
    let bobs = Customer::insert_all(db, vec![NewCustomer::new("bob"), NewCustomer::new("bo")])?;
    assert_eq!(Customer::get_many(db, &[ann.id, bobs[1].id])?.len(), 2);
    Customer::update(ann.id).name("anna").run(db)?;
    let mut ann = ann.reload(db)?;
    ann.name = "Anna".to_owned();
    ann.save(db)?;
    let order = ann.add_orders(db, NewOrder::new(&ann, "a", 1))?;
    NewLine::new("a", 1).insert(db)?;
    let lines = Order::query().with(Order::LINES).all(db)?;
    assert_eq!(lines[0].1.len(), 1);
    assert_eq!(
        Order::LINES.load(db, std::slice::from_ref(&order))?[0].len(),
        1
    );
    assert_eq!(ann.orders().count(db)?, 1);
    assert_eq!(order.customer(db)?, ann);
    let of_ann = Order::query().filter(Order::CUSTOMER.has(Customer::NAME.eq("Anna")));
    assert!(of_ann.exists(db)?);
    let mut names = Vec::new();
    let all = Customer::query().order_by(Customer::ID.asc());
    all.each(db, |customer| {
        names.push(customer.name);
        Ok(())
    })?;
    assert_eq!(names, ["Anna", "bob", "bo"]);
    linked(db)?;
    ann.delete(db)?;
    assert_eq!(Line::query().count(db)?, 0);
    assert_eq!(Customer::query().all(db)?, bobs);
    Ok(())
}

fn linked(db: &Connection) -> Result<()> {
    let post = NewPost::new("ann").insert(db)?;
    let (one, two) = (
        NewDraft::new("1").insert(db)?,
        NewDraft::new("2").insert(db)?,
    );
    post.add_drafts(db, &one)?;
    post.set_drafts(db, &[&two])?;
    assert_eq!(post.drafts(db)?, std::slice::from_ref(&two));
    post.remove_drafts(db, &two)?;
    assert_eq!(Draft::query().count(db)?, 0);
    let label = NewLabel::new().insert(db)?;
    post.add_labels(db, &label)?;
    post.remove_labels(db, &label)?;
    post.delete(db)
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

#[test]
fn a_session_and_its_savepoints() -> Result<()> {
    let mut engine = Engine::in_memory()?;
    engine.create_all()?;
    let mut session = engine.session()?;
    let savepoint = session.savepoint()?;
    everything(&savepoint)?;
    savepoint.rollback()?;
    everything(&session)?;
    session.commit()?;
    assert_eq!(Customer::query().count(&engine)?, 2);
    let session = engine.read()?;
    assert_eq!(Customer::query().count(&session)?, 2);
    Ok(())
}

#[test]
fn an_error_in_a_savepoint_leaves_the_outer_one_intact() -> Result<()> {
    let mut engine = Engine::in_memory()?;
    engine.create_all()?;
    engine.transaction(|session| {
        let ann = session.add(NewCustomer::new("ann"))?;
        let mut outer = session.savepoint()?;
        outer.add(NewOrder::new(&ann, "a", 1))?;
        let inner = outer.savepoint()?;
        inner.add(NewOrder::new(&ann, "a", 2))?;
        let twice = inner.add(NewOrder::new(&ann, "a", 1)).unwrap_err();
        assert_eq!(twice.kind(), Some(ConstraintKind::Unique));
        drop(inner);
        outer.commit()
    })?;
    let orders = Order::query().all(&engine)?;
    assert_eq!(
        orders.iter().map(|order| order.number).collect::<Vec<_>>(),
        [1]
    );
    Ok(())
}

/// A database file, which is gone when the test is over.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        let name = format!("relgen-compiled-{}-{name}.db", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    /// Another connection, which waits but shortly.
    fn open(&self) -> Result<Engine> {
        let engine = Engine::open(&self.0)?;
        engine.busy_timeout(Duration::from_millis(5))?;
        Ok(engine)
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
fn two_writers_of_one_file_are_both_in_at_the_end() -> Result<()> {
    let file = File::new("writers");
    let (mut first, mut second) = (file.open()?, file.open()?);
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
    let (mut first, mut second) = (file.open()?, file.open()?);
    first.create_all()?;
    let _session = first.session()?;
    let refused = second.transaction(|session| session.add(NewCustomer::new("second")));
    assert!(matches!(refused, Err(Error::Busy(_))));
    Ok(())
}
