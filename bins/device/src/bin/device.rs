//! The device: the application on this board, with what the emulator's command line says.
//!
//! `nanolambda device run --board …` starts it. The words of the command line are `name=value`:
//! `edge`, `line`, `device`, `function` (once or twice), `seed`, and those of
//! [`Settings`](nanolambda_device::settings::Settings).
#![no_std]
#![no_main]

use core::ptr::addr_of;

use faas_runtime::seal::KEY_BYTES;
use faas_runtime::transport::Slip;
use nanolambda_device::Once;
use nanolambda_device::app_board::AppBoard;
use nanolambda_device::board::Chosen;
use nanolambda_device::clock;
use nanolambda_device::console::Console;
use nanolambda_device::file;
use nanolambda_device::host_file::{FileFlash, HostFile, command_line};
use nanolambda_device::net::{Line, Memory, Udp};
use nanolambda_device::settings::{self, LineKind, Settings};
use nanolambda_device::stack;
use nanolambda_device::uart::Uart;
use nanolambda_device_application::config::{CAVEAT_BYTES_MAX, CAVEATS_MAX};
use nanolambda_device_application::event::{Event, Summary};
use nanolambda_device_application::text::Text;
use nanolambda_device_application::{Device, Node};
use woof_log::{Flash, Medium as _, Nor};

/// Memory for packages and interpreters: 24 KB.
const CACHE_CELLS: usize = 3 * 1024;
const COMMAND_LINE_BYTES: usize = 512;
/// A key and its caveats, each with a line end.
const KEY_FILE_BYTES: usize = KEY_BYTES + CAVEATS_MAX * (CAVEAT_BYTES_MAX + 1);

unsafe extern "C" {
    static __sdata: u32;
    static __edata: u32;
    static __ebss: u32;
    static __sidata: u32;
    /// Where the flash begins.
    #[cfg_attr(target_arch = "arm", link_name = "__vector_table")]
    static __stext: u32;
}

/// Bytes of flash and of static memory that the image takes.
fn image_bytes() -> (u64, u64) {
    // Only the places of these symbols are used.
    let place = |symbol: *const u32| symbol as u64;
    let (data, end_of_data) = (place(addr_of!(__sdata)), place(addr_of!(__edata)));
    let flash = place(addr_of!(__sidata)) + end_of_data - data - place(addr_of!(__stext));
    (flash, place(addr_of!(__ebss)) - data)
}

static CELLS: Once<[u64; CACHE_CELLS]> = Once::new([0; CACHE_CELLS]);
static COMMAND_LINE: Once<[u8; COMMAND_LINE_BYTES]> = Once::new([0; COMMAND_LINE_BYTES]);
static MEMORY: Once<Memory> = Once::new(Memory::new());

#[cfg_attr(target_arch = "arm", cortex_m_rt::entry)]
#[cfg_attr(target_arch = "riscv32", riscv_rt::entry)]
fn main() -> ! {
    let memory = (CELLS.take(), COMMAND_LINE.take(), MEMORY.take());
    let (Some(cells), Some(text), Some(memory)) = memory else {
        panic!("the memory is taken once")
    };
    let top = stack::paint();
    let chosen = Chosen::start();
    clock::start();
    let mut console = Console::open();
    let settings = match Settings::parse(command_line(text)) {
        Ok(settings) => settings,
        Err(word) => end(&mut console, "this cannot be used: ", word),
    };
    let mut key = [0; KEY_FILE_BYTES];
    let credentials = match file::read(b"key\0", &mut key).map(settings::credentials) {
        Some(None) => end(&mut console, "the key cannot be read", ""),
        found => found.flatten(),
    };
    let Some(file) = HostFile::open(b"flash\0", true) else {
        end(&mut console, "there is no file for the flash", "")
    };
    let flash = FileFlash::new(file);
    let Some(medium) = Nor::new(flash) else {
        end(&mut console, "the flash is too small for a log", "")
    };
    let geometry = medium.geometry();
    let flash = Flash::new(medium);
    let board = AppBoard::start(chosen, &settings);
    let line = match (settings.line, Chosen::mac()) {
        (LineKind::Udp(own), Some(mac)) => Line::Udp(Udp::new(
            mac,
            memory,
            own,
            settings.edge,
            settings.seed,
            clock::now_ms,
        )),
        (LineKind::Udp(_), None) => end(&mut console, "this board has no Ethernet", ""),
        (LineKind::Uart, _) => Line::Uart(Slip::new(Uart::start())),
    };
    let started = Node::start(
        board,
        &flash,
        &geometry,
        cells,
        settings.device,
        &settings.functions,
    );
    let summary =
        started.and_then(|node| Device::new(node, line, settings.device, credentials).run());
    let Ok(summary) = summary else {
        end(&mut console, "the flash does not work", "")
    };
    let (flash_bytes, static_bytes) = image_bytes();
    let ram_bytes = static_bytes - 8 * CACHE_CELLS as u64 + stack::used_bytes(top) as u64;
    let summary = Summary {
        flash_bytes,
        ram_bytes,
        ..summary
    };
    let mut space = [0; 256];
    let mut text = Text::new(&mut space);
    Event::Summary(summary).write(&mut text);
    console.bytes(text.as_bytes()).text("\n").exit(true)
}

/// Says why the device cannot go on, and ends: whoever runs it starts it anew.
fn end(console: &mut Console, reason: &str, what: &str) -> ! {
    let mut space = [0; 256];
    let mut text = Text::new(&mut space);
    let mut sentence = [0; 160];
    let mut sentence = Text::new(&mut sentence);
    sentence.raw(reason).raw(what);
    let reason = sentence.as_bytes();
    Event::Reset { reason }.write(&mut text);
    console.bytes(text.as_bytes()).text("\n").exit(false)
}
