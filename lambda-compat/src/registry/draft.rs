//! A change of a function while it is being made: nothing is stored before it is complete.

use std::collections::BTreeMap;

use base64::Engine as _;
use bytes::Bytes;
use faas_runtime::FunctionName;
use sha2::{Digest as _, Sha256};

use super::Limits;
use crate::error::LambdaError;
use crate::init_error::InitError;
use crate::linker::{Diagnostic, Linker, Refusal};
use crate::random::{Random, uuid};
use crate::record::{CodeRecord, FunctionRecord, LinkRecord, VersionRecord};
use crate::zip::CodeArchive;

/// Most bytes of Python sources that are given to the compiler.
const SOURCE_BYTES_MAX: u64 = 32 << 20;

/// The new state of one function, and the objects that it needs.
pub struct Draft<'r> {
    /// The name.
    pub name: FunctionName,
    /// The record that will be stored.
    pub record: FunctionRecord,
    /// The published versions as they will be.
    pub versions: BTreeMap<u64, VersionRecord>,
    /// When the change is made, in milliseconds since 1970 UTC.
    pub now_ms: u64,
    pub(super) codes: BTreeMap<String, Bytes>,
    pub(super) packages: BTreeMap<String, Bytes>,
    pub(super) tools: Tools<'r>,
}

/// What a change needs from the registry.
#[derive(Clone, Copy)]
pub(super) struct Tools<'r> {
    pub(super) linker: &'r dyn Linker,
    pub(super) random: &'r dyn Random,
    pub(super) limits: &'r Limits,
}

impl Draft<'_> {
    /// A new revision id.
    #[must_use]
    pub fn new_revision(&self) -> String {
        uuid(self.tools.random)
    }

    /// Notes that `$LATEST` was changed: it gets a revision and a date.
    pub fn touch_latest(&mut self) {
        self.record.latest.modified_ms = self.now_ms;
        self.record.latest.revision = self.new_revision();
        self.record.latest_published_as = None;
    }

    /// Replaces the code of `$LATEST` and links it.
    ///
    /// # Errors
    /// [`LambdaError::InvalidParameterValue`] with the reason why the archive is refused.
    pub fn set_code(&mut self, zip: Bytes) -> Result<(), LambdaError> {
        let archive = CodeArchive::check(zip.clone())
            .map_err(|error| LambdaError::InvalidParameterValue(error.to_string()))?;
        let code = CodeRecord {
            sha256: sha256_hex(&zip),
            size_bytes: zip.len() as u64,
        };
        self.codes.insert(code.sha256.clone(), zip);
        self.record.latest.code = code;
        let mut latest = self.record.latest.clone();
        self.link(&mut latest, &archive);
        self.record.latest = latest;
        self.touch_latest();
        Ok(())
    }

    /// Links a version anew from its archive.
    pub(super) fn link(&mut self, version: &mut VersionRecord, archive: &CodeArchive) {
        let (link, package) = link_archive(self.tools.linker, archive, &version.settings.handler);
        if let (LinkRecord::Compiled { sha256, .. }, Some(package)) = (&link, package) {
            self.packages.insert(sha256.clone(), package);
        }
        version.link = link;
        version.linker = self.tools.linker.identity();
    }

    /// Publishes `$LATEST` as it is, unless that was done already, and answers the version.
    ///
    /// # Errors
    /// [`LambdaError::CodeStorageExceeded`] beyond the number of versions.
    pub fn publish(&mut self, description: Option<&str>) -> Result<u64, LambdaError> {
        if let Some(number) = self.record.latest_published_as
            && self.versions.contains_key(&number)
        {
            return Ok(number);
        }
        if self.versions.len() >= self.tools.limits.versions_max {
            return Err(LambdaError::CodeStorageExceeded(format!(
                "A function has at most {} published versions on this server; delete some",
                self.tools.limits.versions_max
            )));
        }
        let number = self.record.version_next;
        let mut version = self.record.latest.clone();
        if let Some(description) = description {
            description.clone_into(&mut version.settings.description);
        }
        version.modified_ms = self.now_ms;
        version.revision = self.new_revision();
        self.versions.insert(number, version);
        self.record.version_next = number + 1;
        self.record.latest_published_as = Some(number);
        Ok(number)
    }

    /// Checks the revision that the caller believes to be the present one of `$LATEST`.
    ///
    /// # Errors
    /// [`LambdaError::PreconditionFailed`] if it is another one.
    pub fn expect_revision(&self, expected: Option<&str>) -> Result<(), LambdaError> {
        match expected {
            Some(revision) if revision != self.record.latest.revision => {
                Err(LambdaError::revision_mismatch("GetFunction/GetAlias"))
            }
            _ => Ok(()),
        }
    }
}

/// Links the code of a handler, and sorts what stands against it.
fn link_archive(
    linker: &dyn Linker,
    archive: &CodeArchive,
    handler: &str,
) -> (LinkRecord, Option<Bytes>) {
    let refused = |diagnostics, init_error| LinkRecord::Refused {
        diagnostics,
        init_error,
    };
    if let Some(error) = InitError::find(archive, handler) {
        return (refused(Vec::new(), Some(error)), None);
    }
    let whole = |message: String| {
        vec![Diagnostic {
            file: "the deployment package".to_owned(),
            line: 0,
            column: 0,
            message,
        }]
    };
    let sources = match archive.read_all(".py", SOURCE_BYTES_MAX) {
        Ok(Some(sources)) => sources,
        Ok(None) => {
            let message = format!("more than {SOURCE_BYTES_MAX} bytes of Python sources");
            return (refused(whole(message), None), None);
        }
        Err(error) => return (refused(whole(error.to_string()), None), None),
    };
    // A module may be written as a path; the compiler knows it by its dotted name.
    let dotted = handler.replace('/', ".");
    match linker.link(&sources, &dotted) {
        Ok(package) => {
            let (sha256, size_bytes) = (sha256_hex(&package), package.len() as u64);
            (LinkRecord::Compiled { sha256, size_bytes }, Some(package))
        }
        Err(Refusal::Unsupported(mut diagnostics)) => {
            diagnostics.truncate(LinkRecord::DIAGNOSTICS_MAX);
            (refused(diagnostics, None), None)
        }
        Err(Refusal::Syntax(diagnostic)) => {
            let init_error = InitError::of_syntax(archive, handler, &diagnostic);
            (refused(vec![diagnostic], init_error), None)
        }
        Err(Refusal::NoHandler) => (refused(Vec::new(), InitError::no_handler(handler)), None),
    }
}

/// SHA-256 in hex, as it names stored code.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A stored SHA-256 in base64, as the API shows it.
pub(crate) fn sha256_base64(hex: &str) -> String {
    let pairs = (0..hex.len()).step_by(2);
    let bytes: Vec<u8> = pairs
        .filter_map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok())
        .collect();
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
