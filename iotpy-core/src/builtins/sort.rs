//! Sorting of lists by their elements' own order: a stable merge sort without native recursion.

use crate::error::Res;
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::Vm;

/// Runs of this length are sorted by insertion first.
const RUN: usize = 8;

impl Vm<'_, '_> {
    /// Sorts a list in place. With `reverse` equal elements keep their order, too. If a comparison
    /// fails the list keeps its old order.
    pub(crate) fn sort_list(&mut self, list: Value, reverse: bool) -> Res<()> {
        let (at, len) = self.elements(list);
        if len < 2 {
            return Ok(());
        }
        // The work happens in two buffers above the list, which stays as it is until the end.
        let first = self.heap.allocate(Kind::Values, len)? + 1;
        self.heap.cells.copy_within(at..at + len, first);
        let second = self.heap.filled(Kind::Values, len, Value::NONE)? + 1;
        if reverse {
            self.heap.cells[first..first + len].reverse();
        }
        for start in (0..len).step_by(RUN) {
            self.insertion_sort(first + start, RUN.min(len - start))?;
        }
        let (mut from, mut to) = (first, second);
        let mut width = RUN;
        while width < len {
            for start in (0..len).step_by(2 * width) {
                let middle = (start + width).min(len);
                let end = (start + 2 * width).min(len);
                self.merge(from, to, start, middle, end)?;
            }
            core::mem::swap(&mut from, &mut to);
            width *= 2;
        }
        if reverse {
            self.heap.cells[from..from + len].reverse();
        }
        self.heap.cells.copy_within(from..from + len, at);
        Ok(())
    }

    fn insertion_sort(&mut self, at: usize, len: usize) -> Res<()> {
        for n in 1..len {
            let value = Value(self.heap.cells[at + n]);
            let mut gap = n;
            while gap > 0 {
                self.charge(1)?;
                let before = Value(self.heap.cells[at + gap - 1]);
                if !self.less(value, before)? {
                    break;
                }
                self.heap.cells[at + gap] = before.0;
                gap -= 1;
            }
            self.heap.cells[at + gap] = value.0;
        }
        Ok(())
    }

    fn merge(
        &mut self,
        from: usize,
        to: usize,
        start: usize,
        middle: usize,
        end: usize,
    ) -> Res<()> {
        let (mut left, mut right) = (start, middle);
        for n in start..end {
            self.charge(1)?;
            let take_right = right < end
                && (left >= middle
                    || self.less(
                        Value(self.heap.cells[from + right]),
                        Value(self.heap.cells[from + left]),
                    )?);
            let source = if take_right { &mut right } else { &mut left };
            self.heap.cells[to + n] = self.heap.cells[from + *source];
            *source += 1;
        }
        Ok(())
    }
}
