//! Appends that survive a loss of power when they return.

use std::time::Instant;

use super::contest::{Contest, Target};
use super::effort::Effort;
use super::peers::payload;
use super::peers::{BATCH_LEN, Fjall, Payload, Peer, Raw, Redb, Sqlite, Synchronous, Woof};
use super::room::Room;
use crate::rounds::{Side, interleave};

type SqliteFull = Sqlite<{ Synchronous::FULL }>;

/// One writer: the median time of an append in microseconds.
pub fn alone(effort: &Effort) -> Contest {
    let room = Room::new();
    let sides = vec![
        one_by_one::<Woof>(effort, &room),
        one_by_one::<Raw>(effort, &room),
        one_by_one::<SqliteFull>(effort, &room),
        one_by_one::<Redb>(effort, &room),
        one_by_one::<Fjall>(effort, &room),
    ];
    Contest {
        what: "durable append, one writer, median",
        unit: "µs",
        sides: interleave(effort.rounds, sides),
    }
}

/// 64 appends on their way at any time, or 64 in each batch where there is no such thing:
/// microseconds per append.
pub fn together(effort: &Effort) -> Contest {
    let room = Room::new();
    let sides = vec![
        in_flight(effort, &room),
        in_batches::<Raw>(effort, &room),
        in_batches::<SqliteFull>(effort, &room),
        in_batches::<Redb>(effort, &room),
        in_batches::<Fjall>(effort, &room),
    ];
    Contest {
        what: "durable append, 64 together",
        unit: "µs",
        sides: interleave(effort.rounds, sides),
    }
}

pub fn targets(alone: &Contest, together: &Contest) -> Vec<Target> {
    let ours = Woof::NAME;
    vec![
        alone.at_most("durable append, one writer", ours, Raw::NAME, 1.05),
        together.as_fast("durable, 64 in flight", ours, Raw::NAME, 0.7),
        together.as_fast("durable, 64 in flight", ours, SqliteFull::NAME, 1.0),
    ]
}

fn one_by_one<P: Peer>(effort: &Effort, room: &Room) -> Side<'static> {
    let (effort, mut number) = (*effort, 0);
    let mut peer = P::open(&room.of(P::NAME));
    Side::new(P::NAME, move || {
        effort.median_us(|| {
            number += 1;
            peer.append_durably(&payload(number));
        })
    })
}

fn in_batches<P: Peer>(effort: &Effort, room: &Room) -> Side<'static> {
    let mut peer = P::open(&room.of(P::NAME));
    many(effort, P::NAME, move |payloads| {
        while let Some(first) = payloads.next() {
            let mut batch: [Payload; BATCH_LEN] = [first; BATCH_LEN];
            let rest = batch[1..].iter_mut().zip(&mut *payloads);
            let count = 1 + rest.map(|(place, payload)| *place = payload).count();
            peer.append_together(&batch[..count]);
        }
    })
}

fn in_flight(effort: &Effort, room: &Room) -> Side<'static> {
    let mut woof = Woof::open(&room.of(Woof::NAME));
    many(effort, Woof::NAME, move |payloads| {
        woof.append_in_flight(payloads);
    })
}

/// Has payloads appended until the time is over.
fn many(
    effort: &Effort,
    name: &'static str,
    mut append_all: impl FnMut(&mut dyn Iterator<Item = Payload>) + 'static,
) -> Side<'static> {
    let (effort, mut number) = (*effort, 0);
    Side::new(name, move || {
        let (started, before) = (Instant::now(), number);
        let mut payloads = std::iter::from_fn(|| {
            let goes_on = number == before || started.elapsed() < effort.time;
            number += u64::from(goes_on);
            goes_on.then(|| payload(number))
        });
        append_all(&mut payloads);
        started.elapsed().as_secs_f64() * 1e6 / (number - before) as f64
    })
}
