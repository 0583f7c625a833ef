//! What is seen of a picture while it loads: one class for each of its corners, and the rules of the
//! style sheet for them. Inline styles are not allowed to any page, and a picture in an address of its
//! own would weigh more than the sentence beside it.

use conglang_media::{Blur, Colour, Tint};

/// The letter of a corner: top left, top right, bottom left, bottom right.
const CORNERS: [char; 4] = ['p', 'q', 'r', 's'];

/// The classes of a picture that loads; none of what is or may be transparent. Of pictures that came
/// before blurs were made the average colour is known.
pub(super) fn blur_classes(blur: Option<&str>, colour: Option<&str>, media_type: &str) -> String {
    let blur = blur.and_then(Blur::parse).or_else(|| {
        let colour = colour.filter(|_| media_type == "image/jpeg")?;
        Colour::parse(colour).map(Blur::of)
    });
    let Some(blur) = blur else { return String::new() };
    CORNERS.iter().zip(blur.corners()).fold("blur".to_owned(), |classes, (corner, tint)| {
        format!("{classes} {corner}{}", tint.number())
    })
}

/// The rules for every class that [`blur_classes`] gives. How the corners run into each other stands
/// with the other rules for pictures.
pub fn blur_rules() -> String {
    let rule = |corner: &char, tint: Tint| {
        format!(".{corner}{}{{--{corner}:{}}}", tint.number(), tint.colour())
    };
    CORNERS.iter().flat_map(|corner| Tint::all().map(move |tint| rule(corner, tint))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_rule() {
        let rules = blur_rules();
        let classes = blur_classes(Some("0 62 31 4"), None, "image/png");
        assert_eq!(classes, "blur p0 q62 r31 s4");
        for class in classes.split(' ').skip(1) {
            assert_eq!(rules.matches(&format!(".{class}{{--")).count(), 1, "{class}");
        }
    }

    #[test]
    fn what_came_before_shows_its_colour_and_what_may_be_transparent_nothing() {
        let of_colour = blur_classes(None, Some("#ffffff"), "image/jpeg");
        assert_eq!(of_colour, "blur p58 q58 r58 s58");
        assert_eq!(blur_classes(None, Some("#ffffff"), "image/png"), "");
        assert_eq!(blur_classes(None, Some("trắng"), "image/jpeg"), "");
        assert_eq!(blur_classes(Some("0 63 0 0"), None, "image/jpeg"), "");
    }
}
