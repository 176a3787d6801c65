//! What the image asks of the board it runs on. One file per board.

#[cfg(feature = "lm3s6965evb")]
mod lm3s6965evb;
#[cfg(feature = "mps2-an385")]
mod mps2_an385;
#[cfg(feature = "riscv-virt")]
mod riscv_virt;

#[cfg(not(any(
    feature = "lm3s6965evb",
    feature = "mps2-an385",
    feature = "riscv-virt"
)))]
compile_error!(
    "choose a board: enable one of the features `lm3s6965evb`, `mps2-an385` and `riscv-virt`"
);
#[cfg(any(
    all(feature = "lm3s6965evb", feature = "mps2-an385"),
    all(feature = "lm3s6965evb", feature = "riscv-virt"),
    all(feature = "mps2-an385", feature = "riscv-virt"),
))]
compile_error!("choose one board: the others go with `--no-default-features`");

#[cfg(feature = "lm3s6965evb")]
pub use lm3s6965evb::Lm3s6965evb as Chosen;
#[cfg(all(feature = "mps2-an385", not(feature = "lm3s6965evb")))]
pub use mps2_an385::Mps2An385 as Chosen;
#[cfg(all(
    feature = "riscv-virt",
    not(any(feature = "lm3s6965evb", feature = "mps2-an385"))
))]
pub use riscv_virt::RiscvVirt as Chosen;

/// There is no such pin on this board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchPin;

/// A microcontroller board: pins, a clock, a console and an end.
pub trait Board {
    /// The board's name, as QEMU calls it.
    const NAME: &'static str;

    /// Nanoseconds of one tick of the timer.
    const TICK_NS: u32;

    /// The number of the interrupt of a byte that has come over the UART.
    const UART_INTERRUPT: u16;

    /// Switches the UART on, and its interrupt of bytes that come.
    fn start_uart();

    /// Writes a byte to the UART. Whether it was taken; else there is no room yet.
    fn write_uart(byte: u8) -> bool;

    /// The byte that has come over the UART, whose interrupt ends with it.
    fn read_uart() -> Option<u8>;

    /// Drives an output pin.
    ///
    /// # Errors
    /// [`NoSuchPin`] if the board has no output of that number.
    fn set_pin(&mut self, pin: i64, high: bool) -> Result<(), NoSuchPin>;

    /// The level of an output pin.
    ///
    /// # Errors
    /// [`NoSuchPin`] if the board has no output of that number.
    fn pin(&mut self, pin: i64) -> Result<bool, NoSuchPin>;
}
