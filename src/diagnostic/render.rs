//! Diagnostics to text for people, as rustc shows its own. Shows the lines that are concerned and nothing else of
//! a file, however large, and no character that could change how the rest is read.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet};

use super::excerpt::{Excerpt, Lines};
use super::{Diagnostic, Label, Severity};
use crate::source::{FileId, Sources};

/// How many diagnostics are shown.
const MOST: usize = 100;

/// A message longer than this, in bytes, repeats a very long word of the file.
const LONGEST: usize = 1000;

/// All diagnostics by file and place, the first of them in full; escape sequences colour them if `color`.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.span));
    let mut pages = Pages {
        sources,
        lines: Vec::new(),
    };
    let mut text = String::new();
    for diagnostic in sorted.iter().take(MOST) {
        let shown = renderer.render(&groups(diagnostic, &mut pages));
        text.extend(
            shown
                .lines()
                .filter(|line| !is_bare_origin(line))
                .flat_map(|line| [line, "\n"]),
        );
        text.push('\n');
    }
    let more = sorted.len().saturating_sub(MOST);
    if more > 0 {
        text.push_str(&format!("{more} more not shown\n"));
    }
    text
}

/// Whether it is the `:::` of an excerpt whose place stands above it already.
fn is_bare_origin(line: &str) -> bool {
    let mut escaped = false;
    let visible = line.chars().filter(|letter| {
        let hidden = escaped || *letter == '\u{1b}';
        escaped = hidden && *letter != 'm';
        !hidden && *letter != ' '
    });
    visible.eq(":::".chars())
}

/// The files, and where the lines begin of those that were shown.
struct Pages<'s> {
    sources: &'s Sources,
    lines: Vec<(FileId, Lines<'s>)>,
}

impl<'s> Pages<'s> {
    fn lines(&mut self, file: FileId) -> Option<(&'s str, &Lines<'s>)> {
        let source = self.sources.get(file)?;
        let at = self
            .lines
            .iter()
            .position(|(known, _)| *known == file)
            .unwrap_or_else(|| {
                self.lines.push((file, Lines::new(&source.text)));
                self.lines.len() - 1
            });
        self.lines
            .get(at)
            .map(|(_, lines)| (source.name.as_str(), lines))
    }
}

fn groups<'s>(diagnostic: &Diagnostic, pages: &mut Pages<'s>) -> Vec<Group<'s>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(plain(&diagnostic.message))
        .id(diagnostic.code.to_string());
    let mut helps = diagnostic.helps.clone();
    let suggestion = diagnostic
        .fix
        .as_ref()
        .and_then(|_| suggestion(diagnostic, &mut helps, pages));
    let mut elements = places(&diagnostic.labels, pages);
    elements.extend(
        helps
            .iter()
            .map(|help| Level::HELP.message(plain(help)).into()),
    );
    std::iter::once(title.elements(elements))
        .chain(suggestion)
        .collect()
}

/// The labels, those that are near each other in one excerpt.
fn places<'s>(labels: &[Label], pages: &mut Pages<'s>) -> Vec<Element<'s>> {
    let mut excerpts: Vec<(FileId, Excerpt<'s>, Vec<usize>)> = Vec::new();
    let mut elements = Vec::new();
    for (number, label) in labels.iter().enumerate() {
        let Some((name, lines)) = pages.lines(label.span.file) else {
            continue;
        };
        let Some(excerpt) = lines.excerpt(label.span.range()) else {
            elements.push(Origin::path(plain(name)).into());
            continue;
        };
        let near = excerpts
            .iter_mut()
            .find(|(file, other, _)| *file == label.span.file && other.is_near(&excerpt));
        match near {
            Some((_, other, numbers)) => {
                *other = lines.joined(other, &excerpt);
                numbers.push(number);
            }
            None => excerpts.push((label.span.file, excerpt, vec![number])),
        }
    }
    for (file, excerpt, numbers) in excerpts {
        let Some((name, lines)) = pages.lines(file) else {
            continue;
        };
        let first = numbers.first().and_then(|number| labels.get(*number));
        let mut snippet = Snippet::source(excerpt.shown()).line_start(excerpt.line);
        match first.filter(|_| excerpt.cut) {
            // Of a part of a line the column has to be given.
            Some(first) => {
                let (line, column) = lines.position(first.span.range().start);
                elements.push(
                    Origin::path(plain(name))
                        .line(line)
                        .char_column(column)
                        .into(),
                );
            }
            None => snippet = snippet.path(plain(name)),
        }
        for (number, label) in numbers
            .iter()
            .filter_map(|number| Some((*number, labels.get(*number)?)))
        {
            let kind = if number == 0 {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let text = (!label.text.is_empty()).then(|| plain(&label.text));
            snippet = snippet.annotation(kind.span(excerpt.within(label.span.range())).label(text));
        }
        elements.push(snippet.into());
    }
    elements
}

/// The line as it would be with the fix, under the help that announces it.
fn suggestion<'s>(
    diagnostic: &Diagnostic,
    helps: &mut Vec<String>,
    pages: &mut Pages<'s>,
) -> Option<Group<'s>> {
    let fix = diagnostic.fix.as_ref()?;
    let (_, lines) = pages.lines(fix.span.file)?;
    let excerpt = lines.excerpt(fix.span.range())?;
    let title = helps
        .pop()
        .unwrap_or_else(|| "write it like this".to_owned());
    let patch = Patch::new(excerpt.within(fix.span.range()), plain(&fix.replacement));
    let snippet = Snippet::source(excerpt.shown())
        .line_start(excerpt.line)
        .patch(patch);
    Some(Level::HELP.secondary_title(plain(&title)).element(snippet))
}

/// The text, up to a sensible length, with characters that a terminal would obey shown by their number.
fn plain(text: &str) -> String {
    let mut shown = String::new();
    for letter in text.chars() {
        if shown.len() > LONGEST {
            return shown + "…";
        }
        let invisible = matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}');
        if (letter.is_control() && letter != '\n') || invisible {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::{FileId, Source, Sources, Span};

    const TEXT: &str = "model Größe <\r\n\tid: Integer 😀 \u{202E}x\r\n>\r\n";

    fn sources(texts: &[&str]) -> Sources {
        let mut sources = Sources::default();
        for (number, text) in texts.iter().enumerate() {
            sources.add(Source {
                name: format!("file{number}.rel"),
                text: (*text).to_owned(),
            });
        }
        sources
    }

    fn span(file: u16, start: usize, end: usize) -> Span {
        Span {
            file: FileId(file),
            start: start as u32,
            end: end as u32,
        }
    }

    fn error(span: Span) -> Diagnostic {
        Diagnostic::error(Code::UNEXPECTED, span, "wrong").label("here")
    }

    #[test]
    fn every_place_can_be_shown() {
        for text in [TEXT, "", "\n", "\u{FEFF}", "é", "\r\n\r\n"] {
            let sources = sources(&[text]);
            for start in 0..text.len() + 3 {
                for end in 0..text.len() + 3 {
                    let error = error(span(0, start, end))
                        .also(span(0, end, start), "there")
                        .fix(span(0, start, end), "x\ny");
                    assert!(render(&[error], &sources, true).contains("wrong"));
                }
            }
        }
        assert!(render(&[error(span(9, 0, 1))], &sources(&[]), false).contains("wrong"));
    }

    #[test]
    fn what_is_shown_is_readable() {
        let long = format!(
            "{}\nmodel A < {} id: Integr {}\n",
            "// x\n".repeat(20_000),
            "é".repeat(900),
            "y".repeat(900)
        );
        let at = long.find("Integr").unwrap_or_default();
        let sources = sources(&[TEXT, "model A <\n    id: Integer\n>\n", "", &long]);
        let shown = [
            error(span(0, 6, 13)).also(span(1, 6, 7), "in another file"),
            error(span(0, 31, 39)).help("one").help("two"),
            error(span(1, 14, 16))
                .also(span(1, 26, 26), "the same file")
                .help("write it so")
                .fix(span(1, 26, 26), " unique"),
            error(span(1, 8, 27)),
            error(span(2, 0, 0)).help("write a model"),
            error(span(3, at, at + 6))
                .also(span(3, 1, 3), "far away")
                .help("did you mean `Integer`?")
                .fix(span(3, at, at + 6), "Integer"),
            Diagnostic::warning(
                Code::UNEXPECTED,
                span(1, 27, 28),
                "a `\u{202E}\u{1b}[31m` in the message",
            ),
        ];
        insta::assert_snapshot!(render(&shown, &sources, false));
    }

    #[test]
    fn they_are_sorted_and_not_too_many() {
        let sources = sources(&[TEXT, TEXT]);
        let errors: Vec<Diagnostic> = (0..10_000)
            .rev()
            .map(|at| error(span(at % 2, at as usize % 20, 25)))
            .collect();
        let shown = render(&errors, &sources, false);
        assert_eq!(shown.matches("wrong").count(), 100);
        assert!(
            shown.starts_with("error[R0101]: wrong\n --> file0.rel:1:1\n"),
            "{shown}"
        );
        assert!(shown.ends_with("9900 more not shown\n"));
    }
}
