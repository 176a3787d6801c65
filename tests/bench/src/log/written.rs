//! Bytes that an append hands to the operating system.

use super::contest::{Contest, Target};
use super::effort::Effort;
use super::peers::{BATCH_LEN, Fjall, Peer, Raw, Redb, Sqlite, Synchronous, Woof, payload};
use super::room::Room;
use crate::machine::written_bytes;
use crate::rounds::Values;

type SqliteFull = Sqlite<{ Synchronous::FULL }>;

/// Bytes per append: one by one and durable, 64 together and durable, and not durable.
pub fn measure(effort: &Effort) -> [Contest; 3] {
    let contest = |what, count: Count| Contest {
        what,
        unit: "B",
        sides: vec![
            count.of::<Woof>(effort),
            count.of::<Raw>(effort),
            count.of::<SqliteFull>(effort),
            count.of::<Redb>(effort),
            count.of::<Fjall>(effort),
        ],
    };
    [
        contest("bytes written per durable append", Count::Alone),
        contest("bytes written per append, 64 together", Count::Together),
        contest(
            "bytes written per append that nobody waits for",
            Count::Buffered,
        ),
    ]
}

pub fn targets(buffered: &Contest) -> Vec<Target> {
    vec![buffered.within("bytes written per append", Woof::NAME, 96.0)]
}

/// How records are appended while bytes are counted.
#[derive(Clone, Copy)]
enum Count {
    Alone,
    Together,
    Buffered,
}

impl Count {
    /// Which part of the records there is time for.
    fn part(self) -> u64 {
        match self {
            Self::Alone => 12,
            Self::Together | Self::Buffered => 4,
        }
    }

    fn of<P: Peer>(self, effort: &Effort) -> Values {
        let room = Room::new();
        let mut peer = P::open(&room.of(P::NAME));
        let records = effort.records.div_ceil(self.part()) / BATCH_LEN as u64 * BATCH_LEN as u64;
        let records = records.max(BATCH_LEN as u64);
        let before = written_bytes();
        match self {
            Self::Alone => (1..=records).for_each(|n| peer.append_durably(&payload(n))),
            Self::Buffered => (1..=records).for_each(|n| peer.append(&payload(n))),
            Self::Together => {
                let all: Vec<_> = (1..=records).map(payload).collect();
                all.chunks(BATCH_LEN)
                    .for_each(|batch| peer.append_together(batch));
            }
        }
        // What is buffered is counted as well.
        peer.append_durably(&payload(records + 1));
        Values {
            name: P::NAME,
            rounds: vec![(written_bytes() - before) as f64 / (records + 1) as f64],
        }
    }
}
