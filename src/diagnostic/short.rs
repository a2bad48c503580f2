//! A diagnostic in one line, for tools that show nothing else.

use super::excerpt::Lines;
use super::{Diagnostic, Severity};
use crate::printable::printable;
use crate::source::Sources;

/// `schema.rel:3:5: warning[R0509]: message`
pub fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = diagnostic.labels.first().and_then(|label| {
        let source = sources.get(label.span.file)?;
        let (line, column) = Lines::new(&source.text).position(label.span.range().start);
        Some(format!("{}:{line}:{column}: ", source.name))
    });
    let place = place.unwrap_or_default();
    let code = diagnostic.code;
    printable(&format!(
        "{place}{severity}[{code}]: {}",
        diagnostic.message
    ))
}
