//! The device at an edge server: calls in a warm interpreter, and those of functions that it has to
//! fetch first.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use nanolambda_device_tests::{Device, of_kind};
use nanolambda_interop::{Edge, call, create_function, handler_path, test_file, zip_of};
use nanolambda_python_suite::handler;
use serde_json::{Value, json};

use crate::{BOARD, CALLS};

/// A function and the samples that it gets.
pub struct Function {
    name: &'static str,
    entry: &'static str,
    /// What is replaced in its source by something else of the same length, to make it another.
    varied: &'static str,
    flags: Vec<String>,
}

impl Function {
    /// Fig. 3 of the paper.
    pub fn light() -> Self {
        Self {
            name: "light",
            entry: "new_light_lvl",
            varied: "100",
            flags: words("--rate 20"),
        }
    }

    /// Fig. 4 of the paper, with 32 records in an event.
    pub fn maintenance(home: &Path) -> Self {
        let known = handler("maintenance", "new_accel_sample").expect("a handler of the suite");
        let event: Value = serde_json::from_str(&known.events[0]).expect("JSON");
        let rows = event.as_array().expect("records");
        let signal: Vec<String> = rows.iter().map(Value::to_string).collect();
        let signal = test_file(home, "signal", signal.join("\n").as_bytes());
        let mut flags = words("--rate 500 --channels 3 --decimals 4 --heap 8192");
        flags.extend(["--batch".to_owned(), rows.len().to_string()]);
        flags.extend(["--signal".to_owned(), signal]);
        Self {
            name: "maintenance",
            entry: "new_accel_sample",
            varied: "0.9812",
            flags,
        }
    }

    /// A deployment package of its source, of which no two are the same.
    fn zip(&self, variant: usize) -> Vec<u8> {
        let source = fs::read_to_string(handler_path(self.name)).expect("the handler");
        let digits = self.varied.len() - 3;
        // Three digits that do not begin with a zero, which Python would not take.
        let other = format!("{}{}", &self.varied[..digits], 100 + variant);
        let source = source.replacen(self.varied, &other, 1);
        zip_of(&[(&format!("{}.py", self.name), &source)])
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// What a function takes on the device: instructions, on average over the calls.
pub struct Taken {
    /// A call in a warm interpreter.
    pub warm: u64,
    /// Fetching the package and storing it.
    pub fetch: u64,
    /// The first call of it: reading it from flash, verifying, loading its module, calling.
    pub first: u64,
    /// Microseconds of a fetch in which the processor rested.
    pub fetch_rest_us: u64,
    /// The same three after the function was changed.
    pub changed_fetch: u64,
    pub changed_first: u64,
    pub changed_rest_us: u64,
    /// Microseconds in which the server took, compiled and stored the changed function.
    pub deploy_us: u64,
    /// Most bytes of heap and frames.
    pub heap_bytes: u64,
    /// What the device said at its end.
    pub summary: Value,
}

/// An edge server and the image of a device.
pub struct Bench {
    edge: Edge,
    home: PathBuf,
    image: String,
}

impl Bench {
    pub fn start(home: &Path, image: &Path) -> Self {
        Self {
            edge: Edge::start(home),
            home: home.to_owned(),
            image: image.display().to_string(),
        }
    }

    fn device(&self, function: &Function, flash: &str, more: &[&str]) -> Device {
        let mut flags = vec!["--image", &self.image, "--function", function.name];
        flags.extend(function.flags.iter().map(String::as_str));
        flags.extend(more);
        let name = format!("{}-{flash}.flash", function.name);
        Device::start(BOARD, &self.edge, &self.home.join(name), &flags)
    }

    /// Measures a function.
    pub fn measure(&self, function: &Function) -> Taken {
        let entry = format!("{}.{}", function.name, function.entry);
        let zip = function.zip(0);
        let reply = create_function(&self.edge.aws(), function.name, &entry, &zip, &json!({}));
        assert_eq!(reply.expect("an answer").status, 201);
        let mut device = self.device(function, "warm", &[]);
        let mut warm = Vec::new();
        let mut heap_bytes = 0;
        while warm.len() < CALLS {
            let events = device.until("call");
            let call = events.last().expect("a call");
            heap_bytes = heap_bytes.max(number(call, "heap"));
            if call["warm"] == true {
                warm.push(number(call, "instructions"));
            }
        }
        drop(device);
        eprintln!("{}: warm calls done", function.name);
        let fetched: Vec<Fetched> = (0..CALLS)
            .map(|_| {
                let name = "fresh";
                let path = self.home.join(format!("{}-{name}.flash", function.name));
                drop(fs::remove_file(path));
                self.fetch_and_call(&mut self.device(function, name, &[]))
            })
            .collect();
        eprintln!("{}: new devices done", function.name);
        let mut device = self.device(function, "changed", &[]);
        self.fetch_and_call(&mut device);
        let mut deployed = Vec::new();
        let changed: Vec<Fetched> = (1..=CALLS)
            .map(|variant| {
                deployed.push(self.update(function, variant));
                self.fetch_and_call(&mut device)
            })
            .collect();
        drop(device);
        let mut device = self.device(function, "end", &["--for", "3"]);
        let events = device.rest();
        let mean = |of: &dyn Fn(&Fetched) -> u64, all: &[Fetched]| {
            all.iter().map(of).sum::<u64>() / all.len() as u64
        };
        Taken {
            warm: warm.iter().sum::<u64>() / warm.len() as u64,
            fetch: mean(&|one| one.fetch, &fetched),
            first: mean(&|one| one.first, &fetched),
            fetch_rest_us: mean(&|one| one.rest_us, &fetched),
            changed_fetch: mean(&|one| one.fetch, &changed),
            changed_first: mean(&|one| one.first, &changed),
            changed_rest_us: mean(&|one| one.rest_us, &changed),
            deploy_us: deployed.iter().sum::<u64>() / deployed.len() as u64,
            heap_bytes,
            summary: events.last().expect("a summary").clone(),
        }
    }

    /// Waits for a new package and its first call.
    fn fetch_and_call(&self, device: &mut Device) -> Fetched {
        let events = device.until_found(|event| event["event"] == "call" && event["warm"] == false);
        let fetch = of_kind(&events, "fetch").last().expect("a fetch");
        let call = events.last().expect("a call");
        let instructions = number(fetch, "instructions");
        Fetched {
            fetch: instructions,
            first: number(call, "instructions"),
            // An instruction takes a nanosecond.
            rest_us: number(fetch, "elapsed_us").saturating_sub(instructions / 1_000),
        }
    }

    /// Gives a function other code. How long the server took, in microseconds.
    fn update(&self, function: &Function, variant: usize) -> u64 {
        let zip = BASE64_STANDARD.encode(function.zip(variant));
        let request = json!({ "ZipFile": zip }).to_string();
        let aws = self.edge.aws();
        let url = format!("{aws}/2015-03-31/functions/{}/code", function.name);
        let begun = Instant::now();
        let reply = call(
            "PUT",
            &url,
            &[("content-type", "application/json")],
            request.as_bytes(),
        );
        let taken = begun.elapsed();
        assert_eq!(reply.expect("an answer").status, 200);
        u64::try_from(taken.as_micros()).unwrap_or(u64::MAX)
    }
}

/// One package and its first call.
struct Fetched {
    fetch: u64,
    first: u64,
    rest_us: u64,
}

fn number(event: &Value, name: &str) -> u64 {
    let number = event[name].as_u64();
    number.unwrap_or_else(|| panic!("no {name} in {event}"))
}
