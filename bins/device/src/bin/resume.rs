//! Goes on with a call that began elsewhere: restores the machine of `snapshot.bin`, whose package
//! is `package.bin`, runs it within the bounds in `bounds.bin` and writes `moved.bin`: a byte for
//! the outcome, and the snapshot of what came of it.
//!
//! Bounds are two numbers of 8 bytes, the lowest first: fuel, and bytes of the arena, of which
//! there are never more than the image has.
//!
//! The files are those of the debugger's machine. `tests/device/tests/moves.rs` runs this image.
#![no_std]
#![no_main]

use cortex_m::Peripherals;
use cortex_m_rt::entry;
use iotpy_core::text::sink::Sink;
use iotpy_core::{Outcome, Program, Vm};
use nanolambda_device::board::Chosen;
use nanolambda_device::device_host::DeviceHost;
use nanolambda_device::file::{File, read};

nanolambda_device::ends_in_text!();

/// 1 MB: what the other machine needs of its arena must fit.
const CELLS: usize = 128 * 1024;
const PACKAGE_BYTES: usize = 512 * 1024;
const SNAPSHOT_BYTES: usize = 1024 * 1024;

#[entry]
fn main() -> ! {
    static mut ARENA: [u64; CELLS] = [0; CELLS];
    static mut PACKAGE: [u8; PACKAGE_BYTES] = [0; PACKAGE_BYTES];
    static mut SNAPSHOT: [u8; SNAPSHOT_BYTES] = [0; SNAPSHOT_BYTES];
    let timer = Peripherals::take().map(|peripherals| peripherals.SYST);
    let Some(timer) = timer else {
        panic!("the peripherals are taken once")
    };
    let mut host = DeviceHost::new(Chosen::start(), timer);
    let went_on = go_on(ARENA, PACKAGE, SNAPSHOT, &mut host);
    if let Err(reason) = went_on {
        host.console.text(reason).text("\n");
    }
    host.console.exit(went_on.is_ok())
}

fn go_on(
    arena: &mut [u64],
    package: &mut [u8],
    snapshot: &mut [u8],
    host: &mut DeviceHost<Chosen>,
) -> Result<(), &'static str> {
    let (fuel, arena_bytes) = bounds()?;
    let cells = (arena_bytes / 8).min(arena.len() as u64) as usize;
    let package = read(b"package.bin\0", package).ok_or("no package.bin")?;
    let snapshot = read(b"snapshot.bin\0", snapshot).ok_or("no snapshot.bin")?;
    let program = Program::load(package).map_err(|_| "the package is refused")?;
    let vm = Vm::restore(&program, &mut arena[..cells], snapshot);
    let mut vm = vm.map_err(|_| "the snapshot is refused")?;
    let outcome = vm.run(host, fuel);
    host.console.flush();
    let mut moved = File::create(b"moved.bin\0").ok_or("moved.bin cannot be written")?;
    let written = moved
        .push(&[outcome_byte(outcome)])
        .and_then(|()| vm.snapshot(&mut moved))
        .and_then(|()| moved.close());
    written.map_err(|_| "moved.bin cannot be written")
}

/// Fuel and bytes of the arena.
fn bounds() -> Result<(u64, u64), &'static str> {
    let mut bytes = [0; 16];
    let bytes = read(b"bounds.bin\0", &mut bytes).ok_or("no bounds.bin")?;
    let (numbers, _) = bytes.as_chunks();
    match numbers {
        [fuel, arena] => Ok((u64::from_le_bytes(*fuel), u64::from_le_bytes(*arena))),
        _ => Err("bounds.bin is too short"),
    }
}

fn outcome_byte(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Done => 0,
        Outcome::Raised => 1,
        Outcome::Paused => 2,
        Outcome::OutOfMemory => 3,
        Outcome::OutOfFuel => 4,
        Outcome::Waiting => 5,
    }
}
