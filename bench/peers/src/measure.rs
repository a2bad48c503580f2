//! Interleaved rounds: each contestant in its turn, and all of them again. What counts is the time of the processor, since
//! other work may run beside it.

use std::time::{Duration, Instant};

use crate::contestant::{Contestant, Entry, Result};
use crate::facts::{Facts, Sum};
use crate::fixture::Fixture;
use crate::work::Work;

/// How long the first contestant works in a round, at least, unless it has done the work 2,000 times by then.
const TURN: Duration = Duration::from_millis(10);
const MOST: u32 = 2000;

/// How many rounds there are, and how many where they take long.
const ROUNDS: usize = 15;
const FEW_ROUNDS: usize = 5;

/// How long is long.
const LONG: Duration = Duration::from_secs(15);

/// The times of a contestant for one run, one for each round.
pub struct Place {
    pub times: Vec<Duration>,
}

/// What came of a work: the places in the order of the contestants.
pub struct Measured {
    pub work: String,
    pub places: Vec<Option<Place>>,
}

/// A contestant at work.
pub struct Runner {
    pub name: &'static str,
    pub contestant: Box<dyn Contestant>,
}

/// Opens the contestants, with these tables in their databases.
pub fn runners(entries: &[&'static Entry], fixture: &Fixture) -> Result<Vec<Runner>> {
    let mut runners = Vec::new();
    for entry in entries {
        let mut contestant = (entry.open)()?;
        contestant.script(&fixture.script)?;
        let name = entry.name;
        runners.push(Runner { name, contestant });
    }
    Ok(runners)
}

/// Fails where a contestant does not give what the first one does.
pub fn compare(runners: &mut [Runner], name: &str, work: Work) -> Result {
    let mut expected = None;
    for runner in runners
        .iter_mut()
        .filter(|runner| runner.contestant.can(work))
    {
        let sum = runner.sum(work)?;
        let expected = *expected.get_or_insert(sum);
        let (own, others) = [sum, expected]
            .map(|sum| runner.contestant.compares(sum))
            .into();
        if own != others {
            let who = runner.name;
            return Err(format!("{name}: {who} gives {own:?}, and not {others:?}").into());
        }
    }
    Ok(())
}

/// Measures a work in interleaved rounds.
pub fn measure(runners: &mut [Runner], name: &str, work: Work) -> Result<Measured> {
    let times = runners
        .first_mut()
        .map_or(Ok(1), |first| first.times(work))?;
    let mut places: Vec<Option<Place>> = Vec::new();
    for runner in runners.iter() {
        let times = Vec::with_capacity(ROUNDS);
        places.push(runner.contestant.can(work).then_some(Place { times }));
    }
    let start = Instant::now();
    for round in 0..ROUNDS {
        if round >= FEW_ROUNDS && start.elapsed() > LONG {
            break;
        }
        for (runner, place) in runners.iter_mut().zip(&mut places) {
            if let Some(place) = place {
                // The contestant before it leaves the caches and the allocator in disorder.
                runner.run(work, 1)?;
                place.times.push(runner.run(work, times)? / times);
            }
        }
    }
    let work = name.to_owned();
    Ok(Measured { work, places })
}

impl Runner {
    /// What comes of the work, and of what shows what it wrote.
    pub fn sum(&mut self, work: Work) -> Result<Sum> {
        let mut sum = Sum::default();
        let mut look = |facts: &dyn Facts| sum = sum.then(facts.sum());
        self.contestant.run(work, &mut look)?;
        if let Some(witness) = work.witness() {
            self.contestant.run(witness, &mut look)?;
        }
        self.undo(work)?;
        Ok(sum)
    }

    /// How often the work is done in a turn.
    fn times(&mut self, work: Work) -> Result<u32> {
        if work.once() {
            return Ok(1);
        }
        // What is done once is done slowly: caches are cold.
        let mut times = 1;
        while times < MOST && self.run(work, times)? < TURN {
            times *= 2;
        }
        Ok(times.min(MOST))
    }

    /// Does the work so many times; how long it took.
    pub fn run(&mut self, work: Work, times: u32) -> Result<Duration> {
        let time = self.contestant.time(work, times)?;
        self.undo(work)?;
        Ok(time)
    }

    fn undo(&mut self, work: Work) -> Result {
        work.undo()
            .map_or(Ok(()), |sql| self.contestant.script(sql))
    }
}
