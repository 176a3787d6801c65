//! A call in the Python machine of the device, slice by slice.

use faas_runtime::FunctionName;
use faas_runtime::placement::Place;
use iotpy_core::text::sink::{Full, Sink};
use iotpy_core::{ArenaError, Argument, Limits, Outcome as Ran, Program, Reply, Vm};
use woof_log::Medium;

use crate::board::Board;
use crate::event::{Event, Note, Outcome, Used};
use crate::host::{Asking, BoardHost, Operation};
use crate::journal::JournalResult;
use crate::node::{Batch, Node, RESULT_BYTES_MAX};
use crate::packages::{Staged, Stored};
use crate::text::Text;

/// Fuel between two chances to take a sample: a few milliseconds on a small board.
const SLICE: u64 = 5_000;
/// Python frames; each takes room in the arena.
const DEPTH_MAX: u32 = 64;
/// Requests of one call to the edge.
const REQUESTS_MAX: u8 = u8::MAX;
/// Bytes of a sentence about an error.
const SENTENCE_BYTES_MAX: usize = 160;

/// A call that has begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Running {
    batch: Batch,
    generation: u32,
    stage: Stage,
    is_warm: bool,
    /// What the edge is asked for, before the call can go on.
    asking: Option<Asking>,
    /// Requests before this one.
    requests: u8,
    /// Those of loading, of the event and of the function, without flash and console.
    instructions: u64,
}

impl Running {
    /// Whether it waits for the edge.
    pub(crate) const fn is_asking(&self) -> bool {
        self.asking.is_some()
    }
}

/// How far a call has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The module is loading; the call comes after it.
    Loading,
    /// The function is to be called.
    Ready,
    /// The function has been called.
    Called,
}

/// What a running function has asked of the edge.
pub(crate) struct Asked {
    pub(crate) operation: &'static Operation,
    /// Bytes of the request, in the scratch space.
    pub(crate) bytes: usize,
    pub(crate) function: FunctionName,
    /// The module of a function that is new here may ask as well, beside the calls.
    pub(crate) purpose: &'static str,
    /// Which of the function's requests it is.
    pub(crate) number: u64,
}

/// What a slice came to.
enum Slice {
    Paused,
    Loaded,
    Over(Ended),
    Failed(&'static str),
}

/// How a call ended.
struct Ended {
    /// Bytes of its text in the scratch space.
    length: usize,
    has_returned: bool,
    heap_bytes: u64,
    fuel: u64,
    /// Whether the interpreter is fit for the next call.
    is_reusable: bool,
}

impl<B: Board, M: Medium> Node<'_, '_, B, M> {
    /// Begins a call here: in a warm interpreter, or in a new one.
    pub(crate) fn begin(&mut self, batch: Batch) -> JournalResult<(), M> {
        let Some((stored, config)) = self
            .workers
            .get(batch.worker)
            .and_then(|worker| Some((worker.package?, worker.config)))
        else {
            return Ok(());
        };
        let is_warm = self.cache.get(batch.worker, stored.generation).is_some();
        let before = self.board.instructions();
        if !is_warm && !self.load(batch.worker, &stored)? {
            return self.leave_to_edge(batch.worker, b"the package and its heap do not fit");
        }
        let mut running = Running {
            batch,
            generation: stored.generation,
            stage: if is_warm {
                Stage::Ready
            } else {
                Stage::Loading
            },
            is_warm,
            asking: None,
            requests: 0,
            instructions: 0,
        };
        if !is_warm && !self.boot(&running, config.fuel) {
            self.cache.remove(batch.worker);
            return self.leave_to_edge(batch.worker, b"the heap is too small for the function");
        }
        running.instructions = since(before, self.board.instructions());
        self.running = Some(running);
        Ok(())
    }

    /// Gives a call its next slice.
    pub(crate) fn advance(&mut self, mut running: Running) -> JournalResult<(), M> {
        let length = match running.stage {
            Stage::Ready => self.write_event(&running.batch)?,
            Stage::Loading | Stage::Called => Some(0),
        };
        let Some(length) = length else {
            return self.fail(&running, "the event is too long for this device");
        };
        match self.slice(&mut running, length) {
            Some(Slice::Paused) => self.running = Some(running),
            Some(Slice::Loaded) => {
                running.stage = Stage::Ready;
                self.running = Some(running);
            }
            Some(Slice::Over(ended)) => return self.end(&running, &ended),
            Some(Slice::Failed(sentence)) => return self.fail(&running, sentence),
            None => return self.fail(&running, "the interpreter's state is lost"),
        }
        Ok(())
    }

    /// Reads a package into the cache and verifies it.
    fn load(&mut self, worker: usize, stored: &Stored) -> JournalResult<bool, M> {
        let bytes = stored.bytes as usize;
        let Some(heap) = self.heap_bytes(worker) else {
            return Ok(false);
        };
        let Some(place) = self.cache.reserve(worker, stored.generation, bytes, heap) else {
            return Ok(false);
        };
        let is_whole = self.journal.load(stored, place)? && Program::load(place).is_ok();
        if !is_whole {
            self.cache.remove(worker);
        }
        if self.cache.take_evicted() {
            self.board.tell(&Event::Note(Note::Evicted));
        }
        Ok(is_whole)
    }

    fn heap_bytes(&self, worker: usize) -> Option<usize> {
        let worker = self.workers.get(worker)?;
        Some(worker.config.heap_bytes as usize)
    }

    /// Whether a package that was fetched can run here: it is whole, the verifier accepts it, and
    /// its heap is large enough to begin with.
    pub(crate) fn is_fit(&mut self, worker: usize, staged: &Staged) -> JournalResult<bool, M> {
        // No package has this generation, so nothing runs in what is reserved here.
        const UNUSED: u32 = 0;
        let Some(heap) = self.heap_bytes(worker) else {
            return Ok(false);
        };
        let bytes = staged.bytes() as usize;
        let Some(place) = self.cache.reserve(worker, UNUSED, bytes, heap) else {
            return Ok(false);
        };
        let is_whole = self.journal.load_staged(staged, place)?;
        let is_fit = is_whole
            && Program::load(place).is_ok_and(|program| 8 * Vm::arena_cells_min(&program) <= heap);
        self.cache.remove(worker);
        Ok(is_fit)
    }

    fn boot(&mut self, running: &Running, fuel: u64) -> bool {
        let mut seed = [0; 8];
        self.board.entropy(&mut seed);
        let Some(loaded) = self.cache.get(running.batch.worker, running.generation) else {
            return false;
        };
        let program = Program::verified_before(loaded.package);
        Vm::boot(
            &program,
            loaded.arena,
            u64::from_le_bytes(seed),
            &limits(fuel),
        )
        .is_ok()
    }

    /// Runs a slice of a call, with the event in the scratch space if it begins now; nothing if the
    /// interpreter is not there.
    fn slice(&mut self, running: &mut Running, event_bytes: usize) -> Option<Slice> {
        let config = &self.workers.get(running.batch.worker)?.config;
        let before = self.board.instructions();
        let loaded = self.cache.get(running.batch.worker, running.generation)?;
        let program = Program::verified_before(loaded.package);
        // A machine is some kilobytes, so it is not moved out of the result.
        let mut attached = Vm::attach(&program, loaded.arena);
        let vm = attached.as_mut().ok()?;
        if running.stage == Stage::Ready {
            let name = config.name.as_str();
            let context = [
                ("function_name", Argument::Str(name.as_bytes())),
                ("seq", Argument::Int(running.batch.upto.get().cast_signed())),
            ];
            let event = self.scratch.get(..event_bytes).unwrap_or_default();
            if let Err(error) = vm.start_call(event, &context, &limits(config.fuel)) {
                return Some(Slice::Failed(match error {
                    ArenaError::Event => "the event does not fit the function's heap",
                    _ => "the function cannot be called with an event and a context",
                }));
            }
            running.stage = Stage::Called;
        }
        let mut host = BoardHost::new(&mut self.board, &mut self.scratch[..]);
        let ran = vm.run(&mut host, SLICE);
        running.instructions += since(before, host.instructions());
        host.flush();
        running.asking = host.asking.take().filter(|_| ran == Ran::Waiting);
        if running.asking.is_some() {
            if running.requests == REQUESTS_MAX {
                return Some(Slice::Failed("the function has made too many requests"));
            }
            return Some(Slice::Paused);
        }
        if ran == Ran::Paused {
            return Some(Slice::Paused);
        }
        let is_loading = running.stage == Stage::Loading;
        if ran == Ran::Done && is_loading {
            vm.finish_boot();
            return Some(Slice::Loaded);
        }
        let mut ended = Ended {
            length: 0,
            has_returned: false,
            heap_bytes: vm.peak_bytes() as u64,
            fuel: vm.fuel_used(),
            is_reusable: !is_loading && matches!(ran, Ran::Done | Ran::Raised),
        };
        let mut text = Text::new(&mut self.scratch[..]);
        let result = match ran {
            Ran::Done => vm.result_json(&mut text),
            other => Err(other),
        };
        match result {
            Ok(()) => ended.has_returned = true,
            Err(failed) => {
                let is_cut = text.is_cut();
                text.truncate(0);
                let failed = match vm.exception() {
                    // The text of the result is made in the heap before it is written out.
                    None if failed == Ran::Raised => Ran::OutOfMemory,
                    _ => failed,
                };
                match is_cut {
                    true => _ = text.raw("the result is too long for the device's log"),
                    false => write_failure(vm, failed, &mut text),
                }
                // What has filled the heap would be in the way of the next call.
                ended.is_reusable &= is_cut || !is_out_of_memory(vm, failed);
            }
        }
        ended.length = text.len();
        if ended.is_reusable {
            vm.finish_call();
        }
        Some(Slice::Over(ended))
    }

    /// Whether the running function waits for the edge.
    pub(crate) fn is_asking(&self) -> bool {
        self.running.is_some_and(|running| running.is_asking())
    }

    /// What the running function waits for.
    pub(crate) fn asked(&self) -> Option<Asked> {
        let running = self.running?;
        let Asking { operation, bytes } = running.asking?;
        Some(Asked {
            operation,
            bytes,
            function: self.workers.get(running.batch.worker)?.config.name,
            purpose: match running.stage {
                Stage::Loading => "module",
                Stage::Ready | Stage::Called => "call",
            },
            number: running.batch.upto.get() << u8::BITS | u64::from(running.requests),
        })
    }

    /// Lets the running function go on with what the edge has answered, which is so many bytes of
    /// the scratch space; or with an error, if it has not answered.
    pub(crate) fn answer(&mut self, answered: Result<usize, &'static str>) -> JournalResult<(), M> {
        let Some(mut running) = self.running.take_if(|running| running.asking.is_some()) else {
            return Ok(());
        };
        running.asking = None;
        running.requests = running.requests.saturating_add(1);
        let bytes = match answered {
            Ok(bytes) => bytes,
            // A status of 0 stands for no answer.
            Err(sentence) => {
                let mut text = Text::new(&mut self.scratch[..]);
                text.raw("0 \n").raw(sentence);
                text.len()
            }
        };
        let reply = Reply::Bytes(self.scratch.get(..bytes).unwrap_or_default());
        let loaded = self.cache.get(running.batch.worker, running.generation);
        let taken = loaded.is_some_and(|loaded| {
            let program = Program::verified_before(loaded.package);
            let mut vm = Vm::attach(&program, loaded.arena);
            vm.as_mut().is_ok_and(|vm| vm.answer(reply).is_ok())
        });
        if !taken {
            return self.fail(
                &running,
                "the answer of the edge does not fit the function's heap",
            );
        }
        self.running = Some(running);
        Ok(())
    }

    fn end(&mut self, running: &Running, ended: &Ended) -> JournalResult<(), M> {
        if !ended.is_reusable {
            // What ran out of memory or fuel is in the middle of something.
            self.cache.remove(running.batch.worker);
        }
        // The longest result is shorter than the scratch space, which the result's record needs.
        let mut space = [0; RESULT_BYTES_MAX + 1];
        let length = ended.length.min(space.len());
        space[..length].copy_from_slice(self.scratch.get(..length).unwrap_or_default());
        let text = &space[..length];
        let outcome = match ended.has_returned {
            true => Outcome::Returned(text),
            false => Outcome::Failed(text),
        };
        let used = Used {
            instructions: match self.board.instructions() {
                Some(_) => running.instructions,
                None => ended.fuel,
            },
            heap_bytes: ended.heap_bytes,
            is_warm: running.is_warm,
        };
        self.finish(&running.batch, Place::Local, outcome, used)
    }

    fn fail(&mut self, running: &Running, sentence: &str) -> JournalResult<(), M> {
        self.cache.remove(running.batch.worker);
        let used = Used {
            instructions: running.instructions,
            is_warm: running.is_warm,
            ..Used::default()
        };
        let outcome = Outcome::Failed(sentence.as_bytes());
        self.finish(&running.batch, Place::Local, outcome, used)
    }

    /// The function cannot run here: from now on the edge runs it.
    fn leave_to_edge(&mut self, worker: usize, reason: &[u8]) -> JournalResult<(), M> {
        if let Some(worker) = self.workers.get_mut(worker) {
            worker.is_unfit = true;
        }
        self.refuse(worker, "device", reason);
        Ok(())
    }
}

/// Writes what a call failed with: the class and the text of an exception, or a limit.
fn write_failure(vm: &mut Vm<'_, '_>, ran: Ran, text: &mut Text<'_>) {
    match ran {
        Ran::OutOfMemory => _ = text.raw("the function needs more memory than its heap"),
        Ran::OutOfFuel => _ = text.raw("the function has used up its fuel"),
        Ran::Waiting => _ = text.raw("the function waits for something that devices do not have"),
        _ => {
            if let Some(exception) = vm.exception() {
                text.raw(exception.class_name());
            }
            let mut space = [0; SENTENCE_BYTES_MAX];
            let mut sentence = Sentence(Text::new(&mut space));
            let _ = vm.exception_text(&mut sentence);
            if !sentence.0.is_empty() {
                text.raw(": ").bytes(sentence.0.as_bytes());
            }
        }
    }
}

fn is_out_of_memory(vm: &Vm<'_, '_>, ran: Ran) -> bool {
    let raised = vm.exception();
    ran == Ran::OutOfMemory || raised.is_some_and(|raised| raised.class_name() == "MemoryError")
}

/// Keeps the beginning of a text that may be longer.
struct Sentence<'b>(Text<'b>);

impl Sink for Sentence<'_> {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Full> {
        self.0.bytes(bytes);
        Ok(())
    }
}

const fn limits(fuel: u64) -> Limits {
    Limits {
        fuel,
        depth_max: DEPTH_MAX,
    }
}

/// Instructions between two looks, where the board counts them.
pub(crate) fn since(before: Option<u64>, after: Option<u64>) -> u64 {
    match (before, after) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => 0,
    }
}
