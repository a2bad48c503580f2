//! What is written: many rows with a place for each of their values, as long as the protocol has places.

use diesel::insert_into;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};

use super::schema::{comments, posts, users};
use super::{Post, User};
use crate::names::names;
use crate::work::{HAIR, KEYS};

/// A statement has 65,535 places at most.
const MOST: usize = 32_000;

#[derive(Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
struct NewUser<'a> {
    name: &'a str,
    hair_color: Option<&'a str>,
}

#[derive(Insertable)]
#[diesel(table_name = posts, treat_none_as_default_value = false)]
struct NewPost<'a> {
    user_id: i32,
    title: &'a str,
    body: Option<&'a str>,
}

#[derive(Insertable)]
#[diesel(table_name = comments)]
struct NewComment<'a> {
    post_id: i32,
    text: &'a str,
}

impl<'a> NewUser<'a> {
    fn of(name: &'a String) -> Self {
        let hair_color = Some(HAIR);
        Self { name, hair_color }
    }
}

async fn insert_some(db: &mut AsyncPgConnection, names: &[String]) -> QueryResult<Vec<User>> {
    let new: Vec<NewUser<'_>> = names.iter().map(NewUser::of).collect();
    insert_into(users::table).values(new).get_results(db).await
}

async fn insert_user(db: &mut AsyncPgConnection, name: &String) -> QueryResult<User> {
    let insert = insert_into(users::table).values(NewUser::of(name));
    insert.get_result(db).await
}

pub async fn insert_users(db: &mut AsyncPgConnection, number: usize) -> QueryResult<Vec<User>> {
    let names = names(number);
    if let [name] = names {
        return Ok(vec![insert_user(db, name).await?]);
    }
    if number <= MOST {
        return insert_some(db, names).await;
    }
    db.transaction(async |db| {
        let mut users = Vec::with_capacity(number);
        for names in names.chunks(MOST) {
            users.extend(insert_some(db, names).await?);
        }
        Ok(users)
    })
    .await
}

pub async fn one_by_one(db: &mut AsyncPgConnection, number: usize) -> QueryResult<Vec<User>> {
    db.transaction(async |db| {
        let mut users = Vec::with_capacity(number);
        for name in names(number) {
            users.push(insert_user(db, name).await?);
        }
        Ok(users)
    })
    .await
}

/// A statement for each level, with the keys that came back from the one before.
pub async fn nested(db: &mut AsyncPgConnection) -> QueryResult<()> {
    db.transaction(async |db| {
        let users = insert_some(db, names(100)).await?;
        let posts = users.iter().flat_map(|user| {
            let user_id = user.id;
            names(10).iter().map(move |title| NewPost {
                user_id,
                title,
                body: Some(title),
            })
        });
        let posts: Vec<NewPost<'_>> = posts.collect();
        let insert = insert_into(posts::table).values(posts);
        let posts: Vec<Post> = insert.get_results(db).await?;
        let comments = posts.iter().flat_map(|post| {
            let post_id = post.id;
            let new = move |text: &'static String| NewComment { post_id, text };
            names(10).iter().map(new)
        });
        let comments: Vec<NewComment<'_>> = comments.collect();
        let insert = insert_into(comments::table).values(comments);
        insert.execute(db).await?;
        Ok(())
    })
    .await
}

pub async fn update(db: &mut AsyncPgConnection) -> QueryResult<()> {
    for (id, title) in (1..=KEYS).zip(names(100)) {
        let post = diesel::update(posts::table.find(id));
        post.set(posts::title.eq(title)).execute(db).await?;
    }
    Ok(())
}

pub async fn delete(db: &mut AsyncPgConnection) -> QueryResult<()> {
    for id in 1..=KEYS {
        diesel::delete(comments::table.find(id)).execute(db).await?;
    }
    Ok(())
}
