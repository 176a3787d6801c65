//! The IoTPy virtual machine.
#![no_std]

#[cfg(test)]
extern crate std;

pub mod number;
pub mod text;
