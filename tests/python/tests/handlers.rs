//! Every handler answers every event on our VM as on CPython, to the last bit.

use nanolambda_python_suite::{
    CPython, HANDLERS, Implementation, Ours, Report, Verdict, handler, run_handler,
};

#[test]
fn handlers_answer_as_on_cpython() {
    let mut report = Report::default();
    let reference = CPython::default();
    for (name, function) in HANDLERS {
        let handler = handler(name, function).expect("the corpus is readable");
        let expected = reference.run_handler(&handler).expect("the reference runs");
        let actual = Ours.run_handler(&handler).expect("the implementation runs");
        report.add(
            "handlers",
            &format!("handlers/{name}"),
            Verdict::of(&expected, &actual),
        );
    }
    println!("{report}");
    assert_eq!(
        report.differences(),
        0,
        "handlers that differ; the list is above"
    );
    assert_eq!(
        report.refusals(),
        0,
        "handlers that are refused; the list is above"
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
