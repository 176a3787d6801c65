//! The IoTPy virtual machine.
#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

pub mod catalog;
pub mod opcode;
pub mod package;
pub mod symbol;
