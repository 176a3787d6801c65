//! The ordered index: an SQLite file derived from the index log.
//!
//! It remembers the last record that it has applied and the digest of that record's bytes. So it is
//! known at the start whether the file belongs to this log, how far it got, and that it can be
//! thrown away: everything in it is rebuilt from the log.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use md5::{Digest as _, Md5};
use rusqlite::{
    CachedStatement, Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior,
    params,
};

use crate::error::StoreError;
use crate::list::ListEntry;
use crate::name::{BucketName, ObjectKey};
use crate::object::ETag;
use crate::object_store::BucketInfo;

use super::index_record::{IndexRecord, Place};

/// Layout of the file; another number means that the file is built anew.
const LAYOUT: i64 = 1;

const TABLES: &str = "
    CREATE TABLE state (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        applied INTEGER NOT NULL,
        digest BLOB NOT NULL
    );
    CREATE TABLE buckets (
        name TEXT PRIMARY KEY,
        created_ms INTEGER NOT NULL,
        seq INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX buckets_seq ON buckets (seq);
    CREATE TABLE objects (
        bucket TEXT NOT NULL,
        key BLOB NOT NULL,
        manifest INTEGER NOT NULL,
        low INTEGER NOT NULL,
        records INTEGER NOT NULL,
        size_bytes INTEGER NOT NULL,
        modified_ms INTEGER NOT NULL,
        etag TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (bucket, key)
    ) WITHOUT ROWID;
    CREATE INDEX objects_low ON objects (low);
    CREATE INDEX objects_seq ON objects (seq);
    INSERT INTO state VALUES (1, 0, x'');
";

/// Connections that are kept for readers.
const READERS_KEPT: usize = 8;

/// The file and its connections: one that writes, in the hands of whoever commits, and some that
/// read.
pub(super) struct Projection {
    path: PathBuf,
    readers: Mutex<Vec<Connection>>,
}

/// The connection that writes.
pub(super) struct ProjectionWriter {
    connection: Connection,
}

/// How far the file has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Applied {
    pub(super) seqno: u64,
    pub(super) digest: Vec<u8>,
}

/// The digest by which the file knows a record again.
pub(super) fn digest(record: &[u8]) -> Vec<u8> {
    Md5::digest(record).to_vec()
}

pub(super) fn sqlite(error: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    let reason = format!("the index file: {error}");
    match error.sqlite_error_code() {
        Some(DatabaseCorrupt | NotADatabase) => StoreError::Corrupt {
            reason: format!("{reason}; it is built anew when the store is opened again"),
        },
        _ => StoreError::Storage { reason },
    }
}

/// SQLite has signed numbers; no sequence number, size or time of ours comes near the limit.
fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column)
        .map(|value| u64::try_from(value).unwrap_or_default())
}

impl Projection {
    /// Opens the file, or makes an empty one if there is none that can be used.
    pub(super) fn open(path: &Path) -> Result<(Self, ProjectionWriter), StoreError> {
        let connection = match usable(path) {
            Some(connection) => connection,
            None => fresh(path)?,
        };
        let projection = Self {
            path: path.to_owned(),
            readers: Mutex::default(),
        };
        Ok((projection, ProjectionWriter { connection }))
    }

    /// Runs `read` on a snapshot of what is committed.
    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&Snapshot<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let kept = self
            .readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut connection = match kept {
            Some(connection) => connection,
            None => connect(&self.path).map_err(sqlite)?,
        };
        let transaction = connection.transaction().map_err(sqlite)?;
        let result = read(&Snapshot {
            transaction: &transaction,
        });
        drop(transaction);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS_KEPT {
            readers.push(connection);
        }
        result
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(core::time::Duration::from_secs(10))?;
    // The log is what survives a loss of power. The file only has to be whole then, not up to date.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(connection)
}

/// The file as it is, if it has our layout and is not damaged.
fn usable(path: &Path) -> Option<Connection> {
    if !path.exists() {
        return None;
    }
    let connection = connect(path).ok()?;
    let layout = connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    let check = connection.pragma_query_value(None, "quick_check", |row| row.get::<_, String>(0));
    let usable = layout.ok()? == LAYOUT && check.ok()? == "ok";
    usable.then_some(connection)
}

fn fresh(path: &Path) -> Result<Connection, StoreError> {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(PathBuf::from(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                let reason = format!(
                    "the index file {} cannot be removed: {error}",
                    path.display()
                );
                return Err(StoreError::Storage { reason });
            }
            _ => {}
        }
    }
    let connection = connect(path).map_err(sqlite)?;
    let layout = format!("BEGIN; {TABLES} PRAGMA user_version = {LAYOUT}; COMMIT;");
    connection.execute_batch(&layout).map_err(sqlite)?;
    Ok(connection)
}

impl ProjectionWriter {
    pub(super) fn begin(&mut self) -> Result<ProjectionChange<'_>, StoreError> {
        let behavior = TransactionBehavior::Immediate;
        let transaction = self
            .connection
            .transaction_with_behavior(behavior)
            .map_err(sqlite)?;
        Ok(ProjectionChange { transaction })
    }
}

/// Changes that become visible together. Dropping it undoes them.
pub(super) struct ProjectionChange<'c> {
    transaction: Transaction<'c>,
}

impl ProjectionChange<'_> {
    /// What the file says with the changes so far.
    pub(super) fn snapshot(&self) -> Snapshot<'_> {
        Snapshot {
            transaction: &self.transaction,
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&self) -> Result<(), StoreError> {
        let statements =
            "DELETE FROM objects; DELETE FROM buckets; UPDATE state SET applied = 0, digest = x'';";
        self.transaction.execute_batch(statements).map_err(sqlite)
    }

    pub(super) fn apply(&self, record: &IndexRecord, seqno: u64) -> Result<(), StoreError> {
        let seq = signed(seqno);
        let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| -> Result<(), StoreError> {
            let mut statement = self.transaction.prepare_cached(sql).map_err(sqlite)?;
            statement.execute(values).map(|_| ()).map_err(sqlite)
        };
        match record {
            IndexRecord::BucketCreated { bucket, created_ms } => run(
                "INSERT OR REPLACE INTO buckets VALUES (?1, ?2, ?3)",
                &[&bucket.as_str(), &signed(*created_ms), &seq],
            ),
            IndexRecord::BucketDeleted { bucket } => {
                run("DELETE FROM buckets WHERE name = ?1", &[&bucket.as_str()])
            }
            IndexRecord::ObjectPut { bucket, key, place } => run(
                "INSERT OR REPLACE INTO objects VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                &[
                    &bucket.as_str(),
                    &key.as_str().as_bytes(),
                    &signed(place.manifest),
                    &signed(place.low),
                    &signed(place.records),
                    &signed(place.size_bytes),
                    &signed(place.modified_ms),
                    &place.etag.as_str(),
                    &seq,
                ],
            ),
            IndexRecord::ObjectDeleted { bucket, key } => run(
                "DELETE FROM objects WHERE bucket = ?1 AND key = ?2",
                &[&bucket.as_str(), &key.as_str().as_bytes()],
            ),
        }
    }

    /// Notes how far the file has got, and makes the changes visible.
    pub(super) fn commit(self, applied: &Applied) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE state SET applied = ?1, digest = ?2")
            .and_then(|mut statement| {
                statement.execute(params![signed(applied.seqno), applied.digest])
            })
            .map_err(sqlite)?;
        self.transaction.commit().map_err(sqlite)
    }
}

/// A view of the file that does not change while it is read.
pub(super) struct Snapshot<'t> {
    transaction: &'t Transaction<'t>,
}

/// Columns of [`place`], in its order.
const PLACE: &str = "manifest, low, records, size_bytes, modified_ms, etag";

fn place(row: &Row<'_>) -> rusqlite::Result<(Place, bool)> {
    let text: String = row.get(5)?;
    let etag = ETag::new(&text);
    let valid = etag.is_ok();
    let place = Place {
        manifest: unsigned(row, 0)?,
        low: unsigned(row, 1)?,
        records: unsigned(row, 2)?,
        size_bytes: unsigned(row, 3)?,
        modified_ms: unsigned(row, 4)?,
        etag: etag.unwrap_or_else(|_| ETag::of_md5([0; 16])),
    };
    Ok((place, valid))
}

fn damaged() -> StoreError {
    let reason = "the index file holds a value that was never written".to_owned();
    StoreError::Corrupt { reason }
}

impl Snapshot<'_> {
    fn prepare(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        self.transaction.prepare_cached(sql).map_err(sqlite)
    }

    pub(super) fn applied(&self) -> Result<Applied, StoreError> {
        let mut statement = self.prepare("SELECT applied, digest FROM state")?;
        let row = statement.query_row([], |row| {
            Ok(Applied {
                seqno: unsigned(row, 0)?,
                digest: row.get(1)?,
            })
        });
        row.map_err(sqlite)
    }

    pub(super) fn bucket(&self, bucket: &BucketName) -> Result<Option<BucketInfo>, StoreError> {
        let mut statement = self.prepare("SELECT created_ms FROM buckets WHERE name = ?1")?;
        let row = statement
            .query_row([bucket.as_str()], |row| unsigned(row, 0))
            .optional();
        let info = |created_ms| BucketInfo {
            name: bucket.clone(),
            created_ms,
        };
        Ok(row.map_err(sqlite)?.map(info))
    }

    pub(super) fn buckets(&self) -> Result<Vec<BucketInfo>, StoreError> {
        let mut statement = self.prepare("SELECT name, created_ms FROM buckets ORDER BY name")?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, String>(0)?, unsigned(row, 1)?)))
            .map_err(sqlite)?;
        rows.map(|row| {
            let (name, created_ms) = row.map_err(sqlite)?;
            Ok(BucketInfo {
                name: BucketName::from_stored(&name)?,
                created_ms,
            })
        })
        .collect()
    }

    pub(super) fn bucket_count(&self) -> Result<u64, StoreError> {
        let mut statement = self.prepare("SELECT count(*) FROM buckets")?;
        statement
            .query_row([], |row| unsigned(row, 0))
            .map_err(sqlite)
    }

    pub(super) fn is_empty(&self, bucket: &BucketName) -> Result<bool, StoreError> {
        let mut statement = self.prepare("SELECT 1 FROM objects WHERE bucket = ?1 LIMIT 1")?;
        statement
            .exists([bucket.as_str()])
            .map(|exists| !exists)
            .map_err(sqlite)
    }

    pub(super) fn object(
        &self,
        bucket: &BucketName,
        key: &ObjectKey,
    ) -> Result<Option<Place>, StoreError> {
        let sql = format!("SELECT {PLACE} FROM objects WHERE bucket = ?1 AND key = ?2");
        let mut statement = self.prepare(&sql)?;
        let row = statement.query_row(params![bucket.as_str(), key.as_str().as_bytes()], place);
        match row.optional().map_err(sqlite)? {
            None => Ok(None),
            Some((place, true)) => Ok(Some(place)),
            Some((_, false)) => Err(damaged()),
        }
    }

    /// At most `count` objects of `bucket` with keys at or behind `from`.
    pub(super) fn scan(
        &self,
        bucket: &BucketName,
        from: &[u8],
        count: usize,
    ) -> Result<Vec<ListEntry>, StoreError> {
        let sql = format!(
            "SELECT {PLACE}, key FROM objects WHERE bucket = ?1 AND key >= ?2 ORDER BY key LIMIT ?3"
        );
        let mut statement = self.prepare(&sql)?;
        let values = params![bucket.as_str(), from, signed(count as u64)];
        let rows = statement
            .query_map(values, |row| Ok((place(row)?, row.get::<_, Vec<u8>>(6)?)))
            .map_err(sqlite)?;
        rows.map(|row| {
            let ((place, valid), key) = row.map_err(sqlite)?;
            let key = String::from_utf8(key).map_err(|_| damaged())?;
            let Place {
                size_bytes,
                modified_ms,
                etag,
                ..
            } = place;
            if valid {
                Ok(ListEntry {
                    key,
                    size_bytes,
                    etag,
                    modified_ms,
                })
            } else {
                Err(damaged())
            }
        })
        .collect()
    }

    /// Objects that need a record of the data log at or before `high`, lowest first.
    pub(super) fn objects_needing(
        &self,
        high: u64,
        count: usize,
    ) -> Result<Vec<(BucketName, ObjectKey, Place)>, StoreError> {
        self.objects_by("low", high, count)
    }

    /// Objects whose last index record is at or before `high`, oldest first.
    pub(super) fn objects_indexed(
        &self,
        high: u64,
        count: usize,
    ) -> Result<Vec<(BucketName, ObjectKey, Place)>, StoreError> {
        self.objects_by("seq", high, count)
    }

    fn objects_by(
        &self,
        column: &'static str,
        high: u64,
        count: usize,
    ) -> Result<Vec<(BucketName, ObjectKey, Place)>, StoreError> {
        let sql = format!(
            "SELECT {PLACE}, bucket, key FROM objects
             WHERE {column} <= ?1 ORDER BY {column} LIMIT ?2"
        );
        let mut statement = self.prepare(&sql)?;
        let rows = statement
            .query_map(params![signed(high), signed(count as u64)], |row| {
                Ok((
                    place(row)?.0,
                    row.get::<_, String>(6)?,
                    row.get::<_, Vec<u8>>(7)?,
                ))
            })
            .map_err(sqlite)?;
        rows.map(|row| {
            let (place, bucket, key) = row.map_err(sqlite)?;
            let key = String::from_utf8(key).map_err(|_| damaged())?;
            Ok((
                BucketName::from_stored(&bucket)?,
                ObjectKey::new(&key)?,
                place,
            ))
        })
        .collect()
    }

    /// Buckets whose last index record is at or before `high`.
    pub(super) fn buckets_indexed(&self, high: u64) -> Result<Vec<BucketInfo>, StoreError> {
        let mut statement =
            self.prepare("SELECT name, created_ms FROM buckets WHERE seq <= ?1 ORDER BY seq")?;
        let rows = statement
            .query_map([signed(high)], |row| {
                Ok((row.get::<_, String>(0)?, unsigned(row, 1)?))
            })
            .map_err(sqlite)?;
        rows.map(|row| {
            let (name, created_ms) = row.map_err(sqlite)?;
            Ok(BucketInfo {
                name: BucketName::from_stored(&name)?,
                created_ms,
            })
        })
        .collect()
    }

    /// Records of the data log that objects need, and entries of the index that are in force.
    pub(super) fn live(&self) -> Result<(u64, u64), StoreError> {
        let mut statement = self.prepare(
            "SELECT coalesce(sum(records), 0), count(*) + (SELECT count(*) FROM buckets)
             FROM objects",
        )?;
        statement
            .query_row([], |row| Ok((unsigned(row, 0)?, unsigned(row, 1)?)))
            .map_err(sqlite)
    }

    /// The lowest record of the data log that an object needs.
    pub(super) fn lowest_needed(&self) -> Result<Option<u64>, StoreError> {
        let mut statement = self.prepare("SELECT min(low) FROM objects")?;
        let low = statement
            .query_row([], |row| row.get::<_, Option<i64>>(0))
            .map_err(sqlite)?;
        Ok(low.and_then(|low| u64::try_from(low).ok()))
    }
}
