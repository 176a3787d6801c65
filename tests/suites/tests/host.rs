//! The hosts of this repository that stand alone; those of the tool and of the device are tried
//! where they are.

use iotpy_core::{NullHost, Stream};
use nanolambda_conformance::{host, host_basic};

/// A host without anything.
struct Nothing;

impl host::Fixture for Nothing {
    type Host = NullHost;

    fn host(&mut self) -> NullHost {
        NullHost
    }

    fn written(&mut self, _host: NullHost, _stream: Stream) -> Option<Vec<u8>> {
        None
    }

    fn functions(&self) -> &[&'static str] {
        &[]
    }
}

host_basic!(Nothing);
