//! What every [`Placement`] must do.

use faas_runtime::placement::{Observation, Place, Placement, Task};

/// Makes the placement that is tested.
pub trait Fixture {
    /// The placement.
    type Placement: Placement;

    /// A placement that has observed nothing.
    fn fresh(&mut self) -> Self::Placement;
}

/// Tests the promises of every placement.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! placement_basic {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::placement,
            $fixture,
            [
                the_same_history_leads_to_the_same_choices,
                nothing_observed_is_too_extreme
            ]
        );
    };
}

/// Tests the promises of a placement that learns.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! placement_adaptive {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::placement,
            $fixture,
            [
                both_places_are_tried,
                the_faster_place_gets_most_of_the_work,
                a_change_of_the_latencies_is_noticed,
                a_place_that_fails_is_left_and_found_again,
            ]
        );
    };
}

/// A stream of numbers that looks random (Knuth's MMIX generator).
fn next(state: &mut u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// Runs tasks with these latencies, where `None` fails, and counts the remote ones.
fn run(
    placement: &mut impl Placement,
    count: u32,
    local_us: Option<u32>,
    remote_us: Option<u32>,
) -> u32 {
    let task = Task { payload_bytes: 100 };
    let mut remote = 0;
    for _ in 0..count {
        let place = placement.choose(&task);
        let latency_us = match place {
            Place::Local => local_us,
            Place::Remote => remote_us,
        };
        let observation = latency_us.map_or(Observation::Failed, |latency_us| {
            Observation::Answered { latency_us }
        });
        placement.observe(&task, place, observation);
        remote += u32::from(place == Place::Remote);
    }
    remote
}

/// Choices depend on what was passed in and on nothing else.
pub fn the_same_history_leads_to_the_same_choices(fixture: &mut impl Fixture) {
    let (mut one, mut two) = (fixture.fresh(), fixture.fresh());
    let mut state = 1;
    for _ in 0..1000 {
        let task = Task {
            payload_bytes: next(&mut state) as u32,
        };
        let place = one.choose(&task);
        assert_eq!(two.choose(&task), place);
        let observation = match next(&mut state) % 10 {
            0 => Observation::Failed,
            _ => Observation::Answered {
                latency_us: next(&mut state) as u32,
            },
        };
        one.observe(&task, place, observation);
        two.observe(&task, place, observation);
    }
}

/// Zero, the largest numbers and observations that nobody asked for are fine.
pub fn nothing_observed_is_too_extreme(fixture: &mut impl Fixture) {
    let mut placement = fixture.fresh();
    let mut state = 2;
    for _ in 0..1000 {
        let number = next(&mut state);
        let task = Task {
            payload_bytes: if number & 1 == 0 { 0 } else { u32::MAX },
        };
        let place = if number & 2 == 0 {
            Place::Local
        } else {
            Place::Remote
        };
        let observation = match number % 3 {
            0 => Observation::Failed,
            1 => Observation::Answered { latency_us: 0 },
            _ => Observation::Answered {
                latency_us: u32::MAX,
            },
        };
        if number & 4 == 0 {
            placement.choose(&task);
        }
        placement.observe(&task, place, observation);
    }
}

/// A place is not judged before it was tried.
pub fn both_places_are_tried(fixture: &mut impl Fixture) {
    let remote = run(&mut fixture.fresh(), 50, Some(1000), Some(2000));
    assert!((1..50).contains(&remote), "{remote} of 50 were remote");
}

/// At least nine of ten go to the faster place.
pub fn the_faster_place_gets_most_of_the_work(fixture: &mut impl Fixture) {
    assert!(run(&mut fixture.fresh(), 1000, Some(1000), Some(5000)) <= 100);
    assert!(run(&mut fixture.fresh(), 1000, Some(5000), Some(1000)) >= 900);
}

/// A place that became faster is noticed within 200 tasks.
pub fn a_change_of_the_latencies_is_noticed(fixture: &mut impl Fixture) {
    let mut placement = fixture.fresh();
    run(&mut placement, 500, Some(1000), Some(5000));
    run(&mut placement, 200, Some(1000), Some(100));
    assert!(run(&mut placement, 100, Some(1000), Some(100)) >= 90);
}

/// A place that gives no answers is left, and taken again when it is back.
pub fn a_place_that_fails_is_left_and_found_again(fixture: &mut impl Fixture) {
    let mut placement = fixture.fresh();
    run(&mut placement, 100, Some(1000), Some(100));
    run(&mut placement, 50, Some(1000), None);
    assert!(run(&mut placement, 100, Some(1000), None) <= 10);
    run(&mut placement, 200, Some(1000), Some(100));
    assert!(run(&mut placement, 100, Some(1000), Some(100)) >= 90);
}
