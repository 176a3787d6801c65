//! Deployment packages on their way in and out.

use std::borrow::Cow;

use base64::Engine as _;
use bytes::Bytes;
use faas_runtime::FunctionName;
use serde::Deserialize;

use super::LambdaApi;
use super::respond::Reply;
use super::view::not_found;
use crate::error::LambdaError;

/// Longest zip file in a request (AWS Lambda quota).
const ZIP_BYTES_MAX: usize = 52_428_800;

/// Where the code of a function comes from (AWS `FunctionCode`).
///
/// The zip file is borrowed from the request body where it can be, because it may be most of the
/// memory of a small machine.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct CodeSource<'a> {
    #[serde(borrow)]
    zip_file: Option<Base64<'a>>,
    #[serde(rename = "S3Bucket")]
    s3_bucket: Option<String>,
    #[serde(rename = "S3Key")]
    s3_key: Option<String>,
    #[serde(rename = "S3ObjectVersion")]
    s3_object_version: Option<String>,
    image_uri: Option<String>,
    #[serde(rename = "SourceKMSKeyArn")]
    source_kms_key_arn: Option<String>,
}

/// Text that is borrowed unless it has escapes, which base64 needs only for `\/`.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Base64<'a>(#[serde(borrow)] Cow<'a, str>);

impl LambdaApi {
    /// The bytes of the zip file, from the request or from a bucket.
    pub(super) fn fetch_code(&self, code: &CodeSource<'_>) -> Result<Bytes, LambdaError> {
        let refused = |message: &str| LambdaError::InvalidParameterValue(message.to_owned());
        if code.image_uri.is_some() {
            return Err(refused(
                "ImageUri is not supported by this server; deploy a zip file",
            ));
        }
        if code
            .source_kms_key_arn
            .as_ref()
            .is_some_and(|arn| !arn.is_empty())
        {
            return Err(refused("SourceKMSKeyArn is not supported by this server"));
        }
        match (&code.zip_file, &code.s3_bucket, &code.s3_key) {
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) => Err(refused(
                "Please do not provide other FunctionCode parameters when providing a ZipFile.",
            )),
            (Some(text), None, None) => decode(&text.0),
            (None, Some(bucket), Some(key)) => {
                if code
                    .s3_object_version
                    .as_ref()
                    .is_some_and(|version| version != "null")
                {
                    return Err(refused(
                        "S3ObjectVersion is not supported by this server: its buckets keep one \
                         version of each object",
                    ));
                }
                self.registry.user_code(bucket, key)
            }
            (None, None, None) => Err(refused("Please provide a source for function code.")),
            (None, _, _) => Err(refused("Please provide both S3Bucket and S3Key.")),
        }
    }

    /// The zip file of a function. The hash in the path is what entitles the caller to it, as the
    /// signature in a presigned URL of AWS does.
    pub(super) fn download_code(&self, name: &str, sha256: &str) -> Result<Reply, LambdaError> {
        let entry = FunctionName::new(name)
            .ok()
            .and_then(|name| self.registry.entry(&name));
        let entry = entry.ok_or_else(|| not_found(&crate::error::excerpt(name)))?;
        let known = entry
            .all_versions()
            .any(|(_, version)| version.code.sha256 == sha256 && version.code.size_bytes > 0);
        if !known {
            return Err(LambdaError::ResourceNotFound(format!(
                "The function {} has no such code any more",
                entry.name
            )));
        }
        Ok(Reply::Zip(Box::new(
            self.registry.code(&entry.name, sha256)?,
        )))
    }
}

fn decode(text: &str) -> Result<Bytes, LambdaError> {
    let zip = base64::engine::general_purpose::STANDARD
        .decode(text)
        .map_err(|error| {
            LambdaError::Serialization(format!("The member ZipFile is not base64: {error}"))
        })?;
    if zip.len() > ZIP_BYTES_MAX {
        return Err(LambdaError::RequestEntityTooLarge(format!(
            "Zipped size must be smaller than {ZIP_BYTES_MAX} bytes"
        )));
    }
    Ok(Bytes::from(zip))
}
