//! The methods of builtin types, by symbol, and how many arguments CPython takes for granted.

use crate::catalog::{self, Type};
use crate::symbol;

/// A set of symbols: a bit for each, since calls ask for every method.
pub(super) struct Symbols([u32; symbol::NAMES.len().div_ceil(32)]);

impl Symbols {
    const fn of(symbols: &[u16]) -> Symbols {
        let mut bits = [0; symbol::NAMES.len().div_ceil(32)];
        let mut n = 0;
        while n < symbols.len() {
            bits[symbols[n] as usize / 32] |= 1 << (symbols[n] % 32);
            n += 1;
        }
        Symbols(bits)
    }

    /// Whether the set has the symbol.
    #[inline]
    pub(super) fn contains(&self, symbol: u16) -> bool {
        let word = self.0.get(usize::from(symbol / 32));
        word.is_some_and(|word| word >> (symbol % 32) & 1 == 1)
    }
}

/// The methods that take keywords.
pub(super) const KEYWORD_METHODS: Symbols = Symbols::of(&[
    symbol::CAST,
    symbol::DECODE,
    symbol::ENCODE,
    symbol::EXPANDTABS,
    symbol::FORMAT,
    symbol::FROM_BYTES,
    symbol::HEX,
    symbol::RSPLIT,
    symbol::SORT,
    symbol::SPLIT,
    symbol::SPLITLINES,
    symbol::TO_BYTES,
    symbol::TOBYTES,
    symbol::TRANSLATE,
    symbol::UPDATE,
]);
pub(super) const STR_METHODS_OF_NONE: Symbols = Symbols::of(&[
    symbol::CAPITALIZE,
    symbol::CASEFOLD,
    symbol::ISALNUM,
    symbol::ISALPHA,
    symbol::ISASCII,
    symbol::ISDECIMAL,
    symbol::ISDIGIT,
    symbol::ISIDENTIFIER,
    symbol::ISLOWER,
    symbol::ISNUMERIC,
    symbol::ISPRINTABLE,
    symbol::ISSPACE,
    symbol::ISTITLE,
    symbol::ISUPPER,
    symbol::LOWER,
    symbol::SWAPCASE,
    symbol::TITLE,
    symbol::UPPER,
]);
pub(super) const STR_METHODS_OF_ONE: Symbols = Symbols::of(&[
    symbol::FORMAT_MAP,
    symbol::JOIN,
    symbol::PARTITION,
    symbol::REMOVEPREFIX,
    symbol::REMOVESUFFIX,
    symbol::RPARTITION,
    symbol::TRANSLATE,
    symbol::ZFILL,
]);
pub(super) const BYTES_METHODS_OF_ONE: Symbols = Symbols::of(&[
    symbol::JOIN,
    symbol::PARTITION,
    symbol::REMOVEPREFIX,
    symbol::REMOVESUFFIX,
    symbol::RPARTITION,
    symbol::ZFILL,
]);
pub(super) const DICT_METHODS_OF_NONE: Symbols = Symbols::of(&[
    symbol::CLEAR,
    symbol::COPY,
    symbol::ITEMS,
    symbol::KEYS,
    symbol::POPITEM,
    symbol::VALUES,
]);
pub(super) const STR_METHODS: Symbols = Symbols::of(&[
    symbol::CAPITALIZE,
    symbol::CASEFOLD,
    symbol::CENTER,
    symbol::COUNT,
    symbol::ENCODE,
    symbol::ENDSWITH,
    symbol::EXPANDTABS,
    symbol::FIND,
    symbol::FORMAT,
    symbol::FORMAT_MAP,
    symbol::INDEX,
    symbol::ISALNUM,
    symbol::ISALPHA,
    symbol::ISASCII,
    symbol::ISDECIMAL,
    symbol::ISDIGIT,
    symbol::ISIDENTIFIER,
    symbol::ISLOWER,
    symbol::ISNUMERIC,
    symbol::ISPRINTABLE,
    symbol::ISSPACE,
    symbol::ISTITLE,
    symbol::ISUPPER,
    symbol::JOIN,
    symbol::LJUST,
    symbol::LOWER,
    symbol::LSTRIP,
    symbol::MAKETRANS,
    symbol::PARTITION,
    symbol::REMOVEPREFIX,
    symbol::REMOVESUFFIX,
    symbol::REPLACE,
    symbol::RFIND,
    symbol::RINDEX,
    symbol::RJUST,
    symbol::RPARTITION,
    symbol::RSPLIT,
    symbol::RSTRIP,
    symbol::SPLIT,
    symbol::SPLITLINES,
    symbol::STARTSWITH,
    symbol::STRIP,
    symbol::SWAPCASE,
    symbol::TITLE,
    symbol::TRANSLATE,
    symbol::UPPER,
    symbol::ZFILL,
]);
pub(super) const BYTES_METHODS: Symbols = Symbols::of(&[
    symbol::CAPITALIZE,
    symbol::CENTER,
    symbol::COUNT,
    symbol::DECODE,
    symbol::ENDSWITH,
    symbol::EXPANDTABS,
    symbol::FIND,
    symbol::FROMHEX,
    symbol::HEX,
    symbol::INDEX,
    symbol::ISALNUM,
    symbol::ISALPHA,
    symbol::ISASCII,
    symbol::ISDIGIT,
    symbol::ISLOWER,
    symbol::ISSPACE,
    symbol::ISTITLE,
    symbol::ISUPPER,
    symbol::JOIN,
    symbol::LJUST,
    symbol::LOWER,
    symbol::LSTRIP,
    symbol::MAKETRANS,
    symbol::PARTITION,
    symbol::REMOVEPREFIX,
    symbol::REMOVESUFFIX,
    symbol::REPLACE,
    symbol::RFIND,
    symbol::RINDEX,
    symbol::RJUST,
    symbol::RPARTITION,
    symbol::RSPLIT,
    symbol::RSTRIP,
    symbol::SPLIT,
    symbol::SPLITLINES,
    symbol::STARTSWITH,
    symbol::STRIP,
    symbol::SWAPCASE,
    symbol::TITLE,
    symbol::TRANSLATE,
    symbol::UPPER,
    symbol::ZFILL,
]);
pub(super) const BYTEARRAY_METHODS: Symbols = Symbols::of(&[
    symbol::APPEND,
    symbol::CLEAR,
    symbol::COPY,
    symbol::EXTEND,
    symbol::INSERT,
    symbol::POP,
    symbol::REMOVE,
    symbol::REVERSE,
]);
pub(super) const MEMORYVIEW_METHODS: Symbols = Symbols::of(&[
    symbol::CAST,
    symbol::D_ENTER,
    symbol::D_EXIT,
    symbol::HEX,
    symbol::RELEASE,
    symbol::TOBYTES,
    symbol::TOLIST,
    symbol::TOREADONLY,
]);
pub(super) const LIST_METHODS: Symbols = Symbols::of(&[
    symbol::APPEND,
    symbol::CLEAR,
    symbol::COPY,
    symbol::COUNT,
    symbol::EXTEND,
    symbol::INDEX,
    symbol::INSERT,
    symbol::POP,
    symbol::REMOVE,
    symbol::REVERSE,
    symbol::SORT,
]);
pub(super) const DICT_METHODS: Symbols = Symbols::of(&[
    symbol::CLEAR,
    symbol::COPY,
    symbol::FROMKEYS,
    symbol::GET,
    symbol::ITEMS,
    symbol::KEYS,
    symbol::POP,
    symbol::POPITEM,
    symbol::SETDEFAULT,
    symbol::UPDATE,
    symbol::VALUES,
]);
pub(super) const FROZENSET_METHODS: Symbols = Symbols::of(&[
    symbol::COPY,
    symbol::DIFFERENCE,
    symbol::INTERSECTION,
    symbol::ISDISJOINT,
    symbol::ISSUBSET,
    symbol::ISSUPERSET,
    symbol::SYMMETRIC_DIFFERENCE,
    symbol::UNION,
]);
pub(super) const SET_METHODS: Symbols = Symbols::of(&[
    symbol::ADD,
    symbol::CLEAR,
    symbol::DIFFERENCE_UPDATE,
    symbol::DISCARD,
    symbol::INTERSECTION_UPDATE,
    symbol::POP,
    symbol::REMOVE,
    symbol::SYMMETRIC_DIFFERENCE_UPDATE,
    symbol::UPDATE,
]);
pub(super) const INT_METHODS: Symbols = Symbols::of(&[
    symbol::AS_INTEGER_RATIO,
    symbol::BIT_COUNT,
    symbol::BIT_LENGTH,
    symbol::CONJUGATE,
    symbol::FROM_BYTES,
    symbol::TO_BYTES,
]);
pub(super) const FLOAT_METHODS: Symbols = Symbols::of(&[
    symbol::AS_INTEGER_RATIO,
    symbol::CONJUGATE,
    symbol::FROMHEX,
    symbol::HEX,
    symbol::IS_INTEGER,
]);

/// Whether values of a builtin type have no hash, because they change.
pub(super) fn is_unhashable(id: u16) -> bool {
    matches!(
        catalog::type_of(id),
        Some(Type::List | Type::Dict | Type::Set | Type::Bytearray)
    )
}
const SEQUENCE_METHODS: Symbols = Symbols::of(&[symbol::COUNT, symbol::INDEX]);
const SLICE_METHODS: Symbols = Symbols::of(&[symbol::INDICES]);
const VIEW_METHODS: Symbols = Symbols::of(&[symbol::ISDISJOINT]);
const GENERATOR_METHODS: Symbols = Symbols::of(&[symbol::SEND, symbol::THROW, symbol::CLOSE]);
const PROPERTY_METHODS: Symbols = Symbols::of(&[symbol::GETTER, symbol::SETTER, symbol::DELETER]);
const EXCEPTION_METHODS: Symbols = Symbols::of(&[symbol::WITH_TRACEBACK, symbol::ADD_NOTE]);

/// The groups of methods that a type has.
pub(super) fn methods_of(kind: Type) -> &'static [&'static Symbols] {
    match kind {
        Type::Str => &[&STR_METHODS],
        Type::Bytes => &[&BYTES_METHODS],
        Type::Bytearray => &[&BYTES_METHODS, &BYTEARRAY_METHODS],
        Type::Memoryview => &[&MEMORYVIEW_METHODS],
        Type::List => &[&LIST_METHODS],
        Type::Tuple | Type::Range => &[&SEQUENCE_METHODS],
        Type::Slice => &[&SLICE_METHODS],
        Type::Dict => &[&DICT_METHODS],
        Type::Set => &[&FROZENSET_METHODS, &SET_METHODS],
        Type::Frozenset => &[&FROZENSET_METHODS],
        Type::Int | Type::Bool => &[&INT_METHODS],
        Type::Float => &[&FLOAT_METHODS],
        Type::DictKeys | Type::DictItems => &[&VIEW_METHODS],
        Type::Generator => &[&GENERATOR_METHODS],
        Type::Property => &[&PROPERTY_METHODS],
        Type::Object => &[&EXCEPTION_METHODS],
        _ => &[],
    }
}
