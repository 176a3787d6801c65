//! fjall, a store of log-structured merge trees.

use std::path::Path;

use fjall::{Database, Keyspace, KeyspaceCreateOptions, PersistMode};

use super::{Payload, Peer};

/// A keyspace of payloads under their numbers.
pub struct Fjall {
    database: Database,
    keyspace: Keyspace,
    appended: u64,
}

impl Fjall {
    fn sync(&self) {
        self.database
            .persist(PersistMode::SyncData)
            .expect("the disk works");
    }
}

impl Peer for Fjall {
    const NAME: &'static str = "fjall";

    fn open(directory: &Path) -> Self {
        let database = Database::builder(directory.join("fjall")).open();
        let database = database.expect("it can be opened");
        let keyspace = database.keyspace("log", KeyspaceCreateOptions::default);
        let keyspace = keyspace.expect("it can be opened");
        let last = keyspace.last_key_value();
        let last = last.map(|last| last.key().expect("the disk works"));
        let last = last.map(|last| u64::from_be_bytes(last[..].try_into().expect("a number")));
        Self {
            database,
            keyspace,
            appended: last.unwrap_or(0),
        }
    }

    fn append(&mut self, payload: &Payload) {
        self.appended += 1;
        self.keyspace
            .insert(self.appended.to_be_bytes(), payload)
            .expect("the disk has room");
    }

    fn append_durably(&mut self, payload: &Payload) {
        self.append(payload);
        self.sync();
    }

    fn append_together(&mut self, payloads: &[Payload]) {
        let mut batch = self.database.batch();
        for payload in payloads {
            self.appended += 1;
            batch.insert(&self.keyspace, self.appended.to_be_bytes(), payload);
        }
        batch.commit().expect("the disk has room");
        self.sync();
    }

    fn read(&mut self, number: u64) -> Payload {
        let found = self.keyspace.get(number.to_be_bytes());
        let found = found.expect("the disk works").expect("the record is there");
        found[..].try_into().expect("a payload")
    }
}
