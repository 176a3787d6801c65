//! What firmware calls of a VM: load, boot, run, call, result.
//!
//! Built as a static library for a microcontroller it holds the code of the VM and nothing of a
//! board, so that its size is the size of the VM. `tests/device` builds and weighs it, with one
//! feature more or less of `iotpy-core` at a time.
#![cfg_attr(target_os = "none", no_std)]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

use core::hint::black_box;

use iotpy_core::text::sink::{Full, Sink};
use iotpy_core::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};

/// A host that the optimiser cannot look into.
#[derive(Debug)]
pub struct Board;

impl Host for Board {
    fn write(&mut self, stream: Stream, text: &[u8]) {
        black_box((stream, text));
    }

    fn unix_time_ns(&mut self) -> u64 {
        black_box(0)
    }

    fn monotonic_ns(&mut self) -> u64 {
        black_box(0)
    }

    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        black_box((name, arguments));
        black_box(Reply::None)
    }
}

impl Sink for Board {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full> {
        black_box(bytes);
        match black_box(true) {
            true => Ok(()),
            false => Err(Full),
        }
    }
}

/// Loads a package, calls its handler once and writes the result or the exception. How it ended;
/// nothing if the package is refused or does not fit.
pub fn call(package: &[u8], arena: &mut [u64], event: &[u8]) -> Option<Outcome> {
    let limits = Limits::default();
    let program = Program::load(package).ok()?;
    let mut vm = Vm::boot(&program, arena, 1, &limits).ok()?;
    while vm.run(&mut Board, 1_000) == Outcome::Paused {}
    vm.finish_boot();
    vm.start_call(event, &[], &limits).ok()?;
    let mut ended = Outcome::Paused;
    while ended == Outcome::Paused {
        ended = vm.run(&mut Board, 1_000);
    }
    let written = match ended {
        Outcome::Done => vm.result_json(&mut Board),
        _ => vm.exception_text(&mut Board),
    };
    vm.finish_call();
    written.err().or(Some(ended))
}

type Call = fn(&[u8], &mut [u64], &[u8]) -> Option<Outcome>;

/// So that it is not left out of the library.
#[used]
static CALL: Call = call;

#[cfg(target_os = "none")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}
