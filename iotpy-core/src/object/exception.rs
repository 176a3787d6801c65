//! Exceptions as values: raising, matching, their text.

use crate::catalog::{self, Exception};
use crate::error::{Piece, Reason, Res, Trap, exception_field as field};
use crate::heap::Kind;
use crate::object::str::Text;
use crate::value::{Unpacked, Value};
use crate::vm::Vm;

impl Vm<'_, '_> {
    /// `raise value` or `raise value from cause`
    pub(crate) fn raise_value(&mut self, value: Value, cause: Option<Value>) -> Trap {
        match self.raised(value, cause) {
            Ok(exception) => {
                self.set_pending(exception);
                self.trap(Reason::Raise)
            }
            Err(trap) => trap,
        }
    }

    fn raised(&mut self, value: Value, cause: Option<Value>) -> Res<Value> {
        let Some(exception) = self.as_exception(value)? else {
            return Err(
                self.type_error(&[Piece::Text("exceptions must derive from BaseException")])
            );
        };
        if let Some(cause) = cause {
            let cause = match cause {
                Value::NONE => cause,
                other => match self.as_exception(other)? {
                    Some(cause) => cause,
                    None => {
                        let message = "exception causes must derive from BaseException";
                        return Err(self.type_error(&[Piece::Text(message)]));
                    }
                },
            };
            let at = exception.cell();
            self.note_store(at, cause);
            self.heap.set(at, field::CAUSE, cause);
            self.heap.set(at, field::SUPPRESS, Value::TRUE);
        }
        Ok(exception)
    }

    /// An exception, or a new one of an exception class.
    pub(crate) fn as_exception(&mut self, value: Value) -> Res<Option<Value>> {
        match value.unpack() {
            Unpacked::Object(at) if self.heap.holds(at, Kind::Exception) => Ok(Some(value)),
            Unpacked::Builtin(id) if catalog::is_exception(id) => {
                self.new_exception(value, &[]).map(Some)
            }
            Unpacked::Object(_) if self.is_exception_class(value) => {
                let made = self.call_python(value, &[])?;
                if !self.heap.is(made, Kind::Exception) {
                    return Err(self.type_error(&[
                        Piece::Text("calling "),
                        Piece::Repr(value),
                        Piece::Text(" should have returned an instance of BaseException, not "),
                        Piece::TypeOf(made),
                    ]));
                }
                Ok(Some(made))
            }
            _ => Ok(None),
        }
    }

    /// `ExcMatch`
    pub(crate) fn exception_matches(&mut self, exception: Value, class: Value) -> Res<bool> {
        if let Some(Kind::Tuple) = self.heap.kind_of(class) {
            let (at, count) = self.elements(class);
            let mut matches = false;
            for n in 0..count {
                let element = Value(self.heap.cells[at + n]);
                matches |= self.matches_class(exception, element)?;
            }
            return Ok(matches);
        }
        self.matches_class(exception, class)
    }

    fn matches_class(&mut self, exception: Value, class: Value) -> Res<bool> {
        match self.is_exception_class(class) {
            true => Ok(self.exception_derives(exception, class)),
            false => {
                let message =
                    "catching classes that do not inherit from BaseException is not allowed";
                Err(self.type_error(&[Piece::Text(message)]))
            }
        }
    }

    /// The arguments of an exception.
    pub(crate) fn exception_args(&self, exception: Value) -> Value {
        self.heap.get(exception.cell(), field::ARGS)
    }

    /// `str(exception)`
    pub(crate) fn exception_str(&mut self, exception: Value) -> Res<Value> {
        let mut text = self.text_begin()?;
        self.text_push_exception(&mut text, exception)?;
        self.text_finish(text)
    }

    /// Adds the text of an exception as its builtin class has it.
    pub(crate) fn text_push_exception(&mut self, text: &mut Text, exception: Value) -> Res<()> {
        if self.is_coding_error(exception) {
            return self.text_push_coding_error(text, exception);
        }
        if self.exception_is(exception, Exception::SyntaxError) {
            return self.text_push_syntax_error(text, exception);
        }
        let args = self.exception_args(exception);
        let (at, count) = self.elements(args);
        if count == 2 && self.exception_is(exception, Exception::OSError) {
            return self.text_push_os_error(text, exception, at);
        }
        match count {
            0 => Ok(()),
            1 if !self.exception_is(exception, Exception::KeyError) => {
                self.nest(" while getting the str of an object")?;
                let pushed = self.text_push_display(text, Value(self.heap.cells[at]));
                self.nested -= 1;
                pushed
            }
            1 => self.text_push_repr(text, Value(self.heap.cells[at])),
            _ => self.text_push_repr(text, args),
        }
    }

    /// Adds `[Errno 2] text: 'file'`; the number and the text are at a cell.
    fn text_push_os_error(&mut self, text: &mut Text, exception: Value, at: usize) -> Res<()> {
        self.text_push(text, b"[Errno ")?;
        self.text_push_repr(text, Value(self.heap.cells[at]))?;
        self.text_push(text, b"] ")?;
        self.text_push_display(text, Value(self.heap.cells[at + 1]))?;
        if let Some(file) = self.os_error_file(exception) {
            self.text_push(text, b": ")?;
            self.text_push_repr(text, file)?;
        }
        Ok(())
    }
}
