//! A change that a diagnostic offers makes it go away.

use super::{cases, compiled};

#[test]
fn every_fix_mends_what_it_is_offered_for() {
    let all = ["check", "generate", "syntax"].into_iter();
    for (name, text) in all.flat_map(cases) {
        for diagnostic in compiled(&text).diagnostics {
            let Some(fix) = &diagnostic.fix else { continue };
            let mut mended = text.clone();
            mended.replace_range(fix.span.range(), &fix.replacement);
            let after = compiled(&mended).diagnostics;
            let same = |other: &&crate::diagnostic::Diagnostic| {
                other.code == diagnostic.code && other.message == diagnostic.message
            };
            let before = compiled(&text).diagnostics;
            let (before, left) = (
                before.iter().filter(same).count(),
                after.iter().filter(same).count(),
            );
            assert!(left < before, "{name}: {diagnostic:?}\n{mended}");
            // And nothing of the grammar is broken by it.
            let syntax = |code: String| code.starts_with("R01");
            assert!(
                after
                    .iter()
                    .filter(|other| syntax(other.code.to_string()))
                    .count()
                    <= compiled(&text)
                        .diagnostics
                        .iter()
                        .filter(|other| syntax(other.code.to_string()))
                        .count(),
                "{name}: {diagnostic:?}\n{mended}"
            );
        }
    }
}
