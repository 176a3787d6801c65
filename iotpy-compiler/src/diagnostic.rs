//! What the compiler says about a program that it cannot compile.

use std::fmt;

/// What is wrong, broadly: the deployer's configuration, the program, or our coverage of Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DiagnosticKind {
    /// CPython would refuse the source as well.
    Syntax,
    /// Valid Python that this compiler does not translate.
    Unsupported,
    /// A module that is neither in the sources nor built in.
    MissingModule,
    /// The handler names a module or function that does not exist.
    MissingHandler,
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong, broadly.
    pub kind: DiagnosticKind,
    /// The path of the file within the sources; empty if no file is to blame.
    pub file: String,
    /// The line, from 1; 0 if the whole file is meant.
    pub line: u32,
    /// The column in characters, from 1; 0 if the whole file is meant.
    pub column: u32,
    /// The construct in a word or two, for example "with statement"; stable enough to count.
    pub construct: String,
    /// A sentence for the author of the program.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
    /// The text of the line.
    pub source_line: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.file.is_empty() {
            write!(f, "{}", self.message)?;
        } else if self.line == 0 {
            write!(f, "{}: {}", self.file, self.message)?;
        } else {
            write!(
                f,
                "{}:{}:{}: {}",
                self.file, self.line, self.column, self.message
            )?;
            let caret = self.column.saturating_sub(1) as usize;
            let shown: String = self
                .source_line
                .chars()
                .map(one_column_wide)
                .take(200)
                .collect();
            write!(f, "\n    {shown}")?;
            if caret < 200 {
                write!(f, "\n    {:caret$}^", "")?;
            }
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n    hint: {hint}")?;
        }
        Ok(())
    }
}

/// Tabs and control characters would move the caret or the terminal's cursor.
fn one_column_wide(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// Everything that is wrong with a program, by file and line; never empty when returned.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Diagnostics(pub Vec<Diagnostic>);

/// Reports kept at most; a program with more says so in the last one.
pub const DIAGNOSTICS_MAX: usize = 100;

impl Diagnostics {
    /// The reports in the order of files, lines and columns, each once.
    pub(crate) fn sorted(mut self) -> Diagnostics {
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.file.clone(), d.line, d.column);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.0.dedup();
        if self.0.len() > DIAGNOSTICS_MAX {
            let dropped = self.0.len() - DIAGNOSTICS_MAX;
            self.0.truncate(DIAGNOSTICS_MAX);
            if let Some(last) = self.0.last_mut() {
                last.message = format!("{} (and {dropped} more reports)", last.message);
            }
        }
        self
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, diagnostic) in self.0.iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
