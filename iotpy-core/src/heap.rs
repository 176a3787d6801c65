//! The arena: state, objects growing up, frames growing down, all in one slice of 8-byte cells.
//!
//! ```text
//! 0 .. STATE_CELLS        what a stopped VM must remember (see [`slot`])
//! STATE_CELLS .. start    global variables
//! start .. top            objects, each a header cell and its payload
//! top .. sp               free
//! sp .. end               frames and working values, growing down
//! ```
//!
//! An object's header holds its kind (8 bits), its size in cells with the header (24 bits) and a
//! word that only the collector uses. The payload of a raw kind is bytes; that of every other kind
//! is values, and nothing else.

use crate::catalog::Feature;
use crate::error::{Reason, Res};
use crate::value::Value;

/// Cells at the start of the arena that hold the VM's state.
pub const STATE_CELLS: usize = 31;
/// Cells kept back so that running out of memory can still be reported.
pub const RESERVE_CELLS: usize = 24;
/// Cells that a heap may grow by before it is collected for the first time: 1 MB.
pub const CEILING_CELLS_MIN: usize = 1 << 17;
/// Cells that the operands of an instruction can name, from the base of its frame.
pub const WINDOW_CELLS: usize = 256;
/// An arena of so many cells keeps a window free above its stack, so that the window of every frame
/// lies in the arena: 256 KB.
const WINDOWED_CELLS_MIN: usize = 1 << 15;
/// The largest object, in cells.
pub const OBJECT_CELLS_MAX: usize = (1 << 24) - 1;

/// Cells of the state.
pub mod slot {
    /// Marks an arena that holds a VM.
    pub const MAGIC: usize = 0;
    /// First object cell.
    pub const START: usize = 1;
    /// First free cell.
    pub const TOP: usize = 2;
    /// Lowest used stack cell.
    pub const SP: usize = 3;
    /// Base of the running frame.
    pub const BASE: usize = 4;
    /// Next instruction, an absolute word index.
    pub const PC: usize = 5;
    /// The exception in flight, a value.
    pub const PENDING: usize = 6;
    /// The exception that is being handled, a value.
    pub const HANDLING: usize = 7;
    /// The seed of hashing.
    pub const SEED: usize = 8;
    /// What the VM is doing.
    pub const STATUS: usize = 9;
    /// The most cells that were in use at once.
    pub const PEAK: usize = 10;
    /// First cell of the running call's own objects.
    pub const CALL_START: usize = 11;
    /// 1 once an object of the running call was stored into an older one.
    pub const ESCAPED: usize = 12;
    /// A value that the embedder keeps alive: the result of a call.
    pub const RESULT: usize = 13;
    /// Frames on the stack.
    pub const DEPTH: usize = 14;
    /// Fuel used since the arena was made.
    pub const FUEL_USED: usize = 15;
    /// Fuel that the running call may still use.
    pub const FUEL_LEFT: usize = 16;
    /// The most frames that may be on the stack.
    pub const DEPTH_MAX: usize = 17;
    /// NaNs that `float()` made, so that each is another one.
    pub const NANS: usize = 18;
    /// 1 once a memoryview was made, 2 after a collection that looked for those that are alive.
    pub const VIEWS: usize = 19;
    /// Results of the Python calls that the running instruction has made, a list or None.
    pub const MEMO: usize = 20;
    /// 1 if the list in `MEMO` belongs to the next instruction.
    pub const MEMO_READY: usize = 21;
    /// Objects that `id()` was asked of, in the order of their places, a list or None.
    pub const IDENTITIES: usize = 22;
    /// The last identity that was given out.
    pub const IDENTITY_LAST: usize = 23;
    /// Attributes of functions without an object of their own, by index: a dict or None.
    pub const FUNCTION_ATTRIBUTES: usize = 24;
    /// Counts the changes of classes, so that what was looked up before can be told to be stale.
    pub const CLASS_EPOCH: usize = 25;
    /// Generators that are suspended inside of a `try` or `with`.
    pub const OPEN_GENERATORS: usize = 26;
    /// The first of those that nothing refers to any more, which wait to be closed, or None.
    pub const DROPPED: usize = 27;
    /// Whether to look for more of them: see `vm::dropped`.
    pub const STALE: usize = 28;
    /// The depth of the frame in which a dropped generator is being closed, or 0.
    pub const CLOSE_DEPTH: usize = 29;
    /// The exception that ends the call once the generators that it left are closed, or None.
    pub const RAISED: usize = 30;

    /// The state's cells that hold values.
    pub const VALUES: [usize; 8] = [
        PENDING,
        HANDLING,
        RESULT,
        MEMO,
        IDENTITIES,
        FUNCTION_ATTRIBUTES,
        DROPPED,
        RAISED,
    ];
}

/// What the collector must know of a generator's payload (see `vm::generator`).
pub mod generator {
    /// Its state.
    pub const STATE: usize = 0;
    /// The next of those that wait to be closed.
    pub const NEXT: usize = 4;
    /// The state of one that is suspended inside of a `try` or `with`.
    pub const OPEN: i32 = 3;
}

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Raw. Length u32 with bit 31 for ASCII, cached hash u32, then bytes.
    Str = 0,
    /// Raw. Length u32, 0 u32, then bytes.
    Bytes = 1,
    /// Raw. Limb count and sign (bit 63), then limbs.
    Int = 2,
    /// Raw. Anything else without values.
    Raw = 3,
    /// Values without meaning of their own: the storage of a list, dict or set.
    Values = 4,
    /// Length, storage.
    List = 5,
    /// The elements.
    Tuple = 6,
    /// Live entries, used entries, storage (hash, key, value each), index (raw) or None.
    Dict = 7,
    /// See `object::set_table`.
    Set = 8,
    /// As a set.
    FrozenSet = 9,
    /// Start, stop, step.
    Range = 10,
    /// Start, stop, step.
    Slice = 11,
    /// Function index, attributes (a dict or None), then defaults, keyword-only defaults, cells.
    Function = 12,
    /// The content.
    Cell = 13,
    /// State (see `vm::generator`), pc, function, registers.
    Generator = 14,
    /// See `error::exception_field`.
    Exception = 15,
    /// What iterates (`object::iter`), position, subject, extra.
    Iterator = 16,
    /// Receiver, name, the builtin type whose method it is or None for that of the receiver.
    BoundMethod = 17,
    /// Dict, which view (0 keys, 1 values, 2 items).
    DictView = 18,
    /// Names and values in turn: an object with fixed attributes, such as the Lambda context.
    Record = 19,
    /// Storage: a bytes object with room to grow, whose length is that of the array.
    ByteArray = 20,
    /// A class of the program; see `object::class`.
    Class = 21,
    /// Class, attributes (a dict or None), the value of the builtin type that it extends, unbound
    /// or its identity if there is none.
    Instance = 22,
    /// A Python function bound to a receiver: function, receiver.
    Method = 23,
    /// `super()`: the class to start after, the object, the class of the object.
    Super = 24,
    /// Getter, setter, deleter, doc.
    Property = 25,
    /// The function.
    StaticMethod = 26,
    /// The function.
    ClassMethod = 27,
    /// `list[int]` (0) or `int | str` (1): which, origin, arguments.
    Alias = 28,
    /// Frames of an exception, entries further in.
    Traceback = 29,
    /// Bytes or bytearray (None once released), first byte, items, step in bytes, format character,
    /// whether it is read-only, whether it is of the whole.
    MemoryView = 30,
    /// A str that begins a buffer; see `object::grown_str`.
    GrownStr = 31,
}

const KINDS: [Kind; 32] = [
    Kind::Str,
    Kind::Bytes,
    Kind::Int,
    Kind::Raw,
    Kind::Values,
    Kind::List,
    Kind::Tuple,
    Kind::Dict,
    Kind::Set,
    Kind::FrozenSet,
    Kind::Range,
    Kind::Slice,
    Kind::Function,
    Kind::Cell,
    Kind::Generator,
    Kind::Exception,
    Kind::Iterator,
    Kind::BoundMethod,
    Kind::DictView,
    Kind::Record,
    Kind::ByteArray,
    Kind::Class,
    Kind::Instance,
    Kind::Method,
    Kind::Super,
    Kind::Property,
    Kind::StaticMethod,
    Kind::ClassMethod,
    Kind::Alias,
    Kind::Traceback,
    Kind::MemoryView,
    Kind::GrownStr,
];

impl Kind {
    /// Whether this build has objects of this kind. What asks for one that it does not have is not
    /// compiled.
    #[inline(always)]
    pub(crate) const fn is_linked(self) -> bool {
        match self {
            Kind::Set | Kind::FrozenSet => Feature::Set.is_enabled(),
            Kind::ByteArray | Kind::MemoryView => Feature::Bytearray.is_enabled(),
            Kind::Class
            | Kind::Instance
            | Kind::Super
            | Kind::Property
            | Kind::StaticMethod
            | Kind::ClassMethod
            | Kind::Alias => Feature::Class.is_enabled(),
            Kind::Bytes => Feature::Bytes.is_enabled(),
            Kind::Generator => Feature::Generator.is_enabled(),
            _ => true,
        }
    }
    /// Whether the payload holds no values.
    pub const fn is_raw(self) -> bool {
        (self as u8) <= Kind::Raw as u8
    }
    #[inline]
    pub(crate) fn from_header(header: u64) -> Kind {
        match KINDS.get((header & 0xFF) as usize) {
            Some(kind) => *kind,
            None => Kind::Raw,
        }
    }
}

/// The cell above the stack of an arena of so many cells.
pub const fn stack_end(cells: usize) -> usize {
    if cells < WINDOWED_CELLS_MIN {
        cells
    } else {
        cells - WINDOW_CELLS
    }
}

/// The arena with its two ends.
#[repr(C)]
pub struct Heap<'a> {
    /// All cells.
    pub cells: &'a mut [u64],
    /// First object cell.
    pub start: usize,
    /// First free cell.
    pub top: usize,
    /// Lowest used stack cell.
    pub sp: usize,
    /// The most cells in use so far.
    pub peak: usize,
    /// The cell that objects do not pass before the next collection, so that a large arena is not
    /// touched from end to end by a program that keeps little.
    pub ceiling: usize,
    /// Cells kept back, lowered to zero while an out-of-memory error is being made.
    pub reserve: usize,
    /// How often objects may have moved.
    pub moves: u64,
    /// Why the last instruction stopped that did.
    pub reason: Reason,
    /// Which allocations fail although there is room.
    #[cfg(test)]
    pub refusals: crate::refusals::Refusals,
}

impl<'a> Heap<'a> {
    /// The cell above the stack.
    #[inline]
    pub fn stack_end(&self) -> usize {
        stack_end(self.cells.len())
    }

    /// Cells between the two ends that may be used.
    #[inline]
    pub fn free(&self) -> usize {
        self.sp
            .min(self.ceiling)
            .saturating_sub(self.top + self.reserve)
    }

    /// Sets the ceiling after a collection: three times what lives, and room for `cells` more.
    pub fn raise_ceiling(&mut self, cells: usize) {
        let live = self.top - self.start;
        let room = (2 * live)
            .max(CEILING_CELLS_MIN)
            .max(cells.saturating_mul(2));
        self.ceiling = self.top.saturating_add(room).saturating_add(self.reserve);
    }

    /// Checks that `cells` more cells fit, so that what follows cannot fail half-way.
    #[inline]
    pub fn reserve_cells(&mut self, cells: usize) -> Res<()> {
        if cells > self.free() {
            return Err(self.trap(Reason::Memory(cells)));
        }
        #[cfg(test)]
        if !self.refusals.promised(cells) && self.refuses(cells) {
            return Err(self.trap(Reason::Memory(cells)));
        }
        #[cfg(test)]
        self.refusals.promise(cells);
        Ok(())
    }

    /// Whether a test wants an allocation of this size to fail although there is room.
    #[cfg(test)]
    pub fn refuses(&mut self, cells: usize) -> bool {
        self.reserve != 0 && self.refusals.refuse(cells)
    }

    /// Whether a test wants an allocation of this size to fail although there is room.
    #[cfg(not(test))]
    #[inline]
    pub fn refuses(&mut self, _cells: usize) -> bool {
        false
    }

    /// A new object of `payload` cells, which still hold whatever was there: the caller fills
    /// them before anything else is allocated.
    #[inline]
    pub fn allocate(&mut self, kind: Kind, payload: usize) -> Res<usize> {
        let size = payload + 1;
        if size > self.free() || size > OBJECT_CELLS_MAX || self.refuses(size) {
            return Err(self.trap(Reason::Memory(size)));
        }
        let at = self.top;
        self.cells[at] = (size as u64) << 8 | kind as u64;
        self.top = at + size;
        Ok(at)
    }

    /// A new object with this payload.
    pub fn object(&mut self, kind: Kind, payload: &[Value]) -> Res<Value> {
        let at = self.allocate(kind, payload.len())?;
        for (cell, value) in self.cells[at + 1..].iter_mut().zip(payload) {
            *cell = value.0;
        }
        Ok(Value::object(at))
    }

    /// A new object whose payload is `len` times the same value.
    pub fn filled(&mut self, kind: Kind, len: usize, value: Value) -> Res<usize> {
        let at = self.allocate(kind, len)?;
        self.cells[at + 1..at + 1 + len].fill(value.0);
        Ok(at)
    }

    /// The kind of the object at a cell.
    #[inline]
    pub fn kind(&self, at: usize) -> Kind {
        Kind::from_header(self.cells[at])
    }
    /// The kind of a value that may be an object.
    #[inline]
    pub fn kind_of(&self, value: Value) -> Option<Kind> {
        value.is_object().then(|| self.kind(value.cell()))
    }
    /// Whether the value is an object of this kind.
    #[inline]
    pub fn is(&self, value: Value, kind: Kind) -> bool {
        kind.is_linked()
            && value.is_object()
            && (self.cells[value.cell()] & 0xFF) as u8 == kind as u8
    }
    /// Whether the object at a cell is of this kind.
    #[inline]
    pub fn holds(&self, at: usize, kind: Kind) -> bool {
        kind.is_linked() && self.kind(at) == kind
    }
    /// Payload cells of the object at a cell.
    #[inline]
    pub fn len(&self, at: usize) -> usize {
        (self.cells[at] >> 8 & 0xFF_FFFF) as usize - 1
    }
    /// The `n`-th payload value.
    #[inline]
    pub fn get(&self, at: usize, n: usize) -> Value {
        Value(self.cells[at + 1 + n])
    }
    /// Stores the `n`-th payload value.
    #[inline]
    pub fn set(&mut self, at: usize, n: usize, value: Value) {
        self.cells[at + 1 + n] = value.0;
    }
    /// The bytes of the whole arena.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        bytemuck::cast_slice(self.cells)
    }
    /// The bytes of the whole arena, to write.
    #[inline]
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        bytemuck::cast_slice_mut(self.cells)
    }

    /// Pushes a working value below the frames, where the collector sees it.
    #[inline]
    pub fn push(&mut self, value: Value) -> Res<usize> {
        if self.free() == 0 || self.refuses(1) {
            return Err(self.trap(Reason::Memory(1)));
        }
        self.sp -= 1;
        self.cells[self.sp] = value.0;
        Ok(self.sp)
    }

    /// Notes how much is in use.
    #[inline]
    pub fn note_peak(&mut self) {
        let used = self.top - self.start + self.stack_end() - self.sp;
        self.peak = self.peak.max(used);
    }
}
