//! The program: a file, the function in it, and the modules beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use iotpy_compiler::{
    CLOUD_FUNCTION, Compiled, Entry, Folders, Options, Sources, compile, read_imports,
};

use crate::failure::{Failure, complain};

/// Names in folders that a program imports from.
const NAMES_MAX: usize = 100_000;

/// `FILE.py` or `FILE.py:FUNCTION`.
#[derive(Debug, Clone)]
pub struct Target {
    pub file: PathBuf,
    pub function: Option<String>,
}

impl std::str::FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (file, function) = match text.rsplit_once(':') {
            Some((file, function)) => (file, Some(function.to_owned())),
            None => (text, None),
        };
        if !file.ends_with(".py") || function.as_deref() == Some("") {
            return Err(format!("{text:?} is neither FILE.py nor FILE.py:FUNCTION"));
        }
        Ok(Self {
            file: file.into(),
            function,
        })
    }
}

/// A program that was read.
pub struct Program {
    sources: Sources,
    texts: Vec<(String, String)>,
    /// Name of the file, from its folder.
    name: String,
    /// The folder, from the root.
    folder: PathBuf,
}

impl Program {
    /// The name of the file without its ending: that of a function that is deployed from it.
    pub fn stem(&self) -> &str {
        self.name.strip_suffix(".py").unwrap_or(&self.name)
    }

    /// Reads the file and the modules beside it.
    pub fn read(target: &Target) -> Result<Self, Failure> {
        let bytes = fs::read(&target.file).map_err(|error| Failure::file(&target.file, &error))?;
        let name = target
            .file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let folder = match target.file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut program = Self {
            sources: Sources::new(),
            texts: Vec::new(),
            name,
            folder: std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()),
        };
        let refused = |error: iotpy_compiler::SourceError| Failure::Other(error.to_string());
        program
            .sources
            .insert(&program.name, &bytes)
            .map_err(refused)?;
        let name = program.name.clone();
        let mut beside = Beside {
            program: &mut program,
            folder,
            listed: 0,
        };
        read_imports(&name, &mut beside);
        if beside.listed > NAMES_MAX {
            complain(&format!(
                "nanolambda: the folders that {name} imports from hold more than {NAMES_MAX} \
                 names; the rest is left out\n"
            ));
        }
        Ok(program)
    }

    /// Compiles it, as a script or with a function to be called.
    pub fn compile(&self, function: Option<&str>) -> Result<Compiled, Failure> {
        let module = self.name.trim_end_matches(".py");
        let entry = match function {
            Some(function) => Entry::Handler { module, function },
            None => Entry::Script { path: &self.name },
        };
        // The cloud can be imported here, although nothing of it is reached.
        let mut options = Options::default();
        options.host_functions.push(CLOUD_FUNCTION.to_owned());
        Ok(compile(&self.sources, &entry, &options)?)
    }

    /// The whole path of a module's file and one of its lines, for tracebacks.
    pub fn place(&self, module: &str, number: u32) -> (String, Option<&str>) {
        let (file, line) = self.line(module, number);
        match file.starts_with('<') {
            true => (file, line),
            false => (self.folder.join(file).display().to_string(), line),
        }
    }

    /// The file of a module and one of its lines.
    pub fn line(&self, module: &str, number: u32) -> (String, Option<&str>) {
        let stem = match module {
            "__main__" => self.name.trim_end_matches(".py").to_owned(),
            module => module.replace('.', "/"),
        };
        let paths = [format!("{stem}.py"), format!("{stem}/__init__.py")];
        let found = self.texts.iter().find(|(path, _)| paths.contains(path));
        let at = (number as usize).wrapping_sub(1);
        match found {
            Some((path, text)) => (path.clone(), lines(text).nth(at)),
            None => (format!("<{module}>"), None),
        }
    }
}

/// The lines of a source, whichever of its three ends each has.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.find(['\n', '\r']);
        rest = end.map(|end| {
            let after = &text[end..];
            let after = after.strip_prefix("\r\n").or(after.get(1..));
            after.unwrap_or_default()
        });
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// The folder of a program, whose modules are read as they are imported.
struct Beside<'p> {
    program: &'p mut Program,
    folder: &'p Path,
    listed: usize,
}

impl Folders for Beside<'_> {
    fn list(&mut self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.folder.join(folder)) else {
            return Vec::new();
        };
        let mut names = Vec::new();
        for entry in entries.flatten() {
            self.listed += 1;
            if self.listed > NAMES_MAX {
                break;
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type();
            let is_folder = match kind {
                Ok(kind) if kind.is_symlink() => entry.path().is_dir(),
                kind => kind.is_ok_and(|kind| kind.is_dir()),
            };
            names.push(if is_folder { name + "/" } else { name });
        }
        names.sort();
        names
    }

    /// Files that are no sources are only in the way of programs that import them, and the compiler
    /// then says that they are missing.
    fn read(&mut self, path: &str) -> Option<Arc<str>> {
        let bytes = fs::read(self.folder.join(path)).ok()?;
        self.program.sources.insert(path, &bytes).ok()?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let shared = Arc::from(text.as_str());
        self.program.texts.push((path.to_owned(), text));
        Some(shared)
    }
}
