//! Functions that run on the edge on the device's behalf.

use faas_runtime::coap::client::{Identity, Request};
use faas_runtime::coap::{Code, ContentFormat, Method};
use faas_runtime::placement::{Observation, Place, Placement as _};
use faas_runtime::transport::Transport;
use woof_log::Medium;

use super::{Device, PATH_BYTES_MAX, caller, query};
use crate::board::Board;
use crate::event::{Outcome, Used};
use crate::host::set_pin;
use crate::journal::JournalResult;
use crate::line::{Watch, Window, block_size};
use crate::node::{Batch, EVENT_BYTES_MAX, RESULT_BYTES_MAX, task};
use crate::text::Text;

/// Bytes of the answer of the edge: pins and a result, or a sentence.
const ANSWER_BYTES_MAX: usize = RESULT_BYTES_MAX + 64;

impl<B: Board, M: Medium, T: Transport> Device<'_, '_, B, M, T> {
    /// Lets the edge run a function on the device's behalf. The number of the event makes a repeat
    /// of the request, at any time, one call.
    #[inline(never)]
    pub(super) fn invoke(
        &mut self,
        batch: Batch,
        watches: &mut [Watch<'_>],
        identity: &mut Identity,
    ) -> JournalResult<(), M> {
        let Some(length) = self.node.write_event(&batch)? else {
            let outcome = Outcome::Failed(b"the event is too long for this device");
            return self
                .node
                .finish(&batch, Place::Remote, outcome, Used::default());
        };
        let mut event = [0; EVENT_BYTES_MAX];
        event[..length].copy_from_slice(&self.node.scratch[..length]);
        let Some(worker) = self.node.workers.get(batch.worker) else {
            return Ok(());
        };
        let mut path = [0; PATH_BYTES_MAX];
        let mut path = Text::new(&mut path);
        path.raw("fn/").raw(worker.config.name.as_str());
        let mut numbers = [[0; 24]; 2];
        let [producer, number] = &mut numbers;
        let function = worker.config.name;
        let p = caller(self.node.journal.producer(), "fn", function.as_str());
        let queries = [
            query("p", p.into(), producer),
            query("n", batch.upto.get(), number),
            "pins",
        ];
        let request = Request {
            queries: &queries,
            payload: &event[..length],
            content_format: Some(ContentFormat::JSON),
            block_size: block_size(),
            ..Request::new(Method::Post, path.as_str())
        };
        let mut space = [0; ANSWER_BYTES_MAX];
        let mut answer = [0; ANSWER_BYTES_MAX];
        let mut answered = 0;
        let window = Window::new(Some(&mut space));
        let head = self.exchange(request, window, watches, identity, &mut |_, window| {
            let bytes = window.as_bytes();
            answered = bytes.len();
            answer[..answered].copy_from_slice(bytes);
            Ok(())
        })?;
        let answer = &answer[..answered];
        match head {
            Ok(head) => self.end_invoke(&batch, head.code, answer),
            Err(reason) => {
                self.give_back(&batch);
                self.no_answer(&reason)
            }
        }
    }

    fn end_invoke(&mut self, batch: &Batch, code: Code, answer: &[u8]) -> JournalResult<(), M> {
        let outcome = match code {
            Code::CONTENT => {
                let Some((pins, result)) = split_pins(answer) else {
                    self.node
                        .refuse(batch.worker, "device", b"the edge's answer cannot be read");
                    self.line.failed(self.node.board.now_us());
                    return Ok(());
                };
                for &[number, level] in pins {
                    set_pin(&mut self.node.board, number, (level != 0).into());
                }
                Outcome::Returned(result)
            }
            // The function has failed, was begun and its answer is not known, or cannot be asked.
            Code::INTERNAL_SERVER_ERROR | Code::CONFLICT | Code::REQUEST_ENTITY_TOO_LARGE => {
                Outcome::Failed(answer)
            }
            // Not now.
            _ => {
                self.node.refuse(batch.worker, "edge", answer);
                self.give_back(batch);
                self.line.failed(self.node.board.now_us());
                return Ok(());
            }
        };
        self.node
            .finish(batch, Place::Remote, outcome, Used::default())
    }

    /// The edge has not answered: the place is chosen once more.
    fn give_back(&mut self, batch: &Batch) {
        if let Some(worker) = self.node.workers.get_mut(batch.worker) {
            worker.remote = None;
            let task = task(&worker.config, batch);
            let policy = &mut worker.config.policy;
            policy.observe(&task, Place::Remote, Observation::Failed);
        }
    }
}

/// Pairs of a pin and its level, and the result behind them.
fn split_pins(answer: &[u8]) -> Option<(&[[u8; 2]], &[u8])> {
    let (count, rest) = answer.split_first()?;
    let (pins, result) = rest.split_at_checked(2 * usize::from(*count))?;
    Some((pins.as_chunks().0, result))
}
