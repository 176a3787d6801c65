//! `for` and `while`, and the iteration that comprehensions share with `for`.

use iotpy_core::catalog;
use iotpy_core::opcode::Op;

use super::builder::{Block, Builder};
use super::flow;
use super::target::Target;
use crate::code::Label;
use crate::resolve::Variable;
use crate::tree::{At, Call, Expr, ExprKind, For, Name, ScopeId, Stmt};

/// A loop over an iterable whose state is in registers.
pub(super) struct Iteration {
    step: Op,
    state: u8,
    /// Where the VM puts the next value.
    value: u8,
    /// The variable that the VM writes itself.
    direct: Option<Variable>,
    at: At,
    body: Label,
    pub next: Label,
}

impl Iteration {
    /// The register of the iterator, unless it is plainly of a list or the like.
    fn iterator(&self, iterable: &Expr) -> Option<u8> {
        let plain = matches!(
            iterable.kind,
            ExprKind::List(_) | ExprKind::Tuple(_) | ExprKind::Str(_) | ExprKind::Dict(_)
        );
        (self.step == Op::ForIter && !plain).then_some(self.state)
    }
}

impl<'t> Builder<'_, '_, 't> {
    pub fn for_statement(&mut self, statement: &'t For, at: At) {
        let mark = self.mark();
        self.at = at;
        let exit = self.label();
        let opened = self.open_iteration(&statement.iterable, Some(&statement.target), None);
        let mut unbound = Vec::new();
        flow::unbound_names(&statement.body, &mut unbound);
        self.enter_iteration(&opened, Some(&statement.target), &unbound);
        self.blocks.push(Block::Loop {
            exit,
            next: opened.next,
            iterator: opened.iterator(&statement.iterable),
        });
        self.body(&statement.body);
        self.blocks.pop();
        self.close_iteration(&opened);
        self.release(mark);
        self.body(&statement.otherwise);
        self.place(exit);
    }

    pub fn while_statement(&mut self, test: &'t Expr, body: &'t [Stmt], otherwise: &'t [Stmt]) {
        let constant = self.constant(test).map(|value| crate::fold::truth(&value));
        if constant == Some(false) {
            return self.body(otherwise);
        }
        let (top, next, exit) = (self.label(), self.label(), self.label());
        let mut unbound = Vec::new();
        flow::unbound_names(body, &mut unbound);
        let forever = constant == Some(true);
        let first = forever || binds(test);
        self.at = test.at;
        if !first {
            let reached = self.flow.clone();
            self.jump(next);
            self.flow = reached;
        }
        let known = self.flow_without(&self.flow.clone(), &unbound);
        self.place_with(top, known);
        let otherwise_label = self.label();
        if first && !forever {
            self.branch(test, otherwise_label, false);
        }
        let continues = if first { top } else { next };
        self.blocks.push(Block::Loop {
            exit,
            next: continues,
            iterator: None,
        });
        self.body(body);
        self.blocks.pop();
        self.at = test.at;
        if first {
            self.jump(top);
            self.place(otherwise_label);
        } else {
            self.place(next);
            self.branch(test, top, true);
        }
        self.body(otherwise);
        self.place(exit);
    }
}

impl Builder<'_, '_, '_> {
    /// Evaluates the iterable and makes the state of the loop. A clause of a comprehension, given
    /// by the comprehension's scope, gives its variable a register here.
    pub fn open_iteration(
        &mut self,
        iterable: &Expr,
        target: Option<&Expr>,
        clause: Option<ScopeId>,
    ) -> Iteration {
        let at = self.at;
        let range = self
            .range_call(iterable)
            .map(|call| call.arguments.as_slice());
        let (size, step) = if range.is_some() {
            (3, Op::ForRange)
        } else {
            (1, Op::ForIter)
        };
        let statement = target.filter(|_| clause.is_none());
        let laid_out = statement.and_then(|target| self.laid_out(target, size));
        let (state, mut direct) = match laid_out {
            Some((register, variable)) => (register - size as u8, Some(variable)),
            None => (self.alloc_block(size + 1), None),
        };
        let value = state + size as u8;
        match range {
            Some(arguments) => self.range_state(arguments, state, iterable.at),
            None => {
                let source = self.value_at(iterable, state);
                self.at = at;
                self.op(Op::GetIter, state, source, 0);
            }
        }
        if let (Some(scope), Some(ExprKind::Name(name))) = (clause, target.map(|t| &t.kind)) {
            let variable = self.scopes.binding_in(scope, name);
            direct = variable.filter(|variable| !self.registers.contains_key(variable));
            if let Some(variable) = direct {
                self.bind_register(variable, value);
            }
        }
        if let Some(variable) = direct {
            self.looping.insert(variable);
        }
        let (body, next) = (self.label(), self.label());
        Iteration {
            step,
            state,
            value,
            direct,
            at,
            body,
            next,
        }
    }

    /// The register of a loop's variable, if the registers before it are laid out for the state
    /// of such a loop and no loop uses them.
    fn laid_out(&self, target: &Expr, size: usize) -> Option<(u8, Variable)> {
        let ExprKind::Name(name) = &target.kind else {
            return None;
        };
        let register = self.direct_register(name)?;
        let variable = self.local_variable(name)?;
        let room = self.loop_states.get(&variable).copied().unwrap_or(0);
        let free = size <= room && !self.looping.contains(&variable);
        free.then_some((register, variable))
    }

    /// `range(…)` of the builtin with one to three plain arguments.
    fn range_call<'e>(&mut self, e: &'e Expr) -> Option<&'e Call> {
        let ExprKind::Call(call) = &e.kind else {
            return None;
        };
        let starred = |e: &Expr| matches!(e.kind, ExprKind::Starred(_));
        let plain = call.keywords.is_empty()
            && (1..=3).contains(&call.arguments.len())
            && !call.arguments.iter().any(starred);
        let range = Target::Builtin(catalog::Type::Range as u16);
        (plain && self.target_of(&call.function) == Some(range)).then_some(&**call)
    }

    fn range_state(&mut self, arguments: &[Expr], state: u8, at: At) {
        match arguments {
            [stop] => {
                self.load_number(state, 0);
                self.value_into(stop, state + 1);
            }
            [start, stop, ..] => {
                self.value_into(start, state);
                self.value_into(stop, state + 1);
            }
            [] => {}
        }
        match arguments.get(2) {
            Some(step) => self.value_into(step, state + 2),
            None => self.load_number(state + 2, 1),
        }
        self.at = at;
        self.op(Op::RangePrepare, state, 0, 0);
    }

    /// The start of the loop's body: the target is assigned.
    pub fn enter_iteration(&mut self, opened: &Iteration, target: Option<&Expr>, unbound: &[Name]) {
        let known = self.flow_without(&self.flow.clone(), unbound);
        self.at = opened.at;
        self.jump(opened.next);
        self.place_with(opened.body, known);
        match (opened.direct, target) {
            (Some(variable), _) => {
                self.flow.assigned.insert(variable);
            }
            (None, Some(target)) => self.store(target, opened.value),
            (None, None) => {}
        }
    }

    pub fn close_iteration(&mut self, opened: &Iteration) {
        self.place(opened.next);
        self.at = opened.at;
        self.jump_if(opened.step, [opened.state, 0, 0], opened.body);
        if let Some(variable) = opened.direct {
            self.looping.remove(&variable);
        }
    }

    /// `yield from iterable`: its values go out, what is sent comes in, its result is the value.
    pub fn yield_from(&mut self, iterable: &Expr, at: At, dest: u8) {
        let delegate = self.alloc_block(2);
        let source = self.value_at(iterable, delegate + 1);
        self.at = at;
        self.op(Op::GetDelegate, delegate, source, 0);
        self.op(Op::LoadSpecial, delegate + 1, 0, 0);
        let (next, done) = (self.label(), self.label());
        self.place_with(next, self.flow.clone());
        self.jump_if(Op::Send, [delegate, 0, 0], done);
        self.op(Op::YieldFrom, delegate, 0, 0);
        self.jump(next);
        self.place(done);
        self.copy(dest, delegate + 1);
    }
}

/// Whether an expression binds a name, so that it must be seen before the body that uses it.
fn binds(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Walrus(..) => true,
        ExprKind::Unary(_, inner) | ExprKind::Attribute(inner, ..) => binds(inner),

        ExprKind::Binary(_, left, right) | ExprKind::Subscript(left, right) => {
            binds(left) || binds(right)
        }
        ExprKind::And(items) | ExprKind::Or(items) => items.iter().any(binds),
        ExprKind::Compare(left, rest) => binds(left) || rest.iter().any(|(_, e)| binds(e)),
        ExprKind::Call(call) => {
            binds(&call.function)
                || call.arguments.iter().any(binds)
                || call.keywords.iter().any(|(_, value)| binds(value))
        }
        _ => false,
    }
}
