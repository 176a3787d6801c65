//! The outside of a program: the terminal, the clocks and a device that is not there.

use std::io::{ErrorKind, IsTerminal as _, Write as _};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use iotpy_core::catalog::Exception;
use iotpy_core::{Argument, Host, Reply, Stream};
use serde_json::{Map, Value, json};

use crate::context::REQUEST_ID;

const PINS: usize = 64;
/// Output that is kept back until it is written.
const OUT_BYTES_MAX: usize = 8192;

/// The outside of a program.
pub struct Terminal {
    /// What a script prints is its output; what a function prints is its log.
    is_script: bool,
    /// Whether somebody watches: lines are then shown as they come.
    is_watched: bool,
    /// Whether who reads the output has gone away.
    pub is_closed: bool,
    out: Vec<u8>,
    started: Instant,
    pins: [bool; PINS],
    /// How long the program wants to sleep, after [`Reply::Pending`].
    pub sleep: Duration,
    /// `sys.argv`, as JSON.
    arguments: String,
    /// `os.environ`, as JSON.
    environment: String,
}

impl Terminal {
    /// Of a script with its name and arguments, or of a function without.
    pub fn new(script: Option<&[String]>) -> Self {
        // What is not text cannot be a str.
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .map(|(name, value)| (name, Value::String(value)));
        Self {
            is_script: script.is_some(),
            is_watched: std::io::stdout().is_terminal(),
            is_closed: false,
            out: Vec::new(),
            started: Instant::now(),
            pins: [false; PINS],
            sleep: Duration::ZERO,
            arguments: json!(script.unwrap_or(&[])).to_string(),
            environment: Value::Object(variables.collect::<Map<_, _>>()).to_string(),
        }
    }

    /// Writes out what was printed. A pipe that was closed wants no more.
    pub fn flush(&mut self) {
        if self.out.is_empty() {
            return;
        }
        let written = match self.is_script {
            true => {
                let mut out = std::io::stdout().lock();
                out.write_all(&self.out).and_then(|()| out.flush())
            }
            false => std::io::stderr().write_all(&self.out),
        };
        self.is_closed |= written.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe);
        self.out.clear();
    }

    fn device(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'static> {
        let &[Argument::Int(number)] = arguments else {
            return Reply::Raise(Exception::TypeError, "a pin is given by its number");
        };
        let pin = usize::try_from(number)
            .ok()
            .and_then(|at| self.pins.get_mut(at));
        let Some(pin) = pin else {
            return Reply::Raise(Exception::ValueError, "there are only the pins 0 to 63");
        };
        match name {
            "set_pin_high" => *pin = true,
            "set_pin_low" => *pin = false,
            "get_pin" => return Reply::Int(i64::from(*pin)),
            "read_adc" => return Reply::Int(0),
            _ => return Reply::Unknown,
        }
        Reply::None
    }

    fn sleep(&mut self, arguments: &[Argument<'_>]) -> Reply<'static> {
        let seconds = match arguments {
            [Argument::Int(seconds)] => *seconds as f64,
            [Argument::Float(seconds)] => *seconds,
            [Argument::Bool(flag)] => f64::from(u8::from(*flag)),
            _ => return Reply::Raise(Exception::TypeError, "time.sleep() takes one number"),
        };
        match Duration::try_from_secs_f64(seconds) {
            Ok(duration) => {
                self.sleep = duration;
                Reply::Pending
            }
            Err(_) => Reply::Raise(Exception::OverflowError, "timestamp too large to convert"),
        }
    }
}

impl Host for Terminal {
    fn write(&mut self, stream: Stream, text: &[u8]) {
        if stream == Stream::Error {
            self.flush();
            // There is nobody left to complain to.
            drop(std::io::stderr().write_all(text));
            return;
        }
        self.out.extend_from_slice(text);
        let is_line = self.is_watched && text.contains(&b'\n');
        if self.out.len() > OUT_BYTES_MAX || is_line {
            self.flush();
        }
    }

    fn unix_time_ns(&mut self) -> u64 {
        let time = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
    }

    fn monotonic_ns(&mut self) -> u64 {
        u64::try_from(self.started.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    fn random(&mut self, bytes: &mut [u8]) -> bool {
        getrandom::fill(bytes).is_ok()
    }

    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Reply<'_> {
        match name.split_once('.') {
            Some(("device", function)) => self.device(function, arguments),
            Some(("time", "sleep")) => self.sleep(arguments),
            Some(("_host", "argv")) => Reply::Str(&self.arguments),
            Some(("_host", "environ")) => Reply::Str(&self.environment),
            Some(("_host", "request_id")) if !self.is_script => Reply::Str(REQUEST_ID),
            _ => Reply::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use iotpy_core::Stream;
    use nanolambda_conformance::{host, host_basic};

    use super::Terminal;

    /// Its text goes to the streams of the process, where a test does not see it.
    struct Script;

    impl host::Fixture for Script {
        type Host = Terminal;

        fn host(&mut self) -> Terminal {
            Terminal::new(Some(&[]))
        }

        fn written(&mut self, _host: Terminal, _stream: Stream) -> Option<Vec<u8>> {
            None
        }

        fn functions(&self) -> &[&'static str] {
            &[
                "device.set_pin_high",
                "device.set_pin_low",
                "device.get_pin",
                "device.read_adc",
                "time.sleep",
                "_host.argv",
                "_host.environ",
            ]
        }
    }

    host_basic!(Script);
}
