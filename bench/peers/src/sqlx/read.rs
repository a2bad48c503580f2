//! What is read. Libraries like this leave it to the program how rows are put together: it is done as in the hand-written
//! code.

use futures_util::TryStreamExt;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row, SqliteConnection, query, query_as};

use super::{Comment, Post, Reading, Tag, User};
use crate::contestant::{Look, Result};
use crate::facts::InOrder;
use crate::group::{dealt, merged};
use crate::work::{BEHIND, HAIR, KEYS, PAGE, PAGES, page};

pub async fn users(db: &mut SqliteConnection) -> sqlx::Result<Vec<User>> {
    query_as("SELECT id, name, hair_color FROM users")
        .fetch_all(db)
        .await
}

pub async fn joined(db: &mut SqliteConnection) -> Result<Vec<(User, Option<Post>)>> {
    const SQL: &str = "SELECT users.id, name, hair_color, posts.id AS post, user_id, title, body FROM users \
                       LEFT JOIN posts ON users.id = user_id WHERE hair_color = ?1";
    let rows = query(SQL).bind(HAIR).fetch_all(db).await?;
    let read = |row: &SqliteRow| {
        let id: Option<i32> = row.try_get("post")?;
        let post = id.map(|id| post_of(id, row)).transpose()?;
        Ok((User::from_row(row)?, post))
    };
    rows.iter().map(read).collect()
}

fn post_of(id: i32, row: &SqliteRow) -> sqlx::Result<Post> {
    Ok(Post {
        id,
        user_id: row.try_get("user_id")?,
        title: row.try_get("title")?,
        body: row.try_get("body")?,
    })
}

pub async fn by_key(db: &mut SqliteConnection, look: Look<'_>) -> Result {
    for id in 1..=KEYS {
        let user = query_as("SELECT id, name, hair_color FROM users WHERE id = ?1").bind(id);
        let user: Option<User> = user.fetch_optional(&mut *db).await?;
        look(&user);
    }
    Ok(())
}

pub async fn filtered(db: &mut SqliteConnection) -> sqlx::Result<Vec<Post>> {
    const SQL: &str =
        "SELECT id, user_id, title, body FROM posts WHERE user_id > ?1 ORDER BY title DESC, id";
    query_as(SQL).bind(BEHIND).fetch_all(db).await
}

pub async fn pages(db: &mut SqliteConnection, look: Look<'_>) -> Result {
    const SQL: &str =
        "SELECT id, user_id, title, body FROM posts WHERE id > ?1 ORDER BY id LIMIT ?2";
    for number in 0..PAGES {
        let posts = query_as(SQL).bind(page(number)).bind(PAGE);
        let posts: Vec<Post> = posts.fetch_all(&mut *db).await?;
        look(&InOrder(&posts));
    }
    Ok(())
}

async fn posts_of_all(db: &mut SqliteConnection) -> sqlx::Result<Vec<Post>> {
    const SQL: &str = "SELECT id, user_id, title, body FROM posts \
                       WHERE user_id IN (SELECT id FROM users) ORDER BY user_id";
    query_as(SQL).fetch_all(db).await
}

pub async fn users_with_posts(db: &mut SqliteConnection) -> Result<Vec<(User, Vec<Post>)>> {
    let users = users(db).await?;
    let posts = posts_of_all(db).await?;
    let posts = posts.into_iter().map(|post| (post.user_id, post));
    Ok(merged(users, |user| user.id, posts))
}

type Levels = Vec<(User, Vec<(Post, Vec<Comment>)>)>;

pub async fn three_levels(db: &mut SqliteConnection) -> Result<Levels> {
    const SQL: &str = "SELECT id, post_id, text FROM comments \
                       WHERE post_id IN (SELECT id FROM posts WHERE user_id IN (SELECT id FROM users)) \
                       ORDER BY post_id";
    let users = users(db).await?;
    let posts = posts_of_all(db).await?;
    let comments: Vec<Comment> = query_as(SQL).fetch_all(db).await?;
    let comments = comments
        .into_iter()
        .map(|comment| (comment.post_id, comment));
    let comments = dealt(posts.iter().map(|post| post.id), comments);
    let posts = posts.into_iter().zip(comments);
    let posts = posts.map(|(post, comments)| (post.user_id, (post, comments)));
    Ok(merged(users, |user| user.id, posts))
}

pub async fn posts_with_author(db: &mut SqliteConnection) -> Result<Vec<(Post, User)>> {
    const SQL: &str = "SELECT users.id, name, hair_color, posts.id AS post, user_id, title, body FROM posts \
                       JOIN users ON users.id = user_id";
    let rows = query(SQL).fetch_all(db).await?;
    let read = |row: &SqliteRow| Ok((post_of(row.try_get("post")?, row)?, User::from_row(row)?));
    rows.iter().map(read).collect()
}

pub async fn posts_with_tags(db: &mut SqliteConnection) -> Result<Vec<(Post, Vec<Tag>)>> {
    const SQL: &str = "SELECT post_id, tags.id, name FROM post_tags JOIN tags ON tags.id = tag_id \
                       WHERE post_id IN (SELECT id FROM posts) ORDER BY post_id";
    let posts = query_as("SELECT id, user_id, title, body FROM posts");
    let posts: Vec<Post> = posts.fetch_all(&mut *db).await?;
    let rows = query(SQL).fetch_all(db).await?;
    let read = |row: &SqliteRow| Ok((row.try_get("post_id")?, Tag::from_row(row)?));
    let tags: sqlx::Result<Vec<(i32, Tag)>> = rows.iter().map(read).collect();
    Ok(merged(posts, |post| post.id, tags?))
}

pub async fn lazily(db: &mut SqliteConnection, look: Look<'_>) -> Result {
    for user in users(db).await? {
        let posts = query_as("SELECT id, user_id, title, body FROM posts WHERE user_id = ?1");
        let posts: Vec<Post> = posts.bind(user.id).fetch_all(&mut *db).await?;
        look(&posts);
    }
    Ok(())
}

pub async fn stream(db: &mut SqliteConnection, look: Look<'_>) -> Result {
    let mut readings = query_as("SELECT id, sensor, value, note FROM readings").fetch(db);
    while let Some(reading) = readings.try_next().await? {
        let reading: Reading = reading;
        look(&reading);
    }
    Ok(())
}
