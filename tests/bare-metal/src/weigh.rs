//! What a static library for a 32-bit processor weighs, read from its object files.

/// Bytes of what is in the object files of one crate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weight {
    /// Code.
    pub code: u32,
    /// Constants. Tables for unwinding are none: firmware leaves them out.
    pub constants: u32,
    /// Static variables.
    pub variables: u32,
    /// The symbol that was asked for.
    pub symbol: u32,
}

/// Bits of the flags of a section (System V ABI, `sh_flags`).
const WRITE: u32 = 1;
const ALLOC: u32 = 2;
const EXECUTE: u32 = 4;
const SYMBOLS: u32 = 2;

/// Weighs the objects of a static library whose names hold `objects`, and a symbol in them whose
/// name holds `symbol`. Built with link-time optimisation, the object of the crate holds all that
/// it uses but the compiler's own functions for arithmetic and memory. `None` if the bytes are no
/// archive of 32-bit little-endian object files.
#[must_use]
pub fn weigh(archive: &[u8], objects: &str, symbol: &str) -> Option<Weight> {
    let mut rest = archive.strip_prefix(b"!<arch>\n")?;
    let mut long_names: &[u8] = &[];
    let mut weight = Weight::default();
    while !rest.is_empty() {
        let (header, after) = rest.split_at_checked(60)?;
        let field = |from, to| {
            core::str::from_utf8(&header[from..to])
                .ok()
                .map(str::trim_end)
        };
        let len: usize = field(48, 58)?.parse().ok()?;
        let (member, after) = after.split_at_checked(len)?;
        rest = after.get(len % 2..).unwrap_or_default();
        let name = field(0, 16)?;
        if name == "//" {
            long_names = member;
        }
        let name = full_name(name, long_names)?;
        if member.starts_with(b"\x7fELF") && name.contains(objects) {
            add(member, symbol, &mut weight)?;
        }
    }
    Some(weight)
}

/// A name of more than 15 bytes lies in a table, at the number that the header has for it.
fn full_name(name: &str, long_names: &[u8]) -> Option<String> {
    let Some(at) = name.strip_prefix('/').and_then(|at| at.parse().ok()) else {
        return Some(name.to_owned());
    };
    let long: &[u8] = long_names.get::<std::ops::RangeFrom<usize>>(at..)?;
    let end = long.iter().position(|byte| *byte == b'\n')?;
    Some(String::from_utf8_lossy(&long[..end]).into_owned())
}

fn number<const LEN: usize>(bytes: &[u8], at: usize) -> Option<u32> {
    let field = bytes.get(at..at.checked_add(LEN)?)?;
    Some(
        field
            .iter()
            .rev()
            .fold(0, |value, byte| value << 8 | u32::from(*byte)),
    )
}

/// A section: its name, type, flags, offset, length and link.
struct Section {
    name: u32,
    kind: u32,
    flags: u32,
    offset: u32,
    len: u32,
    link: u32,
}

fn add(object: &[u8], symbol: &str, weight: &mut Weight) -> Option<()> {
    let (first, each) = (
        number::<4>(object, 32)? as usize,
        number::<2>(object, 46)? as usize,
    );
    let count = number::<2>(object, 48)? as usize;
    let section = |index: usize| {
        let at = first + index * each;
        Some(Section {
            name: number::<4>(object, at)?,
            kind: number::<4>(object, at + 4)?,
            flags: number::<4>(object, at + 8)?,
            offset: number::<4>(object, at + 16)?,
            len: number::<4>(object, at + 20)?,
            link: number::<4>(object, at + 24)?,
        })
    };
    let names = section(number::<2>(object, 50)? as usize)?;
    let is_constant = |name: u32| {
        let name = object.get((names.offset + name) as usize..)?;
        Some(name.starts_with(b".rodata"))
    };
    for index in 0..count {
        let found = section(index)?;
        match found.flags & (WRITE | ALLOC | EXECUTE) {
            flags if flags & ALLOC == 0 => {}
            flags if flags & EXECUTE != 0 => weight.code += found.len,
            flags if flags & WRITE != 0 => weight.variables += found.len,
            _ if is_constant(found.name)? => weight.constants += found.len,
            _ => {}
        }
        if found.kind == SYMBOLS {
            let names = section(found.link as usize)?;
            for at in (0..found.len).step_by(16) {
                let at = (found.offset + at) as usize;
                let name = (names.offset + number::<4>(object, at)?) as usize;
                let name = object.get(name..)?;
                let end = name.iter().position(|byte| *byte == 0)?;
                if String::from_utf8_lossy(&name[..end]).contains(symbol) {
                    weight.symbol = number::<4>(object, at + 8)?;
                }
            }
        }
    }
    Some(())
}
