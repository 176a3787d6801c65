//! How a request names a function: by name, partial ARN or full ARN, with or without a qualifier.

use std::fmt;

use faas_runtime::{FunctionName, Version};
use serde::{Deserialize, Serialize};

use crate::error::LambdaError;

/// The account that every function belongs to: there is one, and no accounting.
pub const ACCOUNT: &str = "000000000000";

/// The region of requests that are not signed.
pub const REGION_DEFAULT: &str = "us-east-1";

const NAME_PATTERN: &str = concat!(
    r"(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?",
    r"([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?"
);
const TEXT_BYTES_MAX: usize = 256;

/// The region of a function, such as `eu-west-1`: two letters, words and a digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(String);

impl Region {
    /// Parses a region name; `None` if it does not look like one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (country, rest) = text.split_once('-')?;
        let (words, number) = rest.rsplit_once('-')?;
        let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
        let fits = text.len() <= 32
            && country.len() == 2
            && word(country)
            && words.split('-').all(word)
            && number.len() == 1
            && number.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| Self(text.to_owned()))
    }

    /// The region as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Region {
    fn default() -> Self {
        Self(REGION_DEFAULT.to_owned())
    }
}

impl fmt::Display for Region {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The name of an alias: up to 128 characters of `[A-Za-z0-9-_]`, not all of them digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AliasName(String);

impl TryFrom<String> for AliasName {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("this is no alias name")
    }
}

impl From<AliasName> for String {
    fn from(name: AliasName) -> Self {
        name.0
    }
}

impl AliasName {
    /// Longest alias name, in bytes.
    pub const BYTES_MAX: usize = 128;

    /// Parses an alias name; `None` if it breaks a rule.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = !text.is_empty() && text.len() <= Self::BYTES_MAX && !digits;
        (fits && text.bytes().all(is_name_byte)).then(|| Self(text.to_owned()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What follows the name: a version or an alias.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// `$LATEST` or a number.
    Version(Version),
    /// An alias.
    Alias(AliasName),
}

impl Qualifier {
    /// `$LATEST`.
    pub const LATEST: Self = Self::Version(Version::Latest);

    /// Parses a qualifier; `None` if it is none of the three kinds.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "$LATEST" {
            return Some(Self::LATEST);
        }
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::Version(Version::Numbered(text.parse().ok()?)));
        }
        AliasName::parse(text).map(Self::Alias)
    }

    /// Parses the query parameter `Qualifier`.
    ///
    /// # Errors
    /// [`LambdaError::Validation`] for anything that is no qualifier.
    pub fn from_query(text: &str) -> Result<Self, LambdaError> {
        Self::parse(text).ok_or_else(|| {
            let pattern = "Member must satisfy regular expression pattern: (|[a-zA-Z0-9$_-]+)";
            LambdaError::constraint(text, "qualifier", pattern)
        })
    }
}

impl fmt::Display for Qualifier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => write!(out, "{version}"),
            Self::Alias(alias) => out.write_str(alias.as_str()),
        }
    }
}

/// A function as a request names it.
///
/// ```
/// use lambda_compat::FunctionId;
///
/// let arn = "arn:aws:lambda:eu-west-1:000000000000:function:light:prod";
/// let id = FunctionId::parse(arn).unwrap();
/// assert_eq!(id.name.as_str(), "light");
/// assert_eq!(id.qualifier.unwrap().to_string(), "prod");
/// assert_eq!(FunctionId::parse("000000000000:function:light").unwrap().region, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionId {
    /// Its name.
    pub name: FunctionName,
    /// The region, where the text had one.
    pub region: Option<Region>,
    /// The version or alias, where the text had one.
    pub qualifier: Option<Qualifier>,
}

impl FunctionId {
    /// Parses a function identifier that is percent-decoded already.
    ///
    /// # Errors
    /// [`LambdaError::Validation`] for text that is no identifier,
    /// [`LambdaError::ResourceNotFound`] for functions of another account.
    pub fn parse(text: &str) -> Result<Self, LambdaError> {
        if text.len() > TEXT_BYTES_MAX {
            let limit = format!("Member must have length less than or equal to {TEXT_BYTES_MAX}");
            return Err(LambdaError::constraint(text, "functionName", &limit));
        }
        let invalid = || {
            let pattern = format!("Member must satisfy regular expression pattern: {NAME_PATTERN}");
            LambdaError::constraint(text, "functionName", &pattern)
        };
        let mut rest = text;
        if let Some(behind) = text.strip_prefix("arn:") {
            rest = strip_service(behind).ok_or_else(invalid)?;
        }
        let mut region = None;
        if let Some((part, behind)) = rest.split_once(':')
            && let Some(parsed) = Region::parse(part)
        {
            (region, rest) = (Some(parsed), behind);
        }
        let mut account = ACCOUNT;
        if let Some((part, behind)) = rest.split_once(':')
            && part.len() == 12
            && part.bytes().all(|byte| byte.is_ascii_digit())
        {
            (account, rest) = (part, behind);
        }
        rest = rest.strip_prefix("function:").unwrap_or(rest);
        let (name, qualifier) = match rest.split_once(':') {
            Some((name, qualifier)) => (name, Some(qualifier)),
            None => (rest, None),
        };
        let name = parse_name(name).map_err(|length| length.unwrap_or_else(invalid))?;
        let qualifier = match qualifier {
            Some(text) => Some(Qualifier::parse(text).ok_or_else(invalid)?),
            None => None,
        };
        if account != ACCOUNT {
            return Err(LambdaError::ResourceNotFound(format!(
                "Function not found: {text}"
            )));
        }
        Ok(Self {
            name,
            region,
            qualifier,
        })
    }

    /// The qualifier of the identifier or of the query, which must not contradict each other.
    ///
    /// # Errors
    /// [`LambdaError::InvalidParameterValue`] if both are there and differ.
    pub fn qualifier_with(
        &self,
        query: Option<Qualifier>,
    ) -> Result<Option<Qualifier>, LambdaError> {
        match (&self.qualifier, query) {
            (Some(own), Some(other)) if *own != other => Err(LambdaError::InvalidParameterValue(
                "The derived qualifier from the function name does not match the specified \
                     qualifier."
                    .to_owned(),
            )),
            (own, other) => Ok(other.or_else(|| own.clone())),
        }
    }
}

/// The ARN of a function, or of one of its versions or aliases.
#[must_use]
pub fn function_arn(region: &str, name: &FunctionName, qualifier: Option<&Qualifier>) -> String {
    let arn = format!("arn:aws:lambda:{region}:{ACCOUNT}:function:{name}");
    match qualifier {
        Some(qualifier) => format!("{arn}:{qualifier}"),
        None => arn,
    }
}

/// Drops `aws:lambda:` in any partition from what follows `arn:`.
fn strip_service(text: &str) -> Option<&str> {
    let (partition, rest) = text.split_once(':')?;
    let known = partition.is_empty()
        || partition.strip_prefix("aws").is_some_and(|more| {
            more.bytes()
                .all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
        });
    if known {
        rest.strip_prefix("lambda:")
    } else {
        None
    }
}

/// The name, or the error for a name that is only too long.
fn parse_name(text: &str) -> Result<FunctionName, Option<LambdaError>> {
    FunctionName::new(text).map_err(|error| match error {
        faas_runtime::NameError::TooLong { .. } if text.bytes().all(is_name_byte) => {
            let limit = "Member must have length less than or equal to 64";
            Some(LambdaError::constraint(text, "functionName", limit))
        }
        _ => None,
    })
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, region: Option<&str>, name: &str, qualifier: Option<&str>) {
        let id = FunctionId::parse(text).unwrap();
        assert_eq!(id.name.as_str(), name);
        assert_eq!(id.region.as_ref().map(Region::as_str), region);
        assert_eq!(id.qualifier.map(|q| q.to_string()).as_deref(), qualifier);
    }

    #[test]
    fn every_form_of_the_model_is_read() {
        let region = Some("us-east-1");
        check("light", None, "light", None);
        check("light:prod", None, "light", Some("prod"));
        check("light:$LATEST", None, "light", Some("$LATEST"));
        check("light:7", None, "light", Some("7"));
        check("function:light", None, "light", None);
        check("function", None, "function", None);
        check("000000000000:function:light", None, "light", None);
        check("000000000000:light:1", None, "light", Some("1"));
        check(
            "us-east-1:000000000000:function:light",
            region,
            "light",
            None,
        );
        check(
            "arn:aws:lambda:us-east-1:000000000000:function:light",
            region,
            "light",
            None,
        );
        check(
            "arn:aws-cn:lambda:us-east-1:000000000000:function:l:a",
            region,
            "l",
            Some("a"),
        );
        let gov = "arn:aws-us-gov:lambda:us-gov-west-1:000000000000:function:light:2";
        check(gov, Some("us-gov-west-1"), "light", Some("2"));
    }

    #[test]
    fn other_text_is_refused_with_the_value_in_the_sentence() {
        for text in [
            "",
            ":",
            "a b",
            "a:b:c",
            "a.b",
            "arn:aws:s3:::bucket",
            "ü",
            "light:",
            "a/b",
        ] {
            let error = FunctionId::parse(text).unwrap_err();
            assert_eq!(error.code(), "ValidationException", "{text}");
            assert!(
                error
                    .to_string()
                    .contains(&format!("'{text}' at 'functionName'")),
                "{error}"
            );
        }
        let long = FunctionId::parse(&"x".repeat(65)).unwrap_err().to_string();
        assert!(long.ends_with("length less than or equal to 64"), "{long}");
        let longer = FunctionId::parse(&"x".repeat(9999))
            .unwrap_err()
            .to_string();
        assert!(
            longer.len() < 400 && longer.ends_with("equal to 256"),
            "{longer}"
        );
    }

    #[test]
    fn functions_of_other_accounts_are_not_found() {
        let arn = "arn:aws:lambda:us-east-1:123456789012:function:light";
        let error = FunctionId::parse(arn).unwrap_err();
        assert_eq!(
            error,
            LambdaError::ResourceNotFound(format!("Function not found: {arn}"))
        );
    }

    #[test]
    fn two_qualifiers_must_agree() {
        let id = FunctionId::parse("light:prod").unwrap();
        let same = Qualifier::parse("prod");
        assert_eq!(id.qualifier_with(same.clone()).unwrap(), same);
        assert_eq!(id.qualifier_with(None).unwrap(), same);
        let error = id.qualifier_with(Qualifier::parse("1")).unwrap_err();
        assert_eq!(error.code(), "InvalidParameterValueException");
    }

    proptest! {
        #[test]
        fn an_arn_reads_back_what_it_was_made_of(
            name in "[a-zA-Z0-9_-]{1,64}",
            qualifier in proptest::option::of("[a-zA-Z_-][a-zA-Z0-9_-]{0,20}|[1-9][0-9]{0,8}"),
            region in "[a-z]{2}-[a-z]{1,9}-[0-9]",
        ) {
            let name = FunctionName::new(&name).unwrap();
            let qualifier = qualifier.map(|text| Qualifier::parse(&text).unwrap());
            let arn = function_arn(&region, &name, qualifier.as_ref());
            let id = FunctionId::parse(&arn).unwrap();
            prop_assert_eq!(id, FunctionId { name, region: Region::parse(&region), qualifier });
        }

        #[test]
        fn no_text_breaks_the_parser(text in "\\PC{0,300}", near in "[a-z0-9:$-]{0,60}") {
            let _ = FunctionId::parse(&text);
            let _ = FunctionId::parse(&near);
            let _ = FunctionId::parse(&format!("arn:{near}"));
        }
    }
}
