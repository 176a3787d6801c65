//! Runs the handlers of the image with their scripted samples and ends.
#![no_std]
#![no_main]

use cortex_m::Peripherals;
use cortex_m_rt::entry;
use nanolambda_device::board::{Board, Chosen};
use nanolambda_device::device_host::DeviceHost;
use nanolambda_device::handler::{LIGHT, MAINTENANCE, run_all};
use nanolambda_device::stack;

nanolambda_device::ends_in_text!();

/// 2 KB.
const LIGHT_CELLS: usize = 256;
/// 16 KB: one of the samples has 128 records.
const MAINTENANCE_CELLS: usize = 2048;

#[entry]
fn main() -> ! {
    static mut LIGHT_ARENA: [u64; LIGHT_CELLS] = [0; LIGHT_CELLS];
    static mut MAINTENANCE_ARENA: [u64; MAINTENANCE_CELLS] = [0; MAINTENANCE_CELLS];
    let timer = Peripherals::take().map(|peripherals| peripherals.SYST);
    let Some(timer) = timer else {
        panic!("the peripherals are taken once")
    };
    let mut host = DeviceHost::new(Chosen::start(), timer);
    host.console
        .text("nanolambda-device on ")
        .text(Chosen::NAME);
    host.console
        .text(" free stack ")
        .number(stack::free_bytes() as u64)
        .text("\n");
    let ran = run_all(&LIGHT, LIGHT_ARENA, &mut host)
        && run_all(&MAINTENANCE, MAINTENANCE_ARENA, &mut host);
    host.console.text(if ran { "done\n" } else { "failed\n" });
    host.console.exit(ran)
}
