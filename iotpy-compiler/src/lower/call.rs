//! Calls.

use iotpy_core::catalog::{Exception, Function, Type, fallback};
use iotpy_core::opcode::Op;

use super::builder::Builder;
use super::program::Origin;
use super::target::{Member, Target};
use crate::code::Operand;
use crate::parse::MODULE_SCOPE;
use crate::tree::{At, Call, Expr, ExprKind, Name};

/// The most arguments that are passed in registers; more go through a list.
const ARGUMENTS_MAX: usize = 64;

impl Builder<'_, '_, '_> {
    pub fn call(&mut self, call: &Call, at: At, dest: u8) {
        let starred = |e: &Expr| matches!(e.kind, ExprKind::Starred(_));
        let spread = call.arguments.iter().any(starred)
            || call.keywords.iter().any(|(name, _)| name.is_none())
            || call.arguments.len() + call.keywords.len() > ARGUMENTS_MAX;
        let plain = !spread && call.keywords.is_empty();
        match (&call.function.kind, self.target_of(&call.function)) {
            (_, Some(Target::Builtin(id)))
                if id == Type::Super as u16 && plain && call.arguments.is_empty() =>
            {
                self.call_super(at, dest);
            }
            (_, Some(Target::Builtin(id))) if plain => {
                let until = id == Function::Iter as u16 && call.arguments.len() == 2;
                let makes_class = id == Type::Type as u16 && call.arguments.len() == 3;
                self.reach_builtin(id, until || makes_class);
                self.call_builtin(Operand::Builtin(id), call, at, dest);
            }
            (_, Some(Target::Host(full))) if plain => {
                let host = self.program.pool.hosts.add(full);
                self.call_builtin(Operand::Host(host), call, at, dest);
            }
            (ExprKind::Attribute(receiver, name, name_at), None) if plain => {
                if !self.missing_member(receiver, name, call.function.at) {
                    self.call_method(call, [at, *name_at], dest);
                }
            }
            (ExprKind::Attribute(_, _, name_at), _) if !spread => {
                self.call_value(call, spread, at.starting_at_name(*name_at), dest);
            }
            _ => self.call_value(call, spread, at, dest),
        }
    }

    fn call_builtin(&mut self, operand: Operand, call: &Call, at: At, dest: u8) {
        let first = match call.arguments.as_slice() {
            [] => 0,
            arguments => self.consecutive(arguments),
        };
        self.at = at;
        self.emit(
            Op::CallBuiltin,
            [first, call.arguments.len() as u8, dest],
            operand,
        );
    }

    fn call_method(&mut self, call: &Call, [at, name_at]: [At; 2], dest: u8) {
        let ExprKind::Attribute(receiver, name, _) = &call.function.kind else {
            return;
        };
        if &**name == "sort" {
            self.reach_builtin(fallback::LIST_SORT, false);
        }
        let base = self.value_temp(receiver);
        let method = call.function.at.starting_at_name(name_at);
        self.at = method;
        let operand = self.name_operand(name);
        let literal = matches!(receiver.kind, ExprKind::Str(_));
        if !literal && !call.arguments.iter().all(is_quiet) {
            self.emit(Op::LoadMethod, [base, 0, 0], operand);
        }
        self.consecutive(&call.arguments);
        self.at = at.starting_at_name(name_at);
        self.method = Some(method);
        self.emit(
            Op::CallMethod,
            [base, call.arguments.len() as u8, dest],
            operand,
        );
        self.method = None;
    }

    fn call_value(&mut self, call: &Call, spread: bool, at: At, dest: u8) {
        let callee = self.value_temp(&call.function);
        if spread {
            return self.call_spread(call, callee, at, dest);
        }
        self.consecutive(&call.arguments);
        self.consecutive(call.keywords.iter().map(|(_, value)| value));
        let count = (call.arguments.len() + call.keywords.len()) as u8;
        self.at = at;
        if call.keywords.is_empty() {
            return self.op(Op::Call, callee, count, dest);
        }
        let names = call.keywords.iter().flat_map(|(name, _)| name);
        let pool = &mut self.program.pool;
        let names = names.map(|name| pool.names.add(name.clone())).collect();
        let list = pool.keywords.add(names);
        self.emit(Op::CallKw, [callee, count, dest], Operand::Keywords(list));
    }

    /// A call whose arguments are gathered in a list and a dict.
    fn call_spread(&mut self, call: &Call, callee: u8, at: At, dest: u8) {
        let list = self.alloc();
        match call.arguments.as_slice() {
            [
                Expr {
                    kind: ExprKind::Starred(inner),
                    ..
                },
            ] if self.is_varargs(inner) => {
                self.value_into(inner, list);
            }
            arguments => {
                let start = self.position();
                self.list(arguments, at, list);
                self.mark_spread(start, list);
            }
        }
        if !call.keywords.is_empty() {
            let dict = self.alloc();
            self.gather_keywords(&call.keywords, at, dict);
        }
        self.at = at;
        self.op(
            Op::CallSpread,
            callee,
            u8::from(!call.keywords.is_empty()),
            dest,
        );
    }

    /// Whether an expression is the function's own `*args`, surely a tuple.
    fn is_varargs(&self, e: &Expr) -> bool {
        let ExprKind::Name(name) = &e.kind else {
            return false;
        };
        self.varargs.as_ref() == Some(name)
            && self.local_variable(name).is_some_and(|variable| {
                let binding = self.scopes.binding(variable);
                binding.parameter && binding.count == 1 && !binding.deleted
            })
    }

    pub fn gather_keywords(&mut self, keywords: &[(Option<Name>, Expr)], at: At, dict: u8) {
        self.op(Op::MakeDict, dict, 0, 0);
        let mut merged = false;
        for (name, value) in keywords {
            let mark = self.mark();
            let Some(name) = name else {
                let value = self.value_temp(value);
                self.at = at;
                self.op(Op::DictMerge, dict, value, 1);
                self.release(mark);
                merged = true;
                continue;
            };
            let key = self.alloc();
            self.load_constant(key, crate::code::Constant::Str(name.as_bytes().to_vec()));
            if merged {
                // Through a dict of its own, because the merge tells a repeated keyword.
                self.value_temp(value);
                self.at = at;
                self.op(Op::MakeDict, key, key, 1);
                self.op(Op::DictMerge, dict, key, 1);
            } else {
                let value = self.value(value);
                self.at = at;
                self.op(Op::DictPut, dict, key, value);
            }
            self.release(mark);
        }
    }

    /// Notes that a builtin is used, and whether in a way that only Python code can serve.
    pub fn reach_builtin(&mut self, id: u16, flexible: bool) {
        if flexible && self.flow.reachable {
            self.program.reach_fallback(id);
            // `type(name, bases, namespace)` makes a class.
            self.program.classes |= id == Type::Type as u16;
        }
        self.program.reached_builtins.insert(id);
    }

    /// Reports a member that a module without source, or a module of the program, lacks.
    pub fn missing_member(&mut self, module: &Expr, name: &Name, at: At) -> bool {
        let (native, members) = match self.target_of(module) {
            Some(Target::Native(native)) => {
                let members = self.program.native_members(&native).join(", ");
                (native, members)
            }
            Some(Target::Source(id)) => {
                let module = self.program.module(id);
                let known = module.origin != Origin::Library
                    || module.scopes.global("__getattr__").is_some()
                    || name.starts_with("__")
                    || !matches!(self.program.member(id, name, 0), Member::Missing);
                if known {
                    return false;
                }
                let module = self.program.module(id);
                let bindings = &module.scopes.get(MODULE_SCOPE).bindings;
                let public = bindings.iter().map(|binding| &*binding.name);
                let public = public.filter(|name| !name.starts_with('_'));
                (module.name.clone(), public.collect::<Vec<_>>().join(", "))
            }
            _ => return false,
        };
        if self.attribute_guards > 0 {
            let message = format!("module '{native}' has no attribute '{name}'");
            self.raise_builtin(Exception::AttributeError, &message);
            return true;
        }
        let hint = format!("`{native}` has {members}");
        self.refuse(at, &format!("`{native}.{name}`"), &hint);
        true
    }
}

/// Whether evaluating an expression cannot be told from not evaluating it: it neither raises nor
/// runs other code. An argument that is not so is evaluated after the method was looked up.
fn is_quiet(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Ellipsis
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Name(_)
        | ExprKind::Lambda(_) => true,
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().all(is_quiet),
        _ => false,
    }
}
