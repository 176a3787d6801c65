//! How instances of the IoTPy executor begin: with a copy of what a module has left, where nobody
//! can tell it from running the module, and by running it elsewhere.
//!
//! The key of the hashing tells the two apart: a module that is run gets a key of its own.

use std::collections::BTreeMap;
use std::sync::{Arc, Barrier, Mutex};
use std::time::Duration;

use bytes::Bytes;
use faas_runtime::executor::iotpy::{CloudCall, CloudServices, IotPyExecutor, IotPyOptions};
use faas_runtime::{
    Clock as _, CodeHash, Completion, Executor, ExecutorChoice, Front, Function, Invocation,
    InvocationKind, ManualClock, Package, RequestId, Version,
};
use iotpy_compiler::{CLOUD_FUNCTION, Entry, Options, Sources, compile};

/// A function whose module `f` has this text.
fn function(name: &str, source: &str) -> Function {
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
    Function {
        name: name.parse().expect("valid"),
        version: Version::Latest,
        handler: "f.handler".to_owned(),
        code_hash: CodeHash(hash),
        memory_mb: 128,
        timeout_ms: 20_000,
        environment: BTreeMap::new(),
        package: Package::Compiled(package.into()),
        source: None,
        executor: ExecutorChoice::Automatic,
    }
}

/// An executor on a clock that is moved by hand. None of its instances lives for a second call
/// unless `change` says otherwise.
struct Rig {
    executor: IotPyExecutor,
    clock: Arc<ManualClock>,
    calls: Mutex<u8>,
}

impl Rig {
    fn new(change: impl FnOnce(&mut IotPyOptions)) -> Self {
        let clock = Arc::new(ManualClock::new());
        clock.advance(Duration::from_secs(1_000));
        let mut options = IotPyOptions::new(1, Arc::clone(&clock) as _);
        options.instances_max = 0;
        change(&mut options);
        Self {
            executor: IotPyExecutor::new(options),
            clock,
            calls: Mutex::default(),
        }
    }

    /// Runs a call with an id of its own.
    #[track_caller]
    fn run(&self, function: &Arc<Function>, event: &str) -> Completion {
        let mut calls = self.calls.lock().expect("no panics");
        *calls += 1;
        let id = RequestId([*calls; 16]);
        drop(calls);
        let payload = Bytes::copy_from_slice(event.as_bytes());
        let (front, kind) = (Front::LambdaApi, InvocationKind::RequestResponse);
        let invocation = Invocation::new(id, function.name, payload, front, kind);
        self.executor
            .invoke(function, &invocation)
            .expect("it runs")
    }

    /// The answer to a call with the event 1.
    #[track_caller]
    fn answer(&self, function: &Arc<Function>) -> String {
        let completion = self.run(function, "1");
        assert!(completion.init_us.is_some(), "an instance lived on");
        text(&completion)
    }

    fn template_count(&self) -> usize {
        self.executor.template_count_and_bytes().0
    }

    fn template_bytes(&self) -> usize {
        self.executor.template_count_and_bytes().1
    }
}

fn text(completion: &Completion) -> String {
    String::from_utf8_lossy(completion.body()).into_owned()
}

/// A module that knows the key of its hashing.
const KEYED: &str =
    "key = hash('what is hashed')\n\ndef handler(event, context):\n    return key\n";

/// Whether further instances of a module begin with a copy.
#[track_caller]
fn is_copied(imports: &str) -> bool {
    let rig = Rig::new(|_| {});
    let source = format!("{imports}\n{KEYED}");
    let function = Arc::new(function("probe", &source));
    let first = rig.answer(&function);
    assert!(first.parse::<i64>().is_ok(), "{imports}: {first}");
    rig.answer(&function) == first
}

#[test]
fn a_further_instance_begins_with_a_copy_and_prints_what_the_module_printed() {
    let source = "import sys\nprint('loading', {'a': 1})\nprint('aside', file=sys.stderr)\n\
                  key = hash('what is hashed')\n\n\
                  def handler(event, context):\n    print('called')\n    \
                  return [key, hash('what is hashed') == key]\n";
    let rig = Rig::new(|_| {});
    let function = Arc::new(function("probe", source));
    let first = rig.run(&function, "1");
    let second = rig.run(&function, "1");
    assert_eq!(text(&second), text(&first), "it has another key");
    assert!(text(&second).ends_with(", true]"), "{}", text(&second));
    assert_eq!(second.logs, "loading {'a': 1}\naside\ncalled\n");
    assert_eq!(second.logs, first.logs);
    assert!(first.init_us.is_some() && second.init_us.is_some());
    assert_eq!(second.fuel, first.fuel, "a call costs what it costs");
    assert_eq!(second.peak_memory_bytes, first.peak_memory_bytes);
    let off = Rig::new(|options| options.templates_max = 0);
    assert_ne!(off.answer(&function), off.answer(&function), "it was off");
    assert_eq!(off.executor.template_count_and_bytes(), (0, 0));
}

#[test]
fn what_a_call_changes_stays_in_its_instance() {
    let source = "count = 0\nitems = [1]\ntable = {'a': {1}}\n\n\
                  class Kept:\n    seen = 0\n\n\
                  def numbers():\n    yield 1\n    yield 2\n\ngenerator = numbers()\n\n\
                  def handler(event, context):\n    global count\n    count += 1\n    \
                  items.append(event)\n    table['a'].add(event + count)\n    \
                  table[event] = count\n    Kept.seen += 1\n    \
                  return [count, items, sorted(table['a']), len(table), Kept.seen, next(generator)]\n";
    let rig = Rig::new(|_| {});
    let changed = Arc::new(function("probe", source));
    for _ in 0..3 {
        assert_eq!(rig.answer(&changed), "[1, [1, 1], [1, 2], 2, 1, 1]");
    }
    assert_eq!(rig.template_count(), 1);
    // One that lives on goes on with its own.
    let warm = Rig::new(|options| options.instances_max = 1);
    warm.run(&changed, "1");
    let second = warm.run(&changed, "5");
    assert_eq!(text(&second), "[2, [1, 1, 5], [1, 2, 7], 3, 2, 2]");
    assert!(second.init_us.is_none());
}

/// Answers when so many callers ask at once.
struct Meeting(Barrier);

impl CloudServices for Meeting {
    fn call(&self, _call: &CloudCall<'_>) -> Option<Vec<u8>> {
        self.0.wait();
        Some(b"{}".to_vec())
    }
}

#[test]
fn instances_that_run_at_once_have_what_is_theirs() {
    let source = "import boto3\ns3 = boto3.client('s3')\nitems = []\nkey = hash('what is hashed')\n\n\
                  def handler(event, context):\n    items.append(event)\n    \
                  if event:\n        s3.delete_object(Bucket='b', Key='k')\n    \
                  items.append(event)\n    return [items, key]\n";
    let rig = Rig::new(|options| {
        options.services = Some(Arc::new(Meeting(Barrier::new(3))));
    });
    let function = Arc::new(function("probe", source));
    let first = text(&rig.run(&function, "0"));
    let answers = std::thread::scope(|scope| {
        let runs = [1, 2, 3].map(|event| {
            let (rig, function) = (&rig, &function);
            scope.spawn(move || text(&rig.run(function, &event.to_string())))
        });
        runs.map(|run| run.join().expect("no panics"))
    });
    let key = first.strip_prefix("[[0, 0], ").expect("a key");
    for (answer, event) in answers.iter().zip([1, 2, 3]) {
        assert_eq!(*answer, format!("[[{event}, {event}], {key}"));
    }
}

/// Counts what it was asked for.
#[derive(Default)]
struct Counter(Mutex<usize>);

impl CloudServices for Counter {
    fn call(&self, _call: &CloudCall<'_>) -> Option<Vec<u8>> {
        let mut count = self.0.lock().expect("no panics");
        *count += 1;
        Some(format!("{{\"Count\": {count}}}").into_bytes())
    }
}

#[test]
fn a_module_that_is_told_what_is_its_instances_own_runs_in_each() {
    for (imports, value) in [
        ("import time", "time.time()"),
        ("import time", "time.monotonic_ns()"),
        ("import datetime", "str(datetime.datetime.now())"),
        ("import random", "random.random()"),
        ("import random", "random.Random().random()"),
        ("import uuid", "str(uuid.uuid4())"),
        ("import uuid", "str(uuid.uuid1())"),
        ("import os", "os.urandom(8).hex()"),
        ("import secrets", "secrets.token_hex(8)"),
        ("import os", "os.environ['AWS_LAMBDA_LOG_STREAM_NAME']"),
        ("import os", "os.getenv('AWS_LAMBDA_LOG_STREAM_NAME')"),
        ("import os", "str(sorted(os.environ.items()))"),
        ("import os", "str(os.environ)"),
        ("import os", "dict(os.environ)"),
        ("import os", "str({} | os.environ)"),
        (
            "import boto3",
            "boto3.client('sqs').send_message(QueueUrl='q', MessageBody='m')['Count']",
        ),
    ] {
        let counter = Arc::new(Counter::default());
        let services = Arc::clone(&counter);
        let rig = Rig::new(|options| options.services = Some(services));
        let source = format!(
            "{imports}\nvalue = {value}\n\ndef handler(event, context):\n    return value\n"
        );
        let function = Arc::new(function("probe", &source));
        let mut answers = Vec::new();
        for _ in 0..3 {
            let answer = rig.run(&function, "1");
            assert!(answer.is_ok(), "{value}: {}", text(&answer));
            answers.push(text(&answer));
            rig.clock.advance(Duration::from_millis(1_500));
        }
        answers.sort();
        answers.dedup();
        assert_eq!(answers.len(), 3, "{value} was copied: {answers:?}");
        let asked = *counter.0.lock().expect("no panics");
        assert_eq!(asked, if imports.contains("boto3") { 3 } else { 0 });
    }
}

#[test]
fn what_a_module_does_outside_is_done_by_each_instance() {
    let source = "import device\nimport logging\nimport time\ndevice.set_pin_high(2)\n\
                  time.sleep(2)\nlogging.getLogger().error('loading')\n\n\
                  def handler(event, context):\n    return device.get_pin(2)\n";
    let rig = Rig::new(|_| {});
    let function = Arc::new(function("probe", source));
    for call in 1..4_u8 {
        let completion = rig.run(&function, "1");
        assert_eq!(text(&completion), "1");
        assert_eq!(completion.pins, [(2, true)]);
        assert_eq!(completion.init_us, Some(2_000_000));
        let id = RequestId([call; 16]).to_string();
        assert!(completion.logs.contains(&id), "{}", completion.logs);
    }
    assert_eq!(rig.clock.monotonic(), Duration::from_secs(1_006));
}

#[test]
fn importing_the_library_does_not_stand_in_the_way() {
    for module in [
        "os",
        "sys",
        "logging",
        "boto3",
        "json",
        "re",
        "datetime",
        "decimal",
        "dataclasses",
        "enum",
        "typing",
        "collections",
        "functools",
        "itertools",
        "uuid",
        "time",
        "hashlib",
        "hmac",
        "base64",
        "urllib.parse",
        "zoneinfo",
        "string",
        "math",
        "statistics",
        "csv",
        "io",
    ] {
        let imports = format!("import {module}\nused = str({module})");
        assert!(is_copied(&imports), "{module} asks its host");
    }
    let usual = "import json\nimport logging\nimport os\nimport boto3\n\
                 log = logging.getLogger()\nlog.setLevel(logging.INFO)\n\
                 s3 = boto3.client('s3')\nlambdas = boto3.client('lambda')\n\
                 table = os.environ.get('TABLE', 'none')\nregion = os.environ['AWS_REGION']\n\
                 is_there = 'AWS_LAMBDA_LOG_STREAM_NAME' in os.environ\n\
                 missing = [os.environ.get('MISSING'), os.getenv('MISSING')]\n\
                 names = [list(os.environ), os.environ.keys(), len(os.environ)]\n\
                 os.environ['OWN'] = 'set'\nos.environ.setdefault('OWN', 'no')\n";
    assert!(is_copied(usual));
    assert!(
        !is_copied("import random\nused = random.choice"),
        "it draws a seed"
    );
}

#[test]
fn a_copy_tells_its_own_log_stream_and_start() {
    let source = "import logging\nimport os\n\
                  log = logging.getLogger()\n\
                  log.handlers[0].formatter = logging.Formatter('%(relativeCreated)d %(message)s')\n\
                  key = hash('what is hashed')\n\n\
                  def handler(event, context):\n    log.error('seen')\n    \
                  own = os.environ['AWS_LAMBDA_LOG_STREAM_NAME']\n    \
                  return [key, own == context.log_stream_name, own == dict(os.environ.items())\
                  ['AWS_LAMBDA_LOG_STREAM_NAME'], own]\n";
    let rig = Rig::new(|_| {});
    let function = Arc::new(function("probe", source));
    let answers: Vec<_> = (0..3)
        .map(|_| {
            rig.clock.advance(Duration::from_secs(100));
            let completion = rig.run(&function, "1");
            assert_eq!(completion.logs, "0 seen\n");
            text(&completion)
        })
        .collect();
    let parts = |at: usize| -> Vec<&str> { answers[at].split(", ").collect() };
    for at in 1..3 {
        assert_eq!(parts(at)[..3], [parts(0)[0], "true", "true"], "{answers:?}");
        assert_ne!(
            parts(at)[3],
            parts(at - 1)[3],
            "the log stream is another instance's"
        );
    }
}

#[test]
fn another_configuration_or_code_begins_anew() {
    let source = "import os\nseen = [os.environ['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'], \
                  os.environ.get('TABLE'), os.environ['AWS_LAMBDA_FUNCTION_VERSION']]\n\n\
                  def handler(event, context):\n    return seen\n";
    let rig = Rig::new(|_| {});
    let before = function("probe", source);
    let mut after = before.clone();
    after.environment.insert("TABLE".into(), "lights".into());
    let mut larger = after.clone();
    larger.memory_mb = 256;
    let mut published = larger.clone();
    published.version = Version::Numbered(7);
    let newer = function("probe", &source.replace("return seen", "return seen + [1]"));
    let functions = [before, after, larger, published, newer].map(Arc::new);
    let expected = [
        "[\"128\", null, \"$LATEST\"]",
        "[\"128\", \"lights\", \"$LATEST\"]",
        "[\"256\", \"lights\", \"$LATEST\"]",
        "[\"256\", \"lights\", \"7\"]",
        "[\"128\", null, \"$LATEST\", 1]",
    ];
    for _ in 0..2 {
        for (function, expected) in functions.iter().zip(expected) {
            assert_eq!(rig.answer(function), expected);
            assert_eq!(rig.answer(function), expected);
        }
    }
    // One configuration of each version is kept.
    assert_eq!(rig.template_count(), 2);
    // The timeout is no part of it: calls see that it has changed.
    let keyed = function("keyed", KEYED);
    let mut longer = keyed.clone();
    longer.timeout_ms = 30_000;
    assert_eq!(rig.answer(&Arc::new(keyed)), rig.answer(&Arc::new(longer)));
}

#[test]
fn a_module_that_fails_leaves_nothing() {
    for (source, error) in [
        ("x = 1 // 0", "ZeroDivisionError"),
        ("import sys\nsys.exit(3)", "exit status 3"),
        (
            "x = ['x' * 1000 for _ in range(10 ** 6)]",
            "Runtime.OutOfMemory",
        ),
    ] {
        let source = format!("print('loading')\n{source}\ndef handler(e, c):\n    return 1\n");
        let rig = Rig::new(|_| {});
        let mut function = function("probe", &source);
        function.memory_mb = 2;
        let function = Arc::new(function);
        let first = rig.run(&function, "1");
        let bytes = rig.template_bytes();
        for _ in 0..2 {
            let again = rig.run(&function, "1");
            assert!(text(&again).contains(error), "{}", text(&again));
            assert!(again.logs.starts_with("loading\n"), "{}", again.logs);
            assert_eq!(again.logs, first.logs);
        }
        assert_eq!(rig.template_bytes(), bytes, "{error}");
    }
}

#[test]
fn an_instance_that_was_killed_is_followed_by_a_copy() {
    let source = "kept = []\nkey = hash('what is hashed')\n\n\
                  def handler(event, context):\n    kept.append(event)\n    \
                  if event == 'memory':\n        kept.extend(['x' * 1000 for _ in range(10 ** 6)])\n    \
                  if event == 'exit':\n        raise SystemExit(1)\n    \
                  while event == 'time':\n        import time\n        time.sleep(1)\n    \
                  return [len(kept), key]\n";
    let rig = Rig::new(|options| options.instances_max = 4);
    let mut function = function("probe", source);
    function.memory_mb = 2;
    let function = Arc::new(function);
    let first = text(&rig.run(&function, "1"));
    let key = first.strip_prefix("[1, ").expect("a key").to_owned();
    for (number, (event, error)) in [
        ("\"memory\"", "Runtime.OutOfMemory"),
        ("\"exit\"", "exit status 1"),
        ("\"time\"", "Sandbox.Timedout"),
    ]
    .into_iter()
    .enumerate()
    {
        let killed = text(&rig.run(&function, event));
        assert!(killed.contains(error), "{killed}");
        let next = rig.run(&function, "1");
        assert!(next.init_us.is_some(), "round {number}");
        assert_eq!(text(&next), format!("[1, {key}"));
    }
}

#[test]
fn templates_are_bounded_in_number_and_the_one_used_longest_ago_goes_first() {
    let rig = Rig::new(|options| options.templates_max = 2);
    let functions = ["a", "b", "c"].map(|name| Arc::new(function(name, KEYED)));
    let [a, b, c] = &functions;
    let (key_a, key_b) = (rig.answer(a), rig.answer(b));
    assert_eq!(rig.answer(a), key_a, "it was used last");
    rig.answer(c);
    assert_eq!(rig.template_count(), 2);
    assert_eq!(rig.answer(a), key_a);
    assert_ne!(rig.answer(b), key_b, "it had to go");
}

#[test]
fn templates_are_bounded_in_bytes() {
    let source = |cells: usize| format!("table = list(range({cells}))\n{KEYED}");
    let fits = Arc::new(function("fits", &source(1_000)));
    let large = Arc::new(function("large", &source(20_000)));
    let rig = Rig::new(|options| options.template_bytes_max = 100_000);
    // Of the larger one only the package is kept: its state is more than a quarter.
    assert_ne!(rig.answer(&large), rig.answer(&large));
    let without_state = rig.template_bytes();
    assert!(without_state < 4_000, "{without_state}");
    let key = rig.answer(&fits);
    assert_eq!(rig.answer(&fits), key);
    let with_state = rig.template_bytes() - without_state;
    assert!((8_000..25_000).contains(&with_state), "{with_state}");
    // What is too much all together drives out the one that was used longest ago.
    for number in 0..20 {
        let other = Arc::new(function(&format!("other-{number}"), &source(1_000)));
        let key = rig.answer(&other);
        assert_eq!(rig.answer(&other), key);
        assert!(rig.template_bytes() <= 100_000);
    }
    assert!((4..12).contains(&rig.template_count()));
    assert_ne!(rig.answer(&fits), key, "it had to go");
}

#[test]
fn what_a_module_prints_takes_room_as_well() {
    let source = format!("print('x' * 30000)\n{KEYED}");
    let printing = Arc::new(function("printing", &source));
    let rig = Rig::new(|options| options.template_bytes_max = 100_000);
    assert_ne!(rig.answer(&printing), rig.answer(&printing));
    let rig = Rig::new(|options| options.template_bytes_max = 200_000);
    assert_eq!(rig.answer(&printing), rig.answer(&printing));
}

#[test]
fn a_function_that_is_gone_leaves_nothing() {
    let rig = Rig::new(|_| {});
    let [one, other] = ["one", "other"].map(|name| Arc::new(function(name, KEYED)));
    let mut published = Function::clone(&one);
    published.version = Version::Numbered(1);
    let published = Arc::new(published);
    let keys = [&one, &other, &published].map(|function| rig.answer(function));
    assert_eq!(rig.template_count(), 3);
    // The version is still deployed, the latest one is another.
    rig.executor
        .evict_stale(&one.name, &|kept| kept.version != Version::Latest);
    assert_eq!(rig.template_count(), 2);
    assert_eq!(rig.answer(&published), keys[2]);
    assert_eq!(rig.answer(&other), keys[1]);
    assert_ne!(rig.answer(&one), keys[0]);
    rig.executor.evict(&one.name);
    assert_eq!(rig.template_count(), 1);
    assert_eq!(rig.answer(&other), keys[1]);
    assert_ne!(rig.answer(&published), keys[2]);
}

#[test]
fn a_prepared_function_leaves_a_copy_as_well() {
    let rig = Rig::new(|options| options.instances_max = 1);
    let source = format!("print('loading')\n{KEYED}");
    let function = Arc::new(function("probe", &source));
    rig.executor.prepare(&function).expect("it can run");
    let first = rig.run(&function, "1");
    assert_eq!(first.logs, "loading\n");
    let other = Rig::new(|_| {});
    other.executor.prepare(&function).expect("it can run");
    let second = other.run(&function, "1");
    assert_eq!(second.logs, "loading\n", "it is the first to be asked");
    assert_eq!(text(&second), other.answer(&function));
}
