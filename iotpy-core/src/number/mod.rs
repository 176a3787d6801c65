//! Numbers without objects: algorithms over limbs and floats that know nothing of the VM's values
//! or heap.
//!
//! | module | what it does |
//! |---|---|
//! | [`bigint`] | integers of any size over a caller's limbs |

pub mod bigint;
