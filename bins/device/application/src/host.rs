//! What a function finds outside: the pins, the clock and the console of the board.

use embedded_hal::digital::{OutputPin as _, PinState, StatefulOutputPin as _};
use iotpy_core::catalog::Exception;
use iotpy_core::{Argument, Host, Reply, Stream};

use crate::board::Board;
use crate::event::Event;
use crate::text::Text;

/// Bytes of a line that a function prints; longer ones come in pieces.
const PRINTED_BYTES_MAX: usize = 128;
/// Pins whose changes wait to be told.
const PINS_MAX: usize = 8;

/// Something that the edge does for functions.
#[derive(Debug)]
pub struct Operation {
    /// The service's name in boto3.
    pub service: &'static str,
    /// The operation's name in AWS.
    pub name: &'static str,
    /// The names of its two parameters; the second may be empty.
    parameters: [&'static str; 2],
}

const OPERATIONS: [Operation; 4] = [
    Operation {
        service: "s3",
        name: "PutObject",
        parameters: ["Bucket", "Key"],
    },
    Operation {
        service: "s3",
        name: "GetObject",
        parameters: ["Bucket", "Key"],
    },
    Operation {
        service: "s3",
        name: "DeleteObject",
        parameters: ["Bucket", "Key"],
    },
    Operation {
        service: "lambda",
        name: "Invoke",
        parameters: ["FunctionName", "InvocationType"],
    },
];

/// A request of a function: its JSON parameters, a line break and its body are in the scratch
/// space.
#[derive(Clone, Copy, Debug)]
pub struct Asking {
    /// What is asked for.
    pub operation: &'static Operation,
    /// Bytes of the scratch space.
    pub bytes: usize,
}

/// The outside of one run.
pub struct BoardHost<'b, B: Board> {
    board: &'b mut B,
    scratch: &'b mut [u8],
    /// What the function waits for.
    pub asking: Option<Asking>,
    printed: [u8; PRINTED_BYTES_MAX],
    printed_bytes: usize,
    /// Pins that were set and not yet told of: a function is not to wait for the console.
    set: heapless::Vec<(u8, bool), PINS_MAX>,
}

impl<'b, B: Board> BoardHost<'b, B> {
    /// The outside on this board. A request goes into the scratch space.
    pub fn new(board: &'b mut B, scratch: &'b mut [u8]) -> Self {
        Self {
            board,
            scratch,
            asking: None,
            printed: [0; PRINTED_BYTES_MAX],
            printed_bytes: 0,
            set: heapless::Vec::new(),
        }
    }

    /// How many instructions the processor has executed, where the board can tell.
    pub fn instructions(&mut self) -> Option<u64> {
        self.board.instructions()
    }

    /// Reports what was set and printed and not yet reported.
    pub fn flush(&mut self) {
        for (number, is_high) in &self.set {
            let (number, is_high) = (*number, *is_high);
            self.board.tell(&Event::Pin { number, is_high });
        }
        self.set.clear();
        let text = self.printed.get(..self.printed_bytes).unwrap_or_default();
        if !text.is_empty() {
            self.board.tell(&Event::Log { text });
        }
        self.printed_bytes = 0;
    }

    fn set_pin(&mut self, number: i64, state: PinState) -> Reply<'static> {
        let Ok(number) = u8::try_from(number) else {
            return no_such_pin();
        };
        if !drive(self.board, number, state) {
            return no_such_pin();
        }
        if self.set.is_full() {
            self.flush();
        }
        // There is room now.
        let _ = self.set.push((number, state == PinState::High));
        Reply::None
    }

    fn pin(&mut self, number: i64) -> Reply<'static> {
        let pin = u8::try_from(number)
            .ok()
            .and_then(|number| self.board.output(number));
        match pin.map(|pin| pin.is_set_high()) {
            Some(Ok(high)) => Reply::Int(high.into()),
            _ => no_such_pin(),
        }
    }

    /// `aws.request(operation, first, second, body)`: what a device's `boto3` makes of its calls.
    fn request(&mut self, arguments: &[Argument<'_>]) -> Reply<'static> {
        let &[
            Argument::Str(name),
            Argument::Str(first),
            Argument::Str(second),
            body,
        ] = arguments
        else {
            return Reply::Raise(Exception::TypeError, "names are str, and a body is bytes");
        };
        let body = match body {
            Argument::Bytes(bytes) => bytes,
            Argument::None => b"",
            _ => return Reply::Raise(Exception::TypeError, "a body is str or bytes"),
        };
        let mut operations = OPERATIONS.iter();
        let operation = operations.find(|operation| operation.name.as_bytes() == name);
        let Some(operation) = operation else {
            return Reply::Unknown;
        };
        let mut text = Text::new(self.scratch);
        for (name, value) in operation.parameters.iter().zip([first, second]) {
            text.key(name).quoted(value);
        }
        text.raw("}\n").bytes(body);
        if text.is_cut() {
            let sentence = "the request is longer than a device sends";
            return Reply::Raise(Exception::ValueError, sentence);
        }
        let bytes = text.len();
        self.asking = Some(Asking { operation, bytes });
        Reply::Pending
    }

    fn adc(&mut self) -> Reply<'static> {
        let mut counts = [0];
        match self.board.sample(&mut counts) {
            true => Reply::Int(counts[0].into()),
            false => Reply::Raise(Exception::OSError, "the sensor gives nothing now"),
        }
    }
}

/// Drives a pin. Whether the board has it.
fn drive<B: Board>(board: &mut B, number: u8, state: PinState) -> bool {
    let driven = board.output(number).map(|pin| pin.set_state(state));
    matches!(driven, Some(Ok(())))
}

/// Drives a pin and reports it. Whether the board has it.
pub fn set_pin<B: Board>(board: &mut B, number: u8, state: PinState) -> bool {
    if !drive(board, number, state) {
        return false;
    }
    let is_high = state == PinState::High;
    board.tell(&Event::Pin { number, is_high });
    true
}

fn no_such_pin() -> Reply<'static> {
    Reply::Raise(Exception::ValueError, "this board has no such output pin")
}

impl<B: Board> Host for BoardHost<'_, B> {
    fn write(&mut self, _stream: Stream, text: &[u8]) {
        for byte in text {
            if *byte == b'\n' || self.printed_bytes == self.printed.len() {
                self.flush();
            }
            if *byte != b'\n' {
                self.printed[self.printed_bytes] = *byte;
                self.printed_bytes += 1;
            }
        }
    }

    /// A device has no way to learn the date yet: its time starts in 1970.
    fn unix_time_ns(&mut self) -> u64 {
        self.monotonic_ns()
    }

    fn monotonic_ns(&mut self) -> u64 {
        self.board.now_us().saturating_mul(1_000)
    }

    fn random(&mut self, bytes: &mut [u8]) -> bool {
        self.board.entropy(bytes)
    }

    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        match (name, arguments) {
            ("device.set_pin_high", [Argument::Int(pin)]) => self.set_pin(*pin, PinState::High),
            ("device.set_pin_low", [Argument::Int(pin)]) => self.set_pin(*pin, PinState::Low),
            ("device.get_pin", [Argument::Int(pin)]) => self.pin(*pin),
            ("device.read_adc", [Argument::Int(_)]) => self.adc(),
            ("aws.request", arguments) => self.request(arguments),
            ("device.set_pin_high" | "device.set_pin_low" | "device.get_pin", _)
            | ("device.read_adc", _) => {
                Reply::Raise(Exception::TypeError, "a pin is given by its number")
            }
            _ => Reply::Unknown,
        }
    }
}
