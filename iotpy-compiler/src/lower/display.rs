//! Tuples, lists, sets and dicts, written out.

use iotpy_core::opcode::Op;

use super::builder::Builder;
use crate::tree::{At, Expr, ExprKind};

/// How many items a display keeps in registers before it goes on with a second part.
const ITEMS_MAX: usize = 32;

impl Builder<'_, '_, '_> {
    fn items_max(&self) -> usize {
        (self.room() / 2).clamp(1, ITEMS_MAX)
    }

    pub fn tuple(&mut self, items: &[Expr], at: At, dest: u8) {
        let plain = !items
            .iter()
            .any(|item| matches!(item.kind, ExprKind::Starred(_)));
        if plain && items.len() <= self.items_max() {
            let first = self.consecutive(items);
            self.at = at;
            return self.op(Op::MakeTuple, dest, first, items.len() as u8);
        }
        let list = self.alloc();
        self.list(items, at, list);
        self.at = at;
        self.op(Op::ListToTuple, dest, list, 0);
    }

    pub fn list(&mut self, items: &[Expr], at: At, dest: u8) {
        self.sequence(
            items,
            at,
            dest,
            [Op::MakeList, Op::ListPush, Op::ListExtend],
        );
    }

    pub fn set(&mut self, items: &[Expr], at: At, dest: u8) {
        // CPython makes a frozenset of three constants or more and merges it into the set, which
        // shows in the order of numbers; that of texts is another one in every run.
        let visible = items.len() > 2
            && items.iter().all(|item| self.is_constant_item(item))
            && !items
                .iter()
                .any(|item| matches!(item.kind, ExprKind::Str(_) | ExprKind::Bytes(_)));
        if !visible {
            return self.set_items(items, at, dest);
        }
        let to = self.scratch(dest);
        let mark = self.mark();
        let [constant, list] = [self.alloc(), self.alloc()];
        self.set_items(items, at, constant);
        // It is made twice: once by folding, once from its elements when constants are shared.
        self.op(Op::MakeList, list, 0, 0);
        self.op(Op::ListExtend, list, constant, 0);
        self.op(Op::MakeSet, constant, 0, 0);
        self.op(Op::SetExtend, constant, list, 0);
        self.op(Op::MakeSet, to, 0, 0);
        self.op(Op::SetExtend, to, constant, 0);
        self.release(mark);
        self.copy(dest, to);
    }

    fn is_constant_item(&self, item: &Expr) -> bool {
        match &item.kind {
            ExprKind::Tuple(items) => items.iter().all(|item| self.is_constant_item(item)),
            _ => self.constant(item).is_some(),
        }
    }

    /// A set to which the items are added in their order.
    fn set_items(&mut self, items: &[Expr], at: At, dest: u8) {
        let starred = |item: &Expr| matches!(item.kind, ExprKind::Starred(_));
        let plain = items.iter().position(starred).unwrap_or(items.len());
        let (head, tail) = items.split_at(plain.min(self.items_max()));
        let to = if tail.is_empty() {
            dest
        } else {
            self.scratch(dest)
        };
        let mark = self.mark();
        let first = if head.is_empty() {
            0
        } else {
            self.consecutive(head)
        };
        self.at = at;
        self.op(Op::MakeSet, to, first, head.len() as u8);
        self.release(mark);
        for item in tail {
            let (op, value) = match &item.kind {
                ExprKind::Starred(inner) => (Op::SetExtend, self.value_temp(inner)),
                _ => (Op::SetPush, self.value(item)),
            };
            self.at = at;
            self.op(op, to, value, 0);
            self.release(mark);
        }
        self.copy(dest, to);
    }

    fn sequence(&mut self, items: &[Expr], at: At, dest: u8, [make, push, extend]: [Op; 3]) {
        let starred = |item: &Expr| matches!(item.kind, ExprKind::Starred(_));
        let plain = items.iter().position(starred).unwrap_or(items.len());
        let (head, tail) = items.split_at(plain.min(self.items_max()));
        let to = if tail.is_empty() {
            dest
        } else {
            self.scratch(dest)
        };
        let mark = self.mark();
        let first = if head.is_empty() {
            0
        } else {
            self.consecutive(head)
        };
        self.at = at;
        self.op(make, to, first, head.len() as u8);
        self.release(mark);
        let mut rest = tail;
        while let Some(item) = rest.first() {
            if let ExprKind::Starred(inner) = &item.kind {
                let value = self.value_temp(inner);
                self.at = at;
                self.op(extend, to, value, 0);
                rest = &rest[1..];
            } else {
                let plain = rest.iter().position(starred).unwrap_or(rest.len());
                let count = plain.min(self.items_max());
                self.add_items(&rest[..count], at, to, [make, push, extend]);
                rest = &rest[count..];
            }
            self.release(mark);
        }
        self.copy(dest, to);
    }

    fn add_items(&mut self, items: &[Expr], at: At, to: u8, [make, push, extend]: [Op; 3]) {
        let first = self.consecutive(items);
        self.at = at;
        match items.len() {
            1 => self.op(push, to, first, 0),
            count => {
                self.op(make, first, first, count as u8);
                self.op(extend, to, first, 0);
            }
        }
    }

    pub fn dict(&mut self, items: &[(Option<Expr>, Expr)], at: At, dest: u8) {
        let plain = items
            .iter()
            .position(|(key, _)| key.is_none())
            .unwrap_or(items.len());
        let (head, tail) = items.split_at(plain.min(self.items_max() / 2));
        let to = if tail.is_empty() {
            dest
        } else {
            self.scratch(dest)
        };
        let mark = self.mark();
        let pairs = head
            .iter()
            .flat_map(|(key, value)| key.iter().chain([value]));
        let first = if head.is_empty() {
            0
        } else {
            self.consecutive(pairs)
        };
        self.at = at;
        self.op(Op::MakeDict, to, first, head.len() as u8);
        self.release(mark);
        for (key, value) in tail {
            match key {
                Some(key) => {
                    let key = self.value(key);
                    let value = self.value(value);
                    self.at = at;
                    self.op(Op::DictPut, to, key, value);
                }
                None => {
                    let value = self.value_temp(value);
                    self.at = at;
                    self.op(Op::DictMerge, to, value, 0);
                }
            }
            self.release(mark);
        }
        self.copy(dest, to);
    }
}
