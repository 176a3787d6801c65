//! The log of one invocation with the lines that AWS's platform adds.

use faas_runtime::{Completion, RequestId, Version};

/// How much of the end of a log `LogType: Tail` returns.
const TAIL_BYTES: usize = 4096;

/// The parts of a log that do not depend on the run.
pub(crate) struct TailLog {
    pub(crate) request_id: RequestId,
    pub(crate) version: Version,
    pub(crate) memory_mb: u32,
}

impl TailLog {
    /// The log of a run.
    pub(crate) fn of_completion(&self, completion: &Completion) -> String {
        let init = completion
            .init_us
            .map(|us| format!("Init Duration: {}\t", milliseconds(us)))
            .unwrap_or_default();
        let report = format!(
            "Duration: {}\tBilled Duration: {} ms\tMemory Size: {} MB\tMax Memory Used: {} MB\t\
             {init}",
            milliseconds(completion.duration_us),
            completion.billed_ms,
            self.memory_mb,
            completion.peak_memory_bytes.div_ceil(1 << 20),
        );
        self.around(&completion.logs, &report)
    }

    fn around(&self, lines: &str, report: &str) -> String {
        let Self {
            request_id,
            version,
            ..
        } = self;
        let break_after = if lines.is_empty() || lines.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        format!(
            "START RequestId: {request_id} Version: {version}\n{lines}{break_after}\
             END RequestId: {request_id}\nREPORT RequestId: {request_id}\t{report}\n"
        )
    }
}

/// The last 4 KB of a log, beginning at a whole character.
pub(crate) fn tail(log: &str) -> &str {
    let mut from = log.len().saturating_sub(TAIL_BYTES);
    while !log.is_char_boundary(from) {
        from += 1;
    }
    log.get(from..).unwrap_or_default()
}

fn milliseconds(us: u64) -> String {
    let hundredths = us.div_ceil(10);
    format!("{}.{:02} ms", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use faas_runtime::{ExecutorKind, Outcome};

    use super::*;

    fn log(logs: &str, init_us: Option<u64>) -> String {
        let request_id = RequestId([0; 16]);
        let completion = Completion {
            request_id,
            version: Version::Latest,
            executor: ExecutorKind::IotPy,
            outcome: Outcome::Ok(Bytes::new()),
            logs: logs.to_owned(),
            duration_us: 1_234,
            billed_ms: 2,
            fuel: 0,
            peak_memory_bytes: 3 << 19,
            init_us,
            pins: Vec::new(),
        };
        TailLog {
            request_id,
            version: Version::Latest,
            memory_mb: 128,
        }
        .of_completion(&completion)
    }

    const ID: &str = "00000000-0000-0000-0000-000000000000";

    #[test]
    fn the_lines_around_a_log_are_those_of_aws() {
        let expected = format!(
            "START RequestId: {ID} Version: $LATEST\nhello\nEND RequestId: {ID}\n\
             REPORT RequestId: {ID}\tDuration: 1.24 ms\tBilled Duration: 2 ms\t\
             Memory Size: 128 MB\tMax Memory Used: 2 MB\t\n"
        );
        assert_eq!(log("hello", None), expected);
        assert_eq!(log("hello\n", None), expected);
        assert!(log("", Some(500)).ends_with("Max Memory Used: 2 MB\tInit Duration: 0.50 ms\t\n"));
    }

    #[test]
    fn a_tail_has_four_kilobytes_of_whole_characters() {
        let long = log(&"ü".repeat(5000), None);
        let tail = tail(&long);
        assert!((4095..=4096).contains(&tail.len()) && long.ends_with(tail));
        assert_eq!(super::tail("short"), "short");
    }
}
