//! Times that are made when a row is.

use chrono::Utc;

use super::{Field, Value};

/// The date in UTC.
pub(crate) fn today() -> Value<'static> {
    Utc::now().date_naive().bind().into_owned()
}

/// The time of day in UTC.
pub(crate) fn time_of_day() -> Value<'static> {
    Utc::now().time().bind().into_owned()
}

/// The time in UTC.
pub(crate) fn now() -> Value<'static> {
    Utc::now().bind().into_owned()
}
