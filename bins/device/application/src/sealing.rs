//! Requests sealed with the device's key, and answers that must be.

use faas_runtime::coap::Code;
use faas_runtime::coap::client::{BodySink, Request, ResponseHead, SinkFull};
use faas_runtime::seal::{AnswerMac, Key, Sealed, TAG_BYTES};

use crate::config::{CAVEATS_MAX, Credentials, DEVICE_NAME_BYTES_MAX};
use crate::line::Window;
use crate::text::Text;

/// The most arguments of a request, sealed.
const QUERIES_MAX: usize = 4 + 3 + CAVEATS_MAX;

/// The arguments of a request.
pub(crate) type Queries<'q> = heapless::Vec<&'q str, QUERIES_MAX>;

/// Room for what sealing adds to a request.
pub(crate) struct Seal {
    device: [u8; 2 + DEVICE_NAME_BYTES_MAX],
    counter: [u8; 2 + 20],
    tag: [u8; 2 + 2 * TAG_BYTES],
}

impl Seal {
    pub(crate) const fn new() -> Seal {
        Seal {
            device: [0; 2 + DEVICE_NAME_BYTES_MAX],
            counter: [0; 2 + 20],
            tag: [0; 2 + 2 * TAG_BYTES],
        }
    }

    /// The arguments of a request with those that prove who makes it, if there is a key; and how
    /// the answer is checked.
    pub(crate) fn queries<'q>(
        &'q mut self,
        request: &Request<'q>,
        device: &str,
        credentials: Option<&'q Credentials>,
        counter: u64,
    ) -> (Queries<'q>, Option<Proof>) {
        let mut queries = Queries::new();
        // There is room for the arguments of every request of a device, and for the others.
        let _ = queries.extend_from_slice(request.queries);
        let Some(Credentials { key, caveats }) = credentials else {
            return (queries, None);
        };
        let mut text = Text::new(&mut self.device);
        text.raw("d=").raw(device);
        let _ = queries.push(text.into_str());
        for caveat in caveats {
            let _ = queries.push(caveat);
        }
        let mut text = Text::new(&mut self.counter);
        text.raw("c=").number(counter);
        let _ = queries.push(text.into_str());
        let sealed = Sealed {
            method: request.method,
            path: request.path,
            counter,
            payload: request.payload,
        };
        let tag = key.tag(&sealed, queries.iter().copied());
        let proof = Proof {
            key: key.clone(),
            tag,
        };
        let mut text = Text::new(&mut self.tag);
        text.raw("t=").hex(&tag);
        let _ = queries.push(text.into_str());
        (queries, Some(proof))
    }
}

/// What proves the answer to a request.
#[derive(Clone, Debug)]
pub(crate) struct Proof {
    key: Key,
    tag: [u8; TAG_BYTES],
}

/// Takes an answer and checks whose it is, where requests are sealed.
///
/// It is the one sink of a device: the client's code would be there once for each other one.
pub(crate) struct Proven<'b> {
    pub(crate) window: Window<'b>,
    proof: Option<Proof>,
    mac: Option<AnswerMac>,
}

impl<'b> Proven<'b> {
    pub(crate) const fn new(window: Window<'b>, proof: Option<Proof>) -> Proven<'b> {
        let mac = None;
        Proven { window, proof, mac }
    }

    /// Whether this is the edge's answer to the request, all of it, or nobody wants to know. An
    /// ETag that is not proven is taken away.
    pub(crate) fn verifies(&mut self, head: &mut ResponseHead) -> bool {
        let Some(Proof { key, tag }) = &self.proof else {
            return true;
        };
        let (Some(seal), Some(mac)) = (&head.seal, self.mac.take()) else {
            return false;
        };
        head.etag = head.etag.filter(|etag| key.verifies_etag(seal, tag, etag));
        match head.code {
            // The body is the one that the device has: its name is all that there is to prove.
            Code::VALID => head.etag.is_some(),
            code => mac.verifies(seal, code),
        }
    }
}

impl BodySink for Proven<'_> {
    fn clear(&mut self) {
        let proof = self.proof.as_ref();
        self.mac = proof.map(|Proof { key, tag }| key.answer_mac(tag));
        self.window.clear();
    }

    fn append(&mut self, block: &[u8]) -> Result<(), SinkFull> {
        if let Some(mac) = &mut self.mac {
            mac.update(block);
        }
        self.window.append(block)
    }
}
