//! Which special methods each builtin type has.

use crate::catalog::{Exception, Type};
use crate::symbol;

const OBJECT: &[u16] = &[
    symbol::D_NEW,
    symbol::D_INIT,
    symbol::D_REPR,
    symbol::D_STR,
    symbol::D_EQ,
    symbol::D_NE,
    symbol::D_LT,
    symbol::D_LE,
    symbol::D_GT,
    symbol::D_GE,
    symbol::D_HASH,
    symbol::D_GETATTRIBUTE,
    symbol::D_SETATTR,
    symbol::D_DELATTR,
    symbol::D_FORMAT,
    symbol::D_DIR,
    symbol::D_INIT_SUBCLASS,
    symbol::D_SUBCLASSHOOK,
];
const ORDER: &[u16] = &[
    symbol::D_EQ,
    symbol::D_NE,
    symbol::D_LT,
    symbol::D_LE,
    symbol::D_GT,
    symbol::D_GE,
];
const NUMBER: &[u16] = &[
    symbol::D_ADD,
    symbol::D_RADD,
    symbol::D_SUB,
    symbol::D_RSUB,
    symbol::D_MUL,
    symbol::D_RMUL,
    symbol::D_TRUEDIV,
    symbol::D_RTRUEDIV,
    symbol::D_FLOORDIV,
    symbol::D_RFLOORDIV,
    symbol::D_MOD,
    symbol::D_RMOD,
    symbol::D_DIVMOD,
    symbol::D_RDIVMOD,
    symbol::D_POW,
    symbol::D_RPOW,
    symbol::D_NEG,
    symbol::D_POS,
    symbol::D_ABS,
    symbol::D_BOOL,
    symbol::D_INT,
    symbol::D_FLOAT,
    symbol::D_ROUND,
    symbol::D_TRUNC,
    symbol::D_FLOOR,
    symbol::D_CEIL,
];
const INTEGER: &[u16] = &[
    symbol::D_AND,
    symbol::D_RAND,
    symbol::D_OR,
    symbol::D_ROR,
    symbol::D_XOR,
    symbol::D_RXOR,
    symbol::D_LSHIFT,
    symbol::D_RLSHIFT,
    symbol::D_RSHIFT,
    symbol::D_RRSHIFT,
    symbol::D_INVERT,
    symbol::D_INDEX,
];
const SEQUENCE: &[u16] = &[
    symbol::D_LEN,
    symbol::D_GETITEM,
    symbol::D_CONTAINS,
    symbol::D_ITER,
    symbol::D_ADD,
    symbol::D_MUL,
    symbol::D_RMUL,
];
const TEXT: &[u16] = &[symbol::D_MOD, symbol::D_RMOD];
const FORMATTED: &[u16] = &[symbol::D_FORMAT];
const SHOWN: &[u16] = &[symbol::D_STR];
const REVERSIBLE: &[u16] = &[symbol::D_REVERSED];
const MUTABLE: &[u16] = &[
    symbol::D_SETITEM,
    symbol::D_DELITEM,
    symbol::D_IADD,
    symbol::D_IMUL,
];
const MAPPING: &[u16] = &[
    symbol::D_LEN,
    symbol::D_GETITEM,
    symbol::D_SETITEM,
    symbol::D_DELITEM,
    symbol::D_CONTAINS,
    symbol::D_ITER,
    symbol::D_REVERSED,
    symbol::D_OR,
    symbol::D_ROR,
    symbol::D_IOR,
];
const SET: &[u16] = &[
    symbol::D_LEN,
    symbol::D_CONTAINS,
    symbol::D_ITER,
    symbol::D_AND,
    symbol::D_RAND,
    symbol::D_OR,
    symbol::D_ROR,
    symbol::D_XOR,
    symbol::D_RXOR,
    symbol::D_SUB,
    symbol::D_RSUB,
];
const MUTABLE_SET: &[u16] = &[
    symbol::D_IAND,
    symbol::D_IOR,
    symbol::D_IXOR,
    symbol::D_ISUB,
];
const VALUE: &[u16] = &[
    symbol::D_EQ,
    symbol::D_NE,
    symbol::D_LT,
    symbol::D_LE,
    symbol::D_GT,
    symbol::D_GE,
    symbol::D_HASH,
    symbol::D_REPR,
];
const ITERATOR: &[u16] = &[symbol::D_ITER, symbol::D_NEXT];
const VIEW: &[u16] = &[
    symbol::D_LEN,
    symbol::D_ITER,
    symbol::D_CONTAINS,
    symbol::D_REVERSED,
];
const CLASS: &[u16] = &[
    symbol::D_CALL,
    symbol::D_INSTANCECHECK,
    symbol::D_SUBCLASSCHECK,
    symbol::D_PREPARE,
    symbol::D_SUBCLASSES,
    symbol::MRO,
    symbol::D_INIT,
    symbol::D_NEW,
    symbol::D_REPR,
    symbol::D_SETATTR,
    symbol::D_GETATTRIBUTE,
    symbol::D_DELATTR,
];

/// Whether a builtin type itself has a special method of this symbol.
pub(crate) fn has(kind: Type, symbol: u16) -> bool {
    let groups: &[&[u16]] = match kind {
        Type::Object => &[OBJECT],
        Type::Type => &[CLASS],
        Type::Int => &[ORDER, NUMBER, INTEGER, FORMATTED],
        Type::Float => &[ORDER, NUMBER, FORMATTED],
        Type::Str => &[ORDER, SEQUENCE, TEXT, FORMATTED, SHOWN],
        Type::Bytes => &[ORDER, SEQUENCE, TEXT, SHOWN],
        Type::Tuple => &[ORDER, SEQUENCE],
        Type::Range => &[ORDER, SEQUENCE, REVERSIBLE],
        Type::List => &[ORDER, SEQUENCE, MUTABLE, REVERSIBLE],
        Type::Bytearray => &[ORDER, SEQUENCE, MUTABLE, SHOWN],
        Type::None => &[&[symbol::D_BOOL]],
        Type::Dict => &[ORDER, MAPPING],
        Type::Set => &[ORDER, SET, MUTABLE_SET],
        Type::Frozenset => &[ORDER, SET],
        Type::DictKeys | Type::DictValues | Type::DictItems => &[ORDER, VIEW],
        Type::Generator
        | Type::Enumerate
        | Type::Zip
        | Type::Reversed
        | Type::Map
        | Type::Filter
        | Type::ListIterator
        | Type::TupleIterator
        | Type::StrIterator
        | Type::RangeIterator
        | Type::DictKeyiterator
        | Type::DictValueiterator
        | Type::DictItemiterator
        | Type::SetIterator
        | Type::BytesIterator
        | Type::StrAsciiIterator
        | Type::BytearrayIterator
        | Type::LongrangeIterator
        | Type::ReverseKeyiterator
        | Type::ReverseValueiterator
        | Type::ReverseItemiterator
        | Type::ListReverseiterator
        | Type::CallableIterator => &[ITERATOR],
        Type::Function => &[&[symbol::D_CALL, symbol::D_GET]],
        Type::Builtin | Type::Method => &[&[symbol::D_CALL]],
        Type::Classmethod | Type::Staticmethod => &[&[symbol::D_GET]],
        Type::Property => &[&[symbol::D_GET, symbol::D_SET, symbol::D_DELETE]],
        _ => &[],
    };
    groups.iter().any(|group| group.contains(&symbol))
        || is_value_type(kind) && VALUE.contains(&symbol)
        || symbol == symbol::D_INIT
            && matches!(kind, Type::List | Type::Dict | Type::Set | Type::Bytearray)
        || matches!(symbol, symbol::D_NEW | symbol::D_REPR)
            && kind != Type::NotImplemented
            && (kind as u16) < Type::Function as u16
}

/// Whether values of a type are compared by what they hold.
fn is_value_type(kind: Type) -> bool {
    matches!(
        kind,
        Type::Int
            | Type::Float
            | Type::Str
            | Type::Bytes
            | Type::Bytearray
            | Type::List
            | Type::Tuple
            | Type::Dict
            | Type::Set
            | Type::Frozenset
            | Type::Range
    )
}

/// Whether an exception class itself has a special method of this symbol.
pub(crate) fn exception_has(id: u16, symbol: u16) -> bool {
    id == Exception::BaseException as u16
        && matches!(
            symbol,
            symbol::D_INIT | symbol::D_NEW | symbol::D_STR | symbol::D_REPR
        )
}
