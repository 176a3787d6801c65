//! Packages as readable listings.

use std::fmt::Write;

use iotpy_core::catalog::{self, fallback};
use iotpy_core::opcode::{self, Ext, OpInfo, Operand, Wide, Word};
use iotpy_core::package::{Function, NO_ENTRY, OutlineError, Package, const_kind, function_flag};

/// Why bytes cannot be listed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DisassembleError {
    /// The bytes are no package, or a damaged one.
    #[error("not a readable package: {0:?}")]
    Outline(OutlineError),
    /// A function's code lies outside the code section.
    #[error("the code of function {0} lies outside the package")]
    Code(u16),
    /// A word that is no instruction.
    #[error("function {function} has an unknown instruction {code} at word {at}")]
    Instruction {
        /// The function's index.
        function: u16,
        /// The word, counted from the function's start.
        at: u32,
        /// The opcode byte.
        code: u8,
    },
}

/// A listing of a package: per function its parameters, instructions with names, constants and
/// lines, and its exception table.
///
/// ```
/// # use iotpy_compiler::{Entry, Options, Sources, compile, disassemble};
/// let sources = Sources::from_files([("a.py", "def f(x):\n    return x + 1\n")])?;
/// let entry = Entry::Handler { module: "a", function: "f" };
/// let listing = disassemble(&compile(&sources, &entry, &Options::default())?.package)?;
/// assert!(listing.contains("addi      r1 r0 1"), "{listing}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn disassemble(package: &[u8]) -> Result<String, DisassembleError> {
    let package = Package::parse(package).map_err(DisassembleError::Outline)?;
    let listing = Listing { package };
    let mut text = listing.outline();
    for index in 0..package.counts().functions {
        listing.function(index, &mut text)?;
    }
    Ok(text)
}

struct Listing<'p> {
    package: Package<'p>,
}

impl Listing<'_> {
    fn outline(&self) -> String {
        let mut text = String::new();
        let counts = self.package.counts();
        let entry = match self.package.entry() {
            NO_ENTRY => "script".to_owned(),
            slot => format!("entry {}", self.global(slot)),
        };
        let module = self.package.entry_module();
        let _ = writeln!(text, "{entry} of module {}", self.module(module));
        for index in 0..counts.imports {
            let _ = writeln!(text, "host {}", self.name(self.package.import(index)));
        }
        for index in 0..counts.fallbacks {
            let (builtin, function) = self.package.fallback_entry(index);
            let name = self.function_name(function);
            let _ = writeln!(
                text,
                "fallback {} = {name}",
                self.builtin(u32::from(builtin))
            );
        }
        text
    }

    fn name(&self, index: u16) -> String {
        String::from_utf8_lossy(self.package.name_text(index)).into_owned()
    }

    fn global(&self, slot: u16) -> String {
        self.name(self.package.global_name(slot))
    }

    fn module(&self, index: u16) -> String {
        self.name(self.package.module(index).0)
    }

    fn function_name(&self, index: u16) -> String {
        self.name(self.package.function(index).qualified_name)
    }

    fn builtin(&self, id: u32) -> String {
        let id = id as u16;
        match id.checked_sub(catalog::IMPORT_BASE) {
            Some(import) => self.name(self.package.import(import)),
            None if id == fallback::LIST_SORT => "list.sort".to_owned(),
            None => catalog::name(id).to_owned(),
        }
    }

    fn function(&self, index: u16, text: &mut String) -> Result<(), DisassembleError> {
        let function = self.package.function(index);
        let code = self.package.code();
        let start = function.code_start as usize * 4;
        let end = start + function.code_len as usize * 4;
        let code = code.get(start..end).ok_or(DisassembleError::Code(index))?;
        let words: Vec<u32> = code
            .chunks_exact(4)
            .map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
            .collect();
        let _ = writeln!(text, "\n{}", self.signature(&function));
        let mut at = 0;
        let mut line = 0;
        while let Some(word) = words.get(at) {
            let word = Word(*word);
            let unknown = DisassembleError::Instruction {
                function: index,
                at: at as u32,
                code: word.code(),
            };
            let info = opcode::info(word.code()).ok_or(unknown)?;
            let words_of = 1 + usize::from(info.ext != Ext::None);
            let ext = words.get(at + 1).copied().unwrap_or(0);
            let next = self.package.line(&function, at as u32);
            let shown = if next == line {
                String::new()
            } else {
                next.to_string()
            };
            line = next;
            let operands = self.operands(info, word, ext, (at + words_of) as i64);
            let listed = format!("{shown:>4} {at:>4}  {:<9} {operands}", info.name);
            let _ = writeln!(text, "{}", listed.trim_end());
            at += words_of;
        }
        for n in 0..usize::from(function.exception_count) {
            let [start, end, handler] = self.package.exception(&function, n);
            let _ = writeln!(text, "     {start}..{end} -> {handler}");
        }
        Ok(())
    }

    fn signature(&self, function: &Function) -> String {
        let mut parts = Vec::new();
        let positional = usize::from(function.positional);
        let keyword_only = usize::from(function.keyword_only);
        let name = |n: usize| self.name(self.package.parameter(function, n));
        for n in 0..positional {
            parts.push(name(n));
            if n + 1 == usize::from(function.positional_only) {
                parts.push("/".to_owned());
            }
        }
        let mut next = positional + keyword_only;
        if function.has(function_flag::VARARGS) {
            parts.push(format!("*{}", name(next)));
            next += 1;
        } else if keyword_only > 0 {
            parts.push("*".to_owned());
        }
        parts.extend((positional..positional + keyword_only).map(name));
        if function.has(function_flag::VARKW) {
            parts.push(format!("**{}", name(next)));
        }
        let kind = if function.has(function_flag::GENERATOR) {
            "generator "
        } else {
            ""
        };
        let title = self.name(function.qualified_name);
        let registers = function.registers;
        format!("{kind}{title}({}): {registers} registers", parts.join(", "))
    }

    fn operands(&self, info: &OpInfo, word: Word, ext: u32, next: i64) -> String {
        let mut parts = Vec::new();
        let signed = info.name.ends_with('i') && info.name != "getitemi";
        for (kind, value) in info.operands.iter().zip([word.a(), word.b(), word.c()]) {
            match kind {
                Operand::None => {}
                Operand::Reg => parts.push(format!("r{value}")),
                Operand::Imm if signed => parts.push((value as u8 as i8).to_string()),
                Operand::Imm => parts.push(value.to_string()),
            }
        }
        let jump = |words: i32| format!("-> {}", next + i64::from(words));
        match info.wide {
            Wide::None => {}
            Wide::Const => parts.push(self.constant(word.bx() as u16)),
            Wide::Name => parts.push(self.name(word.bx() as u16)),
            Wide::Global => parts.push(self.global(word.bx() as u16)),
            Wide::Module => parts.push(self.module(word.bx() as u16)),
            Wide::Int => parts.push(word.sbx().to_string()),
            Wide::Jump => parts.push(jump(word.sbx())),
            Wide::LongJump => parts.push(jump(word.long())),
        }
        match info.ext {
            Ext::None => {}
            Ext::Jump => parts.push(jump(ext as i32)),
            Ext::Name => parts.push(self.name(ext as u16)),
            Ext::Builtin => parts.push(self.builtin(ext)),
            Ext::Function => parts.push(self.function_name(ext as u16)),
            Ext::Keywords => parts.push(self.keywords(ext as u16)),
            Ext::Imm => parts.push(ext.to_string()),
        }
        parts.join(" ")
    }

    fn keywords(&self, list: u16) -> String {
        let count = self.package.keyword_count(list).min(255);
        let names = (0..count).map(|n| self.name(self.package.keyword(list, n)));
        format!("({})", names.collect::<Vec<_>>().join(", "))
    }

    fn constant(&self, index: u16) -> String {
        let (kind, at) = self.package.constant(index);
        match kind {
            const_kind::FLOAT => format!("{:?}", f64::from_bits(self.package.long_at(at))),
            const_kind::INT => self.integer(at),
            const_kind::STR => {
                format!("{:?}", String::from_utf8_lossy(self.package.text(at)))
            }
            const_kind::BYTES => format!("b\"{}\"", self.package.text(at).escape_ascii()),
            _ => "?".to_owned(),
        }
    }

    fn integer(&self, at: u32) -> String {
        let sign = if self.package.word_at(at, 0) == 0 {
            ""
        } else {
            "-"
        };
        match self.package.word_at(at, 1) {
            1 => format!("{sign}{}", self.package.long_at(at + 8)),
            count => {
                let limbs = (0..count.min(1024)).rev();
                let hex = limbs.map(|n| format!("{:016x}", self.package.long_at(at + 8 + 8 * n)));
                format!(
                    "{sign}0x{}",
                    hex.collect::<String>().trim_start_matches('0')
                )
            }
        }
    }
}
