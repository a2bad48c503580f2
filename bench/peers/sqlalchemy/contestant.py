"""SQLAlchemy, told by lines on standard input what to do, and how often. Its SQLite is Python's own."""

import json
import sys
import time

from sqlalchemy import ForeignKey, create_engine, delete, event, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship, selectinload
from sqlalchemy.pool import StaticPool


class Base(DeclarativeBase):
    pass


class PostTag(Base):
    __tablename__ = "post_tags"
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True)


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    hair_color: Mapped[str | None]
    posts: Mapped[list["Post"]] = relationship(back_populates="author")


class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    body: Mapped[str | None]
    author: Mapped[User] = relationship(back_populates="posts")
    comments: Mapped[list["Comment"]] = relationship(back_populates="post")
    tags: Mapped[list["Tag"]] = relationship(secondary="post_tags")


class Comment(Base):
    __tablename__ = "comments"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    text: Mapped[str]
    post: Mapped[Post] = relationship(back_populates="comments")


class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


engine = create_engine("sqlite://", poolclass=StaticPool)


@event.listens_for(engine, "connect")
def _(connection, _record):
    connection.execute("PRAGMA foreign_keys = ON")


def names(number):
    return [f"Name {index}" for index in range(number)]


def all_users(session):
    return session.scalars(select(User)).all()


def users_with_posts(session):
    return session.scalars(select(User).options(selectinload(User.posts))).all()


def three_levels(session):
    levels = selectinload(User.posts).selectinload(Post.comments)
    return session.scalars(select(User).options(levels)).all()


def posts_with_author(session):
    return session.scalars(select(Post).options(joinedload(Post.author))).all()


def posts_with_tags(session):
    return session.scalars(select(Post).options(selectinload(Post.tags))).all()


def lazily(session):
    return [user.posts for user in all_users(session)]


def by_key(session):
    return [session.get(User, key) for key in range(1, 101)]


def filtered(session):
    posts = select(Post).where(Post.user_id > 900)
    return session.scalars(posts.order_by(Post.title.desc(), Post.id)).all()


def pages(session):
    posts = [select(Post).where(Post.id > page * 150).order_by(Post.id).limit(20) for page in range(50)]
    return [session.scalars(page).all() for page in posts]


def insert_posts(session):
    posts = [Post(user_id=1, title=title, body=title) for title in names(1000)]
    session.add_all(posts)
    session.flush()
    return posts


def update_posts(session):
    for key, title in enumerate(names(1000), 1):
        session.execute(update(Post).where(Post.id == key).values(title=title))


def delete_comments(session):
    for key in range(1, 1001):
        session.execute(delete(Comment).where(Comment.id == key))


def nested(session):
    def post(title):
        return Post(title=title, body=title, comments=[Comment(text=text) for text in names(10)])

    def user(name):
        return User(name=name, hair_color="black", posts=[post(title) for title in names(10)])

    session.add_all([user(name) for name in names(100)])


WORKS = {
    work.__name__: work
    for work in (
        all_users,
        by_key,
        delete_comments,
        filtered,
        insert_posts,
        lazily,
        nested,
        pages,
        posts_with_author,
        posts_with_tags,
        three_levels,
        update_posts,
        users_with_posts,
    )
}


def run(work):
    """Does a work in a session of its own, which forgets its rows."""
    with Session(engine, expire_on_commit=False) as session:
        result = WORKS[work](session)
        session.commit()
        return result


def rows(result, along):
    """How many rows a result has, with those that were loaded along by these relationships."""
    if isinstance(result, list | tuple):
        return sum(rows(one, along) for one in result)
    if not isinstance(result, Base):
        return 0
    loaded = result.__dict__
    return 1 + sum(rows(loaded.get(name, []), along) for name in along)


def answer(command, words):
    if command == "script":
        raw = engine.raw_connection()
        raw.executescript(words[0])
        return 0
    if command == "rows":
        along = ["author"] if words[0] == "posts_with_author" else ["posts", "comments", "tags"]
        return rows(run(words[0]), along)
    start = time.process_time_ns()
    for _ in range(words[1]):
        run(words[0])
    return time.process_time_ns() - start


for line in sys.stdin:
    command, *words = json.loads(line)
    print(answer(command, words), flush=True)
