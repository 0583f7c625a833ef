//! Pictures of the demo: painted once, shared by all sites, because a blob is named by its content.

use std::collections::HashMap;

use conglang_demo::{Scene, paint};
use conglang_house::file::{StoredPicture, size_picture, store_picture};
use conglang_platform::blob::Blobs;
use indicatif::ProgressBar;

use super::problem;

/// How many paintings there are of each scene.
const PAINTINGS: u64 = 3;

/// The painted scenes.
pub struct Gallery {
    pictures: HashMap<(Scene, u64), StoredPicture>,
}

impl Gallery {
    /// Paints every scene a few times and stores all sizes, on every processor.
    ///
    /// # Errors
    /// When the store does not take them.
    pub async fn paint_all(blobs: &Blobs, bar: &ProgressBar) -> anyhow::Result<Self> {
        let wanted: Vec<(Scene, u64)> =
            Scene::ALL.into_iter().flat_map(|s| (0..PAINTINGS).map(move |n| (s, n))).collect();
        bar.set_length(wanted.len() as u64);
        let lanes = std::thread::available_parallelism().map_or(1, usize::from);
        let mut pictures = HashMap::new();
        for batch in wanted.chunks(lanes) {
            let tasks: Vec<_> = batch
                .iter()
                .map(|&(scene, nth)| {
                    tokio::task::spawn_blocking(move || {
                        size_picture(&paint(scene, nth * 7919 + 11, 1200, 800))
                    })
                })
                .collect();
            for (key, task) in batch.iter().zip(tasks) {
                let sized = task.await??;
                let name = format!("tranh-minh-hoa-{}.jpg", key.1 + 1);
                let stored = store_picture(blobs, &name, sized).await.map_err(problem)?;
                pictures.insert(*key, stored);
                bar.inc(1);
            }
        }
        Ok(Self { pictures })
    }

    /// A painting of a scene; which one depends on where it hangs.
    pub fn pick(&self, scene: Scene, place: &str) -> Option<&StoredPicture> {
        let sum: u64 = place.bytes().map(u64::from).sum();
        self.pictures.get(&(scene, sum % PAINTINGS))
    }
}
