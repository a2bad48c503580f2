//! The two seed programs of SQLAlchemy's users, in generated Rust on embedded SQLite:
//! `cargo run --example offences`, with `-- --echo` for the SQL.
//!
//! `one_directional.rs` and `models.rs` are what relgen makes of the `.rel` files beside them.

mod models;
mod one_directional;

use std::env;
use std::process::ExitCode;

const OFFENCES_OF_L_LAD: [&str; 3] = [
    "Farting in public.",
    "Looking up skirts.",
    "Stealing from the homeless.",
];

fn main() -> ExitCode {
    let echo = env::args().any(|argument| argument == "--echo");
    let first = walk_to_the_children(echo).map_err(|error| error.to_string());
    let both = first.and_then(|()| walk_both_ways(echo).map_err(|error| error.to_string()));
    match both {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A person knows its offences; an offence knows only the key of its person.
fn walk_to_the_children(echo: bool) -> one_directional::Result<()> {
    use one_directional::*;

    let mut engine = Engine::in_memory()?.echo(echo);
    engine.create_all()?;
    let session = engine.session()?;

    session.add(NewPerson::new("L. Lad"))?;
    let libre_lad = Person::query()
        .filter(Person::NAME.eq("L. Lad"))
        .one(&session)?;

    for description in OFFENCES_OF_L_LAD {
        let offence = NewOffences::new().description(description);
        session.add(offence.person_id(libre_lad.id))?;
    }
    // No person: the key may be NULL.
    session.add(NewOffences::new().description("Public nudity."))?;

    let person = Person::query().filter(Person::ID.eq(1)).one(&session)?;
    println!("{}'s Offences:", person.name);
    for offence in person.offences(&session)? {
        println!("offence: {}", offence.description.unwrap_or_default());
    }
    session.commit()
}

/// With `back_populates`, an offence finds its person, too.
fn walk_both_ways(echo: bool) -> models::Result<()> {
    use models::*;

    let mut engine = Engine::in_memory()?.echo(echo);
    engine.create_all()?;
    let session = engine.session()?;

    let libre_lad = session.add(NewPerson::new("L. Lad"))?;
    for description in OFFENCES_OF_L_LAD {
        let offence = NewOffences::new().description(description);
        session.add(offence.person(&libre_lad))?;
    }
    session.add(NewOffences::new().description("Public nudity."))?;

    // The person and its offences, in two statements however many persons there are.
    let with_offences = Person::query().with(Person::OFFENCES);
    for (person, offences) in with_offences.all(&session)? {
        println!("{}'s Offences:", person.name);
        for offence in offences {
            println!("offence: {}", offence.description.unwrap_or_default());
        }
    }

    let theft = Offences::DESCRIPTION.eq("Stealing from the homeless.");
    let offence = Offences::query().filter(theft).one(&session)?;
    if let Some(person) = offence.person(&session)? {
        println!("{}", person.name);
    }
    session.commit()
}
