//! What the tests of this crate share.

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use bytes::Bytes;
use faas_runtime::ManualClock;
use s3_compat::{MemoryObjectStore, ObjectStore};

use crate::linker::{Diagnostic, Linker, Refusal, Sources};
use crate::random::SeededRandom;
use crate::registry::{Limits, Parts, Registry};

/// A zip file of these files.
pub(crate) fn zip_of(files: &[(&str, &str)]) -> Bytes {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in files {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(contents.as_bytes()).unwrap();
    }
    Bytes::from(writer.finish().unwrap().into_inner())
}

/// A linker that looks at words: the package is the handler and the number of sources.
pub(crate) struct WordLinker {
    pub(crate) identity: &'static str,
}

impl Linker for WordLinker {
    fn identity(&self) -> String {
        self.identity.to_owned()
    }

    fn link(&self, sources: &Sources, handler: &str) -> Result<Bytes, Refusal> {
        let (module, function) = handler.rsplit_once('.').expect("checked before");
        let file = format!("{}.py", module.replace('.', "/"));
        let text = String::from_utf8_lossy(sources.get(&file).map_or(&[][..], Vec::as_slice));
        let at = |message: &str| Diagnostic {
            file: file.clone(),
            line: 1,
            column: 5,
            message: message.to_owned(),
        };
        if text.contains("syntax error") {
            return Err(Refusal::Syntax(at("invalid syntax")));
        }
        if text.contains("yield") {
            return Err(Refusal::Unsupported(vec![at(
                "generators are not supported",
            )]));
        }
        if !text.contains(&format!("def {function}(")) {
            return Err(Refusal::NoHandler);
        }
        Ok(Bytes::from(format!(
            "{}:{handler}:{}",
            self.identity,
            sources.len()
        )))
    }
}

pub(crate) fn open_registry(store: &Arc<MemoryObjectStore>, identity: &'static str) -> Registry {
    try_open(Arc::clone(store) as Arc<dyn ObjectStore>, identity).expect("the registry opens")
}

pub(crate) fn try_open(
    store: Arc<dyn ObjectStore>,
    identity: &'static str,
) -> Result<Registry, crate::LambdaError> {
    let limits = Limits {
        functions_max: 5,
        versions_max: 3,
        aliases_max: 3,
        code_bytes_max: 100_000,
    };
    Registry::open(Parts {
        store,
        linker: Arc::new(WordLinker { identity }),
        clock: Arc::new(ManualClock::new()),
        random: Arc::new(SeededRandom::new([1; 32])),
        limits,
    })
}
