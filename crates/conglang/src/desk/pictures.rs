//! Why a picture will not do, as the code of a sentence.

use conglang_media::PictureError;

/// Every code there is.
pub const CODES: [&str; 8] = [
    "picture-empty",
    "picture-bytes",
    "picture-pixels",
    "picture-heic",
    "picture-svg",
    "picture-other",
    "picture-none",
    "picture-broken",
];

/// The key of the sentence in the words files, without the `reject-` before it.
pub fn code(error: &PictureError) -> &'static str {
    match error {
        PictureError::Empty => "picture-empty",
        PictureError::TooManyBytes { .. } => "picture-bytes",
        PictureError::TooManyPixels { .. } | PictureError::TooLong { .. } => "picture-pixels",
        PictureError::Heic => "picture-heic",
        PictureError::Svg => "picture-svg",
        PictureError::OtherPicture { .. } => "picture-other",
        PictureError::NotAPicture { .. } => "picture-none",
        PictureError::Damaged
        | PictureError::Unsupported { .. }
        | PictureError::NotEncoded { .. } => "picture-broken",
    }
}
