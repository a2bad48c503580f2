//! Values of every type.

use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

/// Texts that were in the way of somebody once, by the number of their characters.
const TEXTS: &[&str] = &[
    "",
    "x",
    "\0",
    "🦀",
    "'",
    " ",
    "%_",
    "a\0b",
    "0.50",
    "it's",
    "NULL",
    "größe",
    "\"quoted\"",
    "e\u{301}\u{200B}",
    "back\\slash",
    "tab\tand\r\nline",
    "'; DROP TABLE x; --",
];

/// Where values come from: the same ones for the same seed.
pub struct Draw(u64);

impl Draw {
    /// Those of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number (splitmix64).
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `count`, which is not 0.
    pub fn below(&mut self, count: usize) -> usize {
        (self.bits() % count as u64) as usize
    }

    /// Whether what happens once in `times` happens.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of them.
    pub fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    /// One of the rows, if there is any.
    pub fn pick<'a, T>(&mut self, rows: impl Iterator<Item = &'a T>) -> Option<&'a T> {
        let rows: Vec<&T> = rows.collect();
        (!rows.is_empty()).then(|| rows[self.below(rows.len())])
    }

    /// The same, or none of them.
    pub fn perhaps<'a, T>(&mut self, rows: impl Iterator<Item = &'a T>) -> Option<&'a T> {
        let none = self.once_in(4);
        self.pick(rows).filter(|_| !none)
    }

    /// A value, or NULL.
    pub fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (!self.once_in(4)).then(|| value(self))
    }

    /// What is given of a column that may be left out.
    pub fn given<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (!self.once_in(3)).then(|| value(self))
    }

    /// One of the edges, or any.
    pub(crate) fn edge<T: Clone>(&mut self, edges: &[T], any: impl FnOnce(&mut Self) -> T) -> T {
        match self.below(edges.len() + 2) {
            at if at < edges.len() => edges[at].clone(),
            _ => any(self),
        }
    }

    /// A key that the database would have given, had none been: below what the next one may be.
    pub fn number(&mut self) -> i16 {
        let any = |draw: &mut Self| draw.below(20_000) as i16;
        self.edge(&[i16::MIN, -1, 0, 1], any)
    }

    pub fn small(&mut self) -> i16 {
        self.edge(&[i16::MIN, -1, 0, 1, i16::MAX], |draw| draw.bits() as i16)
    }

    pub fn integer(&mut self) -> i32 {
        self.edge(&[i32::MIN, -1, 0, 1, i32::MAX], |draw| draw.bits() as i32)
    }

    pub fn big(&mut self) -> i64 {
        let edges = [i64::MIN, -1, 0, 1 << 53, (1 << 53) + 1, i64::MAX];
        self.edge(&edges, |draw| draw.bits() as i64)
    }

    pub fn float(&mut self) -> f64 {
        let edges = [
            0.0,
            -0.0,
            0.1,
            5e-324,
            f64::MIN,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::EPSILON,
            9_007_199_254_740_993.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ];
        let any = |draw: &mut Self| f64::from_bits(draw.bits());
        let float = self.edge(&edges, any);
        if float.is_nan() { 1.5 } else { float }
    }

    /// As many digits as the column has, or fewer.
    pub fn decimal(&mut self, precision: u32, scale: u32) -> Decimal {
        let most = 10_i128.pow(precision) - 1;
        let any = |draw: &mut Self| {
            let wide = (i128::from(draw.bits()) << 64) | i128::from(draw.bits());
            wide % (most + 1)
        };
        let digits = self.edge(&[0, 1, -1, most, -most, most / 2], any);
        Decimal::from_i128_with_scale(digits, scale)
    }

    pub fn boolean(&mut self) -> bool {
        self.once_in(2)
    }

    /// As many characters as the column takes, or fewer; a very long one where it takes any number.
    pub fn text(&mut self, limit: usize) -> String {
        let fitting = TEXTS.iter().filter(|text| text.chars().count() <= limit);
        let fitting: Vec<String> = fitting.map(|text| (*text).to_owned()).collect();
        match self.below(6) {
            0 => "🦀".repeat(limit.min(1000)),
            1 => "z".repeat(limit.min(20_000)),
            2 | 3 => self.one_of(&fitting),
            _ => {
                let length = 1 + self.below(limit.min(12));
                let letter = |_| self.one_of(&['a', 'Z', '0', ' ', 'ß', '\u{10FFFF}', '\u{1}']);
                (0..length).map(letter).collect()
            }
        }
    }

    pub fn bytes(&mut self) -> Vec<u8> {
        let all: Vec<u8> = (0..=255).collect();
        let long = vec![0xFF; 30_000];
        let any = |draw: &mut Self| draw.bits().to_le_bytes().to_vec();
        self.edge(&[Vec::new(), vec![0], b"text".to_vec(), all, long], any)
    }

    pub fn uuid(&mut self) -> Uuid {
        let any = |draw: &mut Self| Uuid::from_u64_pair(draw.bits(), draw.bits());
        self.edge(&[Uuid::nil(), Uuid::max()], any)
    }

    pub fn json(&mut self) -> Value {
        let deep = (0..60).fold(json!([]), |inner, _| json!([inner]));
        let edges = [
            Value::Null,
            json!(true),
            json!(""),
            json!("\0 \u{7f} 🦀 \" \\ '"),
            json!(i64::MIN),
            json!(u64::MAX),
            json!([1.5, -0.25, null, [], {}]),
            json!({"": 1, "größe": {"a\0b": [false]}}),
            json!("x".repeat(20_000)),
            deep,
        ];
        let any = |draw: &mut Self| json!({"number": draw.bits(), "text": draw.text(9)});
        self.edge(&edges, any)
    }
}
