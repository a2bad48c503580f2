//! An engine with a pool, as a user's crate has it.

use std::env;

use relgen_postgres::harness::Log;
use relgen_postgres::pooled::*;
use tokio_postgres::NoTls;

/// Three connections to a new database, which is there as long as the client is.
async fn engine() -> (Engine, Client) {
    let client = Log::default().connection().await;
    let path = client.query_one("SHOW search_path", &[]).await.unwrap();
    let url = env::var("RELGEN_POSTGRES_URL");
    let url = url.unwrap_or_else(|_| "postgres://root@127.0.0.1:5432/test".to_owned());
    let between = if url.contains('?') { '&' } else { '?' };
    let path: &str = path.get(0);
    let url = format!("{url}{between}options=-csearch_path%3D{path}");
    let builder = Engine::builder(&url, NoTls).unwrap().max_size(3);
    let engine = Engine::new(builder.build().unwrap());
    engine.create_all().await.unwrap();
    (engine, client)
}

/// What is spawned has an engine of its own, and a connection as long as it needs one.
#[tokio::test]
async fn tasks_share_an_engine() {
    let (engine, _client) = engine().await;
    let mut tasks = Vec::new();
    for number in 0..12 {
        let engine = engine.clone();
        tasks.push(tokio::spawn(async move {
            let author = engine
                .transaction(async |session| {
                    let author = NewAuthor::new(format!("Author {number}"));
                    let author = session.add(author).await?;
                    let isbn = format!("isbn {number}");
                    session.add(NewBook::new(isbn, "Title", author.id)).await?;
                    Ok(author)
                })
                .await?;
            let connection = engine.get().await?;
            let books = author.books(&connection).await?;
            Result::<usize>::Ok(books.len())
        }));
    }
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap(), 1);
    }
    let session = engine.read().await.unwrap();
    let query = Author::query().with(Author::BOOKS);
    let rows = query.all(&session).await.unwrap();
    assert_eq!(rows.len(), 12);
    assert!(rows.iter().all(|(_, books)| books.len() == 1));
    drop(session);
    engine.drop_all().await.unwrap();
}

#[tokio::test]
async fn rows_are_copied() {
    let (engine, _client) = engine().await;
    let rows = |count: u32| (0..count).map(|number| NewAuthor::new(number.to_string()));
    let connection = engine.get().await.unwrap();
    let copied = Author::copy_in(&connection, rows(5_000)).await;
    assert_eq!(copied.unwrap(), 5_000);
    let refused = Author::copy_in(&connection, rows(2)).await.unwrap_err();
    assert!(refused.violates(Author::NAME), "{refused:?}");
    let message = "author: duplicate key value violates unique constraint \"uq_author_name\"";
    assert_eq!(refused.to_string(), message);
    assert_eq!(Author::query().count(&connection).await.unwrap(), 5_000);
}
