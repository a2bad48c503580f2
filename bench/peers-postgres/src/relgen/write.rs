//! What is written.

use super::models::*;
use crate::names::names;
use crate::work::{HAIR, KEYS};

fn new_user(name: &String) -> NewUser {
    NewUser::new(name).hair_color(HAIR)
}

pub async fn insert_users(db: &Engine, number: usize) -> Result<Vec<User>> {
    match names(number) {
        [name] => Ok(vec![new_user(name).insert(db).await?]),
        names => User::insert_all(db, names.iter().map(new_user).collect()).await,
    }
}

pub async fn one_by_one(db: &mut Engine, number: usize) -> Result<Vec<User>> {
    let session = db.session().await?;
    let mut users = Vec::with_capacity(number);
    for name in names(number) {
        users.push(session.add(new_user(name)).await?);
    }
    session.commit().await?;
    Ok(users)
}

pub async fn nested(db: &Engine) -> Result<()> {
    let new_comment = |text: &String| NewComment::new(Parent, text);
    let new_post = |title: &String| {
        let post = NewPost::new(Parent, title).body(title);
        post.comments(names(10).iter().map(new_comment))
    };
    let users = names(100)
        .iter()
        .map(|name| new_user(name).posts(names(10).iter().map(new_post)));
    User::insert_all(db, users.collect()).await?;
    Ok(())
}

pub async fn update(db: &Engine) -> Result<()> {
    for (id, title) in (1..=KEYS).zip(names(100)) {
        Post::update(id).title(title).run(db).await?;
    }
    Ok(())
}

pub async fn delete(db: &Engine) -> Result<()> {
    for id in 1..=KEYS {
        let comment = Comment {
            id,
            post_id: 0,
            text: String::new(),
        };
        comment.delete(db).await?;
    }
    Ok(())
}
