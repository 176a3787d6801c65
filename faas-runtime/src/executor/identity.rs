//! The names that AWS would give to a function and its logs.

use std::string::String;
use std::time::Duration;

use crate::{FunctionName, RequestId, Version};

/// The account and region that functions believe to run in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The region, such as `us-east-1`.
    pub region: String,
    /// The account, twelve digits.
    pub account: String,
}

impl Default for Identity {
    fn default() -> Self {
        Self {
            region: "us-east-1".into(),
            account: "000000000000".into(),
        }
    }
}

impl Identity {
    /// The ARN of a function, with the version if it is a published one.
    #[must_use]
    pub fn function_arn(&self, function: &FunctionName, version: Version) -> String {
        let (region, account) = (&self.region, &self.account);
        let qualifier = match version {
            Version::Latest => String::new(),
            Version::Numbered(number) => std::format!(":{number}"),
        };
        std::format!("arn:aws:lambda:{region}:{account}:function:{function}{qualifier}")
    }
}

/// The log group of a function.
#[must_use]
pub fn log_group_name(function: &FunctionName) -> String {
    std::format!("/aws/lambda/{function}")
}

/// The log stream of an instance: the day that it was started on (UTC), the version, and an
/// identity, for which the invocation that it was started for will do.
#[must_use]
pub fn log_stream_name(started: Duration, version: Version, first: RequestId) -> String {
    let (year, month, day) = civil_date(started.as_secs() / 86_400);
    let instance: String = first
        .0
        .iter()
        .map(|byte| std::format!("{byte:02x}"))
        .collect();
    std::format!("{year:04}/{month:02}/{day:02}/[{version}]{instance}")
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar (the algorithm
/// of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn civil_date(days: u64) -> (u64, u64, u64) {
    // Counted from 0000-03-01, so that the leap day is the last of its year.
    let days = days + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (58, (1970, 2, 28)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (20_454, (2026, 1, 1)),
        ] {
            assert_eq!(civil_date(days), date, "day {days}");
        }
    }

    #[test]
    fn names_are_those_of_aws() {
        let function: FunctionName = "light".parse().expect("valid");
        let identity = Identity::default();
        let arn = "arn:aws:lambda:us-east-1:000000000000:function:light";
        assert_eq!(identity.function_arn(&function, Version::Latest), arn);
        let versioned = identity.function_arn(&function, Version::Numbered(3));
        assert_eq!(versioned, std::format!("{arn}:3"));
        let stream = log_stream_name(Duration::ZERO, Version::Latest, RequestId([0xab; 16]));
        assert_eq!(
            stream,
            std::format!("1970/01/01/[$LATEST]{}", "ab".repeat(16))
        );
    }
}
