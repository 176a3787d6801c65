//! Reading a request body into memory, and no further than its limit.

use bytes::{Buf, Bytes, BytesMut};
use futures::{Stream, StreamExt as _};

/// A body that is too large is still read up to this many times its limit, so that a client that
/// sends all of it before it reads gets the answer and not a broken connection.
const PATIENCE: u64 = 4;

pub(super) enum BodyError {
    TooLarge { length_bytes: u64 },
    Broken,
}

pub(super) async fn read<S, B>(body: S, bytes_max: u64) -> Result<Bytes, BodyError>
where
    S: Stream<Item = Result<B, warp::Error>>,
    B: Buf,
{
    let mut body = std::pin::pin!(body);
    let mut all = BytesMut::new();
    let mut length_bytes: u64 = 0;
    while let Some(chunk) = body.next().await {
        let mut chunk = chunk.map_err(|_| BodyError::Broken)?;
        length_bytes += chunk.remaining() as u64;
        if length_bytes > bytes_max {
            all = BytesMut::new();
            if length_bytes > bytes_max.saturating_mul(PATIENCE) {
                break;
            }
            continue;
        }
        all.extend_from_slice(&chunk.copy_to_bytes(chunk.remaining()));
    }
    if length_bytes > bytes_max {
        return Err(BodyError::TooLarge { length_bytes });
    }
    Ok(all.freeze())
}
