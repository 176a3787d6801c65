//! The builtin functions, those of the native modules among them.

use super::FUNCTION_BASE;
use super::module::Module;

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
    SysParameters "_sys.parameters",
}

/// The functions' modules, by identifier: calls do not compare names.
const MODULES: [Module; FUNCTIONS.len()] = {
    let mut modules = [Module::Builtins; FUNCTIONS.len()];
    let mut n = 0;
    while n < modules.len() {
        modules[n] = Module::of_member(FUNCTIONS[n].0);
        n += 1;
    }
    modules
};

impl Function {
    /// The module that the function belongs to.
    pub const fn module(self) -> Module {
        MODULES[(self as u16 - FUNCTION_BASE) as usize]
    }

    /// The name with that of its module, as in "math.sqrt".
    pub fn qualified_name(self) -> &'static str {
        FUNCTIONS[(self as u16 - FUNCTION_BASE) as usize].0
    }
}
