//! `match` statements of the parser's tree to ours.

use ruff_python_ast::{self as ast, Pattern as Node};

use super::Converter;
use crate::tree::{Case, Expr, ExprKind, Match, Name, Pattern, PatternKind, StmtKind};

impl Converter<'_> {
    pub(super) fn match_statement(&mut self, s: &ast::StmtMatch) -> StmtKind {
        let subject = self.expr(&s.subject);
        let mut cases = Vec::with_capacity(s.cases.len());
        for case in &s.cases {
            cases.push(Case {
                pattern: self.pattern(&case.pattern),
                guard: case.guard.as_ref().map(|guard| self.expr(guard)),
                body: self.body(&case.body),
            });
        }
        StmtKind::Match(Box::new(Match { subject, cases }))
    }

    fn pattern(&mut self, node: &Node) -> Pattern {
        let at = self.at(node);
        let kind = match node {
            Node::MatchValue(p) => {
                if matches!(*p.value, ast::Expr::FString(_)) {
                    self.fail(at, "patterns may only match literals and attribute lookups");
                }
                PatternKind::Value(self.expr(&p.value))
            }
            Node::MatchSingleton(p) => {
                let kind = match p.value {
                    ast::Singleton::None => ExprKind::None,
                    ast::Singleton::True => ExprKind::Bool(true),
                    ast::Singleton::False => ExprKind::Bool(false),
                };
                PatternKind::Singleton(Expr { at, kind })
            }
            Node::MatchSequence(p) => PatternKind::Sequence(self.patterns(&p.patterns)),
            Node::MatchStar(p) => PatternKind::Star(self.captured(p.name.as_ref())),
            Node::MatchMapping(p) => {
                let mut items = Vec::with_capacity(p.keys.len());
                for (key, pattern) in p.keys.iter().zip(&p.patterns) {
                    items.push((self.expr(key), self.pattern(pattern)));
                }
                let rest = self.captured(p.rest.as_ref());
                PatternKind::Mapping { items, rest }
            }
            Node::MatchClass(p) => {
                let class = self.expr(&p.cls);
                let positional = self.patterns(&p.arguments.patterns);
                let mut keywords = Vec::with_capacity(p.arguments.keywords.len());
                for keyword in &p.arguments.keywords {
                    let name = Name::from(keyword.attr.as_str());
                    keywords.push((name, self.pattern(&keyword.pattern)));
                }
                PatternKind::Class {
                    class,
                    positional,
                    keywords,
                }
            }
            Node::MatchAs(p) => {
                let pattern = p
                    .pattern
                    .as_ref()
                    .map(|inner| Box::new(self.pattern(inner)));
                PatternKind::As(pattern, self.captured(p.name.as_ref()))
            }
            Node::MatchOr(p) => PatternKind::Or(self.patterns(&p.patterns)),
        };
        Pattern { at, kind }
    }

    fn patterns(&mut self, nodes: &[Node]) -> Vec<Pattern> {
        nodes.iter().map(|node| self.pattern(node)).collect()
    }

    fn captured(&self, name: Option<&ast::Identifier>) -> Option<Name> {
        name.map(|name| self.name(name.as_str()))
    }
}
