//! The engine over stores that live, fill up and die.

mod calls;
mod crash;
mod events;
mod fronts;
mod repairs;
mod support;
