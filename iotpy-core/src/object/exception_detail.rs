//! What builtin exceptions know beside their arguments: `errno`, `name`, `obj`, `code`, `value`.

use crate::catalog::{self, Exception, Feature};
use crate::error::{Piece, Reason, Res, Trap, exception_field as field, need};
use crate::heap::Kind;
use crate::object::str::Text;
use crate::symbol;
use crate::value::Value;
use crate::vm::{Arguments, Vm};

/// The subclass of OSError for an error number (Python reference, "OS exceptions", Linux numbers).
fn class_of_errno(errno: i64) -> Exception {
    match errno {
        1 | 13 => Exception::PermissionError,
        2 => Exception::FileNotFoundError,
        3 => Exception::ProcessLookupError,
        4 => Exception::InterruptedError,
        10 => Exception::ChildProcessError,
        11 | 114 | 115 => Exception::BlockingIOError,
        17 => Exception::FileExistsError,
        20 => Exception::NotADirectoryError,
        21 => Exception::IsADirectoryError,
        32 | 108 => Exception::BrokenPipeError,
        103 => Exception::ConnectionAbortedError,
        104 => Exception::ConnectionResetError,
        110 => Exception::TimeoutError,
        111 => Exception::ConnectionRefusedError,
        _ => Exception::OSError,
    }
}

impl Vm<'_, '_> {
    /// The class that `OSError(errno, …)` makes an instance of.
    pub(crate) fn os_error_class(&self, id: u16, arguments: &Arguments) -> u16 {
        if id != Exception::OSError as u16 || !(2..=5).contains(&arguments.count) {
            return id;
        }
        match self.as_i64(self.argument(arguments, 0)) {
            Some(errno) => class_of_errno(errno) as u16,
            None => id,
        }
    }

    /// Gives a new exception its arguments. Those of an OSError with a file name leave it out.
    pub(crate) fn fill_exception(&mut self, exception: Value, arguments: &Arguments) -> Res<()> {
        let os_error = self.exception_is(exception, Exception::OSError);
        let named = os_error && (3..=5).contains(&arguments.count);
        let count = if named { 2 } else { arguments.count };
        let args = self.tuple_of_cells(arguments.at, count)?;
        let at = exception.cell();
        self.note_store(at, args);
        self.heap.set(at, field::ARGS, args);
        if named {
            let filename = self.argument(arguments, 2);
            self.note_store(at, filename);
            self.heap.set(at, field::NAME, filename);
        }
        Ok(())
    }

    /// Takes the keywords that exception classes know; the others are an error.
    pub(crate) fn exception_keywords(
        &mut self,
        exception: Value,
        arguments: &Arguments,
    ) -> Res<()> {
        let id = self.layout_of(self.exception_class(exception)).unwrap_or(0);
        for n in 0..self.keyword_count(arguments) {
            let (name, value) = (
                self.keyword_name(arguments, n),
                self.keyword_value(arguments, n),
            );
            let is = |class: Exception| catalog::is_subclass(id, class as u16);
            let position = match self.raw_bytes(name) {
                b"name" if is(Exception::ImportError) || is(Exception::NameError) => field::NAME,
                b"name" if is(Exception::AttributeError) => field::NAME,
                b"path" if is(Exception::ImportError) => field::SUBJECT,
                b"obj" if is(Exception::AttributeError) => field::SUBJECT,
                _ => {
                    let class = self.exception_class(exception);
                    let keeps = is(Exception::ImportError)
                        || is(Exception::NameError)
                        || is(Exception::AttributeError);
                    return Err(match keeps {
                        true => self.type_error(&[
                            Piece::Text("'"),
                            Piece::Str(name),
                            Piece::Text("' is an invalid keyword argument for "),
                            Piece::ClassName(class),
                            Piece::Text("()"),
                        ]),
                        false => self.type_error(&[
                            Piece::ClassName(class),
                            Piece::Text("() takes no keyword arguments"),
                        ]),
                    });
                }
            };
            self.note_store(exception.cell(), value);
            self.heap.set(exception.cell(), position, value);
        }
        Ok(())
    }

    /// Notes what name the exception in flight is about, and of which object.
    pub(crate) fn note_detail(&mut self, trap: Trap, name: Value, subject: Value) -> Trap {
        let pending = self.pending();
        if self.reason() == Reason::Raise && self.heap.is(pending, Kind::Exception) {
            self.heap.set(pending.cell(), field::NAME, name);
            self.heap.set(pending.cell(), field::SUBJECT, subject);
        }
        trap
    }

    /// An attribute that only some exception classes have.
    pub(crate) fn exception_detail(&mut self, exception: Value, symbol: u16) -> Res<Option<Value>> {
        let args = self.exception_args(exception);
        let (first, count) = self.elements(args);
        let at = exception.cell();
        let arg = |vm: &Self, n: usize| match n < count {
            true => Value(vm.heap.cells[first + n]),
            false => Value::NONE,
        };
        let is = |class: Exception| self.exception_is(exception, class);
        let named =
            is(Exception::ImportError) || is(Exception::NameError) || is(Exception::AttributeError);
        Ok(Some(match symbol {
            symbol::VALUE if is(Exception::StopIteration) => arg(self, 0),
            symbol::CODE if is(Exception::SystemExit) => match count {
                0 | 1 => arg(self, 0),
                _ => args,
            },
            symbol::ERRNO | symbol::STRERROR if is(Exception::OSError) => match count {
                2.. => arg(self, usize::from(symbol == symbol::STRERROR)),
                _ => Value::NONE,
            },
            symbol::FILENAME if is(Exception::OSError) => self.heap.get(at, field::NAME),
            symbol::FILENAME2 if is(Exception::OSError) => Value::NONE,
            symbol::NAME if named => self.heap.get(at, field::NAME),
            symbol::OBJ if is(Exception::AttributeError) => self.heap.get(at, field::SUBJECT),
            symbol::PATH if is(Exception::ImportError) => self.heap.get(at, field::SUBJECT),
            symbol::MSG if is(Exception::ImportError) => arg(self, 0),
            _ if is(Exception::SyntaxError) => return Ok(self.syntax_detail(exception, symbol)),
            _ => return Ok(None),
        }))
    }

    /// `SyntaxError(msg, (filename, lineno, offset, text, end_lineno, end_offset))`
    fn syntax_detail(&self, exception: Value, symbol: u16) -> Option<Value> {
        if !Feature::Class.is_enabled() {
            return None;
        }
        let args = self.exception_args(exception);
        let (first, count) = self.elements(args);
        if symbol == symbol::MSG {
            return Some(match count {
                0 => Value::NONE,
                _ => Value(self.heap.cells[first]),
            });
        }
        let names = [
            symbol::FILENAME,
            symbol::LINENO,
            symbol::OFFSET,
            symbol::TEXT,
            symbol::END_LINENO,
            symbol::END_OFFSET,
        ];
        let n = names.iter().position(|name| *name == symbol)?;
        let place = match count {
            2 => Value(self.heap.cells[first + 1]),
            _ => return Some(Value::NONE),
        };
        let part = self.sequence(place).filter(|(_, count)| n < *count);
        Some(part.map_or(Value::NONE, |(at, _)| Value(self.heap.cells[at + n])))
    }

    /// A part of a SyntaxError that is not None: what was assigned, or what its arguments tell.
    fn syntax_part(&mut self, exception: Value, symbol: u16) -> Res<Option<Value>> {
        if !Feature::Class.is_enabled() {
            return Ok(None);
        }
        let (assigned, key) = (self.attributes_of(exception), self.symbol_key(symbol));
        let part = match self.dict_lookup(assigned, key)? {
            None => self.syntax_detail(exception, symbol),
            part => part,
        };
        Ok(part.filter(|part| *part != Value::NONE))
    }

    /// Adds the message of a SyntaxError, and where it is.
    pub(crate) fn text_push_syntax_error(&mut self, text: &mut Text, exception: Value) -> Res<()> {
        need!(self, Class);
        let message = self.syntax_part(exception, symbol::MSG)?;
        self.text_push_display(text, message.unwrap_or(Value::NONE))?;
        let file = self.syntax_part(exception, symbol::FILENAME)?;
        let file = file.filter(|file| self.is_str(*file));
        let line = self.syntax_part(exception, symbol::LINENO)?;
        let line = line.filter(|line| self.is_int_like(*line));
        if file.is_none() && line.is_none() {
            return Ok(());
        }
        self.text_push(text, b" (")?;
        if let Some(file) = file {
            // Without the folders that it is in.
            let path = self.raw_bytes(file);
            let name = path.iter().rposition(|byte| *byte == b'/');
            let (start, end) = (name.map_or(0, |at| at + 1), path.len());
            self.text_push_part(text, file, start, end)?;
        }
        if let Some(line) = line {
            let before: &[u8] = if file.is_some() { b", line " } else { b"line " };
            self.text_push(text, before)?;
            self.text_push_repr(text, line)?;
        }
        self.text_push(text, b")")
    }

    /// The end of the text of an OSError: the file that it is about.
    pub(crate) fn os_error_file(&self, exception: Value) -> Option<Value> {
        let name = self.heap.get(exception.cell(), field::NAME);
        (name != Value::NONE).then_some(name)
    }
}
