//! Cleaning: giving back the room of what was overwritten and deleted.
//!
//! A log gives room back only at its old end. So what is still needed there is appended again at
//! the new end, and then everything before it is trimmed.

use woof_log::{Bounds, Seqno, SharedStore};

use crate::body::ChunkSource;
use crate::error::StoreError;
use crate::name::{BucketName, ObjectKey};

use super::LogObjectStore;
use super::commit::Change;
use super::data_log::{ChunkReader, ChunkWriter};
use super::index_record::Place;
use super::manifest::{CHUNK_BYTES, Extent, push_extent};
use super::storage;

/// Objects that are looked at in one go.
const BATCH: usize = 100;

/// What a call of [`LogObjectStore::clean`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Objects whose old records were written again.
    pub objects_moved: u64,
    /// Records of the data log that were released.
    pub data_records_released: u64,
    /// Records of the index log that were released.
    pub index_records_released: u64,
}

impl<S: SharedStore> LogObjectStore<S> {
    /// Gives back room where more than half of a log is garbage, going over at most `records_max`
    /// of its oldest records. Call it now and then, from any thread; readers and writers go on.
    ///
    /// # Errors
    /// [`StoreError::Storage`] or [`StoreError::Corrupt`]. What was moved by then is whole.
    pub fn clean(&self, records_max: u64) -> Result<Cleaned, StoreError> {
        let (data_live, index_live) = self.projection.read(|now| now.live())?;
        let mut cleaned = Cleaned::default();
        let data = self.logs.clone().bounds(self.data_id).map_err(storage)?;
        if data_live < data.len() / 2 {
            self.clean_data(data, records_max, &mut cleaned)?;
        }
        let index = self.logs.clone().bounds(self.index_id).map_err(storage)?;
        if index_live < index.len() / 2 {
            self.clean_index(index, records_max, &mut cleaned)?;
        }
        Ok(cleaned)
    }

    fn clean_data(
        &self,
        bounds: Bounds,
        records_max: u64,
        cleaned: &mut Cleaned,
    ) -> Result<(), StoreError> {
        let high = horizon(bounds, records_max);
        loop {
            let movable = self
                .projection
                .read(|now| now.objects_needing(high, BATCH))?;
            if movable.is_empty() {
                break;
            }
            for (bucket, key, _) in movable {
                if self.move_object(bucket, key, high)? {
                    cleaned.objects_moved += 1;
                }
            }
        }
        // Nothing is committed meanwhile, and what others are about to commit is pinned.
        let upto = self.committer.undisturbed(|now| {
            let needed = now.lowest_needed()?.unwrap_or(u64::MAX);
            let pinned = self.pins.lowest().unwrap_or(u64::MAX);
            let upto = high
                .min(needed.saturating_sub(1))
                .min(pinned.saturating_sub(1));
            if upto >= bounds.oldest.get() {
                self.logs
                    .clone()
                    .trim(self.data_id, Seqno::new(upto))
                    .map_err(storage)?;
            }
            Ok(upto)
        })?;
        cleaned.data_records_released += (upto + 1).saturating_sub(bounds.oldest.get());
        Ok(())
    }

    /// Writes the chunks of an object at or before `high`, and its metadata record, again.
    fn move_object(
        &self,
        bucket: BucketName,
        key: ObjectKey,
        high: u64,
    ) -> Result<bool, StoreError> {
        let pin = self.pins.pin_all();
        let present = self.projection.read(|now| now.object(&bucket, &key))?;
        let Some(present) = present.filter(|place| place.low <= high) else {
            return Ok(false);
        };
        let mut manifest = self.data.read_manifest(present.manifest)?;
        let mut extents = Vec::new();
        for extent in core::mem::take(&mut manifest.extents) {
            let (old, kept) = split_extent(extent, high);
            if let Some(old) = old {
                let all = 0..old.bytes;
                let own_pin = self.pins.pin_all();
                let mut chunks = ChunkReader::new(self.data.clone(), vec![old], all, own_pin);
                let mut writer = ChunkWriter::new(&self.data);
                while let Some(bytes) = chunks.next_chunk()? {
                    writer.write(&bytes)?;
                }
                writer.flush()?;
                writer
                    .extents
                    .into_iter()
                    .for_each(|extent| push_extent(&mut extents, extent));
            }
            kept.into_iter()
                .for_each(|extent| push_extent(&mut extents, extent));
        }
        manifest.extents = extents;
        let place = self.write_manifest(&manifest)?;
        let moved = self.committer.commit(Change::Move {
            bucket,
            key,
            place,
            from: present.manifest,
        });
        drop(pin);
        moved
    }

    fn clean_index(
        &self,
        bounds: Bounds,
        records_max: u64,
        cleaned: &mut Cleaned,
    ) -> Result<(), StoreError> {
        let high = horizon(bounds, records_max);
        for info in self.projection.read(|now| now.buckets_indexed(high))? {
            self.committer
                .commit(Change::RenewBucket { bucket: info.name })?;
        }
        loop {
            let old: Vec<(BucketName, ObjectKey, Place)> = self
                .projection
                .read(|now| now.objects_indexed(high, BATCH))?;
            if old.is_empty() {
                break;
            }
            for (bucket, key, _) in old {
                self.committer.commit(Change::Renew { bucket, key })?;
            }
        }
        // Nothing in force is recorded at or before `high`: records only move behind it.
        self.logs
            .clone()
            .trim(self.index_id, Seqno::new(high))
            .map_err(storage)?;
        cleaned.index_records_released += (high + 1).saturating_sub(bounds.oldest.get());
        Ok(())
    }
}

/// The newest of the `records_max` oldest records. The newest record of a log always stays: it is
/// what the index file is recognised by.
fn horizon(bounds: Bounds, records_max: u64) -> u64 {
    let end = bounds.oldest.get().saturating_add(records_max);
    end.min(bounds.newest.get()).saturating_sub(1)
}

/// The part of `extent` at or before `high`, and the rest.
fn split_extent(extent: Extent, high: u64) -> (Option<Extent>, Option<Extent>) {
    if extent.first > high {
        return (None, Some(extent));
    }
    let old_chunks = extent.chunks().min(high + 1 - extent.first);
    let old_bytes = extent.bytes.min(old_chunks * CHUNK_BYTES);
    let old = Extent {
        first: extent.first,
        bytes: old_bytes,
    };
    let rest = Extent {
        first: extent.first + old_chunks,
        bytes: extent.bytes - old_bytes,
    };
    (Some(old), (rest.bytes > 0).then_some(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(extent: (u64, u64), high: u64, old: Option<(u64, u64)>, rest: Option<(u64, u64)>) {
        let plain = |extent: Option<Extent>| extent.map(|extent| (extent.first, extent.bytes));
        let (got_old, got_rest) = split_extent(
            Extent {
                first: extent.0,
                bytes: extent.1,
            },
            high,
        );
        assert_eq!((plain(got_old), plain(got_rest)), (old, rest));
    }

    #[test]
    fn extents_are_split_between_chunks() {
        let whole = CHUNK_BYTES;
        check((5, 3 * whole), 4, None, Some((5, 3 * whole)));
        check((5, 3 * whole), 5, Some((5, whole)), Some((6, 2 * whole)));
        check((5, 2 * whole + 1), 7, Some((5, 2 * whole + 1)), None);
        check((5, 2 * whole + 1), 6, Some((5, 2 * whole)), Some((7, 1)));
    }
}
