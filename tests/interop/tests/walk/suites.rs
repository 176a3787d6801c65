//! The boto3 suites of the two APIs, against the whole server.

use nanolambda_interop::{Clients, Edge};

#[track_caller]
fn check(program: &str) {
    let home = tempfile::tempdir().expect("a temporary directory");
    let edge = Edge::start(home.path());
    let finished = Clients::find().python(program, &[&edge.aws()]).ok();
    println!("{program}: {}", finished.text().trim());
    assert!(
        finished.text().contains("checks passed"),
        "{}",
        finished.text()
    );
}

#[test]
fn boto3_gets_what_the_lambda_api_promises() {
    check("lambda_boto3.py");
}

#[test]
fn boto3_sees_no_difference_between_instances() {
    check("starts_boto3.py");
}

#[test]
fn boto3_gets_what_the_s3_api_promises() {
    check("s3_boto3.py");
}
