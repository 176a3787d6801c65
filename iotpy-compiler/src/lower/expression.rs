//! Expressions.

use iotpy_core::catalog::fallback;
use iotpy_core::opcode::Op;

use super::builder::Builder;
use crate::code::Constant;
use crate::tree::{At, BinaryOp, CompareOp, Expr, ExprKind, FunctionKind, Integer, Name, UnaryOp};

impl Builder<'_, '_, '_> {
    /// The value of an expression, in a variable's register or a new temporary.
    pub fn value(&mut self, e: &Expr) -> u8 {
        match &e.kind {
            ExprKind::Name(name) => self.load_name(name, e.at, None),
            _ => {
                let dest = self.alloc();
                self.value_into(e, dest);
                dest
            }
        }
    }

    /// The value of an expression in a register that the VM may overwrite.
    pub fn value_temp(&mut self, e: &Expr) -> u8 {
        let dest = self.alloc();
        self.value_into(e, dest);
        dest
    }

    /// The value of an expression in a variable's register, or in `dest`, a temporary.
    pub fn value_at(&mut self, e: &Expr, dest: u8) -> u8 {
        match &e.kind {
            ExprKind::Name(name) => match self.direct_register(name) {
                Some(_) => self.load_name(name, e.at, None),
                None => self.load_name(name, e.at, Some(dest)),
            },
            _ => {
                self.value_into(e, dest);
                dest
            }
        }
    }

    /// An expression for its effects.
    pub fn discard(&mut self, e: &Expr) {
        let mark = self.mark();
        if self.constant(e).is_none() {
            self.value(e);
        }
        self.release(mark);
    }

    /// The value of an expression in `dest`, which is written last if it is a variable.
    pub fn value_into(&mut self, e: &Expr, dest: u8) {
        let mark = self.mark();
        self.at = e.at;
        if let Some(constant) = self.constant(e) {
            self.load_constant(dest, constant);
        } else if !self.literal_parts(e, dest) {
            self.compute(e, dest);
        }
        self.release(mark);
    }

    fn compute(&mut self, e: &Expr, dest: u8) {
        match &e.kind {
            ExprKind::Name(name) => {
                self.load_name(name, e.at, Some(dest));
            }
            ExprKind::Format(parts) => self.format(parts, e.at, dest),
            ExprKind::Tuple(items) => self.tuple(items, e.at, dest),
            ExprKind::List(items) => self.list(items, e.at, dest),
            ExprKind::Set(items) => self.set(items, e.at, dest),
            ExprKind::Dict(items) => self.dict(items, e.at, dest),
            ExprKind::Unary(op, operand) => self.unary(*op, operand, e.at, dest),
            ExprKind::Binary(op, left, right) => self.binary(*op, left, right, e.at, dest),
            ExprKind::And(values) => self.logical(values, false, dest),
            ExprKind::Or(values) => self.logical(values, true, dest),
            ExprKind::Compare(left, rest) => self.compare(left, rest, e.at, dest),
            ExprKind::Conditional(parts) => self.conditional(parts, dest),
            ExprKind::Walrus(name, value) => {
                let to = self.scratch(dest);
                self.value_into(value, to);
                self.at = e.at;
                self.store_name(name, to);
                self.copy(dest, to);
            }
            ExprKind::Attribute(value, name, at) => self.attribute(e, value, name, *at, dest),
            ExprKind::Subscript(value, index) => self.subscript(value, index, e.at, dest),
            ExprKind::Slice(parts) => {
                let first = self.slice_parts(parts);
                self.at = e.at;
                self.op(Op::MakeSlice, dest, first, 0);
            }
            ExprKind::Call(call) => self.call(call, e.at, dest),
            ExprKind::Lambda(function) => self.make_function(function, dest),
            ExprKind::Generator(generator) => {
                debug_assert_eq!(generator.function.kind, FunctionKind::Generator);
                let base = self.alloc_block(2);
                self.make_function(&generator.function, base);
                let iterable = self.value_at(&generator.iterable, base + 1);
                self.at = e.at;
                self.op(Op::GetIter, base + 1, iterable, 0);
                self.op(Op::Call, base, 1, dest);
            }
            ExprKind::Comprehension(comprehension) => {
                self.comprehension(comprehension, e.at, dest);
            }
            ExprKind::Yield(value) => {
                let to = self.scratch(dest);
                let yielded = match value {
                    Some(value) => self.value_at(value, to),
                    None => {
                        self.op(Op::LoadSpecial, to, 0, 0);
                        to
                    }
                };
                self.at = e.at;
                // A variable keeps its value when an exception is thrown in here.
                self.op(Op::Yield, yielded, to, 0);
                self.copy(dest, to);
            }
            ExprKind::YieldFrom(iterable) => self.yield_from(iterable, e.at, dest),
            ExprKind::Starred(value) => self.value_into(value, dest),
            ExprKind::Refused(refusal) => self.refuse(e.at, refusal.construct, refusal.hint),
            _ => {}
        }
    }

    fn unary(&mut self, op: UnaryOp, operand: &Expr, at: At, dest: u8) {
        let to = self.scratch(dest);
        let value = self.value_at(operand, to);
        self.at = at;
        let op = match op {
            UnaryOp::Neg => Op::Neg,
            UnaryOp::Pos => Op::Pos,
            UnaryOp::Invert => Op::Invert,
            UnaryOp::Not => Op::Not,
        };
        self.op(op, dest, value, 0);
    }

    fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr, at: At, dest: u8) {
        if let Some((op, number)) = self.immediate(op, right) {
            // The same register twice would mean the in-place operator.
            let left = self.value(left);
            let to = if dest == left { self.alloc() } else { dest };
            self.at = at;
            self.op(op, to, left, number);
            return self.copy(dest, to);
        }
        let to = self.scratch(dest);
        let left = self.value_at(left, to);
        let right = self.value(right);
        self.at = at;
        self.op(binary_op(op, false), dest, left, right);
    }

    /// The instruction for an operation with a small number on the right.
    pub fn immediate(&self, op: BinaryOp, right: &Expr) -> Option<(Op, u8)> {
        let Some(Constant::Int(number)) = self.constant(right) else {
            return None;
        };
        let number = number.small().and_then(|n| i8::try_from(n).ok())?;
        let op = match op {
            BinaryOp::Add => Op::AddImm,
            BinaryOp::Sub => Op::SubImm,
            BinaryOp::Mul => Op::MulImm,
            BinaryOp::FloorDiv => Op::FloorDivImm,
            BinaryOp::Mod => Op::ModImm,
            _ => return None,
        };
        Some((op, number as u8))
    }

    /// `and` and `or`: the first value whose truth is `stop`, or the last.
    fn logical(&mut self, values: &[Expr], stop: bool, dest: u8) {
        let to = self.scratch(dest);
        let end = self.label();
        let Some((last, rest)) = values.split_last() else {
            return;
        };
        let jump = if stop { Op::JumpTrue } else { Op::JumpFalse };
        for value in rest {
            match self.constant(value).map(|value| crate::fold::truth(&value)) {
                Some(truth) if truth != stop => continue,
                _ => {}
            }
            self.value_into(value, to);
            self.at = value.at;
            self.jump_if(jump, [to, 0, 0], end);
        }
        self.value_into(last, to);
        self.place(end);
        self.copy(dest, to);
    }

    fn conditional(&mut self, [test, then, otherwise]: &[Expr; 3], dest: u8) {
        if let Some(value) = self.constant(test) {
            let taken = if crate::fold::truth(&value) {
                then
            } else {
                otherwise
            };
            return self.value_into(taken, dest);
        }
        let (no, end) = (self.label(), self.label());
        self.branch(test, no, false);
        self.value_into(then, dest);
        self.jump(end);
        self.place(no);
        self.value_into(otherwise, dest);
        self.place(end);
    }

    fn compare(&mut self, left: &Expr, rest: &[(CompareOp, Expr)], at: At, dest: u8) {
        let to = self.scratch(dest);
        if let [(op, right)] = rest {
            let left = self.value_at(left, to);
            let right = self.comparand(*op, right);
            self.at = at;
            return self.op(compare_op(*op), dest, left, right);
        }
        let end = self.label();
        let mut left = self.value(left);
        for (n, (op, right)) in rest.iter().enumerate() {
            let register = match op {
                // The container may be overwritten, and is the next comparison's left side.
                CompareOp::In | CompareOp::NotIn if n + 1 < rest.len() => {
                    let value = self.value(right);
                    let container = self.alloc();
                    self.copy(container, value);
                    self.at = at;
                    self.op(compare_op(*op), to, left, container);
                    value
                }
                _ => {
                    let value = self.comparand(*op, right);
                    self.at = at;
                    self.op(compare_op(*op), to, left, value);
                    value
                }
            };
            if n + 1 < rest.len() {
                self.jump_if(Op::JumpFalse, [to, 0, 0], end);
            }
            left = register;
        }
        self.place(end);
        self.copy(dest, to);
    }

    /// The right side of a comparison: the VM may overwrite the container of `in`.
    pub fn comparand(&mut self, op: CompareOp, right: &Expr) -> u8 {
        match op {
            CompareOp::In | CompareOp::NotIn => self.value_temp(right),
            _ => self.value(right),
        }
    }

    fn attribute(&mut self, e: &Expr, value: &Expr, name: &Name, at: At, dest: u8) {
        if let Some(target) = self.target_of(e) {
            return self.load_target(target, name, e.at, dest);
        }
        if self.missing_member(value, name, e.at) {
            return;
        }
        if &**name == "sort" {
            self.reach_builtin(fallback::LIST_SORT, true);
        }
        let to = self.scratch(dest);
        let value = self.value_at(value, to);
        // CPython tells the line of the name, which matters in chains over several lines.
        self.at = e.at.starting_at_name(at);
        let name = self.name_operand(name);
        self.emit(Op::GetAttr, [dest, value, 0], name);
    }

    fn subscript(&mut self, value: &Expr, index: &Expr, at: At, dest: u8) {
        if let ExprKind::Slice(parts) = &index.kind {
            let base = self.value_temp(value);
            self.slice_parts(parts);
            self.at = at;
            return self.op(Op::GetSlice, dest, base, 0);
        }
        let to = self.scratch(dest);
        let value = self.value_at(value, to);
        let small = match self.constant(index) {
            Some(Constant::Int(number)) => number.small().and_then(|n| u8::try_from(n).ok()),
            _ => None,
        };
        if let Some(number) = small {
            self.at = at;
            return self.op(Op::GetItemImm, dest, value, number);
        }
        let index = self.value(index);
        self.at = at;
        self.op(Op::GetItem, dest, value, index);
    }

    /// Start, stop and step of a slice in three new registers.
    pub fn slice_parts(&mut self, parts: &[Option<Box<Expr>>; 3]) -> u8 {
        let first = self.alloc_block(3);
        for (n, part) in parts.iter().enumerate() {
            let register = first + n as u8;
            match part {
                Some(part) => self.value_into(part, register),
                None => self.op(Op::LoadSpecial, register, 0, 0),
            }
        }
        first
    }

    /// Values in consecutive new registers.
    pub fn consecutive<'e>(&mut self, items: impl IntoIterator<Item = &'e Expr>) -> u8 {
        let first = self.mark();
        for item in items {
            self.value_temp(item);
        }
        // Without items no register is meant; the next one may not exist.
        if self.mark() == first {
            0
        } else {
            first.min(usize::from(u8::MAX)) as u8
        }
    }

    /// Loads a number.
    pub fn load_number(&mut self, dest: u8, number: i64) {
        self.load_constant(dest, Constant::Int(Integer::from(number)));
    }
}

pub(super) fn binary_op(op: BinaryOp, in_place: bool) -> Op {
    match (op, in_place) {
        (BinaryOp::Add, false) => Op::Add,
        (BinaryOp::Sub, false) => Op::Sub,
        (BinaryOp::Mul, false) => Op::Mul,
        (BinaryOp::Div, false) => Op::Div,
        (BinaryOp::FloorDiv, false) => Op::FloorDiv,
        (BinaryOp::Mod, false) => Op::Mod,
        (BinaryOp::Pow, false) => Op::Pow,
        (BinaryOp::Shl, false) => Op::Shl,
        (BinaryOp::Shr, false) => Op::Shr,
        (BinaryOp::And, false) => Op::And,
        (BinaryOp::Or, false) => Op::Or,
        (BinaryOp::Xor, false) => Op::Xor,
        (BinaryOp::MatMul, false) => Op::MatMul,
        (BinaryOp::Add, true) => Op::IAdd,
        (BinaryOp::Sub, true) => Op::ISub,
        (BinaryOp::Mul, true) => Op::IMul,
        (BinaryOp::Div, true) => Op::IDiv,
        (BinaryOp::FloorDiv, true) => Op::IFloorDiv,
        (BinaryOp::Mod, true) => Op::IMod,
        (BinaryOp::Pow, true) => Op::IPow,
        (BinaryOp::Shl, true) => Op::IShl,
        (BinaryOp::Shr, true) => Op::IShr,
        (BinaryOp::And, true) => Op::IAnd,
        (BinaryOp::Or, true) => Op::IOr,
        (BinaryOp::Xor, true) => Op::IXor,
        (BinaryOp::MatMul, true) => Op::IMatMul,
    }
}

fn compare_op(op: CompareOp) -> Op {
    match op {
        CompareOp::Eq => Op::Eq,
        CompareOp::Ne => Op::Ne,
        CompareOp::Lt => Op::Lt,
        CompareOp::Le => Op::Le,
        CompareOp::Gt => Op::Gt,
        CompareOp::Ge => Op::Ge,
        CompareOp::Is => Op::Is,
        CompareOp::IsNot => Op::IsNot,
        CompareOp::In => Op::In,
        CompareOp::NotIn => Op::NotIn,
    }
}
