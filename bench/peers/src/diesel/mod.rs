//! diesel.

mod read;
mod schema;
mod write;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::contestant::{Contestant, Look, Result};
use crate::facts::{InOrder, facts};
use crate::work::Work;
use schema::{comments, post_tags, posts, readings, tags, users};

#[derive(Queryable, Selectable, Identifiable)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i32,
    pub name: String,
    pub hair_color: Option<String>,
}

#[derive(Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = posts, belongs_to(User))]
pub struct Post {
    pub id: i32,
    pub user_id: i32,
    pub title: String,
    pub body: Option<String>,
}

#[derive(Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = comments, belongs_to(Post))]
pub struct Comment {
    pub id: i32,
    pub post_id: i32,
    pub text: String,
}

#[derive(Queryable, Selectable, Identifiable)]
#[diesel(table_name = tags)]
pub struct Tag {
    pub id: i32,
    pub name: String,
}

#[derive(Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = post_tags, primary_key(post_id, tag_id), belongs_to(Post), belongs_to(Tag))]
pub struct PostTag {
    pub post_id: i32,
    pub tag_id: i32,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = readings)]
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

struct Diesel(SqliteConnection);

pub fn open() -> Result<Box<dyn Contestant>> {
    let mut db = SqliteConnection::establish(":memory:")?;
    db.batch_execute("PRAGMA foreign_keys = ON")?;
    Ok(Box::new(Diesel(db)))
}

impl Contestant for Diesel {
    fn script(&mut self, sql: &str) -> Result {
        Ok(self.0.batch_execute(sql)?)
    }

    fn run(&mut self, work: Work, look: Look<'_>) -> Result {
        let db = &mut self.0;
        match work {
            Work::Users => look(&read::users(db)?),
            Work::Joined => look(&read::joined(db)?),
            Work::ThreeLevels => look(&read::three_levels(db)?),
            Work::ByKey => read::by_key(db, look)?,
            Work::Filtered => look(&InOrder(&read::filtered(db)?)),
            Work::Page => read::pages(db, look)?,
            Work::UsersWithPosts => look(&read::users_with_posts(db)?),
            Work::PostsWithAuthor => look(&read::posts_with_author(db)?),
            Work::PostsWithTags => look(&read::posts_with_tags(db)?),
            Work::Lazy => read::lazily(db, look)?,
            Work::Stream => read::stream(db, look)?,
            Work::InsertUsers(number) => look(&write::insert_users(db, number)?),
            Work::InsertPosts => look(&write::insert_posts(db)?),
            Work::Update => write::update(db)?,
            Work::Delete => write::delete(db)?,
            Work::Nested => write::nested(db)?,
        }
        Ok(())
    }
}
