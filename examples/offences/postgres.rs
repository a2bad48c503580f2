//! The seed program of SQLAlchemy's users over PostgreSQL: `cargo run --example offences_postgres`,
//! with `-- --echo` for the SQL. `RELGEN_POSTGRES_URL` says where the server is.
//!
//! `postgres_models.rs` is what `relgen schema.rel --target postgres -o postgres_models.rs` makes of
//! the schema that `models.rs` is made of, too.

mod postgres_models;

use std::env;
use std::process::ExitCode;

use postgres_models::*;

const URL: &str = "postgres://root@127.0.0.1:5432/test";

const OFFENCES_OF_L_LAD: [&str; 3] = [
    "Farting in public.",
    "Looking up skirts.",
    "Stealing from the homeless.",
];

#[tokio::main]
async fn main() -> ExitCode {
    let url = env::var("RELGEN_POSTGRES_URL").unwrap_or_else(|_| URL.to_owned());
    let echo = env::args().any(|argument| argument == "--echo");
    match walk_both_ways(&url, echo).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn walk_both_ways(url: &str, echo: bool) -> Result<()> {
    let mut engine = Engine::connect(url).await?.echo(echo);
    // Tables of the connection's own: nothing is left behind.
    let temporary = "SET search_path = pg_temp";
    engine.client().batch_execute(temporary).await?;
    engine.create_all().await?;
    let session = engine.session().await?;

    let libre_lad = session.add(NewPerson::new("L. Lad")).await?;
    for description in OFFENCES_OF_L_LAD {
        let offence = NewOffences::new().description(description);
        session.add(offence.person(&libre_lad)).await?;
    }
    let nudity = NewOffences::new().description("Public nudity.");
    session.add(nudity).await?;

    // The person and its offences, in two statements however many persons there are.
    let with_offences = Person::query().with(Person::OFFENCES);
    for (person, offences) in with_offences.all(&session).await? {
        println!("{}'s Offences:", person.name);
        for offence in offences {
            println!("offence: {}", offence.description.unwrap_or_default());
        }
    }

    let theft = Offences::DESCRIPTION.eq("Stealing from the homeless.");
    let offence = Offences::query().filter(theft).one(&session).await?;
    if let Some(person) = offence.person(&session).await? {
        println!("{}", person.name);
    }
    session.commit().await
}
