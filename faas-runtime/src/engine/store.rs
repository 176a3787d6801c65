//! The part of a log store that the engine uses, without its type.

use std::vec::Vec;

use woof_log::{
    Append, Appended, Bounds, Cause, Completion, DOWNSTREAM_LINKS_MAX, DownstreamError, Durability,
    Gap, LogId, LogInfo, LogName, LogStore, Repair, RepairStore, Repaired, Seqno, Shape,
    SharedStore, Slice, StoreError, SubId, View, downstream,
};

/// A [`RepairStore`] behind `dyn`, so that neither the engine nor the fronts carry its type.
pub(super) trait Store: Send + Sync {
    fn create(&self, name: &LogName, shape: Shape) -> Result<LogId, StoreError>;
    fn logs(&self) -> Vec<LogInfo>;
    /// Appends without waiting for durability.
    fn append(&self, log: LogId, record: &Append<'_>) -> Result<Appended, StoreError>;
    /// Appends; the completion ends when the record is durable.
    fn append_durable(&self, log: LogId, record: &Append<'_>) -> Result<Completion, StoreError>;
    /// Reads a record as it is after its repairs.
    fn read(&self, log: LogId, seqno: Seqno) -> Result<Vec<u8>, StoreError> {
        self.read_in(View::Repaired, log, seqno)
    }
    fn read_in(&self, view: View, log: LogId, seqno: Seqno) -> Result<Vec<u8>, StoreError>;
    fn bounds(&self, log: LogId) -> Result<Bounds, StoreError>;
    fn sync(&self, log: LogId) -> Result<(), StoreError>;
    fn cursor(&self, log: LogId, sub: SubId) -> Result<Seqno, StoreError>;
    fn seek(&self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError>;
    fn ack(&self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError>;
    /// Moves a cursor past records that are gone.
    fn pass(&self, log: LogId, sub: SubId, gap: Gap) -> Result<(), StoreError>;
    fn trim(&self, log: LogId, upto: Seqno) -> Result<(), StoreError>;
    fn repair(&self, log: LogId, repair: &Repair<'_>) -> Result<u64, StoreError>;
    fn repairs(
        &self,
        log: LogId,
        from: Seqno,
        count_max: usize,
    ) -> Result<Vec<Repaired>, StoreError>;
    fn downstream(&self, logs: &[LogId], root: Cause) -> Result<Slice, DownstreamError>;
}

impl<S: RepairStore> Store for S {
    fn create(&self, name: &LogName, shape: Shape) -> Result<LogId, StoreError> {
        LogStore::create(&mut self.clone(), name, shape)
    }

    fn logs(&self) -> Vec<LogInfo> {
        SharedStore::logs(self)
    }

    fn append(&self, log: LogId, record: &Append<'_>) -> Result<Appended, StoreError> {
        LogStore::append(&mut self.clone(), log, record)
    }

    fn append_durable(&self, log: LogId, record: &Append<'_>) -> Result<Completion, StoreError> {
        self.append_with(log, record, Durability::Group)
    }

    fn read_in(&self, view: View, log: LogId, seqno: Seqno) -> Result<Vec<u8>, StoreError> {
        self.read_vec_in(view, log, seqno)
            .map(|(_, payload)| payload)
    }

    fn bounds(&self, log: LogId) -> Result<Bounds, StoreError> {
        LogStore::bounds(&mut self.clone(), log)
    }

    fn sync(&self, log: LogId) -> Result<(), StoreError> {
        let mut store = self.clone();
        let newest = LogStore::bounds(&mut store, log)?.newest;
        LogStore::sync(&mut store, log, newest)
    }

    fn cursor(&self, log: LogId, sub: SubId) -> Result<Seqno, StoreError> {
        SharedStore::cursor(self, log, sub)
    }

    fn seek(&self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError> {
        SharedStore::seek(self, log, sub, seqno)
    }

    fn ack(&self, log: LogId, sub: SubId, seqno: Seqno) -> Result<(), StoreError> {
        LogStore::ack(&mut self.clone(), log, sub, seqno)
    }

    fn pass(&self, log: LogId, sub: SubId, gap: Gap) -> Result<(), StoreError> {
        SharedStore::pass(self, log, sub, gap).map(|_| ())
    }

    fn trim(&self, log: LogId, upto: Seqno) -> Result<(), StoreError> {
        LogStore::trim(&mut self.clone(), log, upto)
    }

    fn repair(&self, log: LogId, repair: &Repair<'_>) -> Result<u64, StoreError> {
        RepairStore::repair(self, log, repair)
    }

    fn repairs(
        &self,
        log: LogId,
        from: Seqno,
        count_max: usize,
    ) -> Result<Vec<Repaired>, StoreError> {
        RepairStore::repairs(self, log, from, count_max)
    }

    fn downstream(&self, logs: &[LogId], root: Cause) -> Result<Slice, DownstreamError> {
        downstream(self, logs, root, DOWNSTREAM_LINKS_MAX)
    }
}
