//! Values, groups, pages, joins, changes of many rows and SQL of one's own, over generated code.

use crate::harness::{Log, either, logged, test};
use crate::schemas::library::*;
use crate::schemas::{composite, kept};
use chrono::NaiveDate;
use rust_decimal::Decimal;

async fn database() -> Result<(Engine, Log)> {
    let (db, log) = logged!();
    let ada = NewMember::new("a", "Ada").insert(&db).await?;
    let bob = NewMember::new("b", "Bob").insert(&db).await?;
    NewMember::new("c", "Cleo").insert(&db).await?;
    NewCard::new(&ada).insert(&db).await?;
    let author = NewAuthor::new("Ursula").insert(&db).await?;
    let book = NewBook::new("1", "Tehanu", &author).insert(&db).await?;
    let copy = NewCopy::new(&book, 1, vec![7]).insert(&db).await?;
    let loan = async |who: &Member, day, fine| {
        let due = NaiveDate::from_ymd_opt(2026, 1, day).unwrap_or_default();
        let loan = NewLoan::new(copy.barcode.as_slice(), who, due).fine(Decimal::new(fine, 2));
        loan.guarantor(&ada).insert(&db).await
    };
    for (who, day, fine) in [(&ada, 3, 50), (&ada, 1, 0), (&bob, 2, 1025)] {
        loan(who, day, fine).await?;
    }
    log.take();
    Ok((db, log))
}

#[test]
async fn values_of_rows_and_of_what_is_related() -> Result<()> {
    let (db, log) = database().await?;
    let rows: Vec<(String, u64)> = Member::query()
        .order_by(Member::NAME.desc())
        .select((Member::NAME, Member::LOANS.count()))
        .all(&db)
        .await?;
    let expected = [("Cleo", 0), ("Bob", 1), ("Ada", 2)];
    assert_eq!(rows, expected.map(|(name, loans)| (name.to_owned(), loans)));
    log.says([
        "SELECT name, (SELECT count(*) FROM loan WHERE borrower_code = member.code) FROM member \
          ORDER BY name DESC",
    ]);
    let due: Vec<(NaiveDate, Option<String>)> = Loan::query()
        .order_by(Loan::DUE.asc())
        .limit(1)
        .select((Loan::DUE, Loan::BORROWER.get(Member::NAME)))
        .all(&db)
        .await?;
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    assert_eq!(due, [(first, Some("Ada".to_owned()))]);
    let fines = Loan::query()
        .select(Loan::FINE)
        .distinct()
        .count(&db)
        .await?;
    assert_eq!(fines, 3);
    Ok(())
}

#[test]
async fn groups_and_aggregates() -> Result<()> {
    struct Account {
        code: String,
        loans: u64,
        last: Option<NaiveDate>,
    }
    let (db, log) = database().await?;
    let accounts = Loan::query()
        .group_by(Loan::BORROWER_CODE)
        .having(count().ge(2) | Loan::FINE.max().gt(Decimal::TEN))
        .select((count(), Loan::DUE.max()))
        .order_by(count().desc())
        .map(|(code, (loans, last))| Account { code, loans, last })
        .all(&db)
        .await?;
    let [ada, bob] = &accounts[..] else {
        panic!("{} accounts", accounts.len());
    };
    assert_eq!((ada.code.as_str(), ada.loans), ("a", 2));
    assert_eq!((bob.code.as_str(), bob.loans), ("b", 1));
    assert_eq!(ada.last, NaiveDate::from_ymd_opt(2026, 1, 3));
    log.says([
        "SELECT borrower_code, count(*), max(due) FROM loan GROUP BY 1 HAVING (count(*) >= ?1 \
             OR max(fine) > CAST(?2 AS NUMERIC)) ORDER BY count(*) DESC, 1",
    ]);
    let ends = (count(), Loan::ID.sum(), Loan::FINE.max(), Loan::ID.avg());
    let (loans, sum, fine, mean) = Loan::query().aggregate(&db, ends).await?;
    assert_eq!((loans, sum, mean), (3, Some(6), Some(2.0)));
    assert_eq!(fine, Some(Decimal::new(1025, 2)));
    Ok(())
}

#[test]
async fn pages_by_key() -> Result<()> {
    let (db, log) = database().await?;
    let by_name = || Member::query().order_by(Member::NAME.asc()).limit(2);
    let page = by_name().after(None).all(&db).await?;
    let next = by_name().after(page.last()).all(&db).await?;
    assert_eq!((page.len(), next.len()), (2, 1));
    assert_eq!(by_name().before(next.first()).all(&db).await?, page);
    assert_eq!(by_name().after(next.last()).all(&db).await?, []);
    let ran = log.take();
    assert_eq!(ran.len(), 4);
    // PostgreSQL has `$1` for `?1`.
    assert_eq!(
        ran[1..3]
            .join("\n")
            .replace('$', "?")
            .lines()
            .collect::<Vec<_>>(),
        [
            "SELECT code, name, mentor_code FROM member WHERE (name >= ?1 AND (name > ?2 OR code > \
             ?3)) ORDER BY name, code LIMIT ?4",
            "SELECT code, name, mentor_code FROM (SELECT * FROM member WHERE (name <= ?1 AND (name \
             < ?2 OR code < ?3)) ORDER BY name DESC, code DESC LIMIT ?4) AS member ORDER BY name, \
             code"
        ]
    );
    // The order of a relationship goes on where its rows are paged.
    let ada = Member::get(&db, "a").await?;
    let loans = |ada: &Member| Member::LOANS.of(ada).limit(1);
    let ada = ada.unwrap_or_else(|| panic!("no Ada"));
    let first = loans(&ada).after(None).one(&db).await?;
    let second = loans(&ada).after(&first).one(&db).await?;
    assert!(first.due > second.due);
    Ok(())
}

#[test]
async fn pages_by_a_key_of_several_columns() -> composite::Result<()> {
    use composite::*;
    let db = Engine::in_memory().await?;
    db.create_all().await?;
    for (chain, number) in [("b", 1), ("a", 2), ("a", 1), ("b", 2)] {
        NewShop::new(chain, number, "x").insert(&db).await?;
    }
    let mut seen: Vec<Shop> = Vec::new();
    loop {
        let page = Shop::query().order_by(Shop::NAME.desc()).limit(3);
        let mut page = page.after(seen.last()).all(&db).await?;
        if page.is_empty() {
            break;
        }
        seen.append(&mut page);
    }
    let keys = seen.iter().map(|shop| (shop.chain.as_str(), shop.number));
    let keys: Vec<_> = keys.collect();
    assert_eq!(keys, [("a", 1), ("a", 2), ("b", 1), ("b", 2)]);
    let last = Shop::query().order_by(Shop::NUMBER.desc()).limit(2);
    assert_eq!(last.delete_all(&db).await?, 2);
    assert_eq!(
        Shop::query().filter(Shop::NUMBER.eq(1)).count(&db).await?,
        2
    );
    Ok(())
}

#[test]
async fn a_join_is_one_statement() -> Result<()> {
    let (db, log) = database().await?;
    let loans: Vec<(Loan, Member)> = Loan::query()
        .filter(Loan::BORROWER.has(Member::NAME.ne("Cleo")))
        .order_by(Loan::BORROWER.by(Member::NAME.desc()))
        .join(Loan::BORROWER)
        .all(&db)
        .await?;
    let names: Vec<&str> = loans.iter().map(|(_, who)| who.name.as_str()).collect();
    assert_eq!(names, ["Bob", "Ada", "Ada"]);
    assert_eq!(log.take().len(), 1);
    let cards: Vec<(Member, Option<Card>)> = Member::query().join(Member::CARD).all(&db).await?;
    let there = cards.iter().map(|(_, card)| card.is_some());
    assert_eq!(there.collect::<Vec<_>>(), [true, false, false]);
    let mentors: Vec<(Member, Option<Member>)> =
        Member::query().join(Member::MENTOR).all(&db).await?;
    assert!(mentors.iter().all(|(_, mentor)| mentor.is_none()));
    assert_eq!(log.take().len(), 2);
    Ok(())
}

#[test]
async fn all_rows_are_changed_and_deleted() -> Result<()> {
    let (db, log) = database().await?;
    let of_ada = || Loan::query().filter(Loan::BORROWER_CODE.eq("a"));
    let free = |loan: Update<Loan>| loan.fine(Decimal::ZERO).guarantor_code_null();
    assert_eq!(of_ada().update_all(&db, free).await?, 2);
    log.says(["UPDATE loan SET guarantor_code = ?, fine = ? WHERE borrower_code = ?3"]);
    let free = Loan::GUARANTOR_CODE.is_null() & Loan::FINE.eq(0);
    assert_eq!(Loan::query().filter(free).count(&db).await?, 2);
    assert_eq!(of_ada().delete_all(&db).await?, 2);
    assert_eq!(Loan::query().count(&db).await?, 1);
    Ok(())
}

#[test]
async fn a_version_counts_up_and_what_is_kept_is_brought_up_to_date() -> kept::Result<()> {
    use kept::*;
    let db = Engine::in_memory().await?;
    db.create_all().await?;
    let email = crate::schemas::kinds::Email::new("a@b.c").unwrap();
    let owner = NewPerson::new(email);
    let owner = owner.insert(&db).await?;
    let document = NewDocument::new(owner.id, "Body", "Title")
        .insert(&db)
        .await?;
    let changed = Document::query()
        .update_all(&db, |row| row.title("Other"))
        .await?;
    assert_eq!(changed, 1);
    let now = document.reload(&db).await?;
    assert_eq!((now.revision, now.edits), (document.revision + 1, Some(1)));
    let bodies = Document::query().select((Document::BODY, Document::ID));
    assert_eq!(bodies.one(&db).await?.0, "Body");
    let by_body = Document::query().order_by(Document::BODY.asc());
    assert!(matches!(
        by_body.after(&document).all(&db).await,
        Err(Error::NoPlace { table: "document" })
    ));
    Ok(())
}

#[test]
async fn sql_of_ones_own() -> Result<()> {
    let (db, _) = database().await?;
    let named = either(
        "SELECT 1, * FROM member WHERE name LIKE ?1 ORDER BY name",
        "SELECT 1, * FROM member WHERE name LIKE $1 ORDER BY name",
    );
    let found = Member::from_sql(&db, named, ("%b",)).await?;
    assert_eq!(
        found,
        Member::query()
            .filter(Member::CODE.eq("b"))
            .all(&db)
            .await?
    );
    let fines = either(
        "SELECT borrower_code, max(fine) FROM loan WHERE due > ?1 GROUP BY 1",
        "SELECT borrower_code, max(fine) FROM loan WHERE due > $1 GROUP BY 1",
    );
    let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    let fines = <(String, Decimal)>::from_sql(&db, fines, [day]).await?;
    let text = |(code, fine): &(String, Decimal)| format!("{code} {fine}");
    assert_eq!(
        fines.iter().map(text).collect::<Vec<_>>(),
        [either("a 0.5", "a 0.50"), "b 10.25"]
    );
    Ok(())
}
