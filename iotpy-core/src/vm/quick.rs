//! The loop for instructions that need no more than registers and a few looks at objects.
//!
//! It is what makes a large machine fast: what changes with every instruction is kept out of the
//! arena, registers are a window of fixed size, so that no operand needs a check, and what names
//! mean is remembered by instruction (`vm::site`). It raises nothing, and allocates nothing that is
//! not small. What it cannot finish it leaves, untouched, to `vm::exec`, which knows every
//! instruction; both charge the same fuel. A machine with 32-bit words has it with the feature
//! `quick-loop`.

use super::Vm;
use super::call::ret;
use super::constants::Constants;
use super::exec::{Compare, floor_div, floor_mod};
use super::glance::*;
use super::number::*;
use super::plain_builtin::{function_of, method_of};
use super::plain_call::{Call, Running};
use super::plain_dict::remove;
use super::plain_format::{formatted, percent, shown};
use super::plain_generator::{Resume, Yield};
use super::plain_list::append;
use super::plain_slice::{set_slice, slice};
use super::room::{Bounds, Room};
use super::site::{Meaning, Sites};
use super::stop::{Stop, Why};
use super::text::*;
use super::walk::{Step, iterate, ready_range, step};
use crate::catalog::{Function, Type};
use crate::error::{Reason, Res};
use crate::heap::{Kind, STATE_CELLS, WINDOW_CELLS, slot};
use crate::object::dict_look::Look;
use crate::object::lookup::Lookups;
use crate::opcode::{Op, Word};
use crate::package::Package;
use crate::symbol;
use crate::value::Value;
use core::sync::atomic::{AtomicU8, Ordering};

/// With less fuel than this, instructions that cost more than a jump are left to the other loop,
/// which knows when to stop.
pub(super) const FUEL_MIN: i64 = 128;

/// What a call of a builtin costs beside its work.
pub(super) const CALL_FUEL: i64 = 8;

/// What a call of a method of an instance costs beside its frame.
pub(super) const METHOD_FUEL: i64 = 4;

/// What making an instance costs beside the frame of its `__init__`.
pub(super) const INSTANCE_FUEL: i64 = 8;

/// What shifting an int costs: the room for its result.
pub(super) const SHIFT_FUEL: i64 = 2;

/// The registers of a frame, if they are followed by enough cells: operands need no check then.
#[cfg(target_pointer_width = "64")]
fn window(above: &mut [u64]) -> Option<&mut [u64; WINDOW_CELLS]> {
    above.first_chunk_mut()
}

/// The registers of a frame. A small arena has no cells to keep free above them.
#[cfg(not(target_pointer_width = "64"))]
fn window(above: &mut [u64]) -> Option<&mut [u64]> {
    Some(above)
}

/// How long the loop goes on: through all frames, until a frame that may have machine code, for
/// some instructions.
const PLAIN: u8 = 0;
#[cfg(feature = "native")]
pub(super) const UNTIL_CODE: u8 = 1;
pub(super) const SOME: u8 = 2;

/// Why the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The instruction is for the other loop.
    General,
    /// The slice of fuel is used up.
    Paused,
    /// A loop went round often enough.
    Looped,
    /// Another frame runs now.
    Switched,
    /// All of the instructions are done.
    Stepped,
}

/// The running call of a [`Vm`]: what the loop works on, taken out of the machine.
pub struct Quick<'v, 'p> {
    pub(super) arena: &'v mut [u64],
    pub(super) running: Running,
    pub(super) code: &'p [[u8; 4]],
    pub(super) package: &'v Package<'p>,
    pub(super) sites: &'v Sites,
    pub(super) lookups: &'v Lookups,
    constants: &'v mut Constants,
    pub(super) bounds: Bounds,
    pub(super) seed: u64,
}

impl Vm<'_, '_> {
    /// Runs instructions up to one that is for [`Vm::steps`].
    pub(super) fn quick(&mut self) -> Res<()> {
        self.renew_sites();
        let mut quick = Quick {
            running: Running {
                base: self.base,
                sp: self.heap.sp,
                pc: self.pc,
                depth: self.depth,
                fuel: self.fuel,
                top: self.heap.top,
            },
            bounds: self.bounds(),
            code: self.code,
            package: &self.package,
            sites: &self.sites,
            lookups: &self.lookups,
            constants: &mut self.constants,
            seed: self.seed,
            arena: &mut *self.heap.cells,
        };
        #[cfg(feature = "native")]
        let paused = quick.run_with(self.native);
        #[cfg(not(feature = "native"))]
        let paused = quick.interpret_all();
        let running = quick.running;
        (self.base, self.pc, self.depth) = (running.base, running.pc, running.depth);
        (self.heap.sp, self.heap.top) = (running.sp, running.top);
        self.fuel = running.fuel;
        if !paused {
            return Ok(());
        }
        // The jump is done; the instruction that it led to has no memo yet.
        self.memo_place = None;
        Err(self.trap(Reason::OutOfFuel))
    }
}
/// Whether there may be machine code that begins at an instruction: its mark is zero.
#[inline(always)]
fn may_have_code(marks: &[AtomicU8], pc: usize) -> bool {
    marks
        .get(pc)
        .is_none_or(|mark| mark.load(Ordering::Relaxed) == 0)
}

impl Quick<'_, '_> {
    /// Runs instructions, in as many frames as it takes, up to one that is for the other loop;
    /// true if the slice of fuel was used up.
    pub(super) fn interpret_all(&mut self) -> bool {
        self.interpret::<PLAIN>(0, &[]) == Ended::Paused
    }

    /// As the words at the top of this file say. A loop that has brought the fuel down to `until`
    /// ends it, if that is more than none; with [`SOME`] that is the number of instructions.
    pub(super) fn interpret<const MODE: u8>(&mut self, until: i64, marks: &[AtomicU8]) -> Ended {
        let (pause, mut left) = match MODE {
            SOME => (0, until),
            _ => (until, 0),
        };
        let (code, seed, bounds) = (self.code, self.seed, self.bounds);
        let (package, sites, lookups) = (self.package, self.sites, self.lookups);
        let known = (package, lookups, seed);
        let constants = &mut *self.constants;
        let arena = &mut *self.arena;
        let running = &mut self.running;
        loop {
            let base = running.base;
            let Running {
                mut pc, mut fuel, ..
            } = *running;
            let mut room = Room {
                top: running.top,
                limit: bounds.limit(running.sp),
            };
            let (cells, above) = arena.split_at_mut(base);
            let Some(regs) = window(above) else {
                return Ended::General;
            };
            // What stops here has done nothing yet.
            macro_rules! or_general {
                ($value:expr) => {
                    match $value {
                        Some(value) => value,
                        None => break Stop::GENERAL,
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
                        if fuel <= pause {
                            break if fuel <= 0 {
                                Stop::PAUSED
                            } else {
                                Stop::LOOPED
                            };
                        }
                    }
                }};
            }
            macro_rules! jump_if {
                ($taken:expr, $by:expr) => {
                    if $taken {
                        jump!(1, $by);
                    } else {
                        pc += 1;
                    }
                };
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
                        break Stop::GENERAL;
                    }
                    break Stop::call($call);
                }};
            }
            let stop = loop {
                if MODE == SOME {
                    if left == 0 {
                        break Stop::STEPPED;
                    }
                    left -= 1;
                }
                let Some(bytes) = code.get(pc) else {
                    break Stop::GENERAL;
                };
                let word = Word(u32::from_le_bytes(*bytes));
                let (a, b, c) = (word.a(), word.b(), word.c());
                let Some(op) = Op::from_code(word.code()) else {
                    break Stop::GENERAL;
                };
                let reg = |n: usize| Value(regs[n]);
                match op {
                    Op::Move => set!(a, reg(b), 1),
                    Op::LoadConst => {
                        if let Some(value) = constants.get(word.bx()) {
                            set!(a, value, 1);
                            continue;
                        }
                        let loaded = constants.load(cells, &mut room, package, word.bx());
                        set!(a, or_general!(loaded), 1);
                    }
                    Op::LoadInt => set!(a, Value::int(word.sbx()), 1),
                    Op::LoadSpecial => set!(a, Value::special(b as u8), 1),
                    Op::LoadBuiltin => set!(a, Value::builtin(extension(code, pc) as u16), 2),
                    Op::GetGlobal => {
                        let value = Value(cells[STATE_CELLS + word.bx()]);
                        if value == Value::UNBOUND {
                            break Stop::GENERAL;
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
                    Op::Add | Op::IAdd => {
                        let (x, y) = (reg(b), reg(c));
                        if let Some(sum) = add(x, y) {
                            set!(a, sum, 1);
                        } else if let Some(sum) =
                            wide_ints(cells, &mut room, x, y, i64::checked_add)
                        {
                            set!(a, sum, 1);
                        } else if fuel >= FUEL_MIN {
                            let (sum, len) =
                                or_general!(joined(cells, &mut room, package, &[x.0, y.0]));
                            fuel -= (len / 8) as i64;
                            set!(a, sum, 1);
                        } else {
                            break Stop::GENERAL;
                        }
                    }
                    Op::Sub | Op::ISub => arithmetic!(a, reg(b), reg(c), sub, i64::checked_sub),
                    Op::Mul | Op::IMul => arithmetic!(a, reg(b), reg(c), mul, i64::checked_mul),
                    Op::Div | Op::IDiv => set!(a, or_general!(div(reg(b), reg(c))), 1),
                    Op::FloorDiv | Op::IFloorDiv => {
                        let small = |x, y| ints(x, y, floor_div);
                        arithmetic!(a, reg(b), reg(c), small, wide_floor_div)
                    }
                    Op::Mod | Op::IMod if reg(b).is_int() || !is_text(cells, reg(b)) => {
                        let small = |x, y| ints(x, y, floor_mod);
                        arithmetic!(a, reg(b), reg(c), small, wide_floor_mod)
                    }
                    Op::Mod | Op::IMod if fuel >= FUEL_MIN => {
                        let made = percent(cells, &mut room, package, reg(b), reg(c));
                        let (text, cost) = or_general!(made);
                        fuel -= cost;
                        set!(a, text, 1);
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
                    Op::Pow | Op::IPow => set!(a, or_general!(pow(reg(b), reg(c))), 1),
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
                    Op::JumpEqImm => {
                        branch!(compare!(Compare::Eq, reg(a), immediate(b)) == (c != 0))
                    }
                    Op::JumpNeImm => {
                        branch!(compare!(Compare::Ne, reg(a), immediate(b)) == (c != 0))
                    }
                    Op::JumpLtImm => {
                        branch!(compare!(Compare::Lt, reg(a), immediate(b)) == (c != 0))
                    }
                    Op::JumpLeImm => {
                        branch!(compare!(Compare::Le, reg(a), immediate(b)) == (c != 0))
                    }
                    Op::JumpGtImm => {
                        branch!(compare!(Compare::Gt, reg(a), immediate(b)) == (c != 0))
                    }
                    Op::JumpGeImm => {
                        branch!(compare!(Compare::Ge, reg(a), immediate(b)) == (c != 0))
                    }
                    Op::JumpIs => branch!(or_general!(same(cells, reg(a), reg(b))) == (c != 0)),
                    Op::JumpIn if fuel >= FUEL_MIN => {
                        let (is_in, cost) = or_general!(has(cells, known, reg(b), reg(a)));
                        fuel -= cost;
                        branch!(is_in == (c != 0));
                    }
                    Op::In | Op::NotIn if fuel >= FUEL_MIN => {
                        let (is_in, cost) = or_general!(has(cells, known, reg(c), reg(b)));
                        fuel -= cost;
                        set!(a, Value::bool(is_in == (op == Op::In)), 1);
                    }
                    Op::DelItem if is(cells, reg(a), Kind::Dict) && fuel >= FUEL_MIN => {
                        let told = or_general!(find(cells, known, reg(a), reg(b)));
                        let (Look::Entry(at), cost) = told else {
                            break Stop::GENERAL;
                        };
                        remove(cells, reg(a), at);
                        fuel -= cost;
                        pc += 1;
                    }
                    Op::Format if fuel >= FUEL_MIN && c & 3 == 0 => {
                        let made = match c & 4 {
                            0 => shown(cells, &mut room, package, reg(b)),
                            _ => {
                                let spec = reg((b + 1) % WINDOW_CELLS);
                                formatted(cells, &mut room, package, reg(b), spec)
                            }
                        };
                        let (text, cost) = or_general!(made);
                        fuel -= cost;
                        set!(a, text, 1);
                    }
                    Op::Jump => jump!(1, word.long()),
                    Op::JumpTrue => jump_if!(or_general!(truth(cells, reg(a))), word.sbx()),
                    Op::JumpFalse => jump_if!(!or_general!(truth(cells, reg(a))), word.sbx()),
                    Op::JumpNone => jump_if!(reg(a) == Value::NONE, word.sbx()),
                    Op::JumpNotNone => jump_if!(reg(a) != Value::NONE, word.sbx()),
                    Op::JumpBound => jump_if!(reg(a) != Value::UNBOUND, word.sbx()),
                    Op::GetSpecial => {
                        let method = special_method(cells, &mut room, sites, pc, reg(b));
                        set!(a, or_general!(method), 1);
                    }
                    Op::ExcMatch => {
                        set!(
                            a,
                            Value::bool(or_general!(matches_class(cells, reg(b), reg(c)))),
                            1
                        )
                    }
                    Op::Concat if fuel >= FUEL_MIN && b + c <= WINDOW_CELLS => {
                        let made = joined(cells, &mut room, package, &regs[b..b + c]);
                        let (text, len) = or_general!(made);
                        fuel -= (len / 8) as i64;
                        set!(a, text, 1);
                    }
                    Op::ExcEnter if is_plain_frame(cells, package) => {
                        let (pending, handling) = (cells[slot::PENDING], cells[slot::HANDLING]);
                        (regs[a], regs[a + 1]) = (pending, handling);
                        (cells[slot::PENDING], cells[slot::HANDLING]) = (Value::NONE.0, pending);
                        pc += 1;
                    }
                    Op::ExcLeave if reg(a + 1) != Value::UNBOUND => {
                        cells[slot::HANDLING] = regs[a + 1];
                        pc += 1;
                    }
                    Op::RangePrepare => {
                        let [start, stop, step] = [reg(a), reg(a + 1), reg(a + 2)];
                        or_general!(ready_range(start, stop, step));
                        pc += 1;
                    }
                    Op::ForRange => {
                        let current = reg(a);
                        if !current.is_int() {
                            break Stop::GENERAL;
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
                    Op::ForIter if is(cells, reg(a), Kind::Generator) && fuel >= FUEL_MIN => {
                        break Stop::resume(Resume {
                            generator: reg(a),
                            word: ret::word(ret::LOOP, 0, 1),
                            sent: Value::UNBOUND,
                            default: Value::UNBOUND,
                            fuel: -i64::from(word.sbx().min(0)),
                        });
                    }
                    Op::Send if is(cells, reg(a), Kind::Generator) && fuel >= FUEL_MIN => {
                        break Stop::resume(Resume {
                            generator: reg(a),
                            word: ret::word(ret::SEND, a, 0),
                            sent: reg((a + 1) % WINDOW_CELLS),
                            default: Value::UNBOUND,
                            fuel: 1,
                        });
                    }
                    Op::Yield => {
                        let (value, sent) = (reg(a), b);
                        break Stop::give(Yield { value, sent });
                    }
                    Op::YieldFrom if a + 1 < WINDOW_CELLS => {
                        let (value, sent) = (reg(a + 1), a + 1);
                        break Stop::give(Yield { value, sent });
                    }
                    Op::ForIter if fuel > 0 => match step(cells, &mut room, package, reg(a)) {
                        Step::Value(value) => {
                            regs[a + 1] = value.0;
                            let by = word.sbx();
                            fuel += i64::from(by.min(0));
                            pc = (pc as i64 + 1 + i64::from(by)) as usize;
                            if fuel <= pause && fuel > 0 {
                                break Stop::LOOPED;
                            }
                        }
                        Step::End => pc += 1,
                        Step::Unknown => break Stop::GENERAL,
                    },
                    Op::GetItem => {
                        let (subject, key) = (reg(b), reg(c));
                        if let Some(at) = list_place(cells, subject, key) {
                            set!(a, Value(cells[at]), 1);
                        } else if let Some(at) = place(cells, subject, key) {
                            set!(a, Value(cells[at]), 1);
                        } else if is(cells, subject, Kind::Dict) && fuel >= FUEL_MIN {
                            let told = or_general!(find(cells, known, subject, key));
                            let (Look::Entry(at), cost) = told else {
                                break Stop::GENERAL;
                            };
                            fuel -= cost;
                            set!(a, Value(cells[at + 2]), 1);
                        } else {
                            let letter = letter_of(cells, &mut room, package, subject, key);
                            set!(a, or_general!(letter), 1);
                        }
                    }
                    Op::GetItemImm => {
                        let (subject, key) = (reg(b), Value::int(c as i32));
                        if let Some(at) = list_place(cells, subject, key) {
                            set!(a, Value(cells[at]), 1);
                        } else if let Some(at) = place(cells, subject, key) {
                            set!(a, Value(cells[at]), 1);
                        } else {
                            let letter = letter_of(cells, &mut room, package, subject, key);
                            set!(a, or_general!(letter), 1);
                        }
                    }
                    Op::SetItem => {
                        let (subject, key, value) = (reg(a), reg(b), reg(c));
                        if let Some(at) = list_place(cells, subject, key) {
                            note_store(cells, at, value);
                            cells[at] = value.0;
                        } else if is(cells, subject, Kind::List) && key.is_int() {
                            let at = or_general!(place(cells, subject, key));
                            // The storage begins below its first element, as far as this matters.
                            note_store(cells, at, value);
                            cells[at] = value.0;
                        } else if fuel < FUEL_MIN {
                            break Stop::GENERAL;
                        } else if is(cells, subject, Kind::List) && is(cells, key, Kind::Slice) {
                            fuel -= or_general!(set_slice(cells, subject, key, value));
                        } else if is(cells, subject, Kind::Dict) {
                            fuel -= or_general!(put(cells, &mut room, known, subject, key, value));
                        } else {
                            break Stop::GENERAL;
                        }
                        pc += 1;
                    }
                    Op::GetIter | Op::GetDelegate if is(cells, reg(b), Kind::Generator) => {
                        set!(a, reg(b), 1);
                    }
                    Op::GetIter | Op::GetDelegate => {
                        set!(a, or_general!(iterate(cells, &mut room, reg(b))), 1)
                    }
                    Op::ListPush if is(cells, reg(a), Kind::List) && fuel >= FUEL_MIN => {
                        fuel -= or_general!(append(cells, &mut room, reg(a), reg(b)));
                        pc += 1;
                    }
                    Op::DictPut if is(cells, reg(a), Kind::Dict) && fuel >= FUEL_MIN => {
                        let (key, value) = (reg(b), reg(c));

                        fuel -= or_general!(put(cells, &mut room, known, reg(a), key, value));
                        pc += 1;
                    }
                    Op::MakeSlice if b + 3 <= WINDOW_CELLS => {
                        let bounds = [reg(b), reg(b + 1), reg(b + 2)];
                        set!(a, or_general!(room.object(cells, Kind::Slice, &bounds)), 1);
                    }
                    Op::GetSlice if b + 4 <= WINDOW_CELLS && fuel >= FUEL_MIN => {
                        let bounds = [reg(b + 1), reg(b + 2), reg(b + 3)];
                        let made = slice(cells, &mut room, package, reg(b), bounds);
                        let (value, cost) = or_general!(made);
                        fuel -= cost;
                        set!(a, value, 1);
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
                            break Stop::GENERAL;
                        }
                        regs[b..b + c].copy_from_slice(&cells[first..first + c]);
                        pc += 1;
                    }
                    Op::GetAttr => {
                        let subject = reg(b);
                        let [header, class, dict] = or_general!(head_of(cells, subject));
                        if header as u8 == Kind::Class as u8 {
                            let site = or_general!(sites.get(pc, subject.cell()));
                            let Meaning::OfClass(value) = site.meaning else {
                                break Stop::GENERAL;
                            };
                            set!(a, value, 2);
                            continue;
                        }
                        if header as u8 != Kind::Instance as u8 {
                            break Stop::GENERAL;
                        }
                        let dict = Value(dict);
                        let site = or_general!(sites.get(pc, Value(class).cell()));
                        match site.meaning {
                            Meaning::Own(entry) => {
                                let at = or_general!(own_place(cells, dict, site, entry));
                                set!(a, Value(cells[at]), 2);
                            }
                            Meaning::Member(value) if lacks(cells, package, dict, site) => {
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
                            _ => break Stop::GENERAL,
                        }
                    }
                    Op::SetAttr => {
                        let (subject, value) = (reg(a), reg(b));
                        let (site, dict) = or_general!(site_of(cells, sites, pc, subject));
                        match site.meaning {
                            Meaning::Store(entry) => {
                                let at = or_general!(own_place(cells, dict, site, entry));
                                note_store(cells, at, value);
                                cells[at] = value.0;
                            }
                            Meaning::Put if fuel >= FUEL_MIN => {
                                let known = (package, site);
                                let put = put_attribute(cells, &mut room, known, subject, value);
                                fuel -= or_general!(put);
                            }
                            _ => break Stop::GENERAL,
                        }
                        pc += 2;
                    }
                    Op::LoadMethod => {
                        let subject = reg(a);
                        if let Some((site, dict)) = site_of(cells, sites, pc, subject) {
                            if !lacks(cells, package, dict, site) {
                                break Stop::GENERAL;
                            }
                            match site.meaning {
                                Meaning::Method(_) => {}
                                Meaning::Static(value) => {
                                    let cell = room.object(cells, Kind::Cell, &[value]);
                                    regs[a] = or_general!(cell).0;
                                }
                                _ => break Stop::GENERAL,
                            }
                        } else if is(cells, subject, Kind::Super) {
                            let method = inherited(cells, &mut room, sites, pc, subject);
                            regs[a] = or_general!(method).0;
                        } else {
                            let code = or_general!(builtin_kind(cells, subject));
                            or_general!(sites.get(pc, code));
                        }
                        pc += 2;
                    }
                    Op::CallMethod => {
                        let subject = reg(a);
                        if let Some((site, dict)) = site_of(cells, sites, pc, subject) {
                            let Meaning::Method(callee) = site.meaning else {
                                break Stop::GENERAL;
                            };
                            if !lacks(cells, package, dict, site) {
                                break Stop::GENERAL;
                            }
                            call!(Call {
                                callee,
                                receiver: Value::UNBOUND,
                                first: a,
                                count: b + 1,
                                word: ret::word(ret::VALUE, c, 2),
                                fuel: METHOD_FUEL,
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
                            break Stop::GENERAL;
                        }
                        let (_, method) = package.name(extension(code, pc) as u16);
                        let arguments = or_general!(regs.get(a + 1..a + 1 + b));
                        if method == symbol::SEND && is(cells, subject, Kind::Generator) {
                            let sent = or_general!(arguments.first().filter(|_| b == 1));
                            break Stop::resume(Resume {
                                generator: subject,
                                word: ret::word(ret::NEXT, c, 2),
                                sent: Value(*sent),
                                default: Value::UNBOUND,
                                fuel: CALL_FUEL,
                            });
                        }

                        let called = method_of(cells, &mut room, known, subject, method, arguments);
                        let (value, cost) = or_general!(called);
                        fuel -= CALL_FUEL + cost;
                        set!(c, value, 2);
                    }
                    Op::CallBuiltin if fuel >= FUEL_MIN => {
                        let id = extension(code, pc) as u16;
                        let arguments = or_general!(regs.get(a..a + b));
                        if id == Function::Next as u16
                            && (b == 1 || b == 2)
                            && is(cells, reg(a), Kind::Generator)
                        {
                            let (kind, default) = match b {
                                1 => (ret::NEXT, Value::UNBOUND),
                                _ => (ret::NEXT_OR, Value(arguments[1])),
                            };
                            break Stop::resume(Resume {
                                generator: reg(a),
                                word: ret::word(kind, c, 2),
                                sent: Value::UNBOUND,
                                default,
                                fuel: CALL_FUEL,
                            });
                        }
                        if id == Type::Super as u16 {
                            let made = superior(cells, &mut room, sites, pc, arguments);
                            set!(c, or_general!(made), 2);
                            fuel -= CALL_FUEL;
                            continue;
                        }
                        let called = function_of(cells, &mut room, package, id, arguments);
                        let (value, cost) = or_general!(called);
                        fuel -= CALL_FUEL + cost;
                        set!(c, value, 2);
                    }
                    Op::Call => {
                        let callee = reg(a);
                        if is(cells, callee, Kind::Class) {
                            let site = or_general!(sites.get(pc, callee.cell()));
                            let Meaning::Init(init, fields) = site.meaning else {
                                break Stop::GENERAL;
                            };
                            let payload = [callee, Value::NONE, Value::UNBOUND, Value::NONE];
                            let payload = &payload[..usize::from(fields)];
                            let made = room.object(cells, Kind::Instance, payload);
                            call!(Call {
                                callee: init,
                                receiver: or_general!(made),
                                first: a + 1,
                                count: b,
                                word: ret::word(ret::INIT, c, 1),
                                fuel: INSTANCE_FUEL,
                            });
                        }
                        let (callee, receiver) = or_general!(callable(cells, callee));
                        call!(Call {
                            callee,
                            receiver,
                            first: a + 1,
                            count: b,
                            word: ret::word(ret::VALUE, c, 1),
                            fuel: 0,
                        });
                    }
                    Op::Return => break Stop::leave(reg(a)),
                    Op::ReturnNone => break Stop::leave(Value::NONE),
                    _ => break Stop::GENERAL,
                }
            };
            (running.pc, running.fuel, running.top) = (pc, fuel, room.top);
            let went_on = match stop.why {
                Why::General => false,
                Why::Paused => return Ended::Paused,
                Why::Looped => return Ended::Looped,
                Why::Stepped => return Ended::Stepped,
                Why::Call => {
                    let call = Call {
                        callee: stop.value,
                        receiver: stop.other,
                        first: stop.first,
                        count: stop.count,
                        word: stop.word,
                        fuel: stop.fuel,
                    };
                    running.enter(arena, package, &room, &call)
                        || running.generate(arena, package, &mut room, &call).is_some()
                }
                Why::Return => {
                    running.leave(arena, stop.value)
                        || running.end(arena, code, stop.value).is_some()
                }
                Why::Resume => {
                    let resume = Resume {
                        generator: stop.value,
                        word: stop.word,
                        sent: stop.other,
                        default: stop.default,
                        fuel: stop.fuel,
                    };
                    let resumed = running.resume(arena, (package, code), &room, &resume);
                    resumed.is_some()
                }
                Why::Yield => {
                    let given = Yield {
                        value: stop.value,
                        sent: stop.first,
                    };
                    running.suspend(arena, (package, code), &given).is_some()
                }
            };
            if !went_on {
                return Ended::General;
            }
            if MODE == SOME || MODE != PLAIN && may_have_code(marks, running.pc) {
                return Ended::Switched;
            }
        }
    }
}

impl Vm<'_, '_> {
    fn bounds(&self) -> Bounds {
        let ceiling = self.heap.ceiling;
        #[cfg(test)]
        let ceiling = match self.heap.refusals.active {
            true => 0,
            false => ceiling,
        };
        Bounds {
            ceiling,
            reserve: self.heap.reserve,
        }
    }
}
