//! Single instructions for machine code, which has read their operands: those of `vm::quick` that
//! look into objects and leave one value. As there, what cannot be finished has done nothing, and
//! both charge the same fuel.

use super::call::ret;
use super::exec::Compare;
use super::glance::*;
use super::number::*;
use super::plain_builtin::{function_of, method_of};
use super::plain_call::Call;
use super::plain_dict::remove;
use super::plain_format::{formatted, percent, shown};
use super::plain_generator::{Resume, Yield};
use super::plain_list::append;
use super::plain_slice::{set_slice, slice};
use super::quick::{CALL_FUEL, FUEL_MIN, Quick, SHIFT_FUEL};
use super::room::Room;
use super::site::Meaning;
use super::text::*;
use super::walk::{Step, iterate, step};
use crate::catalog::{Function, Type};
use crate::heap::{Kind, WINDOW_CELLS};
use crate::object::dict_look::{Look, look};
use crate::opcode::{Op, Word};
use crate::symbol;
use crate::value::Value;

impl Quick<'_, '_> {
    /// Executes an instruction on the values of its operands B and C, or A and B of one that
    /// stores or jumps. The result is for the register that it sets, or whether it jumps as True or
    /// False; None where it needs the machine.
    pub fn brief(&mut self, word: u32, extension: u32, x: u64, y: u64) -> Option<u64> {
        if self.running.fuel < FUEL_MIN {
            return None;
        }
        let mut room = Room {
            top: self.running.top,
            limit: self.bounds.limit(self.running.sp),
        };
        let (value, cost) = self.answer(&mut room, Word(word), extension, Value(x), Value(y))?;
        self.running.fuel -= cost;
        self.running.top = room.top;
        Some(value.0)
    }

    /// The next value of an iterator, [`END`] if there is none; None where that needs the machine.
    pub fn next(&mut self, iterator: u64) -> Option<u64> {
        if self.running.fuel < FUEL_MIN {
            return None;
        }
        let mut room = Room {
            top: self.running.top,
            limit: self.bounds.limit(self.running.sp),
        };
        let stepped = step(self.arena, &mut room, self.package, Value(iterator));
        self.running.top = room.top;
        match stepped {
            Step::Value(value) => Some(value.0),
            Step::End => Some(END),
            Step::Unknown => None,
        }
    }

    /// Whether a dict lacks a name of the package, whose hash is given as dicts keep it.
    pub fn lacks(&self, dict: u64, name: u64, hash: u32) -> bool {
        let told = look(self.arena, self.package, Value(dict), Value(name), hash);
        matches!(told, (Look::Missing, _))
    }

    /// Executes the next instruction if it is one that resumes, suspends or ends a generator or
    /// makes one; whether it did.
    pub fn switch(&mut self) -> bool {
        self.switched().is_some()
    }

    fn switched(&mut self) -> Option<()> {
        let Quick { code, package, .. } = *self;
        let bytes = code.get(self.running.pc)?;
        let word = Word(u32::from_le_bytes(*bytes));
        let register = |n: usize| self.arena.get(self.running.base + n).copied().map(Value);
        let (a, b) = (register(word.a())?, word.b());
        let mut room = Room {
            top: self.running.top,
            limit: self.bounds.limit(self.running.sp),
        };
        let has_fuel = self.running.fuel >= FUEL_MIN;
        match Op::from_code(word.code())? {
            Op::ForIter if has_fuel && is(self.arena, a, Kind::Generator) => {
                let resume = Resume {
                    generator: a,
                    word: ret::word(ret::LOOP, 0, 1),
                    sent: Value::UNBOUND,
                    default: Value::UNBOUND,
                    fuel: -i64::from(word.sbx().min(0)),
                };
                self.running
                    .resume(self.arena, (package, code), &room, &resume)
            }
            Op::Send if has_fuel && is(self.arena, a, Kind::Generator) => {
                let resume = Resume {
                    generator: a,
                    word: ret::word(ret::SEND, word.a(), 0),
                    sent: register(word.a() + 1)?,
                    default: Value::UNBOUND,
                    fuel: 1,
                };
                self.running
                    .resume(self.arena, (package, code), &room, &resume)
            }
            Op::CallBuiltin if has_fuel && is(self.arena, a, Kind::Generator) => {
                let id = extension(code, self.running.pc) as u16;
                let (kind, default) = match b {
                    1 => (ret::NEXT, Value::UNBOUND),
                    2 => (ret::NEXT_OR, register(word.a() + 1)?),
                    _ => return None,
                };
                let resume = Resume {
                    generator: a,
                    word: ret::word(kind, word.c(), 2),
                    sent: Value::UNBOUND,
                    default,
                    fuel: CALL_FUEL,
                };
                let resumes = id == Function::Next as u16;
                resumes.then(|| {
                    self.running
                        .resume(self.arena, (package, code), &room, &resume)
                })?
            }
            Op::CallMethod if has_fuel && is(self.arena, a, Kind::Generator) => {
                let (_, method) = package.name(extension(code, self.running.pc) as u16);
                let resume = Resume {
                    generator: a,
                    word: ret::word(ret::NEXT, word.c(), 2),
                    sent: register(word.a() + 1)?,
                    default: Value::UNBOUND,
                    fuel: CALL_FUEL,
                };
                let resumes = method == symbol::SEND && b == 1;
                resumes.then(|| {
                    self.running
                        .resume(self.arena, (package, code), &room, &resume)
                })?
            }
            Op::Yield => {
                let given = Yield { value: a, sent: b };
                self.running.suspend(self.arena, (package, code), &given)
            }
            Op::YieldFrom => {
                let sent = word.a() + 1;
                let value = register(sent)?;
                let given = Yield { value, sent };
                self.running.suspend(self.arena, (package, code), &given)
            }
            Op::Return => self.running.end(self.arena, code, a),
            Op::ReturnNone => self.running.end(self.arena, code, Value::NONE),
            Op::Call if has_fuel => {
                let (callee, receiver) = callable(self.arena, a)?;
                let call = Call {
                    callee,
                    receiver,
                    first: word.a() + 1,
                    count: b,
                    word: ret::word(ret::VALUE, word.c(), 1),
                    fuel: 0,
                };
                self.running.generate(self.arena, package, &mut room, &call)
            }
            _ => None,
        }
    }

    /// The result of an instruction, and what it costs.
    fn answer(
        &mut self,
        room: &mut Room,
        word: Word,
        extension: u32,
        x: Value,
        y: Value,
    ) -> Option<(Value, i64)> {
        let package = self.package;
        let known = (package, self.lookups, self.seed);
        let cells = &mut *self.arena;
        let (a, b, c) = (word.a(), word.b(), word.c());
        let registers = self.running.base;
        let given = |from: usize, count: usize| {
            let first = registers + from;
            first..first + count
        };
        let free = |value: Value| Some((value, 0));
        let op = Op::from_code(word.code())?;
        match op {
            Op::Add | Op::IAdd if is_text(cells, x) => {
                let (sum, len) = joined(cells, room, package, &[x.0, y.0])?;
                Some((sum, (len / 8) as i64))
            }
            Op::Mod | Op::IMod if is_text(cells, x) => percent(cells, room, package, x, y),
            Op::Pow | Op::IPow => free(pow(x, y)?),
            Op::Eq => free(Value::bool(compared(cells, package, Compare::Eq, x, y)?)),
            Op::Ne => free(Value::bool(compared(cells, package, Compare::Ne, x, y)?)),
            Op::Lt => free(Value::bool(compared(cells, package, Compare::Lt, x, y)?)),
            Op::Le => free(Value::bool(compared(cells, package, Compare::Le, x, y)?)),
            Op::Gt => free(Value::bool(compared(cells, package, Compare::Gt, x, y)?)),
            Op::Ge => free(Value::bool(compared(cells, package, Compare::Ge, x, y)?)),
            Op::JumpEq | Op::JumpNe | Op::JumpLt | Op::JumpLe | Op::JumpGt | Op::JumpGe => {
                let holds = compared(cells, package, compare_of(op), x, y)?;
                free(Value::bool(holds == (c != 0)))
            }
            Op::JumpIn => {
                let (is_in, cost) = has(cells, known, y, x)?;
                Some((Value::bool(is_in == (c != 0)), cost))
            }
            Op::In | Op::NotIn => {
                let (is_in, cost) = has(cells, known, y, x)?;
                Some((Value::bool(is_in == (op == Op::In)), cost))
            }
            Op::JumpTrue | Op::JumpFalse => {
                let holds = truth(cells, x)?;
                free(Value::bool(holds == (op == Op::JumpTrue)))
            }
            Op::Format if c & 3 == 0 => match c & 4 {
                0 => shown(cells, room, package, x),
                _ => formatted(cells, room, package, x, y),
            },
            Op::Concat if b + c <= WINDOW_CELLS => {
                let mut parts = [0; CONCAT_MAX];
                let parts = parts.get_mut(..c)?;
                parts.copy_from_slice(cells.get(given(b, c))?);
                let (text, len) = joined(cells, room, package, parts)?;
                Some((text, (len / 8) as i64))
            }
            Op::GetItem if is(cells, x, Kind::Dict) => match find(cells, known, x, y)? {
                (Look::Entry(at), cost) => Some((Value(cells[at + 2]), cost)),
                _ => None,
            },
            Op::GetItem => match place(cells, x, y) {
                Some(at) => free(Value(cells[at])),
                None => free(letter_of(cells, room, package, x, y)?),
            },
            Op::GetItemImm => free(letter_of(cells, room, package, x, Value::int(c as i32))?),
            Op::SetItem | Op::DictPut => {
                let value = Value(*cells.get(registers + c)?);
                let cost = if is(cells, x, Kind::Dict) {
                    put(cells, room, known, x, y, value)?
                } else if op == Op::SetItem && is(cells, x, Kind::List) && is(cells, y, Kind::Slice)
                {
                    set_slice(cells, x, y, value)?
                } else {
                    return None;
                };
                Some((Value::NONE, cost))
            }
            Op::DelItem if is(cells, x, Kind::Dict) => match find(cells, known, x, y)? {
                (Look::Entry(at), cost) => {
                    remove(cells, x, at);
                    Some((Value::NONE, cost))
                }
                _ => None,
            },
            Op::GetSlice => {
                let bounds = given(b + 1, 3);
                let &[start, stop, step] = cells.get(bounds)?.first_chunk()?;
                let bounds = [start, stop, step].map(Value);
                slice(cells, room, package, x, bounds)
            }
            Op::MakeSlice => {
                let &bounds = cells.get(given(b, 3))?.first_chunk::<3>()?;
                free(room.object(cells, Kind::Slice, &bounds.map(Value))?)
            }
            Op::MakeList => {
                let mut values = [0; LIST_MAX];
                let values = values.get_mut(..c)?;
                values.copy_from_slice(cells.get(given(b, c))?);
                Some((room.list(cells, values)?, c as i64))
            }
            Op::MakeDict if c == 0 => {
                let fields = [Value::int(0), Value::int(0), Value::NONE, Value::NONE];
                free(room.object(cells, Kind::Dict, &fields)?)
            }
            Op::ListPush if is(cells, x, Kind::List) => {
                Some((Value::NONE, append(cells, room, x, y)?))
            }
            Op::GetIter if !is(cells, x, Kind::Generator) => free(iterate(cells, room, x)?),
            Op::LoadMethod => free(self.loaded_method(room, x)?),
            Op::CallBuiltin if extension as u16 == Type::Super as u16 => {
                let &arguments = cells.get(given(a, b))?.first_chunk::<2>()?;
                let pc = self.running.pc;
                let made = superior(cells, room, self.sites, pc, &arguments)?;
                (b == 2).then_some((made, CALL_FUEL))
            }
            Op::CallBuiltin => {
                let id = extension as u16;
                let plain = id != Function::Next as u16;
                let mut arguments = [0; ARGUMENTS_MAX];
                let arguments = arguments.get_mut(..b).filter(|_| plain)?;
                arguments.copy_from_slice(cells.get(given(a, b))?);
                let (value, cost) = function_of(cells, room, package, id, arguments)?;
                Some((value, CALL_FUEL + cost))
            }
            Op::CallMethod => {
                let (_, method) = package.name(extension as u16);
                let plain = builtin_kind(cells, x).is_some()
                    && !is(cells, x, Kind::Cell)
                    && !is(cells, x, Kind::Generator)
                    && method != symbol::SEND;
                let mut arguments = [0; ARGUMENTS_MAX];
                let arguments = arguments.get_mut(..b).filter(|_| plain)?;
                arguments.copy_from_slice(cells.get(given(a + 1, b))?);
                let (value, cost) = method_of(cells, room, known, x, method, arguments)?;
                Some((value, CALL_FUEL + cost))
            }
            _ => self.wide(room, op, x, y),
        }
    }

    /// What `LoadMethod` makes of a value, where it is not a method of an instance's class.
    fn loaded_method(&mut self, room: &mut Room, subject: Value) -> Option<Value> {
        let (pc, cells) = (self.running.pc, &mut *self.arena);
        if is(cells, subject, Kind::Super) {
            return inherited(cells, room, self.sites, pc, subject);
        }
        let (site, dict) = site_of(cells, self.sites, pc, subject)?;
        match site.meaning {
            Meaning::Static(value) if lacks(cells, self.package, dict, site) => {
                room.object(cells, Kind::Cell, &[value])
            }
            _ => None,
        }
    }

    /// An operator on ints of up to 64 bits.
    fn wide(&mut self, room: &mut Room, op: Op, x: Value, y: Value) -> Option<(Value, i64)> {
        use Op::*;
        let operate: fn(i64, i64) -> Option<i64> = match op {
            Add | IAdd | AddImm => i64::checked_add,
            Sub | ISub | SubImm => i64::checked_sub,
            Mul | IMul | MulImm => i64::checked_mul,
            FloorDiv | IFloorDiv | FloorDivImm => wide_floor_div,
            Mod | IMod | ModImm => wide_floor_mod,
            And | IAnd => |x, y| Some(x & y),
            Or | IOr => |x, y| Some(x | y),
            Xor | IXor => |x, y| Some(x ^ y),
            Shl | IShl if y.is_int() => wide_shl,
            Shr | IShr if y.is_int() => wide_shr,
            _ => return None,
        };
        let value = wide_ints(self.arena, room, x, y, operate)?;
        let cost = match op {
            Shl | IShl if x != Value::int(0) => SHIFT_FUEL,
            Shr | IShr if !x.is_int() => SHIFT_FUEL,
            _ => 0,
        };
        Some((value, cost))
    }
}

/// What no value looks like: an iterator has no further one.
pub const END: u64 = u64::MAX;

/// Parts of a text, elements of a list and arguments that are copied out of their registers.
const CONCAT_MAX: usize = 16;
const LIST_MAX: usize = 16;
const ARGUMENTS_MAX: usize = 4;

/// The comparison of a jump.
fn compare_of(op: Op) -> Compare {
    match op {
        Op::JumpEq => Compare::Eq,
        Op::JumpNe => Compare::Ne,
        Op::JumpLt => Compare::Lt,
        Op::JumpLe => Compare::Le,
        Op::JumpGt => Compare::Gt,
        _ => Compare::Ge,
    }
}
