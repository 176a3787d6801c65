//! Assignment in all its forms, and `del`.

use iotpy_core::opcode::Op;

use super::builder::Builder;
use super::expression::binary_op;
use super::target::Target;
use crate::code::Operand;
use crate::tree::{At, BinaryOp, Expr, ExprKind, Name};

impl Builder<'_, '_, '_> {
    pub fn assign(&mut self, targets: &[Expr], value: &Expr) {
        let mark = self.mark();
        match targets {
            [
                Expr {
                    kind: ExprKind::Name(name),
                    ..
                },
            ] => {
                if let Some(register) = self.direct_register(name) {
                    self.value_into(value, register);
                    self.assigned(name);
                } else {
                    let value = self.value(value);
                    self.store_name(name, value);
                }
            }
            [target] => match (items(target), items(value)) {
                (Some(targets), Some(values)) if pairwise(targets, values) => {
                    self.assign_pairs(targets, values);
                }
                (Some(_), _) => {
                    let value = self.value_temp(value);
                    self.store(target, value);
                }
                _ => {
                    let value = self.value(value);
                    self.store(target, value);
                }
            },
            _ => {
                // A temporary, since one target may be the variable that the value is.
                let value = self.value_temp(value);
                for target in targets {
                    let mark = self.mark();
                    if items(target).is_some() {
                        let copy = self.alloc();
                        self.copy(copy, value);
                        self.store(target, copy);
                    } else {
                        self.store(target, value);
                    }
                    self.release(mark);
                }
            }
        }
        self.release(mark);
    }

    /// `a, b = c, d` without a tuple: all values first, then all stores.
    fn assign_pairs(&mut self, targets: &[Expr], values: &[Expr]) {
        let first = self.consecutive(values);
        for (n, target) in targets.iter().enumerate() {
            self.store(target, first + n as u8);
        }
    }

    /// Stores a register to a target. A tuple of targets may overwrite the register.
    pub fn store(&mut self, target: &Expr, source: u8) {
        let mark = self.mark();
        self.at = target.at;
        match &target.kind {
            ExprKind::Name(name) => self.store_name(name, source),
            ExprKind::Attribute(object, name, name_at) => {
                if self.is_module(object) {
                    return self.store_member(object, name, source, target.at);
                }
                let object = self.value(object);
                self.at = target.at.starting_at_name(*name_at);
                let name = self.name_operand(name);
                self.emit(Op::SetAttr, [object, source, 0], name);
            }
            ExprKind::Subscript(object, index) => {
                let object = self.value(object);
                let index = self.value(index);
                self.at = target.at;
                self.op(Op::SetItem, object, index, source);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                self.unpack(targets, source);
            }
            ExprKind::Starred(inner) => self.store(inner, source),
            ExprKind::Refused(refusal) => {
                self.refuse(target.at, refusal.construct, refusal.hint);
            }
            _ => {}
        }
        self.release(mark);
    }

    fn is_module(&mut self, object: &Expr) -> bool {
        matches!(
            self.target_of(object),
            Some(Target::Source(_) | Target::Native(_))
        )
    }

    /// The streams are the only members of modules that are assigned from outside.
    fn store_member(&mut self, module: &Expr, name: &Name, source: u8, at: At) {
        let stream = match self.target_of(module) {
            Some(Target::Source(id)) => self.program.stream(id, name),
            _ => None,
        };
        match stream {
            Some(global) => self.op_with(Op::SetGlobal, source, Operand::Global(global)),
            None => self.refuse_member_store(at),
        }
    }

    fn refuse_member_store(&mut self, at: At) {
        let hint = "let a function of the module assign it with `global`";
        self.refuse(at, "assignment to a module's member", hint);
    }

    fn unpack(&mut self, targets: &[Expr], source: u8) {
        let starred = |e: &Expr| matches!(e.kind, ExprKind::Starred(_));
        let star = targets.iter().position(starred);
        let neighbours = self.neighbours(targets);
        let first = neighbours.unwrap_or_else(|| {
            if targets.is_empty() {
                0
            } else {
                self.alloc_block(targets.len())
            }
        });
        match star {
            None => self.op(Op::Unpack, source, first, targets.len() as u8),
            Some(before) => {
                let after = targets.len() - before - 1;
                let operands = [source, first, before as u8];
                self.emit(Op::UnpackStar, operands, Operand::Number(after as u32));
            }
        }
        for (n, target) in targets.iter().enumerate() {
            match &target.kind {
                ExprKind::Name(name) if neighbours.is_some() => self.assigned(name),
                _ => self.store(target, first + n as u8),
            }
        }
    }

    /// The first register of targets that are variables in neighbouring registers.
    fn neighbours(&self, targets: &[Expr]) -> Option<u8> {
        let mut registers = targets.iter().map(|target| match &target.kind {
            ExprKind::Name(name) => self.direct_register(name),
            _ => None,
        });
        let first = registers.next()??;
        let mut expected = first;
        for register in registers {
            expected += 1;
            if register? != expected {
                return None;
            }
        }
        Some(first)
    }

    /// `target op= value`; what the target consists of is evaluated once.
    pub fn augmented(&mut self, target: &Expr, op: BinaryOp, value: &Expr, at: At) {
        let mark = self.mark();
        match &target.kind {
            ExprKind::Name(name) => match self.direct_register(name) {
                Some(register) => {
                    let held = self.load_name(name, target.at, None);
                    self.in_place(op, held, value, at);
                    self.copy(register, held);
                    self.assigned(name);
                }
                None => {
                    let held = self.alloc();
                    self.load_name(name, target.at, Some(held));
                    self.in_place(op, held, value, at);
                    self.store_name(name, held);
                }
            },
            ExprKind::Attribute(object, ..) if self.is_module(object) => {
                self.refuse_member_store(target.at);
            }
            ExprKind::Attribute(object, name, name_at) => {
                let object = self.value(object);
                let held = self.alloc();
                self.at = target.at.starting_at_name(*name_at);
                let name = self.name_operand(name);
                self.emit(Op::GetAttr, [held, object, 0], name);
                self.in_place(op, held, value, at);
                self.at = target.at.starting_at_name(*name_at);
                self.emit(Op::SetAttr, [object, held, 0], name);
            }
            ExprKind::Subscript(object, index) => {
                let object = self.value(object);
                let index = self.value(index);
                let held = self.alloc();
                self.at = target.at;
                self.op(Op::GetItem, held, object, index);
                self.in_place(op, held, value, at);
                self.at = target.at;
                self.op(Op::SetItem, object, index, held);
            }
            ExprKind::Refused(refusal) => {
                self.refuse(target.at, refusal.construct, refusal.hint);
            }
            _ => {}
        }
        self.release(mark);
    }

    fn in_place(&mut self, op: BinaryOp, held: u8, value: &Expr, at: At) {
        // A list or bytearray is repeated in place, which the immediate form does not do.
        match self.immediate(op, value).filter(|_| op != BinaryOp::Mul) {
            Some((op, number)) => {
                self.at = at;
                self.op(op, held, held, number);
            }
            None => {
                let value = self.value(value);
                self.at = at;
                self.op(binary_op(op, true), held, held, value);
            }
        }
    }

    pub fn delete(&mut self, target: &Expr) {
        let mark = self.mark();
        match &target.kind {
            ExprKind::Name(name) => self.delete_name(name, target.at),
            ExprKind::Attribute(object, name, name_at) => {
                let object = self.value(object);
                self.at = target.at.starting_at_name(*name_at);
                let name = self.name_operand(name);
                self.emit(Op::DelAttr, [object, 0, 0], name);
            }
            ExprKind::Subscript(object, index) => {
                let object = self.value(object);
                let index = self.value(index);
                self.at = target.at;
                self.op(Op::DelItem, object, index, 0);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                targets.iter().for_each(|target| self.delete(target));
            }
            ExprKind::Refused(refusal) => {
                self.refuse(target.at, refusal.construct, refusal.hint);
            }
            _ => {}
        }
        self.release(mark);
    }
}

fn items(e: &Expr) -> Option<&[Expr]> {
    match &e.kind {
        ExprKind::Tuple(items) | ExprKind::List(items) => Some(items),
        _ => None,
    }
}

fn pairwise(targets: &[Expr], values: &[Expr]) -> bool {
    let starred = |e: &Expr| matches!(e.kind, ExprKind::Starred(_));
    targets.len() == values.len()
        && !targets.is_empty()
        && targets.len() <= 16
        && !targets.iter().any(starred)
        && !values.iter().any(starred)
}
