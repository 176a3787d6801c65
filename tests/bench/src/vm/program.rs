//! The programs, and how one becomes a package.

use std::fs;
use std::path::{Path, PathBuf};

use iotpy_compiler::{CLOUD_FUNCTION, Entry, Options, Sources, compile};

/// The files of `programs`, in the order of the table.
pub const NAMES: [&str; 20] = [
    "nbody",
    "fannkuch",
    "spectral_norm",
    "mandelbrot",
    "float_loop",
    "int_loop",
    "wide_ints",
    "sieve",
    "nqueens",
    "richards",
    "deltablue",
    "pystone_like",
    "attributes",
    "method_calls",
    "generators",
    "exceptions",
    "dict_heavy",
    "string_building",
    "json_round_trip",
    "ks_32",
];

/// How much a program does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// What the table shows.
    Whole,
    /// Enough to compare checksums.
    Small,
}

/// Where the programs lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("programs")
}

/// The package of a program. Its handler takes whether the size is the small one, and returns the
/// checksum.
pub fn package_of(name: &str) -> Vec<u8> {
    let path = folder().join(format!("{name}.py"));
    let text = fs::read_to_string(path).expect("the program is a file");
    let handler = format!(
        "from {name} import SIZE, SMALL, run\n\n\n\
         def handler(is_small, _context):\n    return run(SMALL if is_small else SIZE)\n"
    );
    let file = format!("{name}.py");
    compiled(&[(&file, &text), ("bench.py", &handler)], "bench.handler")
}

/// The package of a function.
pub fn compiled(files: &[(&str, &str)], handler: &str) -> Vec<u8> {
    let sources = Sources::from_files(files.iter().copied()).expect("good names of files");
    let entry = Entry::parse(handler).expect("a module and a function");
    let mut options = Options::default();
    options.host_functions.push(CLOUD_FUNCTION.to_owned());
    match compile(&sources, &entry, &options) {
        Ok(compiled) => compiled.package,
        Err(diagnostics) => panic!("{handler}: {diagnostics}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_program() {
        let mut files: Vec<String> = fs::read_dir(folder())
            .expect("the folder is there")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|file| Some(file.strip_suffix(".py")?.to_owned()))
            .collect();
        files.sort();
        let mut names = NAMES;
        names.sort_unstable();
        assert_eq!(files, names);
    }
}
