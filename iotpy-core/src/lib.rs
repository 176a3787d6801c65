//! IoTPy: a virtual machine for Python that runs verified bytecode in one arena of the caller.
//!
//! The compiler (`iotpy-compiler`) runs elsewhere and makes packages; this crate verifies and runs
//! them. It does no I/O, reads no clock and knows no files, networks or functions in a cloud: what
//! a program wants from outside goes through [`Host`]. It needs no allocator and holds no statics,
//! so many machines can run beside each other, each inside its own slice of memory.
//!
//! ```
//! # fn demo(image: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! use iotpy_core::{Limits, NullHost, Outcome, Program, Vm};
//!
//! let program = Program::load(image)?;
//! let mut arena = vec![0; 2048];
//! let limits = Limits::default();
//! let mut vm = Vm::boot(&program, &mut arena, 0, &limits)?;
//! while vm.run(&mut NullHost, 10_000) == Outcome::Paused {}
//! vm.finish_boot();
//! vm.start_call(b"[120]", &[], &limits)?;
//! while vm.run(&mut NullHost, 10_000) == Outcome::Paused {}
//! # Ok(())
//! # }
//! ```
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `std` | yes | nothing but std's prelude; the crate is `no_std` without it |
//! | `all` | yes | all that follow |
//! | `bigint` | yes | ints beyond 64 bits, and quotients of ints beyond 53 |
//! | `binary` | yes | `base64`, `binascii` and the checksums of `zlib` |
//! | `bytearray` | yes | `bytearray` and `memoryview` |
//! | `bytes` | yes | `bytes`, and what makes them of a str or an int and back |
//! | `class` | yes | `class` statements, `with`, special methods by name, attributes that are stored, and what tells of the program itself |
//! | `deque` | yes | `collections.deque` |
//! | `format` | yes | specifications in f-strings, `format`, `str.format` and `%` of a str or bytes |
//! | `generator` | yes | `yield`, `yield from` and generator expressions |
//! | `hash` | yes | `hashlib` and `hmac` |
//! | `heapq` | yes | `heapq` and `bisect` |
//! | `json` | yes | `json.dumps` and `json.loads`; events and results are JSON without it |
//! | `match` | yes | the `match` statement |
//! | `math` | yes | `math` |
//! | `math-core` | yes | of `math` the roundings, `fabs`, `copysign`, `sqrt`, `exp`, `isfinite`, `isinf` and `isnan` |
//! | `messages` | yes | the texts of exceptions that the VM raises; without it they have none |
//! | `power` | yes | `**` and `pow` |
//! | `random` | yes | `random`, `secrets`, `uuid.uuid4` and `os.urandom` |
//! | `re` | yes | `re` |
//! | `set` | yes | `set`, `frozenset` and what operators make of views of dicts |
//! | `struct` | yes | `struct` |
//! | `system` | yes | what `logging`, `traceback`, `inspect` and `sys.stdout` ask of the VM |
//! | `text` | yes | the methods of str and bytes beyond those for parts, case, ends and white space |
//! | `time` | yes | `time` and what reads a clock through it |
//! | `unicode` | yes | case and properties of characters beyond ASCII |
//! | `native` | no | calls may be run by machine code that the embedder brings (module `native`); words of 64 bits |
//! | `quick-loop` | no | where words have 32 bits, the second loop that 64-bit hosts always have: calls take about half the instructions, for some 45 KB of flash and 3 KB of RAM for each [`Vm`] |
//!
//! What a build leaves out is not linked, and [`Program::load`] refuses a package that needs it
//! ([`LoadError::Feature`]). What only shows when a program runs, such as `%` of a value that turns
//! out to be a str, or `upper` of a text that is not ASCII, raises NotImplementedError there.
#![no_std]
#![forbid(unsafe_code)]
#![allow(
    clippy::wrong_self_convention,
    reason = "what makes a value allocates in the machine, so `to_` takes the machine mutably"
)]

#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod binary;
mod builtins;
pub mod catalog;
pub mod digest;
mod error;
mod gc;
mod heap;
mod host;
mod limits;
pub mod number;
mod object;
pub mod opcode;
pub mod package;
#[cfg(test)]
mod refusals;
pub mod regex;
pub mod symbol;
pub mod text;
mod value;
mod verify;
mod vm;

#[cfg(feature = "native")]
pub use vm::native;

pub use host::{Argument, Host, NullHost, Reply, Stream};
pub use limits::Limits;
pub use verify::{LoadError, Program};
pub use vm::{
    ArenaError, ExceptionView, Exit, Frame, Link, Outcome, RestoreError, SNAPSHOT_VERSION, Vm,
};
