//! An issue tracker, to copy from: `cargo run --example tracker`, with `-- --echo` for the SQL.
//!
//! `models/` is what relgen makes of `schema.rel`, a file for each model.

mod models;

use std::env;
use std::process::ExitCode;

use models::*;

fn main() -> ExitCode {
    let echo = env::args().any(|argument| argument == "--echo");
    match run(echo) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(echo: bool) -> Result<()> {
    let mut engine = Engine::in_memory()?.echo(echo);
    engine.create_all()?;
    // Committed where it returns a value, rolled back where it fails, begun again where another
    // connection is in the way.
    let project = engine.transaction(|session| fill(session))?;
    board(&engine, &project)?;
    triage(&engine, &project)?;
    two_at_once(&engine)?;
    outline(&engine)?;
    pages(&engine)?;
    report(&engine)?;
    clean_up(&engine, project)
}

/// Users, and a project with all that belongs to it.
fn fill(db: &Connection) -> Result<Project> {
    let ada = NewUser::new("ada", "Ada")
        .settings(NewSettings::new(Parent).theme("dark"))
        .insert(db)?;
    let bob = NewUser::new("bob", "Bob").insert(db)?;

    // A tree of rows goes in level by level, in one savepoint.
    let project = NewProject::new("PARSE", "The parser")
        .labels([
            NewLabel::new(Parent, "bug").color("#d73a4a"),
            NewLabel::new(Parent, "docs"),
        ])
        .insert(db)?;
    let labels = project.labels(db)?;
    let bug = labels.iter().filter(|label| label.name == "bug");

    let crash = NewIssue::new(&project, 1, "An empty file is refused", &ada)
        .body("It should be an empty schema.")
        .assignee(&bob)
        .labels(bug)
        .watchers([&ada, &bob])
        .comments([
            NewComment::new(Parent, "Since when?").author(&bob),
            NewComment::new(Parent, "Since yesterday.").author(&ada),
        ])
        .work([NewWork::new(Parent, &bob, day(2), 90)])
        .parts([
            NewIssue::new(&project, 2, "Write a test", &bob),
            NewIssue::new(&project, 3, "Mend it", &bob).state(State::InProgress),
        ])
        .insert(db)?;
    let release = NewIssue::new(&project, 4, "Release it", &ada).insert(db)?;
    // Rows that are there are linked.
    release.add_blockers(db, &crash)?;
    ada.add_work(db, NewWork::new(&release, Parent, day(3), 30))?;
    Ok(project)
}

/// What is open, with its labels, who works on it, and what was said last.
fn board(db: &Connection, project: &Project) -> Result<()> {
    // One statement for the issues and those who reported them, and one for each `with`.
    let open = Project::ISSUES
        .of(project)
        .filter(Issue::STATE.ne(State::Closed))
        .with(Issue::LABELS)
        .with(Issue::ASSIGNEE)
        .with(Issue::COMMENTS.order_by(Comment::ID.desc()).limit(1));
    println!("{}: {}", project.code, project.title);
    for (issue, labels, assignee, last) in open.all(db)? {
        let labels: Vec<String> = labels.into_iter().map(|label| label.name).collect();
        let who = assignee.map_or_else(|| "nobody".to_owned(), |user| user.name);
        println!(
            "  #{} {} [{}] from {} to {who}",
            issue.number,
            issue.title,
            labels.join(", "),
            issue.reporter.name
        );
        for comment in last {
            println!("     \"{}\"", comment.text);
        }
    }
    Ok(())
}

/// Filters across relationships, and changes of many rows.
fn triage(db: &Connection, project: &Project) -> Result<()> {
    let open = Issue::STATE.ne(State::Closed);
    // Nothing open is in their way, and they have no parts.
    let ready = Issue::query()
        .filter(Issue::BLOCKERS.none(open.clone()) & !Issue::PARTS.exists())
        .filter(open);
    let taken = ready.update_all(db, |row| row.state(State::InProgress))?;
    println!("{taken} can be worked on");

    // The label is there: it takes over the colour, and keeps its issues.
    let label = NewLabel::new(project, "bug").color("#b60205");
    let bug = label.upsert_by_project_id_name(db, Label::COLOR)?;
    println!("{} is {} now", bug.name, bug.color);
    // Nothing to be taken over: it has to be new.
    match NewLabel::new(project, "bug").insert(db) {
        Err(error) if error.violates(Label::UQ_PROJECT_ID_NAME) => println!("bug is there"),
        other => println!("{other:?}"),
    }
    Ok(())
}

/// Two who change one issue: the second is told, and begins with what is there now.
fn two_at_once(db: &Connection) -> Result<()> {
    let mut mine = Issue::query().filter(Issue::NUMBER.eq(1)).one(db)?;
    let mut theirs = mine.clone();
    mine.title = "An empty file is a schema".to_owned();
    mine.save(db)?;
    theirs.state = State::Closed;
    if let Err(Error::Stale { .. }) = theirs.save(db) {
        theirs = theirs.reload(db)?;
        theirs.state = State::Closed;
        theirs.save(db)?;
    }
    println!("#{} {}: {}", theirs.number, theirs.title, theirs.state);
    Ok(())
}

/// Issues and their parts, as deep as is asked for: a statement a level.
fn outline(db: &Connection) -> Result<()> {
    fn print(issue: &Issue, parts: &[Tree<Issue>], depth: usize) {
        println!("{:1$}#{2} {3}", "", 2 * depth, issue.number, issue.title);
        for part in parts {
            print(&part.row, &part.children, depth + 1);
        }
    }
    let roots = Issue::query().filter(Issue::PARENT_ID.is_null());
    for (issue, parts) in roots.with(Issue::PARTS.recursion_depth(3)).all(db)? {
        print(&issue, &parts, 0);
    }
    Ok(())
}

/// Pages by key: each begins after the last row of the one before, whatever was added meanwhile.
fn pages(db: &Connection) -> Result<()> {
    let mut last = None;
    loop {
        let page = Issue::query().order_by(Issue::TITLE.asc()).limit(3);
        let page = page.after(last.as_ref()).all(db)?;
        let Some(end) = page.last() else {
            return Ok(());
        };
        let titles: Vec<&str> = page.iter().map(|issue| issue.title.as_str()).collect();
        println!("page: {}", titles.join("; "));
        last = Some(end.clone());
    }
}

/// Values instead of models.
fn report(db: &Connection) -> Result<()> {
    struct Line {
        title: String,
        comments: u64,
    }
    let discussed: Vec<Line> = Issue::query()
        .filter(Issue::COMMENTS.exists())
        .select((Issue::TITLE, Issue::COMMENTS.count()))
        .map(|(title, comments)| Line { title, comments })
        .all(db)?;
    for Line { title, comments } in discussed {
        println!("{title}: {comments} comments");
    }
    let spent = Work::query()
        .group_by(Work::USER.get(User::LOGIN))
        .select((Work::MINUTES.sum(), count()));
    for (login, (minutes, times)) in spent.all(db)? {
        let (login, minutes) = (login.unwrap_or_default(), minutes.unwrap_or_default());
        println!("{login}: {minutes} minutes, {times} times");
    }
    Ok(())
}

/// What goes along, and what keeps a row from going.
fn clean_up(db: &Connection, project: Project) -> Result<()> {
    let ada = User::get_by_login(db, "ada")?;
    if let Some(error) = ada.and_then(|ada| ada.delete(db).err()) {
        println!("ada stays: {:?}", error.kind());
    }
    // Its labels, its issues, their parts, comments and work, and all links.
    project.delete(db)?;
    println!("{} comments are left", Comment::query().count(db)?);
    for user in User::query().all(db)? {
        user.delete(db)?;
    }
    println!("{} settings are left", Settings::query().count(db)?);
    Ok(())
}

/// A day of May 2024.
fn day(number: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2024, 5, number).unwrap_or_default()
}
