//! `print`, and the text of a value in it.

use crate::catalog::fallback;
use crate::error::{Piece, Reason, Res, Trap};
use crate::heap::Kind;
use crate::host::{Host, Stream};
use crate::value::Value;
use crate::vm::{Arguments, Vm};

impl Vm<'_, '_> {
    #[inline(never)]
    pub(super) fn print(&mut self, arguments: &Arguments, host: &mut dyn Host) -> Res<Value> {
        if self.package.fallback(fallback::PRINT).is_some() {
            return Err(self.trap(Reason::Fallback(fallback::PRINT)));
        }
        let (mut separator, mut end) = (Value::NONE, Value::NONE);
        for n in 0..self.keyword_count(arguments) {
            let (name, value) = (
                self.keyword_name(arguments, n),
                self.keyword_value(arguments, n),
            );
            let slot = match self.raw_bytes(name) {
                b"sep" => &mut separator,
                b"end" => &mut end,
                b"flush" => continue,
                b"file" if value == Value::NONE => continue,
                b"file" => return Err(self.trap(Reason::Fallback(fallback::PRINT_TO))),
                _ => {
                    return Err(self.type_error(&[
                        Piece::Text("'"),
                        Piece::Str(name),
                        Piece::Text("' is an invalid keyword argument for print()"),
                    ]));
                }
            };
            *slot = value;
        }
        for (value, name) in [(separator, "sep"), (end, "end")] {
            if value != Value::NONE && !self.is_str(value) {
                return Err(self.type_error(&[
                    Piece::Text(name),
                    Piece::Text(" must be None or a string, not "),
                    Piece::TypeOf(value),
                ]));
            }
        }
        let text = match self.print_text(arguments, separator, end) {
            Err(_) if self.reason() == Reason::Raise => {
                return Err(self.print_before_error(arguments, separator, host)?);
            }
            text => text?,
        };
        self.check_surrogates(text)?;
        self.charge(self.raw_bytes(text).len() / 4)?;
        host.write(Stream::Output, self.raw_bytes(text));
        Ok(Value::NONE)
    }

    fn print_text(&mut self, arguments: &Arguments, separator: Value, end: Value) -> Res<Value> {
        let mut text = self.text_begin()?;
        for n in 0..arguments.count {
            if n > 0 {
                match separator {
                    Value::NONE => self.text_push(&mut text, b" ")?,
                    separator => self.text_push_str(&mut text, separator)?,
                }
            }
            let value = self.argument(arguments, n);
            self.text_push_display(&mut text, value)?;
        }
        match end {
            Value::NONE => self.text_push(&mut text, b"\n")?,
            end => self.text_push_str(&mut text, end)?,
        }
        self.text_finish(text)
    }

    /// Writes what comes before the argument that has no text, as CPython does. The error in flight
    /// stays.
    #[cold]
    fn print_before_error(
        &mut self,
        arguments: &Arguments,
        separator: Value,
        host: &mut dyn Host,
    ) -> Res<Trap> {
        let error = self.pending();
        let mut text = self.text_begin()?;
        for n in 0..arguments.count {
            match separator {
                _ if n == 0 => {}
                Value::NONE => self.text_push(&mut text, b" ")?,
                separator => self.text_push_str(&mut text, separator)?,
            }
            match self.str_of(self.argument(arguments, n)) {
                Ok(shown) => self.text_push_str(&mut text, shown)?,
                Err(_) if self.reason() == Reason::Raise => break,
                Err(trap) => return Err(trap),
            }
        }
        let text = self.text_finish(text)?;
        host.write(Stream::Output, self.raw_bytes(text));
        self.set_pending(error);
        Ok(self.trap(Reason::Raise))
    }

    /// Adds the str of a value to a text.
    pub(crate) fn text_push_display(
        &mut self,
        text: &mut crate::object::str::Text,
        value: Value,
    ) -> Res<()> {
        if self.is_str(value) {
            return self.text_push_str(text, value);
        }
        if self.program_class(value).is_some() {
            let shown = self.str_of(value)?;
            return self.text_push_str(text, shown);
        }
        if self.heap.is(value, Kind::Exception) {
            return self.text_push_exception(text, value);
        }
        self.text_push_repr(text, value)
    }
}
