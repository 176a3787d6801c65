//! A store that is asked over TCP against the suite of `LogStore`, as far as requests go: there are
//! none for acknowledgements, trims and syncs.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

use nanolambda_conformance::log_store::Fixture;
use nanolambda_conformance::log_store_records;
use tempfile::TempDir;
use woof_log::remote::{Access, ClientError, Received, RemoteOptions, RemoteStore, serve};
use woof_log::wire::Refusal;
use woof_log::{
    Append, Appended, Bounds, DirStore, Entry, ErrorKind, LogError, LogId, LogName, LogStore,
    MemoryStore, RepairStore, Seqno, Shape, SubId,
};

/// A server on the loopback address, whose threads end with the test.
fn serving<S: RepairStore>(store: S) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (store, stream) = (store.clone(), stream.expect("a connection"));
            stream.set_nodelay(true).expect("an option of TCP");
            thread::spawn(move || serve(&store, &stream, &stream, |_: &LogName| Access::Full));
        }
    });
    address
}

/// Requests name a log by its name, the trait by its number.
struct Remote {
    store: RemoteStore,
    names: HashMap<LogId, LogName>,
}

/// What a request or a read comes to.
#[derive(Debug)]
enum Refused {
    Client(ClientError),
    Kind(ErrorKind),
}

impl LogError for Refused {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Client(ClientError::Refused(Refusal::Store(kind))) | Self::Kind(kind) => *kind,
            // The server takes no such message, so no such record.
            Self::Client(ClientError::TooLong) => ErrorKind::Invalid,
            Self::Client(_) => ErrorKind::Io,
        }
    }
}

impl From<ClientError> for Refused {
    fn from(error: ClientError) -> Self {
        Self::Client(error)
    }
}

impl Remote {
    fn name(&self, log: LogId) -> Result<LogName, Refused> {
        let found = self.names.get(&log).copied();
        found.ok_or(Refused::Kind(ErrorKind::UnknownLog))
    }
}

impl LogStore for Remote {
    type Error = Refused;

    fn create(&mut self, name: &LogName, shape: Shape) -> Result<LogId, Refused> {
        let log = self.store.create(name, shape)?;
        self.names.insert(log, *name);
        Ok(log)
    }

    fn append(&mut self, log: LogId, record: &Append<'_>) -> Result<Appended, Refused> {
        Ok(self.store.append(&self.name(log)?, record)?)
    }

    fn read(&mut self, log: LogId, seqno: Seqno, buffer: &mut [u8]) -> Result<Entry, Refused> {
        let name = self.name(log)?;
        let received = self.store.read(&name, seqno, Duration::ZERO)?;
        let first = received.into_iter().next();
        let (entry, payload) = match first {
            Some(Received::Record(entry, payload)) if entry.seqno == seqno => (entry, payload),
            Some(Received::Damaged(seqno)) => {
                return Err(Refused::Kind(ErrorKind::Corrupt { seqno }));
            }
            Some(Received::Gap(_, last)) => {
                let oldest = last.next();
                return Err(Refused::Kind(ErrorKind::Trimmed { oldest }));
            }
            // Before the first record there is none either.
            Some(Received::Record(entry, _)) => {
                let oldest = entry.seqno;
                return Err(Refused::Kind(ErrorKind::Trimmed { oldest }));
            }
            None => {
                let newest = self.bounds(log)?.newest;
                return Err(Refused::Kind(ErrorKind::NotYet { newest }));
            }
        };
        let needed = payload.len();
        let too_small = Refused::Kind(ErrorKind::BufferTooSmall { needed });
        buffer
            .get_mut(..needed)
            .ok_or(too_small)?
            .copy_from_slice(&payload);
        Ok(entry)
    }

    fn bounds(&mut self, log: LogId) -> Result<Bounds, Refused> {
        Ok(self.store.bounds(&self.name(log)?)?.0)
    }

    /// An append is answered when it is durable, so nothing is left to do.
    fn sync(&mut self, log: LogId, upto: Seqno) -> Result<(), Refused> {
        let Bounds {
            newest, durable, ..
        } = self.bounds(log)?;
        if upto > newest {
            return Err(Refused::Kind(ErrorKind::NotYet { newest }));
        }
        assert!(upto <= durable, "{upto} was answered and is not durable");
        Ok(())
    }

    // There is no request for these, and the level of the suite makes none.
    fn ack(&mut self, _: LogId, _: SubId, _: Seqno) -> Result<(), Refused> {
        Err(Refused::Kind(ErrorKind::Invalid))
    }

    fn trim(&mut self, _: LogId, _: Seqno) -> Result<(), Refused> {
        Err(Refused::Kind(ErrorKind::Invalid))
    }
}

struct Asking {
    server: SocketAddr,
    /// Where the server's files are, if it has any.
    _directory: Option<TempDir>,
}

impl Fixture for Asking {
    type Store = Remote;

    fn open(&mut self) -> Remote {
        Remote {
            store: RemoteStore::new(self.server, RemoteOptions::default()),
            names: HashMap::new(),
        }
    }
}

mod memory {
    use super::*;

    log_store_records!(Asking {
        server: serving(MemoryStore::new()),
        _directory: None,
    });
}

mod directory {
    use super::*;

    log_store_records!({
        let directory = TempDir::new().expect("a temporary directory");
        let store = DirStore::open(directory.path()).expect("the store opens");
        Asking {
            server: serving(store),
            _directory: Some(directory),
        }
    });
}
