//! A store in memory: for tests, simulations and data that need not outlive the process.

use std::boxed::Box;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use crate::admission::{admit, admit_producer, check_appended, check_readable};
use crate::listener::Listeners;
use crate::overrun::{Guard, Guarded, dropped_by_next, guarded};
use crate::producer::ProducerTable;
use crate::repair::admit_repair;
use crate::{
    AckWindow, Append, Appended, Bounds, Completion, Durability, Entry, Gap, LOG_COUNT_MAX,
    Listener, ListenerGuard, LogId, LogInfo, LogName, LogStore, Overrun, Producer, Repair,
    RepairStore, Repaired, Retention, SUB_COUNT_MAX, Seqno, Shape, SharedStore, StoreError, SubId,
};

/// A [`SharedStore`] in memory.
///
/// Clones share the same logs. Records count as durable at once and last as long as the store.
#[derive(Clone, Default)]
pub struct MemoryStore {
    namespace: Arc<Mutex<Namespace>>,
    /// Told when a subscription has come further.
    moved: Arc<Condvar>,
    listeners: Arc<Listeners>,
}

#[derive(Default)]
struct Namespace {
    names: BTreeMap<LogName, LogId>,
    logs: Vec<MemoryLog>,
    repairs_made: u64,
}

struct MemoryLog {
    shape: Shape,
    oldest: Seqno,
    records: VecDeque<(Entry, Arc<[u8]>)>,
    producers: ProducerTable,
    cursors: HashMap<SubId, Cursor>,
    repairs: BTreeMap<Seqno, (Repaired, Arc<[u8]>)>,
}

#[derive(Default)]
struct Cursor {
    window: AckWindow,
    overrun: Overrun,
    missed: u64,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn namespace(&self) -> MutexGuard<'_, Namespace> {
        self.namespace
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn with_log<T>(
        &self,
        log: LogId,
        work: impl FnOnce(&mut MemoryLog) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(self.namespace().log(log)?)
    }

    /// The same where it may make room for appends that wait.
    fn with_cursors<T>(
        &self,
        log: LogId,
        work: impl FnOnce(&mut MemoryLog) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let done = self.with_log(log, work);
        self.moved.notify_all();
        done
    }

    fn append_now(&self, log: LogId, record: &Append<'_>) -> Result<Appended, StoreError> {
        let mut namespace = self.namespace();
        let appended = loop {
            match namespace.log(log)?.append(log, record)? {
                Some(appended) => break appended,
                None => {
                    namespace = self
                        .moved
                        .wait(namespace)
                        .unwrap_or_else(PoisonError::into_inner);
                }
            }
        };
        drop(namespace);
        if let Appended::New(seqno) = appended {
            self.listeners.notify(log, seqno);
        }
        Ok(appended)
    }
}

impl Namespace {
    fn log(&mut self, log: LogId) -> Result<&mut MemoryLog, StoreError> {
        let index = (log.get() as usize).wrapping_sub(1);
        self.logs
            .get_mut(index)
            .ok_or(StoreError::UnknownLog { log })
    }

    fn create(&mut self, name: &LogName, shape: Shape) -> Result<LogId, StoreError> {
        if let Some(log) = self.names.get(name) {
            let existing = self.logs[log.get() as usize - 1].shape;
            return if existing == shape {
                Ok(*log)
            } else {
                Err(StoreError::OtherShape {
                    name: Box::new(*name),
                    existing,
                })
            };
        }
        if !shape.is_valid() {
            return Err(StoreError::InvalidShape { shape });
        }
        if self.logs.len() >= LOG_COUNT_MAX {
            return Err(StoreError::TooMany {
                what: "logs",
                max: LOG_COUNT_MAX,
            });
        }
        self.logs.push(MemoryLog {
            shape,
            oldest: Seqno::FIRST,
            records: VecDeque::new(),
            producers: ProducerTable::default(),
            cursors: HashMap::new(),
            repairs: BTreeMap::new(),
        });
        let log = LogId::new(self.logs.len() as u32);
        self.names.insert(*name, log);
        Ok(log)
    }
}

impl MemoryLog {
    fn bounds(&self) -> Bounds {
        let newest = Seqno::new(self.oldest.get() + self.records.len() as u64 - 1);
        Bounds {
            oldest: self.oldest,
            newest,
            durable: newest,
        }
    }

    /// Who has not finished the records that are there up to `upto`.
    fn guarded(&self, upto: Seqno) -> Option<Guarded> {
        let guards = self.cursors.iter().map(|(sub, cursor)| Guard {
            sub: *sub,
            window: &cursor.window,
            overrun: cursor.overrun,
        });
        guarded(guards, self.oldest, upto)
    }

    /// Appends, or gives nothing if a subscription has to come further first.
    fn append(&mut self, id: LogId, record: &Append<'_>) -> Result<Option<Appended>, StoreError> {
        admit(&self.shape, record)?;
        if let Some(producer) = &record.producer
            && let Some(first) = admit_producer(&self.producers, producer)?
        {
            return Ok(Some(Appended::Duplicate(first)));
        }
        let dropped = dropped_by_next(&self.shape, &self.bounds());
        match dropped.and_then(|dropped| self.guarded(dropped)) {
            Some(guarded) if guarded.overrun == Overrun::Block => return Ok(None),
            Some(guarded) => return Err(guarded.error(id)),
            None => {}
        }
        let seqno = self.bounds().newest.next();
        if let Some(producer) = &record.producer {
            self.producers.remember(producer, seqno);
        }
        let entry = Entry {
            seqno,
            len: record.payload.len(),
            cause: record.cause,
            producer: record.producer.map(|p| Producer::keyed(p.id, p.epoch, p.n)),
            time_us: record.time_us,
            quiet: record.quiet,
        };
        self.records.push_back((entry, Arc::from(record.payload)));
        if let Retention::Last(count) = self.shape.retention
            && self.records.len() > count as usize
        {
            self.records.pop_front();
            self.oldest = self.oldest.next();
        }
        Ok(Some(Appended::New(seqno)))
    }

    fn read(&self, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, StoreError> {
        check_readable(&self.bounds(), seqno)?;
        let (entry, payload) = &self.records[(seqno.get() - self.oldest.get()) as usize];
        copy_payload(seqno, payload, buffer)?;
        Ok(*entry)
    }

    fn repair(&mut self, repair: &Repair<'_>, number: u64) -> Result<u64, StoreError> {
        let bounds = self.bounds();
        check_readable(&bounds, repair.target)?;
        self.repairs = self.repairs.split_off(&bounds.oldest);
        let others = self.repairs.len() - usize::from(self.repairs.contains_key(&repair.target));
        admit_repair(&self.shape, repair, others)?;
        let repaired = Repaired {
            target: repair.target,
            number,
            reason: repair.reason.into(),
        };
        let payload = Arc::from(repair.payload);
        self.repairs.insert(repair.target, (repaired, payload));
        Ok(number)
    }

    fn read_repaired(&self, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, StoreError> {
        check_readable(&self.bounds(), seqno)?;
        let Some((_, payload)) = self.repairs.get(&seqno) else {
            return self.read(seqno, buffer);
        };
        let (entry, _) = &self.records[(seqno.get() - self.oldest.get()) as usize];
        let len = copy_payload(seqno, payload, buffer)?;
        Ok(Entry { len, ..*entry })
    }

    fn trim(&mut self, id: LogId, upto: Seqno) -> Result<(), StoreError> {
        check_appended(&self.bounds(), upto)?;
        if let Some(guarded) = self.guarded(upto) {
            return Err(guarded.error(id));
        }
        while self.oldest <= upto {
            self.records.pop_front();
            self.oldest = self.oldest.next();
        }
        Ok(())
    }

    fn cursor_mut(&mut self, sub: SubId) -> Result<&mut Cursor, StoreError> {
        if !self.cursors.contains_key(&sub) && self.cursors.len() >= SUB_COUNT_MAX {
            return Err(StoreError::TooMany {
                what: "subscriptions",
                max: SUB_COUNT_MAX,
            });
        }
        Ok(self.cursors.entry(sub).or_default())
    }

    fn ack(&mut self, sub: SubId, seqno: Seqno) -> Result<(), StoreError> {
        check_appended(&self.bounds(), seqno)?;
        match self.cursor_mut(sub)?.window.ack(seqno) {
            Ok(_) => Ok(()),
            Err(refused) => Err(StoreError::AckWindow {
                seqno,
                watermark: refused.watermark,
            }),
        }
    }
}

fn copy_payload(seqno: Seqno, payload: &[u8], buffer: &mut [u8]) -> Result<usize, StoreError> {
    let needed = payload.len();
    let Some(target) = buffer.get_mut(..needed) else {
        return Err(StoreError::BufferTooSmall { seqno, needed });
    };
    target.copy_from_slice(payload);
    Ok(needed)
}

impl LogStore for MemoryStore {
    type Error = StoreError;

    fn create(&mut self, name: &LogName, shape: Shape) -> Result<LogId, StoreError> {
        self.namespace().create(name, shape)
    }

    fn append(&mut self, log: LogId, record: &Append<'_>) -> Result<Appended, StoreError> {
        self.append_now(log, record)
    }

    fn read(&mut self, log: LogId, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, StoreError> {
        self.with_log(log, |log| log.read(seqno, buffer))
    }

    fn bounds(&mut self, log: LogId) -> Result<Bounds, StoreError> {
        self.with_log(log, |log| Ok(log.bounds()))
    }

    fn sync(&mut self, log: LogId, upto: Seqno) -> Result<(), StoreError> {
        self.with_log(log, |log| check_appended(&log.bounds(), upto))
    }

    fn ack(&mut self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError> {
        self.with_cursors(log, |log| log.ack(sub, seqno))
    }

    fn trim(&mut self, log: LogId, upto: Seqno) -> Result<(), StoreError> {
        self.with_log(log, |it| it.trim(log, upto))
    }
}

impl SharedStore for MemoryStore {
    fn find(&self, name: &LogName) -> Option<LogId> {
        self.namespace().names.get(name).copied()
    }

    fn logs(&self) -> Vec<LogInfo> {
        let namespace = self.namespace();
        let shape = |id: LogId| namespace.logs[id.get() as usize - 1].shape;
        namespace
            .names
            .iter()
            .map(|(name, id)| LogInfo {
                name: *name,
                id: *id,
                shape: shape(*id),
            })
            .collect()
    }

    fn cursor(&self, log: LogId, sub: SubId) -> Result<Seqno, StoreError> {
        self.with_log(log, |log| {
            Ok(log
                .cursors
                .get(&sub)
                .map_or(Seqno::ZERO, |cursor| cursor.window.watermark()))
        })
    }

    fn seek(&self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError> {
        self.with_cursors(log, |log| {
            check_appended(&log.bounds(), seqno)?;
            log.cursor_mut(sub)?.window = AckWindow::starting_after(seqno);
            Ok(())
        })
    }

    fn set_overrun(&self, log: LogId, sub: SubId, overrun: Overrun) -> Result<(), StoreError> {
        self.with_cursors(log, |log| {
            log.cursor_mut(sub)?.overrun = overrun;
            Ok(())
        })
    }

    fn pass(&self, log: LogId, sub: SubId, gap: Gap) -> Result<u64, StoreError> {
        self.with_cursors(log, |log| {
            let to = gap.to.min(log.oldest.previous());
            let cursor = log.cursor_mut(sub)?;
            cursor.missed += Gap { to, ..gap }.count();
            cursor.window.pass(to);
            Ok(cursor.missed)
        })
    }

    fn append_with(
        &self,
        log: LogId,
        record: &Append<'_>,
        _durability: Durability,
    ) -> Result<Completion, StoreError> {
        Ok(Completion::ended(Ok(self.append_now(log, record)?)))
    }

    fn listen(&self, listener: Arc<Listener>) -> ListenerGuard {
        self.listeners.add(listener)
    }
}

impl RepairStore for MemoryStore {
    fn repair(&self, log: LogId, repair: &Repair<'_>) -> Result<u64, StoreError> {
        // Under one lock, so that the last repair of a record has the highest number.
        let mut namespace = self.namespace();
        namespace.repairs_made += 1;
        let number = namespace.repairs_made;
        namespace.log(log)?.repair(repair, number)
    }

    fn repairs(
        &self,
        log: LogId,
        from: Seqno,
        count_max: usize,
    ) -> Result<Vec<Repaired>, StoreError> {
        self.with_log(log, |log| {
            let first = from.max(log.oldest);
            let repairs = log.repairs.range(first..).take(count_max);
            Ok(repairs.map(|(_, (repaired, _))| repaired.clone()).collect())
        })
    }

    fn read_repaired(
        &self,
        log: LogId,
        seqno: Seqno,
        buffer: &mut [u8],
    ) -> Result<Entry, StoreError> {
        self.with_log(log, |log| log.read_repaired(seqno, buffer))
    }
}

impl core::fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("MemoryStore")
            .field("logs", &self.namespace().logs.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorKind, LogError};

    fn store_with(shape: Shape) -> (MemoryStore, LogId) {
        let mut store = MemoryStore::new();
        let log = store.create(&LogName::new("a").unwrap(), shape).unwrap();
        (store, log)
    }

    #[test]
    fn exactly_the_last_n_records_stay_readable() {
        let (mut store, log) = store_with(Shape::fixed(1).keep_last(3));
        for value in 1..=9_u8 {
            store.append(log, &Append::new(&[value])).unwrap();
            let bounds = store.bounds(log).unwrap();
            assert_eq!(bounds.len(), u64::from(value.min(3)));
            for seqno in bounds.oldest.get()..=bounds.newest.get() {
                let (_, payload) = store.read_vec(log, Seqno::new(seqno)).unwrap();
                assert_eq!(payload, [seqno as u8]);
            }
        }
        let error = store.read(log, Seqno::new(6), &mut [0]).unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::Trimmed {
                oldest: Seqno::new(7)
            }
        );
    }

    #[test]
    fn a_log_full_of_repairs_takes_further_ones_of_repaired_records() {
        let (mut store, log) = store_with(Shape::fixed(1));
        let repair = |store: &MemoryStore, target| {
            let repair = Repair {
                target: Seqno::new(target),
                payload: b"b",
                reason: "",
            };
            store.repair(log, &repair).map_err(|error| error.kind())
        };
        let max = crate::REPAIR_COUNT_MAX as u64;
        for target in 1..=max + 1 {
            store.append(log, &Append::new(b"a")).unwrap();
            if target <= max {
                assert_eq!(repair(&store, target), Ok(target));
            }
        }
        assert_eq!(repair(&store, max + 1), Err(ErrorKind::TooMany));
        assert!(repair(&store, max).is_ok());
    }

    #[test]
    fn a_log_is_opened_again_but_never_reshaped() {
        let (mut store, log) = store_with(Shape::variable());
        let name = LogName::new("a").unwrap();
        assert_eq!(store.create(&name, Shape::variable()).unwrap(), log);
        assert_eq!(store.find(&name), Some(log));
        let error = store.create(&name, Shape::fixed(3)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OtherShape);
    }

    #[test]
    fn listeners_hear_new_records_until_their_guard_is_dropped() {
        let (mut store, log) = store_with(Shape::variable());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let sink = heard.clone();
        let guard = store.listen(Arc::new(move |log, seqno| {
            sink.lock().unwrap().push((log, seqno));
        }));
        let first = Append::new(b"x").produced_by(Producer::counting(1, 0, 1));
        store.append(log, &first).unwrap();
        assert_eq!(
            store.append(log, &first).unwrap(),
            Appended::Duplicate(Seqno::FIRST)
        );
        drop(guard);
        store.append(log, &Append::new(b"y")).unwrap();
        assert_eq!(*heard.lock().unwrap(), [(log, Seqno::FIRST)]);
    }
}
