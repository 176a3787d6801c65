//! ListObjects and ListObjectsV2.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use s3s::dto::{self, *};
use s3s::{S3Request, S3Response, S3Result, s3_error};

use crate::list::{ListPage, ListQuery};

use super::Face;
use super::conditions::{strong, timestamp};

impl Face {
    pub(super) async fn list_v1(
        &self,
        request: S3Request<ListObjectsInput>,
    ) -> S3Result<S3Response<ListObjectsOutput>> {
        let input = request.input;
        let entries_max = entries_max(input.max_keys)?;
        let marker = input.marker.clone().unwrap_or_default();
        let query = query(&input.prefix, &input.delimiter, marker, entries_max);
        let page = self.page(&input.bucket, query).await?;
        let coder = Coder::new(input.encoding_type.as_ref())?;
        let delimited = input
            .delimiter
            .as_ref()
            .is_some_and(|delimiter| !delimiter.is_empty());
        let mut output = ListObjectsOutput {
            name: Some(input.bucket),
            prefix: Some(coder.code(&input.prefix.unwrap_or_default())),
            marker: Some(coder.code(&input.marker.unwrap_or_default())),
            max_keys: Some(entries_max as i32),
            is_truncated: Some(page.next.is_some()),
            delimiter: input.delimiter.map(|delimiter| coder.code(&delimiter)),
            next_marker: page
                .next
                .as_deref()
                .filter(|_| delimited)
                .map(|next| coder.code(next)),
            encoding_type: input.encoding_type,
            ..Default::default()
        };
        let (contents, common_prefixes) = entries(&page, &coder, true);
        output.contents = Some(contents);
        output.common_prefixes = Some(common_prefixes);
        Ok(S3Response::new(output))
    }

    pub(super) async fn list_v2(
        &self,
        request: S3Request<ListObjectsV2Input>,
    ) -> S3Result<S3Response<ListObjectsV2Output>> {
        let input = request.input;
        let entries_max = entries_max(input.max_keys)?;
        let after = match &input.continuation_token {
            Some(token) => token_position(token)?,
            None => input.start_after.clone().unwrap_or_default(),
        };
        let query = query(&input.prefix, &input.delimiter, after, entries_max);
        let page = self.page(&input.bucket, query).await?;
        let coder = Coder::new(input.encoding_type.as_ref())?;
        let owner = input.fetch_owner.unwrap_or_default();
        let (contents, common_prefixes) = entries(&page, &coder, owner);
        let count = contents.len() + common_prefixes.len();
        Ok(S3Response::new(ListObjectsV2Output {
            name: Some(input.bucket),
            prefix: Some(coder.code(&input.prefix.unwrap_or_default())),
            max_keys: Some(entries_max as i32),
            key_count: Some(count as i32),
            continuation_token: input.continuation_token,
            is_truncated: Some(page.next.is_some()),
            next_continuation_token: page.next.as_deref().map(position_token),
            contents: Some(contents),
            common_prefixes: Some(common_prefixes),
            delimiter: input.delimiter.map(|delimiter| coder.code(&delimiter)),
            encoding_type: input.encoding_type,
            start_after: input
                .start_after
                .map(|start_after| coder.code(&start_after)),
            ..Default::default()
        }))
    }

    async fn page(&self, bucket: &str, query: ListQuery) -> S3Result<ListPage> {
        let bucket = super::bucket_name(bucket)?;
        self.call(move |store| store.list(&bucket, &query)).await
    }
}

fn query(
    prefix: &Option<String>,
    delimiter: &Option<String>,
    after: String,
    entries_max: u32,
) -> ListQuery {
    let prefix = prefix.clone().unwrap_or_default();
    let delimiter = delimiter.clone().unwrap_or_default();
    ListQuery {
        prefix,
        delimiter,
        after,
        entries_max,
    }
}

/// The size of the page that the client gets: 1,000 or what it asked for, if that is less.
pub(super) fn entries_max(asked: Option<i32>) -> S3Result<u32> {
    let asked = asked.unwrap_or(ListQuery::PAGE_MAX as i32);
    match u32::try_from(asked) {
        Ok(count) => Ok(count.min(ListQuery::PAGE_MAX)),
        Err(_) => Err(s3_error!(
            InvalidArgument,
            "Argument max-keys must be an integer from 0"
        )),
    }
}

fn position_token(position: &str) -> String {
    URL_SAFE_NO_PAD.encode(position)
}

fn token_position(token: &str) -> S3Result<String> {
    let position = URL_SAFE_NO_PAD
        .decode(token)
        .ok()
        .and_then(|b| String::from_utf8(b).ok());
    position
        .filter(|position| !position.is_empty())
        .ok_or_else(|| {
            s3_error!(
                InvalidArgument,
                "The continuation token provided is incorrect"
            )
        })
}

fn entries(page: &ListPage, coder: &Coder, with_owner: bool) -> (Vec<Object>, Vec<CommonPrefix>) {
    let object = |entry: &crate::list::ListEntry| Object {
        e_tag: Some(strong(&entry.etag)),
        key: Some(coder.code(&entry.key)),
        last_modified: Some(timestamp(entry.modified_ms)),
        owner: with_owner.then(owner),
        size: Some(i64::try_from(entry.size_bytes).unwrap_or(i64::MAX)),
        storage_class: Some(ObjectStorageClass::from_static(
            ObjectStorageClass::STANDARD,
        )),
        ..Default::default()
    };
    let prefix = |prefix: &String| CommonPrefix {
        prefix: Some(coder.code(prefix)),
    };
    let objects = page.objects.iter().map(object).collect();
    (objects, page.common_prefixes.iter().map(prefix).collect())
}

/// The one owner of everything: this server has no accounts.
pub(super) fn owner() -> Owner {
    let display_name = Some("nanolambda".to_owned());
    Owner {
        display_name,
        id: Some("0".repeat(64)),
    }
}

/// Writes keys as they are, or percent-encoded for clients that asked for it because XML cannot
/// hold every character.
pub(super) struct Coder {
    url: bool,
}

impl Coder {
    pub(super) fn new(encoding: Option<&dto::EncodingType>) -> S3Result<Self> {
        match encoding.map(dto::EncodingType::as_str) {
            None | Some("") => Ok(Self { url: false }),
            Some(dto::EncodingType::URL) => Ok(Self { url: true }),
            Some(_) => Err(s3_error!(
                InvalidArgument,
                "Invalid Encoding Method specified in Request"
            )),
        }
    }

    pub(super) fn code(&self, text: &str) -> String {
        if !self.url {
            return text.to_owned();
        }
        let mut coded = String::with_capacity(text.len());
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~/*".contains(&byte) {
                coded.push(char::from(byte));
            } else {
                coded.push_str(&format!("%{byte:02X}"));
            }
        }
        coded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_opaque_positions() {
        assert_eq!(
            token_position(&position_token("a//b ü+")).unwrap(),
            "a//b ü+"
        );
        for token in ["", "!", "____"] {
            assert!(token_position(token).is_err(), "{token}");
        }
    }

    #[test]
    fn keys_are_percent_encoded_on_request() {
        let url = Coder::new(Some(&EncodingType::from_static(EncodingType::URL))).unwrap();
        assert_eq!(url.code("a/b c+%é\n"), "a/b%20c%2B%25%C3%A9%0A");
        assert_eq!(Coder::new(None).unwrap().code("a b"), "a b");
        assert!(Coder::new(Some(&EncodingType::from_static("zip"))).is_err());
    }

    #[test]
    fn pages_have_at_most_a_thousand_entries() {
        assert_eq!(entries_max(None).unwrap(), 1000);
        assert_eq!(entries_max(Some(5000)).unwrap(), 1000);
        assert_eq!(entries_max(Some(0)).unwrap(), 0);
        assert!(entries_max(Some(-1)).is_err());
    }
}
