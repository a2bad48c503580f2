//! Tables and models between two others.

use crate::schemas::{c08_many_to_many, c09_association_object};
use serde_json::json;

use crate::harness::{case, either, test};

#[test]
async fn c08_a_table_between() -> c08_many_to_many::Result<()> {
    use c08_many_to_many::*;

    fn titles(posts: Vec<Post>) -> Vec<String> {
        posts.into_iter().map(|post| post.title).collect()
    }

    let (script, mut engine) = case!(c08_many_to_many);

    let step = script.step("insert graph: posts, tags, then link rows");
    let b = NewTag::new("b").insert(&engine).await?;
    let a = NewTag::new("a").insert(&engine).await?;
    let first = NewPost::new("p1").tags([&b, &a]).insert(&engine).await?;
    let second = NewPost::new("p2").tags([&a]).insert(&engine).await?;
    let here = either(None, Some("PostgreSQL is given several rows at once"));
    step.runs(6).compares(here);

    let step = script.step("lazy load through secondary");
    let post = Post::get(&engine, 1).await?.expect("a post");
    let names: Vec<String> = post
        .tags(&engine)
        .await?
        .into_iter()
        .map(|tag| tag.name)
        .collect();
    step.sees(names, ["a", "b"]).runs(2).agrees();

    let step = script.step("reverse");
    step.sees(titles(a.posts(&engine).await?), ["p1", "p2"])
        .runs(1)
        .agrees();

    let step = script.step("any()");
    let tagged = Post::query().filter(Post::TAGS.any(Tag::NAME.eq("b")));
    step.sees(tagged.select(Post::TITLE).all(&engine).await?, ["p1"])
        .runs(1)
        .agrees();

    let step = script.step("contains(obj)");
    let tagged = Post::query().filter(Post::TAGS.any(Tag::ID.eq(a.id)));
    let tagged = tagged.order_by(Post::ID.asc());
    step.sees(tagged.select(Post::TITLE).all(&engine).await?, ["p1", "p2"])
        .runs(1)
        .agrees();

    let step = script.step("join");
    let posts = Post::query().order_by(Post::ID.asc()).with(Post::TAGS);
    let mut pairs = Vec::new();
    for (post, tags) in posts.all(&engine).await? {
        pairs.extend(tags.into_iter().map(|tag| (post.title.clone(), tag.name)));
    }
    step.sees(pairs, [("p1", "a"), ("p1", "b"), ("p2", "a")])
        .runs(2)
        .departs("A join is a second statement");

    let session = engine.session().await?;
    let step = script.step("remove from collection: DELETE link row only");
    first.remove_tags(&session, &b).await?;
    step.runs(1).agrees();

    let step = script.step(
        "append the same object twice to the list: NOT deduplicated, two link INSERTs -> IntegrityError",
    );
    second.add_tags(&session, &b).await?;
    second.add_tags(&session, &b).await?;
    step.runs(2)
        .departs("What is linked already is not linked twice");
    assert_eq!(second.tags(&session).await?, [a, b]);
    session.rollback().await?;

    let step = script.step("delete a post: link rows deleted automatically, tags kept");
    Post::get(&engine, 1)
        .await?
        .expect("a post")
        .delete(&engine)
        .await?;
    step.runs(3).agrees();

    let step = script.step("clear()");
    Post::get(&engine, 2)
        .await?
        .expect("a post")
        .set_tags(&engine, &[])
        .await?;
    step.runs(3).agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}

#[test]
async fn c09_a_model_between() -> c09_association_object::Result<()> {
    use c09_association_object::*;

    let (script, engine) = case!(c09_association_object);

    let step = script.step("insert");
    let first = NewCourse::new().title("c1").insert(&engine).await?;
    let second = NewCourse::new().title("c2").insert(&engine).await?;
    let enrolments = [
        NewEnrolment::new(Parent, &first, 5),
        NewEnrolment::new(Parent, &second, 0),
    ];
    let student = NewStudent::new().name("s").enrolments(enrolments);
    student.insert(&engine).await?;
    let here = either(None, Some("PostgreSQL is given several rows at once"));
    step.runs(4).compares(here);

    let step = script.step("walk to the far side");
    let student = Student::get(&engine, 1).await?.expect("a student");
    let enrolments = Student::ENROLMENTS.with(Enrolment::COURSE).of(&student);
    let enrolments = enrolments
        .order_by(Enrolment::COURSE_ID.asc())
        .all(&engine)
        .await?;
    let grades: Vec<_> = enrolments
        .iter()
        .map(|(enrolment, course)| (&course.title, enrolment.grade))
        .collect();
    step.sees(grades, [("c1", 5), ("c2", 0)]).runs(3).agrees();

    let step = script.step("proxy");
    let titles: Vec<_> = enrolments.iter().map(|(_, course)| &course.title).collect();
    step.sees(titles, ["c1", "c2"]).runs(0).agrees();

    let step = script.step("remove enrolment -> delete-orphan DELETE by composite PK");
    student.remove_enrolments(&engine, &enrolments[0].0).await?;
    step.runs(2).departs("What is removed is asked for first");

    let step =
        script.step("delete course without cascade: tries to blank a PK column -> AssertionError");
    let refused = second.delete(&engine).await;
    assert!(matches!(refused, Err(Error::HasChildren { .. })));
    let message = "Course.enrolments: cannot delete the row while others belong to it";
    step.fails(refused, message).runs(1).agrees();

    let step = script.step("get by composite key tuple");
    let enrolment = Enrolment::get(&engine, (1, second.id)).await?;
    step.sees(enrolment.map(|one| one.grade), json!(0))
        .runs(1)
        .agrees();

    script.ends_as_recorded(&engine).await;
    Ok(())
}
