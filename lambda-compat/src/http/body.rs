//! Reading a request body into memory: no further than its limit, and no slower than it must.

use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};
use futures::{Stream, StreamExt as _};

/// A body that is too large is still read up to this many times its limit, so that a client that
/// sends all of it before it reads gets the answer and not a broken connection.
const PATIENCE: u64 = 4;

/// A client that sends nothing for this long has gone away, or holds a place that others wait for.
const STALL_MAX: Duration = Duration::from_secs(30);

#[derive(Debug, PartialEq, Eq)]
pub(super) enum BodyError {
    TooLarge { length_bytes: u64 },
    Broken,
    Stalled,
}

/// `announced_bytes` is what the client says that it will send; memory for it is set aside at once,
/// since a buffer that grows takes twice as much.
pub(super) async fn read<S, B, E>(
    body: S,
    announced_bytes: u64,
    bytes_max: u64,
) -> Result<Bytes, BodyError>
where
    S: Stream<Item = Result<B, E>>,
    B: Buf,
{
    let mut body = std::pin::pin!(body);
    let announced_bytes = announced_bytes.min(bytes_max);
    let mut all = BytesMut::with_capacity(usize::try_from(announced_bytes).unwrap_or(0));
    let mut length_bytes: u64 = 0;
    loop {
        let next = tokio::time::timeout(STALL_MAX, body.next()).await;
        let Some(chunk) = next.map_err(|_| BodyError::Stalled)? else {
            break;
        };
        let mut chunk = chunk.map_err(|_| BodyError::Broken)?;
        length_bytes += chunk.remaining() as u64;
        if length_bytes <= bytes_max {
            all.extend_from_slice(&chunk.copy_to_bytes(chunk.remaining()));
            continue;
        }
        all = BytesMut::new();
        if length_bytes > bytes_max.saturating_mul(PATIENCE) {
            break;
        }
    }
    if length_bytes > bytes_max {
        return Err(BodyError::TooLarge { length_bytes });
    }
    Ok(all.freeze())
}

#[cfg(test)]
mod tests {
    use futures::stream;

    use super::*;

    type Chunk = Result<Bytes, ()>;

    fn chunks(sizes: &[usize]) -> impl Stream<Item = Chunk> {
        stream::iter(
            sizes
                .iter()
                .map(|size| Ok(Bytes::from(vec![7; *size])))
                .collect::<Vec<_>>(),
        )
    }

    async fn check(sizes: &[usize], expected: Result<usize, u64>) {
        let got = read(chunks(sizes), 5, 10).await;
        let expected = expected.map_err(|length_bytes| BodyError::TooLarge { length_bytes });
        assert_eq!(got.map(|bytes| bytes.len()), expected);
    }

    #[tokio::test]
    async fn bodies_are_read_up_to_their_limit() {
        check(&[], Ok(0)).await;
        check(&[4, 6], Ok(10)).await;
        check(&[11], Err(11)).await;
        check(&[4, 7, 20], Err(31)).await;
        // What is far too long is not even counted to its end.
        check(&[41, 1000], Err(41)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_falls_silent_is_not_waited_for() {
        let silent = chunks(&[1]).chain(stream::pending());
        assert_eq!(read(silent, 0, 10).await, Err(BodyError::Stalled));
        let broken = chunks(&[1]).chain(stream::iter([Err(())]));
        assert_eq!(read(broken, 0, 10).await, Err(BodyError::Broken));
    }
}
