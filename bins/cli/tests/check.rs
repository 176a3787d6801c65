//! `check`: what runs where.

mod support;

use serde_json::Value;
use support::seen;

#[test]
fn a_program_that_compiles_is_measured() {
    let files = [
        (
            "code.py",
            "import device\nimport tools\ndef handler(event, context):\n    \
                     device.set_pin_high(1)\n    return tools.double(event)\n",
        ),
        ("tools.py", "def double(n):\n    return n * 2\n"),
    ];
    let check = seen(&files, &["check", "code.py:handler"]);
    assert_eq!(check.code, Some(0), "{}", check.errors);
    for part in [
        "runs on IoTPy",
        "device.set_pin_high",
        "code, tools",
        "bytes of flash",
    ] {
        assert!(check.out.contains(part), "{part}: {}", check.out);
    }
    let check = seen(&files, &["check", "code.py:handler", "--json"]);
    let object: Value = serde_json::from_str(&check.out).expect("JSON");
    assert_eq!(object["runs_on"], "iotpy");
    assert_eq!(object["host_functions"][0], "device.set_pin_high");
    assert!(object["device"]["flash_bytes"].as_u64() > Some(100));
}

#[test]
fn a_program_that_is_refused_has_all_its_reasons() {
    let code = "import numpy\n\ndef handler(event, context):\n    return eval(event)\n";
    let check = seen(&[("code.py", code)], &["check", "code.py:handler"]);
    assert_eq!(check.code, Some(3));
    for part in [
        "CPython executor",
        "2 reasons",
        "code.py:1:8",
        "code.py:4:12",
    ] {
        assert!(check.out.contains(part), "{part}: {}", check.out);
    }
    let check = seen(
        &[("code.py", code)],
        &["check", "code.py:handler", "--json"],
    );
    let object: Value = serde_json::from_str(&check.out).expect("JSON");
    assert_eq!(object["runs_on"], "cpython");
    assert_eq!(object["reasons"].as_array().map(Vec::len), Some(2));
    let check = seen(&[("code.py", "def f(:\n")], &["check", "code.py", "--json"]);
    let object: Value = serde_json::from_str(&check.out).expect("JSON");
    assert_eq!((check.code, &object["runs_on"]), (Some(3), &Value::Null));
}
