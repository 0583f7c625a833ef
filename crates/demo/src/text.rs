//! Turns the banks of templates into texts about one commune on one day.

pub(crate) mod bank;
pub(crate) mod calendar;
pub(crate) mod fill;
pub(crate) mod markup;
