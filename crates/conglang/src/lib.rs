//! The library behind the `conglang` binary.
