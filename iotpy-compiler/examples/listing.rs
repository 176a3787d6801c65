//! Lists a program's package and where its bytes go: `listing light.new_light_lvl light.py …`,
//! or `listing script.py` for a script.

use std::error::Error;
use std::path::Path;

use iotpy_compiler::{Entry, Options, Sources, compile, disassemble};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments
        .next()
        .ok_or("usage: listing MODULE.FUNCTION FILE… | SCRIPT")?;
    let script = name.ends_with(".py");
    let files = if script {
        vec![name.clone()]
    } else {
        arguments.collect()
    };
    let mut sources = Sources::new();
    for file in &files {
        let path = if script {
            Path::new(file).file_name().map(Path::new)
        } else {
            None
        };
        let path = path.unwrap_or(Path::new(file)).display().to_string();
        sources.insert(&path, &std::fs::read(file)?)?;
    }
    let script_path = Path::new(&name)
        .file_name()
        .and_then(|f| f.to_str())
        .unwrap_or("");
    let entry = match script {
        true => Entry::Script { path: script_path },
        false => Entry::parse(&name).ok_or("the handler is written MODULE.FUNCTION")?,
    };
    let compiled = match compile(&sources, &entry, &Options::default()) {
        Ok(compiled) => compiled,
        Err(diagnostics) => {
            eprintln!("{diagnostics}");
            std::process::exit(1);
        }
    };
    println!("{}", disassemble(&compiled.package)?);
    for function in &compiled.functions {
        println!(
            "{}.{}: {} bytes of code, {} registers",
            function.module,
            function.name,
            4 * function.code_words,
            function.registers
        );
    }
    println!("package: {} bytes, of which", compiled.package.len());
    for (name, bytes) in sections(&compiled.package) {
        println!("{bytes:>8} {name}");
    }
    Ok(())
}

/// The bytes of every section, from the offsets in the header.
fn sections(package: &[u8]) -> Vec<(&'static str, usize)> {
    const NAMES: [&str; 11] = [
        "header",
        "constants",
        "names",
        "functions",
        "globals",
        "modules",
        "imports",
        "fallbacks",
        "keyword lists",
        "code",
        "data: texts, numbers, exception and line tables",
    ];
    let offset = |n: usize| -> usize {
        let at = 32 + 4 * n;
        package[at..at + 4]
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let mut starts = vec![0];
    starts.extend((0..10).map(offset));
    starts.push(package.len());
    NAMES
        .iter()
        .copied()
        .zip(starts.windows(2).map(|pair| pair[1] - pair[0]))
        .collect()
}
