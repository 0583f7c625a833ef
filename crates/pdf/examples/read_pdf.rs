//! Reads PDF files and prints their words: `cargo run -p conglang-pdf --example read_pdf FILE`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name)?;
        let begun = std::time::Instant::now();
        let found = conglang_pdf::words(&bytes, &conglang_pdf::Limits::default());
        writeln!(out, "{name}: {:?}", begun.elapsed())?;
        match found {
            Ok(words) => writeln!(out, "{words}")?,
            Err(reason) => writeln!(out, "  {reason}")?,
        }
    }
    Ok(())
}
