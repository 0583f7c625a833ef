//! Paints pictures of the delta: layered skies, water, crops, houses and people, with grain and vignette.

mod built;
mod canvas;
mod country;
mod noise;
mod people;
mod plants;
mod rooms;
mod sky;
mod town;
mod waterside;

use canvas::{Canvas, Rgb};
use image::codecs::jpeg::JpegEncoder;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scene {
    /// Rice fields to the horizon.
    RiceField,
    /// A canal between mangroves.
    MangroveCanal,
    /// Shrimp ponds with paddle wheels.
    ShrimpPonds,
    /// Boats full of goods on a river.
    RiverMarket,
    /// People sitting in a meeting hall.
    MeetingHall,
    /// A school and its yard.
    School,
    /// A commune's health station.
    HealthStation,
    /// A concrete country road with houses and flowers.
    RuralRoad,
    /// A street or yard full of national flags.
    FlagsCeremony,
    /// Fishing boats in port.
    FishingPort,
    /// A melaleuca forest with bee hives.
    HoneyForest,
    /// A concrete bridge over a canal.
    Bridge,
    /// People planting trees.
    TreePlanting,
    /// Sunrise over the sea at the cape.
    CapeSunrise,
    /// A house given to a family in need.
    CharityHouse,
    /// A street of a town with shops and stalls.
    TownStreet,
    /// The counter where papers are handed in.
    ServiceCounter,
    /// The seat of the People's Committee.
    CommitteeHouse,
}

impl Scene {
    /// All scenes, in the order of their declaration.
    pub const ALL: [Self; 18] = [
        Self::RiceField,
        Self::MangroveCanal,
        Self::ShrimpPonds,
        Self::RiverMarket,
        Self::MeetingHall,
        Self::School,
        Self::HealthStation,
        Self::RuralRoad,
        Self::FlagsCeremony,
        Self::FishingPort,
        Self::HoneyForest,
        Self::Bridge,
        Self::TreePlanting,
        Self::CapeSunrise,
        Self::CharityHouse,
        Self::TownStreet,
        Self::ServiceCounter,
        Self::CommitteeHouse,
    ];
}

/// Paints a scene and encodes it as JPEG. The same arguments give the same bytes. Sides are in
/// pixels, at least 16 and at most 4000 each; anything else is brought into that range. The bytes
/// are empty only if the encoder fails, which it does not for sizes in that range.
pub fn paint(scene: Scene, seed: u64, width: u32, height: u32) -> Vec<u8> {
    let (width, height) = (width.clamp(16, 4000) as usize, height.clamp(16, 4000) as usize);
    let mut canvas = Canvas::new(width, height);
    let chance = Chance::new(seed ^ ((scene as u64) << 40));
    let c = &mut canvas;
    let r = &chance;
    match scene {
        Scene::RiceField => country::rice_field(c, r),
        Scene::MangroveCanal => waterside::mangrove_canal(c, r),
        Scene::ShrimpPonds => waterside::shrimp_ponds(c, r),
        Scene::RiverMarket => waterside::river_market(c, r),
        Scene::MeetingHall => rooms::meeting_hall(c, r),
        Scene::School => town::school(c, r),
        Scene::HealthStation => town::health_station(c, r),
        Scene::RuralRoad => country::rural_road(c, r),
        Scene::FlagsCeremony => town::flags_ceremony(c, r),
        Scene::FishingPort => waterside::fishing_port(c, r),
        Scene::HoneyForest => country::honey_forest(c, r),
        Scene::Bridge => waterside::bridge(c, r),
        Scene::TreePlanting => country::tree_planting(c, r),
        Scene::CapeSunrise => waterside::cape_sunrise(c, r),
        Scene::CharityHouse => country::charity_house(c, r),
        Scene::TownStreet => town::street(c, r),
        Scene::ServiceCounter => rooms::service_counter(c, r),
        Scene::CommitteeHouse => town::committee_house(c, r),
    }
    encode(&canvas, seed)
}

/// Tone, vignette and grain, then JPEG.
fn encode(canvas: &Canvas, seed: u64) -> Vec<u8> {
    let (width, height) = (canvas.width, canvas.height);
    let mut bytes = Vec::with_capacity(width * height * 3);
    let mut grain = seed as u32 | 1;
    for (row, line) in canvas.pixels.chunks_exact(width).enumerate() {
        let dy = row as f32 / height as f32 - 0.5;
        for (column, pixel) in line.iter().enumerate() {
            let dx = column as f32 / width as f32 - 0.5;
            let rim = 1.0 - (dx * dx + dy * dy - 0.12).max(0.0) * 0.52;
            grain ^= grain << 13;
            grain ^= grain >> 17;
            grain ^= grain << 5;
            // The sum of two bytes lies like a tent around its middle.
            let noise = ((grain & 255) + ((grain >> 8) & 255)) as f32 / 255.0 - 1.0;
            let noise = noise * 0.022;
            for part in [pixel.0, pixel.1, pixel.2] {
                bytes.push((film(part * rim + noise) * 255.0 + 0.5) as u8);
            }
        }
    }
    let mut jpeg = Vec::with_capacity(bytes.len() / 8);
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, 84);
    let written = encoder_write(encoder, &bytes, width, height);
    if written { jpeg } else { Vec::new() }
}

fn encoder_write(
    mut encoder: JpegEncoder<&mut Vec<u8>>,
    bytes: &[u8],
    width: usize,
    height: usize,
) -> bool {
    let (Ok(width), Ok(height)) = (u32::try_from(width), u32::try_from(height)) else {
        return false;
    };
    encoder.encode(bytes, width, height, image::ExtendedColorType::Rgb8).is_ok()
}

/// A gentle film curve: lifted blacks, rolled-off whites, a little contrast between.
fn film(value: f32) -> f32 {
    let v = value.clamp(0.0, 1.25);
    let rolled = if v > 0.82 { 0.82 + (v - 0.82) * 0.55 } else { v };
    let contrast = rolled + (rolled - 0.5) * rolled * (1.0 - rolled) * 0.42;
    (0.012 + contrast * 0.985).clamp(0.0, 1.0)
}

/// Mixes three colours by a place between 0 and 1: ramps of ground and walls.
fn ramp(a: Rgb, b: Rgb, c: Rgb, t: f32) -> Rgb {
    if t < 0.5 { a.mix(b, t * 2.0) } else { b.mix(c, t * 2.0 - 1.0) }
}
