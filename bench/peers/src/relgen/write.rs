//! What is written.

use super::models::*;
use crate::names::names;
use crate::work::{HAIR, WRITTEN};

fn new_user(name: &String) -> NewUser {
    NewUser::new(name).hair_color(HAIR)
}

pub fn insert_users(db: &Connection, number: usize) -> Result<Vec<User>> {
    match names(number) {
        [name] => Ok(vec![new_user(name).insert(db)?]),
        names => User::insert_all(db, names.iter().map(new_user).collect()),
    }
}

pub fn insert_posts(db: &Connection) -> Result<Vec<Post>> {
    let new = |title: &String| NewPost::new(1, title).body(title);
    Post::insert_all(db, names(1000).iter().map(new).collect())
}

pub fn update(db: &Connection) -> Result<()> {
    for (id, title) in (1..=WRITTEN).zip(names(1000)) {
        Post::update(id).title(title).run(db)?;
    }
    Ok(())
}

pub fn delete(db: &Connection) -> Result<()> {
    for id in 1..=WRITTEN {
        let comment = Comment {
            id,
            post_id: 0,
            text: String::new(),
        };
        comment.delete(db)?;
    }
    Ok(())
}

pub fn nested(db: &Connection) -> Result<()> {
    let new_comment = |text: &String| NewComment::new(Parent, text);
    let new_post = |title: &String| {
        let post = NewPost::new(Parent, title).body(title);
        post.comments(names(10).iter().map(new_comment))
    };
    let users = names(100)
        .iter()
        .map(|name| new_user(name).posts(names(10).iter().map(new_post)));
    User::insert_all(db, users.collect())?;
    Ok(())
}
