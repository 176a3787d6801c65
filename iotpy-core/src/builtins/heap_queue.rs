//! The native half of `heapq` and `bisect`. Every comparison comes before the first change, because
//! a comparison may stop a native to call Python, after which the native starts again.

use crate::catalog::{Exception, Function};
use crate::error::{Piece, Res};
use crate::heap::Kind;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// The most levels of a heap: an object has at most 2²⁴ cells.
const LEVELS: usize = 24;

/// Where a hole sinks to.
struct Path {
    start: usize,
    places: [u32; LEVELS],
    depth: usize,
}

impl Path {
    /// The place that the item of place `n` moves to.
    fn above(&self, n: usize) -> usize {
        match n {
            0 => self.start,
            _ => self.places[n - 1] as usize,
        }
    }
}

impl Vm<'_, '_> {
    #[inline(never)]
    pub(super) fn heap_queue(
        &mut self,
        function: Function,
        name: &str,
        arguments: &Arguments,
    ) -> Res<Value> {
        let count = match function {
            Function::HeapPop => 1,
            Function::BisectLeft | Function::BisectRight => 4,
            _ => 2,
        };
        let name = name.rsplit('.').next().unwrap_or(name);
        self.expect_args(name, arguments, count, count)?;
        let first = self.argument(arguments, 0);
        let list = self.unwrapped(first);
        if !self.heap.is(list, Kind::List) {
            return Err(self.no_heap(name, count, first));
        }
        match function {
            Function::HeapPush => {
                let item = self.argument(arguments, 1);
                self.heap_push(list, item)
            }
            Function::HeapPop => self.heap_pop(list),
            Function::HeapReplace | Function::HeapPushPop => {
                let item = self.argument(arguments, 1);
                self.heap_exchange(list, item, function == Function::HeapPushPop)
            }
            Function::HeapSink => {
                let start = self.argument(arguments, 1);
                self.heap_sink_at(list, start)
            }
            _ => self.bisect(list, arguments, function == Function::BisectLeft),
        }
    }

    fn no_heap(&mut self, name: &str, count: usize, value: Value) -> crate::error::Trap {
        let place = match count {
            1 => "() argument must be list, not ",
            _ => "() argument 1 must be list, not ",
        };
        let kind = match value == Value::NONE {
            true => Piece::Text("None"),
            false => Piece::TypeOf(value),
        };
        self.type_error(&[Piece::Text(name), Piece::Text(place), kind])
    }

    fn heap_push(&mut self, list: Value, item: Value) -> Res<Value> {
        self.list_reserve(list, 1)?;
        let (base, len) = self.elements(list);
        let mut at = len;
        while at > 0 {
            let above = (at - 1) / 2;
            self.charge(1)?;
            if !self.less(item, Value(self.heap.cells[base + above]))? {
                break;
            }
            at = above;
        }
        self.list_push(list, item)?;
        let mut hole = len;
        while hole > at {
            let above = (hole - 1) / 2;
            self.heap.cells[base + hole] = self.heap.cells[base + above];
            hole = above;
        }
        self.heap.cells[base + at] = item.0;
        Ok(Value::NONE)
    }

    fn heap_pop(&mut self, list: Value) -> Res<Value> {
        let (base, len) = self.elements(list);
        if len == 0 {
            return Err(self.raise(Exception::IndexError, &[Piece::Text("index out of range")]));
        }
        let top = self.heap.cells[base];
        let last = Value(self.heap.cells[base + len - 1]);
        if len > 1 {
            self.heap_sink(list, len - 1, 0, last)?;
        }
        self.list_close(list, len - 1, len)?;
        Ok(Value(top))
    }

    /// Puts an item in the place of the smallest one, or hands it back if it is smaller yet.
    fn heap_exchange(&mut self, list: Value, item: Value, or_keep: bool) -> Res<Value> {
        let (base, len) = self.elements(list);
        if or_keep {
            if len == 0 || !self.less(Value(self.heap.cells[base]), item)? {
                return Ok(item);
            }
        } else if len == 0 {
            return Err(self.raise(Exception::IndexError, &[Piece::Text("index out of range")]));
        }
        let top = Value(self.heap.cells[base]);
        self.heap_sink(list, len, 0, item)?;
        Ok(top)
    }

    fn heap_sink_at(&mut self, list: Value, start: Value) -> Res<Value> {
        let (base, len) = self.elements(list);
        let start = match start.is_int() && (start.as_int() as usize) < len {
            true => start.as_int() as usize,
            false => return Ok(Value::NONE),
        };
        let item = Value(self.heap.cells[base + start]);
        self.heap_sink(list, len, start, item)?;
        Ok(Value::NONE)
    }

    /// Fills the hole at `start` of the first `len` items: it sinks to a leaf along the smaller
    /// children, then the item rises from there. This is what decides the order of equal items.
    fn heap_sink(&mut self, list: Value, len: usize, start: usize, item: Value) -> Res<()> {
        let (base, _) = self.elements(list);
        let mut path = Path {
            start,
            places: [0; LEVELS],
            depth: 0,
        };
        let mut child = 2 * start + 1;
        while child < len && path.depth < LEVELS {
            self.charge(1)?;
            let right = child + 1;
            if right < len {
                let (x, y) = (
                    Value(self.heap.cells[base + child]),
                    Value(self.heap.cells[base + right]),
                );
                if !self.less(x, y)? {
                    child = right;
                }
            }
            path.places[path.depth] = child as u32;
            path.depth += 1;
            child = 2 * child + 1;
        }
        let mut depth = path.depth;
        while depth > 0 {
            let parent = Value(self.heap.cells[base + path.places[depth - 1] as usize]);
            if !self.less(item, parent)? {
                break;
            }
            depth -= 1;
        }
        for n in 0..depth {
            let moved = self.heap.cells[base + path.places[n] as usize];
            self.heap.cells[base + path.above(n)] = moved;
        }
        self.note_store(base - 1, item);
        self.heap.cells[base + path.above(depth)] = item.0;
        Ok(())
    }

    /// `_heapq.bisect_left(list, x, lo, hi)`, or the right one.
    fn bisect(&mut self, list: Value, arguments: &Arguments, left: bool) -> Res<Value> {
        let x = self.argument(arguments, 1);
        let (lo, hi) = (self.argument(arguments, 2), self.argument(arguments, 3));
        if !lo.is_int() || !hi.is_int() {
            return Err(self.type_error(&[Piece::Text("bisect places must be small ints")]));
        }
        let (base, len) = self.elements(list);
        let (mut lo, mut hi) = (lo.as_int().max(0) as usize, hi.as_int().max(0) as usize);
        while lo < hi {
            self.charge(1)?;
            let middle = (lo + hi) / 2;
            if middle >= len {
                return Err(self.raise(
                    Exception::IndexError,
                    &[Piece::Text("list index out of range")],
                ));
            }
            let item = Value(self.heap.cells[base + middle]);
            let goes_right = match left {
                true => self.less(item, x)?,
                false => !self.less(x, item)?,
            };
            match goes_right {
                true => lo = middle + 1,
                false => hi = middle,
            }
        }
        Ok(Value::int(lo as i32))
    }
}
