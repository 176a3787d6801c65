//! Sorting of lists by their elements' own order, without native recursion. Up to 63 elements are
//! compared in CPython's order: what a sort makes of elements without a total order, and which
//! comparison fails first, can be seen.

use crate::error::{Reason, Res};
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::Vm;

/// From this length on the list is cut into runs, which are merged.
const MERGED_LEN: usize = 64;

/// The cells that are sorted: the keys, and as many values after them that move along.
#[derive(Clone, Copy)]
struct Lanes {
    at: usize,
    len: usize,
    paired: bool,
}

impl Lanes {
    /// The first cells of the keys and, if there are any, of the values.
    fn starts(self) -> impl Iterator<Item = usize> {
        (0..=usize::from(self.paired)).map(move |lane| self.at + lane * self.len)
    }
}

impl Vm<'_, '_> {
    /// Sorts a list in place. With `reverse` equal elements keep their order, too. If a comparison
    /// fails the list holds what was sorted by then.
    pub(crate) fn sort_list(&mut self, list: Value, reverse: bool) -> Res<()> {
        self.sort_by_keys(list, list, reverse)
    }

    /// Sorts a list by the keys in another one of the same length, which is sorted as well.
    pub(crate) fn sort_by_keys(&mut self, values: Value, keys: Value, reverse: bool) -> Res<()> {
        let paired = values != keys;
        let (at, len) = self.elements(keys);
        let (beside, count) = self.elements(values);
        if len < 2 || count != len {
            return Ok(());
        }
        // The work happens in two buffers above the lists, which stay as they are until the end.
        let cells = len << usize::from(paired);
        let first = self.heap.filled(Kind::Values, cells, Value::NONE)? + 1;
        let mut to = match len < MERGED_LEN {
            true => first,
            false => self.heap.filled(Kind::Values, cells, Value::NONE)? + 1,
        };
        let mut from = first;
        for (source, lane) in [at, beside].into_iter().zip(0..=usize::from(paired)) {
            let start = first + lane * len;
            self.heap.cells.copy_within(source..source + len, start);
            if reverse {
                self.heap.cells[start..start + len].reverse();
            }
        }
        let sorted = self.sort_lanes(&mut from, &mut to, len, paired);
        if sorted.is_err() && self.reason() != Reason::Raise {
            return sorted;
        }
        for (target, lane) in [at, beside].into_iter().zip(0..=usize::from(paired)) {
            let start = from + lane * len;
            if reverse {
                self.heap.cells[start..start + len].reverse();
            }
            self.heap.cells.copy_within(start..start + len, target);
        }
        sorted
    }

    /// Sorts what lies at `from`, with as much room at `to`; the result lies at `from` again, which
    /// may be the other place.
    fn sort_lanes(
        &mut self,
        from: &mut usize,
        to: &mut usize,
        len: usize,
        paired: bool,
    ) -> Res<()> {
        let lanes = |at| Lanes { at, len, paired };
        let mut width = run_len(len);
        for start in (0..len).step_by(width) {
            self.sort_run(lanes(*from), start, (start + width).min(len))?;
        }
        while width < len {
            for start in (0..len).step_by(2 * width) {
                let middle = (start + width).min(len);
                let end = (start + 2 * width).min(len);
                self.merge(lanes(*from), lanes(*to), start, middle, end)?;
            }
            core::mem::swap(from, to);
            width *= 2;
        }
        Ok(())
    }

    fn key_less(&mut self, lanes: Lanes, x: usize, y: usize) -> Res<bool> {
        self.charge(1)?;
        let (x, y) = (lanes.at + x, lanes.at + y);
        self.less(Value(self.heap.cells[x]), Value(self.heap.cells[y]))
    }

    /// Sorts a few elements: those in order at the start stay, a strictly falling start is turned
    /// round, the others are put in by bisection.
    fn sort_run(&mut self, lanes: Lanes, start: usize, end: usize) -> Res<()> {
        if end - start < 2 {
            return Ok(());
        }
        let falls = self.key_less(lanes, start + 1, start)?;
        let mut next = start + 2;
        while next < end && self.key_less(lanes, next, next - 1)? == falls {
            next += 1;
        }
        if falls {
            for lane in lanes.starts() {
                self.heap.cells[lane + start..lane + next].reverse();
            }
        }
        for pivot in next..end {
            let (mut low, mut high) = (start, pivot);
            while low < high {
                let middle = low + (high - low) / 2;
                match self.key_less(lanes, pivot, middle)? {
                    true => high = middle,
                    false => low = middle + 1,
                }
            }
            for lane in lanes.starts() {
                self.heap.cells[lane + low..=lane + pivot].rotate_right(1);
            }
        }
        Ok(())
    }

    fn merge(
        &mut self,
        from: Lanes,
        to: Lanes,
        start: usize,
        middle: usize,
        end: usize,
    ) -> Res<()> {
        let (mut left, mut right) = (start, middle);
        // What is in order already is copied whole.
        let apart = middle < end && !self.key_less(from, middle, middle - 1)?;
        for n in start..end {
            let take_right =
                right < end && (left >= middle || !apart && self.key_less(from, right, left)?);
            let source = if take_right { &mut right } else { &mut left };
            for (from, to) in from.starts().zip(to.starts()) {
                self.heap.cells[to + n] = self.heap.cells[from + *source];
            }
            *source += 1;
        }
        Ok(())
    }
}

/// The length of runs that are merged in pairs: the whole of a short list, otherwise 32 to 64, so
/// that there is a power of two of them.
fn run_len(len: usize) -> usize {
    let mut width = len;
    let mut odd = 0;
    while width >= MERGED_LEN {
        odd |= width & 1;
        width >>= 1;
    }
    width + odd
}
