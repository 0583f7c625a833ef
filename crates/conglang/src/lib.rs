//! Everything behind the `conglang` binary: public pages, desk, worker, command line.

mod communes;
mod headers;
mod missing;
pub mod public;
pub mod slices;
