//! One step of a script, beside the record of it.

use std::fmt;

use serde::Serialize;
use serde_json::{Value, json};

use super::departures::explained;
use crate::harness::{Log, said};

/// What came of a step.
enum Observed {
    Value(Value),
    Error(String),
}

/// A step that has begun. It is over with [`runs`](Self::runs).
#[must_use = "say how many statements it runs"]
pub struct Step<'s> {
    name: &'static str,
    recorded: Option<&'s Value>,
    log: &'s Log,
    observed: Observed,
}

/// A step that is over.
#[must_use = "say whether it is as recorded, or how it departs"]
pub struct Done<'s> {
    step: Step<'s>,
    statements: Vec<String>,
}

impl<'s> Step<'s> {
    pub(super) fn new(name: &'static str, recorded: Option<&'s Value>, log: &'s Log) -> Self {
        Self {
            name,
            recorded,
            log,
            observed: Observed::Value(Value::Null),
        }
    }

    /// Asserts what is observed.
    #[track_caller]
    pub fn sees(mut self, observed: impl Serialize, expected: impl Serialize) -> Self {
        let observed = json!(observed);
        assert_eq!(observed, json!(expected), "{}", self.name);
        self.observed = Observed::Value(observed);
        self
    }

    /// Asserts that it fails, and what the error says.
    #[track_caller]
    pub fn fails<T: fmt::Debug, E: fmt::Display>(
        mut self,
        result: Result<T, E>,
        message: &str,
    ) -> Self {
        let error = match result {
            Ok(value) => panic!("`{}` gives {value:?} instead of an error", self.name),
            Err(error) => error.to_string(),
        };
        assert_eq!(error, message, "{}", self.name);
        self.observed = Observed::Error(error);
        self
    }

    /// Asserts how many statements ran; those that begin or end a transaction do not count.
    #[track_caller]
    pub fn runs(self, number: usize) -> Done<'s> {
        let mut statements = self.log.take();
        statements.retain(|sql| !is_boundary(sql));
        let ran = statements.len();
        assert_eq!(ran, number, "`{}` ran {statements:#?}", self.name);
        Done {
            step: self,
            statements,
        }
    }
}

impl Done<'_> {
    /// SQLAlchemy observed the same, and ran as many statements or more.
    #[track_caller]
    pub fn agrees(self) {
        if let Some(difference) = self.difference() {
            panic!("`{}`: {difference}", self.step.name);
        }
    }

    /// SQLAlchemy does it in another way; DEPARTURES.md says why, under that heading.
    #[track_caller]
    pub fn departs(self, heading: &str) {
        explained(heading);
        assert!(
            self.step.recorded.is_none() || self.difference().is_some(),
            "`{}` is as recorded, and departs in nothing",
            self.step.name
        );
    }

    /// One or the other: where there is a heading, it departs.
    #[track_caller]
    pub fn compares(self, departure: Option<&str>) {
        match departure {
            Some(heading) => self.departs(heading),
            None => self.agrees(),
        }
    }

    /// How it differs from the record, if there is one.
    fn difference(&self) -> Option<String> {
        let recorded = self.step.recorded?;
        let (value, error) = (&recorded["observed"], &recorded["error"]["message"]);
        match &self.step.observed {
            Observed::Value(_) if !error.is_null() => Some(format!("SQLAlchemy fails: {error}")),
            Observed::Value(own) if own != value => {
                Some(format!("{own} is seen, and by SQLAlchemy {value}"))
            }
            Observed::Error(own) if !same_error(own, error) => Some(format!(
                "it fails with `{own}`, and SQLAlchemy with {error}"
            )),
            _ => self.more_statements(recorded),
        }
    }

    fn more_statements(&self, recorded: &Value) -> Option<String> {
        let theirs = recorded["sql"].as_array().expect("statements");
        let theirs: u64 = theirs.iter().map(executions).sum();
        let own = &self.statements;
        (own.len() as u64 > theirs).then(|| format!("SQLAlchemy runs {theirs}, and not {own:#?}"))
    }
}

/// What is one call in Python, `executemany`, runs in the database as often as it has parameters.
/// The record also tells where transactions begin and end.
fn executions(sql: &Value) -> u64 {
    match sql["tx"] {
        Value::Null => sql["executemany"].as_u64().unwrap_or(1),
        _ => 0,
    }
}

/// Whether both pass on the same words of the database; other errors have words of their own.
fn same_error(own: &str, theirs: &Value) -> bool {
    let theirs = theirs.as_str().unwrap_or_default();
    let line = theirs.lines().next().unwrap_or_default();
    match said(line) {
        // Some errors have the table before them.
        Some(said) => own
            .strip_suffix(said)
            .is_some_and(|table| table.is_empty() || table.ends_with(": ")),
        None => !theirs.is_empty(),
    }
}

/// Whether a statement only begins or ends a transaction or a savepoint.
fn is_boundary(sql: &str) -> bool {
    let word = sql.split_whitespace().next().unwrap_or_default();
    let boundaries = ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"];
    boundaries.contains(&word.trim_end_matches(';'))
}
