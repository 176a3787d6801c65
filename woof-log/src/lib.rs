//! The append-only log of NanoLambda.
//!
//! A *log* holds records in the order in which they were appended. Every record has a sequence
//! number ([`Seqno`], from 1, without holes), a payload and optional extensions (cause, producer,
//! time). A log keeps either its last `n` records or everything until it is trimmed ([`Shape`]).
//! A [`LogStore`] is a namespace of such logs.
//!
//! What it refuses to do: it knows no functions, never changes a record in place, and never
//! reports a record as durable before the medium said so. No record depends on a clock: times are
//! given by whoever appends.
//!
//! The log itself knows no network. With `std`, `remote` serves a store over any stream of
//! bytes that it is given, and asks one over TCP. It opens no port, knows no names of hosts,
//! no encryption and no users (who may use which log is a function that the server passes in), and
//! its only use of time is to wait no longer than it was told to.
//!
//! # Example
//!
//! ```
//! # #[cfg(feature = "std")] {
//! use woof_log::{Append, Appended, LogName, LogStore, MemoryStore, Seqno, Shape};
//!
//! let mut store = MemoryStore::new();
//! let name = LogName::new("sensors/light")?;
//! let log = store.create(&name, Shape::fixed(4).keep_last(100))?;
//! let appended = store.append(log, &Append::new(&21u32.to_le_bytes()))?;
//! assert_eq!(appended, Appended::New(Seqno::FIRST));
//!
//! let mut payload = [0; 4];
//! let entry = store.read(log, Seqno::FIRST, &mut payload)?;
//! assert_eq!((entry.len, u32::from_le_bytes(payload)), (4, 21));
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `std` | yes | stores shared between threads: [`SharedStore`], [`MemoryStore`], and on Unix [`DirStore`] |
//! | `nor` | no | `Nor`: any flash with the traits of `embedded-storage` as a medium |
//! | `sim` | no | `sim`: simulated flash and disks that lose power, for tests |
//!
//! # Repairs
//!
//! A record that was wrong stays as it is. `RepairStore::repair` lets another payload stand in for
//! its own, readers choose the `View` that they want, and `downstream` finds the records that it
//! has led to.
//!
//! # One log without a store
//!
//! [`Log`] is the core: one log on one [`Medium`], without allocation, for firmware.
//!
//! ```
//! use woof_log::{Append, Log, LogId, RamMedium, Seqno, Shape};
//!
//! let medium = RamMedium::new([0; 4 * 512], 512).ok_or("four blocks of 512 bytes")?;
//! let shape = Shape::fixed(4).keep_last(50);
//! let mut log = Log::mount(medium, LogId::new(1), shape, None)?;
//! for reading in 1..=200_u32 {
//!     log.append(&Append::new(&reading.to_le_bytes()))?;
//! }
//! let bounds = log.bounds();
//! assert_eq!((bounds.oldest, bounds.newest), (Seqno::new(151), Seqno::new(200)));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! [`FlashStore`] is a store of such logs that share one flash, as small.
//!
//! What survives a crash, and why, is told in `docs/durability.md`; the bytes are described in
//! `docs/formats/log.md`.
//!
//! Without `std` the crate neither allocates nor needs an operating system.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "std")]
mod admission;
#[cfg(feature = "std")]
mod at_once;
mod block;
mod crc;
mod cursor;
mod error;
mod fault;
mod fields;
mod flash;
mod format;
mod ids;
mod log;
mod medium;
mod name;
#[cfg(feature = "nor")]
mod nor;
mod ram;
mod read;
mod record;
mod recover;
mod scan;
mod shape;
mod store;
mod view;
pub mod wire;

#[cfg(all(feature = "std", any(test, feature = "sim")))]
pub mod sim;

#[cfg(feature = "std")]
mod completion;
#[cfg(all(feature = "std", test))]
mod completion_tests;
#[cfg(all(feature = "std", unix))]
mod dir;
#[cfg(feature = "std")]
mod downstream;
#[cfg(all(feature = "std", unix))]
mod file;
#[cfg(all(feature = "std", unix))]
mod group;
#[cfg(feature = "std")]
mod listener;
#[cfg(feature = "std")]
mod memory;
#[cfg(all(feature = "std", unix))]
mod number_hash;
#[cfg(feature = "std")]
mod overrun;
#[cfg(feature = "std")]
mod producer;
#[cfg(all(feature = "std", unix))]
mod queue;
#[cfg(feature = "std")]
pub mod remote;
#[cfg(feature = "std")]
mod repair;
#[cfg(feature = "std")]
mod shared;
#[cfg(feature = "std")]
mod sync;

pub use cursor::{ACK_WINDOW, AckWindow, OutsideAckWindow};
pub use error::{ErrorKind, LogError};
pub use fault::Fault;
pub use flash::{Flash, FlashError, FlashStore, Partitions};
pub use ids::{LogId, Seqno, SubId};
pub use log::{CleanMark, Log};
pub use medium::{Geometry, Medium, MediumError, MediumErrorKind};
pub use name::{LOG_NAME_LEN_MAX, LogName, NameError};
#[cfg(feature = "nor")]
pub use nor::{Nor, NorError};
pub use ram::{OutsideMedium, RamMedium};
pub use record::{Append, Appended, Bounds, Cause, Entry, Order, Producer};
pub use shape::{Element, Extensions, PAYLOAD_LEN_MAX, Retention, Shape};
pub use store::LogStore;
pub use view::{REASON_LEN_MAX, Repair, View};

#[cfg(feature = "std")]
pub use completion::Completion;
#[cfg(all(feature = "std", unix))]
pub use dir::{DirOptions, DirStore};
#[cfg(feature = "std")]
pub use downstream::{Affected, DOWNSTREAM_LINKS_MAX, DownstreamError, Slice, downstream};
#[cfg(all(feature = "std", unix))]
pub use file::{FileError, FileMedium};
#[cfg(feature = "std")]
pub use listener::{Listener, ListenerGuard};
#[cfg(feature = "std")]
pub use memory::MemoryStore;
#[cfg(feature = "std")]
pub use overrun::{Delivery, Gap, Overrun};
#[cfg(feature = "std")]
pub use producer::{PRODUCER_COUNT_MAX, PRODUCER_WINDOW};
#[cfg(feature = "std")]
pub use repair::{REPAIR_COUNT_MAX, RepairStore, Repaired};
#[cfg(feature = "std")]
pub use shared::{Durability, LOG_COUNT_MAX, LogInfo, SUB_COUNT_MAX, SharedStore, StoreError};
