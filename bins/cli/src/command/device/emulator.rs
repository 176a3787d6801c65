//! The emulated boards: builds the image, starts QEMU, and shows what the image says.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use faas_runtime::placement::{Local, Naive, Remote};
use nanolambda_device_application::config::{Credentials, Policy};
use nanolambda_device_application::sim::{FileFlash, Signal};

use super::frames::Frames;
use super::relay::Relay;
use super::show::show;
use super::{LineName, Plan, RunArguments};
use crate::failure::{Failure, complain};
use crate::interrupt::Interrupt;

/// Where QEMU's user network finds the loopback of its host.
const HOST: &str = "10.0.2.2";
/// The network of a board that asks for its address, and the host there: another one than the fixed
/// address is from, so that nobody can take the one for the other.
const DHCP_NETWORK: &str = "10.9.8.0/24";
const DHCP_HOST: &str = "10.9.8.2";
/// The socket of the board's UART, in its folder.
const UART: &str = "uart";
/// How often an image that has stopped with a reset is started again.
const RESETS_MAX: u32 = 10;
/// Where the sources of the image are, seen from a folder in the repository.
const SOURCES: &str = "bins/device/build.sh";
/// Bytes that are read from the image at a time.
const READ_BYTES: usize = 4096;
/// How long to wait between two looks at the interrupt key.
const LOOK: Duration = Duration::from_millis(50);

/// A board, and the emulator that has it.
pub struct Board {
    /// What `bins/device/build.sh` calls it.
    name: &'static str,
    emulator: &'static str,
    machine: &'static [&'static str],
    /// The Debian package of the emulator.
    package: &'static str,
    /// The argument for no network. QEMU complains about a controller without one, and about a
    /// network without a controller.
    no_network: &'static str,
    /// The line that it has if none is asked for.
    line: LineName,
}

pub const LM3S6965EVB: Board = Board {
    name: "lm3s6965evb",
    emulator: "qemu-system-arm",
    machine: &["-machine", "lm3s6965evb"],
    package: "qemu-system-arm",
    no_network: "user,restrict=on",
    line: LineName::Static,
};
pub const MPS2_AN385: Board = Board {
    name: "mps2-an385",
    machine: &["-machine", "mps2-an385"],
    ..LM3S6965EVB
};
pub const RISCV_VIRT: Board = Board {
    name: "riscv-virt",
    emulator: "qemu-system-riscv32",
    machine: &["-machine", "virt", "-bios", "none"],
    package: "qemu-system-misc",
    no_network: "none",
    line: LineName::Uart,
};

/// Runs until the time is over or the interrupt key is pressed.
pub fn run(board: &Board, arguments: &RunArguments, plan: &Plan) -> Result<(), Failure> {
    if !plan.edge.ip().is_loopback() {
        return Err(Failure::Usage(
            "an emulated board reaches an edge server on this machine only".to_owned(),
        ));
    }
    let image = match &arguments.image {
        Some(image) => image.clone(),
        None => build(board.name)?,
    };
    let frames = Frames::of_image(&image)?;
    // The emulator is started in another folder.
    let image = fs::canonicalize(&image)
        .map_err(|error| Failure::Other(format!("{}: {error}", image.display())))?;
    let flash = FileFlash::open(&arguments.flash, arguments.flash_kb as usize * 1024);
    drop(flash.map_err(|error| Failure::Other(error.to_string()))?);
    let folder = Folder::make(&arguments.flash, &plan.signal)?;
    if let Some(credentials) = &plan.credentials {
        folder.keep_key(credentials)?;
    }
    // It goes on as long as the board may be started anew.
    let _relay = match arguments.line.unwrap_or(board.line) {
        LineName::Uart => Some(Relay::listen(&folder.path.join(UART), plan.edge)?),
        LineName::Static | LineName::Dhcp => None,
    };
    let interrupt = Interrupt::listen();
    for _ in 0..=RESETS_MAX {
        let command = emulator(board, &image, &folder, plan, arguments);
        if run_once(board, command, &folder, &interrupt, &frames, arguments.json)? {
            return Ok(());
        }
    }
    let sentence = format!("the device was started {RESETS_MAX} times again and does not go on");
    Err(Failure::Other(sentence))
}

/// Runs the emulator once. Whether the device has come to its end; else it is to start anew.
fn run_once(
    board: &Board,
    mut command: Command,
    folder: &Folder,
    interrupt: &Interrupt,
    frames: &Frames,
    json: bool,
) -> Result<bool, Failure> {
    let child = command.spawn().map_err(|error| {
        Failure::Other(format!(
            "{} cannot be started ({error}): apt-get install {}",
            board.emulator, board.package
        ))
    })?;
    let mut emulator = Emulator(child);
    let Some(mut out) = emulator.0.stdout.take() else {
        return Err(Failure::Other("the emulator has no output".to_owned()));
    };
    let is_over = Arc::new(AtomicBool::new(false));
    let watch = {
        let (is_over, interrupt) = (Arc::clone(&is_over), interrupt.clone());
        let stop = folder.path.join("stop");
        // The image looks for this file now and then.
        thread::spawn(move || {
            while !is_over.load(Ordering::Relaxed) && !interrupt.is_set() {
                interrupt.sleep(LOOK);
            }
            if interrupt.is_set() {
                drop(fs::write(stop, b""));
            }
        })
    };
    let mut is_read = true;
    let mut stream = frames.stream();
    let mut bytes = [0; READ_BYTES];
    while is_read {
        // A frame that the end has cut off is not there.
        let Ok(count @ 1..) = out.read(&mut bytes) else {
            break;
        };
        let lines = stream.take(bytes.get(..count).unwrap_or_default());
        is_read = lines.iter().all(|line| show(line, json));
    }
    is_over.store(true, Ordering::Relaxed);
    // The thread does nothing that can fail.
    let _ = watch.join();
    if !is_read {
        return Ok(true);
    }
    let status = emulator
        .0
        .wait()
        .map_err(|error| Failure::Other(format!("the emulator is lost: {error}")))?;
    Ok(status.success() || interrupt.is_set())
}

/// The emulator, which ends with this tool.
struct Emulator(Child);

impl Drop for Emulator {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A folder with the files of the board, which the image knows by short names.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn make(flash: &Path, signal: &Signal) -> Result<Self, Failure> {
        let path = flash.with_extension("board");
        let failed = |error| Failure::file(&path, &error);
        let flash = fs::canonicalize(flash).map_err(|error| Failure::file(flash, &error))?;
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(failed(error));
            }
            _ => {}
        }
        fs::create_dir(&path).map_err(failed)?;
        symlink(flash, path.join("flash")).map_err(failed)?;
        let counts = signal.counts().iter().flatten();
        let bytes: Vec<u8> = counts.flat_map(|count| count.to_le_bytes()).collect();
        fs::write(path.join("signal"), bytes).map_err(failed)?;
        Ok(Self { path })
    }

    /// Puts the device's key where its image finds it, and nobody but the owner can read it. A
    /// command line can be seen by everybody.
    fn keep_key(&self, credentials: &Credentials) -> Result<(), Failure> {
        let path = self.path.join("key");
        let mut bytes = credentials.key.to_bytes().to_vec();
        for caveat in &credentials.caveats {
            bytes.extend_from_slice(caveat.as_bytes());
            bytes.push(b'\n');
        }
        let file = File::options()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path);
        let written = file.and_then(|mut file| file.write_all(&bytes));
        written.map_err(|error| Failure::file(&path, &error))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.path));
    }
}

fn emulator(
    board: &Board,
    image: &Path,
    folder: &Folder,
    plan: &Plan,
    arguments: &RunArguments,
) -> Command {
    let mut seed = [0; 8];
    // These boards have no entropy; without any their ids repeat, and the epoch tells them apart.
    let _ = getrandom::fill(&mut seed);
    let policy = match arguments.placement {
        Policy::Local(Local) => "local",
        Policy::Remote(Remote) => "remote",
        Policy::Naive(Naive { .. }) => "naive",
    };
    let chosen = arguments.line.unwrap_or(board.line);
    let (line, host) = match chosen {
        LineName::Static => ("static", HOST),
        LineName::Dhcp => ("dhcp", DHCP_HOST),
        LineName::Uart => ("uart", HOST),
    };
    let mut words = vec![
        "nanolambda".to_owned(),
        format!("edge={host}:{}", plan.edge.port()),
        format!("line={line}"),
        format!("device={}", plan.name),
        format!("seed={}", u64::from_le_bytes(seed)),
        format!("channels={}", arguments.channels),
        format!("decimals={}", arguments.decimals),
        format!("batch={}", arguments.batch),
        format!("heap={}", arguments.heap),
        format!("fuel={}", arguments.fuel),
        format!("placement={policy}"),
    ];
    let period = plan.functions.first().map(|config| config.period_us);
    words.extend(period.map(|period_us| format!("period_us={period_us}")));
    words.extend(plan.time.map(|time| format!("for_us={}", time.as_micros())));
    let names = plan.functions.iter().map(|config| config.name);
    words.extend(names.map(|name| format!("function={name}")));
    let mut semihosting = OsString::from("enable=on,target=native");
    for word in words {
        semihosting.push(",arg=");
        semihosting.push(word);
    }
    let uart = format!("unix:{UART}");
    let network = format!("user,net={DHCP_NETWORK}");
    let wires = match chosen {
        LineName::Static => ["-serial", "none", "-nic", "user"],
        LineName::Dhcp => ["-serial", "none", "-nic", network.as_str()],
        LineName::Uart => ["-serial", uart.as_str(), "-nic", board.no_network],
    };
    let mut command = Command::new(board.emulator);
    command
        .args(board.machine)
        .args(["-nographic", "-monitor", "none"])
        .args(wires)
        .args(["-icount", "shift=0"])
        .arg("-semihosting-config")
        .arg(semihosting)
        .arg("-kernel")
        .arg(image)
        .current_dir(&folder.path)
        // The interrupt key is for this tool, which lets the device come to its end.
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    command
}

/// Builds the image of a board, if it is not current, and gives its path.
fn build(board: &str) -> Result<PathBuf, Failure> {
    let here = std::env::current_dir().map_err(|error| Failure::Other(error.to_string()))?;
    let script = here
        .ancestors()
        .map(|folder| folder.join(SOURCES))
        .find(|script| script.exists())
        .ok_or_else(|| {
            Failure::Usage(format!(
                "{SOURCES} is not in this folder or one above it; give a built image with --image"
            ))
        })?;
    complain(&format!("building the image for {board}\n"));
    let output = Command::new(script)
        .arg(board)
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| Failure::Other(format!("the image cannot be built: {error}")))?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::Other(format!(
            "the image does not build:\n{errors}"
        )));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let folder = text.lines().last().unwrap_or_default();
    Ok(Path::new(folder).join("device"))
}
