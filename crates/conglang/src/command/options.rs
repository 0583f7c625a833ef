//! What an operator decides, from flags, the environment and one file, in this order.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use conglang_kernel::HostName;
use conglang_platform::config::{Config, FilmTool, Outgoing, Scheme};
use serde::Deserialize;

/// Options of every subcommand. Each may also stand in `conglang.toml`, in lower case with
/// underscores.
#[derive(Args, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The folder that is the installation: database, files, outbox, conglang.toml [default: ./data/installation].
    #[arg(long, env = "CONGLANG_DATA", global = true)]
    #[serde(skip)]
    data: Option<PathBuf>,

    /// The configuration file [default: conglang.toml in the data folder].
    #[arg(long, env = "CONGLANG_CONFIG", global = true)]
    #[serde(skip)]
    config: Option<PathBuf>,

    /// sqlite:///path/conglang.db or postgres://user@host/database [default: SQLite in the data folder].
    #[arg(long, env = "CONGLANG_DATABASE_URL", global = true, hide_env_values = true)]
    database_url: Option<String>,

    /// Where files lie: a folder or s3://bucket (with the usual AWS_… variables) [default: files in the data folder].
    #[arg(long, env = "CONGLANG_BLOB_URL", global = true, hide_env_values = true)]
    blob_url: Option<String>,

    /// How mail goes out: smtps://user:password@host or a folder [default: outbox in the data folder].
    #[arg(long, env = "CONGLANG_MAIL_URL", global = true, hide_env_values = true)]
    mail_url: Option<String>,

    /// The sender of mail [default: conglang@localhost.localdomain].
    #[arg(long, env = "CONGLANG_MAIL_SENDER", global = true)]
    mail_sender: Option<String>,

    /// The domain below which hosts are made: gov.vn gives camau.gov.vn, anxuyen.camau.gov.vn [default: localhost].
    #[arg(long, env = "CONGLANG_BASE_DOMAIN", global = true)]
    base_domain: Option<String>,

    /// The host of the desk [default: quantri. before the province's host].
    #[arg(long, env = "CONGLANG_DESK_HOST", global = true)]
    desk_host: Option<String>,

    /// http or https: what links begin with and whether cookies are marked secure [default: http below localhost, else https].
    #[arg(long, env = "CONGLANG_SCHEME", global = true)]
    scheme: Option<String>,

    /// The port that stands in links; 0 for none [default: the listening port below localhost, else none].
    #[arg(long, env = "CONGLANG_PUBLIC_PORT", global = true)]
    public_port: Option<u16>,

    /// Where to listen [default: 127.0.0.1:8080].
    #[arg(long, env = "CONGLANG_LISTEN", global = true)]
    listen: Option<SocketAddr>,

    /// Where health and metrics are asked for; never open it to the public [default: 127.0.0.1:9090].
    #[arg(long, env = "CONGLANG_OPS_LISTEN", global = true)]
    ops_listen: Option<SocketAddr>,

    /// Addresses of proxies whose X-Forwarded-For is believed.
    #[arg(long, env = "CONGLANG_TRUSTED_PROXIES", global = true, value_delimiter = ',')]
    trusted_proxies: Option<Vec<IpAddr>>,

    /// The page cache's size in megabytes [default: 64].
    #[arg(long, env = "CONGLANG_CACHE_MB", global = true)]
    cache_mb: Option<u64>,

    /// Whether pictures that stand on other sites are fetched into pasted texts [default: true].
    #[arg(long, env = "CONGLANG_FETCH_PICTURES", global = true)]
    fetch_pictures: Option<bool>,

    /// What makes films into what every phone plays; empty or "none" leaves them as they came [default: ffmpeg on the PATH, if there is one].
    #[arg(long, env = "CONGLANG_FFMPEG", global = true)]
    ffmpeg: Option<String>,

    /// A folder of templates asked before our own.
    #[arg(long, env = "CONGLANG_THEME", global = true)]
    theme: Option<PathBuf>,
}

impl Options {
    /// Joins flags, environment, file and defaults.
    ///
    /// # Errors
    /// When the file or a value cannot be read; every message names the option.
    pub fn resolve(self) -> anyhow::Result<Config> {
        let data = self.data.clone().unwrap_or_else(|| PathBuf::from("data/installation"));
        let file = self.config.clone().unwrap_or_else(|| data.join("conglang.toml"));
        let written = read_file(&file, self.config.is_some())?;
        let base_domain = host("base_domain", self.base_domain.or(written.base_domain).as_deref())?
            .map_or_else(|| HostName::parse("localhost"), Ok)
            .context("base_domain")?;
        let is_local = base_domain.as_str() == "localhost";
        let listen = self
            .listen
            .or(written.listen)
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let scheme = match self.scheme.or(written.scheme).as_deref() {
            Some("http") => Scheme::Http,
            Some("https") => Scheme::Https,
            None if is_local => Scheme::Http,
            None => Scheme::Https,
            Some(other) => anyhow::bail!("scheme: {other:?} is neither http nor https"),
        };
        let public_port = match self.public_port.or(written.public_port) {
            Some(0) => None,
            Some(port) => Some(port),
            None => is_local.then_some(listen.port()),
        };
        let path = |name: &str| data.join(name).to_string_lossy().into_owned();
        Ok(Config {
            database_url: self
                .database_url
                .or(written.database_url)
                .unwrap_or_else(|| format!("sqlite://{}", path("conglang.db"))),
            blob_url: self.blob_url.or(written.blob_url).unwrap_or_else(|| path("files")),
            mail_url: self.mail_url.or(written.mail_url).unwrap_or_else(|| path("outbox")),
            mail_sender: self
                .mail_sender
                .or(written.mail_sender)
                .unwrap_or_else(|| "conglang@localhost.localdomain".to_owned()),
            desk_host: host("desk_host", self.desk_host.or(written.desk_host).as_deref())?,
            base_domain,
            scheme,
            public_port,
            listen,
            ops_listen: self
                .ops_listen
                .or(written.ops_listen)
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 9090))),
            trusted_proxies: self.trusted_proxies.or(written.trusted_proxies).unwrap_or_default(),
            cache_bytes: self.cache_mb.or(written.cache_mb).unwrap_or(64).saturating_mul(1 << 20),
            theme: self.theme.or(written.theme),
            outgoing: match self.fetch_pictures.or(written.fetch_pictures) {
                Some(false) => Outgoing::Nowhere,
                Some(true) | None => Outgoing::PublicHosts,
            },
            films: films(self.ffmpeg.or(written.ffmpeg).as_deref())?,
            program: std::env::current_exe().context("finding the program itself")?,
            blob_options: storage_variables(),
            data,
        })
    }
}

fn host(option: &str, text: Option<&str>) -> anyhow::Result<Option<HostName>> {
    text.map(HostName::parse).transpose().with_context(|| option.to_owned())
}

/// How long ffmpeg may take for one film: the largest that comes in takes a third of this on one core.
const FILM_PATIENCE: Duration = Duration::from_secs(30 * 60);

/// ffmpeg as it was named, or as it is found. One that was named and is not there is a mistake.
fn films(named: Option<&str>) -> anyhow::Result<Option<FilmTool>> {
    let named = named.map(str::trim);
    if named.is_some_and(|name| name.is_empty() || name.eq_ignore_ascii_case("none")) {
        return Ok(None);
    }
    let name = Path::new(named.unwrap_or("ffmpeg"));
    let found = if name.components().count() > 1 {
        Some(name.to_owned()).filter(|path| path.is_file())
    } else {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders).map(|at| at.join(name)).find(|path| path.is_file())
    };
    anyhow::ensure!(named.is_none() || found.is_some(), "ffmpeg: {} is not there", name.display());
    Ok(found.map(|program| FilmTool { program, patience: FILM_PATIENCE }))
}

fn read_file(path: &Path, must_exist: bool) -> anyhow::Result<Options> {
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).with_context(|| path.display().to_string()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => {
            Ok(Options::default())
        }
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// The store's own variables: keys and endpoint, which no flag should carry.
fn storage_variables() -> Vec<(String, String)> {
    std::env::vars().filter(|(name, _)| name.starts_with("AWS_")).collect()
}
