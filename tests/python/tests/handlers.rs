//! Every handler answers every event on our VM as on CPython, to the last bit.

use nanolambda_python_suite::{
    CPython, HANDLERS, Handler, Implementation, Ours, Report, Verdict, handler, run_handler,
};

#[test]
fn handlers_answer_as_on_cpython() {
    let read = |(name, function): &(&str, &str)| handler(name, function);
    let handlers: Result<Vec<Handler>, _> = HANDLERS.iter().map(read).collect();
    let handlers = handlers.expect("the corpus is readable");
    let reference = CPython::default();
    let expected = reference.run_handlers(&handlers);
    let expected = expected.expect("the reference runs");
    let actual = Ours.run_handlers(&handlers).expect("the handlers are read");
    let mut report = Report::default();
    for (((name, _), expected), actual) in HANDLERS.iter().zip(expected).zip(actual) {
        let verdict = Verdict::of(&expected, &actual);
        report.add("handlers", &format!("handlers/{name}"), verdict);
    }
    println!("{report}");
    assert_eq!(
        (report.differences(), report.refusals()),
        (0, 0),
        "handlers that differ or are refused; the list is above"
    );
}

#[test]
fn the_light_handler_sets_the_pin() {
    let light = handler("light", "new_light_lvl").expect("the corpus is readable");
    let events = ["[120]".to_owned(), "[80]".to_owned()];
    let runs = run_handler(&light.path, &light.function, &events).expect("it runs");
    let seen: Vec<_> = runs
        .iter()
        .map(|run| (run.result.as_deref(), run.pins.clone()))
        .collect();
    assert_eq!(
        seen,
        [
            (Some("null"), vec![(2, true)]),
            (Some("null"), vec![(2, false)])
        ]
    );
}
