//! Where logs are: behind a server, or in a directory. Both are asked the same messages.

use std::path::Path;

use faas_runtime::engine::{holds_inputs, repair_input};
use woof_log::remote::{self, Access};
use woof_log::wire::{self, Answer, Listed, MESSAGE_LEN_MAX, Refusal, Request, Unrepairable};
use woof_log::{
    Append, Appended, Bounds, DirStore, Entry, LogName, REASON_LEN_MAX, Repair, RepairStore as _,
    Seqno, Shape, SharedStore as _, StoreError, View,
};

use crate::failure::Failure;
use crate::server::call;

/// A server, or a store of this process.
pub enum Source {
    Server { url: String },
    Directory { store: DirStore },
}

/// A record, or one that is damaged.
pub enum Item {
    Record(Entry, Vec<u8>),
    Damaged(Seqno),
}

impl Item {
    pub fn seqno(&self) -> Seqno {
        match self {
            Self::Record(entry, _) => entry.seqno,
            Self::Damaged(seqno) => *seqno,
        }
    }
}

impl Source {
    pub fn server(management: &str) -> Self {
        Self::Server {
            url: format!("{}/logs", management.trim_end_matches('/')),
        }
    }

    /// Opens a directory that a server has left. Makes none: a mistyped name is a mistake. One that
    /// is only read may be one that nobody may write to.
    pub fn directory(directory: &Path, is_only_read: bool) -> Result<Self, Failure> {
        let shown = directory.display();
        if !directory.join("meta").is_dir() {
            return Err(Failure::Usage(format!("{shown} is no data directory")));
        }
        let opened = match is_only_read {
            true => DirStore::open_read_only(directory),
            false => DirStore::open(directory),
        };
        match opened {
            Ok(store) => Ok(Self::Directory { store }),
            Err(StoreError::Locked { .. }) => Err(Failure::Other(format!(
                "{shown} is in use by a running server: ask that one, with --management URL \
                 instead of --data, or wait for the command that uses it"
            ))),
            Err(error) => Err(Failure::Other(format!("{shown} cannot be opened: {error}"))),
        }
    }

    pub fn is_cold(&self) -> bool {
        matches!(self, Self::Directory { .. })
    }

    pub fn logs(&mut self) -> Result<Vec<Listed>, Failure> {
        let mut logs: Vec<Listed> = Vec::new();
        loop {
            let after = logs.last().map(|listed| listed.name);
            let more: Vec<Listed> = self.ask(&Request::List { after }, |answer| match answer {
                Answer::Logs(listing) => Some(listing.iter().collect()),
                _ => None,
            })?;
            if more.iter().all(|listed| Some(listed.name) <= after) {
                return Ok(logs);
            }
            logs.extend(more);
        }
    }

    pub fn bounds(&mut self, log: &LogName) -> Result<Bounds, Failure> {
        self.ask(&Request::Bounds { log: *log }, |answer| match answer {
            Answer::Bounds(bounds, _) => Some(*bounds),
            _ => None,
        })
    }

    pub fn create(&mut self, log: &LogName, shape: Shape) -> Result<(), Failure> {
        self.ask(&Request::Create { log: *log, shape }, |answer| {
            matches!(answer, Answer::Created(_)).then_some(())
        })
    }

    pub fn append(&mut self, log: &LogName, record: &Append<'_>) -> Result<Appended, Failure> {
        let request = Request::Append {
            log: *log,
            record: *record,
        };
        self.ask(&request, |answer| match answer {
            Answer::Appended(appended) => Some(*appended),
            _ => None,
        })
    }

    /// Lets a payload stand in for a record's; gives the number of the repair.
    pub fn repair(&mut self, log: &LogName, repair: &Repair<'_>) -> Result<u64, Failure> {
        if repair.reason.len() > REASON_LEN_MAX {
            let sentence = format!("a reason has at most {REASON_LEN_MAX} bytes");
            return Err(Failure::Usage(sentence));
        }
        let request = Request::Repair {
            log: *log,
            repair: *repair,
        };
        let Self::Directory { store } = self else {
            return self.ask(&request, |answer| match answer {
                Answer::Repaired(number) => Some(*number),
                _ => None,
            });
        };
        let failed = |sentence: String| Failure::Other(format!("{log}: {sentence}"));
        if holds_inputs(log) {
            let (target, reason) = (repair.target.get(), repair.reason);
            let repaired = repair_input(store, log, target, repair.payload, reason);
            return repaired.map_err(|error| failed(error.to_string()));
        }
        let Some(id) = store.find(log) else {
            let missing = Refusal::Store(woof_log::ErrorKind::UnknownLog);
            return Err(failed(missing.to_string()));
        };
        if access(log) != Access::Full {
            let refusal = Refusal::Unrepairable(Unrepairable::NoInput);
            return Err(failed(refusal.to_string()));
        }
        store
            .repair(id, repair)
            .map_err(|error| failed(error.to_string()))
    }

    /// A page of records; none at the end of the log.
    pub fn read(
        &mut self,
        log: &LogName,
        view: View,
        from: Seqno,
        records_max: u16,
        wait_ms: u32,
    ) -> Result<Vec<Item>, Failure> {
        let request = Request::Read {
            log: *log,
            view,
            from,
            records_max,
            wait_ms,
        };
        self.ask(&request, |answer| match answer {
            Answer::Records(records) => Some(records.iter().map(item).collect()),
            _ => None,
        })
    }

    fn ask<T>(
        &mut self,
        request: &Request<'_>,
        pick: impl Fn(&Answer<'_>) -> Option<T>,
    ) -> Result<T, Failure> {
        let mut message = vec![0; MESSAGE_LEN_MAX];
        let len = request
            .emit(1, &mut message)
            .map_err(|error| Failure::Other(error.to_string()))?;
        let answer = self.carry(&message[..len])?;
        let (_, answer) = Answer::parse(&answer)
            .map_err(|error| Failure::Other(format!("the answer cannot be used: {error}")))?;
        match answer {
            Answer::Refused(refusal) => Err(Failure::Other(sentence(request, refusal))),
            answer => pick(&answer)
                .ok_or_else(|| Failure::Other("the server answered another question".into())),
        }
    }

    fn carry(&self, message: &[u8]) -> Result<Vec<u8>, Failure> {
        let url = match self {
            Self::Directory { store } => {
                return Ok(remote::answer(store, message, access));
            }
            Self::Server { url } => url,
        };
        let headers = [("content-type", "application/octet-stream")];
        let answer = call("POST", url, &headers, message)?;
        match answer.status {
            200 => Ok(answer.body),
            _ => Err(Failure::Other(format!("{url}: {}", answer.complaint()))),
        }
    }
}

/// Whoever can read the files may read all of them, and spoil none.
fn access(log: &LogName) -> Access {
    match log.as_str() {
        "calls" => Access::Read,
        name if name.starts_with("fn/") || name.starts_with("objects/") => Access::Read,
        _ => Access::Full,
    }
}

fn item(item: wire::Item<'_>) -> Item {
    match item {
        wire::Item::Record(entry, payload) => Item::Record(entry, payload.to_vec()),
        wire::Item::Damaged(seqno) => Item::Damaged(seqno),
    }
}

fn sentence(request: &Request<'_>, refusal: Refusal) -> String {
    match request {
        Request::Append { log, .. }
        | Request::Read { log, .. }
        | Request::Bounds { log }
        | Request::Create { log, .. }
        | Request::Repair { log, .. } => format!("{log}: {refusal}"),
        Request::List { .. } => refusal.to_string(),
    }
}
