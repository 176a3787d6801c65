//! The whole device: what it keeps and runs, and what it asks of the edge, one thing at a time.

mod forward;
mod invoke;
mod services;

use faas_runtime::coap::client::{Exchange, Identity, Request, ResponseHead};
use faas_runtime::coap::{Code, DATAGRAM_BYTES_MAX, ETag, Method, Observe};
use faas_runtime::seal::NUMBERS_AHEAD;
use faas_runtime::transport::Transport;
use woof_log::{ErrorKind, LogError as _, Medium};

use crate::board::Board;
use crate::config::{Credentials, DEVICE_NAME_BYTES_MAX, FUNCTIONS_MAX};
use crate::event::{Event, Note, Summary};
use crate::journal::JournalResult;
use crate::line::{
    BLOCK_BYTES, Drain, EXCHANGES, Line, NoAnswer, TRANSMISSION, Watch, Window, block_size,
};
use crate::node::{Batch, Forward, Node};
use crate::packages::Staged;
use crate::run::since;
use crate::sealing::{Proven, Queries, Seal};
use crate::text::Text;

/// Bytes of the longest path: `log/devices/{device}/{function}/samples`.
const PATH_BYTES_MAX: usize = 32 + DEVICE_NAME_BYTES_MAX + faas_runtime::NAME_BYTES_MAX;

/// A device and its line to the edge.
pub struct Device<'s, 'm, B: Board, M: Medium, T> {
    node: Node<'s, 'm, B, M>,
    line: Line<'s, T>,
    name: heapless::String<DEVICE_NAME_BYTES_MAX>,
    fetches: [Fetch; FUNCTIONS_MAX],
    seed: u64,
    credentials: Option<Credentials>,
    /// The number of the last request; it goes on after each start.
    counter: u64,
    /// The last record that went to the edge was a result.
    has_sent_result: bool,
}

/// Whether a package is to be fetched.
#[derive(Clone, Copy, Debug, Default)]
struct Fetch {
    is_done: bool,
    /// The package that this device could not run.
    unusable: Option<ETag>,
}

/// What to ask of the edge next.
#[derive(Clone, Copy, Debug)]
enum Job {
    /// What the running function has asked for.
    Operate,
    /// A package.
    Fetch(usize),
    /// To run a function.
    Invoke(Batch),
    /// To keep a record.
    Forward(Forward),
}

impl<'s, 'm, B: Board, M: Medium, T: Transport> Device<'s, 'm, B, M, T> {
    /// A device of this name, on a transport to its edge. What is sent and heard lies in
    /// `datagram`.
    #[inline(never)]
    pub fn new(
        mut node: Node<'s, 'm, B, M>,
        transport: T,
        datagram: &'s mut [u8; DATAGRAM_BYTES_MAX],
        name: &str,
        credentials: Option<Credentials>,
    ) -> Self {
        let mut seed = [0; 8];
        node.board.entropy(&mut seed);
        // Names that are too long are cut, so that they are the same after each start.
        let end = name.floor_char_boundary(DEVICE_NAME_BYTES_MAX);
        let name = name.get(..end).unwrap_or_default();
        // A board without entropy still has other ids after each start.
        let seed = u64::from_le_bytes(seed) ^ node.journal.boot();
        let counter = node.journal.boot() << 32;
        Self {
            node,
            line: Line::new(transport, datagram),
            name: heapless::String::try_from(name).unwrap_or_default(),
            fetches: [Fetch::default(); FUNCTIONS_MAX],
            seed,
            credentials,
            counter,
            has_sent_result: false,
        }
    }

    /// Works until the board is to come to its end, and says what was done.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError): the flash does not work, and the device has to start
    /// anew.
    // Alone in its frame: in that of its caller it lies beside what the caller moves.
    #[inline(never)]
    pub fn run(&mut self) -> JournalResult<Summary, M> {
        let mut identities: [Identity; EXCHANGES] = Identity::shared(self.seed);
        while !self.node.board.is_ending() {
            self.work(&mut identities)?;
            // A watch was refused: its number, or the next ones, may have been used.
            self.counter += NUMBERS_AHEAD;
        }
        Ok(self.node.summary())
    }

    /// Works until the board is to come to its end, or the packages are to be watched anew.
    #[inline(never)]
    fn work(&mut self, identities: &mut [Identity; EXCHANGES]) -> JournalResult<(), M> {
        let [own, others @ ..] = identities;
        let mut paths = [[0; PATH_BYTES_MAX]; FUNCTIONS_MAX];
        let mut limits = [[0; 48]; FUNCTIONS_MAX];
        let asked: [_; FUNCTIONS_MAX] = {
            let mut paths = paths.iter_mut().zip(&mut limits).enumerate();
            core::array::from_fn(|_| {
                let (at, (path, limits)) = paths.next()?;
                let path = self.package_path(at, path)?;
                Some((path, self.limits(at, limits)?))
            })
        };
        let credentials = self.credentials.clone();
        let mut seals = [const { Seal::new() }; FUNCTIONS_MAX];
        let plain =
            asked.map(|asked| asked.map(|(_, [abi, flash, ram])| ["head", abi, flash, ram]));
        let mut sealed: [Option<Queries<'_>>; FUNCTIONS_MAX] = [const { None }; FUNCTIONS_MAX];
        let asked = asked.iter().zip(&plain);
        for ((place, seal), (asked, plain)) in sealed.iter_mut().zip(&mut seals).zip(asked.clone())
        {
            if let (Some((path, _)), Some(plain)) = (asked, plain) {
                let request = Request {
                    queries: plain,
                    ..Request::new(Method::Get, path)
                };
                self.counter += 1;
                let credentials = credentials.as_ref();
                let (queries, _) = seal.queries(&request, &self.name, credentials, self.counter);
                *place = Some(queries);
            }
        }
        let mut watches: heapless::Vec<Watch<'_>, FUNCTIONS_MAX> = heapless::Vec::new();
        for ((identity, (asked, _)), queries) in others.iter_mut().zip(asked).zip(&sealed) {
            let (Some((path, _)), Some(queries)) = (asked, queries) else {
                continue;
            };
            let request = Request {
                queries,
                observe: Some(Observe::Register),
                ..Request::new(Method::Get, path)
            };
            // There are as many watches as functions.
            let _ = watches.push(Watch::new(request, identity, 0));
        }
        while !self.node.board.is_ending() && !self.is_watch_over(&watches) {
            self.hear_news(&mut watches);
            if self.node.is_asking() && self.is_away() {
                self.node.answer(Err("the edge is away"))?;
            }
            match self.next_job()? {
                Some(job) => self.perform(job, &mut watches, own)?,
                None if self.node.step()? => {}
                None => self.rest(&mut watches)?,
            }
        }
        Ok(())
    }

    fn is_watch_over(&mut self, watches: &[Watch<'_>]) -> bool {
        let now_us = self.node.board.now_us();
        watches.iter().any(|watch| watch.is_over(now_us))
    }

    /// Closes the logs, so that the next start need not look for their ends; gives the board back.
    ///
    /// # Errors
    /// [`FlashError`](woof_log::FlashError).
    pub fn close(self) -> JournalResult<B, M> {
        self.node.close()
    }

    /// Nothing is to be done: waits for what comes next.
    #[inline(never)]
    fn rest(&mut self, watches: &mut [Watch<'_>]) -> JournalResult<(), M> {
        let away_until_us = match self.line.away_until_us {
            until_us if until_us > self.node.board.now_us() => until_us,
            _ => u64::MAX,
        };
        self.line.idle(&mut self.node, watches, away_until_us);
        Ok(())
    }

    #[inline(never)]
    fn hear_news(&mut self, watches: &mut [Watch<'_>]) {
        let functions = self.node.workers.iter().zip(&mut self.fetches);
        for (watch, (worker, fetch)) in watches.iter_mut().zip(functions) {
            let Some(etag) = watch.take_news() else {
                continue;
            };
            let here = worker.package.and_then(|stored| stored.etag);
            let is_known = etag == here || (etag.is_some() && etag == fetch.unusable);
            fetch.is_done &= is_known;
        }
    }

    /// Whether nothing is asked of the edge now, since it did not answer a moment ago.
    fn is_away(&mut self) -> bool {
        self.node.board.now_us() < self.line.away_until_us
    }

    fn next_job(&mut self) -> JournalResult<Option<Job>, M> {
        if self.is_away() {
            return Ok(None);
        }
        // The function waits, and all samples with it.
        if self.node.is_asking() {
            return Ok(Some(Job::Operate));
        }
        let count = self.node.workers.len();
        for (at, fetch) in self.fetches.iter().enumerate().take(count) {
            if !fetch.is_done {
                return Ok(Some(Job::Fetch(at)));
            }
        }
        for worker in &self.node.workers {
            if let Some(batch) = worker.remote {
                return Ok(Some(Job::Invoke(batch)));
            }
        }
        for at in 0..count {
            if let Some(forward) = self.next_forward(at)? {
                return Ok(Some(Job::Forward(forward)));
            }
        }
        Ok(None)
    }

    #[inline(never)]
    fn perform(
        &mut self,
        job: Job,
        watches: &mut [Watch<'_>],
        identity: &mut Identity,
    ) -> JournalResult<(), M> {
        match job {
            Job::Operate => self.operate(watches, identity),
            Job::Fetch(at) => self.fetch(at, watches, identity),
            Job::Invoke(batch) => self.invoke(batch, watches, identity),
            Job::Forward(forward) => self.forward(forward, watches, identity),
        }
    }

    /// Fetches a package, or learns that the one in flash is still the right one.
    #[inline(never)]
    fn fetch(
        &mut self,
        at: usize,
        watches: &mut [Watch<'_>],
        identity: &mut Identity,
    ) -> JournalResult<(), M> {
        let (mut path, mut limits) = ([0; PATH_BYTES_MAX], [0; 48]);
        let Some((path, queries)) = self
            .package_path(at, &mut path)
            .and_then(|path| Some((path, self.limits(at, &mut limits)?)))
        else {
            return Ok(());
        };
        let Some(worker) = self.node.workers.get(at) else {
            return Ok(());
        };
        let (logs, here) = (worker.logs, worker.package);
        let begun_us = self.node.board.now_us();
        let (before, aside) = (self.node.board.instructions(), self.node.aside);
        let request = Request {
            queries: &queries,
            etag: here.and_then(|stored| stored.etag),
            block_size: block_size(),
            ..Request::new(Method::Get, path)
        };
        let mut block = [0; BLOCK_BYTES];
        let mut staged: Option<Staged> = None;
        let mut is_too_long = false;
        let mut sentence = heapless::Vec::<u8, 160>::new();
        let window = Window::new(Some(&mut block));
        let answer = self.exchange(request, window, watches, identity, &mut |node, window| {
            if window.is_new {
                (staged, is_too_long) = (None, false);
                sentence.clear();
            }
            let block = window.as_bytes();
            let room = sentence.capacity() - sentence.len();
            let _ = sentence.extend_from_slice(&block[..block.len().min(room)]);
            if !block.is_empty() && !is_too_long {
                if staged.is_none() {
                    staged = Some(node.journal.stage(&logs)?);
                }
                if let Some(staged) = &mut staged {
                    match node.journal.add(staged, block) {
                        Err(error) if error.kind() == ErrorKind::NoSpace => is_too_long = true,
                        other => other?,
                    }
                }
            }
            window.empty();
            Ok(())
        })?;
        let head = match answer {
            Ok(head) => head,
            Err(reason) => {
                if matches!(reason, NoAnswer::Unproven) && !sentence.is_empty() {
                    self.node.refuse(at, "edge, without a seal", &sentence);
                }
                return self.no_answer(&reason);
            }
        };
        if let Some(fetch) = self.fetches.get_mut(at) {
            fetch.is_done = true;
        }
        match (head.code, staged) {
            (Code::VALID, _) => self.report_fetch(at, true, None, begun_us),
            (Code::CONTENT, Some(staged)) if !is_too_long => {
                if self.install(at, &staged, head.etag)? {
                    let instructions = self.node.board.instructions();
                    let aside = self.node.aside - aside;
                    let used = instructions.map(|_| since(before, instructions) - aside);
                    self.report_fetch(at, false, used, begun_us);
                }
            }
            (Code::CONTENT, _) => self.unusable(at, head.etag, b"it does not fit the flash"),
            (Code::REQUEST_ENTITY_TOO_LARGE | Code::NOT_ACCEPTABLE, _) => {
                self.node.refuse(at, "edge", &sentence);
                self.leave_to_edge(at);
            }
            _ => self.node.refuse(at, "edge", &sentence),
        }
        Ok(())
    }

    /// Makes a package the one in use, if it can run here. Whether it can.
    #[inline(never)]
    fn install(
        &mut self,
        at: usize,
        staged: &Staged,
        etag: Option<ETag>,
    ) -> JournalResult<bool, M> {
        // What is being checked takes the place of what runs, which begins anew.
        if self.node.running.take().is_some() {
            self.node.cache.remove(at);
        }
        if !self.node.is_fit(at, staged)? {
            self.unusable(
                at,
                etag,
                b"the package is damaged, or too large for the memory",
            );
            return Ok(false);
        }
        let Some(worker) = self.node.workers.get_mut(at) else {
            return Ok(false);
        };
        worker.package = Some(self.node.journal.install(staged, etag)?);
        worker.is_unfit = false;
        worker.remote = None;
        Ok(true)
    }

    fn unusable(&mut self, at: usize, etag: Option<ETag>, reason: &[u8]) {
        if let Some(fetch) = self.fetches.get_mut(at) {
            fetch.unusable = etag;
        }
        self.node.refuse(at, "device", reason);
        self.leave_to_edge(at);
    }

    fn leave_to_edge(&mut self, at: usize) {
        if let Some(worker) = self.node.workers.get_mut(at) {
            worker.is_unfit = true;
        }
    }

    fn report_fetch(
        &mut self,
        at: usize,
        is_unchanged: bool,
        instructions: Option<u64>,
        begun_us: u64,
    ) {
        let elapsed_us = self.node.board.now_us().saturating_sub(begun_us);
        let Some(worker) = self.node.workers.get(at) else {
            return;
        };
        let Some(stored) = worker.package else { return };
        let event = Event::Fetch {
            function: worker.config.name.as_str(),
            bytes: stored.bytes,
            etag: stored.etag.as_ref().map_or(&[], ETag::as_bytes),
            is_unchanged,
            instructions,
            elapsed_us,
        };
        self.node.board.tell(&event);
    }

    /// Makes a request, sealed if there is a key, whose answer goes to `window`. The device goes on
    /// meanwhile.
    #[inline(never)]
    fn exchange(
        &mut self,
        request: Request<'_>,
        window: Window<'_>,
        watches: &mut [Watch<'_>],
        identity: &mut Identity,
        drain: Drain<'_, 's, 'm, B, M>,
    ) -> JournalResult<Result<ResponseHead, NoAnswer>, M> {
        self.counter += 1;
        let (mut seal, credentials) = (Seal::new(), self.credentials.clone());
        let (queries, proof) =
            seal.queries(&request, &self.name, credentials.as_ref(), self.counter);
        let request = Request {
            queries: &queries,
            ..request
        };
        let sink = Proven::new(window, proof);
        let exchange = Exchange::new(request, sink, TRANSMISSION, identity);
        self.line.request(&mut self.node, watches, exchange, drain)
    }

    /// Makes a request whose answer is its code.
    #[inline(never)]
    fn ask(
        &mut self,
        request: Request<'_>,
        watches: &mut [Watch<'_>],
        identity: &mut Identity,
    ) -> JournalResult<Option<Code>, M> {
        let window = Window::new(None);
        match self.exchange(request, window, watches, identity, &mut |_, _| Ok(()))? {
            Ok(head) => Ok(Some(head.code)),
            Err(reason) => {
                self.no_answer(&reason)?;
                Ok(None)
            }
        }
    }

    fn no_answer(&mut self, reason: &NoAnswer) -> JournalResult<(), M> {
        let note = match reason {
            NoAnswer::Silence => Note::Silence,
            NoAnswer::Nonsense | NoAnswer::TooLong => Note::Nonsense,
            NoAnswer::Unproven => {
                // A server that was killed may not take the next ones.
                self.counter += NUMBERS_AHEAD;
                Note::Unproven
            }
            NoAnswer::Ending => return Ok(()),
        };
        let is_news = self.line.away_until_us == 0;
        self.line.failed(self.node.board.now_us());
        if is_news {
            self.node.board.tell(&Event::Note(note));
        }
        Ok(())
    }

    fn package_path<'b>(&self, at: usize, space: &'b mut [u8]) -> Option<&'b str> {
        let worker = self.node.workers.get(at)?;
        let mut path = Text::new(space);
        path.raw("pkg/").raw(worker.config.name.as_str());
        Some(path.into_str())
    }

    /// What a package may need here: the instruction set, bytes of flash and of memory.
    fn limits<'b>(&self, at: usize, space: &'b mut [u8; 48]) -> Option<[&'b str; 3]> {
        let worker = self.node.workers.get(at)?;
        let heap = worker.config.heap_bytes;
        let room = self.node.cache.bytes().saturating_sub(heap as usize);
        let (chunks, _) = space.as_chunks_mut::<16>();
        let [abi, flash, ram] = chunks else {
            return None;
        };
        Some([
            query("abi", iotpy_core::package::ABI.into(), abi),
            query("flash", room as u64, flash),
            query("ram", heap.into(), ram),
        ])
    }
}

/// What a function of a device is called as the caller of something that is to happen once. Two of
/// them may have the same numbers of events, so they are two callers (FNV-1a).
fn caller(producer: u32, purpose: &str, function: &str) -> u32 {
    let bytes = producer.to_le_bytes();
    let parts = [bytes.as_slice(), purpose.as_bytes(), function.as_bytes()];
    parts
        .iter()
        .copied()
        .flatten()
        .fold(0x811c_9dc5, |hash: u32, byte| {
            (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
        })
}

/// `name=number`
fn query<'b>(name: &str, number: u64, space: &'b mut [u8]) -> &'b str {
    let mut text = Text::new(space);
    text.raw(name).raw("=").number(number);
    text.into_str()
}
