//! Every `Medium` against its suite.

use std::cell::RefCell;
use std::rc::Rc;

use embedded_storage::nor_flash::{
    ErrorType, NorFlash, NorFlashError, NorFlashErrorKind, ReadNorFlash,
};
use nanolambda_conformance::medium::Fixture;
use nanolambda_conformance::{medium_basic, medium_reopen};
use tempfile::TempDir;
use woof_log::sim::{SimDisk, SimNor};
use woof_log::{FileMedium, Geometry, Medium, Nor, RamMedium};

const GEOMETRY: Geometry = Geometry {
    block_size: 512,
    block_count: 6,
    write_unit: 4,
    erased: 0xFF,
    write_through: true,
};

/// Opens a medium by a function.
struct By<F>(F);

impl<M: Medium, F: FnMut() -> M> Fixture for By<F> {
    type Medium = M;

    fn open(&mut self) -> M {
        (self.0)()
    }
}

/// A driver for flash that outlives the driver.
#[derive(Clone)]
struct Driver(Rc<RefCell<SimNor>>);

#[derive(Debug)]
struct DriverError;

impl NorFlashError for DriverError {
    fn kind(&self) -> NorFlashErrorKind {
        NorFlashErrorKind::Other
    }
}

impl ErrorType for Driver {
    type Error = DriverError;
}

impl ReadNorFlash for Driver {
    const READ_SIZE: usize = 1;

    fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), DriverError> {
        self.0
            .borrow_mut()
            .read(offset.into(), bytes)
            .map_err(|_| DriverError)
    }

    fn capacity(&self) -> usize {
        (GEOMETRY.block_size * GEOMETRY.block_count) as usize
    }
}

impl NorFlash for Driver {
    const WRITE_SIZE: usize = GEOMETRY.write_unit as usize;
    const ERASE_SIZE: usize = GEOMETRY.block_size as usize;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), DriverError> {
        let mut flash = self.0.borrow_mut();
        (from / GEOMETRY.block_size..to / GEOMETRY.block_size)
            .try_for_each(|block| flash.erase(block).map_err(|_| DriverError))
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), DriverError> {
        self.0
            .borrow_mut()
            .write(offset.into(), bytes)
            .map_err(|_| DriverError)
    }
}

fn nor() -> By<impl FnMut() -> Nor<Driver>> {
    let flash = SimNor::new(GEOMETRY, 1).expect("a valid geometry");
    let driver = Driver(Rc::new(RefCell::new(flash)));
    By(move || Nor::new(driver.clone()).expect("a suitable flash"))
}

/// A simulated medium that outlives those who use it.
struct Kept<M>(Rc<RefCell<M>>);

impl<M: Medium> Medium for Kept<M> {
    type Error = M::Error;

    fn geometry(&self) -> Geometry {
        self.0.borrow().geometry()
    }

    fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), M::Error> {
        self.0.borrow_mut().read(at, buffer)
    }

    fn write(&mut self, at: u64, data: &[u8]) -> Result<(), M::Error> {
        self.0.borrow_mut().write(at, data)
    }

    fn erase(&mut self, block: u32) -> Result<(), M::Error> {
        self.0.borrow_mut().erase(block)
    }

    fn sync(&mut self) -> Result<(), M::Error> {
        self.0.borrow_mut().sync()
    }
}

/// Loses power between two uses: what was not synced is gone then.
fn losing_power<M: Medium>(medium: M, restart: fn(&mut M)) -> By<impl FnMut() -> Kept<M>> {
    let medium = Rc::new(RefCell::new(medium));
    By(move || {
        restart(&mut medium.borrow_mut());
        Kept(medium.clone())
    })
}

fn files() -> By<impl FnMut() -> FileMedium> {
    let directory = TempDir::new().expect("a temporary directory");
    let path = directory.path().join("blocks");
    By(move || {
        // The directory lives as long as the fixture.
        assert!(directory.path().is_dir());
        FileMedium::open(&path, 4096).expect("the directory opens")
    })
}

mod ram {
    use super::*;

    medium_basic!(By(
        || RamMedium::new(vec![0; 6 * 512], 512).expect("a valid geometry")
    ));
}

mod flash {
    use super::*;

    medium_basic!(nor());
    medium_reopen!(nor());
}

mod directory {
    use super::*;

    medium_basic!(files());
    medium_reopen!(files());
}

mod simulated_flash {
    use super::*;

    medium_basic!(By(|| SimNor::new(GEOMETRY, 1).expect("a valid geometry")));

    mod after_a_loss_of_power {
        use super::*;

        medium_reopen!({
            let flash = SimNor::new(GEOMETRY, 1).expect("a valid geometry");
            losing_power(flash, SimNor::restart)
        });
    }
}

mod simulated_disk {
    use super::*;

    medium_basic!(By(|| SimDisk::new(GEOMETRY, 1).expect("a valid geometry")));

    mod after_a_loss_of_power {
        use super::*;

        medium_reopen!({
            let disk = SimDisk::new(GEOMETRY, 1).expect("a valid geometry");
            losing_power(disk, SimDisk::restart)
        });
    }
}
