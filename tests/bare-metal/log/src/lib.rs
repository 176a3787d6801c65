//! What firmware calls of a log: mount, append, read, bounds, sync, trim, close.
//!
//! Built as a static library for a microcontroller it holds the code of the log and nothing of a
//! driver, so that its size is the size of the log. `tests/bare-metal` builds and weighs it.
#![cfg_attr(target_os = "none", no_std)]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

use core::hint::black_box;

use woof_log::{
    Append, Bounds, CleanMark, Entry, Fault, Geometry, Log, LogId, Medium, MediumError,
    MediumErrorKind, Seqno, Shape,
};

/// Flash whose driver the optimiser cannot look into.
#[derive(Debug)]
pub struct Flash;

/// It failed.
#[derive(Debug)]
pub struct Failed;

impl MediumError for Failed {
    fn kind(&self) -> MediumErrorKind {
        MediumErrorKind::Io
    }
}

fn driver() -> Result<(), Failed> {
    match black_box(true) {
        true => Ok(()),
        false => Err(Failed),
    }
}

impl Medium for Flash {
    type Error = Failed;

    fn geometry(&self) -> Geometry {
        // Drivers of flash know all of it when they are compiled, but how large the part is.
        Geometry {
            block_size: 4096,
            block_count: 16,
            write_unit: 4,
            erased: 0xFF,
            write_through: true,
        }
    }

    fn read(&mut self, at: u64, buffer: &mut [u8]) -> Result<(), Failed> {
        black_box((at, buffer));
        driver()
    }

    fn write(&mut self, at: u64, data: &[u8]) -> Result<(), Failed> {
        black_box((at, data));
        driver()
    }

    fn erase(&mut self, block: u32) -> Result<(), Failed> {
        black_box(block);
        driver()
    }

    fn sync(&mut self) -> Result<(), Failed> {
        driver()
    }
}

/// What stays in memory for each open log.
pub type OpenLog = Log<Flash>;

/// What goes wrong with it.
type Wrong = Fault<Failed>;

/// The functions of a log, so that none is left out of the library.
#[allow(
    clippy::type_complexity,
    reason = "it is a list of functions and no type of anything"
)]
#[used]
static FUNCTIONS: (
    fn(Flash, LogId, Shape, Option<CleanMark>) -> Result<OpenLog, Wrong>,
    fn(&mut OpenLog, &Append<'_>) -> Result<Seqno, Wrong>,
    fn(&mut OpenLog, Seqno, &mut [u8]) -> Result<Entry, Wrong>,
    fn(&OpenLog) -> Bounds,
    fn(&mut OpenLog) -> Result<(), Wrong>,
    fn(&mut OpenLog, Seqno) -> Result<(), Wrong>,
    fn(OpenLog) -> Result<(Flash, Option<CleanMark>), Wrong>,
) = (
    OpenLog::mount,
    OpenLog::append,
    OpenLog::read,
    OpenLog::bounds,
    OpenLog::sync,
    OpenLog::trim,
    OpenLog::close,
);

/// As long as an open log, for whoever reads the symbols.
#[used]
static OPEN_LOG: [u8; size_of::<OpenLog>()] = [0; size_of::<OpenLog>()];

#[cfg(target_os = "none")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}
