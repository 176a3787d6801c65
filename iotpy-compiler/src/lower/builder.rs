//! The code of one function while it grows: registers, labels, and what is known at each point.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use iotpy_core::catalog::fallback;
use iotpy_core::opcode::Op;

use super::flow::Flow;
use super::program::Program;
use crate::code::{
    Code, ComprehensionId, Constant, FunctionId, Instruction, Label, ModuleId, Operand, Pooled,
    SegmentId,
};
use crate::diagnostic::DiagnosticKind;
use crate::emit::WORDS_MAX;
use crate::library;
use crate::resolve::{Scopes, Variable};
use crate::tree::{At, Function, Name, ScopeId, Stmt};

/// The most registers of a frame: parameters, variables and temporaries together.
pub(crate) const REGISTERS_MAX: usize = 250;

/// What `break`, `continue` and `return` leave on their way out.
#[derive(Clone, Copy)]
pub(super) enum Block<'t> {
    Loop {
        exit: Label,
        next: Label,
        /// The register of an iterator that may be a generator with work left to do.
        iterator: Option<u8>,
    },
    /// A `finally` body to run, and the handler around its statement.
    Finally {
        body: &'t [Stmt],
        outer: Option<Label>,
    },
    /// The bound `__exit__` of a `with` statement, and the handler around it.
    With {
        exit: u8,
        at: At,
        outer: Option<Label>,
    },
    /// An exception being handled, saved at a register; the name it is bound to.
    Handler {
        register: u8,
        name: Option<&'t Name>,
        outer: Option<Label>,
    },
}

/// A nested function: lowered when its parent is done, knowing what is assigned at every place
/// that creates it.
struct Child {
    id: FunctionId,
    function: Rc<Function>,
    assigned: HashSet<Variable>,
}

pub(super) struct Builder<'p, 's, 't> {
    pub program: &'p mut Program<'s>,
    pub module: ModuleId,
    /// The scope of the names in sight: the frame's own or that of a comprehension in it.
    pub scope: ScopeId,
    /// The scope of the function itself.
    pub frame: ScopeId,
    pub scopes: Rc<Scopes>,
    /// The name that `super()` takes its object from.
    pub first_parameter: Option<Name>,
    /// The register of a class body's `__annotations__`.
    pub annotations: Option<u8>,
    /// The name of `*args`.
    pub varargs: Option<Name>,
    /// `try` statements around the code that catch a failing import.
    pub import_guards: usize,
    /// `try` statements around the code that catch a missing attribute.
    pub attribute_guards: usize,
    /// How many registers below a variable are laid out for the state of a loop.
    pub loop_states: HashMap<Variable, usize>,
    /// Free variables that are assigned before this function exists.
    pub free_assigned: HashSet<Variable>,
    pub flow: Flow,
    /// The node that instructions are emitted for.
    pub at: At,
    /// The function of the method call that is emitted.
    pub method: Option<At>,
    pub comprehension: Option<ComprehensionId>,
    pub first_line: u32,
    /// Where an exception raised here goes.
    pub handler: Option<Label>,
    /// Whether statements may wait for a reader of what they bind.
    pub defers: bool,
    /// Whether imports of known things store them.
    pub binds_aliases: bool,
    import_only: bool,
    pub blocks: Vec<Block<'t>>,
    pub registers: HashMap<Variable, u8>,
    /// Variables whose register the loop around writes.
    pub looping: HashSet<Variable>,
    is_variable: Vec<bool>,
    next: usize,
    highest: usize,
    overflow: Option<At>,
    code: Vec<Instruction>,
    /// Handlers that some instruction may raise into.
    raising: HashSet<Label>,
    too_long: bool,
    labels: Vec<usize>,
    flows: Vec<Flow>,
    children: Vec<Child>,
    child_index: HashMap<ScopeId, usize>,
}

impl<'p, 's, 't> Builder<'p, 's, 't> {
    pub fn new(
        program: &'p mut Program<'s>,
        module: ModuleId,
        scope: ScopeId,
        free_assigned: HashSet<Variable>,
    ) -> Self {
        let scopes = Rc::clone(&program.module(module).scopes);
        Builder {
            program,
            module,
            scope,
            frame: scope,
            scopes,
            first_parameter: None,
            annotations: None,
            varargs: None,
            import_guards: 0,
            attribute_guards: 0,
            loop_states: HashMap::new(),
            free_assigned,
            flow: Flow {
                reachable: true,
                assigned: HashSet::new(),
            },
            at: At {
                line: 1,
                ..At::default()
            },
            method: None,
            comprehension: None,
            first_line: 1,
            handler: None,
            defers: false,
            binds_aliases: false,
            import_only: false,
            blocks: Vec::new(),
            registers: HashMap::new(),
            looping: HashSet::new(),
            is_variable: vec![false; 256],
            next: 0,
            highest: 0,
            overflow: None,
            code: Vec::new(),
            raising: HashSet::new(),
            too_long: false,
            labels: Vec::new(),
            flows: Vec::new(),
            children: Vec::new(),
            child_index: HashMap::new(),
        }
    }

    /// Ends the function with `return None` if its end can be reached.
    pub fn finish(mut self) -> Code {
        self.emit(Op::ReturnNone, [0; 3], Operand::None);
        self.finish_segment()
    }

    /// Ends a part of a function.
    pub fn finish_segment(mut self) -> Code {
        if let Some(at) = self.overflow {
            let message = format!(
                "the function needs {} registers for its variables and temporaries; \
                 there are {REGISTERS_MAX}",
                self.highest
            );
            let hint = Some("split the function");
            self.report(
                at,
                DiagnosticKind::Unsupported,
                "large function",
                message,
                hint,
            );
        }
        if self.too_long {
            let message = format!("the function is longer than {WORDS_MAX} instruction words");
            let hint = Some("split the function, or move data into the event");
            let at = self.line_start(self.first_line);
            self.report(
                at,
                DiagnosticKind::Unsupported,
                "large function",
                message,
                hint,
            );
        }
        for child in self.children {
            self.program
                .enqueue(child.id, child.function, self.module, child.assigned);
        }
        let registers = self.highest.min(REGISTERS_MAX) as u8;
        Code {
            instructions: self.code,
            labels: self.labels,
            registers,
        }
    }

    // Registers: variables lie below the temporaries, which come and go like a stack.

    pub fn mark(&self) -> usize {
        self.next
    }

    pub fn release(&mut self, mark: usize) {
        self.next = mark;
    }

    pub fn alloc(&mut self) -> u8 {
        self.alloc_block(1)
    }

    /// Consecutive registers; the first of them.
    pub fn alloc_block(&mut self, count: usize) -> u8 {
        let first = self.next;
        self.next += count;
        self.highest = self.highest.max(self.next);
        if self.next > REGISTERS_MAX {
            let at = self.line_start(self.at.line);
            self.overflow.get_or_insert(at);
            return 0;
        }
        first as u8
    }

    fn line_start(&self, line: u32) -> At {
        let offset = self.program.module(self.module).lines.start(line);
        At {
            offset,
            line,
            end: offset,
        }
    }

    /// How many registers are left.
    pub fn room(&self) -> usize {
        REGISTERS_MAX.saturating_sub(self.next)
    }

    pub fn bind_register(&mut self, variable: Variable, register: u8) {
        self.registers.insert(variable, register);
        self.is_variable[usize::from(register)] = true;
    }

    pub fn unbind_register(&mut self, variable: Variable) {
        if let Some(register) = self.registers.remove(&variable) {
            self.is_variable[usize::from(register)] = false;
        }
    }

    /// A register to build a value in that is to end up in `dest`: a variable must not show the
    /// value before it is complete.
    pub fn scratch(&mut self, dest: u8) -> u8 {
        if self.is_variable[usize::from(dest)] {
            self.alloc()
        } else {
            dest
        }
    }

    /// Whether a register is that of a variable.
    pub fn is_variable(&self, register: u8) -> bool {
        self.is_variable[usize::from(register)]
    }

    // Code. What cannot be reached is not emitted.

    pub fn emit(&mut self, op: Op, [a, b, c]: [u8; 3], operand: Operand) {
        if !self.flow.reachable {
            return;
        }
        if self.code.len() >= WORDS_MAX {
            self.too_long = true;
            return;
        }
        let (at, handler, import_only) = (self.at, self.handler, self.import_only);
        let instruction = Instruction {
            op,
            a,
            b,
            c,
            operand,
            at,
            method: self.method,
            comprehension: self.comprehension,
            handler,
            import_only,
        };
        if let Some(operation) = library::operation_of(op) {
            self.program.reached_builtins.insert(operation);
        }
        if let Some(handler) = handler.filter(|_| instruction.can_raise()) {
            self.raising.insert(handler);
        }
        self.code.push(instruction);
    }

    /// How many instructions there are.
    pub fn position(&self) -> usize {
        self.code.len()
    }

    /// Tells the instructions since `start` that extend `list` that it holds a call's arguments.
    pub fn mark_spread(&mut self, start: usize, list: u8) {
        for instruction in &mut self.code[start..] {
            if instruction.op == Op::ListExtend && instruction.a == list {
                instruction.c = 1;
            }
        }
    }

    pub fn op(&mut self, op: Op, a: u8, b: u8, c: u8) {
        self.emit(op, [a, b, c], Operand::None);
    }

    pub fn op_with(&mut self, op: Op, a: u8, operand: Operand) {
        self.emit(op, [a, 0, 0], operand);
    }

    pub fn copy(&mut self, dest: u8, source: u8) {
        if dest != source {
            self.op(Op::Move, dest, source, 0);
        }
    }

    /// Runs a module that nothing may be wanted of.
    pub fn import_module(&mut self, module: ModuleId) {
        let mark = self.mark();
        let register = self.alloc();
        self.import_only = true;
        self.op_with(Op::Import, register, Operand::Module(module));
        self.import_only = false;
        self.release(mark);
    }

    /// Leaves room for a statement that waits.
    pub fn leave_segment(&mut self, id: SegmentId) {
        self.op_with(Op::Move, 0, Operand::Segment(id));
    }

    /// An instruction after which nothing follows.
    pub fn end_with(&mut self, op: Op, a: u8, b: u8) {
        self.op(op, a, b, 0);
        self.flow = Flow::unreachable();
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(usize::MAX);
        self.flows.push(Flow::unreachable());
        Label(self.labels.len() as u32 - 1)
    }

    pub fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = self.code.len();
        let reached = std::mem::replace(&mut self.flows[label.0 as usize], Flow::unreachable());
        self.flow = self.flow.join(&reached);
    }

    /// Places a label that is jumped to from below, or by exceptions.
    pub fn place_with(&mut self, label: Label, flow: Flow) {
        self.labels[label.0 as usize] = self.code.len();
        self.flow = flow;
    }

    pub fn jump(&mut self, label: Label) {
        self.jump_if(Op::Jump, [0; 3], label);
        self.flow = Flow::unreachable();
    }

    pub fn jump_if(&mut self, op: Op, operands: [u8; 3], label: Label) {
        self.emit(op, operands, Operand::Label(label));
        if self.labels[label.0 as usize] == usize::MAX {
            let known = &mut self.flows[label.0 as usize];
            *known = known.join(&self.flow);
        }
    }

    /// Whether any instruction may send an exception to a handler.
    pub fn handles(&self, label: Label) -> bool {
        self.raising.contains(&label)
    }

    pub fn flow_without(&self, flow: &Flow, names: &[Name]) -> Flow {
        let mut flow = flow.clone();
        let scopes = &self.scopes;
        flow.assigned
            .retain(|variable| !names.contains(&scopes.binding(*variable).name));
        flow
    }

    // Tables.

    pub fn name_operand(&mut self, name: &Name) -> Operand {
        if &**name == "__next__" {
            self.program.reached_builtins.insert(fallback::NEXT);
        }
        Operand::Name(self.program.pool.names.add(name.clone()))
    }

    pub fn load_constant(&mut self, dest: u8, constant: Constant) {
        let pooled = match constant {
            Constant::None => return self.op(Op::LoadSpecial, dest, 0, 0),
            Constant::Bool(value) => return self.op(Op::LoadSpecial, dest, 1 + u8::from(value), 0),
            Constant::Ellipsis => return self.op(Op::LoadSpecial, dest, 4, 0),
            Constant::Int(value) => match value.small().and_then(|n| i16::try_from(n).ok()) {
                Some(small) => return self.op_with(Op::LoadInt, dest, Operand::Int(small)),
                None => Pooled::Int(value),
            },
            Constant::Float(value) => Pooled::Float(value.to_bits()),
            Constant::Str(value) => Pooled::Str(value),
            Constant::Bytes(value) => Pooled::Bytes(value),
        };
        let index = self.program.pool.constants.add(pooled);
        self.op_with(Op::LoadConst, dest, Operand::Constant(index));
    }

    /// Whether the function is too long already, so that nothing more is worth lowering.
    pub fn is_full(&self) -> bool {
        self.too_long
    }

    /// The function made from a node of the tree, lowered later.
    pub fn child(
        &mut self,
        function: &Rc<Function>,
        make: impl FnOnce(&mut Self) -> FunctionId,
        assigned: HashSet<Variable>,
    ) -> FunctionId {
        let known = self.child_index.get(&function.scope).copied();
        if let Some(child) = known.and_then(|index| self.children.get_mut(index)) {
            child
                .assigned
                .retain(|variable| assigned.contains(variable));
            return child.id;
        }
        let id = make(self);
        self.child_index.insert(function.scope, self.children.len());
        let function = Rc::clone(function);
        self.children.push(Child {
            id,
            function,
            assigned,
        });
        id
    }

    // Diagnostics.

    pub fn report(
        &mut self,
        at: At,
        kind: DiagnosticKind,
        construct: &str,
        message: String,
        hint: Option<&str>,
    ) {
        self.program
            .report(self.module, at, kind, construct, message, hint);
    }

    pub fn refuse(&mut self, at: At, construct: &str, hint: &str) {
        // Code that nothing reaches, after a return, is not compiled.
        if self.flow.reachable {
            let message = format!("{construct} is not supported");
            self.report(
                at,
                DiagnosticKind::Unsupported,
                construct,
                message,
                Some(hint),
            );
        }
    }
}
