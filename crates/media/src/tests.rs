//! What is taken in, what is refused and why, and what comes out.

mod broken;
mod files;
mod judged;
