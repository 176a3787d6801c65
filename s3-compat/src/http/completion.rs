//! CompleteMultipartUpload: from parts to an object.

use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use crate::error::StoreError;
use crate::name::{BucketName, ObjectKey};
use crate::object::{Checksums, ETag, ObjectInfo};
use crate::object_store::{Composition, Piece, PutCondition, PutRequest};

use super::conditions::{put_condition, strong};
use super::digest::{Values, algorithm_name, checksum_of_parts, checksum_values, set_checksums};
use super::event::ObjectEventKind;
use super::failure::no_such_upload;
use super::upload::{PART_NUMBER_MAX, Upload, remove_upload, upload_of};
use super::{Face, address};

/// Smallest part, except for the last one.
const PART_BYTES_MIN: u64 = 5 << 20;

/// A part as the client lists it.
struct Listed {
    number: i32,
    etag: ETag,
    values: Values,
}

/// What the client says of the upload.
struct Claim {
    parts: Vec<Listed>,
    values: Values,
    size_bytes: Option<u64>,
    condition: PutCondition,
}

impl Face {
    pub(super) async fn complete(
        &self,
        request: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        let input = request.input;
        let address = address(&input.bucket, &input.key)?;
        let values = checksum_values!(input);
        let claim = Claim {
            parts: listed_parts(input.multipart_upload)?,
            values,
            size_bytes: input
                .mpu_object_size
                .and_then(|size| u64::try_from(size).ok()),
            condition: put_condition(input.if_match.as_ref(), input.if_none_match.as_ref())?,
        };
        let (face, id, modified_ms) = (self.clone(), input.upload_id, self.now_ms());
        // Refusals of S3 pass through the store's threads as values.
        let work = move || match face.complete_now(&id, &address, claim, modified_ms) {
            Ok(info) => Ok(Ok(info)),
            Err(Refusal::Store(error)) => Err(error),
            Err(Refusal::S3(error)) => Ok(Err(error)),
        };
        let info = self.threads.run(work).await??;
        let mut output = CompleteMultipartUploadOutput {
            location: Some(format!("/{}/{}", input.bucket, input.key)),
            bucket: Some(input.bucket),
            key: Some(input.key),
            e_tag: Some(strong(&info.etag)),
            ..Default::default()
        };
        set_checksums!(output, &info.checksums);
        Ok(S3Response::new(output))
    }

    fn complete_now(
        &self,
        id: &str,
        address: &(BucketName, ObjectKey),
        claim: Claim,
        modified_ms: u64,
    ) -> Result<ObjectInfo, Refusal> {
        let store = self.store.as_ref();
        let (bucket, key) = address;
        store.bucket(bucket)?;
        let Some((upload, record)) = upload_of(store, &self.uploads, id, address)? else {
            return self.completed_before(address, &claim);
        };
        let parts = self.checked_parts(&upload, &claim)?;
        let composition = compose_parts(&upload, &claim, &parts)?;
        let pieces = parts.iter().map(|(key, info)| {
            let (bucket, key) = (self.uploads.clone(), key.clone());
            Piece {
                bucket,
                key,
                etag: info.etag.clone(),
            }
        });
        let pieces: Vec<Piece> = pieces.collect();
        let request = PutRequest {
            metadata: record.metadata,
            condition: claim.condition,
            modified_ms,
        };
        let info = store.compose(bucket, key, &request, &pieces, &composition)?;
        remove_upload(store, &self.uploads, id)?;
        let kind = ObjectEventKind::CreatedCompleteMultipartUpload;
        self.created(kind, bucket, key, &info);
        Ok(info)
    }

    /// A client that lost the answer asks again. The tag names the parts, so an object with it is
    /// the one that was asked for.
    fn completed_before(
        &self,
        (bucket, key): &(BucketName, ObjectKey),
        claim: &Claim,
    ) -> Result<ObjectInfo, Refusal> {
        let digests: Option<Vec<_>> = claim.parts.iter().map(|part| part.etag.md5()).collect();
        let etag = digests.map(|digests| ETag::of_parts(&digests));
        match self.store.head(bucket, key) {
            Ok(info) if Some(&info.etag) == etag.as_ref() => Ok(info),
            Ok(_) | Err(StoreError::NoSuchKey { .. }) => Err(no_such_upload().into()),
            Err(error) => Err(error.into()),
        }
    }

    /// The stored parts that the client lists.
    fn checked_parts(
        &self,
        upload: &Upload,
        claim: &Claim,
    ) -> Result<Vec<(ObjectKey, ObjectInfo)>, Refusal> {
        let mut parts: Vec<(ObjectKey, ObjectInfo)> = Vec::with_capacity(claim.parts.len());
        for listed in &claim.parts {
            if parts
                .last()
                .is_some_and(|(_, info)| info.size_bytes < PART_BYTES_MIN)
            {
                return Err(s3_error!(
                    EntityTooSmall,
                    "Your proposed upload is smaller than the minimum allowed size"
                )
                .into());
            }
            let key = Upload::part_key(&upload.id, listed.number)?;
            let info = match self.store.head(&self.uploads, &key) {
                Ok(info) => info,
                Err(StoreError::NoSuchKey { .. }) => return Err(invalid_part().into()),
                Err(error) => return Err(error.into()),
            };
            let same = |(name, value)| info.checksums.values.get(name) == Some(value);
            if info.etag != listed.etag || !listed.values.iter().all(same) {
                return Err(invalid_part().into());
            }
            parts.push((key, info));
        }
        Ok(parts)
    }
}

fn listed_parts(upload: Option<CompletedMultipartUpload>) -> S3Result<Vec<Listed>> {
    let parts = upload.and_then(|upload| upload.parts).unwrap_or_default();
    if parts.is_empty() || parts.len() > PART_NUMBER_MAX as usize {
        return Err(s3_error!(
            MalformedXML,
            "You must specify at least one part"
        ));
    }
    let mut listed: Vec<Listed> = Vec::with_capacity(parts.len());
    for part in parts {
        let number = part.part_number.unwrap_or_default();
        if listed.last().is_some_and(|before| before.number >= number) {
            return Err(s3_error!(
                InvalidPartOrder,
                "The list of parts was not in ascending order. \
                 Parts must be ordered by part number."
            ));
        }
        let values = checksum_values!(part);
        let etag = part
            .e_tag
            .and_then(|etag| ETag::new(etag.value()).ok())
            .ok_or_else(invalid_part)?;
        if !(1..=PART_NUMBER_MAX).contains(&number) {
            return Err(invalid_part());
        }
        listed.push(Listed {
            number,
            etag,
            values,
        });
    }
    Ok(listed)
}

/// Tag, checksum and part sizes of the object that `parts` become.
fn compose_parts(
    upload: &Upload,
    claim: &Claim,
    parts: &[(ObjectKey, ObjectInfo)],
) -> Result<Composition, Refusal> {
    let part_sizes: Vec<u64> = parts.iter().map(|(_, info)| info.size_bytes).collect();
    if claim
        .size_bytes
        .is_some_and(|size| size != part_sizes.iter().sum::<u64>())
    {
        let message = "The provided 'x-amz-mp-object-size' header does not match the object";
        return Err(s3_error!(InvalidRequest, "{message}").into());
    }
    let digests: Option<Vec<[u8; 16]>> = parts.iter().map(|(_, info)| info.etag.md5()).collect();
    let etag = ETag::of_parts(&digests.ok_or_else(invalid_part)?);
    let algorithm = upload.algorithm;
    let value_of = |info: &ObjectInfo| {
        Some((
            info.checksums.values.get(&algorithm)?.clone(),
            info.size_bytes,
        ))
    };
    let of_parts: Option<Vec<_>> = parts.iter().map(|(_, info)| value_of(info)).collect();
    let value = of_parts.and_then(|parts| checksum_of_parts(algorithm, upload.coverage, &parts));
    let values: Values = value.into_iter().map(|value| (algorithm, value)).collect();
    for (name, claimed) in &claim.values {
        // A composite value may be given without the number of parts.
        let whole = values
            .get(name)
            .is_some_and(|value| value == claimed || value.split('-').next() == Some(claimed));
        if !whole {
            return Err(StoreError::BadDigest {
                algorithm: algorithm_name(*name),
            }
            .into());
        }
    }
    let checksums = Checksums {
        values,
        coverage: upload.coverage,
    };
    Ok(Composition {
        etag,
        checksums,
        part_sizes,
    })
}

fn invalid_part() -> S3Error {
    s3_error!(
        InvalidPart,
        "One or more of the specified parts could not be found. The part may not have been \
         uploaded, or the specified entity tag may not match the part's entity tag."
    )
}

/// Why an upload cannot be completed.
enum Refusal {
    S3(S3Error),
    Store(StoreError),
}

impl From<S3Error> for Refusal {
    fn from(error: S3Error) -> Self {
        Self::S3(error)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
