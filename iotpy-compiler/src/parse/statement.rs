//! Statements of the parser's tree to ours.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Stmt as Node};
use ruff_text_size::Ranged;

use super::Converter;
use super::expression::binary_op;
use crate::tree::{
    Alias, Annotated, Annotation, At, Class, Expr, For, Function, FunctionKind, Handler, Name,
    Parameter, Parameters, Refusal, Stmt, StmtKind, Try,
};

impl Converter<'_> {
    pub(super) fn body(&mut self, nodes: &[Node]) -> Vec<Stmt> {
        nodes.iter().map(|node| self.stmt(node)).collect()
    }

    fn stmt(&mut self, node: &Node) -> Stmt {
        let at = match node {
            // It is the `except*` that is refused.
            Node::Try(s) if s.is_star => s.handlers.first().map_or(self.at(s), |h| self.at(h)),
            _ => self.at(node),
        };
        Stmt {
            at,
            kind: self.stmt_kind(node, at),
        }
    }

    fn stmt_kind(&mut self, node: &Node, at: At) -> StmtKind {
        match node {
            Node::Expr(s) => StmtKind::Expr(self.expr(&s.value)),
            Node::Assign(s) => {
                let targets = self.exprs(&s.targets);
                StmtKind::Assign(targets, self.expr(&s.value))
            }
            Node::AugAssign(s) => {
                let target = self.expr(&s.target);
                StmtKind::Augmented(target, binary_op(s.op), self.expr(&s.value))
            }
            Node::AnnAssign(s) => self.annotated(s),
            Node::Delete(s) => StmtKind::Delete(self.exprs(&s.targets)),
            Node::Return(s) => StmtKind::Return(s.value.as_ref().map(|value| self.expr(value))),
            Node::Raise(s) => {
                let exception = s.exc.as_ref().map(|e| self.expr(e));
                StmtKind::Raise(exception, s.cause.as_ref().map(|e| self.expr(e)))
            }
            Node::Assert(s) => {
                let test = self.expr(&s.test);
                StmtKind::Assert(test, s.msg.as_ref().map(|e| self.expr(e)))
            }
            Node::Global(s) => StmtKind::Global(self.names(&s.names)),
            Node::Nonlocal(s) => StmtKind::Nonlocal(self.names(&s.names)),
            Node::Import(s) => StmtKind::Import(self.aliases(&s.names)),
            Node::ImportFrom(s) => self.import_from(s),
            Node::Pass(_) => StmtKind::Pass,
            Node::Break(_) => StmtKind::Break,
            Node::Continue(_) => StmtKind::Continue,
            _ => self.compound(node, at),
        }
    }

    fn compound(&mut self, node: &Node, at: At) -> StmtKind {
        match node {
            Node::If(s) => {
                let mut branches = vec![(self.expr(&s.test), self.body(&s.body))];
                let mut otherwise = Vec::new();
                for clause in &s.elif_else_clauses {
                    match &clause.test {
                        Some(test) => branches.push((self.expr(test), self.body(&clause.body))),
                        None => otherwise = self.body(&clause.body),
                    }
                }
                StmtKind::If(branches, otherwise)
            }
            Node::While(s) => {
                let test = self.expr(&s.test);
                let body = self.body(&s.body);
                StmtKind::While(test, body, self.body(&s.orelse))
            }
            Node::For(s) if s.is_async => refused("async for", "use a plain `for`"),
            Node::For(s) => {
                let target = self.expr(&s.target);
                let iterable = self.expr(&s.iter);
                let body = self.body(&s.body);
                let otherwise = self.body(&s.orelse);
                StmtKind::For(Box::new(For {
                    target,
                    iterable,
                    body,
                    otherwise,
                }))
            }
            Node::Try(s) if s.is_star => refused("except*", "use `except` with a tuple of classes"),
            Node::Try(s) => self.try_statement(s),
            Node::FunctionDef(s) if s.is_async => refused(
                "async def",
                "handlers are called once per event; use a plain `def`",
            ),
            Node::FunctionDef(s) => self.function(s, at),
            Node::ClassDef(s) => self.class(s, at),
            Node::With(s) if s.is_async => refused("async with", "use a plain `with`"),
            Node::With(s) => {
                let mut items = Vec::with_capacity(s.items.len());
                for item in &s.items {
                    let context = self.expr(&item.context_expr);
                    items.push((context, item.optional_vars.as_ref().map(|e| self.expr(e))));
                }
                StmtKind::With(items, self.body(&s.body))
            }
            Node::Match(s) => self.match_statement(s),
            Node::TypeAlias(_) => {
                refused("type alias", "leave it out: annotations are not evaluated")
            }
            _ => {
                self.fail(at, "invalid syntax");
                StmtKind::Pass
            }
        }
    }

    fn names(&self, names: &[ast::Identifier]) -> Vec<(Name, At)> {
        names
            .iter()
            .map(|name| (self.name(name.as_str()), self.at(name)))
            .collect()
    }

    fn aliases(&self, aliases: &[ast::Alias]) -> Vec<Alias> {
        let one = |alias: &ast::Alias| Alias {
            at: self.at(alias),
            name: Name::from(alias.name.as_str()),
            alias: match &alias.asname {
                Some(name) => Some(self.name(name.as_str())),
                None => self.private(alias.name.as_str()),
            },
            by_star: false,
        };
        aliases.iter().map(one).collect()
    }

    /// What a name is called in its class, if that differs.
    fn private(&self, name: &str) -> Option<Name> {
        let own = self.name(name);
        (*own != *name).then_some(own)
    }

    fn import_from(&mut self, s: &ast::StmtImportFrom) -> StmtKind {
        StmtKind::ImportFrom {
            level: s.level,
            module: s.module.as_ref().map(|name| Name::from(name.as_str())),
            names: self.aliases(&s.names),
        }
    }

    fn try_statement(&mut self, s: &ast::StmtTry) -> StmtKind {
        let body = self.body(&s.body);
        let mut handlers: Vec<Handler> = Vec::with_capacity(s.handlers.len());
        for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
            if let Some(before) = handlers.last().filter(|before| before.class.is_none()) {
                self.fail(before.at, "default 'except:' must be last");
            }
            if let Some(ast::Expr::Tuple(classes)) = handler.type_.as_deref()
                && !classes.parenthesized
            {
                let message = "multiple exception types must be parenthesized";
                self.fail(self.at(handler), message);
            }
            handlers.push(Handler {
                at: self.at(handler),
                class: handler.type_.as_ref().map(|class| self.expr(class)),
                name: handler.name.as_ref().map(|name| self.name(name.as_str())),
                body: self.body(&handler.body),
            });
        }
        let otherwise = self.body(&s.orelse);
        let finally = self.body(&s.finalbody);
        StmtKind::Try(Box::new(Try {
            body,
            handlers,
            otherwise,
            finally,
        }))
    }

    fn annotated(&mut self, s: &ast::StmtAnnAssign) -> StmtKind {
        StmtKind::Annotated(Box::new(Annotated {
            target: self.expr(&s.target),
            simple: s.simple,
            annotation: self.annotation(Name::from(""), &s.annotation),
            value: s.value.as_ref().map(|value| self.expr(value)),
        }))
    }

    fn decorators(&mut self, decorators: &[ast::Decorator]) -> Vec<Expr> {
        decorators
            .iter()
            .map(|d| self.expr(&d.expression))
            .collect()
    }

    fn function(&mut self, s: &ast::StmtFunctionDef, at: At) -> StmtKind {
        let scope = self.scope();
        let decorators = self.decorators(&s.decorator_list);
        let parameters = self.parameters(&s.parameters);
        let annotations = self.annotations(s);
        let body = self.body(&s.body);
        // CPython counts a function's lines from its `def`, not from its decorators.
        let at = match s.decorator_list.as_slice() {
            [] => at,
            _ => self.at(&s.name),
        };
        StmtKind::Function(Rc::new(Function {
            at,
            scope,
            kind: FunctionKind::Def,
            name: Name::from(s.name.as_str()),
            target: self.name(s.name.as_str()),
            parameters,
            annotations,
            decorators,
            body,
        }))
    }

    /// The annotations of a function; those that name a type parameter mean nothing here.
    fn annotations(&mut self, s: &ast::StmtFunctionDef) -> Vec<Annotation> {
        let mut found = Vec::new();
        if s.type_params.is_some() {
            return found;
        }
        let p = &s.parameters;
        let plain = p.posonlyargs.iter().chain(&p.args).map(|p| &p.parameter);
        let plain = plain.chain(p.vararg.as_deref());
        let rest = p.kwonlyargs.iter().map(|p| &p.parameter);
        for parameter in plain.chain(rest).chain(p.kwarg.as_deref()) {
            if let Some(annotation) = &parameter.annotation {
                let name = self.name(parameter.name.as_str());
                found.push(self.annotation(name, annotation));
            }
        }
        if let Some(annotation) = &s.returns {
            found.push(self.annotation(Name::from("return"), annotation));
        }
        found
    }

    fn annotation(&mut self, name: Name, node: &ast::Expr) -> Annotation {
        Annotation {
            name,
            value: self.expr(node),
            text: Name::from(self.source(&node.range())),
        }
    }

    fn class(&mut self, s: &ast::StmtClassDef, at: At) -> StmtKind {
        if s.type_params.is_some() {
            return refused(
                "type parameter",
                "leave it out: annotations are not checked",
            );
        }
        let scope = self.scope();
        let name = Name::from(s.name.as_str());
        let target = self.name(&name);
        let decorators = self.decorators(&s.decorator_list);
        let (mut bases, mut keywords) = (Vec::new(), Vec::new());
        if let Some(arguments) = &s.arguments {
            bases = self.exprs(&arguments.args);
            keywords = self.keywords(&arguments.keywords, at);
        }
        let at = match s.decorator_list.as_slice() {
            [] => at,
            _ => self.at(&s.name),
        };
        let stripped = name.trim_start_matches('_');
        let class = (!stripped.is_empty()).then(|| Rc::from(stripped));
        let outer = std::mem::replace(&mut self.class, class);
        let body = self.body(&s.body);
        self.class = outer;
        let namespace = Parameter {
            at,
            name: Name::from(".namespace"),
            default: None,
        };
        let body = Function {
            at,
            scope,
            kind: FunctionKind::Class,
            name: name.clone(),
            target: name.clone(),
            parameters: Parameters {
                positional: vec![namespace],
                positional_only: 1,
                ..Parameters::default()
            },
            annotations: Vec::new(),
            decorators: Vec::new(),
            body,
        };
        StmtKind::Class(Rc::new(Class {
            at,
            name,
            target,
            decorators,
            bases,
            keywords,
            body: Rc::new(body),
        }))
    }
}

fn refused(construct: &'static str, hint: &'static str) -> StmtKind {
    StmtKind::Refused(Refusal { construct, hint })
}
