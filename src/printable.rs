//! Names and messages as they may stand on one line of a terminal or of a comment.

/// The text with line ends, control characters and those that change the direction of what follows
/// shown by their number.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() || is_invisible(letter) {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// Whether Rust code cannot hold it, not even in quotes: a control character, or one that turns what follows round.
pub fn is_unwritable(letter: char) -> bool {
    let control = letter.is_control() && !matches!(letter, '\n' | '\t');
    control || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn it_stays_on_its_line() {
        assert_eq!(
            printable("a\nb\u{1b}[0m \u{202E}ß"),
            "a\\u{a}b\\u{1b}[0m \\u{202e}ß"
        );
    }
}
