//! The commands.

pub mod check;
pub mod compile;
pub mod deploy;
pub mod device;
pub mod disasm;
pub mod event;
pub mod invoke;
pub mod log;
pub mod logs;
pub mod run;
