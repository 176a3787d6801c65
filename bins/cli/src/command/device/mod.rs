//! `device`: a device of this machine, or of an emulator.

mod emulator;
mod frames;
mod relay;
mod show;
mod sim;

use std::net::{SocketAddr, ToSocketAddrs as _};
use std::path::PathBuf;
use std::time::Duration;

use clap::Subcommand;
use faas_runtime::FunctionName;
use faas_runtime::seal::{KEY_BYTES, Key};
use nanolambda_device_application::config::{
    Credentials, DEVICE_NAME_BYTES_MAX, FUNCTIONS_MAX, FunctionConfig, Policy,
};
use nanolambda_device_application::sim::Signal;

use crate::failure::Failure;

/// The shortest period of a sampler.
const RATE_MAX: f64 = 1_000.0;

/// Run a device that gets its functions from an edge server
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(RunArguments),
}

/// A board that a device can run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum BoardName {
    /// A board that this tool simulates
    Sim,
    /// TI LM3S6965 in QEMU: 64 KB of memory, 256 KB of flash
    Lm3s6965evb,
    /// Arm MPS2 with AN385 in QEMU
    #[value(name = "mps2-an385")]
    Mps2An385,
    /// QEMU's RISC-V machine with the processor of an ESP32-C3
    RiscvVirt,
}

/// The way of an emulated board to the edge server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum LineName {
    /// Ethernet, a fixed address
    Static,
    /// Ethernet, an address that the network gives
    Dhcp,
    /// The UART
    Uart,
}

/// Run a device and show what happens
#[derive(Debug, clap::Args)]
struct RunArguments {
    /// The board
    #[arg(long, value_enum)]
    board: BoardName,
    /// The CoAP address of the edge server
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:5683")]
    edge: String,
    /// A function of the edge server that gets the samples; may be given twice
    #[arg(long = "function", value_name = "NAME", required = true)]
    functions: Vec<FunctionName>,
    /// The file that is the device's flash; it is made if it is not there
    #[arg(long, value_name = "FILE")]
    flash: PathBuf,
    /// Size of a flash that is made
    #[arg(long, value_name = "KB", default_value_t = 4096,
          value_parser = clap::value_parser!(u32).range(256..=65_536))]
    flash_kb: u32,
    /// The device's name in the logs of the edge server [default: the name of the flash's file]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Samples in a second
    #[arg(long, value_name = "HZ", default_value_t = 5.0)]
    rate: f64,
    /// A file with what the sensor says, a sample in each line, again and again [default: light
    /// that swings between 60 and 140]
    #[arg(long, value_name = "FILE")]
    signal: Option<PathBuf>,
    /// Numbers in a sample
    #[arg(long, value_name = "COUNT", default_value_t = 1,
          value_parser = clap::value_parser!(u8).range(1..=3))]
    channels: u8,
    /// Digits behind the point of such a number
    #[arg(long, value_name = "DIGITS", default_value_t = 0,
          value_parser = clap::value_parser!(u8).range(0..=6))]
    decimals: u8,
    /// Samples that make an event
    #[arg(long, value_name = "COUNT", default_value_t = 1,
          value_parser = clap::value_parser!(u16).range(1..=256))]
    batch: u16,
    /// Memory of a function: its heap, its frames and the state of its machine
    #[arg(long, value_name = "BYTES", default_value_t = 8 * 1024)]
    heap: u32,
    /// Memory for all packages and functions together
    #[arg(long, value_name = "BYTES", default_value_t = 24 * 1024,
          value_parser = clap::value_parser!(u32).range(1024..=16_777_216))]
    cache: u32,
    /// Fuel of a call, about one unit for each instruction
    #[arg(long, value_name = "N", default_value_t = 10_000_000)]
    fuel: u64,
    /// Where functions run: local, remote, or naive (where the last call was faster)
    #[arg(long, value_name = "PLACE", default_value = "local", value_parser = policy)]
    placement: Policy,
    /// End after this time [default: go on until interrupted]
    #[arg(long = "for", value_name = "SECONDS")]
    seconds: Option<f64>,
    /// Lose, double and delay this many percent each of what the device sends
    #[arg(long, value_name = "PERCENT", default_value_t = 0,
          value_parser = clap::value_parser!(u8).range(0..=90))]
    loss: u8,
    /// The file with the device's secret, as the edge server has it: lines of a name and 64
    /// hexadecimal digits
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Use the key for less: fn:NAME, op:invoke, op:package, op:log, op:aws or exp:SECONDS; may be
    /// given more than once
    #[arg(long = "caveat", value_name = "CAVEAT")]
    caveats: Vec<String>,
    /// How an emulated board reaches the edge server: over its Ethernet with a fixed address or one
    /// by DHCP, or over its UART, with this tool at the other end [default: static, or uart on a
    /// board without Ethernet]
    #[arg(long, value_enum, value_name = "LINE")]
    line: Option<LineName>,
    /// The built image of an emulated board, an ELF file with the texts of what it says [default:
    /// what bins/device/build.sh builds]
    #[arg(long, value_name = "FILE")]
    image: Option<PathBuf>,
    /// Print each event as a JSON object in a line
    #[arg(long)]
    json: bool,
}

/// What a run is to do, checked.
struct Plan {
    edge: SocketAddr,
    functions: Vec<FunctionConfig>,
    name: String,
    signal: Signal,
    time: Option<Duration>,
    credentials: Option<Credentials>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Command::Run(arguments) = &arguments.command;
    let plan = plan(arguments)?;
    if arguments.board == BoardName::Sim && arguments.line.is_some() {
        let sentence = "--line is for emulated boards; a simulated one has a socket";
        return Err(Failure::Usage(sentence.to_owned()));
    }
    match arguments.board {
        BoardName::Sim => sim::run(arguments, &plan),
        BoardName::Lm3s6965evb => emulator::run(&emulator::LM3S6965EVB, arguments, &plan),
        BoardName::Mps2An385 => emulator::run(&emulator::MPS2_AN385, arguments, &plan),
        BoardName::RiscvVirt => emulator::run(&emulator::RISCV_VIRT, arguments, &plan),
    }
}

fn policy(text: &str) -> Result<Policy, String> {
    Policy::parse(text).ok_or_else(|| format!("{text:?} is none of local, remote and naive"))
}

fn plan(arguments: &RunArguments) -> Result<Plan, Failure> {
    if arguments.functions.len() > FUNCTIONS_MAX {
        let sentence = format!("a device has at most {FUNCTIONS_MAX} functions");
        return Err(Failure::Usage(sentence));
    }
    let is_rate = arguments.rate > 0.0 && arguments.rate <= RATE_MAX;
    if !is_rate {
        let sentence = format!("the rate is more than 0 and at most {RATE_MAX} samples a second");
        return Err(Failure::Usage(sentence));
    }
    let time = arguments.seconds.map(Duration::try_from_secs_f64);
    let time = time
        .transpose()
        .map_err(|_| Failure::Usage("--for takes a number of seconds".to_owned()))?;
    let functions = arguments.functions.iter().map(|name| FunctionConfig {
        channels: arguments.channels,
        decimals: arguments.decimals,
        batch: arguments.batch,
        // At most a thousand times a second, so it is at least a millisecond.
        period_us: (1e6 / arguments.rate) as u64,
        heap_bytes: arguments.heap,
        fuel: arguments.fuel,
        policy: arguments.placement,
        ..FunctionConfig::new(*name)
    });
    let name = name(arguments)?;
    Ok(Plan {
        edge: address(&arguments.edge)?,
        functions: functions.collect(),
        credentials: credentials(arguments, &name)?,
        name,
        signal: signal(arguments)?,
        time,
    })
}

/// The device's key, made weaker by the caveats.
fn credentials(arguments: &RunArguments, name: &str) -> Result<Option<Credentials>, Failure> {
    let Some(path) = &arguments.key else {
        return Ok(None);
    };
    let refused = |reason: &str| Failure::Usage(format!("{}: {reason}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    let mut lines = text.lines().filter_map(|line| line.trim().split_once(' '));
    let digits = lines
        .find(|(own, _)| *own == name)
        .map(|(_, digits)| digits.trim());
    let secret = digits.and_then(secret);
    let secret = secret.ok_or_else(|| refused("there is no secret for the device in it"))?;
    let mut credentials = Credentials {
        key: Key::of_device(&secret, name),
        caveats: heapless::Vec::new(),
    };
    for caveat in &arguments.caveats {
        credentials.key = credentials.key.under(caveat);
        let argument = heapless::String::try_from(format!("v={caveat}").as_str());
        let kept = argument
            .ok()
            .and_then(|argument| credentials.caveats.push(argument).ok());
        kept.ok_or_else(|| refused("there are too many caveats, or one is too long"))?;
    }
    Ok(Some(credentials))
}

fn secret(digits: &str) -> Option<[u8; KEY_BYTES]> {
    let mut bytes = [0; KEY_BYTES];
    if digits.len() != 2 * KEY_BYTES || !digits.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

fn address(text: &str) -> Result<SocketAddr, Failure> {
    let found = text.to_socket_addrs().ok().and_then(|mut all| all.next());
    found.ok_or_else(|| {
        Failure::Usage(format!(
            "{text:?} is no address; give one as 127.0.0.1:5683"
        ))
    })
}

fn signal(arguments: &RunArguments) -> Result<Signal, Failure> {
    let Some(path) = &arguments.signal else {
        return Ok(Signal::swinging());
    };
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    let signal = Signal::parse(&text, arguments.channels.into(), arguments.decimals);
    signal.map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))
}

/// The name that the device has in the names of logs.
fn name(arguments: &RunArguments) -> Result<String, Failure> {
    let stem = arguments
        .flash
        .file_stem()
        .map(|stem| stem.to_string_lossy());
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => stem.unwrap_or_default().into_owned(),
    };
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let is_name = name.chars().all(is_plain) && !name.trim_matches('.').is_empty();
    match is_name && name.len() <= DEVICE_NAME_BYTES_MAX {
        true => Ok(name),
        false => Err(Failure::Usage(format!(
            "{name:?} is no name for a device: it has letters, digits, '-', '_' and '.', at most \
             {DEVICE_NAME_BYTES_MAX} of them; give one with --name"
        ))),
    }
}
