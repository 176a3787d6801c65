//! The machine code of a package, and when it is made.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use iotpy_core::Program;
use iotpy_core::native::{Machine, Native, Step, Went, mark};
use iotpy_core::package::Package;

use crate::code::{Entries, Entry, Left};
use crate::heat::Heat;
use crate::profile::Profile;
use crate::translator::{Job, Translator};

/// Guards of one instruction that fail before its function is compiled anew.
const GUARDS_MAX: u32 = 12;
/// How often a function is compiled, and how many instructions of it all in all: the time grows
/// faster than the length.
const ATTEMPTS_MAX: u32 = 10;
const WORDS_MAX: u32 = 10_000;
/// Machine code of one package, in bytes.
const CODE_BYTES_MAX: usize = 4 << 20;

/// Machine code for a package, for all machines that run it.
pub struct Translation(Arc<Shared>);

/// What a translation shares with the thread that compiles.
pub(crate) struct Shared {
    of: Translator,
    /// Of the package.
    checksum: u32,
    /// Made when the first function is hot: most never are.
    entries: OnceLock<Entries>,
    /// The package's image, for the thread.
    image: OnceLock<Box<[u8]>>,
    heat: Heat,
    /// Whether a function is watched before it is compiled.
    is_watching: AtomicBool,
    made: Mutex<Made>,
}

#[derive(Default)]
struct Made {
    functions: BTreeMap<u16, Attempts>,
    /// The function that is watched.
    watched: Option<Profile>,
    bytes: usize,
}

/// What was learnt of a function.
#[derive(Default)]
struct Attempts {
    count: u32,
    /// None while it is watched or compiled, or if it is not to be compiled again.
    profile: Option<Profile>,
    /// Guards that have failed, by instruction.
    failed: BTreeMap<usize, u32>,
}

impl Translation {
    pub(crate) fn new(of: Translator, package: &Package<'_>) -> Translation {
        Translation(Arc::new(Shared {
            heat: Heat::new(of.heating().times),
            of,
            checksum: package.checksum(),
            entries: OnceLock::new(),
            image: OnceLock::new(),
            is_watching: AtomicBool::new(false),
            made: Mutex::default(),
        }))
    }

    /// Bytes of machine code so far, in whole pages.
    pub fn code_bytes(&self) -> usize {
        self.0.made().bytes
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let bytes = self.made().bytes;
        self.of.give_room(bytes);
    }
}

impl Shared {
    fn made(&self) -> MutexGuard<'_, Made> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn marks(&self) -> &[AtomicU8] {
        self.entries.get().map_or(&[], Entries::marks)
    }

    fn mark(&self, pc: usize) -> Option<u8> {
        self.marks()
            .get(pc)
            .map(|mark| mark.load(Ordering::Relaxed))
    }

    fn is_watching(&self) -> bool {
        self.is_watching.load(Ordering::Relaxed)
    }

    /// The fuel down to which a frame is interpreted for which there is no machine code now.
    fn pause(&self, machine: &mut Machine<'_, '_>) -> i64 {
        match self.mark(machine.running().pc) {
            Some(mark::REFUSED) => 0,
            _ => machine.running().fuel - i64::from(self.of.heating().stretch),
        }
    }

    /// Whether there is no room for more machine code, of this package or at all.
    fn is_full(&self, bytes: usize) -> bool {
        bytes >= CODE_BYTES_MAX || self.of.is_full()
    }

    /// Counts a visit to an instruction without machine code; it may be time to make some.
    fn heat(&self, machine: &mut Machine<'_, '_>) {
        let pc = machine.running().pc;
        if self.mark(pc) == Some(mark::REFUSED) || !self.heat.count(pc) {
            return;
        }
        // Another thread that watches is not waited for.
        let Ok(mut made) = self.made.try_lock() else {
            return;
        };
        let Some(index) = function_at(machine.package(), pc) else {
            return;
        };
        if made.watched.is_some() || self.is_full(made.bytes) {
            return;
        }
        let watched = self.of.heating().watched;
        made.watched = match made.functions.get_mut(&index) {
            None => Some(Profile::new(machine.package(), index, watched)),
            // This part of it may not have been executed when it was watched before.
            Some(attempts) => {
                let profile = attempts
                    .profile
                    .take_if(|profile| profile.seen(pc).is_none());
                profile.map(|mut profile| {
                    profile.renew(watched / 2);
                    profile
                })
            }
        };
        self.is_watching
            .store(made.watched.is_some(), Ordering::Relaxed);
    }

    /// Compiles what was watched.
    fn compile(&self, profile: Profile, package: &Package<'_>) {
        let index = profile.function();
        let compiled = self.of.compile(package, &profile);
        let function = package.function(index);
        let start = function.code_start as usize;
        let instructions = start..start + function.code_len as usize;
        let entries = self.entries.get_or_init(|| Entries::new(package));
        let mut made = self.made();
        let made = &mut *made;
        let attempts = made.functions.entry(index).or_default();
        attempts.count += 1;
        match compiled {
            Some(compiled) => {
                made.bytes += compiled.code.bytes();
                self.of.take_room(compiled.code.bytes());
                entries.set_bridge(&compiled.bridge);
                for (place, pc) in compiled.entries.into_iter().enumerate() {
                    entries.put(pc, Entry::new(Arc::clone(&compiled.code), place));
                }
                entries.mark(instructions, mark::AMID);
                let may_come_again = attempts.count < ATTEMPTS_MAX
                    && (attempts.count + 1) * function.code_len <= WORDS_MAX;
                attempts.profile = Some(profile).filter(|_| may_come_again);
            }
            None if attempts.count == 1 => entries.mark(instructions, mark::REFUSED),
            // The code that there is does its best.
            None => {}
        }
    }

    /// Compiles what was watched, in the thread for it.
    pub(crate) fn compile_copy(&self, profile: Profile) {
        if let Some(image) = self.image.get() {
            self.compile(profile, &Program::verified_before(image).package());
        }
    }
}

impl Translation {
    /// Executes instructions one by one and notes what they work on, then has the function
    /// compiled.
    fn watch(&self, machine: &mut Machine<'_, '_>) -> Option<Went> {
        let Ok(mut made) = self.0.made.try_lock() else {
            return Some(Went::Interpret(self.0.pause(machine)));
        };
        let profile = made.watched.as_mut()?;
        while profile.goes_on() {
            let pc = profile.note(machine);
            match machine.step() {
                Step::Done => {
                    pc.inspect(|pc| profile.note_result(*pc, machine));
                }
                Step::Switched => {}
                Step::Paused => return Some(Went::Paused),
                Step::General => {
                    pc.inspect(|pc| profile.note_general(*pc));
                    return Some(Went::General);
                }
            }
        }
        self.0.is_watching.store(false, Ordering::Relaxed);
        let profile = made.watched.take()?;
        made.functions.entry(profile.function()).or_default();
        drop(made);
        self.have_compiled(profile, machine.package());
        None
    }

    /// Compiles what was watched, now or in a while.
    fn have_compiled(&self, profile: Profile, package: &Package<'_>) {
        let shared = &self.0;
        if !shared.of.heating().in_background {
            return shared.compile(profile, package);
        }
        shared.image.get_or_init(|| package.image().into());
        let index = profile.function();
        let job = Job {
            of: Arc::clone(shared),
            profile,
        };
        if shared.of.send(job).is_err() {
            // It may become hot again.
            shared.made().functions.remove(&index);
        }
    }

    /// A guard of the next instruction has failed; whether its function is to be watched now.
    fn guard_failed(&self, machine: &mut Machine<'_, '_>) -> bool {
        let pc = machine.running().pc;
        let Some(index) = function_at(machine.package(), pc) else {
            return false;
        };
        let Ok(mut guarded) = self.0.made.try_lock() else {
            return false;
        };
        let made = &mut *guarded;
        let Some(attempts) = made.functions.get_mut(&index) else {
            return false;
        };
        let failed = attempts.failed.entry(pc).or_default();
        *failed += 1;
        if *failed % GUARDS_MAX != 0 || self.0.is_full(made.bytes) {
            return false;
        }
        let Some(profile) = &mut attempts.profile else {
            return false;
        };
        if profile.seen(pc).is_some() {
            profile.correct(machine);
            let profile = attempts.profile.take();
            drop(guarded);
            profile
                .into_iter()
                .for_each(|profile| self.have_compiled(profile, machine.package()));
            return false;
        }
        // It was never executed while the function was watched.
        if made.watched.is_some() {
            return false;
        }
        profile.renew(self.0.of.heating().watched / 2);
        made.watched = attempts.profile.take();
        self.0.is_watching.store(true, Ordering::Relaxed);
        true
    }
}

impl Native for Translation {
    fn marks(&self) -> &[AtomicU8] {
        self.0.marks()
    }

    fn run(&self, machine: &mut Machine<'_, '_>) -> Went {
        let shared = &self.0;
        if machine.package().checksum() != shared.checksum {
            return Went::Interpret(0);
        }
        loop {
            if shared.is_watching()
                && let Some(went) = self.watch(machine)
            {
                return went;
            }
            let entries = shared.entries.get();
            match entries.map_or(Left::Nowhere, |entries| entries.run(machine)) {
                Left::Nowhere => {
                    shared.heat(machine);
                    if !shared.is_watching() {
                        return Went::Interpret(shared.pause(machine));
                    }
                }
                Left::Paused => return Went::Paused,
                Left::General => return Went::General,
                Left::Guard => {
                    if !self.guard_failed(machine) {
                        return Went::Interpret(machine.running().fuel);
                    }
                }
            }
        }
    }
}

/// The function of an instruction.
fn function_at(package: &Package<'_>, pc: usize) -> Option<u16> {
    (0..package.counts().functions).find(|index| {
        let function = package.function(*index);
        let start = function.code_start as usize;
        (start..start + function.code_len as usize).contains(&pc)
    })
}
