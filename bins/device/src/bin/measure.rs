//! Counts instructions. QEMU's time is a function of instructions with `-icount shift=0` (one per
//! nanosecond), so that a tick of SysTick stands for that many of them as it has nanoseconds.
#![no_std]
#![no_main]

use cortex_m::Peripherals;
use cortex_m_rt::entry;
use iotpy_core::{Argument, Host, Outcome, Program, Reply, Stream, Vm};
use nanolambda_device::board::{Board, Chosen};
use nanolambda_device::device_host::DeviceHost;
use nanolambda_device::handler::{FIB, Handler, LIGHT, LIMITS, MAINTENANCE, SIEVE};

const CELLS: usize = 5_000;
/// More than any handler here uses between two looks at the clock.
const SLICE: u64 = 1_000_000_000;

/// Knows every function and does nothing, so that only the VM is measured.
struct Silent;

impl Host for Silent {
    fn write(&mut self, _stream: Stream, _text: &[u8]) {}
    fn unix_time_ns(&mut self) -> u64 {
        0
    }
    fn monotonic_ns(&mut self) -> u64 {
        0
    }
    fn call(&mut self, _name: &str, _arguments: &[Argument<'_>]) -> Reply<'_> {
        Reply::None
    }
}

type DeviceUnderTest = DeviceHost<Chosen>;

#[entry]
fn main() -> ! {
    static mut ARENA: [u64; CELLS] = [0; CELLS];
    let timer = Peripherals::take().map(|peripherals| peripherals.SYST);
    let Some(timer) = timer else {
        panic!("the peripherals are taken once")
    };
    let mut host = DeviceHost::new(Chosen::start(), timer);
    for (handler, calls) in [(&LIGHT, 200), (&MAINTENANCE, 20), (&FIB, 1), (&SIEVE, 2)] {
        costs(handler, ARENA, calls, &mut host);
        least_arena(handler, ARENA, &mut host);
    }
    host.console.exit(true)
}

/// Prints what each step of a call takes on average, after one call to warm up.
fn costs(handler: &Handler, arena: &mut [u64], calls: u64, host: &mut DeviceUnderTest) {
    let mut silent = Silent;
    let started = host.ticks();
    let Ok(program) = Program::load(handler.package) else {
        panic!("the package is refused")
    };
    let loaded = host.ticks();
    let Ok(mut vm) = Vm::boot(&program, arena, 1, &LIMITS) else {
        panic!("no room to boot")
    };
    while vm.run(&mut silent, SLICE) == Outcome::Paused {}
    vm.finish_boot();
    let booted = host.ticks();
    let event = handler.events[0].as_bytes();
    let mut ticks = [0; 3];
    let mut text = [0; 64];
    for call in 0..=calls {
        let mut marks = [host.ticks(); 4];
        assert!(vm.start_call(event, &[], &LIMITS).is_ok());
        marks[1] = host.ticks();
        assert!(vm.run(&mut silent, SLICE) == Outcome::Done);
        marks[2] = host.ticks();
        let mut sink = iotpy_core::text::sink::BufferSink::new(&mut text);
        assert!(vm.result_json(&mut sink).is_ok());
        vm.finish_call();
        marks[3] = host.ticks();
        for step in 0..3 * usize::from(call > 0) {
            ticks[step] += marks[step + 1] - marks[step];
        }
    }
    let instructions = |ticks: u64, times: u64| ticks * u64::from(Chosen::TICK_NS) / times;
    let console = &mut host.console;
    console
        .text(handler.name)
        .text(" verify ")
        .number(instructions(loaded - started, 1));
    console
        .text(" boot ")
        .number(instructions(booted - loaded, 1));
    for (name, ticks) in ["event", "run", "result"].iter().zip(ticks) {
        console
            .text(" ")
            .text(name)
            .text(" ")
            .number(instructions(ticks, calls));
    }
    console.text(" fuel ").number(vm.fuel_used());
    console
        .text(" peak ")
        .number(vm.peak_bytes() as u64)
        .text("\n");
}

/// Prints the smallest arena in which the first event is answered ten times in a row.
fn least_arena(handler: &Handler, arena: &mut [u64], host: &mut DeviceUnderTest) {
    let (mut fails, mut works) = (0, CELLS);
    while works - fails > 1 {
        let middle = fails.midpoint(works);
        if fits(handler, &mut arena[..middle]) {
            works = middle;
        } else {
            fails = middle;
        }
    }
    host.console
        .text(handler.name)
        .text(" least arena ")
        .number(8 * works as u64)
        .text("\n");
}

fn fits(handler: &Handler, arena: &mut [u64]) -> bool {
    let Ok(program) = Program::load(handler.package) else {
        return false;
    };
    let Ok(mut vm) = Vm::boot(&program, arena, 1, &LIMITS) else {
        return false;
    };
    let mut silent = Silent;
    if vm.run(&mut silent, SLICE) != Outcome::Done {
        return false;
    }
    vm.finish_boot();
    (0..10).all(|_| {
        let called = vm
            .start_call(handler.events[0].as_bytes(), &[], &LIMITS)
            .is_ok()
            && vm.run(&mut silent, SLICE) == Outcome::Done;
        vm.finish_call();
        called
    })
}
