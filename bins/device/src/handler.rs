//! A handler of the image: its package in flash, its samples, and how one is run.

use iotpy_core::{Limits, Outcome, Program, Vm};

use crate::board::Board;
use crate::device_host::DeviceHost;
use crate::stack;

/// Fuel between two chances to do something else; this image has nothing else to do.
const SLICE: u64 = 10_000;
/// What a call may use: a device that hangs is worse than a handler that fails.
pub const LIMITS: Limits = Limits {
    fuel: 10_000_000,
    depth_max: 100,
};

/// A compiled handler and the events that it gets.
pub struct Handler {
    /// The handler's name.
    pub name: &'static str,
    /// The compiled package.
    pub package: &'static [u8],
    /// Events in JSON.
    pub events: &'static [&'static str],
}

/// The light handler of the NanoLambda paper (Fig. 3).
pub const LIGHT: Handler = Handler {
    name: "light",
    package: include_bytes!(concat!(env!("OUT_DIR"), "/light.package")),
    events: include!(concat!(env!("OUT_DIR"), "/light.events.rs")),
};

/// Predictive maintenance by a Kolmogorov-Smirnov test, as in Fig. 4 of the NanoLambda paper.
pub const MAINTENANCE: Handler = Handler {
    name: "maintenance",
    package: include_bytes!(concat!(env!("OUT_DIR"), "/maintenance.package")),
    events: include!(concat!(env!("OUT_DIR"), "/maintenance.events.rs")),
};

/// `fib(18)`: calls and small ints.
pub const FIB: Handler = Handler {
    name: "fib",
    package: include_bytes!(concat!(env!("OUT_DIR"), "/fib.package")),
    events: include!(concat!(env!("OUT_DIR"), "/fib.events.rs")),
};

/// Primes below 4,000: list items in a loop.
pub const SIEVE: Handler = Handler {
    name: "sieve",
    package: include_bytes!(concat!(env!("OUT_DIR"), "/sieve.package")),
    events: include!(concat!(env!("OUT_DIR"), "/sieve.events.rs")),
};

/// Points of the complex plane, 16 by 16, 50 steps at most: floats.
pub const MANDELBROT: Handler = Handler {
    name: "mandelbrot",
    package: include_bytes!(concat!(env!("OUT_DIR"), "/mandelbrot_16.package")),
    events: include!(concat!(env!("OUT_DIR"), "/mandelbrot_16.events.rs")),
};

/// 300 rounds of a mix of records, arrays, texts and calls.
pub const PYSTONE: Handler = Handler {
    name: "pystone",
    package: include_bytes!(concat!(env!("OUT_DIR"), "/pystone.package")),
    events: include!(concat!(env!("OUT_DIR"), "/pystone.events.rs")),
};

/// Runs until the call is over.
pub fn finish<B: Board>(vm: &mut Vm<'_, '_>, host: &mut DeviceHost<B>) -> Outcome {
    loop {
        match vm.run(host, SLICE) {
            Outcome::Paused => {}
            other => return other,
        }
    }
}

/// Verifies the handler, boots it in `arena` and calls it once with each of its events, printing
/// what comes of it. Whether it could be booted.
pub fn run_all<B: Board>(handler: &Handler, arena: &mut [u64], host: &mut DeviceHost<B>) -> bool {
    let console = &mut host.console;
    console.text("handler ").text(handler.name);
    console
        .text(" package ")
        .number(handler.package.len() as u64);
    console
        .text(" arena ")
        .number(8 * arena.len() as u64)
        .text("\n");
    let top = stack::paint();
    let Ok(program) = Program::load(handler.package) else {
        host.console.text("refused by the verifier\n");
        return false;
    };
    let Ok(mut vm) = Vm::boot(&program, arena, 1, &LIMITS) else {
        host.console.text("the arena is too small\n");
        return false;
    };
    if finish(&mut vm, host) != Outcome::Done {
        host.console.text("the module failed\n");
        return false;
    }
    vm.finish_boot();
    for event in handler.events {
        call(&mut vm, event, host);
    }
    let used = stack::used_bytes(top) as u64;
    host.console.text("stack ").number(used).text("\n");
    true
}

fn call<B: Board>(vm: &mut Vm<'_, '_>, event: &str, host: &mut DeviceHost<B>) {
    if vm.start_call(event.as_bytes(), &[], &LIMITS).is_err() {
        host.console
            .text("event refused: it does not fit the arena\n");
        return;
    }
    let mut outcome = finish(vm, host);
    if outcome == Outcome::Done {
        // The text goes out piece by piece, so the line starts before it is known to end well.
        host.console.text("result ");
        if let Err(failed) = vm.result_json(&mut host.console) {
            outcome = failed;
        }
        host.console.text("\n");
    }
    match outcome {
        Outcome::Done => {}
        Outcome::Raised => {
            host.console.text("raised ");
            if let Some(exception) = vm.exception() {
                host.console.text(exception.class_name()).text(" ");
            }
            let _unprintable = vm.exception_text(&mut host.console);
            host.console.text("\n");
        }
        Outcome::OutOfMemory => _ = host.console.text("out of memory\n"),
        Outcome::OutOfFuel => _ = host.console.text("out of fuel\n"),
        Outcome::Waiting | Outcome::Paused => _ = host.console.text("stuck\n"),
    }
    host.console.text("fuel ").number(vm.fuel_used());
    host.console
        .text(" peak ")
        .number(vm.peak_bytes() as u64)
        .text("\n");
    vm.finish_call();
}
