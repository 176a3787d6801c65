//! What is asked of a store.

use super::bytes::{Reader, Writer};
use super::{WireError, open};
use crate::{Append, LogName, Order, REASON_LEN_MAX, Repair, Seqno, Shape, View};

/// Bits of the flags of an append; those of a record in [`Records`](super::Records) are the same.
pub(super) const PRODUCER: u8 = 1;
pub(super) const CAUSE: u8 = 2;
pub(super) const TIME: u8 = 4;
pub(super) const QUIET: u8 = 8;
const DENSE: u8 = 16;
const APPEND_FLAGS: u8 = PRODUCER | CAUSE | TIME | QUIET | DENSE;

const KIND_APPEND: u8 = 1;
const KIND_READ: u8 = 2;
const KIND_BOUNDS: u8 = 3;
const KIND_LIST: u8 = 4;
const KIND_CREATE: u8 = 5;
const KIND_REPAIR: u8 = 6;
const KIND_READ_REPAIRED: u8 = 7;

/// What is asked of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request<'a> {
    /// Append a record and answer when it is durable.
    Append {
        /// The log.
        log: LogName,
        /// The record.
        record: Append<'a>,
    },
    /// Give the durable records from a sequence number on; from the oldest one if that is gone.
    Read {
        /// The log.
        log: LogName,
        /// What to give of records that were repaired.
        view: View,
        /// The first record wanted.
        from: Seqno,
        /// The most records to give; 0 for as many as fit.
        records_max: u16,
        /// How long to wait for a record if there is none yet.
        wait_ms: u32,
    },
    /// Tell the bounds and the shape of a log.
    Bounds {
        /// The log.
        log: LogName,
    },
    /// List logs in the order of their names.
    List {
        /// Begin after this name.
        after: Option<LogName>,
    },
    /// Open the log with this name, creating it if it does not exist.
    Create {
        /// The log.
        log: LogName,
        /// Its shape.
        shape: Shape,
    },
    /// Let a payload stand in for a record's and answer when that is durable.
    Repair {
        /// The log.
        log: LogName,
        /// What is to stand in for what.
        repair: Repair<'a>,
    },
}

impl<'a> Request<'a> {
    /// Reads a request and its tag.
    ///
    /// # Errors
    /// The bytes are not a request of this version.
    pub fn parse(message: &'a [u8]) -> Result<(u32, Self), WireError> {
        let (kind, tag, body) = open(message)?;
        let mut body = Reader(body);
        let request = match kind {
            KIND_APPEND => parse_append(&mut body)?,
            KIND_READ => parse_read(View::Written, &mut body)?,
            KIND_READ_REPAIRED => parse_read(View::Repaired, &mut body)?,
            KIND_BOUNDS => Self::Bounds { log: body.name()? },
            KIND_LIST if body.0 == [0] => {
                body.0 = &[];
                Self::List { after: None }
            }
            KIND_LIST => Self::List {
                after: Some(body.name()?),
            },
            KIND_CREATE => Self::Create {
                log: body.name()?,
                shape: body.shape()?,
            },
            KIND_REPAIR => parse_repair(&mut body)?,
            other => return Err(WireError::Kind(other)),
        };
        body.end()?;
        Ok((tag, request))
    }

    /// Writes the request; gives its length.
    ///
    /// # Errors
    /// [`WireError::Space`] if the buffer is too short.
    pub fn emit(&self, tag: u32, buffer: &mut [u8]) -> Result<usize, WireError> {
        let begin = |buffer, kind| Writer::new(buffer, kind, tag);
        let writer = match self {
            Self::Append { log, record } => {
                let mut writer = begin(buffer, KIND_APPEND)?;
                emit_append(&mut writer, log, record)?;
                writer
            }
            Self::Read {
                log,
                view,
                from,
                records_max,
                wait_ms,
            } => {
                let mut writer = match view {
                    View::Written => begin(buffer, KIND_READ)?,
                    View::Repaired => begin(buffer, KIND_READ_REPAIRED)?,
                };
                writer.name(log)?;
                writer.u64(from.get())?;
                writer.u16(*records_max)?;
                writer.u32(*wait_ms)?;
                writer
            }
            Self::Bounds { log } => {
                let mut writer = begin(buffer, KIND_BOUNDS)?;
                writer.name(log)?;
                writer
            }
            Self::List { after } => {
                let mut writer = begin(buffer, KIND_LIST)?;
                match after {
                    Some(name) => writer.name(name)?,
                    None => writer.u8(0)?,
                }
                writer
            }
            Self::Create { log, shape } => {
                let mut writer = begin(buffer, KIND_CREATE)?;
                writer.name(log)?;
                writer.shape(shape)?;
                writer
            }
            Self::Repair { log, repair } => {
                let mut writer = begin(buffer, KIND_REPAIR)?;
                emit_repair(&mut writer, log, repair)?;
                writer
            }
        };
        writer.finish()
    }
}

fn parse_read<'a>(view: View, body: &mut Reader<'a>) -> Result<Request<'a>, WireError> {
    Ok(Request::Read {
        log: body.name()?,
        view,
        from: body.seqno()?,
        records_max: body.u16()?,
        wait_ms: body.u32()?,
    })
}

fn parse_repair<'a>(body: &mut Reader<'a>) -> Result<Request<'a>, WireError> {
    let (log, target) = (body.name()?, body.seqno()?);
    let len = body.u8()?;
    let reason = core::str::from_utf8(body.take(len.into())?);
    let repair = Repair {
        target,
        reason: reason.map_err(|_| WireError::Field("reason"))?,
        payload: body.take(body.0.len())?,
    };
    Ok(Request::Repair { log, repair })
}

fn emit_repair(
    writer: &mut Writer<'_>,
    log: &LogName,
    repair: &Repair<'_>,
) -> Result<(), WireError> {
    let reason = repair.reason.as_bytes();
    if reason.len() > REASON_LEN_MAX {
        return Err(WireError::Field("reason"));
    }
    writer.name(log)?;
    writer.u64(repair.target.get())?;
    // It has at most 255 bytes.
    writer.u8(reason.len() as u8)?;
    writer.put(reason)?;
    writer.put(repair.payload)
}

fn parse_append<'a>(body: &mut Reader<'a>) -> Result<Request<'a>, WireError> {
    let log = body.name()?;
    let flags = body.u8()?;
    if flags & !APPEND_FLAGS != 0 || flags & (DENSE | PRODUCER) == DENSE {
        return Err(WireError::Field("flags"));
    }
    let has = |flag| flags & flag != 0;
    let order = match has(DENSE) {
        true => Order::Dense,
        false => Order::Sparse,
    };
    let producer = has(PRODUCER).then(|| body.producer(order)).transpose()?;
    let cause = has(CAUSE).then(|| body.cause()).transpose()?;
    let time_us = has(TIME).then(|| body.u64()).transpose()?;
    let record = Append {
        payload: body.take(body.0.len())?,
        cause,
        producer,
        time_us,
        quiet: has(QUIET),
    };
    Ok(Request::Append { log, record })
}

fn emit_append(
    writer: &mut Writer<'_>,
    log: &LogName,
    record: &Append<'_>,
) -> Result<(), WireError> {
    writer.name(log)?;
    let is_dense = record
        .producer
        .is_some_and(|producer| producer.order == Order::Dense);
    let flag = |is_set, flag| if is_set { flag } else { 0 };
    writer.u8(flag(record.producer.is_some(), PRODUCER)
        | flag(record.cause.is_some(), CAUSE)
        | flag(record.time_us.is_some(), TIME)
        | flag(record.quiet, QUIET)
        | flag(is_dense, DENSE))?;
    if let Some(producer) = &record.producer {
        writer.producer(producer)?;
    }
    if let Some(cause) = &record.cause {
        writer.cause(cause)?;
    }
    if let Some(time_us) = record.time_us {
        writer.u64(time_us)?;
    }
    writer.put(record.payload)
}
