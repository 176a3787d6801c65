//! Deployment packages: zip files from strangers, read without trusting a byte of them.
//!
//! An archive is accepted as a whole or not at all. Every entry is unpacked once when it is
//! uploaded, so that a damaged or lying archive is refused then and not at the first invocation.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use bytes::Bytes;
use zip::{CompressionMethod, ZipArchive};

use crate::error::excerpt;

/// Most bytes of all files of an archive together (AWS Lambda quota).
pub const UNZIPPED_BYTES_MAX: u64 = 262_144_000;
/// Most entries of an archive, directories included.
pub const ENTRIES_MAX: usize = 50_000;
/// Longest path of an entry, in bytes.
pub const PATH_BYTES_MAX: usize = 1024;

/// Why an archive is refused. The first four sentences are AWS's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The bytes are no zip archive, or a damaged one.
    #[error("Could not unzip uploaded file. Please check your file, then try to upload again.")]
    Unreadable,
    /// There is no file in it.
    #[error("Uploaded file must be a non-empty zip")]
    Empty,
    /// All files together exceed [`UNZIPPED_BYTES_MAX`].
    #[error("Unzipped size must be smaller than {UNZIPPED_BYTES_MAX} bytes")]
    TooLarge,
    /// A directory of more than [`ENTRIES_MAX`] entries, or a ZIP64 one, which is for even more.
    #[error("The uploaded zip has too many entries; at most {ENTRIES_MAX} are accepted")]
    TooManyEntries,
    /// A path would leave the function's directory or cannot be a path.
    #[error("The uploaded zip holds a file at '{name}', {reason}")]
    Path {
        /// The start of the path.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two entries would be the same file, or a file and a directory.
    #[error("The uploaded zip holds '{name}' twice")]
    Duplicate {
        /// The path.
        name: String,
    },
    /// The entry is neither a file nor a directory, or is packed in a way that is not read.
    #[error("The uploaded zip holds '{name}', which {reason}")]
    Entry {
        /// The path.
        name: String,
        /// Why it is not read.
        reason: &'static str,
    },
}

/// A file of an archive.
#[derive(Debug, Clone, Copy)]
struct ArchiveFile {
    index: usize,
    size_bytes: u64,
    executable: bool,
}

/// An archive whose directory was checked.
#[derive(Debug, Clone)]
pub struct CodeArchive {
    zip: ZipArchive<Cursor<Bytes>>,
    files: BTreeMap<String, ArchiveFile>,
}

impl CodeArchive {
    /// Checks an uploaded archive: its directory and the contents of all its files.
    ///
    /// # Errors
    /// [`ArchiveError`] with the first thing that is wrong.
    pub fn check(bytes: Bytes) -> Result<Self, ArchiveError> {
        let archive = Self::open(bytes)?;
        let mut left_bytes = UNZIPPED_BYTES_MAX;
        for file in archive.files.values() {
            left_bytes -= archive.drain(file, left_bytes)?;
        }
        Ok(archive)
    }

    /// Opens an archive that was checked before, without unpacking it again.
    ///
    /// # Errors
    /// [`ArchiveError`] if its directory is not acceptable.
    pub fn open(bytes: Bytes) -> Result<Self, ArchiveError> {
        check_end_record(&bytes)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveError::Unreadable)?;
        if zip.len() > ENTRIES_MAX {
            return Err(ArchiveError::TooManyEntries);
        }
        if zip.has_duplicate_names() {
            return Err(ArchiveError::Duplicate {
                name: "a path".to_owned(),
            });
        }
        let mut files = BTreeMap::new();
        let mut total_bytes: u64 = 0;
        for index in 0..zip.len() {
            let Some((name, file)) = read_entry(&mut zip, index)? else {
                continue;
            };
            total_bytes = total_bytes.saturating_add(file.size_bytes);
            if total_bytes > UNZIPPED_BYTES_MAX {
                return Err(ArchiveError::TooLarge);
            }
            if files.insert(name.clone(), file).is_some() {
                return Err(ArchiveError::Duplicate {
                    name: excerpt(&name),
                });
            }
        }
        check_directories(&files)?;
        if files.is_empty() {
            return Err(ArchiveError::Empty);
        }
        Ok(Self { zip, files })
    }

    /// The paths of all files, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether there is a file at this path.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The length of one file; `None` if there is no such file.
    #[must_use]
    pub fn size_bytes(&self, name: &str) -> Option<u64> {
        self.files.get(name).map(|file| file.size_bytes)
    }

    /// The contents of one file; `None` if there is no such file.
    ///
    /// # Errors
    /// [`ArchiveError::Unreadable`] if it cannot be unpacked.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, ArchiveError> {
        self.files
            .get(name)
            .map(|file| self.read_file(file))
            .transpose()
    }

    /// All files whose path ends with `suffix`, or `None` if they exceed `bytes_max` together.
    ///
    /// # Errors
    /// [`ArchiveError::Unreadable`] if one cannot be unpacked.
    pub fn read_all(
        &self,
        suffix: &str,
        bytes_max: u64,
    ) -> Result<Option<BTreeMap<String, Vec<u8>>>, ArchiveError> {
        let chosen = || self.files.iter().filter(|(name, _)| name.ends_with(suffix));
        if chosen().map(|(_, file)| file.size_bytes).sum::<u64>() > bytes_max {
            return Ok(None);
        }
        let contents =
            |(name, file): (&String, &ArchiveFile)| Ok((name.clone(), self.read_file(file)?));
        chosen().map(contents).collect::<Result<_, _>>().map(Some)
    }

    /// Writes all files below `directory`.
    ///
    /// # Errors
    /// A sentence with the path that could not be written.
    pub fn unpack_into(&self, directory: &Path) -> Result<(), String> {
        for (name, file) in &self.files {
            let contents = self
                .read_file(file)
                .map_err(|error| format!("{name}: {error}"))?;
            let path = directory.join(name);
            let parent = path.parent().unwrap_or(directory);
            std::fs::create_dir_all(parent)
                .and_then(|()| std::fs::write(&path, contents))
                .and_then(|()| set_executable(&path, file.executable))
                .map_err(|error| format!("{name} cannot be written: {error}"))?;
        }
        Ok(())
    }

    fn read_file(&self, file: &ArchiveFile) -> Result<Vec<u8>, ArchiveError> {
        let mut contents = Vec::new();
        self.unpack(file, file.size_bytes, |chunk| {
            contents.extend_from_slice(chunk)
        })?;
        Ok(contents)
    }

    /// Unpacks a file into nothing and answers how long it is.
    fn drain(&self, file: &ArchiveFile, bytes_max: u64) -> Result<u64, ArchiveError> {
        self.unpack(file, bytes_max, |_| ())
    }

    fn unpack(
        &self,
        file: &ArchiveFile,
        bytes_max: u64,
        mut take: impl FnMut(&[u8]),
    ) -> Result<u64, ArchiveError> {
        // The directory is shared between clones; only the reading position is copied.
        let mut zip = self.zip.clone();
        let mut entry = zip
            .by_index(file.index)
            .map_err(|_| ArchiveError::Unreadable)?;
        let mut buffer = vec![0; 64 * 1024];
        let mut total_bytes: u64 = 0;
        loop {
            // The size in the directory is a claim; what comes out of the decoder is counted.
            let length = entry
                .read(&mut buffer)
                .map_err(|_| ArchiveError::Unreadable)?;
            if length == 0 {
                return Ok(total_bytes);
            }
            total_bytes += length as u64;
            if total_bytes > bytes_max {
                return Err(ArchiveError::TooLarge);
            }
            take(buffer.get(..length).unwrap_or_default());
        }
    }
}

/// Looks at the end of the archive before the directory is read, because reading the directory
/// takes memory for as many entries as it claims.
fn check_end_record(bytes: &[u8]) -> Result<(), ArchiveError> {
    const END_BYTES: usize = 22;
    const COMMENT_BYTES_MAX: usize = 65_535;
    const LOCATOR_BYTES: usize = 20;
    let first = bytes.len().saturating_sub(END_BYTES + COMMENT_BYTES_MAX);
    let tail = bytes.get(first..).unwrap_or_default();
    let at = tail
        .windows(END_BYTES)
        .rposition(|window| window.starts_with(b"PK\x05\x06"))
        .ok_or(ArchiveError::Unreadable)?;
    let zip64 = at
        .checked_sub(LOCATOR_BYTES)
        .and_then(|locator| tail.get(locator..))
        .is_some_and(|locator| locator.starts_with(b"PK\x06\x07"));
    let count = tail
        .get(at + 10..at + 12)
        .map_or(0, |two| u16::from_le_bytes([two[0], two[1]]));
    if zip64 || usize::from(count) > ENTRIES_MAX {
        return Err(ArchiveError::TooManyEntries);
    }
    Ok(())
}

/// One entry of the directory; `None` for a directory.
fn read_entry(
    zip: &mut ZipArchive<Cursor<Bytes>>,
    index: usize,
) -> Result<Option<(String, ArchiveFile)>, ArchiveError> {
    let entry = zip
        .by_index_raw(index)
        .map_err(|_| ArchiveError::Unreadable)?;
    let raw_name = entry.name().map_err(|_| ArchiveError::Unreadable)?;
    let name = plain_path(&raw_name)?;
    if entry.is_dir() {
        return Ok(None);
    }
    let refused = |reason| ArchiveError::Entry {
        name: excerpt(&name),
        reason,
    };
    if name.is_empty() {
        return Err(ArchiveError::Path {
            name,
            reason: "and a file needs a name",
        });
    }
    if entry.is_symlink() {
        return Err(refused("is a symbolic link"));
    }
    if entry.encrypted() {
        return Err(refused("is encrypted"));
    }
    if !matches!(
        entry.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        return Err(refused("is neither stored nor deflated"));
    }
    let executable = entry.unix_mode().is_some_and(|mode| mode & 0o111 != 0);
    let file = ArchiveFile {
        index,
        size_bytes: entry.size(),
        executable,
    };
    Ok(Some((name, file)))
}

/// The path without empty and `.` parts; it stays below the directory that it is unpacked to.
fn plain_path(name: &str) -> Result<String, ArchiveError> {
    let refused = |reason| ArchiveError::Path {
        name: excerpt(name),
        reason,
    };
    if name.len() > PATH_BYTES_MAX {
        return Err(refused("a path of more than 1024 bytes"));
    }
    if name.starts_with('/') || name.contains(['\\', '\0']) || name.as_bytes().get(1) == Some(&b':')
    {
        return Err(refused("which is not a relative path"));
    }
    if name.split('/').any(|part| part == "..") {
        return Err(refused("which lies outside of the function's directory"));
    }
    let parts: Vec<_> = name
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    Ok(parts.join("/"))
}

/// No file is also the directory of another one.
fn check_directories(files: &BTreeMap<String, ArchiveFile>) -> Result<(), ArchiveError> {
    for name in files.keys() {
        for (at, _) in name.match_indices('/') {
            let directory = name.get(..at).unwrap_or_default();
            if files.contains_key(directory) {
                return Err(ArchiveError::Duplicate {
                    name: excerpt(directory),
                });
            }
        }
    }
    Ok(())
}

#[cfg(unix)]
fn set_executable(path: &Path, executable: bool) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = if executable { 0o755 } else { 0o644 };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_executable(_: &Path, _: bool) -> std::io::Result<()> {
    Ok(())
}
