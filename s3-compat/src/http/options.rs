//! What the S3 face is told from outside.

use core::fmt;
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::event::ObjectEventHook;

/// Who may use the store.
#[derive(Clone, Default)]
pub enum Access {
    /// Everyone. Requests need no signature, and signatures of any key pass without being verified;
    /// presigned URLs still expire.
    #[default]
    Any,
    /// Whoever signs with one of these keys: secrets by access key. Unsigned requests are refused.
    /// The age of signatures is judged by the clock of the machine, not by [`Ambient::now_ms`].
    Keys(BTreeMap<String, String>),
}

impl fmt::Debug for Access {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => out.write_str("Any"),
            Self::Keys(keys) => out.debug_tuple("Keys").field(&keys.keys()).finish(),
        }
    }
}

/// Time and chance, which this library does not take from its environment.
#[derive(Clone)]
pub struct Ambient {
    /// Milliseconds since the Unix epoch, now.
    pub now_ms: Arc<dyn Fn() -> u64 + Send + Sync>,
    /// A number that was not given before and that nobody can guess, for ids of uploads and
    /// requests.
    pub random: Arc<dyn Fn() -> u128 + Send + Sync>,
}

impl fmt::Debug for Ambient {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Ambient")
    }
}

/// How the S3 face behaves.
#[derive(Clone, Debug)]
pub struct S3Options {
    /// Time and chance.
    pub ambient: Ambient,
    /// Who may use the store.
    pub access: Access,
    /// The region that this server says it is in.
    pub region: String,
    /// Host names of this server. A request to `BUCKET.HOST` addresses that bucket; every other
    /// host means that the bucket is in the path.
    pub hosts: Vec<String>,
    /// Told of each change of an object.
    pub on_object_event: Option<ObjectEventHook>,
    /// Most calls into the store at the same time; more wait.
    pub store_calls_max: usize,
    /// Most bodies above 1 MiB that are received at the same time; more wait.
    pub uploads_max: usize,
    /// How long a client may pause within a body.
    pub body_idle: Duration,
}

impl S3Options {
    /// Everyone may use the store; region `us-east-1`, host `localhost`, 64 calls, 64 large bodies,
    /// pauses of 30 seconds.
    pub fn new(ambient: Ambient) -> Self {
        Self {
            ambient,
            access: Access::Any,
            region: "us-east-1".to_owned(),
            hosts: vec!["localhost".to_owned()],
            on_object_event: None,
            store_calls_max: 64,
            uploads_max: 64,
            body_idle: Duration::from_secs(30),
        }
    }
}
