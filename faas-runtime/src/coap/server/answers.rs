//! Response bodies that clients fetch in blocks (RFC 7959 section 2.4).

use std::collections::HashMap;
use std::format;
use std::net::SocketAddr;

use super::limits::Limits;
use super::reply::Reply;
use super::response::Response;
use crate::coap::block::BlockValue;
use crate::coap::code::Code;
use crate::coap::fingerprint::Fingerprint;
use crate::coap::option::ETag;

/// Which answer a request for a block belongs to: the peer and the operation.
pub(super) type AnswerKey = (SocketAddr, u64);

#[derive(Debug)]
struct Answer {
    response: Response,
    touched_ms: u64,
    expires_ms: u64,
}

/// All answers whose later blocks may still be asked for.
#[derive(Debug, Default)]
pub(super) struct Answers {
    kept: HashMap<AnswerKey, Answer>,
    bytes: usize,
}

/// How long an answer is kept after its last block went out, in case that block was lost.
const LINGER_MS: u64 = 10_000;
/// An answer that was not asked for this long makes room for a new one.
const IDLE_MS: u64 = 10_000;

impl Answers {
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Prepares the block of `response` that `wanted` asks for. Keeps the response if more
    /// blocks follow. The error is a response to send instead.
    pub fn cut(
        &mut self,
        now_ms: u64,
        key: AnswerKey,
        wanted: Option<BlockValue>,
        mut response: Response,
        limits: &Limits,
    ) -> Result<Reply, Response> {
        // An error is not a part of what was asked for; it begins at its beginning.
        let wanted = wanted.map(|block| match response.code.is_success() {
            true => block,
            false => BlockValue { number: 0, ..block },
        });
        let size = wanted.map_or(limits.block_size, |block| block.size.min(limits.block_size));
        let length = response.payload.len();
        let is_first = wanted.is_none_or(|block| block.number == 0);
        if length <= size.bytes() && is_first {
            self.remove(&key);
            let is_asked_for = wanted.is_some() && response.code.is_success();
            let block = BlockValue {
                number: 0,
                more: false,
                size,
            };
            return Ok(Reply {
                block2: is_asked_for.then_some(block),
                ..Reply::new(response)
            });
        }
        if length > limits.answer_bytes_max {
            let limit = limits.answer_bytes_max;
            return Err(Response::diagnostic(
                Code::INTERNAL_SERVER_ERROR,
                format!("the answer has {length} bytes, over the limit of {limit} of this server"),
            ));
        }
        if response.etag.is_none() {
            response.etag = Some(ETag::from_u64(Fingerprint::of(&response.payload)));
        }
        let block = wanted.unwrap_or(BlockValue {
            number: 0,
            more: false,
            size,
        });
        let reply = slice(&response, block, limits)?;
        if reply.block2.is_some_and(|block| block.more) {
            self.make_room(now_ms, key, length, limits)?;
            let expires_ms = now_ms.saturating_add(limits.answer_timeout_ms);
            self.kept.insert(
                key,
                Answer {
                    response,
                    touched_ms: now_ms,
                    expires_ms,
                },
            );
            self.bytes += length;
        }
        Ok(reply)
    }

    /// The block that `wanted` asks for, from an answer that is kept.
    pub fn block(
        &mut self,
        now_ms: u64,
        key: AnswerKey,
        wanted: BlockValue,
        limits: &Limits,
    ) -> Option<Result<Reply, Response>> {
        let answer = self
            .kept
            .get_mut(&key)
            .filter(|answer| answer.expires_ms > now_ms)?;
        let reply = slice(&answer.response, wanted, limits);
        answer.touched_ms = now_ms;
        let is_last = reply
            .as_ref()
            .is_ok_and(|reply| !reply.block2.is_some_and(|b| b.more));
        let keep_ms = if is_last {
            LINGER_MS
        } else {
            limits.answer_timeout_ms
        };
        answer.expires_ms = now_ms.saturating_add(keep_ms);
        Some(reply)
    }

    fn make_room(
        &mut self,
        now_ms: u64,
        key: AnswerKey,
        length: usize,
        limits: &Limits,
    ) -> Result<(), Response> {
        self.remove(&key);
        let own = self.kept.keys().filter(|(peer, _)| *peer == key.0).count();
        if own >= limits.answers_per_peer_max
            && let Some(oldest) = self.oldest(|(peer, _)| *peer == key.0)
        {
            self.remove(&oldest);
        }
        while self.kept.len() >= limits.answers_max
            || self.bytes + length > limits.answers_bytes_max
        {
            let oldest = self.oldest(|_| true);
            let idle = oldest
                .and_then(|oldest| self.kept.get(&oldest))
                .map(|answer| now_ms.saturating_sub(answer.touched_ms) >= IDLE_MS);
            match oldest {
                Some(oldest) if idle == Some(true) => self.remove(&oldest),
                _ => {
                    return Err(Response::unavailable(
                        "the memory for answers that are sent in blocks is full",
                        (IDLE_MS / 1000) as u32,
                    ));
                }
            }
        }
        Ok(())
    }

    fn oldest(&self, is_candidate: impl Fn(&AnswerKey) -> bool) -> Option<AnswerKey> {
        let candidates = self.kept.iter().filter(|(key, _)| is_candidate(key));
        candidates
            .min_by_key(|(_, answer)| answer.touched_ms)
            .map(|(key, _)| *key)
    }

    fn remove(&mut self, key: &AnswerKey) {
        if let Some(answer) = self.kept.remove(key) {
            self.bytes -= answer.response.payload.len();
        }
    }

    pub fn expire(&mut self, now_ms: u64) {
        let bytes = &mut self.bytes;
        self.kept.retain(|_, answer| {
            let is_kept = now_ms < answer.expires_ms;
            if !is_kept {
                *bytes -= answer.response.payload.len();
            }
            is_kept
        });
    }

    #[cfg(test)]
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

/// Cuts a block out of a response. A smaller size than the one asked for keeps the position.
fn slice(response: &Response, wanted: BlockValue, limits: &Limits) -> Result<Reply, Response> {
    let size = wanted.size.min(limits.block_size);
    let (start, length) = (wanted.offset(), response.payload.len());
    let end = length.min(start + size.bytes());
    let block = BlockValue::at_offset(start, end < length, size);
    // A number that does not fit is only met when the size shrinks near the end of the range.
    let (Some(block), true) = (block, start < length) else {
        return Err(Response::diagnostic(
            Code::BAD_REQUEST,
            format!(
                "block {} is past the end: the answer has {length} bytes",
                wanted.number
            ),
        ));
    };
    Ok(Reply {
        block2: Some(block),
        size2: Some(u32::try_from(length).unwrap_or(u32::MAX)),
        ..Reply::new(Response {
            payload: response.payload.slice(start..end),
            ..response.clone()
        })
    })
}
