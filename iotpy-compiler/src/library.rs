//! What programs can name without defining it: builtins, our own library in Python, and the
//! hints for what we do not have.

use iotpy_core::catalog::{self, Function, fallback};
use iotpy_core::opcode::Op;

use crate::code::Constant;

/// The name of the module of what needs no import.
pub(crate) const BUILTINS: &str = "builtins";

/// What stands in for builtins that must call back to Python.
pub(crate) const SOURCE: &str = include_str!("pylib/builtins.py");

macro_rules! files {
    ($($path:literal,)*) => {
        &[$(($path, include_str!(concat!("pylib/", $path))),)*]
    };
}

/// The modules of our library, by path as in a program's sources.
const FILES: &[(&str, &str)] = files! {
    "_civil.py",
    "_decimal_arithmetic.py",
    "_decimal_context.py",
    "_decimal_convert.py",
    "_decimal_int.py",
    "_decimal_number.py",
    "_decimal_power.py",
    "_decimal_signal.py",
    "_decimal_text.py",
    "_entities.py",
    "_errors.py",
    "_isotime.py",
    "_strftime.py",
    "_strptime.py",
    "abc.py",
    "array.py",
    "base64.py",
    "binascii.py",
    "bisect.py",
    "boto3/__init__.py",
    "boto3/_client.py",
    "boto3/_resource.py",
    "boto3/session.py",
    "botocore/__init__.py",
    "botocore/config.py",
    "botocore/exceptions.py",
    "botocore/response.py",
    "calendar.py",
    "collections/__init__.py",
    "collections/_chain.py",
    "collections/_counter.py",
    "collections/_deque.py",
    "collections/_dicts.py",
    "collections/_named.py",
    "collections/_wrappers.py",
    "collections/abc/__init__.py",
    "collections/abc/_hooks.py",
    "collections/abc/_mappings.py",
    "collections/abc/_sequences.py",
    "collections/abc/_sets.py",
    "collections/abc/_single.py",
    "contextlib.py",
    "copy.py",
    "csv.py",
    "dataclasses.py",
    "datetime/__init__.py",
    "datetime/_count.py",
    "datetime/_date.py",
    "datetime/_datetime.py",
    "datetime/_delta.py",
    "datetime/_fields.py",
    "datetime/_text.py",
    "datetime/_time.py",
    "datetime/_zone.py",
    "decimal.py",
    "difflib.py",
    "enum/__init__.py",
    "enum/_body.py",
    "enum/_enum.py",
    "enum/_flag.py",
    "enum/_members.py",
    "enum/_type.py",
    "enum/_values.py",
    "enum/_verify.py",
    "errno.py",
    "fractions.py",
    "functools.py",
    "graphlib.py",
    "hashlib.py",
    "heapq.py",
    "hmac.py",
    "html.py",
    "inspect.py",
    "io.py",
    "itertools.py",
    "json/__init__.py",
    "json/decoder.py",
    "json/encoder.py",
    "keyword.py",
    "logging/__init__.py",
    "logging/_formatter.py",
    "logging/_handler.py",
    "logging/_levels.py",
    "logging/_logger.py",
    "logging/_record.py",
    "logging/_style.py",
    "math.py",
    "numbers.py",
    "operator.py",
    "os/__init__.py",
    "os/path.py",
    "platform.py",
    "posixpath.py",
    "pprint.py",
    "queue.py",
    "random.py",
    "re.py",
    "reprlib.py",
    "secrets.py",
    "shlex.py",
    "statistics.py",
    "string.py",
    "struct.py",
    "sys.py",
    "textwrap.py",
    "time.py",
    "traceback.py",
    "types.py",
    "typing/__init__.py",
    "typing/_alias.py",
    "typing/_arguments.py",
    "typing/_collections.py",
    "typing/_forms.py",
    "typing/_generic.py",
    "typing/_hints.py",
    "typing/_marks.py",
    "typing/_protocol.py",
    "typing/_records.py",
    "typing/_variables.py",
    "typing_extensions.py",
    "urllib/__init__.py",
    "urllib/parse.py",
    "uuid.py",
    "warnings.py",
    "zlib.py",
    "zoneinfo.py",
};

/// The text of a file of our library.
pub(crate) fn file(path: &str) -> Option<&'static str> {
    let found = FILES.iter().find(|(known, _)| *known == path);
    found.map(|(_, text)| *text)
}

/// The function of the host without which a module of our library is of no use.
pub(crate) fn host_function(module: &str) -> Option<&'static str> {
    let package = module.split('.').next().unwrap_or(module);
    matches!(package, "boto3" | "botocore").then_some(crate::CLOUD_FUNCTION)
}

/// How reports name a file of our library.
pub(crate) fn shown_path(path: &str) -> String {
    format!("<library>/{path}")
}

/// What a builtin name is.
pub(crate) enum Builtin {
    Native(u16),
    Constant(Constant),
    NotImplemented,
    /// A function of our library.
    Library,
    /// Python has it, we do not.
    Refused(&'static str),
}

/// When a fallback in Python is linked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fallback {
    /// The builtin is used with keywords, with `*` or `**`, or as a value, or the program has
    /// classes, whose methods it may have to call.
    Flexible,
    /// The builtin is used, and the program has generators or classes.
    Callbacks,
    /// The program has classes.
    Classes,
    /// The program prints to files.
    Files,
    /// The program replaces `sys.stdout`.
    Output,
}

/// The fallbacks that are no builtins by name.
const OPERATIONS: &[(&str, u16, Fallback)] = &[
    ("list_sort", fallback::LIST_SORT, Fallback::Flexible),
    ("collect", fallback::COLLECT, Fallback::Callbacks),
    ("contains", fallback::CONTAINS, Fallback::Callbacks),
    ("take", fallback::TAKE, Fallback::Callbacks),
    ("next_item", fallback::NEXT, Fallback::Callbacks),
    ("walk_by_index", fallback::WALK_BY_INDEX, Fallback::Classes),
    ("walk_back", fallback::WALK_BACK, Fallback::Classes),
    ("text_of", fallback::TEXT_OF, Fallback::Classes),
    ("print", fallback::PRINT_TO, Fallback::Files),
    ("print", fallback::PRINT, Fallback::Output),
];

/// The builtins that have a fallback: name, identifier, when.
pub(crate) fn fallbacks() -> Vec<(&'static str, u16, Fallback)> {
    let mut found = OPERATIONS.to_vec();
    for (name, when) in [
        ("sorted", Fallback::Flexible),
        ("min", Fallback::Flexible),
        ("max", Fallback::Flexible),
        ("any", Fallback::Callbacks),
        ("all", Fallback::Callbacks),
        ("enumerate", Fallback::Callbacks),
        ("zip", Fallback::Callbacks),
    ] {
        found.extend(catalog::lookup(name).map(|id| (name, id, when)));
    }
    found.push(("iter_until", Function::Iter as u16, Fallback::Flexible));
    found
}

/// The function of our library that an instruction may call.
pub(crate) fn operation_of(op: Op) -> Option<u16> {
    match op {
        Op::In | Op::NotIn | Op::JumpIn => Some(fallback::CONTAINS),
        Op::Unpack => Some(fallback::TAKE),
        Op::CallSpread => Some(fallback::COLLECT),
        _ => None,
    }
}

/// Looks a name up among the builtins.
pub(crate) fn builtin(name: &str) -> Option<Builtin> {
    Some(match name {
        "__debug__" => Builtin::Constant(Constant::Bool(true)),
        "Ellipsis" => Builtin::Constant(Constant::Ellipsis),
        "NotImplemented" => Builtin::NotImplemented,
        "map" | "filter" => Builtin::Library,
        _ => match (
            catalog::lookup(name).filter(|_| !name.contains('.')),
            refused(name),
        ) {
            (Some(id), _) => Builtin::Native(id),
            (None, Some(hint)) => Builtin::Refused(hint),
            (None, None) => return None,
        },
    })
}

fn refused(name: &str) -> Option<&'static str> {
    Some(match name {
        "eval" | "exec" | "compile" => "code is compiled when it is deployed; call functions",
        "__import__" => "write an import statement",
        "open" => "a function has no file system; use the storage of the platform",
        "input" => "a function has no terminal; read the event",
        "globals" | "locals" => "keep what you look up by name in a dict",
        "complex" => "keep real and imaginary part in two floats",
        "breakpoint" | "help" => "a function has no terminal",
        "exit" | "quit" => "return from the handler",
        "aiter" | "anext" => "use a plain iterator",
        "__file__" | "__builtins__" | "__loader__" | "__spec__" | "__package__" => {
            "modules have no files at run time"
        }
        "ExceptionGroup" | "BaseExceptionGroup" => "raise one exception",
        _ => return None,
    })
}

/// Modules that a file of the same name does not hide, because CPython has them built in.
pub(crate) fn is_built_in(module: &str) -> bool {
    matches!(module, "math" | "time" | "sys" | "builtins")
}

/// What to do about a module that we do not have.
pub(crate) fn missing_module_hint(module: &str) -> &'static str {
    match module.split('.').next().unwrap_or(module) {
        "numpy" | "pandas" | "scipy" => "write the loops in Python; lists and floats are fast here",
        "boto3" | "botocore" => {
            "this host reaches no cloud; run the function on the CPython executor"
        }
        "requests" | "urllib" | "urllib3" | "http" | "socket" => {
            "a function has no sockets; use the platform's services"
        }
        "subprocess" | "threading" | "multiprocessing" | "asyncio" | "concurrent" => {
            "a function runs alone, once per event"
        }
        "os" | "sys" | "pathlib" | "io" | "shutil" | "tempfile" => {
            "a function has no operating system around it; read the event"
        }
        _ => "add its source to the package, or run the function on the CPython executor",
    }
}

/// Modules of the library that are Python here and, at least where errors come from, C in CPython,
/// which has no frames for them in tracebacks. Those with an underscore in front are such, too.
const NATIVE: &[&str] = &[
    "array",
    "binascii",
    "bisect",
    "builtins",
    "collections",
    "datetime",
    "decimal",
    "functools",
    "hashlib",
    "heapq",
    "io",
    "itertools",
    "math",
    "operator",
    "struct",
    "time",
    "zlib",
];

/// Whether a module of the library stands for one that is C in CPython, by the name it is shown by.
pub(crate) fn is_native(shown_name: &str) -> bool {
    shown_name.starts_with('_') || NATIVE.contains(&shown_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fallbacks_are_for_builtins_of_the_catalog() {
        let found = fallbacks();
        for (name, id, _) in found {
            assert!(id >= fallback::LIST_SORT || catalog::exists(id), "{name}");
            assert!(SOURCE.contains(&format!("\ndef {name}(")), "{name}");
        }
    }
}
