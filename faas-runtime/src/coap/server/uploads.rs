//! Request bodies that arrive in blocks (RFC 7959 sections 2.3 and 2.5).

use std::collections::HashMap;
use std::format;
use std::net::SocketAddr;
use std::vec::Vec;

use bytes::Bytes;

use super::limits::Limits;
use super::response::Response;
use crate::coap::block::BlockValue;
use crate::coap::code::Code;
use crate::coap::option::OptionNumber;

/// Which body a block belongs to: the peer and the operation that it asks for.
pub(super) type UploadKey = (SocketAddr, u64);

/// One block as it came.
#[derive(Clone, Copy, Debug)]
pub(super) struct UploadBlock<'a> {
    pub block: BlockValue,
    pub payload: &'a [u8],
    /// What the client says the whole body has.
    pub size: Option<u32>,
}

/// What a block did.
#[derive(Debug)]
pub(super) enum Step {
    /// It was the last one; this is the body.
    Complete(Bytes),
    /// It was kept; the client is to send the next one.
    Continue(BlockValue),
    /// The transfer fails with this response.
    Refused(Response),
}

#[derive(Debug)]
struct Upload {
    body: Vec<u8>,
    touched_ms: u64,
}

/// All bodies that are being assembled.
#[derive(Debug, Default)]
pub(super) struct Uploads {
    open: HashMap<UploadKey, Upload>,
    bytes: usize,
}

/// The refusal of a body that is too large: 4.13 with the limit in Size1.
pub(super) fn too_large(limits: &Limits) -> Response {
    let limit = limits.body_bytes_max;
    let sentence = format!("a request body has at most {limit} bytes here");
    Response::diagnostic(Code::REQUEST_ENTITY_TOO_LARGE, sentence).with_option_uint(
        OptionNumber::SIZE1,
        u32::try_from(limit).unwrap_or(u32::MAX),
    )
}

fn incomplete(received: usize) -> Response {
    Response::diagnostic(
        Code::REQUEST_ENTITY_INCOMPLETE,
        format!("{received} bytes came before this block; begin again from block 0"),
    )
}

impl Uploads {
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Takes in a block. A refusal ends the transfer.
    pub fn accept(
        &mut self,
        now_ms: u64,
        key: UploadKey,
        part: UploadBlock<'_>,
        limits: &Limits,
    ) -> Step {
        let step = self.try_accept(now_ms, key, part, limits);
        if !matches!(step, Step::Continue(_)) {
            self.remove(&key);
        }
        step
    }

    fn try_accept(
        &mut self,
        now_ms: u64,
        key: UploadKey,
        part: UploadBlock<'_>,
        limits: &Limits,
    ) -> Step {
        let UploadBlock {
            block,
            payload,
            size,
        } = part;
        let is_short = payload.len() < block.size.bytes();
        if payload.len() > block.size.bytes() || (block.more && is_short) {
            return Step::Refused(Response::diagnostic(
                Code::BAD_REQUEST,
                format!(
                    "the block has {} bytes, its Block1 says {}",
                    payload.len(),
                    block.size.bytes()
                ),
            ));
        }
        let announced = size.map_or(0, |size| size as usize);
        if announced.max(block.offset() + payload.len()) > limits.body_bytes_max {
            return Step::Refused(too_large(limits));
        }
        if block.number == 0 {
            self.remove(&key);
            if !block.more {
                return Step::Complete(Bytes::copy_from_slice(payload));
            }
            if let Some(refusal) = self.full(key.0, limits) {
                return Step::Refused(refusal);
            }
            self.open.insert(
                key,
                Upload {
                    body: Vec::new(),
                    touched_ms: now_ms,
                },
            );
        }
        self.append(now_ms, key, part, limits)
    }

    fn append(
        &mut self,
        now_ms: u64,
        key: UploadKey,
        part: UploadBlock<'_>,
        limits: &Limits,
    ) -> Step {
        let UploadBlock { block, payload, .. } = part;
        let Some(upload) = self.open.get_mut(&key) else {
            return Step::Refused(incomplete(0));
        };
        let (start, end) = (block.offset(), block.offset() + payload.len());
        let is_repeated = upload.body.get(start..end) == Some(payload) && block.more;
        if start != upload.body.len() && !is_repeated {
            return Step::Refused(incomplete(upload.body.len()));
        }
        if !is_repeated {
            if self.bytes + payload.len() > limits.upload_bytes_max {
                return Step::Refused(Response::unavailable(
                    "the memory for unfinished request bodies is full",
                    retry_s(limits),
                ));
            }
            upload.body.extend_from_slice(payload);
            self.bytes += payload.len();
        }
        upload.touched_ms = now_ms;
        if block.more {
            let size = block.size.min(limits.block_size);
            return Step::Continue(BlockValue { size, ..block });
        }
        let body = core::mem::take(&mut upload.body);
        self.bytes -= body.len();
        Step::Complete(Bytes::from(body))
    }

    fn full(&self, peer: SocketAddr, limits: &Limits) -> Option<Response> {
        let sentence = if self.open.len() >= limits.uploads_max {
            "too many request bodies are unfinished"
        } else if self.open.keys().filter(|(other, _)| *other == peer).count()
            >= limits.uploads_per_peer_max
        {
            "too many request bodies of this client are unfinished"
        } else {
            return None;
        };
        Some(Response::unavailable(sentence, retry_s(limits)))
    }

    fn remove(&mut self, key: &UploadKey) {
        if let Some(upload) = self.open.remove(key) {
            self.bytes -= upload.body.len();
        }
    }

    /// Drops the transfers that their clients have abandoned; returns how many.
    pub fn expire(&mut self, now_ms: u64, limits: &Limits) -> u64 {
        let before = self.open.len();
        let bytes = &mut self.bytes;
        self.open.retain(|_, upload| {
            let is_kept = now_ms.saturating_sub(upload.touched_ms) < limits.upload_timeout_ms;
            if !is_kept {
                *bytes -= upload.body.len();
            }
            is_kept
        });
        (before - self.open.len()) as u64
    }

    #[cfg(test)]
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

fn retry_s(limits: &Limits) -> u32 {
    u32::try_from(limits.upload_timeout_ms.div_ceil(1000)).unwrap_or(u32::MAX)
}
