//! Imports: modules of the program run once, members of known modules cost nothing.

use iotpy_core::catalog::Exception;
use iotpy_core::opcode::Op;

use super::builder::Builder;
use super::program::Origin;
use super::target::{Member, Target};
use crate::code::ModuleId;
use crate::diagnostic::DiagnosticKind;
use crate::library;
use crate::resolve::absolute;
use crate::tree::{Alias, At, Name, StmtKind};

impl Builder<'_, '_, '_> {
    pub fn import(&mut self, aliases: &[Alias]) {
        for whole in aliases {
            let Alias {
                at, name, alias, ..
            } = whole;
            self.at = *at;
            let Some(target) = self.program.module_target(name) else {
                self.missing_module(name, *at);
                continue;
            };
            if matches!(target, Target::Source(_)) {
                self.run_modules(name);
            }
            let first = Name::from(name.split('.').next().unwrap_or(name));
            let bound = alias.as_ref().unwrap_or(&first);
            if self.is_alias(bound) {
                // The library does not hand out the modules that it is made of.
                if self.program.module(self.module).origin == Origin::Program {
                    let only = StmtKind::Import(vec![whole.clone()]);
                    self.defer_alias(bound, only, *at);
                }
                continue;
            }
            let target = match alias {
                Some(_) => Some(target),
                None => self.program.module_target(&first),
            };
            if let Some(target) = target {
                self.bind_target(target, bound, *at);
            }
        }
    }

    pub fn import_from(&mut self, level: u32, module: Option<&Name>, names: &[Alias], at: At) {
        let here = self.program.module(self.module);
        let (package, is_package) = (here.name.clone(), here.is_package);
        let Some(module) = absolute(&package, is_package, level, module) else {
            let message = "attempted relative import beyond top-level package".to_owned();
            let kind = DiagnosticKind::MissingModule;
            return self.report(at, kind, "import", message, None);
        };
        if &*module == "__future__" {
            return;
        }
        let Some(from) = self.program.module_target(&module) else {
            return self.missing_module(&module, at);
        };
        if matches!(from, Target::Source(_)) {
            self.run_modules(&module);
        }
        for alias in names {
            if &*alias.name == "*" {
                let hint = "let the module list its names in `__all__`, as a list of strings";
                self.refuse(alias.at, "import *", hint);
            } else if self.import_member(&from, &module, alias) {
                let only = StmtKind::ImportFrom {
                    level: 0,
                    module: Some(module.clone()),
                    names: vec![alias.clone()],
                };
                let bound = alias.alias.as_ref().unwrap_or(&alias.name);
                self.defer_alias(bound, only, alias.at);
            }
        }
    }

    /// Binds what a name means in a module; true if nothing needed to be stored for it.
    fn import_member(&mut self, from: &Target, module: &Name, alias: &Alias) -> bool {
        let (name, at) = (&alias.name, alias.at);
        let bound = alias.alias.as_ref().unwrap_or(name);
        let target = match from {
            Target::Native(native) => self.program.native_member(native, name),
            Target::Source(id) => match self.program.member(*id, name, 0) {
                Member::Known(target) => Some(target),
                Member::Unstable if alias.by_star => {
                    let target = Target::Global(*id, name.clone());
                    self.bind_if_bound(target, name, at);
                    return false;
                }
                Member::Stable | Member::Unstable => Some(Target::Global(*id, name.clone())),
                Member::Missing => None,
            },
            _ => None,
        };
        let Some(target) = target else {
            self.missing_name(module, name, at);
            return false;
        };
        if let Target::Source(id) = target {
            let submodule = self.program.module(id).name.clone();
            self.run_modules(&submodule);
        }
        let known = self.is_alias(bound);
        if !known {
            self.bind_target(target, bound, at);
        }
        known
    }

    /// Whether a name is known to be what is imported, so that nothing needs to be stored.
    fn is_alias(&mut self, bound: &Name) -> bool {
        !self.binds_aliases && self.name_target(bound).is_some()
    }

    /// Binds a name that a star import finds, or none if the module does not bind it now.
    fn bind_if_bound(&mut self, target: Target, name: &Name, at: At) {
        let (unbound, end) = (self.label(), self.label());
        let mark = self.mark();
        let outer = self.handler.replace(unbound);
        let value = self.alloc_block(2);
        self.load_target(target, name, at, value);
        self.handler = outer;
        self.store_name(name, value);
        let known = self.flow.clone();
        self.jump(end);
        self.place_with(unbound, known);
        self.op(Op::ExcEnter, value, 0, 0);
        self.op(Op::ExcLeave, value, 0, 0);
        self.release(mark);
        self.place(end);
    }

    /// Stores what is imported in an ordinary variable.
    fn bind_target(&mut self, target: Target, bound: &Name, at: At) {
        let mark = self.mark();
        let value = self.alloc();
        self.load_target(target, bound, at, value);
        self.store_name(bound, value);
        self.release(mark);
    }

    /// Runs a module and the packages around it, each once in the life of the program.
    fn run_modules(&mut self, name: &Name) {
        let ends = name
            .match_indices('.')
            .map(|(at, _)| at)
            .chain([name.len()]);
        let mut found: Vec<ModuleId> = Vec::new();
        for end in ends {
            found.extend(self.program.load(&Name::from(&name[..end])));
        }
        for id in found {
            if !self.flow.reachable || id == self.module {
                continue;
            }
            self.program.reach_module(id);
            self.import_module(id);
        }
    }

    fn missing_module(&mut self, name: &Name, at: At) {
        if self.import_guards > 0 {
            let message = format!("No module named '{name}'");
            return self.raise_about(Exception::ModuleNotFoundError, &message, Some(name));
        }
        if self.flow.reachable {
            let construct = format!("import {name}");
            let message = format!("{construct} fails: No module named '{name}'");
            let hint = Some(library::missing_module_hint(name));
            self.report(at, DiagnosticKind::MissingModule, &construct, message, hint);
        }
    }

    fn missing_name(&mut self, module: &Name, name: &Name, at: At) {
        let message = format!("cannot import name '{name}' from '{module}'");
        if self.import_guards > 0 {
            return self.raise_about(Exception::ImportError, &message, Some(module));
        }
        if self.flow.reachable {
            let members = self.program.native_members(module);
            let hint = match members.as_slice() {
                [] => None,
                _ => Some(format!("`{module}` has {}", members.join(", "))),
            };
            let kind = DiagnosticKind::MissingModule;
            self.report(at, kind, "import", message, hint.as_deref());
        }
    }
}
