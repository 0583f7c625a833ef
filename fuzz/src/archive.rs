//! Archives made of what the fuzzer gives, so that it need not learn how to pack.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of these parts.
pub fn zipped<'p>(parts: impl IntoIterator<Item = (&'p str, &'p [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in parts {
        archive.start_file(name, options).expect("a name of ours");
        archive.write_all(part).expect("memory can be written");
    }
    archive.finish().expect("memory can be written").into_inner()
}
