//! Text without objects: algorithms over bytes that know nothing of the VM's values or heap.

pub mod sink;
