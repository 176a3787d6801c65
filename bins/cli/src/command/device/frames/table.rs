//! The texts of an image: symbols of its section `.defmt`, whose names are JSON and whose addresses
//! are what a frame has in place of a text.

use std::collections::BTreeMap;

use defmt_parser::{DisplayHint, Fragment, ParserMode, Type, parse};
use object::{File, Object as _, ObjectSection as _, ObjectSymbol as _};
use serde_json::Value;

/// The version of defmt's format that is read here.
const VERSION: &str = "4";
const ENCODING: &str = "rzcobs";
/// Zeros that the encoding may leave behind a frame.
const PADDING_BYTES_MAX: usize = 7;

/// What kind of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The format of a frame with a level.
    Log(&'static str),
    /// The format of one without.
    Plain,
    /// A text that frames refer to.
    Text,
}

struct Entry {
    kind: Kind,
    text: String,
    symbol: String,
}

/// The texts of an image by what stands for them.
pub struct Table {
    entries: BTreeMap<u16, Entry>,
}

/// A frame in words.
pub struct Message<'t> {
    pub level: Option<&'static str>,
    pub text: String,
    /// The name of the symbol of its format.
    pub symbol: &'t str,
}

impl Table {
    /// Reads an image.
    pub fn read(elf: &[u8]) -> Result<Self, String> {
        let file = File::parse(elf).map_err(|_| {
            "this is no ELF file, and the texts of what the board says are in that; give the file \
             that the linker made"
        })?;
        let mut sections = file.sections();
        let section = sections.find(|section| section.name() == Ok(".defmt"));
        let section = section.ok_or(
            "there are no texts of defmt in it, so it is not an image of the device; \
             bins/device/build.sh makes one",
        )?;
        let names = || {
            let symbols = file.symbols();
            symbols.filter_map(|symbol| Some((symbol.name().ok()?.to_owned(), symbol)))
        };
        let find = |prefix: &str| {
            let found = names().find_map(|(name, _)| {
                let name = name.trim_matches('"');
                name.strip_prefix(prefix).map(str::to_owned)
            });
            found.unwrap_or_default()
        };
        check("version", &find("_defmt_version_ = "), VERSION)?;
        check("encoding", &find("_defmt_encoding_ = "), ENCODING)?;
        let mut entries = BTreeMap::new();
        for (name, symbol) in names() {
            // Names of another form are marks of the linker.
            if symbol.section_index() == Some(section.index()) && name.starts_with('{') {
                let address = u16::try_from(symbol.address());
                let entry = Entry::parse(name)
                    .ok_or_else(|| "a text of defmt in it is damaged".to_owned())?;
                entries.extend(address.ok().zip(entry));
            }
        }
        Ok(Self { entries })
    }

    /// What a frame says; `None` if it is no frame of this image.
    pub fn message(&self, frame: &[u8]) -> Option<Message<'_>> {
        let (index, rest) = frame.split_first_chunk()?;
        let entry = self.entries.get(&u16::from_le_bytes(*index))?;
        let level = match entry.kind {
            Kind::Log(level) => Some(level),
            Kind::Plain => None,
            Kind::Text => return None,
        };
        let mut arguments = Arguments { table: self, rest };
        let text = arguments.write(&entry.text)?;
        let is_whole = arguments.rest.len() <= PADDING_BYTES_MAX;
        (is_whole && arguments.rest.iter().all(|byte| *byte == 0)).then_some(Message {
            level,
            text,
            symbol: &entry.symbol,
        })
    }
}

fn check(what: &str, found: &str, wanted: &str) -> Result<(), String> {
    match found == wanted {
        true => Ok(()),
        false => Err(format!(
            "its messages have the {what} {found:?} of defmt, and this tool reads {wanted:?}; build \
             the image and the tool from the same sources"
        )),
    }
}

impl Entry {
    /// The outer `None` is damage, the inner one a text of a kind that no frame of a board has.
    fn parse(symbol: String) -> Option<Option<Entry>> {
        let members: Value = serde_json::from_str(&symbol).ok()?;
        let text = members["data"].as_str()?.to_owned();
        let kind = match members["tag"].as_str()? {
            "defmt_trace" => Kind::Log("trace"),
            "defmt_debug" => Kind::Log("debug"),
            "defmt_info" => Kind::Log("info"),
            "defmt_warn" => Kind::Log("warn"),
            "defmt_error" => Kind::Log("error"),
            "defmt_println" => Kind::Plain,
            "defmt_str" => Kind::Text,
            _ => return Some(None),
        };
        Some(Some(Entry { kind, text, symbol }))
    }
}

/// The arguments of a frame.
struct Arguments<'t> {
    table: &'t Table,
    rest: &'t [u8],
}

impl Arguments<'_> {
    /// Puts them into a format. `None` if they do not belong to it, or are of a kind that no image
    /// of ours uses.
    fn write(&mut self, format: &str) -> Option<String> {
        let fragments = parse(format, ParserMode::Strict).ok()?;
        let mut text = String::new();
        let mut count = 0;
        for fragment in &fragments {
            match fragment {
                Fragment::Literal(literal) => text.push_str(literal),
                // They stand in their order, each once.
                Fragment::Parameter(parameter) if parameter.index == count => {
                    count += 1;
                    let is_plain =
                        matches!(parameter.hint, None | Some(DisplayHint::NoHint { .. }));
                    text.push_str(&self.argument(&parameter.ty).filter(|_| is_plain)?);
                }
                Fragment::Parameter(_) => return None,
            }
        }
        Some(text)
    }

    fn argument(&mut self, kind: &Type) -> Option<String> {
        Some(match kind {
            Type::Bool => match self.take()? {
                [0] => "false".to_owned(),
                [1] => "true".to_owned(),
                _ => return None,
            },
            Type::U8 => u8::from_le_bytes(self.take()?).to_string(),
            Type::U16 => u16::from_le_bytes(self.take()?).to_string(),
            Type::U32 | Type::Usize => u32::from_le_bytes(self.take()?).to_string(),
            Type::U64 => u64::from_le_bytes(self.take()?).to_string(),
            Type::I32 | Type::Isize => i32::from_le_bytes(self.take()?).to_string(),
            Type::Str => String::from_utf8(self.bytes()?.to_vec()).ok()?,
            Type::U8Slice => format!("{:?}", self.bytes()?),
            Type::IStr => {
                let entry = self.table.entries.get(&u16::from_le_bytes(self.take()?))?;
                (entry.kind == Kind::Text).then(|| entry.text.clone())?
            }
            _ => return None,
        })
    }

    fn take<const COUNT: usize>(&mut self) -> Option<[u8; COUNT]> {
        let (taken, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*taken)
    }

    /// Bytes behind their count.
    fn bytes(&mut self) -> Option<&[u8]> {
        let count = u32::from_le_bytes(self.take()?);
        let (bytes, rest) = self.rest.split_at_checked(count as usize)?;
        self.rest = rest;
        Some(bytes)
    }
}
