//! Loads the package that standard input holds and prints why it is refused, if it is.
//!
//! Built without a feature of `iotpy-core`, it shows what the VM says of a package that needs it.
#![forbid(unsafe_code)]

use std::io::{Read, stdin};

fn main() -> std::io::Result<()> {
    let mut package = Vec::new();
    stdin().read_to_end(&mut package)?;
    if let Err(error) = iotpy_core::Program::load(&package) {
        println!("{error}");
    }
    Ok(())
}
