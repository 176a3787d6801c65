//! What every [`Transport`] must do.

use faas_runtime::transport::{Transport, TransportError};

/// Makes the two ends that are tested.
pub trait Fixture {
    /// One end.
    type Left: Transport;
    /// The other end.
    type Right: Transport;

    /// A fresh link with room for at least 4 frames of up to 64 bytes in each direction.
    fn link(&mut self) -> (Self::Left, Self::Right);
}

/// Tests the promises of every transport. A link that may lose frames is tested with its losses
/// off.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! transport_basic {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::transport,
            $fixture,
            [
                a_frame_arrives_whole_at_the_other_end_only,
                frames_keep_their_bounds,
                both_directions_are_independent,
                the_longest_frame_passes_and_a_longer_one_is_refused,
                a_short_buffer_leaves_the_frame_for_the_next_call,
                a_full_link_says_so_and_goes_on_when_there_is_room,
            ]
        );
    };
}

/// Receives until a frame is there; links may need a moment, and `recv` never waits.
#[track_caller]
fn receive(end: &mut impl Transport) -> Vec<u8> {
    let mut frame = vec![0; end.mtu()];
    for _ in 0..1_000_000 {
        if let Some(length) = end.recv(&mut frame).expect("the link works") {
            frame.truncate(length);
            return frame;
        }
        std::thread::yield_now();
    }
    panic!("no frame has arrived");
}

/// What is sent at one end is received once at the other.
pub fn a_frame_arrives_whole_at_the_other_end_only(fixture: &mut impl Fixture) {
    let (mut left, mut right) = fixture.link();
    left.send(b"hello").expect("there is room");
    assert_eq!(receive(&mut right), b"hello");
    let mut frame = [0; 64];
    assert_eq!(right.recv(&mut frame), Ok(None));
    assert_eq!(left.recv(&mut frame), Ok(None));
}

/// Frames are neither joined nor cut, and an empty one is a frame.
pub fn frames_keep_their_bounds(fixture: &mut impl Fixture) {
    let (mut left, mut right) = fixture.link();
    for frame in [&b"a"[..], b"", b"bc"] {
        left.send(frame).expect("there is room");
    }
    let mut arrived: Vec<_> = (0..3).map(|_| receive(&mut right)).collect();
    arrived.sort();
    assert_eq!(arrived, [&b""[..], b"a", b"bc"]);
}

/// Sending in one direction does not depend on the other.
pub fn both_directions_are_independent(fixture: &mut impl Fixture) {
    let (mut left, mut right) = fixture.link();
    left.send(b"there").expect("there is room");
    right.send(b"back").expect("there is room");
    assert_eq!(receive(&mut left), b"back");
    assert_eq!(receive(&mut right), b"there");
}

/// The limit is exact, and the error names it.
pub fn the_longest_frame_passes_and_a_longer_one_is_refused(fixture: &mut impl Fixture) {
    let (mut left, mut right) = fixture.link();
    let mtu_bytes = left.mtu();
    let longest: Vec<_> = (0..mtu_bytes).map(|at| at as u8).collect();
    left.send(&longest).expect("it is not too long");
    assert_eq!(receive(&mut right), longest);
    let length_bytes = mtu_bytes + 1;
    let refused = left.send(&vec![0; length_bytes]);
    assert_eq!(
        refused,
        Err(TransportError::TooLong {
            length_bytes,
            mtu_bytes
        })
    );
}

/// A buffer that is too short loses nothing.
pub fn a_short_buffer_leaves_the_frame_for_the_next_call(fixture: &mut impl Fixture) {
    let (mut left, mut right) = fixture.link();
    left.send(b"first").expect("there is room");
    left.send(b"second").expect("there is room");
    assert_eq!(receive(&mut right), b"first");
    let refused = right.recv(&mut [0; 5]);
    let expected = TransportError::BufferTooShort {
        length_bytes: 6,
        buffer_bytes: 5,
    };
    assert_eq!(refused, Err(expected));
    assert_eq!(receive(&mut right), b"second");
}

/// A link has bounds; meeting one loses nothing that was taken.
pub fn a_full_link_says_so_and_goes_on_when_there_is_room(fixture: &mut impl Fixture) {
    let (mut left, mut right) = fixture.link();
    let mut taken = 0_u32;
    let refused = loop {
        match left.send(&taken.to_le_bytes()) {
            Ok(()) => taken += 1,
            Err(error) => break error,
        }
        assert!(taken < 1_000_000, "every link is bounded");
    };
    assert_eq!(refused, TransportError::Full);
    assert!(taken >= 4);
    for number in 0..taken {
        assert_eq!(receive(&mut right), number.to_le_bytes());
    }
    left.send(b"again").expect("there is room again");
    assert_eq!(receive(&mut right), b"again");
}
