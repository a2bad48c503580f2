//! Literals of types that are written as text: dates, times, UUIDs, JSON. Each becomes the text that is
//! stored.

use crate::schema::Type;

/// The stored text of a literal, or what the type takes.
pub fn stored(text: &str, ty: Type) -> Result<String, &'static str> {
    match ty {
        Type::Date => date(text).ok_or("a date: `\"2026-01-31\"`"),
        Type::Time => time(text).ok_or("a time of day: `\"18:30:00\"`"),
        Type::DateTime { .. } => {
            date_time(text).ok_or("a date and a time: `\"2026-01-31 18:30:00\"`")
        }
        Type::Uuid => uuid(text).ok_or("a UUID: `\"67e55044-10b1-426f-9247-bb680e5fe0c8\"`"),
        Type::Json if Json::is(text) => Ok(text.to_owned()),
        Type::Json => Err("JSON: `\"{}\"`, `\"[1, 2]\"`, `\"null\"`"),
        _ => Err("nothing but SQL in backquotes"),
    }
}

/// `YYYY-MM-DD`, a day that there is.
fn date(text: &str) -> Option<String> {
    let [year, month, day] = digits(text, '-', [4, 2, 2])?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then(|| text.to_owned())
}

/// `HH:MM:SS`, with up to six digits behind the second, which are six then.
fn time(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let [hour, minute, second] = digits(whole, ':', [2, 2, 2])?;
    let fits = hour < 24 && minute < 60 && second < 60;
    let numeric =
        (1..=6).contains(&fraction.len()) && fraction.bytes().all(|one| one.is_ascii_digit());
    (fits && numeric).then(|| format!("{whole}.{fraction:0<6}"))
}

fn date_time(text: &str) -> Option<String> {
    let (day, of_day) = text.split_once([' ', 'T'])?;
    Some(format!("{} {}", date(day)?, time(of_day)?))
}

/// Three numbers of so many digits.
fn digits(text: &str, between: char, widths: [usize; 3]) -> Option<[u32; 3]> {
    let mut parts = text.split(between);
    let mut numbers = [0; 3];
    for (number, width) in numbers.iter_mut().zip(widths) {
        let part = parts.next()?;
        let numeric = part.len() == width && part.bytes().all(|one| one.is_ascii_digit());
        *number = part.parse().ok().filter(|_| numeric)?;
    }
    parts.next().is_none().then_some(numbers)
}

/// With or without hyphens; stored as 32 lower-case digits.
fn uuid(text: &str) -> Option<String> {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    let shaped = groups == [32] || groups == [8, 4, 4, 4, 12];
    let digits: String = text.chars().filter(|one| *one != '-').collect();
    let hexadecimal = digits.bytes().all(|one| one.is_ascii_hexdigit());
    (shaped && hexadecimal).then(|| digits.to_lowercase())
}

/// Whether a text is JSON. The reader keeps the rest of it.
struct Json<'t>(&'t str);

/// How many brackets may stand in each other.
const DEEPEST: usize = 64;

impl Json<'_> {
    fn is(text: &str) -> bool {
        let mut json = Json(text);
        json.value(0).is_some() && json.0.trim_matches(WHITE_SPACE).is_empty()
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        self.0 = self.0.trim_start_matches(WHITE_SPACE);
        match self.0.chars().next()? {
            _ if depth > DEEPEST => None,
            '{' => self.items('}', |json| {
                json.string()?;
                json.take(":")?;
                json.value(depth + 1)
            }),
            '[' => self.items(']', |json| json.value(depth + 1)),
            '"' => self.string(),
            'a'..='z' => ["true", "false", "null"]
                .into_iter()
                .find_map(|word| self.take(word)),
            _ => self.number(),
        }
    }

    fn take(&mut self, word: &str) -> Option<()> {
        self.0 = self.0.trim_start_matches(WHITE_SPACE).strip_prefix(word)?;
        Some(())
    }

    /// What stands between the brackets, with commas.
    fn items(&mut self, close: char, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        let close = close.to_string();
        self.0 = self.0.get(1..)?;
        if self.take(&close).is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            if self.take(&close).is_some() {
                return Some(());
            }
            self.take(",")?;
        }
    }

    fn string(&mut self) -> Option<()> {
        self.take("\"")?;
        let mut characters = self.0.char_indices();
        loop {
            match characters.next()? {
                (at, '"') => {
                    self.0 = self.0.get(at + 1..)?;
                    return Some(());
                }
                (_, '\\') => match characters.next()?.1 {
                    'u' => {
                        for _ in 0..4 {
                            characters
                                .next()
                                .filter(|(_, one)| one.is_ascii_hexdigit())?;
                        }
                    }
                    '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => {}
                    _ => return None,
                },
                (_, control) if control < ' ' => return None,
                _ => {}
            }
        }
    }

    fn number(&mut self) -> Option<()> {
        let end = self
            .0
            .find(|one: char| !one.is_ascii_digit() && !"+-.eE".contains(one));
        let (number, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        let unsigned = number.strip_prefix('-').unwrap_or(number);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let numeric = |part: &str| !part.is_empty() && part.bytes().all(|one| one.is_ascii_digit());
        let leading = whole.len() > 1 && whole.starts_with('0');
        self.0 = rest;
        (numeric(whole) && numeric(fraction) && numeric(exponent) && !leading).then_some(())
    }
}

const WHITE_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

#[cfg(test)]
mod tests {
    use super::{Json, stored};
    use crate::schema::Type;

    #[test]
    fn literals_become_what_is_stored() {
        let stored = |text, ty| stored(text, ty).ok();
        assert_eq!(
            stored("2024-02-29", Type::Date).as_deref(),
            Some("2024-02-29")
        );
        assert_eq!(stored("2023-02-29", Type::Date), None);
        assert_eq!(stored("1900-02-29", Type::Date), None);
        assert_eq!(stored("2024-13-01", Type::Date), None);
        assert_eq!(stored("24-01-01", Type::Date), None);
        assert_eq!(
            stored("23:59:59.5", Type::Time).as_deref(),
            Some("23:59:59.500000")
        );
        assert_eq!(stored("24:00:00", Type::Time), None);
        assert_eq!(stored("23:59", Type::Time), None);
        let date_time = Type::DateTime { timezone: true };
        let midnight = stored("2024-01-01T00:00:00", date_time);
        assert_eq!(midnight.as_deref(), Some("2024-01-01 00:00:00.000000"));
        let uuid = "67E55044-10b1-426f-9247-bb680e5fe0c8";
        assert_eq!(
            stored(uuid, Type::Uuid),
            Some(uuid.replace('-', "").to_lowercase())
        );
        assert_eq!(stored("67e55044", Type::Uuid), None);
    }

    #[test]
    fn json_is_told_from_what_is_none() {
        let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
        let json = [
            "{}",
            "[]",
            " null ",
            "-0.5e+10",
            "\"\\u00e9\"",
            "{\"a\": [1, {\"b\": true}]}",
            &deep,
        ];
        assert!(json.iter().all(|text| Json::is(text)));
        let too_deep = "[".repeat(100_000);
        let other = [
            "", "{", "{a: 1}", "[1,]", "01", "1.", "+1", "nul", "'a'", "\"\\x\"", "[] []",
            &too_deep,
        ];
        for text in other {
            assert!(!Json::is(text), "{text}");
        }
    }
}
