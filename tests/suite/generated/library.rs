//! A lending library: relationships over keys of every sort.

use crate::harness::{Log, Raw, logged, test};
use crate::schemas::library::*;
use chrono::NaiveDate;

async fn database() -> (Engine, Log) {
    let (db, log) = logged!();
    log.take();
    (db, log)
}

/// Ann, mentor of Bob and Cid; Ann's card; a book with two copies; loans of both.
async fn fill(db: &Connection<'_>) -> Result<()> {
    let ann = NewMember::new("ann", "Ann").insert(db).await?;
    let bob = NewMember::new("bob", "Bob").mentor(&ann).insert(db).await?;
    NewMember::new("cid", "Cid")
        .mentor_code("ann")
        .insert(db)
        .await?;
    NewCard::new(&ann).insert(db).await?;
    let author = NewAuthor::new("Ursula").insert(db).await?;
    let book = NewBook::new("1", "The Dispossessed", &author)
        .insert(db)
        .await?;
    NewBook::new("2", "Always Coming Home", author.id)
        .insert(db)
        .await?;
    let first = NewCopy::new(&book, 1, [0_u8, 1]).insert(db).await?;
    let second = NewCopy::new("1", 2, [255_u8]).insert(db).await?;
    let due = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    NewLoan::new(first.barcode.as_slice(), &ann, due)
        .insert(db)
        .await?;
    NewLoan::new(second.barcode, "bob", due.succ_opt().unwrap())
        .guarantor(&ann)
        .insert(db)
        .await?;
    NewLoan::new(first.barcode, &bob, due).insert(db).await?;
    Ok(())
}

#[test]
async fn one_to_one_from_both_sides() -> Result<()> {
    let (db, _) = database().await;
    fill(&db).await?;
    let ann = Member::get(&db, "ann").await?.unwrap();
    let card: Card = ann.card(&db).await?.unwrap();
    assert_eq!(card.member(&db).await?, ann);
    assert_eq!(
        Member::get(&db, "bob").await?.unwrap().card(&db).await?,
        None
    );
    let with: Vec<(Member, Option<Card>)> = Member::query().with(Member::CARD).all(&db).await?;
    assert_eq!(with.iter().filter(|(_, card)| card.is_some()).count(), 1);
    let required: Vec<(Card, Member)> = Card::query().with(Card::MEMBER).all(&db).await?;
    assert_eq!(required, [(card, ann)]);
    assert_eq!(
        Member::query()
            .filter(Member::CARD.exists())
            .count(&db)
            .await?,
        1
    );
    Ok(())
}

#[test]
async fn a_tree_of_members() -> Result<()> {
    let (db, log) = database().await;
    fill(&db).await?;
    log.take();
    let tree = Member::query().filter(Member::MENTOR_CODE.is_null());
    let tree = tree
        .with(Member::STUDENTS.with(Member::MENTOR))
        .one(&db)
        .await?;
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
    assert_eq!(orphans.count(&db).await?, 1);
    Ok(())
}

#[test]
async fn several_keys_to_one_table() -> Result<()> {
    let (db, _) = database().await;
    fill(&db).await?;
    let ann = Member::get(&db, "ann").await?.unwrap();
    assert_eq!(ann.loans(&db).await?.len(), 1);
    let guaranteed = ann.guaranteed(&db).await?;
    assert_eq!(guaranteed.len(), 1);
    assert_eq!(guaranteed[0].borrower(&db).await?.name, "Bob");
    assert_eq!(guaranteed[0].guarantor(&db).await?, Some(ann));
    let bob = Member::query()
        .filter(Member::NAME.eq("Bob"))
        .with(Member::LOANS)
        .one(&db)
        .await?;
    let due: Vec<NaiveDate> = bob.1.iter().map(|loan| loan.due).collect();
    assert!(due.is_sorted_by(|one, other| one >= other) && due.len() == 2);
    Ok(())
}

#[test]
async fn keys_of_bytes_and_of_two_columns() -> Result<()> {
    let (db, log) = database().await;
    fill(&db).await?;
    let copy = Copy::get(&db, ("1", 1)).await?.unwrap();
    assert_eq!(copy.loans(&db).await?.len(), 2);
    log.take();
    let copies: Vec<(Copy, Vec<Loan>)> = Copy::query()
        .with(Copy::LOANS)
        .order_by(Copy::NUMBER.asc())
        .all(&db)
        .await?;
    assert_eq!(log.take().len(), 2);
    assert_eq!(
        copies
            .iter()
            .map(|(_, loans)| loans.len())
            .collect::<Vec<_>>(),
        [2, 1]
    );
    let loans: Vec<(Loan, Copy)> = Loan::query().with(Loan::COPY).all(&db).await?;
    assert!(
        loans
            .iter()
            .all(|(loan, copy)| loan.barcode == copy.barcode)
    );
    let mut copy = copy;
    copy.barcode = vec![7];
    let held = copy.save(&db).await.unwrap_err();
    assert_eq!(held.kind(), Some(ConstraintKind::ForeignKey));
    assert_eq!(copy.reload(&db).await?.barcode, [0, 1]);
    Ok(())
}

#[test]
async fn deep_loading_is_one_statement_a_relationship() -> Result<()> {
    let (db, log) = database().await;
    fill(&db).await?;
    log.take();
    let deep = Author::query()
        .with(Author::BOOKS.with(Book::COPIES.with(Copy::LOANS.with(Loan::BORROWER))));
    let (author, books) = deep.one(&db).await?;
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
async fn deleting_follows_the_keys() -> Result<()> {
    let (db, _) = database().await;
    fill(&db).await?;
    let ann = Member::get(&db, "ann").await?.unwrap();
    let refused = ann.delete(&db).await.unwrap_err();
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
    assert_eq!(ann.students(&db).await?.len(), 2);
    let author = Author::get_by_name(&db, "Ursula").await?.unwrap();
    assert_eq!(
        author.delete(&db).await.unwrap_err().kind(),
        Some(ConstraintKind::ForeignKey)
    );
    for loan in Loan::query().all(&db).await? {
        loan.delete(&db).await?;
    }
    let book = Book::get(&db, "1").await?.unwrap();
    book.delete(&db).await?;
    assert_eq!(Copy::query().count(&db).await?, 0);
    ann.card(&db).await?.unwrap().delete(&db).await?;
    ann.delete(&db).await?;
    assert_eq!(
        Member::query()
            .filter(Member::MENTOR_CODE.is_not_null())
            .count(&db)
            .await?,
        0
    );
    Ok(())
}

#[test]
async fn a_parent_that_is_gone_is_a_typed_error() -> Result<()> {
    let (db, _) = database().await;
    fill(&db).await?;
    db.enforce_keys(false).await?;
    db.raw("DELETE FROM member WHERE code = 'ann'").await?;
    let card = Card::query().one(&db).await?;
    assert!(matches!(
        card.member(&db).await,
        Err(Error::NoParent {
            relationship: "Card.member"
        })
    ));
    let with = Card::query().with(Card::MEMBER).all(&db).await;
    assert!(matches!(
        with,
        Err(Error::NoParent {
            relationship: "Card.member"
        })
    ));
    Ok(())
}

#[test]
async fn tables_that_point_in_a_circle_are_dropped() -> Result<()> {
    let (db, _) = database().await;
    fill(&db).await?;
    drop_all(&db).await?;
    assert_eq!((db.tables().await?, db.enforces_keys().await?), (0, true));
    Ok(())
}
