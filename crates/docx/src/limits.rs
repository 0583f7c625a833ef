//! How much of a Word file is read.

/// Limits of one reading. The defaults are far above what an office writes, and far below what
/// would trouble a small server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of the file as it was sent.
    pub file_bytes: usize,
    /// Bytes of all parts that are read, unpacked.
    pub unpacked_bytes: usize,
    /// Bytes of one part of text, unpacked.
    pub text_part_bytes: usize,
    /// Parts in the file.
    pub entries: usize,
    /// How many times larger a part of more than a megabyte may become when it is unpacked.
    pub ratio: usize,
    /// Elements within elements.
    pub depth: usize,
    /// Elements of one part.
    pub elements: usize,
    /// Bytes of the markup that is made of it: what one word of a file says may be said of many
    /// paragraphs.
    pub markup_bytes: usize,
    /// Pictures taken over; further ones are counted as lost.
    pub pictures: usize,
    /// Bytes of one picture; larger ones are counted as lost.
    pub picture_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            unpacked_bytes: 120 << 20,
            text_part_bytes: 24 << 20,
            entries: 4_000,
            ratio: 200,
            depth: 128,
            elements: 1_000_000,
            markup_bytes: 24 << 20,
            pictures: 200,
            picture_bytes: 25 << 20,
        }
    }
}
