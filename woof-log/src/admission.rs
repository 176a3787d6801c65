//! What a shared store refuses before it stores anything.

use crate::producer::{PRODUCER_COUNT_MAX, ProducerTable, Verdict};
use crate::{Append, Bounds, Producer, Seqno, Shape, StoreError};

/// Checks a record against the shape of its log.
pub(crate) fn admit(shape: &Shape, record: &Append<'_>) -> Result<(), StoreError> {
    if !shape.admits(record.payload.len()) {
        return Err(StoreError::PayloadSize {
            len: record.payload.len(),
            shape: *shape,
        });
    }
    if !shape.extensions.contains(record.extensions()) {
        return Err(StoreError::Extension {
            carried: shape.extensions,
        });
    }
    Ok(())
}

/// Checks a producer: `Some` is the record that it appended before under this number.
pub(crate) fn admit_producer(
    table: &ProducerTable,
    producer: &Producer,
) -> Result<Option<Seqno>, StoreError> {
    let id = producer.id;
    match table.judge(producer) {
        Verdict::Fresh => Ok(None),
        Verdict::Duplicate(seqno) => Ok(Some(seqno)),
        Verdict::Fenced { epoch } => Err(StoreError::Fenced {
            producer: id,
            epoch,
        }),
        Verdict::OutOfOrder { expected } => Err(StoreError::OutOfOrder {
            producer: id,
            expected,
        }),
        Verdict::Unknown => Err(StoreError::UnknownProducer { producer: id }),
        Verdict::TooMany => Err(StoreError::TooMany {
            what: "producers per log",
            max: PRODUCER_COUNT_MAX,
        }),
    }
}

/// Checks that a record can be read.
pub(crate) fn check_readable(bounds: &Bounds, seqno: Seqno) -> Result<(), StoreError> {
    check_appended(bounds, seqno)?;
    if seqno < bounds.oldest {
        return Err(StoreError::Trimmed {
            seqno,
            oldest: bounds.oldest,
        });
    }
    Ok(())
}

/// Checks that a record was appended, whether or not it is still there.
pub(crate) fn check_appended(bounds: &Bounds, seqno: Seqno) -> Result<(), StoreError> {
    if seqno > bounds.newest {
        return Err(StoreError::NotYet {
            seqno,
            newest: bounds.newest,
        });
    }
    Ok(())
}
