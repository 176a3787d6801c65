//! The numbers of sealed requests that were used, in a log, so that none is accepted twice even if
//! the server is killed in between.
//!
//! A record says up to which number a holder of a key may have used all, 256 ahead of what was
//! used when it was written, and it is durable before such a number is accepted: one request in
//! 257 waits for it. After a crash all numbers up to there are refused, and who is refused goes on
//! with a number that is [`NUMBERS_AHEAD`] larger. A server that stops in order writes down what
//! was used indeed. `docs/formats/numbers.md` has the records.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::string::ToString as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use woof_log::{
    Append, Completion, Durability, ErrorKind, LogError as _, LogId, LogName, Seqno, Shape,
    SharedStore, StoreError,
};

use crate::seal::{ID_BYTES, NUMBERS_AHEAD, TAG_BYTES};

/// The log of the numbers.
pub const NUMBERS_LOG: &str = "keys/numbers";

/// Numbers behind the largest one that are told apart.
const WINDOW: u64 = 64;
/// GETs of a holder that are remembered.
const READS_MAX: usize = 16;
/// The first byte of each record.
const VERSION: u8 = 1;
const RECORD_BYTES: usize = 1 + 2 * ID_BYTES + 3 * 8;

type Id = [u8; ID_BYTES];
/// A GET: who asks, and its tag.
pub(super) type Read = (SocketAddr, [u8; TAG_BYTES]);

/// How much is kept.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// Holders of keys.
    pub(super) holders: usize,
    /// Of these, holders of one device's key and of weaker ones that were made of it.
    pub(super) holders_of_device: usize,
    /// Records in the log before the state is written anew and the older ones go.
    pub(super) records: u64,
}

pub(super) const BOUNDS: Bounds = Bounds {
    holders: 4_096,
    holders_of_device: 64,
    records: 16_384,
};

/// Who holds a key.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    /// The name of the key.
    pub(super) key: Id,
    /// The name of the device's own key, of which it was made.
    pub(super) device: Id,
    /// From this time on the key is good for nothing, in seconds since 1970.
    pub(super) ends_s: u64,
}

/// Why a number is not taken.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It was used, or may have been.
    Used,
    /// There is no room for one more holder.
    Full,
    /// It cannot be written down.
    Store,
}

/// What a holder of a key has sent.
struct Holder {
    device: Id,
    ends_s: u64,
    largest: u64,
    /// Bit `i` stands for the number `largest - i`.
    used: u64,
    /// Numbers up to here are refused after a crash.
    reserved: u64,
    /// The same, as soon as what was appended is durable.
    appended: u64,
    reads: VecDeque<Read>,
}

impl Holder {
    fn new(device: Id, ends_s: u64, largest: u64, used: u64) -> Holder {
        Holder {
            device,
            ends_s,
            largest,
            used,
            reserved: largest,
            appended: largest,
            reads: VecDeque::new(),
        }
    }

    /// Takes a number that was not used before.
    fn take(&mut self, counter: u64) -> bool {
        if counter > self.largest {
            let ahead = counter - self.largest;
            self.used = match ahead < WINDOW {
                true => self.used << ahead | 1,
                false => 1,
            };
            self.largest = counter;
            return true;
        }
        let behind = self.largest - counter;
        if behind >= WINDOW || self.used >> behind & 1 == 1 {
            return false;
        }
        self.used |= 1 << behind;
        true
    }

    /// The same for a GET, which may come again from the same place.
    fn take_read(&mut self, counter: u64, read: Read) -> bool {
        if self.reads.contains(&read) {
            return true;
        }
        let is_new = self.take(counter);
        if is_new {
            self.reads.push_back(read);
            if self.reads.len() > READS_MAX {
                self.reads.pop_front();
            }
        }
        is_new
    }

    /// Whether a request of this holder may still be accepted, whatever its number.
    fn is_live(&self, devices: &BTreeSet<Id>, now_s: u64) -> bool {
        self.ends_s > now_s && devices.contains(&self.device)
    }

    fn record(&self, key: &Id) -> [u8; RECORD_BYTES] {
        let (upto, used) = match self.appended > self.largest {
            true => (self.appended, u64::MAX),
            false => (self.largest, self.used),
        };
        let mut record = [VERSION; RECORD_BYTES];
        let mut rest = &mut record[1..];
        let numbers = [self.ends_s, upto, used].map(u64::to_le_bytes);
        for part in [&key[..], &self.device]
            .into_iter()
            .chain(numbers.iter().map(|n| &n[..]))
        {
            let (place, behind) = rest.split_at_mut(part.len());
            place.copy_from_slice(part);
            rest = behind;
        }
        record
    }

    fn parse(record: &[u8; RECORD_BYTES]) -> Option<(Id, Holder)> {
        let (version, rest) = record.split_first()?;
        let (key, rest) = rest.split_first_chunk()?;
        let (device, rest) = rest.split_first_chunk()?;
        let (numbers, _) = rest.as_chunks();
        let [ends_s, upto, used] = numbers else {
            return None;
        };
        let [ends_s, upto, used] = [ends_s, upto, used].map(|number| u64::from_le_bytes(*number));
        let holder = Holder::new(*device, ends_s, upto, used);
        (*version == VERSION).then_some((*key, holder))
    }
}

#[derive(Default)]
struct State {
    holders: BTreeMap<Id, Holder>,
    /// Records in the log.
    records: u64,
}

/// The numbers of all holders of keys, in memory and in a log.
pub(super) struct Numbers<S> {
    store: S,
    log: LogId,
    bounds: Bounds,
    /// The names of the keys of devices that have a secret now.
    devices: BTreeSet<Id>,
    state: Mutex<State>,
    damaged: u64,
}

impl<S: SharedStore> Numbers<S> {
    /// The numbers that are in the log of `store`, for the keys of these devices. It reads the
    /// disk.
    pub(super) fn open(
        mut store: S,
        devices: BTreeSet<Id>,
        bounds: Bounds,
        now_s: u64,
    ) -> Result<Self, StoreError> {
        let log = store.create(&log_name(), Shape::fixed(RECORD_BYTES as u16))?;
        let mut state = State::default();
        let mut damaged = 0;
        let found = store.bounds(log)?;
        let mut record = [0; RECORD_BYTES];
        for seqno in (found.oldest.get()..=found.newest.get()).map(Seqno::new) {
            state.records += 1;
            match store.read(log, seqno, &mut record) {
                Ok(_) => {
                    let (key, holder) = Holder::parse(&record).ok_or_else(unknown_version)?;
                    state.holders.insert(key, holder);
                }
                Err(error) if matches!(error.kind(), ErrorKind::Corrupt { .. }) => damaged += 1,
                Err(error) => return Err(error),
            }
        }
        if state.holders.len() > bounds.holders {
            // Those that had to go came back from the log.
            let is_live = |holder: &Holder| holder.is_live(&devices, now_s);
            state.holders.retain(|_, holder| is_live(holder));
        }
        let numbers = Self {
            store,
            log,
            bounds,
            devices,
            state: Mutex::new(state),
            damaged,
        };
        // Else kills in the middle of writing it anew would let the log grow.
        if let Some((completion, older)) = numbers.renew(&mut numbers.lock())? {
            completion.wait()?;
            numbers.trim(older)?;
        }
        Ok(numbers)
    }

    /// Records that could not be read: of their holders older ones hold.
    pub(super) const fn damaged(&self) -> u64 {
        self.damaged
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic under the lock leaves at worst a number that counts as used.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a number of this holder that was not used before; of a GET also again. When this
    /// returns no restart of the server takes it again.
    pub(super) async fn take(
        &self,
        owner: &Owner,
        counter: u64,
        read: Option<Read>,
        now_s: u64,
    ) -> Result<(), Refusal> {
        let Some(due) = self.take_in_memory(owner, counter, read, now_s)? else {
            return Ok(());
        };
        due.completion.await.map_err(unkept)?;
        if let Some(holder) = self.lock().holders.get_mut(&owner.key) {
            holder.reserved = holder.reserved.max(due.reserved);
        }
        match due.older {
            Some(older) => self.trim(older).map_err(unkept),
            None => Ok(()),
        }
    }

    fn take_in_memory(
        &self,
        owner: &Owner,
        counter: u64,
        read: Option<Read>,
        now_s: u64,
    ) -> Result<Option<Due>, Refusal> {
        let mut state = self.lock();
        if !state.holders.contains_key(&owner.key) {
            if owner.ends_s <= now_s {
                // It is refused for that, and needs no place.
                return Ok(None);
            }
            self.make_room(&mut state.holders, owner, now_s)?;
        }
        let holder = state.holders.entry(owner.key);
        let holder = holder.or_insert_with(|| Holder::new(owner.device, owner.ends_s, 0, 0));
        let is_new = match read {
            Some(read) => holder.take_read(counter, read),
            None => holder.take(counter),
        };
        if !is_new {
            return Err(Refusal::Used);
        }
        if counter <= holder.reserved {
            return Ok(None);
        }
        let due = self.reserve(&mut state, &owner.key);
        due.map(Some).map_err(unkept)
    }

    fn make_room(
        &self,
        holders: &mut BTreeMap<Id, Holder>,
        owner: &Owner,
        now_s: u64,
    ) -> Result<(), Refusal> {
        let has_room = |holders: &BTreeMap<Id, Holder>| {
            let same = |holder: &&Holder| holder.device == owner.device;
            holders.len() < self.bounds.holders
                && holders.values().filter(same).count() < self.bounds.holders_of_device
        };
        if !has_room(holders) {
            holders.retain(|_, holder| holder.is_live(&self.devices, now_s));
        }
        has_room(holders).then_some(()).ok_or(Refusal::Full)
    }

    /// Appends that numbers ahead of the largest one may be used.
    fn reserve(&self, state: &mut State, key: &Id) -> Result<Due, StoreError> {
        let Some(holder) = state.holders.get_mut(key) else {
            unreachable!("the holder was put there under the same lock")
        };
        holder.appended = holder.largest.saturating_add(NUMBERS_AHEAD);
        let reserved = holder.appended;
        // The whole state has this holder's record in it.
        let (completion, older) = match self.renew(state)? {
            Some((completion, older)) => (completion, Some(older)),
            None => (self.append(state, key)?, None),
        };
        Ok(Due {
            completion,
            reserved,
            older,
        })
    }

    /// Writes the state anew if the log has as many records as it may. The completion of its last
    /// record, and the last one before it.
    fn renew(&self, state: &mut State) -> Result<Option<(Completion, Seqno)>, StoreError> {
        if state.records < self.bounds.records {
            return Ok(None);
        }
        let older = self.store.clone().bounds(self.log)?.newest;
        let keys: Vec<Id> = state.holders.keys().copied().collect();
        let mut last = None;
        for key in keys {
            last = Some(self.append(state, &key)?);
        }
        state.records = state.holders.len() as u64;
        Ok(last.map(|completion| (completion, older)))
    }

    fn append(&self, state: &mut State, key: &Id) -> Result<Completion, StoreError> {
        let Some(holder) = state.holders.get(key) else {
            unreachable!("only the records of holders are appended")
        };
        let record = holder.record(key);
        state.records += 1;
        self.store
            .append_with(self.log, &Append::new(&record), Durability::Group)
    }

    fn trim(&self, upto: Seqno) -> Result<(), StoreError> {
        self.store.clone().trim(self.log, upto)
    }

    /// Writes down which numbers were used, so that the next start refuses no other ones. Requests
    /// may come later: they reserve anew.
    pub(super) fn close(&self) -> Result<(), StoreError> {
        let mut state = self.lock();
        let ahead: Vec<Id> = {
            let holders = state.holders.iter_mut();
            let ahead = holders.filter(|(_, holder)| holder.appended > holder.largest);
            ahead
                .map(|(key, holder)| {
                    holder.appended = holder.largest;
                    holder.reserved = holder.largest;
                    *key
                })
                .collect()
        };
        let mut last = None;
        for key in ahead {
            last = Some(self.append(&mut state, &key)?);
        }
        drop(state);
        last.map_or(Ok(()), |completion| completion.wait().map(drop))
    }
}

/// What is to become durable before a request goes on.
struct Due {
    completion: Completion,
    reserved: u64,
    /// Records up to here are needless then.
    older: Option<Seqno>,
}

fn unkept(_: StoreError) -> Refusal {
    Refusal::Store
}

fn unknown_version() -> StoreError {
    StoreError::Format {
        path: NUMBERS_LOG.to_string(),
        reason: "its records are of a later version".to_string(),
    }
}

fn log_name() -> LogName {
    match LogName::new(NUMBERS_LOG) {
        Ok(name) => name,
        Err(_) => unreachable!("the name of the log is valid"),
    }
}

#[cfg(test)]
mod tests;
