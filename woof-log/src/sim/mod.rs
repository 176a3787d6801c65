//! Simulated flash and disks that lose power, lie and wear: for tests of logs and of media.
//!
//! Everything follows from a seed, so that a failure can be repeated. A simulated medium counts
//! its writing operations (write, erase, sync); [`cut_at`](SimNor::cut_at) makes one of them the
//! last before a loss of power, after which every call fails until `restart`.
//!
//! ```
//! use woof_log::sim::{SimError, SimNor};
//! use woof_log::{Append, Geometry, Log, LogId, Seqno, Shape};
//!
//! let geometry = Geometry {
//!     block_size: 256, block_count: 4, write_unit: 4, erased: 0xFF, write_through: true,
//! };
//! let flash = SimNor::new(geometry, 1).ok_or("bad geometry")?;
//! let mut log = Log::mount(flash, LogId::new(1), Shape::variable(), None).map_err(|_| "mount")?;
//! log.append(&Append::new(b"kept")).map_err(|_| "append")?;
//! let (mut flash, _) = log.close().map_err(|_| "close")?;
//!
//! // The next operation is the sync of the mount; the one after it loses power.
//! flash.cut_at(flash.operation_count() + 1);
//! let mut log = Log::mount(flash, LogId::new(1), Shape::variable(), None).map_err(|_| "mount")?;
//! assert!(log.append(&Append::new(b"lost")).is_err());
//!
//! let mut flash = log.into_medium();
//! flash.restart();
//! let log = Log::mount(flash, LogId::new(1), Shape::variable(), None).map_err(|_| "mount")?;
//! assert_eq!(log.bounds().newest, Seqno::FIRST);
//! # Ok::<(), &str>(())
//! ```

mod disk;
mod fault;
#[cfg(all(test, unix))]
mod files;
mod nor;
mod random;

#[cfg(test)]
mod every_fault;
#[cfg(test)]
mod tests;

pub use disk::{SECTOR_LEN, SimDisk};
pub use fault::SimError;
#[cfg(all(test, unix))]
pub(crate) use files::SimFiles;
pub use nor::SimNor;
