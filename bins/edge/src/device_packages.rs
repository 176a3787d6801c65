//! Packages for devices: those of functions that use `boto3` are linked anew, with a small `boto3`
//! in the place of the whole one, whose package is larger than a device's memory.
//!
//! What the small one lacks raises an error on the device that says so; a function that does not
//! link with it is refused for devices, and runs here on their behalf.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use faas_runtime::{
    CodeHash, Function, FunctionName, FunctionRegistry, Package, RegistryError, Version,
};
use iotpy_compiler::{CLOUD_FUNCTION, Entry, Options, Sources, compile};
use iotpy_core::Program;

/// The function of the device's host behind the small `boto3`.
const DEVICE_FUNCTION: &str = "aws.request";
/// Packages that are kept.
const KEPT_MAX: usize = 64;
/// The library of devices, by path.
const LIBRARY: [(&str, &str); 3] = [
    ("boto3.py", include_str!("device_library/boto3.py")),
    ("botocore/__init__.py", ""),
    (
        "botocore/exceptions.py",
        include_str!("device_library/exceptions.py"),
    ),
];

/// What a package was made of.
type Made = (CodeHash, String);

/// A registry whose packages are those for devices.
pub struct DevicePackages {
    functions: Arc<dyn FunctionRegistry>,
    /// Where sources are unpacked for a moment.
    folder: PathBuf,
    kept: Mutex<BTreeMap<Made, Package>>,
}

impl DevicePackages {
    /// The functions of a registry; sources are unpacked below `data`.
    pub fn new(functions: Arc<dyn FunctionRegistry>, data: &Path) -> Self {
        Self {
            functions,
            folder: data.join("device-sources"),
            kept: Mutex::default(),
        }
    }

    fn package(&self, function: &Function) -> Package {
        let made = (function.code_hash, function.handler.clone());
        // The lock is held meanwhile, so that nobody else has the folder. A panic under it leaves a
        // map that is whole.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(package) = kept.get(&made) {
            return package.clone();
        }
        let package = match self.link(function) {
            Ok(package) => Package::Compiled(package),
            Err(reason) => Package::Refused(format!("not with the boto3 of devices: {reason}")),
        };
        if kept.len() >= KEPT_MAX {
            kept.pop_first();
        }
        kept.insert(made, package.clone());
        package
    }

    fn link(&self, function: &Function) -> Result<Bytes, String> {
        let archive = function.source.as_ref();
        let archive = archive.ok_or("its sources are not here")?;
        // What an earlier run has left behind.
        drop(fs::remove_dir_all(&self.folder));
        let unpacked = fs::create_dir_all(&self.folder)
            .map_err(|error| error.to_string())
            .and_then(|()| archive.unpack_into(&self.folder));
        let mut sources = Sources::new();
        let read = unpacked.and_then(|()| read_sources(&self.folder, "", &mut sources));
        drop(fs::remove_dir_all(&self.folder));
        read?;
        for (path, text) in LIBRARY {
            let inserted = sources.insert(path, text.as_bytes());
            inserted.map_err(|error| error.to_string())?;
        }
        let mut options = Options {
            line_tables: false,
            ..Options::default()
        };
        options.host_functions.push(DEVICE_FUNCTION.to_owned());
        let entry = Entry::parse(&function.handler).ok_or("it has no handler")?;
        let compiled = compile(&sources, &entry, &options);
        let compiled = compiled.map_err(|diagnostics| diagnostics.to_string())?;
        Ok(compiled.package.into())
    }
}

/// Adds the Python files of a folder, but for a `boto3` and a `botocore` that were deployed with
/// them.
fn read_sources(folder: &Path, prefix: &str, sources: &mut Sources) -> Result<(), String> {
    let failed = |error: std::io::Error| error.to_string();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type().map_err(failed)?.is_dir() {
            if !["boto3", "botocore"].contains(&path.as_str()) {
                read_sources(&entry.path(), &format!("{path}/"), sources)?;
            }
        } else if name.ends_with(".py") {
            let bytes = fs::read(entry.path()).map_err(failed)?;
            // A file that is no source is only in the way if the handler needs it.
            let _ = sources.insert(&path, &bytes);
        }
    }
    Ok(())
}

/// Whether a package asks its host for the cloud.
fn uses_cloud(image: &Bytes) -> bool {
    let Ok(program) = Program::load(image) else {
        return false;
    };
    let package = program.package();
    (0..package.counts().imports).any(|import| {
        let (offset, _) = package.name(package.import(import));
        package.text(offset) == CLOUD_FUNCTION.as_bytes()
    })
}

impl FunctionRegistry for DevicePackages {
    fn get(
        &self,
        name: &FunctionName,
        version: Version,
    ) -> Result<Option<Arc<Function>>, RegistryError> {
        let Some(function) = self.functions.get(name, version)? else {
            return Ok(None);
        };
        match &function.package {
            Package::Compiled(image) if uses_cloud(image) => {
                let mut own = Function::clone(&function);
                own.package = self.package(&function);
                Ok(Some(Arc::new(own)))
            }
            _ => Ok(Some(function)),
        }
    }

    fn put(&self, function: Function) -> Result<(), RegistryError> {
        self.functions.put(function)
    }

    fn list(&self) -> Result<Vec<FunctionName>, RegistryError> {
        self.functions.list()
    }

    fn remove(&self, name: &FunctionName) -> Result<bool, RegistryError> {
        self.functions.remove(name)
    }
}
