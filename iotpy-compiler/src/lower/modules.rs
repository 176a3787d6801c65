//! The modules of a program: where they are found, and what they hold.

use std::rc::Rc;
use std::sync::Arc;

use super::program::{Module, Origin, Program};
use crate::code::{Code, ModuleId, Unit};
use crate::diagnostic::DiagnosticKind;
use crate::library;
use crate::parse::{self, MODULE_SCOPE};
use crate::resolve::Scopes;
use crate::source::Lines;
use crate::tree::{At, Function, FunctionKind, Name, Parameters, Stmt, StmtKind};

/// A file that is to be a module.
struct File {
    path: String,
    text: Arc<str>,
    is_package: bool,
    origin: Origin,
}

impl Program<'_> {
    /// The module of a dotted name, loaded when it is first asked for.
    pub fn load(&mut self, name: &Name) -> Option<ModuleId> {
        if let Some(known) = self.by_name.get(name) {
            return *known;
        }
        if self.loading.contains(name) {
            return None;
        }
        self.loading.push(name.clone());
        let file = self.find(name);
        let id = file.map(|file| self.add(name.clone(), shown_name(name, file.origin), file));
        self.loading.pop();
        self.by_name.insert(name.clone(), id);
        id
    }

    /// A module's file: in the program, else in our library.
    fn find(&self, name: &Name) -> Option<File> {
        let base = name.replace('.', "/");
        let paths = [format!("{base}/__init__.py"), format!("{base}.py")];
        if !library::is_built_in(name) {
            for (path, is_package) in paths.iter().zip([true, false]) {
                if let Some(text) = self.sources.get(path) {
                    return Some(File {
                        path: path.clone(),
                        text,
                        is_package,
                        origin: Origin::Program,
                    });
                }
            }
        }
        let ours = library::host_function(name).is_none_or(|function| {
            let functions = &self.options.host_functions;
            functions.iter().any(|offered| offered == function)
        });
        for (path, is_package) in paths.iter().zip([true, false]) {
            if let Some(text) = library::file(path).filter(|_| ours) {
                return Some(File {
                    path: library::shown_path(path),
                    text: Arc::from(text),
                    is_package,
                    origin: Origin::Library,
                });
            }
        }
        let [path, _] = paths;
        self.sources
            .has_directory(&format!("{base}/"))
            .then(|| File {
                path,
                text: Arc::from(""),
                is_package: true,
                origin: Origin::Program,
            })
    }

    /// The script at a path, as the module `__main__`.
    pub fn load_script(&mut self, path: &str) -> Option<ModuleId> {
        let text = self.sources.get(path)?;
        let stem = path.strip_suffix(".py").unwrap_or(path).replace('/', ".");
        let file = File {
            path: path.to_owned(),
            text,
            is_package: false,
            origin: Origin::Program,
        };
        Some(self.add(stem.into(), "__main__".into(), file))
    }

    /// The module of the functions that need no import.
    pub fn load_builtins(&mut self) -> ModuleId {
        let name: Name = library::BUILTINS.into();
        if let Some(Some(known)) = self.by_name.get(&name) {
            return *known;
        }
        let file = File {
            path: library::shown_path("builtins.py"),
            text: Arc::from(library::SOURCE),
            is_package: false,
            origin: Origin::Builtins,
        };
        let id = self.add(name.clone(), name.clone(), file);
        self.by_name.insert(name, Some(id));
        id
    }

    fn add(&mut self, name: Name, shown_name: Name, file: File) -> ModuleId {
        let mut error = None;
        let (mut body, lines) = match parse::parse(&file.text) {
            Ok(parsed) => (parsed.body, parsed.lines),
            Err(e) => {
                error = Some((e.at, e.message));
                (Vec::new(), Lines::new(&file.text))
            }
        };
        self.expand_stars(&mut body, &name, file.is_package);
        let scopes = Scopes::resolve(&body, &name, file.is_package).unwrap_or_else(|e| {
            error = Some((e.at, e.message));
            body = Vec::new();
            Scopes::empty()
        });
        let future_annotations = imports_annotations(&body);
        let id = ModuleId(self.modules.len() as u32);
        let body_function = self.add_unit(module_unit(id));
        self.modules.push(Module {
            name,
            shown_name,
            path: file.path,
            text: file.text,
            lines,
            body: Rc::new(module_function(body)),
            scopes: Rc::new(scopes),
            is_package: file.is_package,
            future_annotations,
            origin: file.origin,
            failed: error.is_some(),
            dynamic: false,
            body_function,
        });
        if let Some((at, message)) = error {
            let message = format!("SyntaxError: {message}");
            let kind = DiagnosticKind::Syntax;
            self.report(id, at, kind, "syntax error", message, None);
        }
        id
    }
}

/// What a module calls itself. The parts that a package of our library is made of go by its name.
fn shown_name(name: &Name, origin: Origin) -> Name {
    match name.rsplit_once('.') {
        Some((package, part)) if origin == Origin::Library && part.starts_with('_') => {
            package.into()
        }
        _ => name.clone(),
    }
}

/// Whether a module starts with `from __future__ import annotations`.
fn imports_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::ImportFrom { module, names, .. } => {
            module.as_deref() == Some("__future__")
                && names.iter().any(|alias| &*alias.name == "annotations")
        }
        _ => false,
    })
}

fn module_unit(module: ModuleId) -> Unit {
    Unit {
        module,
        name: "<module>".into(),
        qualified_name: "<module>".into(),
        positional: 0,
        positional_only: 0,
        keyword_only: 0,
        flags: iotpy_core::package::function_flag::MODULE,
        defaults: 0,
        free: 0,
        parameters: Vec::new(),
        variables: Vec::new(),
        first_line: 1,
        code: Code::default(),
    }
}

/// The body of a module, as a function without parameters.
pub(super) fn module_function(body: Vec<Stmt>) -> Function {
    Function {
        at: At {
            line: 1,
            ..At::default()
        },
        scope: MODULE_SCOPE,
        kind: FunctionKind::Def,
        name: "<module>".into(),
        target: "<module>".into(),
        parameters: Parameters::default(),
        annotations: Vec::new(),
        decorators: Vec::new(),
        body,
    }
}
