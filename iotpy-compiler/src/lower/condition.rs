//! Conditions as jumps.

use iotpy_core::opcode::Op;

use super::builder::Builder;
use crate::code::{Constant, Label};
use crate::fold;
use crate::tree::{CompareOp, Expr, ExprKind, UnaryOp};

impl Builder<'_, '_, '_> {
    /// Jumps to `label` if the truth of an expression is `sense`, else goes on.
    pub fn branch(&mut self, e: &Expr, label: Label, sense: bool) {
        let mark = self.mark();
        self.at = e.at;
        if let Some(value) = self.constant(e) {
            if fold::truth(&value) == sense {
                self.jump(label);
            }
            return;
        }
        match &e.kind {
            ExprKind::Unary(UnaryOp::Not, operand) => self.branch(operand, label, !sense),
            ExprKind::And(values) => self.branch_logical(values, label, sense, false),
            ExprKind::Or(values) => self.branch_logical(values, label, sense, true),
            ExprKind::Compare(left, rest) => self.branch_compare(e, left, rest, label, sense),
            _ => {
                let value = self.value(e);
                self.at = e.at;
                let jump = if sense { Op::JumpTrue } else { Op::JumpFalse };
                self.jump_if(jump, [value, 0, 0], label);
            }
        }
        self.release(mark);
    }

    /// `and` stops at a false value, `or` at a true one.
    fn branch_logical(&mut self, values: &[Expr], label: Label, sense: bool, stop: bool) {
        let Some((last, rest)) = values.split_last() else {
            return;
        };
        if sense == stop {
            rest.iter()
                .for_each(|value| self.branch(value, label, sense));
            return self.branch(last, label, sense);
        }
        let skip = self.label();
        rest.iter().for_each(|value| self.branch(value, skip, stop));
        self.branch(last, label, sense);
        self.place(skip);
    }

    fn branch_compare(
        &mut self,
        e: &Expr,
        left: &Expr,
        rest: &[(CompareOp, Expr)],
        label: Label,
        sense: bool,
    ) {
        if let [(op, right)] = rest {
            let left = self.value(left);
            return self.jump_compare(e, left, *op, right, label, sense);
        }
        let Some((last, chain)) = rest.split_last() else {
            return;
        };
        let skip = self.label();
        let fail = if sense { skip } else { label };
        let mut left = self.value(left);
        for (op, right) in chain {
            let value = self.value(right);
            self.at = e.at;
            self.jump_registers(left, *op, value, fail, false);
            left = value;
        }
        self.jump_compare(e, left, last.0, &last.1, label, sense);
        self.place(skip);
    }

    pub fn jump_compare(
        &mut self,
        e: &Expr,
        left: u8,
        op: CompareOp,
        right: &Expr,
        label: Label,
        sense: bool,
    ) {
        self.at = e.at;
        match (op, self.constant(right)) {
            (CompareOp::Is | CompareOp::IsNot, Some(Constant::None)) => {
                let none = (op == CompareOp::Is) == sense;
                let jump = if none { Op::JumpNone } else { Op::JumpNotNone };
                return self.jump_if(jump, [left, 0, 0], label);
            }
            (_, Some(Constant::Int(number))) => {
                let number = number.small().and_then(|n| i8::try_from(n).ok());
                if let (Some(number), Some(jump)) = (number, immediate(op)) {
                    let operands = [left, number as u8, u8::from(sense)];
                    return self.jump_if(jump, operands, label);
                }
            }
            _ => {}
        }
        let right = self.comparand(op, right);
        self.at = e.at;
        self.jump_on(left, op, right, label, sense);
    }

    /// A comparison within a chain: its right side must survive.
    fn jump_registers(&mut self, left: u8, op: CompareOp, right: u8, label: Label, sense: bool) {
        let mark = self.mark();
        let mut container = right;
        if matches!(op, CompareOp::In | CompareOp::NotIn) {
            container = self.alloc();
            self.copy(container, right);
        }
        self.jump_on(left, op, container, label, sense);
        self.release(mark);
    }

    fn jump_on(&mut self, left: u8, op: CompareOp, right: u8, label: Label, sense: bool) {
        let (jump, sense) = match op {
            CompareOp::Eq => (Op::JumpEq, sense),
            CompareOp::Ne => (Op::JumpNe, sense),
            CompareOp::Lt => (Op::JumpLt, sense),
            CompareOp::Le => (Op::JumpLe, sense),
            CompareOp::Gt => (Op::JumpGt, sense),
            CompareOp::Ge => (Op::JumpGe, sense),
            CompareOp::Is => (Op::JumpIs, sense),
            CompareOp::IsNot => (Op::JumpIs, !sense),
            CompareOp::In => (Op::JumpIn, sense),
            CompareOp::NotIn => (Op::JumpIn, !sense),
        };
        self.jump_if(jump, [left, right, u8::from(sense)], label);
    }
}

fn immediate(op: CompareOp) -> Option<Op> {
    Some(match op {
        CompareOp::Eq => Op::JumpEqImm,
        CompareOp::Ne => Op::JumpNeImm,
        CompareOp::Lt => Op::JumpLtImm,
        CompareOp::Le => Op::JumpLeImm,
        CompareOp::Gt => Op::JumpGtImm,
        CompareOp::Ge => Op::JumpGeImm,
        _ => return None,
    })
}
