//! Headers of requests and answers as [`ObjectMetadata`] and back.

use std::collections::BTreeMap;

use s3s::dto::{self, Timestamp, TimestampFormat};
use s3s::{S3Result, s3_error};

/// Most tags of an object.
const TAGS_MAX: usize = 10;
/// Longest name of a tag, in characters.
const TAG_NAME_CHARS_MAX: usize = 128;
/// Longest value of a tag, in characters.
const TAG_VALUE_CHARS_MAX: usize = 256;

/// The metadata in one of the generated input types.
macro_rules! object_metadata {
    ($input:expr) => {{
        let tags = $crate::http::metadata::tags_from_header($input.tagging.as_deref());
        tags.map(|tags| $crate::object::ObjectMetadata {
            content_type: $input.content_type.clone(),
            content_encoding: $crate::http::metadata::stored_encoding(&$input.content_encoding),
            content_disposition: $input.content_disposition.clone(),
            content_language: $input.content_language.clone(),
            cache_control: $input.cache_control.clone(),
            expires: $crate::http::metadata::expires_text(&$input.expires),
            website_redirect: $input.website_redirect_location.clone(),
            user: $input
                .metadata
                .clone()
                .unwrap_or_default()
                .into_iter()
                .collect(),
            tags,
        })
    }};
}

/// Fills one of the generated output types with what is stored of an object.
macro_rules! describe_object {
    ($output:expr, $info:expr) => {{
        let info: &$crate::object::ObjectInfo = $info;
        let metadata = &info.metadata;
        $output.accept_ranges = Some("bytes".to_owned());
        $output.cache_control = metadata.cache_control.clone();
        $output.content_disposition = metadata.content_disposition.clone();
        $output.content_encoding = metadata.content_encoding.clone();
        $output.content_language = metadata.content_language.clone();
        let content_type = metadata.content_type.as_deref();
        $output.content_type = Some(content_type.unwrap_or("binary/octet-stream").to_owned());
        $output.e_tag = Some($crate::http::conditions::strong(&info.etag));
        $output.expires = $crate::http::metadata::expires_time(&metadata.expires);
        $output.last_modified = Some($crate::http::conditions::timestamp(info.modified_ms));
        let user = metadata.user.clone();
        $output.metadata = (!user.is_empty()).then(|| user.into_iter().collect());
        $output.website_redirect_location = metadata.website_redirect.clone();
    }};
}

pub(super) use {describe_object, object_metadata};

/// The coding to store: `aws-chunked` belongs to the transfer, not to the object.
pub(super) fn stored_encoding(codings: &Option<String>) -> Option<String> {
    let codings = codings.as_ref()?.split(',').map(str::trim);
    let kept: Vec<&str> = codings.filter(|coding| *coding != "aws-chunked").collect();
    let text = kept.join(",");
    (!text.is_empty()).then_some(text)
}

pub(super) fn expires_text(expires: &Option<Timestamp>) -> Option<String> {
    let mut text = Vec::new();
    expires
        .as_ref()?
        .format(TimestampFormat::HttpDate, &mut text)
        .ok()?;
    String::from_utf8(text).ok()
}

pub(super) fn expires_time(text: &Option<String>) -> Option<Timestamp> {
    Timestamp::parse(TimestampFormat::HttpDate, text.as_deref()?).ok()
}

/// The tags in `x-amz-tagging`, which has the form of a URL query.
pub(super) fn tags_from_header(header: Option<&str>) -> S3Result<BTreeMap<String, String>> {
    let pairs = form_urlencoded::parse(header.unwrap_or_default().as_bytes());
    checked_tags(
        pairs.map(|(name, value)| (name.into_owned(), value.into_owned())),
        TAGS_MAX,
    )
}

/// The tags in the body of a request.
pub(super) fn tags_from_set(
    tagging: dto::Tagging,
    tags_max: usize,
) -> S3Result<BTreeMap<String, String>> {
    let pairs = tagging.tag_set.into_iter();
    checked_tags(
        pairs.map(|tag| (tag.key.unwrap_or_default(), tag.value.unwrap_or_default())),
        tags_max,
    )
}

pub(super) fn tag_set(tags: &BTreeMap<String, String>) -> Vec<dto::Tag> {
    let tag = |(key, value): (&String, &String)| dto::Tag {
        key: Some(key.clone()),
        value: Some(value.clone()),
    };
    tags.iter().map(tag).collect()
}

/// Most tags that PutObjectTagging takes.
pub(super) const OBJECT_TAGS_MAX: usize = TAGS_MAX;
/// Most tags that PutBucketTagging takes.
pub(super) const BUCKET_TAGS_MAX: usize = 50;

fn checked_tags(
    pairs: impl Iterator<Item = (String, String)>,
    tags_max: usize,
) -> S3Result<BTreeMap<String, String>> {
    let mut tags = BTreeMap::new();
    for (name, value) in pairs {
        if name.is_empty() || name.chars().count() > TAG_NAME_CHARS_MAX {
            return Err(s3_error!(
                InvalidTag,
                "The TagKey you have provided is invalid"
            ));
        }
        if value.chars().count() > TAG_VALUE_CHARS_MAX {
            return Err(s3_error!(
                InvalidTag,
                "The TagValue you have provided is invalid"
            ));
        }
        if tags.insert(name, value).is_some() {
            return Err(s3_error!(
                InvalidTag,
                "Cannot provide multiple Tags with the same key"
            ));
        }
        if tags.len() > tags_max {
            return Err(s3_error!(InvalidTag, "There are more tags than allowed"));
        }
    }
    Ok(tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transfer_coding_is_not_stored() {
        let stored = |text: &str| stored_encoding(&Some(text.to_owned()));
        assert_eq!(stored("aws-chunked"), None);
        assert_eq!(stored("gzip, aws-chunked").as_deref(), Some("gzip"));
        assert_eq!(stored("gzip").as_deref(), Some("gzip"));
        assert_eq!(stored_encoding(&None), None);
    }

    #[track_caller]
    fn check(header: &str, want: Option<&[(&str, &str)]>) {
        let got = tags_from_header(Some(header)).ok();
        let want = want.map(|pairs| {
            pairs
                .iter()
                .map(|(k, v)| (k.to_string(), v.to_string()))
                .collect()
        });
        assert_eq!(got, want, "{header}");
    }

    #[test]
    fn tags_are_read_and_bounded() {
        check("", Some(&[]));
        check("a=1&b=x%20y+z", Some(&[("a", "1"), ("b", "x y z")]));
        check("a=1&a=2", None);
        check("=1", None);
        check(&format!("{}=1", "n".repeat(129)), None);
        check(&format!("n={}", "v".repeat(257)), None);
        let eleven: Vec<String> = (0..11).map(|n| format!("t{n}=1")).collect();
        check(&eleven.join("&"), None);
    }

    #[test]
    fn expiry_dates_survive_the_store() {
        let text = Some("Wed, 21 Oct 2015 07:28:00 GMT".to_owned());
        assert_eq!(expires_text(&expires_time(&text)), text);
    }
}
