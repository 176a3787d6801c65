//! Every source of `refused/` is refused at compile time, with line and construct.

use nanolambda_python_suite::{refused, run_handler};

#[test]
fn refusals_name_the_line_and_the_construct() {
    let mut wrong = Vec::new();
    for (path, expected) in refused().expect("the corpus is readable") {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        // Only what the entry reaches is compiled, so the file is loaded for its handler.
        let events = ["null".to_owned()];
        let observed = run_handler(&path, "handler", &events).expect("the implementation runs");
        let observed = &observed[0];
        let place = format!("{name}:{}:", expected.line);
        match &observed.refused {
            Some(text) if text.contains(&place) && text.contains(&expected.construct) => {}
            Some(text) => wrong.push(format!("{name}: expected {expected:?}, not {text:?}")),
            None => wrong.push(format!("{name}: was accepted, expected {expected:?}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
