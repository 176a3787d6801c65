//! The IoTPy executor on its own, and beside the CPython one: what a caller sees is the same.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use faas_runtime::executor::iotpy::{
    CloudCall, CloudServices, IotPyExecutor, IotPyOptions, NativeCode, NativeCompiler,
};
use faas_runtime::executor::process::{ProcessExecutor, ProcessOptions};
use faas_runtime::{
    Clock, CodeHash, Completion, Executor, ExecutorChoice, ExecutorError, ExecutorKind, Front,
    Function, Invocation, InvocationKind, ManualClock, Package, RequestId, SourceFiles,
    SystemClock, Version,
};
use iotpy_compiler::{CLOUD_FUNCTION, Entry, Options, Sources, compile};
use iotpy_core::Program;
use nanolambda_native::{Heating, Translator};
use tempfile::TempDir;

const ID: &str = "11111111-1111-1111-1111-111111111111";

/// A function whose module `f` has this text, compiled and with its source.
fn function(source: &str) -> Function {
    let sources = Sources::from_files([("f.py", source)]).expect("a source file");
    let entry = Entry::parse("f.handler").expect("a handler");
    let mut options = Options::default();
    options.host_functions.push(CLOUD_FUNCTION.to_owned());
    let compiled = compile(&sources, &entry, &options);
    let package = compiled.expect("the machine can run it").package;
    let mut hash = [0; 32];
    for (at, byte) in source.bytes().enumerate() {
        hash[at % 32] = (hash[at % 32] ^ byte).rotate_left(3);
    }
    let files = vec![("f.py".to_owned(), Bytes::copy_from_slice(source.as_bytes()))];
    Function {
        name: "probe".parse().expect("valid"),
        version: Version::Latest,
        handler: "f.handler".to_owned(),
        code_hash: CodeHash(hash),
        memory_mb: 128,
        timeout_ms: 20_000,
        environment: BTreeMap::new(),
        package: Package::Compiled(package.into()),
        source: Some(Arc::new(SourceFiles { files })),
        executor: ExecutorChoice::Automatic,
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

fn iotpy(clock: Arc<dyn Clock>, change: impl FnOnce(&mut IotPyOptions)) -> IotPyExecutor {
    let mut options = IotPyOptions::new(1, clock);
    change(&mut options);
    IotPyExecutor::new(options)
}

#[track_caller]
fn run(executor: &impl Executor, function: &Arc<Function>, event: &str) -> Completion {
    executor
        .invoke(function, &invocation(function, event))
        .expect("it runs")
}

fn text(completion: &Completion) -> String {
    String::from_utf8_lossy(completion.body()).into_owned()
}

/// The body and the log on IoTPy must be those on CPython.
#[track_caller]
fn check_same(source: &str, event: &str, part: &str) {
    let function = Arc::new(function(source));
    let code = TempDir::new().expect("a temporary directory");
    let clock = Arc::new(SystemClock::start());
    let process = ProcessExecutor::new(ProcessOptions::new(code.path().into(), clock.clone()));
    let cpython = run(&process, &function, event);
    let ours = run(&iotpy(clock, |_| {}), &function, event);
    assert_eq!(ours.is_ok(), cpython.is_ok());
    assert!(text(&ours).contains(part), "{}", text(&ours));
    assert_eq!(text(&ours), text(&cpython));
    assert_eq!(ours.logs, cpython.logs);
}

/// Machine code as the edge server has it made, but where the call waits for it.
struct Native(Translator);

impl NativeCompiler for Native {
    fn translate(&self, program: &Program<'_>) -> NativeCode {
        Arc::new(self.0.translate(program))
    }
}

#[test]
fn functions_that_are_called_often_become_machine_code_and_leave_it() {
    let heating = Heating {
        in_background: false,
        ..Heating::default()
    };
    let translator = Translator::new(heating, 1 << 24);
    let executor = iotpy(Arc::new(SystemClock::start()), |options| {
        options.native = Some(Arc::new(Native(translator.clone())));
    });
    let source = "def handler(event, context):\n    total = 0\n    for n in range(event):\n        \
                  total += n * n % 7\n    return total\n";
    let function = Arc::new(function(source));
    assert_eq!(text(&run(&executor, &function, "10")), "19");
    assert_eq!(translator.code_bytes(), 0, "nothing is hot");
    let total: u64 = (0..200_000).map(|n| n * n % 7).sum();
    for _ in 0..3 {
        let answer = text(&run(&executor, &function, "200000"));
        assert_eq!(answer, total.to_string());
    }
    assert!(translator.code_bytes() > 0);
    let float = text(&run(&executor, &function, "2.5"));
    assert!(
        float.contains("cannot be interpreted as an integer"),
        "{float}"
    );
    executor.evict(&function.name);
    assert_eq!(translator.code_bytes(), 0, "code goes with its function");
}

#[test]
fn answers_errors_and_logs_are_those_of_cpython() {
    let echo = "def handler(event, context):\n    print('got', event)\n    return event\n";
    check_same(echo, "{\"a\": [1, 2.5, null, \"ü\"]}", "\"a\"");
    check_same(
        "def handler(e, c):\n    return 2 ** 200 + e\n",
        "1",
        "1606938",
    );
    let raising = "def inner(x):\n    raise ValueError('no: ' + str(x))\n\n\
                   def handler(event, context):\n    return inner(event)\n";
    check_same(
        raising,
        "7",
        "\"errorMessage\": \"no: 7\", \"errorType\": \"ValueError\"",
    );
    let own = "class Own(Exception):\n    def __str__(self):\n        return f'own {self.args[0]}'\n\
               def deep(n):\n    return deep(n - 1) if n else fail()\n\
               def fail():\n    raise Own(1)\n\
               def handler(e, c):\n    return deep(e)\n";
    check_same(
        own,
        "5",
        "\"errorMessage\": \"own 1\", \"errorType\": \"Own\"",
    );
    check_same(
        "def handler(e, c):\n    return e['missing']\n",
        "{}",
        "\"'missing'\"",
    );
    check_same(
        "def handler(e, c):\n    return {1, 2}\n",
        "1",
        "Runtime.MarshalError",
    );
    check_same(
        "def handler(e):\n    return e\n",
        "1",
        "positional argument",
    );
    check_same(
        "x = 1 // 0\ndef handler(e, c):\n    return e\n",
        "1",
        "ZeroDivisionError",
    );
    check_same(
        "def handler(e, c):\n    raise SystemExit(3)\n",
        "1",
        "Runtime exited with error: exit status 3",
    );
}

#[test]
fn the_context_is_the_same() {
    let source = "def handler(event, context):\n    return [context.function_name, \
                  context.function_version, context.memory_limit_in_mb, \
                  context.aws_request_id, context.invoked_function_arn, \
                  context.log_group_name, context.log_stream_name[10:20], \
                  context.client_context, 0 < context.get_remaining_time_in_millis() <= 20000]\n";
    check_same(
        source,
        "1",
        &format!("\"{ID}\", \"arn:aws:lambda:us-east-1:000000000000"),
    );
}

#[test]
fn warm_instances_are_bounded_and_the_longest_idle_goes_first() {
    let executor = iotpy(Arc::new(SystemClock::start()), |options| {
        options.instances_max = 2
    });
    let functions: Vec<_> = (0..3)
        .map(|number| {
            let source = format!(
                "n = {number}0\n\ndef handler(e, c):\n    global n\n    n += 1\n    return n\n"
            );
            Arc::new(function(&source))
        })
        .collect();
    for (number, function) in functions.iter().enumerate() {
        assert_eq!(
            text(&run(&executor, function, "1")),
            (number * 10 + 1).to_string()
        );
        assert!(executor.idle_count() <= 2);
    }
    assert_eq!(
        text(&run(&executor, &functions[2], "1")),
        "22",
        "it is warm"
    );
    assert_eq!(
        text(&run(&executor, &functions[0], "1")),
        "1",
        "it has gone and starts afresh"
    );
}

#[test]
fn memory_bounds_the_cache_as_well() {
    let source = "def handler(e, c):\n    return len('x' * e)\n";
    let executor = iotpy(Arc::new(SystemClock::start()), |options| {
        options.cache_bytes_max = 4 * 1024 * 1024;
    });
    let function = Arc::new(function(source));
    assert_eq!(text(&run(&executor, &function, "1000000")), "1000000");
    assert_eq!(executor.idle_count(), 1);
    assert_eq!(text(&run(&executor, &function, "8000000")), "8000000");
    assert_eq!(
        executor.idle_count(),
        0,
        "what has touched too much is not kept"
    );
}

#[test]
fn a_sleep_takes_its_time_and_ends_at_the_timeout() {
    let source = "import time\n\ndef handler(event, context):\n    t = time.time()\n    \
                  time.sleep(event)\n    return time.time() - t\n";
    let clock = Arc::new(ManualClock::new());
    clock.advance(Duration::from_secs(1000));
    let executor = iotpy(clock.clone(), |_| {});
    let function = Arc::new(function(source));
    assert_eq!(text(&run(&executor, &function, "2")), "2.0");
    assert!(text(&run(&executor, &function, "30")).contains("timed out after 20.00 seconds"));
    assert_eq!(clock.monotonic(), Duration::from_secs(1022));
    assert!(text(&run(&executor, &function, "-1")).contains("must be non-negative"));
}

#[test]
fn the_simulated_device_remembers_its_pins() {
    let source = "import device\n\ndef handler(event, context):\n    device.set_pin_high(2)\n    \
                  device.set_pin_low(3)\n    \
                  return [device.get_pin(2), device.get_pin(3), device.read_adc(0)]\n";
    let executor = iotpy(Arc::new(SystemClock::start()), |_| {});
    assert_eq!(
        text(&run(&executor, &Arc::new(function(source)), "1")),
        "[1, 0, 0]"
    );
    let outside = "import device\n\ndef handler(e, c):\n    device.set_pin_high(64)\n";
    let body = text(&run(&executor, &Arc::new(function(outside)), "1"));
    assert!(body.contains("there are only the pins 0 to 63"), "{body}");
}

#[test]
fn an_event_that_is_no_json_is_refused_as_on_aws() {
    let executor = iotpy(Arc::new(SystemClock::start()), |_| {});
    let function = Arc::new(function("def handler(e, c):\n    return e\n"));
    let body = text(&run(&executor, &function, "{broken"));
    assert!(body.contains("Runtime.UnmarshalError"), "{body}");
    assert!(body.contains("Unable to unmarshal input: "), "{body}");
    assert_eq!(
        text(&run(&executor, &function, "1")),
        "1",
        "the instance goes on"
    );
}

#[test]
fn an_answer_that_only_its_text_is_too_long_for_is_refused() {
    let source = "def handler(e, c):\n    line = 'x' * 1000000\n    return [line] * e\n";
    let executor = iotpy(Arc::new(SystemClock::start()), |_| {});
    let function = Arc::new(function(source));
    for (event, error) in [
        ("1000", "Runtime.OutOfMemory"),
        ("80", "Function.ResponseSizeTooLarge"),
    ] {
        let body = text(&run(&executor, &function, event));
        let start = body.get(..200).unwrap_or(&body);
        assert!(start.contains(error), "{event}: {start}");
    }
}

#[test]
fn a_damaged_or_refused_package_is_an_error_that_says_why() {
    let executor = iotpy(Arc::new(SystemClock::start()), |_| {});
    let mut damaged = function("def handler(e, c):\n    return e\n");
    damaged.package = Package::Compiled(Bytes::from_static(b"IoTPgarbage"));
    let damaged = Arc::new(damaged);
    let error = executor.prepare(&damaged).expect_err("refused");
    assert!(matches!(error, ExecutorError::Unsuitable { .. }));
    assert!(
        error.to_string().starts_with("probe cannot run on iotpy: "),
        "{error}"
    );
    let mut refused = Function::clone(&damaged);
    refused.package = Package::Refused("f.py:3: classes are not supported".to_owned());
    let error = executor.prepare(&Arc::new(refused)).expect_err("refused");
    assert!(
        error
            .to_string()
            .ends_with("f.py:3: classes are not supported"),
        "{error}"
    );
}

#[test]
fn a_function_chooses_its_executor_with_a_reason() {
    let mut probe = function("def handler(e, c):\n    return e\n");
    assert_eq!(probe.executor_kind().0, ExecutorKind::IotPy);
    probe.package = Package::Refused("f.py:3: classes are not supported".to_owned());
    let (kind, reason) = probe.executor_kind();
    assert_eq!(
        (kind, reason.as_str()),
        (ExecutorKind::Process, "f.py:3: classes are not supported")
    );
    probe.executor = ExecutorChoice::Only(ExecutorKind::Container);
    assert_eq!(probe.executor_kind().0, ExecutorKind::Container);
}

#[test]
fn a_function_sees_the_same_variables_on_every_executor() {
    let source = "import os\n\ndef handler(event, context):\n    \
                  names = ['TABLE', 'MISSING', 'TZ', 'LANG', 'PATH', 'AWS_LAMBDA_FUNCTION_NAME',\n             \
                  'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_LAMBDA_LOG_GROUP_NAME']\n    \
                  return [os.getenv(name) for name in names] + \
                  [context.log_group_name, context.invoked_function_arn]\n";
    let mut probe = function(source);
    let own = [
        ("TABLE", "lights \"ü\""),
        ("TZ", "Europe/Berlin"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "/lights"),
    ];
    for (name, value) in own {
        probe.environment.insert(name.into(), value.into());
    }
    let clock = Arc::new(SystemClock::start());
    let answer = "[\"lights \\\"ü\\\"\", null, \"Europe/Berlin\", \"C.UTF-8\", \
                  \"/usr/local/bin:/usr/bin:/bin\", \"probe\", \"eu-west-1\", \"eu-west-1\", \
                  \"/lights\", \"/lights\", \
                  \"arn:aws:lambda:eu-west-1:000000000000:function:probe\"]";
    let probe = Arc::new(probe);
    let machine = iotpy(clock.clone(), |_| {});
    assert_eq!(text(&run(&machine, &probe, "1")), answer);
    let code = TempDir::new().expect("a temporary directory");
    let python = ProcessExecutor::new(ProcessOptions::new(code.path().into(), clock));
    assert_eq!(text(&run(&python, &probe, "1")), answer);
}

#[test]
fn log_messages_look_as_those_of_aws() {
    let source = "import logging\nlog = logging.getLogger()\nlog.setLevel(logging.INFO)\n\n\
                  def handler(event, context):\n    log.info('level %d', event)\n    \
                  log.debug('not shown')\n    logging.getLogger('a.b').error('no')\n    return 1\n";
    let clock = Arc::new(ManualClock::new());
    let executor = iotpy(clock, |_| {});
    let logs = run(&executor, &Arc::new(function(source)), "5").logs;
    let lines: Vec<Vec<&str>> = logs
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    for (line, level, message) in [
        (&lines[0], "[INFO]", "level 5"),
        (&lines[1], "[ERROR]", "no"),
    ] {
        assert_eq!((line[0], line[2], line[3]), (level, ID, message), "{logs}");
        assert!(line[1].len() == 24 && line[1].ends_with('Z'), "{logs}");
    }
    assert_eq!(lines.len(), 2, "{logs}");
}

/// One bucket, in memory, and one function.
#[derive(Default)]
struct Cloud(std::sync::Mutex<BTreeMap<String, Vec<u8>>>);

impl CloudServices for Cloud {
    fn call(&self, call: &CloudCall<'_>) -> Option<Vec<u8>> {
        let &CloudCall {
            service,
            operation,
            parameters,
            body,
            ..
        } = call;
        let parameters: serde_json::Value = serde_json::from_str(parameters).expect("JSON");
        let key = parameters["Key"].as_str().unwrap_or_default().to_owned();
        let mut objects = self.0.lock().expect("no panics");
        Some(match (service, operation) {
            ("s3", "PutObject") => {
                objects.insert(key, body.to_vec());
                b"{\"ETag\": \"\\\"tag\\\"\"}".to_vec()
            }
            ("s3", "GetObject") => match objects.get(&key) {
                Some(object) => {
                    let head = format!("{{\"ContentLength\": {}}}\n", object.len());
                    [head.as_bytes(), object].concat()
                }
                None => b"{\"error\": {\"Code\": \"NoSuchKey\", \"Message\": \"No such key.\", \
                          \"HTTPStatusCode\": 404}}"
                    .to_vec(),
            },
            ("s3", "ListObjectsV2") => {
                let keys = objects.keys().map(|key| {
                    serde_json::json!({"Key": key, "LastModified": "2026-01-02T03:04:05+00:00"})
                });
                let keys: Vec<_> = keys.collect();
                serde_json::json!({"Contents": keys})
                    .to_string()
                    .into_bytes()
            }
            ("lambda", "Invoke") => [b"{\"StatusCode\": 200}\n", body].concat(),
            _ => return None,
        })
    }
}

#[test]
fn boto3_asks_the_services_of_the_host() {
    let source = "\
import json
import boto3
from botocore.exceptions import ClientError, EndpointConnectionError

s3 = boto3.client('s3')

def handler(event, context):
    put = s3.put_object(Bucket='b', Key='k', Body=json.dumps(event))
    got = s3.get_object(Bucket='b', Key='k')
    lines = list(s3.get_object(Bucket='b', Key='k')['Body'].iter_lines())
    try:
        s3.get_object(Bucket='b', Key='none')
    except s3.exceptions.NoSuchKey as error:
        missing = [str(error), error.response['Error']['Code'], isinstance(error, ClientError)]
    bucket = boto3.resource('s3').Bucket('b')
    listed = [(o.key, o.last_modified.year) for o in bucket.objects.all()]
    payload = boto3.client('lambda').invoke(FunctionName='f', Payload=b'[1]')['Payload']
    try:
        boto3.client('sns').publish(TopicArn='t', Message='m')
    except EndpointConnectionError as error:
        unreached = str(error)
    return [put['ETag'], got['ContentLength'], json.loads(got['Body'].read()), len(lines),
            missing, listed, json.loads(payload.read()), unreached]
";
    let clock = Arc::new(SystemClock::start());
    let executor = iotpy(clock, |options| {
        options.services = Some(Arc::new(Cloud::default()))
    });
    let ran = run(&executor, &Arc::new(function(source)), "{\"n\": 1}");
    let expected = "[\"\\\"tag\\\"\", 8, {\"n\": 1}, 1, [\"An error occurred (NoSuchKey) when calling \
                    the GetObject operation: No such key.\", \"NoSuchKey\", true], [[\"k\", 2026]], \
                    [1], \"Could not connect to the endpoint URL: \
                    \\\"https://sns.us-east-1.amazonaws.com/\\\"\"]";
    assert_eq!(text(&ran), expected, "{}", ran.logs);
}
