//! The native modules, and the Cargo features that link them.
//!
//! A package names the builtins that it may call, so what a build leaves out is known when a
//! package is loaded: [`Program::load`](crate::Program::load) refuses it and names the feature.

macro_rules! features {
    ($($(#[$doc:meta])* $variant:ident $name:literal,)*) => {
        /// A part of the VM that the Cargo feature of the same name links.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Feature {
            $($(#[$doc])* $variant,)*
        }

        impl Feature {
            /// All of them.
            pub const ALL: &[Feature] = &[$(Feature::$variant,)*];

            /// The name in `Cargo.toml`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Feature::$variant => $name,)*
                }
            }

            /// Whether this build has it.
            #[inline(always)]
            pub const fn is_enabled(self) -> bool {
                match self {
                    $(Feature::$variant => cfg!(feature = $name),)*
                }
            }
        }
    };
}

features! {
    /// Ints beyond 64 bits, and quotients of ints beyond 53.
    Bigint "bigint",
    /// `base64`, `binascii` and the checksums of `zlib`.
    Binary "binary",
    /// `bytearray` and `memoryview`
    Bytearray "bytearray",
    /// `bytes`, and what makes them of a str or an int and back.
    Bytes "bytes",
    /// `class` statements and what only they make: instances, properties, `super()`, special
    /// methods that are called by their names, attributes that are stored; what tells of the
    /// program itself.
    Class "class",
    /// `collections.deque`
    Deque "deque",
    /// Specifications in f-strings, `format`, `str.format` and `%` of a str or bytes.
    Format "format",
    /// `yield`, `yield from` and generator expressions.
    Generator "generator",
    /// `hashlib` and `hmac`
    Hash "hash",
    /// `heapq` and `bisect`
    Heapq "heapq",
    /// `json.dumps` and `json.loads`; events and results are JSON without it.
    Json "json",
    /// The `match` statement.
    Match "match",
    /// `math`
    Math "math",
    /// Of `math` the roundings, `fabs`, `copysign`, `sqrt`, `exp`, `isfinite`, `isinf` and `isnan`.
    MathCore "math-core",
    /// The texts of exceptions that the VM raises. Without it they have none.
    Messages "messages",
    /// Powers: `**` and `pow`.
    Power "power",
    /// `random`, `secrets`, `uuid.uuid4` and `os.urandom`
    Random "random",
    /// `re`
    Regex "re",
    /// `set`, `frozenset` and what operators make of views of dicts.
    Set "set",
    /// `struct`
    Struct "struct",
    /// What the library asks of the VM itself, for `logging`, `traceback`, `inspect` and
    /// `sys.stdout`.
    System "system",
    /// The methods of str and bytes beyond those for parts, case, ends and white space.
    Text "text",
    /// `time` and what reads a clock through it
    Time "time",
    /// Case and properties of characters beyond ASCII.
    Unicode "unicode",
}

macro_rules! modules {
    ($($variant:ident $name:literal $feature:expr,)*) => {
        /// A module of builtin functions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Module {
            $($variant,)*
        }

        /// The modules' names, by module; that of the functions that need no import is empty.
        const NAMES: &[(&str, Module)] = &[$(($name, Module::$variant),)*];

        impl Module {
            /// The feature that links it, if it is no part of every build.
            pub const fn feature(self) -> Option<Feature> {
                match self {
                    $(Module::$variant => $feature,)*
                }
            }
        }

        /// Modules that exist without Python source.
        pub const MODULES: &[&str] = {
            let [_, named @ ..] = &[$($name,)*];
            named
        };
    };
}

modules! {
    Builtins "" None,
    Binary "_binary" Some(Feature::Binary),
    Deque "_deque" Some(Feature::Deque),
    Hash "_hash" Some(Feature::Hash),
    Heapq "_heapq" Some(Feature::Heapq),
    Json "_json" Some(Feature::Json),
    Lang "_lang" None,
    Math "math" Some(Feature::MathCore),
    Os "_os" Some(Feature::Random),
    Random "_random" Some(Feature::Random),
    Regex "_re" Some(Feature::Regex),
    Struct "_struct" Some(Feature::Struct),
    Sys "_sys" Some(Feature::System),
    Time "_time" Some(Feature::Time),
}

impl Module {
    /// Whether this build has it.
    #[inline]
    pub const fn is_enabled(self) -> bool {
        match self.feature() {
            Some(feature) => feature.is_enabled(),
            None => true,
        }
    }

    /// The module of a function by its qualified name, when the compiler makes the catalogue.
    pub(super) const fn of_member(name: &str) -> Module {
        let mut n = 1;
        while n < NAMES.len() {
            if is_member(name.as_bytes(), NAMES[n].0.as_bytes()) {
                return NAMES[n].1;
            }
            n += 1;
        }
        Module::Builtins
    }
}

/// Whether a name is that of a module, a dot and more.
const fn is_member(name: &[u8], module: &[u8]) -> bool {
    if name.len() <= module.len() || name[module.len()] != b'.' {
        return false;
    }
    let mut n = 0;
    while n < module.len() {
        if name[n] != module[n] {
            return false;
        }
        n += 1;
    }
    true
}
