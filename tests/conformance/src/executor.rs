//! What every [`Executor`] must do.

use std::sync::Arc;

use bytes::Bytes;
use faas_runtime::{
    Completion, Executor, Front, Function, Invocation, InvocationKind, Outcome, RequestId,
};

/// Makes the executor that is tested, and functions for it.
pub trait Fixture {
    /// The executor.
    type Executor: Executor;

    /// A fresh executor.
    fn executor(&mut self) -> Self::Executor;

    /// A function whose module `f` has this Python text, with the handler `f.handler`, 128 MiB
    /// and at least 10 seconds.
    fn function(&mut self, source: &str) -> Function;
}

/// Tests the promises of an executor.
///
/// The argument is an expression that makes a fresh [`Fixture`].
#[macro_export]
macro_rules! executor_basic {
    ($fixture:expr) => {
        $crate::one_test_per_case!(
            $crate::executor,
            $fixture,
            [
                the_answer_is_the_json_of_what_the_function_returns,
                a_completion_names_its_invocation,
                an_exception_is_a_function_error,
                what_is_printed_is_kept_apart_for_each_invocation,
                a_prepared_function_runs,
                globals_live_as_long_as_the_instance,
                an_evicted_function_starts_afresh,
                an_endless_loop_ends_at_the_timeout,
                a_deadline_before_the_timeout_counts,
                a_function_that_needs_too_much_memory_is_stopped,
                invocations_at_once_do_not_mix,
            ]
        );
    };
}

fn invocation(function: &Function, number: u8, event: &str) -> Invocation {
    Invocation::new(
        RequestId([number; 16]),
        function.name,
        Bytes::copy_from_slice(event.as_bytes()),
        Front::LambdaApi,
        InvocationKind::RequestResponse,
    )
}

#[track_caller]
fn invoke(executor: &impl Executor, function: &Arc<Function>, event: &str) -> Completion {
    executor
        .invoke(function, &invocation(function, 0x11, event))
        .expect("it runs")
}

#[track_caller]
fn check_answer(executor: &impl Executor, function: &Arc<Function>, event: &str, answer: &str) {
    let completion = invoke(executor, function, event);
    assert_eq!(
        completion.outcome,
        Outcome::Ok(Bytes::copy_from_slice(answer.as_bytes()))
    );
}

/// The error object of a function that fails.
#[track_caller]
fn error_text(completion: &Completion) -> String {
    match &completion.outcome {
        Outcome::FunctionError(error) => String::from_utf8_lossy(&error.body).into_owned(),
        Outcome::Ok(body) => panic!("it answered {body:?}"),
    }
}

/// JSON in, JSON out.
pub fn the_answer_is_the_json_of_what_the_function_returns(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let echo = Arc::new(fixture.function("def handler(event, context):\n    return event\n"));
    for event in [
        "null",
        "true",
        "[120, -1.5]",
        "{\"a\": {\"b\": [\"c\"]}}",
        "\"\"",
        "0",
    ] {
        check_answer(&executor, &echo, event, event);
    }
    check_answer(
        &executor,
        &echo,
        "{\"b\":1,  \"a\":2}",
        "{\"b\": 1, \"a\": 2}",
    );
}

/// A completion says which invocation it belongs to, and what ran.
pub fn a_completion_names_its_invocation(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let one = Arc::new(fixture.function("def handler(event, context):\n    return 1\n"));
    let call = invocation(&one, 0x42, "null");
    let completion = executor.invoke(&one, &call).expect("it runs");
    assert_eq!(completion.request_id, call.request_id);
    assert_eq!(
        (completion.version, completion.executor),
        (one.version, executor.kind())
    );
    assert!(
        completion.init_us.is_some(),
        "the first invocation starts an instance"
    );
    assert!(completion.billed_ms >= 1);
}

/// An exception is the function's error, not the executor's.
pub fn an_exception_is_a_function_error(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let source = "def handler(event, context):\n    if event:\n        raise ValueError('no')\n";
    let failing = Arc::new(fixture.function(source));
    let text = error_text(&invoke(&executor, &failing, "1"));
    assert!(text.contains("\"errorMessage\": \"no\"") || text.contains("\"errorMessage\":\"no\""));
    assert!(text.contains("ValueError"), "{text}");
    check_answer(&executor, &failing, "0", "null");
}

/// Each invocation has its own log.
pub fn what_is_printed_is_kept_apart_for_each_invocation(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let source = "def handler(event, context):\n    print('saw', event)\n";
    let printing = Arc::new(fixture.function(source));
    for event in ["1", "2"] {
        assert_eq!(
            invoke(&executor, &printing, event).logs,
            format!("saw {event}\n")
        );
    }
}

/// Preparing makes no difference but in time, and may be repeated.
pub fn a_prepared_function_runs(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let one = Arc::new(fixture.function("def handler(event, context):\n    return 1\n"));
    executor.prepare(&one).expect("it can run");
    executor.prepare(&one).expect("it still can");
    check_answer(&executor, &one, "null", "1");
}

const COUNTER: &str =
    "n = 0\n\ndef handler(event, context):\n    global n\n    n += 1\n    return n\n";

/// A warm instance keeps its globals, as on AWS.
pub fn globals_live_as_long_as_the_instance(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let counter = Arc::new(fixture.function(COUNTER));
    for answer in ["1", "2", "3"] {
        check_answer(&executor, &counter, "null", answer);
    }
    assert!(
        invoke(&executor, &counter, "null").init_us.is_none(),
        "it is warm"
    );
}

/// Eviction drops the instance and nothing else.
pub fn an_evicted_function_starts_afresh(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let counter = Arc::new(fixture.function(COUNTER));
    check_answer(&executor, &counter, "null", "1");
    executor.evict(&counter.name);
    executor.evict(&counter.name);
    check_answer(&executor, &counter, "null", "1");
}

const ENDLESS: &str =
    "def handler(event, context):\n    while event:\n        pass\n    return 'done'\n";

/// The timeout is an error of the function in the words of AWS, and the next invocation runs.
pub fn an_endless_loop_ends_at_the_timeout(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let mut endless = fixture.function(ENDLESS);
    endless.timeout_ms = 300;
    let endless = Arc::new(endless);
    check_answer(&executor, &endless, "0", "\"done\"");
    let text = error_text(&invoke(&executor, &endless, "1"));
    assert!(text.contains("Sandbox.Timedout"), "{text}");
    assert!(text.contains("Task timed out after 0.30 seconds"), "{text}");
    check_answer(&executor, &endless, "0", "\"done\"");
}

/// A caller that has given up is not worked for, however long the function might run.
pub fn a_deadline_before_the_timeout_counts(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let endless = Arc::new(fixture.function(ENDLESS));
    check_answer(&executor, &endless, "0", "\"done\"");
    let mut call = invocation(&endless, 0x11, "1");
    call.deadline_unix_ms = Some(1);
    let text = error_text(&executor.invoke(&endless, &call).expect("it runs"));
    assert!(text.contains("Sandbox.Timedout"), "{text}");
}

/// Too much memory is an error of the function in the words of AWS, and the next one runs.
pub fn a_function_that_needs_too_much_memory_is_stopped(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let source = "def handler(event, context):\n    kept = []\n    for i in range(event):\n        \
                  kept.append('x' * 1000000 + str(i))\n    return len(kept)\n";
    let mut hungry = fixture.function(source);
    // Little enough that a debug build gets there soon.
    hungry.memory_mb = 24;
    let hungry = Arc::new(hungry);
    check_answer(&executor, &hungry, "3", "3");
    let text = error_text(&invoke(&executor, &hungry, "1000"));
    assert!(text.contains("Runtime.OutOfMemory"), "{text}");
    assert!(text.contains("signal: killed"), "{text}");
    check_answer(&executor, &hungry, "3", "3");
}

/// One executor serves many threads, and nobody gets another's answer.
pub fn invocations_at_once_do_not_mix(fixture: &mut impl Fixture) {
    let executor = fixture.executor();
    let source = "def handler(event, context):\n    total = 0\n    for i in range(event):\n        \
                  total += i\n    return total\n";
    let summing = Arc::new(fixture.function(source));
    std::thread::scope(|scope| {
        for thread in 1..=4_u64 {
            let (executor, summing) = (&executor, &summing);
            scope.spawn(move || {
                for round in 0..20 {
                    let count = thread * 1000 + round;
                    let answer = (count * (count - 1) / 2).to_string();
                    check_answer(executor, summing, &count.to_string(), &answer);
                }
            });
        }
    });
}
