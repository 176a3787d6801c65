//! Compiled programs on the VM: what only running shows. The corpus in `tests/python` compares far
//! more programs with CPython itself.

use iotpy_compiler::{Entry, Options, Sources, compile, disassemble};
use iotpy_core::{Argument, Host, Limits, Outcome, Program, Reply, Stream, Vm};

#[derive(Default)]
struct Console {
    text: Vec<u8>,
}

impl Host for Console {
    fn write(&mut self, _stream: Stream, text: &[u8]) {
        self.text.extend(text);
    }
    fn unix_time_ns(&mut self) -> u64 {
        0
    }
    fn monotonic_ns(&mut self) -> u64 {
        0
    }
    fn call(&mut self, _name: &str, _arguments: &[Argument<'_>]) -> Reply<'_> {
        Reply::None
    }
}

struct Run {
    output: String,
    exception: Option<String>,
    /// Function and line of every frame, outermost first.
    frames: Vec<(String, u32)>,
}

fn run(files: &[(&str, &str)]) -> Run {
    let sources = Sources::from_files(files.iter().copied()).unwrap();
    let entry = Entry::Script { path: files[0].0 };
    let compiled = match compile(&sources, &entry, &Options::default()) {
        Ok(compiled) => compiled,
        Err(diagnostics) => panic!("{diagnostics}"),
    };
    let program = Program::load(&compiled.package).unwrap_or_else(|error| {
        panic!("{error}\n{}", disassemble(&compiled.package).unwrap());
    });
    let mut arena = vec![0; 1 << 17];
    let mut vm = Vm::boot(&program, &mut arena, 1, &Limits::default()).unwrap();
    let mut console = Console::default();
    let outcome = vm.run(&mut console, u64::MAX);
    let mut frames = Vec::new();
    let mut exception = None;
    if outcome != Outcome::Done {
        assert_eq!(outcome, Outcome::Raised);
        if let Some(raised) = vm.exception() {
            exception = Some(raised.class_name().to_owned());
            raised.frames(|frame| {
                frames.push((
                    String::from_utf8_lossy(frame.function).into_owned(),
                    frame.line,
                ));
            });
        }
    }
    Run {
        output: String::from_utf8(console.text).unwrap(),
        exception,
        frames,
    }
}

fn check(source: &str, output: &str) {
    let run = run(&[("a.py", source)]);
    assert_eq!(run.exception, None, "{source}");
    assert_eq!(run.output, output, "{source}");
}

/// Checks the lines that CPython 3.11 shows in the traceback of a program that fails.
fn check_lines(source: &str, exception: &str, lines: &[u32]) {
    let run = run(&[("a.py", source)]);
    assert_eq!(run.exception.as_deref(), Some(exception), "{source}");
    let found: Vec<u32> = run.frames.iter().map(|(_, line)| *line).collect();
    assert_eq!(found, lines, "{source}");
}

#[test]
fn operands_are_evaluated_from_left_to_right() {
    check(
        "\
def t(x):
    print(x, end=' ')
    return x
t(1) + t(2) * t(3) < t(4) < t(5)
{t(1): t(2), t(3): t(4)}
print([t(1), *[t(2)]], t(3), **{'end': t('')}, sep=t(''))
t([0])[t(0)] = t(1)
x = t([1, 2]); x[t(0)] += t(5)
a = b = t(1)
t(1) if t(0) else t(2)
",
        "1 2 3 4 1 2 3 4 1 2 3   [1, 2]31 [0] 0 [1, 2] 0 5 1 0 2 ",
    );
}

#[test]
fn a_variable_keeps_its_old_value_until_the_new_one_is_complete() {
    check(
        "\
def f(x, bad):
    try:
        x = [x, x and bad.nothing]
    except AttributeError:
        pass
    try:
        x = bad or x.nothing
    except AttributeError:
        pass
    return x
print(f(5, 0))
def g(x):
    return x + (x := x + 1) + x, (x, x := 9, x)
print(g(1))
",
        "5\n(5, (2, 9, 9))\n",
    );
}

#[test]
fn ways_out_of_try_run_finally_once_each() {
    check(
        "\
def f(kind):
    for n in range(2):
        try:
            try:
                if kind == 'return': return n
                if kind == 'break': break
                if kind == 'continue': continue
                if kind == 'raise': raise ValueError(kind)
            finally:
                print('inner', end=' ')
        except ValueError as e:
            print(e, end=' ')
        finally:
            print('outer', end=' ')
    else:
        print('else', end=' ')
    return 'end'
for kind in ['return', 'break', 'continue', 'raise', '']:
    print(f(kind))
def g():
    x = 1
    try:
        return x
    finally:
        x = 2
def h():
    while True:
        try:
            return 1
        finally:
            break
    return 3
print(g(), h())
",
        "inner outer 0\ninner outer end\ninner outer inner outer else end\n\
         inner raise outer inner raise outer else end\ninner outer inner outer else end\n1 3\n",
    );
}

#[test]
fn handled_exceptions_are_restored_on_every_way_out() {
    check(
        "\
def again():
    try:
        raise
    except RuntimeError as e:
        return str(e)
def f():
    for n in range(3):
        try:
            1 / 0
        except ZeroDivisionError:
            if n == 0: continue
            if n == 1: break
    print(again())
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise KeyError('x')
    except KeyError as k:
        print(type(k.__context__).__name__)
    print(again())
    try:
        e
    except NameError as error:
        print(error)
def g():
    try:
        [][1]
    except IndexError:
        return 'left'
f()
print(g(), again())
",
        "No active exception to reraise\nZeroDivisionError\n\
         No active exception to reraise\n\
         cannot access local variable 'e' where it is not associated with a value\n\
         left No active exception to reraise\n",
    );
}

#[test]
fn comprehension_variables_are_their_own() {
    check(
        "\
x = 'outer'
print([x for x in range(3)], x, {y: x for y in range(1)})
def f(n):
    g = [lambda: i for i in range(n)]
    return [h() for h in g], [[i * j for j in range(i)] for i in range(n)]
print(f(3))
print([last := v for v in range(3)], last)
",
        "[0, 1, 2] outer {0: 'outer'}\n([2, 2, 2], [[], [0], [0, 2]])\n[0, 1, 2] 2\n",
    );
}

#[test]
fn unbound_names_raise_as_in_cpython() {
    check(
        "\
def attempt(f):
    try:
        print(f())
    except NameError as e:
        print(type(e).__name__, e)
def local():
    if 0: x = 1
    return x
def deleted(x=1):
    del x
    return x
def free():
    def g(): return later
    g()
    later = 1
def unknown(): return nowhere
for f in [local, deleted, free, unknown]:
    attempt(f)
",
        "UnboundLocalError cannot access local variable 'x' where it is not associated with a \
         value\nUnboundLocalError cannot access local variable 'x' where it is not associated \
         with a value\nNameError cannot access free variable 'later' where it is not associated \
         with a value in enclosing scope\nNameError name 'nowhere' is not defined\n",
    );
}

#[test]
fn modules_run_once_in_the_order_of_their_imports() {
    let run = run(&[
        (
            "main.py",
            "import b, c\nfrom b import value\nprint(value, b.value, c.twice(4), __name__)\n",
        ),
        (
            "b/__init__.py",
            "print('b', __name__)\nfrom . import d\nvalue = d.value + 1\n",
        ),
        (
            "b/d.py",
            "print('d', __name__)\nimport c\nvalue = c.twice(2)\n",
        ),
        ("c.py", "print('c', __name__)\ndef twice(x): return 2 * x\n"),
    ]);
    assert_eq!(run.exception, None);
    assert_eq!(run.output, "b b\nd b.d\nc c\n5 5 8 __main__\n");
}

#[test]
fn the_library_sorts_as_cpython_does() {
    check(
        "\
data = [(i * 7919 % 13, i) for i in range(40)]
key = lambda p: p[0]
print(sorted(data, key=key) == [p for k in range(13) for p in data if p[0] == k])
print(sorted(data, key=key, reverse=True)[:4], max(data, key=key), min(data, key=key))
data.sort(key=key)
print(data[:3], max((x for x in []), default=None))
print(list(zip(map(str, [1, 2]), (c for c in 'ab'))), any(x > 1 for x in [1, 2]))
try:
    sorted([1], foo=1)
except TypeError as e:
    print(e)
",
        "True\n[(12, 6), (12, 19), (12, 32), (11, 12)] (12, 6) (0, 0)\n\
         [(0, 0), (0, 13), (0, 26)] None\n[('1', 'a'), ('2', 'b')] True\n\
         'foo' is an invalid keyword argument for sort()\n",
    );
}

#[test]
fn tracebacks_name_the_lines_of_cpython() {
    for (source, exception, lines) in [
        ("x = (1 +\n  2 +\n  'a')", "TypeError", &[1][..]),
        ("x = ('a'\n .upper()\n .foo(\n 1))", "AttributeError", &[3]),
        ("x = ('a'\n .upper()\n .index(\n 'q'))", "ValueError", &[3]),
        ("x = ('a'\n .upper()\n .foo)", "AttributeError", &[3]),
        ("x = (int)(\n 'a'\n)", "ValueError", &[1]),
        ("x = [1][\n 2\n]", "IndexError", &[1]),
        ("x = (1 <\n 2 <\n 'a')", "TypeError", &[1]),
        ("x = (1\n in\n 3)", "TypeError", &[1]),
        ("for x in \\\n (\n 5):\n  pass", "TypeError", &[1]),
        ("x = [\n y\n for y in\n 5]", "TypeError", &[1]),
        ("x = (f'a'\n f'{1:z}')", "ValueError", &[1]),
        ("x = []\n(\nx\n[\n0\n]\n) = 5", "IndexError", &[3]),
        ("x = []\n(\nx\n.y\n) = 5", "AttributeError", &[4]),
        ("x = 1\nx += (\n 'a')", "TypeError", &[2]),
        ("x = [1]\nx[\n 0] += (\n 'a')", "TypeError", &[2]),
        ("x = [1]\nx[\n 7] += (\n 'a')", "IndexError", &[2]),
        ("(a,\n b) = (\n 1)", "TypeError", &[1]),
        ("x = print(\n 1 + \n 'a')", "TypeError", &[2]),
        ("raise (\n ValueError(\n 'a'))", "ValueError", &[1]),
        ("assert (\n 1 ==\n 2), (\n 'a')", "AssertionError", &[2]),
        ("x = (-\n 'a')", "TypeError", &[1]),
        (
            "def f():\n  return (\n   1 +\n 'a')\nf()",
            "TypeError",
            &[5, 3],
        ),
        ("x = {\n 1: 2,\n []: 3}", "TypeError", &[1]),
        ("x = [\n 1,\n *5]", "TypeError", &[1]),
        ("x = [1]\ndel \\\n x[\n 5]", "IndexError", &[3]),
        ("for (a,\n  b) in \\\n  [1]: pass", "TypeError", &[1]),
        ("x = 'a'\nwhile (\n x <\n 1): pass", "TypeError", &[3]),
        ("x = 5\nx[\n1:\n2]", "TypeError", &[2]),
        ("@(\n 5)\ndef f(): pass", "TypeError", &[2]),
        ("def f(a,\n  b=1/0): pass", "ZeroDivisionError", &[2]),
        ("x = (\n 1,\n foo)", "NameError", &[3]),
        (
            "def g():\n  yield 1\n  1/0\nfor x in \\\n g():\n  pass",
            "ZeroDivisionError",
            &[4, 3],
        ),
        ("x = int(\n 'a',\n base=\n 10)", "ValueError", &[1]),
        ("x = (1 if\n 'a' < 1\n else 2)", "TypeError", &[2]),
        ("(lambda:\n 1/\n 0)()", "ZeroDivisionError", &[1, 2]),
        (
            "list(\n 1/0\n for x in\n 'a')",
            "ZeroDivisionError",
            &[1, 2],
        ),
        ("list(\n 1\n for x in\n 5)", "TypeError", &[1]),
        ("(x :=\n 1/0)", "ZeroDivisionError", &[2]),
        ("try:\n  1/0\nexcept (\n   5):\n  pass", "TypeError", &[3]),
    ] {
        check_lines(source, exception, lines);
    }
}

fn output(files: &[(&str, &str)]) -> String {
    let run = run(files);
    assert_eq!(run.exception, None, "{}", files[0].1);
    run.output
}

#[test]
fn long_modules_and_literals_are_made_in_parts() {
    let statements: String = (0..9_000).map(|n| format!("a = {n} + 1\n")).collect();
    let list = (0..20_000)
        .map(|n| n.to_string())
        .collect::<Vec<_>>()
        .join(", ");
    let source = format!("{statements}x = [[{list}], (1, 2)]\nprint(a, len(x[0]), x[0][-1])\n");
    assert_eq!(output(&[("a.py", &source)]), "9000 20000 19999\n");
}

#[test]
fn star_imports_bind_what_the_module_binds() {
    let main = "from m import *\nfrom p.q import *\nprint(f(), x, listed)\n";
    let files = [
        ("main.py", main),
        (
            "m.py",
            "def f(): return 'f'\nx = 1\nx = 2\n_y = 3\nfor gone in []: pass\n",
        ),
        (
            "p/q.py",
            "__all__ = ['listed']\n__all__ += ()\nlisted = hidden = 4\n",
        ),
    ];
    assert_eq!(output(&files), "f 2 4\n");
}

#[test]
fn a_module_as_a_value_has_what_may_be_read_of_it() {
    let main = "import m, math\nfor one in m, math:\n    print(one.__name__, one.floor(2.5))\n\
                print(hasattr(m, 'other'), hasattr(m, 'own'))\n";
    let files = [
        ("main.py", main),
        ("m.py", "from math import floor\ndef own(): pass\n"),
    ];
    assert_eq!(output(&files), "m 2\nmath 2\nFalse True\n");
}

#[test]
fn class_bodies_find_names_as_cpython_does() {
    let source = "x = 'global'
def f():
    x = 'enclosing'
    class A:
        y = x
        x = 'class'
        z = [x for _ in 'a']
        w = [n for n in [x]]
        def m(self): return x, __class__.__name__
    class B(A):
        v = x
        def m(self): return super().m()
    return A.y, A.z, A.w, B.v, B().m()
print(f())
";
    let expected = "('global', ['enclosing'], ['class'], 'enclosing', ('enclosing', 'A'))\n";
    assert_eq!(output(&[("a.py", source)]), expected);
}
