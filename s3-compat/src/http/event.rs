//! What happened to objects, told to whoever starts work on it.

use core::fmt;
use std::sync::Arc;

use crate::name::{BucketName, ObjectKey};
use crate::object::ETag;

/// The changes of objects that S3 notifies about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ObjectEventKind {
    /// `PutObject`.
    CreatedPut,
    /// `PostObject`, an upload by an HTML form.
    CreatedPost,
    /// `CopyObject`.
    CreatedCopy,
    /// `CompleteMultipartUpload`.
    CreatedCompleteMultipartUpload,
    /// `DeleteObject` or `DeleteObjects`.
    RemovedDelete,
}

impl ObjectEventKind {
    /// The name in notifications, without the prefix `s3:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::CreatedPut => "ObjectCreated:Put",
            Self::CreatedPost => "ObjectCreated:Post",
            Self::CreatedCopy => "ObjectCreated:Copy",
            Self::CreatedCompleteMultipartUpload => "ObjectCreated:CompleteMultipartUpload",
            Self::RemovedDelete => "ObjectRemoved:Delete",
        }
    }
}

/// One change of one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectEvent {
    /// What happened.
    pub kind: ObjectEventKind,
    /// The bucket.
    pub bucket: BucketName,
    /// The key.
    pub key: ObjectKey,
    /// Size of the new object; 0 for a removal.
    pub size_bytes: u64,
    /// Tag of the new object; `None` for a removal.
    pub etag: Option<ETag>,
    /// When, in milliseconds since the Unix epoch.
    pub time_ms: u64,
}

/// Called after a change is durable and before the client hears of it, on a thread that may block.
///
/// It is a hint for those who want to be quick, not a queue: a crash between the change and the
/// call loses the call. What must not miss a change reads the index log behind a cursor of its own.
#[derive(Clone)]
pub struct ObjectEventHook(Arc<dyn Fn(&ObjectEvent) + Send + Sync>);

impl ObjectEventHook {
    /// A hook that calls `on_object_event`.
    pub fn new(on_object_event: impl Fn(&ObjectEvent) + Send + Sync + 'static) -> Self {
        Self(Arc::new(on_object_event))
    }

    pub(super) fn call(&self, event: &ObjectEvent) {
        (self.0)(event);
    }
}

impl fmt::Debug for ObjectEventHook {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ObjectEventHook")
    }
}
