//! Appends that nobody waits for the disk for.

use std::path::Path;

use woof_log::{Append, FileMedium, Log, LogId};

use super::contest::{Contest, Target};
use super::effort::Effort;
use super::peers::{Copying, Fjall, Payload, Peer, Raw, Redb, Sqlite, Synchronous, Woof};
use super::peers::{payload, shape};
use super::room::Room;
use crate::rounds::{Side, interleave};

const LONE: &str = "lone log";
const BY_NAME: &str = "woof-log by name";
const COPYING: &str = "memcpy + CRC-32C";
const WRITING: &str = "memcpy + CRC-32C + write + sync";

/// The median time of an append, in nanoseconds: most of them end in memory.
pub fn most(effort: &Effort) -> Contest {
    let room = Room::new();
    let mut lone = lone_log(&room.of(LONE));
    let mut by_name = Woof::open(&room.of(BY_NAME));
    let mut copying = Copying::into_memory();
    let sides = vec![
        of_peer::<Woof>(effort, &room),
        side(effort, LONE, move |payload| append_to(&mut lone, payload)),
        side(effort, BY_NAME, move |payload| {
            by_name.append_by_name(payload)
        }),
        side(effort, COPYING, move |payload| copying.append(payload)),
        of_peer::<Raw>(effort, &room),
        of_peer::<Sqlite<{ Synchronous::NORMAL }>>(effort, &room),
        of_peer::<Redb>(effort, &room),
        of_peer::<Fjall>(effort, &room),
    ];
    Contest {
        what: "append that nobody waits for, median",
        unit: "ns",
        sides: interleave(effort.rounds, sides),
    }
}

/// The mean time of an append that follows others without a pause, in nanoseconds: what the disk
/// takes in is part of it.
pub fn sustained(effort: &Effort) -> Contest {
    let room = Room::new();
    let (effort, mut number) = (*effort, 0);
    let mean_of = |name, mut append: Box<dyn FnMut(&Payload)>| {
        Side::new(name, move || {
            effort.mean_ns(|| {
                number += 1;
                append(&payload(number));
            })
        })
    };
    let mut lone = lone_log(&room.of(LONE));
    let mut woof = Woof::open(&room.of(Woof::NAME));
    let mut writing = Copying::into_file(&room.of(WRITING));
    let sides = vec![
        mean_of(Woof::NAME, Box::new(move |payload| woof.append(payload))),
        mean_of(LONE, Box::new(move |payload| append_to(&mut lone, payload))),
        mean_of(WRITING, Box::new(move |payload| writing.append(payload))),
    ];
    Contest {
        what: "the same without a pause, mean",
        unit: "ns",
        sides: interleave(effort.rounds, sides),
    }
}

pub fn targets(most: &Contest, sustained: &Contest) -> Vec<Target> {
    let ours = Woof::NAME;
    vec![
        most.at_most("buffered append, one log by itself", LONE, COPYING, 2.0),
        most.at_most("buffered append, shared store", ours, COPYING, 2.0),
        most.within("the same, as a time", ours, 60.0),
        most.within("append by name", BY_NAME, 300.0),
        sustained.at_most("buffered appends without a pause", ours, WRITING, 2.0),
    ]
}

fn append_to(log: &mut Log<FileMedium>, payload: &Payload) {
    let appended = log.append(&Append::new(payload));
    appended.expect("the disk has room");
}

fn lone_log(directory: &Path) -> Log<FileMedium> {
    let medium = FileMedium::open(directory, 4 * 1024 * 1024).expect("it can be opened");
    Log::mount(medium, LogId::new(1), shape(), None).expect("it is empty")
}

fn of_peer<P: Peer>(effort: &Effort, room: &Room) -> Side<'static> {
    let mut peer = P::open(&room.of(P::NAME));
    side(effort, P::NAME, move |payload| peer.append(payload))
}

fn side(
    effort: &Effort,
    name: &'static str,
    mut append: impl FnMut(&Payload) + 'static,
) -> Side<'static> {
    let (effort, mut number) = (*effort, 0);
    Side::new(name, move || {
        effort.median_ns(|| {
            number += 1;
            append(&payload(number));
        })
    })
}
