//! What an operator decides: addresses, stores, limits. One file, overridden by the environment and
//! by flags; parsed once on floor 4 and handed down.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use conglang_kernel::HostName;

/// Everything the server needs to know.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder that is the installation: database, files, outbox, theme.
    pub data: PathBuf,
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// A folder, `s3://bucket` or `memory:`.
    pub blob_url: String,
    /// A folder, `smtp(s)://…` or `memory:`.
    pub mail_url: String,
    /// The sender of letters.
    pub mail_sender: String,
    /// The domain below which hosts are made: `localhost`, `gov.vn`.
    pub base_domain: HostName,
    /// The host of the desk; without one it is `quantri.` before the province's host.
    pub desk_host: Option<HostName>,
    /// What links begin with: `http` or `https`.
    pub scheme: Scheme,
    /// The port that stands in links, when it is not the scheme's own.
    pub public_port: Option<u16>,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// Where health and metrics are asked for.
    pub ops_listen: SocketAddr,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// The page cache's size in bytes.
    pub cache_bytes: u64,
    /// Where templates of a theme lie, asked before our own.
    pub theme: Option<PathBuf>,
    /// From where pictures of other sites are fetched.
    pub outgoing: Outgoing,
    /// What makes films into what every phone plays; without it they stay as they came.
    pub films: Option<FilmTool>,
    /// The program itself, started anew to read files of strangers.
    pub program: PathBuf,
    /// Options of the S3 store (`AWS_…`), kept out of logs.
    pub blob_options: Vec<(String, String)>,
}

/// ffmpeg.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FilmTool {
    /// Where it lies.
    pub program: PathBuf,
    /// When it has not made something by then, it is ended.
    pub patience: Duration,
}

/// What links begin with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    /// Plain, for development and behind nothing.
    Http,
    /// Encrypted: cookies are marked secure.
    Https,
}

/// Whom the server asks on an officer's behalf.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outgoing {
    /// Nobody: the machine has no way out.
    Nowhere,
    /// Whoever has a public address, on the ports of the web.
    PublicHosts,
    /// Anybody on any port, this machine too. For tests: no option of the command line says this.
    AnyHost,
}

impl Scheme {
    /// The word in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

impl Config {
    /// The beginning of every address of a host: `http://anxuyen.camau.localhost:8080`.
    pub fn origin(&self, host: &str) -> String {
        match self.public_port {
            Some(port) => format!("{}://{host}:{port}", self.scheme.as_str()),
            None => format!("{}://{host}", self.scheme.as_str()),
        }
    }
}
