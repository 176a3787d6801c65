//! A panic of the image says where it happened and ends the emulator with status 1.

use core::panic::PanicInfo;

use cortex_m_rt::{ExceptionFrame, exception};

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
#[exception]
unsafe fn HardFault(_frame: &ExceptionFrame) -> ! {
    Console::open().text("fault\n").exit(false)
}
