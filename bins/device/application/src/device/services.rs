//! What functions ask of the services behind the edge: one request each, which has at most one
//! effect.

use faas_runtime::coap::client::{Identity, Request};
use faas_runtime::coap::{Code, ContentFormat, Method};
use faas_runtime::transport::Transport;
use woof_log::Medium;

use super::{Device, PATH_BYTES_MAX, caller, query};
use crate::board::Board;
use crate::journal::JournalResult;
use crate::line::{NoAnswer, Watch, Window, block_size};
use crate::node::EVENT_BYTES_MAX;
use crate::text::Text;

impl<B: Board, M: Medium, T: Transport> Device<'_, '_, B, M, T> {
    /// Asks the edge for what the running function waits for. The number of the event, and which
    /// of its requests this is, make a repeat of the request, at any time, one effect.
    #[inline(never)]
    pub(super) fn operate(
        &mut self,
        watches: &mut [Watch<'_>],
        identity: &mut Identity,
    ) -> JournalResult<(), M> {
        let Some(asked) = self.node.asked() else {
            return Ok(());
        };
        let mut payload = [0; EVENT_BYTES_MAX];
        let payload = &mut payload[..asked.bytes.min(EVENT_BYTES_MAX)];
        payload.copy_from_slice(&self.node.scratch[..payload.len()]);
        let mut path = [0; PATH_BYTES_MAX];
        let mut path = Text::new(&mut path);
        path.raw("aws/").raw(asked.operation.service);
        path.raw("/").raw(asked.operation.name);
        let mut numbers = [[0; 24]; 2];
        let [producer, number] = &mut numbers;
        let p = caller(
            self.node.journal.producer(),
            asked.purpose,
            asked.function.as_str(),
        );
        let queries = [
            query("p", p.into(), producer),
            query("n", asked.number, number),
        ];
        let request = Request {
            queries: &queries,
            payload,
            content_format: Some(ContentFormat::OCTET_STREAM),
            block_size: block_size(),
            ..Request::new(Method::Post, path.as_str())
        };
        let mut space = [0; EVENT_BYTES_MAX];
        let mut answered = 0;
        let window = Window::new(Some(&mut space));
        let head = self.exchange(request, window, watches, identity, &mut |node, window| {
            // Nobody else uses the scratch space while a function waits.
            let bytes = window.as_bytes();
            answered = bytes.len();
            node.scratch[..answered].copy_from_slice(bytes);
            Ok(())
        })?;
        match head {
            Ok(head) if head.code == Code::CONTENT => self.node.answer(Ok(answered)),
            Ok(head) => {
                let length = self.refusal(head.code, answered);
                self.node.answer(Ok(length))
            }
            Err(NoAnswer::TooLong) => self
                .node
                .answer(Err("the answer is longer than a device takes; it was done")),
            Err(reason) => {
                self.no_answer(&reason)?;
                let sentence = "the edge does not answer; it may have been done";
                self.node.answer(Err(sentence))
            }
        }
    }

    /// Makes an error of a service of a refusal that is in the scratch space; its length.
    fn refusal(&mut self, code: Code, length: usize) -> usize {
        let mut sentence = [0; 128];
        let length = length.min(sentence.len());
        sentence[..length].copy_from_slice(&self.node.scratch[..length]);
        let (status, name) = match code {
            Code::UNAUTHORIZED | Code::FORBIDDEN => (403, "AccessDenied"),
            Code::NOT_FOUND => (404, "NotFound"),
            Code::CONFLICT => (409, "Conflict"),
            Code::REQUEST_ENTITY_TOO_LARGE => (413, "EntityTooLarge"),
            Code::SERVICE_UNAVAILABLE => (503, "ServiceUnavailable"),
            _ => (500, "InternalError"),
        };
        let mut text = Text::new(&mut self.node.scratch[..]);
        text.number(status).raw(" ").raw(name).raw("\n");
        text.bytes(&sentence[..length]);
        text.len()
    }
}
