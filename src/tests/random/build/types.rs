//! Column types, enums and types that the user's own Rust carries.

use super::super::names::{ALIASES, DOCS, ENUMS, LABELS, Names, VARIANTS, docs};
use super::super::phrase::{Declaration, Member, phrase};
use super::super::spec::{Base, Type};
use super::super::tape::Tape;

/// One of the language's own types, or of `named`.
pub fn ty(tape: &mut Tape, named: &[Type]) -> Type {
    let own = 15;
    match tape.below(own + 2 * named.len()) {
        choice if choice >= own => named[(choice - own) / 2].clone(),
        choice => builtin(choice, tape),
    }
}

fn builtin(choice: usize, tape: &mut Tape) -> Type {
    let (words, base) = match choice {
        0 => ("Integer", Base::Integer),
        1 => ("SmallInteger", Base::SmallInteger),
        2 => ("BigInteger", Base::BigInteger),
        3 => ("Float", Base::Float),
        4 => ("Double", Base::Float),
        5 => return numeric(tape),
        6 => ("Boolean", Base::Boolean),
        7 => return string(tape),
        8 => ("Text", Base::Text { limit: usize::MAX }),
        9 => ("LargeBinary", Base::Binary),
        10 => ("Date", Base::Date),
        11 => ("Time", Base::Time),
        12 => match tape.below(2) {
            0 => ("DateTime", Base::DateTime),
            _ => ("DateTime timezone", Base::DateTime),
        },
        13 => ("Uuid", Base::Uuid),
        _ => ("Json", Base::Json),
    };
    own(words.to_owned(), base)
}

pub fn own(words: String, base: Base) -> Type {
    Type {
        words,
        base,
        is_alias: false,
    }
}

pub fn integer() -> Type {
    own("Integer".to_owned(), Base::Integer)
}

fn numeric(tape: &mut Tape) -> Type {
    let (precision, scale) =
        [(10, 2), (1, 0), (5, 5), (15, 4), (16, 2), (28, 28), (28, 0)][tape.below(7)];
    let words = match (scale, tape.below(2)) {
        (0, 1) => format!("Numeric ( {precision} )"),
        _ => format!("Numeric ( {precision} ; {scale} )"),
    };
    let whole = precision - scale;
    own(words, Base::Numeric { whole, scale })
}

fn string(tape: &mut Tape) -> Type {
    match [0, 1, 12, 50, 320][tape.below(5)] {
        0 => own("String".to_owned(), Base::Text { limit: usize::MAX }),
        limit => own(format!("String ( {limit} )"), Base::Text { limit }),
    }
}

/// An enum, whose variants differ in Rust and whose labels differ.
pub fn enumeration(tape: &mut Tape, number: usize) -> (Type, Declaration) {
    let name = ENUMS[number].to_owned();
    let (mut names, mut labels) = (Names::default(), Names::default());
    let (mut variants, mut members) = (Vec::new(), Vec::new());
    for _ in 0..=tape.below(4) {
        let variant = names.member(tape, VARIANTS, "");
        let mut head = phrase(&variant);
        if tape.once_in(3) {
            head = head.text(&labels.take_db(tape.pick(LABELS)));
        } else if !labels.is_new_db(&variant) {
            continue;
        }
        variants.push(variant);
        let docs = docs(tape);
        members.push(Member {
            docs,
            head,
            attributes: Vec::new(),
        });
    }
    let declaration = Declaration {
        docs: docs(tape),
        head: phrase(&format!("enum {name}")),
        body: Some(members),
    };
    (own(name, Base::Enum { variants }), declaration)
}

/// `type Email = String(320) as crate::Email`
pub fn alias(tape: &mut Tape, number: usize) -> (Type, Declaration) {
    let name = ALIASES[number].to_owned();
    let choice = tape.below(15);
    let carried = builtin(choice, tape);
    let path = tape.pick(&["crate ::", "crate :: carried ::", ":: carrier ::"]);
    let docs = if tape.once_in(4) {
        vec![DOCS[0]]
    } else {
        Vec::new()
    };
    let declaration = Declaration {
        docs,
        head: phrase(&format!("type {name} = {} as {path} {name}", carried.words)),
        body: None,
    };
    let ty = Type {
        words: name,
        is_alias: true,
        ..carried
    };
    (ty, declaration)
}
