//! The log and what it is compared with, each behind the same few calls.

mod fjall;
mod raw;
mod redb;
mod sqlite;
mod woof;

use std::path::Path;

pub use fjall::Fjall;
pub use raw::{Copying, Raw};
pub use redb::Redb;
pub use sqlite::{Sqlite, Synchronous};
pub use woof::{Woof, shape};

/// Bytes of every record that is appended.
pub const PAYLOAD_LEN: usize = 64;
/// Bytes that the log stores of it: the same are written where there is no format.
pub const STORED_LEN: usize = PAYLOAD_LEN + 8;
/// Records that become durable together where many are in flight.
pub const BATCH_LEN: usize = 64;

/// A record's bytes.
pub type Payload = [u8; PAYLOAD_LEN];

/// The payload of the record with this number: no two are alike.
pub fn payload(number: u64) -> Payload {
    let mut payload = [0xA5; PAYLOAD_LEN];
    payload[..8].copy_from_slice(&number.to_le_bytes());
    payload
}

/// Something that keeps records in the order in which they come. The first one has number 1.
pub trait Peer: Sized + 'static {
    /// What it is called in the tables.
    const NAME: &'static str;

    /// Opens it in a directory, which exists and holds nothing else.
    fn open(directory: &Path) -> Self;
    /// Appends a record with the least that it promises.
    fn append(&mut self, payload: &Payload);
    /// Appends a record; it survives a loss of power when the call returns.
    fn append_durably(&mut self, payload: &Payload);
    /// The same for many, which become durable together.
    fn append_together(&mut self, payloads: &[Payload]);
    /// Reads a record.
    fn read(&mut self, number: u64) -> Payload;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way of appending leaves what was appended, in order, and also after it was opened
    /// again.
    #[track_caller]
    fn check<P: Peer>() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let mut peer = P::open(directory.path());
        peer.append(&payload(1));
        peer.append_durably(&payload(2));
        peer.append_together(&[payload(3), payload(4)]);
        let numbers = || 1..=4;
        assert!(numbers().all(|number| peer.read(number) == payload(number)));
        drop(peer);
        let mut peer = P::open(directory.path());
        assert!(numbers().all(|number| peer.read(number) == payload(number)));
    }

    #[test]
    fn the_log_keeps_what_is_appended() {
        check::<Woof>();
    }

    #[test]
    fn every_peer_keeps_what_is_appended() {
        check::<Raw>();
        check::<Sqlite<{ Synchronous::FULL }>>();
        check::<Sqlite<{ Synchronous::NORMAL }>>();
        check::<Redb>();
        check::<Fjall>();
    }
}
