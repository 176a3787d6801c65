//! The builtins that a package may name: types, exception classes and functions.
//!
//! Identifiers are part of the package's ABI: entries are only ever added at the end of a group.
//! Types are 0..=63, exception classes 64..=159, functions from 160 on. Identifiers from
//! [`IMPORT_BASE`] on are indices into a package's import table: functions that the host provides.

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
    "cell",
    "LambdaContext",
    "bytes_iterator",
    "callable_iterator",
    "traceback",
    "memoryview",
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
];

/// A builtin function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
#[allow(missing_docs)]
pub enum Function {
    Abs = 160,
    All = 161,
    Any = 162,
    Ascii = 163,
    Bin = 164,
    Callable = 165,
    Chr = 166,
    Divmod = 167,
    Format = 168,
    Getattr = 169,
    Hasattr = 170,
    Hash = 171,
    Hex = 172,
    Id = 173,
    Isinstance = 174,
    Issubclass = 175,
    Iter = 176,
    Len = 177,
    Max = 178,
    Min = 179,
    Next = 180,
    Oct = 181,
    Ord = 182,
    Pow = 183,
    Print = 184,
    Repr = 185,
    Round = 186,
    Sorted = 187,
    Sum = 188,
    MathAcos = 189,
    MathAcosh = 190,
    MathAsin = 191,
    MathAsinh = 192,
    MathAtan = 193,
    MathAtan2 = 194,
    MathAtanh = 195,
    MathCbrt = 196,
    MathCeil = 197,
    MathComb = 198,
    MathCopysign = 199,
    MathCos = 200,
    MathCosh = 201,
    MathDegrees = 202,
    MathDist = 203,
    MathErf = 204,
    MathErfc = 205,
    MathExp = 206,
    MathExp2 = 207,
    MathExpm1 = 208,
    MathFabs = 209,
    MathFactorial = 210,
    MathFloor = 211,
    MathFmod = 212,
    MathFrexp = 213,
    MathFsum = 214,
    MathGamma = 215,
    MathGcd = 216,
    MathHypot = 217,
    MathIsclose = 218,
    MathIsfinite = 219,
    MathIsinf = 220,
    MathIsnan = 221,
    MathIsqrt = 222,
    MathLcm = 223,
    MathLdexp = 224,
    MathLgamma = 225,
    MathLog = 226,
    MathLog10 = 227,
    MathLog1p = 228,
    MathLog2 = 229,
    MathModf = 230,
    MathNextafter = 231,
    MathPerm = 232,
    MathPow = 233,
    MathProd = 234,
    MathRadians = 235,
    MathRemainder = 236,
    MathSin = 237,
    MathSinh = 238,
    MathSqrt = 239,
    MathTan = 240,
    MathTanh = 241,
    MathTrunc = 242,
    MathUlp = 243,
    JsonDumps = 244,
    JsonLoads = 245,
    TimeTime = 246,
    TimeTimeNs = 247,
    TimeMonotonic = 248,
    TimeMonotonicNs = 249,
    TimePerfCounter = 250,
    TimePerfCounterNs = 251,
}

/// The functions' qualified names, by identifier.
pub const FUNCTIONS: &[(&str, Function)] = &[
    ("abs", Function::Abs),
    ("all", Function::All),
    ("any", Function::Any),
    ("ascii", Function::Ascii),
    ("bin", Function::Bin),
    ("callable", Function::Callable),
    ("chr", Function::Chr),
    ("divmod", Function::Divmod),
    ("format", Function::Format),
    ("getattr", Function::Getattr),
    ("hasattr", Function::Hasattr),
    ("hash", Function::Hash),
    ("hex", Function::Hex),
    ("id", Function::Id),
    ("isinstance", Function::Isinstance),
    ("issubclass", Function::Issubclass),
    ("iter", Function::Iter),
    ("len", Function::Len),
    ("max", Function::Max),
    ("min", Function::Min),
    ("next", Function::Next),
    ("oct", Function::Oct),
    ("ord", Function::Ord),
    ("pow", Function::Pow),
    ("print", Function::Print),
    ("repr", Function::Repr),
    ("round", Function::Round),
    ("sorted", Function::Sorted),
    ("sum", Function::Sum),
    ("math.acos", Function::MathAcos),
    ("math.acosh", Function::MathAcosh),
    ("math.asin", Function::MathAsin),
    ("math.asinh", Function::MathAsinh),
    ("math.atan", Function::MathAtan),
    ("math.atan2", Function::MathAtan2),
    ("math.atanh", Function::MathAtanh),
    ("math.cbrt", Function::MathCbrt),
    ("math.ceil", Function::MathCeil),
    ("math.comb", Function::MathComb),
    ("math.copysign", Function::MathCopysign),
    ("math.cos", Function::MathCos),
    ("math.cosh", Function::MathCosh),
    ("math.degrees", Function::MathDegrees),
    ("math.dist", Function::MathDist),
    ("math.erf", Function::MathErf),
    ("math.erfc", Function::MathErfc),
    ("math.exp", Function::MathExp),
    ("math.exp2", Function::MathExp2),
    ("math.expm1", Function::MathExpm1),
    ("math.fabs", Function::MathFabs),
    ("math.factorial", Function::MathFactorial),
    ("math.floor", Function::MathFloor),
    ("math.fmod", Function::MathFmod),
    ("math.frexp", Function::MathFrexp),
    ("math.fsum", Function::MathFsum),
    ("math.gamma", Function::MathGamma),
    ("math.gcd", Function::MathGcd),
    ("math.hypot", Function::MathHypot),
    ("math.isclose", Function::MathIsclose),
    ("math.isfinite", Function::MathIsfinite),
    ("math.isinf", Function::MathIsinf),
    ("math.isnan", Function::MathIsnan),
    ("math.isqrt", Function::MathIsqrt),
    ("math.lcm", Function::MathLcm),
    ("math.ldexp", Function::MathLdexp),
    ("math.lgamma", Function::MathLgamma),
    ("math.log", Function::MathLog),
    ("math.log10", Function::MathLog10),
    ("math.log1p", Function::MathLog1p),
    ("math.log2", Function::MathLog2),
    ("math.modf", Function::MathModf),
    ("math.nextafter", Function::MathNextafter),
    ("math.perm", Function::MathPerm),
    ("math.pow", Function::MathPow),
    ("math.prod", Function::MathProd),
    ("math.radians", Function::MathRadians),
    ("math.remainder", Function::MathRemainder),
    ("math.sin", Function::MathSin),
    ("math.sinh", Function::MathSinh),
    ("math.sqrt", Function::MathSqrt),
    ("math.tan", Function::MathTan),
    ("math.tanh", Function::MathTanh),
    ("math.trunc", Function::MathTrunc),
    ("math.ulp", Function::MathUlp),
    ("json.dumps", Function::JsonDumps),
    ("json.loads", Function::JsonLoads),
    ("time.time", Function::TimeTime),
    ("time.time_ns", Function::TimeTimeNs),
    ("time.monotonic", Function::TimeMonotonic),
    ("time.monotonic_ns", Function::TimeMonotonicNs),
    ("time.perf_counter", Function::TimePerfCounter),
    ("time.perf_counter_ns", Function::TimePerfCounterNs),
];

/// Constants of the native modules.
pub const CONSTANTS: &[(&str, f64)] = &[
    ("math.pi", core::f64::consts::PI),
    ("math.e", core::f64::consts::E),
    ("math.tau", core::f64::consts::TAU),
    ("math.inf", f64::INFINITY),
    ("math.nan", f64::NAN),
];

/// Modules that exist without Python source.
pub const MODULES: &[&str] = &["math", "json", "time"];

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
    Type::Slice,
    Type::Enumerate,
    Type::Zip,
    Type::Reversed,
];

/// The identifier of a builtin ("len", "int", "KeyError") or of a native module's member
/// ("math.sqrt", "json.JSONDecodeError").
pub fn lookup(name: &str) -> Option<u16> {
    if let Some(kind) = NAMED_TYPES
        .iter()
        .find(|kind| TYPE_NAMES[**kind as usize] == name)
    {
        return Some(*kind as u16);
    }
    let class = match name {
        "json.JSONDecodeError" => "JSONDecodeError",
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
];
