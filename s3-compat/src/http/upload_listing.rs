//! ListParts and ListMultipartUploads.

use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result};

use crate::error::StoreError;
use crate::list::ListQuery;
use crate::name::ObjectKey;
use crate::object::ObjectInfo;
use crate::object_store::ObjectStore;

use super::Face;
use super::conditions::{strong, timestamp};
use super::digest::set_checksum_values;
use super::failure::s3_failure;
use super::listing::{Coder, entries_max, owner};
use super::upload::{PART_NUMBER_MAX, Upload, open_uploads};

impl Face {
    pub(super) async fn parts(
        &self,
        request: S3Request<ListPartsInput>,
    ) -> S3Result<S3Response<ListPartsOutput>> {
        let input = request.input;
        let upload = self
            .require_upload(&input.bucket, &input.key, &input.upload_id)
            .await?;
        let count_max = entries_max(input.max_parts)?;
        let marker = input
            .part_number_marker
            .unwrap_or_default()
            .clamp(0, PART_NUMBER_MAX);
        let after = Upload::part_key(&upload.id, marker)
            .map_err(s3_failure)?
            .as_str()
            .to_owned();
        let prefix = Upload::parts_prefix(&upload.id);
        let query = ListQuery {
            prefix,
            after,
            entries_max: count_max,
            ..ListQuery::default()
        };
        let uploads = self.uploads.clone();
        let list = move |store: &dyn ObjectStore| {
            let page = store.list(&uploads, &query)?;
            let heads = page.objects.iter().map(|entry| {
                let number = entry
                    .key
                    .rsplit('/')
                    .next()
                    .and_then(|digits| digits.parse().ok());
                let info = store.head(&uploads, &ObjectKey::new(&entry.key)?)?;
                Ok((number.unwrap_or_default(), info))
            });
            Ok((
                heads.collect::<Result<Vec<(i32, _)>, StoreError>>()?,
                page.next.is_some(),
            ))
        };
        let (infos, truncated) = self.call(list).await?;
        let parts: Vec<Part> = infos
            .iter()
            .map(|(number, info)| listed_part(*number, info))
            .collect();
        Ok(S3Response::new(ListPartsOutput {
            bucket: Some(input.bucket),
            key: Some(input.key),
            upload_id: Some(upload.id),
            part_number_marker: Some(marker),
            next_part_number_marker: parts.last().and_then(|part| part.part_number),
            max_parts: Some(count_max as i32),
            is_truncated: Some(truncated),
            parts: Some(parts),
            owner: Some(owner()),
            storage_class: Some(StorageClass::from_static(StorageClass::STANDARD)),
            ..Default::default()
        }))
    }

    pub(super) async fn list_uploads(
        &self,
        request: S3Request<ListMultipartUploadsInput>,
    ) -> S3Result<S3Response<ListMultipartUploadsOutput>> {
        let input = request.input;
        let bucket = self.require_bucket(&input.bucket).await?;
        let count_max = entries_max(input.max_uploads)? as usize;
        let uploads = self.uploads.clone();
        let mut open = self
            .call(move |store| open_uploads(store, &uploads, Some(&bucket)))
            .await?;
        open.sort_by(|(a, _), (b, _)| (&a.key, &a.id).cmp(&(&b.key, &b.id)));
        let coder = Coder::new(input.encoding_type.as_ref())?;
        let query = UploadQuery {
            prefix: input.prefix.clone().unwrap_or_default(),
            delimiter: input.delimiter.clone().unwrap_or_default(),
            key_marker: input.key_marker.unwrap_or_default(),
            id_marker: input.upload_id_marker.clone().unwrap_or_default(),
            count_max,
        };
        let page = query.page(
            open.iter()
                .map(|(upload, _)| (upload.key.as_str(), upload.id.as_str())),
        );
        let listed = page.listed.iter().filter_map(|index| open.get(*index));
        let listed = listed.map(|(upload, info)| listed_upload(upload, info, &coder));
        let prefix_entry = |prefix: &String| CommonPrefix {
            prefix: Some(coder.code(prefix)),
        };
        Ok(S3Response::new(ListMultipartUploadsOutput {
            bucket: Some(input.bucket),
            common_prefixes: Some(page.prefixes.iter().map(prefix_entry).collect()),
            delimiter: input.delimiter.map(|delimiter| coder.code(&delimiter)),
            encoding_type: input.encoding_type,
            is_truncated: Some(page.next.is_some()),
            key_marker: Some(coder.code(&query.key_marker)),
            max_uploads: Some(count_max as i32),
            next_key_marker: page.next.as_ref().map(|(key, _)| coder.code(key)),
            next_upload_id_marker: page.next.as_ref().map(|(_, id)| id.clone()),
            prefix: input.prefix.map(|prefix| coder.code(&prefix)),
            upload_id_marker: input.upload_id_marker,
            uploads: Some(listed.collect()),
            ..Default::default()
        }))
    }
}

/// Which uploads to list.
#[derive(Default)]
struct UploadQuery {
    prefix: String,
    delimiter: String,
    key_marker: String,
    /// With the key of the marker only uploads behind this one; empty for none of that key.
    id_marker: String,
    count_max: usize,
}

#[derive(Debug, Default, PartialEq)]
struct UploadPage {
    /// Positions of the uploads among those given.
    listed: Vec<usize>,
    prefixes: Vec<String>,
    /// Key and upload id of the last entry, if more follow.
    next: Option<(String, String)>,
}

impl UploadQuery {
    /// One page of `open`, which come as keys and ids in order.
    fn page<'u>(&self, open: impl Iterator<Item = (&'u str, &'u str)>) -> UploadPage {
        let mut page = UploadPage::default();
        let mut last = None;
        for (index, (key, id)) in open.enumerate() {
            let same = key == self.key_marker && !self.id_marker.is_empty();
            let behind = key > self.key_marker.as_str() || (same && id > self.id_marker.as_str());
            let Some(rest) = key.strip_prefix(&self.prefix).filter(|_| behind) else {
                continue;
            };
            let cut = rest
                .find(&self.delimiter)
                .filter(|_| !self.delimiter.is_empty());
            let common = cut.and_then(|at| {
                key.get(..self.prefix.len() + at + self.delimiter.len())
                    .map(str::to_owned)
            });
            let told = page.prefixes.last().or(Some(&self.key_marker));
            if common.is_some() && common.as_ref() == told {
                continue;
            }
            if page.listed.len() + page.prefixes.len() >= self.count_max {
                page.next = last;
                break;
            }
            match common {
                Some(common) => {
                    last = Some((common.clone(), String::new()));
                    page.prefixes.push(common);
                }
                None => {
                    last = Some((key.to_owned(), id.to_owned()));
                    page.listed.push(index);
                }
            }
        }
        page
    }
}

fn listed_part(number: i32, info: &ObjectInfo) -> Part {
    let mut part = Part {
        e_tag: Some(strong(&info.etag)),
        last_modified: Some(timestamp(info.modified_ms)),
        part_number: Some(number),
        size: Some(info.size_bytes as i64),
        ..Default::default()
    };
    set_checksum_values!(part, &info.checksums.values);
    part
}

fn listed_upload(upload: &Upload, info: &ObjectInfo, coder: &Coder) -> MultipartUpload {
    MultipartUpload {
        key: Some(coder.code(upload.key.as_str())),
        upload_id: Some(upload.id.clone()),
        initiated: Some(timestamp(info.modified_ms)),
        owner: Some(owner()),
        storage_class: Some(StorageClass::from_static(StorageClass::STANDARD)),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: [(&str, &str); 6] = [
        ("a", "1"),
        ("a", "2"),
        ("d/x", "3"),
        ("d/y", "4"),
        ("e/z", "5"),
        ("f", "6"),
    ];

    /// All pages of `count_max` entries together: ids, then prefixes.
    #[track_caller]
    fn check(prefix: &str, delimiter: &str, ids: &str, prefixes: &[&str]) {
        for count_max in 1..8 {
            let (prefix, delimiter) = (prefix.to_owned(), delimiter.to_owned());
            let mut query = UploadQuery {
                prefix,
                delimiter,
                count_max,
                ..UploadQuery::default()
            };
            let (mut got_ids, mut got_prefixes) = (String::new(), Vec::new());
            loop {
                let page = query.page(OPEN.into_iter());
                assert!(page.listed.len() + page.prefixes.len() <= count_max);
                got_ids.extend(page.listed.iter().map(|index| OPEN[*index].1));
                got_prefixes.extend(page.prefixes);
                let Some((key, id)) = page.next else { break };
                (query.key_marker, query.id_marker) = (key, id);
            }
            assert_eq!(
                (got_ids.as_str(), &got_prefixes[..]),
                (ids, &strings(prefixes)[..]),
                "{count_max}"
            );
        }
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn pages_of_uploads_leave_nothing_out() {
        check("", "", "123456", &[]);
        check("", "/", "126", &["d/", "e/"]);
        check("d/", "/", "34", &[]);
        check("a", "", "12", &[]);
        check("none", "/", "", &[]);
    }

    #[test]
    fn a_page_without_entries_is_the_last() {
        let page = UploadQuery::default().page(OPEN.into_iter());
        assert_eq!(page, UploadPage::default());
    }
}
