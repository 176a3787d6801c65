//! Functions that use the server's objects and functions with `boto3`, on the machine.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use nanolambda_interop::{Clients, Edge, create_function, test_file, zip_of};
use serde_json::{Value, json};

/// A program as people write them for AWS.
const REPORT: &str = r#"
import json
import logging
import os
from dataclasses import asdict, dataclass, field

import boto3
from botocore.exceptions import ClientError

logger = logging.getLogger()
logger.setLevel(logging.INFO)
s3 = boto3.client("s3")
functions = boto3.client("lambda")
BUCKET = os.environ["BUCKET"]


class ReadingError(Exception):
    def __init__(self, sensor, value):
        super().__init__(sensor, value)
        self.sensor = sensor
        self.value = value

    def __str__(self):
        return f"{self.sensor} reads {self.value}"


@dataclass
class Report:
    sensor: str
    values: list = field(default_factory=list)

    @property
    def mean(self):
        return sum(self.values) / len(self.values)

    def check(self):
        for value in self.values:
            if value < 0:
                raise ReadingError(self.sensor, value)


def scaled(values):
    answer = functions.invoke(FunctionName="scale", Payload=json.dumps(values))
    return json.loads(answer["Payload"].read())


def handler(event, context):
    report = Report(event["sensor"], scaled(event["values"]))
    logger.info("report of %s", report.sensor)
    report.check()
    key = f"reports/{report.sensor}.json"
    s3.put_object(Bucket=BUCKET, Key=key, Body=json.dumps(asdict(report)),
                  ContentType="application/json", Metadata={"Mean": str(report.mean)})
    stored = s3.get_object(Bucket=BUCKET, Key=key)
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix="reports/")
    try:
        s3.get_object(Bucket=BUCKET, Key=event.get("missing", "none"))
    except ClientError as error:
        logger.warning("missing: %s", error)
        missing = error.response["Error"]["Code"]
    return {
        "stored": json.loads(stored["Body"].read()),
        "type": stored["ContentType"],
        "metadata": stored["Metadata"],
        "keys": [item["Key"] for page in pages for item in page["Contents"]],
        "missing": missing,
        "context": [context.function_name, context.memory_limit_in_mb, context.invoked_function_arn,
                    context.log_group_name, context.aws_request_id in context.log_stream_name,
                    0 < context.get_remaining_time_in_millis() <= 9000,
                    os.environ["AWS_LAMBDA_FUNCTION_NAME"], os.environ["AWS_REGION"]],
    }
"#;

const SCALE: &str = "def handler(event, context):\n    return [2 * value for value in event]\n";

/// Calls that go wrong.
const FAILING: &str = r#"import boto3
s3 = boto3.client("s3")
functions = boto3.client("lambda")
def handler(event, context):
    if event == "key":
        return s3.get_object(Bucket="readings", Key="none")
    if event == "bucket":
        return s3.get_object(Bucket="no-bucket", Key="none")
    if event == "function":
        return functions.invoke(FunctionName="nobody")
    if event == "codes":
        codes = []
        for call in [lambda: s3.head_object(Bucket="readings", Key="none"),
                     lambda: s3.list_objects_v2(Bucket="no-bucket"),
                     lambda: s3.put_object(Bucket="readings", Key="k", Body=b"", ACL="x"),
                     lambda: functions.invoke(FunctionName="scale", Payload="{")]:
            try:
                call()
            except s3.exceptions.ClientError as error:
                codes.append(error.response["Error"]["Code"])
        return codes
    answer = functions.invoke(FunctionName=context.function_name, Payload=event + "1")
    return answer["Payload"].read().decode()
"#;

const ITSELF: &str = r#"import boto3, json
functions = boto3.client("lambda")
def handler(event, context):
    try:
        answer = functions.invoke(FunctionName=context.function_name, Payload=json.dumps(event + 1))
    except functions.exceptions.ClientError as error:
        return [event, error.response["Error"]["Code"]]
    return json.loads(answer["Payload"].read())
"#;

const EVENTS: &str = r#"import boto3, time
def handler(event, context):
    if event == "put":
        boto3.resource("s3").Object("readings", "event").put(Body=b"came")
        return
    answer = boto3.client("lambda").invoke(
        FunctionName=context.function_name, InvocationType="Event", Payload=b'"put"')
    return [answer["StatusCode"], answer["ResponseMetadata"]["HTTPStatusCode"]]
"#;

const SLOW: &str = r#"import boto3, time
def handler(event, context):
    if event == "sleep":
        time.sleep(30)
    boto3.client("lambda").invoke(FunctionName=context.function_name, Payload=b'"sleep"')
"#;

struct Walk {
    clients: Clients,
    edge: Edge,
    home: tempfile::TempDir,
}

impl Walk {
    fn start(flags: &[&str]) -> Self {
        let home = tempfile::tempdir().expect("a temporary directory");
        let walk = Self {
            clients: Clients::find(),
            edge: Edge::start_with(home.path(), flags),
            home,
        };
        walk.aws(&["s3", "mb", "s3://readings"]);
        walk
    }

    fn aws(&self, arguments: &[&str]) -> String {
        self.clients.aws(&self.edge.aws(), arguments).ok().text()
    }

    fn create(&self, name: &str, code: &str) -> Value {
        let settings = json!({"Timeout": 9, "Environment": {"Variables": {"BUCKET": "readings"}}});
        let zip = zip_of(&[("app.py", code)]);
        let made = create_function(&self.edge.aws(), name, "app.handler", &zip, &settings);
        made.expect("an answer").json()
    }

    /// Metadata and answer of an invocation by aws-cli, with the log.
    fn invoke(&self, name: &str, event: &Value) -> (Value, Value, String) {
        let out = test_file(self.home.path(), "answer", b"");
        let event = event.to_string();
        let event = test_file(self.home.path(), "event", event.as_bytes());
        let event = format!("fileb://{event}");
        let arguments = [
            "lambda",
            "invoke",
            "--function-name",
            name,
            "--log-type",
            "Tail",
            "--payload",
            &event,
            &out,
        ];
        let metadata = self.clients.aws(&self.edge.aws(), &arguments).json();
        let log = metadata["LogResult"].as_str().unwrap_or_default();
        let log = BASE64_STANDARD.decode(log).expect("base64");
        let answer = std::fs::read(&out).expect("an answer");
        let answer = serde_json::from_slice(&answer).expect("JSON");
        (metadata, answer, String::from_utf8_lossy(&log).into_owned())
    }
}

#[test]
fn a_function_with_boto3_runs_on_the_machine() {
    let walk = Walk::start(&[]);
    walk.create("scale", SCALE);
    let made = walk.create("report", REPORT);
    assert_eq!(made["State"], "Active");
    // Functions that need CPython say why there.
    assert_eq!(made.get("StateReason"), None, "{made}");
    let event = json!({"sensor": "light", "values": [1, 2, 3]});
    let (metadata, answer, log) = walk.invoke("report", &event);
    assert_eq!(metadata.get("FunctionError"), None, "{answer} {log}");
    let arn = "arn:aws:lambda:us-east-1:000000000000:function:report";
    let expected = json!({
        "stored": {"sensor": "light", "values": [2, 4, 6]},
        "type": "application/json",
        "metadata": {"mean": "4.0"},
        "keys": ["reports/light.json"],
        "missing": "NoSuchKey",
        "context": ["report", "128", arn, "/aws/lambda/report", false, true, "report", "us-east-1"],
    });
    assert_eq!(answer, expected);
    for part in [
        "[INFO]\t",
        "\treport of light\n",
        "[WARNING]\t",
        "(NoSuchKey) when calling",
    ] {
        assert!(log.contains(part), "{log}");
    }
    let object = walk.aws(&["s3", "cp", "s3://readings/reports/light.json", "-"]);
    assert_eq!(object, r#"{"sensor": "light", "values": [2, 4, 6]}"#);
    let results = walk.edge.management("/functions/report/results");
    let results = nanolambda_interop::call("GET", &results, &[], b"").expect("an answer");
    assert!(results.text().contains("iotpy"), "{}", results.text());
    // What the function raises has its own name and text, and the lines of the source.
    let event = json!({"sensor": "light", "values": [1, -1]});
    let (metadata, answer, log) = walk.invoke("report", &event);
    assert_eq!(metadata["FunctionError"], "Unhandled");
    assert_eq!(answer["errorType"], "ReadingError");
    assert_eq!(answer["errorMessage"], "light reads -2");
    let stack = json!([
        "  File \"/var/task/app.py\", line 50, in handler\n    report.check()\n",
        "  File \"/var/task/app.py\", line 39, in check\n    \
         raise ReadingError(self.sensor, value)\n",
    ]);
    assert_eq!(answer["stackTrace"], stack);
    assert!(
        log.contains("[ERROR] ReadingError: light reads -2\nTraceback"),
        "{log}"
    );
}

#[test]
fn errors_of_the_cloud_are_those_of_aws() {
    let walk = Walk::start(&[]);
    walk.create("scale", SCALE);
    walk.create("failing", FAILING);
    for (event, error_type, message) in [
        (
            "key",
            "NoSuchKey",
            "An error occurred (NoSuchKey) when calling the GetObject operation: The specified key \
             does not exist.",
        ),
        (
            "bucket",
            "NoSuchBucket",
            "An error occurred (NoSuchBucket) when calling the GetObject operation: The specified \
             bucket does not exist",
        ),
        (
            "function",
            "ResourceNotFoundException",
            "An error occurred (ResourceNotFoundException) when calling the Invoke operation: \
             Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody",
        ),
    ] {
        let (metadata, answer, _) = walk.invoke("failing", &json!(event));
        assert_eq!(metadata["FunctionError"], "Unhandled", "{event}");
        assert_eq!(answer["errorType"], error_type, "{answer}");
        assert_eq!(answer["errorMessage"], message, "{answer}");
    }
    let (_, codes, _) = walk.invoke("failing", &json!("codes"));
    let expected = [
        "404",
        "NoSuchBucket",
        "NotImplemented",
        "InvalidRequestContentException",
    ];
    assert_eq!(codes, json!(expected));
}

#[test]
fn functions_call_functions_with_one_worker() {
    let walk = Walk::start(&["--workers", "1"]);
    walk.create("itself", ITSELF);
    let (_, answer, log) = walk.invoke("itself", &json!(1));
    assert_eq!(answer, json!([16, "RecursiveInvocationException"]), "{log}");
    walk.create("events", EVENTS);
    let (_, answer, _) = walk.invoke("events", &json!("start"));
    assert_eq!(answer, json!([202, 202]));
    let object = || {
        let arguments = ["s3", "cp", "s3://readings/event", "-"];
        walk.clients.aws(&walk.edge.aws(), &arguments).text()
    };
    assert!((0..20).any(|_| object() == "came"), "the event did not run");
    // A caller who runs out of time ends, and takes its callee along.
    let settings = json!({"Timeout": 1});
    let zip = zip_of(&[("app.py", SLOW)]);
    let made = create_function(&walk.edge.aws(), "slow", "app.handler", &zip, &settings);
    assert_eq!(made.expect("an answer").status, 201);
    let begun = std::time::Instant::now();
    let (_, answer, _) = walk.invoke("slow", &json!("start"));
    assert_eq!(answer["errorType"], "Sandbox.Timedout");
    assert!(begun.elapsed().as_secs() < 15, "{:?}", begun.elapsed());
}
