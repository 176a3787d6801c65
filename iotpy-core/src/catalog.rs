//! The builtins that a package may name: types, exception classes and functions.
//!
//! Identifiers are part of the package's ABI: entries are only ever added at the end of a group.
//! Types are 0..=63, exception classes 64..=159, functions from 160 on. Identifiers from
//! [`IMPORT_BASE`] on are indices into a package's import table: functions that the host provides.

/// Functions of the library in Python that the VM calls when a native needs one.
pub mod fallback {
    /// `list.sort` with a key, or of values whose order Python code decides.
    pub const LIST_SORT: u16 = 0x7F00;
    /// The list of an iterable's values.
    pub const COLLECT: u16 = 0x7F01;
    /// Whether an iterable has a value.
    pub const CONTAINS: u16 = 0x7F02;
    /// The list of at most so many values of an iterable.
    pub const TAKE: u16 = 0x7F03;
    /// The next value of an iterator.
    pub const NEXT: u16 = 0x7F04;
    /// An iterator over a sequence that only has `__getitem__`.
    pub const WALK_BY_INDEX: u16 = 0x7F05;
    /// As `WALK_BY_INDEX`, backwards.
    pub const WALK_BACK: u16 = 0x7F06;
    /// `str(value)`
    pub const TEXT_OF: u16 = 0x7F07;
    /// `print` to a file.
    pub const PRINT_TO: u16 = 0x7F0E;
    /// `print` in a program that replaces `sys.stdout`.
    pub const PRINT: u16 = 0x7F0F;
}

/// The first identifier of a host import.
pub const IMPORT_BASE: u16 = 0x8000;
/// The first identifier of an exception class.
pub const EXCEPTION_BASE: u16 = 64;
/// The first identifier of a function.
pub const FUNCTION_BASE: u16 = 160;

/// A builtin type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
#[allow(missing_docs)]
pub enum Type {
    Object = 0,
    Type = 1,
    Int = 2,
    Float = 3,
    Bool = 4,
    Str = 5,
    List = 6,
    Tuple = 7,
    Dict = 8,
    Set = 9,
    Frozenset = 10,
    Range = 11,
    Bytes = 12,
    Bytearray = 13,
    None = 14,
    Function = 15,
    Builtin = 16,
    Generator = 17,
    Slice = 18,
    Module = 19,
    Ellipsis = 20,
    NotImplemented = 21,
    Enumerate = 22,
    Zip = 23,
    Reversed = 24,
    Map = 25,
    Filter = 26,
    ListIterator = 27,
    TupleIterator = 28,
    StrIterator = 29,
    RangeIterator = 30,
    DictKeyiterator = 31,
    DictValueiterator = 32,
    DictItemiterator = 33,
    DictKeys = 34,
    DictValues = 35,
    DictItems = 36,
    SetIterator = 37,
    Method = 38,
    Cell = 39,
    LambdaContext = 40,
    BytesIterator = 41,
    CallableIterator = 42,
    Traceback = 43,
    Memoryview = 44,
    Super = 45,
    Property = 46,
    Classmethod = 47,
    Staticmethod = 48,
    GenericAlias = 49,
    UnionType = 50,
    WrapperDescriptor = 51,
    Mappingproxy = 52,
    MemoryIterator = 53,
    BytearrayIterator = 54,
    ReverseKeyiterator = 55,
    ReverseValueiterator = 56,
    ReverseItemiterator = 57,
    ListReverseiterator = 58,
    LongrangeIterator = 59,
    Frame = 60,
    Code = 61,
    StrAsciiIterator = 62,
}

/// The types' names, by identifier.
pub const TYPE_NAMES: &[&str] = &[
    "object",
    "type",
    "int",
    "float",
    "bool",
    "str",
    "list",
    "tuple",
    "dict",
    "set",
    "frozenset",
    "range",
    "bytes",
    "bytearray",
    "NoneType",
    "function",
    "builtin_function_or_method",
    "generator",
    "slice",
    "module",
    "ellipsis",
    "NotImplementedType",
    "enumerate",
    "zip",
    "reversed",
    "map",
    "filter",
    "list_iterator",
    "tuple_iterator",
    "str_iterator",
    "range_iterator",
    "dict_keyiterator",
    "dict_valueiterator",
    "dict_itemiterator",
    "dict_keys",
    "dict_values",
    "dict_items",
    "set_iterator",
    "method",
    "member_descriptor",
    "LambdaContext",
    "bytes_iterator",
    "callable_iterator",
    "traceback",
    "memoryview",
    "super",
    "property",
    "classmethod",
    "staticmethod",
    "types.GenericAlias",
    "types.UnionType",
    "wrapper_descriptor",
    "mappingproxy",
    "memory_iterator",
    "bytearray_iterator",
    "dict_reversekeyiterator",
    "dict_reversevalueiterator",
    "dict_reverseitemiterator",
    "list_reverseiterator",
    "longrange_iterator",
    "frame",
    "code",
    "str_ascii_iterator",
];

/// A builtin exception class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
#[allow(missing_docs)]
pub enum Exception {
    BaseException = 64,
    Exception = 65,
    ArithmeticError = 66,
    ZeroDivisionError = 67,
    OverflowError = 68,
    FloatingPointError = 69,
    AssertionError = 70,
    AttributeError = 71,
    EOFError = 72,
    ImportError = 73,
    ModuleNotFoundError = 74,
    LookupError = 75,
    IndexError = 76,
    KeyError = 77,
    MemoryError = 78,
    NameError = 79,
    UnboundLocalError = 80,
    OSError = 81,
    FileNotFoundError = 82,
    PermissionError = 83,
    TimeoutError = 84,
    ConnectionError = 85,
    RuntimeError = 86,
    RecursionError = 87,
    NotImplementedError = 88,
    StopIteration = 89,
    SystemError = 90,
    SystemExit = 91,
    KeyboardInterrupt = 92,
    GeneratorExit = 93,
    TypeError = 94,
    ValueError = 95,
    UnicodeError = 96,
    UnicodeDecodeError = 97,
    UnicodeEncodeError = 98,
    JSONDecodeError = 99,
    BufferError = 100,
    ReferenceError = 101,
    Warning = 102,
    FileExistsError = 103,
    BrokenPipeError = 104,
    ConnectionRefusedError = 105,
    ConnectionResetError = 106,
    InterruptedError = 107,
    NotADirectoryError = 108,
    IsADirectoryError = 109,
    SyntaxError = 110,
    DeprecationWarning = 111,
    UserWarning = 112,
    RuntimeWarning = 113,
    ConnectionAbortedError = 114,
    BlockingIOError = 115,
    ChildProcessError = 116,
    ProcessLookupError = 117,
    StopAsyncIteration = 118,
    IndentationError = 119,
    FutureWarning = 120,
    ImportWarning = 121,
    UnicodeWarning = 122,
    BytesWarning = 123,
    PendingDeprecationWarning = 124,
    ResourceWarning = 125,
    SyntaxWarning = 126,
    EncodingWarning = 127,
}

/// The exception classes' names and the identifiers of their bases.
pub const EXCEPTIONS: &[(&str, u16)] = &[
    ("BaseException", 0),
    ("Exception", 64),
    ("ArithmeticError", 65),
    ("ZeroDivisionError", 66),
    ("OverflowError", 66),
    ("FloatingPointError", 66),
    ("AssertionError", 65),
    ("AttributeError", 65),
    ("EOFError", 65),
    ("ImportError", 65),
    ("ModuleNotFoundError", 73),
    ("LookupError", 65),
    ("IndexError", 75),
    ("KeyError", 75),
    ("MemoryError", 65),
    ("NameError", 65),
    ("UnboundLocalError", 79),
    ("OSError", 65),
    ("FileNotFoundError", 81),
    ("PermissionError", 81),
    ("TimeoutError", 81),
    ("ConnectionError", 81),
    ("RuntimeError", 65),
    ("RecursionError", 86),
    ("NotImplementedError", 86),
    ("StopIteration", 65),
    ("SystemError", 65),
    ("SystemExit", 64),
    ("KeyboardInterrupt", 64),
    ("GeneratorExit", 64),
    ("TypeError", 65),
    ("ValueError", 65),
    ("UnicodeError", 95),
    ("UnicodeDecodeError", 96),
    ("UnicodeEncodeError", 96),
    ("JSONDecodeError", 95),
    ("BufferError", 65),
    ("ReferenceError", 65),
    ("Warning", 65),
    ("FileExistsError", 81),
    ("BrokenPipeError", 85),
    ("ConnectionRefusedError", 85),
    ("ConnectionResetError", 85),
    ("InterruptedError", 81),
    ("NotADirectoryError", 81),
    ("IsADirectoryError", 81),
    ("SyntaxError", 65),
    ("DeprecationWarning", 102),
    ("UserWarning", 102),
    ("RuntimeWarning", 102),
    ("ConnectionAbortedError", 85),
    ("BlockingIOError", 81),
    ("ChildProcessError", 81),
    ("ProcessLookupError", 81),
    ("StopAsyncIteration", 65),
    ("IndentationError", 110),
    ("FutureWarning", 102),
    ("ImportWarning", 102),
    ("UnicodeWarning", 102),
    ("BytesWarning", 102),
    ("PendingDeprecationWarning", 102),
    ("ResourceWarning", 102),
    ("SyntaxWarning", 102),
    ("EncodingWarning", 102),
];

macro_rules! functions {
    ($first:ident $first_name:literal, $($variant:ident $name:literal,)*) => {
        /// A builtin function.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u16)]
        #[allow(missing_docs)]
        pub enum Function {
            $first = FUNCTION_BASE,
            $($variant,)*
        }

        /// The functions' qualified names, by identifier.
        pub const FUNCTIONS: &[(&str, Function)] = &[
            ($first_name, Function::$first),
            $(($name, Function::$variant),)*
        ];
    };
}

functions! {
    Abs "abs",
    All "all",
    Any "any",
    Ascii "ascii",
    Bin "bin",
    Callable "callable",
    Chr "chr",
    Divmod "divmod",
    Format "format",
    Getattr "getattr",
    Hasattr "hasattr",
    Hash "hash",
    Hex "hex",
    Id "id",
    Isinstance "isinstance",
    Issubclass "issubclass",
    Iter "iter",
    Len "len",
    Max "max",
    Min "min",
    Next "next",
    Oct "oct",
    Ord "ord",
    Pow "pow",
    Print "print",
    Repr "repr",
    Round "round",
    Sorted "sorted",
    Sum "sum",
    MathAcos "math.acos",
    MathAcosh "math.acosh",
    MathAsin "math.asin",
    MathAsinh "math.asinh",
    MathAtan "math.atan",
    MathAtan2 "math.atan2",
    MathAtanh "math.atanh",
    MathCbrt "math.cbrt",
    MathCeil "math.ceil",
    MathComb "math.comb",
    MathCopysign "math.copysign",
    MathCos "math.cos",
    MathCosh "math.cosh",
    MathDegrees "math.degrees",
    MathDist "math.dist",
    MathErf "math.erf",
    MathErfc "math.erfc",
    MathExp "math.exp",
    MathExp2 "math.exp2",
    MathExpm1 "math.expm1",
    MathFabs "math.fabs",
    MathFactorial "math.factorial",
    MathFloor "math.floor",
    MathFmod "math.fmod",
    MathFrexp "math.frexp",
    MathFsum "math.fsum",
    MathGamma "math.gamma",
    MathGcd "math.gcd",
    MathHypot "math.hypot",
    MathIsclose "math.isclose",
    MathIsfinite "math.isfinite",
    MathIsinf "math.isinf",
    MathIsnan "math.isnan",
    MathIsqrt "math.isqrt",
    MathLcm "math.lcm",
    MathLdexp "math.ldexp",
    MathLgamma "math.lgamma",
    MathLog "math.log",
    MathLog10 "math.log10",
    MathLog1p "math.log1p",
    MathLog2 "math.log2",
    MathModf "math.modf",
    MathNextafter "math.nextafter",
    MathPerm "math.perm",
    MathPow "math.pow",
    MathProd "math.prod",
    MathRadians "math.radians",
    MathRemainder "math.remainder",
    MathSin "math.sin",
    MathSinh "math.sinh",
    MathSqrt "math.sqrt",
    MathTan "math.tan",
    MathTanh "math.tanh",
    MathTrunc "math.trunc",
    MathUlp "math.ulp",
    JsonDumps "_json.dumps",
    JsonLoads "_json.loads",
    TimeTime "_time.time",
    TimeTimeNs "_time.time_ns",
    TimeMonotonic "_time.monotonic",
    TimeMonotonicNs "_time.monotonic_ns",
    TimePerfCounter "_time.perf_counter",
    TimePerfCounterNs "_time.perf_counter_ns",
    SysWrite "_sys.write",
    SysException "_sys.exception",
    SysFrames "_sys.frames",
    SysDepth "_sys.depth",
    SysCaller "_sys.caller",
    LangPrepareClass "_lang.prepare_class",
    LangBuildClass "_lang.build_class",
    LangMatchSequence "_lang.match_sequence",
    LangMatchMapping "_lang.match_mapping",
    LangMatchKeys "_lang.match_keys",
    LangMatchClass "_lang.match_class",
    Setattr "setattr",
    Delattr "delattr",
    Vars "vars",
    Dir "dir",
    HeapPush "_heapq.heappush",
    HeapPop "_heapq.heappop",
    HeapReplace "_heapq.heapreplace",
    HeapPushPop "_heapq.heappushpop",
    HeapSink "_heapq.sink",
    BisectLeft "_heapq.bisect_left",
    BisectRight "_heapq.bisect_right",
    ReCompile "_re.compile",
    ReFind "_re.find",
    ReFindAll "_re.find_all",
    ReSplit "_re.split",
    ReReplace "_re.replace",
    LangPassFor "_lang.pass_for",
    LangTupleField "_lang.tuple_field",
    LangTupleInstance "_lang.tuple_instance",
    LangSortByKeys "_lang.sort_by_keys",
    StructSize "_struct.size",
    StructPack "_struct.pack",
    StructUnpack "_struct.unpack",
    BinaryCrc32 "_binary.crc32",
    BinaryAdler32 "_binary.adler32",
    BinaryCrcHqx "_binary.crc_hqx",
    BinaryToBase64 "_binary.to_base64",
    BinaryOfBase64 "_binary.of_base64",
    HashSizes "_hash.sizes",
    HashNew "_hash.new",
    HashUpdate "_hash.update",
    HashDigest "_hash.digest",
    HashPbkdf2 "_hash.pbkdf2",
    RandomSeed "_random.seed",
    RandomFloat "_random.random",
    RandomBits "_random.getrandbits",
    RandomBelow "_random.below",
    OsUrandom "_os.urandom",
    DequeAppend "_deque.append",
    DequeAppendleft "_deque.appendleft",
    DequePop "_deque.pop",
    DequePopleft "_deque.popleft",
    DequeLen "_deque.length",
    DequeItem "_deque.item",
    DequePut "_deque.put",
    DequeItems "_deque.items",
    DequeAssign "_deque.assign",
    DequeSetLimit "_deque.set_limit",
    DequeLimit "_deque.limit",
    DequeChanges "_deque.changes",
    DequeRead "_deque.read",
}

/// Constants of the native modules.
pub const CONSTANTS: &[(&str, f64)] = &[
    ("math.pi", core::f64::consts::PI),
    ("math.e", core::f64::consts::E),
    ("math.tau", core::f64::consts::TAU),
    ("math.inf", f64::INFINITY),
    ("math.nan", f64::NAN),
];

/// Modules that exist without Python source.
pub const MODULES: &[&str] = &[
    "math", "_json", "_time", "_lang", "_sys", "_heapq", "_re", "_deque", "_struct", "_binary",
    "_hash", "_random", "_os",
];

/// Types that Python code can name without an import.
const NAMED_TYPES: &[Type] = &[
    Type::Object,
    Type::Type,
    Type::Int,
    Type::Float,
    Type::Bool,
    Type::Str,
    Type::List,
    Type::Tuple,
    Type::Dict,
    Type::Set,
    Type::Frozenset,
    Type::Range,
    Type::Bytes,
    Type::Bytearray,
    Type::Memoryview,
    Type::Slice,
    Type::Enumerate,
    Type::Zip,
    Type::Reversed,
    Type::Super,
    Type::Property,
    Type::Classmethod,
    Type::Staticmethod,
];

/// The identifier of a builtin ("len", "int", "KeyError") or of a native module's member
/// ("math.sqrt", "_json.JSONDecodeError").
pub fn lookup(name: &str) -> Option<u16> {
    if let Some(kind) = NAMED_TYPES
        .iter()
        .find(|kind| TYPE_NAMES[**kind as usize] == name)
    {
        return Some(*kind as u16);
    }
    let class = match name {
        "_json.JSONDecodeError" => "JSONDecodeError",
        "IOError" | "EnvironmentError" => "OSError",
        "JSONDecodeError" => return None,
        other => other,
    };
    if let Some(n) = EXCEPTIONS.iter().position(|(known, _)| *known == class) {
        return Some(EXCEPTION_BASE + n as u16);
    }
    FUNCTIONS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, function)| *function as u16)
}

/// The value of a native module's constant.
pub fn constant(name: &str) -> Option<f64> {
    CONSTANTS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, value)| *value)
}

impl Type {
    /// The name that Python shows.
    pub fn name(self) -> &'static str {
        TYPE_NAMES[self as usize]
    }
}

impl Exception {
    /// The class with this identifier.
    pub fn name(self) -> &'static str {
        EXCEPTIONS[(self as u16 - EXCEPTION_BASE) as usize].0
    }
}

/// Whether a function is a method of the instances of a class in whose body it is named.
pub fn is_method(id: u16) -> bool {
    (Function::DequeAppend as u16..=Function::DequeRead as u16).contains(&id)
}

/// Whether an identifier is that of an exception class.
pub fn is_exception(id: u16) -> bool {
    (EXCEPTION_BASE..EXCEPTION_BASE + EXCEPTIONS.len() as u16).contains(&id)
}

/// Whether the builtin class `id` is `base` or derived from it.
pub fn is_subclass(mut id: u16, base: u16) -> bool {
    loop {
        if id == base || base == Type::Object as u16 {
            return true;
        }
        if id == Type::Bool as u16 {
            id = Type::Int as u16;
        } else if is_exception(id) {
            id = EXCEPTIONS[(id - EXCEPTION_BASE) as usize].1;
        } else {
            return false;
        }
    }
}

/// The class that a builtin class derives from; nothing for `object` and for what is no class.
pub fn base_of(id: u16) -> Option<u16> {
    match id {
        0 => None,
        id if id == Type::Bool as u16 => Some(Type::Int as u16),
        id if is_exception(id) => Some(EXCEPTIONS[(id - EXCEPTION_BASE) as usize].1),
        id if id < EXCEPTION_BASE => Some(Type::Object as u16),
        _ => None,
    }
}

/// The name of any builtin; the last part for members of modules.
pub fn name(id: u16) -> &'static str {
    if let Some(name) = TYPE_NAMES.get(id as usize) {
        return name;
    }
    if is_exception(id) {
        return EXCEPTIONS[(id - EXCEPTION_BASE) as usize].0;
    }
    match FUNCTIONS.get(id.wrapping_sub(FUNCTION_BASE) as usize) {
        Some((name, _)) => name.rsplit('.').next().unwrap_or(name),
        None => "?",
    }
}

/// Whether an identifier below [`IMPORT_BASE`] is assigned.
pub fn exists(id: u16) -> bool {
    (id as usize) < TYPE_NAMES.len() || is_exception(id) || function(id).is_some()
}

/// The function with this identifier.
pub fn function(id: u16) -> Option<Function> {
    FUNCTIONS
        .get(id.wrapping_sub(FUNCTION_BASE) as usize)
        .map(|(_, function)| *function)
}

/// The type with this identifier.
pub fn type_of(id: u16) -> Option<Type> {
    TYPES.get(id as usize).copied()
}

const TYPES: &[Type] = &[
    Type::Object,
    Type::Type,
    Type::Int,
    Type::Float,
    Type::Bool,
    Type::Str,
    Type::List,
    Type::Tuple,
    Type::Dict,
    Type::Set,
    Type::Frozenset,
    Type::Range,
    Type::Bytes,
    Type::Bytearray,
    Type::None,
    Type::Function,
    Type::Builtin,
    Type::Generator,
    Type::Slice,
    Type::Module,
    Type::Ellipsis,
    Type::NotImplemented,
    Type::Enumerate,
    Type::Zip,
    Type::Reversed,
    Type::Map,
    Type::Filter,
    Type::ListIterator,
    Type::TupleIterator,
    Type::StrIterator,
    Type::RangeIterator,
    Type::DictKeyiterator,
    Type::DictValueiterator,
    Type::DictItemiterator,
    Type::DictKeys,
    Type::DictValues,
    Type::DictItems,
    Type::SetIterator,
    Type::Method,
    Type::Cell,
    Type::LambdaContext,
    Type::BytesIterator,
    Type::CallableIterator,
    Type::Traceback,
    Type::Memoryview,
    Type::Super,
    Type::Property,
    Type::Classmethod,
    Type::Staticmethod,
    Type::GenericAlias,
    Type::UnionType,
    Type::WrapperDescriptor,
    Type::Mappingproxy,
    Type::MemoryIterator,
    Type::BytearrayIterator,
    Type::ReverseKeyiterator,
    Type::ReverseValueiterator,
    Type::ReverseItemiterator,
    Type::ListReverseiterator,
    Type::LongrangeIterator,
    Type::Frame,
    Type::Code,
    Type::StrAsciiIterator,
];
