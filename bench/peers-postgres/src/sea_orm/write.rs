//! What is written: many rows with a place for each of their values, as long as the protocol has places.

use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, TransactionTrait,
};

use super::entities::{comments, posts, users};
use crate::contestant::Result;
use crate::names::names;
use crate::work::{HAIR, KEYS};

/// A statement has 65,535 places at most.
const MOST: usize = 32_000;

fn new_user(name: &str) -> users::ActiveModel {
    users::ActiveModel {
        name: Set(name.to_owned()),
        hair_color: Set(Some(HAIR.to_owned())),
        ..Default::default()
    }
}

fn new_post(user: i32, title: &str) -> posts::ActiveModel {
    posts::ActiveModel {
        user_id: Set(user),
        title: Set(title.to_owned()),
        body: Set(Some(title.to_owned())),
        ..Default::default()
    }
}

fn new_comment(post: i32, text: &str) -> comments::ActiveModel {
    comments::ActiveModel {
        post_id: Set(post),
        text: Set(text.to_owned()),
        ..Default::default()
    }
}

async fn insert_some(
    db: &impl ConnectionTrait,
    names: &[String],
) -> Result<Vec<users::Model>, DbErr> {
    let insert = users::Entity::insert_many(names.iter().map(|name| new_user(name)));
    insert.exec_with_returning(db).await
}

pub async fn insert_users(
    db: &DatabaseConnection,
    number: usize,
) -> Result<Vec<users::Model>, DbErr> {
    let names = names(number);
    if let [name] = names {
        return Ok(vec![new_user(name).insert(db).await?]);
    }
    if number <= MOST {
        return insert_some(db, names).await;
    }
    let transaction = db.begin().await?;
    let mut users = Vec::with_capacity(number);
    for names in names.chunks(MOST) {
        users.extend(insert_some(&transaction, names).await?);
    }
    transaction.commit().await?;
    Ok(users)
}

pub async fn one_by_one(
    db: &DatabaseConnection,
    number: usize,
) -> Result<Vec<users::Model>, DbErr> {
    let transaction = db.begin().await?;
    let mut users = Vec::with_capacity(number);
    for name in names(number) {
        users.push(new_user(name).insert(&transaction).await?);
    }
    transaction.commit().await?;
    Ok(users)
}

pub async fn update(db: &DatabaseConnection) -> Result {
    for (id, title) in (1..=KEYS).zip(names(100)) {
        let post = posts::ActiveModel {
            id: Unchanged(id),
            title: Set(title.clone()),
            ..Default::default()
        };
        post.update(db).await?;
    }
    Ok(())
}

pub async fn delete(db: &DatabaseConnection) -> Result {
    for id in 1..=KEYS {
        comments::Entity::delete_by_id(id).exec(db).await?;
    }
    Ok(())
}

/// A statement for each level, with the keys that came back from the one before.
pub async fn nested(db: &DatabaseConnection) -> Result {
    let transaction = db.begin().await?;
    let users = insert_some(&transaction, names(100)).await?;
    let new = |user: &users::Model| {
        let id = user.id;
        names(10).iter().map(move |title| new_post(id, title))
    };
    let posts = posts::Entity::insert_many(users.iter().flat_map(new));
    let posts = posts.exec_with_returning(&transaction).await?;
    let new = |post: &posts::Model| {
        let id = post.id;
        names(10).iter().map(move |text| new_comment(id, text))
    };
    let comments = comments::Entity::insert_many(posts.iter().flat_map(new));
    comments.exec(&transaction).await?;
    Ok(transaction.commit().await?)
}
