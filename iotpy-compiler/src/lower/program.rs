//! The program as a whole: its modules, its tables, and the functions still to lower.

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::builder::Builder;
use super::function;
use crate::Options;
use crate::code::{Code, FunctionId, GlobalId, ModuleId, Pool, Unit};
use crate::diagnostic::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::library::{self, Fallback};
use crate::parse::{self, MODULE_SCOPE};
use crate::resolve::{Scopes, Variable};
use crate::source::{Lines, Sources};
use crate::tree::{At, Function, FunctionKind, Name, Parameters, Stmt, StmtKind};

/// Reports that are kept while lowering; more than are shown, since they are sorted afterwards.
const COLLECTED_MAX: usize = 1000;
/// The longest text in a report, in characters.
const TEXT_MAX: usize = 400;

/// A module that the program reaches.
pub(crate) struct Module {
    pub name: Name,
    /// The value of `__name__`.
    pub shown_name: Name,
    pub path: String,
    pub text: Arc<str>,
    pub lines: Lines,
    /// The body, as a function without parameters.
    pub body: Rc<Function>,
    pub scopes: Rc<Scopes>,
    pub is_package: bool,
    /// Our own library: its functions are made where they are used.
    pub library: bool,
    /// Has syntax errors, so that nothing is known of it.
    pub failed: bool,
    /// Used as a value, so that every name in it may be read.
    pub dynamic: bool,
    pub body_function: FunctionId,
}

/// A function whose code is still to be made, and what is known where it is created.
struct Task {
    id: FunctionId,
    function: Rc<Function>,
    module: ModuleId,
    /// Free variables that are assigned before the function exists.
    assigned: HashSet<Variable>,
}

/// The whole program, while it is lowered.
pub(crate) struct Program<'s> {
    pub sources: &'s Sources,
    pub options: &'s Options,
    pub modules: Vec<Module>,
    by_name: HashMap<Name, Option<ModuleId>>,
    pub pool: Pool,
    pub units: Vec<Unit>,
    tasks: VecDeque<Task>,
    /// Functions bound at module level whose code waits for a reader of the name.
    waiting: HashMap<GlobalId, Task>,
    wanted: HashSet<GlobalId>,
    /// Functions of guarded definitions that turned out to be reached.
    pub reached: HashSet<FunctionId>,
    /// Functions of our library that are linked, by name.
    library_functions: HashMap<Name, FunctionId>,
    fallbacks: Vec<(u16, FunctionId)>,
    /// Builtins that the program names, and those of them that need their fallback at once.
    pub reached_builtins: HashSet<u16>,
    flexible_builtins: HashSet<u16>,
    pub generators: bool,
    pub alias_steps: usize,
    /// What to report if nothing else is wrong.
    pub missing_handler: Option<Diagnostics>,
    pub diagnostics: Diagnostics,
}

/// What lowering hands to the linker.
pub(crate) struct Lowered {
    pub modules: Vec<Module>,
    pub pool: Pool,
    pub units: Vec<Unit>,
    pub fallbacks: Vec<(u16, FunctionId)>,
    pub entry: Option<GlobalId>,
    pub entry_module: ModuleId,
}

impl<'s> Program<'s> {
    pub fn new(sources: &'s Sources, options: &'s Options) -> Program<'s> {
        Program {
            sources,
            options,
            modules: Vec::new(),
            by_name: HashMap::new(),
            pool: Pool::default(),
            units: Vec::new(),
            tasks: VecDeque::new(),
            waiting: HashMap::new(),
            wanted: HashSet::new(),
            reached: HashSet::new(),
            library_functions: HashMap::new(),
            fallbacks: Vec::new(),
            reached_builtins: HashSet::new(),
            flexible_builtins: HashSet::new(),
            generators: false,
            alias_steps: 0,
            missing_handler: None,
            diagnostics: Diagnostics::default(),
        }
    }

    pub fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.0 as usize]
    }

    /// Reports something at a place of a module.
    pub fn report(
        &mut self,
        module: ModuleId,
        at: At,
        kind: DiagnosticKind,
        construct: &str,
        message: String,
        hint: Option<&str>,
    ) {
        if self.diagnostics.0.len() >= COLLECTED_MAX {
            return;
        }
        let module = &self.modules[module.0 as usize];
        let (column, source_line) = module.lines.column(&module.text, at.offset);
        self.diagnostics.0.push(Diagnostic {
            kind,
            file: module.path.clone(),
            line: at.line,
            column,
            construct: shortened(construct),
            message: shortened(&message),
            hint: hint.map(str::to_owned),
            source_line: shortened(source_line),
        });
    }

    /// The module of a dotted name, loaded when it is first asked for.
    pub fn load(&mut self, name: &Name) -> Option<ModuleId> {
        if let Some(known) = self.by_name.get(name) {
            return *known;
        }
        let base = name.replace('.', "/");
        let package = format!("{base}/__init__.py");
        let file = format!("{base}.py");
        let found = if let Some(text) = self.sources.get(&package) {
            Some((package, text, true))
        } else if let Some(text) = self.sources.get(&file) {
            Some((file, text, false))
        } else if self.sources.has_directory(&format!("{base}/")) {
            Some((package, Arc::from(""), true))
        } else {
            None
        };
        let id = found.map(|(path, text, is_package)| {
            self.add(name.clone(), name.clone(), path, text, is_package, false)
        });
        self.by_name.insert(name.clone(), id);
        id
    }

    /// The script at a path, as the module `__main__`.
    pub fn load_script(&mut self, path: &str) -> Option<ModuleId> {
        let text = self.sources.get(path)?;
        let stem = path.strip_suffix(".py").unwrap_or(path).replace('/', ".");
        Some(self.add(
            stem.into(),
            "__main__".into(),
            path.to_owned(),
            text,
            false,
            false,
        ))
    }

    /// The module of our library.
    pub fn load_library(&mut self) -> ModuleId {
        let name: Name = library::MODULE.into();
        if let Some(Some(known)) = self.by_name.get(&name) {
            return *known;
        }
        let path = format!("{}.py", library::MODULE);
        let text = Arc::from(library::SOURCE);
        let id = self.add(name.clone(), name.clone(), path, text, false, true);
        self.by_name.insert(name, Some(id));
        id
    }

    fn add(
        &mut self,
        name: Name,
        shown_name: Name,
        path: String,
        text: Arc<str>,
        is_package: bool,
        library: bool,
    ) -> ModuleId {
        let id = ModuleId(self.modules.len() as u32);
        let mut error = None;
        let (body, lines) = match parse::parse(&text) {
            Ok(parsed) => (parsed.body, parsed.lines),
            Err(e) => {
                error = Some((e.at, e.message));
                (Vec::new(), Lines::new(&text))
            }
        };
        let scopes = Scopes::resolve(&body, &name, is_package).unwrap_or_else(|e| {
            error = Some((e.at, e.message));
            Scopes::empty()
        });
        let body = Rc::new(module_function(if error.is_some() {
            Vec::new()
        } else {
            body
        }));
        let body_function = self.add_unit(Unit {
            module: id,
            name: "<module>".into(),
            qualified_name: "<module>".into(),
            positional: 0,
            positional_only: 0,
            keyword_only: 0,
            flags: iotpy_core::package::function_flag::MODULE,
            defaults: 0,
            free: 0,
            parameters: Vec::new(),
            first_line: 1,
            code: Code::default(),
        });
        self.modules.push(Module {
            name,
            shown_name,
            path,
            text,
            lines,
            body,
            scopes: Rc::new(scopes),
            is_package,
            library,
            failed: error.is_some(),
            dynamic: false,
            body_function,
        });
        if let Some((at, message)) = error {
            let message = format!("SyntaxError: {message}");
            self.report(
                id,
                at,
                DiagnosticKind::Syntax,
                "syntax error",
                message,
                None,
            );
        }
        id
    }

    pub fn add_unit(&mut self, unit: Unit) -> FunctionId {
        self.units.push(unit);
        FunctionId(self.units.len() as u32 - 1)
    }

    /// Asks for a module's body: something imports it.
    pub fn reach_module(&mut self, id: ModuleId) {
        let module = self.module(id);
        let body_function = module.body_function;
        if self.reached.contains(&body_function) {
            return;
        }
        let function = match module.library {
            true => Rc::new(module_function(Vec::new())),
            false => Rc::clone(&module.body),
        };
        self.reached.insert(body_function);
        let assigned = HashSet::new();
        self.tasks.push_back(Task {
            id: body_function,
            function,
            module: id,
            assigned,
        });
    }

    /// Asks for a function's code now.
    pub fn enqueue(
        &mut self,
        id: FunctionId,
        function: Rc<Function>,
        module: ModuleId,
        assigned: HashSet<Variable>,
    ) {
        self.reached.insert(id);
        self.tasks.push_back(Task {
            id,
            function,
            module,
            assigned,
        });
    }

    /// Asks for a function's code once its global is read.
    pub fn enqueue_when_read(
        &mut self,
        global: GlobalId,
        id: FunctionId,
        function: Rc<Function>,
        module: ModuleId,
    ) {
        if self.wanted.contains(&global) || self.module(module).dynamic {
            self.enqueue(id, function, module, HashSet::new());
        } else {
            let task = Task {
                id,
                function,
                module,
                assigned: HashSet::new(),
            };
            self.waiting.insert(global, task);
        }
    }

    /// The variable of a name of a module.
    pub fn global(&mut self, module: ModuleId, name: &Name) -> GlobalId {
        GlobalId(self.pool.globals.add((module, name.clone())))
    }

    /// Notes that something reads a module-level variable.
    pub fn want(&mut self, global: GlobalId) {
        self.wanted.insert(global);
        if let Some(task) = self.waiting.remove(&global) {
            self.reached.insert(task.id);
            self.tasks.push_back(task);
        }
    }

    /// Notes that a module is used as a value.
    pub fn make_dynamic(&mut self, module: ModuleId) {
        self.modules[module.0 as usize].dynamic = true;
        let mut found: Vec<GlobalId> = self.waiting.keys().copied().collect();
        found.retain(|id| self.pool.globals.get(id.0).0 == module);
        found.sort();
        found.into_iter().for_each(|id| self.want(id));
    }

    /// Notes that a builtin is used in a way that may need its fallback.
    pub fn reach_fallback(&mut self, id: u16) {
        self.flexible_builtins.insert(id);
        self.reached_builtins.insert(id);
    }

    /// A function of our library, linked when it is first asked for.
    pub fn library_function(&mut self, name: &Name) -> FunctionId {
        if let Some(known) = self.library_functions.get(name) {
            return *known;
        }
        let module = self.load_library();
        let body = Rc::clone(&self.module(module).body);
        let found = body.body.iter().find_map(|stmt| match &stmt.kind {
            StmtKind::Function(function) if function.name == *name => Some(Rc::clone(function)),
            _ => None,
        });
        let body_function = self.module(module).body_function;
        let id = match found {
            Some(function) => {
                let scopes = Rc::clone(&self.module(module).scopes);
                let unit = function::unit(&function, &scopes, module);
                let id = self.add_unit(unit);
                self.enqueue(id, function, module, HashSet::new());
                id
            }
            None => body_function,
        };
        self.reach_module(module);
        self.library_functions.insert(name.clone(), id);
        id
    }

    /// Lowers until nothing is left to lower.
    pub fn drain(&mut self) {
        loop {
            while let Some(task) = self.tasks.pop_front() {
                self.lower_task(task);
            }
            if !self.link_fallbacks() {
                return;
            }
        }
    }

    /// Links the fallbacks that the code lowered so far may need; whether there were new ones.
    fn link_fallbacks(&mut self) -> bool {
        let before = self.fallbacks.len();
        for (name, id, when) in library::fallbacks() {
            let needed = match when {
                Fallback::Flexible => self.flexible_builtins.contains(&id),
                Fallback::Generators => self.generators && self.reached_builtins.contains(&id),
            };
            if needed && !self.fallbacks.iter().any(|(known, _)| *known == id) {
                let function = self.library_function(&name.into());
                self.fallbacks.push((id, function));
            }
        }
        self.fallbacks.len() > before
    }

    fn lower_task(&mut self, task: Task) {
        let Task {
            id,
            function,
            module,
            assigned,
        } = task;
        let mut builder = Builder::new(self, module, function.scope, assigned);
        function::lower_body(&mut builder, &function);
        let code = builder.finish();
        self.units[id.0 as usize].code = code;
    }

    /// Drops the definitions that nothing reached and hands over.
    pub fn finish(
        mut self,
        entry: Option<GlobalId>,
        entry_module: ModuleId,
    ) -> Result<Lowered, Diagnostics> {
        if !self.diagnostics.0.is_empty() {
            return Err(self.diagnostics.sorted());
        }
        for unit in &mut self.units {
            let reached = &self.reached;
            crate::optimise::retain(&mut unit.code, |instruction| {
                instruction
                    .guard
                    .is_none_or(|function| reached.contains(&function))
            });
            crate::optimise::optimise(&mut unit.code);
        }
        Ok(Lowered {
            modules: self.modules,
            pool: self.pool,
            units: self.units,
            fallbacks: self.fallbacks,
            entry,
            entry_module,
        })
    }
}

fn module_function(body: Vec<Stmt>) -> Function {
    Function {
        at: At { offset: 0, line: 1 },
        scope: MODULE_SCOPE,
        kind: FunctionKind::Def,
        name: "<module>".into(),
        parameters: Parameters::default(),
        decorators: Vec::new(),
        body,
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(TEXT_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
