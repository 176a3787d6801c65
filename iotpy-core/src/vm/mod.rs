//! The virtual machine: a verified program and an arena.
//!
//! Between two instructions everything that the VM knows lies in the arena. [`Vm::boot`] writes a
//! fresh state into it, [`Vm::attach`] takes up the state that another [`Vm`] left there.

mod bind;
#[cfg(feature = "native")]
mod brief;
mod call;
mod callback;
mod constants;
mod delegate;
mod dropped;
mod exec;
mod generator;
mod glance;
mod idle_state;
mod missing;
#[cfg(feature = "native")]
pub mod native;
mod natives;
mod number;
mod plain_builtin;
mod plain_call;
mod plain_dict;
mod plain_format;
mod plain_generator;
mod plain_list;
mod plain_slice;
mod plain_text;
mod profile;
mod quick;
mod rare;
mod report;
mod room;
mod site;
mod snapshot;
mod stop;
#[cfg(test)]
mod tests;
mod text;
mod unwind;
mod walk;

pub(crate) use bind::{Arguments, Keywords};
pub(crate) use callback::Catch;
pub(crate) use exec::Compare;
pub use report::{ExceptionView, Exit, Link};
pub use snapshot::{RestoreError, SNAPSHOT_VERSION};
pub use unwind::Frame;

use crate::error::{Reason, Res};
use crate::heap::{self, Heap, Kind, RESERVE_CELLS, STATE_CELLS, slot};
use crate::host::{Host, Reply};
use crate::limits::Limits;
use crate::package::Package;
use crate::text::sink::Sink;
use crate::value::Value;
use crate::verify::Program;

const MAGIC: u64 = u64::from_le_bytes(*b"IoTPyVM2");

/// Cells below a frame's registers: its function, its caller's base, its caller's pc, what to do
/// with its result, and an extra value (the generator that it runs).
pub(crate) const FRAME_CELLS: usize = 5;
/// Cells that a VM needs beside globals, frames and objects.
const ARENA_CELLS_MIN: usize = STATE_CELLS + RESERVE_CELLS + 32;

mod status {
    pub const IDLE: u64 = 0;
    pub const RUNNING: u64 = 1;
    pub const WAITING: u64 = 2;
    /// As `RUNNING`, and the instruction that waited raises what is in flight.
    pub const RAISING: u64 = 3;
}

/// How a run of the VM ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The call returned; its result can be read until the next call.
    Done,
    /// The call ended with an exception ([`Vm::exception`]).
    Raised,
    /// The slice is used up: run again to go on.
    Paused,
    /// The call needs more memory than the arena has, even for the error; it is over.
    OutOfMemory,
    /// The fuel of the call is used up; the call is over.
    OutOfFuel,
    /// A host function answered [`Reply::Pending`]: [`Vm::answer`] it, then run again.
    Waiting,
}

/// Why an arena cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArenaError {
    /// The arena cannot hold the program's globals and one frame.
    #[error("the arena has {cells} cells of 8 bytes, the program needs at least {needed}")]
    TooSmall {
        /// Cells given.
        cells: usize,
        /// Cells needed at least.
        needed: usize,
    },
    /// The arena holds no VM of this program.
    #[error("the arena holds no state of this program")]
    NotAVm,
    /// A call is under way in the arena.
    #[error("the VM is in the middle of a call")]
    Busy,
    /// The package has no entry function, or its module did not define it as a function.
    #[error("the package has no callable entry function")]
    NoEntry,
    /// The event is not JSON or does not fit the arena.
    #[error("the event is not valid JSON or does not fit the arena")]
    Event,
}

/// An interpreter of one program in one arena. See the crate's front page for an example.
///
/// What is used most lies first, where the loads of a Cortex-M reach it in two bytes.
#[repr(C)]
pub struct Vm<'p, 'a> {
    pub(crate) heap: Heap<'a>,
    base: usize,
    pc: usize,
    code: &'p [[u8; 4]],
    pub(crate) package: Package<'p>,
    fuel: i64,
    fuel_mark: i64,
    stuck: exec::Stuck,
    fuel_left: u64,
    depth: usize,
    /// Cells that collections have freed since the VM was opened.
    collected: u64,
    pub(crate) seed: u64,
    request: Option<callback::Request>,
    /// The exception in flight comes from elsewhere: what is handled here is not its context.
    passes_on: bool,
    /// Objects inside of objects that the running builtin is at.
    pub(crate) nested: usize,
    memo_place: Option<(usize, usize, i64)>,
    memo_cursor: usize,
    pub(crate) lookups: crate::object::lookup::Lookups,
    sites: site::Sites,
    #[cfg(feature = "native")]
    native: Option<&'p dyn native::Native>,
    constants: constants::Constants,
}

impl<'p, 'a> Vm<'p, 'a> {
    /// Makes a fresh VM in `arena`, ready to run the program's entry module. `seed` keys the
    /// hashing of strings; it never shows in results.
    pub fn boot(
        program: &Program<'p>,
        arena: &'a mut [u64],
        seed: u64,
        limits: &Limits,
    ) -> Result<Vm<'p, 'a>, ArenaError> {
        let package = program.package();
        let globals = package.counts().globals as usize + package.counts().modules as usize;
        let start = STATE_CELLS + globals;
        let needed = Self::arena_cells_min(program);
        if arena.len() < needed {
            return Err(ArenaError::TooSmall {
                cells: arena.len(),
                needed,
            });
        }
        let cells = arena.len().min(u32::MAX as usize / 2);
        let arena = &mut arena[..cells];
        arena[..STATE_CELLS].fill(0);
        arena[STATE_CELLS..start].fill(Value::UNBOUND.0);
        arena[slot::MAGIC] = MAGIC;
        arena[slot::START] = start as u64;
        arena[slot::TOP] = start as u64;
        arena[slot::SP] = heap::stack_end(cells) as u64;
        arena[slot::SEED] = seed;
        arena[slot::FUEL_LEFT] = limits.fuel;
        arena[slot::DEPTH_MAX] = u64::from(limits.depth_max);
        for at in slot::VALUES {
            arena[at] = Value::NONE.0;
        }
        // A machine is some kilobytes: it is made where it stays.
        let mut made = Ok(Vm::open(package, arena));
        if let Ok(vm) = &mut made {
            vm.begin_call();
            let entered = vm.enter_module(package.entry_module());
            debug_assert_eq!(entered, Ok(()));
            vm.save(status::RUNNING);
        }
        made
    }

    /// Cells of 8 bytes without which [`Vm::boot`] does not begin.
    pub fn arena_cells_min(program: &Program<'_>) -> usize {
        let package = program.package();
        let globals = package.counts().globals as usize + package.counts().modules as usize;
        let (_, body, _, _) = package.module(package.entry_module());
        ARENA_CELLS_MIN + globals + package.function(body).registers as usize
    }

    /// Takes up the state in `arena`, which must have been left there by a VM of this program. To
    /// go on in another arena see [`Vm::snapshot`].
    pub fn attach(program: &Program<'p>, arena: &'a mut [u64]) -> Result<Vm<'p, 'a>, ArenaError> {
        if arena.len() < ARENA_CELLS_MIN || arena[slot::MAGIC] != MAGIC {
            return Err(ArenaError::NotAVm);
        }
        Ok(Vm::open(program.package(), arena))
    }

    fn open(package: Package<'p>, arena: &'a mut [u64]) -> Vm<'p, 'a> {
        let state = |at: usize| arena[at] as usize;
        let (base, pc, seed) = (state(slot::BASE), state(slot::PC), arena[slot::SEED]);
        let (start, top, sp) = (state(slot::START), state(slot::TOP), state(slot::SP));
        let (peak, depth) = (state(slot::PEAK), state(slot::DEPTH));
        let fuel_left = arena[slot::FUEL_LEFT];
        let mut heap = Heap {
            cells: arena,
            start,
            top,
            sp,
            peak,
            ceiling: usize::MAX,
            reserve: RESERVE_CELLS,
            moves: 0,
            reason: Reason::Raise,
            #[cfg(test)]
            refusals: Default::default(),
        };
        heap.raise_ceiling(0);
        Vm {
            package,
            code: package.code().as_chunks().0,
            heap,
            base,
            pc,
            fuel: 0,
            fuel_mark: 0,
            stuck: exec::Stuck::default(),
            fuel_left,
            depth,
            collected: 0,
            seed,
            request: None,
            passes_on: false,
            nested: 0,
            memo_place: None,
            memo_cursor: 0,
            lookups: crate::object::lookup::Lookups::new(),
            sites: site::Sites::new(),
            #[cfg(feature = "native")]
            native: None,
            constants: constants::Constants::new(),
        }
    }

    /// Has calls run by machine code where there is some; see [`native`].
    #[cfg(feature = "native")]
    pub fn run_natively(&mut self, native: &'p dyn native::Native) {
        self.native = Some(native);
    }

    fn save(&mut self, status: u64) {
        self.heap.note_peak();
        let cells = &mut self.heap.cells;
        cells[slot::TOP] = self.heap.top as u64;
        cells[slot::SP] = self.heap.sp as u64;
        cells[slot::BASE] = self.base as u64;
        cells[slot::PC] = self.pc as u64;
        cells[slot::STATUS] = status;
        cells[slot::PEAK] = self.heap.peak as u64;
        cells[slot::FUEL_LEFT] = self.fuel_left;
        cells[slot::DEPTH] = self.depth as u64;
    }

    fn begin_call(&mut self) {
        self.heap.sp = self.heap.stack_end();
        self.depth = 0;
        self.set_pending(Value::NONE);
        self.set_handling(Value::NONE);
        self.set_result(Value::NONE);
        self.heap.cells[slot::CALL_START] = self.heap.top as u64;
        self.heap.cells[slot::ESCAPED] = 0;
    }

    /// Runs until the call is over, the slice of fuel is used up or the host must answer.
    pub fn run(&mut self, host: &mut dyn Host, slice: u64) -> Outcome {
        self.advance(slice, |vm| vm.execute(host))
    }

    fn advance(&mut self, slice: u64, execute: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        let raises = match self.heap.cells[slot::STATUS] {
            status::RUNNING => false,
            status::RAISING => true,
            status::WAITING => return Outcome::Waiting,
            _ => return Outcome::Done,
        };
        let granted = slice.min(self.fuel_left).min(i64::MAX as u64 / 2) as i64;
        self.fuel = granted;
        self.fuel_mark = granted;
        self.stuck = exec::Stuck::default();
        self.restore_memo();
        let ended = match raises {
            true => self.unwind(),
            false => None,
        };
        let outcome = ended.unwrap_or_else(|| execute(self));
        self.save_memo(outcome);
        let used = (granted - self.fuel).max(0) as u64;
        self.heap.cells[slot::FUEL_USED] += used;
        self.fuel_left = self.fuel_left.saturating_sub(used);
        let outcome = match outcome {
            Outcome::Paused if self.fuel_left == 0 => Outcome::OutOfFuel,
            other => other,
        };
        let status = match outcome {
            Outcome::Paused => status::RUNNING,
            Outcome::Waiting => status::WAITING,
            _ => status::IDLE,
        };
        self.save(status);
        outcome
    }

    /// Starts a call of the program's entry function with an event in JSON and a context record;
    /// [`Vm::run`] then runs it. `limits.fuel` is what the call may use.
    ///
    /// # Errors
    /// [`ArenaError::Busy`] in the middle of another call, [`ArenaError::NoEntry`] if the module
    /// did not define a function of that name, [`ArenaError::Event`] if the event cannot be read.
    pub fn start_call(
        &mut self,
        event: &[u8],
        context: &[(&str, Argument<'_>)],
        limits: &Limits,
    ) -> Result<(), ArenaError> {
        if self.heap.cells[slot::STATUS] != status::IDLE {
            return Err(ArenaError::Busy);
        }
        if self.package.entry() == crate::package::NO_ENTRY {
            return Err(ArenaError::NoEntry);
        }
        self.begin_call();
        self.fuel_left = limits.fuel;
        self.heap.cells[slot::FUEL_USED] = 0;
        self.heap.cells[slot::DEPTH_MAX] = u64::from(limits.depth_max);
        self.heap.peak = 0;
        if self.push_entry_arguments(event, context).is_err() {
            self.set_pending(Value::NONE);
            self.heap.sp = self.heap.stack_end();
            self.heap.collect(self.heap.start);
            self.heap.ceiling = usize::MAX;
            self.heap.cells[slot::CALL_START] = self.heap.top as u64;
            if self.push_entry_arguments(event, context).is_err() {
                self.set_pending(Value::NONE);
                self.heap.sp = self.heap.stack_end();
                return Err(ArenaError::Event);
            }
        }
        let function = self.global(self.package.entry());
        let at = self.heap.sp;
        let arguments = Arguments {
            at,
            count: 2,
            keywords: Keywords::None,
        };
        match self.enter_value(function, &arguments) {
            Ok(()) => {
                self.save(status::RUNNING);
                Ok(())
            }
            Err(_) if self.reason() == Reason::Raise => {
                // Wrong number of parameters: the call is over before it began, with that error.
                self.heap.cells[slot::STATUS] = status::IDLE;
                Err(ArenaError::NoEntry)
            }
            Err(_) => Err(ArenaError::NoEntry),
        }
    }

    fn push_entry_arguments(&mut self, event: &[u8], context: &[(&str, Argument<'_>)]) -> Res<()> {
        let record = self.context_record(context)?;
        self.heap.push(record)?;
        let event = self.parse_json_bytes(event)?;
        self.heap.push(event)?;
        Ok(())
    }

    fn context_record(&mut self, context: &[(&str, Argument<'_>)]) -> Res<Value> {
        let mark = self.heap.sp;
        for (name, argument) in context {
            let name = self.new_str(name.as_bytes())?;
            self.heap.push(name)?;
            let value = self.from_argument(argument)?;
            self.heap.push(value)?;
        }
        let count = 2 * context.len();
        let at = self.heap.allocate(Kind::Record, count)?;
        for n in 0..count {
            let value = self.heap.cells[mark - 1 - n];
            self.heap.cells[at + 1 + n] = value;
        }
        self.heap.sp = mark;
        Ok(Value::object(at))
    }

    /// Answers the host function that the VM waits for.
    ///
    /// # Errors
    /// [`ArenaError::NotAVm`] if the VM does not wait, [`ArenaError::Event`] if the answer does not
    /// fit the arena.
    pub fn answer(&mut self, reply: Reply<'_>) -> Result<(), ArenaError> {
        if self.heap.cells[slot::STATUS] != status::WAITING {
            return Err(ArenaError::NotAVm);
        }
        let made = match self.from_reply(reply) {
            Err(_) if matches!(self.reason(), Reason::Memory(_)) => {
                self.collect_all();
                self.from_reply(reply)
            }
            other => other,
        };
        let status = match made {
            Ok(value) => {
                self.finish_wait(value);
                status::RUNNING
            }
            Err(_) if self.reason() == Reason::Raise => {
                self.set_result(Value::NONE);
                status::RAISING
            }
            Err(_) => return Err(ArenaError::Event),
        };
        self.save(status);
        Ok(())
    }

    /// Writes the result of the last call as JSON, as AWS Lambda's Python runtime serialises it.
    ///
    /// # Errors
    /// With [`Outcome::Raised`] if the result is not serialisable: [`Vm::exception`] tells.
    pub fn result_json(&mut self, sink: &mut dyn Sink) -> Result<(), Outcome> {
        let value = self.result();
        let mut written = self.write_result_json(value, sink);
        if written.is_err() && matches!(self.reason(), Reason::Memory(_)) {
            self.collect_all();
            written = self.write_result_json(self.result(), sink);
        }
        written.map_err(|_| Outcome::Raised)
    }

    /// Ends a call: if none of its objects was stored into an older one, all of them are freed at
    /// once. The result and the exception are void afterwards.
    pub fn finish_call(&mut self) {
        self.set_result(Value::NONE);
        self.set_pending(Value::NONE);
        self.set_handling(Value::NONE);
        self.heap.sp = self.heap.stack_end();
        if self.heap.cells[slot::ESCAPED] == 0 {
            self.heap.top = self.heap.cells[slot::CALL_START] as usize;
            // The names that this call made give their places to others.
            self.heap.moves += 1;
        }
        self.recount_open_generators();
        self.save(status::IDLE);
    }

    /// Ends the start-up of the program: what it made stays.
    pub fn finish_boot(&mut self) {
        self.heap.cells[slot::ESCAPED] = 1;
        self.finish_call();
        self.heap.collect(self.heap.start);
        self.heap.raise_ceiling(0);
        self.save(status::IDLE);
    }

    /// Fuel used by the running or last call.
    pub fn fuel_used(&self) -> u64 {
        self.heap.cells[slot::FUEL_USED]
    }

    /// The most bytes of objects and frames that were in use at once during the last call.
    pub fn peak_bytes(&self) -> usize {
        8 * self.heap.peak
    }

    pub(crate) fn pending(&self) -> Value {
        Value(self.heap.cells[slot::PENDING])
    }
    pub(crate) fn set_pending(&mut self, value: Value) {
        self.heap.cells[slot::PENDING] = value.0;
    }
    pub(crate) fn handling(&self) -> Value {
        Value(self.heap.cells[slot::HANDLING])
    }
    pub(crate) fn set_handling(&mut self, value: Value) {
        self.heap.cells[slot::HANDLING] = value.0;
    }
    fn result(&self) -> Value {
        Value(self.heap.cells[slot::RESULT])
    }
    fn set_result(&mut self, value: Value) {
        self.heap.cells[slot::RESULT] = value.0;
    }
    pub(crate) fn global(&self, slot: u16) -> Value {
        Value(self.heap.cells[STATE_CELLS + slot as usize])
    }
    /// The cell that tells whether a module has run.
    fn module_cell(&self, module: u16) -> usize {
        STATE_CELLS + self.package.counts().globals as usize + module as usize
    }

    /// Charges fuel for work of this size.
    #[cfg_attr(target_pointer_width = "64", inline)]
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub(crate) fn charge(&mut self, fuel: usize) -> Res<()> {
        self.fuel = self.fuel.saturating_sub((fuel as u64).min(1 << 48) as i64);
        if self.fuel < -(self.fuel_left.min(i64::MAX as u64) as i64) {
            return Err(self.trap(Reason::OutOfFuel));
        }
        Ok(())
    }

    /// The fuel that is left to what runs now.
    pub(crate) fn fuel_budget(&self) -> u64 {
        let left = self.fuel_left.min(i64::MAX as u64) as i64;
        left.saturating_add(self.fuel).max(0) as u64
    }

    /// Notes that `value` is stored into the object at `container`: a value of the running call in
    /// an older object makes the call's objects outlive it.
    #[inline]
    pub(crate) fn note_store(&mut self, container: usize, value: Value) {
        let start = self.heap.cells[slot::CALL_START] as usize;
        if value.is_object() && container < start && value.cell() >= start {
            self.heap.cells[slot::ESCAPED] = 1;
        }
    }

    /// The cell of a register of the running frame.
    pub(crate) fn register_cell(&self, register: usize) -> usize {
        self.base + register
    }

    /// Collects, and lets what follows use the whole arena.
    fn collect_all(&mut self) {
        self.collect_garbage();
        self.heap.ceiling = usize::MAX;
    }

    fn collect_garbage(&mut self) {
        self.heap.note_peak();
        let start = self.heap.cells[slot::CALL_START] as usize;
        let top = self.heap.top;
        let moved = self.heap.collect(start);
        self.collected += top.saturating_sub(self.heap.top) as u64;
        self.heap.raise_ceiling(0);
        self.heap.cells[slot::CALL_START] = moved as u64;
    }
}

use crate::host::Argument;
