//! Symbols: the attribute and method names that builtin objects know.
//!
//! The compiler writes a name's symbol beside it, so that the VM dispatches on a number. Symbols
//! are part of the package's ABI: new ones are added at the end.

/// The symbol of a name that no builtin object knows.
pub const UNKNOWN: u16 = 0xFFFF;

#[allow(missing_docs)]
pub const D_ADD: u16 = 0;
#[allow(missing_docs)]
pub const D_CAUSE: u16 = 1;
#[allow(missing_docs)]
pub const D_CLASS: u16 = 2;
#[allow(missing_docs)]
pub const D_CLASS_GETITEM: u16 = 3;
#[allow(missing_docs)]
pub const D_CONTAINS: u16 = 4;
#[allow(missing_docs)]
pub const D_CONTEXT: u16 = 5;
#[allow(missing_docs)]
pub const D_DELITEM: u16 = 6;
#[allow(missing_docs)]
pub const D_DICT: u16 = 7;
#[allow(missing_docs)]
pub const D_DOC: u16 = 8;
#[allow(missing_docs)]
pub const D_EQ: u16 = 9;
#[allow(missing_docs)]
pub const D_GETITEM: u16 = 10;
#[allow(missing_docs)]
pub const D_INIT: u16 = 11;
#[allow(missing_docs)]
pub const D_ITER: u16 = 12;
#[allow(missing_docs)]
pub const D_LEN: u16 = 13;
#[allow(missing_docs)]
pub const D_MODULE: u16 = 14;
#[allow(missing_docs)]
pub const D_NAME: u16 = 15;
#[allow(missing_docs)]
pub const D_NEXT: u16 = 16;
#[allow(missing_docs)]
pub const D_NOTES: u16 = 17;
#[allow(missing_docs)]
pub const D_QUALNAME: u16 = 18;
#[allow(missing_docs)]
pub const D_REPR: u16 = 19;
#[allow(missing_docs)]
pub const D_SETITEM: u16 = 20;
#[allow(missing_docs)]
pub const D_STR: u16 = 21;
#[allow(missing_docs)]
pub const D_SUPPRESS_CONTEXT: u16 = 22;
#[allow(missing_docs)]
pub const D_TRACEBACK: u16 = 23;
#[allow(missing_docs)]
pub const ADD: u16 = 24;
#[allow(missing_docs)]
pub const ADD_NOTE: u16 = 25;
#[allow(missing_docs)]
pub const APPEND: u16 = 26;
#[allow(missing_docs)]
pub const ARGS: u16 = 27;
#[allow(missing_docs)]
pub const AS_INTEGER_RATIO: u16 = 28;
#[allow(missing_docs)]
pub const AWS_REQUEST_ID: u16 = 29;
#[allow(missing_docs)]
pub const BIT_COUNT: u16 = 30;
#[allow(missing_docs)]
pub const BIT_LENGTH: u16 = 31;
#[allow(missing_docs)]
pub const CAPITALIZE: u16 = 32;
#[allow(missing_docs)]
pub const CASEFOLD: u16 = 33;
#[allow(missing_docs)]
pub const CENTER: u16 = 34;
#[allow(missing_docs)]
pub const CLEAR: u16 = 35;
#[allow(missing_docs)]
pub const CLIENT_CONTEXT: u16 = 36;
#[allow(missing_docs)]
pub const CLOSE: u16 = 37;
#[allow(missing_docs)]
pub const CODE: u16 = 38;
#[allow(missing_docs)]
pub const COLNO: u16 = 39;
#[allow(missing_docs)]
pub const CONJUGATE: u16 = 40;
#[allow(missing_docs)]
pub const COPY: u16 = 41;
#[allow(missing_docs)]
pub const COUNT: u16 = 42;
#[allow(missing_docs)]
pub const DECODE: u16 = 43;
#[allow(missing_docs)]
pub const DENOMINATOR: u16 = 44;
#[allow(missing_docs)]
pub const DIFFERENCE: u16 = 45;
#[allow(missing_docs)]
pub const DIFFERENCE_UPDATE: u16 = 46;
#[allow(missing_docs)]
pub const DISCARD: u16 = 47;
#[allow(missing_docs)]
pub const DOC: u16 = 48;
#[allow(missing_docs)]
pub const ENCODE: u16 = 49;
#[allow(missing_docs)]
pub const ENCODING: u16 = 50;
#[allow(missing_docs)]
pub const ENDSWITH: u16 = 51;
#[allow(missing_docs)]
pub const EXPANDTABS: u16 = 52;
#[allow(missing_docs)]
pub const EXTEND: u16 = 53;
#[allow(missing_docs)]
pub const FIND: u16 = 54;
#[allow(missing_docs)]
pub const FORMAT: u16 = 55;
#[allow(missing_docs)]
pub const FORMAT_MAP: u16 = 56;
#[allow(missing_docs)]
pub const FROM_BYTES: u16 = 57;
#[allow(missing_docs)]
pub const FROMHEX: u16 = 58;
#[allow(missing_docs)]
pub const FROMKEYS: u16 = 59;
#[allow(missing_docs)]
pub const FUNCTION_NAME: u16 = 60;
#[allow(missing_docs)]
pub const FUNCTION_VERSION: u16 = 61;
#[allow(missing_docs)]
pub const GET: u16 = 62;
#[allow(missing_docs)]
pub const GET_REMAINING_TIME_IN_MILLIS: u16 = 63;
#[allow(missing_docs)]
pub const HEX: u16 = 64;
#[allow(missing_docs)]
pub const IDENTITY: u16 = 65;
#[allow(missing_docs)]
pub const IMAG: u16 = 66;
#[allow(missing_docs)]
pub const INDEX: u16 = 67;
#[allow(missing_docs)]
pub const INSERT: u16 = 68;
#[allow(missing_docs)]
pub const INTERSECTION: u16 = 69;
#[allow(missing_docs)]
pub const INTERSECTION_UPDATE: u16 = 70;
#[allow(missing_docs)]
pub const INVOKED_FUNCTION_ARN: u16 = 71;
#[allow(missing_docs)]
pub const IS_INTEGER: u16 = 72;
#[allow(missing_docs)]
pub const ISALNUM: u16 = 73;
#[allow(missing_docs)]
pub const ISALPHA: u16 = 74;
#[allow(missing_docs)]
pub const ISASCII: u16 = 75;
#[allow(missing_docs)]
pub const ISDECIMAL: u16 = 76;
#[allow(missing_docs)]
pub const ISDIGIT: u16 = 77;
#[allow(missing_docs)]
pub const ISDISJOINT: u16 = 78;
#[allow(missing_docs)]
pub const ISIDENTIFIER: u16 = 79;
#[allow(missing_docs)]
pub const ISLOWER: u16 = 80;
#[allow(missing_docs)]
pub const ISNUMERIC: u16 = 81;
#[allow(missing_docs)]
pub const ISPRINTABLE: u16 = 82;
#[allow(missing_docs)]
pub const ISSPACE: u16 = 83;
#[allow(missing_docs)]
pub const ISSUBSET: u16 = 84;
#[allow(missing_docs)]
pub const ISSUPERSET: u16 = 85;
#[allow(missing_docs)]
pub const ISTITLE: u16 = 86;
#[allow(missing_docs)]
pub const ISUPPER: u16 = 87;
#[allow(missing_docs)]
pub const ITEMS: u16 = 88;
#[allow(missing_docs)]
pub const JOIN: u16 = 89;
#[allow(missing_docs)]
pub const KEYS: u16 = 90;
#[allow(missing_docs)]
pub const LINENO: u16 = 91;
#[allow(missing_docs)]
pub const LJUST: u16 = 92;
#[allow(missing_docs)]
pub const LOG_GROUP_NAME: u16 = 93;
#[allow(missing_docs)]
pub const LOG_STREAM_NAME: u16 = 94;
#[allow(missing_docs)]
pub const LOWER: u16 = 95;
#[allow(missing_docs)]
pub const LSTRIP: u16 = 96;
#[allow(missing_docs)]
pub const MAKETRANS: u16 = 97;
#[allow(missing_docs)]
pub const MEMORY_LIMIT_IN_MB: u16 = 98;
#[allow(missing_docs)]
pub const MSG: u16 = 99;
#[allow(missing_docs)]
pub const NAME: u16 = 100;
#[allow(missing_docs)]
pub const NUMERATOR: u16 = 101;
#[allow(missing_docs)]
pub const OBJ: u16 = 102;
#[allow(missing_docs)]
pub const OBJECT: u16 = 103;
#[allow(missing_docs)]
pub const PARTITION: u16 = 104;
#[allow(missing_docs)]
pub const POP: u16 = 105;
#[allow(missing_docs)]
pub const POPITEM: u16 = 106;
#[allow(missing_docs)]
pub const POS: u16 = 107;
#[allow(missing_docs)]
pub const REAL: u16 = 108;
#[allow(missing_docs)]
pub const REASON: u16 = 109;
#[allow(missing_docs)]
pub const REMOVE: u16 = 110;
#[allow(missing_docs)]
pub const REMOVEPREFIX: u16 = 111;
#[allow(missing_docs)]
pub const REMOVESUFFIX: u16 = 112;
#[allow(missing_docs)]
pub const REPLACE: u16 = 113;
#[allow(missing_docs)]
pub const REVERSE: u16 = 114;
#[allow(missing_docs)]
pub const RFIND: u16 = 115;
#[allow(missing_docs)]
pub const RINDEX: u16 = 116;
#[allow(missing_docs)]
pub const RJUST: u16 = 117;
#[allow(missing_docs)]
pub const RPARTITION: u16 = 118;
#[allow(missing_docs)]
pub const RSPLIT: u16 = 119;
#[allow(missing_docs)]
pub const RSTRIP: u16 = 120;
#[allow(missing_docs)]
pub const SEND: u16 = 121;
#[allow(missing_docs)]
pub const SETDEFAULT: u16 = 122;
#[allow(missing_docs)]
pub const SORT: u16 = 123;
#[allow(missing_docs)]
pub const SPLIT: u16 = 124;
#[allow(missing_docs)]
pub const SPLITLINES: u16 = 125;
#[allow(missing_docs)]
pub const START: u16 = 126;
#[allow(missing_docs)]
pub const STARTSWITH: u16 = 127;
#[allow(missing_docs)]
pub const STEP: u16 = 128;
#[allow(missing_docs)]
pub const STOP: u16 = 129;
#[allow(missing_docs)]
pub const STRIP: u16 = 130;
#[allow(missing_docs)]
pub const SWAPCASE: u16 = 131;
#[allow(missing_docs)]
pub const SYMMETRIC_DIFFERENCE: u16 = 132;
#[allow(missing_docs)]
pub const SYMMETRIC_DIFFERENCE_UPDATE: u16 = 133;
#[allow(missing_docs)]
pub const THROW: u16 = 134;
#[allow(missing_docs)]
pub const TITLE: u16 = 135;
#[allow(missing_docs)]
pub const TO_BYTES: u16 = 136;
#[allow(missing_docs)]
pub const TRANSLATE: u16 = 137;
#[allow(missing_docs)]
pub const UNION: u16 = 138;
#[allow(missing_docs)]
pub const UPDATE: u16 = 139;
#[allow(missing_docs)]
pub const UPPER: u16 = 140;
#[allow(missing_docs)]
pub const VALUE: u16 = 141;
#[allow(missing_docs)]
pub const VALUES: u16 = 142;
#[allow(missing_docs)]
pub const WITH_TRACEBACK: u16 = 143;
#[allow(missing_docs)]
pub const ZFILL: u16 = 144;

/// The names, by symbol.
pub const NAMES: &[&str] = &[
    "__add__",
    "__cause__",
    "__class__",
    "__class_getitem__",
    "__contains__",
    "__context__",
    "__delitem__",
    "__dict__",
    "__doc__",
    "__eq__",
    "__getitem__",
    "__init__",
    "__iter__",
    "__len__",
    "__module__",
    "__name__",
    "__next__",
    "__notes__",
    "__qualname__",
    "__repr__",
    "__setitem__",
    "__str__",
    "__suppress_context__",
    "__traceback__",
    "add",
    "add_note",
    "append",
    "args",
    "as_integer_ratio",
    "aws_request_id",
    "bit_count",
    "bit_length",
    "capitalize",
    "casefold",
    "center",
    "clear",
    "client_context",
    "close",
    "code",
    "colno",
    "conjugate",
    "copy",
    "count",
    "decode",
    "denominator",
    "difference",
    "difference_update",
    "discard",
    "doc",
    "encode",
    "encoding",
    "endswith",
    "expandtabs",
    "extend",
    "find",
    "format",
    "format_map",
    "from_bytes",
    "fromhex",
    "fromkeys",
    "function_name",
    "function_version",
    "get",
    "get_remaining_time_in_millis",
    "hex",
    "identity",
    "imag",
    "index",
    "insert",
    "intersection",
    "intersection_update",
    "invoked_function_arn",
    "is_integer",
    "isalnum",
    "isalpha",
    "isascii",
    "isdecimal",
    "isdigit",
    "isdisjoint",
    "isidentifier",
    "islower",
    "isnumeric",
    "isprintable",
    "isspace",
    "issubset",
    "issuperset",
    "istitle",
    "isupper",
    "items",
    "join",
    "keys",
    "lineno",
    "ljust",
    "log_group_name",
    "log_stream_name",
    "lower",
    "lstrip",
    "maketrans",
    "memory_limit_in_mb",
    "msg",
    "name",
    "numerator",
    "obj",
    "object",
    "partition",
    "pop",
    "popitem",
    "pos",
    "real",
    "reason",
    "remove",
    "removeprefix",
    "removesuffix",
    "replace",
    "reverse",
    "rfind",
    "rindex",
    "rjust",
    "rpartition",
    "rsplit",
    "rstrip",
    "send",
    "setdefault",
    "sort",
    "split",
    "splitlines",
    "start",
    "startswith",
    "step",
    "stop",
    "strip",
    "swapcase",
    "symmetric_difference",
    "symmetric_difference_update",
    "throw",
    "title",
    "to_bytes",
    "translate",
    "union",
    "update",
    "upper",
    "value",
    "values",
    "with_traceback",
    "zfill",
];

/// The symbol of a name, or [`UNKNOWN`].
pub fn of(name: &[u8]) -> u16 {
    match NAMES.iter().position(|known| known.as_bytes() == name) {
        Some(n) => n as u16,
        None => UNKNOWN,
    }
}
