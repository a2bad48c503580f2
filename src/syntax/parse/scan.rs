//! A look at every character before the grammar's: refuses those that hide or mislead, and brackets so deep that
//! reading them would exhaust the stack. Knows strings, raw SQL, comments and brackets only.

use super::report::Report;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// How deep brackets may be nested.
const DEEPEST: usize = 64;

/// What the file is fit for.
pub(super) enum Scan {
    /// To be read as it is.
    Sound,
    /// To be read with raw SQL closed where it should have been.
    Mended(String),
    /// To be read up to this byte only.
    TooDeep(usize),
}

/// Looks at all of `text`.
pub(super) fn scan(text: &str, report: &mut Report<'_>) -> Scan {
    let start = if text.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    let mut scanner = Scanner {
        text,
        at: start,
        parentheses: 0,
        angles: 0,
        raws: Vec::new(),
    };
    while let Some(byte) = scanner.byte(0) {
        if let Err(deep) = scanner.step(byte, report) {
            let message = format!("brackets are nested more than {DEEPEST} deep");
            let span = report.span(deep, deep + 1);
            let error = Diagnostic::error(Code::NESTED_TOO_DEEP, span, message);
            report.add(error.help("close brackets before this one; no schema needs so many"));
            return Scan::TooDeep(deep);
        }
    }
    scanner.mended(report).map_or(Scan::Sound, Scan::Mended)
}

struct Scanner<'s> {
    text: &'s str,
    at: usize,
    parentheses: usize,
    angles: usize,
    /// Raw SQL over several lines; the last one may be unclosed.
    raws: Vec<(usize, usize)>,
}

impl Scanner<'_> {
    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn step(&mut self, byte: u8, report: &mut Report<'_>) -> Result<(), usize> {
        match byte {
            b'/' if self.byte(1) == Some(b'/') => self.comment(report),
            b'"' => self.string(report),
            b'`' => self.raw(report),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word(report),
            b'\r' if self.byte(1) != Some(b'\n') => self.control(report),
            0..=8 | 11 | 12 | 14..=31 | 127 => self.control(report),
            _ => {
                self.bracket(byte)?;
                self.at += 1;
            }
        }
        Ok(())
    }

    fn bracket(&mut self, byte: u8) -> Result<(), usize> {
        match byte {
            b'(' => self.parentheses += 1,
            b')' => self.parentheses = self.parentheses.saturating_sub(1),
            // It never stands in a list, and bodies are not nested: what is still open has been left open.
            b':' => (self.parentheses, self.angles) = (0, 0),
            // In parentheses they compare.
            b'<' if self.parentheses == 0 => self.angles += 1,
            b'>' if self.parentheses == 0 => self.angles = self.angles.saturating_sub(1),
            _ => {}
        }
        if self.parentheses > DEEPEST || self.angles > DEEPEST {
            Err(self.at)
        } else {
            Ok(())
        }
    }

    fn comment(&mut self, report: &mut Report<'_>) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        self.hidden(self.at, self.at + length, report);
        self.at += length;
    }

    fn string(&mut self, report: &mut Report<'_>) {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.byte(0) {
            match byte {
                b'\n' | b'\r' => break,
                b'\\' if !matches!(self.byte(1), Some(b'\n' | b'\r') | None) => self.at += 2,
                b'"' => {
                    self.at += 1;
                    break;
                }
                _ => self.at += 1,
            }
        }
        self.hidden(start, self.at, report);
    }

    fn raw(&mut self, report: &mut Report<'_>) {
        let start = self.at;
        let rest = self.text.get(start + 1..).unwrap_or_default();
        let length = rest.find('`').map_or(rest.len(), |length| length + 1);
        self.at = start + 1 + length;
        self.hidden(start, self.at, report);
        if rest
            .get(..length)
            .is_some_and(|raw| raw.contains('\n') || !raw.ends_with('`'))
        {
            self.raws.push((start, self.at));
        }
    }

    /// A name, perhaps with letters that no name may hold.
    fn word(&mut self, report: &mut Report<'_>) {
        let start = self.at;
        while self
            .byte(0)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80)
        {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        if word.is_ascii() {
            return;
        }
        if let Some((at, odd)) = word
            .char_indices()
            .find(|(_, letter)| !letter.is_ascii() && !letter.is_alphanumeric())
        {
            return report.add(character(
                odd,
                report.span(start + at, start + at + odd.len_utf8()),
            ));
        }
        let message = format!("`{word}` is no name: names are made of `a` to `z`, digits and `_`");
        let error = Diagnostic::error(Code::BAD_CHARACTER, report.span(start, self.at), message);
        report.add(error.help(format!(
            "the database's own name is given as a string: `column \"{word}\"`, `table \"{word}\"`"
        )));
    }

    /// A run of control characters.
    fn control(&mut self, report: &mut Report<'_>) {
        let start = self.at;
        // What led here is one, whatever follows.
        self.at += 1;
        while self.byte(0).is_some_and(|byte| {
            (byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 127
        }) {
            self.at += 1;
        }
        let odd = self
            .text
            .get(start..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or_default();
        report.add(character(odd, report.span(start, self.at)));
    }

    /// Control characters, and those that change the direction of the text, wherever they are hidden.
    fn hidden(&self, start: usize, end: usize, report: &mut Report<'_>) {
        let text = self.text.get(start..end).unwrap_or_default();
        for (at, odd) in text.char_indices() {
            let at = start + at;
            // A line may end in two characters; that the text is at its end is no end of a line.
            let ends_line = || {
                self.text
                    .get(at..)
                    .is_some_and(|rest| rest.starts_with("\r\n"))
            };
            let control = odd.is_control() && !matches!(odd, '\n' | '\t') && !ends_line();
            if control || is_bidi(odd) {
                report.add(character(odd, report.span(at, at + odd.len_utf8())));
            }
        }
    }

    /// Where raw SQL runs to the end of the file, the text with the guilty one closed at its line's end: the one that
    /// was forgotten is the first that has swallowed something like a member or a declaration.
    fn mended(&self, report: &mut Report<'_>) -> Option<String> {
        let (last, end) = *self.raws.last()?;
        if end != self.text.len() || (self.text.ends_with('`') && last + 1 != end) {
            return None;
        }
        let swallows =
            |&&(start, end): &&(usize, usize)| self.text.get(start..end).is_some_and(swallows);
        let guilty = self
            .raws
            .iter()
            .find(swallows)
            .map_or(last, |(start, _)| *start);
        let error = Diagnostic::error(
            Code::UNTERMINATED,
            report.span(guilty, guilty + 1),
            "this raw SQL is never closed",
        );
        report.add(
            error
                .label("opened here")
                .help("raw SQL ends with a second backquote"),
        );
        let line = self.text.get(guilty..)?.split(['\n', '\r']).next()?;
        // In a body on one line, the last `>` is the body's.
        let line = line
            .trim_end()
            .strip_suffix(" >")
            .map_or(line, |before| line.get(..=before.len()).unwrap_or(line));
        let last = line.chars().next_back()?;
        let close = guilty + line.len() - last.len_utf8();
        let mut mended = self.text.to_owned();
        let filled = if line.len() > 1 {
            format!("{:>width$}", '`', width = last.len_utf8())
        } else {
            " ".to_owned()
        };
        mended.replace_range(close..close + last.len_utf8(), &filled);
        Some(mended)
    }
}

/// Whether lines of it begin like a member or a declaration.
fn swallows(raw: &str) -> bool {
    raw.split('\n').skip(1).any(|line| {
        let line = line.trim_start();
        let word = line
            .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
            .next()
            .unwrap_or_default();
        let rest = line.get(word.len()..).unwrap_or_default().trim_start();
        let member = !word.is_empty() && rest.starts_with(':') && !rest.starts_with("::");
        let declaration = super::words::DECLARATIONS.contains(&word) && line.contains('<');
        member || declaration || line.starts_with("///") || line.trim_end() == ">"
    })
}

fn is_bidi(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// A character that has no place; it is named, never shown.
fn character(odd: char, span: Span) -> Diagnostic {
    let number = format!("U+{:04X}", u32::from(odd));
    let (message, help) = match odd {
        '\u{201C}'..='\u{201F}' | '«' | '»' => (
            format!("the character {number} is no quote here"),
            "strings stand in plain double quotes: `\"…\"`",
        ),
        '\u{2018}'..='\u{201B}' => (
            format!("the character {number} is no quote here"),
            "strings stand in plain double quotes: `\"…\"`",
        ),
        _ if is_bidi(odd) => (
            format!("the invisible character {number} changes the direction of the text"),
            "remove it; in a string, write it as `\\u{…}`",
        ),
        _ if odd.is_control() => (
            format!("the control character {number} has no place in a schema"),
            "remove it",
        ),
        _ if odd.is_whitespace() => (
            format!("the character {number} is no plain space"),
            "replace it by a space",
        ),
        _ => (
            format!("the character {number} has no place outside of strings, raw SQL and comments"),
            "remove it",
        ),
    };
    Diagnostic::error(Code::BAD_CHARACTER, span, message).help(help)
}
