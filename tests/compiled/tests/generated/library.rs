//! A lending library: relationships over keys of every sort.

use crate::common::{Log, logged};
use chrono::NaiveDate;
use relgen_compiled::library::*;

fn database() -> (rusqlite::Connection, Log) {
    let (db, log) = logged(|db| prepare(db).and_then(|()| create_all(db)));
    log.take();
    (db, log)
}

/// Ann, mentor of Bob and Cid; Ann's card; a book with two copies; loans of both.
fn fill(db: &Connection) -> Result<()> {
    let ann = NewMember::new("ann", "Ann").insert(db)?;
    let bob = NewMember::new("bob", "Bob").mentor(&ann).insert(db)?;
    NewMember::new("cid", "Cid").mentor_code("ann").insert(db)?;
    NewCard::new(&ann).insert(db)?;
    let author = NewAuthor::new("Ursula").insert(db)?;
    let book = NewBook::new("1", "The Dispossessed", &author).insert(db)?;
    NewBook::new("2", "Always Coming Home", author.id).insert(db)?;
    let first = NewCopy::new(&book, 1, [0_u8, 1]).insert(db)?;
    let second = NewCopy::new("1", 2, [255_u8]).insert(db)?;
    let due = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    NewLoan::new(first.barcode.as_slice(), &ann, due).insert(db)?;
    NewLoan::new(second.barcode, "bob", due.succ_opt().unwrap())
        .guarantor(&ann)
        .insert(db)?;
    NewLoan::new(first.barcode, &bob, due).insert(db)?;
    Ok(())
}

#[test]
fn one_to_one_from_both_sides() -> Result<()> {
    let (db, _) = database();
    fill(&db)?;
    let ann = Member::get(&db, "ann")?.unwrap();
    let card: Card = ann.card(&db)?.unwrap();
    assert_eq!(card.member(&db)?, ann);
    assert_eq!(Member::get(&db, "bob")?.unwrap().card(&db)?, None);
    let with: Vec<(Member, Option<Card>)> = Member::query().with(Member::CARD).all(&db)?;
    assert_eq!(with.iter().filter(|(_, card)| card.is_some()).count(), 1);
    let required: Vec<(Card, Member)> = Card::query().with(Card::MEMBER).all(&db)?;
    assert_eq!(required, [(card, ann)]);
    assert_eq!(Member::query().filter(Member::CARD.exists()).count(&db)?, 1);
    Ok(())
}

#[test]
fn a_tree_of_members() -> Result<()> {
    let (db, log) = database();
    fill(&db)?;
    log.take();
    let tree = Member::query().filter(Member::MENTOR_CODE.is_null());
    let tree = tree.with(Member::STUDENTS.with(Member::MENTOR)).one(&db)?;
    assert_eq!(log.take().len(), 3);
    let (ann, students) = tree;
    let names: Vec<&str> = students
        .iter()
        .map(|(student, _)| student.name.as_str())
        .collect();
    assert_eq!(names, ["Bob", "Cid"]);
    assert!(
        students
            .iter()
            .all(|(_, mentor)| mentor.as_ref() == Some(&ann))
    );
    let orphans = Member::query().filter(!Member::MENTOR.has(Member::NAME.eq("Ann")));
    assert_eq!(orphans.count(&db)?, 1);
    Ok(())
}

#[test]
fn several_keys_to_one_table() -> Result<()> {
    let (db, _) = database();
    fill(&db)?;
    let ann = Member::get(&db, "ann")?.unwrap();
    assert_eq!(ann.loans(&db)?.len(), 1);
    let guaranteed = ann.guaranteed(&db)?;
    assert_eq!(guaranteed.len(), 1);
    assert_eq!(guaranteed[0].borrower(&db)?.name, "Bob");
    assert_eq!(guaranteed[0].guarantor(&db)?, Some(ann));
    let bob = Member::query()
        .filter(Member::NAME.eq("Bob"))
        .with(Member::LOANS)
        .one(&db)?;
    let due: Vec<NaiveDate> = bob.1.iter().map(|loan| loan.due).collect();
    assert!(due.is_sorted_by(|one, other| one >= other) && due.len() == 2);
    Ok(())
}

#[test]
fn keys_of_bytes_and_of_two_columns() -> Result<()> {
    let (db, log) = database();
    fill(&db)?;
    let copy = Copy::get(&db, ("1", 1))?.unwrap();
    assert_eq!(copy.loans(&db)?.len(), 2);
    log.take();
    let copies: Vec<(Copy, Vec<Loan>)> = Copy::query()
        .with(Copy::LOANS)
        .order_by(Copy::NUMBER.asc())
        .all(&db)?;
    assert_eq!(log.take().len(), 2);
    assert_eq!(
        copies
            .iter()
            .map(|(_, loans)| loans.len())
            .collect::<Vec<_>>(),
        [2, 1]
    );
    let loans: Vec<(Loan, Copy)> = Loan::query().with(Loan::COPY).all(&db)?;
    assert!(
        loans
            .iter()
            .all(|(loan, copy)| loan.barcode == copy.barcode)
    );
    let mut copy = copy;
    copy.barcode = vec![7];
    let held = copy.save(&db).unwrap_err();
    assert_eq!(held.kind(), Some(ConstraintKind::ForeignKey));
    assert_eq!(copy.reload(&db)?.barcode, [0, 1]);
    Ok(())
}

#[test]
fn deep_loading_is_one_statement_a_relationship() -> Result<()> {
    let (db, log) = database();
    fill(&db)?;
    log.take();
    let deep = Author::query()
        .with(Author::BOOKS.with(Book::COPIES.with(Copy::LOANS.with(Loan::BORROWER))));
    let (author, books) = deep.one(&db)?;
    assert_eq!(log.take().len(), 5);
    let titles: Vec<&str> = books.iter().map(|(book, _)| book.title.as_str()).collect();
    assert_eq!(
        (author.name.as_str(), titles),
        ("Ursula", vec!["Always Coming Home", "The Dispossessed"])
    );
    let (_, copies) = &books[1];
    let borrowers: Vec<&str> = copies
        .iter()
        .flat_map(|(_, loans)| loans.iter().map(|(_, borrower)| borrower.name.as_str()))
        .collect();
    assert_eq!(borrowers, ["Ann", "Bob", "Bob"]);
    Ok(())
}

#[test]
fn deleting_follows_the_keys() -> Result<()> {
    let (db, _) = database();
    fill(&db)?;
    let ann = Member::get(&db, "ann")?.unwrap();
    let refused = ann.delete(&db).unwrap_err();
    assert!(
        matches!(
            refused,
            Error::HasChildren {
                relationship: "Member.loans"
            }
        ),
        "{refused}"
    );
    // Nothing of the refused delete is left: her students still have her.
    assert_eq!(ann.students(&db)?.len(), 2);
    let author = Author::get_by_name(&db, "Ursula")?.unwrap();
    assert_eq!(
        author.delete(&db).unwrap_err().kind(),
        Some(ConstraintKind::ForeignKey)
    );
    for loan in Loan::query().all(&db)? {
        loan.delete(&db)?;
    }
    let book = Book::get(&db, "1")?.unwrap();
    book.delete(&db)?;
    assert_eq!(Copy::query().count(&db)?, 0);
    ann.card(&db)?.unwrap().delete(&db)?;
    ann.delete(&db)?;
    assert_eq!(
        Member::query()
            .filter(Member::MENTOR_CODE.is_not_null())
            .count(&db)?,
        0
    );
    Ok(())
}

#[test]
fn a_parent_that_is_gone_is_a_typed_error() -> Result<()> {
    let (db, _) = database();
    fill(&db)?;
    db.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM member WHERE code = 'ann'")?;
    let card = Card::query().one(&db)?;
    assert!(matches!(
        card.member(&db),
        Err(Error::NoParent {
            relationship: "Card.member"
        })
    ));
    let with = Card::query().with(Card::MEMBER).all(&db);
    assert!(matches!(
        with,
        Err(Error::NoParent {
            relationship: "Card.member"
        })
    ));
    Ok(())
}

#[test]
fn tables_that_point_in_a_circle_are_dropped() -> Result<()> {
    let (db, _) = database();
    fill(&db)?;
    drop_all(&db)?;
    let left: i64 = db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    let enforced: bool = db.query_row("PRAGMA foreign_keys", [], |row| row.get(0))?;
    assert_eq!((left, enforced), (0, true));
    Ok(())
}
