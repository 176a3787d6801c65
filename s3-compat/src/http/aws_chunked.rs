//! The content coding `aws-chunked`: a body in chunks, each with its size and perhaps a signature,
//! and trailers behind them (Signature Version 4, "multiple chunks" and "with trailers").

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::{Buf, Bytes};
use http::{HeaderMap, HeaderName, HeaderValue};
use http_body::{Body, Frame};
use http_body_util::combinators::UnsyncBoxBody;

use super::BoxError;

/// Longest line before a chunk, signature included.
const SIZE_LINE_BYTES_MAX: usize = 1024;
/// Most bytes of all trailers together.
const TRAILERS_BYTES_MAX: usize = 16 * 1024;

/// Trailers of a body that is being read; empty until its end was reached.
#[derive(Clone, Debug, Default)]
pub(super) struct Trailers(Arc<Mutex<HeaderMap>>);

impl Trailers {
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let headers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        headers.get(name)?.to_str().ok().map(str::to_owned)
    }

    fn set(&self, headers: HeaderMap) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = headers;
    }
}

/// A chunked body does not have the form that it should have.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ChunkedError {
    #[error("a chunk of the aws-chunked body does not begin with its size in hexadecimal")]
    Size,
    #[error("a chunk of the aws-chunked body does not end with a line break")]
    Delimiter,
    #[error("a line of the aws-chunked body is longer than allowed")]
    LineTooLong,
    #[error("a trailer of the aws-chunked body is not a header")]
    Trailer,
    #[error("the aws-chunked body ended before its last chunk")]
    Incomplete,
}

/// Takes a chunked body apart. Signatures of chunks are not looked at.
#[derive(Debug)]
pub(super) struct ChunkedDecoder {
    state: State,
    line: Vec<u8>,
    trailers_bytes: usize,
    trailers: HeaderMap,
}

#[derive(Debug, PartialEq, Eq)]
enum State {
    Size,
    Data(u64),
    Delimiter,
    Trailer,
    End,
}

impl ChunkedDecoder {
    pub(super) fn new() -> Self {
        let (line, trailers) = (Vec::new(), HeaderMap::new());
        Self {
            state: State::Size,
            line,
            trailers_bytes: 0,
            trailers,
        }
    }

    /// Takes from `input` until there are payload bytes to hand on, or none are left.
    fn decode(&mut self, input: &mut Bytes) -> Result<Option<Bytes>, ChunkedError> {
        while !input.is_empty() {
            match self.state {
                State::Size => {
                    let Some(line) = self.take_line(input, SIZE_LINE_BYTES_MAX)? else {
                        break;
                    };
                    self.state = match chunk_size(&line)? {
                        0 => State::Trailer,
                        size => State::Data(size),
                    };
                }
                State::Data(left) => {
                    let length = left.min(input.len() as u64);
                    let left = left - length;
                    self.state = if left == 0 {
                        State::Delimiter
                    } else {
                        State::Data(left)
                    };
                    return Ok(Some(input.split_to(length as usize)));
                }
                State::Delimiter => {
                    let Some(line) = self.take_line(input, 2)? else {
                        break;
                    };
                    if !line.is_empty() {
                        return Err(ChunkedError::Delimiter);
                    }
                    self.state = State::Size;
                }
                State::Trailer => {
                    let Some(line) = self.take_line(input, TRAILERS_BYTES_MAX)? else {
                        break;
                    };
                    self.take_trailer(&line)?;
                }
                // What follows the empty line behind the trailers has no meaning.
                State::End => input.advance(input.len()),
            }
        }
        Ok(None)
    }

    /// The trailers, once the body was read to its end.
    fn finish(&mut self) -> Result<HeaderMap, ChunkedError> {
        // Some clients leave out the last line break, or the empty line behind the trailers.
        if self.state == State::Trailer {
            let line = core::mem::take(&mut self.line);
            self.take_trailer(trim_line(&line))?;
            self.state = State::End;
        }
        match self.state {
            State::End => Ok(core::mem::take(&mut self.trailers)),
            _ => Err(ChunkedError::Incomplete),
        }
    }

    /// A line without its line break, once it is complete.
    fn take_line(
        &mut self,
        input: &mut Bytes,
        bytes_max: usize,
    ) -> Result<Option<Vec<u8>>, ChunkedError> {
        let end = input.iter().position(|&byte| byte == b'\n');
        let piece = input.split_to(end.map_or(input.len(), |end| end + 1));
        if self.line.len() + piece.len() > bytes_max {
            return Err(ChunkedError::LineTooLong);
        }
        self.line.extend_from_slice(&piece);
        if end.is_none() {
            return Ok(None);
        }
        let line = core::mem::take(&mut self.line);
        Ok(Some(trim_line(&line).to_vec()))
    }

    fn take_trailer(&mut self, line: &[u8]) -> Result<(), ChunkedError> {
        if line.is_empty() {
            self.state = State::End;
            return Ok(());
        }
        self.trailers_bytes += line.len();
        if self.trailers_bytes > TRAILERS_BYTES_MAX {
            return Err(ChunkedError::LineTooLong);
        }
        let colon = line
            .iter()
            .position(|&byte| byte == b':')
            .ok_or(ChunkedError::Trailer)?;
        let (name, value) = line.split_at(colon);
        let name = HeaderName::from_bytes(name.trim_ascii()).map_err(|_| ChunkedError::Trailer)?;
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        let value = HeaderValue::from_bytes(value).map_err(|_| ChunkedError::Trailer)?;
        self.trailers.insert(name, value);
        Ok(())
    }
}

fn trim_line(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The size at the front of `1f4;chunk-signature=…`.
fn chunk_size(line: &[u8]) -> Result<u64, ChunkedError> {
    let digits = line
        .split(|&byte| byte == b';')
        .next()
        .unwrap_or_default()
        .trim_ascii();
    let text = core::str::from_utf8(digits).map_err(|_| ChunkedError::Size)?;
    if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(ChunkedError::Size);
    }
    u64::from_str_radix(text, 16).map_err(|_| ChunkedError::Size)
}

/// A body without its chunks: yields the payload, then leaves the trailers in [`Trailers`].
pub(super) struct ChunkedBody {
    inner: UnsyncBoxBody<Bytes, BoxError>,
    decoder: ChunkedDecoder,
    rest: Bytes,
    trailers: Trailers,
    ended: bool,
}

impl ChunkedBody {
    pub(super) fn new(inner: UnsyncBoxBody<Bytes, BoxError>, trailers: Trailers) -> Self {
        let (decoder, rest) = (ChunkedDecoder::new(), Bytes::new());
        Self {
            inner,
            decoder,
            rest,
            trailers,
            ended: false,
        }
    }
}

impl Body for ChunkedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        while !this.ended {
            match this.decoder.decode(&mut this.rest) {
                Ok(Some(payload)) => return Poll::Ready(Some(Ok(Frame::data(payload)))),
                Ok(None) => {}
                Err(error) => {
                    this.ended = true;
                    return Poll::Ready(Some(Err(error.into())));
                }
            }
            match ready!(Pin::new(&mut this.inner).poll_frame(context)) {
                Some(Ok(frame)) => this.rest = frame.into_data().unwrap_or_default(),
                Some(Err(error)) => {
                    this.ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    this.ended = true;
                    match this.decoder.finish() {
                        Ok(headers) => this.trailers.set(headers),
                        Err(error) => return Poll::Ready(Some(Err(error.into()))),
                    }
                }
            }
        }
        Poll::Ready(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Want<'w> = Result<(&'w str, &'w [(&'w str, &'w str)]), ChunkedError>;
    type Decoded = Result<(Vec<u8>, HeaderMap), ChunkedError>;

    /// Feeds `coded` in pieces of `step` bytes.
    fn decode(coded: &[u8], step: usize) -> Decoded {
        let mut decoder = ChunkedDecoder::new();
        let mut payload = Vec::new();
        for piece in coded.chunks(step) {
            let mut input = Bytes::copy_from_slice(piece);
            while let Some(bytes) = decoder.decode(&mut input)? {
                payload.extend_from_slice(&bytes);
            }
        }
        Ok((payload, decoder.finish()?))
    }

    #[track_caller]
    fn check(coded: &str, want: Want<'_>) {
        for step in [1, 3, 1000] {
            match (decode(coded.as_bytes(), step), &want) {
                (Ok((payload, trailers)), Ok((bytes, pairs))) => {
                    assert_eq!(payload, bytes.as_bytes());
                    let pairs = pairs.iter().map(|(name, value)| {
                        let name: HeaderName = name.parse().unwrap();
                        (name, value.parse().unwrap())
                    });
                    assert_eq!(trailers, pairs.collect::<HeaderMap>());
                }
                (Err(got), Err(error)) => assert_eq!(got, *error),
                (got, want) => panic!("{coded:?} in steps of {step}: {got:?}, not {want:?}"),
            }
        }
    }

    #[test]
    fn chunks_and_trailers_are_taken_apart() {
        let crc: &[(&str, &str)] = &[("x-amz-checksum-crc32", "AAAAAA==")];
        let trailer = "x-amz-checksum-crc32:AAAAAA==\r\n";
        check("0\r\n\r\n", Ok(("", &[])));
        check("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n", Ok(("hello!", &[])));
        check(
            "5;chunk-signature=ab\r\nhello\r\n0;chunk-signature=cd\r\n\r\n",
            Ok(("hello", &[])),
        );
        check(
            &format!("A\r\n0123456789\r\n0\r\n{trailer}\r\n"),
            Ok(("0123456789", crc)),
        );
        check(&format!("0\r\n{trailer}"), Ok(("", crc)));
        check("0\r\nx-amz-checksum-crc32:AAAAAA==", Ok(("", crc)));
        check(
            "0\r\nx-amz-checksum-crc32 : AAAAAA==\n\r\n\r\n",
            Ok(("", crc)),
        );
    }

    #[test]
    fn malformed_bodies_are_refused() {
        check("", Err(ChunkedError::Incomplete));
        check("5\r\nhel", Err(ChunkedError::Incomplete));
        check("5\r\nhello", Err(ChunkedError::Incomplete));
        check("5\r\nhello\r\n", Err(ChunkedError::Incomplete));
        check("zz\r\n", Err(ChunkedError::Size));
        check("\r\n", Err(ChunkedError::Size));
        check("+5\r\nhello\r\n0\r\n\r\n", Err(ChunkedError::Size));
        check("11111111111111111\r\n", Err(ChunkedError::Size));
        check("2\r\nhello\r\n0\r\n\r\n", Err(ChunkedError::LineTooLong));
        check("2\r\nheX\n0\r\n\r\n", Err(ChunkedError::Delimiter));
        check("0\r\nno colon\r\n\r\n", Err(ChunkedError::Trailer));
        check(&"5".repeat(2000), Err(ChunkedError::LineTooLong));
    }

    proptest! {
        #[test]
        fn what_was_chunked_comes_back(
            chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..40), 0..5),
            step in 1usize..50,
        ) {
            let mut coded = Vec::new();
            for chunk in &chunks {
                coded.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                coded.extend_from_slice(chunk);
                coded.extend_from_slice(b"\r\n");
            }
            coded.extend_from_slice(b"0\r\n\r\n");
            let (payload, _) = decode(&coded, step).unwrap();
            prop_assert_eq!(payload, chunks.concat());
        }

        #[test]
        fn no_bytes_make_it_panic(
            coded in prop::collection::vec(any::<u8>(), 0..200),
            step in 1usize..9,
        ) {
            let _ = decode(&coded, step);
        }
    }
}
