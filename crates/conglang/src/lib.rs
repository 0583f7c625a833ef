//! Everything behind the `conglang` binary: public pages, desk, worker, command line.

pub mod app;
pub mod command;
mod communes;
pub mod desk;
mod headers;
pub mod migrations;
mod missing;
mod ops;
pub mod public;
mod ranges;
pub mod readers;
pub mod serve;
pub mod slices;
pub mod sweep;
