//! Archives as tools make them, and as attackers do.

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

/// Replaces a number of four bytes wherever it stands.
fn claiming(mut bytes: Vec<u8>, true_bytes: u32, claimed_bytes: u32) -> Vec<u8> {
    let (from, to) = (true_bytes.to_le_bytes(), claimed_bytes.to_le_bytes());
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == from {
            bytes[at..at + 4].copy_from_slice(&to);
        }
    }
    bytes
}

#[test]
fn a_bomb_is_refused_by_what_it_claims_and_by_what_it_is() {
    let size = (2 << 20) + 12_345;
    let bomb = archive(&[("bomb", &vec![0; size as usize]), ("a.py", b"x")]);
    assert!(bomb.len() < 10_000);
    check_refused(
        claiming(bomb.clone(), size, 262_144_000),
        "Unzipped size must be smaller than 262144000 bytes",
    );
    // A size that is too small in the headers is found out on unpacking.
    assert!(CodeArchive::check(Bytes::from(claiming(bomb.clone(), size, 1000))).is_err());
    assert!(CodeArchive::check(Bytes::from(bomb)).is_ok());
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
