//! What becomes of rows, and what the program is told, where the database or its disk fails.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use rusqlite::{ErrorCode, OpenFlags};

use crate::file::File;
use crate::schemas::seed::*;

/// What SQLite said, in an error that is nothing else.
fn code(error: &Error) -> Option<ErrorCode> {
    match error {
        Error::Driver(source) => source.sqlite_error_code(),
        _ => None,
    }
}

fn filled(file: &File) -> Result<Engine> {
    let engine = Engine::open(file.path())?;
    engine.busy_timeout(Duration::from_millis(5))?;
    engine.create_all()?;
    Ok(engine)
}

fn names(db: &Connection) -> Result<Vec<String>> {
    let people = Person::query().order_by(Person::ID.asc()).all(db)?;
    Ok(people.into_iter().map(|person| person.name).collect())
}

#[test]
fn a_locked_database_is_busy_and_can_be_read() -> Result<()> {
    let file = File::new("locked");
    let (mut first, second) = (filled(&file)?, filled(&file)?);
    let session = first.session()?;
    let lad = session.add(NewPerson::new("L. Lad"))?;
    let refused = NewPerson::new("other").insert(&second).unwrap_err();
    assert!(matches!(refused, Error::Busy(_)), "{refused:?}");
    let several = vec![NewPerson::new("a"), NewPerson::new("b")];
    let refused = Person::insert_all(&second, several).unwrap_err();
    assert!(matches!(refused, Error::Busy(_)), "{refused:?}");
    assert!(second.is_autocommit());
    assert_eq!(Person::get(&second, lad.id)?, None);
    session.commit()?;
    assert_eq!(Person::get(&second, lad.id)?, Some(lad));
    NewPerson::new("other").insert(&second)?;
    assert_eq!(names(&first)?, ["L. Lad", "other"]);
    Ok(())
}

/// One that reads, and then writes what is another's by now, is busy at once: waiting would not help it.
#[test]
fn a_reader_that_writes_what_was_written_is_busy() -> Result<()> {
    let file = File::new("reader");
    let (first, mut second) = (filled(&file)?, filled(&file)?);
    let session = second.read()?;
    assert!(names(&session)?.is_empty());
    NewPerson::new("first").insert(&first)?;
    let refused = session.add(NewPerson::new("second")).unwrap_err();
    assert!(matches!(refused, Error::Busy(_)), "{refused:?}");
    drop(session);
    assert_eq!(names(&second)?, ["first"]);
    Ok(())
}

#[test]
fn a_read_only_database_is_read_and_refuses_writers() -> Result<()> {
    let file = File::new("read-only");
    let engine = filled(&file)?;
    let lad = NewPerson::new("L. Lad").insert(&engine)?;
    drop(engine);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let mut engine = Engine::new(Connection::open_with_flags(file.path(), flags)?)?;
    assert_eq!(Person::get(&engine, lad.id)?, Some(lad.clone()));
    for refused in [
        NewPerson::new("other").insert(&engine).map(drop),
        lad.save(&engine),
        lad.delete(&engine),
    ] {
        assert_eq!(code(&refused.unwrap_err()), Some(ErrorCode::ReadOnly));
    }
    assert_eq!(told(&engine)?, [] as [&str; 0]);
    let session = engine.read()?;
    assert_eq!(names(&session)?, ["L. Lad"]);
    Ok(())
}

#[test]
fn a_full_disk_keeps_what_was_committed() -> Result<()> {
    let file = File::new("full");
    let mut engine = filled(&file)?;
    NewPerson::new("kept").insert(&engine)?;
    let pages: u32 = engine.pragma_query_value(None, "page_count", |row| row.get(0))?;
    limit(&engine, pages)?;
    let full = Some(ErrorCode::DiskFull);
    let refused = Person::insert_all(&engine, many()).unwrap_err();
    assert_eq!(code(&refused), full);
    assert_eq!(names(&engine)?, ["kept"]);
    let session = engine.session()?;
    session.add(NewPerson::new("undone"))?;
    assert_eq!(code(&session.add_all(many()).unwrap_err()), full);
    // Where SQLite has rolled the session back, nothing more is written that would be kept without the rest.
    let after = session.add(NewPerson::new("after")).is_ok();
    assert_eq!(session.commit().is_ok(), after);
    let expected: &[&str] = match after {
        true => &["kept", "undone", "after"],
        false => &["kept"],
    };
    assert_eq!(names(&engine)?, expected);
    limit(&engine, 1_000_000)?;
    Person::insert_all(&engine, many())?;
    assert_eq!(names(&engine)?.len(), expected.len() + many().len());
    Ok(())
}

/// More rows than the pages that are there have room for.
fn many() -> Vec<NewPerson> {
    (0..500)
        .map(|number| NewPerson::new(format!("{number:050}")))
        .collect()
}

/// As many pages, and the disk is full.
fn limit(db: &Connection, pages: u32) -> Result<()> {
    db.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
    Ok(())
}

#[test]
fn what_is_no_database_is_refused() {
    let file = File::new("garbage");
    fs::write(
        file.path(),
        "no database, but a text of more than a hundred bytes ".repeat(9),
    )
    .unwrap();
    let refused = Engine::open(file.path()).map(drop).unwrap_err();
    assert_eq!(code(&refused), Some(ErrorCode::NotADatabase));
}

/// Each page but the first is overwritten, one at a time: there is an error or the right rows, and never others.
#[test]
fn a_corrupted_file_is_told_or_right() -> Result<()> {
    let file = File::new("corrupted");
    {
        let engine = filled(&file)?;
        Person::insert_all(&engine, many())?;
        engine.pragma_update(None, "journal_mode", "delete")?;
    }
    let whole = fs::read(file.path()).unwrap();
    let engine = Engine::open(file.path())?;
    let expected = names(&engine)?;
    drop(engine);
    let mut told = 0;
    for start in (4096..whole.len()).step_by(4096) {
        let mut broken = whole.clone();
        broken[start..start + 4096].fill(0xA5);
        fs::write(file.path(), broken).unwrap();
        match Engine::open(file.path()).and_then(|engine| names(&engine)) {
            Ok(read) => assert_eq!(read, expected),
            Err(error) => {
                assert_eq!(code(&error), Some(ErrorCode::DatabaseCorrupt), "{error}");
                told += 1;
            }
        }
    }
    assert!(told > 0);
    Ok(())
}

/// The tables of another version of the schema: `check` tells what is another, and the statement that first
/// needs it fails.
#[test]
fn tables_of_another_schema_are_told_of() -> Result<()> {
    let engine = Engine::in_memory()?;
    let refused = NewPerson::new("x").insert(&engine).unwrap_err();
    assert!(
        refused.to_string().contains("no such table: person"),
        "{refused}"
    );
    let missing = ["table `person`: missing", "table `offences`: missing"];
    assert_eq!(told(&engine)?, missing);
    engine.execute_batch("CREATE TABLE person (id INTEGER PRIMARY KEY, title TEXT)")?;
    // `create_all` leaves alone what is there.
    engine.create_all()?;
    let refused = names(&engine).unwrap_err();
    assert!(
        refused.to_string().contains("no such column: name"),
        "{refused}"
    );
    let lines = [
        "table `person`: column `name`: missing, VARCHAR(50) NOT NULL",
        "table `person`: column `title`: unexpected, TEXT",
    ];
    assert_eq!(told(&engine)?, lines);
    Ok(())
}

/// The lines of `check`.
fn told(engine: &Engine) -> Result<Vec<String>> {
    let differences = engine.check()?;
    Ok(differences.iter().map(ToString::to_string).collect())
}

fn people(file: &File) -> Result<usize> {
    let engine = Engine::open(file.path())?;
    Ok(names(&engine)?.len())
}

/// Says to the program that the test starts what to write to.
const CHILD: &str = "RELGEN_FAULTS_CHILD";
/// How many rows each session adds.
const ROWS: usize = 3;

/// Adds rows, session after session, and says of each when it is committed.
fn write_until_killed(path: &Path) -> Result<()> {
    let mut engine = Engine::open(path)?;
    for number in 0.. {
        let session = engine.session()?;
        for _ in 0..ROWS {
            session.add(NewPerson::new(format!("{number}")))?;
        }
        session.commit()?;
        println!("committed {number}");
    }
    Ok(())
}

#[test]
fn a_program_that_is_killed_keeps_what_was_committed() -> Result<()> {
    if let Some(path) = std::env::var_os(CHILD) {
        return write_until_killed(Path::new(&path));
    }
    let file = File::new("killed");
    drop(filled(&file)?);
    for run in 0..10 {
        let before = people(&file)?;
        let test = "faults::a_program_that_is_killed_keeps_what_was_committed";
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([test, "--exact", "--nocapture"])
            .env(CHILD, file.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let is_committed = |line: &String| line.contains("committed");
        let told = 1 + run * 7;
        let first = said.by_ref().map_while(std::io::Result::ok);
        assert_eq!(first.filter(is_committed).take(told).count(), told);
        // Wherever in its sessions it is by now.
        std::thread::sleep(Duration::from_micros(137 * run as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        let late = said
            .map_while(std::io::Result::ok)
            .filter(is_committed)
            .count();
        let after = people(&file)?;
        assert_eq!(after % ROWS, 0, "part of a session was kept");
        let sessions = (after - before) / ROWS;
        // One may have been committed that had no time to say so.
        assert!(
            (told + late..=told + late + 1).contains(&sessions),
            "{sessions} of {told} and {late}"
        );
    }
    Ok(())
}
