//! Has the program built anew when its assets change: they go into it, but a file that was not there
//! before is no change of the source to the compiler.

fn main() {
    // A debug build reads them from the disk.
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let watched = if is_release { "../../assets" } else { "build.rs" };
    println!("cargo::rerun-if-changed={watched}");
}
