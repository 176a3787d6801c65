//! Packages for devices over CoAP: `GET /pkg/{function}`.
//!
//! | query | meaning |
//! |---|---|
//! | `abi=N` | the instruction set of the device's machine |
//! | `flash=BYTES` | the longest package that it has room for |
//! | `ram=BYTES` | the memory that it has for the machine's arena |
//! | `head` | not the package, but its ETag in hexadecimal and its length |
//!
//! | what came of it | code |
//! |---|---|
//! | the package, block by block; its ETag is a hash of it | 2.05, or 2.03 to a device that has it |
//! | no such function | 4.04 |
//! | the function runs on CPython only, or the device's machine is another one | 4.06 |
//! | it does not fit the device, and by how much | 4.13 |
//!
//! A device that observes is told when the function changes. What does not fit can be run here, by
//! [`once`](super::once).

use core::fmt::Write as _;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use bytes::Bytes;
use iotpy_core::package::ABI;
use iotpy_core::{Program, Vm};
use sha2::{Digest as _, Sha256};

use crate::coap::link_format::Link;
use crate::coap::server::{Handler, Request, Response, Topic};
use crate::coap::{Code, ContentFormat, ETag, Method};
use crate::{FunctionName, FunctionRegistry, Package, Version};

/// Bytes of a cell of the machine's arena.
const CELL_BYTES: u64 = 8;

/// Answers for packages, and leaves everything else to another handler.
pub struct PackageHandler<H> {
    registry: Arc<dyn FunctionRegistry>,
    others: H,
}

impl<H: Handler> PackageHandler<H> {
    /// A handler for the packages of this registry.
    pub fn new(registry: Arc<dyn FunctionRegistry>, others: H) -> Self {
        Self { registry, others }
    }

    fn package(&self, request: &Request) -> Result<Response, Response> {
        let mut path = request.path().skip(1);
        let (Some(name), None) = (path.next(), path.next()) else {
            return Err(unknown("there is no such resource"));
        };
        if request.method() != Method::Get {
            let sentence = "a package is read with GET";
            return Err(Response::diagnostic(Code::METHOD_NOT_ALLOWED, sentence));
        }
        let name = FunctionName::new(name).map_err(|error| unknown(std::format!("{error}")))?;
        let function = self
            .registry
            .get(&name, Version::Latest)
            .map_err(|error| Response::unavailable(std::format!("{error}"), 1))?
            .ok_or_else(|| unknown(std::format!("there is no function {name}")))?;
        let image = match &function.package {
            Package::Compiled(image) => image,
            Package::Refused(reason) => {
                let sentence = std::format!("{name} runs on CPython only: {reason}");
                return Err(Response::diagnostic(Code::NOT_ACCEPTABLE, sentence));
            }
        };
        check_fit(request, image)?;
        let etag = etag(image);
        let response = match request.query("head") {
            Some(_) => Response::content(head(&etag, image.len()))
                .with_content_format(ContentFormat::TEXT_PLAIN),
            None => {
                Response::content(image.clone()).with_content_format(ContentFormat::OCTET_STREAM)
            }
        };
        Ok(response.with_etag(etag).observable(topic(&name)))
    }
}

impl<H: Handler> Handler for PackageHandler<H> {
    async fn handle(&self, request: Request) -> Response {
        if request.path().next() != Some("pkg") {
            return self.others.handle(request).await;
        }
        self.package(&request).unwrap_or_else(|refused| refused)
    }

    fn repeatable(&self, request: &Request) -> bool {
        match request.path().next() {
            Some("pkg") => true,
            _ => self.others.repeatable(request),
        }
    }

    fn links(&self) -> Vec<Link> {
        self.others.links()
    }
}

/// What observers of a function's package wait for.
#[must_use]
pub fn topic(function: &FunctionName) -> Topic {
    Topic::new(&std::format!("package {function}"))
}

/// Whether the device that asks can run a package.
fn check_fit(request: &Request, image: &Bytes) -> Result<(), Response> {
    if let Some(abi) = number(request, "abi")?
        && abi != u64::from(ABI)
    {
        let sentence = std::format!("packages here are for instruction set {ABI}, not {abi}");
        return Err(Response::diagnostic(Code::NOT_ACCEPTABLE, sentence));
    }
    let too_large = |what: &str, needed: u64, given: u64| {
        let more = needed - given;
        let sentence =
            std::format!("{what} takes {needed} bytes, {more} more than the {given} of the device");
        Response::diagnostic(Code::REQUEST_ENTITY_TOO_LARGE, sentence)
    };
    let bytes = image.len() as u64;
    if let Some(flash) = number(request, "flash")?
        && bytes > flash
    {
        return Err(too_large("the package", bytes, flash));
    }
    if let Some(ram) = number(request, "ram")? {
        let program = Program::load(image).map_err(|error| {
            Response::diagnostic(Code::INTERNAL_SERVER_ERROR, std::format!("{error}"))
        })?;
        let needed = CELL_BYTES * Vm::arena_cells_min(&program) as u64;
        if needed > ram {
            return Err(too_large("the least arena", needed, ram));
        }
    }
    Ok(())
}

/// The name of a package: the first bytes of its hash.
fn etag(image: &[u8]) -> ETag {
    let digest = Sha256::digest(image);
    let first = digest.first_chunk().copied().unwrap_or_default();
    ETag::from_u64(u64::from_be_bytes(first))
}

fn head(etag: &ETag, length: usize) -> String {
    let mut text = String::new();
    for byte in etag.as_bytes() {
        // A String takes whatever is written.
        let _ = write!(text, "{byte:02x}");
    }
    let _ = write!(text, " {length}");
    text
}

fn number(request: &Request, name: &str) -> Result<Option<u64>, Response> {
    let Some(text) = request.query(name) else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_| {
        let sentence = std::format!("{name} is no number in its range");
        Response::diagnostic(Code::BAD_REQUEST, sentence)
    })
}

fn unknown(sentence: impl Into<String>) -> Response {
    Response::diagnostic(Code::NOT_FOUND, sentence)
}
