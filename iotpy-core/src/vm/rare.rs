//! The instructions that need not be fast: definitions, exceptions, displays, attributes, items.

use super::call::ret;
use super::exec::Compare;
use super::site::Use;
use super::{Arguments, Catch, Keywords, Vm};
use crate::catalog::Exception;
use crate::error::{Piece, Reason, Res, Trap};
use crate::heap::{Kind, STATE_CELLS};
use crate::host::Host;
use crate::object::instance::Access;
use crate::opcode::{Op, Word};
use crate::package::function_flag;
use crate::symbol;
use crate::value::Value;

impl Vm<'_, '_> {
    /// Instructions that do not need to be fast.
    pub(super) fn rare(&mut self, op: Op, word: Word, host: &mut dyn Host) -> Res<()> {
        let (a, b, c) = (word.a(), word.b(), word.c());
        match op {
            Op::MakeFunction => {
                let value = self.make_function(self.ext() as u16, b)?;
                self.set_reg(a, value);
                self.pc += 2;
            }
            Op::Import => {
                if self.import(word.bx() as u16, a)? {
                    self.set_reg(a, Value::module(word.bx() as u16));
                    self.pc += 1;
                }
            }
            Op::DelGlobal => {
                let at = STATE_CELLS + word.bx();
                if Value(self.heap.cells[at]) == Value::UNBOUND {
                    return Err(self.name_error(word.bx() as u16));
                }
                self.heap.cells[at] = Value::UNBOUND.0;
                self.pc += 1;
            }
            Op::CheckLocal => {
                if self.reg(a) == Value::UNBOUND {
                    let message = [
                        Piece::Text("cannot access local variable '"),
                        Piece::Name(word.bx() as u16),
                        Piece::Text("' where it is not associated with a value"),
                    ];
                    return Err(self.raise(Exception::UnboundLocalError, &message));
                }
                self.pc += 1;
            }
            Op::CheckFree => {
                if self.reg(a) == Value::UNBOUND {
                    let message = [
                        Piece::Text("cannot access free variable '"),
                        Piece::Name(word.bx() as u16),
                        Piece::Text("' where it is not associated with a value in enclosing scope"),
                    ];
                    return Err(self.raise(Exception::NameError, &message));
                }
                self.pc += 1;
            }
            Op::MakeCell => {
                let cell = self.heap.object(Kind::Cell, &[self.reg(a)])?;
                self.set_reg(a, cell);
                self.pc += 1;
            }
            Op::SetCell => {
                let (cell, value) = (self.cell_value(self.reg(a))?, self.reg(b));
                self.note_store(cell, value);
                self.heap.set(cell, 0, value);
                self.pc += 1;
            }
            Op::SetFree => {
                let (cell, value) = (self.cell_value(self.free_cell(b))?, self.reg(a));
                self.note_store(cell, value);
                self.heap.set(cell, 0, value);
                self.pc += 1;
            }
            Op::LoadFree => {
                self.set_reg(a, self.free_cell(b));
                self.pc += 1;
            }
            Op::LoadMethod => {
                let (offset, symbol) = self.package.name(self.ext() as u16);
                let name = Value::const_str(offset);
                self.learn(self.reg(a), Use::Call);
                if !self.has_method_itself(self.reg(a), symbol, name)? {
                    let value = self.get_attribute(self.reg(a), symbol, name)?;
                    let cell = self.heap.object(Kind::Cell, &[value])?;
                    self.set_reg(a, cell);
                }
                self.pc += 2;
            }
            Op::Neg | Op::Pos | Op::Invert | Op::Not => {
                let value = self.unary(op, self.reg(b))?;
                self.set_reg(a, value);
                self.pc += 1;
            }
            Op::Eq | Op::Ne | Op::Lt | Op::Le | Op::Gt | Op::Ge => {
                let compare = match op {
                    Op::Eq => Compare::Eq,
                    Op::Ne => Compare::Ne,
                    Op::Lt => Compare::Lt,
                    Op::Le => Compare::Le,
                    Op::Gt => Compare::Gt,
                    _ => Compare::Ge,
                };
                let (x, y) = (self.reg(b), self.reg(c));
                let value = match self.program_class(x).or(self.program_class(y)) {
                    Some(_) => self.compare_instances(compare, x, y)?,
                    None => Value::bool(self.compare(compare, x, y)?),
                };
                self.set_reg(a, value);
                self.pc += 1;
            }
            Op::Is | Op::IsNot => {
                let truth = self.same(self.reg(b), self.reg(c));
                self.set_reg(a, Value::bool(truth == (op == Op::Is)));
                self.pc += 1;
            }
            Op::In | Op::NotIn => {
                let truth = self.contains(self.base + c, self.reg(b))?;
                self.set_reg(a, Value::bool(truth == (op == Op::In)));
                self.pc += 1;
            }
            Op::GetIter | Op::GetDelegate => {
                let value = self.get_iter(self.reg(b))?;
                self.set_reg(a, value);
                self.pc += 1;
            }
            Op::RangePrepare => {
                self.range_prepare(a)?;
                self.pc += 1;
            }
            Op::JumpBound => {
                if self.reg(a) == Value::UNBOUND {
                    self.pc += 1;
                } else {
                    self.loop_jump(1, word.sbx())?;
                }
            }
            Op::Yield => self.yield_value(self.reg(a), b)?,
            Op::Send => self.send(a, host)?,
            Op::YieldFrom => self.yield_value(self.reg(a + 1), a + 1)?,
            Op::CallKw => {
                let list = self.ext() as u16;
                let keywords = self.package.keyword_count(list);
                let at = self.base + a + 1;
                let count = b.saturating_sub(keywords);
                let arguments = Arguments {
                    at,
                    count,
                    keywords: Keywords::List(list),
                };
                let word = ret::word(ret::VALUE, c, 2);
                self.finish_call_op(self.reg(a), arguments, word, host)?;
            }
            Op::CallSpread => {
                // A pause after the spreading would spread, and charge for it, again and again.
                if self.pauses_here() {
                    return Err(self.trap(Reason::OutOfFuel));
                }
                let dict = (b != 0).then(|| self.reg(a + 2));
                if self.sequence(self.reg(a + 1)).is_none() {
                    return Err(self.bad_operand());
                }
                if let Some(dict) = dict {
                    self.expect_kind(dict, Kind::Dict)?;
                }
                let arguments = self.spread(self.reg(a + 1), dict)?;
                let word = ret::word(ret::VALUE, c, 1);
                let value = self.call_value(self.reg(a), &arguments, word, host);
                self.deliver(value, word)?;
            }
            Op::Raise => return Err(self.raise_value(self.reg(a), None)),
            Op::RaiseFrom => return Err(self.raise_value(self.reg(a), Some(self.reg(b)))),
            Op::Reraise => {
                self.expect_kind(self.reg(a), Kind::Exception)?;
                self.set_pending(self.reg(a));
                return Err(self.trap(Reason::Raise));
            }
            Op::RaiseCurrent => {
                let current = self.handling();
                if !self.heap.is(current, Kind::Exception) {
                    let message = [Piece::Text("No active exception to reraise")];
                    return Err(self.raise(Exception::RuntimeError, &message));
                }
                self.set_pending(current);
                return Err(self.trap(Reason::Raise));
            }
            Op::ExcEnter => {
                let exception = self.pending();
                let before = self.begin_handling(exception);
                self.set_reg(a, exception);
                self.set_reg(a + 1, before);
                self.set_pending(Value::NONE);
                self.pc += 1;
            }
            Op::ExcLeave => {
                self.end_handling(self.reg(a + 1));
                self.pc += 1;
            }
            Op::ExcMatch => {
                let matches = self.exception_matches(self.reg(b), self.reg(c))?;
                self.set_reg(a, Value::bool(matches));
                self.pc += 1;
            }
            _ => self.build(op, word)?,
        }
        Ok(())
    }

    /// Instructions on attributes, items and displays.
    fn build(&mut self, op: Op, word: Word) -> Res<()> {
        let (a, b, c) = (word.a(), word.b(), word.c());
        let mut words = 1;
        match op {
            Op::GetAttr => {
                let (offset, symbol) = self.package.name(self.ext() as u16);
                let name = Value::const_str(offset);
                let value = match self.read_attribute(self.reg(b), symbol, name)? {
                    Access::Value(value) => value,
                    Access::Call(function, receiver) => {
                        return self.enter_getter(function, receiver, a);
                    }
                    Access::Hook(function, receiver, name) => {
                        self.call_python(function, &[receiver, name])?
                    }
                    Access::Get(get, args) => self.call_python(get, &args)?,
                };
                self.set_reg(a, value);
                words = 2;
            }
            Op::ClassGet => {
                let (offset, symbol) = self.package.name(self.ext() as u16);
                let value = self.class_variable(self.reg(b), symbol, Value::const_str(offset))?;
                self.set_reg(a, value);
                words = 2;
            }
            Op::GetSpecial => {
                let value = self.context_method(self.reg(b), c == 1)?;
                self.set_reg(a, value);
            }
            Op::SetAttr | Op::DelAttr => {
                let (offset, symbol) = self.package.name(self.ext() as u16);
                let name = Value::const_str(offset);
                let value = (op == Op::SetAttr).then(|| self.reg(b));
                self.set_attribute(self.reg(a), symbol, name, value)?;
                words = 2;
            }
            Op::DelItem => self.delete_item(self.reg(a), self.reg(b))?,
            Op::GetSlice => {
                let bounds = [self.reg(b + 1), self.reg(b + 2), self.reg(b + 3)];
                let value = self.get_slice(self.reg(b), bounds)?;
                self.set_reg(a, value);
            }
            Op::MakeSlice => {
                let bounds = [self.reg(b), self.reg(b + 1), self.reg(b + 2)];
                let value = self.heap.object(Kind::Slice, &bounds)?;
                self.set_reg(a, value);
            }
            Op::MakeList => {
                let value = self.list_of_cells(self.base + b, c)?;
                self.set_reg(a, value);
            }
            Op::MakeTuple => {
                let value = self.tuple_of_cells(self.base + b, c)?;
                self.set_reg(a, value);
            }
            Op::MakeSet => {
                let set = self.new_set(Kind::Set)?;
                for n in 0..c {
                    self.set_add(set, self.reg(b + n))?;
                }
                self.set_reg(a, set);
            }
            Op::MakeDict => {
                let dict = self.new_dict()?;
                for n in 0..c {
                    self.dict_put(dict, self.reg(b + 2 * n), self.reg(b + 2 * n + 1))?;
                }
                self.set_reg(a, dict);
            }
            Op::ListPush => {
                self.expect_kind(self.reg(a), Kind::List)?;
                self.list_push(self.reg(a), self.reg(b))?;
            }
            Op::ListExtend => {
                self.expect_kind(self.reg(a), Kind::List)?;
                let source = self.reg(b);
                if !self.is_iterable(source) {
                    let callee = (c == 1 && a > 0).then(|| self.reg(a - 1));
                    return Err(self.not_spreadable(source, callee));
                }
                self.list_extend(self.reg(a), self.base + b)?;
            }
            Op::SetPush => {
                self.expect_kind(self.reg(a), Kind::Set)?;
                self.set_add(self.reg(a), self.reg(b))?;
            }
            Op::SetExtend => {
                self.expect_kind(self.reg(a), Kind::Set)?;
                self.set_update(self.reg(a), self.base + b)?;
            }
            Op::DictPut => {
                self.expect_kind(self.reg(a), Kind::Dict)?;
                self.dict_put(self.reg(a), self.reg(b), self.reg(c))?;
            }
            Op::DictMerge => {
                self.expect_kind(self.reg(a), Kind::Dict)?;
                let callee = (c == 1 && a > 1).then(|| self.reg(a - 2));
                self.dict_merge(self.reg(a), self.base + b, callee)?;
            }
            Op::ListToTuple => {
                self.expect_kind(self.reg(b), Kind::List)?;
                let (at, count) = self.elements(self.reg(b));
                let value = self.tuple_of_cells(at, count)?;
                self.set_reg(a, value);
            }
            Op::Unpack => self.unpack_exact(self.base + a, self.base + b, c)?,
            Op::UnpackStar => {
                self.unpack_star(self.base + a, self.base + b, c, self.ext() as usize)?;
                words = 2;
            }
            Op::Format => {
                let spec = (c & 4 != 0).then(|| self.reg(b + 1));
                let value = self.format_value(self.reg(b), c & 3, spec)?;
                self.set_reg(a, value);
            }
            Op::Concat => {
                let value = self.concat(self.base + b, c)?;
                self.set_reg(a, value);
            }
            _ => return Err(self.bad_operand()),
        }
        self.pc += words;
        Ok(())
    }

    /// Enters the function of a property, which gives the value of the attribute.
    fn enter_getter(&mut self, function: Value, receiver: Value, register: usize) -> Res<()> {
        if self.function_of(function).is_none() {
            let value = self.call_python(function, &[receiver])?;
            self.set_reg(register, value);
            self.pc += 2;
            return Ok(());
        }
        let at = self.heap.push(receiver)?;
        let arguments = Arguments {
            at,
            count: 1,
            keywords: Keywords::None,
        };
        let word = ret::word(ret::VALUE, register, 2);
        let value = self.call_function(function, &arguments, word);
        self.deliver(value, word)
    }

    /// A name of the body of a class: unbound if its namespace lacks it.
    fn class_variable(&mut self, namespace: Value, symbol: u16, name: Value) -> Res<Value> {
        if self.heap.is(namespace, Kind::Dict) {
            let key = self.key(symbol, name)?;
            return Ok(self.dict_lookup(namespace, key)?.unwrap_or(Value::UNBOUND));
        }
        let payload = self.unwrapped(namespace);
        if payload != namespace && self.special(namespace, symbol::D_GETITEM)?.is_none() {
            return self.class_variable(payload, symbol, name);
        }
        match self.special(namespace, symbol::D_GETITEM)? {
            Some(method) => {
                let args = [namespace, name];
                let found = self.call_python_catching(method, &args, Catch::LookupError)?;
                Ok(found.unwrap_or(Value::UNBOUND))
            }
            None => Err(self.bad_operand()),
        }
    }

    /// `__enter__` or `__exit__` of a context manager.
    fn context_method(&mut self, manager: Value, exit: bool) -> Res<Value> {
        let symbol = if exit {
            symbol::D_EXIT
        } else {
            symbol::D_ENTER
        };
        if let Some(method) = self.special(manager, symbol)? {
            self.learn_special(manager, symbol);
            return self.bound_special(method, manager);
        }
        if self.program_class(manager).is_none() && self.has_method(manager, symbol) {
            let name = self.symbol_text(symbol)?;
            return self.get_attribute(manager, symbol, name);
        }
        let missed = if exit {
            "' object does not support the context manager protocol (missed __exit__ method)"
        } else {
            "' object does not support the context manager protocol"
        };
        Err(self.type_error(&[
            Piece::Text("'"),
            Piece::TypeOf(manager),
            Piece::Text(missed),
        ]))
    }

    /// The heap cell of a variable's cell.
    #[inline]
    pub(super) fn cell_value(&mut self, value: Value) -> Res<usize> {
        if self.heap.is(value, Kind::Cell) {
            Ok(value.cell())
        } else {
            Err(self.bad_operand())
        }
    }

    /// The verifier knows no types: an instruction that works on one kind of object checks it.
    #[inline]
    fn expect_kind(&mut self, value: Value, kind: Kind) -> Res<()> {
        if self.heap.is(value, kind) {
            Ok(())
        } else {
            Err(self.bad_operand())
        }
    }

    #[cold]
    pub(crate) fn bad_operand(&mut self) -> Trap {
        let message = [Piece::Text(
            "an instruction of the package got a wrong operand",
        )];
        self.raise(Exception::SystemError, &message)
    }

    #[cold]
    fn not_spreadable(&mut self, value: Value, callee: Option<Value>) -> Trap {
        let Some(callee) = callee else {
            return self.type_error(&[
                Piece::Text("Value after * must be an iterable, not "),
                Piece::TypeOf(value),
            ]);
        };
        self.type_error(&[
            Piece::Callee(callee),
            Piece::Text(" argument after * must be an iterable, not "),
            Piece::TypeOf(value),
        ])
    }

    fn make_function(&mut self, index: u16, first: usize) -> Res<Value> {
        let entry = self.package.function(index);
        let keyword_defaults = if entry.has(function_flag::KW_DEFAULTS) {
            entry.keyword_only as usize
        } else {
            0
        };
        let count = entry.defaults as usize + keyword_defaults + entry.free as usize;
        // A module's body runs once: what it defines needs no object to differ from the rest.
        if count == 0 && self.running_function().has(function_flag::MODULE) {
            return Ok(Value::function(index));
        }
        let at = self.heap.allocate(Kind::Function, count + 2)?;
        self.heap.set(at, 0, Value::int(i32::from(index)));
        self.heap.set(at, 1, Value::NONE);
        let from = self.base + first;
        self.heap.cells.copy_within(from..from + count, at + 3);
        Ok(Value::object(at))
    }

    /// The running closure's free cell; None if it is no closure.
    #[inline]
    pub(super) fn free_cell(&self, n: usize) -> Value {
        let function = Value(self.heap.cells[self.base - 1]);
        if !self.heap.is(function, Kind::Function) {
            return Value::NONE;
        }
        let closure = function.cell();
        // Free cells are the last values of the closure; `n` counts from the first of them.
        let entry = self
            .package
            .function(self.heap.get(closure, 0).as_int() as u16);
        self.heap
            .get(closure, self.heap.len(closure) - entry.free as usize + n)
    }
}
