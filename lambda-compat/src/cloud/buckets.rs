//! Operations of S3 on buckets, and the choice between all operations.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use s3_compat::{BucketName, ListEntry, ListPage, ListQuery};
use serde_json::{Value, json};

use super::Cloud;
use super::answer::{Answer, CloudError};
use super::objects::{moment, quoted};
use super::parameters::{Parameters, invalid};

impl Cloud {
    pub(super) fn s3(
        &self,
        operation: &str,
        parameters: Parameters,
        body: &[u8],
    ) -> Result<Answer, CloudError> {
        match operation {
            "GetObject" => self.get_object(parameters),
            "HeadObject" => self.head_object(parameters).map_err(CloudError::of_head),
            "PutObject" => self.put_object(parameters, body),
            "CopyObject" => self.copy_object(parameters),
            "DeleteObject" => self.delete_object(parameters),
            "DeleteObjects" => self.delete_objects(parameters),
            "ListObjectsV2" => self.list_objects_v2(parameters),
            "ListObjects" => self.list_objects(parameters),
            "ListBuckets" => self.list_buckets(parameters),
            "HeadBucket" => self.head_bucket(parameters).map_err(CloudError::of_head),
            "CreateBucket" => self.create_bucket(parameters),
            "DeleteBucket" => self.delete_bucket(parameters),
            _ => Err(CloudError::new(
                "NotImplemented",
                501,
                format!("{operation} is not implemented for functions"),
            )),
        }
    }

    fn list_objects_v2(&self, mut parameters: Parameters) -> Result<Answer, CloudError> {
        let (bucket, mut query) = listing(&mut parameters)?;
        let start_after = parameters.text("StartAfter")?;
        let token = parameters.text("ContinuationToken")?;
        parameters.finish()?;
        query.after = match &token {
            None => start_after.clone().unwrap_or_default(),
            Some(token) => STANDARD
                .decode(token)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .ok_or_else(|| {
                    invalid("The continuation token provided is incorrect".to_owned())
                })?,
        };
        let page = self.store.list(&bucket, &query)?;
        let mut head = page_head(&bucket, &query, &page);
        head["KeyCount"] = json!(page.objects.len() + page.common_prefixes.len());
        head["ContinuationToken"] = json!(token);
        head["StartAfter"] = json!(start_after);
        head["NextContinuationToken"] = json!(page.next.map(|next| STANDARD.encode(next)));
        Ok(Answer::new(200, head))
    }

    fn list_objects(&self, mut parameters: Parameters) -> Result<Answer, CloudError> {
        let (bucket, mut query) = listing(&mut parameters)?;
        query.after = parameters.text("Marker")?.unwrap_or_default();
        parameters.finish()?;
        let page = self.store.list(&bucket, &query)?;
        let mut head = page_head(&bucket, &query, &page);
        head["Marker"] = json!(query.after);
        head["NextMarker"] = json!(page.next);
        Ok(Answer::new(200, head))
    }

    fn list_buckets(&self, parameters: Parameters) -> Result<Answer, CloudError> {
        parameters.finish()?;
        let all = self.store.buckets()?;
        let visible = all.iter().filter(|bucket| !bucket.name.is_reserved());
        let buckets = visible.map(|bucket| {
            json!({"Name": bucket.name.as_str(), "CreationDate": moment(bucket.created_ms)})
        });
        let buckets: Vec<Value> = buckets.collect();
        Ok(Answer::new(200, json!({ "Buckets": buckets })))
    }

    fn head_bucket(&self, mut parameters: Parameters) -> Result<Answer, CloudError> {
        let bucket = parameters.bucket()?;
        parameters.finish()?;
        self.store.bucket(&bucket)?;
        Ok(Answer::new(200, json!({})))
    }

    fn create_bucket(&self, mut parameters: Parameters) -> Result<Answer, CloudError> {
        let bucket = parameters.bucket()?;
        // There is one region, whatever it is called.
        parameters.take("CreateBucketConfiguration");
        parameters.finish()?;
        self.store.create_bucket(&bucket, self.now_ms())?;
        let location = format!("/{bucket}");
        Ok(Answer::new(200, json!({ "Location": location })))
    }

    fn delete_bucket(&self, mut parameters: Parameters) -> Result<Answer, CloudError> {
        let bucket = parameters.bucket()?;
        parameters.finish()?;
        self.store.delete_bucket(&bucket)?;
        Ok(Answer::new(204, json!({})))
    }
}

/// What both listings have in common.
fn listing(parameters: &mut Parameters) -> Result<(BucketName, ListQuery), CloudError> {
    let bucket = parameters.bucket()?;
    let query = ListQuery {
        prefix: parameters.text("Prefix")?.unwrap_or_default(),
        delimiter: parameters.text("Delimiter")?.unwrap_or_default(),
        after: String::new(),
        entries_max: parameters.count("MaxKeys")?.unwrap_or(ListQuery::PAGE_MAX),
    };
    Ok((bucket, query))
}

fn page_head(bucket: &BucketName, query: &ListQuery, page: &ListPage) -> Value {
    let entry = |entry: &ListEntry| {
        json!({
            "Key": entry.key,
            "LastModified": moment(entry.modified_ms),
            "ETag": quoted(&entry.etag),
            "Size": entry.size_bytes,
            "StorageClass": "STANDARD",
        })
    };
    let objects: Vec<Value> = page.objects.iter().map(entry).collect();
    let prefixes = page.common_prefixes.iter();
    let prefixes: Vec<Value> = prefixes.map(|text| json!({ "Prefix": text })).collect();
    // boto3 leaves lists out that are empty.
    json!({
        "Name": bucket.as_str(),
        "Prefix": query.prefix,
        "Delimiter": (!query.delimiter.is_empty()).then_some(&query.delimiter),
        "MaxKeys": query.entries_max,
        "EncodingType": "url",
        "IsTruncated": page.next.is_some(),
        "Contents": (!objects.is_empty()).then_some(objects),
        "CommonPrefixes": (!prefixes.is_empty()).then_some(prefixes),
    })
}
