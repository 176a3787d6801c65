//! Time since the start, from the machine timer of RISC-V, as QEMU's `virt` maps it.

use core::ptr::{read_volatile, write_volatile};

use crate::board::{Board, Chosen};

/// The time at which the timer's interrupt is due, and the time, both in two halves.
const COMPARE: *mut u32 = 0x0200_4000 as *mut u32;
const TIME: *mut u32 = 0x0200_BFF8 as *mut u32;
/// The bit of the timer's interrupt in `mie`.
const TIMER: usize = 1 << 7;
/// Ticks of a rest: a millisecond.
const REST_TICKS: u64 = 10_000;

/// Lets the timer end rests. Its interrupt is never taken: that it is due is enough.
pub fn start() {
    // SAFETY: the bit lets the timer wake the processor; interrupts as a whole stay off.
    unsafe { core::arch::asm!("csrs mie, {}", in(reg) TIMER) };
}

/// Rests, for a millisecond.
pub fn rest() {
    let due = ticks() + REST_TICKS;
    // SAFETY: registers of the timer, which nothing else of the image writes to. The high half is
    // put out of reach first, so that no time between the two is due.
    unsafe {
        write_volatile(COMPARE.add(1), u32::MAX);
        write_volatile(COMPARE, due as u32);
        write_volatile(COMPARE.add(1), (due >> 32) as u32);
        core::arch::asm!("wfi");
    }
}

/// Ticks since the machine was switched on; it never goes back.
pub fn ticks() -> u64 {
    // SAFETY: the two halves of the time, which can be read at any moment.
    let half = |at: usize| unsafe { read_volatile(TIME.add(at)) };
    loop {
        let high = half(1);
        let low = half(0);
        if high == half(1) {
            return u64::from(high) << 32 | u64::from(low);
        }
    }
}

/// Microseconds since the machine was switched on.
pub fn now_us() -> u64 {
    ticks() * u64::from(Chosen::TICK_NS) / 1_000
}

/// Milliseconds since the machine was switched on.
pub fn now_ms() -> i64 {
    (now_us() / 1_000).cast_signed()
}
