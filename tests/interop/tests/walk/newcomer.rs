//! What a newcomer does with stock tools.

use std::fs;
use std::path::Path;

use nanolambda_interop::{Clients, Edge, handler_path, test_file, zip_of_handler};

const ROLE: &str = "arn:aws:iam::000000000000:role/any";

/// A handler of the corpus, how it is deployed, and an event for it.
struct Sample {
    function: &'static str,
    handler: &'static str,
    event: &'static str,
}

const SAMPLES: [Sample; 3] = [
    Sample {
        function: "light",
        handler: "new_light_lvl",
        event: "[120]",
    },
    Sample {
        function: "maintenance",
        handler: "new_accel_sample",
        event: "[[0.01, -0.02, 0.98], [0.03, 0.01, 1.02], [0.3, 0.4, 1.2], [0.0, 0.1, 0.99]]",
    },
    Sample {
        function: "sieve",
        handler: "handler",
        event: "{}",
    },
];

/// What CPython answers when it runs the same file, in the bytes of `json.dumps`.
fn answer_of_cpython(clients: &Clients, sample: &Sample) -> Vec<u8> {
    let program = "
import importlib, json, sys
sys.path[:0] = sys.argv[1:3]
module = importlib.import_module(sys.argv[3])
answer = getattr(module, sys.argv[4])(json.loads(sys.argv[5]), None)
sys.stdout.write(json.dumps(answer))
";
    let handlers = handler_path(sample.function)
        .parent()
        .map(Path::to_path_buf);
    let handlers = handlers.expect("a handler is in a folder");
    let corpus = handlers.join("..");
    let places = [handlers.display().to_string(), corpus.display().to_string()];
    let [handlers_text, corpus_text] = &places;
    let arguments = [
        handlers_text.as_str(),
        corpus_text,
        sample.function,
        sample.handler,
        sample.event,
    ];
    clients.python_text(program, &arguments, &handlers).ok().out
}

fn deploy(clients: &Clients, edge: &Edge, home: &Path, sample: &Sample) {
    let zip = test_file(home, "code.zip", &zip_of_handler(sample.function));
    let handler = format!("{}.{}", sample.function, sample.handler);
    let zip = format!("fileb://{zip}");
    let created = clients
        .aws(
            &edge.aws(),
            &[
                &[
                    "lambda",
                    "create-function",
                    "--function-name",
                    sample.function,
                ][..],
                &["--runtime", "python3.12", "--role", ROLE],
                &["--handler", &handler, "--zip-file", &zip],
            ]
            .concat(),
        )
        .json();
    assert_eq!(created["State"], "Active");
    assert_eq!(created["Handler"], handler);
    let arn = format!(
        "arn:aws:lambda:us-east-1:000000000000:function:{}",
        sample.function
    );
    assert_eq!(created["FunctionArn"], arn);
    assert!(
        created["CodeSha256"]
            .as_str()
            .is_some_and(|hash| hash.len() == 44),
        "{created}"
    );
}

#[test]
fn a_function_answers_the_same_through_every_client_as_on_cpython() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let clients = Clients::find();
    let edge = Edge::start(home.path());
    for sample in &SAMPLES {
        let Sample {
            function, event, ..
        } = sample;
        let expected = answer_of_cpython(&clients, sample);
        let expected = String::from_utf8(expected).expect("JSON is text");
        deploy(&clients, &edge, home.path(), sample);

        let out = home.path().join("out.json");
        let invoked = clients
            .aws(
                &edge.aws(),
                &[
                    &[
                        "lambda",
                        "invoke",
                        "--function-name",
                        function,
                        "--payload",
                        event,
                    ][..],
                    &[&out.display().to_string()],
                ]
                .concat(),
            )
            .json();
        assert_eq!(invoked["StatusCode"], 200);
        assert!(invoked.get("FunctionError").is_none(), "{invoked}");
        let answer = fs::read_to_string(&out).expect("the CLI wrote the answer");
        assert_eq!(answer, expected, "{function} by aws-cli");

        let boto3 = clients
            .python("invoke_boto3.py", &[&edge.aws(), function, event])
            .ok();
        assert_eq!(boto3.text(), expected, "{function} by boto3");

        let curl = clients
            .curl(&["--fail", "-d", event, &edge.http(function)], b"")
            .ok();
        assert_eq!(curl.text(), expected, "{function} by curl");

        let coap = clients
            .coap_post(&edge.coap(function), event.as_bytes())
            .ok();
        assert_eq!(
            coap.text().trim_end_matches('\n'),
            expected,
            "{function} by coap-client"
        );
    }
}

#[test]
fn objects_go_in_and_out_through_the_aws_cli() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let clients = Clients::find();
    let edge = Edge::start(home.path());
    let s3 = |arguments: &[&str]| {
        let arguments = [&["s3"][..], arguments].concat();
        clients.aws(&edge.aws(), &arguments).ok().text()
    };
    // Longer than the part size of the CLI, so that it is uploaded in parts.
    let contents: Vec<u8> = (0..10_000_000u32)
        .map(|at| (at.wrapping_mul(at) >> 5) as u8)
        .collect();
    let original = test_file(home.path(), "original.bin", &contents);
    let copy = home.path().join("copy.bin").display().to_string();

    s3(&["mb", "s3://sensors"]);
    s3(&["cp", "--quiet", &original, "s3://sensors/2026/original.bin"]);
    let listed = s3(&["ls", "--recursive", "s3://sensors"]);
    assert!(listed.contains("10000000 2026/original.bin"), "{listed}");
    s3(&["cp", "--quiet", "s3://sensors/2026/original.bin", &copy]);
    assert!(
        fs::read(&copy).expect("the copy is there") == contents,
        "the copy differs"
    );
    s3(&["rm", "--quiet", "s3://sensors/2026/original.bin"]);
    assert_eq!(s3(&["ls", "--recursive", "s3://sensors/"]), "");
    s3(&["rb", "s3://sensors"]);
    assert_eq!(s3(&["ls"]), "");
}
