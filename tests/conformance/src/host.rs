//! What every [`Host`] must do.

use iotpy_core::{Argument, Host, Reply, Stream};

/// Makes the host that is tested.
pub trait Fixture {
    /// The host.
    type Host: Host;

    /// A fresh host.
    fn host(&mut self) -> Self::Host;

    /// What has come through [`Host::write`] of a host, which is dropped then. None from a host
    /// that keeps no text.
    fn written(&mut self, host: Self::Host, stream: Stream) -> Option<Vec<u8>>;

    /// The names of the functions that the host has, each "module.function". Whatever they are
    /// called with must be harmless here.
    fn functions(&self) -> &[&'static str];
}

/// Tests the promises of every host of a [`Vm`](iotpy_core::Vm).
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! host_basic {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::host,
            $fixture,
            [
                text_arrives_whole_and_in_order,
                text_need_not_be_unicode,
                the_monotonic_clock_never_goes_back,
                the_wall_clock_does_not_jump,
                random_bytes_are_others_each_time_or_refused,
                a_function_that_is_not_there_is_unknown,
                functions_take_whatever_a_program_passes,
            ]
        );
    };
}

/// Calls of a clock.
const READINGS: usize = 1_000;
/// A minute: no test takes longer between two readings.
const JUMP_NS: u64 = 60_000_000_000;

/// What is written in parts is what the parts are together, for each stream.
pub fn text_arrives_whole_and_in_order(fixture: &mut impl Fixture) {
    let long = "0123456789".repeat(500);
    for stream in [Stream::Output, Stream::Error] {
        let mut host = fixture.host();
        for part in ["", "a", "\n", "tail of a line", &long, "\n"] {
            host.write(stream, part.as_bytes());
        }
        let Some(written) = fixture.written(host, stream) else {
            continue;
        };
        let expected = format!("a\ntail of a line{long}\n");
        assert_eq!(String::from_utf8_lossy(&written), expected, "{stream:?}");
    }
}

/// A program may print lone surrogates, which a str holds in three bytes each.
pub fn text_need_not_be_unicode(fixture: &mut impl Fixture) {
    let mut host = fixture.host();
    host.write(Stream::Output, b"\xed\xa0\x80\xff");
    host.write(Stream::Output, b"\nafter\n");
    if let Some(written) = fixture.written(host, Stream::Output) {
        assert!(written.ends_with(b"\nafter\n"), "{written:?}");
    }
}

/// `time.monotonic()` and what is measured by it never go back.
pub fn the_monotonic_clock_never_goes_back(fixture: &mut impl Fixture) {
    let mut host = fixture.host();
    let mut before = host.monotonic_ns();
    for _ in 0..READINGS {
        let now = host.monotonic_ns();
        assert!(now >= before, "{now} comes after {before}");
        before = now;
    }
}

/// `time.time()` is a clock: readings that follow one another are close together.
pub fn the_wall_clock_does_not_jump(fixture: &mut impl Fixture) {
    let mut host = fixture.host();
    let before = host.unix_time_ns();
    let after = host.unix_time_ns();
    assert!(after.abs_diff(before) < JUMP_NS, "{before}, then {after}");
}

/// A host has secret random bytes, or says that it has none; it never gives the same ones again.
pub fn random_bytes_are_others_each_time_or_refused(fixture: &mut impl Fixture) {
    let mut host = fixture.host();
    host.random(&mut []);
    let mut drawn = [[0; 32]; 3];
    if drawn.iter_mut().all(|bytes| host.random(bytes)) {
        assert_ne!(drawn[0], drawn[1]);
        assert_ne!(drawn[1], drawn[2]);
        assert_ne!(drawn[0], [0; 32]);
    }
}

/// A name that the host does not know is answered, so that the program gets an exception.
pub fn a_function_that_is_not_there_is_unknown(fixture: &mut impl Fixture) {
    let mut host = fixture.host();
    let long = "m".repeat(1_000);
    for name in ["", ".", "no_such_module.no_such_function", "device", &long] {
        for arguments in [&[][..], &[Argument::Int(1)], &[Argument::Other]] {
            assert_eq!(host.call(name, arguments), Reply::Unknown, "{name:?}");
        }
    }
}

/// A program passes what it likes: the host answers with a value or an exception, and is still
/// there afterwards.
pub fn functions_take_whatever_a_program_passes(fixture: &mut impl Fixture) {
    let values = [
        Argument::None,
        Argument::Bool(true),
        Argument::Int(i64::MIN),
        Argument::Int(i64::MAX),
        Argument::Int(-1),
        Argument::Float(f64::NAN),
        Argument::Float(f64::NEG_INFINITY),
        Argument::Str(b""),
        Argument::Str(b"\xed\xa0\x80"),
        Argument::Bytes(&[0; 300]),
        Argument::Other,
    ];
    let names = fixture.functions().to_vec();
    let mut host = fixture.host();
    for name in names {
        for value in values {
            for count in [0, 1, 2, 8] {
                let arguments = vec![value; count];
                std::hint::black_box(host.call(name, &arguments));
            }
        }
        assert_eq!(host.call("no_such_module.f", &[]), Reply::Unknown, "{name}");
    }
}
