//! The kinds of executors.

/// What runs a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum ExecutorKind {
    /// The IoTPy machine, in the process of the server.
    IotPy = 1,
    /// A CPython process from a pool.
    Process = 2,
    /// A container for the function.
    Container = 3,
}

impl ExecutorKind {
    /// The kind that a stored byte stands for.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::IotPy, Self::Process, Self::Container]
            .into_iter()
            .find(|kind| *kind as u8 == code)
    }

    /// A word for people: `iotpy`, `process` or `container`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::IotPy => "iotpy",
            Self::Process => "process",
            Self::Container => "container",
        }
    }
}
