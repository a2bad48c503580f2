//! Rows with what belongs to them, in the way that was found to be the fastest: the parents' filter stands in the
//! children's statement as a subquery, in the order of the key, and what comes is put together as it comes.

use rusqlite::Connection;

use super::{Comment, Post, Tag, User, posts, read_comment, read_post, read_user, users};
use crate::contestant::Result;
use crate::group::{dealt, merged};

/// Users with that hair, with each of their posts: one join.
pub fn joined(db: &Connection, hair: &str) -> Result<Vec<(User, Option<Post>)>> {
    const SQL: &str = "SELECT users.id, name, hair_color, posts.id, user_id, title, body FROM users \
                       LEFT JOIN posts ON users.id = user_id WHERE hair_color = ?1";
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query([hair])?;
    let mut users = Vec::new();
    while let Some(row) = rows.next()? {
        let post = row.get::<_, Option<i32>>(3)?;
        let post = post.map(|_| read_post(row, 3)).transpose()?;
        users.push((read_user(row)?, post));
    }
    Ok(users)
}

pub fn posts_with_author(db: &Connection) -> Result<Vec<(Post, User)>> {
    const SQL: &str = "SELECT users.id, name, hair_color, posts.id, user_id, title, body FROM posts \
                       JOIN users ON users.id = user_id";
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query([])?;
    let mut posts = Vec::new();
    while let Some(row) = rows.next()? {
        posts.push((read_post(row, 3)?, read_user(row)?));
    }
    Ok(posts)
}

fn posts_of_all(db: &Connection) -> Result<Vec<Post>> {
    const SQL: &str = "SELECT id, user_id, title, body FROM posts \
                       WHERE user_id IN (SELECT id FROM users) ORDER BY user_id";
    posts(db, SQL, [])
}

pub fn users_with_posts(db: &Connection) -> Result<Vec<(User, Vec<Post>)>> {
    let users = users(db)?;
    let posts = posts_of_all(db)?
        .into_iter()
        .map(|post| (post.user_id, post));
    Ok(merged(users, |user| user.id, posts))
}

type Levels = Vec<(User, Vec<(Post, Vec<Comment>)>)>;

pub fn three_levels(db: &Connection) -> Result<Levels> {
    let users = users(db)?;
    let posts = posts_of_all(db)?;
    let comments = dealt(posts.iter().map(|post| post.id), comments_of_all(db)?);
    let posts = posts.into_iter().zip(comments);
    let posts = posts.map(|(post, comments)| (post.user_id, (post, comments)));
    Ok(merged(users, |user| user.id, posts))
}

fn comments_of_all(db: &Connection) -> Result<Vec<(i32, Comment)>> {
    const SQL: &str = "SELECT id, post_id, text FROM comments \
                       WHERE post_id IN (SELECT id FROM posts WHERE user_id IN (SELECT id FROM users)) \
                       ORDER BY post_id";
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query([])?;
    let mut comments = Vec::new();
    while let Some(row) = rows.next()? {
        let comment = read_comment(row)?;
        comments.push((comment.post_id, comment));
    }
    Ok(comments)
}

pub fn posts_with_tags(db: &Connection) -> Result<Vec<(Post, Vec<Tag>)>> {
    const SQL: &str = "SELECT post_id, tags.id, name FROM post_tags JOIN tags ON tags.id = tag_id \
                       WHERE post_id IN (SELECT id FROM posts) ORDER BY post_id";
    let posts = posts(db, "SELECT id, user_id, title, body FROM posts", [])?;
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query([])?;
    let mut tags = Vec::new();
    while let Some(row) = rows.next()? {
        let tag = Tag {
            id: row.get(1)?,
            name: row.get(2)?,
        };
        tags.push((row.get(0)?, tag));
    }
    Ok(merged(posts, |post| post.id, tags))
}
