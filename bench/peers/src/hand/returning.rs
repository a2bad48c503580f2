//! Inserts whose rows are read back from the database, one by one. So a contestant of its own: it shows what RETURNING costs.

use rusqlite::{Connection, params};

use super::{Post, User, read_post, read_user};
use crate::contestant::{Contestant, Look, Result};
use crate::names::names;
use crate::work::{HAIR, Work};

struct Returning(Connection);

pub fn open() -> Result<Box<dyn Contestant>> {
    let db = Connection::open_in_memory()?;
    db.pragma_update(None, "foreign_keys", true)?;
    Ok(Box::new(Returning(db)))
}

impl Contestant for Returning {
    fn script(&mut self, sql: &str) -> Result {
        Ok(self.0.execute_batch(sql)?)
    }

    fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        match work {
            Work::InsertUsers(number) => look(&insert_users(&mut self.0, number)?),
            _ => look(&insert_posts(&mut self.0)?),
        }
        Ok(())
    }

    fn can(&self, work: Work) -> bool {
        matches!(work, Work::InsertUsers(_) | Work::InsertPosts)
    }
}

fn insert_user(db: &Connection, name: &str) -> Result<User> {
    const SQL: &str =
        "INSERT INTO users (name, hair_color) VALUES (?1, ?2) RETURNING id, name, hair_color";
    let mut statement = db.prepare_cached(SQL)?;
    Ok(statement.query_one(params![name, HAIR], read_user)?)
}

fn insert_post(db: &Connection, title: &str) -> Result<Post> {
    const SQL: &str = "INSERT INTO posts (user_id, title, body) VALUES (1, ?1, ?2) RETURNING id, user_id, title, body";
    let mut statement = db.prepare_cached(SQL)?;
    Ok(statement.query_one(params![title, title], |row| read_post(row, 0))?)
}

fn insert_users(db: &mut Connection, number: usize) -> Result<Vec<User>> {
    if let [name] = names(number) {
        return Ok(vec![insert_user(db, name)?]);
    }
    let transaction = db.transaction()?;
    let users = names(number)
        .iter()
        .map(|name| insert_user(&transaction, name));
    let users = users.collect();
    transaction.commit()?;
    users
}

fn insert_posts(db: &mut Connection) -> Result<Vec<Post>> {
    let transaction = db.transaction()?;
    let posts = names(1000)
        .iter()
        .map(|title| insert_post(&transaction, title));
    let posts = posts.collect();
    transaction.commit()?;
    posts
}
