//! Who is asking: the address of the client, through the proxies we trust and no others.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use http::{HeaderMap, HeaderName};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of the client, given to the router as an extension of the request. The port is 0
/// when the address was told by a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub SocketAddr);

/// The networks whose `X-Forwarded-For` is believed. Empty by default: then the header is ignored,
/// since anyone can write it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

/// A network in CIDR notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    prefix_bits: u8,
}

/// A text that is no list of networks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an address or network in CIDR notation: {0:?}")]
pub struct NotANetwork(String);

impl FromStr for TrustedProxies {
    type Err = NotANetwork;

    /// Reads addresses and networks separated by commas or blanks: `127.0.0.1, 10.0.0.0/8 ::1`.
    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        text.split(|letter: char| letter == ',' || letter.is_whitespace())
            .filter(|part| !part.is_empty())
            .map(|part| Network::read(part).ok_or_else(|| NotANetwork(part.to_owned())))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl TrustedProxies {
    /// Whether an address is one of ours.
    pub fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.has(address))
    }

    /// The client behind a connection from `peer`: going back through `X-Forwarded-For` from its
    /// end, the first address that is no trusted proxy. Reading stops at anything that is not an
    /// address, because what stands before it was written by a stranger.
    pub fn client(&self, peer: SocketAddr, headers: &HeaderMap) -> ClientAddress {
        if self.0.is_empty() || !self.trusts(peer.ip()) {
            return ClientAddress(peer);
        }
        let mut client = peer;
        let lines: Vec<_> = headers.get_all(FORWARDED_FOR).iter().collect();
        for line in lines.into_iter().rev() {
            let Ok(line) = line.to_str() else { break };
            for part in line.rsplit(',') {
                let Some(address) = forwarded_address(part.trim()) else {
                    return ClientAddress(client);
                };
                client = SocketAddr::new(address, 0);
                if !self.trusts(address) {
                    return ClientAddress(client);
                }
            }
        }
        ClientAddress(client)
    }
}

impl Network {
    fn read(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address = IpAddr::from_str(address).ok()?;
        let bits_max = if address.is_ipv4() { 32 } else { 128 };
        let prefix_bits = match prefix {
            Some(prefix) => prefix.parse().ok().filter(|bits| *bits <= bits_max)?,
            None => bits_max,
        };
        Some(Self { address, prefix_bits })
    }

    fn has(&self, address: IpAddr) -> bool {
        let (one, other, bits_max) = match (self.address, address) {
            (IpAddr::V4(one), IpAddr::V4(other)) => {
                (u128::from(one.to_bits()), u128::from(other.to_bits()), 32)
            }
            (IpAddr::V6(one), IpAddr::V6(other)) => (one.to_bits(), other.to_bits(), 128),
            _ => return false,
        };
        let ignored = bits_max - u32::from(self.prefix_bits);
        (one ^ other).checked_shr(ignored).unwrap_or(0) == 0
    }
}

/// `203.0.113.7`, `203.0.113.7:4711`, `2001:db8::1` or `[2001:db8::1]:4711`.
fn forwarded_address(text: &str) -> Option<IpAddr> {
    text.parse::<IpAddr>()
        .or_else(|_| text.parse::<SocketAddr>().map(|address| address.ip()))
        .or_else(|_| text.trim_start_matches('[').trim_end_matches(']').parse())
        .ok()
        .map(|address| address.to_canonical())
}
