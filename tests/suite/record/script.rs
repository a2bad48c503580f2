//! A behaviour script: the steps of a case, one after the other, and the rows at its end.

use std::cell::Cell;

use serde_json::Value;

use super::departures::explained;
use super::facts::{behaviour, facts};
use super::step::Step;
use super::stored::Rows;
use crate::harness::{Log, Raw};

/// The script of one case. Its steps have the names and the order of the record's.
pub struct Script {
    case: &'static str,
    log: Log,
    facts: Option<Value>,
    /// How many of the record's steps came already.
    done: Cell<usize>,
}

impl Script {
    /// The script of that case, with its record if there is one.
    pub fn of(case: &'static str) -> Self {
        Self {
            case,
            log: Log::default(),
            facts: facts(case),
            done: Cell::new(0),
        }
    }

    /// The statements of its database, which count.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Begins the next step.
    #[track_caller]
    pub fn step(&self, name: &'static str) -> Step<'_> {
        let recorded = self.recorded(name);
        self.log.take();
        Step::new(name, recorded, &self.log)
    }

    /// Passes over a step that cannot be written in Rust, for the reason that DEPARTURES.md gives
    /// under that heading. The types that forbid it are asserted beside the call.
    #[track_caller]
    pub fn leaves_out(&self, name: &'static str, heading: &str) {
        explained(heading);
        self.recorded(name);
    }

    /// Asserts that all steps are done, and that the database holds the recorded rows.
    pub async fn ends_as_recorded(&self, db: &impl Raw) {
        self.ends_as_recorded_but(db, |_| ()).await;
    }

    /// The same for rows that differ: `change` makes of the recorded rows those that are there.
    pub async fn ends_as_recorded_but(&self, db: &impl Raw, change: impl FnOnce(&mut Rows)) {
        let Some(facts) = &self.facts else { return };
        let recorded = behaviour(facts);
        let steps = recorded["steps"].as_array().expect("steps").len();
        assert_eq!(self.done.get(), steps, "{}: steps are missing", self.case);
        let mut expected = Rows::recorded(&recorded["rows"]);
        change(&mut expected);
        for table in expected.tables() {
            let stored = db.rows(&table).await.expect("a table");
            expected.are(&table, stored);
        }
    }

    /// The record of the next step, which has to be this one.
    #[track_caller]
    fn recorded(&self, name: &str) -> Option<&Value> {
        let steps = behaviour(self.facts.as_ref()?)["steps"].as_array();
        let next = self.done.replace(self.done.get() + 1);
        let step = steps.expect("steps").get(next);
        let recorded = step.and_then(|step| step["step"].as_str());
        assert_eq!(recorded, Some(name), "{}: step {next}", self.case);
        step
    }
}
