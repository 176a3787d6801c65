//! A panic of the image says where it happened and ends the emulator with status 1.

use core::panic::PanicInfo;

use crate::console::Console;

#[panic_handler]
fn panicked(info: &PanicInfo<'_>) -> ! {
    let mut console = Console::open();
    // As an event of the device, for those who read its lines.
    console.text("{\"event\":\"reset\",\"reason\":\"panicked");
    if let Some(place) = info.location() {
        console
            .text(" at ")
            .text(place.file())
            .text(":")
            .number(place.line().into());
    }
    console.text("\"}\n").exit(false)
}

/// In an image that is built without the messages of panics, a panic ends here.
// SAFETY: it does not return to what was interrupted, in whatever state that is.
#[cfg(target_arch = "arm")]
#[cortex_m_rt::exception]
unsafe fn HardFault(_frame: &cortex_m_rt::ExceptionFrame) -> ! {
    Console::open().text("fault\n").exit(false)
}

/// The same on RISC-V, whose runtime calls every exception that nobody has asked for by this name.
// SAFETY: nothing else has the name, and it does not return to what was interrupted.
#[cfg(target_arch = "riscv32")]
#[unsafe(export_name = "ExceptionHandler")]
extern "C" fn fault(_frame: &riscv_rt::TrapFrame) -> ! {
    Console::open().text("fault\n").exit(false)
}
