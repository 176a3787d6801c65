//! The document.

use std::fmt::Write as _;

use crate::board::Counted;
use crate::edge::Taken;

/// Everything that was measured.
pub struct Report {
    pub counted: Counted,
    pub light: Taken,
    pub maintenance: Taken,
}

/// The clock of the paper's boards, and cycles of an instruction, for the estimates.
const MEGAHERTZ: f64 = 80.0;
const CYCLES: f64 = 2.3;

const INTRODUCTION: &str = include_str!("introduction.md");

/// A row of a table of the paper.
struct Row<'r> {
    name: &'r str,
    instructions: u64,
    rest_us: u64,
    paper_ms: f64,
}

impl Row<'_> {
    fn milliseconds(&self) -> f64 {
        self.instructions as f64 * CYCLES / MEGAHERTZ / 1e3 + self.rest_us as f64 / 1e3
    }
}

impl Report {
    pub fn to_markdown(&self) -> String {
        let mut text = String::from(INTRODUCTION);
        self.light_table(&mut text);
        self.maintenance_table(&mut text);
        self.programs(&mut text);
        self.budgets(&mut text);
        text
    }

    fn light_table(&self, text: &mut String) {
        let light = &self.light;
        *text += "## The light handler: Table I of the paper\n\n";
        *text += include_str!("light.md");
        let native = self.counted.number("light", "native");
        let rows = [
            Row {
                name: "local cache",
                instructions: light.warm,
                rest_us: 0,
                paper_ms: 6.7,
            },
            Row {
                name: "no local cache",
                instructions: light.fetch + light.first,
                rest_us: light.fetch_rest_us,
                paper_ms: 119.5,
            },
            Row {
                name: "no server cache",
                instructions: light.changed_fetch + light.changed_first,
                rest_us: light.changed_rest_us + light.deploy_us,
                paper_ms: 220.4,
            },
            Row {
                name: "native handler",
                instructions: native,
                rest_us: 0,
                paper_ms: 0.3,
            },
        ];
        table(text, &rows);
        let warm = self.counted.number("light", "warm");
        let uncached = rows[2].milliseconds() / rows[0].milliseconds();
        let _ = write!(
            text,
            "\n\
             The native handler is the same function in Rust with the same contract, JSON text in, \
             pin and JSON text out.\nThe like of it is the call in the machine alone, without the \
             device around it: {} instructions.\n\n\
             | ratio | here | paper |\n|---|---|---|\n\
             | no server cache : local cache, estimated times | {uncached:.0} × | 32 × |\n\
             | no local cache : local cache, instructions | {:.0} × | 18 × (times) |\n\
             | call in the machine alone : native | {:.0} × | – |\n\
             | local cache : native | {:.0} × | 20 × |\n\n",
            thousands(warm),
            rows[1].instructions as f64 / rows[0].instructions as f64,
            warm as f64 / native as f64,
            light.warm as f64 / native as f64,
        );
        let _ = write!(
            text,
            "Of a new package's {} instructions, {} are the fetch and {} its first call. Deploying \
             took the\nserver {} µs.\n\n",
            thousands(light.fetch + light.first),
            thousands(light.fetch),
            thousands(light.first),
            thousands(light.deploy_us),
        );
    }

    fn maintenance_table(&self, text: &mut String) {
        let taken = &self.maintenance;
        *text += "## The maintenance handler (KS), problem size 32: Table II of the paper\n\n";
        *text += include_str!("maintenance.md");
        let rows = [
            Row {
                name: "local cache",
                instructions: taken.warm,
                rest_us: 0,
                paper_ms: 209.4,
            },
            Row {
                name: "no local cache",
                instructions: taken.fetch + taken.first,
                rest_us: taken.fetch_rest_us,
                paper_ms: 729.0,
            },
        ];
        table(text, &rows);
        let _ = write!(
            text,
            "\nMemory: {} bytes are the least arena in which its call passes, garbage collected; {} \
             are in use at most in\nthe 8 KB that it has here, garbage included. The paper: 23.6 \
             KB. No local cache : local cache: {:.1} × in instructions,\n3.5 × in the paper's \
             times.\n\n",
            thousands(self.counted.number("maintenance", "arena")),
            thousands(taken.heap_bytes),
            rows[1].instructions as f64 / rows[0].instructions as f64,
        );
    }

    fn programs(&self, text: &mut String) {
        *text += "## Programs\n\n";
        *text += include_str!("programs.md");
        for (handler, name, bar, micropython) in [
            ("fib", "fib(18)", 2_000_000, 4_900_000),
            ("sieve", "sieve 4000", 2_100_000, 4_120_000),
            (
                "mandelbrot",
                "mandelbrot 16 × 16 × 50",
                10_500_000,
                22_089_000,
            ),
            ("pystone", "pystone, 300 rounds", 4_400_000, 8_790_000),
            ("maintenance", "KS, 32 records", 220_000, 516_000),
            ("light", "light", 900, 1_926),
        ] {
            let run = self.counted.number(handler, "run");
            let _ = writeln!(
                text,
                "| {name} | {} | ≤ {} | {} | {} | {} | {} |",
                thousands(run),
                thousands(bar),
                verdict(run <= bar),
                thousands(micropython),
                thousands(self.counted.number(handler, "arena")),
                thousands(self.counted.number(handler, "package")),
            );
        }
        *text += "\n";
    }

    fn budgets(&self, text: &mut String) {
        let summary = |name: &str| self.light.summary[name].as_u64().unwrap_or_default();
        let flash = summary("flash_bytes");
        let ram = summary("ram_bytes");
        let heaps = (64 * 1024_u64).saturating_sub(ram);
        let maintenance = self.counted.number("maintenance", "arena");
        let light = self.counted.number("light", "arena");
        *text += "## Budgets\n\n";
        *text += include_str!("budgets.md");
        for (name, bytes, budget, is_met) in [
            (
                "flash of the image",
                flash,
                "≤ 196,608",
                flash <= 192 * 1024,
            ),
            ("static memory and stack", ram, "–", true),
            (
                "left of 64 KB for functions",
                heaps,
                "≥ 24,576",
                heaps >= 24 * 1024,
            ),
            (
                "KS handler, 32 records: least heap",
                maintenance,
                "≤ 8,192",
                maintenance <= 8 * 1024,
            ),
            (
                "light handler, warm: least heap",
                light,
                "≤ 2,048",
                light <= 2 * 1024,
            ),
        ] {
            let verdict = if budget == "–" { "" } else { verdict(is_met) };
            let _ = writeln!(
                text,
                "| {name} | {} | {budget} | {verdict} |",
                thousands(bytes)
            );
        }
    }
}

fn table(text: &mut String, rows: &[Row<'_>]) {
    *text += "| configuration | instructions | rest, ms | estimate, ms | paper, ms |\n";
    *text += "|---|---|---|---|---|\n";
    for row in rows {
        let _ = writeln!(
            text,
            "| {} | {} | {:.1} | {:.3} | {:.1} |",
            row.name,
            thousands(row.instructions),
            row.rest_us as f64 / 1e3,
            row.milliseconds(),
            row.paper_ms,
        );
    }
}

const fn verdict(is_met: bool) -> &'static str {
    if is_met { "met" } else { "**missed**" }
}

/// `1,234,567`
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
