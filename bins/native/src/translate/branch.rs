//! Jumps, and what they depend on.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, BlockArg, InstBuilder, Value, types};
use iotpy_core::native::{Step, kind, special, tag};
use iotpy_core::opcode::Op;

use super::known::{Kind, Slot};
use super::unit::Instruction;
use super::{FUEL, Translator};

impl Translator<'_, '_> {
    /// Jumps where a condition is as `wanted`, which may close a loop.
    pub(super) fn jump_where(&mut self, holds: Value, wanted: bool, at: Instruction) -> bool {
        let Some((target, back)) = at.target() else {
            return self.assisted(at);
        };
        let (taken, on) = (self.builder.create_block(), self.builder.create_block());
        match wanted {
            true => self.builder.ins().brif(holds, taken, &[], on, &[]),
            false => self.builder.ins().brif(holds, on, &[], taken, &[]),
        };
        self.builder.switch_to_block(taken);
        self.jump_to(target, back);
        self.builder.switch_to_block(on);
        true
    }

    /// Jumps; backwards that costs fuel, which may be used up then.
    pub(super) fn jump_to(&mut self, target: usize, back: i64) {
        let block = self.block(target);
        if back == 0 {
            self.builder.ins().jump(block, &[]);
            return;
        }
        let fuel = self.load(types::I64, self.running, FUEL);
        let fuel = self.builder.ins().iadd_imm_s(fuel, back);
        self.store(fuel, self.running, FUEL);
        let pause = self.cold_block();
        let is_left = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThan, fuel, 0);
        self.builder.ins().brif(is_left, block, &[], pause, &[]);
        self.builder.switch_to_block(pause);
        self.leave_at(target, Step::Paused as u32);
    }

    pub(super) fn jump(&mut self, at: Instruction) -> bool {
        let Some((target, back)) = at.target() else {
            return self.assisted(at);
        };
        self.jump_to(target, back);
        false
    }

    /// `is` and `is not`.
    pub(super) fn identity(&mut self, at: Instruction) -> bool {
        let (x, y) = (self.value(at.word.b()), self.value(at.word.c()));
        let (yes, no) = match at.op {
            Op::Is => (special::TRUE, special::FALSE),
            _ => (special::FALSE, special::TRUE),
        };
        self.or_assist(at, |this, slow| {
            let (yes, no) = (this.constant(yes), this.constant(no));
            let are_same = this.same(x, y, slow);
            this.builder.ins().select(are_same, yes, no)
        });
        true
    }

    pub(super) fn jump_if_same(&mut self, at: Instruction) -> bool {
        let (x, y) = (self.value(at.word.a()), self.value(at.word.b()));
        self.jump_or_assist(at, at.word.c() != 0, |this, slow| this.same(x, y, slow))
    }

    /// Whether two values are the same one; goes elsewhere if that needs a look into them.
    fn same(&mut self, x: Value, y: Value, otherwise: Block) -> Value {
        let (look, compared) = (self.builder.create_block(), self.builder.create_block());
        let equal = self.builder.ins().icmp(IntCC::Equal, x, y);
        let is_object = self.has_tag(x, tag::OBJECT);
        let different = self.builder.ins().bxor_imm_s(equal, 1);
        let unclear = self.builder.ins().band(is_object, different);
        self.builder.ins().brif(unclear, look, &[], compared, &[]);
        self.builder.switch_to_block(look);
        let cell = self.payload(x);
        let address = self.checked_address(cell, 1, otherwise);
        let kind = self.load_u8(address, 0);
        for copied in [kind::TUPLE, kind::BOUND_METHOD] {
            let copied = i64::from(copied);
            let is_other = self.builder.ins().icmp_imm_s(IntCC::NotEqual, kind, copied);
            self.require(is_other, otherwise);
        }
        self.builder.ins().jump(compared, &[]);
        self.builder.switch_to_block(compared);
        equal
    }

    /// Jumps where what `fast` finds is as `wanted`; the machine executes the instruction where
    /// that goes to the block that it is given.
    pub(super) fn jump_or_assist(
        &mut self,
        at: Instruction,
        wanted: bool,
        fast: impl FnOnce(&mut Self, Block) -> Value,
    ) -> bool {
        let Some((target, back)) = at.target() else {
            return self.assisted(at);
        };
        let (slow, taken) = (self.cold_block(), self.builder.create_block());
        let (made, on) = (self.block(target), self.builder.create_block());
        let before = self.known.clone();
        let holds = fast(self, slow);
        match wanted {
            true => self.builder.ins().brif(holds, taken, &[], on, &[]),
            false => self.builder.ins().brif(holds, on, &[], taken, &[]),
        };
        self.builder.switch_to_block(taken);
        self.jump_to(target, back);
        self.builder.switch_to_block(slow);
        self.assist(at.pc);
        let pc = self.load(types::I64, self.running, super::PC);
        let is_taken = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, pc, target as i64);
        self.builder.ins().brif(is_taken, made, &[], on, &[]);
        self.builder.switch_to_block(on);
        self.known = before;
        true
    }

    /// Whether a value is true; goes elsewhere if that needs a look at an object.
    fn truth(&mut self, register: usize, otherwise: Block) -> Value {
        let value = self.value(register);
        let kind = self.known.of(register).kind;
        let is_true = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, value, special::TRUE as i64);
        if kind == Kind::Bool {
            return is_true;
        }
        let answer = self.builder.create_block();
        let holds = self.builder.append_block_param(answer, types::I8);
        let (special_value, number) = (self.builder.create_block(), self.builder.create_block());
        let is_int = self.has_tag(value, tag::INT);
        self.builder
            .ins()
            .brif(is_int, number, &[], special_value, &[]);
        self.builder.switch_to_block(number);
        let low = self.builder.ins().ireduce(types::I32, value);
        let is_some = self.builder.ins().icmp_imm_s(IntCC::NotEqual, low, 0);
        self.builder.ins().jump(answer, &[BlockArg::Value(is_some)]);
        self.builder.switch_to_block(special_value);
        let (object, plain) = (self.builder.create_block(), self.builder.create_block());
        let is_object = self.has_tag(value, tag::OBJECT);
        self.builder.ins().brif(is_object, object, &[], plain, &[]);
        self.builder.switch_to_block(plain);
        let is_false = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, value, special::FALSE as i64);
        let is_none = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, value, special::NONE as i64);
        let is_known = self.builder.ins().bor(is_false, is_none);
        let is_known = self.builder.ins().bor(is_known, is_true);
        self.require(is_known, otherwise);
        self.builder.ins().jump(answer, &[BlockArg::Value(is_true)]);
        self.builder.switch_to_block(object);
        let cell = self.payload(value);
        let address = self.checked_address(cell, 2, otherwise);
        let kind = self.load_u8(address, 0);
        let is_list = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, kind, i64::from(kind::LIST));
        let is_dict = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, kind, i64::from(kind::DICT));
        let is_sized = self.builder.ins().bor(is_list, is_dict);
        self.require(is_sized, otherwise);
        let len = self.load_u32(address, 8);
        let is_some = self.builder.ins().icmp_imm_s(IntCC::NotEqual, len, 0);
        self.builder.ins().jump(answer, &[BlockArg::Value(is_some)]);
        self.builder.switch_to_block(answer);
        holds
    }

    pub(super) fn jump_if_true(&mut self, at: Instruction) -> bool {
        let wanted = at.op == Op::JumpTrue;
        // What is looked at in all of the ways has to be known before them.
        self.value(at.word.a());
        self.jump_or_assist(at, wanted, |this, slow| this.truth(at.word.a(), slow))
    }

    pub(super) fn not(&mut self, at: Instruction) -> bool {
        self.value(at.word.b());
        self.or_assist(at, |this, slow| {
            let holds = this.truth(at.word.b(), slow);
            let (yes, no) = (this.constant(special::TRUE), this.constant(special::FALSE));
            this.builder.ins().select(holds, no, yes)
        });
        let slot = Slot {
            kind: Kind::Bool,
            ..self.known.of(at.word.a())
        };
        self.known.set(at.word.a(), slot);
        true
    }

    /// Jumps that compare with one value.
    pub(super) fn jump_if_special(&mut self, at: Instruction) -> bool {
        let value = self.value(at.word.a());
        let (special, wanted) = match at.op {
            Op::JumpNone => (special::NONE, true),
            Op::JumpNotNone => (special::NONE, false),
            _ => (special::UNBOUND, false),
        };
        let holds = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, value, special as i64);
        self.jump_where(holds, wanted, at)
    }
}
