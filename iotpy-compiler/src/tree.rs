//! The syntax tree that the passes work on: Python as we see it, free of the parser's types.
//!
//! What we do not translate is a [`Refusal`] in the tree, so that it is reported only where the
//! program reaches it.

use std::rc::Rc;

/// An identifier.
pub(crate) type Name = Rc<str>;

/// An index of a module's scope table.
pub(crate) type ScopeId = usize;

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct At {
    /// Byte offset.
    pub offset: u32,
    /// Line, from 1.
    pub line: u32,
    /// Byte offset of what follows.
    pub end: u32,
}

impl At {
    /// The place of an attribute or of its call: from the name on if that is in a line of its own,
    /// as CPython's compiler has it.
    pub fn starting_at_name(self, name: At) -> At {
        match self.line == name.line {
            true => self,
            false => At {
                end: self.end,
                ..name
            },
        }
    }
}

/// A construct that is valid Python but not translated, or an error that needs no context.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub construct: &'static str,
    pub hint: &'static str,
}

/// An integer of any size.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) struct Integer {
    pub negative: bool,
    /// Least significant first, the last one not zero; empty for 0.
    pub limbs: Vec<u64>,
}

impl Integer {
    pub fn small(&self) -> Option<i64> {
        match self.limbs.as_slice() {
            [] => Some(0),
            [limb] if self.negative => 0i64.checked_sub_unsigned(*limb),
            [limb] => i64::try_from(*limb).ok(),
            _ => None,
        }
    }
}

impl From<i64> for Integer {
    fn from(value: i64) -> Integer {
        let limb = value.unsigned_abs();
        let limbs = if limb == 0 { Vec::new() } else { vec![limb] };
        Integer {
            negative: value < 0,
            limbs,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Expr {
    pub at: At,
    pub kind: ExprKind,
}

#[derive(Clone, Debug)]
pub(crate) enum ExprKind {
    None,
    Bool(bool),
    Ellipsis,
    Int(Integer),
    Float(f64),
    /// Generalised UTF-8: lone surrogates have three bytes.
    Str(Vec<u8>),
    Bytes(Vec<u8>),
    Format(Vec<FormatPart>),
    Name(Name),
    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    Set(Vec<Expr>),
    /// A missing key is `**value`.
    Dict(Vec<(Option<Expr>, Expr)>),
    Starred(Box<Expr>),
    Unary(UnaryOp, Box<Expr>),
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Compare(Box<Expr>, Vec<(CompareOp, Expr)>),
    Conditional(Box<[Expr; 3]>),
    Walrus(Name, Box<Expr>),
    /// The place is that of the attribute's name, for the line of a method call.
    Attribute(Box<Expr>, Name, At),
    Subscript(Box<Expr>, Box<Expr>),
    Slice([Option<Box<Expr>>; 3]),
    Call(Box<Call>),
    Lambda(Rc<Function>),
    Generator(Box<Generator>),
    Comprehension(Box<Comprehension>),
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    Refused(Refusal),
}

#[derive(Clone, Debug)]
pub(crate) enum FormatPart {
    Text(Vec<u8>),
    Value {
        value: Expr,
        conversion: u8,
        spec: Option<Vec<FormatPart>>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnaryOp {
    Neg,
    Pos,
    Invert,
    Not,
}

/// In the order of the instruction set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    Shl,
    Shr,
    And,
    Or,
    Xor,
    MatMul,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CompareOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Is,
    IsNot,
    In,
    NotIn,
}

#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub function: Expr,
    pub arguments: Vec<Expr>,
    /// A missing name is `**value`.
    pub keywords: Vec<(Option<Name>, Expr)>,
}

/// A generator expression: a function of one parameter `.0`, the outermost iterator.
#[derive(Clone, Debug)]
pub(crate) struct Generator {
    pub iterable: Expr,
    pub function: Rc<Function>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ComprehensionKind {
    List,
    Set,
    Dict,
}

impl ComprehensionKind {
    /// The name of the function that CPython 3.11 makes of it.
    pub fn function_name(self) -> &'static str {
        match self {
            ComprehensionKind::List => "<listcomp>",
            ComprehensionKind::Set => "<setcomp>",
            ComprehensionKind::Dict => "<dictcomp>",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Comprehension {
    pub scope: ScopeId,
    pub kind: ComprehensionKind,
    /// The element, or the key of a dict comprehension.
    pub element: Expr,
    /// The value of a dict comprehension.
    pub value: Option<Expr>,
    pub clauses: Vec<Clause>,
}

#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub target: Expr,
    pub iterable: Expr,
    pub conditions: Vec<Expr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FunctionKind {
    Def,
    Lambda,
    Generator,
    /// The body of a class statement: a function of its namespace.
    Class,
    /// A part of a long module or literal, made a function because a function has a bound. It has
    /// no scope of its own.
    Part,
}

#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub at: At,
    pub scope: ScopeId,
    pub kind: FunctionKind,
    /// The value of `__name__`.
    pub name: Name,
    /// The variable that a `def` binds.
    pub target: Name,
    pub parameters: Parameters,
    /// What the parameters and the result are annotated with, in the order of evaluation.
    pub annotations: Vec<Annotation>,
    pub decorators: Vec<Expr>,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Parameters {
    pub positional: Vec<Parameter>,
    pub positional_only: usize,
    pub keyword_only: Vec<Parameter>,
    pub varargs: Option<(Name, At)>,
    pub varkw: Option<(Name, At)>,
}

impl Parameters {
    /// Names in the order of their registers.
    pub fn names(&self) -> impl Iterator<Item = (&Name, At)> {
        let plain = self
            .positional
            .iter()
            .chain(&self.keyword_only)
            .map(|p| (&p.name, p.at));
        let stars = self
            .varargs
            .iter()
            .chain(&self.varkw)
            .map(|(name, at)| (name, *at));
        plain.chain(stars)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub at: At,
    pub name: Name,
    pub default: Option<Expr>,
}

#[derive(Clone, Debug)]
pub(crate) struct Stmt {
    pub at: At,
    pub kind: StmtKind,
}

#[derive(Clone, Debug)]
pub(crate) enum StmtKind {
    Expr(Expr),
    Assign(Vec<Expr>, Expr),
    Augmented(Expr, BinaryOp, Expr),
    Annotated(Box<Annotated>),
    Delete(Vec<Expr>),
    Return(Option<Expr>),
    Raise(Option<Expr>, Option<Expr>),
    Assert(Expr, Option<Expr>),
    If(Vec<(Expr, Vec<Stmt>)>, Vec<Stmt>),
    While(Expr, Vec<Stmt>, Vec<Stmt>),
    For(Box<For>),
    Try(Box<Try>),
    Import(Vec<Alias>),
    ImportFrom {
        level: u32,
        module: Option<Name>,
        names: Vec<Alias>,
    },
    Global(Vec<(Name, At)>),
    Nonlocal(Vec<(Name, At)>),
    Pass,
    Break,
    Continue,
    Function(Rc<Function>),
    Class(Rc<Class>),
    With(Vec<(Expr, Option<Expr>)>, Vec<Stmt>),
    Match(Box<Match>),
    Refused(Refusal),
}

impl StmtKind {
    /// The statements inside of a statement that are in the same scope.
    pub fn bodies_mut(&mut self) -> Vec<&mut Vec<Stmt>> {
        match self {
            StmtKind::If(branches, otherwise) => {
                let bodies = branches.iter_mut().map(|(_, body)| body);
                bodies.chain([otherwise]).collect()
            }
            StmtKind::While(_, body, otherwise) => vec![body, otherwise],
            StmtKind::For(statement) => vec![&mut statement.body, &mut statement.otherwise],
            StmtKind::Try(statement) => {
                let handlers = statement.handlers.iter_mut().map(|h| &mut h.body);
                let mut bodies: Vec<&mut Vec<Stmt>> = handlers.collect();
                bodies.push(&mut statement.body);
                bodies.push(&mut statement.otherwise);
                bodies.push(&mut statement.finally);
                bodies
            }
            StmtKind::With(_, body) => vec![body],
            StmtKind::Match(statement) => {
                let cases = statement.cases.iter_mut();
                cases.map(|case| &mut case.body).collect()
            }
            _ => Vec::new(),
        }
    }

    /// As [`StmtKind::bodies_mut`].
    pub fn bodies(&self) -> Vec<&[Stmt]> {
        match self {
            StmtKind::If(branches, otherwise) => {
                let bodies = branches.iter().map(|(_, body)| body.as_slice());
                bodies.chain([otherwise.as_slice()]).collect()
            }
            StmtKind::While(_, body, otherwise) => vec![body, otherwise],
            StmtKind::For(statement) => vec![&statement.body, &statement.otherwise],
            StmtKind::Try(statement) => {
                let mut bodies = vec![statement.body.as_slice()];
                bodies.extend(statement.handlers.iter().map(|h| h.body.as_slice()));
                bodies.extend([statement.otherwise.as_slice(), &statement.finally]);
                bodies
            }
            StmtKind::With(_, body) => vec![body],
            StmtKind::Match(statement) => {
                let cases = statement.cases.iter();
                cases.map(|case| case.body.as_slice()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// An annotation and its text in the source.
#[derive(Clone, Debug)]
pub(crate) struct Annotation {
    /// A variable's name, or "return".
    pub name: Name,
    pub value: Expr,
    pub text: Name,
}

/// `target: annotation = value`
#[derive(Clone, Debug)]
pub(crate) struct Annotated {
    pub target: Expr,
    /// A name without parentheses.
    pub simple: bool,
    pub annotation: Annotation,
    pub value: Option<Expr>,
}

#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub at: At,
    pub name: Name,
    /// The variable that the statement binds.
    pub target: Name,
    pub decorators: Vec<Expr>,
    pub bases: Vec<Expr>,
    /// A missing name is `**value`.
    pub keywords: Vec<(Option<Name>, Expr)>,
    pub body: Rc<Function>,
}

#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub subject: Expr,
    pub cases: Vec<Case>,
}

#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub at: At,
    pub kind: PatternKind,
}

#[derive(Clone, Debug)]
pub(crate) enum PatternKind {
    /// Compared by `==`.
    Value(Expr),
    /// Compared by `is`.
    Singleton(Expr),
    Sequence(Vec<Pattern>),
    /// `*name` or `*_`, inside of a sequence.
    Star(Option<Name>),
    Mapping {
        items: Vec<(Expr, Pattern)>,
        rest: Option<Name>,
    },
    Class {
        class: Expr,
        positional: Vec<Pattern>,
        keywords: Vec<(Name, Pattern)>,
    },
    /// A name, `_`, or `pattern as name`.
    As(Option<Box<Pattern>>, Option<Name>),
    Or(Vec<Pattern>),
}

impl Pattern {
    /// The names that the pattern binds, in the order of the source.
    pub fn names<'p>(&'p self, found: &mut Vec<(&'p Name, At)>) {
        match &self.kind {
            PatternKind::Value(_) | PatternKind::Singleton(_) => {}
            PatternKind::Sequence(items) => items.iter().for_each(|item| item.names(found)),
            PatternKind::Star(name) => found.extend(name.iter().map(|name| (name, self.at))),
            PatternKind::Mapping { items, rest } => {
                items.iter().for_each(|(_, pattern)| pattern.names(found));
                found.extend(rest.iter().map(|name| (name, self.at)));
            }
            PatternKind::Class {
                positional,
                keywords,
                ..
            } => {
                let patterns = positional.iter().chain(keywords.iter().map(|(_, p)| p));
                patterns.for_each(|pattern| pattern.names(found));
            }
            PatternKind::As(pattern, name) => {
                pattern.iter().for_each(|pattern| pattern.names(found));
                found.extend(name.iter().map(|name| (name, self.at)));
            }
            // All alternatives bind the same names.
            PatternKind::Or(alternatives) => {
                alternatives.iter().take(1).for_each(|p| p.names(found));
            }
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct For {
    pub target: Expr,
    pub iterable: Expr,
    pub body: Vec<Stmt>,
    pub otherwise: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub(crate) struct Try {
    pub body: Vec<Stmt>,
    pub handlers: Vec<Handler>,
    pub otherwise: Vec<Stmt>,
    pub finally: Vec<Stmt>,
}

#[derive(Clone, Debug)]
pub(crate) struct Handler {
    pub at: At,
    pub class: Option<Expr>,
    pub name: Option<Name>,
    pub body: Vec<Stmt>,
}

/// `name as alias` of an import.
#[derive(Clone, Debug)]
pub(crate) struct Alias {
    pub at: At,
    pub name: Name,
    pub alias: Option<Name>,
    /// Stands for a `*`, which binds nothing if the module does not bind the name.
    pub by_star: bool,
}
