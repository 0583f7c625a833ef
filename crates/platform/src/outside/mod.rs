//! What lies on other people's servers, fetched without lending anybody our place in the network.
//!
//! An address somebody typed may name a machine behind our own firewall. So only names that lead to
//! public addresses are asked, on the two ports of the web, and the connection goes to the very
//! address that was judged: there is no second look-up in which the answer could change.

mod askers;
mod public;

use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, Response, Url};
use tokio::sync::Semaphore;

use crate::config::Outgoing;

pub use askers::Askers;
pub use public::is_public;

/// How often an answer may lead elsewhere.
const REDIRECTS_MAX: usize = 3;
/// How many things are fetched at a time.
const AT_A_TIME: usize = 4;
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// For one answer with all its bytes.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);
/// For a fetch with its waiting and every redirect.
const FETCH_WITHIN: Duration = Duration::from_secs(45);
const ADDRESS_BYTES_MAX: usize = 4096;

/// The way out.
pub struct Outside {
    outgoing: Outgoing,
    client: OnceLock<Option<Client>>,
    permits: Semaphore,
    /// Who asked how much lately.
    pub askers: Askers,
}

/// What came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fetched {
    /// The last part of its address, readable; empty when it has none.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Why nothing came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unfetched {
    /// The operator lets nothing be fetched.
    #[error("nothing is fetched from outside")]
    Off,
    /// No address of the web, or one of a place that nobody is asked for.
    #[error("the address may not be asked")]
    Address,
    /// Nobody answers there, the answer is no, or it leads elsewhere without end.
    #[error("no answer with content")]
    NoAnswer,
    /// Not in time.
    #[error("the answer did not come in time")]
    Late,
    /// More bytes than wanted.
    #[error("the answer has more than {0} bytes")]
    TooLarge(usize),
}

impl Outside {
    /// The way out, as far as the operator opens it.
    pub fn new(outgoing: Outgoing) -> Self {
        Self {
            outgoing,
            client: OnceLock::new(),
            permits: Semaphore::new(AT_A_TIME),
            askers: Askers::default(),
        }
    }

    /// Fetches what an address shows, of at most `bytes_max`.
    ///
    /// # Errors
    /// Why nothing came.
    pub async fn fetch(&self, address: &str, bytes_max: usize) -> Result<Fetched, Unfetched> {
        if self.outgoing == Outgoing::Nowhere {
            return Err(Unfetched::Off);
        }
        let url = self.judge(address)?;
        tokio::time::timeout(FETCH_WITHIN, self.follow(url, bytes_max))
            .await
            .unwrap_or(Err(Unfetched::Late))
    }

    async fn follow(&self, mut url: Url, bytes_max: usize) -> Result<Fetched, Unfetched> {
        let _permit = self.permits.acquire().await.map_err(|_| Unfetched::NoAnswer)?;
        let client = self.client().ok_or(Unfetched::NoAnswer)?;
        for _ in 0..=REDIRECTS_MAX {
            let response = client.get(url.clone()).send().await.map_err(|e| reason(&e))?;
            if response.status().is_redirection() {
                let next = response.headers().get(header::LOCATION).and_then(|l| l.to_str().ok());
                let next = next.and_then(|next| url.join(next).ok()).ok_or(Unfetched::NoAnswer)?;
                url = self.judge(next.as_str())?;
                continue;
            }
            if !response.status().is_success() {
                return Err(Unfetched::NoAnswer);
            }
            return Ok(Fetched { name: name_of(&url), bytes: whole(response, bytes_max).await? });
        }
        Err(Unfetched::NoAnswer)
    }

    /// Reads an address; the names in it are judged when they are looked up.
    fn judge(&self, address: &str) -> Result<Url, Unfetched> {
        if address.len() > ADDRESS_BYTES_MAX {
            return Err(Unfetched::Address);
        }
        let url = Url::parse(address.trim()).map_err(|_| Unfetched::Address)?;
        let is_web = matches!(url.scheme(), "http" | "https");
        let is_plain = url.username().is_empty() && url.password().is_none();
        if !is_web || !is_plain {
            return Err(Unfetched::Address);
        }
        let host = url.host_str().unwrap_or_default();
        let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        let is_open = match self.outgoing {
            Outgoing::Nowhere => false,
            Outgoing::AnyHost => true,
            // Numbers are not looked up, so they are judged here.
            Outgoing::PublicHosts => {
                matches!(url.port_or_known_default(), Some(80 | 443))
                    && !host.is_empty()
                    && literal.ok().is_none_or(is_public)
            }
        };
        if is_open { Ok(url) } else { Err(Unfetched::Address) }
    }

    /// Made when first needed: most installations never fetch anything.
    fn client(&self) -> Option<&Client> {
        let made = self.client.get_or_init(|| {
            if rustls::crypto::CryptoProvider::get_default().is_none() {
                let _ = rustls::crypto::ring::default_provider().install_default();
            }
            // A proxy of the environment would look names up itself, unjudged.
            Client::builder()
                .dns_resolver(Arc::new(Judged { outgoing: self.outgoing }))
                .no_proxy()
                .redirect(reqwest::redirect::Policy::none())
                .referer(false)
                .connect_timeout(CONNECT_WITHIN)
                .timeout(ANSWER_WITHIN)
                .pool_max_idle_per_host(0)
                .user_agent("CongLang")
                .build()
                .inspect_err(|error| tracing::error!(%error, "no way out can be made"))
                .ok()
        });
        made.as_ref()
    }
}

async fn whole(mut response: Response, bytes_max: usize) -> Result<Bytes, Unfetched> {
    let too_large = Unfetched::TooLarge(bytes_max);
    let declared = response.content_length().unwrap_or_default();
    if usize::try_from(declared).map_or(true, |declared| declared > bytes_max) {
        return Err(too_large);
    }
    let mut bytes = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(|e| reason(&e))? {
        if bytes.len() + chunk.len() > bytes_max {
            return Err(too_large);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

fn reason(error: &reqwest::Error) -> Unfetched {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(link) = cause {
        if link.is::<NotPublic>() {
            return Unfetched::Address;
        }
        cause = link.source();
    }
    if error.is_timeout() { Unfetched::Late } else { Unfetched::NoAnswer }
}

fn name_of(url: &Url) -> String {
    let last = url.path_segments().and_then(Iterator::last).unwrap_or_default();
    let name = percent_encoding::percent_decode_str(last).decode_utf8_lossy();
    name.chars().filter(|sign| !sign.is_control()).take(120).collect()
}

/// Looks names up and gives only addresses that were judged.
struct Judged {
    outgoing: Outgoing,
}

#[derive(Debug, thiserror::Error)]
#[error("the name leads to an address that is not public")]
struct NotPublic;

impl Resolve for Judged {
    fn resolve(&self, name: Name) -> Resolving {
        let outgoing = self.outgoing;
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(judged(outgoing, found)?)
        })
    }
}

/// One address within our own network condemns the name.
fn judged(outgoing: Outgoing, found: Vec<SocketAddr>) -> Result<Addrs, NotPublic> {
    let is_open = match outgoing {
        Outgoing::Nowhere => false,
        Outgoing::PublicHosts => found.iter().all(|address| is_public(address.ip())),
        Outgoing::AnyHost => true,
    };
    if is_open { Ok(Box::new(found.into_iter())) } else { Err(NotPublic) }
}

#[cfg(test)]
mod tests;
