//! NOR flash: how often it is programmed.

use std::cell::Cell;
use std::convert::Infallible;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use embedded_storage::nor_flash::{ErrorType, NorFlash, ReadNorFlash};
use sequential_storage::cache::page_pointers::ArrayPagePointers;
use sequential_storage::cache::page_states::ArrayPageStates;
use sequential_storage::cache::{Cache, Uncached};
use sequential_storage::queue::{QueueConfig, QueueStorage};
use woof_log::{Append, Log, LogId, Nor, Shape};

use super::contest::{Contest, Target};
use super::peers::{PAYLOAD_LEN, payload};
use crate::rounds::Values;

const SECTOR_LEN: usize = 4096;
const SECTOR_COUNT: usize = 64;
const FLASH_LEN: usize = SECTOR_LEN * SECTOR_COUNT;
/// Bytes that the flash programs at once; a write over a boundary is two operations inside.
const PAGE_LEN: usize = 256;
/// Records: some laps of the flash.
const RECORDS: u64 = 20_000;
const LOG: &str = "woof-log";
const QUEUE: &str = "sequential-storage";

/// What is asked of the flash.
#[derive(Debug, Clone, Default)]
struct Counters {
    programs: Cell<u64>,
    pages: Cell<u64>,
    bytes: Cell<u64>,
    erases: Cell<u64>,
    reads: Cell<u64>,
}

/// A flash in memory that counts, and that refuses to program a byte twice.
struct Flash {
    bytes: Vec<u8>,
    is_written: Vec<bool>,
    counters: Rc<Counters>,
}

impl Flash {
    fn new(counters: &Rc<Counters>) -> Self {
        Self {
            bytes: vec![0xFF; FLASH_LEN],
            is_written: vec![false; FLASH_LEN],
            counters: Rc::clone(counters),
        }
    }

    fn read(&mut self, offset: u32, bytes: &mut [u8]) {
        count(&self.counters.reads, 1);
        let from = offset as usize;
        bytes.copy_from_slice(&self.bytes[from..from + bytes.len()]);
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) {
        let range = offset as usize..offset as usize + bytes.len();
        let pages = range.end.div_ceil(PAGE_LEN) - range.start / PAGE_LEN;
        count(&self.counters.programs, 1);
        count(&self.counters.pages, pages as u64);
        count(&self.counters.bytes, bytes.len() as u64);
        let written = &mut self.is_written[range.clone()];
        assert!(!written.contains(&true), "a byte is programmed twice");
        written.fill(true);
        self.bytes[range].copy_from_slice(bytes);
    }

    fn erase(&mut self, from: u32, to: u32) {
        let range = from as usize..to as usize;
        count(&self.counters.erases, (range.len() / SECTOR_LEN) as u64);
        self.is_written[range.clone()].fill(false);
        self.bytes[range].fill(0xFF);
    }
}

fn count(counter: &Cell<u64>, by: u64) {
    counter.set(counter.get() + by);
}

impl ErrorType for Flash {
    type Error = Infallible;
}

impl ReadNorFlash for Flash {
    const READ_SIZE: usize = 1;

    fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.read(offset, bytes);
        Ok(())
    }

    fn capacity(&self) -> usize {
        FLASH_LEN
    }
}

impl NorFlash for Flash {
    const WRITE_SIZE: usize = 1;
    const ERASE_SIZE: usize = SECTOR_LEN;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), Infallible> {
        self.erase(from, to);
        Ok(())
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), Infallible> {
        self.write(offset, bytes);
        Ok(())
    }
}

impl embedded_storage_async::nor_flash::ReadNorFlash for Flash {
    const READ_SIZE: usize = 1;

    async fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.read(offset, bytes);
        Ok(())
    }

    fn capacity(&self) -> usize {
        FLASH_LEN
    }
}

impl embedded_storage_async::nor_flash::NorFlash for Flash {
    const WRITE_SIZE: usize = 1;
    const ERASE_SIZE: usize = SECTOR_LEN;

    async fn erase(&mut self, from: u32, to: u32) -> Result<(), Infallible> {
        self.erase(from, to);
        Ok(())
    }

    async fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), Infallible> {
        self.write(offset, bytes);
        Ok(())
    }
}

/// What each side asks of the flash per append: programs, pages, bytes, erases, reads.
pub fn measure() -> [Contest; 5] {
    let (ours, theirs) = (append_to_log(), append_to_queue());
    let contest = |what, unit, of: fn(&Counters) -> &Cell<u64>| {
        let side = |name, counters: &Counters| Values {
            name,
            rounds: vec![of(counters).get() as f64 / RECORDS as f64],
        };
        Contest {
            what,
            unit,
            sides: vec![side(LOG, &ours), side(QUEUE, &theirs)],
        }
    };
    [
        contest("flash programs per append", "", |counters| {
            &counters.programs
        }),
        contest("pages of 256 bytes programmed per append", "", |counters| {
            &counters.pages
        }),
        contest("bytes programmed per append", "B", |counters| {
            &counters.bytes
        }),
        contest("sectors erased per append", "", |counters| &counters.erases),
        contest("flash reads per append", "", |counters| &counters.reads),
    ]
}

pub fn targets(programs: &Contest) -> Vec<Target> {
    vec![
        programs.within("flash programs per append", LOG, 1.05),
        programs.at_most("the same beside its peer", LOG, QUEUE, 1.0),
    ]
}

fn append_to_log() -> Rc<Counters> {
    let counters = Rc::<Counters>::default();
    let medium = Nor::new(Flash::new(&counters)).expect("the flash suits a log");
    let shape = Shape::fixed(PAYLOAD_LEN as u16).keep_last(3000);
    let mut log = Log::mount(medium, LogId::new(1), shape, None).expect("it is empty");
    for number in 1..=RECORDS {
        let appended = log.append(&Append::new(&payload(number)));
        appended.expect("old records give room");
    }
    counters
}

/// A queue that drops its oldest, with the caches that its authors offer.
fn append_to_queue() -> Rc<Counters> {
    let counters = Rc::<Counters>::default();
    let cache = Cache::new(
        ArrayPageStates::<SECTOR_COUNT>::new(),
        ArrayPagePointers::<SECTOR_COUNT>::new(),
        Uncached,
    );
    let config = QueueConfig::new(0..FLASH_LEN as u32);
    let mut queue = QueueStorage::new(Flash::new(&counters), config, cache);
    for number in 1..=RECORDS {
        ended(queue.push(&payload(number), true)).expect("old records give room");
    }
    counters
}

/// What a future came to that never waits.
fn ended<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("memory is there at once"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_keep_what_they_are_given() {
        let counters = Rc::<Counters>::default();
        let medium = Nor::new(Flash::new(&counters)).expect("the flash suits a log");
        let shape = Shape::fixed(PAYLOAD_LEN as u16).keep_last(10);
        let mut log = Log::mount(medium, LogId::new(1), shape, None).expect("it is empty");
        let appended = log.append(&Append::new(&payload(1)));
        let mut found = [0; PAYLOAD_LEN];
        log.read(appended.expect("room"), &mut found)
            .expect("it is there");
        assert_eq!(found, payload(1));

        let config = QueueConfig::new(0..FLASH_LEN as u32);
        let mut queue = QueueStorage::new(Flash::new(&counters), config, Cache::new_uncached());
        ended(queue.push(&payload(2), true)).expect("room");
        let mut buffer = [0; 128];
        let found = ended(queue.peek(&mut buffer)).expect("the flash works");
        assert_eq!(found.as_deref(), Some(&payload(2)[..]));
        assert!(counters.programs.get() > 1);
    }
}
