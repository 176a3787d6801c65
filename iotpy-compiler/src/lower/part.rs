//! Long modules and long literals: parts of them become functions, since the jumps of a function
//! have a bound.

use std::collections::HashSet;
use std::rc::Rc;

use iotpy_core::opcode::Op;

use super::builder::Builder;
use super::function;
use crate::code::Operand;
use crate::parse::MODULE_SCOPE;
use crate::tree::{At, Expr, ExprKind, Function, FunctionKind, Parameters, Stmt, StmtKind};

/// The words of a module's body, roughly, from which on it is parted.
const MODULE_MAX: usize = 24_000;
/// The words of a literal from which on it is parted, if there is nothing but data in it.
const LITERAL_MAX: usize = 6_000;
/// The words of a part.
const PART_MAX: usize = 5_000;

impl Builder<'_, '_, '_> {
    /// Lowers the body of a long module in parts; false if it is short.
    pub fn module_parts(&mut self, body: &[Stmt]) -> bool {
        let end = self.program.module(self.module).text.len() as u32;
        let next = body.iter().skip(1).map(|stmt| stmt.at.offset).chain([end]);
        let weights: Vec<usize> = body
            .iter()
            .zip(next)
            .map(|(s, next)| weight(s, next))
            .collect();
        if weights.iter().sum::<usize>() <= MODULE_MAX {
            return false;
        }
        let mut rest = body;
        for count in groups(&weights) {
            let (part, after) = rest.split_at(count);
            rest = after;
            if let Some(first) = part.first() {
                let mark = self.mark();
                let register = self.alloc();
                self.call_part(part.to_vec(), first.at, register);
                self.release(mark);
            }
        }
        true
    }

    /// Lowers a long literal in parts; false if it is short or holds more than data.
    pub fn literal_parts(&mut self, e: &Expr, dest: u8) -> bool {
        let (make, extend) = match &e.kind {
            ExprKind::List(_) | ExprKind::Tuple(_) => (Op::MakeList, Op::ListExtend),
            ExprKind::Set(_) => (Op::MakeSet, Op::SetExtend),
            ExprKind::Dict(_) => (Op::MakeDict, Op::DictMerge),
            _ => return false,
        };
        if size(e).is_none_or(|size| size <= LITERAL_MAX) {
            return false;
        }
        let parts = split(e);
        if parts.len() < 2 {
            // It is a long item that is to be parted.
            return false;
        }
        let to = self.scratch(dest);
        self.op(make, to, 0, 0);
        for part in parts {
            let mark = self.mark();
            let register = self.alloc();
            let at = part.at;
            let body = vec![Stmt {
                at,
                kind: StmtKind::Return(Some(part)),
            }];
            self.call_part(body, at, register);
            self.op(extend, to, register, 0);
            self.release(mark);
        }
        match e.kind {
            ExprKind::Tuple(_) => self.op(Op::ListToTuple, dest, to, 0),
            _ => self.copy(dest, to),
        }
        true
    }

    fn call_part(&mut self, body: Vec<Stmt>, at: At, dest: u8) {
        if !self.flow.reachable {
            return;
        }
        let part = Rc::new(Function {
            at,
            scope: MODULE_SCOPE,
            kind: FunctionKind::Part,
            name: "<module>".into(),
            target: "<module>".into(),
            parameters: Parameters::default(),
            annotations: Vec::new(),
            decorators: Vec::new(),
            body,
        });
        let unit = function::unit(&part, &self.scopes, self.module);
        let id = self.program.add_unit(unit);
        self.program.enqueue(id, part, self.module, HashSet::new());
        self.at = at;
        self.emit(Op::MakeFunction, [dest, 0, 0], Operand::Function(id));
        self.op(Op::Call, dest, 0, dest);
    }
}

/// The words of a statement, roughly: hardly any source needs more words than it has bytes.
fn weight(stmt: &Stmt, next: u32) -> usize {
    match stmt.kind {
        StmtKind::Function(_) => 16,
        StmtKind::Class(_) => 64,
        _ => next.saturating_sub(stmt.at.offset) as usize,
    }
}

/// How many neighbours to take together.
fn groups(weights: &[usize]) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut count, mut sum) = (0, 0);
    for weight in weights {
        if count > 0 && sum + weight > PART_MAX {
            counts.push(std::mem::take(&mut count));
            sum = 0;
        }
        count += 1;
        sum += weight;
    }
    counts.push(count);
    counts
}

/// The words that a literal takes, if it is nothing but data.
fn size(e: &Expr) -> Option<usize> {
    let all = |items: &[Expr]| {
        let sizes = items.iter().map(|item| Some(size(item)? + 1));
        sizes.sum::<Option<usize>>()
    };
    match &e.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Ellipsis
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_) => Some(1),
        ExprKind::Unary(_, operand) => size(operand),
        ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => all(items),
        ExprKind::Dict(items) => {
            let pairs = items.iter();
            pairs
                .map(|(key, value)| Some(size(key.as_ref()?)? + size(value)? + 1))
                .sum()
        }
        _ => None,
    }
}

/// A literal as several of its kind.
fn split(e: &Expr) -> Vec<Expr> {
    let part = |kind| Expr { at: e.at, kind };
    match &e.kind {
        ExprKind::Dict(items) => {
            let sizes = items.iter().map(|(key, value)| {
                key.as_ref().and_then(size).unwrap_or(0) + size(value).unwrap_or(0) + 1
            });
            let parts = chunks(items, &sizes.collect::<Vec<_>>());
            parts
                .into_iter()
                .map(|items| part(ExprKind::Dict(items)))
                .collect()
        }
        ExprKind::Set(items) | ExprKind::List(items) | ExprKind::Tuple(items) => {
            let sizes: Vec<usize> = items
                .iter()
                .map(|item| size(item).unwrap_or(0) + 1)
                .collect();
            let parts = chunks(items, &sizes).into_iter();
            let set = matches!(e.kind, ExprKind::Set(_));
            parts
                .map(|items| {
                    part(if set {
                        ExprKind::Set(items)
                    } else {
                        ExprKind::List(items)
                    })
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

fn chunks<T: Clone>(items: &[T], sizes: &[usize]) -> Vec<Vec<T>> {
    let mut rest = items;
    let mut parts = Vec::new();
    for count in groups(sizes) {
        let (part, after) = rest.split_at(count);
        rest = after;
        parts.push(part.to_vec());
    }
    parts
}
