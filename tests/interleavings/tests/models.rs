//! Each model, and how many orders of threads it is at least: fewer would be another model.

use nanolambda_interleavings::{commits, cursors, waiting};

fn check(count_min: u64, model: impl FnOnce() -> u64) {
    let count = model();
    println!("{count} orders");
    assert!(count >= count_min, "only {count} orders");
}

#[test]
fn everybody_hears_of_the_first_end_once() {
    check(50, waiting::everybody_hears_of_the_first_end_once);
}

#[test]
fn what_was_queued_before_the_stop_is_done() {
    check(50, waiting::what_was_queued_before_the_stop_is_done);
}

#[test]
fn threads_share_syncs() {
    check(50, commits::threads_share_syncs);
}

#[test]
fn a_failed_sync_is_a_failure_to_all_that_it_was_for() {
    check(
        50,
        commits::a_failed_sync_is_a_failure_to_all_that_it_was_for,
    );
}

#[test]
fn a_block_that_begins_during_a_sync_does_not_hide_its_failure() {
    check(
        50,
        commits::a_block_that_begins_during_a_sync_does_not_hide_its_failure,
    );
}

#[test]
fn an_append_that_waits_for_a_subscription_ends() {
    check(50, commits::an_append_that_waits_for_a_subscription_ends);
}

#[test]
fn every_completion_ends() {
    check(50, commits::every_completion_ends);
}

#[test]
fn a_stored_cursor_never_passes_an_open_record() {
    check(50, cursors::a_stored_cursor_never_passes_an_open_record);
}
