//! The files of the corpus.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::value::RawValue;

use crate::implementation::SuiteError;

/// The handlers of the corpus: the file without its ending, and the function to call.
pub const HANDLERS: &[(&str, &str)] = &[
    ("access_log_parser", "handler"),
    ("answers", "handler"),
    ("application_log", "handler"),
    ("battery", "handler"),
    ("chat_commands", "handler"),
    ("contact_extractor", "handler"),
    ("cron_digest", "handler"),
    ("csv_to_json", "handler"),
    ("door_lock", "handler"),
    ("dynamodb_stream", "handler"),
    ("environment_configuration", "handler"),
    ("event_router", "handler"),
    ("event_sourcing", "handler"),
    ("geofence", "handler"),
    ("histogram", "handler"),
    ("invoice_text", "handler"),
    ("iot_rules", "handler"),
    ("job_scheduler", "handler"),
    ("json_api", "handler"),
    ("kinesis_records", "handler"),
    ("leaderboard", "handler"),
    ("leases", "handler"),
    ("light", "new_light_lvl"),
    ("light_level", "new_light_lvl"),
    ("log_lines", "handler"),
    ("maintenance", "new_accel_sample"),
    ("matrix", "handler"),
    ("modbus_frames", "handler"),
    ("moving_statistics", "handler"),
    ("order_states", "handler"),
    ("orders_with_dataclasses", "handler"),
    ("rate_limiter", "handler"),
    ("rest_api", "handler"),
    ("run_lengths", "handler"),
    ("running_average", "handler"),
    ("s3_event", "handler"),
    ("sensor_fusion", "handler"),
    ("sieve", "handler"),
    ("signed_webhook", "handler"),
    ("sqs_batch", "handler"),
    ("temperature", "handler"),
    ("template_mailer", "handler"),
    ("text_report", "handler"),
    ("thermostat", "handler"),
    ("thresholds", "handler"),
    ("time_windows", "handler"),
    ("token_issuer", "handler"),
    ("user_table", "handler"),
    ("validation", "handler"),
    ("voice_assistant", "handler"),
    ("word_count", "handler"),
];

/// A script of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The folder that it is in.
    pub chapter: String,
    /// Chapter and file name, without the ending: `int/unary_operators`.
    pub name: String,
    /// The file.
    pub source: Source,
}

/// A program to run as a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's name, as a traceback shows it.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// The file at `path`.
    pub fn read(path: &Path) -> Result<Source, SuiteError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Source {
            name: name.into_owned(),
            text: read(path)?,
        })
    }

    /// The name of the module that it is when it is imported.
    pub fn module(&self) -> &str {
        self.name.trim_end_matches(".py")
    }
}

/// A handler of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handler {
    /// The file.
    pub path: PathBuf,
    /// The function to call with an event and a context of None.
    pub function: String,
    /// The events in order, each as the JSON text of the file.
    pub events: Vec<String>,
}

/// Where and why a source must be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The line, counted from 1.
    pub line: u32,
    /// The construct that the diagnostic must name.
    pub construct: String,
}

/// The folder of the corpus.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The scripts of `cases/` whose name contains `filter`, in order.
pub fn cases(filter: &str) -> Result<Vec<Program>, SuiteError> {
    let mut found = Vec::new();
    for folder in entries(&root().join("cases"))? {
        let chapter = stem(&folder);
        for path in entries(&folder)?.into_iter().filter(|path| is_python(path)) {
            let name = format!("{chapter}/{}", stem(&path));
            if name.contains(filter) {
                let source = Source::read(&path)?;
                found.push(Program {
                    chapter: chapter.clone(),
                    name,
                    source,
                });
            }
        }
    }
    Ok(found)
}

/// The sources of `refused/` with what must be said of each.
pub fn refused() -> Result<Vec<(PathBuf, Expectation)>, SuiteError> {
    let paths = entries(&root().join("refused"))?;
    paths
        .into_iter()
        .filter(|path| is_python(path))
        .map(|path| {
            let source = read(&path)?;
            let expectation = parse_expectation(&source).ok_or_else(|| SuiteError::Form {
                path: path.clone(),
                reason: "the first line must be `# refuse: LINE CONSTRUCT`".to_owned(),
            })?;
            Ok((path, expectation))
        })
        .collect()
}

/// The expectation in the first line of a source, `# refuse: LINE CONSTRUCT`.
pub fn parse_expectation(source: &str) -> Option<Expectation> {
    let rest = source.lines().next()?.strip_prefix("# refuse: ")?;
    let (line, construct) = rest.split_once(' ')?;
    let line = line.parse().ok().filter(|&line| line > 1)?;
    (!construct.is_empty()).then(|| Expectation {
        line,
        construct: construct.to_owned(),
    })
}

/// A handler of [`HANDLERS`] with its events.
pub fn handler(name: &str, function: &str) -> Result<Handler, SuiteError> {
    let folder = root().join("handlers");
    let events_path = folder.join(format!("{name}.events.json"));
    let text = read(&events_path)?;
    let events: Vec<&RawValue> = serde_json::from_str(&text).map_err(|error| SuiteError::Form {
        path: events_path,
        reason: error.to_string(),
    })?;
    Ok(Handler {
        path: folder.join(format!("{name}.py")),
        function: function.to_owned(),
        events: events
            .into_iter()
            .map(|event| event.get().to_owned())
            .collect(),
    })
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, SuiteError> {
    let failed = |source| SuiteError::Corpus {
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String, SuiteError> {
    fs::read_to_string(path).map_err(|source| SuiteError::Corpus {
        path: path.to_owned(),
        source,
    })
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn is_python(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "py")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_handler_file_is_in_the_table() {
        let paths = entries(&root().join("handlers")).expect("the folder is there");
        let files: BTreeSet<String> = paths
            .iter()
            .filter(|path| is_python(path))
            .map(|path| stem(path))
            .collect();
        let table: BTreeSet<String> = HANDLERS
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect();
        assert_eq!(files, table);
    }

    #[test]
    fn every_handler_has_at_least_three_events() {
        for (name, function) in HANDLERS {
            let handler = handler(name, function).expect("the events are well formed");
            assert!(handler.events.len() >= 3, "{name}");
        }
    }

    #[test]
    fn every_refused_source_says_what_to_expect() {
        assert!(refused().expect("the headers are well formed").len() >= 10);
    }

    #[test]
    fn expectations_need_a_line_and_a_construct() {
        let expected = Expectation {
            line: 3,
            construct: "async def".to_owned(),
        };
        assert_eq!(parse_expectation("# refuse: 3 async def\n"), Some(expected));
        for bad in [
            "",
            "pass",
            "# refuse: 3",
            "# refuse: x y",
            "# refuse: 1 exec",
            "# refuse: 3 ",
        ] {
            assert_eq!(parse_expectation(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_filter_selects_by_name() {
        let all = cases("").expect("the folder is there");
        let some = cases("int/").expect("the folder is there");
        assert!(all.len() >= 400 && !some.is_empty() && some.len() < all.len());
        assert!(some.iter().all(|program| program.name.contains("int/")));
    }
}
