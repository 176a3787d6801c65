//! Placements that have made up their mind.

use super::{Observation, Place, Placement, Task};

/// Always here.
#[derive(Debug, Clone, Copy, Default)]
pub struct Local;

/// Always there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Remote;

impl Placement for Local {
    fn choose(&mut self, _task: &Task) -> Place {
        Place::Local
    }

    fn observe(&mut self, _task: &Task, _place: Place, _observation: Observation) {}
}

impl Placement for Remote {
    fn choose(&mut self, _task: &Task) -> Place {
        Place::Remote
    }

    fn observe(&mut self, _task: &Task, _place: Place, _observation: Observation) {}
}
