//! Every seam of the runtime against its suite.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use faas_runtime::executor::iotpy::{IotPyExecutor, IotPyOptions};
use faas_runtime::executor::process::{ProcessExecutor, ProcessOptions};
use faas_runtime::placement::{Local, Naive, Placement, Remote};
use faas_runtime::transport::{Loopback, LossRates, Lossy, loopback};
use faas_runtime::{
    CodeHash, ExecutorChoice, ExecutorKind, Function, MemoryRegistry, Package, SourceFiles,
    SystemClock, Version,
};
use iotpy_compiler::{Entry, Options, Sources, compile};
use nanolambda_conformance::{executor, function_registry, placement, transport};
use nanolambda_conformance::{
    executor_basic, function_registry_basic, placement_adaptive, placement_basic, transport_basic,
};
use tempfile::TempDir;

/// A function with this text as its module `f`, for this executor.
fn function(source: &str, package: Package, kind: ExecutorKind) -> Function {
    let mut hash = [0; 32];
    for (at, byte) in source.bytes().enumerate() {
        hash[at % 32] = (hash[at % 32] ^ byte).rotate_left(3);
    }
    let files = vec![("f.py".to_owned(), Bytes::copy_from_slice(source.as_bytes()))];
    Function {
        name: "probe".parse().expect("valid"),
        version: Version::Latest,
        handler: "f.handler".to_owned(),
        code_hash: CodeHash(hash),
        memory_mb: 128,
        timeout_ms: 20_000,
        environment: BTreeMap::new(),
        package,
        source: Some(Arc::new(SourceFiles { files })),
        executor: ExecutorChoice::Only(kind),
    }
}

mod memory_registry {
    use super::*;

    struct Memory;

    impl function_registry::Fixture for Memory {
        type Registry = MemoryRegistry;

        fn open(&mut self) -> MemoryRegistry {
            MemoryRegistry::new(100)
        }
    }

    function_registry_basic!(Memory);
}

mod iotpy_executor {
    use super::*;

    struct IotPy;

    impl executor::Fixture for IotPy {
        type Executor = IotPyExecutor;

        fn executor(&mut self) -> IotPyExecutor {
            IotPyExecutor::new(IotPyOptions::new(1, Arc::new(SystemClock::start())))
        }

        fn function(&mut self, source: &str) -> Function {
            let sources = Sources::from_files([("f.py", source)]).expect("a source file");
            let entry = Entry::parse("f.handler").expect("a handler");
            let compiled = compile(&sources, &entry, &Options::default());
            let package = compiled.expect("the machine can run it").package;
            super::function(
                source,
                Package::Compiled(package.into()),
                ExecutorKind::IotPy,
            )
        }
    }

    executor_basic!(IotPy);
}

mod process_executor {
    use super::*;

    struct Process(TempDir);

    impl executor::Fixture for Process {
        type Executor = ProcessExecutor;

        fn executor(&mut self) -> ProcessExecutor {
            let clock = Arc::new(SystemClock::start());
            ProcessExecutor::new(ProcessOptions::new(self.0.path().to_owned(), clock))
        }

        fn function(&mut self, source: &str) -> Function {
            let package = Package::Refused("it is to run on CPython".to_owned());
            super::function(source, package, ExecutorKind::Process)
        }
    }

    executor_basic!(Process(TempDir::new().expect("a temporary directory")));
}

/// A placement that is made by its default.
struct ByDefault<P>(std::marker::PhantomData<P>);

impl<P: Placement + Default> placement::Fixture for ByDefault<P> {
    type Placement = P;

    fn fresh(&mut self) -> P {
        P::default()
    }
}

mod local {
    use super::*;
    placement_basic!(ByDefault::<Local>(std::marker::PhantomData));
}

mod remote {
    use super::*;
    placement_basic!(ByDefault::<Remote>(std::marker::PhantomData));
}

mod naive {
    use super::*;
    placement_basic!(ByDefault::<Naive>(std::marker::PhantomData));
    placement_adaptive!(ByDefault::<Naive>(std::marker::PhantomData));
}

mod loopback_link {
    use super::*;

    struct Plain;

    impl transport::Fixture for Plain {
        type Left = Loopback;
        type Right = Loopback;

        fn link(&mut self) -> (Loopback, Loopback) {
            loopback(64, 8)
        }
    }

    transport_basic!(Plain);
}

mod lossy_link_without_losses {
    use super::*;

    struct Quiet;

    impl transport::Fixture for Quiet {
        type Left = Lossy<Loopback, 64>;
        type Right = Loopback;

        fn link(&mut self) -> (Self::Left, Loopback) {
            let (left, right) = loopback(64, 8);
            (Lossy::new(left, LossRates::default(), 1), right)
        }
    }

    transport_basic!(Quiet);
}
