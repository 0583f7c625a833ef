//! The files that come out: upright, without metadata, of the right size and colour.

use image::codecs::png::PngEncoder;
use image::{DynamicImage, GrayImage, ImageEncoder, Luma, Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, SamplingFactor};
use moxcms::ColorProfile;
use proptest::prelude::*;

use crate::prepare::variant_widths;
use crate::samples::{
    Scans, exif, extended_webp, gif, jpeg, jpeg_of, jpeg_with, landscape, palette_png, png,
    png_with, quarters, webp,
};
use crate::{
    Area, Blur, Colour, Crop, Focus, PictureKind, PictureLimits, Prepared, Ratio, Sniffed, Tint,
    Variant, crop_to_ratio, prepare, recut, sniff,
};

fn prepared(bytes: &[u8], widths: &[u32]) -> Prepared {
    prepare(bytes, widths, Crop::Whole, &PictureLimits::default()).unwrap()
}

fn files(prepared: &Prepared) -> Vec<&Variant> {
    let fixed = [&prepared.original, &prepared.fallback];
    prepared.variants.iter().chain(fixed).collect()
}

fn opened(variant: &Variant) -> RgbaImage {
    assert_eq!(sniff(&variant.bytes), Sniffed::Picture(variant.kind));
    let image = image::load_from_memory(&variant.bytes).unwrap().into_rgba8();
    assert_eq!(image.dimensions(), (variant.width, variant.height));
    image
}

/// The name of the colour in the middle of each quarter, read like text.
fn quarter_names(image: &RgbaImage) -> [char; 4] {
    let (width, height) = image.dimensions();
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| {
        let [r, g, b, _] = image.get_pixel(width * x / 4, height * y / 4).0;
        match (r > 128, g > 128, b > 128) {
            (true, false, false) => 'r',
            (false, true, false) => 'g',
            (false, false, true) => 'b',
            (true, true, true) => 'w',
            _ => '?',
        }
    })
}

/// Lays an upright picture down so that the orientation tells how to stand it up again (TIFF 6.0,
/// page 36: which visual edge the first row and the first column are).
fn laid_down(upright: &RgbImage, orientation: u8) -> RgbImage {
    let (w, h) = upright.dimensions();
    let (stored_w, stored_h) = if orientation > 4 { (h, w) } else { (w, h) };
    RgbImage::from_fn(stored_w, stored_h, |column, row| {
        let (x, y) = match orientation {
            2 => (w - 1 - column, row),
            3 => (w - 1 - column, h - 1 - row),
            4 => (column, h - 1 - row),
            5 => (row, column),
            6 => (w - 1 - row, column),
            7 => (w - 1 - row, h - 1 - column),
            8 => (row, h - 1 - column),
            _ => (column, row),
        };
        *upright.get_pixel(x, y)
    })
}

#[test]
fn every_orientation_is_stood_upright_and_no_metadata_is_left() {
    let upright = quarters(96, 64);
    for orientation in 1..=8 {
        let stored = laid_down(&upright, orientation);
        let (width, height) = stored.dimensions();
        let exif = exif(orientation);
        let uploads = [
            jpeg(&stored, Scans::Baseline, Some(&exif)),
            jpeg(&stored, Scans::Progressive, Some(&exif)),
            png_with(&stored.clone().into(), |encoder| {
                encoder.set_exif_metadata(exif.clone()).unwrap();
            }),
            extended_webp(&webp(&stored), (width, height), &exif),
        ];
        for upload in uploads {
            assert!(upload.windows(4).any(|window| window == b"GPS "));
            let prepared = prepared(&upload, &[48, 96]);
            assert_eq!((prepared.source.width, prepared.source.height), (width, height));
            for file in files(&prepared) {
                let image = opened(file);
                assert!(image.width() > image.height(), "orientation {orientation}");
                assert_eq!(quarter_names(&image), ['r', 'g', 'b', 'w'], "{orientation}");
                for trace in [&b"Exif"[..], b"EXIF", b"eXIf", b"GPS ", b"MM\0*"] {
                    assert!(!file.bytes.windows(trace.len()).any(|window| window == trace));
                }
            }
        }
    }
}

#[test]
fn a_large_turned_picture_is_shrunk_to_its_upright_width() {
    let upload = jpeg(&landscape(3000, 2000), Scans::Baseline, Some(&exif(6)));
    let prepared = prepared(&upload, &[400, 800, 1600]);
    let sizes: Vec<_> = prepared.variants.iter().map(|v| (v.width, v.height)).collect();
    assert_eq!(sizes, [(400, 600), (800, 1200), (1600, 2400)]);
    assert_eq!((prepared.original.width, prepared.original.height), (2000, 3000));
    assert_eq!((prepared.fallback.width, prepared.fallback.height), (1200, 1800));
    assert_eq!(prepared.original.kind, PictureKind::Jpeg);
    assert_eq!(prepared.fallback.kind, PictureKind::Jpeg);
}

#[test]
fn the_original_is_at_most_2560_wide() {
    let upload = png(&quarters(3000, 100).into());
    let prepared = prepared(&upload, &[400]);
    assert_eq!((prepared.original.width, prepared.original.height), (2560, 85));
}

#[test]
fn nothing_is_enlarged() {
    assert_eq!(variant_widths(4000, &[1600, 400, 800, 400]), [400, 800, 1600]);
    assert_eq!(variant_widths(1600, &[400, 800, 1600]), [400, 800, 1600]);
    assert_eq!(variant_widths(700, &[400, 800]), [400, 700]);
    assert_eq!(variant_widths(120, &[400, 800]), [120]);
    assert_eq!(variant_widths(1, &[400]), [1]);
    assert_eq!(variant_widths(5000, &[]), [1600]);
    assert_eq!(variant_widths(300, &[0]), [300]);
}

#[test]
fn transparency_is_kept_where_the_kind_has_it_and_white_elsewhere() {
    let image = RgbaImage::from_fn(40, 30, |x, _| Rgba([255, 0, 0, if x < 20 { 0 } else { 255 }]));
    let prepared = prepared(&png(&image.into()), &[40]);
    assert_eq!(prepared.original.kind, PictureKind::Png);
    assert_eq!(opened(&prepared.original).get_pixel(5, 15).0[3], 0);
    assert_eq!(opened(&prepared.variants[0]).get_pixel(5, 15).0[3], 0);
    let [r, g, b, a] = opened(&prepared.fallback).get_pixel(5, 15).0;
    assert!(r > 250 && g > 250 && b > 250 && a == 255);
    let colour = prepared.placeholder.colour;
    assert!(colour.red > 250 && (100..155).contains(&colour.green), "{colour}");
}

#[test]
fn drawings_stay_lossless_and_photographs_do_not() {
    let drawing = prepared(&png(&quarters(300, 200).into()), &[100]);
    assert_eq!(drawing.original.kind, PictureKind::Png);
    assert_eq!(opened(&drawing.original).get_pixel(0, 0).0, [255, 0, 0, 255]);
    let mut state = 1_u32;
    let photograph = RgbImage::from_fn(300, 200, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (state >> 28) as u8;
        Rgb([(x / 2) as u8 + noise, (y / 2) as u8 + noise, 100 + noise])
    });
    let prepared = prepared(&png(&photograph.into()), &[100]);
    assert_eq!(prepared.original.kind, PictureKind::Jpeg);
}

#[test]
fn an_alpha_channel_that_says_nothing_is_dropped() {
    let image = DynamicImage::from(landscape(300, 200)).into_rgba8();
    let prepared = prepared(&png(&image.into()), &[100]);
    let header = &prepared.variants[0].bytes[12..16];
    assert_eq!(header, b"VP8 ");
}

#[test]
fn every_depth_and_colour_is_read() {
    let grey = GrayImage::from_fn(60, 40, |x, _| Luma([(x * 4) as u8]));
    let small = DynamicImage::from(quarters(60, 40));
    let cmyk: Vec<u8> = [0_u8, 255, 255, 0].repeat(60 * 40);
    let uploads = [
        ("16-bit", png(&small.to_rgb16().into()), Some(['r', 'g', 'b', 'w'])),
        ("16-bit with alpha", png(&small.to_rgba16().into()), Some(['r', 'g', 'b', 'w'])),
        ("grey png", png(&grey.clone().into()), None),
        ("deep grey png", png(&DynamicImage::from(grey.clone()).to_luma16().into()), None),
        ("grey with alpha", png(&DynamicImage::from(grey.clone()).to_luma_alpha8().into()), None),
        ("grey jpeg", jpeg_of(&grey, 60, 40, ColorType::Luma), None),
        ("four colours", jpeg_of(&cmyk, 60, 40, ColorType::Cmyk), None),
        ("palette", palette_png(60, 40), None),
    ];
    for (name, upload, expected) in uploads {
        // Shrunk as well as kept, because the two take different paths.
        for wide in [upload.clone(), upload] {
            let prepared = prepared(&wide, &[30, 60]);
            for file in files(&prepared) {
                let image = opened(file);
                if let Some(expected) = expected {
                    assert_eq!(quarter_names(&image), expected, "{name}");
                }
            }
        }
    }
}

#[test]
fn every_layout_of_jpeg_keeps_its_colours() {
    use SamplingFactor::{R_4_1_1, R_4_2_0, R_4_2_2, R_4_4_0, R_4_4_4};
    for (width, height) in [(17, 33), (65, 65), (100, 75), (250, 120)] {
        let image = quarters(width, height);
        for factor in [R_4_4_4, R_4_4_0, R_4_2_2, R_4_2_0, R_4_1_1] {
            for (progressive, restart) in [(false, 0), (true, 0), (false, 3), (true, 4)] {
                let upload = jpeg_with(&image, |encoder| {
                    encoder.set_sampling_factor(factor);
                    encoder.set_progressive(progressive);
                    encoder.set_restart_interval(restart);
                });
                let limits = PictureLimits::default();
                let name = format!("{width}x{height} {factor:?} {progressive} {restart}");
                match prepare(&upload, &[400], Crop::Whole, &limits) {
                    Ok(prepared) => {
                        let names = quarter_names(&opened(&prepared.variants[0]));
                        assert_eq!(names, ['r', 'g', 'b', 'w'], "{name}");
                    }
                    Err(error) => assert_eq!(error.code(), "unsupported", "{name}"),
                }
            }
        }
    }
}

#[test]
fn deep_pictures_are_shrunk_before_they_are_flattened() {
    let wide = DynamicImage::from(quarters(3000, 60));
    let uploads = [
        png(&wide.to_rgb16().into()),
        png(&wide.to_rgba16().into()),
        png(&wide.to_luma16().into()),
        png(&wide.to_luma_alpha16().into()),
        png(&wide.to_luma8().into()),
        png(&wide.to_luma_alpha8().into()),
    ];
    for upload in uploads {
        let prepared = prepared(&upload, &[800]);
        assert_eq!((prepared.original.width, prepared.original.height), (2560, 51));
        let white = opened(&prepared.original).get_pixel(2000, 40).0;
        assert_eq!(white, [255; 4]);
    }
}

#[test]
fn four_colours_are_printed_ink_and_become_light() {
    // No cyan, full magenta and yellow, no black: red.
    let cmyk: Vec<u8> = [0_u8, 255, 255, 0].repeat(60 * 40);
    let prepared = prepared(&jpeg_of(&cmyk, 60, 40, ColorType::Cmyk), &[60]);
    let colour = prepared.placeholder.colour;
    assert!(colour.red > 200 && colour.green < 60 && colour.blue < 60, "{colour}");
}

#[test]
fn one_pixel_and_a_thread_of_pixels_are_pictures() {
    let dot = prepared(&png(&quarters(1, 1).into()), &[400, 800]);
    assert_eq!(dot.variants.len(), 1);
    assert_eq!((dot.variants[0].width, dot.variants[0].height), (1, 1));
    let thread = prepared(&jpeg(&landscape(10_000, 10), Scans::Baseline, None), &[400, 1600]);
    let sizes: Vec<_> = thread.variants.iter().map(|v| (v.width, v.height)).collect();
    assert_eq!(sizes, [(400, 1), (1600, 2)]);
    let upright_thread = prepared(&png(&quarters(2, 9000).into()), &[400]);
    assert_eq!(upright_thread.variants[0].height, 9000);
    for file in files(&dot).into_iter().chain(files(&thread)).chain(files(&upright_thread)) {
        opened(file);
    }
}

#[test]
fn the_first_frame_of_an_animation_is_used() {
    let frames = [[255, 0, 0, 255], [0, 0, 255, 255]]
        .map(|colour| RgbaImage::from_pixel(32, 32, Rgba(colour)));
    let prepared = prepared(&gif(&frames), &[32]);
    assert_eq!(prepared.source.kind, PictureKind::Gif);
    assert_eq!(prepared.placeholder.colour.to_string(), "#ff0000");
    assert_eq!(prepared.original.kind, PictureKind::Png);
}

#[test]
fn the_placeholder_tells_the_corners_apart_and_reads_back() {
    let mut image = RgbImage::from_pixel(300, 200, Rgb([20, 24, 20]));
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        if y < 100 {
            *pixel = if x < 150 { Rgb([250, 252, 255]) } else { Rgb([110, 150, 200]) };
        }
    }
    let blur = prepared(&jpeg(&image, Scans::Baseline, None), &[300]).placeholder.blur.unwrap();
    let [sun, sky, left, right] = blur.corners().map(Tint::colour);
    assert!(sun.red > 200 && sun.blue > 200, "{sun}");
    assert!(sky.blue > sky.red + 40, "{sky}");
    assert!(left == right && left.green < 60, "{left} {right}");
    assert_eq!(Blur::parse(&blur.to_string()), Some(blur));
    for text in ["", "1 2 3", "1 2 3 4 5", "1 2 3 63", "1 2 3 -4", "a b c d"] {
        assert_eq!(Blur::parse(text), None, "{text}");
    }
    let glass = RgbaImage::from_pixel(30, 30, Rgba([9, 9, 9, 90]));
    let glass = png(&DynamicImage::ImageRgba8(glass));
    assert_eq!(prepared(&glass, &[30]).placeholder.blur, None, "it would be seen for ever");
}

#[test]
fn every_colour_comes_near_a_tint_and_every_tint_is_its_own() {
    for tint in Tint::all() {
        let near = Tint::of(tint.colour());
        // What a channel cannot hold is cut off at black and white.
        assert!(near == tint || tint.number() < 9 || tint.number() >= 54, "{tint:?} {near:?}");
    }
    for colour in ["#000000", "#ffffff", "#808080"] {
        let near = Tint::of(Colour::parse(colour).unwrap()).colour();
        assert!(near.red == near.green && near.green == near.blue, "{colour}: {near}");
    }
    assert_eq!(Colour::parse("#12g456"), None);
}

#[test]
fn wide_colours_of_a_phone_become_srgb() {
    let image = RgbImage::from_pixel(64, 64, Rgb([200, 80, 80]));
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(profile).unwrap();
    encoder.write_image(&image, 64, 64, image::ExtendedColorType::Rgb8).unwrap();
    let prepared = prepared(&bytes, &[64]);
    let [red, green, ..] = opened(&prepared.original).get_pixel(30, 30).0;
    assert!(red > 205 && green < 76, "{red} {green}");
    assert!(!prepared.original.bytes.windows(4).any(|window| window == b"iCCP"));
}

#[test]
fn cards_are_cut_around_the_focal_point() {
    let upload = jpeg(&quarters(1200, 400), Scans::Baseline, None);
    let limits = PictureLimits::default();
    let left = Crop::To { ratio: Ratio::CARD, focus: Focus::new(0, 500) };
    let prepared = prepare(&upload, &[300, 900], left, &limits).unwrap();
    let sizes: Vec<_> = prepared.variants.iter().map(|v| (v.width, v.height)).collect();
    assert_eq!(sizes, [(300, 200), (600, 400)]);
    let red = opened(&prepared.variants[1]).get_pixel(590, 10).0;
    assert!(red[0] > 200 && red[1] < 50, "{red:?}");
    assert_eq!((prepared.fallback.width, prepared.fallback.height), (1200, 400));

    let right = Crop::To { ratio: Ratio::CARD, focus: Focus::new(1000, 500) };
    let again = recut(&prepared.original.bytes, &[300, 900], right, &limits).unwrap();
    let green = opened(&again[1]).get_pixel(10, 10).0;
    assert!(green[0] < 50 && green[1] > 200, "{green:?}");
}

#[test]
fn a_card_of_a_panorama_is_as_sharp_as_the_picture_allows() {
    let upload = png(&quarters(9000, 900).into());
    let card = Crop::To { ratio: Ratio::CARD, focus: Focus::CENTRE };
    let prepared = prepare(&upload, &[800], card, &PictureLimits::default()).unwrap();
    assert_eq!((prepared.variants[0].width, prepared.variants[0].height), (800, 533));
    assert_eq!(prepared.original.width, 2560);
}

#[test]
fn a_crop_stays_inside_and_near_its_focal_point() {
    let crop = |x, y| crop_to_ratio(1000, 1000, Ratio::CARD, Focus::new(x, y));
    assert_eq!(crop(500, 500), Area { left: 0, top: 167, width: 1000, height: 667 });
    assert_eq!(crop(500, 0).top, 0);
    assert_eq!(crop(500, 9999).top, 333);
    let wide = crop_to_ratio(3000, 1000, Ratio::CARD, Focus::new(700, 0));
    assert_eq!(wide, Area { left: 1350, top: 0, width: 1500, height: 1000 });
}

proptest! {
    #[test]
    fn a_crop_is_never_outside_its_picture(
        width in 1_u32..20_000, height in 1_u32..20_000,
        across in any::<u16>(), down in any::<u16>(), x in any::<u16>(), y in any::<u16>(),
    ) {
        let area = crop_to_ratio(width, height, Ratio::new(across, down), Focus::new(x, y));
        prop_assert!(area.width >= 1 && area.left + area.width <= width);
        prop_assert!(area.height >= 1 && area.top + area.height <= height);
    }
}
