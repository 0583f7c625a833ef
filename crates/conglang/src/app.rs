//! Putting the program together from what the operator decided.

use std::path::Path;
use std::sync::Arc;

use conglang_house::frame::Frames;
use conglang_house::hosts::Hosts;
use conglang_house::search::{Places, index_fault};
use conglang_house::web::Web;
use conglang_kernel::Language;
use conglang_platform::blob::Blobs;
use conglang_platform::cache::{CacheLimits, Epochs, FrontCounters, PageCache};
use conglang_platform::clock::Clock;
use conglang_platform::config::Config;
use conglang_platform::db::Db;
use conglang_platform::fault::{Context, Outcome};
use conglang_platform::mail::Mailer;
use conglang_platform::outside::Outside;
use conglang_platform::pages::{Assets, Pages, TemplateSource, folder_source};
use conglang_platform::words::Words;
use conglang_search::Index;
use rust_embed::RustEmbed;
use tokio::sync::Semaphore;

use crate::{migrations, slices};

/// Templates and words of floor 4.
#[derive(RustEmbed)]
#[folder = "src"]
#[include = "*.html"]
#[include = "*.ftl"]
struct Texts;

/// Style sheets, scripts, icons.
#[derive(RustEmbed)]
#[folder = "../../assets"]
struct AssetFiles;

/// How many pictures are prepared at a time: one, so that a processor stays free for readers.
const PICTURES_AT_A_TIME: usize = 1;

/// The program, and what its front counts.
pub struct App {
    /// The state of the program.
    pub web: Arc<Web>,
    /// Hits, misses and statuses.
    pub counters: Arc<FrontCounters>,
}

/// Opens the stores, applies missing migrations, reads hosts.
///
/// # Errors
/// When a store cannot be opened or a migration fails.
pub async fn open(config: Config, clock: Clock) -> Outcome<App> {
    let db = open_database(&config).await?;
    let blobs = Blobs::open(&config.blob_url, &config.blob_options)?;
    let index = open_index(&config)?;
    let mailer = Mailer::open(&config.mail_url, &config.mail_sender)?;
    let assets = Arc::new(Assets::load(embedded::<AssetFiles>(|_| true)));
    let words = Arc::new(words()?);
    let pages = Pages::new(sources(config.theme.as_deref()), words, assets.clone());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let counters = Arc::new(FrontCounters::new(threads));
    let epochs = Arc::new(Epochs::default());
    let limits = CacheLimits { capacity_bytes: config.cache_bytes, ..CacheLimits::default() };
    let web = Web {
        cache: PageCache::new(limits, epochs.clone(), counters.clone()),
        db,
        blobs,
        mailer,
        clock,
        pages,
        assets,
        kinds: slices::kinds(),
        hosts: Hosts::new(config.desk_host.as_ref(), &config.base_domain),
        outside: Outside::new(config.outgoing),
        config,
        index: Arc::new(index),
        places: Places::default(),
        frames: Frames::default(),
        epochs,
        picture_permits: Semaphore::new(PICTURES_AT_A_TIME),
    };
    web.hosts.reload(&web.db).await?;
    web.places.reload(&web.db).await?;
    Ok(App { web: Arc::new(web), counters })
}

/// Opens the database and applies missing migrations.
///
/// # Errors
/// When it does not answer or a migration fails.
pub async fn open_database(config: &Config) -> Outcome<Db> {
    let db = Db::open(&config.database_url).await.context("opening the database")?;
    db.migrate(migrations::ALL).await?;
    Ok(db)
}

/// Opens the search index of the data folder; an empty one where there is none.
///
/// # Errors
/// When the folder cannot be read or written.
pub fn open_index(config: &Config) -> Outcome<Index> {
    Index::open(&config.data.join("index")).map_err(index_fault).context("opening the search index")
}

/// Every word of every floor.
///
/// # Errors
/// When a words file is malformed or a key stands twice.
pub fn words() -> Outcome<Words> {
    Words::load(words_files().iter().map(|(language, text)| (*language, text.as_str())))
}

/// Where templates are looked for: the theme first, then each floor's own.
fn sources(theme: Option<&Path>) -> Vec<TemplateSource> {
    let mut sources: Vec<TemplateSource> = Vec::new();
    if let Some(theme) = theme {
        sources.push(folder_source(theme.to_owned()));
    }
    sources.push(Arc::new(embedded_text::<Texts>));
    sources.push(Arc::new(embedded_text::<conglang_slices::Texts>));
    sources.push(Arc::new(embedded_text::<conglang_house::frame::Texts>));
    sources
}

fn embedded_text<E: RustEmbed>(name: &str) -> Option<String> {
    E::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}

fn embedded<E: RustEmbed>(wanted: impl Fn(&str) -> bool) -> Vec<(String, Vec<u8>)> {
    E::iter()
        .filter(|name| wanted(name))
        .filter_map(|name| E::get(&name).map(|file| (name.into_owned(), file.data.into_owned())))
        .collect()
}

/// Every words file with its language, told by its name.
pub fn words_files() -> Vec<(Language, String)> {
    let is_words = |name: &str| name.ends_with(".ftl");
    embedded::<Texts>(is_words)
        .into_iter()
        .chain(embedded::<conglang_slices::Texts>(is_words))
        .chain(embedded::<conglang_house::frame::Texts>(is_words))
        .filter_map(|(name, bytes)| {
            let language = Language::ALL
                .into_iter()
                .find(|language| name.ends_with(&format!(".{}.ftl", language.as_str())))?;
            Some((language, String::from_utf8(bytes).ok()?))
        })
        .collect()
}
