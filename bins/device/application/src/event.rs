//! What happens on a device, for whoever watches it: one JSON object in a line, or whatever a board
//! makes of it.

use faas_runtime::placement::Place;

use crate::sample::Sample;
use crate::text::Text;

/// Bytes of the longest line. What does not fit is left out.
pub const LINE_BYTES_MAX: usize = 768;

const SILENCE: &str = "the edge does not answer; what it is to get waits in flash";
const NONSENSE: &str = "the edge does not answer as it should; it is asked again";
const UNPROVEN: &str = "an answer does not prove that it is the edge's; the edge is asked again";

/// What has happened.
#[derive(Clone, Copy, Debug)]
pub enum Event<'e> {
    /// The device has started.
    Boot {
        /// The board.
        board: &'e str,
        /// The device's name.
        device: &'e str,
        /// How often it has started on this flash.
        boot: u64,
        /// Bytes for interpreters.
        cache_bytes: usize,
    },
    /// A function was fetched, or is as it was.
    Fetch {
        /// Its name.
        function: &'e str,
        /// Bytes of the package.
        bytes: u32,
        /// What the edge calls the package.
        etag: &'e [u8],
        /// Whether it was in flash already.
        is_unchanged: bool,
        /// Instructions of the processor, without those of samples and calls meanwhile, where the
        /// board counts them.
        instructions: Option<u64>,
        /// Microseconds from the request to the package in flash.
        elapsed_us: u64,
    },
    /// A sample is in flash.
    Sample {
        /// The function that will get it.
        function: &'e str,
        /// Its number.
        seq: u64,
        /// What the sensor said.
        sample: Sample,
        /// Digits behind the point.
        decimals: u8,
    },
    /// A function has run and its result is in flash.
    Call {
        /// The function.
        function: &'e str,
        /// The number of the last sample of its event.
        seq: u64,
        /// Where it ran.
        place: Place,
        /// What it returned, or what it failed with.
        outcome: Outcome<'e>,
        /// What the call took.
        used: Used,
    },
    /// A function has set a pin.
    Pin {
        /// The pin.
        number: u8,
        /// Its level now.
        is_high: bool,
    },
    /// A function has printed something.
    Log {
        /// The text.
        text: &'e [u8],
    },
    /// The device has something to say of itself.
    Note(Note<'e>),
    /// Something was refused.
    Refuse {
        /// What it is about.
        function: &'e str,
        /// Who refused it: `edge` or `device`.
        by: &'e str,
        /// Why, in a sentence.
        reason: &'e [u8],
    },
    /// The device stops and starts anew, or has done so.
    Reset {
        /// Why.
        reason: &'e [u8],
    },
    /// The end.
    Summary(Summary),
}

/// What a device has to say of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note<'e> {
    /// The edge does not answer any more.
    Silence,
    /// The edge answers otherwise than it should.
    Nonsense,
    /// An answer does not prove that it is the edge's.
    Unproven,
    /// The edge answers again.
    Answers,
    /// Records went for newer ones before the edge had them.
    Lost {
        /// How many.
        count: u64,
        /// `samples` or `results`.
        kind: &'e str,
        /// Of which function.
        function: &'e str,
    },
    /// An interpreter went for that of another function.
    Evicted,
}

impl Note<'_> {
    /// How urgent it is: `debug`, `info` or `warn`.
    #[must_use]
    pub const fn level(&self) -> &'static str {
        match self {
            Note::Silence | Note::Nonsense | Note::Unproven | Note::Lost { .. } => "warn",
            Note::Answers => "info",
            Note::Evicted => "debug",
        }
    }

    fn write(&self, line: &mut Text<'_>) {
        // Nothing in it has to be escaped: names have letters, digits and marks.
        line.key("text").raw("\"");
        match *self {
            Note::Silence => line.raw(SILENCE),
            Note::Nonsense => line.raw(NONSENSE),
            Note::Unproven => line.raw(UNPROVEN),
            Note::Answers => line.raw("the edge answers again"),
            Note::Lost {
                count,
                kind,
                function,
            } => {
                line.raw("the flash is full: ").number(count).raw(" ");
                line.raw(kind).raw(" of ").raw(function);
                line.raw(" are lost to the edge")
            }
            Note::Evicted => line.raw("an interpreter has made room for another one"),
        };
        line.raw("\"");
    }
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'e> {
    /// With this JSON text.
    Returned(&'e [u8]),
    /// With this sentence.
    Failed(&'e [u8]),
}

/// What a call took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Instructions of the processor where the board counts them, else of the Python machine.
    pub instructions: u64,
    /// Most bytes of its heap and frames.
    pub heap_bytes: u64,
    /// Whether the interpreter was there already.
    pub is_warm: bool,
}

/// What a device has done since it started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Functions that have run, and whose results are in flash.
    pub calls: u64,
    /// Samples that are in flash.
    pub samples: u64,
    /// Samples that were due and not taken, or dropped before the edge had them.
    pub lost: u64,
    /// Records that the edge has taken.
    pub forwarded: u64,
    /// Bytes of flash that the program takes; 0 on a simulated board.
    pub flash_bytes: u64,
    /// Bytes of memory that the program takes for itself; 0 on a simulated board.
    pub ram_bytes: u64,
    /// Bytes for interpreters that none of them takes.
    pub free_heap_bytes: u64,
}

impl Event<'_> {
    /// Writes the event as a line that whoever reads lines can rely on: if it does not fit, another
    /// event says so. [`LINE_BYTES_MAX`] is room for nearly all.
    pub fn write_line(&self, line: &mut Text<'_>) {
        self.write(line);
        if line.is_cut() {
            // A line that is no JSON would be worse than one that says less.
            line.truncate(0);
            let text = b"an event that does not fit a line was left out";
            Event::Log { text }.write(line);
        }
    }

    /// Writes the event as a JSON object, without a line end.
    pub fn write(&self, line: &mut Text<'_>) {
        line.key("event");
        match *self {
            Event::Boot {
                board,
                device,
                boot,
                cache_bytes,
            } => {
                line.raw("\"boot\"").key("board").quoted(board.as_bytes());
                line.key("device").quoted(device.as_bytes());
                line.key("boot").number(boot);
                line.key("cache_bytes").number(cache_bytes as u64);
            }
            Event::Fetch {
                function,
                bytes,
                etag,
                is_unchanged,
                instructions,
                elapsed_us,
            } => {
                line.raw("\"fetch\"");
                line.key("function").quoted(function.as_bytes());
                line.key("bytes").number(bytes.into());
                line.key("etag").raw("\"").hex(etag).raw("\"");
                line.key("unchanged").raw(bool_text(is_unchanged));
                if let Some(instructions) = instructions {
                    line.key("instructions").number(instructions);
                }
                line.key("elapsed_us").number(elapsed_us);
            }
            Event::Sample {
                function,
                seq,
                sample,
                decimals,
            } => {
                line.raw("\"sample\"");
                line.key("function").quoted(function.as_bytes());
                line.key("seq").number(seq).key("value");
                sample.write(decimals, line);
            }
            Event::Call { .. } => self.write_call(line),
            Event::Pin { number, is_high } => {
                line.raw("\"pin\"").key("number").number(number.into());
                line.key("level").number(is_high.into());
            }
            Event::Log { text } => _ = line.raw("\"log\"").key("text").quoted(text),
            Event::Note(note) => {
                line.raw("\"log\"")
                    .key("level")
                    .quoted(note.level().as_bytes());
                note.write(line);
            }
            Event::Refuse {
                function,
                by,
                reason,
            } => {
                line.raw("\"refuse\"");
                line.key("function").quoted(function.as_bytes());
                line.key("by").quoted(by.as_bytes());
                line.key("reason").quoted(reason);
            }
            Event::Reset { reason } => _ = line.raw("\"reset\"").key("reason").quoted(reason),
            Event::Summary(summary) => summary.write(line),
        }
        line.raw("}");
    }

    fn write_call(&self, line: &mut Text<'_>) {
        let Event::Call {
            function,
            seq,
            place,
            outcome,
            used,
        } = *self
        else {
            return;
        };
        line.raw("\"call\"");
        line.key("function").quoted(function.as_bytes());
        line.key("seq").number(seq);
        line.key("place").quoted(place_text(place).as_bytes());
        outcome.write(line);
        line.key("instructions").number(used.instructions);
        line.key("heap").number(used.heap_bytes);
        line.key("warm").raw(bool_text(used.is_warm));
    }
}

impl Outcome<'_> {
    /// Writes it as a member of an object: `result` or `error`.
    pub fn write(&self, line: &mut Text<'_>) {
        match self {
            Outcome::Returned(json) => line.key("result").bytes(json),
            Outcome::Failed(sentence) => line.key("error").quoted(sentence),
        };
    }
}

impl Summary {
    fn write(&self, line: &mut Text<'_>) {
        line.raw("\"summary\"");
        for (name, number) in [
            ("calls", self.calls),
            ("samples", self.samples),
            ("lost", self.lost),
            ("forwarded", self.forwarded),
            ("flash_bytes", self.flash_bytes),
            ("ram_bytes", self.ram_bytes),
            ("free_heap_bytes", self.free_heap_bytes),
        ] {
            line.key(name).number(number);
        }
    }
}

/// The name of a place in events and results.
#[must_use]
pub const fn place_text(place: Place) -> &'static str {
    match place {
        Place::Local => "local",
        Place::Remote => "remote",
    }
}

const fn bool_text(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}
