//! The device image: the IoTPy VM on a microcontroller.
//!
//! The image holds compiled handlers in flash, verifies them on the device and runs each in an
//! arena of its own. What a handler asks of the device goes to a [`board::Board`]; which board that
//! is, is a feature. The image `device` is the whole application, with logs in flash and a network;
//! in the others samples are part of the image.
//!
//! | feature | default | board |
//! |---|---|---|
//! | `lm3s6965evb` | yes | TI LM3S6965: 64 KB RAM, 256 KB flash, Cortex-M3 (QEMU `lm3s6965evb`) |
//! | `mps2-an385` | no | Arm MPS2 with AN385: 4 MB + 4 MB, Cortex-M3 (QEMU `mps2-an385`) |
//! | `riscv-virt` | no | a `riscv32imc` processor, that of the ESP32-C3, in QEMU's `virt`; the image `device` alone |
//!
//! | image | what it is for |
//! |---|---|
//! | `device` | the device's application, for `nanolambda device run` |
//! | `nanolambda-device` | the light and the maintenance handler, each with scripted samples |
//! | `embedding` | the smallest firmware around the VM: `docs/embedding.md` |
//! | `resume` | a call that began elsewhere goes on here, and may move on |
//! | `frames` | says a message of each level and panics, for the tests of whoever reads it |
//! | `measure` | instruction counts under `qemu-system-arm -icount shift=0` |
#![no_std]

pub mod app_board;
pub mod board;
#[cfg_attr(target_arch = "riscv32", path = "clock_mtime.rs")]
pub mod clock;
pub mod console;
#[cfg(target_arch = "arm")]
pub mod device_host;
pub mod file;
pub mod frames;
#[cfg(target_arch = "arm")]
pub mod handler;
pub mod host_file;
pub mod net;
mod once;
pub mod panic;
mod semihosting;
pub mod settings;
pub mod stack;
#[cfg_attr(target_arch = "riscv32", path = "uart_polled.rs")]
pub mod uart;

pub use once::Once;
