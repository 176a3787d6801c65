//! List, set and dict comprehensions, inlined in the function around them.

use std::rc::Rc;

use iotpy_core::opcode::Op;

use super::builder::Builder;
use crate::code::{ComprehensionId, InlinedFunction};
use crate::resolve::Variable;
use crate::tree::{At, Clause, Comprehension, ComprehensionKind, ExprKind, ScopeId};

/// What a comprehension is inlined in.
struct Around {
    scope: ScopeId,
    at: At,
    /// The register of the collection that it makes.
    result: u8,
    comprehension: Option<ComprehensionId>,
}

impl Builder<'_, '_, '_> {
    pub fn comprehension(&mut self, comprehension: &Comprehension, at: At, dest: u8) {
        let result = self.scratch(dest);
        let variables = self.open_scope(comprehension);
        let make = match comprehension.kind {
            ComprehensionKind::List => Op::MakeList,
            ComprehensionKind::Set => Op::MakeSet,
            ComprehensionKind::Dict => Op::MakeDict,
        };
        self.at = at;
        self.op(make, result, 0, 0);
        let outer = self.comprehension;
        let entered = self.program.pool.add_comprehension(InlinedFunction {
            name: comprehension.kind.function_name(),
            at,
            outer,
        });
        let around = Around {
            scope: self.scope,
            at,
            result,
            comprehension: outer,
        };
        self.clauses(comprehension, entered, &comprehension.clauses, &around);
        self.comprehension = outer;
        for variable in variables {
            self.unbind_register(variable);
            self.flow.assigned.remove(&variable);
        }
        self.at = at;
        self.copy(dest, result);
    }

    /// Gives registers to the comprehension's variables, except those that a loop will give one.
    fn open_scope(&mut self, comprehension: &Comprehension) -> Vec<Variable> {
        let scopes = Rc::clone(&self.scopes);
        let bindings = &scopes.get(comprehension.scope).bindings;
        let mut variables = Vec::with_capacity(bindings.len());
        for (index, binding) in bindings.iter().enumerate() {
            let variable = (comprehension.scope, index);
            variables.push(variable);
            let by_loop = comprehension.clauses.iter().any(|clause| {
                matches!(&clause.target.kind, ExprKind::Name(name) if *name == binding.name)
            });
            if by_loop && !binding.captured {
                continue;
            }
            let register = self.alloc();
            self.bind_register(variable, register);
            self.op(Op::LoadSpecial, register, 3, 0);
            if binding.captured {
                self.op(Op::MakeCell, register, 0, 0);
            }
        }
        variables
    }

    fn clauses(
        &mut self,
        comprehension: &Comprehension,
        entered: ComprehensionId,
        clauses: &[Clause],
        around: &Around,
    ) {
        let Some((clause, rest)) = clauses.split_first() else {
            return self.element(comprehension, around.result);
        };
        let mark = self.mark();
        // The outermost iterable belongs to the scope around the comprehension.
        let first = clauses.len() == comprehension.clauses.len();
        (self.scope, self.comprehension) = match first {
            true => (around.scope, around.comprehension),
            false => (comprehension.scope, Some(entered)),
        };
        self.at = around.at;
        let opened = self.open_iteration(
            &clause.iterable,
            Some(&clause.target),
            Some(comprehension.scope),
        );
        (self.scope, self.comprehension) = (comprehension.scope, Some(entered));
        self.enter_iteration(&opened, Some(&clause.target), &[]);
        for condition in &clause.conditions {
            self.branch(condition, opened.next, false);
        }
        self.clauses(comprehension, entered, rest, around);
        self.close_iteration(&opened);
        self.scope = around.scope;
        self.release(mark);
    }

    fn element(&mut self, comprehension: &Comprehension, result: u8) {
        let element = self.value(&comprehension.element);
        self.at = comprehension.element.at;
        match (comprehension.kind, &comprehension.value) {
            (ComprehensionKind::List, _) => self.op(Op::ListPush, result, element, 0),
            (ComprehensionKind::Set, _) => self.op(Op::SetPush, result, element, 0),
            (ComprehensionKind::Dict, Some(value)) => {
                let value = self.value(value);
                self.at = comprehension.element.at;
                self.op(Op::DictPut, result, element, value);
            }
            (ComprehensionKind::Dict, None) => {}
        }
    }
}
