//! Where in the sources something is, as an image's debug information has it.

use std::collections::BTreeMap;

use addr2line::Context;
use addr2line::gimli::{
    self, AttributeValue, Dwarf, EndianSlice, LittleEndian, SectionId, Unit, constants,
};
use object::{File, Object as _, ObjectSection as _};

type Slice<'e> = EndianSlice<'e, LittleEndian>;

/// The variable that defmt makes of each statement that logs.
const STATEMENT: &[u8] = b"DEFMT_LOG_STATEMENT";
/// Files of the compiler's own library have this in their paths.
const LIBRARY: &str = "library/core/";

/// A line of a file.
pub struct Place {
    pub file: String,
    pub line: u64,
}

/// The places of an image; none if it has no debug information.
pub struct Places {
    elf: Vec<u8>,
    statements: BTreeMap<String, Place>,
}

impl Places {
    /// Reads those of statements. Debug information that cannot be read is taken for none.
    pub fn read(elf: Vec<u8>) -> Self {
        let statements = dwarf(&elf).and_then(|dwarf| statements(&dwarf).ok());
        Self {
            statements: statements.unwrap_or_default(),
            elf,
        }
    }

    /// Of the statement whose format is in this symbol.
    pub fn of_symbol(&self, symbol: &str) -> Option<&Place> {
        self.statements.get(symbol)
    }

    /// Of an instruction; if it belongs to the compiler's own library, of what that is part of.
    pub fn of_address(&self, address: u32) -> Option<Place> {
        let context = Context::from_dwarf(dwarf(&self.elf)?).ok()?;
        let unit = context
            .find_dwarf_and_unit(address.into())
            .skip_all_loads()?;
        // Paths begin where the compiler ran.
        let folder = unit.unit.comp_dir.map(|folder| folder.to_string_lossy());
        let folder = folder.unwrap_or_default();
        let mut frames = context.find_frames(address.into()).skip_all_loads().ok()?;
        while let Some(frame) = frames.next().ok()? {
            let location = frame.location?;
            let file = location.file?;
            if !file.contains(LIBRARY) {
                let own = file.strip_prefix(&*folder);
                return Some(Place {
                    file: own
                        .map_or(file, |own| own.trim_start_matches('/'))
                        .to_owned(),
                    line: location.line?.into(),
                });
            }
        }
        None
    }
}

fn dwarf(elf: &[u8]) -> Option<Dwarf<Slice<'_>>> {
    let file = File::parse(elf).ok()?;
    let section = |id: SectionId| {
        let section = file.section_by_name(id.name());
        let bytes = section.and_then(|section| section.data().ok());
        Ok::<_, gimli::Error>(EndianSlice::new(bytes.unwrap_or_default(), LittleEndian))
    };
    Dwarf::load(section).ok()
}

fn statements(dwarf: &Dwarf<Slice<'_>>) -> gimli::Result<BTreeMap<String, Place>> {
    let mut places = BTreeMap::new();
    let mut units = dwarf.units();
    while let Some(header) = units.next()? {
        let unit = dwarf.unit(header)?;
        let mut entries = unit.entries();
        while let Some(entry) = entries.next_dfs()? {
            if entry.tag() != constants::DW_TAG_variable {
                continue;
            }
            let text = |name| -> Option<Slice<'_>> {
                dwarf.attr_string(&unit, entry.attr_value(name)?).ok()
            };
            if text(constants::DW_AT_name).is_none_or(|name| name.slice() != STATEMENT) {
                continue;
            }
            let symbol = text(constants::DW_AT_linkage_name);
            let line = entry.attr_value(constants::DW_AT_decl_line);
            let line = line.and_then(|line| line.udata_value());
            let file = match entry.attr_value(constants::DW_AT_decl_file) {
                Some(AttributeValue::FileIndex(index)) => file(dwarf, &unit, index),
                _ => None,
            };
            if let (Some(symbol), Some(line), Some(file)) = (symbol, line, file) {
                let symbol = symbol.to_string_lossy().into_owned();
                places.insert(symbol, Place { file, line });
            }
        }
    }
    Ok(places)
}

/// A file as the compiler was given it.
fn file(dwarf: &Dwarf<Slice<'_>>, unit: &Unit<Slice<'_>>, index: u64) -> Option<String> {
    let header = unit.line_program.as_ref()?.header();
    let file = header.file(index)?;
    let name = dwarf.attr_string(unit, file.path_name()).ok()?;
    let name = name.to_string_lossy();
    // The first directory is the one in which the compiler ran.
    let directory = match file.directory_index() {
        0 => None,
        _ => file.directory(header),
    };
    let directory = directory.and_then(|directory| dwarf.attr_string(unit, directory).ok());
    Some(match directory {
        Some(directory) => format!("{}/{name}", directory.to_string_lossy()),
        None => name.into_owned(),
    })
}
