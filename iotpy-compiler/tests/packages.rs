//! Packages as the VM reads them: modules, what is linked and what is not, options, sizes.

use iotpy_compiler::{Compiled, Entry, Options, Sources, compile, disassemble};
use iotpy_core::catalog::fallback;
use iotpy_core::package::{NO_ENTRY, Package};

fn compiled(files: &[(&str, &str)], entry: &Entry<'_>, options: &Options) -> Compiled {
    let sources = Sources::from_files(files.iter().copied()).unwrap();
    compile(&sources, entry, options).unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

fn script(files: &[(&str, &str)]) -> Compiled {
    compiled(
        files,
        &Entry::Script { path: files[0].0 },
        &Options::default(),
    )
}

fn names(compiled: &Compiled) -> Vec<String> {
    compiled
        .functions
        .iter()
        .map(|f| format!("{}.{}", f.module, f.name))
        .collect()
}

const LIGHT: &str = "\
def new_light_lvl(payload, ctx):
    if payload[0] > 100:
        device.set_pin_high(2)
    else:
        device.set_pin_low(2)
";

fn light(options: &Options) -> Compiled {
    let entry = Entry::parse("light.new_light_lvl").unwrap();
    compiled(&[("light.py", LIGHT)], &entry, options)
}

#[test]
fn handlers_are_parsed_as_lambda_writes_them() {
    let handler = |module, function| Some(Entry::Handler { module, function });
    assert_eq!(Entry::parse("light.f"), handler("light", "f"));
    assert_eq!(Entry::parse("a/b.f"), handler("a/b", "f"));
    assert_eq!(Entry::parse("a.b.f"), handler("a.b", "f"));
    for bad in ["light", ".f", "light.", "", "a b.f"] {
        assert_eq!(Entry::parse(bad), None, "{bad}");
    }
}

#[test]
fn a_package_names_its_entry_and_its_imports() {
    let light = light(&Options::default());
    let package = Package::parse(&light.package).unwrap();
    assert_eq!(
        package.name_text(package.global_name(package.entry())),
        b"new_light_lvl"
    );
    assert_eq!(
        package.name_text(package.module(package.entry_module()).0),
        b"light"
    );
    assert_eq!(package.counts().imports, 2);
    assert_eq!(package.name_text(package.import(1)), b"device.set_pin_low");
    let script = script(&[("a.py", "x = 1\n")]);
    let package = Package::parse(&script.package).unwrap();
    assert_eq!(package.entry(), NO_ENTRY);
    assert_eq!(package.name_text(package.module(0).0), b"__main__");
}

#[test]
fn the_light_handler_of_the_paper_stays_small() {
    let with_lines = light(&Options::default());
    let without = light(&Options {
        line_tables: false,
        ..Options::default()
    });
    assert_eq!(
        (with_lines.package.len(), without.package.len()),
        (420, 404)
    );
    let words: u32 = with_lines.functions.iter().map(|f| f.code_words).sum();
    assert_eq!(words, 4 + 11);
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    assert_eq!(light(&Options::default()), light(&Options::default()));
}

#[test]
fn functions_that_nothing_reads_are_not_linked() {
    let source = "\
def used(): return helper()
def helper(): return 1
def unused(): return other()
def other(): return unused()
def handler(event, context): return used()
";
    let entry = Entry::parse("a.handler").unwrap();
    let compiled = compiled(&[("a.py", source)], &entry, &Options::default());
    assert_eq!(
        names(&compiled),
        ["a.<module>", "a.used", "a.helper", "a.handler"]
    );
}

#[test]
fn functions_with_effects_at_their_definition_stay() {
    let source = "\
def deco(f): print(f)
@deco
def decorated(): pass
def default(x=print()): pass
for i in [1]:
    def looped(): pass
def twice(): pass
def twice(): pass
";
    let compiled = script(&[("a.py", source)]);
    let names = names(&compiled);
    for name in ["deco", "decorated", "default", "looped"] {
        assert!(names.contains(&format!("a.{name}")), "{name}: {names:?}");
    }
}

#[test]
fn modules_that_are_imported_are_linked_and_no_others() {
    let compiled = script(&[
        (
            "main.py",
            "from pack.one import f\nimport two as t\nf()\nt.g(t.limit)\n",
        ),
        ("pack/__init__.py", "x = 1\n"),
        (
            "pack/one.py",
            "from . import three\nfrom .three import h\ndef f(): return h()\n",
        ),
        (
            "pack/three.py",
            "def h(): return 3\ndef unused(): import four\n",
        ),
        (
            "two.py",
            "limit = 2\ndef g(x): return x\ndef unused(): pass\n",
        ),
        ("four.py", "syntax error\n"),
    ]);
    assert_eq!(
        names(&compiled),
        [
            "main.<module>",
            "pack.<module>",
            "pack.one.<module>",
            "two.<module>",
            "pack.three.<module>",
            "pack.one.f",
            "two.g",
            "pack.three.h",
        ]
    );
    let listing = disassemble(&compiled.package).unwrap();
    assert!(
        !listing.contains("getattr"),
        "members are known when compiling:\n{listing}"
    );
}

#[test]
fn a_module_used_as_a_value_keeps_all_its_functions() {
    let compiled = script(&[
        ("main.py", "import two\nprint(getattr(two, 'f')())\n"),
        ("two.py", "def f(): return 1\ndef g(): return 2\n"),
    ]);
    assert_eq!(
        names(&compiled),
        ["main.<module>", "two.<module>", "two.f", "two.g"]
    );
    let listing = disassemble(&compiled.package).unwrap();
    assert!(listing.contains("import    "), "{listing}");
}

#[test]
fn a_name_that_changes_is_copied_by_its_import() {
    let compiled = script(&[
        (
            "main.py",
            "from two import count, step\nstep()\nprint(count)\n",
        ),
        (
            "two.py",
            "count = 0\ndef step():\n    global count\n    count += 1\n",
        ),
    ]);
    let package = Package::parse(&compiled.package).unwrap();
    let slots = (0..package.counts().globals).map(|slot| package.global_name(slot));
    let counts = slots
        .filter(|name| package.name_text(*name) == b"count")
        .count();
    assert_eq!(counts, 2, "one in each module");
}

#[test]
fn a_handler_may_be_imported_from_another_module() {
    let files = [
        ("main.py", "from impl import handler\n"),
        ("impl.py", "def handler(e, c): pass\n"),
    ];
    let entry = Entry::parse("main.handler").unwrap();
    let compiled = compiled(&files, &entry, &Options::default());
    assert_eq!(
        names(&compiled),
        ["main.<module>", "impl.<module>", "impl.handler"]
    );
}

#[test]
fn the_main_guard_is_decided_when_compiling() {
    let source = "\
def handler(event, context): return __name__
if __name__ == '__main__':
    import argparse
    handler(input(), None)
";
    let entry = Entry::parse("a.handler").unwrap();
    let compiled = compiled(&[("a.py", source)], &entry, &Options::default());
    let listing = disassemble(&compiled.package).unwrap();
    assert!(listing.contains("loadk     r2 \"a\""), "{listing}");
}

#[test]
fn fallbacks_are_linked_when_they_may_be_needed() {
    let fallbacks = |source: &str| {
        let compiled = script(&[("a.py", source)]);
        let package = Package::parse(&compiled.package).unwrap();
        let entries = (0..package.counts().fallbacks).map(|n| package.fallback_entry(n).0);
        entries
            .map(|id| match id {
                fallback::LIST_SORT => "list.sort",
                fallback::COLLECT => "collect",
                fallback::CONTAINS => "contains",
                fallback::TAKE => "take",
                id => iotpy_core::catalog::name(id),
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        fallbacks("sorted([1]); min(1, 2); any([1]); zip([1]); [].sort()"),
        ""
    );
    assert_eq!(fallbacks("sorted([1], key=len)"), "sorted");
    assert_eq!(fallbacks("f = min"), "min");
    assert_eq!(fallbacks("x = [1]\nmax(*x)"), "max");
    assert_eq!(fallbacks("x = [1]\nx.sort(reverse=True)"), "list.sort");
    assert_eq!(fallbacks("any(x for x in [1])"), "any");
    assert_eq!(
        fallbacks("enumerate(map(str, [1]))"),
        "collect enumerate contains"
    );
}

#[test]
fn global_slots_of_a_module_are_neighbours() {
    let compiled = script(&[
        (
            "main.py",
            "a = 1\nimport two\nb = two.c\nprint(two.d, a, b)\n",
        ),
        (
            "two.py",
            "c = 1\nd = 2\ndef f():\n    global e\n    e = 1\nf()\n",
        ),
    ]);
    let package = Package::parse(&compiled.package).unwrap();
    let mut next = 0;
    for module in 0..package.counts().modules {
        let (_, _, first, count) = package.module(module);
        assert_eq!(first, next);
        next += count;
    }
    assert_eq!(next, package.counts().globals);
}

#[test]
fn lines_survive_long_jumps_and_can_be_left_out() {
    let far = format!(
        "def f(x):\n    x()\n{}    x.y\n    x()\nf(1)\n",
        "\n".repeat(70_000)
    );
    let lines = |line_tables| {
        let options = Options {
            line_tables,
            ..Options::default()
        };
        let compiled = compiled(&[("a.py", &far)], &Entry::Script { path: "a.py" }, &options);
        let package = Package::parse(&compiled.package).unwrap();
        let function = package.function(1);
        (0..function.code_len)
            .map(|pc| package.line(&function, pc))
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(true), [2, 2, 70_003, 70_003, 70_004, 70_004, 70_004]);
    assert_eq!(lines(false), [2; 7]);
}

#[test]
fn equal_records_are_stored_once() {
    let once = script(&[("a.py", "x = 'text'\n")]);
    let twice = script(&[("a.py", "x = 'text'\nx = 'te' 'xt'\n")]);
    assert_eq!(
        twice.package.len(),
        once.package.len() + 8 + 8,
        "two words and two line runs"
    );
}

#[test]
fn damaged_packages_are_not_listed() {
    let whole = light(&Options::default()).package;
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        assert!(disassemble(&damaged).is_err(), "byte {at}");
    }
    assert!(disassemble(&whole[..100]).is_err());
}

#[test]
fn aliases_for_annotations_cost_nothing() {
    let plain = script(&[("a.py", "def f(x): return x\nf(1)\n")]);
    let typed = script(&[(
        "a.py",
        "from typing import Dict, List, TypeVar\nVector = List[float]\nT = TypeVar('T')\n\
         def f(x: Vector) -> Dict[str, T]: return x\nf(1)\n",
    )]);
    assert_eq!(plain.functions, typed.functions);
    assert_eq!(plain.package.len(), typed.package.len());
}
