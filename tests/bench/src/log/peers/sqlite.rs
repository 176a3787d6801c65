//! SQLite with a write-ahead log.

use std::path::Path;

use rusqlite::{Connection, params};

use super::{Payload, Peer};

/// When SQLite syncs.
pub struct Synchronous;

impl Synchronous {
    /// With every transaction.
    pub const FULL: bool = true;
    /// Only when it moves the write-ahead log into the database.
    pub const NORMAL: bool = false;
}

/// A table of numbered payloads.
pub struct Sqlite<const FULL: bool> {
    connection: Connection,
}

impl<const FULL: bool> Sqlite<FULL> {
    fn insert(&self, payload: &Payload) {
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO log (payload) VALUES (?1)")
            .expect("the statement is right");
        insert.execute(params![payload]).expect("the disk has room");
    }
}

impl<const FULL: bool> Peer for Sqlite<FULL> {
    const NAME: &'static str = if FULL { "SQLite FULL" } else { "SQLite NORMAL" };

    fn open(directory: &Path) -> Self {
        let connection = Connection::open(directory.join("sqlite")).expect("it can be opened");
        let synchronous = if FULL { "FULL" } else { "NORMAL" };
        for (name, value) in [("journal_mode", "WAL"), ("synchronous", synchronous)] {
            connection
                .pragma_update(None, name, value)
                .expect("SQLite knows it");
        }
        connection
            .execute(
                "CREATE TABLE IF NOT EXISTS log (number INTEGER PRIMARY KEY, payload BLOB)",
                [],
            )
            .expect("the statement is right");
        Self { connection }
    }

    /// A transaction by itself; with NORMAL, a loss of power may undo it.
    fn append(&mut self, payload: &Payload) {
        self.insert(payload);
    }

    fn append_durably(&mut self, payload: &Payload) {
        self.insert(payload);
    }

    fn append_together(&mut self, payloads: &[Payload]) {
        let begun = self.connection.execute_batch("BEGIN");
        begun.expect("no transaction is open");
        payloads.iter().for_each(|payload| self.insert(payload));
        let committed = self.connection.execute_batch("COMMIT");
        committed.expect("the disk works");
    }

    fn read(&mut self, number: u64) -> Payload {
        let mut select = self
            .connection
            .prepare_cached("SELECT payload FROM log WHERE number = ?1")
            .expect("the statement is right");
        let number = i64::try_from(number).expect("few records");
        select
            .query_row([number], |row| row.get(0))
            .expect("the record is there")
    }
}
