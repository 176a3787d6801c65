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

/// What one bracket level adds: chains of operators end at a comma, `and` or `or`; what nests to
/// the right, as `lambda` does, ends at a comma only.
#[derive(Clone, Copy, Default)]
struct Level {
    chain: usize,
    nested: usize,
    /// The text of an f-string, whose values lie beside each other.
    text: bool,
}

fn exceeds(text: &str) -> bool {
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut levels = vec![Level::default()];
    let mut depth = 0usize;
    let mut indents = 0usize;
    loop {
        let kind = lexer.next_token();
        let last = levels.len() - 1;
        let top = &mut levels[last];
        match kind {
            TokenKind::EndOfFile => return false,
            TokenKind::Newline if last == 0 => {
                depth = 0;
                *top = Level::default();
            }
            TokenKind::Indent => indents += 1,
            TokenKind::Dedent => indents = indents.saturating_sub(1),
            TokenKind::Comma | TokenKind::Semi => {
                depth -= top.chain + top.nested;
                (top.chain, top.nested) = (0, 0);
            }
            TokenKind::And | TokenKind::Or => {
                depth -= top.chain;
                top.chain = 0;
            }
            _ if opens(kind) => {
                let text = matches!(kind, TokenKind::FStringStart | TokenKind::TStringStart);
                levels.push(Level {
                    chain: 0,
                    nested: 1,
                    text,
                });
                depth += 1;
            }
            _ if closes(kind) => {
                if last > 0 {
                    depth -= top.chain + top.nested;
                    levels.pop();
                }
                // A call or subscript is one level above what it is applied to.
                if let Some(top) = levels.last_mut().filter(|top| !top.text) {
                    top.chain += 1;
                    depth += 1;
                }
            }
            _ if nests(kind) => {
                top.nested += 1;
                depth += 1;
            }
            _ if chains(kind) => {
                top.chain += 1;
                depth += 1;
            }
            _ => {}
        }
        if depth + indents > DEPTH_MAX {
            return true;
        }
    }
}

fn opens(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Lpar
            | TokenKind::Lsqb
            | TokenKind::Lbrace
            | TokenKind::FStringStart
            | TokenKind::TStringStart
    )
}

fn closes(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::FStringEnd
            | TokenKind::TStringEnd
    )
}

fn nests(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Lambda | TokenKind::If | TokenKind::Else | TokenKind::Yield | TokenKind::For
    )
}

fn chains(kind: TokenKind) -> bool {
    let word = matches!(
        kind,
        TokenKind::Not | TokenKind::Await | TokenKind::In | TokenKind::Is
    );
    word || kind.is_operator()
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
            format!("x = {}1{}", "f'{".repeat(150), "}'".repeat(150)),
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
        let chain = format!("x = a == 1{}\n", " or a == 1".repeat(500));
        assert!(!exceeds(&chain));
        assert!(!exceeds(&format!("x = f'{}'\n", "{a}{b:{c}} ".repeat(500))));
        let elifs = format!("if a:\n  pass\n{}", "elif b:\n  pass\n".repeat(1000));
        assert!(!exceeds(&elifs));
    }
}
