//! Who makes machine code, for all packages, and where: in a thread of its own or where it is asked
//! for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use iotpy_core::Program;
use iotpy_core::package::Package;

use crate::compile::{Compiled, Compiler};
use crate::profile::Profile;
use crate::translation::{Shared, Translation};

/// Functions that wait for the thread.
const WAITING_MAX: usize = 64;

/// When and where a function is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heating {
    /// Calls of the function, or returns to it, or stretches of a loop that make it hot.
    pub times: u16,
    /// Fuel that a stretch of a loop takes.
    pub stretch: u32,
    /// Instructions that the function is watched for before it is compiled.
    pub watched: u32,
    /// Whether it is compiled in a thread of its own; else its call waits.
    pub in_background: bool,
    /// Whether it is compiled where that makes it no faster: for tests.
    pub at_any_price: bool,
}

impl Default for Heating {
    /// Compiling a function takes about as long as interpreting half a million instructions.
    fn default() -> Heating {
        Heating {
            times: 500,
            stretch: 200,
            watched: 2_000,
            in_background: true,
            at_any_price: false,
        }
    }
}

/// Makes machine code for packages, within a bound for all of them.
#[derive(Clone)]
pub struct Translator {
    office: Arc<Office>,
}

/// What all clones of a translator share.
struct Office {
    heating: Heating,
    bytes_max: usize,
    /// Bytes of the machine code that there is.
    bytes: AtomicUsize,
    /// Made at the first use; none if this processor is none that code can be made for.
    compiler: Mutex<Option<Option<Compiler>>>,
    /// What the thread is sent, which ends with it.
    thread: Mutex<Option<SyncSender<Job>>>,
}

/// A function that is to be compiled.
pub(crate) struct Job {
    pub(crate) of: Arc<Shared>,
    pub(crate) profile: Profile,
}

impl Translator {
    /// At most so many bytes of machine code at a time; functions that are hot when there is no
    /// more room are interpreted.
    pub fn new(heating: Heating, bytes_max: usize) -> Translator {
        Translator {
            office: Arc::new(Office {
                heating,
                bytes_max,
                bytes: AtomicUsize::new(0),
                compiler: Mutex::default(),
                thread: Mutex::default(),
            }),
        }
    }

    /// Bytes of machine code that there is, in whole pages.
    pub fn code_bytes(&self) -> usize {
        self.office.bytes.load(Ordering::Relaxed)
    }

    /// No machine code yet for a package; what is called often gets some.
    pub fn translate(&self, program: &Program<'_>) -> Translation {
        Translation::new(self.clone(), &program.package())
    }

    pub(crate) fn heating(&self) -> &Heating {
        &self.office.heating
    }

    pub(crate) fn is_full(&self) -> bool {
        self.code_bytes() >= self.office.bytes_max
    }

    pub(crate) fn take_room(&self, bytes: usize) {
        self.office.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(crate) fn give_room(&self, bytes: usize) {
        self.office.bytes.fetch_sub(bytes, Ordering::Relaxed);
    }

    /// Compiles a function, for what it worked on while it was watched. None if it cannot be or
    /// would not become faster.
    pub(crate) fn compile(&self, package: &Package<'_>, profile: &Profile) -> Option<Compiled> {
        let compiler = self.office.compiler.lock();
        let mut compiler = compiler.unwrap_or_else(PoisonError::into_inner);
        let made = compiler.get_or_insert_with(Compiler::new).as_mut()?;
        let at_any_price = self.heating().at_any_price;
        let compile = || made.compile(package, profile, at_any_price);
        match catch_unwind(AssertUnwindSafe(compile)) {
            Ok(compiled) => compiled,
            Err(_) => {
                // A function that cannot be compiled is interpreted; the next one begins anew.
                *compiler = None;
                None
            }
        }
    }

    /// Hands a function to the thread, which compiles it when it comes to it; gives it back if too
    /// many wait or there is no thread to be had.
    pub(crate) fn send(&self, job: Job) -> Result<(), Job> {
        let thread = &self.office.thread;
        let mut thread = thread.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = match &mut *thread {
            Some(sender) => sender,
            none => {
                let (sender, receiver) = sync_channel(WAITING_MAX);
                let builder = thread::Builder::new().name("machine code".to_owned());
                if builder.spawn(move || work(&receiver)).is_err() {
                    return Err(job);
                }
                none.insert(sender)
            }
        };
        sender.try_send(job).map_err(|error| match error {
            TrySendError::Full(job) | TrySendError::Disconnected(job) => job,
        })
    }
}

/// Compiles what is sent, as long as there is who sends.
fn work(jobs: &Receiver<Job>) {
    while let Ok(Job { of, profile }) = jobs.recv() {
        of.compile_copy(profile);
    }
}
