//! What the server is told: by flags, else by variables, else by a file, else by defaults.

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Parser};
use serde::Deserialize;

use crate::port::Port;

/// The NanoLambda edge server: AWS Lambda and S3, HTTP and CoAP in front of Python functions.
#[derive(Debug, Parser)]
#[command(version, after_help = VARIABLES_HELP)]
pub struct Arguments {
    /// Read settings from this TOML file; its keys are the flags without their dashes
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    settings: Layer,
}

const VARIABLES_HELP: &str = "\
A port is 0 to 65535, 0 for any free port, or `off` (or -1) to switch the front off. A flag \
without a value given may be set by a variable, NANOLAMBDA_ and the flag's name as in \
NANOLAMBDA_AWS_PORT, or in the file named by --config or NANOLAMBDA_CONFIG. tinyFaaS's \
http_PORT, coap_PORT, HTTP_PORT and COAP_PORT work as well.

NANOLAMBDA_LOG sets what is written to standard error: a level, or targets with levels as in \
`warn,faas_runtime=debug`.";

/// Settings from one source. What is not set is left to the next source.
#[derive(Debug, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Layer {
    /// Keep everything in this directory [default: ./nanolambda-data]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Listen on this address [default: 127.0.0.1]
    #[arg(long, value_name = "ADDRESS")]
    bind: Option<IpAddr>,
    /// Port of the AWS APIs, Lambda and S3 [default: 4566]
    #[arg(long, value_name = "PORT", allow_negative_numbers = true)]
    aws_port: Option<Port>,
    /// Port of functions over HTTP [default: 8000]
    #[arg(long, value_name = "PORT", allow_negative_numbers = true)]
    http_port: Option<Port>,
    /// Port of functions over CoAP [default: 5683]
    #[arg(long, value_name = "PORT", allow_negative_numbers = true)]
    coap_port: Option<Port>,
    /// Port of health and results [default: 8080]
    #[arg(long, value_name = "PORT", allow_negative_numbers = true)]
    management_port: Option<Port>,
    /// Port of logs over TCP [default: off]
    #[arg(long, value_name = "PORT", allow_negative_numbers = true)]
    log_port: Option<Port>,
    /// Threads that run functions, 1 to 1024 [default: one per processor, at least 2]
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..=1024))]
    workers: Option<u16>,
    /// CPython 3 for functions that the IoTPy machine refuses [default: python3]
    #[arg(long, value_name = "PROGRAM")]
    python: Option<PathBuf>,
    /// The URL by which clients reach the AWS port, if not by its address
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Longest time to finish running work after SIGINT or SIGTERM [default: 10]
    #[arg(long, value_name = "SECONDS")]
    drain_timeout_s: Option<u16>,
    /// Pad what each sync covers to a multiple of this, so that a write which the power cuts short
    /// harms nothing durable: 0, or a power of two from 512 to 65536; 4096 suits common disks
    /// [default: 0]
    #[arg(long, value_name = "BYTES")]
    pad_batch_to: Option<u32>,
    /// The secrets of devices: a line for each, its name and 64 hexadecimal digits
    #[arg(long, value_name = "FILE")]
    device_keys: Option<PathBuf>,
    /// Answer over CoAP only to requests that are sealed with a device's key [default: to all]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    require_device_keys: Option<bool>,
    /// Compile functions that are called often to machine code [default: true]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    machine_code: Option<bool>,
}

/// The settings that hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    pub data: PathBuf,
    pub bind: IpAddr,
    pub aws_port: Port,
    pub http_port: Port,
    pub coap_port: Port,
    pub management_port: Port,
    pub log_port: Port,
    pub workers: u16,
    pub python: PathBuf,
    pub public_url: Option<String>,
    pub drain_timeout: Duration,
    pub pad_batch_to: u32,
    pub device_keys: Option<PathBuf>,
    pub require_device_keys: bool,
    pub machine_code: bool,
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("the variable {name} cannot be used: {reason}")]
    Variable { name: &'static str, reason: String },
    #[error("the configuration file {path} cannot be read: {reason}")]
    File { path: String, reason: String },
    #[error("workers is {0}; it must be from 1 to 1024")]
    Workers(u16),
    #[error("pad-batch-to is {0}; it must be 0, or a power of two from 512 to 65536")]
    PadBatchTo(u32),
}

impl Arguments {
    /// Puts the sources together. `variable` looks up an environment variable, `processors` is how
    /// many there are.
    pub fn resolve(
        self,
        variable: impl Fn(&str) -> Option<String>,
        processors: usize,
    ) -> Result<Config, ConfigError> {
        let variables = Layer::from_variables(&variable)?;
        let file = match self
            .config
            .or_else(|| variable("NANOLAMBDA_CONFIG").map(Into::into))
        {
            Some(path) => Layer::from_file(&path)?,
            None => Layer::default(),
        };
        let merged = self.settings.or(variables).or(file);
        let workers = merged
            .workers
            .unwrap_or_else(|| u16::try_from(processors.clamp(2, 1024)).unwrap_or(2));
        if !(1..=1024).contains(&workers) {
            return Err(ConfigError::Workers(workers));
        }
        let pad_batch_to = merged.pad_batch_to.unwrap_or(0);
        let is_padding = pad_batch_to.is_power_of_two() && (512..=65_536).contains(&pad_batch_to);
        if pad_batch_to != 0 && !is_padding {
            return Err(ConfigError::PadBatchTo(pad_batch_to));
        }
        Ok(Config {
            data: merged.data.unwrap_or_else(|| "nanolambda-data".into()),
            bind: merged.bind.unwrap_or(Ipv4Addr::LOCALHOST.into()),
            aws_port: merged.aws_port.unwrap_or(Port::Number(4566)),
            http_port: merged.http_port.unwrap_or(Port::Number(8000)),
            coap_port: merged.coap_port.unwrap_or(Port::Number(5683)),
            management_port: merged.management_port.unwrap_or(Port::Number(8080)),
            log_port: merged.log_port.unwrap_or(Port::Off),
            workers,
            python: merged.python.unwrap_or_else(|| "python3".into()),
            public_url: merged.public_url,
            drain_timeout: Duration::from_secs(merged.drain_timeout_s.unwrap_or(10).into()),
            pad_batch_to,
            device_keys: merged.device_keys,
            require_device_keys: merged.require_device_keys.unwrap_or(false),
            machine_code: merged.machine_code.unwrap_or(true),
        })
    }
}

impl Layer {
    /// This source, and `other` for what it does not set.
    fn or(self, other: Self) -> Self {
        Self {
            data: self.data.or(other.data),
            bind: self.bind.or(other.bind),
            aws_port: self.aws_port.or(other.aws_port),
            http_port: self.http_port.or(other.http_port),
            coap_port: self.coap_port.or(other.coap_port),
            management_port: self.management_port.or(other.management_port),
            log_port: self.log_port.or(other.log_port),
            workers: self.workers.or(other.workers),
            python: self.python.or(other.python),
            public_url: self.public_url.or(other.public_url),
            drain_timeout_s: self.drain_timeout_s.or(other.drain_timeout_s),
            pad_batch_to: self.pad_batch_to.or(other.pad_batch_to),
            device_keys: self.device_keys.or(other.device_keys),
            require_device_keys: self.require_device_keys.or(other.require_device_keys),
            machine_code: self.machine_code.or(other.machine_code),
        }
    }

    fn from_variables(variable: &impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        Ok(Self {
            data: parse(variable, &["NANOLAMBDA_DATA"])?,
            bind: parse(variable, &["NANOLAMBDA_BIND"])?,
            aws_port: parse(variable, &["NANOLAMBDA_AWS_PORT"])?,
            // The names in tinyFaaS's manual, and those that its code reads.
            http_port: parse(
                variable,
                &["NANOLAMBDA_HTTP_PORT", "HTTP_PORT", "http_PORT"],
            )?,
            coap_port: parse(
                variable,
                &["NANOLAMBDA_COAP_PORT", "COAP_PORT", "coap_PORT"],
            )?,
            management_port: parse(variable, &["NANOLAMBDA_MANAGEMENT_PORT"])?,
            log_port: parse(variable, &["NANOLAMBDA_LOG_PORT"])?,
            workers: parse(variable, &["NANOLAMBDA_WORKERS"])?,
            python: parse(variable, &["NANOLAMBDA_PYTHON"])?,
            public_url: parse(variable, &["NANOLAMBDA_PUBLIC_URL"])?,
            drain_timeout_s: parse(variable, &["NANOLAMBDA_DRAIN_TIMEOUT_S"])?,
            pad_batch_to: parse(variable, &["NANOLAMBDA_PAD_BATCH_TO"])?,
            device_keys: parse(variable, &["NANOLAMBDA_DEVICE_KEYS"])?,
            require_device_keys: parse(variable, &["NANOLAMBDA_REQUIRE_DEVICE_KEYS"])?,
            machine_code: parse(variable, &["NANOLAMBDA_MACHINE_CODE"])?,
        })
    }

    fn from_file(path: &Path) -> Result<Self, ConfigError> {
        let failed = |reason: String| ConfigError::File {
            path: path.display().to_string(),
            reason,
        };
        let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
        toml::from_str(&text).map_err(|error| failed(error.to_string()))
    }
}

/// The first of these variables that is set and not empty.
fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(
    variable: &impl Fn(&str) -> Option<String>,
    names: &[&'static str],
) -> Result<Option<T>, ConfigError> {
    for name in names.iter().copied() {
        let Some(text) = variable(name).filter(|text| !text.is_empty()) else {
            continue;
        };
        let failed = |error: T::Err| ConfigError::Variable {
            name,
            reason: error.to_string(),
        };
        return text.parse().map(Some).map_err(failed);
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn resolve(
        flags: &[&str],
        variables: &[(&str, &str)],
        file: Option<&str>,
    ) -> Result<Config, ConfigError> {
        let mut path = tempfile::NamedTempFile::new().expect("a temporary file");
        path.write_all(file.unwrap_or_default().as_bytes())
            .expect("it is written");
        let mut words = vec!["nanolambda-edge"];
        words.extend(flags);
        let text = path.path().display().to_string();
        if file.is_some() {
            words.extend(["--config", &text]);
        }
        let lookup = |name: &str| {
            let found = variables.iter().find(|(own, _)| *own == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        Arguments::try_parse_from(words)
            .expect("the flags parse")
            .resolve(lookup, 4)
    }

    #[track_caller]
    fn check_http(flags: &[&str], variables: &[(&str, &str)], file: Option<&str>, port: Port) {
        let config = resolve(flags, variables, file).expect("the configuration holds");
        assert_eq!(config.http_port, port);
    }

    #[test]
    fn machine_code_is_made_unless_someone_says_no() {
        let off = ("NANOLAMBDA_MACHINE_CODE", "false");
        for (flags, variables, file, is_made) in [
            (&[][..], &[][..], None, true),
            (&["--machine-code", "false"], &[], None, false),
            (&["--machine-code"], &[off], None, true),
            (&[], &[off], Some("machine-code = true"), false),
            (&[], &[], Some("machine-code = false"), false),
        ] {
            let config = resolve(flags, variables, file).expect("the configuration holds");
            assert_eq!(config.machine_code, is_made);
        }
    }

    #[test]
    fn flags_go_before_variables_before_the_file_before_defaults() {
        let (file, own, theirs) = (
            Some("http-port = 3"),
            ("NANOLAMBDA_HTTP_PORT", "2"),
            ("http_PORT", "4"),
        );
        check_http(&["--http-port", "1"], &[own, theirs], file, Port::Number(1));
        check_http(&[], &[own, theirs], file, Port::Number(2));
        check_http(&[], &[theirs], file, Port::Number(4));
        check_http(&[], &[], file, Port::Number(3));
        check_http(&[], &[], None, Port::Number(8000));
    }

    #[test]
    fn every_source_can_switch_a_front_off() {
        check_http(&["--http-port", "-1"], &[], None, Port::Off);
        check_http(&["--http-port=off"], &[], None, Port::Off);
        check_http(&[], &[("HTTP_PORT", "-1")], None, Port::Off);
        check_http(&[], &[], Some("http-port = -1"), Port::Off);
        check_http(&[], &[], Some("http-port = \"off\""), Port::Off);
    }

    #[test]
    fn batches_are_padded_where_it_is_said() {
        let padded = |flags: &[&str], variables: &[(&str, &str)], file| {
            let config = resolve(flags, variables, file).expect("the configuration holds");
            config.pad_batch_to
        };
        assert_eq!(padded(&[], &[], None), 0);
        assert_eq!(padded(&["--pad-batch-to", "4096"], &[], None), 4096);
        assert_eq!(
            padded(&[], &[("NANOLAMBDA_PAD_BATCH_TO", "512")], None),
            512
        );
        assert_eq!(padded(&[], &[], Some("pad-batch-to = 65536")), 65_536);
    }

    #[track_caller]
    fn check_refused(variables: &[(&str, &str)], file: Option<&str>, part: &str) {
        let error = resolve(&[], variables, file)
            .expect_err("it is refused")
            .to_string();
        assert!(error.contains(part), "{error}");
    }

    #[test]
    fn a_mistake_is_named() {
        check_refused(&[("NANOLAMBDA_AWS_PORT", "x")], None, "NANOLAMBDA_AWS_PORT");
        check_refused(&[("NANOLAMBDA_BIND", "here")], None, "NANOLAMBDA_BIND");
        check_refused(&[("NANOLAMBDA_WORKERS", "0")], None, "1 to 1024");
        check_refused(
            &[("NANOLAMBDA_CONFIG", "/nowhere/at.toml")],
            None,
            "/nowhere/at.toml",
        );
        check_refused(&[], Some("htp-port = 3"), "htp-port");
        check_refused(&[], Some("http-port = 70000"), "70000");
        for wrong in ["256", "5000", "131072"] {
            let variable = ("NANOLAMBDA_PAD_BATCH_TO", wrong);
            check_refused(&[variable], None, "power of two");
        }
    }
}
