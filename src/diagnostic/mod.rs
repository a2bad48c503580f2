//! What relgen has to say about a schema: code, place, reason, remedy. Knows no rule of the language;
//! a message stands where it is raised.

mod code;
mod excerpt;
mod fixes;
#[cfg(feature = "cli")]
mod json;
mod levels;
mod pages;
#[cfg(feature = "cli")]
mod places;
mod render;
mod reported;
mod short;
mod similar;
#[cfg(test)]
mod tests;

#[cfg(feature = "cli")]
pub use code::PAGES;
pub use code::{ALL, Code, WARNINGS};
pub use fixes::settle;
#[cfg(feature = "cli")]
pub use fixes::{apply, certain};
#[cfg(feature = "cli")]
pub use json::{json, json_problem};
#[cfg(feature = "cli")]
pub use levels::known;
pub use levels::{Levels, allowable};
#[cfg(feature = "cli")]
pub use places::{Place, Places};
pub use render::render;
pub use reported::Reported;
pub use short::short;
#[cfg(feature = "cli")]
pub use short::shorts;
pub use similar::{did_you_mean, similar};

use crate::source::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Generated all the same; worth a look.
    Warning,
}

/// One message: what is wrong, where, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable, to be looked up and allowed by.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// One sentence without a full stop, lower-case, names in backquotes.
    pub message: String,
    /// The places, the one to look at first in front.
    pub labels: Vec<Label>,
    /// What to do about it: sentences without a full stop.
    pub helps: Vec<String>,
    /// A change of the text that mends it.
    pub fix: Option<Fix>,
}

/// An underlined place and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words; empty where the message says it all.
    pub text: String,
}

/// A replacement in the text; an empty span inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
    /// Whether that is what was meant.
    pub applicability: Applicability,
}

/// How much is known of what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Nothing else can have been meant; it may be made without asking.
    Certain,
    /// A guess, for people to look at.
    Maybe,
}

impl Diagnostic {
    /// An error at `span`.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, message.into())
    }

    /// A warning at `span`.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span, message.into())
    }

    fn new(code: Code, severity: Severity, span: Span, message: String) -> Self {
        let labels = vec![Label {
            span,
            text: String::new(),
        }];
        Self {
            code,
            severity,
            message,
            labels,
            helps: Vec::new(),
            fix: None,
        }
    }

    /// Says a few words at the first place.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Underlines another place that is involved.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds a remedy.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }

    /// Adds a change of the text that probably mends it; say it in a help, too.
    pub fn fix(self, span: Span, replacement: impl Into<String>) -> Self {
        self.mended(span, replacement.into(), Applicability::Maybe)
    }

    /// Adds the change of the text that mends it, where nothing else can have been meant; say it in a help, too.
    pub fn certain_fix(self, span: Span, replacement: impl Into<String>) -> Self {
        self.mended(span, replacement.into(), Applicability::Certain)
    }

    fn mended(mut self, span: Span, replacement: String, applicability: Applicability) -> Self {
        self.fix = Some(Fix {
            span,
            replacement,
            applicability,
        });
        self
    }

    /// Whether nothing may be generated because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
