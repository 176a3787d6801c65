//! How deep the native stack went: paint what is free of it, run, look how much paint is left.

use core::ptr::{addr_of, read_volatile, write_volatile};

unsafe extern "C" {
    /// The lowest word of the stack: the linker script puts it behind the statics.
    #[cfg_attr(target_arch = "riscv32", link_name = "__estack")]
    static _stack_end: u32;
    /// The word above its highest one.
    static _stack_start: u32;
}

const PAINT: u32 = 0x5AFE_57AC;
/// Words below the stack pointer that stay unpainted, for the painter and an interrupt's frame.
const MARGIN_WORDS: usize = 64;

#[cfg(target_arch = "arm")]
fn pointer() -> usize {
    cortex_m::register::msp::read() as usize
}

#[cfg(target_arch = "riscv32")]
fn pointer() -> usize {
    let pointer;
    // SAFETY: it reads a register.
    unsafe { core::arch::asm!("mv {}, sp", out(reg) pointer) };
    pointer
}

fn lowest() -> usize {
    addr_of!(_stack_end) as usize
}

/// Where the stack begins, which grows down from there.
pub fn start() -> usize {
    addr_of!(_stack_start) as usize
}

/// Bytes of native stack between the caller and the statics.
pub fn free_bytes() -> usize {
    pointer() - lowest()
}

/// Paints the free stack and gives the depth of the caller for [`used_bytes`].
#[inline(never)]
pub fn paint() -> usize {
    let top = pointer();
    let words = (top - lowest()) / 4 - MARGIN_WORDS;
    let start = lowest() as *mut u32;
    for word in 0..words {
        // SAFETY: these words lie between the statics and the stack in use, so nobody owns them.
        unsafe { write_volatile(start.add(word), PAINT) };
    }
    top
}

/// Bytes of native stack that were used below `top` since [`paint`]. Anything up to the painter's
/// margin of 256 bytes shows as that margin.
#[inline(never)]
pub fn used_bytes(top: usize) -> usize {
    let mut at = lowest();
    // SAFETY: words of RAM between the statics and the stack in use.
    while at < top && unsafe { read_volatile(at as *const u32) } == PAINT {
        at += 4;
    }
    top - at
}
