//! From arguments to parameters, with CPython's error messages.

use super::{FRAME_CELLS, Vm};
use crate::error::{Piece, Reason, Res, Trap};
use crate::heap::Kind;
use crate::package::{Function, function_flag};
use crate::value::{Unpacked, Value};

/// Arguments on the stack: `count` positional ones from cell `at`, then the values of the keywords.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arguments {
    pub at: usize,
    pub count: usize,
    pub keywords: Keywords,
}

impl Arguments {
    /// The positional ones alone.
    pub(crate) fn without_keywords(&self) -> Arguments {
        Arguments {
            keywords: Keywords::None,
            ..*self
        }
    }
}

/// The names of keyword arguments.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Keywords {
    None,
    /// A keyword list of the package.
    List(u16),
    /// So many strs from this cell on.
    Names {
        at: usize,
        count: usize,
    },
}

impl Vm<'_, '_> {
    /// The number of keyword arguments.
    pub(crate) fn keyword_count(&self, arguments: &Arguments) -> usize {
        match arguments.keywords {
            Keywords::None => 0,
            Keywords::List(list) => self.package.keyword_count(list),
            Keywords::Names { count, .. } => count,
        }
    }

    /// The name of the `n`-th keyword argument.
    pub(crate) fn keyword_name(&self, arguments: &Arguments, n: usize) -> Value {
        match arguments.keywords {
            Keywords::None => Value::NONE,
            Keywords::List(list) => {
                Value::const_str(self.package.name(self.package.keyword(list, n)).0)
            }
            Keywords::Names { at, .. } => Value(self.heap.cells[at + n]),
        }
    }

    /// The value of the `n`-th keyword argument.
    pub(crate) fn keyword_value(&self, arguments: &Arguments, n: usize) -> Value {
        Value(self.heap.cells[arguments.at + arguments.count + n])
    }

    /// The `n`-th positional argument; None if a package passes fewer than the builtin takes.
    pub(crate) fn argument(&self, arguments: &Arguments, n: usize) -> Value {
        if n >= arguments.count {
            return Value::NONE;
        }
        Value(self.heap.cells[arguments.at + n])
    }

    /// Index and closure object of a Python function value.
    pub(crate) fn function_of(&self, value: Value) -> Option<(u16, Option<usize>)> {
        match value.unpack() {
            Unpacked::Function(index) => Some((index, None)),
            Unpacked::Object(at) if self.heap.holds(at, Kind::Function) => {
                Some((self.heap.get(at, 0).as_int() as u16, Some(at)))
            }
            _ => None,
        }
    }

    /// Pushes a frame for a Python function with its parameters bound. What the frame does with its
    /// result is in `ret` (see `vm::call`). Generator functions are handled by the caller.
    pub(crate) fn push_frame(
        &mut self,
        function: Value,
        arguments: &Arguments,
        ret: u32,
    ) -> Res<()> {
        let Some((index, closure)) = self.function_of(function) else {
            return Err(self.not_callable(function));
        };
        let entry = self.package.function(index);
        let registers = entry.registers as usize;
        let room = registers + FRAME_CELLS;
        if self.heap.free() < room {
            return Err(self.trap(Reason::Stack(room)));
        }
        if self.depth as u64 >= self.heap.cells[crate::heap::slot::DEPTH_MAX] {
            let class = crate::catalog::Exception::RecursionError;
            return Err(self.raise(class, &[Piece::Text("maximum recursion depth exceeded")]));
        }
        self.charge(4 + registers / 4)?;
        let base = self.heap.sp - registers;
        let simple = entry.flags & !function_flag::MODULE == 0
            && matches!(arguments.keywords, Keywords::None)
            && arguments.count == entry.positional as usize
            && entry.keyword_only == 0;
        if simple {
            // Arguments lie above the frame that they go to, and are few.
            let cells = &mut *self.heap.cells;
            for n in 0..arguments.count {
                cells[base + n] = cells[arguments.at + n];
            }
            cells[base + arguments.count..base + registers].fill(Value::UNBOUND.0);
        } else {
            let sp = self.heap.sp;
            self.heap.cells[base..base + registers].fill(Value::UNBOUND.0);
            self.heap.sp = base;
            let bound = self.bind(&entry, closure, arguments, base);
            self.heap.sp = sp;
            bound?;
        }
        let cells = &mut self.heap.cells;
        cells[base - 1] = function.0;
        cells[base - 2] = Value::int(self.base as i32).0;
        cells[base - 3] = Value::int(self.pc as i32).0;
        cells[base - 4] = Value::int(ret as i32).0;
        cells[base - 5] = Value::NONE.0;
        self.heap.sp = base - FRAME_CELLS;
        self.base = base;
        self.pc = entry.code_start as usize;
        self.depth += 1;
        Ok(())
    }

    fn bind(
        &mut self,
        entry: &Function,
        closure: Option<usize>,
        arguments: &Arguments,
        base: usize,
    ) -> Res<()> {
        let positional = entry.positional as usize;
        let given = arguments.count.min(positional);
        self.heap
            .cells
            .copy_within(arguments.at..arguments.at + given, base);
        let mut next = positional + entry.keyword_only as usize;
        if entry.has(function_flag::VARARGS) {
            let extra = arguments.count - given;
            let tuple = self.heap.allocate(Kind::Tuple, extra)?;
            let from = arguments.at + given;
            self.heap.cells.copy_within(from..from + extra, tuple + 1);
            self.heap.cells[base + next] = Value::object(tuple).0;
            next += 1;
        }
        if entry.has(function_flag::VARKW) {
            let dict = self.new_dict()?;
            self.heap.cells[base + next] = dict.0;
        }
        self.bind_keywords(entry, arguments, base)?;
        if arguments.count > positional && !entry.has(function_flag::VARARGS) {
            return Err(self.too_many_arguments(entry, arguments, base));
        }
        self.bind_defaults(entry, closure, base)
    }

    fn bind_keywords(&mut self, entry: &Function, arguments: &Arguments, base: usize) -> Res<()> {
        let named = entry.positional as usize + entry.keyword_only as usize;
        for n in 0..self.keyword_count(arguments) {
            let name = self.keyword_name(arguments, n);
            let value = self.keyword_value(arguments, n);
            let mut found = None;
            for parameter in 0..named {
                let index = self.package.parameter(entry, parameter);
                if self.str_is(name, self.package.name_text(index)) {
                    found = Some(parameter);
                    break;
                }
            }
            match found {
                Some(parameter) if parameter >= entry.positional_only as usize => {
                    if Value(self.heap.cells[base + parameter]) != Value::UNBOUND {
                        let message = [
                            Piece::Name(entry.qualified_name),
                            Piece::Text("() got multiple values for argument '"),
                            Piece::Str(name),
                            Piece::Text("'"),
                        ];
                        return Err(self.type_error(&message));
                    }
                    self.heap.cells[base + parameter] = value.0;
                }
                _ if entry.has(function_flag::VARKW) => {
                    let at = base + entry.parameter_count() - 1;
                    let dict = Value(self.heap.cells[at]);
                    self.dict_put(dict, name, value)?;
                }
                Some(_) => return Err(self.positional_only_as_keyword(entry, arguments)),
                None => {
                    let message = [
                        Piece::Name(entry.qualified_name),
                        Piece::Text("() got an unexpected keyword argument '"),
                        Piece::Str(name),
                        Piece::Text("'"),
                    ];
                    return Err(self.type_error(&message));
                }
            }
        }
        Ok(())
    }

    fn bind_defaults(&mut self, entry: &Function, closure: Option<usize>, base: usize) -> Res<()> {
        let positional = entry.positional as usize;
        let defaults = entry.defaults as usize;
        let mut missing = 0;
        for parameter in 0..positional {
            if Value(self.heap.cells[base + parameter]) != Value::UNBOUND {
                continue;
            }
            match closure {
                Some(at) if parameter + defaults >= positional => {
                    let value = self.heap.get(at, 2 + parameter + defaults - positional);
                    self.heap.cells[base + parameter] = value.0;
                }
                _ => missing += 1,
            }
        }
        if missing > 0 {
            return Err(self.missing_arguments(entry, base, 0, positional, missing, "positional"));
        }
        let keyword_only = entry.keyword_only as usize;
        for n in 0..keyword_only {
            if Value(self.heap.cells[base + positional + n]) != Value::UNBOUND {
                continue;
            }
            let default = match closure {
                Some(at) if entry.has(function_flag::KW_DEFAULTS) => {
                    self.heap.get(at, 2 + defaults + n)
                }
                _ => Value::UNBOUND,
            };
            if default == Value::UNBOUND {
                missing += 1;
            }
            self.heap.cells[base + positional + n] = default.0;
        }
        if missing > 0 {
            let end = positional + keyword_only;
            let kind = "keyword-only";
            return Err(self.missing_arguments(entry, base, positional, end, missing, kind));
        }
        Ok(())
    }

    #[cold]
    fn missing_arguments(
        &mut self,
        entry: &Function,
        base: usize,
        start: usize,
        end: usize,
        missing: usize,
        kind: &str,
    ) -> Trap {
        let names = (|| -> Res<Value> {
            let mut text = self.text_begin()?;
            let mut seen = 0;
            for parameter in start..end {
                if Value(self.heap.cells[base + parameter]) != Value::UNBOUND {
                    continue;
                }
                seen += 1;
                let joint: &[u8] = match (seen, missing) {
                    (1, _) => b"'",
                    (2, 2) => b" and '",
                    (n, m) if n == m => b", and '",
                    _ => b", '",
                };
                self.text_push(&mut text, joint)?;
                let name = self
                    .package
                    .name_text(self.package.parameter(entry, parameter));
                self.text_push(&mut text, name)?;
                self.text_push(&mut text, b"'")?;
            }
            self.text_finish(text)
        })();
        match names {
            Ok(names) => self.type_error(&[
                Piece::Name(entry.qualified_name),
                Piece::Text("() missing "),
                Piece::Number(missing as i64),
                Piece::Text(" required "),
                Piece::Text(kind),
                Piece::Text(if missing == 1 {
                    " argument: "
                } else {
                    " arguments: "
                }),
                Piece::Str(names),
            ]),
            Err(trap) => trap,
        }
    }

    #[cold]
    fn too_many_arguments(&mut self, entry: &Function, arguments: &Arguments, base: usize) -> Trap {
        let positional = i64::from(entry.positional);
        let least = positional - i64::from(entry.defaults);
        let given = arguments.count as i64;
        let keyword_only = (0..entry.keyword_only as usize)
            .filter(|n| {
                Value(self.heap.cells[base + entry.positional as usize + n]) != Value::UNBOUND
            })
            .count() as i64;
        let was = if given == 1 && keyword_only == 0 {
            " was given"
        } else {
            " were given"
        };
        let takes = if entry.defaults > 0 {
            "() takes from "
        } else {
            "() takes "
        };
        let from = if entry.defaults > 0 {
            least
        } else {
            positional
        };
        let noun = if positional == 1 && entry.defaults == 0 {
            " positional argument but "
        } else {
            " positional arguments but "
        };
        let mut message = [Piece::Text(""); 11];
        message[..3].copy_from_slice(&[
            Piece::Name(entry.qualified_name),
            Piece::Text(takes),
            Piece::Number(from),
        ]);
        if entry.defaults > 0 {
            message[3] = Piece::Text(" to ");
            message[4] = Piece::Number(positional);
        }
        message[5] = Piece::Text(noun);
        message[6] = Piece::Number(given);
        if keyword_only > 0 {
            let plural = if given == 1 { "" } else { "s" };
            message[7] = Piece::Text(if plural.is_empty() {
                " positional argument (and "
            } else {
                " positional arguments (and "
            });
            message[8] = Piece::Number(keyword_only);
            message[9] = Piece::Text(if keyword_only == 1 {
                " keyword-only argument)"
            } else {
                " keyword-only arguments)"
            });
        }
        message[10] = Piece::Text(was);
        self.type_error(&message)
    }

    #[cold]
    fn positional_only_as_keyword(&mut self, entry: &Function, arguments: &Arguments) -> Trap {
        let names = (|| -> Res<Value> {
            let mut text = self.text_begin()?;
            let mut seen = false;
            for parameter in 0..entry.positional_only as usize {
                let wanted = self
                    .package
                    .name_text(self.package.parameter(entry, parameter));
                let count = self.keyword_count(arguments);
                let given =
                    (0..count).any(|n| self.str_is(self.keyword_name(arguments, n), wanted));
                if given {
                    if seen {
                        self.text_push(&mut text, b", ")?;
                    }
                    seen = true;
                    self.text_push(&mut text, wanted)?;
                }
            }
            self.text_finish(text)
        })();
        match names {
            Ok(names) => self.type_error(&[
                Piece::Name(entry.qualified_name),
                Piece::Text("() got some positional-only arguments passed as keyword arguments: '"),
                Piece::Str(names),
                Piece::Text("'"),
            ]),
            Err(trap) => trap,
        }
    }
}
