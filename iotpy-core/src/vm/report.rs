//! How a run ended: the exception, what it is chained to, and what `SystemExit` asks for.

use super::{Frame, Outcome, Vm};
use crate::catalog::{self, Exception};
use crate::error::exception_field as field;
use crate::heap::Kind;
use crate::text::sink::Sink;
use crate::value::{Unpacked, Value};

/// Exceptions that are looked at along a chain: those of CPython's deepest stack.
const CHAIN_MAX: usize = 1_100;

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
    vm: &'v Vm<'p, 'a>,
    value: Value,
}

impl ExceptionView<'_, '_, '_> {
    /// The name of its class.
    pub fn class_name(&self) -> &str {
        match self.vm.exception_class(self.value).unpack() {
            Unpacked::Builtin(id) => catalog::name(id),
            _ => "Exception",
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

    fn chained(&self, n: usize) -> Option<Value> {
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
        let text = self.exception_str(value);
        // Making the text may fail with another exception; the first one stays in flight.
        self.set_pending(pending);
        let text = text.map_err(|_| Outcome::Raised)?;
        if let Some(bytes) = self.str_bytes(text) {
            let _full = sink.push(bytes);
        }
        Ok(())
    }
}
