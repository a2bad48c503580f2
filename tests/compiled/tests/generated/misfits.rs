//! Rows that only SQLite lets in: a column there holds values of any type.

use crate::schemas::{seed, types};

#[test]
fn what_others_stored_is_checked() -> types::Result<()> {
    use types::*;

    let db = Engine::in_memory()?;
    db.create_all()?;
    let misfits = [
        ("whole", "'text'", "expected i32, found the text \"text\""),
        ("small", "40000", "expected i16, found the integer 40000"),
        ("flag", "2", "found the integer 2"),
        ("day", "'yesterday'", "found the text \"yesterday\""),
        ("uuid", "'x'", "found the text \"x\""),
        ("json", "'{'", "found the text \"{\""),
        ("bytes", "'text'", "found the text \"text\""),
    ];
    for (column, stored, reason) in misfits {
        let id = NewNothing::new().insert(&db)?.id;
        db.execute_batch(&format!(
            "UPDATE \"nothing\" SET {column} = {stored} WHERE id = {id}"
        ))?;
        let error = Nothing::get(&db, id).unwrap_err();
        assert!(matches!(
            error,
            Error::DoesNotFit {
                table: "nothing",
                ..
            }
        ));
        let text = error.to_string();
        assert!(
            text.starts_with(&format!("nothing.{column}: ")) && text.ends_with(reason),
            "{text}"
        );
    }
    let label = db.execute_batch("INSERT INTO \"nothing\" (severity) VALUES ('unheard of')");
    let error = Error::from(label.unwrap_err());
    assert_eq!(error.kind(), Some(ConstraintKind::Check));
    let id = NewNothing::new().insert(&db)?.id;
    db.execute_batch(&format!(
        "PRAGMA ignore_check_constraints = 1; \
         UPDATE \"nothing\" SET severity = 'unheard of' WHERE id = {id}"
    ))?;
    let unheard = Nothing::get(&db, id).unwrap_err().to_string();
    assert_eq!(
        unheard,
        "nothing.severity: expected Severity, found the text \"unheard of\""
    );
    Ok(())
}

#[test]
fn what_does_not_fit_is_a_typed_error() -> seed::Result<()> {
    use seed::*;

    let db = Engine::in_memory()?;
    db.create_all()?;
    db.execute_batch("INSERT INTO person (id, name) VALUES (1, x'ff'), (3000000000, 'big')")?;
    let bytes = Person::get(&db, 1).unwrap_err();
    assert!(
        matches!(
            bytes,
            Error::DoesNotFit {
                table: "person",
                column: "name",
                ..
            }
        ),
        "{bytes}"
    );
    let big = Person::query()
        .filter(Person::NAME.eq("big"))
        .all(&db)
        .unwrap_err();
    assert_eq!(
        big.to_string(),
        "person.id: expected i32, found the integer 3000000000"
    );
    Ok(())
}
