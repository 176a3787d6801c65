//! The simulated board: the device's application in this process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use faas_runtime::transport::{LossRates, Lossy, Transport};
use nanolambda_device_application::event::{Event, Summary};
use nanolambda_device_application::sim::{FileFlash, SimBoard, UdpLine};
use nanolambda_device_application::text::Text;
use nanolambda_device_application::{
    DATAGRAM_BYTES_MAX, Device, EVENT_BYTES_MAX, JournalError, Node, Space,
};
use woof_log::{Flash, Medium as _, Nor};

use super::show::show;
use super::{Plan, RunArguments};
use crate::failure::Failure;
use crate::interrupt::Interrupt;

/// Bytes of the longest datagram that can be delayed.
const DELAYED_BYTES_MAX: usize = 1280;

type Error = JournalError<Nor<FileFlash>>;

/// Runs until the time is over or the interrupt key is pressed.
pub fn run(arguments: &RunArguments, plan: &Plan) -> Result<(), Failure> {
    let file = FileFlash::open(&arguments.flash, arguments.flash_kb as usize * 1024);
    let file = file.map_err(|error| Failure::Other(error.to_string()))?;
    let medium = Nor::new(file)
        .ok_or_else(|| Failure::Other("the flash is too small for a log".to_owned()))?;
    let geometry = medium.geometry();
    let flash = Flash::new(medium);
    let line = UdpLine::connect(plan.edge)
        .map_err(|error| Failure::Other(format!("no socket to {}: {error}", plan.edge)))?;
    let interrupt = Interrupt::listen();
    let is_closed = Arc::new(AtomicBool::new(false));
    let (closes, json) = (Arc::clone(&is_closed), arguments.json);
    let print = move |line: &[u8]| {
        if !show(line, json) {
            closes.store(true, Ordering::Relaxed);
        }
    };
    let time = plan.time;
    let is_ending = move |elapsed| {
        let is_over = time.is_some_and(|time| elapsed >= time);
        is_over || interrupt.is_set() || is_closed.load(Ordering::Relaxed)
    };
    let board = SimBoard::new(plan.signal.clone(), line.clone(), print, is_ending);
    let mut cells = vec![0; arguments.cache as usize / 8];
    let (mut store, mut scratch) = (None, [0; EVENT_BYTES_MAX]);
    let space = Space {
        store: &mut store,
        cache: &mut cells,
        scratch: &mut scratch,
    };
    let node = Node::start(board, &flash, &geometry, space, &plan.name, &plan.functions)
        .map_err(|error| failed(&error))?;
    let summary = match arguments.loss {
        0 => drive(node, line, plan),
        percent => {
            let of_256 = (u16::from(percent) * 256 / 100) as u8;
            let rates = LossRates {
                lost: of_256,
                doubled: of_256,
                delayed: of_256,
            };
            let mut seed = [0; 8];
            getrandom::fill(&mut seed)
                .map_err(|error| Failure::Other(format!("there are no random numbers: {error}")))?;
            let seed = u64::from_le_bytes(seed);
            let lossy: Lossy<_, DELAYED_BYTES_MAX> = Lossy::new(line, rates, seed);
            drive(node, lossy, plan)
        }
    };
    let summary = summary.map_err(|error| failed(&error))?;
    let mut space = [0; 256];
    let mut text = Text::new(&mut space);
    Event::Summary(summary).write(&mut text);
    show(text.as_bytes(), json);
    Ok(())
}

fn drive<T: Transport>(
    node: Node<'_, '_, SimBoard, Nor<FileFlash>>,
    transport: T,
    plan: &Plan,
) -> Result<Summary, Error> {
    let mut datagram = [0; DATAGRAM_BYTES_MAX];
    let mut device = Device::new(
        node,
        transport,
        &mut datagram,
        &plan.name,
        plan.credentials.clone(),
    );
    let summary = device.run()?;
    device.close()?;
    Ok(summary)
}

fn failed(error: &Error) -> Failure {
    Failure::Other(format!("the flash cannot be used: {error:?}"))
}
