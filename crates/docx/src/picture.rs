//! Pictures, known by their content and not by their names.

/// A picture of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// What it is, by its content.
    pub media_type: MediaType,
    /// The picture as it lies in the file.
    pub bytes: Vec<u8>,
}

/// The formats that are taken over.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MediaType {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/gif`
    Gif,
    /// `image/webp`
    WebP,
}

impl MediaType {
    /// What the bytes are, if they are a picture that is taken over.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            _ => None,
        }
    }

    /// Its name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }

    /// The usual ending of a file's name, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
        }
    }
}

/// The words Word keeps for a picture, unless a program made them up: a file's name, or the guess of
/// a machine, describes nothing.
pub(crate) fn description(descr: &str) -> String {
    let line = descr.split_whitespace().collect::<Vec<_>>().join(" ");
    let folded = vitext::fold(&line);
    let generated = ["description automatically generated", "mo ta duoc tao tu dong"];
    let ends_like_a_file = [
        ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".emf", ".wmf",
    ];
    let is_made_up = generated.iter().any(|words| folded.contains(words))
        || ends_like_a_file.iter().any(|ending| folded.ends_with(ending))
        || folded.starts_with("http:")
        || folded.starts_with("https:");
    if is_made_up { String::new() } else { vitext::nfc(&line).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_machine_wrote_describes_nothing() {
        for descr in [
            "C:\\Users\\admin\\IMG_0012.JPG",
            "A group of people\n\nDescription automatically generated",
            "https://example.vn/a",
        ] {
            assert_eq!(description(descr), "", "{descr}");
        }
        assert_eq!(description(" Bà con\n ấp 3 "), "Bà con ấp 3");
    }
}
