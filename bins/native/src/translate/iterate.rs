//! Turns of loops over ranges, lists and tuples.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use iotpy_core::native::{END, kind, special, tag, walk};

use super::frame::int_bits;
use super::known::Kind;
use super::unit::Instruction;
use super::{FUEL, PC, Translator};
use crate::code::next;
use crate::hint::Hint;

impl Translator<'_, '_> {
    /// Checks the numbers of a range that nothing else sees.
    pub(super) fn prepare_range(&mut self, at: Instruction) -> bool {
        let numbers = [0, 1, 2].map(|n| {
            let register = at.word.a() + n;
            (self.value(register), self.known.of(register).kind)
        });
        self.do_or_assist(at, |this, slow| {
            let [_, stop, step] = numbers.map(|(value, kind)| {
                if kind != Kind::Int {
                    let is_int = this.has_tag(value, tag::INT);
                    this.require(is_int, slow);
                }
                let low = this.builder.ins().ireduce(types::I32, value);
                this.builder.ins().sextend(types::I64, low)
            });
            let is_step = this.builder.ins().icmp_imm_s(IntCC::NotEqual, step, 0);
            this.require(is_step, slow);
            // What comes after the last one has to be small as well.
            let after = this.builder.ins().iadd(stop, step);
            let low = this.builder.ins().ireduce(types::I32, after);
            let again = this.builder.ins().sextend(types::I64, low);
            let fits = this.builder.ins().icmp(IntCC::Equal, again, after);
            this.require(fits, slow);
        });
        true
    }

    /// A turn of a loop over a range that nothing else sees.
    pub(super) fn for_range(&mut self, at: Instruction) -> bool {
        let a = at.word.a();
        let Some((target, back)) = at.target() else {
            return self.assisted(at);
        };
        let current = self.value(a);
        let is_int = self.has_tag(current, tag::INT);
        self.guard(is_int, at);
        let [now, end, step] = [0, 1, 2].map(|n| {
            let value = self.value(a + n);
            self.builder.ins().ireduce(types::I32, value)
        });
        let is_below = self.builder.ins().icmp(IntCC::SignedLessThan, now, end);
        let is_above = self.builder.ins().icmp(IntCC::SignedGreaterThan, now, end);
        let rises = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThan, step, 0);
        let goes_on = self.builder.ins().select(rises, is_below, is_above);
        let (turn, on) = (self.builder.create_block(), self.builder.create_block());
        self.builder.ins().brif(goes_on, turn, &[], on, &[]);
        self.builder.switch_to_block(turn);
        self.store_register(a + 3, current);
        let next = self.builder.ins().iadd(now, step);
        let next = self.builder.ins().uextend(types::I64, next);
        let next = self.int_value(next);
        self.store_register(a, next);
        self.jump_to(target, back);
        self.builder.switch_to_block(on);
        true
    }

    /// Whether a loop is one over a list, tuple or small range.
    pub(super) fn is_plain_loop(&self, at: Instruction) -> bool {
        matches!(
            self.unit.hints(at.pc)[0],
            Hint::Sequence(_) | Hint::SmallRange | Hint::Iterator
        )
    }

    /// A turn of a loop over an iterator.
    pub(super) fn for_iter(&mut self, at: Instruction) -> bool {
        let (a, hint) = (at.word.a(), self.unit.hints(at.pc)[0]);
        let Some((target, back)) = at.target() else {
            return self.assisted(at);
        };
        let address = self.object(a, kind::ITERATOR, at);
        let (slow, on) = (self.cold_block(), self.builder.create_block());
        let body = self.block(target);
        let fuel = self.load(types::I64, self.running, FUEL);
        let is_left = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThan, fuel, 0);
        self.require(is_left, slow);
        let value = match hint {
            Hint::Iterator => self.next_value(a, on, slow),
            Hint::Sequence(is_list) => self.next_element(address, is_list, on, slow),
            _ => self.next_of_range(address, on, slow),
        };
        self.store_register(a + 1, value);
        let fuel = self.builder.ins().iadd_imm_s(fuel, back);
        self.store(fuel, self.running, FUEL);
        self.builder.ins().jump(body, &[]);
        self.builder.switch_to_block(slow);
        self.assist(at.pc);
        let pc = self.load(types::I64, self.running, PC);
        let is_taken = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, pc, target as i64);
        self.builder.ins().brif(is_taken, body, &[], on, &[]);
        self.builder.switch_to_block(on);
        self.known.forget(a + 1);
        true
    }

    /// The next element of a list or tuple, or `end`.
    fn next_element(&mut self, iterator: Value, is_list: bool, end: Block, slow: Block) -> Value {
        let walk = self.load(types::I64, iterator, 8);
        self.require_equal(walk, int_bits(walk::SEQUENCE) as i64, slow);
        let position = self.load_u32(iterator, 16);
        let subject = self.load(types::I64, iterator, 24);
        let subject = self.object_cell(subject, slow);
        let subject = self.checked_address(subject, 3, slow);
        let (len, first) = match is_list {
            true => {
                self.require_kind(subject, kind::LIST, slow);
                self.elements_of_list(subject)
            }
            false => {
                self.require_kind(subject, kind::TUPLE, slow);
                self.elements_of_tuple(subject)
            }
        };
        let (more, last) = (self.builder.create_block(), self.builder.create_block());
        let inside = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThan, position, len);
        self.builder.ins().brif(inside, more, &[], last, &[]);
        self.builder.switch_to_block(last);
        let done = self.constant(int_bits(walk::DONE));
        self.store(done, iterator, 8);
        let none = self.constant(special::NONE);
        self.store(none, iterator, 24);
        self.builder.ins().jump(end, &[]);
        self.builder.switch_to_block(more);
        let place = self.builder.ins().iadd(first, position);
        let element = self.checked_address(place, 1, slow);
        let value = self.load(types::I64, element, 0);
        let next = self.builder.ins().iadd_imm_s(position, 1);
        let next = self.int_value(next);
        self.store(next, iterator, 16);
        value
    }

    /// The next value of an iterator in a register, or `end`.
    fn next_value(&mut self, register: usize, end: Block, slow: Block) -> Value {
        let iterator = self.value(register);
        let callee = self.builder.ins().iconst(types::I64, next());
        let arguments = [self.context, iterator];
        let call = self
            .builder
            .ins()
            .call_indirect(self.next, callee, &arguments);
        let value = self.builder.inst_results(call)[0];
        let is_made =
            self.builder
                .ins()
                .icmp_imm_s(IntCC::NotEqual, value, special::UNBOUND as i64);
        self.require(is_made, slow);
        let is_one = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::NotEqual, value, END as i64);
        self.require(is_one, end);
        value
    }

    /// The next int of a range, or `end`.
    fn next_of_range(&mut self, iterator: Value, end: Block, slow: Block) -> Value {
        let walk = self.load(types::I64, iterator, 8);
        self.require_equal(walk, int_bits(walk::SMALL_RANGE) as i64, slow);
        let [now, step, stop] = [16, 24, 32].map(|offset| self.load(types::I32, iterator, offset));
        let is_below = self.builder.ins().icmp(IntCC::SignedLessThan, now, stop);
        let is_above = self.builder.ins().icmp(IntCC::SignedGreaterThan, now, stop);
        let rises = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThan, step, 0);
        let goes_on = self.builder.ins().select(rises, is_below, is_above);
        self.require(goes_on, end);
        let next = self.builder.ins().iadd(now, step);
        let next = self.builder.ins().uextend(types::I64, next);
        let next = self.int_value(next);
        self.store(next, iterator, 16);
        let now = self.builder.ins().uextend(types::I64, now);
        self.int_value(now)
    }
}
