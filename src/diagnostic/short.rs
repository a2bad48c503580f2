//! A diagnostic in one line, for tools that show nothing else.

use super::pages::Pages;
use super::{Diagnostic, Severity};
use crate::printable::printable;
use crate::source::Sources;

/// `schema.rel:3:5: warning[R0509]: message`
pub fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    line(diagnostic, &mut Pages::new(sources))
}

/// A line for each.
#[cfg(feature = "cli")]
pub fn shorts(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut pages = Pages::new(sources);
    let lines = diagnostics.iter().map(|one| line(one, &mut pages) + "\n");
    lines.collect()
}

/// `error`, `warning`
pub(super) fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn line(diagnostic: &Diagnostic, pages: &mut Pages<'_>) -> String {
    let place = diagnostic.labels.first().and_then(|label| {
        let (name, lines) = pages.lines(label.span.file)?;
        let (line, column) = lines.position(label.span.range().start);
        Some(format!("{name}:{line}:{column}: "))
    });
    printable(&format!(
        "{}{}[{}]: {}",
        place.unwrap_or_default(),
        severity(diagnostic),
        diagnostic.code,
        diagnostic.message
    ))
}
