//! What instructions of a function worked on while it was watched: a guess of what they will.

use std::collections::BTreeMap;

use iotpy_core::native::{Machine, Remembered, kind, tag};
use iotpy_core::opcode::{Op, Word};
use iotpy_core::package::Package;

use crate::hint::Hint;

/// What was seen of an instruction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// What operands A, B and C held.
    pub(crate) operands: [Hint; 3],
    /// What its name meant, if it has one.
    pub(crate) meaning: Option<Meaning>,
    /// Whether ints made one that does not fit 32 bits.
    pub(crate) is_wide: bool,
    pub(crate) times: u32,
    /// How often it was for the whole machine.
    pub(crate) general: u32,
}

/// What a name meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    class: u64,
    pub(crate) what: Meant,
    /// Whether there was more than one class.
    pub(crate) is_shared: bool,
}

/// What the machine remembered of a name, see [`Remembered`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    Own,
    Member,
    OfClass,
    Method(Callable),
    Getter(Callable),
    Init(Callable, u8),
    /// What is called lay in a cell: a function, or one with its receiver.
    Loaded(Callable),
    Bound(Callable),
    Other,
}

/// A function that was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Callable {
    /// By its index: a function that is no object, and one that is.
    Plain(u16),
    Closure(u16),
    /// There was more than one.
    Several,
}

impl Callable {
    /// What a value is, if it can be called without more ado.
    fn of(value: u64, arena: &[u64]) -> Option<Callable> {
        match Hint::of(value, arena) {
            Hint::Function(index) => Some(Callable::Plain(index)),
            Hint::Closure(index) => Some(Callable::Closure(index)),
            _ => None,
        }
    }

    pub(crate) fn index(self) -> Option<u16> {
        match self {
            Callable::Plain(index) | Callable::Closure(index) => Some(index),
            Callable::Several => None,
        }
    }
}

impl Meant {
    fn of(remembered: Remembered, arena: &[u64]) -> Meant {
        let callable = |value| Callable::of(value, arena);
        let meant = match remembered {
            Remembered::Own => Some(Meant::Own),
            Remembered::Member => Some(Meant::Member),
            Remembered::OfClass => Some(Meant::OfClass),
            Remembered::Method(value) => callable(value).map(Meant::Method),
            Remembered::Getter(value) => callable(value).map(Meant::Getter),
            Remembered::Init(value, fields) => {
                callable(value).map(|function| Meant::Init(function, fields))
            }
            Remembered::Other => None,
        };
        meant.unwrap_or(Meant::Other)
    }

    /// What two have in common.
    fn or(self, other: Meant) -> Meant {
        match (self, other) {
            _ if self == other => self,
            // Which function it is can be told when it is called.
            (Meant::Method(_), Meant::Method(_)) => Meant::Method(Callable::Several),
            _ => Meant::Other,
        }
    }
}

/// What is known of a function.
pub(crate) struct Profile {
    function: u16,
    start: usize,
    end: usize,
    /// Instructions that are still to be watched, those of functions that it calls included.
    left: u32,
    seen: BTreeMap<usize, Seen>,
}

impl Profile {
    pub(crate) fn new(package: &Package<'_>, function: u16, watched: u32) -> Profile {
        let entry = package.function(function);
        let start = entry.code_start as usize;
        Profile {
            function,
            start,
            end: start + entry.code_len as usize,
            left: watched,
            seen: BTreeMap::new(),
        }
    }

    pub(crate) fn function(&self) -> u16 {
        self.function
    }

    /// Whether there is more to be watched.
    pub(crate) fn goes_on(&self) -> bool {
        self.left > 0
    }

    /// Begins to watch again, so many instructions.
    pub(crate) fn renew(&mut self, watched: u32) {
        self.left = watched;
    }

    /// What was seen of an instruction, if it was executed.
    pub(crate) fn seen(&self, pc: usize) -> Option<&Seen> {
        self.seen.get(&pc)
    }

    /// Notes what the next instruction works on; what is to be given to [`Profile::note_result`]
    /// after it.
    pub(crate) fn note(&mut self, machine: &mut Machine<'_, '_>) -> Option<usize> {
        self.left -= 1;
        let pc = machine.running().pc;
        if !(self.start..self.end).contains(&pc) {
            return None;
        }
        let (operands, meaning) = (operands(machine), meaning(machine));
        let seen = self.seen.entry(pc).or_insert(Seen {
            operands,
            meaning,
            is_wide: false,
            times: 0,
            general: 0,
        });
        seen.times += 1;
        for (known, found) in seen.operands.iter_mut().zip(operands) {
            *known = known.or(found);
        }
        seen.meaning = match (seen.meaning, meaning) {
            (Some(known), Some(found)) => Some(Meaning {
                class: known.class,
                what: known.what.or(found.what),
                is_shared: known.is_shared || known.class != found.class,
            }),
            (known, found) => known.or(found),
        };
        Some(pc)
    }

    /// Notes what an instruction that is done has made of its operands.
    pub(crate) fn note_result(&mut self, pc: usize, machine: &mut Machine<'_, '_>) {
        let Some(seen) = self.seen.get_mut(&pc) else {
            return;
        };
        let code = machine.package().code().as_chunks().0;
        let word = code
            .get(pc)
            .map_or(Word(0), |bytes| Word(u32::from_le_bytes(*bytes)));
        let base = machine.running().base;
        let arena = machine.arena();
        let result = arena
            .get(base + word.a())
            .map(|value| Hint::of(*value, arena));
        seen.is_wide |= result == Some(Hint::Wide);
    }

    /// Notes that an instruction is for the whole machine.
    pub(crate) fn note_general(&mut self, pc: usize) {
        if let Some(seen) = self.seen.get_mut(&pc) {
            seen.general += 1;
        }
    }

    /// The next instruction has found something else than what was seen, many times.
    pub(crate) fn correct(&mut self, machine: &mut Machine<'_, '_>) {
        let pc = machine.running().pc;
        let found = operands(machine);
        let Some(seen) = self.seen.get_mut(&pc) else {
            return;
        };
        match seen.operands == found {
            // The operands are as they were: what they make is not.
            true => seen.is_wide = true,
            false => {
                for (known, found) in seen.operands.iter_mut().zip(found) {
                    *known = known.or(found);
                }
            }
        }
    }
}

fn next_word(machine: &mut Machine<'_, '_>) -> Word {
    let pc = machine.running().pc;
    let code = machine.package().code().as_chunks().0;
    code.get(pc)
        .map_or(Word(0), |bytes| Word(u32::from_le_bytes(*bytes)))
}

/// What the registers hold that the operands of the next instruction name.
fn operands(machine: &mut Machine<'_, '_>) -> [Hint; 3] {
    let (word, base) = (next_word(machine), machine.running().base);
    let arena = machine.arena();
    [word.a(), word.b(), word.c()].map(|register| match arena.get(base + register) {
        Some(value) => Hint::of(*value, arena),
        None => Hint::Other,
    })
}

/// What the name of the next instruction means for the object that it is asked of.
fn meaning(machine: &mut Machine<'_, '_>) -> Option<Meaning> {
    let (word, base) = (next_word(machine), machine.running().base);
    let register = match Op::from_code(word.code())? {
        Op::GetAttr => word.b(),
        Op::SetAttr | Op::LoadMethod | Op::CallMethod | Op::Call => word.a(),
        _ => return None,
    };
    let pc = machine.running().pc;
    let arena = machine.arena();
    let subject = *arena.get(base + register)?;
    if (subject >> 32) as u32 != tag::OBJECT {
        return None;
    }
    let at = subject as u32 as usize;
    if Op::from_code(word.code()) == Some(Op::CallMethod) && *arena.get(at)? as u8 == kind::CELL {
        return Some(Meaning {
            class: 0,
            what: loaded(*arena.get(at + 1)?, arena),
            is_shared: false,
        });
    }
    let class = match *arena.get(at)? as u8 {
        kind::CLASS => at as u64,
        kind::INSTANCE => u64::from(*arena.get(at + 1)? as u32),
        _ => return None,
    };
    // What is not remembered yet may be next time.
    let remembered = machine.remembered(pc, class as usize)?;
    Some(Meaning {
        class,
        what: Meant::of(remembered, machine.arena()),
        is_shared: false,
    })
}

/// What a cell holds that is called.
fn loaded(value: u64, arena: &[u64]) -> Meant {
    if let Some(callable) = Callable::of(value, arena) {
        return Meant::Loaded(callable);
    }
    let at = value as u32 as usize;
    let is_bound = (value >> 32) as u32 == tag::OBJECT
        && arena
            .get(at)
            .is_some_and(|header| *header as u8 == kind::METHOD);
    let function = arena.get(at + 1).filter(|_| is_bound);
    let callable = function.and_then(|function| Callable::of(*function, arena));
    callable.map_or(Meant::Other, Meant::Bound)
}
