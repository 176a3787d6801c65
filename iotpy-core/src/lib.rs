//! The IoTPy virtual machine.
