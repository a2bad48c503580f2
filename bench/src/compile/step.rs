//! What is measured.

use super::Result;
use super::contestant::Contestant;
use super::project::{DEPENDENCIES, Project, beside, library};

/// One thing that cargo is asked to do.
pub struct Step {
    pub name: &'static str,
    what: What,
    cargo: &'static [&'static str],
}

/// Which crate, and what is there before.
#[derive(Clone, Copy, PartialEq)]
enum What {
    /// The program, of which nothing is there.
    Program,
    /// The program, of which all is there from before one model had another column.
    Change,
    /// The program, of which all is there from before it had another line, and the models are as they were.
    Line,
    /// The same where the models are a crate of their own.
    LineBeside,
    /// The library, of which nothing is there.
    Library,
}

/// The settings of cargo that make it compile everything, or what has changed.
const AFRESH: &str = "build.incremental=false";
const AGAIN: &str = "build.incremental=true";

const RELEASE: &[&str] = &["build", "--release"];

pub const STEPS: [Step; 11] = [
    Step::new("check", What::Program, &["check"]),
    Step::new("dev build", What::Program, &["build"]),
    Step::new("release build", What::Program, RELEASE),
    Step::new("one more column, check", What::Change, &["check"]),
    Step::new("one more column, dev build", What::Change, &["build"]),
    Step::new("a line elsewhere, check", What::Line, &["check"]),
    Step::new("a line elsewhere, dev build", What::Line, &["build"]),
    Step::new(
        "the same, models in a crate of their own, check",
        What::LineBeside,
        &["check"],
    ),
    Step::new(
        "the same, models in a crate of their own, dev build",
        What::LineBeside,
        &["build"],
    ),
    Step::new("library, dev build", What::Library, &["build"]),
    Step::new("library, release build", What::Library, RELEASE),
];

impl Step {
    const fn new(name: &'static str, what: What, cargo: &'static [&'static str]) -> Self {
        Self { name, what, cargo }
    }

    /// Sees to it that what is there before is there.
    fn prepare(&self, project: &Project, contestant: &Contestant) -> Result {
        project.cargo(DEPENDENCIES, AFRESH, self.cargo)?;
        if self.is_again() {
            project.write(contestant, project.shape)?;
            self.run(project, contestant)?;
        }
        Ok(())
    }

    /// The CPU seconds it takes.
    pub fn measure(&self, project: &Project, contestant: &Contestant) -> Result<f64> {
        self.prepare(project, contestant)?;
        match self.what {
            What::Change => project.write(contestant, project.shape.one_more_column())?,
            What::Line | What::LineBeside => project.write_line(contestant)?,
            What::Program | What::Library => project.write(contestant, project.shape)?,
        }
        self.run(project, contestant)
    }

    /// Whether some of it is there before.
    fn is_again(&self) -> bool {
        matches!(self.what, What::Change | What::Line | What::LineBeside)
    }

    pub fn makes_binary(&self) -> bool {
        self.what == What::Program && self.cargo == RELEASE
    }

    fn run(&self, project: &Project, contestant: &Contestant) -> Result<f64> {
        let name = contestant.crate_name;
        match self.what {
            What::Program => project.cargo(name, AFRESH, self.cargo),
            What::Change | What::Line => project.cargo(name, AGAIN, self.cargo),
            What::LineBeside => project.cargo(&beside(contestant), AGAIN, self.cargo),
            What::Library => project.cargo(&library(contestant), AFRESH, self.cargo),
        }
    }
}
