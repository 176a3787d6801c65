//! What every construct compiles to: `listings/NAME.py` and the listing in `listings/NAME.lst`.
//! With IOTPY_UPDATE_LISTINGS set, the listings are written anew, to be read in the diff.

use std::fs;
use std::path::Path;

use iotpy_compiler::{Entry, Options, Sources, compile, disassemble};
use iotpy_core::Program;

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listings");
    let source = fs::read(folder.join(format!("{name}.py"))).unwrap();
    let path = format!("{name}.py");
    let sources = Sources::from_files([(&path, source)]).unwrap();
    let entry = Entry::Script { path: &path };
    let compiled = match compile(&sources, &entry, &Options::default()) {
        Ok(compiled) => compiled,
        Err(diagnostics) => panic!("{diagnostics}"),
    };
    assert!(
        Program::load(&compiled.package).is_ok(),
        "{name}.py: the VM refuses the package"
    );
    let listing = disassemble(&compiled.package).unwrap();
    let expected = folder.join(format!("{name}.lst"));
    if std::env::var_os("IOTPY_UPDATE_LISTINGS").is_some() {
        fs::write(&expected, &listing).unwrap();
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    assert!(
        listing == expected,
        "{name}.py now compiles to\n{listing}\ninstead of\n{expected}"
    );
}

macro_rules! listings {
    ($($name:ident)*) => {
        $(#[test] fn $name() { check(stringify!($name)); })*

        #[test]
        fn every_source_has_a_test() {
            let named = [$(stringify!($name)),*];
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listings");
            for file in fs::read_dir(folder).unwrap() {
                let path = file.unwrap().path();
                let stem = path.file_stem().unwrap().to_str().unwrap();
                assert!(named.contains(&stem), "{stem} is not in the list");
            }
        }
    };
}

listings! {
    arguments
    assignment
    boolean
    calls
    closures
    comparisons
    comprehensions
    constants
    decorators
    definite_assignment
    delete
    displays
    exceptions
    finally
    folding
    format_strings
    functions
    generators
    globals
    imports
    loops
    operators
    ranges
    slices
    unpacking
    walrus
}
