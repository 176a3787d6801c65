//! For tests: allocations that fail although there is room.
//!
//! An instruction that ran out of memory runs again from its start. To see whether every
//! instruction can, its first allocation fails, then the second one of the next attempt, and so on.

/// Which allocation of the running instruction fails next.
#[derive(Debug, Default)]
pub struct Refusals {
    /// Whether any does.
    pub active: bool,
    seen: u64,
    next: u64,
    again: bool,
    promised: usize,
}

impl Refusals {
    /// Notes that an instruction starts, for the first time or again.
    pub fn begin_instruction(&mut self) {
        if !self.again {
            self.next = 1;
        }
        self.again = false;
        self.seen = 0;
        self.promised = 0;
    }

    /// Whether so many cells were promised before.
    pub fn promised(&self, cells: usize) -> bool {
        cells <= self.promised
    }

    /// Notes that so many cells were promised: taking them cannot fail.
    pub fn promise(&mut self, cells: usize) {
        self.promised = self.promised.max(cells);
    }

    /// Whether an allocation of this size fails.
    pub fn refuse(&mut self, cells: usize) -> bool {
        if !self.active {
            return false;
        }
        if cells <= self.promised {
            self.promised -= cells;
            return false;
        }
        self.seen += 1;
        if self.seen != self.next {
            return false;
        }
        // The first ones each, later ones at doubling distance: long instructions stay affordable.
        self.next = if self.next < 8 {
            self.next + 1
        } else {
            2 * self.next
        };
        self.again = true;
        true
    }
}
