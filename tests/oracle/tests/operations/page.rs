//! The tables of `docs/operations.md`, and what each of their rows has to say.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use crate::harness::Log;

fn text() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/operations.md");
    fs::read_to_string(page).expect("the page")
}

/// The headings, each with its table.
pub fn headings() -> Vec<String> {
    let text = text();
    let headings = text.lines().filter_map(|line| line.strip_prefix("## "));
    headings.map(str::to_owned).collect()
}

/// The rows under one heading.
pub struct Table {
    heading: &'static str,
    log: Log,
    /// Those that did not run yet.
    rows: RefCell<Vec<Row>>,
    /// What is wrong with those that did.
    wrong: RefCell<Vec<String>>,
}

/// A row: Rust code, the statements that it runs, and how many.
struct Row {
    code: String,
    sql: Vec<String>,
    number: String,
}

impl Table {
    /// The table under that heading.
    pub fn under(heading: &'static str, log: &Log) -> Self {
        let text = text();
        let mut parts = text.split("\n## ");
        let below = parts.find_map(|part| part.strip_prefix(heading)?.strip_prefix('\n'));
        let lines = below.expect("the heading").lines();
        let rows = lines.filter(|line| line.starts_with("| ")).skip(2);
        Self {
            heading,
            log: log.clone(),
            rows: RefCell::new(rows.map(Row::read).collect()),
            wrong: RefCell::default(),
        }
    }

    /// Forgets what ran so far, which no row is about.
    pub fn begin(&self) {
        self.log.take();
    }

    /// Compares what ran with the row of that code.
    pub fn ran(&self, code: &str) {
        let (statements, savepoint) = without_savepoints(self.log.take());
        let number = match savepoint {
            true => format!("{} in a savepoint", statements.len()),
            false => statements.len().to_string(),
        };
        let mut rows = self.rows.borrow_mut();
        let row = rows.iter().position(|row| bare(&row.code) == bare(code));
        let right = row.is_some_and(|at| rows.remove(at).is(&statements, &number));
        if !right {
            let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
            let sql = lines(&statements).join("`<br>`");
            let row = format!("| `{code}` | `{sql}` | {number} |");
            self.wrong.borrow_mut().push(row);
        }
    }

    /// Asserts that every row of the table ran, and is right.
    pub fn end(self) {
        let wrong = self.wrong.into_inner().join("\n");
        assert!(wrong.is_empty(), "{}: write\n{wrong}", self.heading);
        let rest: Vec<String> = self
            .rows
            .into_inner()
            .into_iter()
            .map(|row| row.code)
            .collect();
        assert!(rest.is_empty(), "{}: no test runs {rest:#?}", self.heading);
    }
}

impl Row {
    fn read(line: &str) -> Self {
        let line = line.replace("\\|", "\u{1}");
        let cells: Vec<String> = line
            .split('|')
            .map(|cell| cell.trim().replace('\u{1}', "|"))
            .collect();
        let [_, _, code, sql, number, _] = &cells[..] else {
            panic!("four cells, not {line}");
        };
        let quoted = |cell: &str| -> Vec<String> {
            cell.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect()
        };
        Self {
            code: quoted(code).concat(),
            sql: quoted(sql),
            number: number.clone(),
        }
    }

    /// Whether just these statements stand there, each once, in the order in which they first run.
    fn is(&self, statements: &[String], number: &str) -> bool {
        let mut ran: Vec<usize> = Vec::new();
        for statement in statements {
            match self.sql.iter().position(|shown| shows(shown, statement)) {
                Some(at) if ran.contains(&at) => (),
                Some(at) => ran.push(at),
                None => return false,
            }
        }
        ran == Vec::from_iter(0..self.sql.len()) && self.number == number
    }
}

/// Whether a statement is shown so; `…` stands for a part of it.
fn shows(shown: &str, statement: &str) -> bool {
    let mut pieces = shown.split('…');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = statement.strip_prefix(first) else {
        return false;
    };
    let mut last = first;
    for piece in pieces {
        let Some((_, behind)) = rest.split_once(piece) else {
            return false;
        };
        (rest, last) = (behind, piece);
    }
    rest.is_empty() || (last.is_empty() && last.len() < shown.len())
}

/// The statements without savepoints that are over, and whether there was one.
fn without_savepoints(mut statements: Vec<String>) -> (Vec<String>, bool) {
    let is = |statement: &&String, word: &str| statement.starts_with(word);
    let begun = statements.iter().filter(|one| is(one, "SAVEPOINT")).count();
    let over = statements.iter().filter(|one| is(one, "RELEASE")).count();
    let within = begun > 0 && begun == over;
    if within {
        statements.retain(|one| !is(&one, "SAVEPOINT") && !is(&one, "RELEASE"));
    }
    (statements, within)
}

/// The first line of each statement, once.
fn lines(statements: &[String]) -> Vec<&str> {
    let mut lines: Vec<&str> = Vec::new();
    for line in statements.iter().filter_map(|one| one.lines().next()) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Code without its layout.
fn bare(code: &str) -> String {
    let letters: String = code.chars().filter(|one| !one.is_whitespace()).collect();
    letters.replace(",)", ")")
}
