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
            StmtKind::If(branches, otherwise) => {
                branches
                    .iter()
                    .for_each(|(_, body)| unbound_names(body, names));
                unbound_names(otherwise, names);
            }
            StmtKind::While(_, body, otherwise) => {
                unbound_names(body, names);
                unbound_names(otherwise, names);
            }
            StmtKind::For(statement) => {
                unbound_names(&statement.body, names);
                unbound_names(&statement.otherwise, names);
            }
            StmtKind::Try(statement) => {
                unbound_names(&statement.body, names);
                for handler in &statement.handlers {
                    names.extend(handler.name.clone());
                    unbound_names(&handler.body, names);
                }
                unbound_names(&statement.otherwise, names);
                unbound_names(&statement.finally, names);
            }
            _ => {}
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
