//! What a call may use.

/// The bounds of a call. The bound on memory is the size of the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Fuel: about one unit for each instruction of a loop or call, and for each element or eight
    /// bytes that a builtin handles.
    pub fuel: u64,
    /// Python frames on the stack; one more is a RecursionError, as CPython's limit of 1,000.
    pub depth_max: u32,
}

impl Default for Limits {
    /// A billion units and CPython's depth.
    fn default() -> Limits {
        Limits {
            fuel: 1_000_000_000,
            depth_max: 1_000,
        }
    }
}
