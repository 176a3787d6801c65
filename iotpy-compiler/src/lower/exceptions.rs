//! `try`, `raise`, `assert`, and the ways out through `finally`.
//!
//! Every instruction knows the one handler that an exception raised there goes to, so the exception
//! table of a function has no overlaps. A handler starts with `ExcEnter` into two registers that it
//! keeps, and every way out of it passes `ExcLeave`. An exception raised inside a handler passes a
//! cleanup entry that leaves the handler and raises it again, as in CPython 3.11's tables.

use iotpy_core::catalog;
use iotpy_core::opcode::Op;

use super::builder::{Block, Builder};
use super::flow::{self, Flow};
use crate::code::{Label, Operand};
use crate::tree::{At, Expr, ExprKind, Handler, Name, Stmt, Try};

impl<'t> Builder<'_, '_, 't> {
    pub fn try_statement(&mut self, statement: &'t Try) {
        if statement.finally.is_empty() {
            return self.try_except(statement);
        }
        let entry = self.flow.clone();
        let (caught, end) = (self.label(), self.label());
        let outer = self.handler;
        self.blocks.push(Block::Finally {
            body: &statement.finally,
            outer,
        });
        self.handler = Some(caught);
        if statement.handlers.is_empty() {
            self.body(&statement.body);
        } else {
            self.try_except(statement);
        }
        self.handler = outer;
        self.blocks.pop();
        self.body(&statement.finally);
        self.jump(end);
        let mut unbound = Vec::new();
        flow::unbound_names(&statement.body, &mut unbound);
        flow::unbound_names(&statement.otherwise, &mut unbound);
        for handler in &statement.handlers {
            unbound.extend(handler.name.clone());
            flow::unbound_names(&handler.body, &mut unbound);
        }
        let known = self.flow_without(&entry, &unbound);
        self.finally_caught(&statement.finally, caught, known, outer);
        self.place(end);
    }

    /// The copy of a `finally` body that runs when an exception passes.
    fn finally_caught(
        &mut self,
        body: &'t [Stmt],
        caught: Label,
        known: Flow,
        outer: Option<Label>,
    ) {
        let mark = self.mark();
        let (register, cleanup) = (self.alloc_block(2), self.label());
        if !self.enter_handler(caught, known, register) {
            return self.release(mark);
        }
        self.blocks.push(Block::Handler {
            register,
            name: None,
            outer,
        });
        self.handler = Some(cleanup);
        self.body(body);
        self.handler = outer;
        self.blocks.pop();
        self.op(Op::ExcLeave, register, 0, 0);
        self.end_with(Op::Reraise, register, 0);
        self.cleanup(cleanup, register, None);
        self.release(mark);
    }

    fn try_except(&mut self, statement: &'t Try) {
        let entry = self.flow.clone();
        let (caught, end) = (self.label(), self.label());
        let outer = self.handler;
        self.handler = Some(caught);
        let catches = |names: &[&str]| statement.handlers.iter().any(|h| catches(h, names));
        let imports = usize::from(catches(&["ImportError", "ModuleNotFoundError"]));
        let attributes = usize::from(catches(&["AttributeError"]));
        self.import_guards += imports;
        self.attribute_guards += attributes;
        self.body(&statement.body);
        self.import_guards -= imports;
        self.attribute_guards -= attributes;
        self.handler = outer;
        self.body(&statement.otherwise);
        self.jump(end);
        let mut unbound = Vec::new();
        flow::unbound_names(&statement.body, &mut unbound);
        let known = self.flow_without(&entry, &unbound);
        let mark = self.mark();
        let register = self.alloc_block(2);
        if self.enter_handler(caught, known, register) {
            self.handlers(&statement.handlers, register, end, outer);
        }
        self.release(mark);
        self.place(end);
    }

    fn handlers(
        &mut self,
        handlers: &'t [Handler],
        register: u8,
        end: Label,
        outer: Option<Label>,
    ) {
        let cleanup = self.label();
        let mut named = Vec::new();
        for handler in handlers {
            let next = self.label();
            self.handler = Some(cleanup);
            if let Some(class) = &handler.class {
                self.at = handler.at;
                let mark = self.mark();
                let class = self.value_temp(class);
                self.at = handler.at;
                self.op(Op::ExcMatch, class, register, class);
                self.jump_if(Op::JumpFalse, [class, 0, 0], next);
                self.release(mark);
            }
            let name = handler.name.as_ref();
            if let Some(name) = name {
                let own = self.label();
                named.push((own, name));
                self.handler = Some(own);
                self.store_name(name, register);
            }
            self.blocks.push(Block::Handler {
                register,
                name,
                outer,
            });
            self.body(&handler.body);
            self.blocks.pop();
            self.handler = outer;
            self.leave_handler(register, name);
            self.jump(end);
            self.place(next);
        }
        self.handler = outer;
        self.op(Op::ExcLeave, register, 0, 0);
        self.end_with(Op::Reraise, register, 0);
        for (label, name) in named {
            self.cleanup(label, register, Some(name));
        }
        self.cleanup(cleanup, register, None);
    }

    /// The start of a handler; false if nothing can raise into it.
    pub fn enter_handler(&mut self, label: Label, known: Flow, register: u8) -> bool {
        if !self.handles(label) {
            return false;
        }
        self.place_with(
            label,
            Flow {
                reachable: true,
                ..known
            },
        );
        self.op(Op::ExcEnter, register, 0, 0);
        true
    }

    fn leave_handler(&mut self, register: u8, name: Option<&Name>) {
        if let Some(name) = name {
            self.forget_name(name);
        }
        self.op(Op::ExcLeave, register, 0, 0);
    }

    /// Where an exception raised inside the handler at `register` passes.
    pub fn cleanup(&mut self, label: Label, register: u8, name: Option<&Name>) {
        let mark = self.mark();
        let raised = self.alloc_block(2);
        let known = Flow {
            reachable: true,
            ..Flow::unreachable()
        };
        if self.enter_handler(label, known, raised) {
            self.leave_handler(register, name);
            self.end_with(Op::Reraise, raised, 0);
        }
        self.release(mark);
    }

    /// Leaves all blocks from the innermost down to `depth`, on the way to a jump or return.
    pub fn unwind(&mut self, depth: usize) {
        let handler = self.handler;
        let mut left = Vec::new();
        while self.blocks.len() > depth {
            let Some(block) = self.blocks.pop() else {
                break;
            };
            left.push(block);
            match block {
                Block::Loop { iterator, .. } => {
                    // It goes before the statements around the loop end.
                    let ends = |block: &Block<'_>| {
                        matches!(block, Block::Finally { .. } | Block::With { .. })
                    };
                    if self.blocks.iter().any(ends) {
                        self.drop_iterator(iterator);
                    }
                }
                Block::Handler {
                    register,
                    name,
                    outer,
                } => {
                    self.handler = outer;
                    self.leave_handler(register, name);
                }
                Block::Finally { body, outer } => {
                    self.handler = outer;
                    self.body(body);
                }
                Block::With { exit, at, outer } => {
                    self.handler = outer;
                    self.leave_with(exit, at);
                }
            }
        }
        self.blocks.extend(left.into_iter().rev());
        self.handler = handler;
    }

    pub fn return_statement(&mut self, value: Option<&Expr>, at: At) {
        let mark = self.mark();
        let value = value.filter(|value| !matches!(value.kind, ExprKind::None));
        // What `finally` assigns does not change the result, nor does the end of `except … as`.
        let changes = |block: &Block<'_>| match block {
            Block::Finally { .. } | Block::With { .. } => true,
            Block::Handler { name, .. } => name.is_some(),
            Block::Loop { .. } => false,
        };
        let changed = self.blocks.iter().any(changes);
        let register = value.map(|value| {
            if changed {
                self.value_temp(value)
            } else {
                self.value(value)
            }
        });
        self.unwind(0);
        self.at = at;
        match register {
            Some(register) => self.end_with(Op::Return, register, 0),
            None => self.end_with(Op::ReturnNone, 0, 0),
        }
        self.release(mark);
    }

    /// `break` or `continue`
    pub fn leave_loop(&mut self, to_exit: bool) {
        let is_loop = |block: &Block<'_>| matches!(block, Block::Loop { .. });
        let Some(depth) = self.blocks.iter().rposition(is_loop) else {
            return;
        };
        let Block::Loop {
            exit,
            next,
            iterator,
        } = self.blocks[depth]
        else {
            return;
        };
        self.unwind(depth + 1);
        if to_exit {
            self.drop_iterator(iterator);
        }
        self.jump(if to_exit { exit } else { next });
    }

    /// A loop is left before its end: CPython closes a generator that nothing else refers to.
    fn drop_iterator(&mut self, iterator: Option<u8>) {
        if let Some(register) = iterator {
            self.op(Op::LoadSpecial, register, 0, 0);
        }
    }

    pub fn raise(&mut self, exception: Option<&Expr>, cause: Option<&Expr>, at: At) {
        let mark = self.mark();
        match (exception, cause) {
            (None, _) => self.end_with(Op::RaiseCurrent, 0, 0),
            (Some(exception), None) => {
                let exception = self.value(exception);
                self.at = at;
                self.end_with(Op::Raise, exception, 0);
            }
            (Some(exception), Some(cause)) => {
                let exception = self.value(exception);
                let cause = self.value(cause);
                self.at = at;
                self.end_with(Op::RaiseFrom, exception, cause);
            }
        }
        self.release(mark);
    }

    pub fn assert(&mut self, test: &Expr, message: Option<&Expr>, at: At) {
        let mark = self.mark();
        let holds = self.label();
        self.branch(test, holds, true);
        // As CPython 3.11 does it: a failing comparison is told where it starts.
        self.at = match test.kind {
            ExprKind::Compare(..) => test.at,
            _ => at,
        };
        let class = Operand::Builtin(catalog::Exception::AssertionError as u16);
        let error = match message {
            Some(message) => {
                let at = self.at;
                let error = self.value_temp(message);
                self.at = at;
                self.emit(Op::CallBuiltin, [error, 1, error], class);
                error
            }
            None => {
                let error = self.alloc();
                self.op_with(Op::LoadBuiltin, error, class);
                error
            }
        };
        self.end_with(Op::Raise, error, 0);
        self.place(holds);
        self.release(mark);
    }

    /// Raises an exception of a builtin class with a message.
    pub fn raise_builtin(&mut self, class: catalog::Exception, message: &str) {
        self.raise_about(class, message, None);
    }

    /// As [`Builder::raise_builtin`], with the `name` that the error is about.
    pub fn raise_about(&mut self, class: catalog::Exception, message: &str, about: Option<&str>) {
        let mark = self.mark();
        let error = self.alloc();
        let text = message.as_bytes().to_vec();
        self.load_constant(error, crate::code::Constant::Str(text));
        self.emit(
            Op::CallBuiltin,
            [error, 1, error],
            Operand::Builtin(class as u16),
        );
        if let Some(about) = about {
            let value = self.alloc();
            self.load_constant(value, crate::code::Constant::Str(about.as_bytes().to_vec()));
            let name = self.name_operand(&"name".into());
            self.emit(Op::SetAttr, [error, value, 0], name);
        }
        self.end_with(Op::Raise, error, 0);
        self.release(mark);
    }
}

/// Whether a handler catches one of the exception classes of these names.
fn catches(handler: &Handler, names: &[&str]) -> bool {
    let named = |e: &Expr| match &e.kind {
        ExprKind::Name(name) => {
            names.contains(&&**name) || matches!(&**name, "Exception" | "BaseException")
        }
        _ => false,
    };
    match &handler.class {
        None => true,
        Some(Expr {
            kind: ExprKind::Tuple(items),
            ..
        }) => items.iter().any(named),
        Some(class) => named(class),
    }
}
