//! The bytecode package: one position-independent, read-only image.
//!
//! Everything is little-endian and every section starts at a multiple of 4.
//! `docs/formats/package.md` gives the bytes with worked examples; this file holds the offsets and
//! the reading side. A [`Package`] only checks that sections lie inside the image;
//! [`Program::load`](crate::Program::load) checks the rest.
//!
//! ```text
//! 0   magic "IoTP"           4  version u16 = 1     6  abi u16
//! 8   total length u32       12 crc32 u32 of bytes 16..total length
//! 16  consts  u16   18 names u16   20 functions u16  22 globals u16
//! 24  modules u16   26 imports u16 28 fallbacks u16  30 keyword lists u16
//! 32  offsets u32 × 10: consts, names, functions, globals, modules, imports, fallbacks,
//!     keyword lists, code, data
//! 72  code length in words u32
//! 76  entry global slot u16 (0xFFFF: a script)       78 entry module u16
//! 80  first section
//! ```

/// The first four bytes of a package.
pub const MAGIC: [u8; 4] = *b"IoTP";
/// The version of the layout that this crate reads.
pub const VERSION: u16 = 1;
/// The version of the instruction set, the builtin identifiers and the symbols.
pub const ABI: u16 = 1;
/// The bytes of the fixed header.
pub const HEADER_BYTES: usize = 80;
/// The bytes of a function table entry.
pub const FUNCTION_BYTES: usize = 40;
/// No entry function: the package is a script.
pub const NO_ENTRY: u16 = 0xFFFF;

/// Positions of the sections' offsets in the header.
pub mod section {
    /// Constants: per entry kind u32 ([`super::const_kind`]), data offset u32.
    pub const CONSTS: usize = 0;
    /// Names: per entry the data offset of a str u32, symbol u16 ([`crate::symbol`]), 0 u16.
    pub const NAMES: usize = 1;
    /// Functions, [`super::FUNCTION_BYTES`] each.
    pub const FUNCTIONS: usize = 2;
    /// Globals: per slot a name index u16.
    pub const GLOBALS: usize = 3;
    /// Modules: per entry name index u16, function index of its body u16, first global slot u16,
    /// number of its global slots u16.
    pub const MODULES: usize = 4;
    /// Imports from the host: per entry the name index of "module.function" u16.
    pub const IMPORTS: usize = 5;
    /// Python fallbacks of builtins: builtin id u16, function index u16.
    pub const FALLBACKS: usize = 6;
    /// Keyword lists: per entry count u16, then as many name indices u16 are at a data offset:
    /// data offset u32, count u32.
    pub const KEYWORDS: usize = 7;
    /// Instruction words.
    pub const CODE: usize = 8;
    /// Strings, bytes, numbers, exception and line tables.
    pub const DATA: usize = 9;
}

/// Kinds of constants.
pub mod const_kind {
    /// 8 bytes of IEEE 754 binary64.
    pub const FLOAT: u32 = 1;
    /// Sign u32 (1 = negative), count u32, then as many u64 limbs, least significant first,
    /// the last one not zero.
    pub const INT: u32 = 2;
    /// Length in bytes u32 (bit 31 set: ASCII only), then the bytes in generalised UTF-8.
    pub const STR: u32 = 3;
    /// Length u32, then the bytes.
    pub const BYTES: u32 = 4;
}

/// Bits of a function's flags.
pub mod function_flag {
    /// Has a `*args` parameter.
    pub const VARARGS: u8 = 1;
    /// Has a `**kwargs` parameter.
    pub const VARKW: u8 = 2;
    /// Is a generator function.
    pub const GENERATOR: u8 = 4;
    /// Some keyword-only parameter has a default.
    pub const KW_DEFAULTS: u8 = 8;
    /// Is the body of a module.
    pub const MODULE: u8 = 16;
}

/// One entry of the function table.
///
/// ```text
/// 0  code start, in words u32     4  code length in words u32
/// 8  registers u8  9 positional parameters u8 (positional-only ones included)
/// 10 positional-only u8           11 keyword-only u8
/// 12 flags u8      13 positional defaults u8    14 free cells u8    15 0
/// 16 name index u16               18 qualified name index u16
/// 20 data offset of the parameters' name indices u32 (u16 each: positional, keyword-only,
///    *args, **kwargs)
/// 24 data offset of the exception table u32      28 its entries u16   30 module index u16
/// 32 data offset of the line table u32           36 first line u32
/// ```
/// Parameters arrive in registers 0, 1, … in the order of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Function {
    /// Index of the first word.
    pub code_start: u32,
    /// Words.
    pub code_len: u32,
    /// Registers of a frame.
    pub registers: u8,
    /// Positional parameters, the positional-only ones included.
    pub positional: u8,
    /// Positional-only parameters.
    pub positional_only: u8,
    /// Keyword-only parameters.
    pub keyword_only: u8,
    /// See [`function_flag`].
    pub flags: u8,
    /// Defaults of the last positional parameters.
    pub defaults: u8,
    /// Free cells of the closure.
    pub free: u8,
    /// Index of the name.
    pub name: u16,
    /// Index of the qualified name.
    pub qualified_name: u16,
    /// Data offset of the parameter names.
    pub parameters: u32,
    /// Data offset of the exception table: per entry start u32, end u32, handler u32, in words
    /// relative to the function; the first entry that covers the instruction wins.
    pub exceptions: u32,
    /// Entries of the exception table.
    pub exception_count: u16,
    /// Index of the module.
    pub module: u16,
    /// Data offset of the line table: u16 pairs (words, signed line difference): the line rises by
    /// the second, and holds for the next so many words; starts at `first_line`, ends with 0, 0.
    pub lines: u32,
    /// Line of the first instruction.
    pub first_line: u32,
}

impl Function {
    /// Parameters in registers, `*args` and `**kwargs` included.
    pub fn parameter_count(&self) -> usize {
        self.positional as usize
            + self.keyword_only as usize
            + (self.flags & function_flag::VARARGS) as usize
            + ((self.flags & function_flag::VARKW) >> 1) as usize
    }
    /// Whether `flag` of [`function_flag`] is set.
    pub fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// Counts of table entries, in the order of the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Constants.
    pub consts: u16,
    /// Names.
    pub names: u16,
    /// Functions.
    pub functions: u16,
    /// Global slots.
    pub globals: u16,
    /// Modules.
    pub modules: u16,
    /// Host imports.
    pub imports: u16,
    /// Python fallbacks of builtins.
    pub fallbacks: u16,
    /// Keyword lists.
    pub keywords: u16,
}

/// A package whose sections lie inside its image.
#[derive(Clone, Copy, Debug)]
pub struct Package<'p> {
    image: &'p [u8],
    counts: Counts,
    offsets: [u32; 10],
    code_words: u32,
    entry: u16,
    entry_module: u16,
}

/// The part of a function table entry that a plain call needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallEntry {
    pub code_start: u32,
    pub registers: u8,
    pub positional: u8,
    pub keyword_only: u8,
    pub flags: u8,
    pub defaults: u8,
}

/// What is wrong with the outline of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineError {
    /// Shorter than its header or than the length in it.
    Truncated,
    /// Does not start with the magic.
    NotAPackage,
    /// Made for another version of the layout or the instruction set.
    Version {
        /// The layout version found.
        version: u16,
        /// The instruction set version found.
        abi: u16,
    },
    /// The checksum does not match.
    Checksum,
    /// A section lies outside the image or is not aligned.
    Section(usize),
}

/// CRC-32 (IEEE 802.3, reflected), computed without a table to keep flash free.
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = !0u32;
    for &byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

fn u16_at(image: &[u8], at: usize) -> u16 {
    let bytes = image.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

fn u32_at(image: &[u8], at: usize) -> u32 {
    let bytes = image.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

impl<'p> Package<'p> {
    /// Reads the outline: magic, versions, length, checksum, section bounds.
    pub fn parse(image: &'p [u8]) -> Result<Package<'p>, OutlineError> {
        if image.len() < HEADER_BYTES {
            return Err(OutlineError::Truncated);
        }
        if image[..4] != MAGIC {
            return Err(OutlineError::NotAPackage);
        }
        let (version, abi) = (u16_at(image, 4), u16_at(image, 6));
        if version != VERSION || abi != ABI {
            return Err(OutlineError::Version { version, abi });
        }
        let total = u32_at(image, 8) as usize;
        if total < HEADER_BYTES || total > image.len() {
            return Err(OutlineError::Truncated);
        }
        let image = &image[..total];
        if crc32(&image[16..]) != u32_at(image, 12) {
            return Err(OutlineError::Checksum);
        }
        let package = Package::outline(image);
        package.check_sections()?;
        Ok(package)
    }

    /// The outline of an image that [`Package::parse`] accepted before; cheap.
    pub(crate) fn outline(image: &'p [u8]) -> Package<'p> {
        let count = |n: usize| u16_at(image, 16 + 2 * n);
        let mut offsets = [0; 10];
        for (n, offset) in offsets.iter_mut().enumerate() {
            *offset = u32_at(image, 32 + 4 * n);
        }
        Package {
            image,
            counts: Counts {
                consts: count(0),
                names: count(1),
                functions: count(2),
                globals: count(3),
                modules: count(4),
                imports: count(5),
                fallbacks: count(6),
                keywords: count(7),
            },
            offsets,
            code_words: u32_at(image, 72),
            entry: u16_at(image, 76),
            entry_module: u16_at(image, 78),
        }
    }

    fn check_sections(&self) -> Result<(), OutlineError> {
        let c = self.counts;
        let sizes = [
            8 * u64::from(c.consts),
            8 * u64::from(c.names),
            FUNCTION_BYTES as u64 * u64::from(c.functions),
            2 * u64::from(c.globals),
            8 * u64::from(c.modules),
            2 * u64::from(c.imports),
            4 * u64::from(c.fallbacks),
            8 * u64::from(c.keywords),
            4 * u64::from(self.code_words),
            0,
        ];
        for (n, size) in sizes.iter().enumerate() {
            let start = u64::from(self.offsets[n]);
            let inside = start >= HEADER_BYTES as u64 && start + size <= self.image.len() as u64;
            if !inside || start % 4 != 0 {
                return Err(OutlineError::Section(n));
            }
        }
        Ok(())
    }

    /// The whole image.
    pub fn image(&self) -> &'p [u8] {
        self.image
    }
    /// The checksum in its header, by which packages are told apart.
    pub fn checksum(&self) -> u32 {
        u32_at(self.image, 12)
    }
    /// The counts of all tables.
    pub fn counts(&self) -> Counts {
        self.counts
    }
    /// The global slot of the entry function, or [`NO_ENTRY`].
    pub fn entry(&self) -> u16 {
        self.entry
    }
    /// The module that runs first.
    pub fn entry_module(&self) -> u16 {
        self.entry_module
    }
    /// The instruction words as bytes.
    pub fn code(&self) -> &'p [u8] {
        let start = self.offsets[section::CODE] as usize;
        self.image
            .get(start..start + 4 * self.code_words as usize)
            .unwrap_or(&[])
    }
    /// The number of instruction words.
    pub fn code_words(&self) -> u32 {
        self.code_words
    }
    /// Where the data section starts in the image.
    pub fn data_start(&self) -> u32 {
        self.offsets[section::DATA]
    }

    fn entry_at(&self, table: usize, index: u16, size: usize) -> usize {
        self.offsets[table] as usize + size * index as usize
    }
    /// Kind and absolute image offset of a constant.
    pub fn constant(&self, index: u16) -> (u32, u32) {
        let at = self.entry_at(section::CONSTS, index, 8);
        (
            u32_at(self.image, at),
            self.absolute(u32_at(self.image, at + 4)),
        )
    }
    /// Absolute image offset of a name's str, and its symbol.
    #[inline]
    pub fn name(&self, index: u16) -> (u32, u16) {
        let at = self.entry_at(section::NAMES, index, 8);
        (
            self.absolute(u32_at(self.image, at)),
            u16_at(self.image, at + 4),
        )
    }
    /// The bytes of the str or bytes record at an absolute image offset; empty when out of bounds.
    pub fn text(&self, offset: u32) -> &'p [u8] {
        let len = (u32_at(self.image, offset as usize) & 0x7FFF_FFFF) as usize;
        let rest = self
            .image
            .get(offset as usize..)
            .and_then(|rest| rest.get(4..));
        rest.and_then(|rest| rest.get(..len)).unwrap_or(&[])
    }
    /// Whether the str at an absolute image offset is ASCII only.
    pub fn is_ascii(&self, offset: u32) -> bool {
        u32_at(self.image, offset as usize) >> 31 == 1
    }
    /// The bytes of a name.
    pub fn name_text(&self, index: u16) -> &'p [u8] {
        self.text(self.name(index).0)
    }
    /// The flags of a function ([`function_flag`]).
    #[inline]
    pub(crate) fn function_flags(&self, index: u16) -> u8 {
        let at = self.entry_at(section::FUNCTIONS, index, FUNCTION_BYTES);
        self.image.get(at + 12).copied().unwrap_or(0)
    }
    /// The number of a function's free cells.
    #[inline]
    pub(crate) fn free_cells(&self, index: u16) -> usize {
        let at = self.entry_at(section::FUNCTIONS, index, FUNCTION_BYTES);
        usize::from(self.image.get(at + 14).copied().unwrap_or(0))
    }
    /// Whether a function has an exception table.
    #[inline]
    pub(crate) fn has_handlers(&self, index: u16) -> bool {
        let at = self.entry_at(section::FUNCTIONS, index, FUNCTION_BYTES);
        u16_at(self.image, at + 28) != 0
    }
    /// What a call needs to know of a function.
    #[inline]
    pub(crate) fn call_entry(&self, index: u16) -> CallEntry {
        let at = self.entry_at(section::FUNCTIONS, index, FUNCTION_BYTES);
        let rest = self.image.get(at..).unwrap_or(&[]);
        let entry: &[u8; 16] = rest.first_chunk().unwrap_or(&[0; 16]);
        CallEntry {
            code_start: u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]),
            registers: entry[8],
            positional: entry[9],
            keyword_only: entry[11],
            flags: entry[12],
            defaults: entry[13],
        }
    }
    /// Whether a function leaves no frame in tracebacks: what it is written for is not Python in
    /// CPython.
    pub fn is_without_frame(&self, index: u16) -> bool {
        let at = self.entry_at(section::FUNCTIONS, index, FUNCTION_BYTES);
        self.image.get(at + 15).is_some_and(|byte| *byte != 0)
    }
    /// An entry of the function table.
    #[inline]
    pub fn function(&self, index: u16) -> Function {
        let at = self.entry_at(section::FUNCTIONS, index, FUNCTION_BYTES);
        // Every call reads one, so the bounds are checked once.
        let rest = self.image.get(at..).unwrap_or(&[]);
        let entry = rest.first_chunk().unwrap_or(&[0; FUNCTION_BYTES]);
        let byte = |n: usize| entry[n];
        let half = |n: usize| u16::from_le_bytes([entry[n], entry[n + 1]]);
        let word =
            |n: usize| u32::from_le_bytes([entry[n], entry[n + 1], entry[n + 2], entry[n + 3]]);
        Function {
            code_start: word(0),
            code_len: word(4),
            registers: byte(8),
            positional: byte(9),
            positional_only: byte(10),
            keyword_only: byte(11),
            flags: byte(12),
            defaults: byte(13),
            free: byte(14),
            name: half(16),
            qualified_name: half(18),
            parameters: self.absolute(word(20)),
            exceptions: self.absolute(word(24)),
            exception_count: half(28),
            module: half(30),
            lines: self.absolute(word(32)),
            first_line: word(36),
        }
    }
    /// The name index of a global slot.
    pub fn global_name(&self, slot: u16) -> u16 {
        u16_at(self.image, self.entry_at(section::GLOBALS, slot, 2))
    }
    /// Name index, body function, first slot and slot count of a module.
    pub fn module(&self, index: u16) -> (u16, u16, u16, u16) {
        let at = self.entry_at(section::MODULES, index, 8);
        let half = |n: usize| u16_at(self.image, at + n);
        (half(0), half(2), half(4), half(6))
    }
    /// The name index of an import.
    pub fn import(&self, index: u16) -> u16 {
        u16_at(self.image, self.entry_at(section::IMPORTS, index, 2))
    }
    /// The Python function that stands in for a builtin, if the package carries one.
    pub fn fallback(&self, builtin: u16) -> Option<u16> {
        (0..self.counts.fallbacks).find_map(|n| {
            let at = self.entry_at(section::FALLBACKS, n, 4);
            (u16_at(self.image, at) == builtin).then(|| u16_at(self.image, at + 2))
        })
    }
    /// Builtin and function index of a fallback.
    pub fn fallback_entry(&self, index: u16) -> (u16, u16) {
        let at = self.entry_at(section::FALLBACKS, index, 4);
        (u16_at(self.image, at), u16_at(self.image, at + 2))
    }
    /// The number of names in a keyword list.
    pub fn keyword_count(&self, list: u16) -> usize {
        u32_at(self.image, self.entry_at(section::KEYWORDS, list, 8) + 4) as usize
    }
    /// The `n`-th name index of a keyword list.
    pub fn keyword(&self, list: u16, n: usize) -> u16 {
        let at = self.entry_at(section::KEYWORDS, list, 8);
        self.half_at(self.absolute(u32_at(self.image, at)), n)
    }
    /// Where a keyword list lies in the image.
    pub fn keyword_offset(&self, list: u16) -> u32 {
        self.absolute(u32_at(
            self.image,
            self.entry_at(section::KEYWORDS, list, 8),
        ))
    }
    /// The name index of the `n`-th parameter.
    pub fn parameter(&self, function: &Function, n: usize) -> u16 {
        self.half_at(function.parameters, n)
    }
    /// The handler of the first exception table entry that covers `pc`, in words relative to the
    /// function.
    pub fn handler(&self, function: &Function, pc: u32) -> Option<u32> {
        (0..usize::from(function.exception_count)).find_map(|n| {
            let [start, end, handler] = self.exception(function, n);
            (start <= pc && pc < end).then_some(handler)
        })
    }
    /// Start, end and handler of an exception table entry.
    pub fn exception(&self, function: &Function, n: usize) -> [u32; 3] {
        let at = function.exceptions as usize + 12 * n;
        [0, 4, 8].map(|field| u32_at(self.image, at + field))
    }
    /// The line of the word `pc` of a function.
    pub fn line(&self, function: &Function, pc: u32) -> u32 {
        let (mut line, mut covered) = (function.first_line, 0u32);
        for n in 0..function.code_len as usize + 1 {
            let words = u32::from(self.half_at(function.lines, 2 * n));
            let step = self.half_at(function.lines, 2 * n + 1) as i16;
            if words == 0 && step == 0 {
                break;
            }
            line = line.wrapping_add_signed(i32::from(step));
            covered = covered.saturating_add(words);
            if pc < covered {
                break;
            }
        }
        line
    }
    /// The `n`-th u16 at an absolute image offset.
    pub fn half_at(&self, offset: u32, n: usize) -> u16 {
        u16_at(self.image, offset as usize + 2 * n)
    }
    /// The `n`-th u32 at an absolute image offset.
    pub fn word_at(&self, offset: u32, n: usize) -> u32 {
        u32_at(self.image, offset as usize + 4 * n)
    }
    /// The u64 at an absolute image offset.
    pub fn long_at(&self, offset: u32) -> u64 {
        u64::from(self.word_at(offset, 0)) | u64::from(self.word_at(offset, 1)) << 32
    }
    /// Data offsets in tables count from the start of the data section.
    fn absolute(&self, data_offset: u32) -> u32 {
        self.offsets[section::DATA].saturating_add(data_offset)
    }
}
