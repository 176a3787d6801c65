//! Requests sealed with the device's key.

use faas_runtime::coap::client::Request;
use faas_runtime::seal::{Sealed, TAG_BYTES};

use crate::config::{CAVEATS_MAX, Credentials, DEVICE_NAME_BYTES_MAX};
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

    /// The arguments of a request with those that prove who makes it, if there is a key.
    pub(crate) fn queries<'q>(
        &'q mut self,
        request: &Request<'q>,
        device: &str,
        credentials: Option<&'q Credentials>,
        counter: u64,
    ) -> Queries<'q> {
        let mut queries = Queries::new();
        // There is room for the arguments of every request of a device, and for the others.
        let _ = queries.extend_from_slice(request.queries);
        let Some(Credentials { key, caveats }) = credentials else {
            return queries;
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
        let mut text = Text::new(&mut self.tag);
        text.raw("t=").hex(&tag);
        let _ = queries.push(text.into_str());
        queries
    }
}
