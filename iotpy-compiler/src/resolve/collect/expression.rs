//! The names in expressions.

use super::{Collected, Collector, error};
use crate::resolve::ScopeKind;
use crate::tree::{At, Call, Comprehension, Expr, ExprKind, FormatPart, Name};

impl Collector<'_> {
    pub(super) fn option(&mut self, e: Option<&Expr>) -> Collected {
        e.map_or(Ok(()), |e| self.expr(e))
    }

    pub(super) fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> Collected {
        exprs.into_iter().try_for_each(|e| self.expr(e))
    }

    pub(super) fn expr(&mut self, e: &Expr) -> Collected {
        match &e.kind {
            ExprKind::Name(name) => {
                self.use_name(name, e.at);
                Ok(())
            }
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                items.iter().try_for_each(|item| match &item.kind {
                    ExprKind::Starred(inner) => self.expr(inner),
                    _ => self.expr(item),
                })
            }
            ExprKind::And(items) | ExprKind::Or(items) => self.exprs(items),
            ExprKind::Starred(_) => error(e.at, "can't use starred expression here"),
            ExprKind::Unary(_, inner) | ExprKind::Attribute(inner, ..) => self.expr(inner),
            ExprKind::Binary(_, left, right) => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::Subscript(value, index) => {
                self.expr(value)?;
                self.expr(index)
            }
            ExprKind::Compare(left, rest) => {
                self.expr(left)?;
                self.exprs(rest.iter().map(|(_, right)| right))
            }
            ExprKind::Conditional(parts) => self.exprs(parts.iter()),
            ExprKind::Slice(parts) => self.exprs(parts.iter().flatten().map(|part| &**part)),
            ExprKind::Dict(items) => items.iter().try_for_each(|(key, value)| {
                self.option(key.as_ref())?;
                self.expr(value)
            }),
            ExprKind::Call(call) => self.call(call),
            ExprKind::Format(parts) => self.format(parts),
            ExprKind::Walrus(name, value) => self.walrus(name, value, e.at),
            ExprKind::Lambda(function) => self.function(function),
            ExprKind::Generator(generator) => {
                self.iterable(&generator.iterable)?;
                self.function(&generator.function)
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExprKind::Yield(value) => {
                self.yields(e.at)?;
                self.option(value.as_deref())
            }
            ExprKind::YieldFrom(value) => {
                self.yields(e.at)?;
                self.expr(value)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn yields(&mut self, at: At) -> Collected {
        match self.scope().kind {
            ScopeKind::Module | ScopeKind::Class => error(at, "'yield' outside function"),
            ScopeKind::Comprehension => error(at, "'yield' inside list comprehension"),
            ScopeKind::Generator => error(at, "'yield' inside generator expression"),
            ScopeKind::Function => {
                self.scope().is_generator = true;
                Ok(())
            }
        }
    }

    pub(super) fn call(&mut self, call: &Call) -> Collected {
        self.expr(&call.function)?;
        self.arguments(&call.arguments)?;
        self.exprs(call.keywords.iter().map(|(_, value)| value))
    }

    pub(super) fn arguments(&mut self, arguments: &[Expr]) -> Collected {
        arguments
            .iter()
            .try_for_each(|argument| match &argument.kind {
                ExprKind::Starred(inner) => self.expr(inner),
                _ => self.expr(argument),
            })
    }

    pub(super) fn format(&mut self, parts: &[FormatPart]) -> Collected {
        for part in parts {
            if let FormatPart::Value { value, spec, .. } = part {
                self.expr(value)?;
                self.format(spec.as_deref().unwrap_or_default())?;
            }
        }
        Ok(())
    }

    pub(super) fn walrus(&mut self, name: &Name, value: &Expr, at: At) -> Collected {
        if self.iterables > 0 {
            return error(
                at,
                "assignment expression cannot be used in a comprehension iterable expression",
            );
        }
        self.expr(value)?;
        let scope = self.function_scope(self.current);
        if scope != self.current {
            if self.scopes.scopes[scope].kind == ScopeKind::Class {
                let message = "assignment expression within a comprehension cannot be used in a \
                               class body";
                return error(at, message);
            }
            self.walruses.push((self.current, name.clone(), at));
            self.use_name(name, at);
        }
        if let Some(binding) = self.bind_in(scope, name, at)? {
            binding.walrus = true;
        }
        Ok(())
    }

    /// A walrus must not rebind the variable of a comprehension around it.
    pub(super) fn check_walruses(&self) -> Collected {
        for (scope, name, at) in &self.walruses {
            let mut scope = &self.scopes.scopes[*scope];
            while matches!(scope.kind, ScopeKind::Comprehension | ScopeKind::Generator) {
                if scope.index.contains_key(name) {
                    return error(
                        *at,
                        format!(
                            "assignment expression cannot rebind comprehension iteration variable \
                         '{name}'"
                        ),
                    );
                }
                scope = &self.scopes.scopes[scope.parent];
            }
        }
        Ok(())
    }

    pub(super) fn iterable(&mut self, iterable: &Expr) -> Collected {
        let outer = self.iterables;
        self.iterables += 1;
        let result = self.expr(iterable);
        self.iterables = outer;
        result
    }

    pub(super) fn comprehension(&mut self, comprehension: &Comprehension) -> Collected {
        let outer = self.current;
        let scope = comprehension.scope;
        if let Some(first) = comprehension.clauses.first() {
            self.iterable(&first.iterable)?;
        }
        self.open(scope, ScopeKind::Comprehension, outer, String::new());
        self.current = scope;
        for (n, clause) in comprehension.clauses.iter().enumerate() {
            if n > 0 {
                self.iterable(&clause.iterable)?;
            }
            self.target(&clause.target, true)?;
            self.exprs(&clause.conditions)?;
        }
        self.expr(&comprehension.element)?;
        self.option(comprehension.value.as_ref())?;
        self.current = outer;
        Ok(())
    }
}
