//! One-to-many and to-one relationships of the library, narrowed and ordered by.

use crate::harness::{Log, either, logged, test};
use crate::schemas::library::*;
use chrono::NaiveDate;

async fn database() -> (Engine, Log) {
    let (db, log) = logged!();
    log.take();
    (db, log)
}

fn due(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// Members `a` (with mentor `b`) and `b` (with mentor `c`), and `c`; `a` has three loans, `b` one.
async fn fill(db: &Connection<'_>) -> Result<()> {
    for code in ["c", "b", "a"] {
        NewMember::new(code, code.to_uppercase()).insert(db).await?;
    }
    Member::update("a").mentor_code("b").run(db).await?;
    Member::update("b").mentor_code("c").run(db).await?;
    let author = NewAuthor::new("Ursula").insert(db).await?;
    NewBook::new("1", "The Dispossessed", &author)
        .insert(db)
        .await?;
    let copy = NewCopy::new("1", 1, vec![7]).insert(db).await?;
    for (member, day) in [("a", 3), ("a", 1), ("b", 2), ("a", 9)] {
        NewLoan::new(copy.barcode.clone(), member, due(day))
            .insert(db)
            .await?;
    }
    Ok(())
}

fn codes(members: Vec<Member>) -> String {
    members.into_iter().map(|member| member.code).collect()
}

#[test]
async fn one_to_many_is_cut_for_each_row_by_itself() -> Result<()> {
    let (db, log) = database().await;
    fill(&db).await?;
    log.take();
    let first = Member::LOANS.order_by(Loan::DUE.asc()).limit(2);
    let members = Member::query().order_by(Member::CODE.asc()).with(first);
    let days = |loans: &[Loan]| loans.iter().map(|loan| loan.due).collect::<Vec<_>>();
    let found = members.all(&db).await?;
    let found: Vec<_> = found.iter().map(|(_, loans)| days(loans)).collect();
    assert_eq!(found, [vec![due(1), due(3)], vec![due(2)], vec![]]);
    let ran = log.take();
    let keys = either(
        "IN (SELECT value FROM json_each(?1)))",
        "= ANY($1)) AS numbered",
    );
    let sql = ran[1].replace(keys, "…").replace('$', "?");
    assert_eq!(
        sql,
        "SELECT id, barcode, borrower_code, guarantor_code, due, fine FROM (SELECT id, barcode, \
         borrower_code, guarantor_code, due, fine, row_number() OVER (PARTITION BY borrower_code \
         ORDER BY due, due DESC, id) AS number FROM loan WHERE borrower_code … WHERE number > ?2 AND number <= ?3 ORDER BY number"
    );
    assert_eq!(ran.len(), 2);
    Ok(())
}

#[test]
async fn what_is_narrowed_takes_relationships_along() -> Result<()> {
    let (db, log) = database().await;
    fill(&db).await?;
    log.take();
    let late = Member::LOANS.filter(Loan::DUE.gt(due(2))).with(Loan::COPY);
    let found = Member::query().with(late).order_by(Member::CODE.asc());
    let found = found.all(&db).await?;
    let copies: Vec<_> = found[0].1.iter().map(|(_, copy)| copy.number).collect();
    assert_eq!(copies, [1, 1]);
    assert_eq!((found[1].1.len(), found[2].1.len()), (0, 0));
    assert_eq!(log.take().len(), 3);
    let one = Member::get(&db, "a").await?.unwrap();
    let of = Member::LOANS.filter(Loan::DUE.gt(due(2))).limit(1).of(&one);
    assert_eq!(of.all(&db).await?.len(), 1);
    Ok(())
}

#[test]
async fn rows_are_ordered_as_what_they_belong_to() -> Result<()> {
    let (db, log) = database().await;
    fill(&db).await?;
    log.take();
    let by_mentor = || Member::query().order_by(Member::MENTOR.by(Member::NAME.desc()));
    assert_eq!(codes(by_mentor().all(&db).await?), "bac");
    log.says([
        "SELECT code, name, mentor_code FROM member ORDER BY (SELECT name FROM member AS \
             other WHERE code = member.mentor_code) DESC",
    ]);
    // The mentor's mentor.
    let twice = Member::MENTOR.by(Member::MENTOR.by(Member::NAME.asc()));
    let members = Member::query().order_by(twice).order_by(Member::CODE.asc());
    assert_eq!(codes(members.all(&db).await?), "bca");
    let loans = Loan::query().order_by(Loan::BORROWER.by(Member::CODE.desc()));
    let first = loans.first(&db).await?.unwrap();
    assert_eq!(first.borrower_code, "b");
    Ok(())
}

#[test]
async fn trees_are_loaded_level_by_level() -> Result<()> {
    let (db, log) = database().await;
    fill(&db).await?;
    log.take();
    let roots = Member::query().filter(Member::MENTOR_CODE.is_null());
    let deep = roots
        .with(Member::STUDENTS.recursion_depth(5))
        .all(&db)
        .await?;
    let (c, below) = &deep[0];
    assert_eq!((c.code.as_str(), below[0].row.code.as_str()), ("c", "b"));
    assert_eq!(below[0].children[0].row.code, "a");
    assert_eq!(below[0].children[0].children, []);
    // The roots, and a level each; the last finds nothing.
    assert_eq!(log.take().len(), 4);
    let members = [c.clone()];
    let flat = Member::STUDENTS
        .recursion_depth(1)
        .load(&db, &members)
        .await?;
    assert_eq!(flat[0][0].children, []);
    assert_eq!(log.take().len(), 1);
    let none = Member::STUDENTS
        .recursion_depth(0)
        .load(&db, &members)
        .await?;
    assert_eq!((none, log.take().len()), (vec![vec![]], 0));
    Ok(())
}

#[test]
async fn rows_there_are_can_be_loaded_for() -> Result<()> {
    let (db, log) = database().await;
    fill(&db).await?;
    let members = Member::query()
        .order_by(Member::CODE.asc())
        .all(&db)
        .await?;
    log.take();
    let loans = Member::LOANS.load(&db, &members).await?;
    assert_eq!(loans.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1, 0]);
    let mentors = Member::MENTOR.load(&db, &members).await?;
    let mentors = mentors.into_iter().map(|one| one.map(|one| one.code));
    assert_eq!(
        mentors.collect::<Vec<_>>(),
        [Some("b".to_owned()), Some("c".to_owned()), None]
    );
    let cards = Member::CARD.load(&db, &members).await?;
    assert_eq!(cards, [None, None, None]);
    assert_eq!(log.take().len(), 3);
    assert_eq!(Member::LOANS.load(&db, &[]).await?, Vec::<Vec<Loan>>::new());
    assert_eq!(log.take().len(), 0);
    Ok(())
}
