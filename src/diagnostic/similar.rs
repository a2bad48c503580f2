//! "Did you mean": a word that is none, and the words there are, to the one that was meant.

use super::Diagnostic;
use crate::source::Span;

/// The candidate that `word` is most likely a slip of; the first of equals.
pub fn similar<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut sought = Sought::new(word)?;
    let mut best = None;
    for candidate in candidates {
        if sought.is_nearer(candidate) {
            best = Some(candidate);
        }
    }
    best
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

/// A word that is none, to be compared with thousands: what can be known of it once is.
struct Sought<'w> {
    word: &'w str,
    letters: u64,
    plain: Vec<char>,
    /// The rank of the nearest so far.
    least: usize,
    /// The candidate at hand, and what its distance is measured with.
    candidate: Vec<char>,
    distance: Distance,
}

impl<'w> Sought<'w> {
    fn new(word: &'w str) -> Option<Self> {
        (1..=LONGEST).contains(&word.len()).then(|| Self {
            word,
            letters: letters(word),
            plain: plain(word).collect(),
            least: usize::MAX,
            candidate: Vec::new(),
            distance: Distance::default(),
        })
    }

    /// Whether the candidate is nearer than all before it.
    fn is_nearer(&mut self, candidate: &str) -> bool {
        if candidate.is_empty() || candidate.len() > LONGEST || !self.may_mean(candidate) {
            return false;
        }
        self.candidate.clear();
        self.candidate.extend(plain(candidate));
        let Some(rank) = self.rank().filter(|rank| *rank < self.least) else {
            return false;
        };
        self.least = rank;
        true
    }

    /// How far apart the two are, 0 for the same but for case; nothing where they are different words.
    fn rank(&mut self) -> Option<usize> {
        let (left, right) = (self.plain.as_slice(), self.candidate.as_slice());
        if left == right {
            return Some(0);
        }
        if singular(left).eq(singular(right)) {
            return Some(1);
        }
        let (short, long) = match left.len() < right.len() {
            true => (left, right),
            false => (right, left),
        };
        let near = (long.len() / 3).max(1).min(short.len().saturating_sub(1));
        // What is as far as the nearest is no better.
        let most = near.min(self.least.saturating_sub(2));
        if let Some(distance) = self.distance.at_most(most, left, right) {
            return Some(1 + distance);
        }
        // A word cut short, such as `primary` for `primary_key`; three letters at least, or everything would match.
        (short.len() >= 3 && long.starts_with(short))
            .then(|| 1 + LONGEST + long.len() - short.len())
    }

    /// Whether the candidate is near enough to be looked at closely, told by the letters that each has and the other
    /// has not. A schema may have thousands of names and as many mistakes: this is what most pairs cost.
    fn may_mean(&self, candidate: &str) -> bool {
        if !self.word.is_ascii() || !candidate.is_ascii() {
            return true;
        }
        let (left, right) = (self.letters, letters(candidate));
        let alone = |one: u64, other: u64| (one & !other).count_ones() as usize;
        let lone = alone(left, right).max(alone(right, left));
        let is_beginning = left & !right == 0 || right & !left == 0;
        is_beginning || lone <= self.word.len().max(candidate.len()) / 3 + SUFFIX
    }
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
fn plain(word: &str) -> impl Iterator<Item = char> {
    word.chars()
        .filter(|letter| *letter != '_')
        .flat_map(char::to_lowercase)
}

fn singular(word: &[char]) -> impl Iterator<Item = &char> {
    let (stem, end): (&[char], &[char]) = match word {
        [stem @ .., 'i', 'e', 's'] if stem.len() > 1 => (stem, &['y']),
        [stem @ .., 's' | 'x', 'e', 's'] => (word.get(..=stem.len()).unwrap_or_default(), &[]),
        [stem @ .., last, 's'] if *last != 's' && !stem.is_empty() => {
            (word.get(..=stem.len()).unwrap_or_default(), &[])
        }
        _ => (word, &[]),
    };
    stem.iter().chain(end)
}

/// The least number of insertions, deletions, replacements and swaps of neighbours between two words.
#[derive(Default)]
struct Distance {
    /// The lines of the table: the last but one, the last, and the one that is being made.
    before: Vec<usize>,
    previous: Vec<usize>,
    current: Vec<usize>,
}

impl Distance {
    /// Nothing where it is more than `most`.
    fn at_most(&mut self, most: usize, left: &[char], right: &[char]) -> Option<usize> {
        if left.len().abs_diff(right.len()) > most {
            return None;
        }
        self.previous.clear();
        self.previous.extend(0..=right.len());
        for row in 0..left.len() {
            self.line(row, left, right);
            std::mem::swap(&mut self.before, &mut self.previous);
            std::mem::swap(&mut self.previous, &mut self.current);
            // No line is less than the least of the two before it.
            let lines = self.previous.iter().chain(&self.before);
            if lines.min().is_some_and(|least| *least > most) {
                return None;
            }
        }
        self.previous.last().copied().filter(|least| *least <= most)
    }

    /// The line of a letter, from those of the letters before it.
    fn line(&mut self, row: usize, left: &[char], right: &[char]) {
        self.current.clear();
        self.current.push(row + 1);
        let cell = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX / 2);
        let letter = left.get(row);
        for (column, other) in right.iter().enumerate() {
            let replaced = cell(&self.previous, column) + usize::from(letter != Some(other));
            let mut least = replaced
                .min(cell(&self.previous, column + 1) + 1)
                .min(cell(&self.current, column) + 1);
            let swapped = row > 0
                && column > 0
                && right.get(column - 1) == letter
                && left.get(row - 1) == Some(other);
            if swapped {
                least = least.min(cell(&self.before, column - 1) + 1);
            }
            self.current.push(least);
        }
    }
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
