//! Names: what is known of them when the program is compiled, loads, stores, deletions.

use iotpy_core::catalog;
use iotpy_core::opcode::Op;

use super::builder::Builder;
use super::program::Program;
use crate::code::{Constant, ModuleId, Operand};
use crate::library::{self, Builtin};
use crate::parse::MODULE_SCOPE;
use crate::resolve::{Binding, ImportSource, Place, Variable};
use crate::tree::{At, Expr, ExprKind, Name};

/// What a name or a member of a module is known to be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Target {
    Builtin(u16),
    /// A function of the host, by its full name.
    Host(Name),
    Constant(Constant),
    NotImplemented,
    /// A module without Python source.
    Native(Name),
    Source(ModuleId),
    /// A module-level variable of any module.
    Global(ModuleId, Name),
    /// A function of our library in Python.
    Library(Name),
    /// A name of `typing`, fit for annotations only.
    Typing,
    /// A builtin that we do not have; the hint says what to do instead.
    Refused(&'static str),
}

/// Aliases of aliases are followed this far; longer chains are resolved when the program runs.
const ALIASES_MAX: usize = 16;

/// What a module's member is.
pub(super) enum Member {
    Known(Target),
    /// Bound once, when the module's body runs.
    Stable,
    /// Bound in several places or by functions.
    Unstable,
    Missing,
}

impl Program<'_> {
    /// The module that an import names.
    pub(super) fn module_target(&mut self, name: &Name) -> Option<Target> {
        if library::is_typing(name) {
            return Some(Target::Typing);
        }
        let hidden = library::is_built_in(name);
        if let Some(id) = if hidden { None } else { self.load(name) } {
            return Some(Target::Source(id));
        }
        let host = format!("{name}.");
        let native = catalog::MODULES.contains(&&**name)
            || self
                .options
                .host_functions
                .iter()
                .any(|function| function.starts_with(&host));
        native.then(|| Target::Native(name.clone()))
    }

    /// Whether a name is that of a module that only the host has. Such a module is there without
    /// an import, as in figure 3 of the NanoLambda paper.
    pub(super) fn is_host_module(&self, name: &str) -> bool {
        let host = format!("{name}.");
        let functions = &self.options.host_functions;
        !catalog::MODULES.contains(&name) && functions.iter().any(|f| f.starts_with(&host))
    }

    /// A member of a module without Python source.
    pub(super) fn native_member(&self, module: &str, member: &str) -> Option<Target> {
        let full = format!("{module}.{member}");
        if let Some(id) = catalog::lookup(&full) {
            return Some(Target::Builtin(id));
        }
        if let Some(value) = catalog::constant(&full) {
            return Some(Target::Constant(Constant::Float(value)));
        }
        let host = self.options.host_functions.contains(&full);
        host.then(|| Target::Host(full.into()))
    }

    /// The members of a module without Python source, for hints.
    pub(super) fn native_members(&self, module: &str) -> Vec<String> {
        let prefix = format!("{module}.");
        let functions = catalog::FUNCTIONS.iter().map(|(name, _)| *name);
        let constants = catalog::CONSTANTS.iter().map(|(name, _)| *name);
        let hosts = self.options.host_functions.iter().map(String::as_str);
        let all = functions.chain(constants).chain(hosts);
        all.filter_map(|name| name.strip_prefix(&prefix))
            .map(str::to_owned)
            .collect()
    }

    /// What a module of the sources binds a name to.
    pub(super) fn member(&mut self, id: ModuleId, name: &Name, depth: usize) -> Member {
        let module = self.module(id);
        if module.failed {
            return Member::Unstable;
        }
        let full = format!("{}.{name}", module.name);
        let scopes = std::rc::Rc::clone(&module.scopes);
        // `from . import submodule` in a package binds the submodule, not itself.
        let itself = ImportSource::Member(module.name.clone(), name.clone());
        let own = scopes
            .global(name)
            .filter(|binding| !binding.imports.contains(&itself));
        if let Some(binding) = own {
            if let Some(target) = self.import_target(binding, depth + 1) {
                return Member::Known(target);
            }
            let once = binding.count == 1 && !binding.outside && !binding.deleted;
            return if once {
                Member::Stable
            } else {
                Member::Unstable
            };
        }
        match self.load(&full.into()) {
            Some(submodule) => Member::Known(Target::Source(submodule)),
            None => Member::Missing,
        }
    }

    /// What all the imports that bind a name agree on, if nothing else binds it.
    pub(super) fn import_target(&mut self, binding: &Binding, depth: usize) -> Option<Target> {
        let only_imports = binding.imports.len() == binding.count && !binding.deleted;
        if !only_imports || binding.parameter || depth > ALIASES_MAX {
            return None;
        }
        let mut agreed: Option<Target> = None;
        for source in &binding.imports {
            let target = match source {
                ImportSource::Module(name) => self.module_target(name),
                // Unless the member is bound anew whenever the import runs.
                ImportSource::Member(module, name) => self.import_member(module, name, depth)?,
            };
            match (target, &agreed) {
                // An import that fails binds nothing.
                (None, _) => {}
                (target, None) => agreed = target,
                (Some(target), Some(known)) if target == *known => {}
                _ => return None,
            }
        }
        agreed
    }

    /// The member that a `from` import binds: unknown, missing, or known.
    fn import_member(
        &mut self,
        module: &Name,
        name: &Name,
        depth: usize,
    ) -> Option<Option<Target>> {
        Some(match self.module_target(module) {
            Some(Target::Typing) => Some(library::typing_member(name)),
            Some(Target::Native(native)) => self.native_member(&native, name),
            Some(Target::Source(id)) => match self.member(id, name, depth) {
                Member::Known(target) => Some(target),
                Member::Stable => Some(Target::Global(id, name.clone())),
                Member::Unstable => return None,
                Member::Missing => None,
            },
            _ => None,
        })
    }
}

impl Builder<'_, '_, '_> {
    /// What an expression is known to be: a name or a chain of modules' members.
    pub fn target_of(&mut self, e: &Expr) -> Option<Target> {
        match &e.kind {
            ExprKind::Name(name) => self.name_target(name),
            ExprKind::Attribute(value, name, _) => match self.target_of(value)? {
                Target::Native(module) => self.program.native_member(&module, name),
                Target::Typing => Some(library::typing_member(name)),
                Target::Source(id) => match self.program.member(id, name, 0) {
                    Member::Known(target) => Some(target),
                    Member::Stable | Member::Unstable => Some(Target::Global(id, name.clone())),
                    Member::Missing => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    pub fn name_target(&mut self, name: &Name) -> Option<Target> {
        let scopes = std::rc::Rc::clone(&self.scopes);
        let binding = match scopes.place(self.scope, name) {
            Place::Local(variable) | Place::Free(_, variable) => Some(scopes.binding(variable)),
            Place::Global => scopes.global(name),
        };
        match binding {
            Some(binding) => {
                let module = self.program.module(self.module);
                if module.library && binding.functions == 1 {
                    return Some(Target::Library(name.clone()));
                }
                self.program.import_target(binding, 0)
            }
            None => self.builtin_target(name),
        }
    }

    fn builtin_target(&self, name: &str) -> Option<Target> {
        let module = self.program.module(self.module);
        if self.program.is_host_module(name) {
            return Some(Target::Native(name.into()));
        }
        Some(match name {
            "__name__" => Target::Constant(Constant::Str(module.shown_name.as_bytes().to_vec())),
            "__doc__" => Target::Constant(docstring(&module.body.body)),
            _ => match library::builtin(name)? {
                Builtin::Native(id) => Target::Builtin(id),
                Builtin::Constant(constant) => Target::Constant(constant),
                Builtin::NotImplemented => Target::NotImplemented,
                Builtin::Library => Target::Library(name.into()),
                Builtin::Refused(hint) => Target::Refused(hint),
            },
        })
    }

    /// The value of a constant expression.
    pub fn constant(&self, e: &Expr) -> Option<Constant> {
        let name = |name: &str| {
            let constant = matches!(name, "__name__" | "__debug__" | "TYPE_CHECKING");
            if !constant || self.scopes.place(self.scope, name) != Place::Global {
                return None;
            }
            match (self.scopes.global(name), name) {
                (None, "__name__") => match self.builtin_target(name) {
                    Some(Target::Constant(constant)) => Some(constant),
                    _ => None,
                },
                (None, "__debug__") => Some(Constant::Bool(true)),
                (Some(binding), "TYPE_CHECKING") => {
                    let typing = |source: &ImportSource| match source {
                        ImportSource::Member(module, _) => library::is_typing(module),
                        ImportSource::Module(_) => false,
                    };
                    let imported = binding.imports.len() == binding.count;
                    let constant = imported && binding.imports.iter().all(typing);
                    constant.then_some(Constant::Bool(false))
                }
                _ => None,
            }
        };
        crate::fold::constant(e, &name)
    }

    /// The register that is a local variable, if a store can go straight to it.
    pub fn direct_register(&self, name: &str) -> Option<u8> {
        match self.scopes.place(self.scope, name) {
            Place::Local(variable) if !self.scopes.binding(variable).captured => {
                self.registers.get(&variable).copied()
            }
            _ => None,
        }
    }

    /// The variable behind a name of this frame.
    pub fn local_variable(&self, name: &str) -> Option<Variable> {
        match self.scopes.place(self.scope, name) {
            Place::Local(variable) => Some(variable),
            _ => None,
        }
    }

    /// The value of a name: in `dest`, or in the variable itself if none is given.
    pub fn load_name(&mut self, name: &Name, at: At, dest: Option<u8>) -> u8 {
        self.line = at.line;
        if let Some(target) = self.name_target(name) {
            let dest = dest.unwrap_or_else(|| self.alloc());
            self.load_target(target, name, at, dest);
            return dest;
        }
        match self.scopes.place(self.scope, name) {
            Place::Local(variable) => self.load_local(variable, name, dest),
            Place::Free(index, variable) => {
                let dest = dest.unwrap_or_else(|| self.alloc());
                let index = index as u8;
                let to = self.scratch(dest);
                self.op(Op::GetFree, to, index, 0);
                if !self.free_assigned.contains(&variable) {
                    let name = self.name_operand(name);
                    self.op_with(Op::CheckFree, to, name);
                }
                self.copy(dest, to);
                dest
            }
            Place::Global => {
                let dest = dest.unwrap_or_else(|| self.alloc());
                self.load_global(self.module, name, dest);
                dest
            }
        }
    }

    pub fn load_global(&mut self, module: ModuleId, name: &Name, dest: u8) {
        let global = self.program.global(module, name);
        if self.flow.reachable {
            self.program.want(global);
        }
        self.op_with(Op::GetGlobal, dest, Operand::Global(global));
    }

    fn load_local(&mut self, variable: Variable, name: &Name, dest: Option<u8>) -> u8 {
        let binding = self.scopes.binding(variable);
        let (captured, walrus, deleted) = (binding.captured, binding.walrus, binding.deleted);
        let sure = self.flow.assigned.contains(&variable) && !(captured && deleted);
        let Some(register) = self.registers.get(&variable).copied() else {
            // A variable of a comprehension before the clause that binds it.
            let to = self.alloc();
            self.op(Op::LoadSpecial, to, 3, 0);
            let name = self.name_operand(name);
            self.op_with(Op::CheckLocal, to, name);
            return to;
        };
        let mut value = register;
        if captured {
            value = match dest {
                Some(dest) if !self.is_variable(dest) => dest,
                _ => self.alloc(),
            };
            self.op(Op::GetCell, value, register, 0);
        }
        if !sure {
            let name = self.name_operand(name);
            self.op_with(Op::CheckLocal, value, name);
            self.flow.assigned.insert(variable);
        }
        match dest {
            Some(dest) => {
                self.copy(dest, value);
                dest
            }
            // The rest of the expression may assign to it; the value is that of now.
            None if walrus && !captured => {
                let to = self.alloc();
                self.copy(to, value);
                to
            }
            None => value,
        }
    }

    /// Loads what a name is known to be.
    pub fn load_target(&mut self, target: Target, name: &str, at: At, dest: u8) {
        match target {
            Target::Builtin(id) => {
                self.reach_builtin(id, true);
                self.op_with(Op::LoadBuiltin, dest, Operand::Builtin(id));
            }
            Target::Host(full) => {
                let host = self.program.pool.hosts.add(full);
                self.op_with(Op::LoadBuiltin, dest, Operand::Host(host));
            }
            Target::Constant(constant) => self.load_constant(dest, constant),
            Target::NotImplemented => self.op(Op::LoadSpecial, dest, 5, 0),
            Target::Source(id) => {
                self.program.make_dynamic(id);
                self.op_with(Op::Import, dest, Operand::Module(id));
            }
            Target::Global(module, name) => self.load_global(module, &name, dest),
            Target::Library(name) => self.load_library(&name, dest),
            Target::Native(module) => {
                let hint = format!("call its members directly, as in `{module}.…`");
                self.refuse(at, "built-in module as a value", &hint);
            }
            Target::Typing => {
                self.refuse(at, "typing name outside an annotation", "leave it out");
            }
            Target::Refused(hint) => self.refuse(at, &format!("builtin `{name}`"), hint),
        }
    }

    /// Stores a register to a name.
    pub fn store_name(&mut self, name: &Name, source: u8) {
        match self.scopes.place(self.scope, name) {
            Place::Local(variable) => {
                let captured = self.scopes.binding(variable).captured;
                if let Some(register) = self.registers.get(&variable).copied() {
                    if captured {
                        self.op(Op::SetCell, register, source, 0);
                    } else {
                        self.copy(register, source);
                    }
                }
                self.flow.assigned.insert(variable);
            }
            Place::Free(index, _) => self.op(Op::SetFree, source, index as u8, 0),
            Place::Global => {
                let global = self.program.global(self.module, name);
                self.op_with(Op::SetGlobal, source, Operand::Global(global));
            }
        }
    }

    /// Notes that a local variable's register was written by other means.
    pub fn assigned(&mut self, name: &Name) {
        if let Some(variable) = self.local_variable(name) {
            self.flow.assigned.insert(variable);
        }
    }

    /// `del name`
    pub fn delete_name(&mut self, name: &Name, at: At) {
        self.line = at.line;
        match self.scopes.place(self.scope, name) {
            Place::Local(variable) => {
                let mark = self.mark();
                self.load_local(variable, name, None);
                self.release(mark);
                self.unbind_local(variable);
            }
            Place::Free(index, _) => {
                let mark = self.mark();
                let value = self.alloc();
                self.op(Op::GetFree, value, index as u8, 0);
                let name = self.name_operand(name);
                self.op_with(Op::CheckFree, value, name);
                self.op(Op::LoadSpecial, value, 3, 0);
                self.op(Op::SetFree, value, index as u8, 0);
                self.release(mark);
            }
            Place::Global => {
                let global = self.program.global(self.module, name);
                self.program.want(global);
                self.op_with(Op::DelGlobal, 0, Operand::Global(global));
                // Without a name of the module, the builtin is there again.
                if let Some(Builtin::Native(id)) = library::builtin(name) {
                    self.set_global_builtin(name, id);
                }
            }
        }
    }

    fn unbind_local(&mut self, variable: Variable) {
        self.flow.assigned.remove(&variable);
        let Some(register) = self.registers.get(&variable).copied() else {
            return;
        };
        if self.scopes.binding(variable).captured {
            let mark = self.mark();
            let value = self.alloc();
            self.op(Op::LoadSpecial, value, 3, 0);
            self.op(Op::SetCell, register, value, 0);
            self.release(mark);
        } else {
            self.op(Op::LoadSpecial, register, 3, 0);
        }
    }

    /// The end of `except … as name`: unbinds it, bound or not.
    pub fn forget_name(&mut self, name: &Name) {
        match self.scopes.place(self.scope, name) {
            Place::Local(variable) => self.unbind_local(variable),
            Place::Free(index, _) => {
                let mark = self.mark();
                let value = self.alloc();
                self.op(Op::LoadSpecial, value, 3, 0);
                self.op(Op::SetFree, value, index as u8, 0);
                self.release(mark);
            }
            Place::Global => {
                let mark = self.mark();
                let value = self.alloc();
                self.op(Op::LoadSpecial, value, 0, 0);
                let global = self.program.global(self.module, name);
                self.op_with(Op::SetGlobal, value, Operand::Global(global));
                self.op_with(Op::DelGlobal, 0, Operand::Global(global));
                self.release(mark);
            }
        }
    }

    /// Module-level names that hide builtins mean the builtin until they are assigned.
    pub fn preset_hidden_builtins(&mut self) {
        let scopes = std::rc::Rc::clone(&self.scopes);
        for binding in &scopes.get(MODULE_SCOPE).bindings {
            let assigned = binding.functions + binding.imports.len() < binding.count;
            let Some(Builtin::Native(id)) = library::builtin(&binding.name) else {
                continue;
            };
            if assigned {
                self.set_global_builtin(&binding.name, id);
            }
        }
    }

    fn set_global_builtin(&mut self, name: &Name, id: u16) {
        let mark = self.mark();
        let value = self.alloc();
        self.op_with(Op::LoadBuiltin, value, Operand::Builtin(id));
        let global = self.program.global(self.module, name);
        self.op_with(Op::SetGlobal, value, Operand::Global(global));
        self.release(mark);
    }
}

fn docstring(body: &[crate::tree::Stmt]) -> Constant {
    match body.first().map(|stmt| &stmt.kind) {
        Some(crate::tree::StmtKind::Expr(Expr {
            kind: ExprKind::Str(text),
            ..
        })) => Constant::Str(text.clone()),
        _ => Constant::None,
    }
}
