//! What a name that was not found might have meant, by the rules of CPython 3.11.

use iotpy_compiler::Positions;
use iotpy_core::Vm;

/// Names that are compared with the missing one, at most; with more there is no suggestion.
const CANDIDATES_MAX: usize = 749;
/// Bytes of the parts of two names that differ, at most.
const NAME_BYTES_MAX: usize = 40;
/// The cost of a byte that is put in, left out or changed.
const CHANGE: usize = 2;
/// The cost of a letter that is small in one name and a capital in the other.
const CASE_CHANGE: usize = 1;

/// What the module `builtins` has, in its order.
const BUILTINS: &str = "__name__ __doc__ __package__ __loader__ __spec__ __build_class__ \
    __import__ abs all any ascii bin breakpoint callable chr compile delattr dir divmod eval exec \
    format getattr globals hasattr hash hex id input isinstance issubclass iter aiter len locals \
    max min next anext oct ord pow print repr round setattr sorted sum vars None Ellipsis \
    NotImplemented False True bool memoryview bytearray bytes classmethod complex dict enumerate \
    filter float frozenset property int list map object range reversed set slice staticmethod str \
    super tuple type zip __debug__ BaseException BaseExceptionGroup Exception GeneratorExit \
    KeyboardInterrupt SystemExit ArithmeticError AssertionError AttributeError BufferError \
    EOFError ImportError LookupError MemoryError NameError OSError ReferenceError RuntimeError \
    StopAsyncIteration StopIteration SyntaxError SystemError TypeError ValueError Warning \
    FloatingPointError OverflowError ZeroDivisionError BytesWarning DeprecationWarning \
    EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning \
    RuntimeWarning SyntaxWarning UnicodeWarning UserWarning BlockingIOError ChildProcessError \
    ConnectionError FileExistsError FileNotFoundError InterruptedError IsADirectoryError \
    NotADirectoryError PermissionError ProcessLookupError TimeoutError IndentationError \
    IndexError KeyError ModuleNotFoundError NotImplementedError RecursionError UnboundLocalError \
    UnicodeError BrokenPipeError ConnectionAbortedError ConnectionRefusedError \
    ConnectionResetError TabError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError \
    ExceptionGroup EnvironmentError IOError open quit exit copyright credits license help";
/// What every module has before its own variables.
const MODULE_NAMES: [&str; 9] = [
    "__name__",
    "__doc__",
    "__package__",
    "__loader__",
    "__spec__",
    "__annotations__",
    "__builtins__",
    "__file__",
    "__cached__",
];

/// The name that is suggested for the `n`-th exception of a traceback.
pub fn suggestion(vm: &mut Vm<'_, '_>, n: usize, positions: &Positions) -> Option<String> {
    let exception = vm.exception_at(n)?;
    if let Some(missing) = exception.missing_attribute() {
        let missing = text(missing);
        let mut names = Vec::new();
        vm.attribute_names_at(n, |name| names.push(text(name)));
        return nearest(&missing, &names);
    }
    let missing = text(exception.missing_variable()?);
    let mut function = None;
    exception.frames(|frame| function = Some(frame.function_index));
    let function = function?;
    let mut globals: Vec<String> = MODULE_NAMES.map(str::to_owned).to_vec();
    vm.global_names(function, |name| globals.push(text(name)));
    let builtins: Vec<String> = BUILTINS.split_whitespace().map(str::to_owned).collect();
    nearest(&missing, positions.variables(function))
        .or_else(|| nearest(&missing, &globals))
        .or_else(|| nearest(&missing, &builtins))
}

fn text(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// The first of the names that are nearest, if it is near enough: no more than a third of the
/// bytes of both may change.
fn nearest(missing: &str, names: &[String]) -> Option<String> {
    if names.len() > CANDIDATES_MAX {
        return None;
    }
    let mut best: Option<(usize, &String)> = None;
    for name in names.iter().filter(|name| *name != missing) {
        let near = (missing.len() + name.len() + 3) * CHANGE / 6;
        let limit = match best {
            Some((cost, _)) => near.min(cost - 1),
            None => near,
        };
        if let Some(cost) = cost(missing.as_bytes(), name.as_bytes(), limit) {
            best = Some((cost, name));
            if cost == 0 {
                break;
            }
        }
    }
    best.map(|(_, name)| name.clone())
}

/// The cost of changing one name into the other, if that is within the limit.
fn cost(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    let (a, b) = without_common_ends(a, b);
    let within = |cost: usize| (cost <= limit).then_some(cost);
    if a.is_empty() || b.is_empty() {
        return within((a.len() + b.len()) * CHANGE);
    }
    if a.len().max(b.len()) > NAME_BYTES_MAX {
        return None;
    }
    // One row of the table of costs, from the beginnings of `b` to those of `a`.
    let mut row: Vec<usize> = (0..=a.len()).map(|n| n * CHANGE).collect();
    for (n, to) in b.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (n + 1) * CHANGE;
        for (m, from) in a.iter().enumerate() {
            let changed = diagonal + change(*from, *to);
            diagonal = row[m + 1];
            row[m + 1] = changed.min(row[m].min(diagonal) + CHANGE);
        }
    }
    within(row[a.len()])
}

fn without_common_ends<'t>(mut a: &'t [u8], mut b: &'t [u8]) -> (&'t [u8], &'t [u8]) {
    while let (Some((x, a_rest)), Some((y, b_rest))) = (a.split_first(), b.split_first())
        && x == y
    {
        (a, b) = (a_rest, b_rest);
    }
    while let (Some((x, a_rest)), Some((y, b_rest))) = (a.split_last(), b.split_last())
        && x == y
    {
        (a, b) = (a_rest, b_rest);
    }
    (a, b)
}

fn change(from: u8, to: u8) -> usize {
    if from == to {
        0
    } else if from.eq_ignore_ascii_case(&to) {
        CASE_CHANGE
    } else {
        CHANGE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(missing: &str, names: &[&str], expected: Option<&str>) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(nearest(missing, &names).as_deref(), expected, "{missing}");
    }

    #[test]
    fn the_nearest_name_is_suggested() {
        check("uper", &["lower", "upper", "super"], Some("upper"));
        check("Lenght", &["length"], Some("length"));
        check("lenght", &["length"], Some("length"));
        check("PRINT", &["print"], None);
        check("Print", &["sprint", "print"], Some("print"));
        check("x", &["y", "z"], None);
        check("value", &["value"], None);
    }

    #[test]
    fn too_many_names_are_not_searched() {
        let many: Vec<String> = (0..750).map(|n| format!("name{n}")).collect();
        assert_eq!(nearest("nam1", &many), None);
        assert!(nearest("nam1", &many[..749]).is_some());
    }
}
