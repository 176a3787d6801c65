//! The smallest firmware around the VM: `docs/embedding.md` shows this file.
#![no_std]
#![no_main]

use cortex_m_rt::entry;
use cortex_m_semihosting::debug;
use iotpy_core::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};
use nanolambda_device::board::{Board, Chosen};
use nanolambda_device::handler::LIGHT;

struct Firmware(Chosen);

impl Host for Firmware {
    fn write(&mut self, _stream: Stream, _text: &[u8]) {}
    fn unix_time_ns(&mut self) -> u64 {
        0
    }
    fn monotonic_ns(&mut self) -> u64 {
        0
    }
    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        let high = name == "device.set_pin_high";
        match arguments {
            [Argument::Int(pin)] if self.0.set_pin(*pin, high).is_ok() => Reply::None,
            _ => Reply::Unknown,
        }
    }
}

/// Verifies the package, runs its module once and the handler with one event.
fn call_once(
    package: &[u8],
    arena: &mut [u64],
    event: &[u8],
    host: &mut dyn Host,
) -> Option<Outcome> {
    let limits = Limits {
        fuel: 100_000,
        depth_max: 50,
    };
    let program = Program::load(package).ok()?;
    let mut vm = Vm::boot(&program, arena, 1, &limits).ok()?;
    while vm.run(host, 1_000) == Outcome::Paused {}
    vm.finish_boot();
    vm.start_call(event, &[], &limits).ok()?;
    loop {
        match vm.run(host, 1_000) {
            Outcome::Paused => {} // The firmware's other work goes here.
            ended => return Some(ended),
        }
    }
}

nanolambda_device::ends_in_text!();

#[entry]
fn main() -> ! {
    static mut ARENA: [u64; 256] = [0; 256];
    let mut firmware = Firmware(Chosen::start());
    let ended = call_once(LIGHT.package, ARENA, b"[120]", &mut firmware);
    let lit = ended == Some(Outcome::Done) && firmware.0.pin(2) == Ok(true);
    debug::exit(if lit {
        debug::EXIT_SUCCESS
    } else {
        debug::EXIT_FAILURE
    });
    loop {}
}
