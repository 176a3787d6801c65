//! Deployment packages: zip files from strangers, read without trusting a byte of them.
//!
//! An archive is accepted as a whole or not at all. Every entry is unpacked once when it is
//! uploaded, so that a damaged or lying archive is refused then and not at the first invocation.

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

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, contents) in files {
            let options = SimpleFileOptions::default();
            if name.ends_with('/') {
                writer.add_directory(*name, options).unwrap();
            } else {
                writer.start_file(*name, options).unwrap();
                writer.write_all(contents).unwrap();
            }
        }
        writer.finish().unwrap().into_inner()
    }

    /// Replaces a name in both headers by another one of the same length.
    fn renamed(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
        assert_eq!(from.len(), to.len());
        for at in 0..bytes.len() - from.len() {
            if bytes[at..].starts_with(from.as_bytes()) {
                bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
            }
        }
        bytes
    }

    #[track_caller]
    fn check_refused(bytes: Vec<u8>, expected: &str) {
        let error = CodeArchive::check(Bytes::from(bytes)).expect_err("the archive is refused");
        assert_eq!(error.to_string(), expected);
    }

    const UNREADABLE: &str =
        "Could not unzip uploaded file. Please check your file, then try to upload again.";

    #[test]
    fn files_are_read_back_and_directories_skipped() {
        let bytes = archive(&[("lib/", b""), ("lib/a.py", b"A = 1\n"), ("light.py", b"x")]);
        let archive = CodeArchive::check(Bytes::from(bytes)).unwrap();
        assert_eq!(
            archive.names().collect::<Vec<_>>(),
            ["lib/a.py", "light.py"]
        );
        assert_eq!(
            archive.read("lib/a.py").unwrap().as_deref(),
            Some(&b"A = 1\n"[..])
        );
        assert_eq!(archive.read("lib/b.py").unwrap(), None);
        assert!(archive.read_all(".py", 6).unwrap().is_none());
        assert_eq!(archive.read_all(".py", 7).unwrap().unwrap().len(), 2);
        let directory = tempfile::tempdir().unwrap();
        archive.unpack_into(directory.path()).unwrap();
        assert_eq!(
            std::fs::read(directory.path().join("lib/a.py")).unwrap(),
            b"A = 1\n"
        );
    }

    #[test]
    fn what_is_no_zip_gets_the_sentence_of_aws() {
        check_refused(Vec::new(), UNREADABLE);
        check_refused(b"def handler(): pass".to_vec(), UNREADABLE);
        let bytes = archive(&[("a.py", b"print(1)")]);
        check_refused(bytes[..bytes.len() - 30].to_vec(), UNREADABLE);
        check_refused(archive(&[]), "Uploaded file must be a non-empty zip");
        check_refused(
            archive(&[("only/", b"")]),
            "Uploaded file must be a non-empty zip",
        );
    }

    #[test]
    fn a_flipped_bit_in_the_contents_is_found() {
        let mut bytes = archive(&[("a.txt", &[7; 5000])]);
        bytes[40] ^= 1;
        check_refused(bytes, UNREADABLE);
    }

    #[test]
    fn paths_that_leave_the_directory_are_refused() {
        let bytes = |to| renamed(archive(&[("aaaaaa.py", b"x")]), "aaaaaa.py", to);
        let outside = "which lies outside of the function's directory";
        check_refused(
            bytes("../../.py"),
            &format!("The uploaded zip holds a file at '../../.py', {outside}"),
        );
        for name in ["/etc/a.py", "C:\\aa.py1"] {
            let expected =
                format!("The uploaded zip holds a file at '{name}', which is not a relative path");
            check_refused(bytes(name), &expected);
        }
    }

    #[test]
    fn one_path_is_one_file() {
        let two = archive(&[("aa.py", b"1"), ("bb.py", b"2")]);
        check_refused(
            renamed(two, "bb.py", "aa.py"),
            "The uploaded zip holds 'a path' twice",
        );
        let dotted = archive(&[("a.py", b"1"), ("./a.py", b"2")]);
        check_refused(dotted, "The uploaded zip holds 'a.py' twice");
        let both = archive(&[("a", b"1"), ("a/b", b"2")]);
        check_refused(both, "The uploaded zip holds 'a' twice");
    }

    #[test]
    fn a_bomb_is_refused_by_what_it_unpacks_to() {
        let sentence = "Unzipped size must be smaller than 262144000 bytes";
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let zeros = vec![0; 1 << 20];
        writer
            .start_file("bomb", SimpleFileOptions::default())
            .unwrap();
        for _ in 0..251 {
            writer.write_all(&zeros).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 20);
        check_refused(bytes.clone(), sentence);
        // The same archive with a size of 1 MiB in its headers: the lie is found on unpacking.
        let (claimed, lie) = ((251_u32 << 20).to_le_bytes(), (1_u32 << 20).to_le_bytes());
        let mut lying = bytes;
        for at in 0..lying.len() - 4 {
            if lying[at..at + 4] == claimed {
                lying[at..at + 4].copy_from_slice(&lie);
            }
        }
        assert!(CodeArchive::check(Bytes::from(lying)).is_err());
    }

    #[test]
    fn too_many_entries_are_refused_before_they_are_read() {
        let mut bytes = archive(&[("a.py", b"1")]);
        let end = bytes.len() - 22;
        bytes[end + 10..end + 12].copy_from_slice(&60_000_u16.to_le_bytes());
        check_refused(
            bytes,
            "The uploaded zip has too many entries; at most 50000 are accepted",
        );
    }

    #[test]
    fn links_and_ciphers_are_refused() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .add_symlink("link", "/etc/passwd", SimpleFileOptions::default())
            .unwrap();
        check_refused(
            writer.finish().unwrap().into_inner(),
            "The uploaded zip holds 'link', which is a symbolic link",
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_set_of_files_reads_back(
            files in proptest::collection::btree_map(
                "[a-z]{1,8}\\.[a-z]{1,3}", proptest::collection::vec(any::<u8>(), 0..2000), 1..8),
        ) {
            let list: Vec<_> = files.iter().map(|(n, c)| (n.as_str(), c.as_slice())).collect();
            let checked = CodeArchive::check(Bytes::from(archive(&list))).unwrap();
            prop_assert_eq!(checked.read_all("", u64::MAX).unwrap().unwrap(), files);
        }

        #[test]
        fn damage_never_panics_and_never_changes_contents(
            at in any::<prop::sample::Index>(), value in any::<u8>(), cut in 0..200_usize,
        ) {
            let mut bytes = archive(&[("a.py", b"print(1)\n"), ("b/c.py", &[9; 300])]);
            let index = at.index(bytes.len());
            bytes[index] = value;
            bytes.truncate(bytes.len().saturating_sub(cut.saturating_sub(100)));
            if let Ok(checked) = CodeArchive::check(Bytes::from(bytes)) {
                for name in checked.names() {
                    let contents = checked.read(name).unwrap().unwrap();
                    prop_assert!(contents == b"print(1)\n" || contents == [9; 300]);
                }
            }
        }
    }
}
