//! Small objects that are made, taken apart or asked for their length, and cells of closures.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use iotpy_core::native::{BUILTIN_FUEL, kind, special, tag, walk};

use super::frame::int_bits;
use super::known::Kind;
use super::unit::Instruction;
use super::{FUEL, SP, TOP, Translator};
use crate::hint::Hint;

/// The most elements that a tuple has which is made or taken apart here.
pub(super) const ELEMENTS_MAX: usize = 16;

impl Translator<'_, '_> {
    pub(super) fn make_tuple(&mut self, at: Instruction) -> bool {
        let (b, count) = (at.word.b(), at.word.c());
        let values: Vec<Value> = (b..b + count)
            .map(|register| self.value(register))
            .collect();
        self.or_assist(at, |this, slow| {
            let fuel = this.fuel_for_work(slow);
            let cells = count as i64 + 1;
            let (cell, address) = this.allocate(kind::TUPLE, cells, slow);
            for (n, value) in values.into_iter().enumerate() {
                this.store(value, address, 8 * n as i32 + 8);
            }
            let fuel = this.builder.ins().iadd_imm_s(fuel, -(count as i64));
            this.store(fuel, this.running, FUEL);
            this.object_value(cell)
        });
        true
    }

    /// A new object of so many cells with its header written: its cell and its address.
    pub(super) fn allocate(&mut self, kind: u8, cells: i64, slow: Block) -> (Value, Value) {
        let sp = self.load(types::I64, self.running, SP);
        let room = self.room(sp);
        let fits = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThanOrEqual, room, cells);
        self.require(fits, slow);
        let cell = self.load(types::I64, self.running, TOP);
        let address = self.cell_address(cell);
        let header = self
            .builder
            .ins()
            .iconst(types::I64, cells << 8 | i64::from(kind));
        self.store(header, address, 0);
        let top = self.builder.ins().iadd_imm_s(cell, cells);
        self.store(top, self.running, TOP);
        (cell, address)
    }

    pub(super) fn object_value(&mut self, cell: Value) -> Value {
        let tag = self.constant(u64::from(tag::OBJECT) << 32);
        self.builder.ins().bor(cell, tag)
    }

    /// A constant of the package.
    pub(super) fn load_constant(&mut self, at: Instruction) -> bool {
        let (a, index) = (at.word.a(), at.word.bx());
        if let Some(value) = self.unit.constant(index) {
            self.set_constant(a, value);
        } else if let Some(int) = self.unit.int_constant(index) {
            self.set_int_constant(a, int);
        } else if let Some((head, magnitude)) = self.unit.wide_constant(index) {
            return self.load_wide(at, head, magnitude);
        } else {
            return self.assisted(at);
        }
        true
    }

    /// An int of the package beyond 32 bits.
    fn load_wide(&mut self, at: Instruction, head: u64, magnitude: u64) -> bool {
        self.or_assist(at, |this, slow| {
            let (cell, address) = this.allocate(kind::INT, 3, slow);
            for (n, part) in [head, magnitude].into_iter().enumerate() {
                let part = this.constant(part);
                this.store(part, address, 8 * n as i32 + 8);
            }
            this.object_value(cell)
        });
        true
    }

    /// The iterator of a list or tuple.
    pub(super) fn iterate(&mut self, at: Instruction) -> bool {
        let subject = self.value(at.word.b());
        let kind = match self.unit.hints(at.pc)[1] {
            Hint::List => kind::LIST,
            _ => kind::TUPLE,
        };
        self.or_assist(at, |this, slow| {
            let cell = this.object_cell(subject, slow);
            let address = this.checked_address(cell, 1, slow);
            this.require_kind(address, kind, slow);
            let (cell, address) = this.allocate(kind::ITERATOR, 5, slow);
            let how = this.constant(int_bits(walk::SEQUENCE));
            let zero = this.constant(int_bits(0));
            let none = this.constant(special::NONE);
            for (n, value) in [how, zero, subject, none].into_iter().enumerate() {
                this.store(value, address, 8 * n as i32 + 8);
            }
            this.object_value(cell)
        });
        true
    }

    /// Appends a value to a list that has room for it.
    pub(super) fn push(&mut self, at: Instruction) -> bool {
        let list = self.object(at.word.a(), kind::LIST, at);
        let value = self.value(at.word.b());
        let of_value = self.known.of(at.word.b()).kind;
        self.do_or_assist(at, |this, slow| {
            this.fuel_for_work(slow);
            this.append(list, value, of_value, slow);
        });
        true
    }

    /// Appends a value to the list at an address.
    fn append(&mut self, address: Value, value: Value, kind: Kind, slow: Block) {
        let len = self.load_u32(address, 8);
        let storage = self.load(types::I64, address, 16);
        let storage = self.object_cell(storage, slow);
        let header = self.checked_address(storage, 1, slow);
        let size = self.load_u32(header, 0);
        let size = self.builder.ins().ushr_imm_s(size, 8);
        let after = self.builder.ins().iadd_imm_s(len, 1);
        let fits = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThan, after, size);
        self.require(fits, slow);
        let place = self.builder.ins().iadd(storage, after);
        let place = self.checked_address(place, 1, slow);
        self.note_store(storage, value, kind);
        self.store(value, place, 0);
        let after = self.int_value(after);
        self.store(after, address, 8);
    }

    /// Whether a call is one of `append` of a list.
    pub(super) fn is_append(&self, at: Instruction) -> bool {
        self.unit.hints(at.pc)[0] == Hint::List
            && at.word.b() == 1
            && self.unit.symbol(at.extension as u16) == iotpy_core::symbol::APPEND
    }

    /// `append` of a list.
    pub(super) fn call_append(&mut self, at: Instruction) -> bool {
        let (a, to) = (at.word.a(), at.word.c());
        let list = self.object(a, kind::LIST, at);
        let value = self.value(a + 1);
        let of_value = self.known.of(a + 1).kind;
        self.or_assist_to(at, to, |this, slow| {
            let fuel = this.fuel_for_work(slow);
            this.append(list, value, of_value, slow);
            let fuel = this.builder.ins().iadd_imm_s(fuel, -BUILTIN_FUEL);
            this.store(fuel, this.running, FUEL);
            this.constant(special::NONE)
        });
        true
    }

    /// Whether an `Unpack` is one that is done here.
    pub(super) fn is_plain_unpack(&self, at: Instruction) -> bool {
        let hint = self.unit.hints(at.pc)[0];
        matches!(hint, Hint::Tuple | Hint::List) && at.word.c() <= ELEMENTS_MAX
    }

    pub(super) fn unpack(&mut self, at: Instruction) -> bool {
        let (a, b, count) = (at.word.a(), at.word.b(), at.word.c());
        let subject = self.value(a);
        let is_tuple = self.unit.hints(at.pc)[0] == Hint::Tuple;
        self.do_or_assist(at, |this, slow| {
            let cell = this.object_cell(subject, slow);
            let first = match is_tuple {
                true => this.tuple_of(cell, count, slow),
                false => this.list_of(cell, count, slow),
            };
            for n in 0..count {
                let value = this.load(types::I64, first, 8 * n as i32);
                this.store_register(b + n, value);
            }
        });
        for register in b..b + count {
            self.known.forget(register);
        }
        true
    }

    /// The address of the first element of a tuple of so many.
    fn tuple_of(&mut self, cell: Value, count: usize, slow: Block) -> Value {
        let address = self.checked_address(cell, 1 + count as i64, slow);
        let header = self.load_u32(address, 0);
        let expected = (count as i64 + 1) << 8 | i64::from(kind::TUPLE);
        self.require_equal(header, expected, slow);
        self.builder.ins().iadd_imm_s(address, 8)
    }

    fn list_of(&mut self, cell: Value, count: usize, slow: Block) -> Value {
        let address = self.checked_address(cell, 3, slow);
        self.require_kind(address, kind::LIST, slow);
        let len = self.load_u32(address, 8);
        self.require_equal(len, count as i64, slow);
        let storage = self.load_u32(address, 16);
        let address = self.checked_address(storage, 1 + count as i64, slow);
        self.builder.ins().iadd_imm_s(address, 8)
    }

    /// `len()` of a list or tuple.
    pub(super) fn len(&mut self, at: Instruction) -> bool {
        let subject = self.value(at.word.a());
        let is_list = self.unit.hints(at.pc)[0] == Hint::List;
        let to = at.word.c();
        self.or_assist_to(at, to, |this, slow| {
            let fuel = this.fuel_for_work(slow);
            let cell = this.object_cell(subject, slow);
            let address = this.checked_address(cell, 3, slow);
            let len = match is_list {
                true => {
                    this.require_kind(address, kind::LIST, slow);
                    this.load_u32(address, 8)
                }
                false => {
                    this.require_kind(address, kind::TUPLE, slow);
                    let size = this.load_u32(address, 0);
                    let size = this.builder.ins().ushr_imm_s(size, 8);
                    this.builder.ins().iadd_imm_s(size, -1)
                }
            };
            let fuel = this.builder.ins().iadd_imm_s(fuel, -BUILTIN_FUEL);
            this.store(fuel, this.running, FUEL);
            this.int_value(len)
        });
        true
    }

    /// The cell of the closure that this is, and its address; else goes elsewhere.
    fn free_cell(&mut self, n: usize, slow: Block) -> (Value, Value) {
        let closure = self.load(types::I64, self.registers, -8);
        let cell = self.object_cell(closure, slow);
        let address = self.checked_address(cell, 1, slow);
        self.require_kind(address, kind::FUNCTION, slow);
        let header = self.load_u32(address, 0);
        let size = self.builder.ins().ushr_imm_s(header, 8);
        // The last fields are the cells.
        let place = self.builder.ins().iadd(cell, size);
        let back = n as i64 - self.unit.free as i64;
        let place = self.builder.ins().iadd_imm_s(place, back);
        // A damaged closure may have fewer: what is below the arena is no cell either.
        let inside = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThan, place, self.cells);
        self.require(inside, slow);
        let address = self.cell_address(place);
        let found = self.load(types::I64, address, 0);
        self.cell_of(found, slow)
    }

    fn cell_of(&mut self, value: Value, slow: Block) -> (Value, Value) {
        let cell = self.object_cell(value, slow);
        let address = self.checked_address(cell, 2, slow);
        self.require_kind(address, kind::CELL, slow);
        (cell, address)
    }

    pub(super) fn get_free(&mut self, at: Instruction) -> bool {
        self.or_assist(at, |this, slow| {
            let (_, address) = this.free_cell(at.word.b(), slow);
            this.load(types::I64, address, 8)
        });
        true
    }

    pub(super) fn set_free(&mut self, at: Instruction) -> bool {
        let value = self.value(at.word.a());
        let of_value = self.known.of(at.word.a()).kind;
        self.do_or_assist(at, |this, slow| {
            let (cell, address) = this.free_cell(at.word.b(), slow);
            this.set_cell_content(cell, address, value, of_value);
        });
        true
    }

    pub(super) fn get_cell(&mut self, at: Instruction) -> bool {
        let value = self.value(at.word.b());
        self.or_assist(at, |this, slow| {
            let (_, address) = this.cell_of(value, slow);
            this.load(types::I64, address, 8)
        });
        true
    }

    pub(super) fn set_cell(&mut self, at: Instruction) -> bool {
        let (of, value) = (self.value(at.word.a()), self.value(at.word.b()));
        let of_value = self.known.of(at.word.b()).kind;
        self.do_or_assist(at, |this, slow| {
            let (cell, address) = this.cell_of(of, slow);
            this.set_cell_content(cell, address, value, of_value);
        });
        true
    }

    fn set_cell_content(&mut self, cell: Value, address: Value, value: Value, kind: Kind) {
        self.note_store(cell, value, kind);
        self.store(value, address, 8);
    }
}
