//! The store on flash against the suite of `LogStore`, on flash of several sizes.

use std::cell::RefCell;
use std::rc::Rc;

use nanolambda_conformance::log_store::{CrashFixture, Fixture};
use nanolambda_conformance::{log_store_basic, log_store_crash, log_store_reopen};
use woof_log::sim::{SimError, SimNor};
use woof_log::{Flash, FlashStore, Geometry, Medium, Partitions};

/// Flash that outlives the firmware that uses it.
#[derive(Clone)]
struct Chip(Rc<RefCell<SimNor>>);

impl Medium for Chip {
    type Error = SimError;

    fn geometry(&self) -> Geometry {
        self.0.borrow().geometry()
    }

    fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), SimError> {
        self.0.borrow_mut().read(at, buffer)
    }

    fn write(&mut self, at: u64, data: &[u8]) -> Result<(), SimError> {
        self.0.borrow_mut().write(at, data)
    }

    fn erase(&mut self, block: u32) -> Result<(), SimError> {
        self.0.borrow_mut().erase(block)
    }

    fn sync(&mut self) -> Result<(), SimError> {
        self.0.borrow_mut().sync()
    }
}

/// A board whose flash has room for two logs.
struct Board {
    chip: Chip,
    partitions: Partitions<2>,
}

impl Board {
    fn new(block_size: u32, write_unit: u32, partitions: Partitions<2>) -> Self {
        let geometry = Geometry {
            block_size,
            block_count: partitions.first_block + partitions.block_count() as u32,
            write_unit,
            erased: 0xFF,
            write_through: true,
        };
        let flash = SimNor::new(geometry, 1).expect("a valid geometry");
        let chip = Chip(Rc::new(RefCell::new(flash)));
        Self { chip, partitions }
    }
}

impl Fixture for Board {
    type Store = FlashStore<'static, Chip, 2>;

    fn open(&mut self) -> Self::Store {
        // Firmware keeps its flash for as long as it runs.
        let flash = Box::leak(Box::new(Flash::new(self.chip.clone())));
        FlashStore::open(flash, self.partitions).expect("the store opens")
    }
}

impl CrashFixture for Board {
    fn crash(&mut self, store: Self::Store) {
        // Without a goodbye.
        std::mem::forget(store);
        self.chip.0.borrow_mut().restart();
    }
}

mod small_blocks {
    use super::*;

    const PARTITIONS: Partitions<2> = Partitions {
        first_block: 3,
        meta_blocks: 8,
        log_blocks: [64, 48],
    };

    log_store_basic!(Board::new(512, 4, PARTITIONS));
    log_store_reopen!(Board::new(512, 4, PARTITIONS));
    log_store_crash!(Board::new(512, 4, PARTITIONS));
}

mod sectors_of_serial_flash {
    use super::*;

    const PARTITIONS: Partitions<2> = Partitions {
        first_block: 0,
        meta_blocks: 3,
        log_blocks: [48, 32],
    };

    log_store_basic!(Board::new(4096, 1, PARTITIONS));
    log_store_reopen!(Board::new(4096, 1, PARTITIONS));
    log_store_crash!(Board::new(4096, 1, PARTITIONS));
}

mod large_words {
    use super::*;

    const PARTITIONS: Partitions<2> = Partitions {
        first_block: 0,
        meta_blocks: 4,
        log_blocks: [64, 48],
    };

    log_store_basic!(Board::new(2048, 32, PARTITIONS));
    log_store_reopen!(Board::new(2048, 32, PARTITIONS));
    log_store_crash!(Board::new(2048, 32, PARTITIONS));
}
