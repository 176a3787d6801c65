//! Statements.

use super::builder::Builder;
use crate::fold;
use crate::resolve::ScopeKind;
use crate::tree::{At, Expr, Stmt, StmtKind};

impl<'t> Builder<'_, '_, 't> {
    pub fn statement(&mut self, stmt: &'t Stmt) {
        if !self.flow.reachable || self.is_full() {
            return;
        }
        self.at = stmt.at;
        if self.defer(stmt) {
            return;
        }
        match &stmt.kind {
            StmtKind::Expr(e) => self.discard(e),
            StmtKind::Assign(targets, value) => self.assign(targets, value),
            StmtKind::Augmented(target, op, value) => {
                self.augmented(target, *op, value, stmt.at);
            }
            StmtKind::Annotated(statement) => self.annotated(statement),
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.delete(target)),
            StmtKind::Return(value) => self.return_statement(value.as_ref(), stmt.at),
            StmtKind::Raise(exception, cause) => {
                self.raise(exception.as_ref(), cause.as_ref(), stmt.at);
            }
            StmtKind::Assert(test, message) => self.assert(test, message.as_ref(), stmt.at),
            StmtKind::If(branches, otherwise) => self.if_statement(branches, otherwise),
            StmtKind::While(test, body, otherwise) => {
                self.while_statement(test, body, otherwise);
            }
            StmtKind::For(statement) => self.for_statement(statement, stmt.at),
            StmtKind::Try(statement) => self.try_statement(statement),
            StmtKind::Import(aliases) => self.import(aliases),
            StmtKind::ImportFrom {
                level,
                module,
                names,
            } => {
                self.import_from(*level, module.as_ref(), names, stmt.at);
            }
            StmtKind::Function(function) => {
                self.refuse_finalizer(&function.name, stmt.at);
                self.def(function);
            }
            StmtKind::Class(class) => self.class(class),
            StmtKind::With(items, body) => self.with_statement(items, body, stmt.at),
            StmtKind::Match(statement) => self.match_statement(statement),
            StmtKind::Break => self.leave_loop(true),
            StmtKind::Continue => self.leave_loop(false),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass => {}
            StmtKind::Refused(refusal) => {
                self.refuse(stmt.at, refusal.construct, refusal.hint);
            }
        }
    }

    /// References are not counted, so that nothing tells when `__del__` would be called.
    fn refuse_finalizer(&mut self, name: &str, at: At) {
        let in_class = self.scopes.get(self.scope).kind == ScopeKind::Class;
        if name == "__del__" && in_class {
            let hint = "release what the object holds in a method, `with` or `try … finally`";
            self.refuse(at, "the finalizer `__del__`", hint);
        }
    }

    fn if_statement(&mut self, branches: &'t [(Expr, Vec<Stmt>)], otherwise: &'t [Stmt]) {
        let end = self.label();
        for (n, (test, body)) in branches.iter().enumerate() {
            self.at = test.at;
            match self.constant(test).map(|value| fold::truth(&value)) {
                Some(false) => continue,
                Some(true) => {
                    self.body(body);
                    return self.place(end);
                }
                None => {}
            }
            let next = self.label();
            self.branch(test, next, false);
            self.body(body);
            if n + 1 < branches.len() || !otherwise.is_empty() {
                self.jump(end);
            }
            self.place(next);
        }
        self.body(otherwise);
        self.place(end);
    }
}
