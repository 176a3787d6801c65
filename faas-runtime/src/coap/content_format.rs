//! Content-Format identifiers (RFC 7252 section 12.3 and the IANA registry behind it).

use core::fmt;

/// The media type and coding of a payload, as its registered number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentFormat(pub u16);

impl ContentFormat {
    /// `text/plain; charset=utf-8`
    pub const TEXT_PLAIN: ContentFormat = ContentFormat(0);
    /// `application/link-format` (RFC 6690)
    pub const LINK_FORMAT: ContentFormat = ContentFormat(40);
    /// `application/xml`
    pub const XML: ContentFormat = ContentFormat(41);
    /// `application/octet-stream`
    pub const OCTET_STREAM: ContentFormat = ContentFormat(42);
    /// `application/json`
    pub const JSON: ContentFormat = ContentFormat(50);
    /// `application/cbor`
    pub const CBOR: ContentFormat = ContentFormat(60);
    /// `application/senml+json`
    pub const SENML_JSON: ContentFormat = ContentFormat(110);
    /// `application/senml+cbor`
    pub const SENML_CBOR: ContentFormat = ContentFormat(112);

    /// The media type, or `None` for a number that this library gives no name.
    pub const fn media_type(self) -> Option<&'static str> {
        match self {
            ContentFormat::TEXT_PLAIN => Some("text/plain; charset=utf-8"),
            ContentFormat::LINK_FORMAT => Some("application/link-format"),
            ContentFormat::XML => Some("application/xml"),
            ContentFormat::OCTET_STREAM => Some("application/octet-stream"),
            ContentFormat::JSON => Some("application/json"),
            ContentFormat::CBOR => Some("application/cbor"),
            ContentFormat::SENML_JSON => Some("application/senml+json"),
            ContentFormat::SENML_CBOR => Some("application/senml+cbor"),
            _ => None,
        }
    }

    /// The number of a media type without parameters, such as `application/json`.
    pub fn from_media_type(media_type: &str) -> Option<ContentFormat> {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        Some(match essence {
            "text/plain" => ContentFormat::TEXT_PLAIN,
            "application/link-format" => ContentFormat::LINK_FORMAT,
            "application/xml" => ContentFormat::XML,
            "application/octet-stream" => ContentFormat::OCTET_STREAM,
            "application/json" => ContentFormat::JSON,
            "application/cbor" => ContentFormat::CBOR,
            "application/senml+json" => ContentFormat::SENML_JSON,
            "application/senml+cbor" => ContentFormat::SENML_CBOR,
            _ => return None,
        })
    }
}

impl fmt::Debug for ContentFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.media_type() {
            Some(name) => write!(formatter, "{} ({name})", self.0),
            None => write!(formatter, "{}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_format_is_found_again_by_its_media_type() {
        let mut named = 0;
        for number in 0..=u16::MAX {
            if let Some(media_type) = ContentFormat(number).media_type() {
                let found = ContentFormat::from_media_type(media_type);
                assert_eq!(found, Some(ContentFormat(number)));
                named += 1;
            }
        }
        assert_eq!(named, 8);
        assert_eq!(ContentFormat::from_media_type("image/png"), None);
    }
}
