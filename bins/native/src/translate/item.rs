//! Elements of lists and tuples.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use iotpy_core::native::{kind, tag};
use iotpy_core::opcode::Op;

use super::Translator;
use super::known::Kind;
use super::unit::Instruction;
use crate::hint::Hint;

impl Translator<'_, '_> {
    /// Whether an item is guessed to be an element of a list or tuple by its index.
    pub(super) fn is_element(&self, at: Instruction) -> bool {
        let [_, hint, of_key] = self.unit.hints(at.pc);
        let by_index = at.op == Op::GetItemImm
            || self.known.of(at.word.c()).kind == Kind::Int
            || of_key == Hint::Int;
        matches!(hint, Hint::List | Hint::Tuple) && by_index
    }

    /// Whether an item that is set is guessed to be an element of a list.
    pub(super) fn is_list_element(&self, at: Instruction) -> bool {
        let [hint, of_key, _] = self.unit.hints(at.pc);
        let by_index = self.known.of(at.word.b()).kind == Kind::Int || of_key == Hint::Int;
        hint == Hint::List && by_index
    }

    pub(super) fn get_item(&mut self, at: Instruction) -> bool {
        let hint = self.unit.hints(at.pc)[1];
        let kind = match hint {
            Hint::List => kind::LIST,
            _ => kind::TUPLE,
        };
        let subject = self.object(at.word.b(), kind, at);
        let index = match at.op {
            Op::GetItemImm => None,
            _ => Some((self.value(at.word.c()), self.known.of(at.word.c()).kind)),
        };
        self.or_assist(at, |this, slow| {
            let index = match index {
                None => this.builder.ins().iconst(types::I64, at.word.c() as i64),
                Some((value, kind)) => this.index(value, kind, slow),
            };
            let (len, first) = match hint {
                Hint::List => this.elements_of_list(subject),
                _ => this.elements_of_tuple(subject),
            };
            let (_, address) = this.place(index, len, first, slow);
            this.load(types::I64, address, 0)
        });
        true
    }

    pub(super) fn set_item(&mut self, at: Instruction) -> bool {
        let (a, b, c) = (at.word.a(), at.word.b(), at.word.c());
        let list = self.object(a, kind::LIST, at);
        let (key, value) = (self.value(b), self.value(c));
        let (of_key, of_value) = (self.known.of(b).kind, self.known.of(c).kind);
        self.do_or_assist(at, |this, slow| {
            let index = this.index(key, of_key, slow);
            let (len, first) = this.elements_of_list(list);
            let (cell, address) = this.place(index, len, first, slow);
            this.note_store(cell, value, of_value);
            this.store(value, address, 0);
        });
        true
    }

    /// An index from the front of a sequence: those from the back are too large.
    fn index(&mut self, key: Value, kind: Kind, otherwise: Block) -> Value {
        if kind != Kind::Int {
            let is_int = self.has_tag(key, tag::INT);
            self.require(is_int, otherwise);
        }
        self.payload(key)
    }

    /// The cell of an element of a sequence, and its address.
    fn place(&mut self, index: Value, len: Value, first: Value, slow: Block) -> (Value, Value) {
        let inside = self.builder.ins().icmp(IntCC::UnsignedLessThan, index, len);
        self.require(inside, slow);
        let cell = self.builder.ins().iadd(first, index);
        let address = self.checked_address(cell, 1, slow);
        (cell, address)
    }

    /// The number of elements of the list at an address, and the cell of the first one.
    pub(super) fn elements_of_list(&mut self, list: Value) -> (Value, Value) {
        let len = self.load_u32(list, 8);
        let storage = self.load_u32(list, 16);
        (len, self.builder.ins().iadd_imm_s(storage, 1))
    }

    /// The number of elements of the tuple at an address, and the cell of the first one.
    pub(super) fn elements_of_tuple(&mut self, tuple: Value) -> (Value, Value) {
        let size = self.load_u32(tuple, 0);
        let size = self.builder.ins().ushr_imm_s(size, 8);
        let len = self.builder.ins().iadd_imm_s(size, -1);
        let offset = self.builder.ins().isub(tuple, self.arena);
        let cell = self.builder.ins().ushr_imm_s(offset, 3);
        (len, self.builder.ins().iadd_imm_s(cell, 1))
    }

    /// Goes on only if the object at an address is of a kind.
    pub(super) fn require_kind(&mut self, address: Value, kind: u8, otherwise: Block) {
        let found = self.load_u8(address, 0);
        let is = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, found, i64::from(kind));
        self.require(is, otherwise);
    }
}
