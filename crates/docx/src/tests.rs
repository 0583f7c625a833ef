//! Tests of reading Word files: real ones, odd ones, and hostile ones.

mod files;
mod hostile;
mod mutated;
mod oddities;
mod opening;
mod pack;
mod words;
