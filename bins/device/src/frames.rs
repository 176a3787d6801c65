//! What the device says: frames of defmt, written to the debugger's console.
//!
//! The texts of the frames stay in the ELF, for whoever reads them: `nanolambda device run`. A
//! message of the log has a level, which `DEFMT_LOG` asks for when the image is built. An event has
//! none; its text is a JSON object in which `{=[u8]}` stands for bytes, so nothing is escaped here.

use core::cell::UnsafeCell;

use critical_section::RestoreState;
use defmt::Encoder;
use defmt::println;
use nanolambda_device_application::event::{Event, Note, Outcome, place_text};
use nanolambda_device_application::text::Text;

use crate::console::Console;

/// Bytes of the longest sample as JSON: three numbers of a sign, ten digits and a point.
const SAMPLE_BYTES_MAX: usize = 48;

/// Where frames go, and how far the one at work has come.
struct Channel {
    encoder: Encoder,
    console: Option<Console>,
    /// How interrupts were before the frame that is at work.
    restore: Option<RestoreState>,
}

struct Shared(UnsafeCell<Channel>);

// SAFETY: the boards have one processor, and the channel is used between `acquire` and `release`
// alone, with interrupts off.
unsafe impl Sync for Shared {}

static CHANNEL: Shared = Shared(UnsafeCell::new(Channel {
    encoder: Encoder::new(),
    console: None,
    restore: None,
}));

/// The logger of the image.
#[defmt::global_logger]
struct Frames;

impl Frames {
    /// Writes a part of a frame.
    ///
    /// # Safety
    /// Interrupts are off, and no other use of the channel is at work.
    unsafe fn with(part: impl FnOnce(&mut Encoder, &mut Console)) {
        // SAFETY: as for this function.
        let channel = unsafe { &mut *CHANNEL.0.get() };
        let console = channel.console.get_or_insert_with(Console::open);
        part(&mut channel.encoder, console);
    }
}

// SAFETY: `acquire` turns interrupts off until `release`, so nothing else logs meanwhile on the one
// processor there is. If a panic comes in the middle of a frame, it does not return to that frame,
// whose rest is left out, and its own begins.
unsafe impl defmt::Logger for Frames {
    fn acquire() {
        // SAFETY: what it was is restored by `release`.
        let restore = unsafe { critical_section::acquire() };
        // SAFETY: interrupts are off.
        let channel = unsafe { &mut *CHANNEL.0.get() };
        let is_cut = channel.restore.is_some();
        channel.restore = channel.restore.take().or(Some(restore));
        // SAFETY: interrupts are off, and the reference above is not used any more.
        unsafe {
            Frames::with(|encoder, console| {
                if is_cut {
                    encoder.end_frame(|bytes| _ = console.bytes(bytes));
                }
                encoder.start_frame(|bytes| _ = console.bytes(bytes));
            });
        }
    }

    unsafe fn flush() {
        // SAFETY: the caller has acquired the logger.
        unsafe { Frames::with(|_, console| console.flush()) };
    }

    unsafe fn release() {
        // SAFETY: the caller has acquired the logger.
        unsafe {
            Frames::with(|encoder, console| {
                encoder.end_frame(|bytes| _ = console.bytes(bytes));
                console.flush();
            });
            if let Some(restore) = (*CHANNEL.0.get()).restore.take() {
                critical_section::release(restore);
            }
        }
    }

    unsafe fn write(bytes: &[u8]) {
        // SAFETY: the caller has acquired the logger.
        unsafe {
            Frames::with(|encoder, console| encoder.write(bytes, |bytes| _ = console.bytes(bytes)));
        }
    }
}

/// Says what has happened.
#[inline(never)]
pub fn tell(event: &Event<'_>) {
    match *event {
        Event::Boot {
            board,
            device,
            boot,
            cache_bytes,
        } => println!(
            "{{\"event\":\"boot\",\"board\":\"{=str}\",\"device\":\"{=str}\",\"boot\":{=u64},\
             \"cache_bytes\":{=usize}}}",
            board, device, boot, cache_bytes
        ),
        Event::Fetch { .. } => fetch(event),
        Event::Sample {
            function,
            seq,
            sample,
            decimals,
        } => {
            let mut space = [0; SAMPLE_BYTES_MAX];
            let mut value = Text::new(&mut space);
            sample.write(decimals, &mut value);
            println!(
                "{{\"event\":\"sample\",\"function\":\"{=str}\",\"seq\":{=u64},\"value\":{=[u8]}}}",
                function,
                seq,
                value.as_bytes()
            );
        }
        Event::Call { .. } => call(event),
        Event::Pin { number, is_high } => println!(
            "{{\"event\":\"pin\",\"number\":{=u8},\"level\":{=u8}}}",
            number, is_high as u8
        ),
        Event::Log { text } => println!("{{\"event\":\"log\",\"text\":{=[u8]}}}", text),
        Event::Note(ref note) => log(note),
        Event::Refuse {
            function,
            by,
            reason,
        } => println!(
            "{{\"event\":\"refuse\",\"function\":\"{=str}\",\"by\":\"{=str}\",\"reason\":{=[u8]}}}",
            function, by, reason
        ),
        Event::Reset { reason } => {
            println!("{{\"event\":\"reset\",\"reason\":{=[u8]}}}", reason);
        }
        Event::Summary(summary) => println!(
            "{{\"event\":\"summary\",\"calls\":{=u64},\"samples\":{=u64},\"lost\":{=u64},\
             \"forwarded\":{=u64},\"flash_bytes\":{=u64},\"ram_bytes\":{=u64},\
             \"free_heap_bytes\":{=u64}}}",
            summary.calls,
            summary.samples,
            summary.lost,
            summary.forwarded,
            summary.flash_bytes,
            summary.ram_bytes,
            summary.free_heap_bytes
        ),
    }
}

fn fetch(event: &Event<'_>) {
    let Event::Fetch {
        function,
        bytes,
        etag,
        is_unchanged,
        instructions,
        elapsed_us,
    } = *event
    else {
        return;
    };
    match instructions {
        Some(instructions) => println!(
            "{{\"event\":\"fetch\",\"function\":\"{=str}\",\"bytes\":{=u32},\"etag\":{=[u8]},\
             \"unchanged\":{=bool},\"instructions\":{=u64},\"elapsed_us\":{=u64}}}",
            function, bytes, etag, is_unchanged, instructions, elapsed_us
        ),
        None => println!(
            "{{\"event\":\"fetch\",\"function\":\"{=str}\",\"bytes\":{=u32},\"etag\":{=[u8]},\
             \"unchanged\":{=bool},\"elapsed_us\":{=u64}}}",
            function, bytes, etag, is_unchanged, elapsed_us
        ),
    }
}

fn call(event: &Event<'_>) {
    let Event::Call {
        function,
        seq,
        place,
        outcome,
        used,
    } = *event
    else {
        return;
    };
    let place = place_text(place);
    let (instructions, heap, warm) = (used.instructions, used.heap_bytes, used.is_warm);
    match outcome {
        Outcome::Returned(json) => println!(
            "{{\"event\":\"call\",\"function\":\"{=str}\",\"seq\":{=u64},\"place\":\"{=str}\",\
             \"result\":{=[u8]},\"instructions\":{=u64},\"heap\":{=u64},\"warm\":{=bool}}}",
            function, seq, place, json, instructions, heap, warm
        ),
        Outcome::Failed(error) => println!(
            "{{\"event\":\"call\",\"function\":\"{=str}\",\"seq\":{=u64},\"place\":\"{=str}\",\
             \"error\":{=[u8]},\"instructions\":{=u64},\"heap\":{=u64},\"warm\":{=bool}}}",
            function, seq, place, error, instructions, heap, warm
        ),
    }
}

/// What the device has to say of itself, by its level.
fn log(note: &Note<'_>) {
    match *note {
        Note::Silence => {
            defmt::warn!("the edge does not answer; what it is to get waits in flash");
        }
        Note::Nonsense => {
            defmt::warn!("the edge does not answer as it should; it is asked again");
        }
        Note::Unproven => {
            defmt::warn!("an answer does not prove that it is the edge's; the edge is asked again");
        }
        Note::Answers => defmt::info!("the edge answers again"),
        Note::Lost {
            count,
            kind,
            function,
        } => defmt::warn!(
            "the flash is full: {=u64} {=str} of {=str} are lost to the edge",
            count,
            kind,
            function
        ),
        Note::Evicted => defmt::debug!("an interpreter has made room for another one"),
    }
}
