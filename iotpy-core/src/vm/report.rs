//! How a run ended: the exception, what it is chained to, and what `SystemExit` asks for.

use super::{Arguments, Frame, Keywords, Outcome, Vm, status};
use crate::catalog::{self, Exception};
use crate::error::exception_field as field;
use crate::heap::{Kind, slot};
use crate::host::NullHost;
use crate::object::class::class_field;
use crate::symbol;
use crate::text::sink::Sink;
use crate::value::{Unpacked, Value};

/// Exceptions that are looked at along a chain: those of CPython's deepest stack.
const CHAIN_MAX: usize = 1_100;

/// Fuel that `__str__` of an exception may use once the call is over.
pub(super) const TEXT_FUEL_MAX: u64 = 1_000_000;

/// What `SystemExit` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// This exit status: 0 for None.
    Status(i32),
    /// Its text ([`Vm::exception_text`]) on standard error, and the status 1.
    Message,
}

/// How an exception is chained to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// It was raised `from` it.
    Cause,
    /// It was raised while that one was handled.
    Context,
}

/// An exception that ended a run, or one of those that led to it.
pub struct ExceptionView<'v, 'p, 'a> {
    pub(super) vm: &'v Vm<'p, 'a>,
    pub(super) value: Value,
}

impl ExceptionView<'_, '_, '_> {
    /// The name of its class.
    pub fn class_name(&self) -> &str {
        match self.vm.exception_class(self.value).unpack() {
            Unpacked::Builtin(id) => catalog::name(id),
            Unpacked::Object(at) => {
                let name = self.vm.raw_bytes(self.vm.class_name(at));
                core::str::from_utf8(name).unwrap_or("?")
            }
            _ => "Exception",
        }
    }

    /// The name of its class with those of the classes and functions around it, as tracebacks show
    /// it.
    pub fn class_qualified_name(&self) -> &str {
        let Unpacked::Object(at) = self.vm.exception_class(self.value).unpack() else {
            return self.class_name();
        };
        let name = self.vm.class_text(at, symbol::D_QUALNAME);
        name.unwrap_or_else(|| self.class_name())
    }

    /// What a traceback puts before the name of its class: the dotted name of the module that
    /// made the class, and nothing for builtin classes and those of the program itself.
    pub fn class_module(&self) -> &str {
        let Unpacked::Object(at) = self.vm.exception_class(self.value).unpack() else {
            return "";
        };
        match self.vm.class_module(at) {
            "__main__" | "builtins" => "",
            module => module,
        }
    }

    /// The frames it passed through, outermost first.
    pub fn frames(&self, mut visit: impl FnMut(Frame<'_>)) {
        self.vm.traceback(self.value, &mut visit);
    }

    /// How it is chained to the next exception of [`Vm::exception_at`]; None if it is the last.
    pub fn link(&self) -> Option<Link> {
        self.vm.link(self.value).map(|(link, _)| link)
    }

    /// Its notes, as bytes of a str.
    pub fn notes(&self, mut visit: impl FnMut(&[u8])) {
        let notes = self.vm.heap.get(self.value.cell(), field::NOTES);
        if !self.vm.heap.is(notes, Kind::List) {
            return;
        }
        for n in 0..self.vm.list_len(notes) {
            if let Some(text) = self.vm.str_bytes(self.vm.list_get(notes, n)) {
                visit(text);
            }
        }
    }
}

impl<'p, 'a> Vm<'p, 'a> {
    /// The exception that ended the last run, or the one in flight.
    pub fn exception(&self) -> Option<ExceptionView<'_, 'p, 'a>> {
        self.exception_at(0)
    }

    /// The exceptions that a traceback shows, newest first: 0 is the one that ended the run.
    pub fn exception_at(&self, n: usize) -> Option<ExceptionView<'_, 'p, 'a>> {
        let value = self.chained(n)?;
        Some(ExceptionView { vm: self, value })
    }

    pub(super) fn chained(&self, n: usize) -> Option<Value> {
        let mut value = self.pending();
        if n >= CHAIN_MAX || !self.heap.is(value, Kind::Exception) {
            return None;
        }
        for _ in 0..n {
            value = self.link(value)?.1;
        }
        Some(value)
    }

    fn link(&self, value: Value) -> Option<(Link, Value)> {
        let at = value.cell();
        let cause = self.heap.get(at, field::CAUSE);
        if self.heap.is(cause, Kind::Exception) {
            return Some((Link::Cause, cause));
        }
        let context = self.heap.get(at, field::CONTEXT);
        let shown = self.heap.get(at, field::SUPPRESS) != Value::TRUE;
        (shown && self.heap.is(context, Kind::Exception)).then_some((Link::Context, context))
    }

    /// What the exception in flight asks for, if that is a `SystemExit`.
    pub fn exit(&self) -> Option<Exit> {
        let value = self.pending();
        if !self.heap.is(value, Kind::Exception) || !self.exception_is(value, Exception::SystemExit)
        {
            return None;
        }
        let args = self.heap.get(value.cell(), field::ARGS).cell();
        let code = match self.heap.len(args) {
            0 => Value::NONE,
            1 => self.heap.get(args, 0),
            _ => return Some(Exit::Message),
        };
        Some(match code.unpack() {
            Unpacked::None => Exit::Status(0),
            Unpacked::Bool(flag) => Exit::Status(i32::from(flag)),
            _ if self.is_int_like(code) => match self.as_i64(code) {
                Some(code) => Exit::Status(code as i32),
                None => Exit::Status(-1),
            },
            _ => Exit::Message,
        })
    }

    /// The exit status asked for by `SystemExit`, if that is the exception in flight: its code if
    /// that is an int, 0 for None, 1 for anything else.
    pub fn exit_status(&self) -> Option<i32> {
        Some(match self.exit()? {
            Exit::Status(status) => status,
            Exit::Message => 1,
        })
    }

    /// Writes the text of the exception in flight: what `str()` of it gives.
    pub fn exception_text(&mut self, sink: &mut dyn Sink) -> Result<(), Outcome> {
        self.exception_text_at(0, sink)
    }

    /// Writes the text of one of the exceptions of [`Vm::exception_at`].
    pub fn exception_text_at(&mut self, n: usize, sink: &mut dyn Sink) -> Result<(), Outcome> {
        if self.chained(n).is_none() {
            return Ok(());
        }
        self.collect_all();
        let Some(value) = self.chained(n) else {
            return Ok(());
        };
        let pending = self.pending();
        let text = match self.package.fallback(catalog::fallback::TEXT_OF) {
            Some(function) => return self.text_by_python(function, value, sink),
            None => self.exception_str(value),
        };
        // Making the text may fail with another exception; the first one stays in flight.
        self.set_pending(pending);
        let text = text.map_err(|_| Outcome::Raised)?;
        if let Some(bytes) = self.str_bytes(text) {
            let _full = sink.push(bytes);
        }
        Ok(())
    }

    /// As [`Vm::exception_text_at`] in a program with classes, whose `__str__` may have to run.
    fn text_by_python(
        &mut self,
        function: u16,
        value: Value,
        sink: &mut dyn Sink,
    ) -> Result<(), Outcome> {
        let kept = (
            self.fuel_left,
            self.heap.cells[slot::FUEL_USED],
            self.heap.cells[slot::ESCAPED],
        );
        let outcome = self.run_text_of(function, value);
        // The exception in flight has waited in the first cell of the stack.
        let pending = Value(self.heap.cells[self.heap.stack_end() - 1]);
        self.set_pending(pending);
        (
            self.fuel_left,
            self.heap.cells[slot::FUEL_USED],
            self.heap.cells[slot::ESCAPED],
        ) = kept;
        if outcome != Some(Outcome::Done) {
            return Err(Outcome::Raised);
        }
        let text = Value(self.heap.cells[slot::RESULT]);
        if let Some(bytes) = self.str_bytes(text) {
            let _full = sink.push(bytes);
        }
        Ok(())
    }

    fn run_text_of(&mut self, function: u16, value: Value) -> Option<Outcome> {
        self.heap.sp = self.heap.stack_end();
        self.heap.reserve_cells(8).ok()?;
        let pending = self.pending();
        self.heap.push(pending).ok()?;
        let at = self.heap.push(value).ok()?;
        self.set_pending(Value::NONE);
        self.set_handling(Value::NONE);
        self.depth = 0;
        self.fuel_left = TEXT_FUEL_MAX;
        let arguments = Arguments {
            at,
            count: 1,
            keywords: Keywords::None,
        };
        self.enter_value(Value::function(function), &arguments)
            .ok()?;
        self.save(status::RUNNING);
        Some(self.run(&mut NullHost, TEXT_FUEL_MAX))
    }

    /// The module of the class at a cell, as text.
    fn class_module(&self, at: usize) -> &str {
        self.class_text(at, symbol::D_MODULE).unwrap_or("?")
    }

    /// A member of the class at a cell that is a text.
    fn class_text(&self, at: usize, symbol: u16) -> Option<&str> {
        let text = symbol::NAMES[symbol as usize].as_bytes();
        let dict = self.heap.get(at, class_field::DICT);
        let value = self.dict_get_text(dict, text, self.text_key_hash(text))?;
        core::str::from_utf8(self.str_bytes(value)?).ok()
    }
}

impl Vm<'_, '_> {
    /// The number of Python frames on the stack.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The most frames that there may be.
    pub(crate) fn depth_max(&self) -> usize {
        self.heap.cells[slot::DEPTH_MAX] as usize
    }

    /// Changes the most frames that there may be, until the next call.
    pub(crate) fn set_depth_max(&mut self, depth_max: u64) {
        self.heap.cells[slot::DEPTH_MAX] = depth_max;
    }

    /// The function of the `n`-th frame above the running one, or of the last, and the word that
    /// it is at.
    pub(crate) fn frame_above(&self, n: usize) -> (u16, u32) {
        let (mut base, mut pc) = (self.base, self.pc);
        let mut function = Value(self.heap.cells[base - 1]);
        for _ in 0..n {
            let caller = Value(self.heap.cells[base - 2]).as_int() as usize;
            let Some(above) = caller.checked_sub(1).map(|at| Value(self.heap.cells[at])) else {
                break;
            };
            pc = Value(self.heap.cells[base - 3]).as_int() as usize;
            (base, function) = (caller, above);
        }
        let index = self.function_of(function).map_or(0, |(index, _)| index);
        (index, pc as u32)
    }
}
