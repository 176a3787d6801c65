//! Builds the device images and boots them in QEMU. What a handler does on the board must be what
//! the same handler does on the VM of this machine: one package, one answer on every tier.

use std::path::Path;
use std::process::Command;

use nanolambda_device_tests::{boot, device_directory, images};
use nanolambda_python_suite::{Observed, handler, run_handler};

const BOARD: &str = "mps2-an385";

fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// What the image printed about one handler, call by call.
fn calls_on_device(printed: &str, name: &str) -> Vec<Observed> {
    let begins = format!("handler {name} ");
    let lines = printed
        .lines()
        .skip_while(|line| !line.starts_with(&begins));
    let mut calls = Vec::new();
    let mut call = Observed::default();
    for line in lines.skip(1).take_while(|line| !line.starts_with("stack ")) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "pin" => {
                let (pin, level) = rest.split_once(' ').expect("a pin and its level");
                let pin = pin.parse().expect("a pin's number");
                call.pins.push((pin, level == "high"));
            }
            "result" => call.result = Some(rest.to_owned()),
            "raised" => {
                let (class, text) = rest.split_once(' ').unwrap_or((rest, ""));
                call.exception = Some((class.to_owned(), text.to_owned()));
            }
            "fuel" => calls.push(std::mem::take(&mut call)),
            _ => panic!("unexpected line: {line}"),
        }
    }
    calls
}

/// Checks that a handler did on the board what it does here.
fn check_handler(printed: &str, name: &str, function: &str) {
    let known = handler(name, function).expect("a handler of the Python suite");
    let here = run_handler(&known.path, &known.function, &known.events);
    let here = here.expect("the handler runs here");
    // The board prints no traceback and has no exit status.
    let here: Vec<Observed> = here
        .into_iter()
        .map(|call| Observed {
            exception: call.exception,
            result: call.result,
            pins: call.pins,
            ..Observed::default()
        })
        .collect();
    assert_eq!(calls_on_device(printed, name), here, "{name}\n{printed}");
}

/// What a handler may take: instructions of a call, bytes of its arena and of its package; and
/// MicroPython's instructions. The aims are printed beside what was measured, not asserted.
const AIMS: [(&str, u32, u32, u32, &str); 4] = [
    ("light", 900, 2_048, 129, "1,926"),
    ("maintenance", 220_000, 4_096, 564, "516,000"),
    ("fib", 2_000_000, 0, 0, "4,900,000"),
    ("sieve", 2_100_000, 0, 0, "4,120,000"),
];

/// Prints what calls of handlers take on the board, counted by the emulator.
fn print_counts(images: &Path) {
    let (counted, succeeded) = boot(BOARD, &images.join("measure"), target());
    assert!(succeeded, "the image measure ended with a failure");
    let number = |name: &str, what: &str| {
        let begins = format!("{name} {what} ");
        let mut lines = counted.lines();
        let number = lines.find_map(|line| line.strip_prefix(&begins));
        number.unwrap_or("-").to_owned()
    };
    println!("handler       instructions       aim  MicroPython  arena  aim  package  aim");
    for (name, instructions_max, arena_max, package_max, micropython) in AIMS {
        let [run, arena, package] = ["run", "arena", "package"].map(|what| number(name, what));
        println!(
            "{name:12} {run:>13} {instructions_max:>9} {micropython:>12} {arena:>6} {arena_max:>4} \
             {package:>8} {package_max:>4}"
        );
    }
}

fn print_size(image: &Path) {
    let sizes = Command::new("arm-none-eabi-size").arg(image).output();
    if let Ok(output) = sizes {
        println!("{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn the_handlers_do_on_the_mps2_board_what_they_do_here() {
    let images = images(BOARD, target());
    let image = images.join("nanolambda-device");
    print_size(&image);
    let (printed, succeeded) = boot(BOARD, &image, target());
    println!("{printed}");
    assert!(succeeded, "the image ended with a failure:\n{printed}");
    assert!(printed.contains("\npin 2 high\n"), "{printed}");
    assert!(printed.contains("\npin 2 low\n"), "{printed}");
    check_handler(&printed, "light", "new_light_lvl");
    check_handler(&printed, "maintenance", "new_accel_sample");
    print_counts(&images);
    let (printed, succeeded) = boot(BOARD, &images.join("embedding"), target());
    assert!(
        succeeded,
        "the embedding example ended with a failure:\n{printed}"
    );
}

#[test]
fn the_embedding_guide_shows_the_example_as_it_is() {
    let example = std::fs::read_to_string(device_directory().join("src/bin/embedding.rs"));
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/embedding.md");
    let guide = std::fs::read_to_string(guide).expect("docs/embedding.md");
    let example = example.expect("the example");
    let code = example
        .split_once("#![no_std]")
        .expect("the crate's attributes")
        .1;
    assert!(
        guide.contains(code),
        "docs/embedding.md does not show src/bin/embedding.rs"
    );
}
