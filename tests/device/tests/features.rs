//! A VM without a feature does not link it, and refuses a package that needs it when it is loaded.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use iotpy_compiler::{Entry, Options, Sources, compile};

/// A feature, a script that needs it, and the builtin that it is refused for.
const REFUSED: [(&str, &str, &str); 25] = [
    (
        "binary",
        "import zlib\nprint(zlib.crc32(b'a'))",
        "_binary.crc32",
    ),
    (
        "deque",
        "import collections\nprint(collections.deque([1]))",
        "_deque.",
    ),
    (
        "hash",
        "import hashlib\nprint(hashlib.sha256(b'a').hexdigest())",
        "_hash.",
    ),
    (
        "heapq",
        "import heapq\nprint(heapq.heappop([1]))",
        "_heapq.heappop",
    ),
    ("json", "import json\nprint(json.dumps([1]))", "_json.dumps"),
    ("math", "import math\nprint(math.sin(1.0))", "math.sin"),
    ("random", "import os\nprint(os.urandom(4))", "_os.urandom"),
    ("re", "import re\nprint(re.match('a', 'a'))", "_re."),
    (
        "struct",
        "import struct\nprint(struct.pack('<H', 1))",
        "_struct.",
    ),
    ("time", "import time\nprint(time.time())", "_time.time"),
    ("bytearray", "print(bytearray(b'a'))", "bytearray"),
    ("bytearray", "print(memoryview(b'a'))", "memoryview"),
    ("format", "print(f'{1.5:.2f}', '{}'.format(1))", "format"),
    (
        "match",
        "match [1]:\n    case [x]:\n        print(x)",
        "_lang.match_sequence",
    ),
    ("set", "print({1, 2})", "set"),
    ("class", "class C:\n    pass\nprint(C())", "class"),
    ("class", "print([].__len__())", "__len__"),
    (
        "class",
        "def f():\n    pass\nf.x = 1",
        "attributes that are stored",
    ),
    (
        "generator",
        "def g():\n    yield 1\nprint(list(g()))",
        "yield",
    ),
    ("bytes", "print('a'.encode())", "encode"),
    ("bytes", "print(b'a')", "bytes"),
    ("power", "print(len([]) ** 2)", "**"),
    ("system", "import sys\nsys.stdout.write('a')", "_sys."),
    ("text", "print('a'.center(9))", "center"),
    (
        "math-core",
        "import math\nprint(math.sqrt(2.0))",
        "math.sqrt",
    ),
];

fn package(script: &str) -> Vec<u8> {
    let mut sources = Sources::new();
    sources
        .insert("main.py", script.as_bytes())
        .expect("a script of a few bytes");
    let compiled = compile(
        &sources,
        &Entry::Script { path: "main.py" },
        &Options::default(),
    );
    compiled.expect("the script compiles").package
}

/// The program that loads packages, built with these features only.
fn loader(name: &str, features: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What features say is unified over all packages of a build, so it is built alone.
    let status = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--package",
            "nanolambda-bare-metal-machine",
        ])
        .args([
            "--bin",
            "load-package",
            "--no-default-features",
            "--features",
            features,
        ])
        .arg("--target-dir")
        .arg(&directory)
        .current_dir(nanolambda_bare_metal::root())
        .status()
        .expect("cargo can be started");
    assert!(
        status.success(),
        "the loader does not build with {features:?}"
    );
    directory.join("debug/load-package")
}

/// What the loader prints about a package.
fn refusal(loader: &PathBuf, package: &[u8]) -> String {
    let mut child = Command::new(loader)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the loader can be started");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(package).expect("the loader reads");
    drop(input);
    let output = child.wait_with_output().expect("the loader ends");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn a_package_that_needs_a_feature_is_refused_by_a_build_without_it() {
    let bare = loader("machine-bare", "");
    // What these need besides.
    let usual = "iotpy-core/bytearray,iotpy-core/class,iotpy-core/generator,iotpy-core/system";
    let with_usual = loader("machine-usual", usual);
    let with_class = loader("machine-class", "iotpy-core/class,iotpy-core/bytes");
    let wrong: Vec<String> = REFUSED
        .iter()
        .filter_map(|(feature, script, builtin)| {
            let loader = match *feature {
                "binary" | "hash" | "deque" | "json" | "math" | "re" | "struct" => &with_usual,
                "bytearray" | "system" => &with_class,
                _ => &bare,
            };
            let said = refusal(loader, &package(script));
            let named = format!("needs {builtin}");
            let as_expected =
                said.contains(&named) && said.contains(&format!("feature \"{feature}\""));
            (!as_expected).then(|| format!("{feature}: {said}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let plain = package("print(sorted([2, 1]), 'a'.upper(), {1: 2}, f'{1.5}')");
    assert_eq!(refusal(&bare, &plain), "");
}

#[test]
fn a_build_with_the_feature_takes_it() {
    let features = REFUSED.map(|(feature, ..)| format!("iotpy-core/{feature}"));
    let all = loader("machine-whole", &features.join(","));
    for (feature, script, _) in REFUSED {
        assert_eq!(refusal(&all, &package(script)), "", "{feature}");
    }
}
