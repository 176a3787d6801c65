//! Which local variables are surely assigned at a point of the code.

use std::collections::HashSet;

use crate::resolve::Variable;
use crate::tree::{Expr, ExprKind, Name, Stmt, StmtKind};

/// What is known at one point.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    pub reachable: bool,
    pub assigned: HashSet<Variable>,
}

impl Flow {
    pub fn unreachable() -> Flow {
        Flow {
            reachable: false,
            assigned: HashSet::new(),
        }
    }

    /// What is known where two paths meet.
    pub fn join(&self, other: &Flow) -> Flow {
        match (self.reachable, other.reachable) {
            (true, true) => {
                let both = self.assigned.intersection(&other.assigned).copied();
                Flow {
                    reachable: true,
                    assigned: both.collect(),
                }
            }
            (true, false) => self.clone(),
            _ => other.clone(),
        }
    }
}

/// The names that statements may unbind: by `del`, or at the end of `except … as name`.
pub(super) fn unbound_names(body: &[Stmt], names: &mut Vec<Name>) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::Delete(targets) => targets.iter().for_each(|t| deleted(t, names)),
            StmtKind::Try(statement) => {
                names.extend(statement.handlers.iter().filter_map(|h| h.name.clone()));
            }
            _ => {}
        }
        for body in stmt.kind.bodies() {
            unbound_names(body, names);
        }
    }
}

fn deleted(target: &Expr, names: &mut Vec<Name>) {
    match &target.kind {
        ExprKind::Name(name) => names.push(name.clone()),
        ExprKind::Tuple(items) | ExprKind::List(items) => {
            items.iter().for_each(|item| deleted(item, names));
        }
        _ => {}
    }
}
