//! What is read.

use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, LoaderTrait};
use sea_orm::{QueryFilter, QueryOrder};

use super::entities::{comments, posts, tags, users};
use crate::contestant::{Look, Result};
use crate::work::{BEHIND, HAIR, KEYS};

pub async fn users(db: &DatabaseConnection) -> Result<Vec<users::Model>, DbErr> {
    users::Entity::find().all(db).await
}

pub async fn joined(
    db: &DatabaseConnection,
) -> Result<Vec<(users::Model, Option<posts::Model>)>, DbErr> {
    let black = users::Entity::find().filter(users::Column::HairColor.eq(HAIR));
    black.find_also_related(posts::Entity).all(db).await
}

pub async fn by_key(db: &DatabaseConnection, look: Look<'_>) -> Result {
    for id in 1..=KEYS {
        look(&users::Entity::find_by_id(id).one(db).await?);
    }
    Ok(())
}

pub async fn filtered(db: &DatabaseConnection) -> Result<Vec<posts::Model>, DbErr> {
    let posts = posts::Entity::find().filter(posts::Column::UserId.gt(BEHIND));
    let posts = posts.order_by_desc(posts::Column::Title);
    posts.order_by_asc(posts::Column::Id).all(db).await
}

type Posts = Vec<(users::Model, Vec<posts::Model>)>;

pub async fn users_with_posts(db: &DatabaseConnection) -> Result<Posts, DbErr> {
    let users = users(db).await?;
    let posts = users.load_many(posts::Entity, db).await?;
    Ok(users.into_iter().zip(posts).collect())
}

type Levels = Vec<(users::Model, Vec<(posts::Model, Vec<comments::Model>)>)>;

/// The posts of all users are loaded for in one list, which is parted again.
pub async fn three_levels(db: &DatabaseConnection) -> Result<Levels, DbErr> {
    let users = users(db).await?;
    let posts = users.load_many(posts::Entity, db).await?;
    let numbers: Vec<usize> = posts.iter().map(Vec::len).collect();
    let posts: Vec<posts::Model> = posts.into_iter().flatten().collect();
    let comments = posts.load_many(comments::Entity, db).await?;
    let mut posts = posts.into_iter().zip(comments);
    let own = |number| posts.by_ref().take(number).collect();
    let own: Vec<Vec<_>> = numbers.into_iter().map(own).collect();
    Ok(users.into_iter().zip(own).collect())
}

pub async fn posts_with_tags(
    db: &DatabaseConnection,
) -> Result<Vec<(posts::Model, Vec<tags::Model>)>, DbErr> {
    let posts = posts::Entity::find().all(db).await?;
    let tags = posts.load_many(tags::Entity, db).await?;
    Ok(posts.into_iter().zip(tags).collect())
}
