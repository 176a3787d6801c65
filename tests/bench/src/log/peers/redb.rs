//! redb, a store of copy-on-write trees.

use std::path::Path;

use redb::{Database, Durability, ReadableDatabase as _, ReadableTable as _, TableDefinition};

use super::{Payload, Peer};

const TABLE: TableDefinition<u64, &[u8]> = TableDefinition::new("log");

/// A table of numbered payloads.
pub struct Redb {
    database: Database,
    appended: u64,
}

impl Redb {
    fn commit(&mut self, payloads: &[Payload], durability: Durability) {
        let mut transaction = self.database.begin_write().expect("the disk works");
        transaction
            .set_durability(durability)
            .expect("nothing was written yet");
        {
            let mut table = transaction.open_table(TABLE).expect("the disk works");
            for payload in payloads {
                self.appended += 1;
                table
                    .insert(self.appended, &payload[..])
                    .expect("the disk has room");
            }
        }
        transaction.commit().expect("the disk works");
    }
}

impl Peer for Redb {
    const NAME: &'static str = "redb";

    fn open(directory: &Path) -> Self {
        let database = Database::create(directory.join("redb")).expect("it can be opened");
        let mut opened = Self {
            database,
            appended: 0,
        };
        // A reader needs a table.
        opened.commit(&[], Durability::Immediate);
        let transaction = opened.database.begin_read().expect("the disk works");
        let table = transaction.open_table(TABLE).expect("the table is there");
        let last = table.last().expect("the disk works");
        opened.appended = last.map_or(0, |(number, _)| number.value());
        opened
    }

    fn append(&mut self, payload: &Payload) {
        self.commit(std::slice::from_ref(payload), Durability::None);
    }

    fn append_durably(&mut self, payload: &Payload) {
        self.commit(std::slice::from_ref(payload), Durability::Immediate);
    }

    fn append_together(&mut self, payloads: &[Payload]) {
        self.commit(payloads, Durability::Immediate);
    }

    fn read(&mut self, number: u64) -> Payload {
        let transaction = self.database.begin_read().expect("the disk works");
        let table = transaction.open_table(TABLE).expect("the table is there");
        let found = table.get(number).expect("the disk works");
        let found = found.expect("the record is there");
        found.value().try_into().expect("a payload")
    }
}
