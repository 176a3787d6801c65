//! Symbols: the attribute and method names that builtin objects know.
//!
//! The compiler writes a name's symbol beside it, so that the VM dispatches on a number. Symbols
//! are part of the package's ABI: new ones are added at the end.

/// The symbol of a name that no builtin object knows.
pub const UNKNOWN: u16 = 0xFFFF;

macro_rules! symbols {
    ($($symbol:ident $name:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u16)]
        enum Number { $($symbol,)* }

        $(
            #[allow(missing_docs)]
            pub const $symbol: u16 = Number::$symbol as u16;
        )*

        /// The names, by symbol.
        pub const NAMES: &[&str] = &[$($name,)*];
    };
}

symbols! {
    D_ADD "__add__",
    D_CAUSE "__cause__",
    D_CLASS "__class__",
    D_CLASS_GETITEM "__class_getitem__",
    D_CONTAINS "__contains__",
    D_CONTEXT "__context__",
    D_DELITEM "__delitem__",
    D_DICT "__dict__",
    D_DOC "__doc__",
    D_EQ "__eq__",
    D_GETITEM "__getitem__",
    D_INIT "__init__",
    D_ITER "__iter__",
    D_LEN "__len__",
    D_MODULE "__module__",
    D_NAME "__name__",
    D_NEXT "__next__",
    D_NOTES "__notes__",
    D_QUALNAME "__qualname__",
    D_REPR "__repr__",
    D_SETITEM "__setitem__",
    D_STR "__str__",
    D_SUPPRESS_CONTEXT "__suppress_context__",
    D_TRACEBACK "__traceback__",
    ADD "add",
    ADD_NOTE "add_note",
    APPEND "append",
    ARGS "args",
    AS_INTEGER_RATIO "as_integer_ratio",
    AWS_REQUEST_ID "aws_request_id",
    BIT_COUNT "bit_count",
    BIT_LENGTH "bit_length",
    CAPITALIZE "capitalize",
    CASEFOLD "casefold",
    CENTER "center",
    CLEAR "clear",
    CLIENT_CONTEXT "client_context",
    CLOSE "close",
    CODE "code",
    COLNO "colno",
    CONJUGATE "conjugate",
    COPY "copy",
    COUNT "count",
    DECODE "decode",
    DENOMINATOR "denominator",
    DIFFERENCE "difference",
    DIFFERENCE_UPDATE "difference_update",
    DISCARD "discard",
    DOC "doc",
    ENCODE "encode",
    ENCODING "encoding",
    ENDSWITH "endswith",
    EXPANDTABS "expandtabs",
    EXTEND "extend",
    FIND "find",
    FORMAT "format",
    FORMAT_MAP "format_map",
    FROM_BYTES "from_bytes",
    FROMHEX "fromhex",
    FROMKEYS "fromkeys",
    FUNCTION_NAME "function_name",
    FUNCTION_VERSION "function_version",
    GET "get",
    GET_REMAINING_TIME_IN_MILLIS "get_remaining_time_in_millis",
    HEX "hex",
    IDENTITY "identity",
    IMAG "imag",
    INDEX "index",
    INSERT "insert",
    INTERSECTION "intersection",
    INTERSECTION_UPDATE "intersection_update",
    INVOKED_FUNCTION_ARN "invoked_function_arn",
    IS_INTEGER "is_integer",
    ISALNUM "isalnum",
    ISALPHA "isalpha",
    ISASCII "isascii",
    ISDECIMAL "isdecimal",
    ISDIGIT "isdigit",
    ISDISJOINT "isdisjoint",
    ISIDENTIFIER "isidentifier",
    ISLOWER "islower",
    ISNUMERIC "isnumeric",
    ISPRINTABLE "isprintable",
    ISSPACE "isspace",
    ISSUBSET "issubset",
    ISSUPERSET "issuperset",
    ISTITLE "istitle",
    ISUPPER "isupper",
    ITEMS "items",
    JOIN "join",
    KEYS "keys",
    LINENO "lineno",
    LJUST "ljust",
    LOG_GROUP_NAME "log_group_name",
    LOG_STREAM_NAME "log_stream_name",
    LOWER "lower",
    LSTRIP "lstrip",
    MAKETRANS "maketrans",
    MEMORY_LIMIT_IN_MB "memory_limit_in_mb",
    MSG "msg",
    NAME "name",
    NUMERATOR "numerator",
    OBJ "obj",
    OBJECT "object",
    PARTITION "partition",
    POP "pop",
    POPITEM "popitem",
    POS "pos",
    REAL "real",
    REASON "reason",
    REMOVE "remove",
    REMOVEPREFIX "removeprefix",
    REMOVESUFFIX "removesuffix",
    REPLACE "replace",
    REVERSE "reverse",
    RFIND "rfind",
    RINDEX "rindex",
    RJUST "rjust",
    RPARTITION "rpartition",
    RSPLIT "rsplit",
    RSTRIP "rstrip",
    SEND "send",
    SETDEFAULT "setdefault",
    SORT "sort",
    SPLIT "split",
    SPLITLINES "splitlines",
    START "start",
    STARTSWITH "startswith",
    STEP "step",
    STOP "stop",
    STRIP "strip",
    SWAPCASE "swapcase",
    SYMMETRIC_DIFFERENCE "symmetric_difference",
    SYMMETRIC_DIFFERENCE_UPDATE "symmetric_difference_update",
    THROW "throw",
    TITLE "title",
    TO_BYTES "to_bytes",
    TRANSLATE "translate",
    UNION "union",
    UPDATE "update",
    UPPER "upper",
    VALUE "value",
    VALUES "values",
    WITH_TRACEBACK "with_traceback",
    ZFILL "zfill",
    D_ABS "__abs__",
    D_AENTER "__aenter__",
    D_AEXIT "__aexit__",
    D_AND "__and__",
    D_ANNOTATIONS "__annotations__",
    D_BASES "__bases__",
    D_BOOL "__bool__",
    D_BYTES "__bytes__",
    D_CALL "__call__",
    D_CEIL "__ceil__",
    D_CODE "__code__",
    D_COMPLEX "__complex__",
    D_DEFAULTS "__defaults__",
    D_DELATTR "__delattr__",
    D_DEL "__del__",
    D_DELETE "__delete__",
    D_DIR "__dir__",
    D_ENTER "__enter__",
    D_EXIT "__exit__",
    D_FLOAT "__float__",
    D_FLOOR "__floor__",
    D_FLOORDIV "__floordiv__",
    D_FORMAT "__format__",
    D_FUNC "__func__",
    D_GE "__ge__",
    D_GET "__get__",
    D_GETATTR "__getattr__",
    D_GETATTRIBUTE "__getattribute__",
    D_GT "__gt__",
    D_HASH "__hash__",
    D_IADD "__iadd__",
    D_IAND "__iand__",
    D_IFLOORDIV "__ifloordiv__",
    D_ILSHIFT "__ilshift__",
    D_IMATMUL "__imatmul__",
    D_IMOD "__imod__",
    D_IMUL "__imul__",
    D_INDEX "__index__",
    D_INIT_SUBCLASS "__init_subclass__",
    D_INSTANCECHECK "__instancecheck__",
    D_INT "__int__",
    D_INVERT "__invert__",
    D_IOR "__ior__",
    D_IPOW "__ipow__",
    D_IRSHIFT "__irshift__",
    D_ISUB "__isub__",
    D_ITRUEDIV "__itruediv__",
    D_IXOR "__ixor__",
    D_LE "__le__",
    D_LENGTH_HINT "__length_hint__",
    D_LSHIFT "__lshift__",
    D_LT "__lt__",
    D_MATCH_ARGS "__match_args__",
    D_MATMUL "__matmul__",
    D_MISSING "__missing__",
    D_MOD "__mod__",
    D_MRO "__mro__",
    D_MUL "__mul__",
    D_NE "__ne__",
    D_NEG "__neg__",
    D_NEW "__new__",
    D_OR "__or__",
    D_POS "__pos__",
    D_POST_INIT "__post_init__",
    D_POW "__pow__",
    D_PREPARE "__prepare__",
    D_RADD "__radd__",
    D_RAND "__rand__",
    D_RDIVMOD "__rdivmod__",
    D_DIVMOD "__divmod__",
    D_REVERSED "__reversed__",
    D_RFLOORDIV "__rfloordiv__",
    D_RLSHIFT "__rlshift__",
    D_RMATMUL "__rmatmul__",
    D_RMOD "__rmod__",
    D_RMUL "__rmul__",
    D_ROR "__ror__",
    D_ROUND "__round__",
    D_RPOW "__rpow__",
    D_RRSHIFT "__rrshift__",
    D_RSHIFT "__rshift__",
    D_RSUB "__rsub__",
    D_RTRUEDIV "__rtruediv__",
    D_RXOR "__rxor__",
    D_SELF "__self__",
    D_SET "__set__",
    D_SET_NAME "__set_name__",
    D_SETATTR "__setattr__",
    D_SIZEOF "__sizeof__",
    D_SLOTS "__slots__",
    D_SUB "__sub__",
    D_SUBCLASSCHECK "__subclasscheck__",
    D_SUBCLASSES "__subclasses__",
    D_TRUEDIV "__truediv__",
    D_TRUNC "__trunc__",
    D_XOR "__xor__",
    D_WRAPPED "__wrapped__",
    D_MRO_ENTRIES "__mro_entries__",
    D_WEAKREF "__weakref__",
    D_KWDEFAULTS "__kwdefaults__",
    D_FILE "__file__",
    D_PATH "__path__",
    D_PACKAGE "__package__",
    D_COPY "__copy__",
    D_DEEPCOPY "__deepcopy__",
    D_REDUCE "__reduce__",
    D_GETSTATE "__getstate__",
    D_SETSTATE "__setstate__",
    D_REPLACE "__replace__",
    D_FSPATH "__fspath__",
    GI_CODE "gi_code",
    GI_FRAME "gi_frame",
    GI_RUNNING "gi_running",
    GI_SUSPENDED "gi_suspended",
    GI_YIELDFROM "gi_yieldfrom",
    TB_FRAME "tb_frame",
    TB_LASTI "tb_lasti",
    TB_LINENO "tb_lineno",
    TB_NEXT "tb_next",
    D_BASE "__base__",
    MRO "mro",
    FGET "fget",
    FSET "fset",
    FDEL "fdel",
    SETTER "setter",
    GETTER "getter",
    DELETER "deleter",
    D_SUBCLASSHOOK "__subclasshook__",
    D_ORIGIN "__origin__",
    D_ARGS "__args__",
    ERRNO "errno",
    STRERROR "strerror",
    FILENAME "filename",
    PATH "path",
    D_THISCLASS "__thisclass__",
    D_SELF_CLASS "__self_class__",
    C_CONTIGUOUS "c_contiguous",
    CAST "cast",
    CONTIGUOUS "contiguous",
    END "end",
    F_CONTIGUOUS "f_contiguous",
    INDICES "indices",
    ITEMSIZE "itemsize",
    MAPPING "mapping",
    NBYTES "nbytes",
    NDIM "ndim",
    READONLY "readonly",
    RELEASE "release",
    SHAPE "shape",
    STRIDES "strides",
    SUBOFFSETS "suboffsets",
    TOBYTES "tobytes",
    TOLIST "tolist",
    TOREADONLY "toreadonly",
    FILENAME2 "filename2",
    D_ABSTRACTMETHODS "__abstractmethods__",
    D_STATIC "__static__",
    D_OBJCLASS "__objclass__",
    END_LINENO "end_lineno",
    END_OFFSET "end_offset",
    OFFSET "offset",
    TEXT "text",
    D_ISABSTRACTMETHOD "__isabstractmethod__",
}

/// Chains of the names, by [`chain_of`]. With so many a chain has three names.
const CHAINS: usize = 128;

/// The symbol that each chain begins with, and the one that follows each in its chain; [`UNKNOWN`]
/// at a chain's end.
static LINKS: ([u16; CHAINS], [u16; NAMES.len()]) = {
    let (mut first, mut next) = ([UNKNOWN; CHAINS], [UNKNOWN; NAMES.len()]);
    let mut symbol = NAMES.len();
    while symbol > 0 {
        symbol -= 1;
        let chain = chain_of(NAMES[symbol].as_bytes());
        next[symbol] = first[chain];
        first[chain] = symbol as u16;
    }
    (first, next)
};

/// Tells most names apart by their length and two bytes, so that it takes as long for any name.
const fn chain_of(name: &[u8]) -> usize {
    match name.len() {
        0 => 0,
        length => {
            let (middle, third) = (name[length / 2] as usize, name[length / 3] as usize);
            (length + 29 * middle + 3 * third) % CHAINS
        }
    }
}

/// The symbol of a name, or [`UNKNOWN`].
pub fn of(name: &[u8]) -> u16 {
    let (first, next) = &LINKS;
    let mut symbol = first[chain_of(name)];
    while let Some(known) = NAMES.get(usize::from(symbol)) {
        if known.as_bytes() == name {
            return symbol;
        }
        symbol = next[usize::from(symbol)];
    }
    UNKNOWN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_the_symbol_of_its_place_and_no_other_has_one() {
        for (place, name) in NAMES.iter().enumerate() {
            assert_eq!(usize::from(of(name.as_bytes())), place, "{name}");
        }
        for name in ["", "a", "__", "appenD", "append_", "no_such_name"] {
            assert_eq!(of(name.as_bytes()), UNKNOWN, "{name}");
        }
    }
}
