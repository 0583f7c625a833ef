//! The `conglang` binary.

fn main() {}
