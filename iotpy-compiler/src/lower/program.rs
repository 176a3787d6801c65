//! The program as a whole: its modules, its tables, and the functions still to lower.

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use iotpy_core::catalog::{self, fallback};
use iotpy_core::opcode::Op;

use super::builder::Builder;
use super::function;
use super::modules::module_function;
use crate::code::{
    Code, FunctionId, GlobalId, Instruction, ModuleId, Operand, Pool, SegmentId, Unit,
};
use crate::diagnostic::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::library::{self, Fallback};
use crate::parse::MODULE_SCOPE;
use crate::resolve::{Scopes, Variable};
use crate::source::{Lines, Sources};
use crate::tree::{At, Function, Name, Stmt, StmtKind};
use crate::{Entry, Options};

/// Reports that are kept while lowering; more than are shown, since they are sorted afterwards.
const COLLECTED_MAX: usize = 1000;
/// The longest text in a report, in characters.
const TEXT_MAX: usize = 400;

/// What programs write that read the annotations of functions.
const ANNOTATION_READERS: &[&str] = &[
    "__annotations__",
    "get_type_hints",
    "get_annotations",
    "signature",
    "singledispatch",
];

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
    /// Annotations are kept as text.
    pub future_annotations: bool,
    pub origin: Origin,
    /// Has syntax errors, so that nothing is known of it.
    pub failed: bool,
    /// Used as a value, so that every name in it may be read.
    pub dynamic: bool,
    pub body_function: FunctionId,
}

impl Module {
    /// Whether its functions leave no frames in tracebacks.
    pub fn is_native(&self) -> bool {
        self.origin != Origin::Program && library::is_native(&self.shown_name)
    }
}

/// Where a module comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Program,
    /// Our library in Python: what binds a name there does nothing else, so that it is left out
    /// when nothing reads the name.
    Library,
    /// The functions of our library that need no import, made where they are used.
    Builtins,
}

/// Code that is still to be made.
enum Task {
    Function {
        id: FunctionId,
        function: Rc<Function>,
        module: ModuleId,
        /// Free variables that are assigned before the function exists.
        assigned: HashSet<Variable>,
    },
    /// A statement of a module's body.
    Segment {
        id: SegmentId,
        stmt: Stmt,
        module: ModuleId,
    },
}

/// The whole program, while it is lowered.
pub(crate) struct Program<'s> {
    pub sources: &'s Sources,
    /// What the program may consist of.
    texts: Vec<Arc<str>>,
    pub options: &'s Options,
    pub modules: Vec<Module>,
    pub(super) by_name: HashMap<Name, Option<ModuleId>>,
    /// Modules whose names are being found, for star imports in a ring.
    pub(super) loading: Vec<Name>,
    pub pool: Pool,
    pub units: Vec<Unit>,
    tasks: VecDeque<Task>,
    /// Statements at module level that wait for a reader of the name.
    waiting: HashMap<GlobalId, Vec<Task>>,
    wanted: HashSet<GlobalId>,
    /// The code of those that were asked for.
    segments: Vec<Option<Code>>,
    reached_modules: HashSet<ModuleId>,
    /// Functions of our library that are linked, by name.
    library_functions: HashMap<Name, FunctionId>,
    fallbacks: Vec<(u16, FunctionId)>,
    /// Builtins that the program names, and those of them that need their fallback at once.
    pub reached_builtins: HashSet<u16>,
    flexible_builtins: HashSet<u16>,
    /// Some metaclass makes the namespaces of its classes.
    pub prepares_namespaces: bool,
    /// Something may read the texts that functions start with.
    pub keeps_docs: bool,
    /// Attributes may be read whose names are not written out.
    computes_names: bool,
    /// Something may read the annotations of functions.
    pub keeps_annotations: bool,
    pub generators: bool,
    pub classes: bool,
    /// Something is named as the parameter of `print` is.
    prints_to_files: bool,
    /// `sys.stdout` is assigned.
    replaces_output: bool,
    pub alias_steps: usize,
    /// What to report if nothing else is wrong.
    pub missing_handler: Option<Diagnostics>,
    pub diagnostics: Diagnostics,
}

/// Whether one of some words is written anywhere.
fn is_mentioned(texts: &[Arc<str>], words: &[&str]) -> bool {
    texts
        .iter()
        .any(|text| words.iter().any(|word| text.contains(word)))
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
    pub fn new(sources: &'s Sources, entry: &Entry<'_>, options: &'s Options) -> Program<'s> {
        let texts = sources.reached_from(entry);
        let mention = |words: &[&str]| is_mentioned(&texts, words);
        Program {
            sources,
            options,
            modules: Vec::new(),
            by_name: HashMap::new(),
            loading: Vec::new(),
            pool: Pool::default(),
            units: Vec::new(),
            tasks: VecDeque::new(),
            waiting: HashMap::new(),
            wanted: HashSet::new(),
            segments: Vec::new(),
            reached_modules: HashSet::new(),
            library_functions: HashMap::new(),
            fallbacks: Vec::new(),
            reached_builtins: HashSet::new(),
            flexible_builtins: HashSet::new(),
            prepares_namespaces: mention(&["__prepare__"]),
            keeps_docs: mention(&["__doc__", "getdoc", "__dict__", "vars("]),
            computes_names: mention(&["getattr", "__dict__", "vars(", "dir("]),
            keeps_annotations: mention(ANNOTATION_READERS),
            generators: false,
            classes: false,
            prints_to_files: mention(&["file=", "file =", "\"file\"", "'file'"]),
            replaces_output: false,
            alias_steps: 0,
            missing_handler: None,
            diagnostics: Diagnostics::default(),
            texts,
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

    pub fn add_unit(&mut self, unit: Unit) -> FunctionId {
        self.units.push(unit);
        FunctionId(self.units.len() as u32 - 1)
    }

    /// Asks for a module's body: something imports it.
    pub fn reach_module(&mut self, id: ModuleId) {
        if !self.reached_modules.insert(id) {
            return;
        }
        let module = self.module(id);
        let body_function = module.body_function;
        let function = match module.origin {
            Origin::Builtins => Rc::new(module_function(Vec::new())),
            _ => Rc::clone(&module.body),
        };
        self.enqueue(body_function, function, id, HashSet::new());
    }

    /// Asks for a function's code now.
    pub fn enqueue(
        &mut self,
        id: FunctionId,
        function: Rc<Function>,
        module: ModuleId,
        assigned: HashSet<Variable>,
    ) {
        self.tasks.push_back(Task::Function {
            id,
            function,
            module,
            assigned,
        });
    }

    /// Asks for a statement's code once a global is read.
    pub fn defer(&mut self, global: GlobalId, stmt: Stmt, module: ModuleId) -> SegmentId {
        let id = SegmentId(self.segments.len() as u32);
        self.segments.push(None);
        let task = Task::Segment { id, stmt, module };
        if self.wanted.contains(&global) || self.is_read_by_name(global) {
            self.tasks.push_back(task);
        } else {
            self.waiting.entry(global).or_default().push(task);
        }
        id
    }

    /// The variable of a name of a module.
    pub fn global(&mut self, module: ModuleId, name: &Name) -> GlobalId {
        GlobalId(self.pool.globals.add((module, name.clone())))
    }

    /// Notes that something reads a module-level variable.
    pub fn want(&mut self, global: GlobalId) {
        self.wanted.insert(global);
        self.tasks
            .extend(self.waiting.remove(&global).unwrap_or_default());
    }

    /// Whether a variable may be read as an attribute of its module.
    fn is_read_by_name(&self, global: GlobalId) -> bool {
        let (module, name) = self.pool.globals.get(global.0);
        self.module(*module).dynamic
            && (self.computes_names || is_mentioned(&self.texts, &[name.as_ref()]))
    }

    /// Notes that a module is used as a value.
    pub fn make_dynamic(&mut self, module: ModuleId) {
        self.modules[module.0 as usize].dynamic = true;
        let mut found: Vec<GlobalId> = self.waiting.keys().copied().collect();
        found.retain(|id| self.pool.globals.get(id.0).0 == module && self.is_read_by_name(*id));
        found.sort();
        found.into_iter().for_each(|id| self.want(id));
    }

    fn reaches(&self, builtin: &str) -> bool {
        catalog::lookup(builtin).is_some_and(|id| self.reached_builtins.contains(&id))
    }

    /// The variable of `sys` that a program assigns another stream to, if it may.
    pub fn stream(&mut self, module: ModuleId, name: &Name) -> Option<GlobalId> {
        if !self.is_stream(module, name) {
            return None;
        }
        self.replaces_output |= &**name == "stdout";
        let global = self.global(module, name);
        self.want(global);
        Some(global)
    }

    /// Whether a name of a module is a stream of `sys`, which any program may replace.
    pub fn is_stream(&self, module: ModuleId, name: &Name) -> bool {
        let found = self.module(module);
        let is_sys = found.origin == Origin::Library && &*found.name == "sys";
        is_sys && matches!(&**name, "stdout" | "stderr")
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
        let module = self.load_builtins();
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
        let calls_back = self.generators || self.classes;
        for (name, id, when) in library::fallbacks() {
            let needed = match when {
                Fallback::Flexible => {
                    let reached = self.classes && self.reached_builtins.contains(&id);
                    reached || self.flexible_builtins.contains(&id)
                }
                Fallback::Callbacks if id == fallback::COLLECT && self.classes => true,
                Fallback::Callbacks => calls_back && self.reached_builtins.contains(&id),
                Fallback::Classes => self.classes,
                Fallback::Files => self.prints_to_files && self.reaches("print"),
                Fallback::Output => self.replaces_output && self.reaches("print"),
            };
            if needed && !self.fallbacks.iter().any(|(known, _)| *known == id) {
                let function = self.library_function(&name.into());
                self.fallbacks.push((id, function));
            }
        }
        self.fallbacks.len() > before
    }

    fn lower_task(&mut self, task: Task) {
        match task {
            Task::Function {
                id,
                function,
                module,
                assigned,
            } => {
                let mut builder = Builder::new(self, module, function.scope, assigned);
                function::lower_body(&mut builder, &function);
                self.units[id.0 as usize].code = builder.finish();
            }
            Task::Segment { id, stmt, module } => {
                let mut builder = Builder::new(self, module, MODULE_SCOPE, HashSet::new());
                builder.first_line = stmt.at.line;
                builder.binds_aliases = true;
                builder.statement(&stmt);
                self.segments[id.0 as usize] = Some(builder.finish_segment());
            }
        }
    }

    /// Drops imports of modules that do nothing when they run.
    fn drop_idle_imports(&mut self) {
        let mut idle: HashSet<ModuleId> = self.reached_modules.clone();
        loop {
            let before = idle.len();
            let does_nothing = |id: &ModuleId| {
                let module = &self.modules[id.0 as usize];
                let code = &self.units[module.body_function.0 as usize].code;
                let mut instructions = code.instructions.iter();
                instructions.all(|i| i.op == Op::ReturnNone || is_idle_import(i, &idle))
            };
            let still = idle.iter().copied().filter(does_nothing).collect();
            idle = still;
            if idle.len() == before {
                break;
            }
        }
        for unit in &mut self.units {
            crate::optimise::retain(&mut unit.code, |i| !is_idle_import(i, &idle));
        }
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
            crate::optimise::splice(&mut unit.code, &self.segments);
        }
        self.drop_idle_imports();
        for unit in &mut self.units {
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

fn is_idle_import(instruction: &Instruction, idle: &HashSet<ModuleId>) -> bool {
    let module = match instruction.operand {
        Operand::Module(id) => Some(id),
        _ => None,
    };
    instruction.import_only && module.is_some_and(|id| idle.contains(&id))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(TEXT_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
