//! Relationships that are joined on columns and constants instead of a foreign key.

use crate::harness::{logged, test};
use crate::schemas::joined::*;
use rust_decimal::Decimal;

/// Ursula, a novelist without a rating; Iris, an essayist of 10 points; Zoe, of whom nothing is known.
async fn authors(db: &Connection<'_>) -> Result<[Author; 3]> {
    let ursula = NewAuthor::new("ukl", "Ursula").kind(Kind::Novel).born(1929);
    let iris = NewAuthor::new("im", "Iris")
        .kind(Kind::Essay)
        .rating(Decimal::from(10));
    let zoe = NewAuthor::new("zoe", "Zoe");
    Ok([
        ursula.insert(db).await?,
        iris.insert(db).await?,
        zoe.insert(db).await?,
    ])
}

/// Two novels and an essay of Ursula's, two essays and a novel of Iris's, and one of nobody's.
async fn shelf(db: &Connection<'_>) -> Result<[Author; 3]> {
    let all = authors(db).await?;
    let book = async |code: &str, title: &str, kind, pages| {
        let book = NewBook::new(title)
            .author_code(code)
            .kind(kind)
            .pages(pages);
        book.insert(db).await
    };
    book("ukl", "Always", Kind::Novel, 523).await?;
    book("ukl", "Bag", Kind::Essay, 12).await?;
    book("ukl", "Rocannon", Kind::Novel, 117).await?;
    book("im", "Bell", Kind::Novel, 320).await?;
    let good = book("im", "Good", Kind::Essay, 106).await?;
    book("im", "Fire", Kind::Essay, 90).await?;
    NewBook::new("Nobody's")
        .kind(Kind::Novel)
        .insert(db)
        .await?;
    Book::update(good.id)
        .price(Decimal::new(950, 2))
        .is_debut(true)
        .run(db)
        .await?;
    Ok(all)
}

fn titles(books: &[Book]) -> Vec<&str> {
    books.iter().map(|book| book.title.as_str()).collect()
}

async fn names(db: &Connection<'_>, filter: Filter<Author>) -> Result<Vec<String>> {
    let rows = Author::query()
        .filter(filter)
        .order_by(Author::ID.asc())
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

#[test]
async fn an_accessor_runs_one_constant_statement() -> Result<()> {
    let (db, log) = logged!();
    let [ursula, iris, zoe] = shelf(&db).await?;
    log.take();
    assert_eq!(titles(&ursula.novels(&db).await?), ["Always", "Rocannon"]);
    let all = "SELECT id, author_code, title, kind, pages, price, is_debut FROM book WHERE author_code = ?1 AND kind = 'novel' ORDER BY pages DESC";
    log.says([all]);
    assert_eq!(
        titles(&ursula.books(&db).await?),
        ["Always", "Bag", "Rocannon"]
    );
    assert_eq!(titles(&zoe.books(&db).await?), [""; 0]);
    assert_eq!(titles(&iris.long_essays().all(&db).await?), ["Good"]);
    assert_eq!(titles(&ursula.long_essays().all(&db).await?), [""; 0]);
    assert_eq!(
        iris.debut(&db).await?.map(|book| book.title).as_deref(),
        Some("Good")
    );
    assert_eq!(ursula.debut(&db).await?, None);
    Ok(())
}

#[test]
async fn a_condition_on_the_row_itself_leaves_others_with_nothing() -> Result<()> {
    let (db, _) = logged!();
    let all = shelf(&db).await?;
    let [ursula, iris, zoe] = &all;
    assert_eq!(
        titles(&ursula.own_novels(&db).await?),
        ["Always", "Rocannon"]
    );
    assert_eq!(titles(&iris.own_novels(&db).await?), [""; 0]);
    assert_eq!(titles(&zoe.own_novels(&db).await?), [""; 0]);
    let loaded = Author::OWN_NOVELS.load(&db, &all).await?;
    let counts: Vec<usize> = loaded.iter().map(Vec::len).collect();
    assert_eq!(counts, [2, 0, 0]);
    let unborn = Author::OF_THE_UNBORN.load(&db, &all).await?;
    let counts: Vec<usize> = unborn.iter().map(Vec::len).collect();
    assert_eq!(counts, [0, 3, 0]);
    // Ten is more than nine and a half, though not as text.
    assert_eq!(iris.of_the_good().count(&db).await?, 3);
    assert_eq!(Author::OF_THE_GOOD.load(&db, &all).await?[1].len(), 3);
    assert_eq!(ursula.of_the_good().count(&db).await?, 0);
    Ok(())
}

#[test]
async fn rows_are_loaded_along_by_one_statement() -> Result<()> {
    let (db, log) = logged!();
    shelf(&db).await?;
    log.take();
    let query = Author::query().order_by(Author::ID.asc());
    let rows = query
        .with(Author::NOVELS)
        .with(Author::DEBUT)
        .all(&db)
        .await?;
    assert_eq!(log.take().len(), 3);
    let found: Vec<_> = rows
        .iter()
        .map(|(author, novels, debut)| (author.name.as_str(), titles(novels), debut.is_some()))
        .collect();
    let expected = [
        ("Ursula", vec!["Always", "Rocannon"], false),
        ("Iris", vec!["Bell"], true),
        ("Zoe", vec![], false),
    ];
    assert_eq!(found, expected);
    let longest = Author::NOVELS.filter(Book::PAGES.lt(500)).limit(1);
    let query = Author::query().order_by(Author::ID.asc());
    let rows = query.with(longest).all(&db).await?;
    let found: Vec<_> = rows.iter().map(|(_, novels)| titles(novels)).collect();
    assert_eq!(found, [vec!["Rocannon"], vec!["Bell"], vec![]]);
    Ok(())
}

#[test]
async fn the_side_that_points_may_lead_nowhere() -> Result<()> {
    let (db, _) = logged!();
    shelf(&db).await?;
    NewBook::new("Lost")
        .author_code("nobody")
        .insert(&db)
        .await?;
    let query = Book::query().order_by(Book::ID.asc());
    let rows = query
        .with(Book::AUTHOR)
        .with(Book::NOVELIST)
        .all(&db)
        .await?;
    let name = |one: &Option<Author>| one.as_ref().map(|author| author.name.clone());
    for (book, author, novelist) in rows {
        assert_eq!(book.author(&db).await?, author);
        assert_eq!(book.novelist(&db).await?, novelist);
        let expected = match book.author_code.as_deref() {
            Some("ukl") => Some("Ursula"),
            Some("im") => Some("Iris"),
            _ => None,
        };
        assert_eq!(name(&author).as_deref(), expected);
        let expected = expected.filter(|name| *name == "Ursula");
        assert_eq!(name(&novelist).as_deref(), expected);
    }
    Ok(())
}

#[test]
async fn a_row_is_contained_where_it_is_loaded() -> Result<()> {
    let (db, _) = logged!();
    shelf(&db).await?;
    let authors = Author::query().order_by(Author::ID.asc()).all(&db).await?;
    let books = Book::query().all(&db).await?;
    let lists: [fn() -> HasMany<Author, Book>; 3] =
        [|| Author::BOOKS, || Author::NOVELS, || Author::OWN_NOVELS];
    for list in lists {
        let loaded = list().load(&db, &authors).await?;
        for book in &books {
            let holders = authors.iter().zip(&loaded);
            let holders = holders.filter(|(_, books)| books.contains(book));
            let holders: Vec<&str> = holders.map(|(author, _)| author.name.as_str()).collect();
            assert_eq!(names(&db, list().contains(book)).await?, holders);
        }
    }
    Ok(())
}

#[test]
async fn rows_are_found_by_what_is_joined() -> Result<()> {
    let (db, _) = logged!();
    shelf(&db).await?;
    let long = || Book::PAGES.gt(500);
    assert_eq!(names(&db, Author::NOVELS.any(long())).await?, ["Ursula"]);
    assert_eq!(
        names(&db, Author::NOVELS.none(long())).await?,
        ["Iris", "Zoe"]
    );
    assert_eq!(
        names(&db, Author::NOVELS.exists()).await?,
        ["Ursula", "Iris"]
    );
    assert_eq!(names(&db, Author::DEBUT.exists()).await?, ["Iris"]);
    assert_eq!(names(&db, Author::NOVELS.count().ge(2)).await?, ["Ursula"]);
    assert_eq!(names(&db, Author::OWN_NOVELS.exists()).await?, ["Ursula"]);
    // Of Zoe's kind nothing is known, which is no reason to leave her out.
    assert_eq!(
        names(&db, !Author::OWN_NOVELS.exists()).await?,
        ["Iris", "Zoe"]
    );
    assert_eq!(
        names(&db, Author::OWN_NOVELS.count().eq(0)).await?,
        ["Iris", "Zoe"]
    );
    assert_eq!(names(&db, Author::OF_THE_UNBORN.exists()).await?, ["Iris"]);
    assert_eq!(
        names(&db, Author::OF_THE_GOOD.any(Book::PAGES.gt(300))).await?,
        ["Iris"]
    );
    let of_novelists = Book::NOVELIST.has(Author::NAME.starts_with("U"));
    assert_eq!(Book::query().filter(of_novelists).count(&db).await?, 3);
    assert_eq!(
        Book::query()
            .filter(!Book::NOVELIST.exists())
            .count(&db)
            .await?,
        4
    );
    let order = Book::NOVELIST.by(Author::NAME.desc());
    let books = Book::query()
        .order_by(order)
        .order_by(Book::TITLE.asc())
        .all(&db)
        .await?;
    assert_eq!(titles(&books)[..3], ["Always", "Bag", "Rocannon"]);
    let most = Author::query().order_by(Author::OWN_NOVELS.count().desc());
    assert_eq!(
        most.first(&db).await?.map(|one| one.name).as_deref(),
        Some("Ursula")
    );
    Ok(())
}

#[test]
async fn columns_that_are_equal_are_written_from_the_parents_side() -> Result<()> {
    let (db, _) = logged!();
    let [ursula, iris, _] = shelf(&db).await?;
    let book = ursula.add_books(&db, NewBook::new("Changing")).await?;
    assert_eq!(book.author_code.as_deref(), Some("ukl"));
    let book = iris.move_books(&db, &book).await?;
    assert_eq!(book.author(&db).await?, Some(iris.clone()));
    iris.remove_books(&db, &book).await?;
    assert_eq!(book.reload(&db).await?.author_code, None);
    iris.set_books(&db, &[&book]).await?;
    assert_eq!(titles(&iris.books(&db).await?), ["Changing"]);
    iris.delete(&db).await?;
    assert_eq!(book.reload(&db).await?.author_code, None);
    Ok(())
}

#[test]
async fn a_tree_is_walked_along_columns() -> Result<()> {
    let (db, log) = logged!();
    let part = async |code: &str, of: Option<&str>, spare| {
        let part = NewPart::new(code).is_spare(spare);
        part.part_of(of).insert(&db).await
    };
    let bike = part("bike", None, false).await?;
    part("wheel", Some("bike"), false).await?;
    part("tube", Some("bike"), true).await?;
    part("spoke", Some("wheel"), false).await?;
    log.take();
    let trees = Part::PARTS
        .recursion_depth(5)
        .load(&db, std::slice::from_ref(&bike))
        .await?;
    assert_eq!(log.take().len(), 3);
    let [wheel] = &trees[0][..] else {
        panic!("{trees:?}")
    };
    assert_eq!(
        (wheel.row.code.as_str(), wheel.children.len()),
        ("wheel", 1)
    );
    let with_parts = Part::query().filter(Part::PARTS.count().eq(1));
    assert_eq!(with_parts.count(&db).await?, 2);
    assert_eq!(
        Part::query()
            .filter(Part::PARTS.any(Part::CODE.eq("spoke")))
            .count(&db)
            .await?,
        1
    );
    Ok(())
}
