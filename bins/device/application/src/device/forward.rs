//! Samples and results on their way to the logs of the edge.

use faas_runtime::coap::client::{Identity, Request};
use faas_runtime::coap::{Code, CodeClass, Method};
use faas_runtime::transport::Transport;
use woof_log::{ErrorKind, LogError as _, Medium};

use super::{Device, PATH_BYTES_MAX, query};
use crate::board::Board;
use crate::journal::JournalResult;
use crate::line::Watch;
use crate::node::{Forward, RESULT_RECORD_BYTES_MAX};
use crate::sample::Sample;
use crate::text::Text;

impl<B: Board, M: Medium, T: Transport> Device<'_, '_, B, M, T> {
    pub(super) fn next_forward(&mut self, at: usize) -> JournalResult<Option<Forward>, M> {
        let Some(worker) = self.node.workers.get(at) else {
            return Ok(None);
        };
        let logs = worker.logs;
        // In turn, so that neither holds up the other when both come faster than they go.
        let mut kinds = [(logs.results, false), (logs.samples, true)];
        kinds.rotate_left(usize::from(self.has_sent_result));
        for (log, is_sample) in kinds {
            if let Some(seqno) = self.node.journal.unforwarded(log)? {
                return Ok(Some(Forward {
                    worker: at,
                    log,
                    seqno,
                    is_sample,
                }));
            }
        }
        Ok(None)
    }

    /// Lets the edge keep a record. The number of the record makes a repeat of the request, at any
    /// time, one record.
    #[inline(never)]
    pub(super) fn forward(
        &mut self,
        forward: Forward,
        watches: &mut [Watch<'_>],
        identity: &mut Identity,
    ) -> JournalResult<(), M> {
        let Forward {
            worker: at,
            log,
            seqno,
            is_sample,
        } = forward;
        let Some(worker) = self.node.workers.get(at) else {
            return Ok(());
        };
        let config = worker.config;
        let mut record = [0; RESULT_RECORD_BYTES_MAX];
        let mut number = [0; 48];
        let payload = match self.node.journal.read(log, seqno, &mut record) {
            Ok(record) if is_sample => {
                let mut text = Text::new(&mut number);
                Sample::from_record(record).write(config.decimals, &mut text);
                text.into_str().as_bytes()
            }
            Ok(record) => record,
            Err(error) if is_gone(error.kind()) => return self.node.skip(&forward),
            Err(error) => return Err(error),
        };
        let mut path = [0; PATH_BYTES_MAX];
        let mut path = Text::new(&mut path);
        path.raw("log/devices/").raw(&self.name);
        path.raw("/").raw(config.name.as_str());
        path.raw(if is_sample { "/samples" } else { "/results" });
        let mut numbers = [[0; 24]; 2];
        let [producer, n] = &mut numbers;
        let queries = [
            query("p", self.node.journal.producer().into(), producer),
            "e=0",
            query("n", seqno.get(), n),
        ];
        let append = Request {
            queries: &queries,
            payload,
            ..Request::new(Method::Post, path.as_str())
        };
        let Some(code) = self.ask(append, watches, identity)? else {
            return Ok(());
        };
        if code != Code::NOT_FOUND {
            return self.end_forward(&forward, code);
        }
        let create = Request::new(Method::Put, path.as_str());
        if let Some(code) = self.ask(create, watches, identity)?
            && code.class() != CodeClass::Success
        {
            self.node.refuse(
                at,
                "edge",
                b"the edge has no log for this device and makes none",
            );
            self.line.failed(self.node.board.now_us());
        }
        Ok(())
    }

    fn end_forward(&mut self, forward: &Forward, code: Code) -> JournalResult<(), M> {
        match code {
            code if code.class() == CodeClass::Success => {
                self.has_sent_result = !forward.is_sample;
                self.node.counted.forwarded += 1;
                self.node.forwarded(forward)
            }
            // It will never be taken, so it must not stand in the way of the others.
            Code::BAD_REQUEST | Code::REQUEST_ENTITY_TOO_LARGE => {
                self.node.refuse(
                    forward.worker,
                    "edge",
                    b"the edge does not take this record",
                );
                self.node.skip(forward)
            }
            _ => {
                self.line.failed(self.node.board.now_us());
                Ok(())
            }
        }
    }
}

/// Whether a record is not there any more.
const fn is_gone(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Trimmed { .. } | ErrorKind::Corrupt { .. })
}
