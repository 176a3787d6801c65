//! The names in `match` statements, and the patterns that CPython refuses.

use std::collections::HashSet;

use super::{Collected, Collector, error};
use crate::tree::{At, Expr, Match, Name, Pattern, PatternKind};

impl Collector<'_> {
    pub(super) fn match_statement(&mut self, statement: &Match) -> Collected {
        self.expr(&statement.subject)?;
        let last = statement.cases.len().saturating_sub(1);
        for (n, case) in statement.cases.iter().enumerate() {
            if n < last && case.guard.is_none() {
                check_refutable(&case.pattern)?;
            }
            self.pattern(&case.pattern)?;
            let mut names = Vec::new();
            case.pattern.names(&mut names);
            check_distinct(&names)?;
            for (name, at) in names {
                self.bind(name, at)?;
            }
            self.option(case.guard.as_ref())?;
            self.body(&case.body)?;
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: &Pattern) -> Collected {
        match &pattern.kind {
            PatternKind::Value(value) | PatternKind::Singleton(value) => self.expr(value),
            PatternKind::Sequence(items) => {
                let stars = items
                    .iter()
                    .filter(|p| matches!(p.kind, PatternKind::Star(_)));
                if stars.count() > 1 {
                    let message = "multiple starred expressions in sequence pattern";
                    return error(pattern.at, message);
                }
                items.iter().try_for_each(|item| self.pattern(item))
            }
            PatternKind::Star(_) => Ok(()),
            PatternKind::Mapping { items, .. } => {
                check_keys(items)?;
                items.iter().try_for_each(|(key, pattern)| {
                    self.expr(key)?;
                    self.pattern(pattern)
                })
            }
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => {
                self.expr(class)?;
                for (n, (name, _)) in keywords.iter().enumerate() {
                    if keywords[..n].iter().any(|(known, _)| known == name) {
                        let message = format!("attribute name repeated in class pattern: {name}");
                        return error(pattern.at, message);
                    }
                }
                let mut all = positional.iter().chain(keywords.iter().map(|(_, p)| p));
                all.try_for_each(|pattern| self.pattern(pattern))
            }
            PatternKind::As(inner, _) => inner.iter().try_for_each(|inner| self.pattern(inner)),
            PatternKind::Or(alternatives) => self.alternatives(pattern.at, alternatives),
        }
    }

    fn alternatives(&mut self, at: At, alternatives: &[Pattern]) -> Collected {
        let names = |pattern: &Pattern| {
            let mut found = Vec::new();
            pattern.names(&mut found);
            found
                .into_iter()
                .map(|(name, _)| name.clone())
                .collect::<HashSet<Name>>()
        };
        let expected = alternatives.first().map(names).unwrap_or_default();
        if alternatives
            .iter()
            .any(|pattern| names(pattern) != expected)
        {
            return error(at, "alternative patterns bind different names");
        }
        let last = alternatives.len().saturating_sub(1);
        alternatives[..last].iter().try_for_each(check_refutable)?;
        alternatives
            .iter()
            .try_for_each(|pattern| self.pattern(pattern))
    }
}

/// Nothing after a pattern that always matches is ever reached.
fn check_refutable(pattern: &Pattern) -> Collected {
    match &pattern.kind {
        PatternKind::As(None, Some(name)) => error(
            pattern.at,
            format!("name capture '{name}' makes remaining patterns unreachable"),
        ),
        PatternKind::As(None, None) => {
            error(pattern.at, "wildcard makes remaining patterns unreachable")
        }
        PatternKind::As(Some(inner), _) => check_refutable(inner),
        PatternKind::Or(alternatives) => alternatives.last().map_or(Ok(()), check_refutable),
        _ => Ok(()),
    }
}

/// Keys that are written out are known to differ; those that are looked up are compared later.
fn check_keys(items: &[(Expr, Pattern)]) -> Collected {
    let constant = |key: &Expr| crate::fold::constant(key, &|_| None);
    for (n, (key, _)) in items.iter().enumerate() {
        let value = constant(key);
        if value.is_some() && items[..n].iter().any(|(known, _)| constant(known) == value) {
            return error(key.at, "mapping pattern checks duplicate key");
        }
    }
    Ok(())
}

fn check_distinct(names: &[(&Name, At)]) -> Collected {
    for (n, (name, at)) in names.iter().enumerate() {
        if names[..n].iter().any(|(known, _)| known == name) {
            return error(
                *at,
                format!("multiple assignments to name '{name}' in pattern"),
            );
        }
    }
    Ok(())
}
