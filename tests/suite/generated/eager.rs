//! Relationships that are fields of their model: filled whichever way a row is read, by one statement each.

use crate::harness::{Log, Raw, logged, test};
use crate::schemas::eager::*;

/// A shelf with two books, of which the first has chapters, notes, tags and a cover.
async fn library() -> Result<(Engine, Log)> {
    let (db, log) = logged!();
    let [ann, bob] = ["Ann", "Bob"].map(NewAuthor::new);
    let (ann, bob) = (ann.insert(&db).await?, bob.insert(&db).await?);
    let shelf = NewShelf::new("high").insert(&db).await?;
    let book = shelf
        .add_books(&db, NewBook::new(&ann, "A").blurb("…"))
        .await?;
    shelf.add_books(&db, NewBook::new(&bob, "B")).await?;
    for number in [2, 1] {
        let chapter = book
            .add_chapters(&db, NewChapter::new(&bob, book.id, number))
            .await?;
        chapter
            .add_notes(&db, NewNote::new(format!("on {number}")))
            .await?;
    }
    for label in ["z", "y"] {
        book.add_tags(&db, &NewTag::new(label).insert(&db).await?)
            .await?;
    }
    book.set_cover(&db, NewCover::new(0, "red")).await?;
    log.take();
    Ok((db, log))
}

fn titles(books: &[Book]) -> Vec<&str> {
    books.iter().map(|book| book.title.as_str()).collect()
}

/// That it is book A, with all that belongs to it.
fn is_whole(book: &Book) -> bool {
    let numbers: Vec<i32> = book.chapters.iter().map(|one| one.number).collect();
    let notes = book.chapters.iter().flat_map(|one| &one.notes);
    let notes: Vec<&str> = notes.map(|note| note.text.as_str()).collect();
    let labels: Vec<&str> = book.tags.iter().map(|tag| tag.label.as_str()).collect();
    let colour = book.cover.as_ref().map(|cover| cover.colour.as_str());
    book.author.name == "Ann"
        && numbers == [1, 2]
        && book.chapters.iter().all(|one| one.author.name == "Bob")
        && notes == ["on 1", "on 2"]
        && labels == ["y", "z"]
        && colour == Some("red")
}

#[test]
async fn every_way_to_read_a_row_fills_its_fields() -> Result<()> {
    let (db, _) = library().await?;
    let book = Book::get(&db, 1).await?.unwrap();
    assert!(is_whole(&book));
    assert!(is_whole(&book.reload(&db).await?));
    assert!(Book::get_many(&db, &[2, 1]).await?.iter().any(is_whole));
    let is_a = || Book::TITLE.eq("A");
    assert!(is_whole(&Book::query().filter(is_a()).one(&db).await?));
    assert!(
        Book::query()
            .first(&db)
            .await?
            .as_ref()
            .is_some_and(is_whole)
    );
    let mut read = Vec::new();
    Book::query()
        .each(&db, |book| {
            read.push(is_whole(&book));
            Ok(())
        })
        .await?;
    assert_eq!(read, [true, false]);
    let cover = book.cover.as_ref().unwrap();
    assert_eq!(cover.book(&db).await?, book);
    assert_eq!(book.chapters[0].book(&db).await?, book);
    assert_eq!(book.tags[0].books(&db).await?, std::slice::from_ref(&book));
    assert_eq!(
        Shelf::BOOKS
            .of(&book.shelf(&db).await?.unwrap())
            .all(&db)
            .await?
            .len(),
        2
    );
    let covers = Cover::query().with(Cover::BOOK).all(&db).await?;
    assert_eq!(covers, [(cover.clone(), book.clone())]);
    let tagged = Tag::query().with(Tag::BOOKS).all(&db).await?;
    assert!(tagged.iter().all(|(_, books)| *books == [book.clone()]));
    let chosen = Tag::BOOKS
        .filter(is_a())
        .limit(1)
        .load(&db, &book.tags)
        .await?;
    assert!(chosen.iter().all(|books| *books == [book.clone()]));
    let shelf = Shelf::get_by_name(&db, "high").await?.unwrap();
    assert_eq!(titles(&shelf.books), ["B", "A"]);
    assert!(is_whole(&shelf.books[1]));
    Ok(())
}

#[test]
async fn every_way_to_write_a_row_fills_the_fields_of_what_comes_back() -> Result<()> {
    let (mut db, _) = library().await?;
    let ann = Author::get_by_name(&db, "Ann").await?.unwrap();
    let shelf = Shelf::get(&db, 1).await?.unwrap();
    let inserted = NewBook::new(&ann, "C").insert(&db).await?;
    assert_eq!(inserted.author, ann);
    let session = db.session().await?;
    assert_eq!(session.add(NewBook::new(&ann, "D")).await?.author, ann);
    session.commit().await?;
    let several = ["E", "F"].map(|title| NewBook::new(&ann, title));
    let all = Book::insert_all(&db, several.into()).await?;
    assert!(all.iter().all(|book| book.author == ann));
    assert_eq!(
        shelf.add_books(&db, NewBook::new(&ann, "G")).await?.author,
        ann
    );
    assert_eq!(shelf.move_books(&db, &inserted).await?.author, ann);
    let book = Book::get(&db, 1).await?.unwrap();
    let chapter = &book.chapters[1];
    let moved = chapter.move_notes(&db, &book.chapters[0].notes[0]).await?;
    assert_eq!(moved.number, Some(chapter.number));
    assert_eq!(Chapter::get(&db, (1, 2)).await?.unwrap().notes.len(), 2);
    Ok(())
}

#[test]
async fn a_level_of_a_relationship_is_one_statement() -> Result<()> {
    let (db, log) = library().await?;
    // A shelf, its books; their authors, chapters, tags and covers; the chapters' authors and notes.
    Shelf::get(&db, 1).await?;
    assert_eq!(log.take().len(), 8);
    let shelves = (0..300).map(|number| NewShelf::new(number.to_string()));
    let shelves = Shelf::insert_all(&db, shelves.collect()).await?;
    let writer = Author::get(&db, 2).await?.unwrap();
    let books = shelves.iter().map(|shelf| {
        let book = NewBook::new(&writer, "X");
        book.shelf_id(shelf.id)
    });
    log.take();
    let books = Book::insert_all(&db, books.collect()).await?;
    let ran = log.take();
    let selects = ran.iter().filter(|sql| sql.starts_with("SELECT")).count();
    // Authors, chapters, tags, covers: once, and not with each of the statements that insert.
    assert_eq!((books.len(), selects), (300, 4));
    let shelves = Shelf::query().all(&db).await?;
    assert_eq!(shelves.len(), 301);
    assert!(shelves[1..].iter().all(|one| titles(&one.books) == ["X"]));
    assert_eq!(log.take().len(), 8);
    Shelf::query().each(&db, |_| Ok(())).await?;
    // 256 rows at a time, and of the later books none has chapters.
    assert_eq!(log.take().len(), 1 + 7 + 5);
    Ok(())
}

#[test]
async fn nothing_runs_for_no_rows_and_no_keys() -> Result<()> {
    let (db, log) = library().await?;
    assert!(
        Book::query()
            .filter(Book::ID.gt(9))
            .all(&db)
            .await?
            .is_empty()
    );
    assert_eq!(Book::get(&db, 9).await?, None);
    assert_eq!(log.take().len(), 2);
    let loan = NewLoan::new(1).insert(&db).await?;
    assert_eq!(
        (loan.book, loan.row, loan.rows.name.as_str()),
        (None, None, "Ann")
    );
    // The row, and who keeps the book, in a savepoint.
    assert_eq!(log.take().len(), 4);
    // Of a new shelf nothing is known: its books are looked for.
    assert!(NewShelf::new("low").insert(&db).await?.books.is_empty());
    assert_eq!(log.take().len(), 4);
    Ok(())
}

#[test]
async fn save_leaves_the_fields_alone_or_reads_them_anew() -> Result<()> {
    let (db, log) = library().await?;
    let mut shelf = Shelf::get(&db, 1).await?.unwrap();
    shelf.name = "middle".to_owned();
    shelf.books.clear();
    log.take();
    shelf.save(&db).await?;
    assert_eq!(log.take().len(), 1);
    assert!(shelf.books.is_empty());
    assert_eq!(shelf.reload(&db).await?.books.len(), 2);
    let mut book = Book::get(&db, 1).await?.unwrap();
    book.tags.clear();
    book.author_id = 2;
    // It has a version, and so is afterwards as the database has it.
    book.save(&db).await?;
    assert_eq!((book.author.name.as_str(), book.tags.len()), ("Bob", 2));
    assert_eq!(book.revision, 2);
    Book::update(1).author_id(1).run(&db).await?;
    assert!(is_whole(&book.reload(&db).await?));
    assert_eq!(book.blurb(&db).await?.as_deref(), Some("…"));
    Ok(())
}

#[test]
async fn the_functions_that_write_a_relationship_are_there() -> Result<()> {
    let (db, _) = library().await?;
    let book = Book::get(&db, 1).await?.unwrap();
    let kept: Vec<&Tag> = book.tags.iter().take(1).collect();
    book.set_tags(&db, &kept).await?;
    book.remove_cover(&db).await?;
    book.remove_chapters(&db, &book.chapters[0]).await?;
    let now = book.reload(&db).await?;
    assert_eq!(
        (now.tags.len(), now.cover, now.chapters.len()),
        (1, None, 1)
    );
    assert_eq!(Note::query().count(&db).await?, 1);
    book.reload(&db).await?.delete(&db).await?;
    assert_eq!(Chapter::query().count(&db).await?, 0);
    let shelf = Shelf::get(&db, 1).await?.unwrap();
    assert_eq!(titles(&shelf.books), ["B"]);
    Ok(())
}

#[test]
async fn such_a_relationship_can_be_filtered_by_and_loaded_otherwise() -> Result<()> {
    let (db, _) = library().await?;
    let red = Book::COVER.has(Cover::COLOUR.eq("red"));
    assert_eq!(titles(&Book::query().filter(red).all(&db).await?), ["A"]);
    let by_ann = Shelf::BOOKS.any(Book::AUTHOR.has(Author::NAME.eq("Ann")));
    assert_eq!(Shelf::query().filter(by_ann).count(&db).await?, 1);
    let few = Shelf::query().with(Shelf::BOOKS.order_by(Book::TITLE.asc()).limit(1));
    let (shelf, first) = few.one(&db).await?;
    assert_eq!(
        (titles(&first), titles(&shelf.books)),
        (vec!["A"], vec!["B", "A"])
    );
    let chapters = Book::CHAPTERS.load(&db, &shelf.books).await?;
    assert_eq!(chapters[1], shelf.books[1].chapters);
    Ok(())
}

#[test]
async fn a_parent_that_is_not_there_is_an_error() -> Result<()> {
    let (db, _) = library().await?;
    db.enforce_keys(false).await?;
    db.raw("UPDATE chapter SET author_id = 99 WHERE number = 2")
        .await?;
    let read = Shelf::query().all(&db).await;
    let relationship = "Chapter.author";
    assert!(matches!(read, Err(Error::NoParent { relationship: found }) if found == relationship));
    db.raw("UPDATE book SET shelf_id = 99").await?;
    assert!(Shelf::get(&db, 1).await?.unwrap().books.is_empty());
    Ok(())
}
