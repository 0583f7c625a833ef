//! Why a picture will not do, as the code of a sentence.

use conglang_media::PictureError;

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
