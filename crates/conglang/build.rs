//! Has the program built anew when its assets change: they go into it, but a file that was not there
//! before is no change of the source to the compiler.

#[expect(clippy::disallowed_methods, reason = "this is how cargo speaks to a build script")]
fn main() {
    // A debug build reads them from the disk.
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let watched = if is_release { "../../assets" } else { "build.rs" };
    println!("cargo::rerun-if-changed={watched}");
}
