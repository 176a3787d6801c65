//! What a record has led to: the slice of a store that begins with it.

use std::collections::HashSet;
use std::vec::Vec;

use crate::{Cause, Extensions, LogId, LogInfo, PAYLOAD_LEN_MAX, SharedStore, StoreError};

/// Causes that a search holds by default: 32 MiB of them.
pub const DOWNSTREAM_LINKS_MAX: usize = 1 << 20;

/// The records that one record has led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// The records, each after its cause.
    pub records: Vec<Affected>,
    /// Damaged records that were met. What they led to, or came from, is not known.
    pub damaged: Vec<Cause>,
}

/// A record of a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Affected {
    /// The record.
    pub record: Cause,
    /// The record that led to it.
    pub cause: Cause,
}

/// Why a slice could not be found.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DownstreamError {
    /// A log could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Too many records have causes.
    #[error("more than {max} records have causes; search fewer logs, or allow more memory")]
    TooManyLinks {
        /// The bound.
        max: usize,
    },
}

/// The records of `logs` that `root` has led to, directly or through others, by the causes that
/// they carry. Every log is read once. At most `links_max` causes, of 32 bytes each, are held in
/// memory at the same time, and half as much is needed to sort them ([`DOWNSTREAM_LINKS_MAX`] is a
/// sensible bound). The slice takes as many bytes for each record that it has.
///
/// Records that are appended during the search may be missing.
///
/// # Errors
/// [`DownstreamError`]; a damaged record is none, see [`Slice::damaged`].
pub fn downstream<S: SharedStore>(
    store: &S,
    logs: &[LogId],
    root: Cause,
    links_max: usize,
) -> Result<Slice, DownstreamError> {
    let mut slice = Slice::default();
    let mut links = Vec::new();
    let carries = |info: &LogInfo| info.shape.extensions.contains(Extensions::CAUSE);
    let infos = store.logs().into_iter().filter(carries);
    let mut unread: HashSet<LogId> = infos.map(|info| info.id).collect();
    for log in logs {
        if unread.remove(log) {
            gather(store, *log, links_max, &mut links, &mut slice.damaged)?;
        }
    }
    let key = |link: &Affected| (link.cause.log, link.cause.seqno);
    // Stable, so that records with one cause stay in the order of their logs.
    links.sort_by_key(key);
    let mut cause = root;
    for next in 0.. {
        let from = links.partition_point(|link| key(link) < (cause.log, cause.seqno));
        let caused = links[from..].iter().take_while(|link| link.cause == cause);
        // Whoever appends may name any cause, so there may be rings. A record has one cause and is
        // met once, so only a ring with the root in it comes back, and it comes back there.
        let others = caused.filter(|link| link.record != root);
        slice.records.extend(others);
        let Some(affected) = slice.records.get(next) else {
            break;
        };
        cause = affected.record;
    }
    Ok(slice)
}

/// Adds the causes of one log's records.
fn gather<S: SharedStore>(
    store: &S,
    log: LogId,
    links_max: usize,
    links: &mut Vec<Affected>,
    damaged: &mut Vec<Cause>,
) -> Result<(), DownstreamError> {
    let mut store = store.clone();
    let mut payload = std::vec![0; usize::from(PAYLOAD_LEN_MAX)];
    let bounds = store.bounds(log)?;
    let mut seqno = bounds.oldest;
    while seqno <= bounds.newest {
        let record = Cause { log, seqno };
        match store.read(log, seqno, &mut payload) {
            Ok(entry) => {
                if let Some(cause) = entry.cause {
                    push_within(links_max, links, Affected { record, cause })?;
                }
            }
            Err(StoreError::Corrupt { .. }) => push_within(links_max, damaged, record)?,
            Err(StoreError::Trimmed { oldest, .. }) if oldest > seqno => {
                seqno = oldest;
                continue;
            }
            Err(error) => return Err(error.into()),
        }
        seqno = seqno.next();
    }
    Ok(())
}

/// Adds to a list, which never gets room for more than the bound says.
fn push_within<T>(max: usize, list: &mut Vec<T>, one: T) -> Result<(), DownstreamError> {
    if list.len() >= max {
        return Err(DownstreamError::TooManyLinks { max });
    }
    if list.len() == list.capacity() {
        list.reserve_exact(list.len().max(64).min(max - list.len()));
    }
    list.push(one);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Append, LogName, LogStore as _, MemoryStore, Seqno, Shape};

    /// Three logs, and records as pairs of a log and the record that caused it.
    fn store(records: &[(usize, Option<(usize, u64)>)]) -> (MemoryStore, [LogId; 3]) {
        let mut store = MemoryStore::new();
        let logs = ["a", "b", "c"].map(|name| {
            let name = LogName::new(name).unwrap();
            store.create(&name, Shape::variable()).unwrap()
        });
        for (log, cause) in records {
            let mut record = Append::new(b"x");
            record.cause = cause.map(|(log, seqno)| Cause {
                log: logs[log],
                seqno: Seqno::new(seqno),
            });
            store.append(logs[*log], &record).unwrap();
        }
        (store, logs)
    }

    #[track_caller]
    fn check(
        records: &[(usize, Option<(usize, u64)>)],
        root: (usize, u64),
        found: &[(usize, u64)],
    ) {
        let (store, logs) = store(records);
        let root = Cause {
            log: logs[root.0],
            seqno: Seqno::new(root.1),
        };
        let slice = downstream(&store, &logs, root, 100).unwrap();
        let expected = found.iter().map(|(log, seqno)| Cause {
            log: logs[*log],
            seqno: Seqno::new(*seqno),
        });
        let records = slice.records.iter().map(|affected| affected.record);
        assert!(records.eq(expected), "{slice:?}");
    }

    #[test]
    fn a_slice_follows_causes_through_logs_in_any_order() {
        // c1 → b1 → a1 → a2, and a3 of another cause.
        let chain = [
            (2, None),
            (1, Some((2, 1))),
            (0, Some((1, 1))),
            (0, Some((0, 1))),
            (0, Some((2, 9))),
        ];
        check(&chain, (2, 1), &[(1, 1), (0, 1), (0, 2)]);
        check(&chain, (0, 1), &[(0, 2)]);
        check(&chain, (0, 2), &[]);
        let fan = [
            (0, None),
            (1, Some((0, 1))),
            (1, Some((0, 1))),
            (2, Some((1, 2))),
        ];
        check(&fan, (0, 1), &[(1, 1), (1, 2), (2, 1)]);
        let ring = [(0, Some((1, 1))), (1, Some((0, 1)))];
        check(&ring, (0, 1), &[(1, 1)]);
    }

    #[test]
    fn a_log_that_is_named_twice_is_read_once() {
        let (store, [log, ..]) = store(&[(0, None), (0, Some((0, 1))), (0, Some((0, 2)))]);
        let root = Cause {
            log,
            seqno: Seqno::FIRST,
        };
        let slice = downstream(&store, &[log, log], root, 2).unwrap();
        assert_eq!(slice.records.len(), 2);
    }

    #[test]
    fn a_search_that_needs_more_memory_than_allowed_says_so() {
        let (store, logs) = store(&[(0, None), (1, Some((0, 1))), (1, Some((0, 1)))]);
        let root = Cause {
            log: logs[0],
            seqno: Seqno::FIRST,
        };
        assert!(downstream(&store, &logs, root, 2).is_ok());
        let refused = downstream(&store, &logs, root, 1).unwrap_err();
        assert!(matches!(refused, DownstreamError::TooManyLinks { max: 1 }));
    }
}
