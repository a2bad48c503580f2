//! What is written.

use diesel::insert_into;
use diesel::prelude::*;

use super::schema::{comments, posts, users};
use super::{Post, User};
use crate::names::names;
use crate::work::{HAIR, WRITTEN};

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

impl<'a> NewPost<'a> {
    fn of(user_id: i32, title: &'a str) -> Self {
        let body = Some(title);
        Self {
            user_id,
            title,
            body,
        }
    }
}

pub fn insert_users(db: &mut SqliteConnection, number: usize) -> QueryResult<Vec<User>> {
    let new: Vec<NewUser<'_>> = names(number).iter().map(NewUser::of).collect();
    insert_into(users::table).values(new).get_results(db)
}

pub fn insert_posts(db: &mut SqliteConnection) -> QueryResult<Vec<Post>> {
    let new: Vec<NewPost<'_>> = names(1000)
        .iter()
        .map(|title| NewPost::of(1, title))
        .collect();
    insert_into(posts::table).values(new).get_results(db)
}

pub fn update(db: &mut SqliteConnection) -> QueryResult<()> {
    for (id, title) in (1..=WRITTEN).zip(names(1000)) {
        let post = diesel::update(posts::table.find(id));
        post.set(posts::title.eq(title)).execute(db)?;
    }
    Ok(())
}

pub fn delete(db: &mut SqliteConnection) -> QueryResult<()> {
    for id in 1..=WRITTEN {
        diesel::delete(comments::table.find(id)).execute(db)?;
    }
    Ok(())
}

/// A statement for each level, with the keys that came back from the one before.
pub fn nested(db: &mut SqliteConnection) -> QueryResult<()> {
    db.transaction(|db| {
        let users = insert_users(db, 100)?;
        let posts = users.iter().flat_map(|user| {
            let new = |title: &'static String| NewPost::of(user.id, title);
            names(10).iter().map(new)
        });
        let posts: Vec<NewPost<'_>> = posts.collect();
        let posts: Vec<Post> = insert_into(posts::table).values(posts).get_results(db)?;
        let comments = posts.iter().flat_map(|post| {
            let post_id = post.id;
            names(10)
                .iter()
                .map(move |text| NewComment { post_id, text })
        });
        let comments: Vec<NewComment<'_>> = comments.collect();
        insert_into(comments::table).values(comments).execute(db)?;
        Ok(())
    })
}
