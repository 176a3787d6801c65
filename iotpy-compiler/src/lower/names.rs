//! Names: loads, stores, deletions.

use std::rc::Rc;

use iotpy_core::catalog::Exception;
use iotpy_core::opcode::Op;

use super::builder::Builder;
use super::class::NAMESPACE;
use super::target::Target;
use crate::code::{Constant, ModuleId, Operand};
use crate::library::{self, Builtin};
use crate::parse::MODULE_SCOPE;
use crate::resolve::{Place, ScopeKind, Variable};
use crate::tree::{At, Name};

impl Builder<'_, '_, '_> {
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
        self.at = at;
        if let Some(target) = self.name_target(name) {
            let dest = dest.unwrap_or_else(|| self.alloc());
            self.load_target(target, name, at, dest);
            return dest;
        }
        if let Place::Local(variable) = self.scopes.place(self.scope, name) {
            return self.load_local(variable, name, dest);
        }
        let dest = dest.unwrap_or_else(|| self.alloc());
        let to = self.scratch(dest);
        if self.in_namespace(name) {
            self.load_from_namespace(name, at, to);
        } else {
            self.load_outside(name, to);
        }
        self.copy(dest, to);
        dest
    }

    /// Loads what is neither in this frame nor known.
    fn load_outside(&mut self, name: &Name, dest: u8) {
        let Place::Free(index, variable) = self.scopes.place(self.scope, name) else {
            return self.load_global(self.module, name, dest);
        };
        self.op(Op::GetFree, dest, index as u8, 0);
        if !self.free_assigned.contains(&variable) {
            let name = self.name_operand(name);
            self.op_with(Op::CheckFree, dest, name);
        }
    }

    /// Whether a name is looked for in the namespace of a class first.
    pub fn in_namespace(&self, name: &str) -> bool {
        self.scopes.get(self.scope).kind == ScopeKind::Class
            && (self.program.prepares_namespaces
                || self.scopes.place(self.scope, name) == Place::Namespace)
    }

    /// A name of a class body, or what it means outside of the class.
    fn load_from_namespace(&mut self, name: &Name, at: At, dest: u8) {
        let found = self.label();
        let operand = self.name_operand(name);
        self.emit(Op::ClassGet, [dest, NAMESPACE, 0], operand);
        self.jump_if(Op::JumpBound, [dest, 0, 0], found);
        match self.scopes.place(self.scope, name) {
            Place::Free(..) => self.load_outside(name, dest),
            _ => match self.global_target(name) {
                Some(target) => self.load_target(target, name, at, dest),
                None => self.load_global(self.module, name, dest),
            },
        }
        self.place(found);
    }

    fn store_in_namespace(&mut self, name: &Name, source: u8) {
        let mark = self.mark();
        let key = self.alloc();
        self.load_constant(key, Constant::Str(name.as_bytes().to_vec()));
        self.op(Op::SetItem, NAMESPACE, key, source);
        self.release(mark);
    }

    fn delete_from_namespace(&mut self, name: &Name) {
        let mark = self.mark();
        let (key, found) = (self.alloc(), self.label());
        let operand = self.name_operand(name);
        self.emit(Op::ClassGet, [key, NAMESPACE, 0], operand);
        self.jump_if(Op::JumpBound, [key, 0, 0], found);
        self.raise_builtin(
            Exception::NameError,
            &format!("name '{name}' is not defined"),
        );
        self.place(found);
        self.load_constant(key, Constant::Str(name.as_bytes().to_vec()));
        self.op(Op::DelItem, NAMESPACE, key, 0);
        self.release(mark);
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
            Place::Namespace => self.store_in_namespace(name, source),
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
        self.at = at;
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
            Place::Namespace => self.delete_from_namespace(name),
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
            Place::Namespace => {
                let mark = self.mark();
                let value = self.alloc();
                self.op(Op::LoadSpecial, value, 0, 0);
                self.store_in_namespace(name, value);
                self.delete_from_namespace(name);
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
        let scopes = Rc::clone(&self.scopes);
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
