//! Functions in CPython processes.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use faas_runtime::executor::process::{ProcessExecutor, ProcessOptions};
use faas_runtime::{
    CodeHash, Completion, Executor, ExecutorChoice, ExecutorError, Front, Function, Invocation,
    InvocationKind, Outcome, Package, RequestId, SourceFiles, SystemClock, Version,
};
use tempfile::TempDir;

struct Rig {
    executor: ProcessExecutor,
    _code: TempDir,
}

impl Rig {
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(change: impl FnOnce(&mut ProcessOptions)) -> Self {
        let code = tempfile::tempdir().expect("a temporary directory");
        let clock = Arc::new(SystemClock::start());
        let mut options = ProcessOptions::new(code.path().join("code"), clock);
        change(&mut options);
        Self {
            executor: ProcessExecutor::new(options),
            _code: code,
        }
    }

    #[track_caller]
    fn invoke(&self, function: &Arc<Function>, event: &str) -> Completion {
        self.executor
            .invoke(function, &invocation(function, event))
            .expect("it runs")
    }
}

fn invocation(function: &Function, event: &str) -> Invocation {
    Invocation::new(
        RequestId([0x11; 16]),
        function.name,
        Bytes::copy_from_slice(event.as_bytes()),
        Front::LambdaApi,
        InvocationKind::RequestResponse,
    )
}

const ID: &str = "11111111-1111-1111-1111-111111111111";

/// A function whose module `f` has this text.
fn function(source: &str) -> Function {
    let mut hash = [0; 32];
    for (at, byte) in source.bytes().enumerate() {
        hash[at % 32] = (hash[at % 32] ^ byte).rotate_left(3);
    }
    Function {
        name: "probe".parse().expect("valid"),
        version: Version::Latest,
        handler: "f.handler".into(),
        code_hash: CodeHash(hash),
        memory_mb: 128,
        timeout_ms: 20_000,
        environment: BTreeMap::new(),
        package: Package::Refused("a test".into()),
        source: Some(Arc::new(SourceFiles {
            files: vec![("f.py".into(), Bytes::copy_from_slice(source.as_bytes()))],
        })),
        executor: ExecutorChoice::Automatic,
    }
}

/// What a one-line handler returns.
#[track_caller]
fn check_answer(expression: &str, event: &str, answer: &str) {
    let source = format!("import decimal\ndef handler(event, context):\n    return {expression}\n");
    let completion = Rig::new().invoke(&Arc::new(function(&source)), event);
    assert_eq!(
        completion.outcome,
        Outcome::Ok(Bytes::copy_from_slice(answer.as_bytes()))
    );
}

/// The error object that a module leads to.
#[track_caller]
fn check_error(source: &str, body: &str) {
    let completion = Rig::new().invoke(&Arc::new(function(source)), "null");
    assert!(!completion.is_ok());
    assert_eq!(std::str::from_utf8(completion.body()).expect("UTF-8"), body);
}

#[test]
fn answers_are_the_json_of_the_aws_runtime() {
    check_answer(
        "event",
        "[120, 1.5, null, \"ü\"]",
        "[120, 1.5, null, \"ü\"]",
    );
    check_answer("None", "1", "null");
    check_answer(
        "{'a': decimal.Decimal('1.10'), 2: True}",
        "1",
        "{\"a\": 1.10, \"2\": true}",
    );
    check_answer("float('nan')", "1", "NaN");
    check_answer("b'raw'", "1", "raw");
    check_answer(
        "event['n'] ** 70",
        "{\"n\": 3}",
        &format!("{}", 3_u128.pow(70)),
    );
}

#[test]
fn the_context_is_that_of_aws() {
    check_answer(
        "[context.function_name, context.function_version, context.memory_limit_in_mb, \
         context.aws_request_id, context.invoked_function_arn, context.log_group_name, \
         context.log_stream_name.split(']')[0][10:], \
         0 < context.get_remaining_time_in_millis() <= 20000]",
        "1",
        &format!(
            "[\"probe\", \"$LATEST\", \"128\", \"{ID}\", \
             \"arn:aws:lambda:us-east-1:000000000000:function:probe\", \"/aws/lambda/probe\", \
             \"/[$LATEST\", true]"
        ),
    );
}

#[test]
fn the_client_context_reaches_the_function() {
    let source = "def handler(e, c):\n    return [c.client_context.custom, \
                  c.client_context.client.app_title]\n";
    let function = Arc::new(function(source));
    let mut call = invocation(&function, "1");
    call.client_context = Some("{\"custom\":{\"a\":1},\"client\":{\"app_title\":\"t\"}}".into());
    let completion = Rig::new()
        .executor
        .invoke(&function, &call)
        .expect("it runs");
    assert_eq!(completion.body(), "[{\"a\": 1}, \"t\"]");
}

#[test]
fn an_exception_is_reported_with_its_stack_and_without_paths_of_this_machine() {
    check_error(
        "def handler(event, context):\n    fail()\n\ndef fail():\n    raise ValueError('no')\n",
        &format!(
            "{{\"errorMessage\": \"no\", \"errorType\": \"ValueError\", \"requestId\": \"{ID}\", \
             \"stackTrace\": [\"  File \\\"/var/task/f.py\\\", line 2, in handler\\n    fail()\\n\", \
             \"  File \\\"/var/task/f.py\\\", line 5, in fail\\n    raise ValueError('no')\\n\"]}}"
        ),
    );
}

#[test]
fn modules_that_cannot_be_loaded_are_reported_as_on_aws() {
    let body = |error_type: &str, message: &str| {
        format!(
            "{{\"errorMessage\": \"{message}\", \"errorType\": \"{error_type}\", \
             \"requestId\": \"{ID}\", \"stackTrace\": []}}"
        )
    };
    check_error(
        "import not_there\n",
        &body(
            "Runtime.ImportModuleError",
            "Unable to import module 'f': No module named 'not_there'",
        ),
    );
    check_error(
        "def other(e, c):\n    pass\n",
        &body(
            "Runtime.HandlerNotFound",
            "Handler 'handler' missing on module 'f'",
        ),
    );
    check_error(
        "def handler(e, c):\n    return {1, 2}\n",
        &body(
            "Runtime.MarshalError",
            "Unable to marshal response: Object of type set is not JSON serializable",
        ),
    );
    let completion = Rig::new().invoke(&Arc::new(function("def handler(:\n")), "1");
    let text = String::from_utf8_lossy(completion.body()).into_owned();
    assert!(text.contains("Runtime.UserCodeSyntaxError"), "{text}");
    assert!(text.contains("/var/task/f.py"), "{text}");
}

#[test]
fn what_is_printed_is_the_log_of_its_own_invocation() {
    let source = "import sys, logging, os\nprint('loading')\n\ndef handler(event, context):\n    \
                  print('out', event)\n    print('err', file=sys.stderr)\n    \
                  logging.warning('careful')\n    os.system('echo shell')\n";
    let (rig, function) = (Rig::new(), Arc::new(function(source)));
    let first = rig.invoke(&function, "1").logs;
    assert!(
        first.starts_with("loading\nout 1\nerr\n[WARNING]\t"),
        "{first}"
    );
    assert!(
        first.ends_with(&format!("Z\t{ID}\tcareful\nshell\n")),
        "{first}"
    );
    let second = rig.invoke(&function, "2").logs;
    assert!(second.starts_with("out 2\nerr\n"), "{second}");
}

#[test]
fn an_instance_stays_warm_until_it_is_evicted() {
    let source =
        "count = 0\ndef handler(e, c):\n    global count\n    count += 1\n    return count\n";
    let (rig, function) = (Rig::new(), Arc::new(function(source)));
    let first = rig.invoke(&function, "1");
    assert_eq!(
        (&first.body()[..], first.init_us.is_some()),
        (&b"1"[..], true)
    );
    let second = rig.invoke(&function, "1");
    assert_eq!((&second.body()[..], second.init_us), (&b"2"[..], None));
    rig.executor.evict(&function.name);
    assert_eq!(rig.executor.idle_count(), 0);
    assert_eq!(rig.invoke(&function, "1").body(), "1");
    // Another environment is another instance.
    let mut other = Function::clone(&function);
    other.environment.insert("A".into(), "b".into());
    assert_eq!(rig.invoke(&Arc::new(other), "1").body(), "1");
}

#[test]
fn a_prepared_function_starts_warm() {
    let (rig, function) = (
        Rig::new(),
        Arc::new(function("def handler(e, c):\n    return 1\n")),
    );
    rig.executor.prepare(&function).expect("it starts");
    assert_eq!(rig.executor.idle_count(), 1);
    rig.invoke(&function, "1");
    assert_eq!(rig.executor.idle_count(), 1);
}

#[test]
fn an_endless_loop_is_stopped_at_its_timeout_with_all_that_it_started() {
    let source = "import subprocess, sys\ndef handler(e, c):\n    if e == 1:\n        return 'ok'\n    \
                  child = subprocess.Popen(['sleep', '600'])\n    print(child.pid, flush=True)\n    \
                  while True: pass\n";
    let rig = Rig::new();
    let mut slow = function(source);
    slow.timeout_ms = 700;
    let slow = Arc::new(slow);
    rig.executor.prepare(&slow).expect("it starts");
    let completion = rig.invoke(&slow, "0");
    assert_eq!(
        completion.body(),
        &format!(
            "{{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: {ID} Error: Task \
             timed out after 0.70 seconds\"}}"
        )
    );
    let child = completion.logs.trim().to_owned();
    assert!(
        child.parse::<u32>().is_ok(),
        "what it printed is kept: {child:?}"
    );
    let state = std::fs::read_to_string(format!("/proc/{child}/stat")).unwrap_or_default();
    let gone = state.is_empty() || state.contains(") Z ");
    assert!(gone, "the child was killed as well: {state}");
    assert_eq!(rig.invoke(&slow, "1").body(), "\"ok\"");
}

#[test]
fn too_much_memory_is_the_error_of_aws() {
    let source = "def handler(e, c):\n    return len(bytearray(e * 1024 * 1024))\n";
    let (rig, function) = (Rig::new(), Arc::new(function(source)));
    let completion = rig.invoke(&function, "300");
    assert_eq!(
        completion.body(),
        &format!(
            "{{\"errorType\":\"Runtime.OutOfMemory\",\"errorMessage\":\"RequestId: {ID} Error: \
             Runtime exited with error: signal: killed\"}}"
        )
    );
    let completion = rig.invoke(&function, "90");
    assert_eq!(completion.body(), "94371840");
    assert!(completion.peak_memory_bytes > 90 * 1024 * 1024);
}

#[test]
fn a_process_that_goes_is_reported_and_replaced() {
    let source = "import os, sys, ctypes\ndef handler(e, c):\n    if e == 'exit': sys.exit(3)\n    \
                  if e == 'abort': os.abort()\n    return e\n";
    let (rig, function) = (Rig::new(), Arc::new(function(source)));
    for (event, how) in [
        ("\"exit\"", "exit status 3"),
        ("\"abort\"", "signal: aborted"),
    ] {
        let completion = rig.invoke(&function, event);
        assert_eq!(
            completion.body(),
            &format!(
                "{{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: {ID} Error: \
                 Runtime exited with error: {how}\"}}"
            )
        );
        assert_eq!(rig.invoke(&function, "7").body(), "7");
    }
}

#[test]
fn the_function_sees_its_own_environment_and_nothing_of_the_server() {
    let source = "import os, sys\ndef handler(e, c):\n    \
                  return [sorted(k for k in os.environ if not k.startswith('AWS_')), \
                  os.environ['MINE'], sys.stdin.read()]\n";
    let mut own = function(source);
    own.environment.insert("MINE".into(), "yes".into());
    let completion = Rig::new().invoke(&Arc::new(own), "1");
    assert_eq!(
        completion.body(),
        "[[\"LAMBDA_TASK_ROOT\", \"LANG\", \"MINE\", \"PATH\", \"TZ\", \"_HANDLER\"], \"yes\", \"\"]"
    );
}

#[test]
fn a_full_pool_makes_room_by_the_longest_idle_and_never_grows() {
    let rig = Rig::with(|options| options.processes_max = 2);
    for number in 0..4 {
        let source = format!("def handler(e, c):\n    return {number}\n");
        assert_eq!(
            rig.invoke(&Arc::new(function(&source)), "1").body(),
            &number.to_string()
        );
        assert!(rig.executor.idle_count() <= 2);
    }
}

#[test]
fn without_python_the_error_says_so() {
    let rig = Rig::with(|options| options.python = "/nowhere/python3".into());
    let function = Arc::new(function("def handler(e, c): pass\n"));
    let error = rig
        .executor
        .invoke(&function, &invocation(&function, "1"))
        .expect_err("absent");
    assert!(matches!(error, ExecutorError::Unavailable { .. }));
    let text = error.to_string();
    assert!(
        text.starts_with("CPython (/nowhere/python3) is not available"),
        "{text}"
    );
}

#[test]
fn code_that_leaves_its_directory_or_was_not_deployed_is_refused() {
    let rig = Rig::new();
    let mut escaping = function("x");
    let files = vec![("../evil.py".into(), Bytes::new())];
    escaping.source = Some(Arc::new(SourceFiles { files }));
    let escaping = Arc::new(escaping);
    let error = rig.executor.prepare(&escaping).expect_err("refused");
    assert!(
        error
            .to_string()
            .contains("leaves the function's directory"),
        "{error}"
    );
    let mut bare = function("y");
    bare.source = None;
    let error = rig.executor.prepare(&Arc::new(bare)).expect_err("refused");
    assert!(
        error.to_string().contains("source files were not deployed"),
        "{error}"
    );
}

#[test]
fn a_large_event_and_a_large_answer_pass() {
    let (rig, function) = (
        Rig::new(),
        Arc::new(function("def handler(e, c):\n    return e\n")),
    );
    let event = format!("\"{}\"", "x".repeat(3 * 1024 * 1024));
    assert!(rig.invoke(&function, &event).body() == event.as_bytes());
}

#[test]
fn no_process_outlives_the_executor() {
    let source = "import os\ndef handler(e, c):\n    return os.getpid()\n";
    let (rig, function) = (Rig::new(), Arc::new(function(source)));
    let pid = String::from_utf8_lossy(rig.invoke(&function, "1").body()).into_owned();
    assert!(std::path::Path::new(&format!("/proc/{pid}")).exists());
    drop(rig);
    assert!(!std::path::Path::new(&format!("/proc/{pid}")).exists());
}
