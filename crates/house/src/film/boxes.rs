//! What an MP4 says of itself: with which codecs it was made, and whether it tells where. Films come from
//! strangers: every length is doubted.

/// What stands between a film and its sample descriptions.
const CONTAINERS: [&[u8; 4]; 5] = [b"moov", b"trak", b"mdia", b"minf", b"stbl"];

/// How phones and cameras say where a film was made.
const PLACES: [&[u8]; 4] = [b"\xa9xyz", b"loci", b"gpmd", b"com.apple.quicktime.location"];

/// H.264 in the profiles that every browser plays: baseline, main, extended, high.
const PLAYED_PROFILES: [u8; 4] = [66, 77, 88, 100];

/// Whether browsers play it: H.264 with AAC, or no sound.
pub(super) fn is_played_everywhere(film: &[u8]) -> bool {
    let mut codecs = Vec::new();
    gather(film, &mut codecs);
    let is_video = |codec: &&Codec| codec.handler_is_video;
    codecs.iter().any(|codec| is_video(&codec)) && codecs.iter().all(|codec| codec.is_played)
}

/// Whether it tells where it was made. The pictures and the sound are not looked into.
pub(super) fn tells_place(film: &[u8]) -> bool {
    children(film).filter(|(kind, _)| *kind != b"mdat").any(|(_, content)| {
        PLACES.iter().any(|place| content.windows(place.len()).any(|window| window == *place))
    })
}

struct Codec {
    handler_is_video: bool,
    is_played: bool,
}

fn gather(content: &[u8], codecs: &mut Vec<Codec>) {
    for (kind, inside) in children(content) {
        if CONTAINERS.contains(&kind) {
            gather(inside, codecs);
        } else if kind == b"stsd" {
            // Four bytes of flags and four of a count stand before the descriptions.
            let entries = children(inside.get(8..).unwrap_or_default());
            codecs.extend(entries.filter_map(|(codec, entry)| judge(codec, entry)));
        }
    }
}

/// Whether a track is played; none for what is neither seen nor heard.
fn judge(codec: &[u8; 4], entry: &[u8]) -> Option<Codec> {
    let profile = || {
        let at = entry.windows(4).position(|window| window == b"avcC")?;
        entry.get(at + 5).copied()
    };
    let (handler_is_video, is_played) = match codec {
        b"avc1" | b"avc3" => {
            (true, profile().is_none_or(|profile| PLAYED_PROFILES.contains(&profile)))
        }
        b"mp4a" => (false, true),
        // Time codes, captions, what a phone notes beside the film.
        b"tmcd" | b"mebx" | b"text" | b"tx3g" | b"gpmd" | b"rtmd" => return None,
        _ => (false, false),
    };
    Some(Codec { handler_is_video, is_played })
}

/// The boxes that stand side by side in some bytes, as far as they are whole.
fn children(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (size, rest) = bytes.split_first_chunk::<4>()?;
        let (kind, content) = rest.split_first_chunk::<4>()?;
        let (head, size) = match u32::from_be_bytes(*size) {
            0 => (8, bytes.len()),
            1 => {
                let size = content.first_chunk::<8>().map(|size| u64::from_be_bytes(*size))?;
                (16, usize::try_from(size).ok()?)
            }
            size => (8, usize::try_from(size).ok()?),
        };
        let inside = bytes.get(head..size)?;
        bytes = bytes.get(size..)?;
        Some((kind, inside))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        let size = u32::try_from(inside.len() + 8).unwrap();
        [&size.to_be_bytes(), kind.as_slice(), inside].concat()
    }

    /// A film with one track for each codec, and something beside the tracks.
    fn film(codecs: &[(&[u8; 4], &[u8])], beside: &[u8]) -> Vec<u8> {
        let tracks: Vec<u8> = codecs
            .iter()
            .flat_map(|(codec, entry)| {
                let described = [&[0; 8], boxed(codec, entry).as_slice()].concat();
                let table = boxed(b"stbl", &boxed(b"stsd", &described));
                boxed(b"trak", &boxed(b"mdia", &boxed(b"minf", &table)))
            })
            .collect();
        let moov = boxed(b"moov", &[beside, tracks.as_slice()].concat());
        [boxed(b"ftyp", b"isom"), boxed(b"mdat", b"\xa9xyz hevc"), moov].concat()
    }

    const HIGH: &[u8] = b"\0\0\0\x20avcC\x01\x64\0\x1f";
    const HIGH_422: &[u8] = b"\0\0\0\x20avcC\x01\x7a\0\x1f";

    #[test]
    fn the_codecs_say_whether_a_film_is_played_everywhere() {
        let played = |codecs: &[(&[u8; 4], &[u8])]| is_played_everywhere(&film(codecs, b""));
        assert!(played(&[(b"avc1", HIGH), (b"mp4a", b""), (b"mebx", b"")]));
        assert!(played(&[(b"avc1", HIGH)]));
        assert!(!played(&[(b"avc1", HIGH_422), (b"mp4a", b"")]));
        assert!(!played(&[(b"hvc1", b""), (b"mp4a", b"")]));
        assert!(!played(&[(b"avc1", HIGH), (b"ac-3", b"")]));
        assert!(!played(&[(b"mp4a", b"")]), "no film at all");
    }

    #[test]
    fn a_place_is_found_beside_the_pictures_and_not_among_them() {
        assert!(!tells_place(&film(&[(b"avc1", HIGH)], b"")));
        let beside = boxed(b"udta", &boxed(b"\xa9xyz", b"\0\x12\x15\xc7+09.1769+105.1524/"));
        assert!(tells_place(&film(&[(b"avc1", HIGH)], &beside)));
    }

    #[test]
    fn lengths_that_lie_end_the_reading() {
        for lie in
            [&b""[..], b"\0", b"\0\0\0\x07moov", b"\xff\xff\xff\xffmoov", b"\0\0\0\x01moov\xff"]
        {
            assert!(!is_played_everywhere(lie) && !tells_place(lie));
        }
        let whole = film(&[(b"avc1", HIGH), (b"mp4a", b"")], b"");
        for cut in 0..whole.len() {
            is_played_everywhere(&whole[..cut]);
        }
    }
}
