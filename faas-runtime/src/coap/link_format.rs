//! Resource discovery: the CoRE link format and its filters (RFC 6690).

use core::fmt::Write;
use std::string::String;
use std::vec::Vec;

use super::content_format::ContentFormat;

/// A resource that clients may find under `/.well-known/core`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Link {
    /// The absolute path, such as `/light`.
    pub href: String,
    /// Resource types (`rt`), what the resource is for.
    pub resource_types: Vec<String>,
    /// Interface descriptions (`if`), how it is used.
    pub interfaces: Vec<String>,
    /// The format of what it answers (`ct`).
    pub content_format: Option<ContentFormat>,
    /// Largest answer to be expected, in bytes (`sz`).
    pub size_bytes: Option<u64>,
    /// Whether it can be observed (`obs`).
    pub observable: bool,
    /// A title for people.
    pub title: Option<String>,
}

impl Link {
    /// A link to a path without attributes.
    pub fn new(href: impl Into<String>) -> Link {
        Link {
            href: href.into(),
            ..Link::default()
        }
    }

    /// Adds a resource type.
    #[must_use]
    pub fn with_resource_type(mut self, resource_type: impl Into<String>) -> Link {
        self.resource_types.push(resource_type.into());
        self
    }

    /// Says that the resource can be observed.
    #[must_use]
    pub const fn observable(mut self) -> Link {
        self.observable = true;
        self
    }

    /// Whether the link passes a filter of RFC 6690 section 4.1, such as `rt=temperature`,
    /// `href=/fn/*` or `obs`. A filter on an attribute that no link has passes nothing.
    pub fn matches(&self, filter: &str) -> bool {
        let (name, pattern) = match filter.split_once('=') {
            Some((name, pattern)) => (name, pattern.trim_matches('"')),
            None => (filter, "*"),
        };
        let is_match = |value: &str| match pattern.strip_suffix('*') {
            Some(start) => value.starts_with(start),
            None => value == pattern,
        };
        match name {
            "href" => is_match(&self.href),
            "rt" => self.resource_types.iter().any(|value| is_match(value)),
            "if" => self.interfaces.iter().any(|value| is_match(value)),
            "title" => self.title.iter().any(|value| is_match(value)),
            "ct" => self
                .content_format
                .iter()
                .any(|format| is_match(&decimal(format.0.into()))),
            "sz" => self.size_bytes.iter().any(|size| is_match(&decimal(*size))),
            "obs" => self.observable && is_match(""),
            _ => false,
        }
    }

    fn write(&self, document: &mut String) {
        document.push('<');
        percent_encode(&self.href, document);
        document.push('>');
        write_quoted("rt", &self.resource_types, document);
        write_quoted("if", &self.interfaces, document);
        write_quoted("title", self.title.as_slice(), document);
        if let Some(format) = self.content_format {
            document.push_str(";ct=");
            document.push_str(&decimal(format.0.into()));
        }
        if let Some(size) = self.size_bytes {
            document.push_str(";sz=");
            document.push_str(&decimal(size));
        }
        if self.observable {
            document.push_str(";obs");
        }
    }
}

/// The links that pass every filter, as an `application/link-format` document.
pub fn document<'q>(links: &[Link], filters: impl Iterator<Item = &'q str> + Clone) -> String {
    let mut document = String::new();
    for link in links {
        if filters.clone().all(|filter| link.matches(filter)) {
            if !document.is_empty() {
                document.push(',');
            }
            link.write(&mut document);
        }
    }
    document
}

fn decimal(number: u64) -> String {
    std::format!("{number}")
}

fn write_quoted(name: &str, values: &[String], document: &mut String) {
    if values.is_empty() {
        return;
    }
    document.push(';');
    document.push_str(name);
    document.push_str("=\"");
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            document.push(' ');
        }
        for character in value.chars() {
            if matches!(character, '"' | '\\') {
                document.push('\\');
            }
            document.push(character);
        }
    }
    document.push('"');
}

/// Writes a path as a URI reference: everything but unreserved characters, the sub-delimiters
/// that a path may hold, and slashes is percent-encoded, so that `>` and `,` cannot end the link.
fn percent_encode(path: &str, document: &mut String) {
    for byte in path.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~!$&'()*+;=:@/%".contains(&byte);
        if plain {
            document.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(document, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links() -> Vec<Link> {
        std::vec![
            Link::new("/light").with_resource_type("function"),
            Link {
                interfaces: std::vec!["sensor".into()],
                content_format: Some(ContentFormat::JSON),
                size_bytes: Some(2048),
                title: Some("the \"last\" value".into()),
                ..Link::new("/log/temps")
                    .with_resource_type("log")
                    .observable()
            },
            Link::new("/fn/a b>")
                .with_resource_type("function")
                .with_resource_type("slow"),
        ]
    }

    fn check(filters: &[&str], expected: &str) {
        assert_eq!(
            document(&links(), filters.iter().copied()),
            expected,
            "{filters:?}"
        );
    }

    const LIGHT: &str = "</light>;rt=\"function\"";
    const TEMPS: &str = "</log/temps>;rt=\"log\";if=\"sensor\";title=\"the \\\"last\\\" value\"\
                         ;ct=50;sz=2048;obs";
    const SLOW: &str = "</fn/a%20b%3E>;rt=\"function slow\"";

    #[test]
    fn without_a_filter_all_links_are_listed() {
        check(&[], &[LIGHT, TEMPS, SLOW].join(","));
    }

    #[test]
    fn a_filter_keeps_the_links_whose_attribute_has_the_value() {
        check(&["rt=function"], &[LIGHT, SLOW].join(","));
        check(&["rt=slow"], SLOW);
        check(&["ct=50"], TEMPS);
        check(&["if=sensor"], TEMPS);
        check(&["obs"], TEMPS);
        check(&["rt=func"], "");
    }

    #[test]
    fn a_star_matches_any_ending() {
        check(&["href=/l*"], &[LIGHT, TEMPS].join(","));
        check(&["href=/log/*"], TEMPS);
        check(&["rt=*"], &[LIGHT, TEMPS, SLOW].join(","));
    }

    #[test]
    fn several_filters_must_all_pass_and_unknown_ones_never_do() {
        check(&["rt=function", "href=/light"], LIGHT);
        check(&["rt=function", "href=/log/temps"], "");
        check(&["ins=1"], "");
    }
}
