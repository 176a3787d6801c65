//! What the compiler refuses, where it says so, and how it reads.

use iotpy_compiler::{DiagnosticKind, Diagnostics, Entry, Options, Sources, compile};

fn refused(source: &str) -> Diagnostics {
    let sources = Sources::from_files([("a.py", source)]).unwrap();
    match compile(
        &sources,
        &Entry::Script { path: "a.py" },
        &Options::default(),
    ) {
        Ok(_) => panic!("compiled: {source}"),
        Err(diagnostics) => diagnostics,
    }
}

/// Checks "line:column message" of every report.
fn check(kind: DiagnosticKind, source: &str, expected: &[&str]) {
    let found = refused(source);
    let shown: Vec<String> = found
        .0
        .iter()
        .map(|d| {
            assert_eq!(d.kind, kind, "{source}");
            format!("{}:{} {}", d.line, d.column, d.message)
        })
        .collect();
    assert_eq!(shown, expected, "{source}");
}

fn check_unsupported(source: &str, expected: &[&str]) {
    check(DiagnosticKind::Unsupported, source, expected);
}

fn check_syntax(source: &str, expected: &str) {
    check(DiagnosticKind::Syntax, source, &[expected]);
}

#[test]
fn unsupported_statements_are_told_with_their_place() {
    check_unsupported(
        "class A[T]:\n    pass\n",
        &["1:1 type parameter is not supported"],
    );
    check_unsupported("async def f(): pass\n", &["1:1 async def is not supported"]);
    check_unsupported(
        "async def f():\n    async with x: await y\n",
        &["1:1 async def is not supported"],
    );
    check_unsupported(
        "import math\n__all__ = [n for n in ['a']]\nfrom a import *\n",
        &["3:15 import * is not supported"],
    );
    check_unsupported("type X = int\n", &["1:1 type alias is not supported"]);
    check_unsupported(
        "try:\n    print()\nexcept* ValueError:\n    pass\n",
        &["3:1 except* is not supported"],
    );
}

#[test]
fn unsupported_expressions_are_told_with_their_place() {
    check_unsupported("x = [1, 2j]\n", &["1:9 complex literal is not supported"]);
    check_unsupported("x = t'a'\n", &["1:5 template string is not supported"]);
    check_unsupported(
        "print(eval('1'))\n",
        &["1:7 builtin `eval` is not supported"],
    );
    check_unsupported("f = open\n", &["1:5 builtin `open` is not supported"]);
    check_unsupported(
        "import device\nx = device\n",
        &["2:5 built-in module as a value is not supported"],
    );
    check_unsupported(
        "import json\nimport math\nmath.pi += 1\n",
        &["3:1 assignment to a module's member is not supported"],
    );
    check_unsupported(
        "import math\nmath.pi = 3\n",
        &["2:1 assignment to a module's member is not supported"],
    );
}

#[test]
fn all_of_reached_code_is_told_and_nothing_else() {
    check_unsupported(
        "def unused():
    with open('x'): pass
\
         def used():
    exec('x')
    return 1j
    input()
\
         used()
type A = int
globals()
",
        &[
            "4:5 builtin `exec` is not supported",
            "5:12 complex literal is not supported",
            "8:1 type alias is not supported",
            "9:1 builtin `globals` is not supported",
        ],
    );
}

#[test]
fn missing_modules_are_told() {
    let kind = DiagnosticKind::MissingModule;
    check(
        kind,
        "import numpy as np\nnp.array(1)\n",
        &["1:8 import numpy fails: No module named 'numpy'"],
    );
    check(
        kind,
        "import math, ssl.path\n",
        &["1:14 import ssl.path fails: No module named 'ssl.path'"],
    );
    check(
        kind,
        "from math import load\n",
        &["1:18 cannot import name 'load' from 'math'"],
    );
    check(
        kind,
        "from . import x\n",
        &["1:1 attempted relative import beyond top-level package"],
    );
}

#[test]
fn syntax_errors_are_those_of_cpython() {
    for (source, expected) in [
        (
            "x = (1 +\n",
            "2:1 SyntaxError: unexpected EOF while parsing",
        ),
        ("return 1\n", "1:1 SyntaxError: 'return' outside function"),
        (
            "def f():\n    break\n",
            "2:5 SyntaxError: 'break' outside loop",
        ),
        (
            "for x in y:\n    def g():\n        continue\n",
            "3:9 SyntaxError: 'continue' not properly in loop",
        ),
        (
            "def f(a, a): pass\n",
            "1:10 SyntaxError: duplicate argument 'a' in function definition",
        ),
        (
            "def f(x):\n    global x\n",
            "2:12 SyntaxError: name 'x' is parameter and global",
        ),
        (
            "def f():\n    print(x)\n    global x\n",
            "3:12 SyntaxError: name 'x' is used prior to global declaration",
        ),
        (
            "def f():\n    x = 1\n    nonlocal x\n",
            "3:14 SyntaxError: name 'x' is assigned to before nonlocal declaration",
        ),
        (
            "nonlocal x\n",
            "1:10 SyntaxError: nonlocal declaration not allowed at module level",
        ),
        (
            "def f():\n    nonlocal x\n",
            "2:14 SyntaxError: no binding for nonlocal 'x' found",
        ),
        (
            "f(a=1, a=2)\n",
            "1:1 SyntaxError: keyword argument repeated: a",
        ),
        (
            "*a = 1\n",
            "1:1 SyntaxError: starred assignment target must be in a list or tuple",
        ),
        (
            "*a, *b = 1\n",
            "1:5 SyntaxError: multiple starred expressions in assignment",
        ),
        ("*a\n", "1:1 SyntaxError: can't use starred expression here"),
        ("x = yield\n", "1:5 SyntaxError: 'yield' outside function"),
        (
            "def f(): return ((yield x) for x in y)\n",
            "1:19 SyntaxError: 'yield' inside generator expression",
        ),
        (
            "[(x := 1) for x in y]\n",
            "1:3 SyntaxError: assignment expression cannot rebind comprehension iteration \
             variable 'x'",
        ),
        (
            "[x for x in (y := 1)]\n",
            "1:14 SyntaxError: assignment expression cannot be used in a comprehension iterable \
             expression",
        ),
        (
            "__debug__ = 1\n",
            "1:1 SyntaxError: cannot assign to __debug__",
        ),
        (
            "from __future__ import wings\n",
            "1:24 SyntaxError: future feature wings is not defined",
        ),
        (
            "try: pass\nexcept: pass\nexcept E: pass\n",
            "2:1 SyntaxError: default 'except:' must be last",
        ),
        (
            "def f():\n    return 1\n   x\n",
            "3:1 SyntaxError: unindent does not match any outer indentation level",
        ),
    ] {
        check_syntax(source, expected);
    }
    let digits = format!("x = {}\n", "9".repeat(5000));
    check_syntax(
        &digits,
        "1:5 SyntaxError: Exceeds the limit (4300 digits) for integer string conversion; \
         consider a hexadecimal literal",
    );
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow_the_stack() {
    for deep in [
        format!("x = {}1{}\n", "(".repeat(100_000), ")".repeat(100_000)),
        format!("x = 1{}\n", " + 1".repeat(100_000)),
        format!("x = a{}\n", ".b()".repeat(100_000)),
        format!("x = {}1\n", "lambda: ".repeat(100_000)),
    ] {
        let source = format!("y = 1\n{deep}");
        check_syntax(&source, "2:1 SyntaxError: nested more than 200 levels deep");
    }
}

#[test]
fn nesting_up_to_the_bound_compiles() {
    let compiles = |source: String| {
        let sources = Sources::from_files([("a.py", &source)]).unwrap();
        let options = Options::default();
        compile(&sources, &Entry::Script { path: "a.py" }, &options)
            .unwrap_or_else(|e| panic!("{}: {e}", &source[..40]))
    };
    compiles(format!("x = {}1{}\n", "[".repeat(190), "]".repeat(190)));
    compiles(format!("a = 1\nx = a{}\n", " + a".repeat(190)));
    compiles(format!("a = 1\nx = {}a\n", "-".repeat(190)));
    compiles(format!("x = {}1\n", "lambda: ".repeat(95)));
    compiles(format!("a = 1\nx = a{}\n", ".b()".repeat(60)));
    compiles(
        (0..99)
            .map(|n| format!("{}if x:\n", " ".repeat(n)))
            .collect::<String>()
            + &" ".repeat(99)
            + "x\n",
    );
}

#[test]
fn a_function_that_is_too_large_is_refused() {
    let many: String = (0..300).map(|n| format!("    x{n} = a\n")).collect();
    let source = format!("def f(a):\n{many}\nf(1)\n");
    let found = refused(&source).to_string();
    assert!(
        found.contains("registers") && found.contains("split the function"),
        "{found}"
    );
    let long = "    a.b(c)\n".repeat(20_000);
    let source = format!("def f(a, c):\n{long}\nf(1, 2)\n");
    let found = refused(&source).to_string();
    assert!(
        found.contains("a.py:1") && found.contains("32000 instruction words"),
        "{found}"
    );
}

#[test]
fn reports_show_the_line_and_a_hint() {
    assert_eq!(
        refused("import math\n\u{e9} = [math.sqrt(\tmath.nope)]\n").to_string(),
        "a.py:2:17: `math.nope` is not supported\n    \
         \u{e9} = [math.sqrt( math.nope)]\n                    ^\n    \
         hint: `math` has acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, ceil, comb, \
         copysign, cos, cosh, degrees, dist, erf, erfc, exp, exp2, expm1, fabs, factorial, \
         floor, fmod, frexp, fsum, gamma, gcd, hypot, isclose, isfinite, isinf, isnan, isqrt, \
         lcm, ldexp, lgamma, log, log10, log1p, log2, modf, nextafter, perm, pow, prod, \
         radians, remainder, sin, sinh, sqrt, tan, tanh, trunc, ulp, pi, e, tau, inf, nan"
    );
}

#[test]
fn modules_that_import_each_other_are_resolved_in_bounded_time() {
    let imports: String = (0..60).map(|n| format!("from m{n} import x\n")).collect();
    let mut files: Vec<(String, String)> = (0..60)
        .map(|n| (format!("m{n}.py"), imports.clone()))
        .collect();
    files.push(("a.py".to_owned(), "import m0\nprint(m0.x)\n".to_owned()));
    let sources = Sources::from_files(files).unwrap();
    let entry = Entry::Script { path: "a.py" };
    let found = compile(&sources, &entry, &Options::default()).unwrap_err();
    assert!(
        found.to_string().contains("cannot import name 'x'"),
        "{found}"
    );
}

#[test]
fn reports_are_bounded() {
    let wide = format!("x = [{}]\n", "1j, ".repeat(100_000));
    let found = refused(&wide);
    assert!(found.to_string().len() < 100_000);

    let source = "x = 1j\n".repeat(500);
    let found = refused(&source);
    assert_eq!(found.0.len(), iotpy_compiler::DIAGNOSTICS_MAX);
    assert!(
        found
            .0
            .last()
            .unwrap()
            .message
            .ends_with("(and 400 more reports)")
    );
}

#[test]
fn a_missing_handler_is_told_as_lambda_does() {
    let check = |module, function, kind, message: &str| {
        let sources = Sources::from_files([("a.py", "import math\nx = 1\n")]).unwrap();
        let entry = Entry::Handler { module, function };
        let found = compile(&sources, &entry, &Options::default()).unwrap_err();
        assert_eq!(
            (found.0[0].kind, found.0[0].message.as_str()),
            (kind, message)
        );
    };
    check(
        "b",
        "f",
        DiagnosticKind::MissingModule,
        "Unable to import module 'b': there is no file `b.py` in the package",
    );
    let kind = DiagnosticKind::MissingHandler;
    check("a", "f", kind, "Handler 'f' missing on module 'a'");
    check(
        "a",
        "math",
        kind,
        "Handler 'math' is not a function of the package",
    );
}

#[test]
fn a_refused_handler_is_not_called_missing() {
    let sources = Sources::from_files([("a.py", "async def f(event, context): pass\n")]).unwrap();
    let entry = Entry::Handler {
        module: "a",
        function: "f",
    };
    let found = compile(&sources, &entry, &Options::default()).unwrap_err();
    assert_eq!(found.0.len(), 1);
    assert_eq!(found.0[0].message, "async def is not supported");
}

#[test]
fn errors_in_another_module_name_its_file() {
    let sources = Sources::from_files([
        ("a.py", "import b.c\nb.c.f()\n"),
        ("b/__init__.py", "x = (\n"),
        ("b/c.py", "def f():\n    return 1j\n"),
    ]);
    let entry = Entry::Script { path: "a.py" };
    let found = compile(&sources.unwrap(), &entry, &Options::default()).unwrap_err();
    let shown = found.to_string();
    assert!(shown.contains("b/__init__.py:2:1: SyntaxError"), "{shown}");
}
