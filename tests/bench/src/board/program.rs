//! The programs, and how one becomes a script.

use std::fs;
use std::path::Path;

use iotpy_compiler::{Entry, Options, Sources, compile};

/// The files, and thousands of instructions that MicroPython's build with computed goto takes on
/// this board.
pub const NAMES: [(&str, u64); 15] = [
    ("bm_chaos", 10_584),
    ("bm_fannkuch", 5_902),
    ("bm_fft", 25_933),
    ("bm_float", 4_808),
    ("bm_hexiom", 15_835),
    ("bm_nqueens", 16_774),
    ("bm_pidigits", 9_057),
    ("bm_wordcount", 11_308),
    ("core_locals", 13_585),
    ("core_str", 16_060),
    ("core_yield_from", 4_387),
    ("misc_aes", 5_302),
    ("misc_mandel", 11_882),
    ("misc_pystone", 8_790),
    ("misc_raytrace", 9_917),
];

/// What MicroPython's runner calls: a clock of 168 MHz and 100 KB for the heap. Two programs have a
/// function that nobody calls and that writes a file; what it would open is the script's, since the
/// machine has no files.
const CALL: &str = "


def open(*_arguments):
    raise OSError('no files')


bm_run(168, 100)
";

/// The text of a program with that of its runner.
pub fn script(folder: &Path, name: &str) -> Result<String, String> {
    let read = |file: &str| {
        let text = fs::read_to_string(folder.join(file));
        text.map_err(|error| format!("{file}: {error}"))
    };
    let (program, runner) = (read(&format!("{name}.py"))?, read("benchrun.py")?);
    Ok(format!("{program}\n{runner}\n{CALL}"))
}

/// The package of a script; the compiler's first complaint.
pub fn package(name: &str, script: &str) -> Result<Vec<u8>, String> {
    let path = format!("{name}.py");
    let mut sources = Sources::new();
    let inserted = sources.insert(&path, script.as_bytes());
    inserted.map_err(|error| error.to_string())?;
    let compiled = compile(
        &sources,
        &Entry::Script { path: &path },
        &Options::default(),
    );
    compiled
        .map(|compiled| compiled.package)
        .map_err(|diagnostics| {
            let told = diagnostics.to_string();
            told.lines().next().unwrap_or_default().to_owned()
        })
}

/// What a script prints.
#[derive(Debug, PartialEq)]
pub struct Answer {
    pub microseconds: u64,
    pub result: String,
}

impl Answer {
    /// Its line has the time, a number to divide it by, and the result.
    pub fn parse(printed: &str) -> Result<Self, String> {
        let mut words = printed.trim_end().splitn(3, ' ');
        let microseconds = words.next().and_then(|time| time.parse().ok());
        let result = words.nth(1);
        match (microseconds, result) {
            (Some(microseconds), Some(result)) => Ok(Self {
                microseconds,
                result: result.to_owned(),
            }),
            _ => Err(format!("no time and result in {printed:?}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_time_and_a_result_with_spaces() {
        let answer = Answer {
            microseconds: 228,
            result: "Point(0.8939, 1.0000)".to_owned(),
        };
        assert_eq!(Answer::parse("228 250 Point(0.8939, 1.0000)\n"), Ok(answer));
        let complaint = Answer::parse("-1 -1 SKIP: no matching params\n");
        assert!(complaint.is_err());
    }
}
