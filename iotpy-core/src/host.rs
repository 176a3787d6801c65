//! What the VM asks of the one who runs it.

use crate::catalog::Exception;

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// `print` and standard output.
    Output,
    /// Standard error.
    Error,
}

/// An argument of a host function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Argument<'v> {
    /// None.
    None,
    /// A bool.
    Bool(bool),
    /// An int that fits 64 bits.
    Int(i64),
    /// A float.
    Float(f64),
    /// A str, as generalised UTF-8 (lone surrogates take three bytes).
    Str(&'v [u8]),
    /// A bytes.
    Bytes(&'v [u8]),
    /// Anything else.
    Other,
}

/// The answer of a host function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reply<'r> {
    /// None.
    None,
    /// A bool.
    Bool(bool),
    /// An int.
    Int(i64),
    /// A float.
    Float(f64),
    /// A str.
    Str(&'r str),
    /// A bytes.
    Bytes(&'r [u8]),
    /// An exception.
    Raise(Exception, &'static str),
    /// The host will answer with [`crate::Vm::answer`]; the VM stops until then.
    Pending,
    /// There is no such function.
    Unknown,
}

/// The embedder's side: output, clocks, randomness and host functions.
///
/// All methods must return at once. A function that has to wait answers [`Reply::Pending`]; the VM
/// then stops with [`crate::Outcome::Waiting`] and its state stays plain data in the arena.
pub trait Host {
    /// Takes text that the program wrote.
    fn write(&mut self, stream: Stream, text: &[u8]);
    /// Nanoseconds since 1970-01-01 00:00 UTC.
    fn unix_time_ns(&mut self) -> u64;
    /// Nanoseconds of a clock that never goes back.
    fn monotonic_ns(&mut self) -> u64;
    /// Fills `bytes` with secret random ones; false if the host has none.
    fn random(&mut self, _bytes: &mut [u8]) -> bool {
        false
    }
    /// Calls the function `name` ("module.function") of the package's import table.
    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_>;
}

/// A host without functions, whose clocks stand still and whose output is dropped.
#[derive(Clone, Copy, Debug, Default)]
pub struct NullHost;

impl Host for NullHost {
    fn write(&mut self, _stream: Stream, _text: &[u8]) {}
    fn unix_time_ns(&mut self) -> u64 {
        0
    }
    fn monotonic_ns(&mut self) -> u64 {
        0
    }
    fn call(&mut self, _name: &str, _arguments: &[Argument<'_>]) -> Reply<'_> {
        Reply::Unknown
    }
}
