//! Errors of the Python runtime before the handler runs, in the words of AWS's runtime.
//!
//! AWS accepts a deployment package whose handler cannot be loaded, and each invocation answers
//! why. What can be known from the archive alone is found when the code is uploaded and answered
//! without one, so that the answer is the same with and without a Python interpreter on the
//! machine. This is the only place that knows these texts.

use bytes::Bytes;
use faas_runtime::{FunctionError, FunctionErrorKind, RequestId};
use serde::{Deserialize, Serialize};

use crate::linker::Diagnostic;
use crate::zip::CodeArchive;

/// Why the handler of a function cannot be loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InitError {
    /// The handler is not of the form `module.function`.
    MalformedHandlerName {
        /// The configured handler.
        handler: String,
    },
    /// The deployment package has no such module.
    ImportModule {
        /// The module as the handler names it.
        module: String,
        /// The part that is not found.
        missing: String,
    },
    /// The file of the module is no Python.
    UserCodeSyntax {
        /// The module as the handler names it.
        module: String,
        /// Path of the file in the deployment package.
        file: String,
        /// Line of the error, from 1.
        line: u32,
        /// The text of that line.
        text: String,
    },
    /// The module has no such function.
    HandlerNotFound {
        /// The function.
        function: String,
        /// The module as the handler names it.
        module: String,
    },
}

/// Splits `module.function`; a module may be written with dots or slashes.
pub(crate) fn split_handler(handler: &str) -> Option<(&str, &str)> {
    handler.rsplit_once('.')
}

impl InitError {
    /// What the archive alone shows: a handler that names no module, or none that is there.
    pub(crate) fn find(archive: &CodeArchive, handler: &str) -> Option<Self> {
        let Some((module, _)) = split_handler(handler) else {
            return Some(Self::MalformedHandlerName {
                handler: handler.to_owned(),
            });
        };
        let missing = missing_part(archive, module)?;
        Some(Self::ImportModule {
            module: module.to_owned(),
            missing,
        })
    }

    /// The handler's own file does not parse. A file that it imports is CPython's to judge, because
    /// the import may be guarded.
    pub(crate) fn of_syntax(
        archive: &CodeArchive,
        handler: &str,
        diagnostic: &Diagnostic,
    ) -> Option<Self> {
        let (module, _) = split_handler(handler)?;
        if !module_files(module).contains(&diagnostic.file) {
            return None;
        }
        let contents = archive
            .read(&diagnostic.file)
            .ok()
            .flatten()
            .unwrap_or_default();
        let contents = String::from_utf8_lossy(&contents);
        let line = diagnostic.line.max(1);
        let text = contents.lines().nth(line as usize - 1).unwrap_or_default();
        Some(Self::UserCodeSyntax {
            module: module.to_owned(),
            file: diagnostic.file.clone(),
            line,
            text: crate::error::excerpt(text),
        })
    }

    /// The module has no function of that name.
    pub(crate) fn no_handler(handler: &str) -> Option<Self> {
        let (module, function) = split_handler(handler)?;
        Some(Self::HandlerNotFound {
            function: function.to_owned(),
            module: module.to_owned(),
        })
    }

    /// The `errorType` of AWS's Python runtime.
    #[must_use]
    pub fn error_type(&self) -> &'static str {
        match self {
            Self::MalformedHandlerName { .. } => "Runtime.MalformedHandlerName",
            Self::ImportModule { .. } => "Runtime.ImportModuleError",
            Self::UserCodeSyntax { .. } => "Runtime.UserCodeSyntaxError",
            Self::HandlerNotFound { .. } => "Runtime.HandlerNotFound",
        }
    }

    /// The `errorMessage` of AWS's Python runtime.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::MalformedHandlerName { handler } => {
                format!("Bad handler '{handler}': not enough values to unpack (expected 2, got 1)")
            }
            Self::ImportModule { module, missing } => {
                format!("Unable to import module '{module}': No module named '{missing}'")
            }
            Self::UserCodeSyntax {
                module, file, line, ..
            } => format!(
                "Syntax error in module '{module}': invalid syntax ({}, line {line})",
                file.rsplit('/').next().unwrap_or_default()
            ),
            Self::HandlerNotFound { function, module } => {
                format!("Handler '{function}' missing on module '{module}'")
            }
        }
    }

    /// The answer to an invocation.
    #[must_use]
    pub fn to_function_error(&self, request_id: RequestId) -> FunctionError {
        let stack_trace: Vec<String> = match self {
            Self::UserCodeSyntax {
                file, line, text, ..
            } => {
                vec![format!(
                    "  File \"/var/task/{file}\" Line {line}\n    {text}\n"
                )]
            }
            _ => Vec::new(),
        };
        let body = serde_json::json!({
            "errorMessage": self.message(),
            "errorType": self.error_type(),
            "requestId": request_id.to_string(),
            "stackTrace": stack_trace,
        });
        FunctionError {
            kind: FunctionErrorKind::Unhandled,
            body: Bytes::from(body.to_string()),
        }
    }

    /// The line that AWS's runtime logs, and ours with it.
    #[must_use]
    pub fn log_line(&self) -> String {
        format!(
            "[ERROR] {}: {}\nTraceback (most recent call last):\n",
            self.error_type(),
            self.message()
        )
    }
}

/// The files that a module can be.
fn module_files(module: &str) -> [String; 2] {
    let path = module.replace('.', "/");
    [format!("{path}.py"), format!("{path}/__init__.py")]
}

/// The first part of a dotted module that is not in the archive, as CPython names it in its error.
/// A module of CPython itself, such as `json`, is not missing; neither is a namespace package.
fn missing_part(archive: &CodeArchive, module: &str) -> Option<String> {
    let dotted = module.replace('/', ".");
    let parts: Vec<&str> = dotted.split('.').collect();
    if parts.first().is_some_and(|first| is_standard_module(first)) {
        return None;
    }
    for count in 1..=parts.len() {
        let path = parts.get(..count).unwrap_or_default().join("/");
        let directory = format!("{path}/");
        // Compiled modules count as well: `light.cpython-312-x86_64-linux-gnu.so`, `light.pyc`.
        let binary = format!("{path}.");
        let found = archive.names().any(|name| {
            name.starts_with(&directory)
                || name
                    .strip_prefix(&binary)
                    .is_some_and(|rest| !rest.contains('/'))
        });
        if !found {
            return Some(parts.get(..count).unwrap_or_default().join("."));
        }
    }
    None
}

/// Modules that a handler could name without shipping them. A guess too many only means that the
/// interpreter gives the answer.
fn is_standard_module(name: &str) -> bool {
    const NAMES: [&str; 24] = [
        "json",
        "math",
        "time",
        "os",
        "sys",
        "re",
        "random",
        "datetime",
        "collections",
        "itertools",
        "functools",
        "operator",
        "string",
        "logging",
        "base64",
        "hashlib",
        "uuid",
        "pprint",
        "urllib",
        "http",
        "email",
        "builtins",
        "types",
        "asyncio",
    ];
    NAMES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::zip_of;

    fn archive() -> CodeArchive {
        let files = [
            ("light.py", "x = 1\nif\n"),
            ("pkg/__init__.py", ""),
            ("pkg/mod.py", ""),
        ];
        CodeArchive::check(zip_of(&files)).unwrap()
    }

    #[track_caller]
    fn check(handler: &str, expected: Option<(&str, &str)>) {
        let error = InitError::find(&archive(), handler);
        let got = error
            .as_ref()
            .map(|error| (error.error_type(), error.message()));
        assert_eq!(
            got.as_ref().map(|(kind, text)| (*kind, text.as_str())),
            expected
        );
    }

    #[test]
    fn handlers_that_can_be_loaded_are_left_alone() {
        for handler in ["light.f", "pkg.f", "pkg.mod.f", "pkg/mod.f", "json.dumps"] {
            check(handler, None);
        }
    }

    #[test]
    fn the_words_are_those_of_the_runtime_of_aws() {
        check(
            "light",
            Some((
                "Runtime.MalformedHandlerName",
                "Bad handler 'light': not enough values to unpack (expected 2, got 1)",
            )),
        );
        let import = "Runtime.ImportModuleError";
        check(
            "dark.f",
            Some((
                import,
                "Unable to import module 'dark': No module named 'dark'",
            )),
        );
        check(
            "pkg/no.f",
            Some((
                import,
                "Unable to import module 'pkg/no': No module named 'pkg.no'",
            )),
        );
        check(
            "no.mod.f",
            Some((
                import,
                "Unable to import module 'no.mod': No module named 'no'",
            )),
        );
        let missing = InitError::no_handler("light.x").unwrap();
        assert_eq!(missing.message(), "Handler 'x' missing on module 'light'");
        assert_eq!(missing.error_type(), "Runtime.HandlerNotFound");
    }

    #[test]
    fn a_syntax_error_shows_file_line_and_text() {
        let at = |file: &str| Diagnostic {
            file: file.to_owned(),
            line: 2,
            column: 3,
            message: "expected an expression".to_owned(),
        };
        let error = InitError::of_syntax(&archive(), "light.f", &at("light.py")).unwrap();
        let body = error.to_function_error(RequestId([0; 16])).body;
        assert_eq!(
            body,
            "{\"errorMessage\":\"Syntax error in module 'light': invalid syntax (light.py, line \
             2)\",\"errorType\":\"Runtime.UserCodeSyntaxError\",\
             \"requestId\":\"00000000-0000-0000-0000-000000000000\",\
             \"stackTrace\":[\"  File \\\"/var/task/light.py\\\" Line 2\\n    if\\n\"]}"
        );
        assert_eq!(
            InitError::of_syntax(&archive(), "light.f", &at("pkg/mod.py")),
            None
        );
    }
}
