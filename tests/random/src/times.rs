//! Dates and times, to the microsecond.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::Draw;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn time(second: u32, microsecond: u32) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(second, microsecond * 1000).expect("a time")
}

impl Draw {
    pub fn date(&mut self) -> NaiveDate {
        let edges = [
            day(0, 1, 1),
            day(0, 2, 29),
            day(1582, 10, 15),
            day(1969, 12, 31),
            day(2000, 2, 29),
            day(9999, 12, 31),
        ];
        let any = |draw: &mut Self| {
            let year = draw.below(10_000) as i32;
            day(year, 1 + draw.below(12) as u32, 1 + draw.below(28) as u32)
        };
        self.edge(&edges, any)
    }

    pub fn time(&mut self) -> NaiveTime {
        let edges = [
            time(0, 0),
            time(0, 1),
            time(43_200, 0),
            time(86_399, 999_999),
        ];
        let any = |draw: &mut Self| time(draw.below(86_400) as u32, draw.below(1_000_000) as u32);
        self.edge(&edges, any)
    }

    pub fn date_time(&mut self) -> NaiveDateTime {
        self.date().and_time(self.time())
    }

    pub fn utc(&mut self) -> DateTime<Utc> {
        self.date_time().and_utc()
    }
}
