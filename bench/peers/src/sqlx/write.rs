//! What is written: many rows with one statement, by sqlx's own builder of such.

use sqlx::{Connection, QueryBuilder, Sqlite, SqliteConnection, query};

use super::{Post, User};
use crate::contestant::Result;
use crate::names::names;
use crate::work::{HAIR, WRITTEN};

pub async fn insert_users(db: &mut SqliteConnection, number: usize) -> sqlx::Result<Vec<User>> {
    let mut insert = QueryBuilder::<Sqlite>::new("INSERT INTO users (name, hair_color) ");
    insert.push_values(names(number), |mut row, name| {
        row.push_bind(name).push_bind(HAIR);
    });
    insert.push(" RETURNING id, name, hair_color");
    insert.build_query_as().fetch_all(db).await
}

async fn insert<'t>(
    db: &mut SqliteConnection,
    posts: impl IntoIterator<Item = (i32, &'t String)>,
) -> sqlx::Result<Vec<Post>> {
    let mut insert = QueryBuilder::<Sqlite>::new("INSERT INTO posts (user_id, title, body) ");
    insert.push_values(posts, |mut row, (user, title)| {
        row.push_bind(user).push_bind(title).push_bind(title);
    });
    insert.push(" RETURNING id, user_id, title, body");
    insert.build_query_as().fetch_all(db).await
}

pub async fn insert_posts(db: &mut SqliteConnection) -> sqlx::Result<Vec<Post>> {
    insert(db, names(1000).iter().map(|title| (1, title))).await
}

pub async fn update(db: &mut SqliteConnection) -> Result {
    for (id, title) in (1..=WRITTEN).zip(names(1000)) {
        let update = query("UPDATE posts SET title = ?1 WHERE id = ?2");
        update.bind(title).bind(id).execute(&mut *db).await?;
    }
    Ok(())
}

pub async fn delete(db: &mut SqliteConnection) -> Result {
    for id in 1..=WRITTEN {
        let delete = query("DELETE FROM comments WHERE id = ?1").bind(id);
        delete.execute(&mut *db).await?;
    }
    Ok(())
}

pub async fn nested(db: &mut SqliteConnection) -> Result {
    let mut transaction = db.begin().await?;
    let users = insert_users(&mut transaction, 100).await?;
    let new = |user: &User| {
        let id = user.id;
        names(10).iter().map(move |title| (id, title))
    };
    let posts = insert(&mut transaction, users.iter().flat_map(new)).await?;
    let new = |post: &Post| {
        let id = post.id;
        names(10).iter().map(move |text| (id, text))
    };
    let mut insert = QueryBuilder::<Sqlite>::new("INSERT INTO comments (post_id, text) ");
    insert.push_values(posts.iter().flat_map(new), |mut row, (post, text)| {
        row.push_bind(post).push_bind(text);
    });
    insert.build().execute(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}
