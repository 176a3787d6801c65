//! Logs over CoAP: `/log/{name}`, where a name may have slashes.
//!
//! | request | answer |
//! |---|---|
//! | POST, the payload is the record | 2.01 with the sequence number as text |
//! | the same with `?p=ID&e=EPOCH&n=N` | 2.04 if it had been appended before |
//! | GET `?from=N`, with `&max=COUNT` | 2.05, a message of records as in `woof_log::wire` |
//! | the same with `&view=repaired` | with the last repair of each record in its place |
//! | PUT, with `keep=COUNT` | 2.01, and the log is there: the last COUNT records, else a million |
//! | GET without `from` | the same with the newest record alone; Observe tells of new ones |
//!
//! A POST is answered when the record is durable, and records that are read are durable. An
//! observer that sees a higher number than the one after its last asks for those between.

use std::string::ToString as _;
use std::sync::Arc;
use std::vec::Vec;

use woof_log::remote::{Access, answer};
use woof_log::wire::{self, Answer, Refusal};
use woof_log::{
    Append, Appended, Durability, ErrorKind, ListenerGuard, LogError as _, LogId, LogName,
    Producer, RepairStore, Seqno, Shape, View,
};

use crate::coap::link_format::Link;
use crate::coap::server::udp::Notifier;
use crate::coap::server::{Handler, Request, Response, Topic};
use crate::coap::{Code, ContentFormat, Method};

/// The most records that a log keeps which was created from here.
const RECORDS_KEPT: u32 = 1_000_000;

/// Answers for logs, and leaves everything else to another handler.
pub struct LogHandler<S, H> {
    store: S,
    access: fn(&LogName) -> Access,
    others: H,
}

impl<S: RepairStore, H: Handler> LogHandler<S, H> {
    /// A handler for the logs of `store` that `access` gives away in full; the others are not
    /// for those who speak CoAP.
    pub const fn new(store: S, access: fn(&LogName) -> Access, others: H) -> Self {
        Self {
            store,
            access,
            others,
        }
    }

    /// Tells the observers of a log of its appends, until the guard is dropped.
    pub fn observe(store: &S, notifier: Notifier) -> ListenerGuard {
        store.listen(Arc::new(move |log, _| notifier.notify(topic(log))))
    }

    /// The log that a request is about, if those outside may use it.
    fn name(&self, request: &Request) -> Result<LogName, Response> {
        let name: Vec<&str> = request.path().skip(1).collect();
        let name = LogName::new(&name.join("/"))
            .map_err(|error| Response::diagnostic(Code::BAD_REQUEST, error.to_string()))?;
        match (self.access)(&name) {
            Access::Full => Ok(name),
            _ => Err(refused(Refusal::Denied)),
        }
    }

    fn find(&self, request: &Request) -> Result<(LogName, LogId), Response> {
        let name = self.name(request)?;
        let log = self.store.find(&name);
        let log = log.ok_or_else(|| refused(Refusal::Store(ErrorKind::UnknownLog)))?;
        Ok((name, log))
    }

    /// Creates a log of records of any length, for devices that know no other way.
    async fn create(&self, request: &Request) -> Result<Response, Response> {
        let name = self.name(request)?;
        let kept = number::<u32>(request, "keep")?.unwrap_or(RECORDS_KEPT);
        let shape = Shape::variable().keep_last(kept.clamp(1, RECORDS_KEPT));
        let mut store = self.store.clone();
        let created = tokio::task::spawn_blocking(move || match store.find(&name) {
            Some(_) => Ok(Code::CHANGED),
            None => store.create(&name, shape).map(|_| Code::CREATED),
        });
        let failed = |_| Response::diagnostic(Code::INTERNAL_SERVER_ERROR, "creating failed");
        match created.await.map_err(failed)? {
            Ok(code) => Ok(Response::new(code)),
            Err(error) => Err(refused(Refusal::Store(error.kind()))),
        }
    }

    async fn append(&self, request: &Request) -> Result<Response, Response> {
        let (_, log) = self.find(request)?;
        let record = Append {
            producer: producer(request)?,
            ..Append::new(request.payload())
        };
        let store = |error: woof_log::StoreError| refused(Refusal::Store(error.kind()));
        let completion = self
            .store
            .append_with(log, &record, Durability::Group)
            .map_err(store)?;
        let (code, seqno) = match completion.await.map_err(store)? {
            Appended::New(seqno) => (Code::CREATED, seqno),
            Appended::Duplicate(seqno) => (Code::CHANGED, seqno),
        };
        Ok(Response::new(code)
            .with_payload(seqno.to_string())
            .with_content_format(ContentFormat::TEXT_PLAIN))
    }

    async fn read(&self, request: &Request) -> Result<Response, Response> {
        let (name, log) = self.find(request)?;
        let from = number::<u64>(request, "from")?.map(Seqno::new);
        let records_max = number(request, "max")?.unwrap_or(0);
        let view = view(request)?;
        let (store, access) = (self.store.clone(), self.access);
        // It reads files, and may have to wait for the disk.
        let message = tokio::task::spawn_blocking(move || {
            let (from, records_max) = match from {
                Some(from) => (from, records_max),
                None => {
                    let bounds = store.clone().bounds(log);
                    (bounds.map_or(Seqno::FIRST, |bounds| bounds.newest), 1)
                }
            };
            let request = wire::Request::Read {
                log: name,
                view,
                from,
                records_max,
                wait_ms: 0,
            };
            let mut buffer = [0; 256];
            let len = request.emit(0, &mut buffer).unwrap_or_default();
            answer(&store, buffer.get(..len).unwrap_or_default(), access)
        });
        let failed = |_| Response::diagnostic(Code::INTERNAL_SERVER_ERROR, "reading failed");
        let message = message.await.map_err(failed)?;
        if let Ok((_, Answer::Refused(refusal))) = Answer::parse(&message) {
            return Err(refused(refusal));
        }
        Ok(Response::content(message)
            .with_content_format(ContentFormat::OCTET_STREAM)
            .with_max_age(0)
            .observable(topic(log)))
    }
}

impl<S: RepairStore, H: Handler> Handler for LogHandler<S, H> {
    async fn handle(&self, request: Request) -> Response {
        if request.path().next() != Some("log") {
            return self.others.handle(request).await;
        }
        let outcome = match request.method() {
            Method::Post => self.append(&request).await,
            Method::Get => self.read(&request).await,
            Method::Put => self.create(&request).await,
            _ => Err(Response::diagnostic(
                Code::METHOD_NOT_ALLOWED,
                "a log is read with GET, appended to with POST and created with PUT",
            )),
        };
        outcome.unwrap_or_else(|refused| refused)
    }

    fn repeatable(&self, request: &Request) -> bool {
        match request.path().next() {
            Some("log") => false,
            _ => self.others.repeatable(request),
        }
    }

    fn links(&self) -> Vec<Link> {
        let logs = self.store.logs().into_iter();
        let open = logs.filter(|info| (self.access)(&info.name) == Access::Full);
        let own = open.map(|info| Link::new(std::format!("/log/{}", info.name)));
        self.others.links().into_iter().chain(own).collect()
    }
}

fn topic(log: LogId) -> Topic {
    Topic::new(&std::format!("log {log}"))
}

fn producer(request: &Request) -> Result<Option<Producer>, Response> {
    match (
        number(request, "p")?,
        number(request, "e")?,
        number(request, "n")?,
    ) {
        (None, None, None) => Ok(None),
        (Some(id), Some(epoch), Some(n)) => Ok(Some(Producer::keyed(id, epoch, n))),
        _ => Err(Response::diagnostic(
            Code::BAD_REQUEST,
            "a producer needs all of p, e and n",
        )),
    }
}

fn view(request: &Request) -> Result<View, Response> {
    let view = request.query("view").map_or(Ok(View::Written), str::parse);
    view.map_err(|sentence| Response::diagnostic(Code::BAD_REQUEST, sentence))
}

fn number<T: core::str::FromStr>(request: &Request, name: &str) -> Result<Option<T>, Response> {
    let Some(text) = request.query(name) else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_| {
        let sentence = std::format!("{name} is no number in its range");
        Response::diagnostic(Code::BAD_REQUEST, sentence)
    })
}

fn refused(refusal: Refusal) -> Response {
    let code = match refusal {
        Refusal::Denied => Code::FORBIDDEN,
        Refusal::Store(ErrorKind::UnknownLog) => Code::NOT_FOUND,
        Refusal::Store(
            ErrorKind::Invalid
            | ErrorKind::OutOfOrder { .. }
            | ErrorKind::Fenced { .. }
            | ErrorKind::UnknownProducer { .. },
        )
        | Refusal::Malformed
        | Refusal::Unrepairable(_) => Code::BAD_REQUEST,
        Refusal::Store(_) => Code::SERVICE_UNAVAILABLE,
    };
    Response::diagnostic(code, refusal.to_string())
}
