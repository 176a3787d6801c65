//! Static memory that is handed out once.

use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, Ordering};

/// A value that one part of the image takes for good.
pub struct Once<T> {
    value: UnsafeCell<T>,
    is_taken: AtomicBool,
}

// SAFETY: the boards have one processor, and what takes the value is no interrupt; so nobody comes
// between looking at `is_taken` and setting it, and there is one reference to the value.
unsafe impl<T: Send> Sync for Once<T> {}

impl<T> Once<T> {
    /// A value that nobody has taken.
    pub const fn new(value: T) -> Once<T> {
        Once {
            value: UnsafeCell::new(value),
            is_taken: AtomicBool::new(false),
        }
    }

    /// Takes the value. Do not call it from an interrupt.
    pub fn take(&'static self) -> Option<&'static mut T> {
        if self.is_taken.load(Ordering::Relaxed) {
            return None;
        }
        self.is_taken.store(true, Ordering::Relaxed);
        // SAFETY: this is the only reference, see above.
        Some(unsafe { &mut *self.value.get() })
    }
}
