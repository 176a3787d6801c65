//! One walk over a module that notes what every scope binds and uses, and that refuses what
//! CPython's symbol table refuses.

mod expression;
mod pattern;

use std::collections::HashMap;

use super::{Binding, Declared, ImportSource, LoopTarget, NameError, Scope, ScopeKind, Scopes};
use crate::parse::MODULE_SCOPE;
use crate::tree::{
    Alias, Annotated, At, Class, Expr, ExprKind, Function, FunctionKind, Handler, Name, ScopeId,
    Stmt, StmtKind,
};

pub(super) fn collect(body: &[Stmt], package: &str, is_package: bool) -> Result<Scopes, NameError> {
    let mut collector = Collector {
        scopes: Scopes { scopes: Vec::new() },
        current: MODULE_SCOPE,
        loops: 0,
        iterables: 0,
        walruses: Vec::new(),
        future_end: future_end(body),
        package,
        is_package,
    };
    collector.open(MODULE_SCOPE, ScopeKind::Module, MODULE_SCOPE, String::new());
    collector.body(body)?;
    collector.check_walruses()?;
    Ok(collector.scopes)
}

/// The place of the first statement that is neither the docstring nor a future import.
fn future_end(body: &[Stmt]) -> u32 {
    let future = |(n, stmt): &(usize, &Stmt)| match &stmt.kind {
        StmtKind::ImportFrom { module, .. } => module.as_deref() == Some("__future__"),
        StmtKind::Expr(e) => *n == 0 && matches!(e.kind, ExprKind::Str(_)),
        _ => false,
    };
    let mut rest = body.iter().enumerate().skip_while(future);
    rest.next().map_or(u32::MAX, |(_, stmt)| stmt.at.offset)
}

struct Collector<'m> {
    scopes: Scopes,
    current: ScopeId,
    /// Loops around the current statement within its frame.
    loops: usize,
    /// Iterables of comprehensions around the current expression.
    iterables: usize,
    /// Names bound by `:=` inside comprehensions.
    walruses: Vec<(ScopeId, Name, At)>,
    /// Where the statements end that `from __future__ import` may be among.
    future_end: u32,
    package: &'m str,
    is_package: bool,
}

type Collected = Result<(), NameError>;

fn error<T>(at: At, message: impl Into<String>) -> Result<T, NameError> {
    Err(NameError {
        at,
        message: message.into(),
    })
}

impl Collector<'_> {
    fn open(&mut self, id: ScopeId, kind: ScopeKind, parent: ScopeId, qualified_name: String) {
        let empty = |kind, parent, qualified_name| Scope {
            kind,
            parent,
            qualified_name,
            bindings: Vec::new(),
            index: HashMap::new(),
            declared: HashMap::new(),
            rebound: Vec::new(),
            uses: Vec::new(),
            used: HashMap::new(),
            places: HashMap::new(),
            free: Vec::new(),
            is_generator: false,
            class_cell: None,
        };
        let scopes = &mut self.scopes.scopes;
        while scopes.len() <= id {
            scopes.push(empty(ScopeKind::Comprehension, MODULE_SCOPE, String::new()));
        }
        scopes[id] = empty(kind, parent, qualified_name);
    }

    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.scopes[self.current]
    }

    /// The innermost scope that is not a comprehension or generator expression.
    fn function_scope(&self, mut scope: ScopeId) -> ScopeId {
        loop {
            let here = &self.scopes.scopes[scope];
            if !matches!(here.kind, ScopeKind::Comprehension | ScopeKind::Generator) {
                return scope;
            }
            scope = here.parent;
        }
    }

    fn use_name(&mut self, name: &Name, at: At) {
        let scope = self.scope();
        if &**name == "super" && !matches!(scope.kind, ScopeKind::Module | ScopeKind::Class) {
            self.use_name(&"__class__".into(), at);
        }
        let scope = self.scope();
        if scope.used.insert(name.clone(), ()).is_none() {
            scope.uses.push((name.clone(), at));
        }
    }

    /// The binding that a store to a name in the current scope makes or changes.
    fn bind(&mut self, name: &Name, at: At) -> Result<Option<&mut Binding>, NameError> {
        self.bind_in(self.current, name, at)
    }

    fn bind_in(
        &mut self,
        scope: ScopeId,
        name: &Name,
        at: At,
    ) -> Result<Option<&mut Binding>, NameError> {
        if &**name == "__debug__" {
            return error(at, "cannot assign to __debug__");
        }
        let here = &mut self.scopes.scopes[scope];
        if here.used.insert(name.clone(), ()).is_none() {
            here.uses.push((name.clone(), at));
        }
        let (target, outside) = match here.declared.get(name) {
            None => (scope, false),
            Some(Declared::Global) => (MODULE_SCOPE, scope != MODULE_SCOPE),
            Some(Declared::Nonlocal) => {
                here.rebound.push((name.clone(), false));
                return Ok(None);
            }
        };
        let scope = &mut self.scopes.scopes[target];
        let next = scope.bindings.len();
        let index = *scope.index.entry(name.clone()).or_insert(next);
        if index == next {
            scope.bindings.push(Binding::new(name.clone()));
        }
        let binding = &mut scope.bindings[index];
        binding.count += 1;
        binding.outside |= outside;
        Ok(Some(binding))
    }

    fn body(&mut self, body: &[Stmt]) -> Collected {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn looped(&mut self, body: &[Stmt]) -> Collected {
        let outer = self.loops;
        self.loops += 1;
        let result = self.body(body);
        self.loops = outer;
        result
    }

    fn stmt(&mut self, stmt: &Stmt) -> Collected {
        match &stmt.kind {
            StmtKind::Expr(e) => match &e.kind {
                // The element of a generator expression is a `yield` that the parser made.
                ExprKind::Yield(Some(value)) if self.scope().kind == ScopeKind::Generator => {
                    self.expr(value)
                }
                _ => self.expr(e),
            },
            StmtKind::Assign(targets, value) => {
                self.expr(value)?;
                targets
                    .iter()
                    .try_for_each(|target| self.target(target, true))
            }
            StmtKind::Augmented(target, _, value) => {
                if let ExprKind::Name(name) = &target.kind {
                    self.use_name(name, target.at);
                }
                self.target(target, true)?;
                self.expr(value)
            }
            StmtKind::Annotated(statement) => self.annotated(statement),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.delete(t)),
            StmtKind::Return(value) => {
                if self.scope().kind != ScopeKind::Function {
                    return error(stmt.at, "'return' outside function");
                }
                self.option(value.as_ref())
            }
            StmtKind::Raise(exception, cause) => {
                self.option(exception.as_ref())?;
                self.option(cause.as_ref())
            }
            StmtKind::Assert(test, message) => {
                self.expr(test)?;
                self.option(message.as_ref())
            }
            StmtKind::Break if self.loops == 0 => error(stmt.at, "'break' outside loop"),
            StmtKind::Continue if self.loops == 0 => {
                error(stmt.at, "'continue' not properly in loop")
            }
            StmtKind::Global(names) => self.declare(names, Declared::Global),
            StmtKind::Nonlocal(names) => self.declare(names, Declared::Nonlocal),
            StmtKind::Import(aliases) => self.import(aliases),
            StmtKind::ImportFrom {
                level,
                module,
                names,
            } => self.import_from(*level, module.as_ref(), names, stmt.at),
            StmtKind::Function(function) => self.def(function),
            StmtKind::Class(class) => self.class(class),
            _ => self.compound(stmt),
        }
    }

    fn compound(&mut self, stmt: &Stmt) -> Collected {
        match &stmt.kind {
            StmtKind::If(branches, otherwise) => {
                for (test, body) in branches {
                    self.expr(test)?;
                    self.body(body)?;
                }
                self.body(otherwise)
            }
            StmtKind::While(test, body, otherwise) => {
                self.expr(test)?;
                self.looped(body)?;
                self.body(otherwise)
            }
            StmtKind::For(statement) => {
                self.expr(&statement.iterable)?;
                self.target(&statement.target, true)?;
                self.loop_target(&statement.target, &statement.iterable);
                self.looped(&statement.body)?;
                self.body(&statement.otherwise)
            }
            StmtKind::Try(statement) => {
                self.body(&statement.body)?;
                for Handler {
                    at,
                    class,
                    name,
                    body,
                } in &statement.handlers
                {
                    self.option(class.as_ref())?;
                    if let Some(name) = name {
                        self.bind(name, *at)?;
                    }
                    self.body(body)?;
                }
                self.body(&statement.otherwise)?;
                self.body(&statement.finally)
            }
            StmtKind::With(items, body) => {
                for (context, target) in items {
                    self.expr(context)?;
                    if let Some(target) = target {
                        self.target(target, true)?;
                    }
                }
                self.body(body)
            }
            StmtKind::Match(statement) => self.match_statement(statement),
            _ => Ok(()),
        }
    }

    fn loop_target(&mut self, target: &Expr, iterable: &Expr) {
        let ExprKind::Name(name) = &target.kind else {
            return;
        };
        let range =
            |function: &Expr| matches!(&function.kind, ExprKind::Name(n) if &**n == "range");
        let kind = match &iterable.kind {
            ExprKind::Call(call) if range(&call.function) => LoopTarget::Range,
            _ => LoopTarget::Iterator,
        };
        let scope = self.scope();
        if let Some(index) = scope.index.get(name).copied() {
            let binding = &mut scope.bindings[index];
            binding.loop_target = binding.loop_target.max(kind);
        }
    }

    fn annotated(&mut self, statement: &Annotated) -> Collected {
        let (target, value) = (&statement.target, statement.value.as_ref());
        if self.scope().kind == ScopeKind::Class {
            self.expr(&statement.annotation.value)?;
        }
        let declared = match &target.kind {
            ExprKind::Name(name) => self.scope().declared.get(name).map(|kind| (name, *kind)),
            _ => None,
        };
        if let Some((name, declared)) = declared {
            let kind = if declared == Declared::Global {
                "global"
            } else {
                "nonlocal"
            };
            return error(
                target.at,
                format!("annotated name '{name}' can't be {kind}"),
            );
        }
        self.option(value)?;
        if value.is_none() && !matches!(target.kind, ExprKind::Name(_)) {
            return self.expr(target);
        }
        self.target(target, true)
    }

    /// A target of an assignment; `alone` for one that is not an item of another.
    fn target(&mut self, target: &Expr, alone: bool) -> Collected {
        match &target.kind {
            ExprKind::Name(name) => self.bind(name, target.at).map(|_| ()),
            ExprKind::Starred(_) if alone => error(
                target.at,
                "starred assignment target must be in a list or tuple",
            ),
            ExprKind::Starred(inner) => self.target(inner, false),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                let starred = |item: &&Expr| matches!(item.kind, ExprKind::Starred(_));
                if let Some(second) = items.iter().filter(starred).nth(1) {
                    return error(second.at, "multiple starred expressions in assignment");
                }
                items.iter().try_for_each(|item| self.target(item, false))
            }
            _ => self.expr(target),
        }
    }

    fn delete(&mut self, target: &Expr) -> Collected {
        match &target.kind {
            ExprKind::Name(name) => {
                match self.bind(name, target.at)? {
                    Some(binding) => binding.deleted = true,
                    None => {
                        if let Some(last) = self.scope().rebound.last_mut() {
                            last.1 = true;
                        }
                    }
                }
                Ok(())
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().try_for_each(|item| self.delete(item))
            }
            _ => self.expr(target),
        }
    }

    fn declare(&mut self, names: &[(Name, At)], declared: Declared) -> Collected {
        let kind = if declared == Declared::Global {
            "global"
        } else {
            "nonlocal"
        };
        for (name, at) in names {
            if declared == Declared::Nonlocal && self.current == MODULE_SCOPE {
                return error(*at, "nonlocal declaration not allowed at module level");
            }
            let scope = self.scope();
            if let Some(index) = scope.index.get(name) {
                let parameter = scope.bindings[*index].parameter;
                return error(
                    *at,
                    match parameter {
                        true => format!("name '{name}' is parameter and {kind}"),
                        false => format!("name '{name}' is assigned to before {kind} declaration"),
                    },
                );
            }
            if scope
                .declared
                .get(name)
                .is_some_and(|known| *known != declared)
            {
                return error(*at, format!("name '{name}' is nonlocal and global"));
            }
            if scope.used.contains_key(name) && !scope.declared.contains_key(name) {
                return error(
                    *at,
                    format!("name '{name}' is used prior to {kind} declaration"),
                );
            }
            scope.declared.insert(name.clone(), declared);
            self.use_name(name, *at);
        }
        Ok(())
    }

    fn import(&mut self, aliases: &[Alias]) -> Collected {
        for Alias {
            at, name, alias, ..
        } in aliases
        {
            let (bound, module) = match alias {
                Some(alias) => (alias.clone(), name.clone()),
                None => {
                    let first = Name::from(name.split('.').next().unwrap_or(name));
                    (first.clone(), first)
                }
            };
            if let Some(binding) = self.bind(&bound, *at)? {
                binding.imports.push(ImportSource::Module(module));
            }
        }
        Ok(())
    }

    fn import_from(
        &mut self,
        level: u32,
        module: Option<&Name>,
        names: &[Alias],
        at: At,
    ) -> Collected {
        let module = absolute(self.package, self.is_package, level, module);
        if module.as_deref() == Some("__future__") {
            let at_start = self.current == MODULE_SCOPE && at.offset < self.future_end;
            if !at_start {
                let message = "from __future__ imports must occur at the beginning of the file";
                return error(at, message);
            }
            return self.future(names);
        }
        for Alias {
            at, name, alias, ..
        } in names
        {
            if &**name == "*" {
                if self.current != MODULE_SCOPE {
                    return error(*at, "import * only allowed at module level");
                }
                continue;
            }
            let binding = self.bind(alias.as_ref().unwrap_or(name), *at)?;
            if let (Some(binding), Some(module)) = (binding, &module) {
                let source = ImportSource::Member(module.clone(), name.clone());
                binding.imports.push(source);
            }
        }
        Ok(())
    }

    fn future(&mut self, names: &[Alias]) -> Collected {
        const FEATURES: &[&str] = &[
            "nested_scopes",
            "generators",
            "division",
            "absolute_import",
            "with_statement",
            "print_function",
            "unicode_literals",
            "barry_as_FLUFL",
            "generator_stop",
            "annotations",
        ];
        match names.iter().find(|alias| !FEATURES.contains(&&*alias.name)) {
            Some(alias) => error(
                alias.at,
                format!("future feature {} is not defined", alias.name),
            ),
            None => Ok(()),
        }
    }

    fn def(&mut self, function: &Function) -> Collected {
        self.exprs(&function.decorators)?;
        let plain = function.decorators.is_empty();
        self.function(function)?;
        if let Some(binding) = self.bind(&function.target, function.at)? {
            binding.functions += usize::from(plain);
        }
        Ok(())
    }

    fn class(&mut self, class: &Class) -> Collected {
        self.exprs(&class.decorators)?;
        self.arguments(&class.bases)?;
        self.exprs(class.keywords.iter().map(|(_, value)| value))?;
        let qualified_name = self.qualified(&class.name, &class.target);
        let scope = class.body.scope;
        self.open(scope, ScopeKind::Class, self.current, qualified_name);
        let outer = (self.current, self.loops, self.iterables);
        (self.current, self.loops, self.iterables) = (scope, 0, 0);
        for name in ["__module__", "__qualname__"] {
            self.bind(&name.into(), class.at)?;
        }
        if has_annotations(&class.body.body) {
            self.bind(&"__annotations__".into(), class.at)?;
        }
        self.body(&class.body.body)?;
        (self.current, self.loops, self.iterables) = outer;
        self.bind(&class.target, class.at)?;
        Ok(())
    }

    fn function(&mut self, function: &Function) -> Collected {
        let parameters = &function.parameters;
        for parameter in parameters.positional.iter().chain(&parameters.keyword_only) {
            self.option(parameter.default.as_ref())?;
        }
        self.exprs(
            function
                .annotations
                .iter()
                .map(|annotation| &annotation.value),
        )?;
        let kind = match function.kind {
            FunctionKind::Generator => ScopeKind::Generator,
            _ => ScopeKind::Function,
        };
        let qualified_name = self.qualified(&function.name, &function.target);
        self.open(function.scope, kind, self.current, qualified_name);
        let outer = (self.current, self.loops, self.iterables);
        (self.current, self.loops, self.iterables) = (function.scope, 0, 0);
        for (name, at) in parameters.names() {
            if self.scope().index.contains_key(name) {
                let message = format!("duplicate argument '{name}' in function definition");
                return error(at, message);
            }
            if let Some(binding) = self.bind(name, at)? {
                binding.parameter = true;
            }
        }
        self.body(&function.body)?;
        if function.kind == FunctionKind::Generator {
            self.scope().is_generator = true;
        }
        (self.current, self.loops, self.iterables) = outer;
        Ok(())
    }

    fn qualified(&self, name: &str, target: &str) -> String {
        let mut scope = &self.scopes.scopes[self.current];
        if scope.declared.get(target) == Some(&Declared::Global) {
            return name.to_owned();
        }
        while scope.kind == ScopeKind::Comprehension {
            scope = &self.scopes.scopes[scope.parent];
        }
        match scope.kind {
            ScopeKind::Module => name.to_owned(),
            ScopeKind::Class => format!("{}.{name}", scope.qualified_name),
            _ => format!("{}.<locals>.{name}", scope.qualified_name),
        }
    }
}

/// Whether a body annotates a variable of its own scope.
pub(crate) fn has_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| {
        let bodies = stmt.kind.bodies();
        matches!(stmt.kind, StmtKind::Annotated(_)) || bodies.into_iter().any(has_annotations)
    })
}

/// The full name of the module that a `from` names, seen from a module of a package.
pub(crate) fn absolute(
    module: &str,
    is_package: bool,
    level: u32,
    name: Option<&Name>,
) -> Option<Name> {
    if level == 0 {
        return Some(name?.clone());
    }
    let mut parts: Vec<&str> = module.split('.').collect();
    let up = level as usize - usize::from(is_package);
    if up >= parts.len() {
        return None;
    }
    parts.truncate(parts.len() - up);
    parts.extend(name.map(|name| &**name));
    Some(parts.join(".").into())
}
