//! The line of carets under a source line of a traceback, as CPython 3.11 draws it.

use std::ops::Range;

use iotpy_compiler::{Span, anchor};
use unicode_width::UnicodeWidthChar;

/// Columns that a source line is shown at.
const INDENT: usize = 4;

/// The marks under a line that is shown without its indentation; `None` where they would say no
/// more than the line does.
pub fn marks(line: &str, span: Span) -> Option<String> {
    let start = line.floor_char_boundary(span.column as usize);
    let (end, operator) = match span.line == span.end_line {
        true => {
            let end = line.floor_char_boundary(span.end_column as usize);
            (end, operator_within(line, start..end))
        }
        false => (line.trim_end_matches(is_blank).len(), None),
    };
    let shown = without_indentation(line);
    let indentation = line.len() - shown.len();
    if start == indentation && end == line.len() && operator.is_none() {
        return None;
    }
    let column = |byte: usize| width(&line[..byte]);
    let blanks = (column(start) + INDENT).saturating_sub(indentation);
    let mut marks = " ".repeat(blanks);
    marks.extend((column(start)..column(end)).map(|at| match &operator {
        Some(operator) if !(column(operator.start)..column(operator.end)).contains(&at) => '~',
        _ => '^',
    }));
    Some(marks)
}

/// A line as it is shown.
pub fn without_indentation(line: &str) -> &str {
    line.trim_start_matches(is_blank)
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\x0c')
}

/// The columns that a text takes: two for the wide characters of East Asia.
fn width(text: &str) -> usize {
    text.chars()
        .map(|character| match character.width() {
            Some(2) => 2,
            _ => 1,
        })
        .sum()
}

/// The operator of the expression at a range of bytes.
fn operator_within(line: &str, range: Range<usize>) -> Option<Range<usize>> {
    let anchor = anchor(line.get(range.clone())?)?;
    let byte = |at: usize| line.floor_char_boundary(range.start + at);
    Some(byte(anchor.start)..byte(anchor.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, columns: Range<u32>, expected: Option<&str>) {
        let span = Span {
            line: 1,
            column: columns.start,
            end_line: 1,
            end_column: columns.end,
        };
        assert_eq!(marks(line, span).as_deref(), expected, "{line}");
    }

    #[test]
    fn the_operator_is_marked_apart() {
        check("x = a + b", 4..9, Some("        ~~^~~"));
        check("    a//b", 4..8, Some("    ~^^~"));
        check("f(table[key])", 2..12, Some("      ~~~~~^^^^^"));
        check("é = (a) / b", 5..12, Some("        ~~~~^~~"));
        check("x = \"日\" / b", 4..13, Some("        ~~~~~^~~"));
    }

    #[test]
    fn a_whole_line_has_no_marks() {
        check("    call(1)", 4..11, None);
        check("    call(1)  # why", 4..11, Some("    ^^^^^^^"));
    }

    #[test]
    fn several_lines_are_marked_to_the_end_of_the_first() {
        let span = Span {
            line: 1,
            column: 4,
            end_line: 2,
            end_column: 1,
        };
        assert_eq!(marks("x = f(1,  ", span).as_deref(), Some("        ^^^^"));
    }
}
