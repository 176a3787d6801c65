//! Machine code in place of the loop of `vm::quick`: what it may rely on, and how it is called.
//!
//! This crate makes no machine code and calls none. Who does implements [`Native`], and gets the
//! running call as a [`Machine`]: registers and objects lie in its arena, as for the loop. Machine
//! code may execute any instruction as the loop would, at the same fuel, and asks
//! [`Machine::step`] for those that it does not know. `docs/architecture.md` says why it is made
//! like this.

use super::call::ret;
use super::quick::{self, Ended, Quick, SOME, UNTIL_CODE};
use super::site::{Meaning, SITES, Site};
use crate::heap::{Kind, slot};
use crate::package::Package;
use crate::value::Value;
use core::sync::atomic::{AtomicU8, Ordering};

pub use super::brief::END;
pub use super::plain_call::Running;
pub use super::quick::Quick as Machine;
pub use crate::heap::{STATE_CELLS, WINDOW_CELLS};

/// Cells below the registers of a frame.
pub const FRAME_CELLS: usize = super::FRAME_CELLS;

/// What is known of an instruction at which calls come to run.
pub mod mark {
    /// Nothing, or that there is machine code.
    pub const NEW: u8 = 0;
    /// There will be no machine code for its function.
    pub const REFUSED: u8 = 1;
    /// There is machine code for its function, which does not begin here.
    pub const AMID: u8 = 2;
}

/// Machine code for a package.
pub trait Native {
    /// A [`mark`] for each instruction of the package.
    fn marks(&self) -> &[AtomicU8];

    /// Runs the call from its next instruction on, as far as there is machine code.
    fn run(&self, machine: &mut Machine<'_, '_>) -> Went;
}

/// How a run of machine code ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// The slice of fuel is used up.
    Paused,
    /// The next instruction is one that [`Machine::step`] does not know either.
    General,
    /// There is no machine code for the next instruction. Interpret from it on until the frame
    /// changes or a loop has brought the fuel down to this.
    Interpret(i64),
}

/// What is remembered of an instruction with a name; functions are values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remembered {
    /// Instances have the attribute in their dicts.
    Own,
    /// The class has a value that instances show as it is.
    Member,
    /// The class itself was asked, and has a value.
    OfClass,
    /// The class has a function.
    Method(u64),
    /// The class has a property with this getter.
    Getter(u64),
    /// Calling the class makes an instance of so many fields and calls this function.
    Init(u64, u8),
    /// Something else.
    Other,
}

/// A meaning as machine code reads it.
#[derive(Clone, Copy)]
#[repr(C)]
pub(super) struct Flat {
    /// The entry of `Meaning::Own` and `Meaning::Store`, the fields of `Meaning::Init`, [`MEMBER`],
    /// [`OF_CLASS`] or [`NO_ENTRY`].
    entry: u32,
    /// The value of `Meaning::Member` and `OfClass`, the function of `Method`, `Getter` and `Init`;
    /// unbound for others.
    value: Value,
}

/// What is no entry of a dict.
const NO_ENTRY: u32 = u32::MAX;

/// The same where the meaning is a value that is shown as it is, to instances or to the class: by
/// `value` alone, a getter would be one, too.
const MEMBER: u32 = u32::MAX - 1;
const OF_CLASS: u32 = u32::MAX - 2;

impl Flat {
    pub(super) const NONE: Flat = Flat {
        entry: NO_ENTRY,
        value: Value::UNBOUND,
    };

    pub(super) fn of(meaning: Meaning) -> Flat {
        let value = match meaning {
            Meaning::Member(value) | Meaning::OfClass(value) => value,
            Meaning::Method(value) | Meaning::Getter(value) | Meaning::Init(value, _) => value,
            _ => Value::UNBOUND,
        };
        let entry = match meaning {
            Meaning::Own(entry) | Meaning::Store(entry) => entry,
            Meaning::Init(_, fields) => u32::from(fields),
            Meaning::Member(_) => MEMBER,
            Meaning::OfClass(_) => OF_CLASS,
            _ => NO_ENTRY,
        };
        Flat { entry, value }
    }
}

/// What became of one instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Step {
    /// It is done, and the same frame runs.
    Done = 0,
    /// It is done, and another frame runs.
    Switched = 1,
    /// It is done, and the slice of fuel is used up.
    Paused = 2,
    /// It needs what only the whole machine can do, and has done nothing.
    General = 3,
}

impl<'p> Quick<'_, 'p> {
    /// Runs instructions, in as many frames as it takes, up to one that is for the other loop;
    /// true if the slice of fuel was used up.
    pub(super) fn run_with(&mut self, native: Option<&dyn Native>) -> bool {
        let Some(native) = native else {
            return self.interpret_all();
        };
        let marks = native.marks();
        let mut has_looped = false;
        loop {
            let mark = marks
                .get(self.running.pc)
                .map(|mark| mark.load(Ordering::Relaxed));
            let went = match mark {
                Some(mark::REFUSED) => Went::Interpret(0),
                // At the next turn of a loop there may be code again.
                Some(mark::AMID) if !has_looped => Went::Interpret(self.running.fuel),
                _ => native.run(self),
            };
            let pause = match went {
                Went::Paused => return true,
                Went::General => return false,
                Went::Interpret(pause) => pause.max(0),
            };
            match self.interpret::<UNTIL_CODE>(pause, marks) {
                Ended::General => return false,
                Ended::Paused => return true,
                Ended::Looped => has_looped = true,
                Ended::Switched | Ended::Stepped => has_looped = false,
            }
        }
    }

    /// Executes the next instruction.
    pub fn step(&mut self) -> Step {
        self.steps(1)
    }

    /// Executes so many instructions of the running frame, or the first ones of them.
    pub fn steps(&mut self, count: u32) -> Step {
        match self.interpret::<SOME>(i64::from(count), &[]) {
            Ended::Stepped | Ended::Looped => Step::Done,
            Ended::Switched => Step::Switched,
            Ended::Paused => Step::Paused,
            Ended::General => Step::General,
        }
    }

    /// The registers that keep what the machine knows of the call outside of the arena.
    pub fn running(&mut self) -> &mut Running {
        &mut self.running
    }

    /// The cells of the arena.
    pub fn arena(&mut self) -> &mut [u64] {
        self.arena
    }

    /// What the room of objects ends at beside the stack, and the cells before it that stay free.
    pub fn bounds(&self) -> (usize, usize) {
        (self.bounds.ceiling, self.bounds.reserve)
    }

    /// What is remembered of an instruction with a name for a class, by its cell.
    pub fn remembered(&self, pc: usize, class: usize) -> Option<Remembered> {
        Some(match self.sites.get(pc, class)?.meaning {
            Meaning::Own(_) | Meaning::Store(_) => Remembered::Own,
            Meaning::Member(_) => Remembered::Member,
            Meaning::OfClass(_) => Remembered::OfClass,
            Meaning::Method(function) => Remembered::Method(function.0),
            Meaning::Getter(function) => Remembered::Getter(function.0),
            Meaning::Init(function, fields) => Remembered::Init(function.0, fields),
            _ => Remembered::Other,
        })
    }

    /// The package that runs.
    pub fn package(&self) -> &Package<'p> {
        self.package
    }

    /// What is remembered of instructions with names, [`site`] tells how.
    pub fn sites(&self) -> *const u8 {
        core::ptr::from_ref(&self.sites.entries).cast()
    }
}

/// Tags: the upper half of a value that is no float.
pub mod tag {
    /// An int of 32 bits.
    pub const INT: u32 = 0xFFF9_0000;
    /// An object, whose cell is the lower half.
    pub const OBJECT: u32 = 0xFFFB_0000;
    /// A str of the package, whose place is the lower half.
    pub const CONST_STR: u32 = 0xFFFC_0000;
    /// A function without a closure, whose index is the lower half.
    pub const CODE: u32 = 0xFFFF_0000;
}

/// Values that machine code is made with.
pub mod value {
    use super::Value;

    /// The float at a byte offset of an image; 0.0 if it ends before.
    pub fn float(image: &[u8], offset: u32) -> u64 {
        let bytes = image
            .get(offset as usize..)
            .and_then(|rest| rest.first_chunk());
        let bits = bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes));
        Value::float(f64::from_bits(bits)).0
    }

    /// The str at a byte offset of the image.
    pub fn const_str(offset: u32) -> u64 {
        Value::const_str(offset).0
    }

    /// The bytes at a byte offset of the image.
    pub fn const_bytes(offset: u32) -> u64 {
        Value::const_bytes(offset).0
    }

    /// What `LoadSpecial` loads.
    pub fn special(number: u8) -> u64 {
        Value::special(number).0
    }

    /// What `LoadBuiltin` loads.
    pub fn builtin(id: u16) -> u64 {
        Value::builtin(id).0
    }
}

/// Values that are no object and no number.
pub mod special {
    use super::Value;

    /// `None`
    pub const NONE: u64 = Value::NONE.0;
    /// `False`
    pub const FALSE: u64 = Value::FALSE.0;
    /// `True`
    pub const TRUE: u64 = Value::TRUE.0;
    /// No value.
    pub const UNBOUND: u64 = Value::UNBOUND.0;
}

/// As in `vm::quick`: with less fuel, instructions that cost something are for the other loop.
pub const FUEL_MIN: i64 = quick::FUEL_MIN;
/// What making an instance costs beside the frame of `__init__`.
pub const INSTANCE_FUEL: i64 = quick::INSTANCE_FUEL;
/// What shifting an int to the left costs, unless it is zero.
pub const SHIFT_FUEL: i64 = quick::SHIFT_FUEL;
/// What a call of a builtin costs beside its work.
pub const BUILTIN_FUEL: i64 = quick::CALL_FUEL;
/// What a call of a method costs beside the frame.
pub const METHOD_FUEL: i64 = quick::METHOD_FUEL;
/// What a frame of so many registers costs.
pub const fn frame_fuel(registers: usize) -> i64 {
    4 + (registers / 4) as i64
}

/// The kinds of objects that machine code knows: the lowest byte of an object's first cell. What
/// follows are the object's fields, a cell each.
pub mod kind {
    use super::Kind;

    /// Fields: length as an int, storage, whose fields are the elements.
    pub const LIST: u8 = Kind::List as u8;
    /// Fields: the elements. Bits 8 to 31 of the first cell are their number and one.
    pub const TUPLE: u8 = Kind::Tuple as u8;
    /// A str that is none of the package.
    pub const STR: u8 = Kind::Str as u8;
    /// An int beyond 32 bits.
    pub const INT: u8 = Kind::Int as u8;
    /// Fields: the index of the function, its attributes, then others, the last of which are the
    /// cells of the closure.
    pub const FUNCTION: u8 = Kind::Function as u8;
    /// A function that is bound to a receiver. Fields: the function, the receiver.
    pub const METHOD: u8 = Kind::Method as u8;
    /// A method of a builtin object.
    pub const BOUND_METHOD: u8 = Kind::BoundMethod as u8;
    /// A class of the program.
    pub const CLASS: u8 = Kind::Class as u8;
    /// A generator.
    pub const GENERATOR: u8 = Kind::Generator as u8;
    /// A cell of a closure. Field: what it holds.
    pub const CELL: u8 = Kind::Cell as u8;
    /// Fields: what walks, an int of [`walk`](super::walk), position, subject, extra.
    pub const ITERATOR: u8 = Kind::Iterator as u8;
    /// Fields: class, dict or None.
    pub const INSTANCE: u8 = Kind::Instance as u8;
    /// Fields: live entries, used entries, storage of three fields each: hash, key, value, and
    /// an index or None.
    pub const DICT: u8 = Kind::Dict as u8;
}

/// What an iterator walks along.
pub mod walk {
    use crate::object::iter::Walk;

    /// The subject is a list or tuple, the position the index of the next element.
    pub const SEQUENCE: i32 = Walk::Sequence as i32;
    /// The position is the next int, the subject the step, the extra value the end.
    pub const SMALL_RANGE: i32 = Walk::SmallRange as i32;
    /// The position is the count, the subject another iterator.
    pub const ENUMERATE: i32 = Walk::Enumerate as i32;
    /// There is no further element; the subject is None.
    pub const DONE: i32 = Walk::Done as i32;
}

/// Cells at the start of the arena.
pub mod state {
    use super::slot;

    /// The first cell of the objects that the running call has made.
    pub const CALL_START: usize = slot::CALL_START;
    /// Whether one of them was stored into an older object: 1 if so.
    pub const ESCAPED: usize = slot::ESCAPED;
    /// The most frames that may be on the stack.
    pub const DEPTH_MAX: usize = slot::DEPTH_MAX;
}

/// What a frame does with its result: the lowest byte of its return word.
pub mod result {
    use super::ret;

    /// A register of the caller takes it, see [`word`].
    pub const VALUE: u32 = ret::VALUE;
    /// The result has to be None; the register takes the extra value of the frame.
    pub const INIT: u32 = ret::INIT;

    /// A return word for a register of the caller and the number of words of its instruction.
    pub const fn word(register: usize, words: usize) -> u32 {
        ret::word(VALUE, register, words)
    }
}

/// What is remembered of an instruction: an entry of [`Machine::sites`], in bytes.
pub mod site {
    use super::{SITES, Site};
    use core::mem::{offset_of, size_of};

    /// Entries. That of an instruction is the one at its index modulo this.
    pub const COUNT: usize = SITES;
    /// Bytes of an entry.
    pub const BYTES: usize = size_of::<Site>();
    /// The instruction in the upper half and the cell of the class in the lower one, u64.
    pub const KEY: usize = offset_of!(Site, key);
    /// The entry of the attribute in the dict of an instance, u32, [`MEMBER`] or [`OF_CLASS`]; all
    /// ones if that is not all.
    pub const ENTRY: usize = offset_of!(Site, flat.entry);
    /// The name as a value, u64.
    pub const NAME: usize = offset_of!(Site, name);
    /// The 32 bits under which dicts keep the name, u32.
    pub const HASH: usize = offset_of!(Site, hash);
    /// What the class has, u64: a value that is shown as it is only where [`ENTRY`] says so.
    pub const VALUE: usize = offset_of!(Site, flat.value);

    /// The value of the class is what its instances show.
    pub const MEMBER: u32 = super::MEMBER;
    /// The value is what the class itself shows.
    pub const OF_CLASS: u32 = super::OF_CLASS;

    /// An entry may also be at this place, by its key, or at the one whose number differs from it
    /// in the lowest bit: the product with this, without its lowest 48 bits, modulo the count.
    pub const FACTOR: u64 = super::super::site::FACTOR;
}
