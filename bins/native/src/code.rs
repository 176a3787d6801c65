//! Machine code in memory, and calls of it: the only unsafe code here.
//!
//! What makes the calls sound:
//! - Code is what `translate` made of a function that the verifier of `iotpy-core` accepted. It was
//!   written before its pages became executable, and they stay until [`Code`] is dropped: entries
//!   hold it, and [`Entries`] drops none before its end.
//! - It takes one pointer, to a [`Context`] that outlives the call, and a number, and answers a
//!   number. It is called by a [`Bridge`], which is made with it, or by other such code.
//! - It reads and writes nothing but the context, [`Running`], the cells of the arena below
//!   `cells`, with which it compares before each access, the window of registers and the global
//!   variables, for which [`Entries::run`] compares or a return does, and the remembered sites and
//!   tables behind the context, which it only reads.
//! - What it calls are the functions at the end of this file, with the same context; no panic
//!   leaves them.
#![allow(unsafe_code)]

use std::any::Any;
use std::mem::offset_of;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicPtr, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use iotpy_core::native::{
    FRAME_CELLS, Machine, Running, STATE_CELLS, Step, WINDOW_CELLS, mark, special,
};
use iotpy_core::package::{Package, function_flag};
use memmap2::{Mmap, MmapMut};

/// No frame has its registers below this cell.
const FRAMES_START: u64 = (STATE_CELLS + FRAME_CELLS) as u64;

/// What machine code is called with.
#[repr(C)]
pub(crate) struct Context {
    running: *mut Running,
    arena: *mut u64,
    cells: u64,
    sites: *const u8,
    /// Of [`Machine::bounds`].
    ceiling: usize,
    reserve: usize,
    /// Where machine code can begin, by instruction, and how many instructions there are.
    entries: *const AtomicPtr<Entry>,
    words: usize,
    /// The functions of the package, and how many there are.
    callees: *const Callee,
    callee_count: usize,
    machine: *mut u8,
    panic: Option<Box<dyn Any + Send>>,
}

/// Where the fields of [`Context`] are, in bytes.
pub(crate) mod context {
    use super::{Context, offset_of};

    pub(crate) const RUNNING: i32 = offset_of!(Context, running) as i32;
    pub(crate) const ARENA: i32 = offset_of!(Context, arena) as i32;
    pub(crate) const CELLS: i32 = offset_of!(Context, cells) as i32;
    pub(crate) const SITES: i32 = offset_of!(Context, sites) as i32;
    pub(crate) const CEILING: i32 = offset_of!(Context, ceiling) as i32;
    pub(crate) const RESERVE: i32 = offset_of!(Context, reserve) as i32;
    pub(crate) const ENTRIES: i32 = offset_of!(Context, entries) as i32;
    pub(crate) const WORDS: i32 = offset_of!(Context, words) as i32;
    pub(crate) const CALLEES: i32 = offset_of!(Context, callees) as i32;
    pub(crate) const CALLEE_COUNT: i32 = offset_of!(Context, callee_count) as i32;
}

/// Where the fields of [`Entry`] are, in bytes.
pub(crate) mod entry {
    use super::{Entry, offset_of};

    pub(crate) const BODY: i32 = offset_of!(Entry, body) as i32;
    pub(crate) const PLACE: i32 = offset_of!(Entry, place) as i32;
}

/// How machine code ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// There is none for the next instruction.
    Nowhere,
    /// The slice of fuel is used up.
    Paused,
    /// The next instruction is for the whole machine.
    General,
    /// What the code was made for is not so at the next instruction.
    Guard,
}

/// The answers of machine code beside those of [`Step`].
pub(crate) const GUARD: u32 = 4;
const PANICKED: u32 = 5;

/// Calls machine code, whose own way of calling Rust does not know: its address, its context and
/// its place.
type Bridge = unsafe extern "C" fn(*const u8, *mut Context, u64) -> u32;

/// What a page of memory has at least.
const PAGE_BYTES: usize = 4096;

/// The machine code of one function.
pub(crate) struct Code {
    pages: Mmap,
}

impl Code {
    /// Puts machine code into memory that nobody can write to any more.
    pub(crate) fn new(bytes: &[u8]) -> std::io::Result<Code> {
        let mut pages = MmapMut::map_anon(bytes.len().max(1))?;
        pages[..bytes.len()].copy_from_slice(bytes);
        let pages = pages.make_exec()?;
        Ok(Code { pages })
    }

    /// Bytes of memory that it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.pages.len().next_multiple_of(PAGE_BYTES)
    }
}

/// An instruction at which machine code can begin.
#[repr(C)]
pub(crate) struct Entry {
    body: *const u8,
    /// Which of the code's places it is.
    place: u64,
    _code: Arc<Code>,
}

impl Entry {
    pub(crate) fn new(code: Arc<Code>, place: usize) -> Entry {
        Entry {
            body: code.pages.as_ptr(),
            place: place as u64,
            _code: code,
        }
    }
}

// SAFETY: the address in it is one of pages that are only executed, and that it holds.
unsafe impl Send for Entry {}
// SAFETY: as above.
unsafe impl Sync for Entry {}

/// What a call needs to know of a function whose frame needs no more than copying.
#[repr(C)]
pub(crate) struct Callee {
    pub(crate) start: u32,
    pub(crate) registers: u8,
    /// Its parameters, or a number that no call has for a function that needs more.
    pub(crate) parameters: u8,
}

impl Callee {
    fn of(package: &Package<'_>, index: u16) -> Callee {
        let function = package.function(index);
        let plain = function.flags & !function_flag::MODULE == 0 && function.keyword_only == 0;
        Callee {
            start: function.code_start,
            registers: function.registers,
            parameters: if plain { function.positional } else { u8::MAX },
        }
    }
}

/// Where machine code can begin, by instruction.
pub(crate) struct Entries {
    places: Box<[AtomicPtr<Entry>]>,
    /// What is known of instructions without an entry.
    marks: Box<[AtomicU8]>,
    callees: Box<[Callee]>,
    /// Cells up to the end of the global variables, whose places are not compared with anything.
    cells_min: usize,
    /// What the places point to or did, as other threads may be in the code.
    #[expect(clippy::vec_box, reason = "an entry stays where it is")]
    made: Mutex<Vec<Box<Entry>>>,
    bridge: OnceLock<Arc<Code>>,
}

impl Entries {
    pub(crate) fn new(package: &Package<'_>) -> Entries {
        let instructions = package.code_words() as usize;
        Entries {
            places: (0..instructions).map(|_| AtomicPtr::default()).collect(),
            marks: (0..instructions)
                .map(|_| AtomicU8::new(mark::NEW))
                .collect(),
            cells_min: STATE_CELLS + usize::from(package.counts().globals),
            callees: (0..package.counts().functions)
                .map(|index| Callee::of(package, index))
                .collect(),
            made: Mutex::default(),
            bridge: OnceLock::new(),
        }
    }

    /// What calls machine code: a function of the type [`Bridge`].
    pub(crate) fn set_bridge(&self, bridge: &Arc<Code>) {
        // The first one does as well as any.
        self.bridge.get_or_init(|| Arc::clone(bridge));
    }

    pub(crate) fn put(&self, pc: usize, entry: Entry) {
        let entry = Box::new(entry);
        if let (Some(place), Some(mark)) = (self.places.get(pc), self.marks.get(pc)) {
            mark.store(mark::NEW, Ordering::Relaxed);
            place.store(std::ptr::from_ref(&*entry).cast_mut(), Ordering::Release);
        }
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.push(entry);
    }

    pub(crate) fn marks(&self) -> &[AtomicU8] {
        &self.marks
    }

    /// Marks instructions at which no code begins.
    pub(crate) fn mark(&self, instructions: Range<usize>, mark: u8) {
        let range = instructions.clone();
        let marks = self.marks.get(instructions).unwrap_or(&[]);
        for (pc, place) in range.zip(marks) {
            if self.get(pc).is_none() {
                place.store(mark, Ordering::Relaxed);
            }
        }
    }

    fn get(&self, pc: usize) -> Option<&Entry> {
        let place = self.places.get(pc)?;
        // SAFETY: what is stored there is null or one of `made`, and was written before.
        unsafe { place.load(Ordering::Acquire).as_ref() }
    }

    /// Whether the arena has room for what code does not compare with anything, and ends where
    /// the stack and the objects of the machine may.
    fn fits(&self, machine: &mut Machine<'_, '_>) -> bool {
        let cells = machine.arena().len();
        let Running { sp, top, .. } = *machine.running();
        cells >= self.cells_min && cells >= WINDOW_CELLS && top <= sp && sp <= cells
    }

    /// Runs the machine from its next instruction on, as far as there is machine code.
    pub(crate) fn run(&self, machine: &mut Machine<'_, '_>) -> Left {
        let has_code = self.get(machine.running().pc).is_some();
        if !has_code || !self.fits(machine) {
            return Left::Nowhere;
        }
        let mut context = Context {
            cells: machine.arena().len() as u64,
            arena: machine.arena().as_mut_ptr(),
            sites: machine.sites(),
            running: machine.running(),
            ceiling: machine.bounds().0,
            reserve: machine.bounds().1,
            entries: self.places.as_ptr(),
            words: self.places.len(),
            callees: self.callees.as_ptr(),
            callee_count: self.callees.len(),
            machine: std::ptr::from_mut(machine).cast(),
            panic: None,
        };
        let Some(bridge) = self.bridge.get() else {
            return Left::Nowhere;
        };
        // SAFETY: it is a function of this type, see above.
        let bridge = unsafe { std::mem::transmute::<*const u8, Bridge>(bridge.pages.as_ptr()) };
        loop {
            // SAFETY: it is the machine that this was called with, which no code has now.
            let now = unsafe { *machine_of(&context).running() };
            let (pc, base) = (now.pc, now.base);
            let Some(entry) = self.get(pc) else {
                return Left::Nowhere;
            };
            if !(FRAMES_START..=context.cells - WINDOW_CELLS as u64).contains(&(base as u64)) {
                return Left::Nowhere;
            }
            // SAFETY: it is machine code, and all that it touches is there, see above.
            let answer = unsafe { bridge(entry.body, &mut context, entry.place) };
            match answer {
                DONE | SWITCHED => {}
                PAUSED => return Left::Paused,
                GENERAL => return Left::General,
                GUARD => return Left::Guard,
                _ => match context.panic.take() {
                    Some(panic) => resume_unwind(panic),
                    None => return Left::General,
                },
            }
        }
    }
}

const DONE: u32 = Step::Done as u32;
const SWITCHED: u32 = Step::Switched as u32;
const PAUSED: u32 = Step::Paused as u32;
const GENERAL: u32 = Step::General as u32;

/// The address of [`assist`].
pub(crate) fn assistant() -> i64 {
    assist as *const () as i64
}

/// The machine that machine code runs.
///
/// # Safety
/// The context is one that [`Entries::run`] made, whose machine is borrowed mutably until that
/// returns, and nothing else has the machine as long as the answer is used.
unsafe fn machine_of<'c>(context: &Context) -> &'c mut Machine<'static, 'static> {
    // SAFETY: so the caller says.
    unsafe { &mut *context.machine.cast() }
}

/// What the machine answers machine code. A panic is kept for [`assist`], which is asked next.
fn answer<T>(
    context: *mut Context,
    ask: impl FnOnce(&mut Machine<'static, 'static>) -> T,
) -> Option<T> {
    // SAFETY: machine code hands on the context that it was called with, and touches nothing of
    // its machine until it is answered.
    let (machine, panic) = unsafe {
        let context = &mut *context;
        (machine_of(context), &mut context.panic)
    };
    let answer = catch_unwind(AssertUnwindSafe(|| ask(machine)));
    answer.map_err(|payload| *panic = Some(payload)).ok()
}

/// Executes instructions for machine code; a [`Step`], or `PANICKED`.
extern "C" fn assist(context: *mut Context, count: u32) -> u32 {
    // SAFETY: as in `answer`.
    if unsafe { (*context).panic.is_some() } {
        return PANICKED;
    }
    let step = answer(context, |machine| machine.steps(count));
    step.map_or(PANICKED, |step| step as u32)
}

/// The address of [`be_brief`].
pub(crate) fn brief() -> i64 {
    be_brief as *const () as i64
}

/// The answer of [`Machine::brief`] for machine code; no value if it has none.
extern "C" fn be_brief(context: *mut Context, word: u32, extension: u32, x: u64, y: u64) -> u64 {
    let value = answer(context, |machine| machine.brief(word, extension, x, y));
    value.flatten().unwrap_or(special::UNBOUND)
}

/// The address of [`next_value`].
pub(crate) fn next() -> i64 {
    next_value as *const () as i64
}

/// The answer of [`Machine::next`] for machine code; no value if it has none.
extern "C" fn next_value(context: *mut Context, iterator: u64) -> u64 {
    let value = answer(context, |machine| machine.next(iterator));
    value.flatten().unwrap_or(special::UNBOUND)
}

/// The address of [`switch_frame`].
pub(crate) fn switch() -> i64 {
    switch_frame as *const () as i64
}

/// The answer of [`Machine::switch`] for machine code: 1 if it did.
extern "C" fn switch_frame(context: *mut Context) -> u32 {
    let switched = answer(context, |machine| machine.switch());
    u32::from(switched.unwrap_or(false))
}

/// The address of [`lacks_name`].
pub(crate) fn lacks() -> i64 {
    lacks_name as *const () as i64
}

/// The answer of [`Machine::lacks`] for machine code: 1 if so.
extern "C" fn lacks_name(context: *mut Context, dict: u64, name: u64, hash: u64) -> u64 {
    let lacks = answer(context, |machine| machine.lacks(dict, name, hash as u32));
    u64::from(lacks.unwrap_or(false))
}
