//! The part of an expression that a traceback points at.

use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

/// The bytes of the text of an expression that CPython 3.11 marks with `^` between `~`: the
/// operator of an operation, the brackets of a subscript. `None` for everything else, which is
/// marked as a whole.
pub fn anchor(text: &str) -> Option<std::ops::Range<usize>> {
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    if !parsed.errors().is_empty() {
        return None;
    }
    let module = parsed.try_into_module()?;
    let [Stmt::Expr(statement)] = module.suite().as_ref() else {
        return None;
    };
    match &*statement.value {
        Expr::BinOp(operation) => {
            let between = operation.left.end().to_usize()..operation.right.start().to_usize();
            operator(text, between)
        }
        // Parentheses are no part of an index, and a tuple without them is all of it.
        Expr::Subscript(subscript) => {
            Some(subscript.value.end().to_usize()..subscript.slice.end().to_usize() + 1)
        }
        _ => None,
    }
}

/// The first one or two bytes between the operands that are not blank, moved on past the
/// parentheses around the left operand; so the second may be none of the operator.
fn operator(text: &str, between: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let is_blank = |at: usize| bytes.get(at).is_none_or(|b| b" \t\x0c".contains(b));
    let start = between.clone().find(|at| !is_blank(*at))?;
    let second = start + 1 < between.end && !is_blank(start + 1);
    let skipped = bytes[start..].iter().enumerate();
    let skipped = skipped.take_while(|(n, byte)| is_blank(start + n) || **byte == b')');
    let start = start + skipped.count();
    Some(start..start + 1 + usize::from(second))
}
