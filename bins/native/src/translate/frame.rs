//! Frames: how they are made, left and gone on in.
//!
//! Code does not call code: it goes on in the code of the function that is called, as frames lie in
//! the arena. Where there is none, it is left.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, MemFlagsData, Value, types};
use iotpy_core::native::{
    FRAME_CELLS, FUEL_MIN, STATE_CELLS, Step, WINDOW_CELLS, frame_fuel, result, special, state, tag,
};
use iotpy_core::package::Function;
use std::mem::offset_of;

use super::unit::Instruction;
use super::{BASE, DEPTH, FUEL, PC, SP, TOP, Translator};
use crate::code::{Callee, context, entry};

/// A call that is about to happen.
pub(super) struct Call {
    pub(super) callee: Value,
    /// What the parameters get.
    pub(super) values: Vec<Value>,
    /// The extra value of the frame, unless it is None.
    pub(super) extra: Option<Value>,
    /// What becomes of the result.
    pub(super) word: u32,
    /// What it costs beside the frame.
    pub(super) fuel: i64,
}

/// What is called, as far as that is known when the code is made.
pub(super) enum Frame {
    Known(Function),
    /// The address of a [`Callee`].
    Looked(Value),
}

impl Translator<'_, '_> {
    /// What an instruction that calls does where it cannot be done here, and what comes after it.
    pub(super) fn after_call(&mut self, at: Instruction, slow: Block) -> bool {
        self.builder.switch_to_block(slow);
        self.assist(at.pc);
        let next = self.block(at.next());
        self.builder.ins().jump(next, &[]);
        false
    }

    /// Makes the frame of a call, and goes on in its code.
    pub(super) fn enter(&mut self, call: &Call, of: Frame, at: Instruction, slow: Block) {
        let registers = match &of {
            Frame::Known(function) => self
                .builder
                .ins()
                .iconst(types::I64, i64::from(function.registers)),
            Frame::Looked(callee) => self.load_u8(*callee, offset_of!(Callee, registers) as i32),
        };
        let fuel = self.fuel_for_work(slow);
        let sp = self.load(types::I64, self.running, SP);
        let room = self.room(sp);
        let needed = self.builder.ins().iadd_imm_s(registers, FRAME_CELLS as i64);
        let fits = self
            .builder
            .ins()
            .icmp(IntCC::SignedGreaterThanOrEqual, room, needed);
        self.require(fits, slow);
        let depth = self.load(types::I64, self.running, DEPTH);
        let deepest = self.load(types::I64, self.arena, 8 * state::DEPTH_MAX as i32);
        let is_shallow = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThan, depth, deepest);
        self.require(is_shallow, slow);

        let to = self.builder.ins().isub(sp, registers);
        let frame = self.cell_address(to);
        self.write_header(call, at, frame);
        let given = self.write_arguments(call, frame);
        let cost = match &of {
            Frame::Known(function) => {
                let unbound = self.constant(special::UNBOUND);
                for place in given..i32::from(function.registers) {
                    self.store(unbound, frame, 8 * place);
                }
                let cost = call.fuel + frame_fuel(usize::from(function.registers));
                self.builder.ins().iconst(types::I64, cost)
            }
            Frame::Looked(_) => {
                self.unbind(frame, given, sp);
                let part = self.builder.ins().ushr_imm_s(registers, 2);
                self.builder
                    .ins()
                    .iadd_imm_s(part, call.fuel + frame_fuel(0))
            }
        };
        let fuel = self.builder.ins().isub(fuel, cost);
        self.store(fuel, self.running, FUEL);
        let sp = self.builder.ins().iadd_imm_s(to, -(FRAME_CELLS as i64));
        self.store(sp, self.running, SP);
        self.store(to, self.running, BASE);
        let depth = self.builder.ins().iadd_imm_s(depth, 1);
        self.store(depth, self.running, DEPTH);
        let start = match of {
            Frame::Known(function) => self
                .builder
                .ins()
                .iconst(types::I64, i64::from(function.code_start)),
            Frame::Looked(callee) => self.load_u32(callee, offset_of!(Callee, start) as i32),
        };
        self.store(start, self.running, PC);
        self.go_on_at(start);
    }

    fn write_header(&mut self, call: &Call, at: Instruction, frame: Value) {
        let extra = call.extra.unwrap_or_else(|| self.constant(special::NONE));
        let word = self.constant(int_bits(call.word as i32));
        let pc = self.constant(int_bits(at.pc as i32));
        let ints = self.constant(u64::from(tag::INT) << 32);
        let base = self.builder.ins().bor(self.base, ints);
        for (n, value) in [extra, word, pc, base, call.callee].into_iter().enumerate() {
            self.store(value, frame, 8 * n as i32 - 8 * FRAME_CELLS as i32);
        }
    }

    /// Copies what is given for parameters; how many that are.
    fn write_arguments(&mut self, call: &Call, frame: Value) -> i32 {
        for (place, value) in call.values.iter().enumerate() {
            self.store(*value, frame, 8 * place as i32);
        }
        call.values.len() as i32
    }

    /// Leaves the registers of a frame from one on, up to a cell, without a value.
    fn unbind(&mut self, frame: Value, first: i32, end: Value) {
        let first = self.builder.ins().iadd_imm_s(frame, i64::from(8 * first));
        let end = self.cell_address(end);
        let done = self.builder.create_block();
        self.each_address(first, end, 8, done, |this, address| {
            let unbound = this.constant(special::UNBOUND);
            this.store(unbound, address, 0);
        });
    }

    /// Does something at each address from one on up to another, so many bytes apart, and goes on
    /// at `done`.
    pub(super) fn each_address(
        &mut self,
        first: Value,
        end: Value,
        bytes: i64,
        done: Block,
        body: impl FnOnce(&mut Self, Value),
    ) {
        let (turn, inside) = (self.builder.create_block(), self.builder.create_block());
        let address = self.builder.append_block_param(turn, types::I64);
        self.builder.ins().jump(turn, &[first.into()]);
        self.builder.switch_to_block(turn);
        let is_left = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThan, address, end);
        self.builder.ins().brif(is_left, inside, &[], done, &[]);
        self.builder.switch_to_block(inside);
        body(self, address);
        let next = self.builder.ins().iadd_imm_s(address, bytes);
        self.builder.ins().jump(turn, &[next.into()]);
        self.builder.switch_to_block(done);
    }

    /// The fuel, if it is enough for what costs something.
    pub(super) fn fuel_for_work(&mut self, slow: Block) -> Value {
        let fuel = self.load(types::I64, self.running, FUEL);
        let enough = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::SignedGreaterThanOrEqual, fuel, FUEL_MIN);
        self.require(enough, slow);
        fuel
    }

    /// The cells that objects and frames may still take above a stack pointer.
    pub(super) fn room(&mut self, sp: Value) -> Value {
        let ceiling = self.load(types::I64, self.context, context::CEILING);
        let reserve = self.load(types::I64, self.context, context::RESERVE);
        let top = self.load(types::I64, self.running, TOP);
        let limit = self.builder.ins().umin(sp, ceiling);
        let limit = self.builder.ins().isub(limit, reserve);
        self.builder.ins().isub(limit, top)
    }

    /// Goes on in the code that begins at an instruction, whose frame runs now, or leaves.
    pub(super) fn go_on_at(&mut self, pc: Value) {
        let entries = self.load(types::I64, self.context, context::ENTRIES);
        let offset = self.builder.ins().ishl_imm_s(pc, 3);
        let place = self.builder.ins().iadd(entries, offset);
        let found = self.load(types::I64, place, 0);
        let (there, nowhere) = (self.builder.create_block(), self.cold_block());
        self.builder.ins().brif(found, there, &[], nowhere, &[]);
        self.builder.switch_to_block(nowhere);
        self.leave_as(Step::Switched);
        self.builder.switch_to_block(there);
        let body = self.load(types::I64, found, entry::BODY);
        let place = self.load(types::I64, found, entry::PLACE);
        self.builder
            .ins()
            .return_call_indirect(self.body, body, &[self.context, place]);
    }

    /// Returns a value to the caller's register, or has the machine do it.
    pub(super) fn give_back(&mut self, at: Instruction, value: Value) {
        let (slow, init) = (self.cold_block(), self.builder.create_block());
        let (plain, leave) = (self.builder.create_block(), self.builder.create_block());
        let answer = self.builder.append_block_param(leave, types::I64);
        let below = -8 * FRAME_CELLS as i32;
        let word = self.load_u32(self.registers, below + 8);
        let pc = self.load_u32(self.registers, below + 16);
        let caller = self.load_u32(self.registers, below + 24);
        let how = self.builder.ins().band_imm_s(word, 0xFF);
        let is_value = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::Equal, how, i64::from(result::VALUE));
        self.builder.ins().brif(is_value, plain, &[], init, &[]);
        self.builder.switch_to_block(plain);
        self.builder.ins().jump(leave, &[value.into()]);
        self.builder.switch_to_block(init);
        self.require_equal(how, i64::from(result::INIT), slow);
        self.require_equal(value, special::NONE as i64, slow);
        let extra = self.load(types::I64, self.registers, below);
        self.builder.ins().jump(leave, &[extra.into()]);

        self.builder.switch_to_block(leave);
        // Neither the frame that no other called nor one without a window.
        let least = (STATE_CELLS + FRAME_CELLS) as i64;
        let above = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::UnsignedGreaterThanOrEqual, caller, least);
        self.require(above, slow);
        self.checked_address(caller, WINDOW_CELLS as i64, slow);
        // Where the caller goes on is an instruction of the package.
        let words = self.builder.ins().ushr_imm_s(word, 16);
        let pc = self.builder.ins().iadd(pc, words);
        let known = self.load(types::I64, self.context, context::WORDS);
        let inside = self.builder.ins().icmp(IntCC::UnsignedLessThan, pc, known);
        self.require(inside, slow);
        let register = self.builder.ins().ushr_imm_s(word, 8);
        let register = self.builder.ins().band_imm_s(register, 0xFF);
        let cell = self.builder.ins().iadd(caller, register);
        let address = self.cell_address(cell);
        self.store(answer, address, 0);
        self.store(pc, self.running, PC);
        self.store(caller, self.running, BASE);
        let depth = self.load(types::I64, self.running, DEPTH);
        let depth = self.builder.ins().iadd_imm_s(depth, -1);
        self.store(depth, self.running, DEPTH);
        let sp = self.builder.ins().iadd_imm_s(caller, -(FRAME_CELLS as i64));
        self.store(sp, self.running, SP);
        self.go_on_at(pc);
        self.builder.switch_to_block(slow);
        self.assist(at.pc);
        self.leave_as(Step::Done);
    }

    pub(super) fn leave_as(&mut self, step: Step) {
        let answer = self
            .builder
            .ins()
            .iconst(types::I32, i64::from(step as u32));
        self.builder.ins().return_(&[answer]);
    }

    pub(super) fn load_u32(&mut self, address: Value, offset: i32) -> Value {
        self.builder
            .ins()
            .uload32(MemFlagsData::trusted(), address, offset)
    }

    pub(super) fn load_u8(&mut self, address: Value, offset: i32) -> Value {
        self.builder
            .ins()
            .uload8(types::I64, MemFlagsData::trusted(), address, offset)
    }

    pub(super) fn require_equal(&mut self, value: Value, expected: i64, otherwise: Block) {
        let is_equal = self.builder.ins().icmp_imm_s(IntCC::Equal, value, expected);
        self.require(is_equal, otherwise);
    }
}

/// An int as a value.
pub(super) fn int_bits(int: i32) -> u64 {
    u64::from(tag::INT) << 32 | u64::from(int as u32)
}
