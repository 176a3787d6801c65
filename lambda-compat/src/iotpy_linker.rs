//! The one place that calls the compiler.

use bytes::Bytes;
use iotpy_compiler::{CLOUD_FUNCTION, DiagnosticKind, Diagnostics, Entry, Options, compile};

use crate::linker::{Diagnostic, Linker, Refusal, Sources};
use crate::registry::sha256_hex;

/// A program whose package tells compilers apart, see [`IotPyLinker::new`].
const PROBE: &str = "\
import boto3
import math

STEP = 3


def handler(event, context=None, *rest, **more):
    boto3.client('s3').list_buckets()
    total = [0.5, 'text', {'key': (1, None)}]
    try:
        for number in range(10):
            total.append(f'{number + STEP:>4}' if number % 2 else math.sqrt(number))
    except ValueError as error:
        raise RuntimeError('probe') from error
    return {str(part): len(total) for part in total if part is not True}
";

/// The IoTPy compiler as the registry calls it.
pub struct IotPyLinker {
    options: Options,
    identity: String,
}

impl IotPyLinker {
    /// A linker for servers whose functions reach a [`Cloud`](crate::Cloud): the compiler's default
    /// options, and programs that use `boto3`.
    ///
    /// Its identity is the hash of what the compiler makes of a small program, so that a server
    /// whose compiler writes other packages links all functions anew, without anybody having to
    /// remember to count a number up.
    #[must_use]
    pub fn new() -> Self {
        let mut options = Options::default();
        options.host_functions.push(CLOUD_FUNCTION.to_owned());
        let mut linker = Self {
            options,
            identity: String::new(),
        };
        let probe = Sources::from([("probe.py".to_owned(), PROBE.as_bytes().to_vec())]);
        let made_of = match linker.compile(&probe, "probe.handler") {
            Ok(package) => package.to_vec(),
            Err(refusal) => format!("{refusal:?}").into_bytes(),
        };
        let hash = sha256_hex(&made_of);
        linker.identity = format!("iotpy {}", hash.get(..16).unwrap_or_default());
        linker
    }

    fn compile(&self, sources: &Sources, handler: &str) -> Result<Bytes, Refusal> {
        let mut files = iotpy_compiler::Sources::new();
        // A file that is no source for the compiler is only in the way if the handler needs it.
        let mut unusable = Vec::new();
        for (path, bytes) in sources {
            if let Err(error) = files.insert(path, bytes) {
                unusable.push(whole_file(path, error.to_string()));
            }
        }
        let Some(entry) = Entry::parse(handler) else {
            return Err(Refusal::NoHandler);
        };
        match compile(&files, &entry, &self.options) {
            Ok(compiled) => Ok(Bytes::from(compiled.package)),
            Err(diagnostics) => Err(refusal(diagnostics, unusable)),
        }
    }
}

impl Default for IotPyLinker {
    fn default() -> Self {
        Self::new()
    }
}

impl Linker for IotPyLinker {
    fn identity(&self) -> String {
        self.identity.clone()
    }

    fn link(&self, sources: &Sources, handler: &str) -> Result<Bytes, Refusal> {
        self.compile(sources, handler)
    }
}

fn refusal(diagnostics: Diagnostics, unusable: Vec<Diagnostic>) -> Refusal {
    let all = &diagnostics.0;
    if let Some(first) = all.iter().find(|one| one.kind == DiagnosticKind::Syntax) {
        return Refusal::Syntax(converted(first));
    }
    // With other complaints beside it, the function may be defined by what was not understood.
    let others = || {
        all.iter()
            .filter(|one| one.kind != DiagnosticKind::MissingHandler)
    };
    if others().next().is_none() && unusable.is_empty() {
        return Refusal::NoHandler;
    }
    Refusal::Unsupported(others().map(converted).chain(unusable).collect())
}

fn converted(diagnostic: &iotpy_compiler::Diagnostic) -> Diagnostic {
    let iotpy_compiler::Diagnostic {
        file,
        line,
        column,
        message,
        hint,
        ..
    } = diagnostic;
    let message = match hint {
        Some(hint) => format!("{message} (hint: {hint})"),
        None => message.clone(),
    };
    Diagnostic {
        file: file.clone(),
        line: *line,
        column: *column,
        message,
    }
}

fn whole_file(path: &str, message: String) -> Diagnostic {
    Diagnostic {
        file: path.to_owned(),
        line: 0,
        column: 0,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(files: &[(&str, &[u8])], handler: &str) -> Result<Bytes, Refusal> {
        let sources = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.to_vec()));
        IotPyLinker::new().link(&sources.collect(), handler)
    }

    const LIGHT: (&str, &[u8]) = (
        "light.py",
        b"def level(event, context):\n    return event\n",
    );

    #[test]
    fn a_handler_becomes_a_package() {
        assert!(link(&[LIGHT], "light.level").unwrap().starts_with(b"IoTP"));
        let nested: (&str, &[u8]) = ("a/b.py", LIGHT.1);
        assert!(link(&[("a/__init__.py", b""), nested], "a.b.level").is_ok());
    }

    #[test]
    fn compilers_that_write_the_same_have_the_same_identity() {
        let identity = IotPyLinker::new().identity();
        assert_eq!(identity, IotPyLinker::default().identity());
        assert_eq!(identity.len(), "iotpy ".len() + 16);
    }

    #[test]
    fn refusals_are_told_apart() {
        assert_eq!(link(&[LIGHT], "light.none"), Err(Refusal::NoHandler));
        let broken: (&str, &[u8]) = (
            "light.py",
            b"def level(event, context):\n    return return\n",
        );
        let Err(Refusal::Syntax(at)) = link(&[broken], "light.level") else {
            panic!("no syntax error");
        };
        assert_eq!((at.file.as_str(), at.line), ("light.py", 2));
        let with: (&str, &[u8]) = (
            "light.py",
            b"async def level(event, context):\n    return event\n",
        );
        let Err(Refusal::Unsupported(at)) = link(&[with], "light.level") else {
            panic!("coroutines are not supported");
        };
        assert_eq!((at[0].file.as_str(), at[0].line), ("light.py", 1));
    }

    #[test]
    fn files_in_other_encodings_only_matter_where_they_are_needed() {
        let latin: (&str, &[u8]) = ("other.py", b"NAME = '\xe9'\n");
        assert!(link(&[LIGHT, latin], "light.level").is_ok());
        let importing: (&str, &[u8]) = (
            "light.py",
            b"import other\ndef level(event, context):\n    return other.NAME\n",
        );
        let Err(Refusal::Unsupported(all)) = link(&[importing, latin], "light.level") else {
            panic!("a file that is not UTF-8 was compiled");
        };
        assert!(
            all.iter()
                .any(|one| one.message.contains("not valid UTF-8")),
            "{all:?}"
        );
    }
}
