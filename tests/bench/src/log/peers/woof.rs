//! The log.

use std::collections::VecDeque;
use std::path::Path;

use woof_log::{
    Append, Completion, DirStore, Durability, LogId, LogName, LogStore as _, Seqno, Shape,
    SharedStore as _,
};

use super::{BATCH_LEN, PAYLOAD_LEN, Payload, Peer};

/// Records that a log keeps, more than any table reads again.
const KEPT: u32 = 4_000_000;

/// The shape of the logs that are measured.
pub fn shape() -> Shape {
    Shape::fixed(PAYLOAD_LEN as u16).keep_last(KEPT)
}

/// A directory of logs with one log in it.
pub struct Woof {
    pub store: DirStore,
    pub log: LogId,
    pub name: LogName,
}

impl Woof {
    /// Looks the log up by its name, and appends.
    pub fn append_by_name(&mut self, payload: &Payload) {
        let log = self.store.create(&self.name, shape());
        let log = log.expect("the log is there");
        let appended = self.store.append(log, &Append::new(payload));
        appended.expect("the disk has room");
    }

    /// Appends records, [`BATCH_LEN`] of which are on their way to the disk at any time: as soon
    /// as the oldest is durable, another one follows.
    pub fn append_in_flight(&mut self, payloads: impl Iterator<Item = Payload>) {
        let mut in_flight: VecDeque<Completion> = VecDeque::with_capacity(BATCH_LEN);
        let wait = |completion: Completion| {
            completion.wait().expect("the disk works");
        };
        for payload in payloads {
            if in_flight.len() == BATCH_LEN {
                in_flight.pop_front().into_iter().for_each(wait);
            }
            let record = Append::new(&payload);
            let begun = self.store.append_with(self.log, &record, Durability::Group);
            in_flight.push_back(begun.expect("the disk has room"));
        }
        in_flight.into_iter().for_each(wait);
    }
}

impl Peer for Woof {
    const NAME: &'static str = "woof-log";

    fn open(directory: &Path) -> Self {
        let mut store = DirStore::open(&directory.join("woof")).expect("it can be opened");
        let name = LogName::new("bench/log").expect("a name");
        let log = store.create(&name, shape()).expect("the disk has room");
        Self { store, log, name }
    }

    fn append(&mut self, payload: &Payload) {
        let appended = self.store.append(self.log, &Append::new(payload));
        appended.expect("the disk has room");
    }

    fn append_durably(&mut self, payload: &Payload) {
        let appended = self.store.append_durable(self.log, &Append::new(payload));
        appended.expect("the disk works");
    }

    fn append_together(&mut self, payloads: &[Payload]) {
        self.append_in_flight(payloads.iter().copied());
    }

    fn read(&mut self, number: u64) -> Payload {
        let mut payload = [0; PAYLOAD_LEN];
        let read = self.store.read(self.log, Seqno::new(number), &mut payload);
        read.expect("the record is there");
        payload
    }
}
