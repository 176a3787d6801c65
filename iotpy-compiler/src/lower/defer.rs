//! Statements of a module's body that nobody could tell from their absence unless the name that
//! they bind is read: they are lowered when it is.

use super::builder::Builder;
use super::function::{has_calls, is_literal};
use super::program::Origin;
use super::target::Target;
use crate::parse::MODULE_SCOPE;
use crate::resolve::Binding;
use crate::tree::{At, Expr, ExprKind, Function, Name, Stmt, StmtKind};

impl Builder<'_, '_, '_> {
    /// Leaves a statement for later; false if it must be lowered now.
    pub fn defer(&mut self, stmt: &Stmt) -> bool {
        if !self.may_defer() {
            return false;
        }
        let library = self.program.module(self.module).origin == Origin::Library;
        let name = match &stmt.kind {
            StmtKind::Function(function) if library || is_plain(function) => &function.target,
            StmtKind::Class(class) if library => &class.target,
            StmtKind::Assign(targets, value) if library || self.is_type(value) => {
                match targets.as_slice() {
                    [target] => match assigned_name(target) {
                        Some(name) => name,
                        None => return false,
                    },
                    _ => return false,
                }
            }
            _ => return false,
        };
        if !self.scopes.global(name).is_some_and(is_bound_once) {
            return false;
        }
        let name = name.clone();
        self.leave(&name, stmt.clone());
        true
    }

    /// Leaves the import of something known to when the module is used as a value.
    pub fn defer_alias(&mut self, name: &Name, import: StmtKind, at: At) {
        if self.may_defer() {
            self.leave(name, Stmt { at, kind: import });
        }
    }

    fn may_defer(&self) -> bool {
        self.defers
            && self.scope == MODULE_SCOPE
            && self.blocks.is_empty()
            && self.handler.is_none()
    }

    fn leave(&mut self, name: &Name, stmt: Stmt) {
        let global = self.program.global(self.module, name);
        let segment = self.program.defer(global, stmt, self.module);
        self.leave_segment(segment);
    }
}

impl Builder<'_, '_, '_> {
    /// Whether an expression makes a type for annotations, as `List[int]` or `TypeVar("T")`.
    fn is_type(&mut self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Name(_) | ExprKind::Attribute(..) => self.typing_member(e).is_some(),
            ExprKind::Subscript(value, _) => self.is_type(value),
            ExprKind::Call(call) => self
                .typing_member(&call.function)
                .is_some_and(|name| matches!(&*name, "TypeVar" | "NewType" | "ParamSpec")),
            _ => false,
        }
    }

    fn typing_member(&mut self, e: &Expr) -> Option<Name> {
        let Target::Global(module, name) = self.target_of(e)? else {
            return None;
        };
        let module = self.program.module(module);
        let typing = module.origin == Origin::Library && &*module.shown_name == "typing";
        typing.then_some(name)
    }
}

/// Whether making a function has no effect.
fn is_plain(function: &Function) -> bool {
    let parameters = &function.parameters;
    let all = parameters.positional.iter().chain(&parameters.keyword_only);
    let mut defaults = all.filter_map(|parameter| parameter.default.as_ref());
    let mut annotations = function.annotations.iter();
    function.decorators.is_empty()
        && defaults.all(is_literal)
        && !annotations.any(|annotation| has_calls(&annotation.value))
}

fn is_bound_once(binding: &Binding) -> bool {
    binding.count == 1 && !binding.deleted && binding.imports.is_empty()
}

/// The name that an assignment binds or whose value it completes, as `utc` in `utc.name = "UTC"`.
fn assigned_name(target: &Expr) -> Option<&Name> {
    match &target.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Attribute(value, ..) | ExprKind::Subscript(value, _) => assigned_name(value),
        _ => None,
    }
}
