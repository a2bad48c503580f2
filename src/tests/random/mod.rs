//! Random schemas: a plan says what there is, `build` makes something valid of it, `layout` writes it down.
//! What fails is shrunk to the smallest plan that still does, with a word on how to see it again. `RELGEN_CASES=5000 cargo
//! test random` tries more, and other ones each time.

mod broken;
mod build;
mod layout;
mod names;
mod phrase;
mod plan;
mod properties;
mod spec;
#[cfg(feature = "verify")]
mod statements;
mod tape;
mod values;

use std::{env, fmt, process, thread};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};

use spec::Reach;

/// The text of a schema.
#[derive(Clone)]
pub struct Sample(pub String);

/// As it is, so that a failure shows what to write into a file.
impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}\n", self.0)
    }
}

/// Valid schemas, for what is to be done with them.
pub fn schemas(reach: Reach) -> impl Strategy<Value = Sample> {
    plan::plans().prop_map(move |plan| {
        let file = build::build(&plan, reach);
        Sample(layout::text(file, &mut plan.layout.clone()))
    })
}

/// Holds a law against as many values as that, the same ones in every run. `RELGEN_CASES` says how many else, and
/// `RELGEN_RANDOM_SEED` which ones; others each time, where only their number is said.
pub fn hold<T: fmt::Debug>(cases: u32, of: impl Strategy<Value = T>, law: impl Fn(T)) {
    let wanted = env::var("RELGEN_CASES").is_ok();
    let cases = number("RELGEN_CASES", cases.into()) as u32;
    let otherwise = if wanted { process::id().into() } else { 1 };
    let seed = number("RELGEN_RANDOM_SEED", otherwise);
    let config = Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        max_shrink_iters: 2000,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&of, |value| {
        law(value);
        Ok(())
    });
    if let Err(failure) = result {
        let test = thread::current();
        let test = test.name().unwrap_or_default();
        panic!(
            "{failure}\nagain: RELGEN_RANDOM_SEED={seed} RELGEN_CASES={cases} cargo test -p relgen --lib {test}"
        );
    }
}

/// The schema of a seed, the same one in every run.
pub fn sample(reach: Reach, seed: u64) -> String {
    let config = Config {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..Config::default()
    };
    let tree = schemas(reach).new_tree(&mut TestRunner::new(config));
    tree.expect("a schema").current().0
}

/// What a variable of the environment says.
pub fn number(variable: &str, otherwise: u64) -> u64 {
    env::var(variable).map_or(otherwise, |value| value.parse().expect("a number"))
}

/// How a test is done again for one seed, and what its schema is.
pub fn repeated(test: &str, seed: u64) -> String {
    let schema = sample(Reach::Sqlite, seed);
    format!(
        "RELGEN_RANDOM_SEED={seed} RELGEN_RANDOM_RUNS=1 cargo test -p relgen --lib {test}\n{schema}"
    )
}
