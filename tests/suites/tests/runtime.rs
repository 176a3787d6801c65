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

mod slip_link {
    use std::cell::RefCell;
    use std::collections::VecDeque;
    use std::rc::Rc;

    use faas_runtime::transport::{Port, Slip};

    use super::*;

    /// Bytes of a line that can wait: four of the longest frames, all escaped throughout.
    const LINE_BYTES: usize = 4 * (2 * 66 + 2);

    type Line = Rc<RefCell<VecDeque<u8>>>;

    struct Wire {
        out: Line,
        into: Line,
    }

    impl Port for Wire {
        fn has_room(&self, bytes: usize) -> bool {
            self.out.borrow().len() + bytes <= LINE_BYTES
        }
        fn write(&mut self, byte: u8) {
            self.out.borrow_mut().push_back(byte);
        }
        fn read(&mut self) -> Option<u8> {
            self.into.borrow_mut().pop_front()
        }
    }

    struct Wires;

    impl transport::Fixture for Wires {
        type Left = Slip<Wire, 66>;
        type Right = Slip<Wire, 66>;

        fn link(&mut self) -> (Self::Left, Self::Right) {
            let (one, other) = (Line::default(), Line::default());
            let left = Wire {
                out: Rc::clone(&one),
                into: Rc::clone(&other),
            };
            let right = Wire {
                out: other,
                into: one,
            };
            (Slip::new(left), Slip::new(right))
        }
    }

    transport_basic!(Wires);
}
