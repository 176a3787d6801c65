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
