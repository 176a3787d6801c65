//! Builds the device images and boots them in QEMU. What a handler does on the board must be what
//! the same handler does on the VM of this machine: one package, one answer on every tier.

mod images;

use std::path::Path;
use std::process::Command;

use images::{boot, device_directory, images};
use nanolambda_python_suite::{Observed, handler, run_handler};

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

fn print_size(image: &Path) {
    let sizes = Command::new("arm-none-eabi-size").arg(image).output();
    if let Ok(output) = sizes {
        println!("{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn the_handlers_do_on_the_mps2_board_what_they_do_here() {
    let images = images("mps2-an385");
    let image = images.join("nanolambda-device");
    print_size(&image);
    let (printed, succeeded) = boot("mps2-an385", &image);
    println!("{printed}");
    assert!(succeeded, "the image ended with a failure:\n{printed}");
    assert!(printed.contains("\npin 2 high\n"), "{printed}");
    assert!(printed.contains("\npin 2 low\n"), "{printed}");
    check_handler(&printed, "light", "new_light_lvl");
    check_handler(&printed, "maintenance", "new_accel_sample");
    let (printed, succeeded) = boot("mps2-an385", &images.join("embedding"));
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
