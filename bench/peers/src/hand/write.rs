//! What is written, row by row in one transaction. An INSERT gives the number of its row, and the rest is known.

use rusqlite::{Connection, params};

use super::{Post, User};
use crate::contestant::Result;
use crate::names::names;
use crate::work::{HAIR, WRITTEN};

fn insert_user(db: &Connection, name: &str) -> Result<User> {
    let mut statement =
        db.prepare_cached("INSERT INTO users (name, hair_color) VALUES (?1, ?2)")?;
    let id = statement.insert(params![name, HAIR])?;
    Ok(User {
        id: i32::try_from(id)?,
        name: name.to_owned(),
        hair_color: Some(HAIR.to_owned()),
    })
}

fn insert_post(db: &Connection, user: i32, title: &str) -> Result<Post> {
    const SQL: &str = "INSERT INTO posts (user_id, title, body) VALUES (?1, ?2, ?3)";
    let mut statement = db.prepare_cached(SQL)?;
    let id = statement.insert(params![user, title, title])?;
    Ok(Post {
        id: i32::try_from(id)?,
        user_id: user,
        title: title.to_owned(),
        body: Some(title.to_owned()),
    })
}

fn insert_comment(db: &Connection, post: i32, text: &str) -> Result {
    let mut statement =
        db.prepare_cached("INSERT INTO comments (post_id, text) VALUES (?1, ?2)")?;
    statement.execute(params![post, text])?;
    Ok(())
}

pub fn insert_users(db: &mut Connection, number: usize) -> Result<Vec<User>> {
    if let [name] = names(number) {
        return Ok(vec![insert_user(db, name)?]);
    }
    let transaction = db.transaction()?;
    let insert = |name: &String| insert_user(&transaction, name);
    let users = names(number).iter().map(insert).collect();
    transaction.commit()?;
    users
}

pub fn insert_posts(db: &mut Connection) -> Result<Vec<Post>> {
    let transaction = db.transaction()?;
    let insert = |title: &String| insert_post(&transaction, 1, title);
    let posts = names(1000).iter().map(insert).collect();
    transaction.commit()?;
    posts
}

pub fn update(db: &Connection) -> Result {
    for (id, title) in (1..=WRITTEN).zip(names(1000)) {
        let mut statement = db.prepare_cached("UPDATE posts SET title = ?1 WHERE id = ?2")?;
        statement.execute(params![title, id])?;
    }
    Ok(())
}

pub fn delete(db: &Connection) -> Result {
    for id in 1..=WRITTEN {
        let mut statement = db.prepare_cached("DELETE FROM comments WHERE id = ?1")?;
        statement.execute([id])?;
    }
    Ok(())
}

pub fn nested(db: &mut Connection) -> Result {
    let transaction = db.transaction()?;
    for name in names(100) {
        let user = insert_user(&transaction, name)?;
        for title in names(10) {
            let post = insert_post(&transaction, user.id, title)?;
            for text in names(10) {
                insert_comment(&transaction, post.id, text)?;
            }
        }
    }
    Ok(transaction.commit()?)
}
