//! The side that asks.

use std::format;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::string::String;
use std::time::{Duration, Instant};
use std::vec::Vec;

use super::{read_frame, write_frame};
use crate::wire::{Answer, Item, Listed, Refusal, Request};
use crate::{
    Append, Appended, Bounds, Entry, ErrorKind, LogId, LogName, Repair, Seqno, Shape, View,
};

/// How a [`RemoteStore`] meets breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemoteOptions {
    /// How long a request is repeated over new connections before it fails.
    pub patience: Duration,
    /// How long to wait for one answer, on top of what the request itself waits.
    pub answer_timeout: Duration,
    /// How long to pause between two connections that failed.
    pub pause: Duration,
}

impl Default for RemoteOptions {
    fn default() -> Self {
        Self {
            patience: Duration::from_secs(30),
            answer_timeout: Duration::from_secs(5),
            pause: Duration::from_millis(50),
        }
    }
}

/// Why a request came to nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The other side refused.
    #[error("{0}")]
    Refused(Refusal),
    /// The other side cannot be reached.
    #[error("the log server at {address} cannot be reached: {source}")]
    Unreachable {
        /// Its address.
        address: SocketAddr,
        /// The last failure.
        source: io::Error,
    },
    /// The connection broke after an append without a producer was sent. It may have been
    /// appended; a repeat could append it twice.
    #[error("the connection to {address} broke, and nobody knows whether the record was appended")]
    Unknown {
        /// The server's address.
        address: SocketAddr,
    },
    /// The request is too long for a message.
    #[error("the request does not fit a message")]
    TooLong,
}

/// What a read gives, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// A record.
    Record(Entry, Vec<u8>),
    /// Records that are gone: the first and the last of them.
    Gap(Seqno, Seqno),
    /// A record that its medium has damaged.
    Damaged(Seqno),
}

/// A store on another machine.
///
/// A request is sent again over a new connection when the old one breaks, as long as that is
/// harmless: reads, and appends that carry a [`Producer`](crate::Producer). A reader that goes on
/// with the number after the last record that it received misses nothing and gets nothing twice.
pub struct RemoteStore {
    address: SocketAddr,
    options: RemoteOptions,
    stream: Option<TcpStream>,
    tag: u32,
    frame: Vec<u8>,
    message: Vec<u8>,
}

impl RemoteStore {
    /// The store at this address. The connection is made when it is needed.
    #[must_use]
    pub const fn new(address: SocketAddr, options: RemoteOptions) -> Self {
        Self {
            address,
            options,
            stream: None,
            tag: 0,
            frame: Vec::new(),
            message: Vec::new(),
        }
    }

    /// Appends a record; it is durable when the call returns. One round trip.
    ///
    /// # Errors
    /// [`ClientError`]; without a producer also [`ClientError::Unknown`].
    pub fn append(&mut self, log: &LogName, record: &Append<'_>) -> Result<Appended, ClientError> {
        let request = Request::Append {
            log: *log,
            record: *record,
        };
        let is_repeatable = record.producer.is_some();
        self.ask(
            &request,
            is_repeatable,
            Duration::ZERO,
            |answer| match answer {
                Answer::Appended(appended) => Some(*appended),
                _ => None,
            },
        )
    }

    /// The durable records from `from` on, as many as one answer holds. If there are none, waits
    /// for one up to `wait`, then gives none.
    ///
    /// # Errors
    /// [`ClientError`].
    pub fn read(
        &mut self,
        log: &LogName,
        from: Seqno,
        wait: Duration,
    ) -> Result<Vec<Received>, ClientError> {
        self.read_in(View::Written, log, from, wait)
    }

    /// The same in a view.
    ///
    /// # Errors
    /// [`ClientError`].
    pub fn read_in(
        &mut self,
        view: View,
        log: &LogName,
        from: Seqno,
        wait: Duration,
    ) -> Result<Vec<Received>, ClientError> {
        let request = Request::Read {
            log: *log,
            view,
            from,
            records_max: 0,
            wait_ms: u32::try_from(wait.as_millis()).unwrap_or(u32::MAX),
        };
        self.ask(&request, true, wait, |answer| match answer {
            Answer::Records(records) => Some(received(from, records.iter())),
            _ => None,
        })
    }

    /// The bounds and the shape of a log.
    ///
    /// # Errors
    /// [`ClientError`].
    pub fn bounds(&mut self, log: &LogName) -> Result<(Bounds, Shape), ClientError> {
        let request = Request::Bounds { log: *log };
        self.ask(&request, true, Duration::ZERO, |answer| match answer {
            Answer::Bounds(bounds, shape) => Some((*bounds, *shape)),
            _ => None,
        })
    }

    /// All logs, ordered by name.
    ///
    /// # Errors
    /// [`ClientError`].
    pub fn logs(&mut self) -> Result<Vec<Listed>, ClientError> {
        let mut logs: Vec<Listed> = Vec::new();
        loop {
            let after = logs.last().map(|listed| listed.name);
            let request = Request::List { after };
            let more: Vec<Listed> =
                self.ask(&request, true, Duration::ZERO, |answer| match answer {
                    Answer::Logs(listing) => Some(listing.iter().collect()),
                    _ => None,
                })?;
            if more.iter().all(|listed| Some(listed.name) <= after) {
                return Ok(logs);
            }
            logs.extend(more);
        }
    }

    /// Opens the log with this name, creating it if it does not exist.
    ///
    /// # Errors
    /// [`ClientError`].
    pub fn create(&mut self, log: &LogName, shape: Shape) -> Result<LogId, ClientError> {
        if !shape.is_valid() {
            return Err(ClientError::Refused(Refusal::Store(ErrorKind::Invalid)));
        }
        let request = Request::Create { log: *log, shape };
        self.ask(&request, true, Duration::ZERO, |answer| match answer {
            Answer::Created(id) => Some(*id),
            _ => None,
        })
    }

    /// Lets a payload stand in for a record's; that is durable when the call returns. Gives the
    /// number of the repair.
    ///
    /// # Errors
    /// [`ClientError`].
    pub fn repair(&mut self, log: &LogName, repair: &Repair<'_>) -> Result<u64, ClientError> {
        let request = Request::Repair {
            log: *log,
            repair: *repair,
        };
        // A repair that is made again comes to the same.
        self.ask(&request, true, Duration::ZERO, |answer| match answer {
            Answer::Repaired(number) => Some(*number),
            _ => None,
        })
    }

    fn ask<T>(
        &mut self,
        request: &Request<'_>,
        is_repeatable: bool,
        wait: Duration,
        pick: impl Fn(&Answer<'_>) -> Option<T>,
    ) -> Result<T, ClientError> {
        let deadline = Instant::now() + self.options.patience;
        loop {
            let mut was_sent = false;
            let error = match self.exchange(request, wait, &mut was_sent, &pick) {
                Ok(Ok(picked)) => return Ok(picked),
                Ok(Err(refusal)) => return Err(ClientError::Refused(refusal)),
                Err(error) => error,
            };
            self.stream = None;
            if error.kind() == io::ErrorKind::InvalidInput {
                return Err(ClientError::TooLong);
            }
            let address = self.address;
            if was_sent && !is_repeatable {
                return Err(ClientError::Unknown { address });
            }
            if Instant::now() >= deadline {
                return Err(ClientError::Unreachable {
                    address,
                    source: error,
                });
            }
            std::thread::sleep(self.options.pause);
        }
    }

    /// Sends a request and waits for its answer, over one connection.
    fn exchange<T>(
        &mut self,
        request: &Request<'_>,
        wait: Duration,
        was_sent: &mut bool,
        pick: impl Fn(&Answer<'_>) -> Option<T>,
    ) -> io::Result<Result<T, Refusal>> {
        let timeout = self.options.answer_timeout;
        if self.stream.is_none() {
            let stream = TcpStream::connect_timeout(&self.address, timeout)?;
            stream.set_nodelay(true)?;
            stream.set_write_timeout(Some(timeout))?;
            self.stream = Some(stream);
        }
        let Some(stream) = &mut self.stream else {
            return Err(io::ErrorKind::NotConnected.into());
        };
        stream.set_read_timeout(Some(timeout + wait))?;
        self.tag = self.tag.wrapping_add(1);
        let tag = self.tag;
        let mut emitted = false;
        let written = write_frame(stream, &mut self.frame, |buffer| {
            let len = request.emit(tag, buffer)?;
            emitted = true;
            Ok(len)
        });
        *was_sent = emitted;
        written?;
        loop {
            if read_frame(stream, &mut self.message)?.is_none() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let (answered, answer) = Answer::parse(&self.message).map_err(garbled)?;
            if answered != tag {
                // An answer that was repeated on the way.
                continue;
            }
            return match (&answer, pick(&answer)) {
                (Answer::Refused(Refusal::Malformed), _) => Err(garbled(Refusal::Malformed)),
                (Answer::Refused(refusal), _) => Ok(Err(*refusal)),
                (_, Some(picked)) => Ok(Ok(picked)),
                (_, None) => Err(garbled("it answers another question")),
            };
        }
    }
}

impl core::fmt::Debug for RemoteStore {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("RemoteStore")
            .field("address", &self.address)
            .field("is_connected", &self.stream.is_some())
            .finish_non_exhaustive()
    }
}

fn garbled(error: impl core::fmt::Display) -> io::Error {
    let text: String = format!("the answer cannot be used: {error}");
    io::Error::new(io::ErrorKind::InvalidData, text)
}

fn received<'a>(from: Seqno, items: impl Iterator<Item = Item<'a>>) -> Vec<Received> {
    let mut expected = from.max(Seqno::FIRST);
    let mut list = Vec::new();
    for item in items {
        let seqno = item.seqno();
        if seqno < expected {
            continue;
        }
        if seqno > expected {
            list.push(Received::Gap(expected, seqno.previous()));
        }
        list.push(match item {
            Item::Record(entry, payload) => Received::Record(entry, payload.to_vec()),
            Item::Damaged(seqno) => Received::Damaged(seqno),
        });
        expected = seqno.next();
    }
    list
}
