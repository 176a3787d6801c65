//! One instruction at a time, for profilers. The loop of [`Vm::run`] knows nothing of it.

use super::{Outcome, Vm};
use crate::host::Host;

impl Vm<'_, '_> {
    /// As [`Vm::run`] with all the fuel that is left, but pauses after one instruction.
    pub fn step(&mut self, host: &mut dyn Host) -> Outcome {
        self.advance(u64::MAX, |vm| vm.execute_one(host))
    }

    /// The index, among the words of the package's code, of the instruction that runs next.
    pub fn word_index(&self) -> usize {
        self.pc
    }

    /// Bytes of objects that the calls of this VM have made since it was opened, the size of what
    /// is left of those from before included: only the growth of it means something.
    pub fn allocated_bytes(&self) -> u64 {
        8 * (self.heap.top as u64 + self.collected)
    }
}
