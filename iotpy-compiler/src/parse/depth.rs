//! How deep a source nests, found from its tokens alone.
//!
//! Every later pass and the parser's own tree are walked by recursion, so the depth is bounded
//! before a tree exists. An expression can only get deeper by a bracket, an operator or a keyword;
//! a comma at the same level starts over.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

use crate::source::Lines;

/// The deepest nesting that is compiled; CPython's parser stops at 200 brackets or 100 indents.
pub(crate) const DEPTH_MAX: usize = 200;

/// The line of the first token that is nested too deeply, given where the lines start.
pub(super) fn too_deep(text: &str, lines: &Lines) -> Option<u32> {
    if !exceeds(text) {
        return None;
    }
    // The lexer does not tell where its tokens are; the shortest prefix that is too deep does.
    let (mut shallow, mut deep) = (0, lines.count());
    while shallow + 1 < deep {
        let middle = (shallow + deep) / 2;
        let prefix = text.get(..lines.start(middle + 1) as usize).unwrap_or(text);
        if exceeds(prefix) {
            deep = middle
        } else {
            shallow = middle
        }
    }
    Some(deep)
}

fn exceeds(text: &str) -> bool {
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut levels = vec![0usize];
    let mut depth = 0usize;
    let mut indents = 0usize;
    loop {
        let kind = lexer.next_token();
        match kind {
            TokenKind::EndOfFile => return false,
            TokenKind::Newline if levels.len() == 1 => {
                depth = 0;
                levels = vec![0];
            }
            TokenKind::Indent => indents += 1,
            TokenKind::Dedent => indents = indents.saturating_sub(1),
            TokenKind::Comma | TokenKind::Semi => {
                if let Some(top) = levels.last_mut() {
                    depth -= *top;
                    *top = 0;
                }
            }
            TokenKind::Lpar
            | TokenKind::Lsqb
            | TokenKind::Lbrace
            | TokenKind::FStringStart
            | TokenKind::TStringStart => {
                levels.push(1);
                depth += 1;
            }
            TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::FStringEnd
            | TokenKind::TStringEnd => {
                let closed = if levels.len() > 1 {
                    levels.pop().unwrap_or(0)
                } else {
                    0
                };
                depth -= closed;
                // A call or subscript is one level above what it is applied to.
                if let Some(top) = levels.last_mut() {
                    *top += 1;
                    depth += 1;
                }
            }
            kind if deepens(kind) => {
                if let Some(top) = levels.last_mut() {
                    *top += 1;
                    depth += 1;
                }
            }
            _ => {}
        }
        if depth + indents > DEPTH_MAX {
            return true;
        }
    }
}

fn deepens(kind: TokenKind) -> bool {
    kind.is_operator() && kind != TokenKind::Comma && kind != TokenKind::Semi
        || matches!(
            kind,
            TokenKind::Not
                | TokenKind::Lambda
                | TokenKind::If
                | TokenKind::Else
                | TokenKind::Await
                | TokenKind::Yield
                | TokenKind::For
                | TokenKind::And
                | TokenKind::Or
                | TokenKind::In
                | TokenKind::Is
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_bounded() {
        for deep in [
            format!("x = {}1{}", "(".repeat(300), ")".repeat(300)),
            format!("x = {}1", "-".repeat(300)),
            format!("x = {}1", "not ".repeat(300)),
            format!("x = {}1", "lambda: ".repeat(300)),
            format!("x = 1{}", " + 1".repeat(300)),
            format!("x = a{}", "[0]".repeat(300)),
            format!("x = a{}", ".b".repeat(300)),
            format!("x = {}1", "1 if 1 else ".repeat(200)),
            (0..250)
                .map(|n| format!("{}if 1:\n", " ".repeat(n)))
                .collect(),
        ] {
            assert!(exceeds(&deep), "{}", &deep[..20]);
        }
    }

    #[test]
    fn the_line_is_found() {
        let text = format!("a = 1\nb = 2\nx = {}1\nc = 3\n", "-".repeat(300));
        assert_eq!(too_deep(&text, &Lines::new(&text)), Some(3));
    }

    #[test]
    fn long_flat_source_is_not_deep() {
        let list = format!("x = [{}]", "(1, -2.5), ".repeat(5000));
        assert!(!exceeds(&list));
        assert!(!exceeds(&"x = a.b(c)[d] + 1\n".repeat(5000)));
        let elifs = format!("if a:\n  pass\n{}", "elif b:\n  pass\n".repeat(1000));
        assert!(!exceeds(&elifs));
    }
}
