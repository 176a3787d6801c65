//! Arithmetic and comparisons of small ints and floats.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};
use iotpy_core::native::{FUEL_MIN, SHIFT_FUEL, special, tag};
use iotpy_core::opcode::Op;

use super::Translator;
use super::frame::int_bits;
use super::known::{Kind, Slot};
use super::unit::Instruction;
use crate::hint::Hint;

/// What an operator works on.
#[derive(Clone, Copy)]
enum Operand {
    /// A register, and what it is guessed to hold.
    Register(usize, Hint),
    Immediate(i32),
}

impl Translator<'_, '_> {
    /// What an operand is, or is guessed to be.
    fn expected(&self, operand: Operand) -> Hint {
        match operand {
            Operand::Immediate(_) => Hint::Int,
            Operand::Register(register, hint) => match self.known.of(register).kind {
                Kind::Int => Hint::Int,
                Kind::Float => Hint::Float,
                Kind::Bool | Kind::Plain => Hint::Other,
                Kind::Unknown => hint,
            },
        }
    }

    /// An operand as an i64, or leaves before the instruction.
    fn int(&mut self, operand: Operand, at: Instruction) -> Value {
        let register = match operand {
            Operand::Immediate(int) => {
                return self.builder.ins().iconst(types::I64, i64::from(int));
            }
            Operand::Register(register, _) => register,
        };
        if let Some(int) = self.known.of(register).int {
            return int;
        }
        let value = self.value(register);
        if self.known.of(register).kind != Kind::Int {
            let is_int = self.has_tag(value, tag::INT);
            self.guard(is_int, at);
        }
        let low = self.builder.ins().ireduce(types::I32, value);
        let int = self.builder.ins().sextend(types::I64, low);
        let slot = Slot {
            kind: Kind::Int,
            int: Some(int),
            ..self.known.of(register)
        };
        self.known.set(register, slot);
        int
    }

    /// An operand as an f64, or leaves before the instruction.
    fn float(&mut self, operand: Operand, at: Instruction) -> Value {
        if self.expected(operand) == Hint::Int {
            let int = self.int(operand, at);
            return self.builder.ins().fcvt_from_sint(types::F64, int);
        }
        let Operand::Register(register, _) = operand else {
            unreachable!("an immediate operand is an int");
        };
        if let Some(float) = self.known.of(register).float {
            return float;
        }
        let value = self.value(register);
        if self.known.of(register).kind != Kind::Float {
            let ints = (u64::from(tag::INT) << 32) as i64;
            let ints = self.builder.ins().iconst(types::I64, ints);
            let is_float = self
                .builder
                .ins()
                .icmp(IntCC::UnsignedLessThan, value, ints);
            self.guard(is_float, at);
        }
        let float = self
            .builder
            .ins()
            .bitcast(types::F64, MemFlagsData::new(), value);
        let slot = Slot {
            kind: Kind::Float,
            float: Some(float),
            ..self.known.of(register)
        };
        self.known.set(register, slot);
        float
    }

    pub(super) fn is_number(&mut self, float: Value) -> Value {
        self.builder.ins().fcmp(FloatCC::Ordered, float, float)
    }

    /// Leaves before the instruction if an i64 does not fit 32 bits.
    fn guard_small(&mut self, int: Value, at: Instruction) {
        let low = self.builder.ins().ireduce(types::I32, int);
        let again = self.builder.ins().sextend(types::I64, low);
        let fits = self.builder.ins().icmp(IntCC::Equal, again, int);
        self.guard(fits, at);
    }

    /// What the operands of an operator are.
    fn operands(&self, at: Instruction) -> (Operand, Operand) {
        use Op::*;
        let immediate = matches!(at.op, AddImm | SubImm | MulImm | FloorDivImm | ModImm);
        let [_, of_b, of_c] = self.unit.hints(at.pc);
        let y = match immediate {
            true => Operand::Immediate(i32::from(at.word.c() as u8 as i8)),
            false => Operand::Register(at.word.c(), of_c),
        };
        (Operand::Register(at.word.b(), of_b), y)
    }

    /// Whether an instruction is an operator on numbers that is done here.
    pub(super) fn is_operator_of_numbers(&self, at: Instruction) -> bool {
        use Op::*;
        let (x, y) = self.operands(at);
        let (x, y) = (self.expected(x), self.expected(y));
        let are_ints = [x, y]
            .iter()
            .all(|hint| matches!(hint, Hint::Int | Hint::Wide));
        if are_ints && matches!(at.op, Div | IDiv) && [x, y].contains(&Hint::Wide) {
            return false;
        }
        match at.op {
            Add | IAdd | Sub | ISub | Mul | IMul | Div | IDiv | AddImm | SubImm | MulImm => {
                x.is_number() && y.is_number() || are_ints
            }
            FloorDiv | IFloorDiv | Mod | IMod | And | IAnd | Or | IOr | Xor | IXor | Shl | IShl
            | Shr | IShr | FloorDivImm | ModImm => are_ints,
            Pow | IPow => [x, y].contains(&Hint::Float) && x.is_number() && y.is_number(),
            _ => false,
        }
    }

    /// Whether the operands at these places, or the one and an immediate, are numbers.
    pub(super) fn are_numbers(&self, at: Instruction, x: usize, y: Option<usize>) -> bool {
        let (hints, word) = (self.unit.hints(at.pc), at.word);
        let registers = [word.a(), word.b(), word.c()];
        [Some(x), y].into_iter().flatten().all(|n| {
            let operand = Operand::Register(registers[n], hints[n]);
            self.expected(operand).is_number()
        })
    }

    /// An operator on two numbers.
    pub(super) fn operator(&mut self, at: Instruction) -> bool {
        use Op::*;
        let (x, y) = self.operands(at);
        let (of_x, of_y) = (self.expected(x), self.expected(y));
        let is_power = matches!(at.op, Pow | IPow);
        let is_wide = of_x == Hint::Wide || of_y == Hint::Wide || self.unit.is_wide(at.pc);
        if is_power || is_wide {
            return self.called_operator(at, x, y);
        }
        if of_x == Hint::Float || of_y == Hint::Float {
            return self.float_operator(at, x, y);
        }
        match at.op {
            Add | IAdd | AddImm | Sub | ISub | SubImm | Mul | IMul | MulImm => {
                self.int_sum(at, x, y);
            }
            Div | IDiv => self.quotient(at, x, y),
            FloorDiv | IFloorDiv | FloorDivImm | Mod | IMod | ModImm => {
                self.floor_division(at, x, y);
            }
            And | IAnd | Or | IOr | Xor | IXor => self.bits(at, x, y),
            _ => self.shift(at, x, y),
        }
        true
    }

    /// An operator on ints of up to 64 bits, or a power.
    fn called_operator(&mut self, at: Instruction, x: Operand, y: Operand) -> bool {
        let operands = [x, y].map(|operand| match operand {
            Operand::Register(register, _) => self.value(register),
            Operand::Immediate(int) => self.constant(int_bits(int)),
        });
        self.or_assist(at, |this, slow| this.called(at, operands, slow));
        true
    }

    fn int_sum(&mut self, at: Instruction, x: Operand, y: Operand) {
        let (x, y) = (self.int(x, at), self.int(y, at));
        let result = match at.op {
            Op::Add | Op::IAdd | Op::AddImm => self.builder.ins().iadd(x, y),
            Op::Sub | Op::ISub | Op::SubImm => self.builder.ins().isub(x, y),
            _ => self.builder.ins().imul(x, y),
        };
        self.guard_small(result, at);
        self.set_int(at.word.a(), result);
    }

    fn float_operator(&mut self, at: Instruction, x: Operand, y: Operand) -> bool {
        use Op::*;
        match at.op {
            Add | IAdd | AddImm | Sub | ISub | SubImm | Mul | IMul | MulImm => {}
            Div | IDiv => {
                self.quotient(at, x, y);
                return true;
            }
            _ => return self.assisted_value(at),
        }
        let (x, y) = (self.float(x, at), self.float(y, at));
        let result = match at.op {
            Add | IAdd | AddImm => self.builder.ins().fadd(x, y),
            Sub | ISub | SubImm => self.builder.ins().fsub(x, y),
            _ => self.builder.ins().fmul(x, y),
        };
        self.set_float(at, result);
        true
    }

    fn quotient(&mut self, at: Instruction, x: Operand, y: Operand) {
        let (x, y) = (self.float(x, at), self.float(y, at));
        let zero = self.builder.ins().f64const(0.0);
        let is_divisor = self.builder.ins().fcmp(FloatCC::NotEqual, y, zero);
        self.guard(is_divisor, at);
        let result = self.builder.ins().fdiv(x, y);
        self.set_float(at, result);
    }

    /// `//` and `%` of ints.
    fn floor_division(&mut self, at: Instruction, x: Operand, y: Operand) {
        let is_quotient = matches!(at.op, Op::FloorDiv | Op::IFloorDiv | Op::FloorDivImm);
        let divisor = match y {
            Operand::Immediate(int) => Some(int),
            Operand::Register(register, _) => self.known.of(register).constant,
        };
        let (x, divided_by) = (self.int(x, at), self.int(y, at));
        let power = divisor.filter(|divisor| *divisor > 0 && divisor.count_ones() == 1);
        let result = match power {
            Some(power) if is_quotient => self
                .builder
                .ins()
                .sshr_imm_s(x, i64::from(power.trailing_zeros())),
            Some(power) => self.builder.ins().band_imm_s(x, i64::from(power) - 1),
            None => self.floored(at, x, divided_by, divisor, is_quotient),
        };
        if is_quotient && divisor.is_none_or(|divisor| divisor == -1) {
            self.guard_small(result, at);
        }
        self.set_int(at.word.a(), result);
    }

    fn floored(
        &mut self,
        at: Instruction,
        x: Value,
        y: Value,
        divisor: Option<i32>,
        is_quotient: bool,
    ) -> Value {
        if divisor.is_none_or(|divisor| divisor == 0) {
            let is_divisor = self.builder.ins().icmp_imm_s(IntCC::NotEqual, y, 0);
            self.guard(is_divisor, at);
        }
        let quotient = self.builder.ins().sdiv(x, y);
        let product = self.builder.ins().imul(quotient, y);
        let remainder = self.builder.ins().isub(x, product);
        // Rounded towards zero; where the remainder has another sign than the divisor, one less.
        let is_inexact = self.builder.ins().icmp_imm_s(IntCC::NotEqual, remainder, 0);
        let signs = self.builder.ins().bxor(remainder, y);
        let differ = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::SignedLessThan, signs, 0);
        let is_less = self.builder.ins().band(is_inexact, differ);
        match is_quotient {
            true => {
                let less = self.builder.ins().uextend(types::I64, is_less);
                self.builder.ins().isub(quotient, less)
            }
            false => {
                let floored = self.builder.ins().iadd(remainder, y);
                self.builder.ins().select(is_less, floored, remainder)
            }
        }
    }

    fn bits(&mut self, at: Instruction, x: Operand, y: Operand) {
        let (x, y) = (self.int(x, at), self.int(y, at));
        let result = match at.op {
            Op::And | Op::IAnd => self.builder.ins().band(x, y),
            Op::Or | Op::IOr => self.builder.ins().bor(x, y),
            _ => self.builder.ins().bxor(x, y),
        };
        self.set_int(at.word.a(), result);
    }

    fn shift(&mut self, at: Instruction, x: Operand, y: Operand) {
        let fuel = self.load(types::I64, self.running, super::FUEL);
        let is_enough =
            self.builder
                .ins()
                .icmp_imm_s(IntCC::SignedGreaterThanOrEqual, fuel, FUEL_MIN);
        let scarce = self.last_block(at);
        self.require(is_enough, scarce);
        let (x, y) = (self.int(x, at), self.int(y, at));
        let is_left = matches!(at.op, Op::Shl | Op::IShl);
        if !is_left {
            let is_count = self
                .builder
                .ins()
                .icmp_imm_s(IntCC::SignedGreaterThanOrEqual, y, 0);
            self.guard(is_count, at);
            let all = self.builder.ins().iconst(types::I64, 63);
            let by = self.builder.ins().smin(y, all);
            let result = self.builder.ins().sshr(x, by);
            self.set_int(at.word.a(), result);
            return;
        }
        // Further than 31 bits only zero stays small.
        let is_short = self
            .builder
            .ins()
            .icmp_imm_s(IntCC::UnsignedLessThan, y, 32);
        self.guard(is_short, at);
        let result = self.builder.ins().ishl(x, y);
        self.guard_small(result, at);
        let is_zero = self.builder.ins().icmp_imm_s(IntCC::Equal, x, 0);
        let cheaper = self.builder.ins().iadd_imm_s(fuel, -SHIFT_FUEL);
        let fuel = self.builder.ins().select(is_zero, fuel, cheaper);
        self.store(fuel, self.running, super::FUEL);
        self.set_int(at.word.a(), result);
    }

    pub(super) fn negative(&mut self, at: Instruction) -> bool {
        let x = Operand::Register(at.word.b(), self.unit.hints(at.pc)[1]);
        match self.expected(x) {
            Hint::Float => {
                let x = self.float(x, at);
                let result = self.builder.ins().fneg(x);
                self.set_float(at, result);
            }
            Hint::Int => {
                let x = self.int(x, at);
                let result = self.builder.ins().ineg(x);
                self.guard_small(result, at);
                self.set_int(at.word.a(), result);
            }
            _ => return self.assisted_value(at),
        }
        true
    }

    /// Whether a comparison of the operands of an instruction holds, if it is one of numbers.
    fn compared(&mut self, at: Instruction, x: Operand, y: Operand) -> Option<Value> {
        let (of_x, of_y) = (self.expected(x), self.expected(y));
        if !of_x.is_number() || !of_y.is_number() {
            return None;
        }
        let (ints, floats) = conditions(at.op)?;
        if of_x == Hint::Int && of_y == Hint::Int {
            let (x, y) = (self.int(x, at), self.int(y, at));
            return Some(self.builder.ins().icmp(ints, x, y));
        }
        let (x, y) = (self.float(x, at), self.float(y, at));
        Some(self.builder.ins().fcmp(floats, x, y))
    }

    pub(super) fn comparison(&mut self, at: Instruction) -> bool {
        let (x, y) = (at.word.b(), at.word.c());
        let [_, of_x, of_y] = self.unit.hints(at.pc);
        let (x, y) = (Operand::Register(x, of_x), Operand::Register(y, of_y));
        let Some(holds) = self.compared(at, x, y) else {
            return self.assisted_value(at);
        };
        self.set_bool(at.word.a(), holds);
        true
    }

    pub(super) fn set_bool(&mut self, register: usize, holds: Value) {
        let (yes, no) = (self.constant(special::TRUE), self.constant(special::FALSE));
        let value = self.builder.ins().select(holds, yes, no);
        self.set(register, value, Kind::Bool);
    }

    pub(super) fn compare_and_jump(&mut self, at: Instruction) -> bool {
        let is_immediate = (Op::JumpEqImm as u8..=Op::JumpGeImm as u8).contains(&(at.op as u8));
        let [of_x, of_y, _] = self.unit.hints(at.pc);
        let (x, y) = (Operand::Register(at.word.a(), of_x), at.word.b());
        let y = match is_immediate {
            true => Operand::Immediate(i32::from(y as u8 as i8)),
            false => Operand::Register(y, of_y),
        };
        match self.compared(at, x, y) {
            Some(holds) => self.jump_where(holds, at.word.c() != 0, at),
            None => self.assisted(at),
        }
    }
}

/// The conditions of a comparison.
fn conditions(op: Op) -> Option<(IntCC, FloatCC)> {
    use Op::*;
    Some(match op {
        Eq | JumpEq | JumpEqImm => (IntCC::Equal, FloatCC::Equal),
        Ne | JumpNe | JumpNeImm => (IntCC::NotEqual, FloatCC::NotEqual),
        Lt | JumpLt | JumpLtImm => (IntCC::SignedLessThan, FloatCC::LessThan),
        Le | JumpLe | JumpLeImm => (IntCC::SignedLessThanOrEqual, FloatCC::LessThanOrEqual),
        Gt | JumpGt | JumpGtImm => (IntCC::SignedGreaterThan, FloatCC::GreaterThan),
        Ge | JumpGe | JumpGeImm => (IntCC::SignedGreaterThanOrEqual, FloatCC::GreaterThanOrEqual),
        _ => return None,
    })
}
