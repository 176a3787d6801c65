//! The collector: mark through an intrusive list, then slide the living objects down.
//!
//! It needs no memory beside the headers and no recursion. Objects keep their order, so whatever
//! lies above a given object before a collection lies above it afterwards. The word of the header
//! that it uses is zero outside of a collection; while marking it links the objects whose payload
//! is still to be visited, then it holds the object's new place.

use crate::heap::{Heap, Kind, OBJECT_CELLS_MAX, generator, slot};
use crate::value::Value;

const LINK_SHIFT: u32 = 32;
const LOW: u64 = 0xFFFF_FFFF;
const LAST: u64 = 0xFFFF_FFFF;

impl Heap<'_> {
    /// Frees every object that cannot be reached from the state, the globals and the stack, and
    /// moves the rest down. Every cell index held outside of the arena is void afterwards.
    /// `boundary` is a cell between two objects; its new place is returned.
    pub fn collect(&mut self, boundary: usize) -> usize {
        self.moves += 1;
        self.mark();
        let boundary = self.place(boundary);
        self.redirect();
        self.slide();
        boundary
    }

    fn mark(&mut self) {
        let mut pending = LAST;
        for at in slot::VALUES {
            self.mark_value(Value(self.cells[at]), &mut pending);
        }
        for at in crate::heap::STATE_CELLS..self.start {
            self.mark_value(Value(self.cells[at]), &mut pending);
        }
        for at in self.sp..self.stack_end() {
            self.mark_value(Value(self.cells[at]), &mut pending);
        }
        self.visit(&mut pending);
        if self.cells[slot::OPEN_GENERATORS] != 0 {
            self.keep_open_generators(&mut pending);
        }
    }

    /// Marks whatever the pending objects refer to.
    fn visit(&mut self, pending: &mut u64) {
        while *pending != LAST {
            let at = *pending as usize;
            *pending = self.cells[at] >> LINK_SHIFT;
            // A visited object keeps a mark that is no link to another one.
            self.cells[at] = self.cells[at] & LOW | LAST << LINK_SHIFT;
            if !self.kind(at).is_raw() {
                for n in 0..self.len(at) {
                    self.mark_value(self.get(at, n), pending);
                }
            }
        }
    }

    /// Generators that are to be closed before they go stay, in the order of their making, at the
    /// end of the list of those that wait for it.
    fn keep_open_generators(&mut self, pending: &mut u64) {
        let mut last = None;
        let mut link = Value(self.cells[slot::DROPPED]);
        while link.is_object() {
            last = Some(link.cell());
            link = self.get(link.cell(), generator::NEXT);
        }
        let (mut first, mut at) = (Value::NONE, self.start);
        while at < self.top {
            if self.cells[at] >> LINK_SHIFT == 0 && self.is_open_generator(at) {
                let dropped = Value::object(at);
                match last {
                    Some(before) => self.set(before, generator::NEXT, dropped),
                    None => self.cells[slot::DROPPED] = dropped.0,
                }
                self.set(at, generator::NEXT, Value::NONE);
                if first == Value::NONE {
                    first = dropped;
                }
                last = Some(at);
            }
            at += self.len(at) + 1;
        }
        self.mark_value(first, pending);
        self.visit(pending);
    }

    fn is_open_generator(&self, at: usize) -> bool {
        self.kind(at) == Kind::Generator
            && self.get(at, generator::STATE) == Value::int(generator::OPEN)
    }

    /// How many generators are open.
    pub fn open_generators(&self) -> u64 {
        let (mut count, mut at) = (0, self.start);
        while at < self.top {
            count += u64::from(self.is_open_generator(at));
            at += self.len(at) + 1;
        }
        count
    }

    /// Lists all open generators among those that wait to be closed, in the order of their making.
    pub fn drop_open_generators(&mut self) {
        self.cells[slot::DROPPED] = Value::NONE.0;
        self.keep_open_generators(&mut { LAST });
        let mut at = self.start;
        while at < self.top {
            self.cells[at] &= LOW;
            at += self.len(at) + 1;
        }
    }

    #[inline]
    fn mark_value(&mut self, value: Value, pending: &mut u64) {
        if !value.is_object() {
            return;
        }
        let at = value.cell();
        if self.cells[at] >> LINK_SHIFT == 0 {
            self.cells[at] = self.cells[at] & LOW | *pending << LINK_SHIFT;
            *pending = at as u64;
        }
    }

    /// Finds the places of what lives. Garbage that lies together becomes one object, so that the
    /// passes after this one skip it at once.
    fn place(&mut self, boundary: usize) -> usize {
        let (mut at, mut to) = (self.start, self.start);
        let (mut moved, mut garbage) = (None, at);
        while at < self.top {
            if at >= boundary && moved.is_none() {
                moved = Some(to);
            }
            let size = self.len(at) + 1;
            if self.cells[at] >> LINK_SHIFT != 0 {
                self.cells[at] = self.cells[at] & LOW | (to as u64) << LINK_SHIFT;
                to += size;
                garbage = at + size;
            } else if at + size - garbage <= OBJECT_CELLS_MAX {
                self.cells[garbage] = ((at + size - garbage) as u64) << 8 | Kind::Raw as u64;
            } else {
                garbage = at;
            }
            at += size;
        }
        moved.unwrap_or(to)
    }

    fn redirect(&mut self) {
        for at in slot::VALUES {
            self.redirect_cell(at);
        }
        for at in crate::heap::STATE_CELLS..self.start {
            self.redirect_cell(at);
        }
        for at in self.sp..self.stack_end() {
            self.redirect_cell(at);
        }
        let mut at = self.start;
        while at < self.top {
            let size = self.len(at) + 1;
            if self.cells[at] >> LINK_SHIFT != 0 && !self.kind(at).is_raw() {
                for cell in at + 1..at + size {
                    self.redirect_cell(cell);
                }
            }
            at += size;
        }
    }

    #[inline]
    fn redirect_cell(&mut self, at: usize) {
        let value = Value(self.cells[at]);
        if value.is_object() {
            let to = self.cells[value.cell()] >> LINK_SHIFT;
            self.cells[at] = Value::object(to as usize).0;
        }
    }

    fn slide(&mut self) {
        let (mut at, mut to) = (self.start, self.start);
        while at < self.top {
            let size = self.len(at) + 1;
            let header = self.cells[at];
            if header >> LINK_SHIFT != 0 {
                self.cells[at] = header & LOW;
                if at != to {
                    self.cells.copy_within(at..at + size, to);
                }
                to += size;
            }
            at += size;
        }
        self.top = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heap::STATE_CELLS;

    fn heap(cells: &mut [u64]) -> Heap<'_> {
        cells.fill(Value::NONE.0);
        let end = cells.len();
        Heap {
            cells,
            start: STATE_CELLS,
            top: STATE_CELLS,
            sp: end,
            peak: 0,
            ceiling: usize::MAX,
            reserve: 0,
            moves: 0,
            reason: crate::error::Reason::Raise,
            refusals: Default::default(),
        }
    }

    #[test]
    fn garbage_goes_and_the_rest_keeps_its_content_and_order() {
        let mut cells = [0; 128];
        let mut heap = heap(&mut cells);
        let dead = heap.object(Kind::Tuple, &[Value::int(1)]).unwrap();
        let inner = heap.object(Kind::Tuple, &[Value::int(2)]).unwrap();
        heap.object(Kind::Tuple, &[dead]).unwrap();
        let outer = heap.object(Kind::Tuple, &[inner, inner]).unwrap();
        heap.push(outer).unwrap();
        let boundary = outer.cell();
        let moved = heap.collect(boundary);
        assert_eq!(heap.top, STATE_CELLS + 2 + 3);
        let outer = Value(heap.cells[heap.sp]).cell();
        assert_eq!(moved, outer);
        assert_eq!(heap.get(outer, 0), heap.get(outer, 1));
        assert_eq!(heap.get(heap.get(outer, 0).cell(), 0), Value::int(2));
    }

    #[test]
    fn a_cycle_is_kept_once_and_freed_when_unreachable() {
        let mut cells = [0; 64];
        let mut heap = heap(&mut cells);
        let cell = heap.object(Kind::Cell, &[Value::NONE]).unwrap();
        heap.set(cell.cell(), 0, cell);
        heap.push(cell).unwrap();
        heap.collect(STATE_CELLS);
        assert_eq!(heap.top, STATE_CELLS + 2);
        heap.sp += 1;
        heap.collect(STATE_CELLS);
        assert_eq!(heap.top, STATE_CELLS);
    }
}
