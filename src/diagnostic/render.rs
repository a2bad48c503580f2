//! Diagnostics to text for people, as rustc shows its own. Shows the lines that are concerned and nothing else of
//! a file, however large, and no character that could change how the rest is read.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet};

use super::excerpt::Excerpt;
use super::pages::Pages;
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
    let mut pages = Pages::new(sources);
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
    let mut views: Vec<View<'s>> = Vec::new();
    let mut elements = Vec::new();
    for (number, label) in labels.iter().enumerate() {
        let file = label.span.file;
        let Some((name, lines)) = pages.lines(file) else {
            continue;
        };
        let Some(excerpt) = lines.excerpt(label.span.range()) else {
            elements.push(Origin::path(plain(name)).into());
            continue;
        };
        let near = |view: &&mut View<'_>| view.file == file && view.excerpt.is_near(&excerpt);
        match views.iter_mut().find(near) {
            Some(view) => {
                view.excerpt = lines.joined(&view.excerpt, &excerpt);
                view.labels.push(number);
            }
            None => views.push(View {
                file,
                excerpt,
                labels: vec![number],
            }),
        }
    }
    elements.extend(views.iter().flat_map(|view| view.elements(labels, pages)));
    elements
}

/// One excerpt of a file and which of the labels it shows.
struct View<'s> {
    file: FileId,
    excerpt: Excerpt<'s>,
    labels: Vec<usize>,
}

impl<'s> View<'s> {
    fn elements(&self, labels: &[Label], pages: &mut Pages<'s>) -> Vec<Element<'s>> {
        let Some((name, lines)) = pages.lines(self.file) else {
            return Vec::new();
        };
        let shown = self
            .labels
            .iter()
            .filter_map(|number| Some((*number, labels.get(*number)?)));
        let mut snippet = Snippet::source(self.excerpt.shown()).line_start(self.excerpt.line);
        for (number, label) in shown.clone() {
            let kind = match number {
                0 => AnnotationKind::Primary,
                _ => AnnotationKind::Context,
            };
            let place = self.excerpt.within(label.span.range());
            let text = (!label.text.is_empty()).then(|| plain(&label.text));
            snippet = snippet.annotation(kind.span(place).label(text));
        }
        match shown
            .map(|(_, label)| label)
            .next()
            .filter(|_| self.excerpt.cut)
        {
            // Of a part of a line the column has to be given.
            Some(first) => {
                let (line, column) = lines.position(first.span.range().start);
                let origin = Origin::path(plain(name)).line(line).char_column(column);
                vec![origin.into(), snippet.into()]
            }
            None => vec![snippet.path(plain(name)).into()],
        }
    }
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
