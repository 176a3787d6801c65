//! Requests to a store elsewhere and what comes back, as bytes.
//!
//! A message is one datagram or one [frame](FRAME_HEAD_LEN) of a stream. It begins with its
//! version, its kind and a tag that the answer repeats, and ends with a CRC-32C of all before, so
//! that a message is taken whole or not at all. Appends carry their producer: a request that is
//! sent again after a break has no second effect, and each needs one round trip.
//!
//! Parsing borrows from the message, allocates nothing and trusts nothing. The bytes are
//! described in `docs/formats/log-wire.md`.

mod answer;
mod bytes;
mod records;
mod request;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Listed, Listing, ListingWriter, Refusal, Unrepairable};
pub use records::{Item, Records, RecordsWriter};
pub use request::Request;

use crate::crc::crc32c;

/// The version of the messages.
pub const VERSION: u8 = 1;

/// Bytes before each message in a stream: its length as a little-endian `u32`.
pub const FRAME_HEAD_LEN: usize = 4;

/// The longest message. A peer that announces a longer one is not spoken to any further.
pub const MESSAGE_LEN_MAX: usize = 128 * 1024;

/// Bytes of version, kind and tag.
const HEAD_LEN: usize = 6;
/// Bytes of the checksum at the end.
const CRC_LEN: usize = 4;

/// Why bytes are no message, or a message does not fit into bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WireError {
    /// The message ends before its fields do.
    #[error("the message is cut off")]
    Truncated,
    /// The checksum does not match.
    #[error("the message fails its checksum")]
    Checksum,
    /// Another version.
    #[error("the message has version {0}, not {VERSION}")]
    Version(u8),
    /// A kind that is not known here.
    #[error("messages of kind {0} are not known")]
    Kind(u8),
    /// A field with a value that it cannot have.
    #[error("the {0} of the message is out of range")]
    Field(&'static str),
    /// The buffer is too short for the message.
    #[error("the message does not fit its buffer")]
    Space,
}

/// Checks a message; gives its kind, tag and body.
fn open(message: &[u8]) -> Result<(u8, u32, &[u8]), WireError> {
    if message.len() < HEAD_LEN + CRC_LEN || message.len() > MESSAGE_LEN_MAX {
        return Err(WireError::Truncated);
    }
    let (sealed, crc) = message.split_at(message.len() - CRC_LEN);
    if checksum(sealed).to_le_bytes() != *crc {
        return Err(WireError::Checksum);
    }
    if sealed[0] != VERSION {
        return Err(WireError::Version(sealed[0]));
    }
    let tag = u32::from_le_bytes([sealed[2], sealed[3], sealed[4], sealed[5]]);
    Ok((sealed[1], tag, &sealed[HEAD_LEN..]))
}

/// The tag of a message that may not be intact otherwise, to refuse it by.
#[must_use]
pub fn tag_of(message: &[u8]) -> u32 {
    match message {
        [_, _, a, b, c, d, ..] => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    crc32c(0, bytes)
}
