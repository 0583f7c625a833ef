//! Reads a Word file and prints what was found: `cargo run -p conglang-docx --example read FILE`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name)?;
        let begun = std::time::Instant::now();
        let found = conglang_docx::read(&bytes, &conglang_docx::Limits::default());
        writeln!(out, "{name}: {:?}", begun.elapsed())?;
        match found {
            Err(reason) => writeln!(out, "  {reason}")?,
            Ok(found) => {
                writeln!(out, "title: {:?}\nlead: {:?}", found.title, found.lead)?;
                writeln!(out, "letterhead: {:#?}", found.letterhead)?;
                for (index, picture) in found.pictures.iter().enumerate() {
                    let kind = picture.media_type.as_str();
                    writeln!(out, "picture {index}: {kind}, {} bytes", picture.bytes.len())?;
                }
                writeln!(out, "converted: {:?}\ndropped: {:?}", found.converted, found.dropped)?;
                writeln!(out, "{}", found.html)?;
            }
        }
    }
    Ok(())
}
