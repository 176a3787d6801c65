//! The table.

use super::{ARENA_BYTES, BOARD, VARIABLE};
use crate::vm::table::{geometric_mean, target};

/// The bar for the geometric mean of the ratios.
const MEAN_MAX: f64 = 0.5;

/// A program, with thousands of instructions on both sides.
pub struct Row {
    pub name: &'static str,
    pub thousands_there: u64,
    /// Why there are none, if there are none.
    pub thousands_here: Result<u64, String>,
}

impl Row {
    /// Not a number if it is not counted here.
    fn ratio(&self) -> f64 {
        let here = self.thousands_here.as_ref();
        here.map_or(f64::NAN, |here| *here as f64 / self.thousands_there as f64)
    }

    fn to_markdown(&self) -> String {
        let (name, there) = (self.name, self.thousands_there);
        match &self.thousands_here {
            Ok(here) => format!("| {name} | {here} | {there} | {:.2} × | |\n", self.ratio()),
            Err(reason) => format!("| {name} | – | {there} | – | {reason} |\n"),
        }
    }
}

/// The section of the document.
pub fn to_markdown(rows: &[Row], reference: &str) -> String {
    let counted = rows.iter().filter(|row| row.thousands_here.is_ok()).count();
    let mean = geometric_mean(rows.iter().map(Row::ratio));
    let table: String = rows.iter().map(Row::to_markdown).collect();
    format!(
        "MicroPython's own benchmarks, which are not part of this repository: `{VARIABLE}` names \
         the directory\nthat has them, such as `tests/perf_bench` of a clone. Each runs as by \
         MicroPython's runner with N = 168 and M = 100, on\n`{BOARD}` in QEMU with `-icount \
         shift=0`, where a microsecond of its clock is a thousand instructions. **Figures are\n\
         thousands of instructions** of a program's `run` alone, the same on any computer. Each \
         side has {} KB for its heap and\ncollects its garbage; here frames are in them, too. \
         MicroPython's counts are those of its build with computed goto, whose\nfloats have 32 \
         bits; here they have 64. `open`, of which two programs have a use that nobody calls, is \
         a function of\nthe runner's. A program counts if its result is that of {reference}.\n\n\
         | | target | | |\n|---|---|---|---|\n{}\n\
         | program | VM | MicroPython | ratio | |\n|---|---|---|---|---|\n{table}",
        ARENA_BYTES / 1024,
        target(
            &format!("geometric mean of the {counted} that run"),
            &format!("≤ {MEAN_MAX} ×"),
            &format!("{mean:.2} ×"),
            mean <= MEAN_MAX
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_counted_has_a_reason_and_no_part_in_the_mean() {
        let row = |name, thousands_here| Row {
            name,
            thousands_there: 200,
            thousands_here,
        };
        let refused = Err("one.py:1:1: no".to_owned());
        let rows = [
            row("one", refused),
            row("two", Ok(50)),
            row("three", Ok(200)),
        ];
        let text = to_markdown(&rows, "CPython");
        assert!(text.contains("| geometric mean of the 2 that run | ≤ 0.5 × | 0.50 × | met |"));
        assert!(text.contains("| one | – | 200 | – | one.py:1:1: no |"));
        assert!(text.contains("| two | 50 | 200 | 0.25 × | |"));
    }
}
