//! Functions: the layout of their registers, their bodies, and the instruction that makes them.

use std::collections::HashSet;
use std::rc::Rc;

use iotpy_core::opcode::Op;
use iotpy_core::package::function_flag;

use super::builder::{Builder, REGISTERS_MAX};
use super::target::docstring;
use crate::code::{Code, Constant, FunctionId, ModuleId, Operand, Unit};
use crate::diagnostic::DiagnosticKind;
use crate::resolve::{LoopTarget, Scope, ScopeKind, Scopes, Variable};
use crate::tree::{Annotation, Expr, ExprKind, Function, FunctionKind, Name, Parameter, Stmt};

/// The code of a function's body.
pub(super) fn lower_body<'t>(builder: &mut Builder<'_, '_, 't>, function: &'t Function) {
    builder.at = function.at;
    builder.first_line = function.at.line;
    if builder.scopes.get(function.scope).kind == ScopeKind::Module {
        builder.defers = true;
        if function.kind == FunctionKind::Part {
            return builder.body(&function.body);
        }
        builder.preset_hidden_builtins();
        if !builder.module_parts(&function.body) {
            builder.body(&function.body);
        }
        return;
    }
    if function.kind == FunctionKind::Class {
        return builder.class_body(function);
    }
    if builder.scopes.get(function.scope).is_generator {
        builder.program.generators = true;
    }
    let mut parameters = function.parameters.positional.iter();
    builder.first_parameter = parameters.next().map(|parameter| parameter.name.clone());
    builder.varargs = function
        .parameters
        .varargs
        .as_ref()
        .map(|(name, _)| name.clone());
    builder.lay_out(function);
    builder.body(&function.body);
}

impl<'t> Builder<'_, '_, 't> {
    pub fn body(&mut self, body: &'t [Stmt]) {
        body.iter().for_each(|stmt| self.statement(stmt));
    }

    /// Parameters first, then variables in the order in which the source binds them, so that the
    /// targets of an unpacking are likely to be neighbours. The variable of a loop follows the
    /// registers of the loop's state, which the VM advances together.
    fn lay_out(&mut self, function: &Function) {
        let scopes = Rc::clone(&self.scopes);
        let bindings = &scopes.get(function.scope).bindings;
        for (index, binding) in bindings.iter().enumerate() {
            let variable: Variable = (function.scope, index);
            let alias = !binding.parameter
                && !binding.captured
                && self.program.import_target(binding, 0).is_some();
            if alias {
                continue;
            }
            let state = match binding.loop_target {
                _ if binding.parameter || binding.captured => 0,
                LoopTarget::No => 0,
                LoopTarget::Iterator => 1,
                LoopTarget::Range => 3,
            };
            let first = self.alloc_block(state + 1);
            self.bind_register(variable, first + state as u8);
            if state > 0 {
                self.loop_states.insert(variable, state);
            }
            if binding.captured {
                self.op(Op::MakeCell, first, 0, 0);
            }
            if binding.parameter {
                self.flow.assigned.insert(variable);
            }
        }
    }

    /// Makes a function object.
    pub fn make_function(&mut self, function: &Rc<Function>, dest: u8) {
        let parameters = &function.parameters;
        let keyword_defaults = parameters.keyword_only.iter().any(|p| p.default.is_some());
        let free = self.scopes.get(function.scope).free.clone();
        let outer = self.mark();
        let annotations = self.annotations(function);
        let mark = self.mark();
        for parameter in &parameters.positional {
            if let Some(default) = &parameter.default {
                self.value_temp(default);
            }
        }
        if keyword_defaults {
            for parameter in &parameters.keyword_only {
                match &parameter.default {
                    Some(default) => {
                        self.value_temp(default);
                    }
                    None => {
                        let register = self.alloc();
                        self.op(Op::LoadSpecial, register, 3, 0);
                    }
                }
            }
        }
        if let Some(dict) = annotations {
            self.fill_annotations(function, dict);
        }
        let mut assigned = HashSet::new();
        for variable in free {
            self.load_cell(variable, &mut assigned);
        }
        let first = if self.mark() == mark { 0 } else { mark as u8 };
        let id = self.child(function, |builder| builder.add_unit(function), assigned);
        self.at = function.at;
        self.emit(Op::MakeFunction, [dest, first, 0], Operand::Function(id));
        if let Some(dict) = annotations {
            let name = self.name_operand(&"__annotations__".into());
            self.emit(Op::SetAttr, [dest, dict, 0], name);
        }
        self.release(outer);
        if let Some(doc) = docstring(&function.body)
            && function.kind == FunctionKind::Def
            && self.program.keeps_docs
        {
            let text = self.alloc();
            self.load_constant(text, Constant::Str(doc));
            let name = self.name_operand(&"__doc__".into());
            self.emit(Op::SetAttr, [dest, text, 0], name);
            self.release(outer);
        }
    }

    /// A register for a function's `__annotations__`, if anything may read them or tell that they
    /// were evaluated.
    fn annotations(&mut self, function: &Function) -> Option<u8> {
        let calls = |annotation: &Annotation| has_calls(&annotation.value);
        let all = &function.annotations;
        let kept = self.program.keeps_annotations || all.iter().any(calls);
        (kept && !all.is_empty()).then(|| self.alloc())
    }

    fn fill_annotations(&mut self, function: &Function, dict: u8) {
        self.op(Op::MakeDict, dict, 0, 0);
        for annotation in &function.annotations {
            self.put_annotation(annotation, dict);
        }
    }

    /// The cell of a variable that a nested function uses, in a new temporary.
    fn load_cell(&mut self, variable: Variable, assigned: &mut HashSet<Variable>) {
        let dest = self.alloc();
        let deleted = self.scopes.binding(variable).deleted;
        if let Some(register) = self.registers.get(&variable).copied() {
            self.copy(dest, register);
            if self.flow.assigned.contains(&variable) && !deleted {
                assigned.insert(variable);
            }
            return;
        }
        let free = &self.scopes.get(self.frame).free;
        if let Some(index) = free.iter().position(|known| *known == variable) {
            self.op(Op::LoadFree, dest, index as u8, 0);
            if self.free_assigned.contains(&variable) {
                assigned.insert(variable);
            }
        }
    }

    fn add_unit(&mut self, function: &Function) -> FunctionId {
        let unit = unit(function, &self.scopes, self.module);
        if unit.parameters.len() > REGISTERS_MAX || usize::from(unit.free) >= REGISTERS_MAX {
            let message = format!("more than {REGISTERS_MAX} parameters or captured variables");
            let kind = DiagnosticKind::Unsupported;
            self.report(function.at, kind, "large function", message, None);
        }
        self.program.add_unit(unit)
    }

    /// A function of our library, made where it is used.
    pub fn load_library(&mut self, name: &Name, dest: u8) {
        if !self.flow.reachable {
            return;
        }
        let id = self.program.library_function(name);
        self.emit(Op::MakeFunction, [dest, 0, 0], Operand::Function(id));
    }

    /// `def`: decorators, the function, and the name.
    pub fn def(&mut self, function: &'t Rc<Function>) {
        let mark = self.mark();
        let decorators = self.consecutive(&function.decorators);
        let direct = self.direct_register(&function.target);
        if let (Some(register), []) = (direct, function.decorators.as_slice()) {
            self.make_function(function, register);
            self.assigned(&function.target);
            return self.release(mark);
        }
        let made = self.alloc();
        self.make_function(function, made);
        let result = self.decorate(&function.decorators, decorators, made);
        self.at = function.at;
        self.store_name(&function.target, result);
        self.release(mark);
    }

    /// Calls decorators in neighbouring registers, the last one first, with what is made in the
    /// register after them; where the result is.
    pub fn decorate(&mut self, decorators: &[Expr], first: u8, made: u8) -> u8 {
        for (n, decorator) in decorators.iter().enumerate().rev() {
            let callee = first + n as u8;
            self.at = decorator.at;
            // The result is where the next decorator expects its argument.
            self.op(Op::Call, callee, 1, callee);
        }
        if decorators.is_empty() { made } else { first }
    }
}

/// Whether evaluating an annotation may have effects.
pub(super) fn has_calls(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Call(_) => true,
        ExprKind::Attribute(value, ..) => has_calls(value),
        ExprKind::Subscript(left, right) | ExprKind::Binary(_, left, right) => {
            has_calls(left) || has_calls(right)
        }
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().any(has_calls),
        _ => false,
    }
}

pub(super) fn is_literal(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Unary(_, operand) => is_literal(operand),
        ExprKind::Tuple(items) => items.iter().all(is_literal),
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Ellipsis
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_) => true,
        _ => false,
    }
}

/// The function's entry in the table, its code still empty.
pub(super) fn unit(function: &Function, scopes: &Scopes, module: ModuleId) -> Unit {
    let scope = scopes.get(function.scope);
    let parameters = &function.parameters;
    let defaults = |list: &[Parameter]| list.iter().filter(|p| p.default.is_some()).count();
    let mut flags = 0;
    for (flag, set) in [
        (function_flag::VARARGS, parameters.varargs.is_some()),
        (function_flag::VARKW, parameters.varkw.is_some()),
        (function_flag::GENERATOR, scope.is_generator),
        (
            function_flag::KW_DEFAULTS,
            defaults(&parameters.keyword_only) > 0,
        ),
    ] {
        flags |= if set { flag } else { 0 };
    }
    let byte = |count: usize| count.min(REGISTERS_MAX) as u8;
    Unit {
        module,
        name: function.name.clone(),
        qualified_name: scope.qualified_name.as_str().into(),
        positional: byte(parameters.positional.len()),
        positional_only: byte(parameters.positional_only),
        keyword_only: byte(parameters.keyword_only.len()),
        flags,
        defaults: byte(defaults(&parameters.positional)),
        free: byte(scope.free.len()),
        parameters: parameters.names().map(|(name, _)| name.clone()).collect(),
        variables: own_variables(scope),
        first_line: function.at.line,
        code: Code::default(),
    }
}

/// What CPython calls `co_varnames`.
fn own_variables(scope: &Scope) -> Vec<Name> {
    if matches!(scope.kind, ScopeKind::Module | ScopeKind::Class) {
        return Vec::new();
    }
    let own = scope.bindings.iter();
    own.filter(|binding| binding.parameter || !binding.captured)
        .map(|binding| binding.name.clone())
        .collect()
}
