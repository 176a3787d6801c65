//! Requests that nobody sends on purpose.

use proptest::prelude::*;

use super::*;

fn segment() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("2015-03-31".to_owned()),
        Just("2017-03-31".to_owned()),
        Just("2019-09-25".to_owned()),
        Just("functions".to_owned()),
        Just("light".to_owned()),
        Just("light:prod".to_owned()),
        Just("versions".to_owned()),
        Just("aliases".to_owned()),
        Just("policy".to_owned()),
        Just("configuration".to_owned()),
        Just("code".to_owned()),
        Just("invocations".to_owned()),
        Just("event-invoke-config".to_owned()),
        Just("tags".to_owned()),
        Just("..".to_owned()),
        "[a-zA-Z0-9%:$_.-]{1,12}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let members = proptest::collection::btree_map("[A-Z][a-zA-Z]{0,9}", inner.clone(), 0..4);
        prop_oneof![
            proptest::collection::vec(inner, 0..4).prop_map(Value::from),
            members.prop_map(|members| json!(members)),
        ]
    })
}

/// Members that operations read, with values that they do not expect.
fn body() -> impl Strategy<Value = Value> {
    let member = prop_oneof![
        "FunctionName|Role|Handler|Runtime|Code|Timeout|MemorySize|Environment|Tags|Publish",
        "Architectures|VpcConfig|LoggingConfig|Name|FunctionVersion|RoutingConfig|RevisionId",
        "StatementId|Action|Principal|MaximumRetryAttempts|DestinationConfig|ZipFile|S3Bucket",
    ];
    let odd = proptest::collection::btree_map(member, value(), 0..4);
    (any::<bool>(), odd).prop_map(|(sound, odd)| {
        let start = if sound {
            create_request("light")
        } else {
            json!({})
        };
        with(start, json!(odd))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn no_request_makes_the_server_fail(
        method in "GET|PUT|POST|DELETE|HEAD|PATCH",
        segments in proptest::collection::vec(segment(), 0..6),
        query in proptest::option::of("(Qualifier|Marker|MaxItems|tagKeys)=[a-z0-9%$&=+]{0,8}"),
        body in body(),
        cut in proptest::option::of(0..400_usize),
    ) {
        let mut path = format!("/{}", segments.join("/"));
        if let Some(query) = query {
            path = format!("{path}?{query}");
        }
        prop_assume!(path.parse::<warp::http::Uri>().is_ok());
        let mut body = body.to_string().into_bytes();
        body.truncate(cut.unwrap_or(usize::MAX));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (response, after) = runtime.block_on(async {
            let server = Server::with_light().await;
            let response = server.send(&method, &path, &[], body).await;
            let after = server.get("/2015-03-31/functions").await;
            (response, after)
        });
        prop_assert!(response.status < 500 || response.status == 501, "{}", response.json());
        prop_assert!(response.headers.contains_key("x-amzn-requestid"));
        prop_assert_eq!(after.status, 200);
        if response.status >= 400 {
            prop_assert!(response.headers.contains_key("x-amzn-errortype"));
            prop_assert!(response.body.len() < 2000, "an error as long as its request");
        }
    }
}
