//! Registers, global variables and what is stored in objects.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, MemFlagsData, Value, types};
use iotpy_core::native::{kind, special, state, tag};

use super::Translator;
use super::known::{Kind, Slot};
use super::unit::Instruction;

impl Translator<'_, '_> {
    /// What a register holds.
    pub(super) fn value(&mut self, register: usize) -> Value {
        if let Some(value) = self.known.of(register).value {
            return value;
        }
        let value = self.load_register(register);
        self.note_value(register, value);
        value
    }

    pub(super) fn load_register(&mut self, register: usize) -> Value {
        self.load(types::I64, self.registers, 8 * register as i32)
    }

    pub(super) fn store_register(&mut self, register: usize, value: Value) {
        self.store(value, self.registers, 8 * register as i32);
    }

    pub(super) fn note_value(&mut self, register: usize, value: Value) {
        let slot = Slot {
            value: Some(value),
            ..self.known.of(register)
        };
        self.known.set(register, slot);
    }

    /// Stores a value of some kind into a register.
    pub(super) fn set(&mut self, register: usize, value: Value, kind: Kind) {
        self.store_register(register, value);
        let slot = Slot {
            value: Some(value),
            kind,
            ..Slot::default()
        };
        self.known.set(register, slot);
    }

    /// Stores an int, given as an i64 that fits 32 bits.
    pub(super) fn set_int(&mut self, register: usize, int: Value) {
        let value = self.int_value(int);
        self.set(register, value, Kind::Int);
        let slot = Slot {
            int: Some(int),
            ..self.known.of(register)
        };
        self.known.set(register, slot);
    }

    /// The value of an int, given as an i64 that fits 32 bits.
    pub(super) fn int_value(&mut self, int: Value) -> Value {
        let low = self.builder.ins().ireduce(types::I32, int);
        let low = self.builder.ins().uextend(types::I64, low);
        let tag = self.constant((u64::from(tag::INT)) << 32);
        self.builder.ins().bor(low, tag)
    }

    pub(super) fn set_int_constant(&mut self, register: usize, int: i32) {
        let value = self.constant(u64::from(tag::INT) << 32 | u64::from(int as u32));
        self.set(register, value, Kind::Int);
        let int_value = self.builder.ins().iconst(types::I64, i64::from(int));
        let slot = Slot {
            int: Some(int_value),
            constant: Some(int),
            ..self.known.of(register)
        };
        self.known.set(register, slot);
    }

    /// Stores a float, or leaves before the instruction if it is NaN, of which there is but one.
    pub(super) fn set_float(&mut self, at: Instruction, float: Value) {
        let is_number = self.is_number(float);
        self.guard(is_number, at);
        let bits = self
            .builder
            .ins()
            .bitcast(types::I64, MemFlagsData::new(), float);
        self.set(at.word.a(), bits, Kind::Float);
        let slot = Slot {
            float: Some(float),
            ..self.known.of(at.word.a())
        };
        self.known.set(at.word.a(), slot);
    }

    /// Stores a value that is no object and not an int.
    pub(super) fn set_constant(&mut self, register: usize, value: u64) {
        let kind = match (value >> 32) as u32 {
            upper if upper < tag::INT => Kind::Float,
            _ if value == special::TRUE || value == special::FALSE => Kind::Bool,
            _ if value == special::UNBOUND => Kind::Unknown,
            _ => Kind::Plain,
        };
        let value = self.constant(value);
        self.set(register, value, kind);
    }

    pub(super) fn constant(&mut self, bits: u64) -> Value {
        self.builder.ins().iconst(types::I64, bits as i64)
    }

    pub(super) fn copy(&mut self, to: usize, from: usize) {
        let value = self.value(from);
        self.store_register(to, value);
        self.known.set(to, self.known.of(from));
    }

    /// Whether a value has a tag.
    pub(super) fn has_tag(&mut self, value: Value, tag: u32) -> Value {
        let upper = self.builder.ins().ushr_imm_s(value, 32);
        self.builder
            .ins()
            .icmp_imm_s(IntCC::Equal, upper, i64::from(tag))
    }

    /// The lower half of a value.
    pub(super) fn payload(&mut self, value: Value) -> Value {
        let low = self.builder.ins().ireduce(types::I32, value);
        self.builder.ins().uextend(types::I64, low)
    }

    /// The cell of an object, or goes elsewhere.
    pub(super) fn object_cell(&mut self, value: Value, otherwise: Block) -> Value {
        let is_object = self.has_tag(value, tag::OBJECT);
        self.require(is_object, otherwise);
        self.payload(value)
    }

    /// The address of an object of a kind in a register, or leaves before the instruction.
    pub(super) fn object(&mut self, register: usize, kind: u8, at: Instruction) -> Value {
        if let Some((known, address)) = self.known.of(register).object
            && known == kind
        {
            return address;
        }
        let value = self.value(register);
        let failed = self.guard_block(at);
        let cell = self.object_cell(value, failed);
        let address = self.checked_address(cell, cells_of(kind), failed);
        self.require_kind(address, kind, failed);
        let slot = Slot {
            object: Some((kind, address)),
            ..self.known.of(register)
        };
        self.known.set(register, slot);
        address
    }

    pub(super) fn get_global(&mut self, at: Instruction) {
        let offset = self.unit.global(at.word.bx());
        let value = self.load(types::I64, self.arena, offset);
        self.guard_bound(value, at);
        self.set(at.word.a(), value, Kind::Unknown);
    }

    pub(super) fn set_global(&mut self, at: Instruction) {
        let value = self.value(at.word.a());
        let kind = self.known.of(at.word.a()).kind;
        let module = self.builder.ins().iconst(types::I64, 0);
        self.note_store(module, value, kind);
        let offset = self.unit.global(at.word.bx());
        self.store(value, self.arena, offset);
    }

    pub(super) fn check_bound(&mut self, at: Instruction) {
        let value = self.value(at.word.a());
        if self.known.of(at.word.a()).kind == Kind::Unknown {
            self.guard_bound(value, at);
        }
    }

    fn guard_bound(&mut self, value: Value, at: Instruction) {
        let unbound = special::UNBOUND as i64;
        let is_bound = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::NotEqual, value, unbound);
        self.guard(is_bound, at);
    }

    /// As `note_store` of the machine: a value is stored at a cell.
    pub(super) fn note_store(&mut self, cell: Value, value: Value, kind: Kind) {
        if kind != Kind::Unknown {
            return;
        }
        let (look, mark) = (self.builder.create_block(), self.cold_block());
        let done = self.builder.create_block();
        let is_object = self.has_tag(value, tag::OBJECT);
        self.builder.ins().brif(is_object, look, &[], done, &[]);
        self.builder.switch_to_block(look);
        let start = self.load(types::I64, self.arena, 8 * state::CALL_START as i32);
        let is_old = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThan, cell, start);
        let of = self.payload(value);
        let is_new = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedGreaterThanOrEqual, of, start);
        let escapes = self.builder.ins().band(is_old, is_new);
        self.builder.ins().brif(escapes, mark, &[], done, &[]);
        self.builder.switch_to_block(mark);
        let one = self.builder.ins().iconst(types::I64, 1);
        self.store(one, self.arena, 8 * state::ESCAPED as i32);
        self.builder.ins().jump(done, &[]);
        self.builder.switch_to_block(done);
    }
}

/// The cells that every object of a kind has.
fn cells_of(kind: u8) -> i64 {
    match kind {
        kind::LIST | kind::INSTANCE => 3,
        kind::DICT | kind::ITERATOR => 5,
        kind::CELL | kind::FUNCTION => 2,
        _ => 1,
    }
}
