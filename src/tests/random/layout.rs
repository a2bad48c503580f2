//! Pieces to text: plainly at the end of the tape, and before it with any white space, line ends, commas and comments
//! that the language allows for.

use super::phrase::{Declaration, File, Member, Phrase, Piece};
use super::tape::Tape;

/// The text of a file.
pub fn text(file: File, tape: &mut Tape) -> String {
    let ends = tape.below(8);
    let mut page = Page {
        pieces: Vec::new(),
        tape,
    };
    page.file(file);
    let pieces = page.pieces;
    let mut text = String::new();
    for (number, piece) in pieces.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &pieces[before]);
        match piece {
            Piece::Line { indent } => {
                let around = [before, pieces.get(number + 1)];
                line(*indent, around, tape, &mut text);
            }
            Piece::Comma => comma(tape, &mut text),
            Piece::Doc(doc) => text.push_str(doc),
            Piece::Word(word) => {
                if let Some(Piece::Word(_) | Piece::Comma) = before {
                    gap(word, tape, &mut text);
                }
                text.push_str(word);
            }
        }
    }
    text.push('\n');
    match ends {
        1 => text.replace('\n', "\r\n"),
        2 => format!("\u{FEFF}{text}"),
        3 => format!("\u{FEFF}{}", text.replace('\n', "\r\n")),
        _ => text,
    }
}

/// The pieces of a file in an order.
struct Page<'t> {
    pieces: Vec<Piece>,
    tape: &'t mut Tape,
}

impl Page<'_> {
    fn file(&mut self, file: File) {
        self.docs("//!", &file.docs, 0);
        for declaration in file.declarations {
            self.declaration(declaration);
        }
    }

    fn docs(&mut self, slashes: &str, docs: &[&str], indent: usize) {
        for doc in docs {
            self.pieces.push(Piece::Line { indent });
            let space = if doc.is_empty() { "" } else { " " };
            let doc = format!("{slashes}{space}{doc}");
            self.pieces.push(Piece::Doc(doc));
        }
    }

    fn declaration(&mut self, declaration: Declaration) {
        self.docs("///", &declaration.docs, 0);
        self.pieces.push(Piece::Line { indent: 0 });
        self.pieces.extend(declaration.head.0);
        let Some(members) = declaration.body else {
            return;
        };
        self.word("<");
        let several = members.len() > 1;
        for (number, member) in members.into_iter().enumerate() {
            if number > 0 {
                self.pieces.push(Piece::Comma);
            }
            self.member(member);
        }
        if several {
            self.pieces.push(Piece::Comma);
        }
        self.pieces.push(Piece::Line { indent: 0 });
        self.word(">");
    }

    fn member(&mut self, mut member: Member) {
        self.docs("///", &member.docs, 4);
        self.pieces.push(Piece::Line { indent: 4 });
        self.pieces.extend(member.head.0);
        self.tape.shuffle(&mut member.attributes);
        for Phrase(attribute) in member.attributes {
            self.pieces.extend(attribute);
        }
    }

    fn word(&mut self, word: &str) {
        self.pieces.push(Piece::Word(word.to_owned()));
    }
}

/// What stands before a member; always a line end next to a doc.
fn line(indent: usize, around: [Option<&Piece>; 2], tape: &mut Tape, text: &mut String) {
    let choice = tape.below(12);
    if around[0].is_none() && choice == 0 {
        return;
    }
    let is_doc = |piece: &Option<&Piece>| matches!(piece, Some(Piece::Doc(_)));
    let (at_doc, after_doc) = (around.iter().any(is_doc), is_doc(&around[0]));
    text.push_str(match choice {
        1 if !at_doc => " ",
        2 => "\n\n",
        3 => "\n\n\n \n\t",
        4 if !after_doc => " // behind\n",
        5 => "\n// own\n",
        6 => "\n\n  //// own, apart\n\n",
        7 => "\n//\n",
        _ => "\n",
    });
    text.push_str(&" ".repeat(indent));
}

fn comma(tape: &mut Tape, text: &mut String) {
    text.push_str(match tape.below(6) {
        1 => " ,",
        2 => "\n,",
        3 => "",
        _ => ",",
    });
}

/// What stands between two words.
fn gap(word: &str, tape: &mut Tape, text: &mut String) {
    let plain = if is_tight(word, text) { "" } else { " " };
    let may_be_tight = !(ends_with_word(text) && word.starts_with(is_of_word));
    text.push_str(match tape.below(24) {
        1 if may_be_tight => "",
        2 => "\n",
        3 => "   ",
        4 => "\n\n\n\t",
        5 => " // a comment\n",
        6 => "\n// its own line\n        ",
        7 => "\n\n//// größer \"than\" `it` \u{2192}  \n",
        8 => "\t",
        9 => "// one\n // two\n",
        _ => plain,
    });
}

fn is_tight(word: &str, text: &str) -> bool {
    matches!(word, "," | ":" | "." | ")" | "::")
        || text.ends_with(['(', '.'])
        || text.ends_with("::")
        || word == "(" && text.ends_with(is_of_word) && is_type(text)
}

/// `String(50)` has no blank before its parenthesis.
fn is_type(text: &str) -> bool {
    ["String", "Numeric"].iter().any(|ty| text.ends_with(ty))
}

fn ends_with_word(text: &str) -> bool {
    text.ends_with(is_of_word)
}

fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '{' | '}')
}
