//! Text to syntax tree. Only this folder knows the parser library, so that a new version of it
//! touches nothing else.

mod anchor;
mod depth;
mod expression;
mod literal;
mod pattern;
mod statement;

use std::rc::Rc;

pub use anchor::anchor;

use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

use crate::source::Lines;
use crate::tree::{At, ScopeId, Stmt};

/// A parsed file.
pub(crate) struct Parsed {
    pub body: Vec<Stmt>,
    pub lines: Lines,
}

/// Text that is not Python.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub at: At,
    pub message: String,
}

/// The scope of a module's body; functions and comprehensions count up from here.
pub(crate) const MODULE_SCOPE: ScopeId = 0;

/// Parses a file; a file with one error is reported with the first.
pub(crate) fn parse(text: &str) -> Result<Parsed, SyntaxError> {
    let lines = Lines::new(text);
    let at = |offset: u32| At {
        offset,
        line: lines.line(offset),
        end: offset,
    };
    if let Some(line) = depth::too_deep(text, &lines) {
        let message = format!("nested more than {} levels deep", depth::DEPTH_MAX);
        return Err(SyntaxError {
            at: at(lines.start(line)),
            message,
        });
    }
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    if let Some(error) = parsed.errors().first() {
        let at = at(error.range().start().to_u32());
        return Err(SyntaxError {
            at,
            message: error.error.to_string(),
        });
    }
    let Some(module) = parsed.try_into_module() else {
        return Err(SyntaxError {
            at: at(0),
            message: "not a module".to_owned(),
        });
    };
    let mut converter = Converter {
        text,
        lines: &lines,
        scopes: MODULE_SCOPE + 1,
        class: None,
        error: None,
    };
    let body = converter.body(module.suite());
    match converter.error {
        Some(error) => Err(error),
        None => Ok(Parsed { body, lines }),
    }
}

/// Rewrites the parser's tree as ours and numbers the scopes on the way.
struct Converter<'t> {
    text: &'t str,
    lines: &'t Lines,
    scopes: ScopeId,
    /// The class around, without the underscores that its name starts with.
    class: Option<Rc<str>>,
    error: Option<SyntaxError>,
}

impl Converter<'_> {
    fn at(&self, node: &impl Ranged) -> At {
        let offset = node.start().to_u32();
        At {
            offset,
            line: self.lines.line(offset),
            end: node.end().to_u32(),
        }
    }

    fn scope(&mut self) -> ScopeId {
        self.scopes += 1;
        self.scopes - 1
    }

    /// An identifier, made private to its class where it is written `__so`.
    fn name(&self, name: &str) -> Rc<str> {
        match &self.class {
            Some(class) if name.starts_with("__") && !name.ends_with("__") => {
                Rc::from(format!("_{class}{name}"))
            }
            _ => Rc::from(name),
        }
    }

    fn fail(&mut self, at: At, message: impl Into<String>) {
        if self.error.is_none() {
            self.error = Some(SyntaxError {
                at,
                message: message.into(),
            });
        }
    }
}
