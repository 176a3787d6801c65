//! Says a message of each level and an event, and panics: so the way from a board to whoever reads
//! it is tried, and the start after a panic.
#![no_std]
#![no_main]

use core::hint::black_box;

use cortex_m_rt::entry;
use nanolambda_device::frames::tell;
use nanolambda_device_application::event::Event;

nanolambda_device::ends_in_frames!();

#[entry]
fn main() -> ! {
    defmt::trace!("a trace of {=u8}", 1);
    defmt::debug!("{=u64} is for debugging", 1 << 40);
    defmt::info!("an information with {=bool}", true);
    defmt::warn!("a warning of {=str}", "this board");
    defmt::error!("an error in {=istr}", defmt::intern!("flash"));
    tell(&Event::Log {
        text: b"\"quoted\"\n\0",
    });
    let nothing: [u8; 0] = [];
    let byte = nothing[black_box(7)];
    panic!("there is a byte: {byte}")
}
