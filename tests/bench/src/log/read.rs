//! Reads of records that the operating system has in memory.

use super::contest::{Contest, Target};
use super::effort::Effort;
use super::peers::payload;
use super::peers::{Fjall, Peer, Raw, Redb, Sqlite, Synchronous, Woof};
use super::room::Room;
use crate::rounds::{Side, interleave};

type SqliteNormal = Sqlite<{ Synchronous::NORMAL }>;

/// Nanoseconds per read of a record by its number, in no order.
pub fn measure(effort: &Effort) -> Contest {
    let room = Room::new();
    let sides = vec![
        side::<Woof>(effort, &room),
        side::<Raw>(effort, &room),
        side::<SqliteNormal>(effort, &room),
        side::<Redb>(effort, &room),
        side::<Fjall>(effort, &room),
    ];
    Contest {
        what: "read of a record by its number",
        unit: "ns",
        sides: interleave(effort.rounds, sides),
    }
}

pub fn targets(contest: &Contest) -> Vec<Target> {
    let (ours, sqlite) = (Woof::NAME, SqliteNormal::NAME);
    vec![contest.as_fast("hot read by number", ours, sqlite, 3.0)]
}

fn side<P: Peer>(effort: &Effort, room: &Room) -> Side<'static> {
    let effort = *effort;
    let mut peer = P::open(&room.of(P::NAME));
    let payloads: Vec<_> = (1..=effort.records).map(payload).collect();
    payloads
        .chunks(1000)
        .for_each(|some| peer.append_together(some));
    let mut order = 0_u64;
    Side::new(P::NAME, move || {
        effort.mean_ns(|| {
            // Every number has its turn in what looks like no order.
            order = order.wrapping_mul(6_364_136_223_846_793_005) + 1;
            let number = (order >> 33) % effort.records + 1;
            assert_eq!(peer.read(number), payload(number), "another record");
        })
    })
}
