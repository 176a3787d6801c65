//! Which variable every name means: locals, cells, free variables, globals.
//!
//! Scopes are Python's, with one difference that no program can see: list, set and dict
//! comprehensions run in the frame of the function around them, as in PEP 709, with variables of
//! their own.

mod collect;

pub(crate) use collect::{absolute, has_annotations};

use std::collections::HashMap;

use crate::parse::MODULE_SCOPE;
use crate::tree::{At, Name, ScopeId, Stmt};

/// A variable: the scope that binds it and the index of the binding there.
pub(crate) type Variable = (ScopeId, usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Function,
    /// The body of a class statement: nested scopes do not see its names.
    Class,
    /// A generator expression: a frame of its own, but not a scope for `:=`.
    Generator,
    /// Inlined in the frame around it.
    Comprehension,
}

/// What an import statement binds a name to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ImportSource {
    /// A module by its full dotted name.
    Module(Name),
    /// A member of a module.
    Member(Name, Name),
}

/// How a `for` statement binds a name, for the layout of registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LoopTarget {
    #[default]
    No,
    Iterator,
    Range,
}

/// One name that a scope binds.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    pub name: Name,
    pub parameter: bool,
    /// How many places bind the name, those in other scopes included.
    pub count: usize,
    /// Bound by a function, through `global`.
    pub outside: bool,
    /// How many of them are undecorated `def` statements.
    pub functions: usize,
    pub imports: Vec<ImportSource>,
    pub deleted: bool,
    /// Bound by `:=`, so that its value may change within an expression.
    pub walrus: bool,
    /// Lives in a cell because a nested function uses it.
    pub captured: bool,
    pub loop_target: LoopTarget,
}

impl Binding {
    fn new(name: Name) -> Binding {
        Binding {
            name,
            parameter: false,
            count: 0,
            outside: false,
            functions: 0,
            imports: Vec::new(),
            deleted: false,
            walrus: false,
            captured: false,
            loop_target: LoopTarget::No,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Declared {
    Global,
    Nonlocal,
}

/// Where a name lives, seen from one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the current frame.
    Local(Variable),
    /// The free cell of this number; the variable says whose.
    Free(usize, Variable),
    /// In the namespace of the class whose body this is.
    Namespace,
    /// In the module or among the builtins.
    Global,
}

#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub kind: ScopeKind,
    pub parent: ScopeId,
    pub qualified_name: String,
    pub bindings: Vec<Binding>,
    index: HashMap<Name, usize>,
    declared: HashMap<Name, Declared>,
    /// Names bound here though `nonlocal`, and whether by `del`.
    rebound: Vec<(Name, bool)>,
    uses: Vec<(Name, At)>,
    used: HashMap<Name, ()>,
    places: HashMap<Name, Place>,
    /// The variables behind the free cells, for frames.
    pub free: Vec<Variable>,
    pub is_generator: bool,
    /// The binding of `__class__` that the methods of a class see.
    pub class_cell: Option<usize>,
}

/// A use of names that CPython refuses at compile time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameError {
    pub at: At,
    pub message: String,
}

/// All scopes of a module.
#[derive(Debug)]
pub(crate) struct Scopes {
    scopes: Vec<Scope>,
}

impl Scopes {
    /// The scopes of an empty module.
    pub fn empty() -> Scopes {
        collect::collect(&[], "", false).unwrap_or(Scopes { scopes: Vec::new() })
    }

    /// Finds what every name of a module means.
    pub fn resolve(body: &[Stmt], package: &str, is_package: bool) -> Result<Scopes, NameError> {
        let mut scopes = collect::collect(body, package, is_package)?;
        for scope in 0..scopes.scopes.len() {
            scopes.resolve_scope(scope)?;
        }
        Ok(scopes)
    }

    pub fn get(&self, scope: ScopeId) -> &Scope {
        &self.scopes[scope]
    }

    pub fn binding(&self, variable: Variable) -> &Binding {
        &self.scopes[variable.0].bindings[variable.1]
    }

    /// The variable that a scope itself binds to a name.
    pub fn binding_in(&self, scope: ScopeId, name: &str) -> Option<Variable> {
        self.scopes[scope]
            .index
            .get(name)
            .map(|index| (scope, *index))
    }

    /// Where a name lives, seen from a scope.
    pub fn place(&self, scope: ScopeId, name: &str) -> Place {
        self.scopes[scope]
            .places
            .get(name)
            .copied()
            .unwrap_or(Place::Global)
    }

    /// The module-level binding of a name.
    pub fn global(&self, name: &str) -> Option<&Binding> {
        let module = &self.scopes[MODULE_SCOPE];
        module.index.get(name).map(|index| &module.bindings[*index])
    }

    fn resolve_scope(&mut self, scope: ScopeId) -> Result<(), NameError> {
        let uses = self.scopes[scope].uses.clone();
        for (name, at) in uses {
            let place = self.find(scope, &name);
            let nonlocal = self.scopes[scope].declared.get(&name) == Some(&Declared::Nonlocal);
            if nonlocal && place == Place::Global {
                let message = format!("no binding for nonlocal '{name}' found");
                return Err(NameError { at, message });
            }
            self.scopes[scope].places.insert(name, place);
        }
        for (name, deleted) in std::mem::take(&mut self.scopes[scope].rebound) {
            if let Place::Free(_, (owner, index)) = self.scopes[scope].places[&name] {
                let binding = &mut self.scopes[owner].bindings[index];
                binding.count += 1;
                binding.deleted |= deleted;
            }
        }
        Ok(())
    }

    /// Follows the chain of scopes and makes free cells in the frames between use and binding.
    fn find(&mut self, scope: ScopeId, name: &Name) -> Place {
        let mut frames: Vec<ScopeId> = Vec::new();
        let mut current = scope;
        loop {
            let here = &self.scopes[current];
            if here.kind == ScopeKind::Class && current != scope {
                if &**name == "__class__" {
                    let variable = self.class_cell(current);
                    return self.found(variable, &frames);
                }
                frames.push(current);
                current = here.parent;
                continue;
            }
            let declared = here.declared.get(name);
            if declared == Some(&Declared::Global) || here.kind == ScopeKind::Module {
                return Place::Global;
            }
            if let (None, Some(index)) = (declared, here.index.get(name)) {
                if here.kind == ScopeKind::Class {
                    return Place::Namespace;
                }
                return self.found((current, *index), &frames);
            }
            if here.kind != ScopeKind::Comprehension {
                frames.push(current);
            }
            current = here.parent;
        }
    }

    /// The variable that holds a class for its methods.
    fn class_cell(&mut self, scope: ScopeId) -> Variable {
        let scope_data = &mut self.scopes[scope];
        let index = *scope_data.class_cell.get_or_insert_with(|| {
            scope_data.bindings.push(Binding {
                captured: true,
                ..Binding::new("__class__".into())
            });
            scope_data.bindings.len() - 1
        });
        (scope, index)
    }

    fn found(&mut self, variable: Variable, frames: &[ScopeId]) -> Place {
        let mut place = Place::Local(variable);
        for frame in frames.iter().rev() {
            self.scopes[variable.0].bindings[variable.1].captured = true;
            let free = &mut self.scopes[*frame].free;
            let index = free
                .iter()
                .position(|known| *known == variable)
                .unwrap_or_else(|| {
                    free.push(variable);
                    free.len() - 1
                });
            place = Place::Free(index, variable);
        }
        place
    }
}
