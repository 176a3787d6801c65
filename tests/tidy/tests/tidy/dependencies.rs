//! Every dependency has its reason.

use std::collections::BTreeSet;
use std::fs;

use nanolambda_tidy::{assert_none, root, workspace};

#[test]
fn each_dependency_has_a_line_of_reason_and_each_line_a_dependency() {
    let text = fs::read_to_string(root().join("docs/dependencies.md")).expect("it is there");
    let named: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let metadata = workspace();
    let used: BTreeSet<&str> = metadata
        .packages
        .iter()
        .flat_map(|package| &package.dependencies)
        .filter(|dependency| dependency.path.is_none())
        .map(|dependency| dependency.name.as_str())
        .collect();
    let missing = used
        .difference(&named)
        .map(|name| format!("{name} has no line of reason"));
    let stale = named
        .difference(&used)
        .map(|name| format!("{name} has a line and is not used"));
    assert_none(&missing.chain(stale).collect::<Vec<_>>());
}
