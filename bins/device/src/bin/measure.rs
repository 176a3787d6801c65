//! Counts instructions. QEMU's time is a function of instructions with `-icount shift=0` (one per
//! nanosecond), so that a tick of SysTick stands for that many of them as it has nanoseconds.
#![no_std]
#![no_main]

use core::hint::black_box;

use cortex_m::Peripherals;
use cortex_m_rt::entry;
use iotpy_core::{Argument, Host, Outcome, Program, Reply, Stream, Vm};
use nanolambda_device::board::{Board, Chosen};
use nanolambda_device::device_host::DeviceHost;
use nanolambda_device::handler::{
    FIB, Handler, LIGHT, LIMITS, MAINTENANCE, MANDELBROT, PYSTONE, SIEVE,
};

nanolambda_device::ends_in_text!();

const CELLS: usize = 5_000;
/// Calls whose average is printed.
const CALLS: u64 = 100;
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
    for (handler, calls) in [
        (&LIGHT, CALLS),
        (&MAINTENANCE, CALLS),
        (&FIB, 1),
        (&SIEVE, 1),
        (&MANDELBROT, 1),
        (&PYSTONE, 1),
    ] {
        steps(handler, ARENA, &mut host);
        let before = host.ticks();
        for _ in 0..calls {
            anew(handler, ARENA);
        }
        print(handler.name, "anew", since(before, &host, calls), &mut host);
        warm(handler, ARENA, calls, &mut host);
        least_arena(handler, ARENA, &mut host);
    }
    native(&mut host);
    host.console.exit(true)
}

/// Instructions of a call, on average, since the clock showed `before`.
fn since(before: u64, host: &DeviceUnderTest, calls: u64) -> u64 {
    (host.ticks() - before) * u64::from(Chosen::TICK_NS) / calls
}

fn print(name: &str, what: &str, number: u64, host: &mut DeviceUnderTest) {
    let console = &mut host.console;
    console.text(name).text(" ").text(what).text(" ");
    console.number(number).text("\n");
}

fn booted<'p, 'a>(program: &'p Program<'p>, arena: &'a mut [u64]) -> Vm<'p, 'a> {
    let Ok(mut vm) = Vm::boot(program, arena, 1, &LIMITS) else {
        panic!("no room to boot")
    };
    while vm.run(&mut Silent, SLICE) == Outcome::Paused {}
    vm.finish_boot();
    vm
}

fn loaded(handler: &Handler) -> Program<'static> {
    let Ok(program) = Program::load(handler.package) else {
        panic!("the package is refused")
    };
    program
}

fn call(vm: &mut Vm<'_, '_>, event: &str) {
    assert!(vm.start_call(event.as_bytes(), &[], &LIMITS).is_ok());
    assert!(vm.run(&mut Silent, SLICE) == Outcome::Done);
    let mut text = [0; 64];
    let mut sink = iotpy_core::text::sink::BufferSink::new(&mut text);
    assert!(vm.result_json(&mut sink).is_ok());
    vm.finish_call();
}

/// A call in a new interpreter, whose package is verified again.
fn anew(handler: &Handler, arena: &mut [u64]) {
    let program = loaded(handler);
    call(&mut booted(&program, arena), handler.events[0]);
}

/// Prints what a call takes in an interpreter that is there, after one call to warm up.
fn warm(handler: &Handler, arena: &mut [u64], calls: u64, host: &mut DeviceUnderTest) {
    let program = loaded(handler);
    let mut vm = booted(&program, arena);
    call(&mut vm, handler.events[0]);
    let before = host.ticks();
    for _ in 0..calls {
        call(&mut vm, handler.events[0]);
    }
    print(handler.name, "warm", since(before, host, calls), host);
}

/// Prints what each step of one warm call takes, to a tick of the clock.
fn steps(handler: &Handler, arena: &mut [u64], host: &mut DeviceUnderTest) {
    let started = host.ticks();
    let program = loaded(handler);
    let verified = host.ticks();
    let mut vm = booted(&program, arena);
    let mut marks = [host.ticks(); 4];
    let boot = marks[0] - verified;
    call(&mut vm, handler.events[0]);
    marks[0] = host.ticks();
    assert!(
        vm.start_call(handler.events[0].as_bytes(), &[], &LIMITS)
            .is_ok()
    );
    marks[1] = host.ticks();
    assert!(vm.run(&mut Silent, SLICE) == Outcome::Done);
    marks[2] = host.ticks();
    let mut text = [0; 64];
    let mut sink = iotpy_core::text::sink::BufferSink::new(&mut text);
    assert!(vm.result_json(&mut sink).is_ok());
    let (fuel, peak) = (vm.fuel_used(), vm.peak_bytes() as u64);
    vm.finish_call();
    marks[3] = host.ticks();
    let tick = u64::from(Chosen::TICK_NS);
    for (name, number) in [
        ("package", handler.package.len() as u64),
        ("verify", (verified - started) * tick),
        ("boot", boot * tick),
        ("event", (marks[1] - marks[0]) * tick),
        ("run", (marks[2] - marks[1]) * tick),
        ("result", (marks[3] - marks[2]) * tick),
        ("fuel", fuel),
        ("peak", peak),
    ] {
        print(handler.name, name, number, host);
    }
}

/// Prints what the light handler takes as a Rust function with the same contract: JSON text in, a
/// pin, JSON text out.
fn native(host: &mut DeviceUnderTest) {
    let mut board = Chosen::start();
    let mut result = [0; 64];
    let before = host.ticks();
    for _ in 0..CALLS {
        let event = black_box(LIGHT.events[0].as_bytes());
        black_box(new_light_lvl(event, &mut board, black_box(&mut result)));
    }
    print("light", "native", since(before, host, CALLS), host);
}

/// Fig. 3 of the NanoLambda paper, in Rust. The length of the result; none for another event.
#[inline(never)]
fn new_light_lvl(event: &[u8], board: &mut Chosen, result: &mut [u8]) -> Option<usize> {
    const RESULT: &[u8] = b"null";
    let text = core::str::from_utf8(event).ok()?.trim_ascii();
    let items = text.strip_prefix('[')?.strip_suffix(']')?;
    let level: i32 = items.split(',').next()?.trim_ascii().parse().ok()?;
    board.set_pin(2, level > 100).ok()?;
    result.get_mut(..RESULT.len())?.copy_from_slice(RESULT);
    Some(RESULT.len())
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
    print(handler.name, "arena", 8 * works as u64, host);
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
