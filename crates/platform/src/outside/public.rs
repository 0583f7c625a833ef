//! Which network addresses are everybody's.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Blocks of IPv4 that lead nowhere public: address and length of the prefix (IANA's registry of
/// special-purpose addresses, and multicast).
const CLOSED_V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// Blocks within the global part of IPv6 that are not public, or hide an IPv4 address.
const CLOSED_V6: &[([u16; 8], u32)] = &[
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 23),
    ([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32),
    ([0x2002, 0, 0, 0, 0, 0, 0, 0], 16),
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20),
];

/// Whether an address lies in the public net, and not on this machine or in a network of its own.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !CLOSED_V4.iter().any(|&(block, prefix)| {
            let (address, block) = (address.to_bits(), Ipv4Addr::from(block).to_bits());
            (address ^ block) >> (32 - prefix) == 0
        }),
        // All that is given out lies below 2000::/3; so mapped, local and translated addresses do not.
        IpAddr::V6(address) => {
            address.segments()[0] >> 13 == 0b001
                && !CLOSED_V6.iter().any(|&(block, prefix)| {
                    let (address, block) = (address.to_bits(), Ipv6Addr::from(block).to_bits());
                    (address ^ block) >> (128 - prefix) == 0
                })
        }
    }
}
