//! Time since the start, from the core's SysTick timer.

use core::sync::atomic::{AtomicU32, Ordering};

use cortex_m::peripheral::SYST;
use cortex_m::peripheral::syst::SystClkSource;
use cortex_m_rt::exception;

use crate::board::{Board, Chosen};

/// Ticks of a period, after which an interrupt wakes whoever rests: about a millisecond.
const PERIOD_TICKS: u32 = 1 << 15;

static PERIODS: AtomicU32 = AtomicU32::new(0);

#[exception]
fn SysTick() {
    PERIODS.store(
        PERIODS.load(Ordering::Relaxed).wrapping_add(1),
        Ordering::Relaxed,
    );
}

/// The running SysTick timer.
pub struct Clock(());

impl Clock {
    /// Starts the timer.
    pub fn start(mut timer: SYST) -> Clock {
        timer.set_clock_source(SystClkSource::Core);
        timer.set_reload(PERIOD_TICKS - 1);
        timer.clear_current();
        timer.enable_interrupt();
        timer.enable_counter();
        Clock(())
    }

    /// Ticks since the start; it never goes back.
    pub fn ticks(&self) -> u64 {
        ticks()
    }
}

/// Starts the timer of a board whose peripherals nobody has taken.
pub fn start() {
    if let Some(peripherals) = cortex_m::Peripherals::take() {
        Clock::start(peripherals.SYST);
    }
}

/// Rests until an interrupt comes: at most for about a millisecond, when the timer has started.
pub fn rest() {
    cortex_m::asm::wfi();
}

/// Ticks since the timer was started; it never goes back.
pub fn ticks() -> u64 {
    loop {
        let before = PERIODS.load(Ordering::Relaxed);
        let left = SYST::get_current();
        if before == PERIODS.load(Ordering::Relaxed) {
            // A fresh timer shows 0 until its first tick.
            let passed = (PERIOD_TICKS - left) % PERIOD_TICKS;
            return u64::from(before) * u64::from(PERIOD_TICKS) + u64::from(passed);
        }
    }
}

/// Microseconds since the timer was started.
pub fn now_us() -> u64 {
    ticks() * u64::from(Chosen::TICK_NS) / 1_000
}

/// Milliseconds since the timer was started.
pub fn now_ms() -> i64 {
    (now_us() / 1_000).cast_signed()
}
