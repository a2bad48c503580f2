//! Tables and what stands in them, as SQL, so that every contestant has the same.

use crate::work::Work;

/// Tables, and what is to be done on them.
pub struct Fixture {
    /// The statements that make and fill the tables.
    pub script: String,
    /// What is done, each with its name.
    pub works: Vec<(String, Work)>,
}

/// As in diesel's own benchmark: nothing but the primary keys is indexed.
const PLAIN: &str = "
CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, hair_color VARCHAR);
CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, title VARCHAR NOT NULL, body TEXT);
CREATE TABLE comments (id INTEGER PRIMARY KEY, post_id INTEGER NOT NULL, text TEXT NOT NULL)";

/// As relgen would make them.
const RELATIONAL: &str = "
CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, hair_color VARCHAR);
CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id), title VARCHAR NOT NULL, body TEXT);
CREATE TABLE comments (id INTEGER PRIMARY KEY, post_id INTEGER NOT NULL REFERENCES posts (id), text TEXT NOT NULL);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL);
CREATE TABLE post_tags (post_id INTEGER NOT NULL REFERENCES posts (id), tag_id INTEGER NOT NULL REFERENCES tags (id), PRIMARY KEY (post_id, tag_id));
CREATE INDEX ix_posts_user_id ON posts (user_id);
CREATE INDEX ix_comments_post_id ON comments (post_id);
CREATE INDEX ix_post_tags_tag_id ON post_tags (tag_id)";

/// All that is measured.
pub fn all() -> Vec<Fixture> {
    let mut fixtures: Vec<Fixture> = [1, 10, 100, 1000, 10_000].map(users).into();
    fixtures.push(inserts());
    fixtures.push(associations());
    fixtures.push(relational());
    fixtures.push(nested());
    fixtures.push(stream());
    fixtures
}

fn users(number: usize) -> Fixture {
    let script = [
        PLAIN.to_owned(),
        fill(
            "users",
            number,
            "i, 'User ' || i, CASE i % 2 WHEN 1 THEN 'black' ELSE 'brown' END",
        ),
        fill("posts", number, "i, i, 'Title ' || i, 'Body ' || i"),
    ];
    Fixture {
        script: script.join(";"),
        works: vec![
            (format!("all of {number} users"), Work::Users),
            (
                format!("black-haired of {number} users, with posts"),
                Work::Joined,
            ),
        ],
    }
}

fn inserts() -> Fixture {
    let work = |number| (format!("insert {number} users"), Work::InsertUsers(number));
    Fixture {
        script: PLAIN.to_owned(),
        works: [1, 10, 25, 50, 100].map(work).into(),
    }
}

fn associations() -> Fixture {
    let script = [
        PLAIN.to_owned(),
        fill("users", 9, "i, 'User ' || i, 'black'"),
        fill("posts", 90, "i, (i - 1) / 10 + 1, 'Title ' || i, NULL"),
        fill("comments", 900, "i, (i - 1) / 10 + 1, 'Comment ' || i"),
    ];
    let name = "associations 9 × 10 × 10".to_owned();
    Fixture {
        script: script.join(";"),
        works: vec![(name, Work::ThreeLevels)],
    }
}

fn relational() -> Fixture {
    let script = [
        RELATIONAL.to_owned(),
        fill(
            "users",
            1000,
            "i, 'User ' || i, CASE i % 2 WHEN 1 THEN 'black' ELSE 'brown' END",
        ),
        fill(
            "posts",
            10_000,
            "i, i * 7919 % 1000 + 1, 'Title ' || i * 7919 % 10000, 'Body ' || i",
        ),
        fill(
            "comments",
            50_000,
            "i, i * 7919 % 10000 + 1, 'Comment ' || i",
        ),
        fill("tags", 100, "i, 'Tag ' || i"),
        fill(
            "post_tags",
            30_000,
            "(i - 1) / 3 + 1, ((i - 1) / 3 + i % 3 * 33) % 100 + 1",
        ),
    ];
    let works = [
        ("100 users by key", Work::ByKey),
        ("filtered and ordered, 1,000 posts", Work::Filtered),
        ("50 pages of 20 posts", Work::Page),
        ("1,000 users with 10,000 posts", Work::UsersWithPosts),
        ("10,000 posts with their author", Work::PostsWithAuthor),
        ("users with posts and 50,000 comments", Work::ThreeLevels),
        ("10,000 posts with 3 tags each", Work::PostsWithTags),
        ("insert 1,000 posts", Work::InsertPosts),
        ("1,000 users, the posts of each lazily", Work::Lazy),
        ("update 1,000 posts by key", Work::Update),
        ("delete 1,000 comments by key", Work::Delete),
    ];
    Fixture {
        script: script.join(";"),
        works: works.map(|(name, work)| (name.to_owned(), work)).into(),
    }
}

fn nested() -> Fixture {
    let name = "insert 100 × 10 × 10 rows, nested".to_owned();
    Fixture {
        script: RELATIONAL.to_owned(),
        works: vec![(name, Work::Nested)],
    }
}

fn stream() -> Fixture {
    let table = "CREATE TABLE readings (id INTEGER PRIMARY KEY, sensor INTEGER NOT NULL, value DOUBLE NOT NULL, note VARCHAR)";
    let rows = fill("readings", 1_000_000, "i, i % 97, i * 0.25, 'Note ' || i");
    Fixture {
        script: format!("{table};{rows}"),
        works: vec![("stream 1,000,000 rows".to_owned(), Work::Stream)],
    }
}

/// An INSERT of so many rows; `i` counts them from 1.
fn fill(table: &str, number: usize, values: &str) -> String {
    let numbers = format!("n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number})");
    format!("WITH RECURSIVE {numbers} INSERT INTO {table} SELECT {values} FROM n")
}
