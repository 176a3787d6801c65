//! Expressions of the parser's tree to ours.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr as Node};

use super::Converter;
use super::literal;
use crate::tree::{
    At, BinaryOp, Call, Clause, CompareOp, Comprehension, ComprehensionKind, Expr, ExprKind, For,
    FormatPart, Function, FunctionKind, Generator, Integer, Name, Parameter, Parameters, Refusal,
    Stmt, StmtKind, UnaryOp,
};

const ASYNCHRONOUS: &str = "asynchronous comprehension outside of an asynchronous function";

impl Converter<'_> {
    pub(super) fn expr(&mut self, node: &Node) -> Expr {
        let at = self.at(node);
        Expr {
            at,
            kind: self.expr_kind(node, at),
        }
    }

    fn boxed(&mut self, node: &Node) -> Box<Expr> {
        Box::new(self.expr(node))
    }

    pub(super) fn exprs(&mut self, nodes: &[Node]) -> Vec<Expr> {
        nodes.iter().map(|node| self.expr(node)).collect()
    }

    fn expr_kind(&mut self, node: &Node, at: At) -> ExprKind {
        match node {
            Node::BoolOp(e) => {
                let values = self.exprs(&e.values);
                if e.op == ast::BoolOp::And {
                    ExprKind::And(values)
                } else {
                    ExprKind::Or(values)
                }
            }
            Node::Named(e) => match &*e.target {
                Node::Name(name) => {
                    ExprKind::Walrus(self.name(name.id.as_str()), self.boxed(&e.value))
                }
                _ => self.invalid(at, "cannot use assignment expressions with this target"),
            },
            Node::BinOp(e) => {
                let left = self.boxed(&e.left);
                ExprKind::Binary(binary_op(e.op), left, self.boxed(&e.right))
            }
            Node::UnaryOp(e) => ExprKind::Unary(unary_op(e.op), self.boxed(&e.operand)),
            Node::Compare(e) => {
                let left = self.boxed(&e.left);
                let rest = self.exprs(&e.comparators);
                ExprKind::Compare(
                    left,
                    e.ops.iter().map(|op| compare_op(*op)).zip(rest).collect(),
                )
            }
            Node::If(e) => {
                let test = self.expr(&e.test);
                let body = self.expr(&e.body);
                ExprKind::Conditional(Box::new([test, body, self.expr(&e.orelse)]))
            }
            Node::Lambda(e) => self.lambda(e, at),
            Node::Call(e) => self.call(e, at),
            Node::Attribute(e) => {
                let value = self.boxed(&e.value);
                if e.ctx.is_store() && e.attr.as_str() == "__debug__" {
                    self.fail(at, "cannot assign to __debug__");
                }
                ExprKind::Attribute(value, self.name(e.attr.as_str()), self.at(&e.attr))
            }
            Node::Subscript(e) => {
                let value = self.boxed(&e.value);
                ExprKind::Subscript(value, self.boxed(&e.slice))
            }
            Node::Slice(e) => {
                let mut part = |part: &Option<Box<Node>>| part.as_ref().map(|e| self.boxed(e));
                ExprKind::Slice([part(&e.lower), part(&e.upper), part(&e.step)])
            }
            Node::Starred(e) => ExprKind::Starred(self.boxed(&e.value)),
            Node::Name(e) => ExprKind::Name(self.name(e.id.as_str())),
            Node::Yield(e) => ExprKind::Yield(e.value.as_ref().map(|value| self.boxed(value))),
            Node::YieldFrom(e) => ExprKind::YieldFrom(self.boxed(&e.value)),
            // The bodies of asynchronous functions are not looked at.
            Node::Await(_) => self.invalid(at, "'await' outside async function"),
            Node::TString(_) => refused("template string", "use an f-string"),
            Node::IpyEscapeCommand(_) => self.invalid(at, "invalid syntax"),
            _ => self.display_or_literal(node, at),
        }
    }

    fn display_or_literal(&mut self, node: &Node, at: At) -> ExprKind {
        match node {
            Node::List(e) => ExprKind::List(self.exprs(&e.elts)),
            Node::Tuple(e) => ExprKind::Tuple(self.exprs(&e.elts)),
            Node::Set(e) => ExprKind::Set(self.exprs(&e.elts)),
            Node::Dict(e) => {
                let mut items = Vec::with_capacity(e.items.len());
                for item in &e.items {
                    let key = item.key.as_ref().map(|key| self.expr(key));
                    items.push((key, self.expr(&item.value)));
                }
                ExprKind::Dict(items)
            }
            Node::ListComp(e) => self.comprehension(
                ComprehensionKind::List,
                Some(&e.elt),
                None,
                &e.generators,
                at,
            ),
            Node::SetComp(e) => self.comprehension(
                ComprehensionKind::Set,
                Some(&e.elt),
                None,
                &e.generators,
                at,
            ),
            Node::DictComp(e) => {
                let (kind, key) = (ComprehensionKind::Dict, e.key.as_deref());
                self.comprehension(kind, key, Some(&e.value), &e.generators, at)
            }
            Node::Generator(e) => self.generator(&e.elt, &e.generators, at),
            Node::FString(e) => ExprKind::Format(self.format_parts(&e.value)),
            Node::StringLiteral(e) => {
                let parts = e.value.iter().map(|part| self.string(part));
                ExprKind::Str(parts.collect::<Vec<_>>().concat())
            }
            Node::BytesLiteral(e) => ExprKind::Bytes(e.value.bytes().collect()),
            Node::NumberLiteral(e) => self.number(&e.value, at),
            Node::BooleanLiteral(e) => ExprKind::Bool(e.value),
            Node::NoneLiteral(_) => ExprKind::None,
            Node::EllipsisLiteral(_) => ExprKind::Ellipsis,
            _ => self.invalid(at, "invalid syntax"),
        }
    }

    fn invalid(&mut self, at: At, message: &str) -> ExprKind {
        self.fail(at, message);
        ExprKind::None
    }

    fn number(&mut self, number: &ast::Number, at: At) -> ExprKind {
        match number {
            ast::Number::Int(int) => match literal::integer(&int.to_string()) {
                Some(value) => ExprKind::Int(value),
                None => {
                    let limit = literal::DIGITS_MAX;
                    self.fail(
                        at,
                        format!(
                            "Exceeds the limit ({limit} digits) for integer string conversion; \
                         consider a hexadecimal literal"
                        ),
                    );
                    ExprKind::Int(Integer::default())
                }
            },
            ast::Number::Float(value) => ExprKind::Float(*value),
            ast::Number::Complex { .. } => refused(
                "complex literal",
                "keep real and imaginary part in two floats",
            ),
        }
    }

    fn string(&self, part: &ast::StringLiteral) -> Vec<u8> {
        literal::text(&part.value, self.source(&part.range))
    }

    pub(super) fn source(&self, range: &ruff_text_size::TextRange) -> &str {
        self.text
            .get(range.start().to_usize()..range.end().to_usize())
            .unwrap_or("")
    }

    fn format_parts(&mut self, value: &ast::FStringValue) -> Vec<FormatPart> {
        let mut parts = Vec::new();
        for part in value {
            match part {
                ast::FStringPart::Literal(text) => parts.push(FormatPart::Text(self.string(text))),
                ast::FStringPart::FString(f) => self.format_elements(&f.elements, &mut parts),
            }
        }
        join_texts(parts)
    }

    fn format_elements(
        &mut self,
        elements: &ast::InterpolatedStringElements,
        parts: &mut Vec<FormatPart>,
    ) {
        for element in elements {
            let value = match element {
                ast::InterpolatedStringElement::Literal(text) => {
                    let bytes = literal::text(&text.value, self.source(&text.range));
                    parts.push(FormatPart::Text(bytes));
                    continue;
                }
                ast::InterpolatedStringElement::Interpolation(value) => value,
            };
            let mut conversion = match value.conversion {
                ast::ConversionFlag::None => 0,
                ast::ConversionFlag::Str => 1,
                ast::ConversionFlag::Repr => 2,
                ast::ConversionFlag::Ascii => 3,
            };
            if let Some(debug) = &value.debug_text {
                parts.push(FormatPart::Text(debug.as_str().as_bytes().to_vec()));
                if conversion == 0 && value.format_spec.is_none() {
                    conversion = 2;
                }
            }
            let expr = self.expr(&value.expression);
            let spec = value.format_spec.as_ref().map(|spec| {
                let mut parts = Vec::new();
                self.format_elements(&spec.elements, &mut parts);
                join_texts(parts)
            });
            parts.push(FormatPart::Value {
                value: expr,
                conversion,
                spec,
            });
        }
    }

    fn call(&mut self, e: &ast::ExprCall, at: At) -> ExprKind {
        let function = self.expr(&e.func);
        let mut arguments = self.exprs(&e.arguments.args);
        for (argument, node) in arguments.iter_mut().zip(&e.arguments.args) {
            // CPython places a generator expression without parentheses at those of the call.
            if matches!(node, Node::Generator(generator) if !generator.parenthesized) {
                argument.at = self.at(&e.arguments);
            }
        }
        let keywords = self.keywords(&e.arguments.keywords, at);
        ExprKind::Call(Box::new(Call {
            function,
            arguments,
            keywords,
        }))
    }

    pub(super) fn keywords(&mut self, nodes: &[ast::Keyword], at: At) -> Vec<(Option<Name>, Expr)> {
        let mut keywords = Vec::with_capacity(nodes.len());
        for keyword in nodes {
            let name = keyword.arg.as_ref().map(|name| Rc::from(name.as_str()));
            if name.as_deref() == Some("__debug__") {
                self.fail(at, "cannot assign to __debug__");
            }
            let repeated = |(known, _): &(Option<_>, _)| name.is_some() && *known == name;
            if let Some(name) = name.as_ref().filter(|_| keywords.iter().any(repeated)) {
                self.fail(at, format!("keyword argument repeated: {name}"));
            }
            keywords.push((name, self.expr(&keyword.value)));
        }
        keywords
    }

    fn lambda(&mut self, e: &ast::ExprLambda, at: At) -> ExprKind {
        let scope = self.scope();
        let parameters = match &e.parameters {
            Some(parameters) => self.parameters(parameters),
            None => Parameters::default(),
        };
        let value = self.expr(&e.body);
        let body = vec![Stmt {
            at: value.at,
            kind: StmtKind::Return(Some(value)),
        }];
        ExprKind::Lambda(Rc::new(Function {
            at,
            scope,
            kind: FunctionKind::Lambda,
            name: self.name("<lambda>"),
            target: self.name("<lambda>"),
            parameters,
            annotations: Vec::new(),
            decorators: Vec::new(),
            body,
        }))
    }

    pub(super) fn parameters(&mut self, parameters: &ast::Parameters) -> Parameters {
        let mut one = |p: &ast::ParameterWithDefault| Parameter {
            at: self.at(&p.parameter.name),
            name: self.name(p.parameter.name.as_str()),
            default: p.default.as_ref().map(|default| self.expr(default)),
        };
        let positional = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .map(&mut one);
        let positional = positional.collect();
        let keyword_only = parameters.kwonlyargs.iter().map(one).collect();
        let star = |p: &ast::Parameter| (self.name(p.name.as_str()), self.at(&p.name));
        Parameters {
            positional,
            positional_only: parameters.posonlyargs.len(),
            keyword_only,
            varargs: parameters.vararg.as_deref().map(star),
            varkw: parameters.kwarg.as_deref().map(star),
        }
    }

    fn clauses(&mut self, generators: &[ast::Comprehension]) -> Option<Vec<Clause>> {
        let mut clauses = Vec::with_capacity(generators.len());
        for clause in generators {
            if clause.is_async {
                return None;
            }
            clauses.push(Clause {
                target: self.expr(&clause.target),
                iterable: self.expr(&clause.iter),
                conditions: self.exprs(&clause.ifs),
            });
        }
        Some(clauses)
    }

    fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        element: Option<&Node>,
        value: Option<&Node>,
        generators: &[ast::Comprehension],
        at: At,
    ) -> ExprKind {
        let scope = self.scope();
        let (Some(element), Some(clauses)) = (element, self.clauses(generators)) else {
            return if element.is_none() {
                self.invalid(at, "dict unpacking cannot be used in dict comprehension")
            } else {
                self.invalid(at, ASYNCHRONOUS)
            };
        };
        let element = self.expr(element);
        let value = value.map(|value| self.expr(value));
        ExprKind::Comprehension(Box::new(Comprehension {
            scope,
            kind,
            element,
            value,
            clauses,
        }))
    }

    /// `(f(x) for x in xs if c)` becomes a generator function with the loops in its body.
    fn generator(&mut self, element: &Node, generators: &[ast::Comprehension], at: At) -> ExprKind {
        let scope = self.scope();
        let Some(mut clauses) = self.clauses(generators) else {
            return self.invalid(at, ASYNCHRONOUS);
        };
        let Some(first) = clauses.first_mut() else {
            return self.invalid(at, "invalid syntax");
        };
        let parameter = self.name(".0");
        let source = Expr {
            at: first.iterable.at,
            kind: ExprKind::Name(parameter.clone()),
        };
        let iterable = std::mem::replace(&mut first.iterable, source);
        let element = self.expr(element);
        let at_element = element.at;
        let value = ExprKind::Yield(Some(Box::new(element)));
        let value = Expr {
            at: at_element,
            kind: value,
        };
        let mut body = vec![Stmt {
            at: at_element,
            kind: StmtKind::Expr(value),
        }];
        for clause in clauses.into_iter().rev() {
            for condition in clause.conditions.into_iter().rev() {
                let at = condition.at;
                let kind = StmtKind::If(vec![(condition, body)], Vec::new());
                body = vec![Stmt { at, kind }];
            }
            let (target, iterable) = (clause.target, clause.iterable);
            let at = target.at;
            let kind = StmtKind::For(Box::new(For {
                target,
                iterable,
                body,
                otherwise: vec![],
            }));
            body = vec![Stmt { at, kind }];
        }
        let positional = vec![Parameter {
            at,
            name: parameter,
            default: None,
        }];
        let function = Function {
            at,
            scope,
            kind: FunctionKind::Generator,
            name: self.name("<genexpr>"),
            target: self.name("<genexpr>"),
            parameters: Parameters {
                positional,
                positional_only: 1,
                ..Parameters::default()
            },
            annotations: Vec::new(),
            decorators: Vec::new(),
            body,
        };
        ExprKind::Generator(Box::new(Generator {
            iterable,
            function: Rc::new(function),
        }))
    }
}

pub(super) fn refused(construct: &'static str, hint: &'static str) -> ExprKind {
    ExprKind::Refused(Refusal { construct, hint })
}

fn join_texts(parts: Vec<FormatPart>) -> Vec<FormatPart> {
    let mut joined: Vec<FormatPart> = Vec::with_capacity(parts.len());
    for part in parts {
        match (joined.last_mut(), part) {
            (_, FormatPart::Text(text)) if text.is_empty() => {}
            (Some(FormatPart::Text(before)), FormatPart::Text(text)) => before.extend(text),
            (_, part) => joined.push(part),
        }
    }
    joined
}

pub(super) fn binary_op(op: ast::Operator) -> BinaryOp {
    match op {
        ast::Operator::Add => BinaryOp::Add,
        ast::Operator::Sub => BinaryOp::Sub,
        ast::Operator::Mult => BinaryOp::Mul,
        ast::Operator::MatMult => BinaryOp::MatMul,
        ast::Operator::Div => BinaryOp::Div,
        ast::Operator::Mod => BinaryOp::Mod,
        ast::Operator::Pow => BinaryOp::Pow,
        ast::Operator::LShift => BinaryOp::Shl,
        ast::Operator::RShift => BinaryOp::Shr,
        ast::Operator::BitOr => BinaryOp::Or,
        ast::Operator::BitXor => BinaryOp::Xor,
        ast::Operator::BitAnd => BinaryOp::And,
        ast::Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

fn unary_op(op: ast::UnaryOp) -> UnaryOp {
    match op {
        ast::UnaryOp::Invert => UnaryOp::Invert,
        ast::UnaryOp::Not => UnaryOp::Not,
        ast::UnaryOp::UAdd => UnaryOp::Pos,
        ast::UnaryOp::USub => UnaryOp::Neg,
    }
}

fn compare_op(op: ast::CmpOp) -> CompareOp {
    match op {
        ast::CmpOp::Eq => CompareOp::Eq,
        ast::CmpOp::NotEq => CompareOp::Ne,
        ast::CmpOp::Lt => CompareOp::Lt,
        ast::CmpOp::LtE => CompareOp::Le,
        ast::CmpOp::Gt => CompareOp::Gt,
        ast::CmpOp::GtE => CompareOp::Ge,
        ast::CmpOp::Is => CompareOp::Is,
        ast::CmpOp::IsNot => CompareOp::IsNot,
        ast::CmpOp::In => CompareOp::In,
        ast::CmpOp::NotIn => CompareOp::NotIn,
    }
}
