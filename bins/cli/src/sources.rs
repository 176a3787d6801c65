//! The program: a file, the function in it, and the modules beside it.

use std::fs;
use std::path::{Path, PathBuf};

use iotpy_compiler::{CLOUD_FUNCTION, Compiled, Entry, Options, Sources, compile};

use crate::failure::{Failure, complain};

/// Python files that are looked at beside the one that is named.
const FILES_MAX: usize = 2_000;
/// Folders within folders.
const DEPTH_MAX: usize = 8;

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
        program.texts.push((
            program.name.clone(),
            String::from_utf8_lossy(&bytes).into_owned(),
        ));
        if !program.add_folder(folder, "", 0) {
            let name = &program.name;
            complain(&format!(
                "nanolambda: there are more than {FILES_MAX} Python files beside {name}; the rest \
                 is left out\n"
            ));
        }
        Ok(program)
    }

    /// Adds the modules of a folder. Files that are no sources are only in the way of programs that
    /// import them, and the compiler then says that they are missing.
    fn add_folder(&mut self, folder: &Path, prefix: &str, depth: usize) -> bool {
        let Ok(entries) = fs::read_dir(folder) else {
            return true;
        };
        let mut entries: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        entries.sort();
        for path in entries {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let identifier = name.strip_suffix(".py").unwrap_or(&name);
            let starts_well = |letter: char| letter.is_alphabetic() || letter == '_';
            let is_module = identifier.starts_with(starts_well)
                && identifier
                    .chars()
                    .all(|letter| letter.is_alphanumeric() || letter == '_');
            if !is_module || name == "__pycache__" {
                continue;
            }
            if path.is_dir() {
                let inner = format!("{prefix}{name}/");
                if depth < DEPTH_MAX && !self.add_folder(&path, &inner, depth + 1) {
                    return false;
                }
            } else if name.ends_with(".py") && format!("{prefix}{name}") != self.name {
                if self.texts.len() >= FILES_MAX {
                    return false;
                }
                self.add_file(&path, format!("{prefix}{name}"));
            }
        }
        true
    }

    fn add_file(&mut self, path: &Path, name: String) {
        let Ok(bytes) = fs::read(path) else {
            return;
        };
        if self.sources.insert(&name, &bytes).is_ok() {
            self.texts
                .push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
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
            Some((path, text)) => (path.clone(), text.lines().nth(at)),
            None => (format!("<{module}>"), None),
        }
    }
}
