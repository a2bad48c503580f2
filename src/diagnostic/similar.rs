//! "Did you mean": a word that is none, and the words there are, to the one that was meant.

use super::Diagnostic;
use crate::source::Span;

/// The candidate that `word` is most likely a slip of; the first of equals.
pub fn similar<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        if let Some(rank) = rank(word, candidate)
            && best.is_none_or(|(least, _)| rank < least)
        {
            best = Some((rank, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Adds "did you mean" with the change that makes it so, if one of the candidates is near.
pub fn did_you_mean<'a>(
    diagnostic: Diagnostic,
    at: Span,
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    match similar(word, candidates) {
        Some(meant) => diagnostic
            .help(format!("did you mean `{meant}`?"))
            .fix(at, meant),
        None => diagnostic,
    }
}

/// Longer words are no names; comparing them would take long and help nobody.
const LONGEST: usize = 100;

/// How far apart the two are, 0 for the same but for case; nothing where they are different words.
fn rank(word: &str, candidate: &str) -> Option<usize> {
    if word.len() > LONGEST || candidate.len() > LONGEST || word.is_empty() || candidate.is_empty()
    {
        return None;
    }
    if !may_be_meant(word, candidate) {
        return None;
    }
    let (left, right) = (plain(word), plain(candidate));
    if left == right {
        return Some(0);
    }
    if singular(&left) == singular(&right) {
        return Some(1);
    }
    let distance = distance(&left, &right);
    if distance <= (left.len().max(right.len()) / 3).max(1)
        && distance < left.len().min(right.len())
    {
        return Some(1 + distance);
    }
    // A word cut short, such as `primary` for `primary_key`; three letters at least, or everything would match.
    let (short, long) = if left.len() < right.len() {
        (&left, &right)
    } else {
        (&right, &left)
    };
    (short.len() >= 3 && long.starts_with(short.as_slice()))
        .then(|| 1 + LONGEST + long.len() - short.len())
}

/// Whether the two are near enough to be looked at closely, told by the letters that each has and the other has not.
/// A schema may have thousands of names and as many mistakes: this is what most pairs cost.
fn may_be_meant(word: &str, candidate: &str) -> bool {
    if !word.is_ascii() || !candidate.is_ascii() {
        return true;
    }
    let (left, right) = (letters(word), letters(candidate));
    let alone = |one: u64, other: u64| (one & !other).count_ones() as usize;
    let lone = alone(left, right).max(alone(right, left));
    let is_beginning = left & !right == 0 || right & !left == 0;
    is_beginning || lone <= word.len().max(candidate.len()) / 3 + SUFFIX
}

/// What a plural has that a singular has not: `ies` for `y`.
const SUFFIX: usize = 3;

/// A bit for each letter and figure that is in the word, whatever its case.
fn letters(word: &str) -> u64 {
    let bit = |byte: u8| match byte.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => 1 << (letter - b'a'),
        figure @ b'0'..=b'9' => 1 << (26 + figure - b'0'),
        _ => 0,
    };
    word.bytes().fold(0, |bits, byte| bits | bit(byte))
}

/// Lower case, without the underscores that are so easily left out.
fn plain(word: &str) -> Vec<char> {
    word.chars()
        .filter(|letter| *letter != '_')
        .flat_map(char::to_lowercase)
        .collect()
}

fn singular(word: &[char]) -> Vec<char> {
    match word {
        [stem @ .., 'i', 'e', 's'] if stem.len() > 1 => [stem, &['y']].concat(),
        [stem @ .., end @ ('s' | 'x'), 'e', 's'] => [stem, &[*end]].concat(),
        [stem @ .., last, 's'] if *last != 's' && !stem.is_empty() => [stem, &[*last]].concat(),
        _ => word.to_vec(),
    }
}

/// The least number of insertions, deletions, replacements and swaps of neighbours between the two.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let cell = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX / 2);
            let replaced = cell(&previous, column) + usize::from(letter != other);
            let mut least = replaced
                .min(cell(&previous, column + 1) + 1)
                .min(cell(&current, column) + 1);
            let swapped = row > 0
                && column > 0
                && right.get(column - 1) == Some(letter)
                && left.get(row - 1) == Some(other);
            if swapped {
                least = least.min(cell(&before, column - 1) + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut previous, current);
    }
    previous.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn finds_what_was_meant() {
        let words = [
            "primary_key",
            "unique",
            "index",
            "nullable",
            "Offences",
            "person_id",
            "category",
        ];
        let cases = [
            ("PRIMARY_KEY", "primary_key"),
            ("primarykey", "primary_key"),
            ("primary", "primary_key"),
            ("uniqe", "unique"),
            ("idnex", "index"),
            ("Offence", "Offences"),
            ("offenses", "Offences"),
            ("categories", "category"),
            ("personid", "person_id"),
        ];
        for (word, meant) in cases {
            assert_eq!(similar(word, words), Some(meant), "{word}");
        }
    }

    #[test]
    fn leaves_other_words_alone() {
        for word in ["", "a", "xyz", "backref", "pk", &"x".repeat(5000)] {
            assert_eq!(
                similar(word, ["primary_key", "unique", "id", "Person"]),
                None,
                "{word}"
            );
        }
    }

    #[test]
    fn the_nearest_wins_and_the_first_of_equals() {
        assert_eq!(similar("name", ["names", "name_a", "Name"]), Some("Name"));
        assert_eq!(similar("cat", ["bat", "hat"]), Some("bat"));
    }
}
