//! What is written: many rows as an array for each column, as sqlx's list of questions says.

use sqlx::{Connection, PgConnection, query, query_as, query_scalar};

use super::User;
use crate::contestant::Result;
use crate::names::names;
use crate::work::{HAIR, KEYS};

async fn insert_user(db: &mut PgConnection, name: &String) -> sqlx::Result<User> {
    const SQL: &str =
        "INSERT INTO users (name, hair_color) VALUES ($1, $2) RETURNING id, name, hair_color";
    query_as(SQL).bind(name).bind(HAIR).fetch_one(db).await
}

pub async fn insert_users(db: &mut PgConnection, number: usize) -> sqlx::Result<Vec<User>> {
    const SQL: &str = "INSERT INTO users (name, hair_color) SELECT * FROM unnest($1::text[], $2::text[]) \
                       RETURNING id, name, hair_color";
    let names = names(number);
    if let [name] = names {
        return Ok(vec![insert_user(db, name).await?]);
    }
    let insert = query_as(SQL).bind(names).bind(vec![HAIR; number]);
    insert.fetch_all(db).await
}

pub async fn one_by_one(db: &mut PgConnection, number: usize) -> sqlx::Result<Vec<User>> {
    let mut transaction = db.begin().await?;
    let mut users = Vec::with_capacity(number);
    for name in names(number) {
        users.push(insert_user(&mut transaction, name).await?);
    }
    transaction.commit().await?;
    Ok(users)
}

/// A statement for each level, with the keys that came back from the one before.
pub async fn nested(db: &mut PgConnection) -> Result {
    const POSTS: &str = "INSERT INTO posts (user_id, title, body) \
                         SELECT * FROM unnest($1::int[], $2::text[], $3::text[]) RETURNING id";
    const COMMENTS: &str =
        "INSERT INTO comments (post_id, text) SELECT * FROM unnest($1::int[], $2::text[])";
    let mut transaction = db.begin().await?;
    let users = insert_users(&mut transaction, 100).await?;
    let (owners, titles) = below(users.iter().map(|user| user.id));
    let posts = query_scalar(POSTS).bind(owners).bind(&titles).bind(&titles);
    let posts: Vec<i32> = posts.fetch_all(&mut *transaction).await?;
    let (owners, texts) = below(posts.into_iter());
    let comments = query(COMMENTS).bind(owners).bind(texts);
    comments.execute(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}

/// Ten rows for each of the keys: the key, and a text.
fn below(keys: impl Iterator<Item = i32>) -> (Vec<i32>, Vec<&'static str>) {
    let rows = keys.flat_map(|key| names(10).iter().map(move |text| (key, text.as_str())));
    rows.unzip()
}

pub async fn update(db: &mut PgConnection) -> Result {
    for (id, title) in (1..=KEYS).zip(names(100)) {
        let update = query("UPDATE posts SET title = $1 WHERE id = $2");
        update.bind(title).bind(id).execute(&mut *db).await?;
    }
    Ok(())
}

pub async fn delete(db: &mut PgConnection) -> Result {
    for id in 1..=KEYS {
        let delete = query("DELETE FROM comments WHERE id = $1").bind(id);
        delete.execute(&mut *db).await?;
    }
    Ok(())
}
