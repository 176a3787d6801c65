//! The state of a machine between two calls, from which further machines of its program begin. It
//! is the low part of the arena and no more: nothing is on the stack, and nothing in it depends on
//! where the arena is or on where it ends. It is for memory; what goes elsewhere is a snapshot.

use super::{ARENA_CELLS_MIN, ArenaError, MAGIC, Vm, status};
use crate::heap::{RESERVE_CELLS, STATE_CELLS, slot, stack_end};
use crate::verify::Program;

impl<'p, 'a> Vm<'p, 'a> {
    /// The cells that a machine needs to go on from here, for [`Vm::start_from`]; 8 bytes each.
    ///
    /// After [`Vm::finish_boot`] that is what the module has made, and nothing else.
    ///
    /// # Errors
    /// [`ArenaError::Busy`] in the middle of a call.
    pub fn idle_state(&self) -> Result<&[u64], ArenaError> {
        let is_idle =
            self.heap.cells[slot::STATUS] == status::IDLE && self.heap.sp == self.heap.stack_end();
        match is_idle {
            true => Ok(&self.heap.cells[..self.heap.top]),
            false => Err(ArenaError::Busy),
        }
    }

    /// A machine in `arena` with the [idle state](Vm::idle_state) of another one of this program.
    /// It does what that one would have done, with the same seed of hashing; its memory ends with
    /// its own arena.
    ///
    /// As with [`Vm::attach`], the state must come from a machine of this program: its objects are
    /// not looked at. Another one cannot reach beyond the arena.
    ///
    /// # Errors
    /// [`ArenaError::NotAVm`] if that is no idle state, [`ArenaError::TooSmall`] if the state and a
    /// frame do not fit. The arena then holds what it held before.
    pub fn start_from(
        program: &Program<'p>,
        arena: &'a mut [u64],
        state: &[u64],
    ) -> Result<Vm<'p, 'a>, ArenaError> {
        let package = program.package();
        let globals = package.counts().globals as usize + package.counts().modules as usize;
        let holds = |at: usize, number: u64| state.get(at) == Some(&number);
        let is_sound = state.len() >= STATE_CELLS + globals
            && holds(slot::MAGIC, MAGIC)
            && holds(slot::STATUS, status::IDLE)
            && holds(slot::START, (STATE_CELLS + globals) as u64)
            && holds(slot::TOP, state.len() as u64);
        if !is_sound {
            return Err(ArenaError::NotAVm);
        }
        let cells = arena.len().min(u32::MAX as usize / 2);
        let end = stack_end(cells);
        let needed = state.len().saturating_add(RESERVE_CELLS);
        let needed = needed.max(ARENA_CELLS_MIN);
        if end < needed {
            let needed = needed.saturating_add(cells - end);
            return Err(ArenaError::TooSmall { cells, needed });
        }
        let arena = &mut arena[..cells];
        arena[..state.len()].copy_from_slice(state);
        arena[slot::SP] = end as u64;
        arena[slot::BASE] = 0;
        Ok(Vm::open(package, arena))
    }
}
