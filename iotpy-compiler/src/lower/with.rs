//! `with`: the manager's `__exit__` is called on every way out.

use iotpy_core::catalog::Type;
use iotpy_core::opcode::Op;

use super::builder::{Block, Builder};
use super::flow::{self, Flow};
use crate::code::{Label, Operand};
use crate::tree::{At, Expr, Stmt};

impl<'t> Builder<'_, '_, 't> {
    pub fn with_statement(&mut self, items: &'t [(Expr, Option<Expr>)], body: &'t [Stmt], at: At) {
        let Some(((context, target), rest)) = items.split_first() else {
            return self.body(body);
        };
        let mark = self.mark();
        let exit = self.alloc();
        let entered = self.alloc();
        let manager = self.value_temp(context);
        self.at = at;
        self.op(Op::GetSpecial, entered, manager, 0);
        self.op(Op::GetSpecial, exit, manager, 1);
        self.op(Op::Call, entered, 0, entered);
        let (caught, end) = (self.label(), self.label());
        let entry = self.flow.clone();
        let outer = self.handler.replace(caught);
        self.blocks.push(Block::With { exit, at, outer });
        let guards = usize::from(suppresses_import_errors(context));
        self.import_guards += guards;
        if let Some(target) = target {
            self.store(target, entered);
        }
        self.with_statement(rest, body, at);
        self.import_guards -= guards;
        self.blocks.pop();
        self.handler = outer;
        self.leave_with(exit, at);
        self.jump(end);
        let mut unbound = Vec::new();
        flow::unbound_names(body, &mut unbound);
        let known = self.flow_without(&entry, &unbound);
        self.at = at;
        self.with_caught(exit, caught, known, end);
        self.place(end);
        self.release(mark);
    }

    /// Calls `__exit__` where no exception passes.
    pub fn leave_with(&mut self, exit: u8, at: At) {
        let mark = self.mark();
        self.at = at;
        let call = self.alloc_block(4);
        self.copy(call, exit);
        for n in 1..4 {
            self.op(Op::LoadSpecial, call + n, 0, 0);
        }
        self.op(Op::Call, call, 3, call);
        self.release(mark);
    }

    /// Calls `__exit__` with an exception, which goes on unless the result is true.
    fn with_caught(&mut self, exit: u8, caught: Label, known: Flow, end: Label) {
        let mark = self.mark();
        let (register, cleanup) = (self.alloc_block(2), self.label());
        if !self.enter_handler(caught, known, register) {
            return self.release(mark);
        }
        let outer = self.handler.replace(cleanup);
        let call = self.alloc_block(4);
        self.copy(call, exit);
        self.copy(call + 1, register);
        let class = Operand::Builtin(Type::Type as u16);
        self.emit(Op::CallBuiltin, [call + 1, 1, call + 1], class);
        self.copy(call + 2, register);
        let traceback = self.name_operand(&"__traceback__".into());
        self.emit(Op::GetAttr, [call + 3, register, 0], traceback);
        self.op(Op::Call, call, 3, call);
        let swallowed = self.label();
        self.jump_if(Op::JumpTrue, [call, 0, 0], swallowed);
        self.handler = outer;
        self.op(Op::ExcLeave, register, 0, 0);
        self.end_with(Op::Reraise, register, 0);
        self.place(swallowed);
        self.op(Op::ExcLeave, register, 0, 0);
        self.jump(end);
        self.cleanup(cleanup, register, None);
        self.release(mark);
    }
}

/// Whether a context manager is `suppress(ImportError)`, so that an import in it may fail.
fn suppresses_import_errors(context: &Expr) -> bool {
    use crate::tree::ExprKind;
    let ExprKind::Call(call) = &context.kind else {
        return false;
    };
    let last = |e: &Expr| match &e.kind {
        ExprKind::Name(name) | ExprKind::Attribute(_, name, _) => Some(name.clone()),
        _ => None,
    };
    let errors = ["ImportError", "ModuleNotFoundError", "Exception"];
    last(&call.function).is_some_and(|name| &*name == "suppress")
        && call
            .arguments
            .iter()
            .any(|e| last(e).is_some_and(|name| errors.contains(&&*name)))
}
