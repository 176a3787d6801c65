//! Deployment packages for the tests.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The path of a handler of the Python corpus, such as `sieve`.
#[must_use]
pub fn handler_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../python/handlers/{name}.py"))
}

/// A deployment package of these files.
///
/// # Panics
/// Never: it is written into memory.
#[must_use]
pub fn zip_of(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a file begins");
        writer
            .write_all(text.as_bytes())
            .expect("memory can be written");
    }
    writer.finish().expect("the archive ends").into_inner()
}

/// A deployment package of a handler of the Python corpus.
///
/// # Panics
/// If there is no such handler.
#[must_use]
pub fn zip_of_handler(name: &str) -> Vec<u8> {
    let text = fs::read_to_string(handler_path(name)).expect("the handler can be read");
    zip_of(&[(&format!("{name}.py"), &text)])
}

/// Writes a file for a client and gives its path as text.
///
/// # Panics
/// If it cannot be written.
#[must_use]
pub fn test_file(directory: &Path, name: &str, contents: &[u8]) -> String {
    let path = directory.join(name);
    fs::write(&path, contents).expect("the file can be written");
    path.display().to_string()
}
