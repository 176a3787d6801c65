//! The device: the application on this board, with what the emulator's command line says.
//!
//! `nanolambda device run --board …` starts it. The words of the command line are `name=value`:
//! `edge`, `line`, `device`, `function` (once or twice), `seed`, and those of
//! [`Settings`](nanolambda_device::settings::Settings).
#![no_std]
#![no_main]

use core::ptr::addr_of;

use defmt::{intern, println};
use faas_runtime::seal::KEY_BYTES;
use faas_runtime::transport::{Slip, Transport};
use nanolambda_device::Once;
use nanolambda_device::app_board::AppBoard;
use nanolambda_device::board::Chosen;
use nanolambda_device::clock;
use nanolambda_device::console::end;
use nanolambda_device::file;
use nanolambda_device::frames::tell;
use nanolambda_device::host_file::{FileFlash, HostFile, command_line};
use nanolambda_device::net::{Bytes, Line, Memory, UartLine, Udp};
use nanolambda_device::settings::{self, LineKind, Settings};
use nanolambda_device::stack;
use nanolambda_device::uart::Uart;
use nanolambda_device_application::config::{CAVEAT_BYTES_MAX, CAVEATS_MAX};
use nanolambda_device_application::event::{Event, Summary};
use nanolambda_device_application::{
    DATAGRAM_BYTES_MAX, Device, EVENT_BYTES_MAX, Node, Space, Store,
};
use woof_log::{Flash, Geometry, Medium as _, Nor};

nanolambda_device::ends_in_frames!();

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
static SCRATCH: Once<[u8; EVENT_BYTES_MAX]> = Once::new([0; EVENT_BYTES_MAX]);
static DATAGRAM: Once<[u8; DATAGRAM_BYTES_MAX]> = Once::new([0; DATAGRAM_BYTES_MAX]);
static MEMORY: Once<Memory> = Once::new(Memory::new());
static BYTES: Once<Bytes> = Once::new(Bytes::new());
static UART: Once<UartLine> = Once::new(Slip::new(Uart::new()));

#[cfg_attr(target_arch = "arm", cortex_m_rt::entry)]
#[cfg_attr(target_arch = "riscv32", riscv_rt::entry)]
fn main() -> ! {
    stack::paint();
    let chosen = Chosen::start();
    clock::start();
    let Some(text) = COMMAND_LINE.take() else {
        panic!("the memory is taken once")
    };
    let settings = match Settings::parse(command_line(text)) {
        Ok(settings) => settings,
        Err(word) => {
            println!(
                "{{\"event\":\"reset\",\"reason\":\"this cannot be used: {=str}\"}}",
                word
            );
            end(false)
        }
    };
    let Some(file) = HostFile::open(b"flash\0", true) else {
        stop(intern!("there is no file for the flash"))
    };
    let Some(medium) = Nor::new(FileFlash::new(file)) else {
        stop(intern!("the flash is too small for a log"))
    };
    let geometry = medium.geometry();
    let flash = Flash::new(medium);
    let board = AppBoard::start(chosen, &settings);
    let mut store = None;
    let mut started = start(board, &settings, &flash, &geometry, &mut store);
    let summary = started.as_mut().map(|device| device.run());
    let closed = started.map(Device::close);
    let (Some(Ok(summary)), Some(Ok(_))) = (summary, closed) else {
        stop(intern!("the flash does not work"))
    };
    let (flash_bytes, static_bytes) = image_bytes();
    let stack_bytes = stack::used_bytes(stack::start()) as u64;
    let summary = Summary {
        flash_bytes,
        ram_bytes: static_bytes - 8 * CACHE_CELLS as u64 + stack_bytes,
        ..summary
    };
    tell(&Event::Summary(summary));
    end(true)
}

/// A device that is about to run; none if the flash does not work. It has a frame of its own, so
/// that what it moves about is off the stack while the device runs.
#[inline(never)]
fn start<'s, 'm>(
    board: AppBoard,
    settings: &Settings<'_>,
    flash: &'m Flash<Nor<FileFlash>>,
    geometry: &Geometry,
    store: &'s mut Option<Store<'m, Nor<FileFlash>>>,
) -> Option<Device<'s, 'm, AppBoard, Nor<FileFlash>, impl Transport + use<>>> {
    let mut key = [0; KEY_FILE_BYTES];
    let credentials = match file::read(b"key\0", &mut key).map(settings::credentials) {
        Some(None) => stop(intern!("the key cannot be read")),
        found => found.flatten(),
    };
    let line = match (settings.line, Chosen::mac()) {
        (LineKind::Udp(own), Some(mac)) => Line::Udp(Udp::new(
            mac,
            MEMORY.take()?,
            BYTES.take()?,
            own,
            settings.edge,
            settings.seed,
            clock::now_ms,
        )),
        (LineKind::Udp(_), None) => stop(intern!("this board has no Ethernet")),
        (LineKind::Uart, _) => {
            Uart::start();
            Line::Uart(UART.take()?)
        }
    };
    let (name, functions) = (settings.device, &settings.functions);
    let space = Space {
        store,
        cache: CELLS.take()?,
        scratch: SCRATCH.take()?,
    };
    let node = Node::start(board, flash, geometry, space, name, functions);
    Some(Device::new(
        node.ok()?,
        line,
        DATAGRAM.take()?,
        name,
        credentials,
    ))
}

/// Says why the device cannot go on, and ends: whoever runs it starts it anew.
fn stop(reason: defmt::Str) -> ! {
    println!("{{\"event\":\"reset\",\"reason\":\"{=istr}\"}}", reason);
    end(false)
}
