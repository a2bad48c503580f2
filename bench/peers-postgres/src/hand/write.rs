//! What is written. An INSERT gives the keys of its rows, and the rest is known; many rows are an array for each column.

use tokio_postgres::Row;

use super::{Hand, User, rows};
use crate::contestant::Result;
use crate::names::names;
use crate::work::{HAIR, KEYS};

const USER: &str = "INSERT INTO users (name, hair_color) VALUES ($1, $2) RETURNING id";
const USERS: &str = "INSERT INTO users (name, hair_color) \
                     SELECT * FROM unnest($1::text[], $2::text[]) RETURNING id";
const POSTS: &str = "INSERT INTO posts (user_id, title, body) \
                     SELECT * FROM unnest($1::int[], $2::text[], $3::text[]) RETURNING id";
const COMMENTS: &str =
    "INSERT INTO comments (post_id, text) SELECT * FROM unnest($1::int[], $2::text[])";

fn made(id: i32, name: &str) -> User {
    User {
        id,
        name: name.to_owned(),
        hair_color: Some(HAIR.to_owned()),
    }
}

fn read_key(row: &Row) -> Result<i32, tokio_postgres::Error> {
    row.try_get(0)
}

async fn insert_user(db: &mut Hand, name: &str) -> Result<User> {
    let statement = db.prepared(USER).await?;
    let row = db.client.query_one(&statement, &[&name, &HAIR]).await?;
    Ok(made(read_key(&row)?, name))
}

pub async fn insert_users(db: &mut Hand, number: usize) -> Result<Vec<User>> {
    let names = names(number);
    if let [name] = names {
        return Ok(vec![insert_user(db, name).await?]);
    }
    let statement = db.prepared(USERS).await?;
    let hair = vec![HAIR; number];
    let keys = rows(&db.client, &statement, &[&names, &hair], read_key).await?;
    let users = keys.into_iter().zip(names);
    Ok(users.map(|(id, name)| made(id, name)).collect())
}

pub async fn one_by_one(db: &mut Hand, number: usize) -> Result<Vec<User>> {
    let statement = db.prepared(USER).await?;
    let transaction = db.client.transaction().await?;
    let mut users = Vec::with_capacity(number);
    for name in names(number) {
        let row = transaction.query_one(&statement, &[name, &HAIR]).await?;
        users.push(made(read_key(&row)?, name));
    }
    transaction.commit().await?;
    Ok(users)
}

/// A statement for each level, with the keys that came back from the one before.
pub async fn nested(db: &mut Hand) -> Result {
    let (users, posts) = (db.prepared(USERS).await?, db.prepared(POSTS).await?);
    let comments = db.prepared(COMMENTS).await?;
    let transaction = db.client.transaction().await?;
    let client = transaction.client();

    let hair = vec![HAIR; 100];
    let keys = rows(client, &users, &[&names(100), &hair], read_key).await?;
    let (owners, titles) = below(&keys);
    let keys = rows(client, &posts, &[&owners, &titles, &titles], read_key).await?;
    let (owners, texts) = below(&keys);
    client.execute(&comments, &[&owners, &texts]).await?;
    Ok(transaction.commit().await?)
}

/// Ten rows for each of the keys: the key, and a text.
fn below(keys: &[i32]) -> (Vec<i32>, Vec<&'static str>) {
    let rows = keys
        .iter()
        .flat_map(|key| names(10).iter().map(|text| (*key, text.as_str())));
    rows.unzip()
}

pub async fn update(db: &mut Hand) -> Result {
    let statement = db
        .prepared("UPDATE posts SET title = $1 WHERE id = $2")
        .await?;
    for (id, title) in (1..=KEYS).zip(names(100)) {
        db.client.execute(&statement, &[title, &id]).await?;
    }
    Ok(())
}

pub async fn delete(db: &mut Hand) -> Result {
    let statement = db.prepared("DELETE FROM comments WHERE id = $1").await?;
    for id in 1..=KEYS {
        db.client.execute(&statement, &[&id]).await?;
    }
    Ok(())
}
