//! The fenced blocks of a page, with what a comment before them asks for.

/// A fenced block.
pub struct Block {
    /// The last heading before it.
    pub heading: String,
    /// Of the opening fence.
    pub line: usize,
    /// What stands behind the opening fence.
    pub language: String,
    /// `<!-- one, another -->` on the line before the fence.
    pub marks: Vec<String>,
    pub text: String,
}

impl Block {
    pub fn is(&self, mark: &str) -> bool {
        self.marks.iter().any(|one| one == mark)
    }

    /// `common.rel` of `<!-- file common.rel -->`, if `word` is `file`.
    pub fn named(&self, word: &str) -> Option<&str> {
        let mut marks = self.marks.iter();
        marks.find_map(|mark| mark.strip_prefix(word)?.strip_prefix(' '))
    }
}

/// The blocks of a page, and its text outside of them: the numbers and texts of the lines.
pub struct Page<'p> {
    pub blocks: Vec<Block>,
    pub lines: Vec<(usize, &'p str)>,
}

pub fn read(page: &str) -> Page<'_> {
    let mut read = Page {
        blocks: Vec::new(),
        lines: Vec::new(),
    };
    let mut heading = "";
    let mut marks = Vec::new();
    let mut open: Option<Block> = None;
    for (line, text) in (1..).zip(page.lines()) {
        match (open.take(), text.strip_prefix("```")) {
            (Some(block), Some(_)) => read.blocks.push(block),
            (Some(mut block), None) => {
                block.text.push_str(text);
                block.text.push('\n');
                open = Some(block);
            }
            (None, Some(language)) => {
                open = Some(Block {
                    heading: heading.to_owned(),
                    line,
                    language: language.to_owned(),
                    marks: std::mem::take(&mut marks),
                    text: String::new(),
                });
            }
            (None, None) => {
                heading = heading_of(text).unwrap_or(heading);
                marks = marks_of(text);
                read.lines.push((line, text));
            }
        }
    }
    assert!(open.is_none(), "a fence is never closed:\n{page}");
    read
}

fn heading_of(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    (text.len() < line.len()).then(|| text.trim())
}

fn marks_of(line: &str) -> Vec<String> {
    let inside = line
        .strip_prefix("<!--")
        .and_then(|it| it.strip_suffix("-->"));
    let marks = inside.map(|inside| inside.split(',').map(|mark| mark.trim().to_owned()));
    marks.into_iter().flatten().collect()
}

/// What stands between backquotes in a line; two of them allow for one inside.
pub fn inline(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find('`') {
        let behind = &rest[start..];
        let fence = behind.len() - behind.trim_start_matches('`').len();
        let (fence, inside) = behind.split_at(fence);
        let Some(end) = inside.find(fence) else { break };
        found.push(inside[..end].trim());
        rest = &inside[end + fence.len()..];
    }
    found
}
