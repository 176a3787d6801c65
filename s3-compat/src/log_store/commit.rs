//! Commits: the one place where conditions are judged and the index changes.
//!
//! Whoever comes first commits for all that wait: it judges their conditions in order, appends
//! their index records, syncs once, and only then makes the changes visible. So nobody reads what a
//! loss of power could take back, and many writers share one sync.

use std::sync::{Arc, Mutex, PoisonError};

use woof_log::{Append, Bounds, LogId, Seqno, SharedStore};

use crate::error::{Limit, StoreError};
use crate::name::{BucketName, ObjectKey};
use crate::object::ETag;
use crate::object_store::{BucketInfo, PutCondition, StoreLimits, check_condition, no_such_bucket};

use super::index_record::{IndexRecord, Place};
use super::projection::{Applied, ProjectionChange, ProjectionWriter, Snapshot, digest};
use super::storage;

/// Most changes that are committed together.
const BATCH_MAX: usize = 256;

/// A change that somebody wants.
#[derive(Debug)]
pub(super) enum Change {
    CreateBucket {
        bucket: BucketName,
        created_ms: u64,
    },
    DeleteBucket {
        bucket: BucketName,
    },
    Put {
        bucket: BucketName,
        key: ObjectKey,
        place: Place,
        condition: PutCondition,
    },
    Delete {
        bucket: BucketName,
        key: ObjectKey,
        only: Option<ETag>,
    },
    /// The same object in another place, if it is where `from` says still.
    Move {
        bucket: BucketName,
        key: ObjectKey,
        place: Place,
        from: u64,
    },
    /// The same entry again, so that its old record can be trimmed.
    Renew {
        bucket: BucketName,
        key: ObjectKey,
    },
    /// The same for a bucket.
    RenewBucket {
        bucket: BucketName,
    },
}

/// Whether the change had anything to do.
type Outcome = Result<bool, StoreError>;

struct Waiting {
    change: Change,
    outcome: Arc<Mutex<Option<Outcome>>>,
}

/// The index log with its projection, for those who change it.
pub(super) struct Committer<S> {
    logs: S,
    id: LogId,
    limits: StoreLimits,
    queue: Mutex<Vec<Waiting>>,
    writer: Mutex<ProjectionWriter>,
}

impl<S: SharedStore> Committer<S> {
    /// Takes over the projection and brings it up to date.
    pub(super) fn open(
        logs: S,
        id: LogId,
        limits: StoreLimits,
        mut writer: ProjectionWriter,
    ) -> Result<Self, StoreError> {
        let mut own = logs.clone();
        let bounds = own.bounds(id).map_err(storage)?;
        // What a killed process had appended but not synced is seen from now on, so it must stay.
        own.sync(id, bounds.newest).map_err(storage)?;
        catch_up(&own, id, bounds, &mut writer)?;
        Ok(Self {
            logs,
            id,
            limits,
            queue: Mutex::default(),
            writer: Mutex::new(writer),
        })
    }

    /// Commits one change. Durable and visible when it returns.
    pub(super) fn commit(&self, change: Change) -> Outcome {
        let outcome = Arc::new(Mutex::new(None));
        let waiting = Waiting {
            change,
            outcome: Arc::clone(&outcome),
        };
        self.queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(waiting);
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let done = outcome
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            if let Some(outcome) = done {
                return outcome;
            }
            let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
            let count = queue.len().min(BATCH_MAX);
            let batch: Vec<Waiting> = queue.drain(..count).collect();
            drop(queue);
            self.commit_batch(&mut writer, batch);
        }
    }

    /// Runs `work` while nothing is committed.
    pub(super) fn undisturbed<T>(
        &self,
        work: impl FnOnce(&Snapshot<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let change = writer.begin()?;
        work(&change.snapshot())
    }

    fn commit_batch(&self, writer: &mut ProjectionWriter, batch: Vec<Waiting>) {
        let judged = self.judge(writer, &batch);
        let failure = match &judged {
            Ok(_) => None,
            Err(error) => Some(error.to_string()),
        };
        let mut outcomes = judged.unwrap_or_default().into_iter();
        for waiting in batch {
            let outcome = outcomes.next().unwrap_or_else(|| {
                let reason = failure.clone().unwrap_or_default();
                Err(StoreError::Storage { reason })
            });
            *waiting
                .outcome
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        }
    }

    /// The outcome of each change, or the failure that befell all.
    fn judge(
        &self,
        writer: &mut ProjectionWriter,
        batch: &[Waiting],
    ) -> Result<Vec<Outcome>, StoreError> {
        let mut logs = self.logs.clone();
        let bounds = logs.bounds(self.id).map_err(storage)?;
        // An earlier batch may have reached the log and then failed to reach the file.
        catch_up(&logs, self.id, bounds, writer)?;
        let change = writer.begin()?;
        let mut applied = None;
        let mut outcomes = Vec::with_capacity(batch.len());
        for waiting in batch {
            outcomes.push(self.enter(&change, &waiting.change, &mut applied)?);
        }
        let Some(applied) = applied else {
            return Ok(outcomes);
        };
        logs.sync(self.id, Seqno::new(applied.seqno))
            .map_err(storage)?;
        if change.commit(&applied).is_err() {
            // The changes are durable; only the file lags behind.
            let bounds = logs.bounds(self.id).map_err(storage)?;
            catch_up(&logs, self.id, bounds, writer)?;
        }
        Ok(outcomes)
    }

    /// Judges one change and, if it holds, appends and applies it. The inner result is the change's
    /// own, the outer one that of the batch.
    fn enter(
        &self,
        projection: &ProjectionChange<'_>,
        change: &Change,
        applied: &mut Option<Applied>,
    ) -> Result<Outcome, StoreError> {
        let record = match record_for(&projection.snapshot(), change, &self.limits) {
            Ok(Some(record)) => record,
            Ok(None) => return Ok(Ok(false)),
            Err(error) => return Ok(Err(error)),
        };
        let payload = record.encode();
        let mut append = Append::new(&payload);
        if matches!(
            change,
            Change::Move { .. } | Change::Renew { .. } | Change::RenewBucket { .. }
        ) {
            append = append.quietly();
        }
        let seqno = match self.logs.clone().append(self.id, &append) {
            Ok(appended) => appended.seqno().get(),
            Err(error) => return Ok(Err(storage(error))),
        };
        projection.apply(&record, seqno)?;
        *applied = Some(Applied {
            seqno,
            digest: digest(&payload),
        });
        Ok(Ok(true))
    }
}

/// The index record that `change` comes to; `None` if there is nothing to do.
fn record_for(
    now: &Snapshot<'_>,
    change: &Change,
    limits: &StoreLimits,
) -> Result<Option<IndexRecord>, StoreError> {
    match change {
        Change::CreateBucket { bucket, created_ms } => {
            create_bucket(now, bucket, *created_ms, limits).map(Some)
        }
        Change::DeleteBucket { bucket } => {
            require(now, bucket)?;
            if !now.is_empty(bucket)? {
                let bucket = bucket.to_string();
                return Err(StoreError::BucketNotEmpty { bucket });
            }
            let bucket = bucket.clone();
            Ok(Some(IndexRecord::BucketDeleted { bucket }))
        }
        Change::Put {
            bucket,
            key,
            place,
            condition,
        } => {
            require(now, bucket)?;
            let present = now.object(bucket, key)?.map(|place| place.etag);
            check_condition(condition, present.as_ref(), bucket, key)?;
            Ok(Some(object_put(bucket, key, place.clone())))
        }
        Change::Delete { bucket, key, only } => delete(now, bucket, key, only.as_ref()),
        Change::Move {
            bucket,
            key,
            place,
            from,
        } => {
            let present = now.object(bucket, key)?;
            let unmoved = present.filter(|present| present.manifest == *from);
            Ok(unmoved.map(|_| object_put(bucket, key, place.clone())))
        }
        Change::Renew { bucket, key } => {
            let present = now.object(bucket, key)?;
            Ok(present.map(|place| object_put(bucket, key, place)))
        }
        Change::RenewBucket { bucket } => {
            let present = now.bucket(bucket)?;
            Ok(present.map(
                |BucketInfo { name, created_ms }| IndexRecord::BucketCreated {
                    bucket: name,
                    created_ms,
                },
            ))
        }
    }
}

fn require(now: &Snapshot<'_>, bucket: &BucketName) -> Result<BucketInfo, StoreError> {
    now.bucket(bucket)?.ok_or_else(|| no_such_bucket(bucket))
}

fn object_put(bucket: &BucketName, key: &ObjectKey, place: Place) -> IndexRecord {
    let (bucket, key) = (bucket.clone(), key.clone());
    IndexRecord::ObjectPut { bucket, key, place }
}

fn create_bucket(
    now: &Snapshot<'_>,
    bucket: &BucketName,
    created_ms: u64,
    limits: &StoreLimits,
) -> Result<IndexRecord, StoreError> {
    if now.bucket(bucket)?.is_some() {
        return Err(StoreError::BucketExists {
            bucket: bucket.to_string(),
        });
    }
    let limit = u64::from(limits.buckets_max);
    if now.bucket_count()? >= limit {
        return Err(StoreError::TooLarge {
            what: Limit::Buckets,
            limit,
        });
    }
    let bucket = bucket.clone();
    Ok(IndexRecord::BucketCreated { bucket, created_ms })
}

fn delete(
    now: &Snapshot<'_>,
    bucket: &BucketName,
    key: &ObjectKey,
    only: Option<&ETag>,
) -> Result<Option<IndexRecord>, StoreError> {
    require(now, bucket)?;
    let Some(present) = now.object(bucket, key)? else {
        return Ok(None);
    };
    if only.is_some_and(|only| *only != present.etag) {
        return Err(StoreError::PreconditionFailed {
            key: key.to_string(),
        });
    }
    let (bucket, key) = (bucket.clone(), key.clone());
    Ok(Some(IndexRecord::ObjectDeleted { bucket, key }))
}

/// Applies what the file lacks; everything, if the file does not belong to this log.
fn catch_up<S: SharedStore>(
    logs: &S,
    id: LogId,
    bounds: Bounds,
    writer: &mut ProjectionWriter,
) -> Result<(), StoreError> {
    let newest = bounds.newest.get();
    let change = writer.begin()?;
    let mut applied = change.snapshot().applied()?;
    // Each commit leaves the file at the newest record, so this is what almost every call finds.
    if !belongs(logs, id, bounds, &applied)? {
        change.clear()?;
        applied = Applied {
            seqno: bounds.oldest.get().saturating_sub(1),
            digest: Vec::new(),
        };
    } else if applied.seqno == newest {
        return Ok(());
    }
    while applied.seqno < newest {
        let seqno = applied.seqno + 1;
        let (_, payload) = logs.read_vec(id, Seqno::new(seqno)).map_err(storage)?;
        change.apply(&IndexRecord::decode(&payload)?, seqno)?;
        applied = Applied {
            seqno,
            digest: digest(&payload),
        };
    }
    change.commit(&applied)
}

/// Whether the file was built from this log and lacks nothing that the log no longer has.
fn belongs<S: SharedStore>(
    logs: &S,
    id: LogId,
    bounds: Bounds,
    applied: &Applied,
) -> Result<bool, StoreError> {
    if applied.seqno == 0 {
        return Ok(bounds.oldest == Seqno::FIRST);
    }
    if !bounds.contains(Seqno::new(applied.seqno)) {
        return Ok(false);
    }
    let (_, payload) = logs
        .read_vec(id, Seqno::new(applied.seqno))
        .map_err(storage)?;
    Ok(digest(&payload) == applied.digest)
}
