//! The interpreter loop.
//!
//! Fast paths for small ints and floats are in line; everything else goes through one function per
//! family of instructions. An instruction that cannot finish leaves `pc` at its first word.

use super::call::ret;
use super::site::Use;
use super::{Arguments, FRAME_CELLS, Keywords, Outcome, Vm};
use crate::catalog::{Exception, Type};
use crate::error::{Piece, Reason, Res, Trap};
use crate::heap::{CEILING_CELLS_MIN, Kind, STATE_CELLS};
use crate::host::Host;
use crate::object::number::Binary;
use crate::opcode::Op;
use crate::package::{const_kind, function_flag};
use crate::value::Value;

/// Modes of [`Vm::steps`]: as many instructions as there are, one, those that drop nothing.
pub(super) const PLAIN: u8 = 0;
pub(super) const ONE: u8 = 1;
pub(super) const WATCHED: u8 = 2;

/// How often an instruction may run out of memory and run again in a row.
const ATTEMPTS_MAX: u32 = 64;

/// Whether `vm::quick` runs what it can: a small machine has no room for two loops.
pub(super) const QUICK: bool = cfg!(any(target_pointer_width = "64", feature = "quick-loop"));

/// An instruction that runs again because it ran out of memory.
#[derive(Clone, Copy, Default)]
pub(super) struct Stuck {
    /// Where it is, and the fuel with which it runs again.
    place: (usize, usize, i64),
    attempts: u32,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compare {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Compare {
    #[inline]
    fn ints(self, a: i32, b: i32) -> bool {
        match self {
            Compare::Eq => a == b,
            Compare::Ne => a != b,
            Compare::Lt => a < b,
            Compare::Le => a <= b,
            Compare::Gt => a > b,
            Compare::Ge => a >= b,
        }
    }
    #[inline]
    fn floats(self, a: f64, b: f64) -> bool {
        match self {
            Compare::Eq => a == b,
            Compare::Ne => a != b,
            Compare::Lt => a < b,
            Compare::Le => a <= b,
            Compare::Gt => a > b,
            Compare::Ge => a >= b,
        }
    }
}

impl Vm<'_, '_> {
    #[inline]
    pub(super) fn reg(&self, n: usize) -> Value {
        Value(self.heap.cells[self.base + n])
    }
    #[inline]
    pub(super) fn set_reg(&mut self, n: usize, value: Value) {
        self.heap.cells[self.base + n] = value.0;
    }
    #[inline]
    pub(super) fn ext(&self) -> u32 {
        self.word(self.pc + 1).0
    }
    #[inline]
    fn jump(&mut self, words: usize, by: i32) {
        self.pc = (self.pc as i64 + words as i64 + i64::from(by)) as usize;
    }
    /// A jump that may close a loop: backwards it costs the length of the loop. It is made before
    /// the run pauses, so that an instruction that has worked already is not run again.
    #[inline]
    pub(super) fn loop_jump(&mut self, words: usize, by: i32) -> Res<()> {
        self.jump(words, by);
        if by < 0 {
            self.fuel += i64::from(by);
            if self.fuel <= 0 {
                // The instruction is done; the one that the run goes on with has no memo yet.
                self.memo_place = None;
                return Err(self.trap(Reason::OutOfFuel));
            }
        }
        Ok(())
    }

    /// Runs until the call is over or something outside is needed.
    pub(super) fn execute(&mut self, host: &mut dyn Host) -> Outcome {
        loop {
            let ended = match self.is_watched() {
                true => self.watched(host),
                false => self.steps::<PLAIN>(host),
            };
            match ended {
                Ok(outcome) => return outcome,
                Err(_) if self.reason() == Reason::Watch => continue,
                Err(_) => {}
            }
            if let Some(outcome) = self.handle() {
                return outcome;
            }
        }
    }

    /// Deals with what stopped an instruction. `Some` ends the run.
    #[cold]
    fn handle(&mut self) -> Option<Outcome> {
        let (live, reason) = (self.live_memo(), self.reason());
        let outcome = self.handle_trap();
        if reason != Reason::OutOfFuel {
            self.rearm_memo(live);
        }
        outcome
    }

    fn handle_trap(&mut self) -> Option<Outcome> {
        match self.reason() {
            Reason::Call => match self.answer_request() {
                Ok(()) => None,
                Err(_) => self.handle_trap(),
            },
            Reason::Wait => Some(Outcome::Waiting),
            Reason::Watch => None,
            Reason::OutOfFuel => {
                self.restore_stack();
                Some(Outcome::Paused)
            }
            Reason::Raise => self.unwind(),
            Reason::Memory(cells) => self.make_room(cells, Exception::MemoryError),
            Reason::Stack(cells) => self.make_room(cells, Exception::RecursionError),
            Reason::Materialise(cell) => match self.materialise(cell) {
                Ok(()) => None,
                Err(_) => self.handle_trap(),
            },
            Reason::Fallback(_) => {
                let message = [Piece::Text(
                    "this builtin cannot run here with these arguments",
                )];
                self.raise(Exception::NotImplementedError, &message);
                self.handle_trap()
            }
        }
    }

    /// Drops what an abandoned instruction left below its frame.
    pub(super) fn restore_stack(&mut self) {
        if self.base != 0 {
            self.heap.sp = self.base - FRAME_CELLS;
        }
    }

    fn make_room(&mut self, cells: usize, class: Exception) -> Option<Outcome> {
        self.restore_stack();
        let place = (self.pc, self.base, self.fuel_mark);
        if self.stuck.place == place {
            // It made more garbage than fits between two collections, perhaps on its way to an
            // end that it will reach: it may try again, but its work costs fuel.
            self.stuck.attempts += 1;
        } else {
            self.stuck.attempts = 0;
            self.fuel = self.fuel_mark.max(self.fuel);
        }
        self.stuck.place = (self.pc, self.base, self.fuel);
        self.collect_garbage();
        // What failed may be one of many steps of an instruction, so each attempt gets more room.
        let live = self.heap.top - self.heap.start;
        let step = cells.max(live / 2).max(CEILING_CELLS_MIN / 2);
        let growth = 1 << self.stuck.attempts.min(16);
        self.heap.raise_ceiling(step.saturating_mul(growth));
        // Less than this free after a collection would make collections more frequent than work.
        let least = (self.heap.cells.len() - self.heap.start) / 64;
        let room = self
            .heap
            .sp
            .saturating_sub(self.heap.top + self.heap.reserve);
        if room >= cells.saturating_add(least) && self.stuck.attempts < ATTEMPTS_MAX {
            return None;
        }
        let reserve = core::mem::take(&mut self.heap.reserve);
        match class {
            Exception::MemoryError => drop(self.raise_with(class, &[])),
            _ => drop(self.raise(class, &[Piece::Text("maximum recursion depth exceeded")])),
        }
        self.heap.reserve = reserve;
        match self.reason() {
            Reason::Raise => self.unwind(),
            // Not even the error fits: the call is over.
            _ => Some(Outcome::OutOfMemory),
        }
    }

    /// Turns the iterator in a cell of the running frame into a list of its remaining values.
    fn materialise(&mut self, cell: usize) -> Res<()> {
        let register = cell.wrapping_sub(self.base);
        if !self.is_register(cell) {
            return Err(self.bad_operand());
        }
        self.restore_stack();
        if self.heap.is(self.reg(register), Kind::Generator) {
            return self.materialise_generator(register);
        }
        // The list grows in a working cell, so that collections in between see both.
        let list = self.new_list(&[])?;
        let at = self.heap.push(list)?;
        loop {
            self.charge(1)?;
            let iterator = self.reg(register);
            let list = Value(self.heap.cells[at]);
            let step = self
                .list_reserve(list, 1)
                .and_then(|()| self.iter_next(iterator));
            match step {
                Ok(Some(value)) => self.list_push(list, value)?,
                Ok(None) => break,
                Err(trap) => {
                    let Reason::Memory(cells) = self.reason() else {
                        return Err(trap);
                    };
                    // What was taken so far stays in the list; the iterator has not moved on.
                    self.collect_garbage();
                    self.heap.raise_ceiling(cells);
                    if self.heap.free() < cells {
                        // To run again would begin a new list and lose what this one holds.
                        return Err(self.trap(Reason::Memory(usize::MAX)));
                    }
                }
            }
        }
        let list = Value(self.heap.cells[at]);
        self.set_reg(register, list);
        self.restore_stack();
        Ok(())
    }

    /// The name of the module whose code runs.
    pub(crate) fn running_module(&self) -> Value {
        let (module, _, _, _) = self.package.module(self.running_function().module);
        Value::const_str(self.package.name(module).0)
    }

    /// Whether a cell is a register of the running frame.
    pub(crate) fn is_register(&self, cell: usize) -> bool {
        self.base != 0 && cell.wrapping_sub(self.base) < self.running_function().registers as usize
    }

    pub(super) fn running_function(&self) -> crate::package::Function {
        self.function_at(self.base)
    }

    /// The function of the frame with this base.
    pub(super) fn function_at(&self, base: usize) -> crate::package::Function {
        let function = Value(self.heap.cells[base - 1]);
        let index = self.function_of(function).map_or(0, |(index, _)| index);
        self.package.function(index)
    }

    /// Executes one instruction, or deals with what stopped it.
    pub(super) fn execute_one(&mut self, host: &mut dyn Host) -> Outcome {
        let ended = match self.is_watched() {
            true => self.watched_one(host),
            false => self.steps::<ONE>(host),
        };
        match ended {
            Ok(outcome) => outcome,
            Err(_) => self.handle().unwrap_or(Outcome::Paused),
        }
    }

    /// Executes instructions until one of them ends the run (`Ok`) or stops (`Err`); with [`ONE`]
    /// no more than one, which then pauses, and with [`WATCHED`] up to one that may drop an open
    /// generator.
    pub(super) fn steps<const MODE: u8>(&mut self, host: &mut dyn Host) -> Res<Outcome> {
        let mut has_begun = false;
        loop {
            if MODE == ONE && core::mem::replace(&mut has_begun, true) {
                return Ok(Outcome::Paused);
            }
            if MODE == PLAIN && QUICK {
                self.quick()?;
            }
            if MODE == WATCHED && self.drops(self.word(self.pc)).is_some() {
                return Err(self.trap(Reason::Watch));
            }
            #[cfg(test)]
            self.heap.refusals.begin_instruction();
            self.fuel_mark = self.fuel;
            let word = self.word(self.pc);
            let (a, b, c) = (word.a(), word.b(), word.c());
            let Some(op) = Op::from_code(word.code()) else {
                return Err(self.bad_operand());
            };
            match op {
                Op::Move => {
                    self.set_reg(a, self.reg(b));
                    self.pc += 1;
                }
                Op::LoadConst => {
                    let value = self.load_const(word.bx() as u16)?;
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::LoadInt => {
                    self.set_reg(a, Value::int(word.sbx()));
                    self.pc += 1;
                }
                Op::LoadSpecial => {
                    self.set_reg(a, Value::special(b as u8));
                    self.pc += 1;
                }
                Op::LoadBuiltin => {
                    self.set_reg(a, Value::builtin(self.ext() as u16));
                    self.pc += 2;
                }
                Op::GetGlobal => {
                    let value = Value(self.heap.cells[STATE_CELLS + word.bx()]);
                    if value == Value::UNBOUND {
                        return Err(self.name_error(word.bx() as u16));
                    }
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::SetGlobal => {
                    let value = self.reg(a);
                    self.note_store(0, value);
                    self.heap.cells[STATE_CELLS + word.bx()] = value.0;
                    self.pc += 1;
                }
                Op::GetFree => {
                    let cell = self.cell_value(self.free_cell(b))?;
                    let value = self.heap.get(cell, 0);
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::GetCell => {
                    let cell = self.cell_value(self.reg(b))?;
                    let value = self.heap.get(cell, 0);
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::Add | Op::IAdd => {
                    let (x, y) = (self.reg(b), self.reg(c));
                    if op == Op::IAdd && self.extends_by_generator(x, y) {
                        self.extend_by_generator(a, b, c)?;
                        continue;
                    }
                    let value = if x.is_int() && y.is_int() {
                        match x.as_int().checked_add(y.as_int()) {
                            Some(sum) => Value::int(sum),
                            None => self.binary(Binary::Add, op == Op::IAdd, x, y)?,
                        }
                    } else if x.is_float() && y.is_float() {
                        Value::float(x.as_float() + y.as_float())
                    } else {
                        self.binary(Binary::Add, op == Op::IAdd, x, y)?
                    };
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::Sub | Op::ISub => {
                    let (x, y) = (self.reg(b), self.reg(c));
                    let value = if x.is_int() && y.is_int() {
                        match x.as_int().checked_sub(y.as_int()) {
                            Some(difference) => Value::int(difference),
                            None => self.binary(Binary::Sub, op == Op::ISub, x, y)?,
                        }
                    } else if x.is_float() && y.is_float() {
                        Value::float(x.as_float() - y.as_float())
                    } else {
                        self.binary(Binary::Sub, op == Op::ISub, x, y)?
                    };
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::Mul | Op::IMul => {
                    let (x, y) = (self.reg(b), self.reg(c));
                    let value = if x.is_int() && y.is_int() {
                        match x.as_int().checked_mul(y.as_int()) {
                            Some(product) => Value::int(product),
                            None => self.binary(Binary::Mul, op == Op::IMul, x, y)?,
                        }
                    } else if x.is_float() && y.is_float() {
                        Value::float(x.as_float() * y.as_float())
                    } else {
                        self.binary(Binary::Mul, op == Op::IMul, x, y)?
                    };
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::AddImm | Op::SubImm | Op::MulImm | Op::FloorDivImm | Op::ModImm => {
                    let value =
                        self.immediate(op, a == b, self.reg(b), i32::from(c as u8 as i8))?;
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::Div
                | Op::FloorDiv
                | Op::Mod
                | Op::Pow
                | Op::Shl
                | Op::Shr
                | Op::And
                | Op::Or
                | Op::Xor
                | Op::MatMul
                | Op::IDiv
                | Op::IFloorDiv
                | Op::IMod
                | Op::IPow
                | Op::IShl
                | Op::IShr
                | Op::IAnd
                | Op::IOr
                | Op::IXor
                | Op::IMatMul => {
                    let value = self.operate(op, self.reg(b), self.reg(c))?;
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::JumpLt | Op::JumpLe | Op::JumpGt | Op::JumpGe | Op::JumpEq | Op::JumpNe => {
                    let compare = match op {
                        Op::JumpLt => Compare::Lt,
                        Op::JumpLe => Compare::Le,
                        Op::JumpGt => Compare::Gt,
                        Op::JumpGe => Compare::Ge,
                        Op::JumpEq => Compare::Eq,
                        _ => Compare::Ne,
                    };
                    let truth = self.compare(compare, self.reg(a), self.reg(b))?;
                    self.branch(truth == (c != 0))?;
                }
                Op::JumpLtImm
                | Op::JumpLeImm
                | Op::JumpGtImm
                | Op::JumpGeImm
                | Op::JumpEqImm
                | Op::JumpNeImm => {
                    let compare = match op {
                        Op::JumpLtImm => Compare::Lt,
                        Op::JumpLeImm => Compare::Le,
                        Op::JumpGtImm => Compare::Gt,
                        Op::JumpGeImm => Compare::Ge,
                        Op::JumpEqImm => Compare::Eq,
                        _ => Compare::Ne,
                    };
                    let other = Value::int(i32::from(b as u8 as i8));
                    let truth = self.compare(compare, self.reg(a), other)?;
                    self.branch(truth == (c != 0))?;
                }
                Op::JumpIs => {
                    let truth = self.same(self.reg(a), self.reg(b));
                    self.branch(truth == (c != 0))?;
                }
                Op::JumpIn => {
                    let truth = self.contains(self.base + b, self.reg(a))?;
                    self.branch(truth == (c != 0))?;
                }
                Op::Jump => self.loop_jump(1, word.long())?,
                Op::JumpTrue | Op::JumpFalse => {
                    let truth = self.truth(self.reg(a))?;
                    if truth == (op == Op::JumpTrue) {
                        self.loop_jump(1, word.sbx())?;
                    } else {
                        self.pc += 1;
                    }
                }
                Op::JumpNone | Op::JumpNotNone => {
                    let none = self.reg(a) == Value::NONE;
                    if none == (op == Op::JumpNone) {
                        self.loop_jump(1, word.sbx())?;
                    } else {
                        self.pc += 1;
                    }
                }
                Op::ForRange => self.for_range(a, word.sbx())?,
                Op::ForIter => self.for_iter(a, word.sbx())?,
                Op::GetItem => {
                    let (subject, key) = (self.reg(b), self.reg(c));
                    let value = match self.quick_place(subject, key) {
                        Some(at) => Value(self.heap.cells[at]),
                        None => self.get_item(subject, key)?,
                    };
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::GetItemImm => {
                    let (subject, key) = (self.reg(b), Value::int(c as i32));
                    let value = match self.quick_place(subject, key) {
                        Some(at) => Value(self.heap.cells[at]),
                        None => self.get_item(subject, key)?,
                    };
                    self.set_reg(a, value);
                    self.pc += 1;
                }
                Op::SetItem => {
                    let (subject, key, value) = (self.reg(a), self.reg(b), self.reg(c));
                    match self.quick_place(subject, key) {
                        Some(at) => {
                            // The storage begins below its first element, as far as this matters.
                            self.note_store(at, value);
                            self.heap.cells[at] = value.0;
                        }
                        None => self.set_item(self.base + c, subject, key, value)?,
                    }
                    self.pc += 1;
                }
                Op::Call => {
                    let callee = self.reg(a);
                    let at = self.base + a + 1;
                    let arguments = Arguments {
                        at,
                        count: b,
                        keywords: Keywords::None,
                    };
                    let pc = self.pc;
                    self.finish_call_op(callee, arguments, ret::word(ret::VALUE, c, 1), host)?;
                    if MODE == PLAIN && self.heap.is(callee, Kind::Class) {
                        self.learn_init(pc, callee);
                    }
                }
                Op::CallBuiltin => {
                    let id = self.ext() as u16;
                    let at = self.base + a;
                    let arguments = Arguments {
                        at,
                        count: b,
                        keywords: Keywords::None,
                    };
                    if MODE == PLAIN && id == Type::Super as u16 && b == 2 {
                        self.learn_super(self.reg(a), self.reg(a + 1));
                    }
                    let word = ret::word(ret::VALUE, c, 2);
                    let value = self.call_builtin_value(id, &arguments, word, host);
                    self.deliver(value, word)?;
                }
                Op::CallMethod => {
                    let (offset, symbol) = self.package.name(self.ext() as u16);
                    let name = Value::const_str(offset);
                    let at = self.base + a + 1;
                    let arguments = Arguments {
                        at,
                        count: b,
                        keywords: Keywords::None,
                    };
                    let word = ret::word(ret::VALUE, c, 2);
                    let receiver = self.reg(a);
                    if MODE == PLAIN && self.heap.is(receiver, Kind::Instance) {
                        self.learn(receiver, Use::Call);
                    }
                    let value = self.call_method(receiver, symbol, name, &arguments, word, host);
                    self.deliver(value, word)?;
                }
                Op::Return | Op::ReturnNone => {
                    let value = if op == Op::Return {
                        self.reg(a)
                    } else {
                        Value::NONE
                    };
                    if let Some(outcome) = self.return_value(value)? {
                        return Ok(outcome);
                    }
                }
                Op::GetAttr => {
                    if MODE == PLAIN {
                        self.learn(self.reg(b), Use::Read);
                    }
                    let (offset, _) = self.package.name(self.ext() as u16);
                    match self.quick_attribute(self.reg(b), Value::const_str(offset)) {
                        Some(value) => {
                            self.set_reg(a, value);
                            self.pc += 2;
                        }
                        None => self.rare(op, word, host)?,
                    }
                }
                Op::SetAttr => {
                    if MODE == PLAIN {
                        self.learn(self.reg(a), Use::Store);
                    }
                    let (offset, _) = self.package.name(self.ext() as u16);
                    let name = Value::const_str(offset);
                    match self.quick_store(self.reg(a), name, self.reg(b)) {
                        true => self.pc += 2,
                        false => self.rare(op, word, host)?,
                    }
                }
                _ => self.rare(op, word, host)?,
            }
        }
    }

    /// The cell of an element of a list, counted from its front.
    #[inline]
    fn quick_place(&self, subject: Value, key: Value) -> Option<usize> {
        if !key.is_int() || !self.heap.is(subject, Kind::List) {
            return None;
        }
        let (at, len) = self.elements(subject);
        let index = key.as_int() as u32 as usize;
        (index < len).then(|| at + index)
    }

    #[inline]
    fn branch(&mut self, taken: bool) -> Res<()> {
        if taken {
            let by = self.ext() as i32;
            self.loop_jump(2, by)
        } else {
            self.pc += 2;
            Ok(())
        }
    }

    /// A comparison with its fast paths.
    #[inline]
    pub(super) fn compare(&mut self, compare: Compare, x: Value, y: Value) -> Res<bool> {
        if x.is_int() && y.is_int() {
            return Ok(compare.ints(x.as_int(), y.as_int()));
        }
        if x.is_float() && y.is_float() {
            return Ok(compare.floats(x.as_float(), y.as_float()));
        }
        self.compare_values(compare, x, y)
    }

    #[inline]
    fn immediate(&mut self, op: Op, in_place: bool, x: Value, y: i32) -> Res<Value> {
        let (binary, int) = match op {
            Op::AddImm => (Binary::Add, x.as_int().checked_add(y)),
            Op::SubImm => (Binary::Sub, x.as_int().checked_sub(y)),
            Op::MulImm => (Binary::Mul, x.as_int().checked_mul(y)),
            Op::FloorDivImm => (Binary::FloorDiv, floor_div(x.as_int(), y)),
            _ => (Binary::Mod, floor_mod(x.as_int(), y)),
        };
        match int {
            Some(value) if x.is_int() => Ok(Value::int(value)),
            _ => self.binary(binary, in_place, x, Value::int(y)),
        }
    }

    fn operate(&mut self, op: Op, x: Value, y: Value) -> Res<Value> {
        let (binary, in_place) = match op {
            Op::Div => (Binary::Div, false),
            Op::FloorDiv => (Binary::FloorDiv, false),
            Op::Mod => (Binary::Mod, false),
            Op::Pow => (Binary::Pow, false),
            Op::Shl => (Binary::Shl, false),
            Op::Shr => (Binary::Shr, false),
            Op::And => (Binary::And, false),
            Op::Or => (Binary::Or, false),
            Op::Xor => (Binary::Xor, false),
            Op::MatMul => (Binary::MatMul, false),
            Op::IDiv => (Binary::Div, true),
            Op::IFloorDiv => (Binary::FloorDiv, true),
            Op::IMod => (Binary::Mod, true),
            Op::IPow => (Binary::Pow, true),
            Op::IShl => (Binary::Shl, true),
            Op::IShr => (Binary::Shr, true),
            Op::IAnd => (Binary::And, true),
            Op::IOr => (Binary::Or, true),
            Op::IXor => (Binary::Xor, true),
            _ => (Binary::MatMul, true),
        };
        if x.is_int() && y.is_int() {
            let (i, j) = (x.as_int(), y.as_int());
            let quick = match binary {
                Binary::FloorDiv => floor_div(i, j),
                Binary::Mod => floor_mod(i, j),
                Binary::And => Some(i & j),
                Binary::Or => Some(i | j),
                Binary::Xor => Some(i ^ j),
                Binary::Shr if j >= 0 => Some(i >> j.min(31)),
                _ => None,
            };
            if let Some(value) = quick {
                return Ok(Value::int(value));
            }
            if binary == Binary::Div && j != 0 {
                return Ok(Value::float(f64::from(i) / f64::from(j)));
            }
        } else if binary == Binary::Div && x.is_float() && y.is_float() && y.as_float() != 0.0 {
            return Ok(Value::float(x.as_float() / y.as_float()));
        }
        self.binary(binary, in_place, x, y)
    }

    fn for_range(&mut self, a: usize, by: i32) -> Res<()> {
        let (current, stop, step) = (self.reg(a), self.reg(a + 1), self.reg(a + 2));
        if !current.is_int() {
            return self.for_iter_at(a, a + 3, by);
        }
        let (i, end, step) = (current.as_int(), stop.as_int(), step.as_int());
        if if step > 0 { i < end } else { i > end } {
            // `range_prepare` made sure that the step past the end still fits.
            self.set_reg(a + 3, current);
            self.set_reg(a, Value::int(i.wrapping_add(step)));
            self.loop_jump(1, by)?;
        } else {
            self.pc += 1;
        }
        Ok(())
    }

    fn for_iter(&mut self, a: usize, by: i32) -> Res<()> {
        self.for_iter_at(a, a + 1, by)
    }

    fn for_iter_at(&mut self, a: usize, to: usize, by: i32) -> Res<()> {
        let iterator = self.reg(a);
        if self.heap.is(iterator, Kind::Generator) {
            if self.pauses_here() {
                return Err(self.trap(Reason::OutOfFuel));
            }
            self.fuel += i64::from(by.min(0));
            if !self.resume_loop(iterator)? {
                self.pc += 1;
            }
            return Ok(());
        }
        if self.pauses_here() {
            return Err(self.trap(Reason::OutOfFuel));
        }
        if let Some(next) = self.special(iterator, crate::symbol::D_NEXT)? {
            return self.enter_next(next, iterator, by);
        }
        match self.iter_next(iterator)? {
            Some(value) => {
                self.set_reg(to, value);
                self.fuel += i64::from(by.min(0));
                self.jump(1, by);
            }
            None => self.pc += 1,
        }
        Ok(())
    }

    /// A loop calls `__next__` of an iterator that the program defines.
    fn enter_next(&mut self, next: Value, iterator: Value, by: i32) -> Res<()> {
        self.fuel += i64::from(by.min(0));
        let plain = self
            .function_of(next)
            .is_some_and(|(index, _)| !self.package.function(index).has(function_flag::GENERATOR));
        if !plain {
            let catch = super::Catch::StopIteration;
            match self.call_python_catching(next, &[iterator], catch)? {
                Some(value) => self.loop_takes(value),
                None => self.pc += 1,
            }
            return Ok(());
        }
        let at = self.heap.push(iterator)?;
        let arguments = Arguments {
            at,
            count: 1,
            keywords: Keywords::None,
        };
        self.push_frame(next, &arguments, ret::word(ret::NEXT_OF, 0, 1))
    }

    /// The loop at the running instruction takes its next value.
    pub(super) fn loop_takes(&mut self, value: Value) {
        let word = self.word(self.pc);
        let offset = if word.code() == Op::ForRange as u8 {
            3
        } else {
            1
        };
        self.set_reg(word.a() + offset, value);
        self.jump(1, word.sbx());
    }

    /// Whether the run pauses before this instruction. One that is being tried again with more
    /// memory goes on: after a pause it would begin with the first attempt again, and never end.
    #[inline]
    pub(super) fn pauses_here(&self) -> bool {
        self.fuel <= 0 && self.stuck.place != (self.pc, self.base, self.fuel)
    }

    pub(super) fn finish_call_op(
        &mut self,
        callee: Value,
        arguments: Arguments,
        word: u32,
        host: &mut dyn Host,
    ) -> Res<()> {
        if self.pauses_here() {
            return Err(self.trap(Reason::OutOfFuel));
        }
        let value = self.call_value(callee, &arguments, word, host);
        self.deliver(value, word)
    }

    /// Puts the result of a call where the instruction wants it.
    #[inline]
    pub(super) fn deliver(&mut self, result: Res<Option<Value>>, word: u32) -> Res<()> {
        match result {
            Ok(Some(value)) => {
                self.restore_stack();
                self.set_reg((word >> 8 & 0xFF) as usize, value);
                self.pc += (word >> 16) as usize;
                Ok(())
            }
            Ok(None) => Ok(()),
            Err(trap) => {
                if self.reason() == Reason::Wait {
                    self.restore_stack();
                    self.begin_wait(word);
                }
                Err(trap)
            }
        }
    }

    fn load_const(&mut self, index: u16) -> Res<Value> {
        let (kind, offset) = self.package.constant(index);
        match kind {
            const_kind::FLOAT => Ok(Value::float(f64::from_bits(self.package.long_at(offset)))),
            const_kind::STR => Ok(Value::const_str(offset)),
            const_kind::BYTES => Ok(Value::const_bytes(offset)),
            _ => self.int_from_image(offset),
        }
    }

    #[cold]
    pub(super) fn name_error(&mut self, slot: u16) -> Trap {
        let name = self.package.global_name(slot);
        let message = [
            Piece::Text("name '"),
            Piece::Name(name),
            Piece::Text("' is not defined"),
        ];
        let trap = self.raise(Exception::NameError, &message);
        let name = Value::const_str(self.package.name(name).0);
        self.note_detail(trap, name, Value::NONE)
    }
}

/// Python's `//` on 32-bit ints, unless the divisor is zero or the result does not fit.
#[inline]
pub(super) fn floor_div(x: i32, y: i32) -> Option<i32> {
    let quotient = x.checked_div(y)?;
    let inexact = quotient.wrapping_mul(y) != x;
    Some(if inexact && (x < 0) != (y < 0) {
        quotient - 1
    } else {
        quotient
    })
}

/// Python's `%` on 32-bit ints, unless the divisor is zero.
#[inline]
pub(super) fn floor_mod(x: i32, y: i32) -> Option<i32> {
    let remainder = x.checked_rem(y)?;
    Some(if remainder != 0 && (remainder < 0) != (y < 0) {
        remainder + y
    } else {
        remainder
    })
}
