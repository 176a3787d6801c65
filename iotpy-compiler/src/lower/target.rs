//! What names and members of modules are known to be when the program is compiled.

use std::rc::Rc;

use iotpy_core::catalog;

use super::builder::Builder;
use super::program::{Origin, Program};
use crate::code::{Constant, ModuleId};
use crate::library::{self, Builtin};
use crate::resolve::{Binding, ImportSource, Place};
use crate::tree::{Expr, ExprKind, Name, Stmt, StmtKind};

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
    /// A builtin that we do not have; the hint says what to do instead.
    Refused(&'static str),
}

/// Code for type checkers only is not compiled.
const TYPE_CHECKING: &str = "TYPE_CHECKING";
/// Aliases of aliases are followed this far; longer chains are resolved when the program runs.
const ALIASES_MAX: usize = 16;
/// The most imports that are looked at to find what one name is: modules may import each other.
const ALIAS_STEPS_MAX: usize = 256;

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
        if &**name == library::BUILTINS {
            return Some(Target::Native(name.clone()));
        }
        if let Some(id) = self.load(name) {
            return Some(Target::Source(id));
        }
        let host = format!("{name}.");
        let native = catalog::MODULES.contains(&native_name(name))
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
        let ours =
            catalog::MODULES.contains(&name) || library::file(&format!("{name}.py")).is_some();
        !ours && functions.iter().any(|f| f.starts_with(&host))
    }

    /// A member of a module without Python source.
    pub(super) fn native_member(&self, module: &str, member: &str) -> Option<Target> {
        if module == library::BUILTINS {
            return builtin(member);
        }
        let full = format!("{}.{member}", native_name(module));
        if let Some(id) = catalog::lookup(&full) {
            return Some(Target::Builtin(id));
        }
        if let Some(value) = catalog::constant(&full) {
            return Some(Target::Constant(Constant::Float(value)));
        }
        // The Python half of a module takes the host's functions from its native half.
        let half = full.strip_prefix('_').unwrap_or(&full);
        let functions = &self.options.host_functions;
        let host = functions.iter().find(|f| **f == full || *f == half)?;
        Some(Target::Host(host.as_str().into()))
    }

    /// The members of a module without Python source, for hints.
    pub(super) fn native_members(&self, module: &str) -> Vec<String> {
        let prefix = format!("{}.", native_name(module));
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
        let scopes = Rc::clone(&module.scopes);
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
            let once = once && !self.is_stream(id, name);
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
        if depth == 0 {
            self.alias_steps = 0;
        }
        self.alias_steps += 1;
        let endless = depth > ALIASES_MAX || self.alias_steps > ALIAS_STEPS_MAX;
        if !only_imports || binding.parameter || endless {
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
        let scopes = Rc::clone(&self.scopes);
        let place = scopes.place(self.scope, name);
        if self.in_namespace(name) {
            // A module without Python source is no value that a namespace could be asked for.
            let outside = matches!(place, Place::Global);
            let target = outside.then(|| self.global_target(name)).flatten();
            return target.filter(|target| matches!(target, Target::Native(_)));
        }
        match place {
            Place::Local(variable) | Place::Free(_, variable) => {
                self.binding_target(Some(scopes.binding(variable)), name)
            }
            Place::Namespace | Place::Global => self.global_target(name),
        }
    }

    /// What a module-level name or builtin is known to be.
    pub fn global_target(&mut self, name: &Name) -> Option<Target> {
        let scopes = Rc::clone(&self.scopes);
        self.binding_target(scopes.global(name), name)
    }

    fn binding_target(&mut self, binding: Option<&Binding>, name: &Name) -> Option<Target> {
        match binding {
            Some(binding) => {
                let module = self.program.module(self.module);
                if module.origin == Origin::Builtins && binding.functions == 1 {
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
            "__doc__" => {
                Target::Constant(docstring(&module.body.body).map_or(Constant::None, Constant::Str))
            }
            _ => return builtin(name),
        })
    }

    /// The value of a constant expression.
    pub fn constant(&self, e: &Expr) -> Option<Constant> {
        match &e.kind {
            ExprKind::Attribute(module, name, _) => {
                let typing = matches!(&module.kind, ExprKind::Name(module)
                    if self.is_imported(module, &ImportSource::Module("typing".into())));
                (typing && &**name == TYPE_CHECKING).then_some(Constant::Bool(false))
            }
            _ => crate::fold::constant(e, &|name| self.constant_name(name)),
        }
    }

    fn constant_name(&self, name: &str) -> Option<Constant> {
        let typing = || ImportSource::Member("typing".into(), TYPE_CHECKING.into());
        match name {
            "__name__" | "__debug__"
                if self.scopes.place(self.scope, name) == Place::Global
                    && self.scopes.global(name).is_none() =>
            {
                match self.builtin_target(name) {
                    Some(Target::Constant(constant)) => Some(constant),
                    _ => None,
                }
            }
            TYPE_CHECKING => self
                .is_imported(name, &typing())
                .then_some(Constant::Bool(false)),
            _ => None,
        }
    }

    /// Whether a module-level name is nothing but one thing that is imported.
    fn is_imported(&self, name: &str, source: &ImportSource) -> bool {
        self.scopes.place(self.scope, name) == Place::Global
            && self.scopes.global(name).is_some_and(|binding| {
                binding.imports.len() == binding.count
                    && binding.imports.iter().all(|import| import == source)
            })
    }
}

/// The native half of a module may be named as its Python half in the catalog.
fn native_name(module: &str) -> &str {
    match module.strip_prefix('_') {
        Some(plain) if catalog::MODULES.contains(&plain) => plain,
        _ => module,
    }
}

fn builtin(name: &str) -> Option<Target> {
    Some(match library::builtin(name)? {
        Builtin::Native(id) => Target::Builtin(id),
        Builtin::Constant(constant) => Target::Constant(constant),
        Builtin::NotImplemented => Target::NotImplemented,
        Builtin::Library => Target::Library(name.into()),
        Builtin::Refused(hint) => Target::Refused(hint),
    })
}

/// The text that a body starts with.
pub(super) fn docstring(body: &[Stmt]) -> Option<Vec<u8>> {
    match body.first().map(|stmt| &stmt.kind) {
        Some(StmtKind::Expr(Expr {
            kind: ExprKind::Str(text),
            ..
        })) => Some(text.clone()),
        _ => None,
    }
}
