//! A panic of an image says where it happened and ends the emulator with status 1: in a text, or,
//! as whoever reads the device wants it, in a frame. Each image says which by one of two macros.

use core::panic::PanicInfo;

use crate::console::{Console, end};

/// Says in a text where an image has panicked, and ends.
pub fn in_text(info: &PanicInfo<'_>) -> ! {
    let mut console = Console::open();
    console.text("panicked");
    if let Some(place) = info.location() {
        console
            .text(" at ")
            .text(place.file())
            .text(":")
            .number(place.line().into());
    }
    console.text("\n").exit(false)
}

/// The same in a frame.
pub fn in_frame(info: &PanicInfo<'_>) -> ! {
    match info.location() {
        Some(place) => defmt::println!(
            "{{\"event\":\"reset\",\"reason\":\"panicked at {=str}:{=u32}\"}}",
            place.file(),
            place.line()
        ),
        None => defmt::println!("{{\"event\":\"reset\",\"reason\":\"panicked\"}}"),
    }
    end(false)
}

/// Says in a text that the processor has stopped, and ends.
pub fn fault_in_text(_address: u32, _caller: u32) -> ! {
    Console::open().text("fault\n").exit(false)
}

/// The same in a frame: where and who has called that; the debug information has their places.
pub fn fault_in_frame(address: u32, caller: u32) -> ! {
    defmt::println!(
        "{{\"event\":\"reset\",\"fault\":{=u32},\"caller\":{=u32}}}",
        address,
        caller
    );
    end(false)
}

/// The ends of an image that nobody wants, in text.
#[macro_export]
macro_rules! ends_in_text {
    () => {
        $crate::ends!(in_text, fault_in_text);
    };
}

/// The same in frames.
#[macro_export]
macro_rules! ends_in_frames {
    () => {
        $crate::ends!(in_frame, fault_in_frame);
    };
}

/// The handlers of panics and faults. In an image that is built without the messages of panics, a
/// panic is a fault.
#[doc(hidden)]
#[macro_export]
macro_rules! ends {
    ($panicked:ident, $fault:ident) => {
        #[panic_handler]
        fn panicked(info: &core::panic::PanicInfo<'_>) -> ! {
            $crate::panic::$panicked(info)
        }

        // SAFETY: it does not return to what was interrupted, in whatever state that is.
        #[cfg(target_arch = "arm")]
        #[cortex_m_rt::exception]
        unsafe fn HardFault(frame: &cortex_m_rt::ExceptionFrame) -> ! {
            $crate::panic::$fault(frame.pc(), frame.lr())
        }

        // The same on RISC-V, whose runtime calls every exception that nobody has asked for by
        // this name.
        // SAFETY: nothing else has the name, and it does not return to what was interrupted.
        #[cfg(target_arch = "riscv32")]
        #[unsafe(export_name = "ExceptionHandler")]
        extern "C" fn fault(frame: &riscv_rt::TrapFrame) -> ! {
            $crate::panic::$fault(riscv::register::mepc::read() as u32, frame.ra as u32)
        }
    };
}
