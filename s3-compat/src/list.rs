//! Listing: the rules of ListObjects over anything that can scan keys in order.

use crate::error::StoreError;
use crate::object::ETag;

/// What to list (ListObjects and ListObjectsV2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Only keys that begin with this.
    pub prefix: String,
    /// Keys that contain this behind the prefix are rolled up into one common prefix, which ends
    /// with the first occurrence. Empty means none.
    pub delimiter: String,
    /// Only keys behind this one in byte order. If it is a common prefix of this query, as
    /// [`ListPage::next`] may be, the keys that it stands for are behind the reader as well.
    pub after: String,
    /// Most keys and common prefixes together.
    pub entries_max: u32,
}

impl Default for ListQuery {
    fn default() -> Self {
        let empty = String::new;
        Self {
            prefix: empty(),
            delimiter: empty(),
            after: empty(),
            entries_max: Self::PAGE_MAX,
        }
    }
}

impl ListQuery {
    /// The size of a page in S3; larger wishes are cut to it.
    pub const PAGE_MAX: u32 = 1000;
}

/// One object of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListEntry {
    /// Its key.
    pub key: String,
    /// Its length.
    pub size_bytes: u64,
    /// Its entity tag.
    pub etag: ETag,
    /// When it was last written, in milliseconds since the Unix epoch.
    pub modified_ms: u64,
}

/// One page of a listing; keys and prefixes are each in byte order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPage {
    /// The objects.
    pub objects: Vec<ListEntry>,
    /// The common prefixes.
    pub common_prefixes: Vec<String>,
    /// [`ListQuery::after`] of the next page; `None` if nothing follows.
    pub next: Option<String>,
}

/// Builds one page. `scan(from, count)` answers at most `count` entries with keys at or behind
/// `from` in byte order, and fewer only if there are no more.
pub(crate) fn list_page(
    query: &ListQuery,
    mut scan: impl FnMut(&[u8], usize) -> Result<Vec<ListEntry>, StoreError>,
) -> Result<ListPage, StoreError> {
    let entries_max = query.entries_max.min(ListQuery::PAGE_MAX) as usize;
    let mut page = ListPage::default();
    if entries_max == 0 {
        return Ok(page);
    }
    let mut last = None;
    let mut next_from = Some(first_position(query));
    while let Some(from) = next_from.take() {
        let wanted = entries_max - page.objects.len() - page.common_prefixes.len() + 1;
        let batch = scan(&from, wanted)?;
        let exhausted = batch.len() < wanted;
        for entry in batch {
            if !entry.key.starts_with(&query.prefix) {
                return Ok(page);
            }
            if page.objects.len() + page.common_prefixes.len() == entries_max {
                page.next = last;
                return Ok(page);
            }
            if let Some(common) = common_prefix(query, &entry.key) {
                last = Some(common.to_owned());
                page.common_prefixes.push(common.to_owned());
                next_from = behind_prefix(common);
                break;
            }
            last = Some(entry.key.clone());
            next_from = Some(behind_key(&entry.key));
            page.objects.push(entry);
        }
        // A rolled-up prefix moves far ahead of the batch, so only a batch read to its end is
        // final.
        let rolled_up = last.as_ref() == page.common_prefixes.last() && last.is_some();
        if exhausted && !rolled_up {
            return Ok(page);
        }
    }
    Ok(page)
}

/// The lowest key that the first page may hold.
fn first_position(query: &ListQuery) -> Vec<u8> {
    if query.after.is_empty() || query.after < query.prefix {
        return query.prefix.as_bytes().to_vec();
    }
    if common_prefix(query, &query.after) == Some(&query.after) {
        return behind_prefix(&query.after).unwrap_or_else(|| behind_key(&query.after));
    }
    behind_key(&query.after)
}

/// The part of `key` up to the first delimiter behind the prefix.
fn common_prefix<'k>(query: &ListQuery, key: &'k str) -> Option<&'k str> {
    if query.delimiter.is_empty() {
        return None;
    }
    let rest = key.strip_prefix(&query.prefix)?;
    let at = rest.find(&query.delimiter)?;
    key.get(..query.prefix.len() + at + query.delimiter.len())
}

/// The lowest byte string behind `key`.
fn behind_key(key: &str) -> Vec<u8> {
    let mut bytes = key.as_bytes().to_vec();
    bytes.push(0);
    bytes
}

/// The lowest byte string behind all that begin with `prefix`. UTF-8 has no byte 0xFF, so only the
/// empty prefix has none.
fn behind_prefix(prefix: &str) -> Option<Vec<u8>> {
    let mut bytes = prefix.as_bytes().to_vec();
    let last = bytes.last_mut()?;
    *last = last.checked_add(1)?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn entry(key: &str) -> ListEntry {
        let etag = ETag::of_md5([0; 16]);
        ListEntry {
            key: key.to_owned(),
            size_bytes: 1,
            etag,
            modified_ms: 0,
        }
    }

    fn list(keys: &BTreeSet<String>, query: &ListQuery) -> ListPage {
        list_page(query, |from, count| {
            let behind = keys.iter().filter(|key| key.as_bytes() >= from);
            Ok(behind.take(count).map(|key| entry(key)).collect())
        })
        .unwrap()
    }

    #[track_caller]
    fn check(
        keys: &[&str],
        query: ListQuery,
        objects: &[&str],
        prefixes: &[&str],
        next: Option<&str>,
    ) {
        let page = list(&keys.iter().map(|key| key.to_string()).collect(), &query);
        let got: Vec<_> = page
            .objects
            .iter()
            .map(|entry| entry.key.as_str())
            .collect();
        assert_eq!(got, objects);
        assert_eq!(page.common_prefixes, prefixes);
        assert_eq!(page.next.as_deref(), next);
    }

    fn query(prefix: &str, delimiter: &str, after: &str, entries_max: u32) -> ListQuery {
        let [prefix, delimiter, after] = [prefix, delimiter, after].map(str::to_owned);
        ListQuery {
            prefix,
            delimiter,
            after,
            entries_max,
        }
    }

    const TREE: &[&str] = &["a", "b/1", "b/2", "b/c/3", "c", "d//", "d/x"];

    #[test]
    fn pages_end_exactly_where_the_keys_end() {
        check(TREE, query("", "", "", 7), TREE, &[], None);
        check(TREE, query("", "", "", 6), &TREE[..6], &[], Some("d//"));
        check(TREE, query("", "", "d//", 6), &["d/x"], &[], None);
        check(TREE, query("", "", "", 0), &[], &[], None);
        check(&[], query("", "/", "", 5), &[], &[], None);
    }

    #[test]
    fn a_delimiter_rolls_up_what_is_behind_it() {
        check(
            TREE,
            query("", "/", "", 9),
            &["a", "c"],
            &["b/", "d/"],
            None,
        );
        check(
            TREE,
            query("b/", "/", "", 9),
            &["b/1", "b/2"],
            &["b/c/"],
            None,
        );
        check(TREE, query("", "/", "", 2), &["a"], &["b/"], Some("b/"));
        check(TREE, query("", "/", "b/", 2), &["c"], &["d/"], None);
        check(TREE, query("b", "/", "", 9), &[], &["b/"], None);
        check(TREE, query("d/", "/", "", 9), &["d/x"], &["d//"], None);
    }

    #[test]
    fn a_start_inside_a_common_prefix_still_shows_the_prefix() {
        check(TREE, query("", "/", "b/1", 9), &["c"], &["b/", "d/"], None);
    }

    #[test]
    fn prefixes_of_several_bytes_are_skipped_whole() {
        check(
            &["aü", "aüb", "b"],
            query("", "ü", "", 1),
            &[],
            &["aü"],
            Some("aü"),
        );
        check(
            &["aü", "aüb", "b"],
            query("", "ü", "aü", 9),
            &["b"],
            &[],
            None,
        );
    }

    proptest! {
        #[test]
        fn pages_together_are_what_a_full_scan_shows(
            keys in prop::collection::btree_set("[ab/ü]{1,5}", 0..30),
            prefix in "[ab/]{0,2}",
            delimiter in "(|/|ab|ü)",
            entries_max in 1u32..5,
        ) {
            let mut want = BTreeMap::new();
            for key in keys.iter().filter(|key| key.starts_with(&prefix)) {
                let rest = &key[prefix.len()..];
                match rest.find(&delimiter).filter(|_| !delimiter.is_empty()) {
                    Some(at) => {
                        let end = prefix.len() + at + delimiter.len();
                        want.insert(key[..end].to_owned(), true)
                    }
                    None => want.insert(key.clone(), false),
                };
            }
            let mut got = BTreeMap::new();
            let mut step = query(&prefix, &delimiter, "", entries_max);
            loop {
                let page = list(&keys, &step);
                let count = page.objects.len() + page.common_prefixes.len();
                prop_assert!(count <= entries_max as usize);
                for entry in page.objects {
                    prop_assert!(got.insert(entry.key, false).is_none());
                }
                for common in page.common_prefixes {
                    prop_assert!(got.insert(common, true).is_none());
                }
                prop_assert!(page.next.is_none() || count == entries_max as usize);
                match page.next { Some(next) => step.after = next, None => break }
            }
            prop_assert_eq!(got, want);
        }
    }
}
