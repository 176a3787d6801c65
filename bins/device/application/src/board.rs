//! What the application asks of the board it runs on.

use embedded_hal::digital::StatefulOutputPin;

use crate::event::Event;

/// A microcontroller board: time, a sensor, pins, entropy and a console.
///
/// The flash and the network are no part of it: they are used while the board is, so they are
/// handed over beside it, as a [`woof_log::Medium`] (any `embedded-storage` NOR flash is one, by
/// [`woof_log::Nor`]) and a [`faas_runtime::transport::Transport`]. Pins are those of embedded-hal,
/// so that every HAL has them; embedded-hal 1.0 has no trait for an ADC, so
/// [`sample`](Self::sample) stands in for it.
pub trait Board {
    /// The board's name, as `nanolambda device run --board` takes it.
    const NAME: &'static str;

    /// An output pin that knows its level.
    type Pin: StatefulOutputPin;

    /// Microseconds since the start; it never goes back.
    fn now_us(&mut self) -> u64;

    /// Reads the sensor into all `channels`; false if it gives nothing now.
    fn sample(&mut self, channels: &mut [i32]) -> bool;

    /// The output pin of this number, if the board has one.
    fn output(&mut self, number: u8) -> Option<&mut Self::Pin>;

    /// Fills `bytes` with random ones; false if the board has none.
    fn entropy(&mut self, bytes: &mut [u8]) -> bool;

    /// Takes what has happened, for whoever watches the board.
    fn tell(&mut self, event: &Event<'_>);

    /// Rests until this moment, or until something has happened on the network.
    fn wait(&mut self, until_us: u64);

    /// How many instructions the processor has executed, where it can tell.
    fn instructions(&mut self) -> Option<u64> {
        None
    }

    /// Whether the application is to come to its end, as the simulated one does after a while.
    fn is_ending(&mut self) -> bool {
        false
    }
}
