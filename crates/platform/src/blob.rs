//! Files by their content's hash: a folder by default, S3-compatible storage by URL.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, PutMode, PutOptions};

use crate::fault::{Context, Fault, Outcome};

/// The blob store. Cheap to clone.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
}

/// The BLAKE3 hash of some bytes, 32 hexadecimal digits: the name of a blob for ever.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct BlobHash(String);

impl BlobHash {
    /// Hashes bytes. 128 bits are kept: enough that no two files of a country meet by chance.
    pub fn of(bytes: &[u8]) -> Self {
        let hex = blake3::hash(bytes).to_hex();
        Self(hex.as_str().chars().take(32).collect())
    }

    /// Reads a hash from an address or the database.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = text.len() == 32
            && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        sound.then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn key(&self) -> Key {
        let (first, rest) = self.0.split_at(2);
        Key::from(format!("{first}/{rest}"))
    }
}

impl Blobs {
    /// Opens what the URL names: a folder (`file:///…` or a path), `s3://bucket`, or `memory:`.
    /// S3 takes its endpoint and keys from the usual `AWS_…` variables, given as `options`.
    ///
    /// # Errors
    /// When the folder cannot be made or the URL is malformed.
    pub fn open(url: &str, options: &[(String, String)]) -> Outcome<Self> {
        let store: Arc<dyn ObjectStore> = if url == "memory:" {
            Arc::new(InMemory::new())
        } else if url.starts_with("s3://") {
            let mut builder = AmazonS3Builder::new().with_url(url);
            for (name, value) in options {
                let key = name.to_ascii_lowercase().parse().map_err(anyhow::Error::from)?;
                builder = builder.with_config(key, value);
            }
            Arc::new(builder.build().context("opening the S3 store")?)
        } else {
            let folder = Path::new(url.strip_prefix("file://").unwrap_or(url));
            std::fs::create_dir_all(folder).context("making the folder of files")?;
            Arc::new(
                LocalFileSystem::new_with_prefix(folder).context("opening the folder of files")?,
            )
        };
        Ok(Self { store })
    }

    /// Keeps bytes under their hash; keeping the same bytes twice is one blob.
    ///
    /// # Errors
    /// When the store does not take them.
    pub async fn put(&self, bytes: Bytes) -> Outcome<BlobHash> {
        let hash = BlobHash::of(&bytes);
        let options = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
        match self.store.put_opts(&hash.key(), bytes.into(), options).await {
            Ok(_) | Err(object_store::Error::AlreadyExists { .. }) => Ok(hash),
            Err(error) => Err(Fault::from(error).context("keeping a file")),
        }
    }

    /// The bytes of a blob, or none when it is not there.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn get(&self, hash: &BlobHash) -> Outcome<Option<Bytes>> {
        self.read(&hash.key()).await
    }

    async fn read(&self, key: &Key) -> Outcome<Option<Bytes>> {
        match self.store.get(key).await {
            Ok(found) => Ok(Some(found.bytes().await.context("reading a file")?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(Fault::from(error).context("reading a file")),
        }
    }

    /// How many bytes a blob has, or none when it is not there.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn size(&self, hash: &BlobHash) -> Outcome<Option<u64>> {
        match self.store.head(&hash.key()).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(Fault::from(error).context("looking for a file")),
        }
    }

    /// Some bytes of a blob, or none when it is not there. The range lies within it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn get_range(&self, hash: &BlobHash, range: Range<u64>) -> Outcome<Option<Bytes>> {
        match self.store.get_range(&hash.key(), range).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(Fault::from(error).context("reading part of a file")),
        }
    }
}

/// Parts of files on their way lie beside the blobs: they are named by their upload, not by their
/// content, so that taking them away again never takes a blob away.
impl Blobs {
    fn part_key(upload: &str, part: usize) -> Key {
        Key::from(format!("parts/{upload}/{part}"))
    }

    /// Keeps a part of a file on its way.
    ///
    /// # Errors
    /// When the store does not take it.
    pub async fn keep_part(&self, upload: &str, part: usize, bytes: Bytes) -> Outcome<()> {
        self.store
            .put(&Self::part_key(upload, part), bytes.into())
            .await
            .context("keeping a part of a file")?;
        Ok(())
    }

    /// A part of a file on its way, or none when it is not there.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn part(&self, upload: &str, part: usize) -> Outcome<Option<Bytes>> {
        self.read(&Self::part_key(upload, part)).await
    }

    /// Takes the first `count` parts of a file away.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn forget_parts(&self, upload: &str, count: usize) -> Outcome<()> {
        for part in 0..count {
            match self.store.delete(&Self::part_key(upload, part)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(Fault::from(error).context("forgetting a part")),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_same_bytes_are_kept_once_and_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path().to_str().unwrap(), &[]).unwrap();
        let first = blobs.put(Bytes::from_static(b"cong lang")).await.unwrap();
        let second = blobs.put(Bytes::from_static(b"cong lang")).await.unwrap();
        assert_eq!(first, second);
        assert_eq!(blobs.get(&first).await.unwrap().unwrap(), "cong lang");
        assert!(blobs.get(&BlobHash::of(b"other")).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn parts_come_and_go_without_touching_blobs() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path().to_str().unwrap(), &[]).unwrap();
        let bytes = Bytes::from_static(b"cong lang");
        let blob = blobs.put(bytes.clone()).await.unwrap();
        blobs.keep_part("a1", 0, bytes.clone()).await.unwrap();
        assert_eq!(blobs.part("a1", 0).await.unwrap().unwrap(), bytes);
        blobs.forget_parts("a1", 3).await.unwrap();
        assert!(blobs.part("a1", 0).await.unwrap().is_none());
        assert_eq!(blobs.size(&blob).await.unwrap(), Some(9));
        assert_eq!(blobs.get_range(&blob, 5..9).await.unwrap().unwrap(), "lang");
    }

    #[test]
    fn a_path_trick_is_no_hash() {
        for text in ["", "../../etc/passwd", &"A".repeat(32), &"a".repeat(31), &"g".repeat(32)] {
            assert!(BlobHash::parse(text).is_none(), "{text}");
        }
    }
}
