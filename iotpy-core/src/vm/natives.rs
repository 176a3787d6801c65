//! Host functions: arguments out, answers in.

use super::{Argument, Arguments, Vm};
use crate::catalog::Exception;
use crate::error::{Piece, Reason, Res};
use crate::host::{Host, Reply};
use crate::value::{Unpacked, Value};

/// The most arguments of a host function.
const ARGUMENTS_MAX: usize = 8;

impl Vm<'_, '_> {
    pub(super) fn call_host(
        &mut self,
        import: u16,
        arguments: &Arguments,
        host: &mut dyn Host,
    ) -> Res<Value> {
        let name = self.package.name_text(self.package.import(import));
        let name = core::str::from_utf8(name).unwrap_or("");
        if self.keyword_count(arguments) > 0 {
            let message = [
                Piece::Text(name),
                Piece::Text("() takes no keyword arguments"),
            ];
            return Err(self.type_error(&message));
        }
        if arguments.count > ARGUMENTS_MAX {
            let message = [Piece::Text(name), Piece::Text("() got too many arguments")];
            return Err(self.type_error(&message));
        }
        if name == "time.sleep" {
            self.check_sleep(arguments)?;
        }
        // Whatever the answer needs must fit before the host acts: it acts only once.
        self.heap.reserve_cells(64)?;
        let mut views = [Argument::None; ARGUMENTS_MAX];
        for (n, view) in views.iter_mut().enumerate().take(arguments.count) {
            *view = self.to_argument(self.argument(arguments, n));
        }
        let reply = host.call(name, &views[..arguments.count]);
        match reply {
            Reply::Pending => Err(self.trap(Reason::Wait)),
            Reply::Unknown => {
                let message = [
                    Piece::Text(name),
                    Piece::Text("() is not available on this host"),
                ];
                Err(self.raise(Exception::RuntimeError, &message))
            }
            reply => self.from_reply(reply),
        }
    }

    /// What CPython's `time.sleep` refuses, no host gets to see.
    fn check_sleep(&mut self, arguments: &Arguments) -> Res<()> {
        if arguments.count != 1 {
            return Err(self.type_error(&[
                Piece::Text("time.sleep() takes exactly one argument ("),
                Piece::Number(arguments.count as i64),
                Piece::Text(" given)"),
            ]));
        }
        let length = self.argument(arguments, 0);
        let negative = if length.is_float() {
            length.as_float() < 0.0
        } else if self.is_int_like(length) {
            self.as_i64(length).is_some_and(|seconds| seconds < 0)
        } else {
            return Err(self.type_error(&[
                Piece::Text("'"),
                Piece::TypeOf(length),
                Piece::Text("' object cannot be interpreted as an integer"),
            ]));
        };
        if negative {
            return Err(self.value_error("sleep length must be non-negative"));
        }
        Ok(())
    }

    fn to_argument(&self, value: Value) -> Argument<'_> {
        match value.unpack() {
            Unpacked::None => Argument::None,
            Unpacked::Bool(flag) => Argument::Bool(flag),
            Unpacked::Float(float) => Argument::Float(float),
            _ => {
                if let Some(int) = self.as_i64(value) {
                    Argument::Int(int)
                } else if let Some(text) = self.str_bytes(value) {
                    Argument::Str(text)
                } else if let Some(bytes) = self.bytes_bytes(value) {
                    Argument::Bytes(bytes)
                } else {
                    Argument::Other
                }
            }
        }
    }

    #[allow(clippy::wrong_self_convention)]
    pub(super) fn from_argument(&mut self, argument: &Argument<'_>) -> Res<Value> {
        match *argument {
            Argument::None | Argument::Other => Ok(Value::NONE),
            Argument::Bool(flag) => Ok(Value::bool(flag)),
            Argument::Int(int) => self.new_int(int),
            Argument::Float(float) => Ok(Value::float(float)),
            Argument::Str(text) => self.new_str(text),
            Argument::Bytes(bytes) => self.new_bytes(bytes),
        }
    }

    #[allow(clippy::wrong_self_convention)]
    pub(super) fn from_reply(&mut self, reply: Reply<'_>) -> Res<Value> {
        match reply {
            Reply::Bool(flag) => Ok(Value::bool(flag)),
            Reply::Int(int) => self.new_int(int),
            Reply::Float(float) => Ok(Value::float(float)),
            Reply::Str(text) => self.new_str(text.as_bytes()),
            Reply::Bytes(bytes) => self.new_bytes(bytes),
            Reply::Raise(class, message) => Err(self.raise(class, &[Piece::Text(message)])),
            Reply::None | Reply::Pending | Reply::Unknown => Ok(Value::NONE),
        }
    }
}
