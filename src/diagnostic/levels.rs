//! What is made of warnings: shown, taken for errors, or left out.

use super::{ALL, Code, Diagnostic, Severity, WARNINGS, similar};

/// What was said about warnings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    /// Every warning is an error, unless it is allowed.
    pub deny_warnings: bool,
    /// Those that are errors.
    pub denied: Vec<Code>,
    /// Those that are left out.
    pub allowed: Vec<Code>,
}

impl Levels {
    /// Does with the warnings as was said.
    pub fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain(|one| one.is_error() || !self.allowed.contains(&one.code));
        for one in diagnostics {
            if self.deny_warnings || self.denied.contains(&one.code) {
                one.severity = Severity::Error;
            }
        }
    }

    /// A code that is both denied and allowed.
    #[cfg(feature = "cli")]
    pub fn contradiction(&self) -> Option<Code> {
        let denied = |code: &&Code| self.denied.contains(code);
        self.allowed.iter().find(denied).copied()
    }
}

/// The code that is written so, or what is wrong with that.
pub fn known(text: &str) -> Result<Code, String> {
    let mut codes = ALL.iter().map(|(code, _)| *code);
    codes.find(|code| code.text() == text).ok_or_else(|| {
        let words = ALL.iter().map(|(code, _)| code.text());
        // The command line takes this word, too.
        match similar(text, words.chain(["warnings"])) {
            Some(meant) => format!("there is no such code; did you mean `{meant}`?"),
            None => "there is no such code; codes stand in brackets, as in `warning[R0509]`".into(),
        }
    })
}

/// The code of a warning that is written so, or why it cannot be left out.
pub fn allowable(text: &str) -> Result<Code, String> {
    let code = known(text)?;
    if WARNINGS.contains(&code) {
        return Ok(code);
    }
    let warnings: Vec<&str> = WARNINGS.iter().map(|code| code.text()).collect();
    Err(format!(
        "{code} is an error, and only warnings can be allowed: {}",
        warnings.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::{Levels, allowable, known};
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::Span;

    fn shown(levels: &Levels) -> Vec<(Code, bool)> {
        let at = Span::default();
        let mut all = vec![
            Diagnostic::error(Code::UNKNOWN_TYPE, at, ""),
            Diagnostic::warning(Code::DELETE_BLOCKED, at, ""),
            Diagnostic::warning(Code::NOTHING_DECLARED, at, ""),
        ];
        levels.apply(&mut all);
        all.iter().map(|one| (one.code, one.is_error())).collect()
    }

    #[test]
    fn warnings_are_denied_and_allowed() {
        let (ty, blocked, nothing) = (
            Code::UNKNOWN_TYPE,
            Code::DELETE_BLOCKED,
            Code::NOTHING_DECLARED,
        );
        let mut levels = Levels::default();
        assert_eq!(
            shown(&levels),
            [(ty, true), (blocked, false), (nothing, false)]
        );
        levels.denied = vec![blocked];
        assert_eq!(
            shown(&levels),
            [(ty, true), (blocked, true), (nothing, false)]
        );
        levels.denied.clear();
        levels.deny_warnings = true;
        levels.allowed = vec![nothing, ty];
        assert_eq!(shown(&levels), [(ty, true), (blocked, true)]);
    }

    #[test]
    fn codes_are_known() {
        assert_eq!(known("R0509"), Ok(Code::DELETE_BLOCKED));
        assert_eq!(allowable("R0509"), Ok(Code::DELETE_BLOCKED));
        for text in ["r0509", "R05O9", "warning", "", "everything"] {
            assert!(known(text).is_err(), "{text}");
        }
        assert_eq!(
            allowable("R0201"),
            Err(
                "R0201 is an error, and only warnings can be allowed: R0216, R0509, R0510, R0515, R0518, R0526, R0528, R0529, R0531, R0532, R0535, R0536, R0538, R0701, R0703"
                    .to_owned()
            )
        );
    }
}
