//! What a store answers.

use super::bytes::{Reader, Writer};
use super::records::Records;
use super::{WireError, open};
use crate::{Appended, Bounds, ErrorKind, LogId, LogName, Seqno, Shape};

const KIND_APPENDED: u8 = 129;
pub(super) const KIND_RECORDS: u8 = 130;
const KIND_BOUNDS: u8 = 131;
const KIND_LISTING: u8 = 132;
const KIND_CREATED: u8 = 133;
const KIND_REPAIRED: u8 = 134;
const KIND_REFUSED: u8 = 255;

/// What a store answers. Records and listings are written piece by piece, with
/// [`RecordsWriter`](super::RecordsWriter) and [`ListingWriter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<'a> {
    /// The record is durable.
    Appended(Appended),
    /// Records from the number that was asked for.
    Records(Records<'a>),
    /// The bounds and the shape of a log.
    Bounds(Bounds, Shape),
    /// Some logs; none if there are no more.
    Logs(Listing<'a>),
    /// The log exists.
    Created(LogId),
    /// The repair with this number is durable.
    Repaired(u64),
    /// Nothing was done.
    Refused(Refusal),
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The store refused.
    Store(ErrorKind),
    /// The log is not for those outside.
    Denied,
    /// The request was not understood.
    Malformed,
    /// The record belongs to the server, which repairs some of its own and with some payloads.
    Unrepairable(Unrepairable),
}

/// Why a server does not repair a record of its own so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrepairable {
    /// No function runs on the records of this log.
    NoInput,
    /// The record is a piece of a longer one, the last of which can be repaired.
    Part,
    /// The payload is no JSON.
    NotJson,
    /// The payload is too long: a repair is one record of the log.
    TooLong {
        /// The most bytes.
        max: u64,
    },
}

impl core::fmt::Display for Refusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        use ErrorKind as Kind;
        let kind = match self {
            Self::Denied => return f.write_str("the log belongs to the server alone"),
            Self::Malformed => return f.write_str("the server did not understand the request"),
            Self::Unrepairable(why) => return why.fmt(f),
            Self::Store(kind) => kind,
        };
        match kind {
            Kind::UnknownLog => f.write_str("there is no such log"),
            Kind::OtherShape => f.write_str("the log exists with another shape"),
            Kind::Invalid => f.write_str("the record does not fit the log's shape"),
            Kind::Trimmed { oldest } => write!(f, "the record is gone; the oldest is {oldest}"),
            Kind::NotYet { newest } => write!(f, "there is no such record; the newest is {newest}"),
            Kind::Fenced { epoch } => {
                write!(f, "the producer has appended in epoch {epoch}, a later one")
            }
            Kind::OutOfOrder { expected } => write!(f, "the producer's next number is {expected}"),
            Kind::UnknownProducer { producer } => write!(f, "producer {producer} is not known"),
            Kind::Corrupt { seqno } => write!(f, "record {seqno} is damaged"),
            Kind::Overrun { watermark } => {
                write!(f, "a subscription has finished no record after {watermark}")
            }
            Kind::NoSpace => f.write_str("the store has no room left"),
            Kind::Poisoned => f.write_str("the store has failed or is closed"),
            other => write!(f, "the store refused ({other:?})"),
        }
    }
}

impl core::fmt::Display for Unrepairable {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::NoInput => f.write_str(
                "no function runs on records of this log of the server; repair the call or the \
                 event that led to it",
            ),
            Self::Part => f.write_str(
                "the record is a piece of a longer one; repair the last one of it, further on",
            ),
            Self::NotJson => f.write_str("the payload is no JSON, which functions take"),
            Self::TooLong { max } => {
                write!(
                    f,
                    "the payload is too long: a repair holds {max} bytes in this log"
                )
            }
        }
    }
}

impl<'a> Answer<'a> {
    /// Reads an answer and its tag.
    ///
    /// # Errors
    /// The bytes are not an answer of this version.
    pub fn parse(message: &'a [u8]) -> Result<(u32, Self), WireError> {
        let (kind, tag, body) = open(message)?;
        let mut body = Reader(body);
        let answer = match kind {
            KIND_APPENDED => Self::Appended(match body.u8()? {
                0 => Appended::New(body.seqno()?),
                1 => Appended::Duplicate(body.seqno()?),
                _ => return Err(WireError::Field("outcome")),
            }),
            KIND_RECORDS => Self::Records(Records::parse(&mut body)?),
            KIND_BOUNDS => Self::Bounds(body.bounds()?, body.shape()?),
            KIND_LISTING => Self::Logs(Listing::parse(&mut body)?),
            KIND_CREATED => Self::Created(LogId::new(body.u32()?)),
            KIND_REPAIRED => Self::Repaired(body.u64()?),
            KIND_REFUSED => Self::Refused(parse_refusal(body.u8()?, body.u64()?)?),
            other => return Err(WireError::Kind(other)),
        };
        body.end()?;
        Ok((tag, answer))
    }

    /// Writes the answer; gives its length.
    ///
    /// # Errors
    /// [`WireError::Space`] if the buffer is too short, [`WireError::Kind`] for records and
    /// listings, which have writers of their own.
    pub fn emit(&self, tag: u32, buffer: &mut [u8]) -> Result<usize, WireError> {
        let begin = |buffer, kind| Writer::new(buffer, kind, tag);
        let writer = match self {
            Self::Appended(appended) => {
                let mut writer = begin(buffer, KIND_APPENDED)?;
                writer.u8(matches!(appended, Appended::Duplicate(_)).into())?;
                writer.u64(appended.seqno().get())?;
                writer
            }
            Self::Bounds(bounds, shape) => {
                let mut writer = begin(buffer, KIND_BOUNDS)?;
                writer.bounds(bounds)?;
                writer.shape(shape)?;
                writer
            }
            Self::Created(log) => {
                let mut writer = begin(buffer, KIND_CREATED)?;
                writer.u32(log.get())?;
                writer
            }
            Self::Repaired(number) => {
                let mut writer = begin(buffer, KIND_REPAIRED)?;
                writer.u64(*number)?;
                writer
            }
            Self::Refused(refusal) => {
                let mut writer = begin(buffer, KIND_REFUSED)?;
                let (code, value) = refusal_code(refusal);
                writer.u8(code)?;
                writer.u64(value)?;
                writer
            }
            Self::Records(_) => return Err(WireError::Kind(KIND_RECORDS)),
            Self::Logs(_) => return Err(WireError::Kind(KIND_LISTING)),
        };
        writer.finish()
    }
}

fn refusal_code(refusal: &Refusal) -> (u8, u64) {
    use ErrorKind as Kind;
    let kind = match refusal {
        Refusal::Denied => return (101, 0),
        Refusal::Malformed => return (100, 0),
        Refusal::Unrepairable(Unrepairable::NoInput) => return (102, 0),
        Refusal::Unrepairable(Unrepairable::Part) => return (103, 0),
        Refusal::Unrepairable(Unrepairable::NotJson) => return (104, 0),
        Refusal::Unrepairable(Unrepairable::TooLong { max }) => return (105, *max),
        Refusal::Store(kind) => kind,
    };
    match *kind {
        Kind::UnknownLog => (1, 0),
        Kind::OtherShape => (2, 0),
        Kind::Invalid => (3, 0),
        Kind::Trimmed { oldest } => (4, oldest.get()),
        Kind::NotYet { newest } => (5, newest.get()),
        Kind::Corrupt { seqno } => (6, seqno.get()),
        Kind::Fenced { epoch } => (7, epoch.into()),
        Kind::OutOfOrder { expected } => (8, expected),
        Kind::UnknownProducer { producer } => (9, producer.into()),
        Kind::TooMany => (10, 0),
        Kind::NoSpace => (11, 0),
        Kind::Poisoned => (12, 0),
        Kind::Overrun { watermark } => (14, watermark.get()),
        // The others do not come of what can be asked here, or are the medium's.
        _ => (13, 0),
    }
}

fn parse_refusal(code: u8, value: u64) -> Result<Refusal, WireError> {
    use ErrorKind as Kind;
    let small = WireError::Field("refusal");
    Ok(Refusal::Store(match code {
        1 => Kind::UnknownLog,
        2 => Kind::OtherShape,
        3 => Kind::Invalid,
        4 => Kind::Trimmed {
            oldest: Seqno::new(value),
        },
        5 => Kind::NotYet {
            newest: Seqno::new(value),
        },
        6 => Kind::Corrupt {
            seqno: Seqno::new(value),
        },
        7 => Kind::Fenced {
            epoch: value.try_into().map_err(|_| small)?,
        },
        8 => Kind::OutOfOrder { expected: value },
        9 => Kind::UnknownProducer {
            producer: value.try_into().map_err(|_| small)?,
        },
        10 => Kind::TooMany,
        11 => Kind::NoSpace,
        12 => Kind::Poisoned,
        13 => Kind::Io,
        14 => Kind::Overrun {
            watermark: Seqno::new(value),
        },
        100 => return Ok(Refusal::Malformed),
        101 => return Ok(Refusal::Denied),
        102 => return Ok(Refusal::Unrepairable(Unrepairable::NoInput)),
        103 => return Ok(Refusal::Unrepairable(Unrepairable::Part)),
        104 => return Ok(Refusal::Unrepairable(Unrepairable::NotJson)),
        105 => {
            let too_long = Unrepairable::TooLong { max: value };
            return Ok(Refusal::Unrepairable(too_long));
        }
        _ => return Err(small),
    }))
}

/// Some logs of a store, in the order of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing<'a> {
    /// Checked when the message was parsed.
    body: &'a [u8],
}

/// A log in a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: LogName,
    /// Its number.
    pub id: LogId,
    /// Its shape.
    pub shape: Shape,
    /// Its bounds.
    pub bounds: Bounds,
}

impl<'a> Listing<'a> {
    fn parse(body: &mut Reader<'a>) -> Result<Self, WireError> {
        let listing = Self {
            body: body.take(body.0.len())?,
        };
        let mut rest = Reader(listing.body);
        while !rest.0.is_empty() {
            parse_listed(&mut rest)?;
        }
        Ok(listing)
    }

    /// The logs.
    pub fn iter(&self) -> impl Iterator<Item = Listed> + use<'a> {
        let mut rest = Reader(self.body);
        core::iter::from_fn(move || parse_listed(&mut rest).ok())
    }
}

fn parse_listed(body: &mut Reader<'_>) -> Result<Listed, WireError> {
    Ok(Listed {
        name: body.name()?,
        id: LogId::new(body.u32()?),
        shape: body.shape()?,
        bounds: body.bounds()?,
    })
}

/// Writes a listing, log by log.
pub struct ListingWriter<'a> {
    writer: Writer<'a>,
}

impl<'a> ListingWriter<'a> {
    /// Bytes that a log takes at most.
    pub const LISTED_LEN_MAX: usize = 1 + crate::LOG_NAME_LEN_MAX + 4 + 7 + 24;

    /// Begins the message.
    ///
    /// # Errors
    /// [`WireError::Space`] if the buffer is too short for anything.
    pub fn new(buffer: &'a mut [u8], tag: u32) -> Result<Self, WireError> {
        Writer::new(buffer, KIND_LISTING, tag).map(|writer| Self { writer })
    }

    /// Adds a log, or nothing.
    ///
    /// # Errors
    /// [`WireError::Space`] if it might not fit as well.
    pub fn push(&mut self, listed: &Listed) -> Result<(), WireError> {
        if self.writer.room() < Self::LISTED_LEN_MAX {
            return Err(WireError::Space);
        }
        self.writer.name(&listed.name)?;
        self.writer.u32(listed.id.get())?;
        self.writer.shape(&listed.shape)?;
        self.writer.bounds(&listed.bounds)
    }

    /// Ends the message; gives its length.
    ///
    /// # Errors
    /// [`WireError::Space`] if the buffer is shorter than a checksum.
    pub fn finish(self) -> Result<usize, WireError> {
        self.writer.finish()
    }
}
