//! rusqlite as one writes it by hand: statements kept prepared, columns read by their places.

mod eager;
mod returning;
mod write;

use rusqlite::{Connection, Row, params};

use crate::contestant::{Contestant, Look, Result};
use crate::facts::{InOrder, facts};
use crate::work::{BEHIND, HAIR, KEYS, PAGE, PAGES, Work, page};

pub struct User {
    pub id: i32,
    pub name: String,
    pub hair_color: Option<String>,
}

pub struct Post {
    pub id: i32,
    pub user_id: i32,
    pub title: String,
    pub body: Option<String>,
}

pub struct Comment {
    pub id: i32,
    pub post_id: i32,
    pub text: String,
}

pub struct Tag {
    pub id: i32,
    pub name: String,
}

pub struct Reading {
    pub id: i32,
    pub sensor: i32,
    pub value: f64,
    pub note: Option<String>,
}

facts! {
    User: id name hair_color;
    Post: id user_id title body;
    Comment: id post_id text;
    Tag: id name;
    Reading: id sensor value note;
}

pub use returning::open as open_returning;

struct Hand(Connection);

pub fn open() -> Result<Box<dyn Contestant>> {
    let db = Connection::open_in_memory()?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.set_prepared_statement_cache_capacity(256);
    Ok(Box::new(Hand(db)))
}

impl Contestant for Hand {
    fn script(&mut self, sql: &str) -> Result {
        Ok(self.0.execute_batch(sql)?)
    }

    fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        let db = &mut self.0;
        match work {
            Work::Users => look(&users(db)?),
            Work::Joined => look(&eager::joined(db, HAIR)?),
            Work::ThreeLevels => look(&eager::three_levels(db)?),
            Work::ByKey => {
                for id in 1..=KEYS {
                    look(&user(db, id)?);
                }
            }
            Work::Filtered => look(&InOrder(&filtered(db, BEHIND)?)),
            Work::Page => {
                for number in 0..PAGES {
                    look(&InOrder(&behind(db, page(number), PAGE)?));
                }
            }
            Work::UsersWithPosts => look(&eager::users_with_posts(db)?),
            Work::PostsWithAuthor => look(&eager::posts_with_author(db)?),
            Work::PostsWithTags => look(&eager::posts_with_tags(db)?),
            Work::Lazy => {
                for user in users(db)? {
                    look(&posts_of(db, user.id)?);
                }
            }
            Work::Stream => stream(db, look)?,
            Work::InsertUsers(number) => look(&write::insert_users(db, number)?),
            Work::InsertPosts => look(&write::insert_posts(db)?),
            Work::Update => write::update(db)?,
            Work::Delete => write::delete(db)?,
            Work::Nested => write::nested(db)?,
        }
        Ok(())
    }
}

fn read_user(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: row.get(0)?,
        name: row.get(1)?,
        hair_color: row.get(2)?,
    })
}

/// The columns of a post, behind so many others.
fn read_post(row: &Row<'_>, before: usize) -> rusqlite::Result<Post> {
    Ok(Post {
        id: row.get(before)?,
        user_id: row.get(before + 1)?,
        title: row.get(before + 2)?,
        body: row.get(before + 3)?,
    })
}

fn read_comment(row: &Row<'_>) -> rusqlite::Result<Comment> {
    Ok(Comment {
        id: row.get(0)?,
        post_id: row.get(1)?,
        text: row.get(2)?,
    })
}

fn users(db: &Connection) -> Result<Vec<User>> {
    let mut statement = db.prepare_cached("SELECT id, name, hair_color FROM users")?;
    let mut rows = statement.query([])?;
    let mut users = Vec::new();
    while let Some(row) = rows.next()? {
        users.push(read_user(row)?);
    }
    Ok(users)
}

fn user(db: &Connection, id: i32) -> Result<Option<User>> {
    let mut statement =
        db.prepare_cached("SELECT id, name, hair_color FROM users WHERE id = ?1")?;
    let mut rows = statement.query([id])?;
    Ok(rows.next()?.map(read_user).transpose()?)
}

/// Reads posts.
fn posts(db: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Post>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut posts = Vec::new();
    while let Some(row) = rows.next()? {
        posts.push(read_post(row, 0)?);
    }
    Ok(posts)
}

fn filtered(db: &Connection, behind: i32) -> Result<Vec<Post>> {
    const SQL: &str =
        "SELECT id, user_id, title, body FROM posts WHERE user_id > ?1 ORDER BY title DESC, id";
    posts(db, SQL, [behind])
}

fn behind(db: &Connection, id: i32, most: i32) -> Result<Vec<Post>> {
    const SQL: &str =
        "SELECT id, user_id, title, body FROM posts WHERE id > ?1 ORDER BY id LIMIT ?2";
    posts(db, SQL, params![id, most])
}

fn posts_of(db: &Connection, user: i32) -> Result<Vec<Post>> {
    const SQL: &str = "SELECT id, user_id, title, body FROM posts WHERE user_id = ?1";
    posts(db, SQL, [user])
}

fn stream(db: &Connection, look: Look<'_>) -> Result {
    let mut statement = db.prepare_cached("SELECT id, sensor, value, note FROM readings")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let reading = Reading {
            id: row.get(0)?,
            sensor: row.get(1)?,
            value: row.get(2)?,
            note: row.get(3)?,
        };
        look(&reading);
    }
    Ok(())
}
