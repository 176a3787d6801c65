//! Bodies between the asynchronous server and the blocking store.

use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::collections::VecDeque;
use std::sync::Arc;

use bytes::Bytes;
use futures::{Stream, StreamExt as _};
use s3s::dto::StreamingBlob;
use s3s::stream::{ByteStream, RemainingLength};
use s3s::{S3Error, S3Result, StdError, s3_error};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::body::ChunkSource;
use crate::error::StoreError;
use crate::object::Checksums;
use crate::object_store::ObjectReader;

use super::digest::{Expectation, Verifier};
use super::failure::s3_failure;

/// A body up to this size is received whole before a thread of the store is asked for.
const BUFFERED_BYTES_MAX: u64 = 1 << 20;
/// Frames that may wait between the connection and the store's thread.
const FRAMES_IN_FLIGHT: usize = 4;
/// Bytes that are read from the store in one go.
const READ_AHEAD_BYTES: usize = 256 << 10;

/// Threads that work on the store, bounded.
#[derive(Clone)]
pub(super) struct StoreThreads {
    calls: Arc<Semaphore>,
    streams: Arc<Semaphore>,
    body_idle: Duration,
}

impl StoreThreads {
    pub(super) fn new(calls_max: usize, streams_max: usize, body_idle: Duration) -> Self {
        let semaphore = |count: usize| Arc::new(Semaphore::new(count.max(1)));
        Self {
            calls: semaphore(calls_max),
            streams: semaphore(streams_max),
            body_idle,
        }
    }

    /// Runs `call` on a thread that may block, as soon as one is free.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
    ) -> S3Result<T> {
        let permit = Arc::clone(&self.calls)
            .acquire_owned()
            .await
            .map_err(S3Error::internal_error)?;
        let work = move || {
            let _held = permit;
            call()
        };
        spawn_blocking(work)
            .await
            .map_err(S3Error::internal_error)?
            .map_err(s3_failure)
    }

    /// Runs `call` with `body` as a source that is compared with `expectation` at its end.
    pub(super) async fn run_with_body<T: Send + 'static>(
        &self,
        body: Option<StreamingBlob>,
        expectation: Expectation,
        call: impl FnOnce(&mut dyn ChunkSource) -> Result<T, StoreError> + Send + 'static,
    ) -> S3Result<T> {
        let length = expectation.length;
        let verifier = Some(Verifier::new(expectation));
        let mut body = body.unwrap_or_else(|| s3s::Body::empty().into());
        if length.is_some_and(|length| length <= BUFFERED_BYTES_MAX) {
            let mut frames = VecDeque::new();
            let mut bytes = 0;
            while let Some(frame) = self.next_frame(&mut body).await? {
                bytes += frame.len() as u64;
                frames.push_back(frame);
                if length.is_some_and(|length| bytes > length) {
                    return Err(s3_error!(
                        IncompleteBody,
                        "the body is longer than announced"
                    ));
                }
            }
            let frames = Frames::Buffered(frames);
            let mut source = Received {
                frames,
                verifier,
                checksums: Checksums::default(),
            };
            return self.run(move || call(&mut source)).await;
        }
        let stream = Arc::clone(&self.streams).acquire_owned().await;
        let _stream = stream.map_err(S3Error::internal_error)?;
        let (sender, receiver) = mpsc::channel(FRAMES_IN_FLIGHT);
        let frames = Frames::Streamed(receiver);
        let mut source = Received {
            frames,
            verifier,
            checksums: Checksums::default(),
        };
        let put = spawn_blocking(move || call(&mut source));
        self.pump(&mut body, &sender).await;
        drop(sender);
        put.await
            .map_err(S3Error::internal_error)?
            .map_err(s3_failure)
    }

    /// Hands frames on until the body or its consumer ends. A consumer that never sees the end mark
    /// knows that the body was cut off, also when this future is dropped halfway.
    async fn pump(&self, body: &mut StreamingBlob, sender: &mpsc::Sender<Step>) {
        loop {
            let step = match self.next_frame(body).await {
                Ok(Some(frame)) => Step::Frame(frame),
                Ok(None) => Step::End,
                Err(error) => Step::Failed(error.message().unwrap_or_default().to_owned()),
            };
            let last = !matches!(step, Step::Frame(_));
            if sender.send(step).await.is_err() || last {
                return;
            }
        }
    }

    async fn next_frame(&self, body: &mut StreamingBlob) -> S3Result<Option<Bytes>> {
        match timeout(self.body_idle, body.next()).await {
            Ok(None) => Ok(None),
            Ok(Some(Ok(frame))) => Ok(Some(frame)),
            Ok(Some(Err(error))) => Err(s3_error!(IncompleteBody, "{error}")),
            Err(_) => Err(s3_error!(
                RequestTimeout,
                "Your socket connection to the server was not read from or written to within the \
                 timeout period."
            )),
        }
    }

    /// A body that reads the rest of `reader` as the client takes it.
    pub(super) async fn send(&self, mut reader: ObjectReader) -> S3Result<StreamingBlob> {
        let length = reader.range.end.saturating_sub(reader.range.start);
        let (reader, first) = self
            .run(move || read_batch(&mut reader).map(|b| (reader, b)))
            .await?;
        let first_bytes: u64 = first.iter().map(|chunk| chunk.len() as u64).sum();
        let remaining = usize::try_from(length).map_err(S3Error::internal_error)?;
        let mut rest = None;
        if first_bytes < length {
            let (sender, receiver) = mpsc::channel(1);
            tokio::spawn(self.clone().feed(reader, sender));
            rest = Some(receiver);
        }
        Ok(StreamingBlob::new(Sending {
            ready: first.into(),
            rest,
            remaining,
        }))
    }

    /// Reads ahead by one batch, on a thread only while it reads.
    async fn feed(self, mut reader: ObjectReader, sender: mpsc::Sender<Batch>) {
        loop {
            let read = self
                .run(move || read_batch(&mut reader).map(|batch| (reader, batch)))
                .await;
            let batch = match read {
                Ok((back, batch)) => {
                    reader = back;
                    Ok(batch)
                }
                Err(error) => {
                    let _gone = sender.send(Err(error.into())).await;
                    return;
                }
            };
            let ended = batch.as_ref().is_ok_and(Vec::is_empty);
            if ended || sender.send(batch).await.is_err() {
                return;
            }
        }
    }
}

type Batch = Result<Vec<Bytes>, StdError>;

/// At least [`READ_AHEAD_BYTES`], unless the object ends before.
fn read_batch(reader: &mut ObjectReader) -> Result<Vec<Bytes>, StoreError> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while bytes < READ_AHEAD_BYTES {
        let Some(chunk) = reader.next_chunk()? else {
            break;
        };
        bytes += chunk.len();
        batch.push(chunk);
    }
    Ok(batch)
}

/// One step of a body that is being received.
enum Step {
    Frame(Bytes),
    Failed(String),
    End,
}

enum Frames {
    Buffered(VecDeque<Bytes>),
    Streamed(mpsc::Receiver<Step>),
    Stored(Box<ObjectReader>),
}

impl Frames {
    fn next(&mut self) -> Result<Option<Bytes>, StoreError> {
        match self {
            Self::Buffered(frames) => Ok(frames.pop_front()),
            Self::Stored(reader) => reader.next_chunk(),
            Self::Streamed(receiver) => match receiver.blocking_recv() {
                Some(Step::Frame(frame)) => Ok(Some(frame)),
                Some(Step::End) => Ok(None),
                Some(Step::Failed(reason)) => Err(StoreError::Body { reason }),
                None => Err(StoreError::Body {
                    reason: "the connection was closed".to_owned(),
                }),
            },
        }
    }
}

/// The body of a request as a source that verifies itself.
struct Received {
    frames: Frames,
    verifier: Option<Verifier>,
    checksums: Checksums,
}

impl ChunkSource for Received {
    fn next_chunk(&mut self) -> Result<Option<Bytes>, StoreError> {
        let Some(verifier) = &mut self.verifier else {
            return Ok(None);
        };
        while let Some(frame) = self.frames.next()? {
            if !frame.is_empty() {
                verifier.update(&frame)?;
                return Ok(Some(frame));
            }
        }
        if let Some(verifier) = self.verifier.take() {
            self.checksums = verifier.finish()?;
        }
        Ok(None)
    }

    fn checksums(&self) -> Checksums {
        self.checksums.clone()
    }
}

/// A body that is sent as it is read.
struct Sending {
    ready: VecDeque<Bytes>,
    rest: Option<mpsc::Receiver<Batch>>,
    remaining: usize,
}

impl Stream for Sending {
    type Item = Result<Bytes, StdError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(chunk) = self.ready.pop_front() {
                self.remaining = self.remaining.saturating_sub(chunk.len());
                return Poll::Ready(Some(Ok(chunk)));
            }
            let Some(rest) = &mut self.rest else {
                return Poll::Ready(None);
            };
            match rest.poll_recv(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => self.rest = None,
                Poll::Ready(Some(Err(error))) => {
                    self.rest = None;
                    return Poll::Ready(Some(Err(error)));
                }
                Poll::Ready(Some(Ok(batch))) => self.ready = batch.into(),
            }
        }
    }
}

impl ByteStream for Sending {
    fn remaining_length(&self) -> RemainingLength {
        RemainingLength::new_exact(self.remaining)
    }
}

/// A reader as the source of a new object, with the checksums that `expectation` wants.
pub(super) fn verified(reader: ObjectReader, expectation: Expectation) -> impl ChunkSource {
    let verifier = Some(Verifier::new(expectation));
    let frames = Frames::Stored(Box::new(reader));
    Received {
        frames,
        verifier,
        checksums: Checksums::default(),
    }
}
