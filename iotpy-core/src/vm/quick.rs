//! The loop for instructions that need no more than registers and a few looks at objects.
//!
//! It is what makes a large machine fast: what changes with every instruction is kept out of the
//! arena, registers are a window of fixed size, so that no operand needs a check, and what names
//! mean is remembered by instruction (`vm::site`). It raises nothing, and allocates nothing that is not small. What it
//! cannot finish it leaves, untouched, to `vm::exec`, which knows every instruction; both charge
//! the same fuel.

use super::call::ret;
use super::exec::{Compare, floor_div, floor_mod};
use super::glance::*;
use super::number::*;
use super::room::Room;
use super::site::Meaning;
use super::walk::{Step, iterate, step};
use super::{FRAME_CELLS, Vm};
use crate::catalog::{Function, Type};
use crate::error::{Res, Trap};
use crate::heap::{Kind, STATE_CELLS, WINDOW_CELLS, slot};
use crate::object::dict_look::Look;
use crate::opcode::{Op, Word};
use crate::package::function_flag;
use crate::symbol;
use crate::value::{Unpacked, Value};

/// With less fuel than this, instructions that cost more than a jump are left to the other loop,
/// which knows when to stop.
const FUEL_MIN: i64 = 128;

/// What shifting an int costs: the room for its result.
const SHIFT_FUEL: i64 = 2;

/// What `min` and `max` of two cost beside the call: a tuple of them and a comparison.
const EXTREME_FUEL: i64 = 3;

/// Why the loop over the instructions of one frame ended.
enum Stop {
    /// The instruction is for the other loop.
    General,
    /// The slice of fuel is used up.
    Paused,
    Call(Call),
    Return(Value),
}

/// A call of a function of the program with positional arguments.
struct Call {
    callee: Value,
    /// What goes in front of the arguments, unbound if nothing.
    receiver: Value,
    /// The register of the first argument.
    first: usize,
    count: usize,
    /// What to do with the result.
    word: u32,
    /// What it costs beside its frame.
    fuel: i64,
}

impl Vm<'_, '_> {
    /// Runs instructions up to one that is for [`Vm::steps`].
    pub(super) fn quick(&mut self) -> Res<()> {
        self.renew_sites();
        loop {
            let went_on = match self.quick_frame() {
                Stop::General => false,
                Stop::Paused => {
                    // The jump is done; the instruction that it led to has no memo yet.
                    self.memo_place = None;
                    return Err(Trap::OutOfFuel);
                }
                Stop::Call(call) => self.quick_call(&call),
                Stop::Return(value) => self.quick_return(value),
            };
            if !went_on {
                return Ok(());
            }
        }
    }

    /// Enters a function whose parameters need no more than copying; whether it did.
    fn quick_call(&mut self, call: &Call) -> bool {
        let (index, closure) = match call.callee.unpack() {
            Unpacked::Function(index) => (index, None),
            Unpacked::Object(at) => (self.heap.get(at, 0).as_int() as u16, Some(at)),
            _ => return false,
        };
        let entry = self.package.call_entry(index);
        let (registers, positional) = (entry.registers as usize, entry.positional as usize);
        let bound = usize::from(call.receiver != Value::UNBOUND);
        let missing = positional.wrapping_sub(call.count + bound);
        let defaults = entry.defaults as usize;
        let plain = entry.flags & !function_flag::MODULE == 0
            && entry.keyword_only == 0
            && (missing == 0 || missing <= defaults && closure.is_some());
        let room = self.heap.free() >= registers + FRAME_CELLS
            && (self.depth as u64) < self.heap.cells[slot::DEPTH_MAX];
        if !plain || !room {
            return false;
        }
        let (base, sp) = (self.base, self.heap.sp);
        let (from, to) = (base + call.first, sp - registers);
        let cells = &mut *self.heap.cells;
        let Some(frame) = cells.get_mut(to - FRAME_CELLS..from + call.count) else {
            return false;
        };
        let (frame, arguments) = frame.split_at_mut(from + FRAME_CELLS - to);
        let Some((frame, _)) = frame.split_at_mut_checked(registers + FRAME_CELLS) else {
            return false;
        };
        frame[FRAME_CELLS - 1] = call.callee.0;
        frame[FRAME_CELLS - 2] = Value::int(base as i32).0;
        frame[FRAME_CELLS - 3] = Value::int(self.pc as i32).0;
        frame[FRAME_CELLS - 4] = Value::int(call.word as i32).0;
        frame[FRAME_CELLS - 5] = Value::NONE.0;
        let given = call.count + bound;
        let Some((parameters, rest)) = frame[FRAME_CELLS..].split_at_mut_checked(given) else {
            return false;
        };
        if bound == 1 {
            parameters[0] = call.receiver.0;
        }
        let parameters = &mut parameters[bound..];
        for (parameter, argument) in parameters.iter_mut().zip(arguments) {
            *parameter = *argument;
        }
        for cell in rest {
            *cell = Value::UNBOUND.0;
        }
        if let (Some(at), 1..) = (closure, missing) {
            let first = at + 3 + defaults - missing;
            cells.copy_within(first..first + missing, to + given);
        }
        self.fuel -= call.fuel + 4 + (registers / 4) as i64;
        self.heap.sp = to - FRAME_CELLS;
        self.base = to;
        self.pc = entry.code_start as usize;
        self.depth += 1;
        true
    }

    /// Leaves a frame whose result a register of the caller takes; whether it did.
    fn quick_return(&mut self, value: Value) -> bool {
        let base = self.base;
        let cells = &mut *self.heap.cells;
        let word = cells[base - 4] as u32;
        let result = match word & 0xFF {
            ret::VALUE => value.0,
            ret::INIT if value == Value::NONE => cells[base - 5],
            _ => return false,
        };
        let caller = cells[base - 2] as u32 as usize;
        if caller == 0 {
            return false;
        }
        self.pc = cells[base - 3] as u32 as usize + (word >> 16) as usize;
        cells[caller + (word >> 8 & 0xFF) as usize] = result;
        self.base = caller;
        self.depth -= 1;
        self.heap.sp = caller - FRAME_CELLS;
        true
    }

    /// Runs instructions of the running frame.
    fn quick_frame(&mut self) -> Stop {
        let (code, base, seed) = (self.code, self.base, self.seed);
        let (package, sites, lookups) = (&self.package, &self.sites, &self.lookups);
        let mut room = Room {
            top: self.heap.top,
            limit: self.heap.top + self.heap.free(),
        };
        #[cfg(test)]
        if self.heap.refusals.active {
            room.limit = room.top;
        }
        let (cells, above) = self.heap.cells.split_at_mut(base);
        let Some(regs) = above.first_chunk_mut::<WINDOW_CELLS>() else {
            return Stop::General;
        };
        let (mut pc, mut fuel) = (self.pc, self.fuel);
        // What stops here has done nothing yet.
        macro_rules! or_general {
            ($value:expr) => {
                match $value {
                    Some(value) => value,
                    None => break Stop::General,
                }
            };
        }
        macro_rules! set {
            ($register:expr, $value:expr, $words:literal) => {{
                regs[$register] = $value.0;
                pc += $words;
            }};
        }
        macro_rules! jump {
            ($words:literal, $by:expr) => {{
                let by = $by;
                pc = (pc as i64 + $words + i64::from(by)) as usize;
                if by < 0 {
                    fuel += i64::from(by);
                    if fuel <= 0 {
                        break Stop::Paused;
                    }
                }
            }};
        }
        macro_rules! branch {
            ($taken:expr) => {
                if $taken {
                    jump!(2, extension(code, pc) as i32)
                } else {
                    pc += 2;
                }
            };
        }
        // An operator on small numbers, and on ints of 64 bits.
        macro_rules! arithmetic {
            ($a:expr, $x:expr, $y:expr, $small:expr, $wide:expr) => {{
                let (x, y) = ($x, $y);
                let value = match $small(x, y) {
                    Some(value) => value,
                    None => or_general!(wide_ints(cells, &mut room, x, y, $wide)),
                };
                set!($a, value, 1)
            }};
        }
        macro_rules! compare {
            ($compare:expr, $x:expr, $y:expr) => {
                or_general!(compared(cells, package, $compare, $x, $y))
            };
        }
        macro_rules! call {
            ($call:expr) => {{
                if fuel < FUEL_MIN {
                    break Stop::General;
                }
                break Stop::Call($call);
            }};
        }
        let stop = loop {
            let Some(bytes) = code.get(pc) else {
                break Stop::General;
            };
            let word = Word(u32::from_le_bytes(*bytes));
            let (a, b, c) = (word.a(), word.b(), word.c());
            let Some(op) = Op::from_code(word.code()) else {
                break Stop::General;
            };
            let reg = |n: usize| Value(regs[n]);
            match op {
                Op::Move => set!(a, reg(b), 1),
                Op::LoadConst => set!(a, or_general!(constant(package, word.bx() as u16)), 1),
                Op::LoadInt => set!(a, Value::int(word.sbx()), 1),
                Op::LoadSpecial => set!(a, Value::special(b as u8), 1),
                Op::LoadBuiltin => set!(a, Value::builtin(extension(code, pc) as u16), 2),
                Op::GetGlobal => {
                    let value = Value(cells[STATE_CELLS + word.bx()]);
                    if value == Value::UNBOUND {
                        break Stop::General;
                    }
                    set!(a, value, 1);
                }
                Op::SetGlobal => {
                    let value = reg(a);
                    note_store(cells, 0, value);
                    cells[STATE_CELLS + word.bx()] = value.0;
                    pc += 1;
                }
                Op::GetFree => {
                    let cell = or_general!(free_cell(cells, base, package, b));
                    set!(a, field(cells, cell, 0), 1);
                }
                Op::SetFree => {
                    let cell = or_general!(free_cell(cells, base, package, b));
                    note_store(cells, cell, reg(a));
                    cells[cell + 1] = regs[a];
                    pc += 1;
                }
                Op::GetCell if is(cells, reg(b), Kind::Cell) => {
                    set!(a, field(cells, reg(b).cell(), 0), 1);
                }
                Op::SetCell if is(cells, reg(a), Kind::Cell) => {
                    let cell = reg(a).cell();
                    note_store(cells, cell, reg(b));
                    cells[cell + 1] = regs[b];
                    pc += 1;
                }
                Op::CheckLocal | Op::CheckFree if reg(a) != Value::UNBOUND => pc += 1,
                Op::Add | Op::IAdd => arithmetic!(a, reg(b), reg(c), add, i64::checked_add),
                Op::Sub | Op::ISub => arithmetic!(a, reg(b), reg(c), sub, i64::checked_sub),
                Op::Mul | Op::IMul => arithmetic!(a, reg(b), reg(c), mul, i64::checked_mul),
                Op::Div | Op::IDiv => set!(a, or_general!(div(reg(b), reg(c))), 1),
                Op::FloorDiv | Op::IFloorDiv => {
                    let small = |x, y| ints(x, y, floor_div);
                    arithmetic!(a, reg(b), reg(c), small, wide_floor_div)
                }
                Op::Mod | Op::IMod => {
                    let small = |x, y| ints(x, y, floor_mod);
                    arithmetic!(a, reg(b), reg(c), small, wide_floor_mod)
                }
                Op::And | Op::IAnd => {
                    let small = |x, y| ints(x, y, |x, y| Some(x & y));
                    arithmetic!(a, reg(b), reg(c), small, |x, y| Some(x & y))
                }
                Op::Or | Op::IOr => {
                    let small = |x, y| ints(x, y, |x, y| Some(x | y));
                    arithmetic!(a, reg(b), reg(c), small, |x, y| Some(x | y))
                }
                Op::Xor | Op::IXor => {
                    let small = |x, y| ints(x, y, |x, y| Some(x ^ y));
                    arithmetic!(a, reg(b), reg(c), small, |x, y| Some(x ^ y))
                }
                Op::Shl | Op::IShl if fuel >= FUEL_MIN && reg(c).is_int() => {
                    let (x, y) = (reg(b), reg(c));
                    let value = or_general!(wide_ints(cells, &mut room, x, y, wide_shl));
                    if x != Value::int(0) {
                        fuel -= SHIFT_FUEL;
                    }
                    set!(a, value, 1);
                }
                Op::Shr | Op::IShr if fuel >= FUEL_MIN && reg(c).is_int() => {
                    let (x, y) = (reg(b), reg(c));
                    let value = or_general!(wide_ints(cells, &mut room, x, y, wide_shr));
                    if !x.is_int() {
                        fuel -= SHIFT_FUEL;
                    }
                    set!(a, value, 1);
                }
                Op::AddImm => arithmetic!(a, reg(b), immediate(c), add, i64::checked_add),
                Op::SubImm => arithmetic!(a, reg(b), immediate(c), sub, i64::checked_sub),
                Op::MulImm => arithmetic!(a, reg(b), immediate(c), mul, i64::checked_mul),
                Op::FloorDivImm => {
                    let small = |x, y| ints(x, y, floor_div);
                    arithmetic!(a, reg(b), immediate(c), small, wide_floor_div)
                }
                Op::ModImm => {
                    let small = |x, y| ints(x, y, floor_mod);
                    arithmetic!(a, reg(b), immediate(c), small, wide_floor_mod)
                }
                Op::Neg => {
                    let value = if reg(b).is_float() {
                        Value::float(-reg(b).as_float())
                    } else {
                        or_general!(ints(reg(b), Value::int(0), |x, _| x.checked_neg()))
                    };
                    set!(a, value, 1);
                }
                Op::Not => set!(a, Value::bool(!or_general!(truth(cells, reg(b)))), 1),
                Op::Eq => set!(a, Value::bool(compare!(Compare::Eq, reg(b), reg(c))), 1),
                Op::Ne => set!(a, Value::bool(compare!(Compare::Ne, reg(b), reg(c))), 1),
                Op::Lt => set!(a, Value::bool(compare!(Compare::Lt, reg(b), reg(c))), 1),
                Op::Le => set!(a, Value::bool(compare!(Compare::Le, reg(b), reg(c))), 1),
                Op::Gt => set!(a, Value::bool(compare!(Compare::Gt, reg(b), reg(c))), 1),
                Op::Ge => set!(a, Value::bool(compare!(Compare::Ge, reg(b), reg(c))), 1),
                Op::Is => set!(a, Value::bool(or_general!(same(cells, reg(b), reg(c)))), 1),
                Op::IsNot => set!(a, Value::bool(!or_general!(same(cells, reg(b), reg(c)))), 1),
                Op::JumpEq => branch!(compare!(Compare::Eq, reg(a), reg(b)) == (c != 0)),
                Op::JumpNe => branch!(compare!(Compare::Ne, reg(a), reg(b)) == (c != 0)),
                Op::JumpLt => branch!(compare!(Compare::Lt, reg(a), reg(b)) == (c != 0)),
                Op::JumpLe => branch!(compare!(Compare::Le, reg(a), reg(b)) == (c != 0)),
                Op::JumpGt => branch!(compare!(Compare::Gt, reg(a), reg(b)) == (c != 0)),
                Op::JumpGe => branch!(compare!(Compare::Ge, reg(a), reg(b)) == (c != 0)),
                Op::JumpEqImm => branch!(compare!(Compare::Eq, reg(a), immediate(b)) == (c != 0)),
                Op::JumpNeImm => branch!(compare!(Compare::Ne, reg(a), immediate(b)) == (c != 0)),
                Op::JumpLtImm => branch!(compare!(Compare::Lt, reg(a), immediate(b)) == (c != 0)),
                Op::JumpLeImm => branch!(compare!(Compare::Le, reg(a), immediate(b)) == (c != 0)),
                Op::JumpGtImm => branch!(compare!(Compare::Gt, reg(a), immediate(b)) == (c != 0)),
                Op::JumpGeImm => branch!(compare!(Compare::Ge, reg(a), immediate(b)) == (c != 0)),
                Op::JumpIs => branch!(or_general!(same(cells, reg(a), reg(b))) == (c != 0)),
                Op::JumpIn if is(cells, reg(b), Kind::Dict) && fuel >= FUEL_MIN => {
                    let (told, cost) =
                        or_general!(find(cells, package, lookups, seed, reg(b), reg(a)));
                    fuel -= cost;
                    branch!((told != Look::Missing) == (c != 0));
                }
                Op::Jump => jump!(1, word.long()),
                Op::JumpTrue => {
                    if or_general!(truth(cells, reg(a))) {
                        jump!(1, word.sbx());
                    } else {
                        pc += 1;
                    }
                }
                Op::JumpFalse => {
                    if or_general!(truth(cells, reg(a))) {
                        pc += 1;
                    } else {
                        jump!(1, word.sbx());
                    }
                }
                Op::JumpNone => {
                    if reg(a) == Value::NONE {
                        jump!(1, word.sbx());
                    } else {
                        pc += 1;
                    }
                }
                Op::JumpNotNone => {
                    if reg(a) == Value::NONE {
                        pc += 1;
                    } else {
                        jump!(1, word.sbx());
                    }
                }
                Op::JumpBound => {
                    if reg(a) == Value::UNBOUND {
                        pc += 1;
                    } else {
                        jump!(1, word.sbx());
                    }
                }
                Op::RangePrepare => {
                    let [start, stop, step] = [reg(a), reg(a + 1), reg(a + 2)];
                    let small = start.is_int() && stop.is_int() && step.is_int();
                    let ends = stop.as_int().checked_add(step.as_int()).is_some();
                    if !small || step == Value::int(0) || !ends {
                        break Stop::General;
                    }
                    pc += 1;
                }
                Op::ForRange => {
                    let current = reg(a);
                    if !current.is_int() {
                        break Stop::General;
                    }
                    let (at, end, step) =
                        (current.as_int(), reg(a + 1).as_int(), reg(a + 2).as_int());
                    if if step > 0 { at < end } else { at > end } {
                        regs[a + 3] = current.0;
                        regs[a] = Value::int(at.wrapping_add(step)).0;
                        jump!(1, word.sbx());
                    } else {
                        pc += 1;
                    }
                }
                Op::ForIter if fuel > 0 => match step(cells, &mut room, package, reg(a)) {
                    Step::Value(value) => {
                        regs[a + 1] = value.0;
                        let by = word.sbx();
                        fuel += i64::from(by.min(0));
                        pc = (pc as i64 + 1 + i64::from(by)) as usize;
                    }
                    Step::End => pc += 1,
                    Step::Unknown => break Stop::General,
                },
                Op::GetItem => {
                    let (subject, key) = (reg(b), reg(c));
                    if let Some(at) = place(cells, subject, key) {
                        set!(a, Value(cells[at]), 1);
                    } else if is(cells, subject, Kind::Dict) && fuel >= FUEL_MIN {
                        let told = or_general!(find(cells, package, lookups, seed, subject, key));
                        let (Look::Entry(at), cost) = told else {
                            break Stop::General;
                        };
                        fuel -= cost;
                        set!(a, Value(cells[at + 2]), 1);
                    } else {
                        let byte = or_general!(letter_at(cells, package, subject, key));
                        set!(a, or_general!(room.letter(cells, byte)), 1);
                    }
                }
                Op::GetItemImm => {
                    let (subject, key) = (reg(b), Value::int(c as i32));
                    if let Some(at) = place(cells, subject, key) {
                        set!(a, Value(cells[at]), 1);
                    } else {
                        let byte = or_general!(letter_at(cells, package, subject, key));
                        set!(a, or_general!(room.letter(cells, byte)), 1);
                    }
                }
                Op::SetItem => {
                    let (subject, key, value) = (reg(a), reg(b), reg(c));
                    if is(cells, subject, Kind::List) {
                        let at = or_general!(place(cells, subject, key));
                        // The storage begins below its first element, as far as this matters.
                        note_store(cells, at, value);
                        cells[at] = value.0;
                    } else if is(cells, subject, Kind::Dict) && fuel >= FUEL_MIN {
                        let told = or_general!(find(cells, package, lookups, seed, subject, key));
                        let (Look::Entry(at), cost) = told else {
                            break Stop::General;
                        };
                        fuel -= cost;
                        note_store(cells, at, value);
                        cells[at + 2] = value.0;
                    } else {
                        break Stop::General;
                    }
                    pc += 1;
                }
                Op::GetIter => set!(a, or_general!(iterate(cells, &mut room, reg(b))), 1),
                Op::ListPush if is(cells, reg(a), Kind::List) => {
                    or_general!(append(cells, reg(a), reg(b)));
                    pc += 1;
                }
                Op::MakeTuple if fuel >= FUEL_MIN && b + c <= WINDOW_CELLS => {
                    let at = or_general!(room.allocate(cells, Kind::Tuple, c));
                    cells[at + 1..at + 1 + c].copy_from_slice(&regs[b..b + c]);
                    fuel -= c as i64;
                    set!(a, Value::object(at), 1);
                }
                Op::MakeList if fuel >= FUEL_MIN && b + c <= WINDOW_CELLS => {
                    let list = or_general!(room.list(cells, &regs[b..b + c]));
                    fuel -= c as i64;
                    set!(a, list, 1);
                }
                Op::MakeDict if c == 0 => {
                    let fields = [Value::int(0), Value::int(0), Value::NONE, Value::NONE];
                    set!(a, or_general!(room.object(cells, Kind::Dict, &fields)), 1);
                }
                Op::Unpack => {
                    let (first, len) = or_general!(sequence(cells, reg(a)));
                    if len != c || b + c > WINDOW_CELLS {
                        break Stop::General;
                    }
                    regs[b..b + c].copy_from_slice(&cells[first..first + c]);
                    pc += 1;
                }
                Op::GetAttr => {
                    let subject = reg(b);
                    if is(cells, subject, Kind::Class) {
                        let site = or_general!(sites.get(pc, subject.cell()));
                        let Meaning::OfClass(value) = site.meaning else {
                            break Stop::General;
                        };
                        set!(a, value, 2);
                        continue;
                    }
                    let site = or_general!(site_of(cells, sites, pc, subject));
                    match site.meaning {
                        Meaning::Own(entry) => {
                            let at = or_general!(own_place(cells, subject, site, entry));
                            set!(a, Value(cells[at]), 2);
                        }
                        Meaning::Member(value) if lacks(cells, package, subject, site) => {
                            set!(a, value, 2);
                        }
                        Meaning::Getter(callee) => call!(Call {
                            callee,
                            receiver: Value::UNBOUND,
                            first: b,
                            count: 1,
                            word: ret::word(ret::VALUE, a, 2),
                            fuel: 0,
                        }),
                        _ => break Stop::General,
                    }
                }
                Op::SetAttr => {
                    let (subject, value) = (reg(a), reg(b));
                    let site = or_general!(site_of(cells, sites, pc, subject));
                    match site.meaning {
                        Meaning::Store(entry) => {
                            let at = or_general!(own_place(cells, subject, site, entry));
                            note_store(cells, at, value);
                            cells[at] = value.0;
                        }
                        Meaning::Put => {
                            or_general!(put_attribute(cells, package, subject, site, value));
                        }
                        _ => break Stop::General,
                    }
                    pc += 2;
                }
                Op::LoadMethod => {
                    let subject = reg(a);
                    if let Some(site) = site_of(cells, sites, pc, subject) {
                        if !lacks(cells, package, subject, site) {
                            break Stop::General;
                        }
                        match site.meaning {
                            Meaning::Method(_) => {}
                            Meaning::Static(value) => {
                                let cell = room.object(cells, Kind::Cell, &[value]);
                                regs[a] = or_general!(cell).0;
                            }
                            _ => break Stop::General,
                        }
                    } else if is(cells, subject, Kind::Super) {
                        let [start, object, class] =
                            [0, 1, 2].map(|n| field(cells, subject.cell(), n));
                        let site = or_general!(sites.get(pc, class.cell()));
                        let Meaning::Inherited(from, function) = site.meaning else {
                            break Stop::General;
                        };
                        if from != start || !is(cells, object, Kind::Instance) || !room.has(5) {
                            break Stop::General;
                        }
                        let fields = [function, object];
                        let method = or_general!(room.object(cells, Kind::Method, &fields));
                        regs[a] = or_general!(room.object(cells, Kind::Cell, &[method])).0;
                    } else {
                        let code = or_general!(builtin_kind(cells, subject));
                        or_general!(sites.get(pc, code));
                    }
                    pc += 2;
                }
                Op::CallMethod => {
                    let subject = reg(a);
                    if let Some(site) = site_of(cells, sites, pc, subject) {
                        let Meaning::Method(callee) = site.meaning else {
                            break Stop::General;
                        };
                        if !lacks(cells, package, subject, site) {
                            break Stop::General;
                        }
                        call!(Call {
                            callee,
                            receiver: Value::UNBOUND,
                            first: a,
                            count: b + 1,
                            word: ret::word(ret::VALUE, c, 2),
                            fuel: 4,
                        });
                    }
                    if is(cells, subject, Kind::Cell) {
                        let callee = field(cells, subject.cell(), 0);
                        let (callee, receiver) = or_general!(callable(cells, callee));
                        call!(Call {
                            callee,
                            receiver,
                            first: a + 1,
                            count: b,
                            word: ret::word(ret::VALUE, c, 2),
                            fuel: 0,
                        });
                    }
                    if fuel < FUEL_MIN {
                        break Stop::General;
                    }
                    let (_, method) = package.name(extension(code, pc) as u16);
                    let first = reg((a + 1) % WINDOW_CELLS);
                    let value = match (method, b) {
                        (symbol::APPEND, 1) if is(cells, subject, Kind::List) => {
                            or_general!(append(cells, subject, first))
                        }
                        (symbol::POP, 0) if is(cells, subject, Kind::List) => {
                            or_general!(pop(cells, subject))
                        }
                        (symbol::GET, 1 | 2) if is(cells, subject, Kind::Dict) => {
                            let told = find(cells, package, lookups, seed, subject, first);
                            let (told, cost) = or_general!(told);
                            fuel -= cost;
                            match told {
                                Look::Entry(at) => Value(cells[at + 2]),
                                _ if b == 2 => reg((a + 2) % WINDOW_CELLS),
                                _ => Value::NONE,
                            }
                        }
                        _ => break Stop::General,
                    };
                    fuel -= 8;
                    set!(c, value, 2);
                }
                Op::CallBuiltin if fuel >= FUEL_MIN => {
                    let id = extension(code, pc) as u16;
                    let second = reg((a + 1) % WINDOW_CELLS);
                    let (value, cost) = if b == 1 && id == Function::Len as u16 {
                        (len(cells, reg(a)), 0)
                    } else if b == 1 && id == Function::Abs as u16 {
                        (abs(reg(a)), 0)
                    } else if b == 2 && id == Function::Min as u16 {
                        (extreme(Compare::Lt, reg(a), second), EXTREME_FUEL)
                    } else if b == 2 && id == Function::Max as u16 {
                        (extreme(Compare::Gt, reg(a), second), EXTREME_FUEL)
                    } else if b == 2 && id == Type::Super as u16 {
                        let site = or_general!(site_of(cells, sites, pc, second));
                        if site.meaning != Meaning::Derived(reg(a)) {
                            break Stop::General;
                        }
                        let own = field(cells, second.cell(), 0);
                        (room.object(cells, Kind::Super, &[reg(a), second, own]), 0)
                    } else {
                        break Stop::General;
                    };
                    let value = or_general!(value);
                    fuel -= 8 + cost;
                    set!(c, value, 2);
                }
                Op::Call => {
                    let (callee, receiver) = or_general!(callable(cells, reg(a)));
                    call!(Call {
                        callee,
                        receiver,
                        first: a + 1,
                        count: b,
                        word: ret::word(ret::VALUE, c, 1),
                        fuel: 0,
                    });
                }
                Op::Return => break Stop::Return(reg(a)),
                Op::ReturnNone => break Stop::Return(Value::NONE),
                _ => break Stop::General,
            }
        };
        (self.pc, self.fuel, self.heap.top) = (pc, fuel, room.top);
        stop
    }
}
