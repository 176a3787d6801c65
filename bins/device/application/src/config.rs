//! What a device is told to do.

use faas_runtime::FunctionName;
use faas_runtime::placement::{Local, Naive, Observation, Place, Placement, Remote, Task};
use faas_runtime::seal::Key;

use crate::sample::CHANNELS_MAX;

/// The most functions of one device.
pub const FUNCTIONS_MAX: usize = 2;
/// The longest name of a device.
pub const DEVICE_NAME_BYTES_MAX: usize = 32;

/// A function of the device, and the samples that it gets.
#[derive(Clone, Copy, Debug)]
pub struct FunctionConfig {
    /// Its name on the edge, and of its logs.
    pub name: FunctionName,
    /// Numbers in a sample: 1 to 3.
    pub channels: u8,
    /// The sensor counts in units of `10^-decimals`.
    pub decimals: u8,
    /// Samples that make one event, at least 1.
    pub batch: u16,
    /// Microseconds between two samples.
    pub period_us: u64,
    /// Bytes of the machine's arena: its heap, its frames and its state.
    pub heap_bytes: u32,
    /// What a call may use before it is ended.
    pub fuel: u64,
    /// Where it runs.
    pub policy: Policy,
}

impl FunctionConfig {
    /// A function that gets each sample of one number, 5 times a second, in 8 KB.
    #[must_use]
    pub fn new(name: FunctionName) -> FunctionConfig {
        FunctionConfig {
            name,
            channels: 1,
            decimals: 0,
            batch: 1,
            period_us: 200_000,
            heap_bytes: 8 * 1024,
            fuel: 10_000_000,
            policy: Policy::local(),
        }
    }

    /// How many numbers there are in a sample.
    #[must_use]
    pub fn channel_count(&self) -> usize {
        usize::from(self.channels).clamp(1, CHANNELS_MAX)
    }
}

/// The most caveats of a device's key.
pub const CAVEATS_MAX: usize = 4;
/// Bytes of the longest caveat.
pub const CAVEAT_BYTES_MAX: usize = 72;

/// With what a device proves who makes its requests.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The device's key, or a weaker one made of it.
    pub key: Key,
    /// The caveats of the weaker one, in the order in which they were added: `v=CAVEAT` each.
    pub caveats: heapless::Vec<heapless::String<CAVEAT_BYTES_MAX>, CAVEATS_MAX>,
}

/// How the place of each call is chosen.
#[derive(Clone, Copy, Debug)]
pub enum Policy {
    /// Always on the device.
    Local(Local),
    /// Always on the edge.
    Remote(Remote),
    /// Where the last call was faster.
    Naive(Naive),
}

impl Policy {
    /// Always on the device.
    #[must_use]
    pub const fn local() -> Policy {
        Policy::Local(Local)
    }

    /// Reads `local`, `remote` or `naive`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Policy> {
        Some(match text {
            "local" => Policy::Local(Local),
            "remote" => Policy::Remote(Remote),
            "naive" => Policy::Naive(Naive::new()),
            _ => return None,
        })
    }

    fn placement(&mut self) -> &mut dyn Placement {
        match self {
            Policy::Local(local) => local,
            Policy::Remote(remote) => remote,
            Policy::Naive(naive) => naive,
        }
    }
}

impl Placement for Policy {
    fn choose(&mut self, task: &Task) -> Place {
        self.placement().choose(task)
    }

    fn observe(&mut self, task: &Task, place: Place, observation: Observation) {
        self.placement().observe(task, place, observation);
    }
}
