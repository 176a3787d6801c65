//! The native half of `collections.deque`: methods of its instances.
//!
//! The items are a list whose first ones are a gap, so that both ends cost the same. They lie where
//! an instance keeps the value of the builtin type that its class extends.

use crate::catalog::{Exception, Function};
use crate::error::{Piece, Res};
use crate::heap::Kind;
use crate::object::class::instance_field;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// What an instance keeps.
pub(crate) mod ring_field {
    /// The gap and the items, a list.
    pub const ITEMS: usize = 0;
    /// How long the gap is.
    pub const HEAD: usize = 1;
    /// The most items, or None.
    pub const LIMIT: usize = 2;
    /// Counts the changes, for who reads meanwhile.
    pub const CHANGES: usize = 3;
    /// The identity of the instance, which lies in this place otherwise.
    pub const IDENTITY: usize = 4;
    pub const SIZE: usize = 5;
}

/// A gap shorter than this is not worth closing.
const GAP_MIN: usize = 32;

use ring_field::{CHANGES, HEAD, IDENTITY, ITEMS, LIMIT, SIZE};

impl Vm<'_, '_> {
    #[inline(never)]
    pub(super) fn deque(
        &mut self,
        function: Function,
        name: &str,
        arguments: &Arguments,
    ) -> Res<Value> {
        let count = match function {
            Function::DequeAppend
            | Function::DequeAppendleft
            | Function::DequeItem
            | Function::DequeAssign
            | Function::DequeSetLimit => 2,
            Function::DequePut | Function::DequeRead => 3,
            _ => 1,
        };
        let name = name.rsplit('.').next().unwrap_or(name);
        if arguments.count != count || self.keyword_count(arguments) > 0 {
            return Err(self.deque_count_error(name, arguments, count - 1));
        }
        let subject = self.argument(arguments, 0);
        let ring = self.ring(subject)?;
        let x = self.argument_or(arguments, 1, Value::UNBOUND);
        match function {
            Function::DequeAppend => self.ring_append(ring, x)?,
            Function::DequeAppendleft => self.ring_append_left(ring, x)?,
            Function::DequePop => return self.ring_pop(ring),
            Function::DequePopleft => return self.ring_pop_left(ring),
            Function::DequeLen => return Ok(Value::int(self.ring_span(ring).2 as i32)),
            Function::DequeItem => {
                let at = self.ring_place(ring, x)?;
                return Ok(Value(self.heap.cells[at]));
            }
            Function::DequePut => {
                let value = self.argument(arguments, 2);
                let at = self.ring_place(ring, x)?;
                let items = self.heap.get(ring, ITEMS);
                self.note_store(self.elements(items).0 - 1, value);
                self.heap.cells[at] = value.0;
            }
            Function::DequeItems => {
                let (base, head, len) = self.ring_span(ring);
                return self.list_of_cells(base + head, len);
            }
            Function::DequeAssign if self.heap.is(x, Kind::List) => {
                self.note_store(ring, x);
                self.heap.set(ring, ITEMS, x);
                self.heap.set(ring, HEAD, Value::int(0));
                self.ring_changed(ring);
            }
            Function::DequeSetLimit => self.heap.set(ring, LIMIT, x),
            Function::DequeLimit => return Ok(self.heap.get(ring, LIMIT)),
            Function::DequeChanges => return Ok(self.heap.get(ring, CHANGES)),
            Function::DequeRead => return self.ring_read(ring, x, arguments),
            _ => {}
        }
        Ok(Value::NONE)
    }

    #[cold]
    fn deque_count_error(
        &mut self,
        name: &str,
        arguments: &Arguments,
        count: usize,
    ) -> crate::error::Trap {
        let given = Piece::Number(arguments.count as i64 - 1);
        let start = [Piece::Text("deque."), Piece::Text(name)];
        if self.keyword_count(arguments) > 0 {
            return self.type_error(&[
                start[0],
                start[1],
                Piece::Text("() takes no keyword arguments"),
            ]);
        }
        let takes = match count {
            0 => Piece::Text("() takes no arguments ("),
            1 => Piece::Text("() takes exactly one argument ("),
            _ => Piece::Text("() takes exactly 2 arguments ("),
        };
        self.type_error(&[start[0], start[1], takes, given, Piece::Text(" given)")])
    }

    /// The cell of what an instance keeps, made if there is none.
    fn ring(&mut self, subject: Value) -> Res<usize> {
        if !self.heap.is(subject, Kind::Instance) || self.has_payload(subject) {
            return Err(self.type_error(&[Piece::Text("a deque is needed")]));
        }
        let kept = self.heap.get(subject.cell(), instance_field::PAYLOAD);
        if kept.is_object() {
            return Ok(kept.cell());
        }
        let items = self.new_list(&[])?;
        let mut fields = [Value::NONE; SIZE];
        fields[ITEMS] = items;
        fields[HEAD] = Value::int(0);
        fields[CHANGES] = Value::int(0);
        fields[IDENTITY] = kept;
        let ring = self.heap.object(Kind::Values, &fields)?;
        self.note_store(subject.cell(), ring);
        self.heap.set(subject.cell(), instance_field::PAYLOAD, ring);
        Ok(ring.cell())
    }

    /// The first cell of the list, the length of the gap and the number of items.
    fn ring_span(&self, ring: usize) -> (usize, usize, usize) {
        let items = self.heap.get(ring, ITEMS);
        if self.list_len(items) == 0 {
            return (0, 0, 0);
        }
        let (base, len) = self.elements(items);
        let head = (self.heap.get(ring, HEAD).as_int() as usize).min(len);
        (base, head, len - head)
    }

    fn ring_changed(&mut self, ring: usize) {
        let changes = self.heap.get(ring, CHANGES).as_int().wrapping_add(1);
        self.heap.set(ring, CHANGES, Value::int(changes));
    }

    fn ring_is_full(&self, ring: usize, len: usize) -> bool {
        let limit = self.heap.get(ring, LIMIT);
        limit.is_int() && len >= limit.as_int() as usize
    }

    fn ring_append(&mut self, ring: usize, item: Value) -> Res<()> {
        let items = self.heap.get(ring, ITEMS);
        let (_, _, len) = self.ring_span(ring);
        let full = self.ring_is_full(ring, len);
        if full && len == 0 {
            return Ok(());
        }
        self.list_push(items, item)?;
        if full {
            self.ring_pop_left(ring)?;
        }
        self.ring_changed(ring);
        Ok(())
    }

    fn ring_append_left(&mut self, ring: usize, item: Value) -> Res<()> {
        let (_, mut head, len) = self.ring_span(ring);
        let full = self.ring_is_full(ring, len);
        if full && len == 0 {
            return Ok(());
        }
        let items = self.heap.get(ring, ITEMS);
        if head == 0 {
            head = len / 2 + 8;
            self.list_reserve(items, head)?;
            self.charge(len / 8)?;
            self.list_set_len(items, len + head);
            let (base, _) = self.elements(items);
            self.heap.cells.copy_within(base..base + len, base + head);
            self.heap.cells[base..base + head].fill(Value::NONE.0);
        }
        head -= 1;
        let (base, all) = self.elements(items);
        self.note_store(base - 1, item);
        self.heap.cells[base + head] = item.0;
        self.heap.set(ring, HEAD, Value::int(head as i32));
        if full {
            self.list_close(items, all - 1, all)?;
        }
        self.ring_changed(ring);
        Ok(())
    }

    #[cold]
    fn ring_is_empty(&mut self) -> crate::error::Trap {
        let message = [Piece::Text("pop from an empty deque")];
        self.raise(Exception::IndexError, &message)
    }

    fn ring_pop(&mut self, ring: usize) -> Res<Value> {
        let (base, head, len) = self.ring_span(ring);
        if len == 0 {
            return Err(self.ring_is_empty());
        }
        let last = head + len - 1;
        let item = Value(self.heap.cells[base + last]);
        let items = self.heap.get(ring, ITEMS);
        self.list_close(items, last, last + 1)?;
        self.ring_changed(ring);
        Ok(item)
    }

    fn ring_pop_left(&mut self, ring: usize) -> Res<Value> {
        let (base, head, len) = self.ring_span(ring);
        if len == 0 {
            return Err(self.ring_is_empty());
        }
        let item = Value(self.heap.cells[base + head]);
        let gap = head + 1;
        if gap >= GAP_MIN && gap >= len {
            let items = self.heap.get(ring, ITEMS);
            self.list_close(items, 0, gap)?;
            self.heap.set(ring, HEAD, Value::int(0));
        } else {
            self.heap.cells[base + head] = Value::NONE.0;
            self.heap.set(ring, HEAD, Value::int(gap as i32));
        }
        self.ring_changed(ring);
        Ok(item)
    }

    /// The cell of the item at an index.
    fn ring_place(&mut self, ring: usize, index: Value) -> Res<usize> {
        let index = self.index_value(index)?;
        if !self.is_int_like(index) {
            return Err(self.type_error(&[
                Piece::Text("sequence index must be integer, not '"),
                Piece::TypeOf(index),
                Piece::Text("'"),
            ]));
        }
        let (base, head, len) = self.ring_span(ring);
        let place = match self.as_i64(index) {
            Some(index) if index < 0 => index + len as i64,
            Some(index) => index,
            None => -1,
        };
        if place < 0 || place >= len as i64 {
            let message = [Piece::Text("deque index out of range")];
            return Err(self.raise(Exception::IndexError, &message));
        }
        Ok(base + head + place as usize)
    }

    /// `read(self, place, changes)`: an item for a loop that began when there were so many changes.
    fn ring_read(&mut self, ring: usize, place: Value, arguments: &Arguments) -> Res<Value> {
        if self.heap.get(ring, CHANGES) != self.argument(arguments, 2) {
            let message = [Piece::Text("deque mutated during iteration")];
            return Err(self.raise(Exception::RuntimeError, &message));
        }
        let (base, head, len) = self.ring_span(ring);
        match place.is_int() && (place.as_int() as usize) < len {
            true => Ok(Value(
                self.heap.cells[base + head + place.as_int() as usize],
            )),
            false => Ok(Value::NONE),
        }
    }
}
